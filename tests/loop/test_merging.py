"""Merging files of a study: in any order the same, and refused with words, without a byte changed, where it must be."""

import hashlib
import itertools
import re
import shutil
import sqlite3

import pytest

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument, CannotOpen
from desktop_al.core.state import fold
from desktop_al.core.study import StudyDesign
from desktop_al.loop.export_wish import Wish
from desktop_al.loop.exporting import export_labels, export_project
from desktop_al.loop.gold import add_known
from desktop_al.loop.handing_out import hand_out
from desktop_al.loop.merging import merge_projects, merged_words
from desktop_al.loop.record import body_reader
from desktop_al.media.exports import EXPORTERS
from desktop_al.store.project_file import close_file, open_project, read_events
from desktop_al.store.verify import verify
from tests.loop.desk import Desk, make, make_texts

NAMES = ("Dana", "Ben", "Cleo")


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def texts(tmp_path):
    return make_texts(tmp_path / "texts", 60)


@pytest.fixture
def study(tmp_path, texts):
    """A project with a fixed design and a copy for each annotator, in folders of their own."""
    path = make(tmp_path, texts)
    with Desk(path) as desk:
        desk.scanned()
        desk.project.studying.set_design(StudyDesign(NAMES, overlap_share=0.4, gold_share=0.0, onboarding=0, seed=5))
        desk.ready()
        desk.label()
    copies = {}
    for name in NAMES:
        (tmp_path / name).mkdir()
        copies[name] = tmp_path / name / "copy.dal"
        hand_out(path, name, copies[name], tmp_path / "home")
    return path, copies


def label(path, count):
    with Desk(path) as desk:
        desk.scanned()
        given = []
        for _ in range(count):
            desk.ready()
            given.append(desk.label())
    return given


def exported(path, tmp_path):
    out = tmp_path / "out.csv"
    export_project(path, "csv", out)
    rows = out.read_text("utf-8").splitlines()[1:]
    # The number of the row in this file is the order in which it came.
    return sorted(row.partition(",")[2] for row in rows)


def test_a_copy_holds_the_pool_and_the_design_and_nobody_s_answers(study, tmp_path):
    path, copies = study
    with Desk(copies["Dana"]) as desk:
        desk.scanned()
        state = desk.project.state
        assert desk.project.annotator == "Dana"
        assert [c.name for c in desk.project.classes] == ["A", "B"]
        assert len(desk.project.pool) > 0
        assert not list(state.annotations())
        assert state.is_copy
        assert desk.project.blind
        desk.ready()
        assert desk.project.screen().sample.reason.word == "Your own view"
        assert desk.project.screen().sample.name.startswith("S-")
        with pytest.raises(BadArgument, match="copy"):
            desk.project.editing.add("C")
        with pytest.raises(BadArgument, match="copy"):
            desk.project.studying.set_design(StudyDesign(("Dana", "Eve")))
    # Also not in the bytes of the file: no event but the two that make the copy.
    connection = sqlite3.connect(copies["Ben"])
    assert [kind for (kind,) in connection.execute("SELECT kind FROM events ORDER BY n")] == ["open", "handout"]
    assert connection.execute("SELECT answer FROM events WHERE kind='open'").fetchone() == ("",)
    connection.close()
    assert verify(copies["Ben"]).ok
    assert verify(path).ok


def test_what_an_annotator_has_answered_before_is_not_asked_again(study, tmp_path):
    path, _ = study
    with Desk(path, "Dana") as desk:
        desk.scanned()
        desk.ready()
        before = desk.label()
    hand_out(path, "Dana", tmp_path / "again.dal", tmp_path / "home")
    with Desk(tmp_path / "again.dal") as desk:
        desk.scanned()
        names = [desk.project.pool.name(place) for place in desk.project.answers.answered]
        assert names == [before]
        assert not desk.project.history_rows()


def test_files_merge_in_every_order_with_the_same_result_and_again_without_any(study, tmp_path):
    path, copies = study
    for name, copy in copies.items():
        label(copy, 8 + NAMES.index(name))
    results, states = set(), set()
    for number, order in enumerate(itertools.permutations(copies.values())):
        folder = tmp_path / f"order{number}"
        folder.mkdir()
        target = folder / "p.dal"
        shutil.copy(path, target)
        for copy in order:
            merged = merge_projects(target, [copy], tmp_path / "home")
            assert merged.annotations > 0
            assert not merged.conflicts
        again = merge_projects(target, list(order), tmp_path / "home")
        assert (again.events, again.annotations) == (0, 0)
        assert merged_words(again, 3).startswith("Nothing new in 3 files")
        assert verify(target).ok
        results.add(tuple(exported(target, folder)))
        with Desk(target) as desk:
            assert desk.project.annotator == "ann"
            assert desk.project.basics.folder.is_dir()
            states.add(tuple(sorted((who, s.hex()) for who, s in desk.project.state.cells)))
    assert len(results) == len(states) == 1
    assert len(next(iter(results))) == 1 + 8 + 9 + 10


