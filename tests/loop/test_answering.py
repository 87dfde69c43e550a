"""Answers, undo, comments, erasing, export and merging through the open project."""

import json
import random
import shutil
import sqlite3
import time

import pytest

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument, CannotOpen
from desktop_al.core.state import fold
from desktop_al.loop.exporting import export_project
from desktop_al.loop.merging import merge_projects
from desktop_al.loop.record import body_reader
from desktop_al.store.project_file import open_project, read_body, read_events
from desktop_al.store.verify import verify
from tests.loop.desk import Desk, exported, labels, make, make_texts
from tests.on_disk import contents


def bodies(path):
    file = open_project(path, look_only=True)
    found = [
        ev.decode_body(read_body(file.connection, e)[1])
        for e in read_events(file.connection)
        if e.kind == ev.ANNOTATION
    ]
    file.connection.close()
    return found


def test_what_was_on_screen_is_kept_with_the_answer(tmp_path):
    path = make(tmp_path, make_texts(tmp_path / "texts", 120), protocol="## A\nMachines.", audit_share=0.3)
    with Desk(path) as desk:
        desk.project.by = "autoplay"
        desk.read()
        for _ in range(26):
            desk.label()
        desk.until(lambda: desk.project.learning.result and desk.project.learning.result.skilled)
        desk.project.note("zoom")
        for _ in range(25):
            desk.label()
    found = bodies(path)
    assert [b["position"] for b in found] == list(range(51))
    keys = {"arm", "chosen", "reason", "round", "seconds", "active", "protocol", "position", "again", "seen", "by"}
    assert all(keys <= b.keys() for b in found)
    assert all(b["protocol"] and b["by"] == "autoplay" and 0 <= b["active"] <= b["seconds"] + 1e-6 for b in found)
    assert {b["chosen"] for b in found} >= {"audit", "learner"}
    assert {b["arm"] for b in found} >= {"shown", "withheld", "absent"}
    for b in found:
        assert (b["arm"] == "absent") == ("p" not in b)
        assert b["chosen"] != "audit" or b["arm"] != "shown"
        if b["arm"] != "absent":
            assert 0.5 - 1e-3 <= b["p"] <= 1
            assert 0 <= b["margin"] <= 1
            assert b["suggested"]
            assert len(b["p_answer"]) == 1
    assert max(b["round"] for b in found) >= 1
    assert any(b["seen"] == {"zoom": 1} for b in found)


def test_undo_and_redo_through_restart_relabel_comment_and_every_answer(tmp_path):
    path = make(tmp_path, make_texts(tmp_path / "texts", 8))
    with Desk(path) as desk:
        desk.scanned()
        project = desk.project
        first = desk.label("A")
        second = desk.ready()
        project.unsure()
        third = desk.ready()
        project.not_worth("focus")
        desk.ready()
        project.serving.visit(desk.place(first))
        desk.ready()
        assert project.screen().sample.given.text == "A"
        desk.label("B")
        project.serving.visit(desk.place(first))
        assert project.comments.say("looks odd")
        assert project.history_rows()[0].comment
    assert labels(path)[first] == "B"
    states = {row["sample"]: row["state"] for row in exported(path)}
    assert states == {first: "labelled", second: "unsure", third: "not_worth_labelling"}
    with Desk(path) as desk:
        desk.scanned()
        project = desk.project
        assert project.screen().undo_words == "comment"
        for expected in ("comment", "B", "Out of focus", "Unsure", "A"):
            assert project.screen().undo_words == expected
            assert project.undo()
        assert not project.undo()
        assert project.history_rows() == []
        assert project.screen().status.labelled == 0
        # What was undone last is on screen to be answered again.
        assert desk.ready() == first
        assert project.screen().sample.given is None
        for expected in ("A", "Unsure", "Out of focus", "B", "comment"):
            assert project.screen().redo_words == expected
            assert project.redo()
        assert not project.redo()
        assert project.screen().status.labelled == 3
        assert project._record.state.comment("ann", project.pool.rows[desk.place(first)].id) == "looks odd"
    assert labels(path)[first] == "B"
    assert verify(path).ok


