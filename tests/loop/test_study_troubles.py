"""Studies that go otherwise than planned: handed out twice, undone afterwards, changed by hand, copied half."""

import shutil
import sqlite3

import numpy as np
import pytest

from desktop_al.core.errors import BadArgument, CannotOpen
from desktop_al.core.study import StudyDesign
from desktop_al.loop.gold import add_known
from desktop_al.loop.handing_out import hand_out
from desktop_al.loop.merging import merge_projects
from desktop_al.loop.reserved import overlap_matrix
from desktop_al.loop.roles import handed_to
from desktop_al.people.assignment import is_turn
from desktop_al.store.verify import verify
from tests.loop.desk import Desk, make, make_texts

NAMES = ("Dana", "Ben")


def made(tmp_path, count=80, **design):
    """A project with a fixed design and a copy for Dana."""
    path = make(tmp_path, make_texts(tmp_path / "texts", count), audit_share=0.1)
    with Desk(path) as desk:
        desk.scanned()
        more = {"onboarding": 0, "gold_share": 0.0, "overlap_share": 0.2, **design}
        desk.project.studying.set_design(StudyDesign(NAMES, seed=5, **more))
    return path, copy_for("Dana", path, tmp_path)


def copy_for(name, path, tmp_path):
    folder = tmp_path / f"{name}{len(list(tmp_path.glob(name + '*')))}"
    folder.mkdir()
    hand_out(path, name, folder / "copy.dal", tmp_path / "home")
    return folder / "copy.dal"


def label(path, count, who=""):
    with Desk(path, who, ticking=False) as desk:
        desk.scanned()
        return [desk.label() for _ in range(count)]


def served(path, count, who=""):
    """Where each of so many samples came from."""
    found = []
    with Desk(path, who, ticking=False) as desk:
        desk.scanned()
        for _ in range(count):
            desk.ready()
            found.append(desk.project.serving.current.pick.source)
            desk.label()
    return found


def test_who_has_labelled_already_can_be_handed_out_to_again(tmp_path):
    path, first = made(tmp_path)
    before = label(first, 3)
    merge_projects(path, [first], tmp_path / "home")
    second = copy_for("Dana", path, tmp_path)
    assert not set(label(second, 3)) & set(before)
    assert verify(second).problems == ()
    merged = merge_projects(path, [second, first], tmp_path / "home")
    assert (merged.annotations, merged.conflicts) == (3, 0)
    assert verify(path).ok


def test_what_the_owner_takes_back_after_a_hand_out_stays_taken_back(tmp_path):
    path, _ = made(tmp_path)
    with Desk(path) as desk:
        desk.scanned()
        desk.project.editing.add("C")
        desk.project.edited()
    copy_for("Dana", path, tmp_path)
    with Desk(path) as desk:
        desk.scanned()
        assert desk.project.undo()
        assert [c.name for c in desk.project.classes] == ["A", "B"]


@pytest.mark.parametrize(
    "change",
    [
        "id=x'0102'",
        "id='0123456789abcdef'",
        "path=x'ff00'",
        "path=''",
        "path='../../etc/passwd'",
        "path='/etc/passwd'",
        "kind=7",
        "size='big'",
        "digest='text'",
    ],
)
def test_a_list_of_samples_that_no_folder_has_given_is_refused(tmp_path, change):
    path, copy = made(tmp_path)
    connection = sqlite3.connect(copy)
    connection.execute(f"UPDATE samples SET {change} WHERE i=3")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(CannotOpen, match="sample 4 of the list"):
        merge_projects(path, [copy], tmp_path / "home")
    assert path.read_bytes() == before


@pytest.mark.parametrize("lamport", [2**63 - 2, 2**62, -(2**62)])
def test_a_clock_that_leaves_no_room_is_refused(tmp_path, lamport):
    path, copy = made(tmp_path)
    label(copy, 1)
    connection = sqlite3.connect(copy)
    rules = connection.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'").fetchall()
    for name, _ in rules:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("UPDATE events SET lamport=? WHERE kind='annotation'", (lamport,))
    for _, sql in rules:
        connection.execute(sql)
    connection.commit()
    connection.close()
    with pytest.raises(CannotOpen, match="impossible"):
        merge_projects(path, [copy], tmp_path / "home")