def test_copies_merge_with_each_other_too(study, tmp_path):
    _, copies = study
    label(copies["Dana"], 3)
    label(copies["Ben"], 4)
    merge_projects(copies["Dana"], [copies["Ben"]], tmp_path / "home")
    assert len(answers(copies["Dana"])) == 7
    # Who works blind takes away the own answers only, and codes for names.
    rows = exported(copies["Dana"], tmp_path)
    assert len(rows) == 3
    assert all(row.startswith("S-") and ",Dana," in row for row in rows)
    # That holds for every format; a rule that counts the others' answers is not for them.
    for name in EXPORTERS:
        if name != "coco":
            out = tmp_path / f"blind {name}"
            assert export_labels(copies["Dana"], Wish(name), out).count == 3
            files = [out] if out.is_file() else [f for f in out.rglob("*") if f.is_file()]
            told = "".join(str(f.relative_to(tmp_path)) for f in files)
            if name != "npz":
                told += "".join(f.read_text("utf-8") for f in files)
            assert "Ben" not in told
            assert ".txt" not in told.replace(f"blind {name}", "") or name == "folders"
            assert not re.search(r"t\d\d\d", told)
    for rule in ("majority", "dawid-skene", "adjudicated"):
        with pytest.raises(BadArgument, match="blind"):
            export_labels(copies["Dana"], Wish(view="samples", rule=rule), tmp_path / "x")
    assert export_labels(copies["Dana"], Wish(view="samples"), tmp_path / "x").count == 3


def test_everybody_gets_the_same_overlap_samples_and_the_event_says_so(study, tmp_path):
    path, copies = study
    for copy in copies.values():
        label(copy, 14)
    merge_projects(path, list(copies.values()), tmp_path / "home")
    with Desk(path) as desk:
        state = desk.project.state
        rows = desk.project.record.file.connection.execute("SELECT writer, seq, body FROM bodies")
        bodies = {(writer, seq): body for writer, seq, body in rows}
        shared = {}
        for event in state.annotations():
            if event.annotator in NAMES:
                body = ev.decode_body(bodies[ev.ref(event)])
                if body["chosen"] == "overlap":
                    shared.setdefault(event.sample, set()).add(event.annotator)
                    assert body["arm"] in ("withheld", "absent")
        assert sum(len(names) == 3 for names in shared.values()) >= 2


def answers(path):
    file = open_project(path, look_only=True)
    state = fold(read_events(file.connection), body_reader(file.connection))
    close_file(file)
    return sorted((e.annotator, e.sample.hex(), e.answer, e.utc) for e in state.annotations())


