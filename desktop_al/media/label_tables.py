"""Labels that somebody has already, as a table: CSV, TSV or JSON Lines, and this program's own exports."""

import contextlib
import csv
import io
import json
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from desktop_al.core.column_roles import ColumnRoles, ColumnsUnclearError
from desktop_al.core.csv_cells import own_text
from desktop_al.core.errors import CannotRead, DesktopAlError
from desktop_al.core.label_sets import apart
from desktop_al.core.plain_json import read_json
from desktop_al.core.words import mark, tr, trn
from desktop_al.media.records import Framing, records
from desktop_al.media.table_columns import (
    Columns,
    Fields,
    columns_of_keys,
    columns_of_row,
    plain,
)
from desktop_al.media.tables import layout_of
from desktop_al.media.texts import clean, decode_as

MAX_BYTES = 256 * 1024 * 1024
MAX_ROWS = 1_000_000
#: Rows between two questions whether to stop.
ASKED = 500
TOO_LONG = {
    "label": mark("The label has {n:,} characters, more than {most}."),
    "annotator": mark("The annotator has {n:,} characters, more than {most}."),
    "reason": mark("The reason has {n:,} characters, more than {most}."),
}
#: Broken rows that are named; all are counted.
NAMED = 1000
#: A row longer than this many bytes is no label.
_LONGEST_ROW = 64 * 1024
_LONGEST_NAME = 200
_PIECE = 1 << 20
_LAYOUTS = 64
#: Rows looked at to tell what the columns hold.
_FIRST = 50

State = Literal["labelled", "unsure", "not_worth_labelling"]
STATES: dict[str, State] = {word: word for word in get_args(State)}


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


class TableRow(NamedTuple):
    """``columns`` is None where the row cannot be read, and ``cause`` says why. ``line`` from 1."""

    line: int
    fields: Fields
    columns: Columns | None
    cause: str = ""


def read_label_table(path: Path, stop: Callable[[], bool] = lambda: False) -> LabelTable:
    """The labels of a table.

    A header names the columns for the sample and its label; without one there must be exactly two columns, in
    that order, and a first row that looks like those below it. Of an export of this program also the answers "unsure"
    and "not worth labelling" are read, and the apostrophes are taken away that its tables have before what a
    spreadsheet would run.

    Raises:
        CannotRead: missing, empty, too large, no text, or no such columns.
    """
    rows: list[LabelRow] = []
    broken: list[tuple[int, str]] = []
    broken_count = 0
    # Names come again and again: one object for each.
    intern: dict[str, str] = {}
    for row in table_rows(path, stop):
        try:
            if row.columns is None:
                raise BrokenRowError(row.cause)
            rows.append(_row(row.fields, row.columns, row.line, intern))
        except BrokenRowError as error:
            broken_count += 1
            if len(broken) < NAMED:
                broken.append((row.line, str(error)))
    return LabelTable(tuple(rows), tuple(broken), broken_count)


