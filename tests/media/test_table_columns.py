"""Columns with names of one's own: which is what is chosen, for tables and lines of JSON."""

import json
from pathlib import Path

import pytest

from desktop_al.core.column_roles import ColumnRoles, ColumnsUnclearError, roles_of
from desktop_al.core.errors import BadArgument, CannotRead
from desktop_al.media.importers import read_foreign
from desktop_al.media.label_tables import read_label_table
from desktop_al.media.table_look import table_look

OWN = "Datei;Befund;Leser;Zeit;Anmerkung\na.png;krank;Bo;2024-05-01T10:00;sicher\nb.png;gesund;Cy;1714557600;\n"
CHOSEN = ColumnRoles("Datei", "Befund", "Leser", "Zeit", "Anmerkung")
#: 2024-05-01 10:00 UTC, in microseconds since 1970.
TEN = 1_714_557_600_000_000


def put(tmp_path: Path, content: str, name: str = "own.csv") -> Path:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    return path


def test_every_role_is_read_from_the_column_that_was_chosen(tmp_path: Path) -> None:
    importer, foreign = read_foreign(put(tmp_path, OWN), roles=CHOSEN)
    assert importer.name == "csv"
    assert [(r.sample, r.labels, r.annotator, r.utc, r.comment, r.place) for r in foreign.rows] == [
        ("a.png", ("krank",), "Bo", TEN, "sicher", 2),
        ("b.png", ("gesund",), "Cy", TEN, "", 3),
    ]


def test_lines_of_json_have_columns_too(tmp_path: Path) -> None:
    lines = (
        '{"Datei": "a.png", "Befund": "krank"}\n{"Leser": "Cy", "Datei": "b.png", "Befund": "gesund", "t": 1714557600}'
    )
    path = put(tmp_path, lines, "own.jsonl")
    _, foreign = read_foreign(path, roles=ColumnRoles("Datei", "Befund", "Leser", "t"))
    assert [(r.sample, r.annotator, r.utc) for r in foreign.rows] == [("a.png", "", None), ("b.png", "Cy", TEN)]
    # A key that no line has is a slip, and not one that is missing here and there.
    with pytest.raises(CannotRead, match=r"has no column Lesr\. Its columns are: datei, befund, leser, t"):
        read_foreign(path, roles=ColumnRoles("Datei", "Befund", "Lesr"))


def test_what_is_not_chosen_is_found_by_its_usual_name_unless_it_is_said_to_be_none(tmp_path: Path) -> None:
    path = put(tmp_path, "path,verdict,annotator,note\na.png,ill,Bo,x\n")
    (row,) = read_foreign(path, roles=ColumnRoles(label="verdict"))[1].rows
    assert (row.sample, row.labels, row.annotator, row.comment) == ("a.png", ("ill",), "Bo", "x")
    (row,) = read_foreign(path, roles=ColumnRoles(label="verdict", annotator="", comment=""))[1].rows
    assert (row.annotator, row.comment) == ("", "")
    # A column is one thing: here the column called annotator holds the labels.
    (row,) = read_foreign(path, roles=ColumnRoles(label="annotator"))[1].rows
    assert (row.labels, row.annotator) == (("Bo",), "")


def test_names_count_as_they_are_first_then_without_case_and_blanks(tmp_path: Path) -> None:
    path = put(tmp_path, "befund 1,Befund 1,datei\nA,B,a.png\n")
    for name, label in (("Befund 1", "B"), ("befund 1", "A"), ("BEFUND-1", "A")):
        (row,) = read_foreign(path, roles=ColumnRoles("Datei", name))[1].rows
        assert row.labels == (label,)


def test_without_a_header_columns_have_numbers(tmp_path: Path) -> None:
    roles = roles_of([("label", "3"), ("sample", "1")])
    _, foreign = read_foreign(put(tmp_path, "anna,x,ill\nbert,y,well\n"), roles=roles)
    assert [(r.sample, r.labels[0], r.place) for r in foreign.rows] == [("anna", "ill", 1), ("bert", "well", 2)]


def test_a_time_that_is_none_is_counted_and_the_label_kept(tmp_path: Path) -> None:
    path = put(tmp_path, "f,l,t\na.png,ill,yesterday\nb.png,ill,\nc.png,ill\n")
    _, foreign = read_foreign(path, roles=ColumnRoles("f", "l", time="t"))
    assert [row.utc for row in foreign.rows] == [None, None, None]
    assert foreign.lost == (("times that cannot be read", 1),)


