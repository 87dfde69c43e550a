"""Tables (.csv, .tsv, .jsonl) as samples: one text for each row, read by its place in the file."""

import contextlib
import csv
import io
import json
import os
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from desktop_al.core.errors import CannotRead
from desktop_al.core.plain_json import read_json
from desktop_al.core.shapes import Found
from desktop_al.core.words import tr
from desktop_al.media.records import BLOCK, NO_DELIMITER, Framing, records
from desktop_al.media.shelf import identity_of, size_of
from desktop_al.media.texts import MAX_TEXT, clean, decode_as, detect

#: Names of the column (or key) that holds the text, best first.
TEXT_COLUMNS = ("text", "content", "body", "sentence", "message", "abstract", "document")

#: Names that give a header row away, beside those of the text.
_HEADER_WORDS = frozenset(TEXT_COLUMNS) | {
    *("id", "label", "labels", "class", "category", "title", "name", "date", "author", "url", "source", "lang"),
    *("language", "index", "key", "score", "target", "sample", "annotator", "comment", "description", "summary"),
}

#: How an export of this program begins: it holds answers, not samples.
EXPORT_COLUMNS = ("seq", "sample", "annotator", "label", "state", "utc")

#: Rows looked at to learn a file's dialect.
_FIRST = 50

#: The limit is on what a person can read, not on what the parser takes; the size is checked before.
csv.field_size_limit(2**31 - 1)


@dataclass(frozen=True, slots=True)
class Layout:
    """How one file is laid out. ``column``: number of the text column, or its key in JSON Lines ("" = the line).

    ``columns`` is the usual number of fields, 0 for JSON Lines; ``is_export`` marks this program's own exports.
    """

    framing: Framing
    header: bool
    column: int | str
    columns: int
    is_export: bool = False


def find_rows(
    file: BinaryIO, layout: Layout, cancelled: Callable[[], bool] = lambda: False
) -> Iterator[tuple[int, int]]:
    """(offset, length) in bytes of each data row, in file order; empty rows and the header are left out.

    Raises:
        CannotRead: the file cannot be read.
    """
    try:
        yield from islice(records(file, layout.framing, cancelled), 1 if layout.header else 0, None)
    except OSError as error:
        raise CannotRead(tr("The table cannot be read: {reason}.", reason=error.strerror or error)) from error


def read_row(file: BinaryIO, found: Found, data: bytes | None = None) -> str:
    """The text of one row of an open table, cleaned; ``data`` is its record where that is read already.

    Raises:
        CannotRead: the table changed since the scan, or the row is broken (the message gives its number).
    """
    layout = layout_in(file, found.path)
    if data is None:
        data = read_record(file, found)
    if len(data) > MAX_TEXT:
        raise CannotRead(
            tr(
                "Row {row} is too large: {size:,.0f} MiB, more than {most}.",
                row=found.row,
                size=len(data) / 2**20,
                most=MAX_TEXT // 2**20,
            )
        )
    text, _ = decode_as(data, layout.framing.encoding)
    try:
        value = _json_value(text, layout) if layout.columns == 0 else _csv_value(text, layout)
    except CannotRead as error:
        raise CannotRead(tr("Row {row} is broken: {reason}", row=found.row, reason=error)) from error
    if not value.strip():
        raise CannotRead(tr("Row {row} has no text.", row=found.row))
    return clean(value)


def read_record(file: BinaryIO, found: Found) -> bytes:
    """The bytes of one row of an open table.

    Raises:
        CannotRead: the file cannot be read, or is not the one that was scanned.
    """
    if found.length > MAX_TEXT:
        raise CannotRead(
            tr(
                "Row {row} is too large: {size:,.0f} MiB, more than {most}.",
                row=found.row,
                size=found.length / 2**20,
                most=MAX_TEXT // 2**20,
            )
        )
    try:
        changed = size_of(file) != found.size
        file.seek(found.offset)
        data = b"" if changed else file.read(found.length)
    except (OSError, ValueError, OverflowError) as error:
        if not isinstance(error, OSError):
            # Places that no file has, from a project file that was changed by hand.
            raise CannotRead(tr("This row is at no place that a table can have.")) from error
        raise CannotRead(tr("The table cannot be read: {reason}.", reason=error.strerror or error)) from error
    if changed or len(data) != found.length:
        raise CannotRead(tr("The table has changed since the folder was listed. Open the project again."))
    return data