def test_an_undone_answer_is_chosen_as_it_was_and_an_audit_sample_stays_one(tmp_path):
    path = make(tmp_path, make_texts(tmp_path / "texts", 100), audit_share=0.5)
    with Desk(path) as desk:
        desk.read()
        for _ in range(14):
            desk.label()
        desk.round()
        for _ in range(12):
            desk.ready()
            pick = desk.project.serving.current.pick
            desk.label()
            assert desk.project.undo()
            assert desk.project.serving.current.pick == pick
            desk.label()
    with Desk(path) as desk:
        desk.scanned()
        for _ in range(20):
            assert desk.project.undo()
            current = desk.project.serving.current
            assert not (desk.project.pool.is_audit(current.place) and current.offer)


def test_a_thousand_classes_three_samples_one_class_and_no_label(tmp_path):
    folder = make_texts(tmp_path / "texts", 3)
    for number, classes in enumerate((("A",), tuple(f"class {n}" for n in range(1000)))):
        place = tmp_path / str(number)
        place.mkdir()
        path = make(place, folder, classes)
        with Desk(path) as desk:
            desk.read()
            desk.round()
            desk.label(classes[0])
            desk.label(classes[-1])
            desk.round()
            desk.label(classes[0])
            assert desk.ready() == ""
            assert not desk.project.label("no such class")
        assert len(labels(path)) == 3


def test_nothing_is_answered_in_a_project_open_to_look_only(tmp_path):
    path = make(tmp_path, make_texts(tmp_path / "texts", 5))
    with Desk(path) as desk:
        desk.scanned().label()
        with Desk(path) as other:
            other.scanned()
            project = other.project
            other.ready()
            assert project.read_only
            assert "open in another window" in project.screen().notices[0].text
            assert not project.label(other.id("A"))
            assert not project.unsure()
            assert not project.comments.say("x")
            assert not project.undo()
            assert project.unsaved == 0
            assert project.screen().status.saved == "read_only"
            with pytest.raises(BadArgument):
                project.comments.erase(0, "why")
        desk.label()
    assert len(labels(path)) == 2


CANARY = "canary-7f3a patient Jane Doe"


def test_an_erased_comment_is_gone_from_every_file(tmp_path):
    path = make(tmp_path, make_texts(tmp_path / "texts", 5))
    with Desk(path) as desk:
        desk.scanned()
        name = desk.ready()
        desk.project.comments.say(CANARY + " first")
        desk.project.comments.say(CANARY + " second")
        desk.label()
        desk.project.wait_saved(5)
    with Desk(path) as desk:
        desk.scanned()
        assert CANARY in json.dumps(exported(path))
        with pytest.raises(BadArgument, match="reason"):
            desk.project.comments.erase(desk.place(name), " ")
        assert desk.project.comments.erase(desk.place(name), "names a patient") == 2
        assert desk.project.comments.erase(desk.place(name), "again") == 0
        assert desk.project.wait_saved(5)
        assert desk.project._record.state.comment("ann", desk.project.pool.rows[desk.place(name)].id) == ""
        assert CANARY.encode() not in b"".join(desk.project._record._bodies.values())
        end = time.monotonic() + 5
        while any(CANARY.encode() in data for _, data in contents(tmp_path.glob("p.dal*"))):
            assert time.monotonic() < end, "the text is still on disk"
            time.sleep(0.05)
        desk.project.undo()
    for file, data in contents(tmp_path.glob("p.dal*")):
        assert CANARY.encode() not in data, file
    assert verify(path).ok
    assert CANARY not in json.dumps(exported(path))
    assert all_bodies(path, ev.ERASE) == [{"reason": "names a patient"}] * 2


def all_bodies(path, kind):
    file = open_project(path, look_only=True)
    found = [ev.decode_body(read_body(file.connection, e)[1]) for e in read_events(file.connection) if e.kind == kind]
    file.connection.close()
    return found


