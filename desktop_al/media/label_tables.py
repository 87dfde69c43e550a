"""Labels that somebody has already, as a table: CSV, TSV or JSON Lines, and this program's own exports."""

import csv
import functools
import io
import json
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from desktop_al.core.csv_cells import own_text
from desktop_al.core.errors import CannotRead
from desktop_al.core.plain_json import read_json
from desktop_al.media.records import Framing, records
from desktop_al.media.tables import EXPORT_COLUMNS, layout_of
from desktop_al.media.texts import clean, decode_as

#: Names of columns (or keys), best first, without case, spaces and marks between words.
SAMPLE_COLUMNS = ("path", "filepath", "imagepath", "sample", "file", "filename", "image", "imagename", "imageid", "id")
LABEL_COLUMNS = ("label", "class", "classname", "category", "target")
ANNOTATOR_COLUMNS = ("annotator", "rater")

#: Columns by which its table of results is known, as ``_plain`` gives them.
_RESULTS = ("sample", "label", "provenance", "agreeing", "decidedby")

MAX_BYTES = 256 * 1024 * 1024
MAX_ROWS = 1_000_000
#: Broken rows that are named; all are counted.
NAMED = 1000
#: A row longer than this many bytes is no label.
_LONGEST_ROW = 64 * 1024
_LONGEST_NAME = 200

State = Literal["labelled", "unsure", "not_worth_labelling"]
_STATES: dict[str, State] = {word: word for word in get_args(State)}