@pytest.mark.parametrize(
    ("roles", "error", "words"),
    [
        (ColumnRoles("Datei", "Befunde"), CannotRead, "has no column Befunde. Its columns are: Datei, Befund, Leser"),
        (ColumnRoles("Datei", "datei"), BadArgument, "The column datei is chosen for two things at once."),
        (ColumnRoles("1", "6", header=False), CannotRead, "has no column 6. Its columns have the numbers 1 to 5."),
        (ColumnRoles("Datei"), ColumnsUnclearError, "lacks the column label"),
        (ColumnRoles(label="Befund"), ColumnsUnclearError, "lacks the column path"),
        (ColumnRoles("", "Befund"), ColumnsUnclearError, "lacks the column path"),
    ],
)
def test_a_choice_that_cannot_be_is_refused_in_words(tmp_path, roles, error, words) -> None:
    with pytest.raises(error, match=words):
        read_foreign(put(tmp_path, OWN), roles=roles)


def test_formats_without_columns_and_own_exports_are_not_chosen_in(tmp_path: Path) -> None:
    coco = json.dumps({"images": [{"id": 1, "file_name": "a.png"}], "annotations": [], "categories": []}, indent=1)
    with pytest.raises(BadArgument, match="has no columns to choose"):
        read_foreign(put(tmp_path, coco, "coco.json"), roles=CHOSEN)
    with pytest.raises(BadArgument, match="has no columns to choose"):
        read_foreign(put(tmp_path, OWN), "doccano", roles=CHOSEN)
    export = put(tmp_path, "seq,sample,annotator,label,state,utc\n1,a.png,Bo,ill,labelled,\n", "e.csv")
    with pytest.raises(BadArgument, match="was written by this program"):
        read_foreign(export, roles=ColumnRoles(label="state"))
    assert table_look(export) is None


def test_a_role_has_one_column() -> None:
    with pytest.raises(BadArgument, match=r"two columns: a and b\."):
        roles_of([("sample", "a"), ("sample", "b")])
    assert roles_of([]) is None


@pytest.mark.parametrize(
    ("content", "name", "guess"),
    [
        (OWN, "a.csv", ColumnRoles("", "", "", "", "")),
        ("Datei;Label;Reader;Note\na;b;c;d", "a.csv", ColumnRoles("", "Label", "Reader", "", "Note")),
        ("path,verdict\na.png,ill", "a.csv", ColumnRoles("path", "verdict", "", "", "")),
        ("a.png,ill\nb.png,well", "a.csv", ColumnRoles("1", "2", "", "", "", header=False)),
        ("a.png,ill,Bo\nb.png,well,Bo", "a.csv", ColumnRoles("", "", "", "", "", header=False)),
        ("text,id,label\nsome words,7,A", "a.tsv", None),
        ('{"file": "a.png", "verdict": "ill"}', "a.jsonl", ColumnRoles("file", "", "", "", "")),
        ("one column\nno table", "a.csv", None),
        ("", "a.csv", None),
    ],
)
def test_what_the_columns_are_is_guessed_as_far_as_it_can_be(tmp_path, content, name, guess) -> None:
    look = table_look(put(tmp_path, content, name))
    assert (look and look.guess) == guess


def test_columns_show_their_first_different_values(tmp_path: Path) -> None:
    rows = "".join(f"a{n}.png;{'krank' if n % 2 else 'gesund'};{'y' * 99}\n" for n in range(9))
    look = table_look(put(tmp_path, "Datei;Befund;\n" + rows))
    assert look is not None
    assert look.columns(header=True) == (("Datei", ("a0.png", "a1.png", "a2.png")), ("Befund", ("gesund", "krank")))
    assert look.columns(header=False)[0] == ("1", ("Datei", "a0.png", "a1.png"))
    assert look.columns(header=False)[2] == ("3", ("y" * 59 + "…",))
    turned = look.turned(ColumnRoles("Datei", "Befund"), header=False)
    assert turned == ColumnRoles("1", "2", "", "", "", header=False)
    assert look.turned(turned, header=True) == ColumnRoles("Datei", "Befund", "", "", "")


def test_what_is_no_name_in_lines_of_json_is_no_annotator_and_no_reason_to_refuse_the_line(tmp_path: Path) -> None:
    lines = (
        '{"image": "a.png", "label": "cat", "reader": {"id": 3}}\n{"image": "b.png", "label": "dog", "reader": "Bo"}\n'
    )
    path = put(tmp_path, lines, "own.jsonl")
    _, foreign = read_foreign(path)
    assert [(r.sample, r.labels, r.annotator) for r in foreign.rows] == [
        ("a.png", ("cat",), ""),
        ("b.png", ("dog",), "Bo"),
    ]
    assert foreign.broken_count == 0
    assert dict(foreign.lost) == {"annotators that are not one text": 1}
    assert [row.annotator for row in read_label_table(path).rows] == ["", "Bo"]


def test_names_of_files_may_begin_with_a_brace(tmp_path: Path) -> None:
    rows = read_label_table(put(tmp_path, "{3F25-04E0}.png,cat\n{3F25-04E1}.png,dog\n")).rows
    assert [row.sample for row in rows] == ["{3F25-04E0}.png", "{3F25-04E1}.png"]
