"""Exports of real projects: the views, their rules, what is left out and said, and what may not leave."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from desktop_al import cli_arguments
from desktop_al.core.errors import BadArgument, DesktopAlError
from desktop_al.core.study import StudyDesign
from desktop_al.loop.export_wish import ODD, ExportStopped, Wish
from desktop_al.loop.exporting import export_labels, export_project
from desktop_al.loop.import_file import Wanted, import_file
from desktop_al.loop.sample_labels import RULES
from desktop_al.media.export_rows import VIEWS
from desktop_al.media.exports import EXPORTERS
from desktop_al.store.project_file import close_file, open_project, read_events
from tests.loop.desk import Desk, make, make_texts
from tests.loop.study import answer_of, desk_of, study

#: Four annotators; see ``LINES`` of study for the signs.
LINES = {
    "t000.txt": "AABB",
    "t001.txt": "AAAB",
    "t002.txt": "BBBB",
    "t003.txt": "AB..",
    "t004.txt": "A...",
    "t005.txt": "B?..",
    "t006.txt": "?...",
    "t007.txt": "xxA.",
}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return study(tmp_path_factory.mktemp("study"), LINES, 8)


def rows_of(path: Path, wish: Wish, **more):
    """The rows by sample, and what was said."""
    out = path.with_name("rows.csv")
    done = export_labels(path, wish, out, **more)
    with open(out, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == done.count
    return {row["sample"]: row for row in rows}, done.said


def test_the_usual_csv_is_as_it_was(path):
    out = path.with_name("usual.csv")
    done = export_labels(path, Wish(), out)
    head, *rows = out.read_text("utf-8").splitlines()
    assert head.startswith("seq,sample,annotator,label,state,utc,")
    assert (done.count, done.unit, done.said) == (len(rows), "annotations", ())
    assert done.count == sum(len(signs.replace(".", "")) for signs in LINES.values())


def test_majority(path):
    rows, said = rows_of(path, Wish(view="samples"))
    assert {name: row["label"] for name, row in rows.items()} == {
        "t001.txt": "A",
        "t002.txt": "B",
        "t004.txt": "A",
        "t005.txt": "B",
        "t007.txt": "",
    }
    assert {row["rule"] for row in rows.values()} == {"majority"}
    first = rows["t001.txt"]
    assert (first["answers"], first["agreeing"], first["support"], first["support_is"]) == (
        "4", "3", "0.75", "share of votes"
    )  # fmt: skip
    assert (rows["t007.txt"]["state"], rows["t007.txt"]["reason"]) == ("not_worth_labelling", "focus")
    assert "weight" not in first
    assert said == (
        "2 samples are tied and left out.",
        "1 sample has no answer that says what it is and is left out.",
    )


def test_a_training_set_has_weights_and_nothing_that_is_not_worth_labelling(path):
    rows, said = rows_of(path, Wish(view="training"))
    assert {name: float(row["weight"]) for name, row in rows.items()} == {
        "t001.txt": 0.75,
        "t002.txt": 1.0,
        "t004.txt": 1.0,
        "t005.txt": 1.0,
    }
    assert "1 sample is not worth labelling and left out." in said


def test_single_takes_what_one_alone_has_answered(path):
    rows, said = rows_of(path, Wish(view="samples", rule="single"))
    assert {name: (row["label"], row["rule"]) for name, row in rows.items()} == {"t004.txt": ("A", "single")}
    assert "6 samples were answered by several annotators and are left out." in said


def test_dawid_skene_says_how_sure_it_is_and_whether_it_is_advised(path):
    rows, said = rows_of(path, Wish(view="training", rule="dawid-skene"))
    assert rows["t001.txt"]["label"] == "A"
    assert all(0.5 < float(row["support"]) <= 1 and row["support_is"] == "posterior" for row in rows.values())
    assert all(row["weight"] == row["support"] for row in rows.values())
    assert set(rows) >= {"t000.txt", "t003.txt"}, "the model settles ties"
    assert any("20 are needed" in sentence for sentence in said)


def test_adjudicated(tmp_path):
    path = study(tmp_path, {"t000.txt": "AABB", "t001.txt": "AB..", "t002.txt": "AAB."}, 3)
    with Desk(path, "ann") as desk:
        case = desk_of(desk)
        for name, sign in (("t000.txt", "B"), ("t001.txt", "?")):
            case.open(desk.place(name))
            for _ in range(2):
                assert case.answer(answer_of(desk, sign))
            case.decide()
        assert desk.project.wait_saved(10)
    rows, said = rows_of(path, Wish(view="training", rule="adjudicated"))
    assert {name: (row["label"], row["support_is"], row["weight"]) for name, row in rows.items()} == {
        "t000.txt": ("B", "decision", "1.0"),
        "t002.txt": ("A", "share of votes", rows["t002.txt"]["weight"]),
    }
    assert said == ("1 sample was left open by its adjudicator and is left out.",)
    rows, said = rows_of(path, Wish(view="samples", rule="majority"))
    assert "t000.txt" not in rows, "the majority knows no decisions"


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", [name for name in EXPORTERS if name != "coco"])
def test_every_format_in_every_view(path, tmp_path, name, view):
    out = tmp_path / f"out{EXPORTERS[name].ending}"
    shares: list[float] = []
    done = export_labels(path, Wish(name, view), out, progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    expected = {"annotations": 21, "samples": 5, "training": 4}
    if view in EXPORTERS[name].views:
        assert (done.count, done.unit) == (expected[view], "annotations" if view == "annotations" else "samples")
    else:
        assert (done.count, done.unit) == (expected["samples"], "samples")
        assert done.said[0].endswith("one label per sample is written, by the rule Majority.")
    assert sorted(f.name for f in tmp_path.iterdir()) == [out.name]


def test_features_come_from_the_side_file_or_are_computed(path, tmp_path):
    first, second = tmp_path / "a.npz", tmp_path / "b.npz"
    export_labels(path, Wish("npz", "training"), first)
    path.with_name(path.name + "-cache").unlink()
    export_labels(path, Wish("npz", "training"), second)
    with np.load(first) as kept, np.load(second) as computed:
        assert kept["X"].shape == (4, len(kept["feature_names"]))
        assert kept["names"].tolist() == computed["names"].tolist() == ["t001.txt", "t002.txt", "t004.txt", "t005.txt"]
        # The side file keeps half the digits.
        np.testing.assert_allclose(np.abs(kept["X"]), np.abs(computed["X"]), atol=0.05)
        assert kept["y"].tolist() == [0, 1, 0, 1]
        assert np.linalg.matrix_rank(kept["X"]) > 1


def test_some_samples_only(path):
    with Desk(path) as desk:
        chosen = frozenset(desk.project.pool.rows[desk.place(name)].id for name in ("t001.txt", "t000.txt"))
    rows, said = rows_of(path, Wish(view="samples"), only=chosen)
    assert (list(rows), said) == (["t001.txt"], ("1 sample is tied and left out.",))


@pytest.mark.parametrize("name", ["csv", "labelstudio", "folders", "npz"])
def test_a_stopped_export_leaves_nothing(path, tmp_path, name):
    asked = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 1

    out = tmp_path / "out"
    with pytest.raises(ExportStopped, match="Nothing was written"):
        export_labels(path, Wish(name), out, stop=lambda: True)
    if name == "npz":
        # While the features are gathered.
        with pytest.raises(ExportStopped):
            export_labels(path, Wish(name), out, stop=stop)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (Wish("xml"), "There is no format xml. Formats: coco, csv, doccano"),
        (Wish(view="all"), "There is no view all"),
        (Wish(view="samples", rule="best"), "There is no rule best"),
        (Wish(rule="majority"), "views samples and training"),
        (Wish("results", "samples"), "one form only"),
        (Wish("csv", link=True), "Links are for the formats folders and imagefolder"),
        (Wish("coco"), "this project holds texts"),
    ],
)
def test_what_cannot_be_is_said(path, tmp_path, wish, words):
    with pytest.raises(BadArgument, match=words):
        export_labels(path, wish, tmp_path / "out")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_taken_and_the_sample_folder_are_refused(path, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.tex").write_text("all of it")
    pool = path.with_name("texts")
    before = sorted(pool.iterdir())
    for out, words in (
        (tmp_path / "mine", "not an empty folder"),
        (path, "own file"),
        (pool, "sample folder"),
        (pool / "out", "sample folder"),
    ):
        with pytest.raises(DesktopAlError, match=words):
            export_labels(path, Wish("folders"), out)
    assert (tmp_path / "mine" / "thesis.tex").read_text() == "all of it"
    assert sorted(pool.iterdir()) == before


def test_the_command_line_knows_what_there_is():
    assert (*EXPORTERS, *ODD) == cli_arguments.FORMATS
    assert cli_arguments.VIEWS == VIEWS
    assert tuple(RULES) == cli_arguments.RULES


def test_an_export_stands_in_the_log(path, tmp_path):
    from desktop_al.loop.export_log import Note

    export_labels(path, Wish("folders"), tmp_path / "classes", note=Note("ann", tmp_path / "home"))
    file = open_project(path)
    try:
        kept = [event.answer for event in read_events(file.connection) if event.kind == "export"]
    finally:
        close_file(file)
    assert kept[-1] == "classes"


def test_labelstudio_has_all_answers_of_a_sample_in_one_task(path, tmp_path):
    out = tmp_path / "out.json"
    export_labels(path, Wish("labelstudio"), out)
    tasks = {task["data"]["sample"]: task for task in json.loads(out.read_text("utf-8"))}
    assert list(tasks) == sorted(LINES)
    assert {name: len(task["annotations"]) for name, task in tasks.items()} == {
        name: len(signs.replace(".", "")) for name, signs in LINES.items()
    }
    assert tasks["t000.txt"]["data"]["text"].startswith("0 ")


def test_who_works_blind_is_not_told_by_a_file_what_the_screen_withheld(tmp_path: Path) -> None:
    path = make(tmp_path, make_texts(tmp_path / "pool", 8))
    offers = tmp_path / "offers.csv"
    offers.write_text("path,label\n" + "".join(f"t{n:03d}.txt,A\n" for n in range(8)), "utf-8")
    with Desk(path) as desk:
        desk.scanned()
        desk.project.studying.set_design(StudyDesign(("ann", "Dora"), seed=5, independent=True))
        assert desk.project.wait_saved(10)
    import_file(path, offers, Wanted(), tmp_path / "home")
    with Desk(path, "Dora") as desk:
        desk.scanned()
        desk.label()
        assert desk.project.wait_saved(10)
    for viewer, known in (("", "A"), ("Dora", "")):
        out = tmp_path / f"out{viewer}"
        export_project(path, "jsonl", out, viewer=viewer)
        (row,) = map(json.loads, out.read_text("utf-8").splitlines())
        assert (row["annotator"], row["suggestion_shown"], row["suggestion"]) == ("Dora", "withheld", known)
        export_project(path, "labelstudio", out, viewer=viewer)
        (task,) = json.loads(out.read_text("utf-8"))
        assert bool(task["predictions"]) == bool(known)
