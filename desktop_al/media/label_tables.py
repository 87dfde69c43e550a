"""Labels that somebody has already, as a table: CSV, TSV or JSON Lines, and this program's own exports."""

import csv
import functools
import io
import json
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from desktop_al.core.csv_cells import own_text
from desktop_al.core.errors import CannotRead
from desktop_al.core.label_sets import apart
from desktop_al.core.plain_json import read_json
from desktop_al.media.records import Framing, records
from desktop_al.media.tables import EXPORT_COLUMNS, TEXT_COLUMNS, layout_of
from desktop_al.media.texts import clean, decode_as

#: Names of columns (or keys), best first, without case, spaces and marks between words.
SAMPLE_COLUMNS = ("path", "filepath", "imagepath", "sample", "file", "filename", "image", "imagename", "imageid", "id")
LABEL_COLUMNS = ("label", "class", "classname", "category", "target")
ANNOTATOR_COLUMNS = ("annotator", "rater")
#: Those that are no path and no name of a file.
_NUMBERS = ("id", "imageid")

#: Columns by which its table of results is known, and that of one label for each sample, as ``_plain`` gives them.
_RESULTS = frozenset({"sample", "label", "provenance", "agreeing", "decidedby"})
_OF_SAMPLES = frozenset({"sample", "label", "state", "rule", "support"})

MAX_BYTES = 256 * 1024 * 1024
MAX_ROWS = 1_000_000
#: Rows between two questions whether to stop.
ASKED = 500
#: Broken rows that are named; all are counted.
NAMED = 1000
#: A row longer than this many bytes is no label.
_LONGEST_ROW = 64 * 1024
_LONGEST_NAME = 200
_PIECE = 1 << 20
_LAYOUTS = 64

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


#: Cells, or names and values of a line of JSON, the names as ``_plain`` gives them.
Fields = list[str] | dict[str, Any]


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each part of a row is: numbers of columns, or keys in JSON Lines; None where there is none.

    ``sample`` is None only where ``text``, by which the sample is found, is not."""

    sample: int | str | None
    label: int | str
    annotator: int | str | None = None
    text: int | str | None = None
    #: Of an export: where each of ``EXPORT_PARTS`` is.
    parts: tuple[tuple[str, int | str], ...] = ()
    #: Whether this program wrote the table, with apostrophes before what a spreadsheet would run.
    own: bool = False

    def part(self, name: str) -> int | str | None:
        return next((column for part, column in self.parts if part == name), None)


class TableRow(NamedTuple):
    """``columns`` is None where the row cannot be read, and ``cause`` says why. ``line`` from 1."""

    line: int
    fields: Fields
    columns: Columns | None
    cause: str = ""


#: What exports of this program have beside sample, label and annotator.
EXPORT_PARTS = (
    *("state", "reason", "comment", "utc", "active_s", "suggestion", "suggestion_shown", "probability"),
    *("protocol", "round", "chosen_for", "change_reason", "rule", "support", "weight"),
)


def read_label_table(path: Path, stop: Callable[[], bool] = lambda: False) -> LabelTable:
    """The labels of a table.

    A header names the columns for the sample and its label; without one there must be exactly two columns, in
    that order. Of an export of this program also the answers "unsure" and "not worth labelling" are read, and the
    apostrophes are taken away that its tables have before what a spreadsheet would run.

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
) -> Iterator[TableRow]:
    """Each row below the header.

    ``texts``: whether a text may stand for the name of its sample. ``most``, ``longest``: bytes of the file, of a row.
    ``framing``: where it is known.

    Raises:
        CannotRead: missing, empty, too large, no text, no such columns, or no row that can be read.
    """
    refuse_unfit(path, most)
    framing = framing or layout_of(path).framing
    columns: Columns | None = None
    known: dict[tuple[str, ...], Columns] = {}
    count = 0
    for line, data in numbered_records(path, framing, stop, longest):
        try:
            fields = fields_of(data, framing, longest)
            if isinstance(fields, dict):
                # Nearly all lines have the same keys.
                keys = tuple(fields)
                columns = known.get(keys) or _columns_of_line(fields, path, first=columns is None, texts=texts)
                if len(known) < _LAYOUTS:
                    known[keys] = columns
            elif columns is None:
                columns, is_header = _columns(fields, path, texts=texts)
                if is_header:
                    continue
        except BrokenRowError as error:
            yield TableRow(line, [], None, str(error))
            continue
        count += 1
        if count % ASKED == 0 and stop():
            return
        if count > MAX_ROWS:
            raise CannotRead(f"{path.name} has more than {MAX_ROWS:,} rows.")
        if columns.own and isinstance(fields, list):
            fields = [own_text(one) for one in fields]
        yield TableRow(line, fields, columns)
    if columns is None and not stop():
        raise CannotRead(f"{path.name} holds no row that can be read.")


class BrokenRowError(Exception):
    """The cause, one sentence."""


def refuse_unfit(path: Path, most: int = MAX_BYTES) -> None:
    """Raises: CannotRead: no ordinary file, empty, or larger than ``most`` bytes."""
    try:
        status = path.stat()
    except OSError as error:
        missing = isinstance(error, FileNotFoundError | NotADirectoryError)
        cause = "it is not there" if missing else error.strerror or str(error)
        raise CannotRead(f"{path.name} cannot be read: {cause}.") from error
    except ValueError as error:
        raise CannotRead("The name of the file with the labels is no name of a file.") from error
    if not stat.S_ISREG(status.st_mode):
        raise CannotRead(f"{path.name} cannot be read: it is not an ordinary file.")
    if status.st_size == 0:
        raise CannotRead(f"{path.name} is empty.")
    if status.st_size > most:
        size = f"{status.st_size / 2**20:,.0f} MiB, more than {most // 2**20:,}"
        raise CannotRead(f"{path.name} is too large for a file of labels: {size}.")


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
        raise CannotRead(f"{path.name} cannot be read: {error.strerror or error}.") from error


