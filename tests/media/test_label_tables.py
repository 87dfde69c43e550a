"""Labels that somebody has already: every usual table is read, broken rows are named, nothing else is fatal."""

import json
import os
from pathlib import Path

import pytest

from desktop_al.core.column_roles import ColumnsUnclearError
from desktop_al.core.errors import CannotRead
from desktop_al.media.export_rows import ExportRow
from desktop_al.media.exports import EXPORTERS
from desktop_al.media.label_tables import MAX_BYTES, LabelRow, read_label_table
from tests.media.made_exports import export_of


def pairs(path: Path) -> list[tuple[str, str]]:
    return [(row.sample, row.label) for row in read_label_table(path).rows]


def put(tmp_path: Path, content: str | bytes, name: str = "labels.csv", encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("header", [("path", "label"), ("Image_ID", "Class"), ("file name", "TARGET"), None])
def test_delimiters_encodings_and_headers(
    tmp_path: Path, delimiter: str, encoding: str, header: tuple[str, str] | None
) -> None:
    rows = [header] if header else []
    rows += [("a.png", "Größe"), ("sub/ü.png", "klein"), ("c.png", "klein")]
    path = put(tmp_path, "\r\n".join(delimiter.join(row) for row in rows), encoding=encoding)
    assert pairs(path) == [("a.png", "Größe"), ("sub/ü.png", "klein"), ("c.png", "klein")]
    assert [row.line for row in read_label_table(path).rows] == [2, 3, 4] if header else [1, 2, 3]


def test_columns_are_found_in_any_order_and_the_annotator_with_them(tmp_path: Path) -> None:
    path = put(tmp_path, "annotator,id,label,age,path\nBo ,7, Cat  tabby ,3,x/a.png\n")
    assert read_label_table(path).rows == (LabelRow("x/a.png", "Cat tabby", "Bo", "labelled", "", 2),)


def test_one_known_name_of_two_columns_makes_a_header(tmp_path: Path) -> None:
    assert pairs(put(tmp_path, "path,diagnosis\na.png,ill\n")) == [("a.png", "ill")]
    assert pairs(put(tmp_path, "class,picture\nill,a.png\n", "b.csv")) == [("a.png", "ill")]


@pytest.mark.parametrize(
    "rows", ["datei,befund\na.png,ill\nb.png,well", "befund,datei\nill,a.png", "datei,befund\nanna,ill\nbert,well"]
)
def test_a_header_of_two_unknown_names_is_no_row(tmp_path: Path, rows: str) -> None:
    with pytest.raises(ColumnsUnclearError, match=r"lacks the columns path and label\. Its columns are: "):
        read_label_table(put(tmp_path, rows))


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        ("a.png,ill\nb.jpeg,well", "a.png"),
        ("pat_001,ill\npat_002,well", "pat_001"),
        ("anna,ill\nbert,well\ncarla,ill", "anna"),
        ("reports.csv#0,ill\nreports.csv#1,well", "reports.csv#0"),
        ("a.scan,ill\nb.scan,ill", "a.scan"),
    ],
)
def test_a_first_row_like_the_others_is_a_row(tmp_path: Path, rows: str, first: str) -> None:
    assert pairs(put(tmp_path, rows))[0] == (first, "ill")


def test_broken_rows_are_named_by_line_and_cost_nothing_else(tmp_path: Path) -> None:
    rows = ["path,label,note", 'a.png,"A",x', ",A,x", "b.png,,x", "c.png", '"d\nd.png",A,x', "", "e.png,A,x"]
    rows += [f"f.png,{'y' * 201},x", f"g.png,A,{'z' * 70000}", "h.png,B,x"]
    table = read_label_table(put(tmp_path, "\n".join(rows)))
    kept = [(row.sample, row.line) for row in table.rows]
    assert kept == [("a.png", 2), ("d\nd.png", 6), ("e.png", 9), ("h.png", 12)]
    assert table.broken == (
        (3, "The row names no sample."),
        (4, "The row has no label."),
        (5, "The row has 1 column, too few."),
        (10, "The label has 201 characters, more than 200."),
        (11, "The row is longer than 64 KB."),
    )