def table_rows(
    path: Path,
    stop: Callable[[], bool],
    *,
    texts: bool = False,
    most: int = MAX_BYTES,
    longest: int = _LONGEST_ROW,
    framing: Framing | None = None,
    roles: ColumnRoles | None = None,
) -> Iterator[TableRow]:
    """Each row below the header.

    ``texts``: whether a text may stand for the name of its sample. ``most``, ``longest``: bytes of the file, of a row.
    ``framing``: where it is known. ``roles``: which column is what, where somebody has chosen.

    Raises:
        CannotRead: missing, empty, too large, no text, no such columns, or no row that can be read.
    """
    refuse_unfit(path, most)
    framing = framing or layout_of(path).framing

    def below() -> list[list[str]]:
        return [row for row in first_rows(path, framing, longest)[1:] if isinstance(row, list)]

    columns: Columns | None = None
    known: dict[tuple[str, ...], Columns] = {}
    count = 0
    for line, data in numbered_records(path, framing, stop, longest):
        try:
            fields = fields_of(data, framing, longest)
            if isinstance(fields, dict):
                # Nearly all lines have the same keys.
                keys = tuple(fields)
                columns = known.get(keys) or _columns_of_line(
                    list(keys), path, roles, first=columns is None, texts=texts
                )
                if len(known) < _LAYOUTS:
                    known[keys] = columns
            elif columns is None:
                columns, is_header = columns_of_row(fields, below, path, texts=texts, roles=roles)
                if is_header:
                    continue
        except BrokenRowError as error:
            yield TableRow(line, [], None, str(error))
            continue
        count += 1
        if count % ASKED == 0 and stop():
            return
        if count > MAX_ROWS:
            raise CannotRead(tr("{name} has more than {most:,} rows.", name=path.name, most=MAX_ROWS))
        if columns.own and isinstance(fields, list):
            fields = [own_text(one) for one in fields]
        yield TableRow(line, fields, columns)
    if columns is None and not stop():
        raise CannotRead(tr("{name} holds no row that can be read.", name=path.name))


def first_rows(path: Path, framing: Framing, longest: int = _LONGEST_ROW) -> list[Fields]:
    """The first rows that can be read, a header among them.

    Raises:
        CannotRead: the file.
    """
    rows: list[Fields] = []
    for _, data in islice(numbered_records(path, framing, lambda: False, longest), _FIRST):
        with contextlib.suppress(BrokenRowError):
            rows.append(fields_of(data, framing, longest))
    return rows


def _columns_of_line(keys: list[str], path: Path, roles: ColumnRoles | None, *, first: bool, texts: bool) -> Columns:
    """Keys may differ from line to line; the first line must have what is needed."""
    try:
        return columns_of_keys(keys, path, texts=texts, roles=roles)
    except ColumnsUnclearError as error:
        if first:
            raise
        lacks = tr("The line has no label.") if error.has_sample else tr("The line has no sample.")
        raise BrokenRowError(lacks) from error


class BrokenRowError(DesktopAlError):
    """The cause, one sentence."""


def refuse_unfit(path: Path, most: int = MAX_BYTES) -> None:
    """Raises: CannotRead: no ordinary file, empty, or larger than ``most`` bytes."""
    try:
        status = path.stat()
    except OSError as error:
        missing = isinstance(error, FileNotFoundError | NotADirectoryError)
        cause = tr("it is not there") if missing else error.strerror or str(error)
        raise CannotRead(tr("{name} cannot be read: {reason}.", name=path.name, reason=cause)) from error
    except ValueError as error:
        raise CannotRead(tr("The name of the file with the labels is no name of a file.")) from error
    if not stat.S_ISREG(status.st_mode):
        raise CannotRead(tr("{name} cannot be read: it is not an ordinary file.", name=path.name))
    if status.st_size == 0:
        raise CannotRead(tr("{name} is empty.", name=path.name))
    if status.st_size > most:
        raise CannotRead(
            tr(
                "{name} is too large for a file of labels: {size:,.0f} MiB, more than {most:,}.",
                name=path.name,
                size=status.st_size / 2**20,
                most=most // 2**20,
            )
        )


def numbered_records(
    path: Path, framing: Framing, stop: Callable[[], bool], longest: int = _LONGEST_ROW
) -> Iterator[tuple[int, bytes]]:
    """(line from 1, bytes) of each record; no bytes of one that has more than ``longest``."""
    try:
        with path.open("rb") as places, path.open("rb") as file:
            file.seek(framing.start)
            line, end = 1, framing.start
            for offset, length in records(places, framing, stop):
                line += _line_ends(file.read(offset - end), framing)
                if length > longest:
                    yield line, b""
                    # In pieces: it may be most of a large file.
                    while (left := offset + length - file.tell()) > 0 and (part := file.read(min(left, _PIECE))):
                        line += _line_ends(part, framing)
                else:
                    data = file.read(length)
                    yield line, data
                    line += _line_ends(data, framing)
                end = offset + length
    except OSError as error:
        raise CannotRead(
            tr("{name} cannot be read: {reason}.", name=path.name, reason=error.strerror or error)
        ) from error