def test_only_the_owner_erases(tmp_path):
    path = make(tmp_path, make_texts(tmp_path / "texts", 5))
    with Desk(path, "ben") as desk:
        desk.scanned()
        desk.project.comments.say("mine")
        with pytest.raises(BadArgument, match="Only ann"):
            desk.project.comments.erase(desk.project.serving.current.place, "why")


def copies(tmp_path):
    """One project with two labels, copied; each copy labelled on by its own annotator and, at one sample, by both."""
    folder = make_texts(tmp_path / "texts", 10)
    path = make(tmp_path, folder)
    with Desk(path) as desk:
        desk.scanned()
        desk.label()
        desk.label()
    other = tmp_path / "q.dal"
    shutil.copy(path, other)
    for copy, who, answer in ((path, "ann", "A"), (other, "ben", "B")):
        with Desk(copy, who) as desk:
            desk.scanned()
            for place in (4, 5, 6 if who == "ann" else 7):
                desk.project.serving.visit(place)
                desk.label(answer)
        with Desk(copy, "ann") as desk:
            desk.scanned()
            desk.project.serving.visit(9)
            desk.label(answer)
    return path, other


def picture(path):
    rows = [(r["sample"], r["annotator"], r["label"], r["state"]) for r in exported(path)]
    assert len({r["seq"] for r in exported(path)}) == len(rows)
    return sorted(rows)


def test_merging_two_copies_in_either_order_gives_the_same(tmp_path):
    path, other = copies(tmp_path)
    back = tmp_path / "r.dal"
    shutil.copy(other, back)
    one = tmp_path / "one.dal"
    shutil.copy(path, one)
    numbers = {r["seq"]: r["sample"] for r in exported(path)}
    merged = merge_projects(path, [other], tmp_path / "home")
    assert merged.events > 0
    assert merge_projects(path, [other], tmp_path / "home").events == 0
    merge_projects(back, [one], tmp_path / "home")
    assert picture(path) == picture(back)
    assert verify(path).ok
    assert verify(back).ok
    # Row numbers given out once stay what they are.
    assert {r["seq"]: r["sample"] for r in exported(path)}.items() >= numbers.items()
    file = open_project(path, look_only=True)
    state = fold(read_events(file.connection), body_reader(file.connection))
    file.connection.close()
    assert [key[0] for key in state.conflicts()] == ["ann"]
    with Desk(path, "ann") as desk:
        desk.scanned()
        answers = desk.project.answers
        # Place 4 and 5: ann A, ben B, a tie; 6 and 7 by one each; 9 twice by ann, unknowing.
        assert {p: answers.labels.get(p) for p in (4, 5, 9)} == {4: None, 5: None, 9: None}
        assert answers.labels[6] == desk.id("A")
        assert answers.labels[7] == desk.id("B")
        assert 7 not in answers.answered
        assert {4, 5, 6, 9} <= answers.answered
        desk.project.serving.visit(9)
        desk.label("A")
        assert desk.project._record.state.conflicts() == []
        assert answers.labels[9] == desk.id("A")


def test_undo_does_not_reach_what_was_merged(tmp_path):
    path, other = copies(tmp_path)
    merge_projects(path, [other], tmp_path / "home")
    with Desk(path, "ben") as desk:
        desk.scanned()
        assert not desk.project.undo()
        desk.project.serving.visit(2)
        desk.label("A")
        assert desk.project.undo()
        assert not desk.project.undo()


def test_merging_refuses_damage_and_strangers_and_changes_nothing(tmp_path):
    path, other = copies(tmp_path)
    (tmp_path / "s").mkdir()
    stranger = make(tmp_path / "s", make_texts(tmp_path / "s" / "texts", 3))
    damaged = tmp_path / "damaged.dal"
    shutil.copy(other, damaged)
    connection = sqlite3.connect(damaged)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("UPDATE bodies SET body=x'7b7d' WHERE seq=2")
    connection.commit()
    connection.close()
    before = picture(path), verify(path).events
    for sources in ([damaged], [other, damaged], [stranger], [other, stranger], [tmp_path / "missing.dal"]):
        with pytest.raises(CannotOpen):
            merge_projects(path, sources, tmp_path / "home")
        assert (picture(path), verify(path).events) == before
    with Desk(path), pytest.raises(CannotOpen, match="cannot be merged into"):
        merge_projects(path, [other], tmp_path / "home")