def _line_ends(data: bytes, framing: Framing) -> int:
    if framing.unit == 1 and b"\n" not in data and b"\r" not in data:
        return 0
    text = data.decode(framing.encoding, errors="replace") if framing.unit > 1 else data.decode("latin-1")
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def fields_of(data: bytes, framing: Framing, longest: int = _LONGEST_ROW) -> Fields:
    """The fields of a row, or the keys and values of a line of JSON."""
    if not data:
        raise BrokenRowError(f"The row is longer than {longest // 1024:,} KB.")
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


def _columns(first: list[str], path: Path, *, texts: bool) -> tuple[Columns, bool]:
    """From the first row, and whether that was a header."""
    names = [_plain(one) for one in first]
    sample, text, label = _parts(names, texts)
    if len(names) == 2 and text is None and (sample is None or label is None):
        if label is not None:
            return Columns(1 - names.index(label), names.index(label)), True
        at = 0 if sample is None else names.index(sample)
        return Columns(at, 1 - at), sample is not None
    if (sample is None and text is None) or label is None:
        raise _lacking(path, sample or text, label, first)
    at_columns = {name: names.index(name) for name in names}
    return _columns_at(at_columns, sample, text, label), True


def _columns_of_line(line: dict[str, Any], path: Path, *, first: bool, texts: bool) -> Columns:
    """Keys may differ from line to line; the first line must have what is needed."""
    names = list(line)
    sample, text, label = _parts(names, texts)
    if (sample is None and text is None) or label is None:
        if first:
            raise _lacking(path, sample or text, label, names)
        raise BrokenRowError(f"The line has no {'label' if sample is not None or text is not None else 'sample'}.")
    return _columns_at({name: name for name in names}, sample, text, label)


def _parts(names: list[str], texts: bool) -> tuple[str | None, str | None, str | None]:
    """The names of the columns of the sample, of its text, and of the label."""
    sample, label = _first_of(SAMPLE_COLUMNS, names), _first_of(LABEL_COLUMNS, names)
    text = _first_of(TEXT_COLUMNS, names) if texts else None
    if text is not None and sample in _NUMBERS:
        # A number beside a text is that of the text in the other tool.
        sample = None
    return sample, text if sample is None else None, label


def _columns_at(at: Mapping[str, int | str], sample: str | None, text: str | None, label: str) -> Columns:
    own = _is_export(list(at))
    annotator = _first_of(ANNOTATOR_COLUMNS, list(at))
    return Columns(
        # Its own exports name the sample so.
        at["sample"] if own else None if sample is None else at[sample],
        at[label],
        None if annotator is None else at[annotator],
        None if text is None else at[text],
        tuple((part, at[_plain(part)]) for part in EXPORT_PARTS if own and _plain(part) in at),
        own or set(at) >= _RESULTS,
    )


def _lacking(path: Path, sample: str | None, label: str | None, names: list[str]) -> CannotRead:
    missing = [word for word, found in (("path", sample), ("label", label)) if found is None]
    what = f"column{'s' * (len(missing) > 1)} {' and '.join(missing)}"
    held = clean(", ".join(name.strip() for name in names))[:120] or "none"
    return CannotRead(f"{path.name} lacks the {what}. Its columns are: {held}.")


def _is_export(names: list[str]) -> bool:
    return set(names) >= set(EXPORT_COLUMNS) or set(names) >= _OF_SAMPLES


def _first_of(wanted: tuple[str, ...], names: list[str]) -> str | None:
    return next((name for name in wanted if name in names), None)


def _row(fields: Fields, columns: Columns, line: int, intern: dict[str, str]) -> LabelRow:
    sample = cell(fields, columns.sample).strip()
    if not sample:
        raise BrokenRowError("The row names no sample.")
    at_state = columns.part("state")
    word = "labelled" if at_state is None else cell(fields, at_state).strip()
    state = STATES.get(word)
    if state is None:
        raise BrokenRowError("The state is none of labelled, unsure and not_worth_labelling.")
    label = ""
    if state == "labelled":
        label = _name(fields, columns.label, "label", intern)
        if columns.parts and isinstance(fields, list) and len(named := apart(label)) == 1:
            label = named[0]
        if not label:
            raise BrokenRowError("The row has no label.")
    annotator = _name(fields, columns.annotator, "annotator", intern)
    reason = _name(fields, columns.part("reason"), "reason", intern) if state == "not_worth_labelling" else ""
    return LabelRow(sample, label, annotator, state, reason, line)


def _name(fields: Fields, column: int | str | None, what: str, intern: dict[str, str]) -> str:
    raw = cell(fields, column)
    known = intern.get(raw)
    if known is None:
        known = " ".join(clean(raw).split())
        if len(known) > _LONGEST_NAME:
            raise BrokenRowError(f"The {what} has {len(known):,} characters, more than {_LONGEST_NAME}.")
        intern[raw] = known
    return known


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
            raise BrokenRowError(f"The row has {len(fields)} column{'s' * (len(fields) != 1)}, too few.")
        return fields[column]
    value = fields.get(str(column))
    if isinstance(value, list | dict):
        raise BrokenRowError(f"The field {column} is not one text.")
    if isinstance(value, str):
        return value
    # Numbers as they are written in JSON.
    return "" if value is None else json.dumps(value)