def test_only_so_many_broken_rows_are_named_and_all_are_counted(tmp_path: Path) -> None:
    table = read_label_table(put(tmp_path, "path,label\na,A\n" + "x,\n" * 2500))
    assert (len(table.rows), len(table.broken), table.broken_count) == (1, 1000, 2500)


def test_json_lines(tmp_path: Path) -> None:
    lines = [
        '{"image": "a.png", "category": 3}',
        '{"image": "b.png", "category": "B", "annotator": "Bo"}',
        "not json",
        "[1]",
        '{"image": "c.png"}',
        '{"image": "d.png", "category": ["A", "B"]}',
        '{"image": "e.png", "category": null}',
        '{"image": "f.png", "category": "\\ud800"}',
        "[" * 100_000,
    ]
    table = read_label_table(put(tmp_path, "\n".join(lines), "l.jsonl"))
    assert [(r.sample, r.label, r.annotator) for r in table.rows] == [
        ("a.png", "3", ""),
        ("b.png", "B", "Bo"),
        ("f.png", "\ufffd", ""),
    ]
    assert [line for line, _ in table.broken] == [3, 4, 5, 6, 7, 9]


@pytest.mark.parametrize("name", ["csv", "jsonl"])
def test_own_exports_come_back_with_unsure_and_not_worth(tmp_path: Path, name: str) -> None:
    def row(sample: str, label: str, state: str, reason: str = "") -> ExportRow:
        return ExportRow(1, sample, "Ann", label, state, "", reason, "", None, "", "", None, "", None, "", "", 1)

    path = tmp_path / f"out.{name}"
    wanted = [
        row("a,b.png", "A", "labelled"),
        row("c.png", "", "unsure"),
        row("d.png", "", "not_worth_labelling", "focus"),
    ]
    EXPORTERS[name].write(export_of(wanted), path)
    got = [(r.sample, r.annotator, r.label, r.state, r.reason) for r in read_label_table(path).rows]
    assert got == [(r.sample, "Ann", r.label, r.state, r.reason) for r in wanted]


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "begins like an image"),
        (bytes(range(256)) * 10, "not a text"),
        (b"PK\x03\x04" + bytes(200), "ZIP"),
        (b"one,two,three\n1,2,3\n", "lacks the columns path and label. Its columns are: one, two, three."),
        (b"one,two,three\n1,2,3\n", "Call a column path, file or image for the names of the samples, and label"),
        (b'[{"id": 1, "data": {"text": "One."}}]', "is JSON, not a table. Choose another format."),
        (b'{\n  "images": [], "annotations": []\n}\n', "is JSON, not a table. Choose another format."),
        (b"path,two,three\n1,2,3\n", "lacks the column label."),
        (b"only one column\nand a row\n", "lacks the columns"),
        (b"\n\n \n", "no row that can be read"),
    ],
)
def test_what_is_no_table_of_labels_is_refused_in_words(tmp_path: Path, content: bytes, cause: str) -> None:
    with pytest.raises(CannotRead, match=cause) as error:
        read_label_table(put(tmp_path, content))
    assert str(error.value).endswith(".")


def test_missing_huge_and_odd_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="it is not there"):
        read_label_table(tmp_path / "no.csv")
    with pytest.raises(CannotRead, match="not an ordinary file"):
        read_label_table(tmp_path)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.csv")
        with pytest.raises(CannotRead, match="not an ordinary file"):
            read_label_table(tmp_path / "pipe.csv")
    with open(tmp_path / "huge.csv", "wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(CannotRead, match="too large"):
        read_label_table(tmp_path / "huge.csv")


def test_a_long_table_is_read_in_small_memory(tmp_path: Path) -> None:
    lines = [json.dumps({"path": f"f{i}.png", "label": f"c{i % 3}"}) for i in range(20_000)]
    table = read_label_table(put(tmp_path, "\n".join(lines), "l.jsonl"))
    assert len(table.rows) == 20_000
    assert len({id(row.label) for row in table.rows}) == 3