def test_what_was_erased_in_one_copy_goes_from_the_other_when_merged(tmp_path):
    path = make(tmp_path, make_texts(tmp_path / "texts", 4))
    with Desk(path) as desk:
        desk.scanned()
        desk.ready()
        desk.project.comments.say(CANARY)
        place = desk.project.serving.current.place
    other = tmp_path / "q.dal"
    shutil.copy(path, other)
    with Desk(other) as desk:
        desk.scanned()
        desk.project.comments.erase(place, "private")
    merge_projects(path, [other], tmp_path / "home")
    assert CANARY.encode() not in path.read_bytes()
    assert verify(path).ok


@pytest.mark.parametrize("format_name", ["csv", "jsonl"])
def test_exports_hold_what_was_reported_as_saved(tmp_path, format_name):
    path = make(tmp_path, make_texts(tmp_path / "texts", 12))
    rng = random.Random(5)
    with Desk(path) as desk:
        desk.scanned()
        reported = {}
        for _ in range(60):
            name = desk.ready()
            action = rng.randrange(6)
            if action == 0:
                desk.project.undo()
            elif action == 1:
                desk.project.redo()
            elif action == 2 and desk.project.history_rows():
                desk.project.serving.visit(rng.choice(desk.project.history_rows()).key)
            elif name:
                call = rng.choice(
                    [
                        lambda saved: desk.project.label(desk.id("A"), saved),
                        lambda saved: desk.project.unsure(saved),
                        lambda saved: desk.project.not_worth("other", saved),
                    ]
                )
                call(lambda n, name=name: reported.__setitem__(n, name))
        desk.project.wait_saved(5)
        desk.pump()
        expected = desk.project.screen().status.labelled
    out = tmp_path / f"out.{format_name}"
    assert export_project(path, format_name, out) == expected
    rows = exported(path) if format_name == "csv" else [json.loads(line) for line in out.read_text().splitlines()]
    assert len({int(r["seq"]) for r in rows}) == len(rows) == expected
    for row in rows:
        assert reported[int(row["seq"])] == row["sample"]
        assert (row["state"] == "labelled") == (row["label"] == "A")


def test_an_export_never_overwrites_the_project(tmp_path):
    path = make(tmp_path, make_texts(tmp_path / "texts", 3))
    before = path.read_bytes()
    for name in ("p.dal", "p.dal-wal", "p.dal-recent"):
        with pytest.raises(BadArgument, match="project's own file"):
            export_project(path, "csv", tmp_path / name)
    assert path.read_bytes() == before


def test_classes_that_change_under_a_round_do_no_harm(tmp_path):
    path = make(tmp_path, make_texts(tmp_path / "texts", 100))
    with Desk(path) as desk:
        desk.read()
        for _ in range(20):
            desk.label()
        desk.round()
        desk.until(lambda: not desk.project.learning.training)
        project = desk.project
        project._record.add(ev.CLASS, {"op": "add", "name": "C", "colour": 2}, "ann", answer="cc")
        project.learning.train(tuple(c.id for c in project.classes), 10, 1)
        project._classes = project._record.state.active_classes()
        assert project.undo()
        assert [c.name for c in project.classes] == ["A", "B"]
        assert project.redo()
        assert [c.name for c in project.classes] == ["A", "B", "C"]
        desk.until(lambda: not project.learning.training)
        # The round learned from two classes: nothing is offered among three.
        desk.label("C")
        desk.ready()
        assert project.serving.current.offer is None
        assert not project.accept()
        for _ in range(12):
            desk.label()
        desk.round()
        assert project.learning.result.n_classes == 3
