"""What each sample is in the end, and the file of it."""

import csv

import pytest

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument
from desktop_al.loop.exporting import export_project
from desktop_al.loop.results import results
from desktop_al.media.export_rows import RESULT_COLUMNS
from tests.loop.desk import Desk
from tests.loop.study import LINES, answer_of, desk_of, study, twice

EXPECTED = {
    "t000.txt": ("", "open", 4, 2),
    "t001.txt": ("A", "majority", 4, 3),
    "t002.txt": ("A", "unanimous", 4, 4),
    "t003.txt": ("", "open", 2, 1),
    "t004.txt": ("A", "single", 1, 1),
    "t005.txt": ("A", "single", 1, 1),
    "t006.txt": ("", "open", 0, 0),
    "t007.txt": ("", "open", 2, 1),
    "t008.txt": ("", "majority", 3, 2),
}


def read(path, only=None):
    out = path.with_name("results.csv")
    count = export_project(path, "results", out, only)
    with open(out, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == count
    return {row["sample"]: row for row in rows}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return study(tmp_path_factory.mktemp("study"))


def test_votes_alone(path):
    with Desk(path) as desk:
        found = results(desk.project.state, desk.project.pool)
        assert [r.sample for r in found] == sorted(LINES), "one row for each answered sample, in pool order"
        shown = {r.sample: (r.label, r.provenance, r.answers, r.agree if r.label else None) for r in found}
        assert shown == {
            name: (label, provenance, answers, agree if label else None)
            for name, (label, provenance, answers, agree) in EXPECTED.items()
        }
        by_name = {r.sample: r for r in found}
        assert by_name["t008.txt"].agree == 2, "not worth labelling, by two of three"
        assert by_name["t000.txt"].agree == 0, "nothing came out that anybody could have agreed to"
        assert all(not r.decided_by and not r.reason_code and not r.ambiguous and r.utc > 0 for r in found)


def test_a_decision_overrides_and_its_undo_gives_the_votes_back(tmp_path):
    path = study(tmp_path, {"t000.txt": "AABB", "t002.txt": "AAA."}, 4)
    with Desk(path, "ann") as desk:
        place = desk.place("t002.txt")
        case = desk_of(desk, frozenset([place]))
        case.open(place)
        assert case.answer(answer_of(desk, "A"))
        assert case.answer(answer_of(desk, "B"))
        case.set_reason_code("overlooked")
        case.set_ambiguous(True)
        assert case.decide()
        found = {r.sample: r for r in results(desk.project.state, desk.project.pool)}["t002.txt"]
        assert (found.label, found.provenance, found.answers, found.agree) == ("B", "adjudicated", 3, 0)
        assert (found.decided_by, found.reason_code, found.ambiguous) == ("ann", "overlooked", True)
        assert case.undo()
        found = {r.sample: r for r in results(desk.project.state, desk.project.pool)}["t002.txt"]
        assert (found.label, found.provenance, found.decided_by) == ("A", "unanimous", "")


def test_not_worth_labelling_and_to_be_discussed(tmp_path):
    path = study(tmp_path, {"t000.txt": "AB..", "t001.txt": "Ax.."}, 3)
    with Desk(path, "ann") as desk:
        case = desk_of(desk)
        for name, said in (("t000.txt", ev.UNSURE), ("t001.txt", "x:artefact")):
            case.open(desk.place(name))
            assert case.answer(said)
            assert case.answer(said)
        assert case.decide()
        found = {r.sample: r for r in results(desk.project.state, desk.project.pool)}
        assert (found["t000.txt"].label, found["t000.txt"].provenance) == ("", "open")
        assert found["t000.txt"].decided_by == "ann", "somebody has looked at it"
        worthless = found["t001.txt"]
        assert (worthless.label, worthless.provenance, worthless.answers, worthless.agree) == ("", "adjudicated", 2, 1)


def test_who_answered_twice_has_no_vote(tmp_path):
    path = study(tmp_path, {"t000.txt": ".A.."}, 3)
    twice(path, "t000.txt")
    with Desk(path, "ann") as desk:
        (found,) = results(desk.project.state, desk.project.pool)
        assert (found.label, found.provenance, found.answers) == ("A", "single", 1)


def test_classes_that_were_merged_count_as_one(path, tmp_path):
    path = study(tmp_path, {"t000.txt": "AABB"}, 2, classes=("A", "B", "C"))
    with Desk(path, "ann") as desk:
        desk.project.editing.merge(desk.id("B"), desk.id("A"))
        desk.project.edited()
        (found,) = results(desk.project.state, desk.project.pool)
        assert (found.label, found.provenance, found.answers, found.agree) == ("A", "unanimous", 4, 4)


def test_the_file(path):
    rows = read(path)
    assert tuple(next(iter(rows.values()))) == RESULT_COLUMNS
    heads = "sample label provenance answers agreeing decided_by reason words ambiguous utc"
    assert tuple(heads.split()) == RESULT_COLUMNS
    assert {name: row["provenance"] for name, row in rows.items()} == {n: row[1] for n, row in EXPECTED.items()}
    assert rows["t001.txt"]["agreeing"] == "3"
    assert rows["t001.txt"]["ambiguous"] == "no"
    assert rows["t001.txt"]["utc"].endswith("Z")


def test_the_file_of_some_samples_and_of_a_format_that_there_is_not(path):
    with Desk(path) as desk:
        chosen = desk.project.pool.rows[desk.place("t001.txt")].id
    assert list(read(path, frozenset([chosen]))) == ["t001.txt"]
    with pytest.raises(BadArgument, match="results"):
        export_project(path, "nothing", path.with_name("x"))