def _line_ends(data: bytes, framing: Framing) -> int:
    if framing.unit == 1 and b"\n" not in data and b"\r" not in data:
        return 0
    text = data.decode(framing.encoding, errors="replace") if framing.unit > 1 else data.decode("latin-1")
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def fields_of(data: bytes, framing: Framing, longest: int = _LONGEST_ROW) -> Fields:
    """The fields of a row, or the keys and values of a line of JSON."""
    if not data:
        raise BrokenRowError(tr("The row is longer than {most:,} KB.", most=longest // 1024))
    text, _ = decode_as(data, framing.encoding)
    if framing.delimiter:
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=framing.delimiter))
        except csv.Error as error:
            raise BrokenRowError(tr("The row cannot be read: {reason}.", reason=error)) from error
        if len(rows) != 1:
            raise BrokenRowError(tr("A quotation mark is never closed."))
        return rows[0]
    try:
        value = read_json(text)
    except (ValueError, RecursionError) as error:
        raise BrokenRowError(tr("The line is not JSON.")) from error
    if not isinstance(value, dict):
        raise BrokenRowError(tr("The line is not a JSON object."))
    return {plain(key): item for key, item in value.items()}


def _row(fields: Fields, columns: Columns, line: int, intern: dict[str, str]) -> LabelRow:
    sample = cell(fields, columns.sample).strip()
    if not sample:
        raise BrokenRowError(tr("The row names no sample."))
    at_state = columns.part("state")
    word = "labelled" if at_state is None else cell(fields, at_state).strip()
    state = STATES.get(word)
    if state is None:
        raise BrokenRowError(tr("The state is none of labelled, unsure and not_worth_labelling."))
    label = ""
    if state == "labelled":
        label = _name(fields, columns.label, "label", intern)
        if columns.parts and isinstance(fields, list) and len(named := apart(label)) == 1:
            label = named[0]
        if not label:
            raise BrokenRowError(tr("The row has no label."))
    who = columns.annotator if is_name(fields, columns.annotator) else None
    annotator = _name(fields, who, "annotator", intern)
    reason = _name(fields, columns.part("reason"), "reason", intern) if state == "not_worth_labelling" else ""
    return LabelRow(sample, label, annotator, state, reason, line)


def _name(fields: Fields, column: int | str | None, what: str, intern: dict[str, str]) -> str:
    raw = cell(fields, column)
    known = intern.get(raw)
    if known is None:
        known = " ".join(clean(raw).split())
        if len(known) > _LONGEST_NAME:
            raise BrokenRowError(tr(TOO_LONG[what], n=len(known), most=_LONGEST_NAME))
        intern[raw] = known
    return known


def is_name(fields: Fields, column: int | str | None) -> bool:
    """Whether a line of JSON has no more there than one text: "reader" or "reviewer" may be anything elsewhere."""
    return isinstance(fields, list) or not isinstance(fields.get(str(column)), list | dict)


def cell(fields: Fields, column: int | str | None) -> str:
    """What stands there, as a text; nothing where there is no such column.

    Raises:
        BrokenRowError: the row is too short, or a line of JSON has something else there.
    """
    if column is None:
        return ""
    if isinstance(fields, list):
        assert isinstance(column, int)
        if column >= len(fields):
            raise BrokenRowError(
                trn("The row has {n} column, too few.", "The row has {n} columns, too few.", len(fields))
            )
        return fields[column]
    value = fields.get(str(column))
    if isinstance(value, list | dict):
        raise BrokenRowError(tr("The field {column} is not one text.", column=column))
    if isinstance(value, str):
        return value
    # Numbers as they are written in JSON.
    return "" if value is None else json.dumps(value)
