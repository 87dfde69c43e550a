"""Files of other labelling tools: every format gives the same shape, says what is lost, and is known by itself."""

import datetime
import json
import os
from pathlib import Path

import pytest

from desktop_al.core.errors import BadArgument, CannotRead
from desktop_al.media.exchange import OWN, Brought, Foreign
from desktop_al.media.importers import IMPORTERS, read_foreign, recognised
from tests.media import foreign_examples as given
from tests.media.foreign_examples import EXAMPLES, OWN_FIELDS, annotation, choice, lines, task

FOREIGN = Path(__file__).parent / "foreign"
MOMENT = datetime.datetime(2024, 5, 1, 10, 0, 0, 250000, datetime.UTC)
MICROS = int(MOMENT.timestamp() * 1e6)


def read(tmp_path: Path, name: str, content: bytes | str, format_name: str | None = None) -> Foreign:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_foreign(path, format_name)[1]


def said(foreign: Foreign) -> list[tuple[str, tuple[str, ...]]]:
    """What each row is about, and its labels or its state."""
    return [
        (row.sample or row.text, row.labels if row.state == "labelled" else (f"({row.state})",)) for row in foreign.rows
    ]


@pytest.mark.parametrize(("name", "file"), [(name, file) for name, files in EXAMPLES.items() for file, _ in files])
def test_a_file_is_known_by_what_it_holds(tmp_path: Path, name: str, file: str) -> None:
    (tmp_path / file).write_bytes(dict(EXAMPLES[name])[file])
    found, foreign = read_foreign(tmp_path / file)
    assert (found.name, bool(foreign.rows)) == (name, True)
    assert read_foreign(tmp_path / file, name)[1] == foreign
    assert all(cause.endswith(".") for _, cause in foreign.broken)


def test_label_studio(tmp_path: Path) -> None:
    foreign = read(tmp_path, "l.json", json.dumps(given.LABEL_STUDIO))
    first = Brought("a b.png", ("cat",), 1, "annotator 1", utc=MICROS, active_s=3.25)
    assert foreign.rows[0] == first
    assert said(foreign) == [
        ("a b.png", ("cat",)),
        ("a b.png", ("dog", "cat")),
        ("pool/b.png", ("cat",)),
        ("pool/b.png", ("(not_worth_labelling)",)),
        ("pool/b.png", ("dog",)),
        ("Some words.\nAnd more.", ("cat",)),
    ]
    assert [row.annotator for row in foreign.rows[2:5]] == ["bo@x.example", "Ann Lee", ""]
    assert (foreign.rows[4].predicted, foreign.rows[4].probability) == (True, 0.75)
    assert dict(foreign.lost) == {
        "annotations without a choice": 3,
        "answers to further questions": 1,
        "boxes": 1,
        "labels of regions": 1,
        "pictures within the file": 1,
        "ratings": 1,
    }
    assert foreign.broken == ((5, "It names no sample, and has no text by which one could be found."),)
    assert foreign.unit == "record"
    as_lines = read(tmp_path, "l.jsonl", lines(*given.LABEL_STUDIO))
    assert (as_lines.rows, as_lines.lost, as_lines.unit) == (foreign.rows, foreign.lost, "line")


def test_label_studio_in_its_flat_forms(tmp_path: Path) -> None:
    foreign = read(tmp_path, "m.json", json.dumps(given.LABEL_STUDIO_MIN))
    assert said(foreign) == [("One.", ("good",)), ("Two.", ("good", "bad"))]
    assert [row.annotator for row in foreign.rows] == ["annotator 2", "bo@x.example"]
    assert foreign.rows[0].active_s == 1.5
    assert foreign.lost == (("results of other kinds", 1),)
    table = read(tmp_path, "m.csv", dict(EXAMPLES["labelstudio"])["export.csv"])
    assert said(table) == [("a.png", ("dog",)), ("p/b.png", ("cat", "a, b"))]
    assert (table.unit, [row.place for row in table.rows]) == ("line", [2, 3])


