"""What this program exports comes back by its importers: the same annotations, in every format and view that can."""

import datetime
import json
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_al.media.export_losses import kept
from desktop_al.media.export_rows import Entry, ExportRow, SampleLabel, View
from desktop_al.media.exports import EXPORTERS
from desktop_al.media.importers import IMPORTERS, read_foreign
from desktop_al.media.label_tables import read_label_table
from tests.media.made_exports import ROW, SAMPLE, export_of, pictures, texts

ROWS = [
    ROW,
    replace(ROW, seq=2, annotator="Bo B.", label="dog|cat"),
    replace(ROW, seq=3, sample="b b.png", label="", state="unsure", comment=""),
    replace(ROW, seq=4, sample="=c.png", label="=x", utc="2026-01-02T03:04:05.678901+00:00"),
    replace(ROW, seq=5, sample="ü.png", label="", state="not_worth_labelling", reason="focus"),
    replace(ROW, seq=6, sample="d.png", label='Größe, "x"', suggestion="", probability=None, active_s=None),
    replace(ROW, seq=7, annotator="Bo = \U0001f600", utc="2024-01-03T00:00:00.001Z", active_s=None),
    replace(ROW, seq=8, sample="e.png", label="", state="unsure", suggestion="", probability=None, comment="=1+1"),
    replace(ROW, seq=9, sample="c, d.png", label="", state="not_worth_labelling", reason="focus", comment=""),
    replace(ROW, seq=10, sample="sub/b.png", label="cat|dog"),
    replace(ROW, seq=11, sample=" lead.png", label=".dot"),
    replace(ROW, seq=12, sample="data:z.png", label="labels.csv"),
]
SAMPLES = [
    replace(SAMPLE, sample="sub/b.png", label="dog"),
    *(
        replace(SAMPLE, sample=r.sample, label=r.label, state=r.state, reason=r.reason)
        for r in (ROWS[0], *ROWS[2:6], *ROWS[7:9])
    ),
]
CASES = [(name, view) for name, one in EXPORTERS.items() if name in IMPORTERS for view in one.views]


#: A bar and a backslash in a name, alone and beside another class.
ODD = (("A|B",), ("a\\",), ("a\\", "A|B"), ("|",))


def test_every_format_but_the_arrays_has_a_reader() -> None:
    assert set(EXPORTERS) - set(IMPORTERS) == {"npz"}


@pytest.mark.parametrize("name", [name for name in EXPORTERS if name in IMPORTERS])
def test_no_format_is_said_to_lose_labels(name: str) -> None:
    assert kept(name, "label") == "kept"
    assert kept(name, "state") != "lost"


def micros(utc: str) -> int:
    return (datetime.datetime.fromisoformat(utc) - datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)) // (
        datetime.timedelta(microseconds=1)
    )


def wanted(row: ExportRow | SampleLabel) -> tuple[object, ...]:
    labels = tuple(row.label.split("|")) if row.label else ()
    reason = row.reason if row.state == "not_worth_labelling" else ""
    if isinstance(row, SampleLabel):
        return row.sample, labels, "", row.state, reason, "", micros(row.utc), None
    return row.sample, labels, row.annotator, row.state, reason, row.comment, micros(row.utc), row.active_s


@pytest.mark.parametrize("kind", ["image", "text"])
@pytest.mark.parametrize(("name", "view"), CASES)
def test_what_was_exported_comes_back(tmp_path: Path, name: str, view: View, kind: str) -> None:
    if (name, kind) == ("coco", "text"):
        pytest.skip("COCO holds no texts")
    rows = ROWS if view == "annotations" else SAMPLES
    if kind == "text":
        rows = [replace(row, sample=row.sample.replace("/", "-")) for row in rows]
    names = sorted({row.sample for row in rows})
    pool = tmp_path / "pool"
    contents = pictures(pool, names) if kind == "image" else texts(pool, {name: f"Text of {name}" for name in names})
    path = tmp_path / f"out{EXPORTERS[name].ending}"
    EXPORTERS[name].write(export_of(rows, contents, view=view, kind=kind), path)
    found, foreign = read_foreign(path)
    assert (found.name, foreign.broken) == (name, ())
    got = [
        (one.sample, one.labels, one.annotator, one.state, one.reason, one.comment, one.utc, one.active_s)
        for one in foreign.rows
        if not one.predicted
    ]
    assert sorted(got, key=repr) == sorted(map(wanted, rows), key=repr)


@pytest.mark.parametrize(("name", "view"), CASES)
def test_classes_with_a_bar_in_their_names_come_back(tmp_path: Path, name: str, view: View) -> None:
    made = [
        Entry(replace(ROW, seq=n, sample=f"{n}.txt", label="|".join(labels), suggestion=labels[0]), labels)
        if view == "annotations"
        else Entry(replace(SAMPLE, sample=f"{n}.txt", label=labels[0]), labels[:1])
        for n, labels in enumerate(ODD)
    ]
    kind = "image" if name == "coco" else "text"
    contents = texts(tmp_path / "pool", {entry.row.sample: "A text." for entry in made})
    classes = tuple(dict.fromkeys(one for entry in made for one in entry.labels))
    path = tmp_path / f"out{EXPORTERS[name].ending}"
    export = replace(export_of([], contents, view=view, kind=kind, classes=classes), entries=lambda: iter(made))
    EXPORTERS[name].write(export, path)
    _, foreign = read_foreign(path)
    assert foreign.broken == ()
    assert sorted(one.labels for one in foreign.rows if not one.predicted) == sorted(entry.labels for entry in made)


def test_the_table_for_a_new_project_has_such_a_class_too(tmp_path: Path) -> None:
    for name in ("csv", "jsonl"):
        path = tmp_path / f"out.{name}"
        made = [Entry(replace(ROW, label=label), (label,)) for label in ("A|B", "a\\", "\\|")]
        EXPORTERS[name].write(replace(export_of([]), entries=lambda made=made: iter(made)), path)
        assert [row.label for row in read_label_table(path).rows] == ["A|B", "a\\", "\\|"]


def test_lines_of_earlier_versions_have_no_list_of_classes(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    EXPORTERS["jsonl"].write(export_of(ROWS[:2]), path)
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert lines[1].pop("labels") == ["dog", "cat"]
    path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    assert [row.labels for row in read_foreign(path)[1].rows] == [(lines[0]["label"],), ("dog", "cat")]
