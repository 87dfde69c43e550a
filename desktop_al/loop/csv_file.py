"""Tables for other programs: CSV text, and a file of it."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from desktop_al.core.csv_cells import safe_cell
from desktop_al.core.words import english
from desktop_al.media.replace import replace_file


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """CSV as in RFC 4180; a row without cells is an empty line, None an empty cell. Texts of ours are in English. An
    apostrophe before a text keeps it from being read as a formula; figures stay figures."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return text.getvalue()


def _plain(cell: object) -> object:
    if isinstance(cell, float):
        return f"{cell:.6g}"
    if not isinstance(cell, str):
        return "" if cell is None else cell
    return safe_cell(english(cell))


def save_csv(path: Path, text: str) -> None:
    """Write the text of a table in UTF-8, whole or not at all.

    Raises:
        DesktopAlError: it cannot be written; says why.
    """
    replace_file(path, lambda file: file.write(text.encode("utf-8", "backslashreplace")))