def test_a_copy_without_its_log_still_has_its_newest_labels(tmp_path):
    path, copy = made(tmp_path)
    with Desk(copy, ticking=False) as desk:
        desk.scanned()
        for _ in range(3):
            desk.label()
        assert desk.project.wait_saved(10)
        half = tmp_path / "half.dal"
        shutil.copy(copy, half)
        shutil.copy(copy.with_name("copy.dal-recent"), half.with_name("half.dal-recent"))
    assert merge_projects(path, [half], tmp_path / "home").annotations == 3


def test_a_plan_is_followed_and_then_over(tmp_path):
    _, copy = made(tmp_path, count=200, planned=4)
    sources = served(copy, 40)
    # What was ready to be shown when the plan was done stays.
    assert sources[:16].count("overlap") >= 4
    assert sources[20:].count("overlap") <= 8


def test_every_set_gets_its_turns_however_large_the_overlap_is(tmp_path):
    _, copy = made(tmp_path, overlap_share=0.69)
    sources = served(copy, 30)
    assert 15 <= sources.count("overlap") <= 24
    assert "audit" in sources


@pytest.mark.parametrize("share", [0.05, 0.1, 0.3, 0.41, 0.5, 0.67, 0.9, 1.0])
def test_turns_come_as_often_as_their_share(share):
    turns = sum(is_turn(position, 3, share) for position in range(1000))
    assert turns == pytest.approx(1000 * share, rel=0.12)


def test_samples_kept_for_known_answers_are_not_lost_without_them(tmp_path):
    path, _ = made(tmp_path, gold_share=0.1)
    for who in ("Dana", "Ben", "ann"):
        with Desk(path, who, ticking=False) as desk:
            desk.scanned()
            desk.label_all()
    with Desk(path) as desk:
        answered = {sample for (_, sample), cell in desk.project.state.cells.items() if cell}
        assert len(answered) == len(desk.project.pool)


def test_two_annotators_get_the_audit_samples_in_orders_of_their_own(tmp_path):
    path, _ = made(tmp_path, overlap_share=0.0)
    assert label(path, 12, "Dana") != label(path, 12, "Ben")


def test_a_blind_annotator_is_not_told_how_much_the_others_did(tmp_path):
    path, _ = made(tmp_path)
    label(path, 3, "Ben")
    with Desk(path, "Dana") as desk:
        row = next(row for row in desk.project.studying.screen().annotators if row.name == "Ben")
        assert (row.answered, row.shared, row.last) == (0, 0, "")
    with Desk(path) as desk:
        row = next(row for row in desk.project.studying.screen().annotators if row.name == "Ben")
        assert row.answered == 3


def test_a_name_that_is_not_in_the_design_gets_no_copy(tmp_path):
    path, _ = made(tmp_path)
    with pytest.raises(BadArgument, match="not in the design"):
        hand_out(path, "dana", tmp_path / "x.dal", tmp_path / "home")


def test_a_copy_stays_its_annotator_s_when_another_is_merged_into_it(tmp_path):
    path, copy = made(tmp_path)
    merge_projects(copy, [copy_for("Ben", path, tmp_path)], tmp_path / "home")
    with Desk(copy) as desk:
        assert handed_to(desk.project.state) == "Dana"


def test_one_more_file_changes_nothing_about_who_answers_the_others():
    rng = np.random.default_rng(0)
    ids = rng.integers(0, 2**63, 300).astype(np.uint64)
    design = StudyDesign(("a", "b", "c", "d", "e"), overlap_share=0.5, per_sample=2, seed=4, pool=300)
    before = overlap_matrix(design, ids)
    after = overlap_matrix(design, np.append(ids, rng.integers(0, 2**63, 50).astype(np.uint64)))
    assert (after[:300] == before).all()
    late = after[300:]
    assert set(late.sum(axis=1)) == {0, 2}
    assert np.ptp(before.sum(axis=0)) <= 1


def test_onboarding_comes_first_also_for_who_has_answered_before(tmp_path):
    path = make(tmp_path, make_texts(tmp_path / "texts", 60), audit_share=0.1)
    label(path, 5, "Ben")
    table = tmp_path / "known.csv"
    table.write_text("sample,label\n" + "".join(f"t{n:03d}.txt,A\n" for n in range(40, 50)))
    with Desk(path, "ann") as desk:
        desk.scanned()
        desk.project.studying.set_design(StudyDesign(NAMES, onboarding=3, gold_share=0.05, seed=5))
    add_known(path, table, "ann", tmp_path / "home")
    assert served(path, 4, "Ben")[:2] == ["gold", "gold"]
