"""Annotations in tables of any tool: CSV, TSV and JSON Lines, this program's own exports, and those of Label Sleuth."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from desktop_al.core.errors import CannotRead
from desktop_al.core.label_sets import BETWEEN, apart
from desktop_al.media.exchange import OWN, Foreign
from desktop_al.media.foreign_names import sample_name
from desktop_al.media.gathering import Gathering, several
from desktop_al.media.json_pieces import MAX_BYTES, MAX_RECORD, MAX_RECORDS, head_of, is_lines, line_framing
from desktop_al.media.label_tables import (
    ASKED,
    BrokenRowError,
    Columns,
    Fields,
    TableRow,
    cell,
    fields_of,
    numbered_records,
    refuse_unfit,
    table_rows,
)
from desktop_al.media.tables import layout_of

#: The name of the field of own things as tables are read, without marks.
_OWN = OWN.replace("_", "")


def read_table(path: Path, stop: Callable[[], bool]) -> Foreign:
    """A table with a column for the sample (or its text) and one for the label.

    Raises:
        CannotRead: missing, empty, too large, no text, or no such columns.
    """
    gathering = Gathering(path, "line")
    for row in all_rows(path, stop):
        try:
            if row.columns is None:
                raise BrokenRowError(row.cause)
            take(gathering, row.line, row.fields, row.columns)
        except BrokenRowError as error:
            gathering.broke(row.line, str(error))
    return gathering.foreign()


def all_rows(path: Path, stop: Callable[[], bool]) -> Iterator[TableRow]:
    """As ``table_rows``, of a large table, and of lines of JSON whatever the file is called.

    Raises:
        CannotRead: as ``table_rows``.
    """
    head = head_of(path)
    framing = line_framing(path) if head.lstrip()[:1] == b"{" and is_lines(path, head) else None
    return table_rows(path, stop, texts=True, most=MAX_BYTES, longest=MAX_RECORD, framing=framing)


def named_rows(
    path: Path, stop: Callable[[], bool], tool: str, needed: frozenset[str]
) -> Iterator[tuple[int, dict[str, str] | str]]:
    """(line from 1, cells by the names in the header, lower case; or why there are none) of a tool's own CSV.

    Raises:
        CannotRead: missing, empty, too large, no table, without a column that is ``needed``, or no row can be read.
    """
    refuse_unfit(path, MAX_BYTES)
    framing = layout_of(path).framing
    names: list[str] = []
    count = 0
    for line, data in numbered_records(path, framing, stop, MAX_RECORD):
        count += 1
        if count % ASKED == 0 and stop():
            return
        if count > MAX_RECORDS:
            raise CannotRead(f"{path.name} has more than {MAX_RECORDS:,} rows.")
        try:
            fields = fields_of(data, framing, MAX_RECORD)
        except BrokenRowError as error:
            yield line, str(error)
            continue
        if not isinstance(fields, list):
            raise CannotRead(f"{path.name} is no table as {tool} writes it.")
        if not names:
            names = [field.strip().casefold() for field in fields]
            if missing := sorted(needed - set(names)):
                raise CannotRead(f"{path.name} is no table as {tool} writes it: it lacks {', '.join(missing)}.")
        elif len(fields) != len(names):
            yield line, f"The row has {len(fields)} fields, the header has {len(names)}."
        else:
            yield line, dict(zip(names, fields, strict=True))
    if not names and not stop():
        raise CannotRead(f"{path.name} holds no row that can be read.")


def take(gathering: Gathering, line: int, fields: Fields, columns: Columns, before: str = "") -> None:
    """One row; ``before`` is put before the name of its sample.

    Raises:
        BrokenRowError: it says nothing usable. CannotRead: too much of everything.
    """
    own: dict[str, Any] = {}
    for part, column in columns.parts:
        own[part] = fields.get(str(column)) if isinstance(fields, dict) else cell(fields, column) or None
    if isinstance(fields, dict) and isinstance(fields.get(_OWN), dict):
        own |= fields[_OWN]
    sample = cell(fields, columns.sample)
    if columns.own:
        # No address, however much it may look like one.
        own.setdefault("sample", sample)
    sample = sample_name(sample)
    gathering.add(
        line,
        sample=before + sample if sample else "",
        text=cell(fields, columns.text),
        labels=_labels(fields, columns),
        annotator=cell(fields, columns.annotator),
        own=own,
    )


def _labels(fields: Fields, columns: Columns) -> Iterable[object]:
    if isinstance(fields, dict):
        for name in (str(columns.label), "labels"):
            if isinstance(fields.get(name), list):
                return several(fields[name])
    label = cell(fields, columns.label)
    if columns.parts:
        # Lines of earlier versions have no list.
        return apart(label) if isinstance(fields, list) else label.split(BETWEEN)
    return (label,) if label.strip() else ()


# -- Label Sleuth ---------------------------------------------------------------------------------------------

_TRUE, _FALSE = ("true", "1", "yes"), ("false", "0", "no")
SLEUTH_COLUMNS = frozenset({"text", "label"})
SLEUTH_SIGNS = frozenset({"category_name", "doc_id", "document_id", "label_type"})


def header_of(head: bytes) -> list[str]:
    """The names in the first line of a table, lower case; empty where there is none."""
    line = head.split(b"\n", 1)[0].decode("utf-8", "replace").removeprefix("\ufeff").strip()
    if len(line) > 10_000:
        return []
    try:
        return [name.strip().casefold() for name in next(csv.reader(io.StringIO(line)), [])]
    except csv.Error:
        return []


def fits_sleuth(path: Path, head: bytes) -> bool:
    names = set(header_of(head))
    return path.suffix.lower() in (".csv", "") and names >= SLEUTH_COLUMNS and bool(names & SLEUTH_SIGNS)


def fits_csv(path: Path, head: bytes) -> bool:
    return path.suffix.lower() in (".csv", ".tsv", ".txt", "") and head.lstrip()[:1] not in (b"", b"{", b"[")


def fits_jsonl(path: Path, head: bytes) -> bool:
    return (bool(head) and path.suffix.lower() in (".jsonl", ".ndjson")) or (
        head.lstrip()[:1] == b"{" and is_lines(path, head)
    )


def read_sleuth(path: Path, stop: Callable[[], bool]) -> Foreign:
    """Label Sleuth's labelled data: a row says of one text and one category whether it belongs there, or names the
    category in the label. The categories of a text become one set; a text that belongs to none of them is lost.

    Raises:
        CannotRead: missing, empty, too large, or not such a table.
    """
    gathering = Gathering(path, "line")
    found: dict[tuple[str, str], tuple[int, dict[str, None]]] = {}
    for line, row in named_rows(path, stop, "Label Sleuth", SLEUTH_COLUMNS):
        try:
            if isinstance(row, str):
                raise BrokenRowError(row)
            name = _sleuth_class(gathering, row)
            if name:
                place = (row.get("document_id") or row.get("doc_id") or "", row["text"])
                found.setdefault(place, (line, {}))[1][name] = None
        except BrokenRowError as error:
            gathering.broke(line, str(error))
    for number, (place, (line, labels)) in enumerate(found.items()):
        if number % ASKED == 0 and stop():
            break
        try:
            gathering.add(line, text=place[1], labels=labels)
        except BrokenRowError as error:
            gathering.broke(line, str(error))
    return gathering.foreign()


def _sleuth_class(gathering: Gathering, row: dict[str, str]) -> str:
    """The class that a row gives its text; "" where it only says what the text is not."""
    if not row["text"].strip():
        raise BrokenRowError("The row has no text.")
    label, category = row["label"].strip(), row.get("category_name", "").strip()
    if row.get("label_type", "").strip().casefold() == "weak":
        gathering.lose("marks of weak labels")
    if category and label.casefold() in _FALSE:
        gathering.lose("answers that a class is not right")
        gathering.declare(category)
        return ""
    return gathering.class_name(category if category and label.casefold() in _TRUE else label)
