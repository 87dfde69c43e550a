"""Labels that there are already: matched without guessing, and taken into a new project, whole or not at all."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop_al.core.errors import BadArgument, CannotOpen, CannotRead
from desktop_al.loop.importing import Imported, LabelSource, plan, plan_words, sample_names
from desktop_al.loop.opening import CreateReport, CreationStopped, NewProject, check_classes, create_project
from desktop_al.loop.project import Project
from desktop_al.media.samples import content_hash
from desktop_al.store.project_file import close_file, open_project, read_samples
from desktop_al.store.verify import verify
from tests.loop.desk import Desk, exported, labels, make_texts, truth


def table(tmp_path: Path, *rows: str, header: str = "path,label") -> LabelSource:
    path = tmp_path / "labels.csv"
    path.write_text("\n".join([header, *rows]), "utf-8")
    return LabelSource("table", path)


def meant(tmp_path: Path, text: str, *names: str, others: tuple[str, ...] = ()) -> str:
    """The sample that ``text`` means, or the cause why none."""
    made = plan(table(tmp_path, f'"{text}",A', *(f'"{other}",A' for other in others)), names, ["A"])
    causes = dict(made.unmatched)
    return causes.get(text) or made.rows[0].sample


@pytest.mark.parametrize(
    ("text", "names", "sample"),
    [
        ("a.png", ("a.png", "b.png"), "a.png"),
        ("x/a.png", ("a.png", "x/a.png"), "x/a.png"),
        ("x\\a.png", ("y/a.png", "x/a.png"), "x/a.png"),
        ("./x//a.png", ("y/a.png", "x/a.png"), "x/a.png"),
        ("C:\\study\\x\\a.png", ("y/a.png", "x/a.png"), "x/a.png"),
        ("/data/a.png", ("x/a.png", "x/b.png"), "x/a.png"),
        ("D:/data/y/A.png", ("x/a.png", "x/b.png"), "x/a.png"),
        ("study/x/a.png", ("x/a.png", "x/b.png"), "x/a.png"),
        ("Study/X/A", ("x/a.png", "x/b.png"), "x/a.png"),
        ("a.png", ("x/a.png", "b.png"), "x/a.png"),
        ("x/a.png", ("train/x/a.png", "train/y/a.png"), "train/x/a.png"),
        ("A.PNG", ("a.png", "b.png"), "a.png"),
        ("X/A.png", ("x/a.png", "y/a.png"), "x/a.png"),
        ("a", ("a.png", "ab.png"), "a.png"),
        ("x/scan.01", ("x/scan.01.png", "y/scan.01.png"), "x/scan.01.png"),
        ("u\u0308.png", ("\u00fc.png", "u.png"), "\u00fc.png"),
        ("t.csv#3", ("t.csv#3", "t.csv#13"), "t.csv#3"),
    ],
)
def test_names_are_matched_by_what_tells_them_apart(
    tmp_path: Path, text: str, names: tuple[str, ...], sample: str
) -> None:
    assert meant(tmp_path, text, *names) == sample


@pytest.mark.parametrize(
    ("text", "names", "cause"),
    [
        ("a.png", ("x/a.png", "y/a.png"), "2 samples could be meant."),
        ("/z/a.png", ("x/a.png", "y/a.png"), "2 samples could be meant."),
        ("z/a.png", ("x/a.png", "y/a.png"), "No sample has this name."),
        ("train/001.png", ("test/001.png", "test/002.png"), "No sample has this name."),
        ("patientA/scan.png", ("patientB/scan.png",), "No sample has this name."),
        ("patientA/scan", ("patientB/scan.png",), "No sample has this name."),
        ("study/train/001.png", ("study/test/001.png",), "No sample has this name."),
        ("A.PNG", ("a.png", "A.png"), "2 samples could be meant."),
        ("a", ("a.png", "a.jpg"), "2 samples could be meant."),
        ("a.jpg", ("a.png",), "No sample has this name."),
        ("b.png", ("ab.png",), "No sample has this name."),
        ("..", ("a.png",), "No sample has this name."),
    ],
)
def test_where_two_could_be_meant_nothing_is_guessed(
    tmp_path: Path, text: str, names: tuple[str, ...], cause: str
) -> None:
    made = plan(table(tmp_path, f"{text},A"), names, ["A"])
    assert made.unmatched == ((text, cause),)
    assert made.rows == ()


def test_two_names_never_lead_to_one_sample_unless_one_is_exact(tmp_path: Path) -> None:
    exactly = "Another row names the sample dog/1.png more exactly."
    assert meant(tmp_path, "/cat/1.png", "dog/1.png", others=("dog/1.png",)) == exactly
    several = "Several names could mean the sample dog/1.png."
    assert meant(tmp_path, "/cat/1.png", "dog/1.png", others=("/cow/1.png",)) == several


def test_classes_counts_repeats_and_words(tmp_path: Path) -> None:
    rows = ["a,cat,X", "b,DOG,X", "c,dog,X", "d,dog,X", "a,dog,X", "a,cat,Y", "e,bird,X", "z,cat,X", "a\x07b,,X"]
    made = plan(table(tmp_path, *rows, header="path,label,annotator"), list("abcde"), ["Cat", "unused"])
    assert made.new_classes == ("dog", "bird")
    assert made.counts == (("Cat", 1), ("unused", 0), ("dog", 4), ("bird", 1))
    assert made.rows[0] == Imported("a", "dog", "X")
    assert Imported("b", "dog", "X") in made.rows
    assert Imported("a", "Cat", "Y") in made.rows
    assert made.replaced == 1
    assert made.unmatched == (("Row in line 10", "The row has no label."), ("z", "No sample has this name."))
    assert plan_words(made).splitlines() == [
        "6 labels match. 2 rows do not. 1 row was replaced by a later one for the same sample.",
        "Row in line 10: The row has no label.",
        "z: No sample has this name.",
    ]


def test_the_first_rows_that_do_not_match_are_named_and_the_others_counted(tmp_path: Path) -> None:
    rows = [f"far/{n}.png,cat,X" for n in range(9)]
    said = plan_words(plan(table(tmp_path, "a,cat,X", *rows, header="path,label,annotator"), ["a"], [])).splitlines()
    assert said == [
        "1 label matches. 9 rows do not.",
        *(f"far/{n}.png: No sample has this name." for n in range(3)),
        "and 6 more rows",
    ]


def test_folders_are_classes(tmp_path: Path) -> None:
    made = plan(LabelSource("folders"), ["cat/1.png", "cat/x/2.png", "dog/1.png", "3.png"], [])
    assert made.rows == (
        Imported("cat/1.png", "cat", ""),
        Imported("cat/x/2.png", "cat", ""),
        Imported("dog/1.png", "dog", ""),
    )
    assert made.new_classes == ("cat", "dog")
    assert made.unmatched == (("3.png", "It lies in no folder that could be its class."),)


def test_class_names_that_differ_in_case_or_unicode_form_are_one(tmp_path: Path) -> None:
    folder = make_texts(tmp_path / "s", 6)
    rows = ["t000,Cafe\u0301", "t001,CAF\u00c9", "t002,Tea\u0301", "t003,TE\u00c1", "t004,T\u0435a"]
    source = table(tmp_path, *rows)
    made = plan(source, sample_names(folder, "text"), ["Caf\u00e9"])
    assert dict(made.counts) == {"Caf\u00e9": 2, made.new_classes[0]: 2, "T\u0435a": 1}
    project = NewProject(tmp_path / "p.dal", folder, ("Cafe\u0301",), "ann", kind="text", labels=source)
    assert create(tmp_path, project).annotations == 5
    assert verify(tmp_path / "p.dal").classes == ("Caf\u00e9", *made.new_classes)
    assert labels(tmp_path / "p.dal")["t000.txt"] == "Caf\u00e9"


def test_class_names_that_cannot_be_shown_are_not_taken(tmp_path: Path) -> None:
    joined = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    made = plan(table(tmp_path, "a,\u202eevil", "b,A\u200b", f"c,{joined}", "d,\u200d"), list("abcd"), ["A"])
    assert made.rows == (Imported("c", joined, ""),)
    cause = "The label in line {} is too long for the name of a class, or cannot be shown."
    assert made.unmatched == tuple((name, cause.format(line)) for name, line in (("a", 2), ("b", 3), ("d", 5)))
    made = plan(LabelSource("folders"), ["A\u200b/1.txt", f"{joined}/1.txt"], [])
    assert made.new_classes == (joined,)
    assert made.unmatched == (("A\u200b/1.txt", "The name of its folder cannot be the name of a class."),)
    assert check_classes(["Cafe\u0301", joined]) == ["Caf\u00e9", joined]
    for names, words in (
        (["A", "B\u202e"], "Class 2: This name holds characters"),
        (["Caf\u00e9", "cafe\u0301"], "two classes"),
        (["A", " "], "Class 2: A class needs a name"),
        (["x" * 201], "200 characters, not 201"),
    ):
        with pytest.raises(BadArgument, match=words):
            check_classes(names)


def test_a_later_row_counts_whether_or_not_it_names_the_annotator(tmp_path: Path) -> None:
    folder = make_texts(tmp_path / "s", 3)
    rows = ["t000,A,", "t000,B,ann", "t001,A,ann", "t001,B,", "t002,B,Bo", "t002,A,"]
    source = table(tmp_path, *rows, header="path,label,annotator")
    assert plan(source, sample_names(folder, "text"), [], annotator="ann").replaced == 2
    assert create(tmp_path, new(tmp_path, folder, labels=source)).annotations == 4
    given = {(row["sample"], row["annotator"]): row["label"] for row in exported(tmp_path / "p.dal")}
    assert given == {
        ("t000.txt", "ann"): "B",
        ("t001.txt", "ann"): "B",
        ("t002.txt", "Bo"): "B",
        ("t002.txt", "ann"): "A",
    }


@pytest.mark.parametrize("name", ["labels.csv", "sub/Labels.txt", "labels.jsonl"])
def test_a_table_of_labels_that_would_become_samples_is_refused(tmp_path: Path, name: str) -> None:
    folder = make_texts(tmp_path / "s", 4)
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    row = '{"path": "t000", "label": "A"}\n' if name.endswith("l") else "path,label\nt000,A\n"
    path.write_text(row, "utf-8")
    places = [path, folder / ".." / "s" / name]
    if os.name == "posix":
        (tmp_path / "link.csv").symlink_to(path)
        places.append(tmp_path / "link.csv")
    for place in places:
        with pytest.raises(BadArgument, match=r"would become samples\. Move it out of the folder\."):
            create(tmp_path, new(tmp_path, folder, labels=LabelSource("table", place)))
    assert not list(tmp_path.glob("p.dal*"))
    outside = tmp_path / path.name
    path.rename(outside)
    assert create(tmp_path, new(tmp_path, folder, labels=LabelSource("table", outside))).annotations == 1


def test_a_table_in_the_folder_that_is_no_sample_is_taken(tmp_path: Path) -> None:
    folder = make_texts(tmp_path / "s", 4)
    hidden = folder / ".labels.csv"
    hidden.write_text("path,label\nt000,A\n", "utf-8")
    assert create(tmp_path, new(tmp_path, folder, labels=LabelSource("table", hidden))).annotations == 1


def test_what_the_plan_says_is_what_is_imported(tmp_path: Path) -> None:
    folder = make_texts(tmp_path / "s", 6)
    (folder / "picture.png").write_bytes(b"of another kind")
    source = table(tmp_path, "t000,A", "T001.TXT,B", "picture.png,A", "t009,A")
    names = sample_names(folder, "text")
    assert names == tuple(f"t{i:03d}.txt" for i in range(6))
    made = plan(source, names, ("A",))
    report = create(tmp_path, new(tmp_path, folder, labels=source))
    assert (
        report.unmatched
        == made.unmatched
        == (
            ("picture.png", "No sample has this name."),
            ("t009", "No sample has this name."),
        )
    )
    assert labels(tmp_path / "p.dal") == {row.sample: row.class_name for row in made.rows}


def test_a_source_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadArgument, match="Choose the file"):
        plan(LabelSource("table"), ["a"], [])
    with pytest.raises(CannotRead, match="is not there"):
        plan(LabelSource("table", tmp_path / "no.csv"), ["a"], [])


def new(tmp_path: Path, folder: Path, **more: object) -> NewProject:
    return NewProject(tmp_path / "p.dal", folder, ("A",), "ann", kind="text", seed=3, **more)  # type: ignore[arg-type]


def create(tmp_path: Path, project: NewProject, **more: object) -> CreateReport:
    return create_project(project, tmp_path / "home", **more)  # type: ignore[arg-type]


def test_a_project_begins_with_the_labels_of_a_table(tmp_path: Path) -> None:
    folder = make_texts(tmp_path / "s", 40)
    (folder / "t003.txt").write_bytes(b"")
    rows = [f"t{i:03d}.txt,{truth(f't{i:03d}')},{'Bo' if i % 4 else ''}" for i in range(20)]
    source = table(tmp_path, *rows, "t000.txt,B,", "gone.txt,A,Bo", header="path,label,annotator")
    heard: list[tuple[str, float]] = []
    report = create(tmp_path, new(tmp_path, folder, labels=source), progress=lambda *said: heard.append(said))
    assert (report.samples, report.annotations) == (40, 19)
    assert report.unmatched == (("gone.txt", "No sample has this name."), ("t003.txt", "The file is empty."))
    assert [share for _, share in heard] == sorted(share for _, share in heard)
    assert heard[-1] == ("Done", 1.0)
    path = tmp_path / "p.dal"
    assert verify(path).ok
    assert verify(path).classes == ("A", "B")
    given = {(row["annotator"], row["sample"]): row for row in exported(path)}
    assert len(given) == 19
    assert given["ann", "t000.txt"]["label"] == "B"
    assert (
        given["Bo", "t001.txt"] | {"label": "B", "suggestion_shown": "absent", "chosen_for": "import"}
        == (given["Bo", "t001.txt"])
    )
    file = open_project(path, look_only=True)
    kept = {row.path: row for row in read_samples(file.connection)}
    close_file(file)
    assert kept["t000.txt"].digest == content_hash((folder / "t000.txt").read_bytes())
    assert kept["t003.txt"].problem == "The file is empty."
    assert kept["t030.txt"].digest is None


def test_imported_labels_are_learned_from_and_are_not_reached_by_undo(tmp_path: Path) -> None:
    folder = make_texts(tmp_path / "s", 60)
    source = table(tmp_path, *(f"t{i:03d},{truth(f't{i:03d}')}" for i in range(30)))
    create(tmp_path, new(tmp_path, folder, labels=source))
    with Desk(tmp_path / "p.dal") as desk:
        assert desk.project.annotator == "ann"
        desk.read().round()
        assert desk.project.learning.result.labelled == 30
        assert len(desk.project.history_rows()) == 30
        assert desk.label() not in {f"t{i:03d}.txt" for i in range(30)}
        assert desk.project.undo()
        assert not desk.project.undo()
        assert len(desk.project.history_rows()) == 30
    assert len(labels(tmp_path / "p.dal")) == 30


def test_the_maker_labels_on_also_where_only_others_were_imported(tmp_path: Path) -> None:
    folder = make_texts(tmp_path / "s", 10)
    source = table(tmp_path, "t000,A,Bo", "t001,B,Cy", header="path,label,annotator")
    create(tmp_path, new(tmp_path, folder, labels=source))
    with Desk(tmp_path / "p.dal") as desk:
        assert desk.project.annotator == "ann"
        assert not desk.project.undo()
    with Desk(tmp_path / "p.dal", "Di") as desk:
        desk.scanned().label()
    with Desk(tmp_path / "p.dal") as desk:
        assert desk.project.annotator == "Di"


def test_an_export_comes_back_as_the_same_annotations(tmp_path: Path) -> None:
    folder = make_texts(tmp_path / "s", 12)
    create(tmp_path, NewProject(tmp_path / "p.dal", folder, ("A", "B"), "ann", kind="text"))
    with Desk(tmp_path / "p.dal") as desk:
        desk.scanned()
        for _ in range(5):
            desk.label()
        desk.ready()
        desk.project.unsure()
        desk.ready()
        desk.project.not_worth("focus")
    before = exported(tmp_path / "p.dal")
    source = LabelSource("table", tmp_path / "out.csv")
    report = create_project(NewProject(tmp_path / "q.dal", folder, (), "new", labels=source), tmp_path / "home")
    assert (report.annotations, report.unmatched) == (7, ())
    columns = ("sample", "annotator", "label", "state", "reason")
    after = exported(tmp_path / "q.dal", tmp_path / "out2.csv")
    assert [[row[c] for c in columns] for row in after] == [[row[c] for c in columns] for row in before]


def test_the_first_samples_after_an_import_are_not_said_to_come_before_any_label(tmp_path: Path) -> None:
    make_texts(tmp_path / "s", 30)
    table = tmp_path / "labels.csv"
    table.write_text("path,label\n" + "".join(f"t{n:03d}.txt,{'AB'[n % 2]}\n" for n in range(18)), "utf-8")
    create(tmp_path, new(tmp_path, tmp_path / "s", labels=LabelSource("table", table)))
    create(tmp_path, NewProject(tmp_path / "without.dal", tmp_path / "s", ("A", "B"), "ann", kind="text", seed=3))
    for path, sentence in (
        ("p.dal", "Drawn from the whole folder, before the model began to choose."),
        ("without.dal", "Drawn from the whole folder. The model starts after your first labels."),
    ):
        with Desk(tmp_path / path) as desk:
            desk.scanned()
            desk.ready()
            # A sample drawn by lot, before any round is on record.
            assert desk.project.screen().sample.reason.sentence == sentence


def test_folder_names_as_labels_with_definitions_and_hidden_names(tmp_path: Path) -> None:
    for name in ("Pump", "Tax"):
        make_texts(tmp_path / "s" / name, 4, seed=len(name))
    project = new(tmp_path, tmp_path / "s", labels=LabelSource("folders"), hide_names=True, definitions=("The first.",))
    assert create(tmp_path, project).annotations == 8
    with Desk(tmp_path / "p.dal") as desk:
        assert desk.project.basics.hide_names
        assert [(c.name, c.definition) for c in desk.project.classes] == [
            ("A", "The first."),
            ("Pump", ""),
            ("Tax", ""),
        ]
    assert labels(tmp_path / "p.dal")["Tax/t001.txt"] == "Tax"


def test_names_are_shown_unless_told_otherwise(tmp_path: Path) -> None:
    create(tmp_path, new(tmp_path, make_texts(tmp_path / "s", 3)))
    with Desk(tmp_path / "p.dal") as desk:
        assert desk.project.basics.hide_names is False


def test_bad_arguments_leave_no_file(tmp_path: Path) -> None:
    folder = make_texts(tmp_path / "s", 3)
    cases = [
        ({"definitions": ("one", "two")}, BadArgument),
        ({"definitions": ("x" * 2001,)}, BadArgument),
        ({"labels": LabelSource("table", tmp_path / "no.csv")}, CannotRead),
        (
            {
                "labels": table(
                    tmp_path, *(f"t000,{'c' + str(i)},a{i}" for i in range(1001)), header="path,label,annotator"
                )
            },
            BadArgument,
        ),
    ]
    for more, error in cases:
        with pytest.raises(error):
            create(tmp_path, new(tmp_path, folder, **more))
    with pytest.raises(BadArgument, match="at least one class"):
        create(tmp_path, NewProject(tmp_path / "p.dal", folder, (), "ann"))
    assert not list(tmp_path.glob("p.dal*"))


@pytest.mark.parametrize("words", ["Listing the samples", "Matching the labels", "Reading", "Writing"])
def test_a_stopped_creation_leaves_no_file(tmp_path: Path, words: str) -> None:
    folder = make_texts(tmp_path / "s", 30)
    source = table(tmp_path, *(f"t{i:03d},A" for i in range(30)))
    heard: list[str] = []
    project = new(tmp_path, folder, labels=source)
    with pytest.raises(CreationStopped):
        create(tmp_path, project, progress=lambda w, _: heard.append(w), stop=lambda: heard[-1].startswith(words))
    assert heard[-1].startswith(words)
    assert not list(tmp_path.glob("p.dal*"))
    assert create(tmp_path, project).annotations == 30


_CREATE = """
import sys
from pathlib import Path
from desktop_al.loop.importing import LabelSource
from desktop_al.loop.opening import NewProject, create_project
base = Path(sys.argv[1])
labels = LabelSource("table", base / "labels.csv")
new = NewProject(base / "p.dal", base / "s", ("A",), "ann", kind="text", labels=labels)
create_project(new, base / "home", progress=lambda words, share: print(words, flush=True))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_killed_creation_leaves_no_project_and_can_be_done_again(tmp_path: Path) -> None:
    folder = make_texts(tmp_path / "s", 50)
    source = table(tmp_path, *(f"t{i % 50:03d},A,a{i}" for i in range(40_000)), header="path,label,annotator")
    process = subprocess.Popen(
        [sys.executable, "-c", _CREATE, str(tmp_path)], stdout=subprocess.PIPE, text=True, env=os.environ.copy()
    )
    assert process.stdout is not None
    with process.stdout:
        for line in process.stdout:
            if line.startswith("Writing"):
                time.sleep(0.1)
                process.send_signal(signal.SIGKILL)
                break
    process.wait(10)
    assert not (tmp_path / "p.dal").exists()
    with pytest.raises(CannotOpen):
        Project(tmp_path / "p.dal", "ann", tmp_path / "home", lambda _: None, lambda _: None)
    (tmp_path / "labels.csv").write_text("path,label\nt000,A\n", "utf-8")
    assert create(tmp_path, new(tmp_path, folder, labels=source)).annotations == 1
    assert sorted(path.name for path in tmp_path.glob("p.dal*")) == ["p.dal"]
