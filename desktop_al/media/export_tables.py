"""Rows as CSV and JSON Lines."""

import codecs
import csv
import json
from collections.abc import Iterable
from dataclasses import astuple
from pathlib import Path
from typing import Any, BinaryIO

from desktop_al.core.csv_cells import safe_cell
from desktop_al.media.export_rows import RESULT_COLUMNS, Export, ResultRow, Written, cells_of, columns_of, defined
from desktop_al.media.replace import replace_file

#: Made once: for a short record, making it takes as long as writing.
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def write_csv(export: Export, path: Path) -> Written:
    """RFC 4180 in UTF-8 with a header, undefined numbers as nothing; unless ``raw`` with an apostrophe before what a
    spreadsheet would run.

    Raises:
        DesktopAlError: the file cannot be written; what was there before stays.
    """
    rows = (cells_of(entry, export.view) for entry in export.entries())
    return _table(columns_of(export.view), rows, path, export.raw)


def write_results(rows: Iterable[ResultRow], path: Path, raw: bool = False) -> None:
    """One row for each sample, as ``write_csv`` writes them.

    Raises:
        DesktopAlError: the file cannot be written; what was there before stays.
    """
    _table(RESULT_COLUMNS, map(astuple, rows), path, raw)


def _table(columns: tuple[str, ...], rows: Iterable[Iterable[Any]], path: Path, raw: bool) -> Written:
    count = 0

    def write(file: BinaryIO) -> None:
        nonlocal count
        writer = csv_writer(file)
        writer.writerow(columns)
        for row in rows:
            writer.writerow(row if raw else safe_cells(row))
            count += 1

    replace_file(path, write)
    return Written(count)


def csv_writer(file: BinaryIO) -> Any:
    """Writes rows to a binary file; half surrogates are written out."""
    return csv.writer(codecs.getwriter("utf-8")(file, "backslashreplace"), lineterminator="\r\n")


def safe_cells(row: Iterable[Any]) -> list[Any]:
    """The cells with an apostrophe where a spreadsheet would run them."""
    return [safe_cell(value) if isinstance(value, str) else value for value in row]


def write_jsonl(export: Export, path: Path) -> Written:
    """JSON Lines in UTF-8: every field of a row as it is, one object a line, undefined numbers as null. ``labels`` has
    the classes one by one.

    Raises:
        DesktopAlError: the file cannot be written; what was there before stays.
    """
    columns = columns_of(export.view)
    return write_lines(
        (
            {name: defined(getattr(entry.row, name)) for name in columns} | {"labels": list(entry.labels)}
            for entry in export.entries()
        ),
        path,
    )


def write_lines(records: Iterable[dict[str, Any]], path: Path) -> Written:
    """One JSON object a line.

    Raises:
        DesktopAlError: the file cannot be written; what was there before stays.
    """
    count = 0

    def write(file: BinaryIO) -> None:
        nonlocal count
        for record in records:
            file.write(json_bytes(record) + b"\n")
            count += 1

    replace_file(path, write)
    return Written(count)


def json_bytes(value: Any) -> bytes:
    """JSON in UTF-8; half surrogates are written out."""
    return _ENCODER.encode(value).encode("utf-8", "backslashreplace")