@dataclass(frozen=True, slots=True)
class LabelRow:
    """``label`` is empty unless ``state`` is "labelled"; ``annotator`` where the table names none. ``line`` from 1."""

    sample: str
    label: str
    annotator: str
    state: State
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class LabelTable:
    """``broken``: (line, cause) of rows that say nothing usable, at most 1,000 of ``broken_count``."""

    rows: tuple[LabelRow, ...]
    broken: tuple[tuple[int, str], ...]
    broken_count: int


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where each part of a row is: numbers of columns, or keys in JSON Lines; None where there is none."""

    sample: int | str
    label: int | str
    annotator: int | str | None = None
    state: int | str | None = None
    reason: int | str | None = None
    #: Whether this program wrote the table, with apostrophes before what a spreadsheet would run.
    own: bool = False


def read_label_table(path: Path, stop: Callable[[], bool] = lambda: False) -> LabelTable:
    """The labels of a table.

    A header names the columns for the sample and its label; without one there must be exactly two columns, in
    that order. Of an export of this program also the answers "unsure" and "not worth labelling" are read, and the
    apostrophes are taken away that its tables have before what a spreadsheet would run.

    Raises:
        CannotRead: missing, empty, too large, no text, or no such columns.
    """
    refuse_unfit(path)
    framing = layout_of(path).framing
    rows: list[LabelRow] = []
    broken: list[tuple[int, str]] = []
    broken_count = 0
    columns: _Columns | None = None
    # Names come again and again: one object for each.
    intern: dict[str, str] = {}
    for line, data in numbered_records(path, framing, stop):
        try:
            fields = fields_of(data, framing)
            if isinstance(fields, dict):
                columns = _columns_of_line(fields, path, first=columns is None)
            elif columns is None:
                columns, is_header = _columns(fields, path)
                if is_header:
                    continue
            if len(rows) >= MAX_ROWS:
                raise CannotRead(f"{path.name} has more than {MAX_ROWS:,} rows.")
            if columns.own and isinstance(fields, list):
                fields = [own_text(cell) for cell in fields]
            rows.append(_row(fields, columns, line, intern))
        except BrokenRowError as error:
            broken_count += 1
            if len(broken) < NAMED:
                broken.append((line, str(error)))
    if columns is None:
        raise CannotRead(f"{path.name} holds no row that can be read.")
    return LabelTable(tuple(rows), tuple(broken), broken_count)


class BrokenRowError(Exception):
    """The cause, one sentence."""


def refuse_unfit(path: Path) -> None:
    try:
        status = path.stat()
    except OSError as error:
        missing = isinstance(error, FileNotFoundError | NotADirectoryError)
        cause = "it is not there" if missing else error.strerror or str(error)
        raise CannotRead(f"The table {path.name} cannot be read: {cause}.") from error
    except ValueError as error:
        raise CannotRead("The name of the file with the labels is no name of a file.") from error
    if not stat.S_ISREG(status.st_mode):
        raise CannotRead(f"{path.name} is no table: it is not an ordinary file.")
    if status.st_size == 0:
        raise CannotRead(f"{path.name} is empty.")
    if status.st_size > MAX_BYTES:
        size = f"{status.st_size / 2**20:,.0f} MiB, more than {MAX_BYTES // 2**20}"
        raise CannotRead(f"{path.name} is too large for a table of labels: {size}.")


def numbered_records(path: Path, framing: Framing, stop: Callable[[], bool]) -> Iterator[tuple[int, bytes]]:
    """(line from 1, bytes) of each record."""
    try:
        with path.open("rb") as places, path.open("rb") as file:
            file.seek(framing.start)
            line, end = 1, framing.start
            for offset, length in records(places, framing, stop):
                line += _line_ends(file.read(offset - end), framing)
                if length > _LONGEST_ROW:
                    yield line, b""
                    file.seek(offset)
                data = file.read(length)
                if length <= _LONGEST_ROW:
                    yield line, data
                line += _line_ends(data, framing)
                end = offset + length
    except OSError as error:
        raise CannotRead(f"The table {path.name} cannot be read: {error.strerror or error}.") from error


def _line_ends(data: bytes, framing: Framing) -> int:
    if not data:
        return 0
    text = data.decode(framing.encoding, errors="replace") if framing.unit > 1 else data.decode("latin-1")
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def fields_of(data: bytes, framing: Framing) -> list[str] | dict[str, Any]:
    """The fields of a row, or the keys and values of a line of JSON."""
    if not data:
        raise BrokenRowError(f"The row is longer than {_LONGEST_ROW // 1024} KB.")
    text, _ = decode_as(data, framing.encoding)
    if framing.delimiter:
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=framing.delimiter))
        except csv.Error as error:
            raise BrokenRowError(f"The row cannot be read: {error}.") from error
        if len(rows) != 1:
            raise BrokenRowError("A quotation mark is never closed.")
        return rows[0]
    try:
        value = read_json(text)
    except (ValueError, RecursionError) as error:
        raise BrokenRowError("The line is not JSON.") from error
    if not isinstance(value, dict):
        raise BrokenRowError("The line is not a JSON object.")
    return {_plain(key): item for key, item in value.items()}


@functools.lru_cache(maxsize=256)
def _plain(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def _columns(first: list[str], path: Path) -> tuple[_Columns, bool]:
    """From the first row, and whether that was a header."""
    names = [_plain(cell) for cell in first]
    sample, label = _first_of(SAMPLE_COLUMNS, names), _first_of(LABEL_COLUMNS, names)
    if len(names) == 2 and (sample is None or label is None):
        if label is not None:
            return _Columns(1 - names.index(label), names.index(label)), True
        at = 0 if sample is None else names.index(sample)
        return _Columns(at, 1 - at), sample is not None
    if sample is None or label is None:
        raise _lacking(path, sample, label, first)
    own = _is_export(names)
    annotator = _first_of(ANNOTATOR_COLUMNS, names)
    return (
        _Columns(
            # Its own exports name the sample so.
            names.index("sample" if own else sample),
            names.index(label),
            None if annotator is None else names.index(annotator),
            names.index("state") if own else None,
            names.index("reason") if own and "reason" in names else None,
            own or set(_RESULTS) <= set(names),
        ),
        True,
    )


def _columns_of_line(line: dict[str, Any], path: Path, *, first: bool) -> _Columns:
    """Keys may differ from line to line; the first line must have what is needed."""
    names = list(line)
    sample, label = _first_of(SAMPLE_COLUMNS, names), _first_of(LABEL_COLUMNS, names)
    if sample is None or label is None:
        if first:
            raise _lacking(path, sample, label, names)
        raise BrokenRowError(f"The line has no {'sample' if sample is None else 'label'}.")
    own = _is_export(names)
    annotator = _first_of(ANNOTATOR_COLUMNS, names)
    return _Columns("sample" if own else sample, label, annotator, "state" if own else None, "reason" if own else None)


def _lacking(path: Path, sample: str | None, label: str | None, names: list[str]) -> CannotRead:
    missing = [word for word, found in (("path", sample), ("label", label)) if found is None]
    what = f"column{'s' * (len(missing) > 1)} {' and '.join(missing)}"
    held = clean(", ".join(name.strip() for name in names))[:120] or "none"
    return CannotRead(f"{path.name} lacks the {what}. Its columns are: {held}.")


def _is_export(names: list[str]) -> bool:
    return set(EXPORT_COLUMNS) <= set(names)


def _first_of(wanted: tuple[str, ...], names: list[str]) -> str | None:
    return next((name for name in wanted if name in names), None)


def _row(fields: list[str] | dict[str, Any], columns: _Columns, line: int, intern: dict[str, str]) -> LabelRow:
    sample = _value(fields, columns.sample).strip()
    if not sample:
        raise BrokenRowError("The row names no sample.")
    word = "labelled" if columns.state is None else _value(fields, columns.state).strip()
    state = _STATES.get(word)
    if state is None:
        raise BrokenRowError("The state is none of labelled, unsure and not_worth_labelling.")
    label = ""
    if state == "labelled":
        label = _name(fields, columns.label, "label", intern)
        if not label:
            raise BrokenRowError("The row has no label.")
    annotator = _name(fields, columns.annotator, "annotator", intern)
    reason = _name(fields, columns.reason, "reason", intern) if state == "not_worth_labelling" else ""
    return LabelRow(sample, label, annotator, state, reason, line)


def _name(fields: list[str] | dict[str, Any], column: int | str | None, what: str, intern: dict[str, str]) -> str:
    raw = _value(fields, column)
    known = intern.get(raw)
    if known is None:
        known = " ".join(clean(raw).split())
        if len(known) > _LONGEST_NAME:
            raise BrokenRowError(f"The {what} has {len(known):,} characters, more than {_LONGEST_NAME}.")
        intern[raw] = known
    return known


def _value(fields: list[str] | dict[str, Any], column: int | str | None) -> str:
    if column is None:
        return ""
    if isinstance(fields, list):
        assert isinstance(column, int)
        if column >= len(fields):
            raise BrokenRowError(f"The row has {len(fields)} column{'s' * (len(fields) != 1)}, too few.")
        return fields[column]
    value = fields.get(str(column))
    if isinstance(value, list | dict):
        raise BrokenRowError(f"The field {column} is not one text.")
    if isinstance(value, str):
        return value
    # Numbers as they are written in JSON.
    return "" if value is None else json.dumps(value)
