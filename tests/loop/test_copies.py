"""An answer given to near copies too: one step, one look, and only where it was wished for."""

import json
import random
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument
from desktop_al.core.study import StudyDesign
from desktop_al.learn.steps import finish
from desktop_al.loop.agreement_ratings import read_answers
from desktop_al.loop.exporting import export_project
from desktop_al.loop.merging import merge_projects
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.loop.pool import COPY
from tests.loop.desk import Desk, exported, make, make_texts

GROUPS, SIZE = 14, 3


def plant(folder: Path, groups: int, size: int = SIZE, seed: int = 7) -> None:
    """Groups of texts that differ in one word of three hundred."""
    rng = random.Random(seed)
    for group in range(groups):
        words = [f"w{rng.randrange(5000)}" for _ in range(300)]
        for number in range(size):
            changed = list(words)
            changed[-1 - number] = f"changed{number}"
            (folder / f"g{group:02d}-{number}.txt").write_text(" ".join(changed), "utf-8")


def begin(path: Path, *, on: bool = True, **more: object) -> Desk:
    """Open, with every sample read and the copies found."""
    desk = Desk(path, ticking=False, **more)
    desk.__enter__()
    desk.read()
    desk.until(lambda: desk.project.learning.aside is not None)
    if on:
        desk.project.choose("copies_together", True)
    return desk


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One open project with many groups: each test takes groups of its own."""
    home = tmp_path_factory.mktemp("copies")
    plant(make_texts(home / "s", 8), GROUPS)
    desk = begin(make(home, home / "s"))
    yield desk
    desk.__exit__()


def take(desk: Desk, _taken: dict[int, set[int]] = {}) -> tuple[int, tuple[int, ...]]:  # noqa: B006
    """A group that no test has had: the sample that is asked, and its copies, none of them set aside for measuring."""
    pool, taken = desk.project.pool, _taken.setdefault(id(desk), set())
    for first, copies in sorted(pool.near.items()):
        if first not in taken and len(copies) == SIZE - 1 and not any(pool.is_audit(i) for i in (first, *copies)):
            taken.add(first)
            return first, copies
    raise AssertionError("no group is left")


def show(desk: Desk, place: int) -> None:
    desk.project.serving.visit(place)
    desk.until(lambda: desk.project.serving.shown() is not None)


def own(desk: Desk, place: int) -> str:
    project = desk.project
    in_force = project.state.in_force(project.annotator, project.pool.rows[place].id)
    return in_force[-1].answer if in_force else ""


def body(desk: Desk, place: int) -> dict[str, object]:
    project = desk.project
    event = project.state.in_force("ann", project.pool.rows[place].id)[-1]
    assert project.wait_saved(20)
    connection = sqlite3.connect(f"file:{project.path}?mode=ro", uri=True)
    found = connection.execute("SELECT body FROM bodies WHERE writer=? AND seq=?", ev.ref(event)).fetchone()
    connection.close()
    return json.loads(found[0])


def test_one_answer_is_one_step_for_all_of_them(many: Desk) -> None:
    desk, project = many, many.project
    first, copies = take(desk)
    show(desk, first)
    applies = project.screen().sample.applies
    assert (applies.count, applies.alone) == (2, False)
    assert set(applies.names) == {project.pool.name(copy) for copy in copies}
    answered, labels = len(project.answers.answered), len(project.answers.labels)
    desk.label("A")
    label = ev.label_answer([desk.id("A")])
    assert [own(desk, place) for place in (first, *copies)] == [label] * 3
    assert project.screen().status.labelled == answered + 3
    # Learned from once, never twice; and no more labels make the next round due.
    assert len(project.answers.labels) == labels + 1
    assert project.answers.may_repeat(first)
    assert not any(project.answers.may_repeat(copy) for copy in copies), "nobody has looked at them yet"
    request = project.learning.round_request(tuple(c.id for c in project.classes), 10, 0)
    assert first in request.places.tolist()
    assert not set(copies) & set(request.places.tolist())
    assert {first, *copies} <= set(request.excluded.tolist()), "none of them is asked again"
    rows = [row for row in project.history_rows() if row.key in (first, *copies)]
    assert [(row.key, row.copies) for row in rows] == [(first, 2)]
    assert project.screen().undo_words == "A for 3"

    told = body(desk, copies[0])
    assert (told["chosen"], told["arm"], told["copy_of"]) == ("copy", "absent", project.pool.rows[first].id.hex())
    assert told["likeness"] == 0.95
    assert "seconds" not in told
    assert "active" not in told
    assert body(desk, first)["chosen"] == "opened"

    project.undo()
    assert [own(desk, place) for place in (first, *copies)] == [""] * 3
    assert project.serving.current.place == first, "it comes back to be answered"
    assert not any(row.key in (first, *copies) for row in project.history_rows())
    project.redo()
    assert [own(desk, place) for place in (first, *copies)] == [label] * 3
    assert [row.copies for row in project.history_rows() if row.key in (first, *copies)] == [2]


def test_a_sample_answered_anew_has_no_copies_of_its_answer_before(many: Desk) -> None:
    desk, project = many, many.project
    first, copies = take(desk)
    show(desk, first)
    desk.label("A")
    project.relabel([first], ev.UNSURE)
    told = lambda: [row.copies for row in project.history_rows() if row.key == first]  # noqa: E731
    assert told() == [0]
    project.relabel(copies[:1], ev.label_answer([desk.id("B")]))
    assert told() == [0]
    project.undo()
    assert told() == [0], "its copies are those of the answer before"
    project.undo()
    assert told() == [2]


def test_the_answer_can_be_kept_to_one(many: Desk) -> None:
    desk, project = many, many.project
    first, copies = take(desk)
    show(desk, first)
    assert project.near.turn(project.serving.current)
    assert project.screen().sample.applies.alone
    assert project.near.turn(project.serving.current)
    assert not project.screen().sample.applies.alone
    project.near.turn(project.serving.current)
    desk.label("B")
    assert [bool(own(desk, place)) for place in (first, *copies)] == [True, False, False]
    assert all(project.pool.left_out(copy) for copy in copies), "set aside as before"
    assert not project.near.offered(copies), "what was kept apart is not offered"
    show(desk, first)
    assert project.screen().sample.applies.alone, "as it was chosen before"
    project.near.turn(project.serving.current)
    desk.label("B")
    assert all(own(desk, copy) for copy in copies)


def test_an_answer_that_is_changed_changes_for_all_of_the_decision(many: Desk) -> None:
    desk, project = many, many.project
    first, copies = take(desk)
    show(desk, first)
    desk.label("A")

    def rows() -> dict[int, int]:
        return {row.key: row.copies for row in project.history_rows() if row.key in (first, *copies)}

    # One of them gets an answer of its own from the list of samples.
    project.relabel([copies[0]], ev.label_answer([desk.id("B")]))
    assert rows() == {first: 1, copies[0]: 0}
    project.undo()
    assert rows() == {first: 2}
    project.redo()
    assert rows() == {first: 1, copies[0]: 0}
    assert project.answers.labels[copies[0]] == desk.id("B"), "looked at, so it counts"
    show(desk, first)
    assert project.screen().sample.applies.count == 1
    desk.label("B")
    answers = {own(desk, place) for place in (first, copies[1])}
    assert answers == {ev.label_answer([desk.id("B")])}
    project.undo()
    assert {own(desk, place) for place in (first, copies[1])} == {ev.label_answer([desk.id("A")])}
    assert own(desk, copies[0]) == ev.label_answer([desk.id("B")])


def test_not_worth_it_goes_to_copies_and_unsure_does_not(many: Desk) -> None:
    desk, project = many, many.project
    first, copies = take(desk)
    show(desk, first)
    project.unsure()
    assert own(desk, first) == ev.UNSURE
    assert not any(own(desk, copy) for copy in copies)
    assert not project.near.offered(copies)
    junk = len(project.answers.junk)
    show(desk, first)
    project.not_worth("artefact")
    assert {own(desk, place) for place in (first, *copies)} == {ev.NOT_WORTH_PREFIX + "artefact"}
    assert len(project.answers.junk) == junk + 1, "a model of junk learns from one"


def test_only_samples_that_may_get_it(many: Desk) -> None:
    desk, project = many, many.project
    pool = project.pool
    first, (one, other) = take(desk)

    def applies() -> set[int]:
        show(desk, first)
        found = project.screen().sample.applies
        return {desk.place(name) for name in found.names} if found else set()

    assert applies() == {one, other}
    project.keep([one], True)
    assert applies() == {other}, "put back by the annotator: asked by itself"
    project.keep([one], False)
    row = pool.rows[other]
    pool.rows[other] = row._replace(digest=None)
    assert applies() == {one}, "content not known yet"
    pool.rows[other] = row
    pool.change(other, problem="It is broken.")
    assert applies() == {one}
    pool.change(other, problem="")
    project.relabel([other], ev.UNSURE)
    assert applies() == {one}, "it has an answer"
    project.record.add(ev.ANNOTATION, {}, "somebody", pool.rows[one].id, ev.label_answer([desk.id("A")]))
    assert applies() == set(), "another annotator has looked at it"
    project.answers.own_only = True
    assert applies() == {one}, "what others said is not to be known here"
    project.answers.own_only = False
    audit = next((f, c) for f, some in pool.near.items() for c in some if pool.is_audit(c) and not own(desk, f))
    first = audit[0]
    assert audit[1] not in applies(), "measuring needs answers of its own"
    gold = take(desk)
    first = gold[0]
    design = StudyDesign(("ann", "x"), overlap_share=1.0, gold_share=0.0, independent=False)
    project.record.add(ev.STUDY, design.body(), "ann")
    assert applies() == set(), "all are in the overlap set"
    project.record.add(ev.STUDY, replace(design, overlap_share=0.0).body(), "ann")
    project.record.add(ev.GOLD, {}, "ann", pool.rows[gold[1][0]].id, ev.label_answer([desk.id("A")]))
    assert applies() == {gold[1][1]}, "the answer of the other is known"
    project.record.add(ev.GOLD, {}, "ann", pool.rows[first].id, ev.label_answer([desk.id("A")]))
    assert applies() == set(), "of a known answer nothing is learned, however it came on screen"
    # A copy of the project that was handed out does not tell the answer.
    known = project.state.gold.pop(pool.rows[first].id)
    project.state.given_gold[pool.rows[first].id] = ""
    assert applies() == set()
    desk.label("A")
    assert not project.near.offered(gold[1])
    del project.state.given_gold[pool.rows[first].id]
    project.state.gold[pool.rows[first].id] = known


def test_never_across_a_line_that_was_not_set(many: Desk) -> None:
    desk, project = many, many.project
    first, copies = take(desk)
    show(desk, first)
    assert project.screen().sample.applies is not None
    # What was found so far was found at 0.95: until it is judged anew nothing is known of 0.99.
    project.record.add(ev.PROJECT, {"aside:copy": 0.99}, "ann")
    assert project.screen().sample.applies is None
    desk.label("A")
    assert not any(own(desk, copy) for copy in copies)
    project.record.add(ev.PROJECT, {"aside:copy": None}, "ann")
    assert not project.near.offered()
    project.record.add(ev.PROJECT, {"aside:copy": 0.95}, "ann")
    assert set(project.near.offered(copies)) == set(copies)
    assert not any(own(desk, copy) for copy in copies)
    assert project.following.same_answer(copies) == 2
    assert {own(desk, copy) for copy in copies} == {ev.label_answer([desk.id("A")])}
    assert [row.copies for row in project.history_rows() if row.key in (first, *copies)] == [2]
    on_screen = project.serving.current
    project.undo()
    assert not any(own(desk, copy) for copy in copies), "one step"
    assert own(desk, first), "and the first answer is none of it"
    assert project.serving.current is on_screen
    assert [row.copies for row in project.history_rows() if row.key in (first, *copies)] == [0]
    project.redo()
    assert project.following.same_answer(copies) == 0
    project.choose("copies_together", False)
    show(desk, take(desk)[0])
    assert project.screen().sample.applies is None
    project.choose("copies_together", True)


def test_off_at_first_and_the_line_is_set_by_switching_it_on(tmp_path: Path) -> None:
    folder = make_texts(tmp_path / "s", 4)
    plant(folder, 2)
    path = make(tmp_path, folder, audit_share=0.0)
    desk = begin(path, on=False)
    with_copies = sorted(desk.project.pool.near)
    show(desk, with_copies[0])
    assert desk.project.screen().sample.applies is None
    desk.label("A")
    assert len(desk.project.answers.answered) == 1
    assert "aside:copy" not in desk.project.state.project
    desk.flashed.clear()
    desk.project.choose("copies_together", True)
    assert desk.project.state.project["aside:copy"] == 0.95
    assert len(desk.project.answers.answered) == 1, "nothing is answered by a setting"
    assert any("2 more near copies" in words for words in desk.flashed)
    show(desk, with_copies[1])
    desk.label("B")
    first, copies = with_copies[1], desk.project.pool.near[with_copies[1]]
    assert len(desk.project.answers.answered) == 4
    # A file that comes later is offered, and nothing else.
    words = (folder / desk.project.pool.name(first)).read_text("utf-8").split()
    (folder / "later.txt").write_text(" ".join([*words[:-1], "last"]), "utf-8")
    desk.flashed.clear()
    desk.project.learning.scan()
    desk.until(lambda: any("near cop" in words for words in desk.flashed))
    later = desk.place("later.txt")
    assert desk.project.pool.aside[later] == COPY
    assert not own(desk, later)
    assert desk.project.pool.copy_of[later] == first, "the one that was looked at stays the first"
    assert later in desk.project.near.offered()
    desk.__exit__()

    names = {desk.project.pool.name(place) for place in (first, *copies)}
    table = {row["sample"]: row for row in exported(path) if row["sample"] in names}
    assert {row["label"] for row in table.values()} == {"B"}
    assert len(table) == 3
    assert {row["state"] for row in table.values()} == {"labelled"}
    assert sorted(row["chosen_for"] for row in table.values()) == ["copy", "copy", "opened"]
    export_project(path, "jsonl", tmp_path / "out.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert sum(line.get("chosen_for") == "copy" for line in lines) == 2

    with Desk(path, ticking=False) as again:
        rows = {row.key: row.copies for row in again.project.history_rows()}
        assert rows == {with_copies[0]: 0, first: 2}, "one row for the decision, also after an opening"
        assert again.project.answers.copied == set(copies)
        assert not again.project.near.offered(), "nothing is judged yet"
        assert again.project.clock.seconds_per_sample().count == 2
        # The last step is the whole decision, in another opening too.
        again.project.undo()
        assert not any(own(again, place) for place in (first, *copies))
        again.project.redo()
        assert all(own(again, place) for place in (first, *copies))


def test_a_merge_keeps_the_step_whole(tmp_path: Path) -> None:
    folder = make_texts(tmp_path / "s", 4)
    plant(folder, 1)
    path = make(tmp_path, folder, audit_share=0.0)
    other = tmp_path / "other.dal"
    other.write_bytes(path.read_bytes())
    for file, who in ((path, "ann"), (other, "bob")):
        desk = begin(file, annotator=who)
        show(desk, min(desk.project.pool.near))
        desk.label("A")
        desk.__exit__()
    merge_projects(path, [other], tmp_path / "home")
    with Desk(path, "ann", ticking=False) as desk:
        state = desk.project.state
        assert len(list(state.annotations())) == 6
        assert len(state.copied.source) == 4
        assert len(desk.project.answers.labels) == 1, "of both annotators the one that was looked at"
        assert len(finish(read_answers(state, None)).given) == 2, "of each annotator one answer"
        desk.project.undo()
        assert [event.annotator for event in state.annotations()] == ["bob"] * 3
        desk.project.redo()
        assert len(list(state.annotations())) == 6


def test_images_changed_a_little_are_answered_together(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    folder.mkdir()
    rng = np.random.default_rng(5)
    for number in range(4):
        coarse = rng.integers(0, 255, (6, 6, 3), np.uint8)
        picture = cv2.resize(coarse, (160, 160), interpolation=cv2.INTER_CUBIC)
        cv2.imwrite(str(folder / f"i{number}.png"), picture)
        if number < 2:
            cv2.imwrite(str(folder / f"i{number}-copy.jpg"), picture, [cv2.IMWRITE_JPEG_QUALITY, 92])
            cv2.imwrite(str(folder / f"i{number}-small.png"), cv2.resize(picture, (140, 140)))
    path = tmp_path / "p.dal"
    create_project(
        NewProject(path, folder, ("A", "B"), "ann", kind="image", seed=3, audit_share=0.0), tmp_path / "home"
    )
    desk = begin(path)
    assert len(desk.project.pool.near) == 2
    presses = 0
    while desk.ready():
        desk.label("A")
        presses += 1
    assert presses == 4
    assert len(desk.project.answers.answered) == 8
    desk.__exit__()
    assert len(exported(path)) == 8


def test_a_project_that_is_only_looked_at_changes_no_line(tmp_path: Path) -> None:
    path = make(tmp_path, make_texts(tmp_path / "s", 3))
    with Desk(path, ticking=False, look_only=True) as desk:
        with pytest.raises(BadArgument):
            desk.project.choose("copies_together", True)
        assert "aside:copy" not in desk.project.state.project