def test_of_several_questions_the_one_with_the_most_answers_is_kept(tmp_path: Path) -> None:
    asked = [annotation(choice("a", question="q1"), choice("b", question="q2")), annotation(choice("c", question="q2"))]
    foreign = read(tmp_path, "q.json", json.dumps([task(1, {"image": "x.png"}, *asked)]))
    assert said(foreign) == [("x.png", ("b",)), ("x.png", ("c",))]
    assert foreign.classes == ("b", "c")
    assert foreign.lost == (("answers to further questions", 1),)


def test_prodigy(tmp_path: Path) -> None:
    foreign = read(tmp_path, "p.jsonl", lines(*given.PRODIGY))
    assert said(foreign) == [
        ("One.", ("GOOD",)),
        ("Three.", ("bad", "good")),
        ("Four.", ("(unsure)",)),
        ("sub/e.png", ("GOOD",)),
        ("/home/x/f f.png", ("GOOD",)),
    ]
    assert foreign.rows[0].utc == 1_700_000_000_000_000
    assert foreign.rows[1].annotator == "set-bo"
    assert dict(foreign.lost) == {
        "answers that a class is not right": 1,
        "boxes": 2,
        "pictures within the file": 2,
        "spans": 1,
    }
    assert foreign.broken == ((5, "The picture is in the file itself, and nothing gives its name."),)
    assert set(foreign.classes) == {"good", "bad", "g", "GOOD"}


def test_doccano(tmp_path: Path) -> None:
    foreign = read(tmp_path, "d.jsonl", lines(*given.DOCCANO))
    assert said(foreign) == [
        ("One.", ("good", "new")),
        ("Two.", ("bad",)),
        ("a.png", ("good",)),
        ("Six.", ("3",)),
        ("Seven.", ("good",)),
    ]
    assert foreign.rows[0].comment == "why"
    assert dict(foreign.lost) == {"relations": 1, "samples without a label": 2, "spans": 1}
    table = read(tmp_path, "d.csv", dict(EXAMPLES["doccano"])["all.csv"])
    assert said(table) == [("One, two.", ("good", "new")), ("Three.", ("bad",))]
    assert table.lost == (("samples without a label", 1),)


def test_labelme_of_one_file_and_of_a_folder(tmp_path: Path) -> None:
    foreign = read(tmp_path, "a.json", json.dumps(given.LABELME))
    assert said(foreign) == [("pool/a.png", ("cat", "new"))]
    assert foreign.classes == ("cat", "dog", "new")
    assert dict(foreign.lost) == {"boxes": 1, "polygons": 1}
    folder = tmp_path / "all"
    for place, image in (("x/a.json", "a.png"), ("x/y/b.json", "../b.png"), ("c.json", "C:\\pictures\\c.png")):
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(json.dumps({**given.LABELME, "shapes": [], "imagePath": image}), "utf-8")
    (folder / "d.json").write_text("[1]")
    (folder / "e.json").write_text("[" * 10**6)
    (folder / "f.json").write_text(json.dumps({**given.LABELME, "flags": {"cat": False}}))
    (folder / "link.json").symlink_to(tmp_path / "a.json")
    (folder / "out").symlink_to(tmp_path)
    found, foreign = read_foreign(folder)
    assert found.name == "labelme"
    assert sorted(row.sample for row in foreign.rows) == ["C:/pictures/c.png", "x/a.png", "x/b.png"]
    assert sorted(cause for _, cause in foreign.broken) == [
        "It is a link, which is not followed. The file is link.json.",
        "d.json is not a JSON object.",
        "e.json cannot be read: it is nested too deeply.",
    ]