def layout_of(path: Path) -> Layout:
    """The dialect of a table that the user named.

    Raises:
        CannotRead: the file cannot be opened or is not a text.
    """
    try:
        with path.open("rb") as file:
            return layout_in(file, path.name)
    except OSError as error:
        raise CannotRead(tr("The table cannot be read: {reason}.", reason=error.strerror or error)) from error


#: By device, number, time and size of a file and its extension; the newest last.
_layouts: OrderedDict[tuple[int, int, int, int, str], Layout] = OrderedDict()
_KEPT = 64


def layout_in(file: BinaryIO, name: str) -> Layout:
    """The dialect of an open table, from its first rows; remembered until the file changes. ``name`` ends in the
    extension.

    Raises:
        CannotRead: the file cannot be read or is not a text.
    """
    extension = os.path.splitext(name)[1].lower()
    try:
        key = (*identity_of(file), extension)
        known = _layouts.get(key)
        if known is None:
            file.seek(0)
            known = _layout(file.read(BLOCK), key[3], extension)
    except OSError as error:
        raise CannotRead(tr("The table cannot be read: {reason}.", reason=error.strerror or error)) from error
    _layouts[key] = known
    with contextlib.suppress(KeyError):
        # Another thread may do the same just now.
        while len(_layouts) > _KEPT:
            _layouts.popitem(last=False)
    return known


def _layout(head: bytes, size: int, extension: str) -> Layout:
    encoding, start = encoding_of(head)
    if extension == ".jsonl":
        framing = Framing(encoding, start, "")
        values = [_parse_json(text) for text in _first_records(head, framing, size)]
        return Layout(framing, False, _text_key(values), 0, _is_json_export(values))
    return _table_layout(head, size, encoding, start, "\t" if extension == ".tsv" else None)


def encoding_of(head: bytes) -> tuple[str, int]:
    """Codec name with its byte order made plain, and the length of the mark in bytes.

    Raises:
        CannotRead: no text, or UTF-32.
    """
    if not head:
        return "utf-8", 0
    encoding = detect(head)
    if encoding == "utf-16":
        return ("utf-16-le" if head[:2] == b"\xff\xfe" else "utf-16-be"), 2
    if encoding == "utf-32":
        raise CannotRead(tr("This table is written in UTF-32, which is not read. Save it as UTF-8."))
    return ("utf-8", 3) if encoding == "utf-8-sig" else (encoding, 0)


def _first_records(head: bytes, framing: Framing, size: int) -> list[str]:
    places = list(islice(records(io.BytesIO(head), framing), _FIRST + 1))
    if len(head) < size and len(places) > 1 and len(places) <= _FIRST:
        places.pop()
    return [decode_as(head[offset : offset + length], framing.encoding)[0] for offset, length in places[:_FIRST]]


def _table_layout(head: bytes, size: int, encoding: str, start: int, delimiter: str | None) -> Layout:
    best, best_score, best_rows = NO_DELIMITER, 0.0, None
    for candidate in (delimiter,) if delimiter else (",", ";", "\t", "|"):
        rows = [_fields(text, candidate) for text in _first_records(head, Framing(encoding, start, candidate), size)]
        columns, times = Counter(len(row) for row in rows).most_common(1)[0] if rows else (1, 0)
        named = bool(rows) and len(rows[0]) > 1 and any(_is_name(cell) for cell in rows[0])
        score = times / len(rows) + named if rows and (columns > 1 or named) else 0.0
        # A few ragged rows are broken rows; more of them are prose with commas.
        if score >= 0.7 and score > best_score:
            best, best_score, best_rows = candidate, score, rows
    framing = Framing(encoding, start, best)
    if best_rows is None:
        best_rows = [_fields(text, best) for text in _first_records(head, framing, size)]
    if not best_rows:
        return Layout(framing, False, 0, 1)
    header = _has_header(best_rows)
    columns = len(best_rows[0]) if header else Counter(len(row) for row in best_rows).most_common(1)[0][0]
    is_export = tuple(best_rows[0][: len(EXPORT_COLUMNS)]) == EXPORT_COLUMNS
    return Layout(framing, header, _text_column(best_rows, header, columns), columns, is_export)