def broken(kind, path, copy, tmp_path):
    """A file that must not be merged."""
    out = tmp_path / f"{kind}.dal"
    if kind == "another":
        other = tmp_path / "other"
        other.mkdir()
        (other / "1.txt").write_text("another")
        (tmp_path / "elsewhere").mkdir()
        return make(tmp_path / "elsewhere", other)
    shutil.copy(copy, out)
    if kind == "truncated":
        data = out.read_bytes()
        out.write_bytes(data[: len(data) // 2])
    elif kind == "no project":
        out.write_bytes(b"SQLite format 3\0" + bytes(5000))
    elif kind == "empty":
        out.write_bytes(b"")
    elif kind in ("answer", "body", "event gone", "newer", "older", "foreign pool"):
        connection = sqlite3.connect(out)
        rules = connection.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'").fetchall()
        for name, _ in rules:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(
            {
                "answer": "UPDATE events SET answer='=c1' WHERE kind='annotation' AND n=(SELECT max(n) FROM events "
                "WHERE kind='annotation')",
                "body": "UPDATE bodies SET body='{}' WHERE rowid IS NULL OR seq=3",
                "event gone": "DELETE FROM events WHERE seq=3",
                "newer": "PRAGMA user_version=99",
                "older": "PRAGMA user_version=0",
                "foreign pool": "UPDATE samples SET digest=randomblob(16) WHERE digest IS NOT NULL",
            }[kind].replace("rowid IS NULL OR ", "")
        )
        for _, sql in rules:
            connection.execute(sql)
        connection.commit()
        connection.close()
    return out


@pytest.fixture(scope="module")
def labelled(tmp_path_factory):
    """A project, Dana's copy with answers and digests, and Ben's copy with answers: to be copied, not changed."""
    folder = tmp_path_factory.mktemp("labelled")
    path = make(folder, make_texts(folder / "texts", 40))
    with Desk(path) as desk:
        desk.read()
        desk.project.studying.set_design(StudyDesign(NAMES, overlap_share=0.4, gold_share=0.0, onboarding=0, seed=5))
    for name in ("Dana", "Ben"):
        (folder / name).mkdir()
        hand_out(path, name, folder / name / "copy.dal", folder / "home")
        label(folder / name / "copy.dal", 4)
    return folder


@pytest.mark.parametrize(
    "kind",
    [
        "truncated", "no project", "empty", "answer", "body", "event gone", "newer", "older", "another",
        "foreign pool", "itself", "nothing there",
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_trusted_is_refused_and_nothing_changes(kind, labelled, tmp_path):
    path = tmp_path / "p.dal"
    shutil.copy(labelled / "p.dal", path)
    good, mine = labelled / "Ben" / "copy.dal", labelled / "Dana" / "copy.dal"
    chosen = {"itself": path, "nothing there": tmp_path / "no.dal"}
    bad = chosen[kind] if kind in chosen else broken(kind, path, mine, tmp_path)
    before = digest(path)
    with pytest.raises(CannotOpen) as error:
        # The good one before it does not come in either.
        merge_projects(path, [good, bad], tmp_path / "home")
    assert str(error.value).endswith(".")
    assert len(str(error.value)) > 20
    assert digest(path) == before
    assert not path.with_name("p.dal-wal").exists() or not path.with_name("p.dal-wal").stat().st_size


def test_two_answers_of_one_person_on_two_computers_are_a_conflict(study, tmp_path):
    path, copies = study
    second = tmp_path / "second.dal"
    shutil.copy(copies["Dana"], second)
    first = label(copies["Dana"], 1)
    with Desk(second) as desk:
        desk.scanned()
        assert desk.ready() == first[0]
        desk.project.unsure()
    merged = merge_projects(path, [copies["Dana"], second], tmp_path / "home")
    assert merged.conflicts == 1
    assert "1 conflict is kept" in merged_words(merged, 2)


def test_known_answers_come_first_and_are_not_told(study, tmp_path, texts):
    path, _ = study
    with Desk(path) as desk:
        names = [desk.project.pool.name(place) for place in range(4)]
        desk.project.studying.set_design(StudyDesign(NAMES, gold_share=0.1, onboarding=3, seed=5))
    table = tmp_path / "known.csv"
    table.write_text("sample,label\n" + "".join(f"{name},A\n" for name in names) + "nowhere,A\n" + f"{names[0]},Q\n")
    known = add_known(path, table, "ann", tmp_path / "home")
    assert len(known.answers) == 4
    assert [name for name, _ in known.left_out] == ["nowhere", names[0]]
    hand_out(path, "Dana", tmp_path / "gold.dal", tmp_path / "home")
    connection = sqlite3.connect(tmp_path / "gold.dal")
    body = connection.execute("SELECT body FROM bodies WHERE seq=2").fetchone()[0]
    connection.close()
    assert set(ev.decode_body(body)["gold"].values()) == {""}
    assert set(label(tmp_path / "gold.dal", 3)) <= set(names)


@pytest.mark.parametrize("out", ["x.csv", "no/x.dal", "p.dal"])
def test_a_copy_is_not_put_where_it_cannot_be(study, tmp_path, out):
    path, _ = study
    before = digest(path)
    with pytest.raises((BadArgument, CannotOpen)):
        hand_out(path, "Dana", tmp_path / out, tmp_path / "home")
    with pytest.raises(BadArgument):
        hand_out(path, "  ", tmp_path / "y.dal", tmp_path / "home")
    assert digest(path) == before
    assert not (tmp_path / "y.dal").exists()


def test_a_copy_of_a_copy_is_refused(study, tmp_path):
    _, copies = study
    with pytest.raises(CannotOpen, match="copy"):
        hand_out(copies["Dana"], "Ben", tmp_path / "z.dal", tmp_path / "home")