def test_coco_whatever_the_order_of_its_parts(tmp_path: Path) -> None:
    foreign = read(tmp_path, "c.json", json.dumps(given.COCO))
    assert said(foreign) == [("a.png", ("cat", "dog")), ("train/b b.png", ("dog",))]
    assert foreign.classes == ("cat", "dog", "never")
    assert dict(foreign.lost) == {"boxes": 2, "polygons and masks": 1, "key points": 1}
    assert foreign.broken == ((5, "It names no image of the file."), (6, "It names no category of the file."))
    turned = read(tmp_path, "t.json", json.dumps(dict(reversed(given.COCO.items())), indent=3).encode("utf-16"))
    assert turned == foreign
    results = [{"image_id": 1, "category_id": 5, "score": 0.25}]
    offered = read(tmp_path, "r.json", json.dumps({**given.COCO, "annotations": results}))
    assert [(row.predicted, row.probability) for row in offered.rows] == [(True, 0.25)]


def test_label_sleuth(tmp_path: Path) -> None:
    foreign = read(tmp_path, "s.csv", given.LABEL_SLEUTH)
    assert said(foreign) == [('One, and "more".', ("good", "new")), ("Three.", ("bad",))]
    assert dict(foreign.lost) == {"answers that a class is not right": 1, "marks of weak labels": 1}
    assert [line for line, _ in foreign.broken] == [6, 7]


def test_folders_of_classes_and_parts_of_a_data_set(tmp_path: Path) -> None:
    for name in ("cat/a.png", "cat/deep/b.png", "dog/a.png", "top.png", "dog/notes.pdf", ".hidden/c.png"):
        (tmp_path / "one" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "one" / name).touch()
    (tmp_path / "one" / "cat" / "link.png").symlink_to("a.png")
    (tmp_path / "one" / "loop").symlink_to(tmp_path)
    found, foreign = read_foreign(tmp_path / "one")
    assert found.name == "folders"
    assert said(foreign) == [
        ("cat/a.png", ("cat",)),
        ("cat/link.png", ("cat",)),
        ("cat/deep/b.png", ("cat",)),
        ("dog/a.png", ("dog",)),
    ]
    assert foreign.lost == (("files in no folder of a class", 1),)
    for name in ("train/cat/a.png", "test/dog/b.png", "test/c.png"):
        (tmp_path / "two" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "two" / name).touch()
    assert said(read_foreign(tmp_path / "two")[1]) == [("test/dog/b.png", ("dog",)), ("train/cat/a.png", ("cat",))]