def _fields(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return [text]


def _is_name(cell: str) -> bool:
    return cell.strip().strip('"').casefold() in _HEADER_WORDS


def _is_number(cell: str) -> bool:
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return False
    return True


def _has_header(rows: list[list[str]]) -> bool:
    """A known name; or short distinct words over a column of numbers or of texts several times as long."""
    first, rest = rows[0], rows[1:]
    if any(_is_name(cell) for cell in first) and all(len(cell) <= 64 for cell in first):
        return True
    filled = [cell.strip() for cell in first]
    if not rest or not all(filled) or len(set(filled)) < len(filled) or any(map(_is_number, filled)):
        return False
    if any(len(cell.split()) > 3 or len(cell) > 40 for cell in filled):
        return False
    for number, cell in enumerate(filled):
        below = [row[number] for row in rest if number < len(row) and row[number].strip()]
        if below and (all(map(_is_number, below)) or sum(map(len, below)) / len(below) > 4 * max(len(cell), 5)):
            return True
    return False


def _text_column(rows: list[list[str]], header: bool, columns: int) -> int:
    if header:
        names = [cell.strip().casefold() for cell in rows[0]]
        for name in TEXT_COLUMNS:
            if name in names:
                return names.index(name)
    body = rows[1:] if header and len(rows) > 1 else rows
    lengths = [sum(len(row[number]) for row in body if number < len(row)) for number in range(columns)]
    return max(range(columns), key=lambda number: lengths[number]) if lengths else 0


def _csv_value(text: str, layout: Layout) -> str:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=layout.framing.delimiter, strict=False))
    except csv.Error as error:
        raise CannotRead(f"{error}.") from error
    fields = [field for row in rows for field in row]
    if len(rows) != 1 or _never_closed(text, layout.framing.delimiter):
        raise CannotRead(tr("a quotation mark is never closed."))
    assert isinstance(layout.column, int)
    extra = any(field.strip() for field in fields[layout.columns :])
    if layout.column >= len(fields) or extra:
        raise CannotRead(
            tr("it has {columns} columns where the table has {table}.", columns=len(fields), table=layout.columns)
        )
    return fields[layout.column]


def _never_closed(text: str, delimiter: str) -> bool:
    """True if a quote that opens a field is open at the end of the record.

    ``csv`` hides it by closing the quote itself; a line end added to the record then stays in the field.
    """
    if '"' not in text:
        return False
    probe = csv.reader(io.StringIO(text + "\n" + "x", newline=""), delimiter=delimiter)
    return len(list(islice(probe, 2))) < 2


def _parse_json(text: str) -> object:
    try:
        return read_json(text)
    except (ValueError, RecursionError):
        return None


def _text_key(values: list[object]) -> str:
    objects = [value for value in values if isinstance(value, dict)]
    lengths: Counter[str] = Counter()
    names: dict[str, str] = {}
    for value in objects:
        for key, item in value.items():
            names.setdefault(key.strip().casefold(), key)
            if isinstance(item, str):
                lengths[key] += len(item)
    for name in TEXT_COLUMNS:
        if name in names:
            return names[name]
    return lengths.most_common(1)[0][0] if lengths else ""


def _is_json_export(values: list[object]) -> bool:
    return bool(values) and isinstance(values[0], dict) and all(name in values[0] for name in EXPORT_COLUMNS)


def _json_value(text: str, layout: Layout) -> str:
    try:
        value = read_json(text, most=MAX_TEXT)
    except json.JSONDecodeError as error:
        raise CannotRead(tr("it is not JSON ({reason}).", reason=error.msg)) from error
    except (ValueError, RecursionError) as error:
        # Nested too deeply, too many values, or a number that is too long.
        raise CannotRead(tr("its JSON is too deep, or too long, to be read.")) from error
    if isinstance(value, str):
        return value
    if not isinstance(value, dict):
        raise CannotRead(tr("it is neither an object nor a string."))
    if layout.column not in value:
        raise CannotRead(tr("it has no field “{column}”.", column=layout.column))
    item = value[layout.column]
    return item if isinstance(item, str) else json.dumps(item, ensure_ascii=False)