def test_own_folders_come_back_by_their_table(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    (folder / "cat").mkdir(parents=True)
    (folder / "cat" / "a.png").touch()
    (folder / "labels.csv").write_text(
        "file,seq,sample,annotator,label,state,utc,reason\n"
        "cat/a.png,1,pool/a.png,Ann,cat,labelled,2026-01-02T03:04:05+00:00,\n"
        ",2,pool/b.png,Ann,,not_worth_labelling,2026-01-02T03:04:06+00:00,focus\n"
    )
    foreign = read_foreign(folder)[1]
    assert said(foreign) == [("pool/a.png", ("cat",)), ("pool/b.png", ("(not_worth_labelling)",))]
    assert foreign.rows[1].reason == "focus"


def test_imagefolder_with_tables_in_its_parts(tmp_path: Path) -> None:
    for part, label in (("train", "cat"), ("test", "dog")):
        (tmp_path / part).mkdir()
        (tmp_path / part / "metadata.csv").write_text(f"file_name,label\na.png,{label}\nb.png,\n")
    found, foreign = read_foreign(tmp_path)
    assert found.name == "imagefolder"
    assert said(foreign) == [("test/a.png", ("dog",)), ("train/a.png", ("cat",))]
    assert foreign.broken == (
        (3, "In test/metadata.csv: There is no label."),
        (3, "In train/metadata.csv: There is no label."),
    )


def test_tables_of_paths_and_of_texts(tmp_path: Path) -> None:
    foreign = read(tmp_path, "l.jsonl", lines(*given.JSONL))
    assert said(foreign) == [
        ("a.png", ("cat",)),
        ("x/b.png", ("cat", "dog")),
        ("Some words.", ("1",)),
        ("c.png", ("(unsure)",)),
    ]
    assert foreign.broken == ((5, "The line has no label."),)
    texts = read(tmp_path, "t.csv", given.CSV)
    assert said(texts) == [("One.", ("good",))]
    assert [line for line, _ in texts.broken] == [3, 4]


def test_a_table_of_ones_own_keeps_its_readers_and_their_remarks(tmp_path: Path) -> None:
    rows = "File;Diagnosis;Reader;Remark\na.png;cat;Bo;blurred, but clear\nb.png;dog;Kim;\nc.png;dog;Kim\n"
    table = read(tmp_path, "own.csv", rows)
    assert said(table) == [("a.png", ("cat",)), ("b.png", ("dog",)), ("c.png", ("dog",))]
    told = [(row.annotator, row.comment) for row in table.rows]
    assert told == [("Bo", "blurred, but clear"), ("Kim", ""), ("Kim", "")]
    # In lines of JSON anything may stand there; what is no text is none, and the answer counts.
    records = [{"path": "a.png", "label": "cat", "note": note} for note in ("Well", ["x"], None, 3)]
    assert [row.comment for row in read(tmp_path, "own.jsonl", lines(*records)).rows] == ["Well", "", "", ""]


RECORDS = {
    "labelstudio": ("x.json", lambda own: [task(1, {"image": "i.png"}, annotation(choice("cat"), **{OWN: own}))]),
    "prodigy": ("x.jsonl", lambda own: {"image": "i.png", "accept": ["cat"], "answer": "accept", OWN: own}),
    "doccano": ("x.jsonl", lambda own: {"id": 1, "filename": "i.png", "label": ["cat"], OWN: own}),
    "jsonl": ("x.jsonl", lambda own: {"path": "i.png", "label": "cat", OWN: own}),
    "imagefolder": ("metadata.jsonl", lambda own: {"file_name": "i.png", "label": "cat", OWN: own}),
    "coco": (
        "x.json",
        lambda own: {
            **given.COCO,
            "annotations": [{"id": 1, "image_id": 1, "category_id": 5, "bbox": [0, 0, 40, 30], OWN: own}],
        },
    ),
}


@pytest.mark.parametrize("name", RECORDS)
def test_what_this_program_wrote_beside_is_preferred(tmp_path: Path, name: str) -> None:
    file, record = RECORDS[name]
    foreign = read(tmp_path, file, json.dumps(record(OWN_FIELDS)), name)
    utc = int(datetime.datetime.fromisoformat(str(OWN_FIELDS["utc"])).timestamp() * 1e6)
    assert foreign.rows == (Brought("pool/a.png", ("cat",), 1, "Ann", comment="why", utc=utc, active_s=2.5),)
    assert dict(foreign.lost) == {"reasons of changes": 1, "what was on screen beside annotations": 1}
    by_rule = {"sample": "s.png", "state": "labelled", "rule": "majority", "support": 0.5}
    ruled = read(tmp_path, file, json.dumps(record(by_rule)), name)
    assert [(row.sample, row.annotator) for row in ruled.rows] == [("s.png", "")]
    assert dict(ruled.lost) == {"how labels came out of several annotations": 1}


def test_own_coco_keeps_what_names_no_class_with_its_image(tmp_path: Path) -> None:
    image = {**given.COCO["images"][0], OWN: [{**OWN_FIELDS, "state": "not_worth_labelling", "reason": "focus"}]}
    foreign = read(tmp_path, "c.json", json.dumps({**given.COCO, "images": [image], "annotations": []}))
    assert [(row.sample, row.state, row.reason) for row in foreign.rows] == [
        ("pool/a.png", "not_worth_labelling", "focus")
    ]


def test_own_tables_of_one_label_for_each_sample(tmp_path: Path) -> None:
    table = (
        "sample,label,state,reason,rule,answers,agreeing,support,support_is,utc\r\n"
        "'=a.png,A\\|B,labelled,,majority,3,2,0.66,votes,2026-01-02T03:04:05+00:00\r\n"
        "b.png,,unsure,,majority,3,2,0.66,votes,2026-01-02T03:04:05+00:00\r\n"
    )
    foreign = read(tmp_path, "s.csv", table)
    assert said(foreign) == [("=a.png", ("A|B",)), ("b.png", ("(unsure)",))]
    assert foreign.lost == (("how labels came out of several annotations", 2),)


# -- files that these tools' own libraries wrote --------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "name", "rows", "lost"),
    [
        ("labelstudio_images.json", "labelstudio", 6, {}),
        ("labelstudio_texts.json", "labelstudio", 3, {}),
        ("labelstudio_images_min.json", "labelstudio", 3, {}),
        ("labelstudio_texts_min.json", "labelstudio", 2, {}),
        ("labelstudio_images.csv", "labelstudio", 3, {}),
        ("labelstudio_boxes.json", "labelstudio", 0, {"annotations without a choice": 2, "boxes": 2, "polygons": 1}),
        ("coco_pycocotools.json", "coco", 2, {"boxes": 1, "polygons and masks": 1}),
        ("coco_results_pycocotools.json", "coco", 2, {"boxes": 1, "polygons and masks": 1}),
        ("coco_labelstudio.json", "coco", 2, {"boxes": 1}),
        ("imagefolder", "imagefolder", 3, {}),
        ("datasets_texts.jsonl", "jsonl", 2, {}),
        ("imagefolder_metadata.csv", "csv", 3, {}),
    ],
)
def test_files_written_by_the_tools_themselves(file: str, name: str, rows: int, lost: dict[str, int]) -> None:
    found, foreign = read_foreign(FOREIGN / file)
    assert (found.name, len(foreign.rows), dict(foreign.lost), foreign.broken) == (name, rows, lost, ())


def test_images_of_label_studio_by_its_own_library() -> None:
    foreign = read_foreign(FOREIGN / "labelstudio_images.json")[1]
    assert said(foreign) == [
        ("a.png", ("cat",)),
        ("a.png", ("dog",)),
        ("a.png", ("cat",)),
        ("pool/b.png", ("cat", "två ord, ja")),
        ("pool/b.png", ("dog",)),
        ("c c.png", ("(not_worth_labelling)",)),
    ]


# -- which format, and none -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "content", "cause"),
    [
        ("x.json", b"{}", "looks like none of the formats that can be imported: Label Studio"),
        ("x.json", b"[1, 2]", "looks like none"),
        ("x.txt", b"\x89PNG\r\n\x1a\n" + bytes(300), "begins like an image"),
        ("x.csv", b"", "is empty"),
        ("x.csv", b"one,two,three\n1,2,3\n", "lacks the columns path and label"),
        ("x.md", b"# Words\n", "looks like none"),
    ],
)
def test_what_is_none_of_them_is_refused_in_words(tmp_path: Path, file: str, content: bytes, cause: str) -> None:
    with pytest.raises(CannotRead, match=cause) as error:
        read(tmp_path, file, content)
    assert str(error.value).endswith(".")


@pytest.mark.parametrize("name", IMPORTERS)
def test_what_is_not_there_or_another_format_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "w.json").write_text('{"a": [1, {"b": 2}], "c": "d"}\n')
    for wrong in ("nothing", "a\0b", "pipe", "w.json", *([] if "folder" in name else ["folder"])):
        with pytest.raises(CannotRead) as error:
            read_foreign(tmp_path / wrong, name)
        assert str(error.value).endswith(".")


def test_unknown_formats_are_named(tmp_path: Path) -> None:
    with pytest.raises(BadArgument, match=r"no format 'xml' to import\. The formats are labelstudio, "):
        read_foreign(tmp_path, "xml")
    with pytest.raises(CannotRead, match=r"The folder .* looks like none"):
        recognised(tmp_path)


@pytest.mark.parametrize("name", EXAMPLES)
def test_reading_stops_when_it_is_asked_to(tmp_path: Path, name: str) -> None:
    file, content = EXAMPLES[name][0]
    (tmp_path / file).write_bytes(content)
    try:
        assert read_foreign(tmp_path / file, name, lambda: True)[1].rows[1:] == ()
    except CannotRead:
        assert name in ("imagefolder", "jsonl", "csv", "labelsleuth")
