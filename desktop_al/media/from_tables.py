"""Annotations in tables of any tool: CSV, TSV and JSON Lines, this program's own exports, and those of Label Sleuth."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop_al.core.column_roles import ColumnRoles
from desktop_al.core.errors import CannotRead
from desktop_al.core.label_sets import BETWEEN, apart
from desktop_al.core.words import mark, tr
from desktop_al.media.exchange import OWN, Foreign
from desktop_al.media.foreign_names import sample_name
from desktop_al.media.gathering import Gathering, moment, number, several
from desktop_al.media.json_pieces import MAX_BYTES, MAX_RECORD, MAX_RECORDS, head_of, is_lines, line_framing
from desktop_al.media.label_tables import (
    ASKED,
    BrokenRowError,
    TableRow,
    cell,
    fields_of,
    first_rows,
    is_name,
    numbered_records,
    refuse_unfit,
    table_rows,
)
from desktop_al.media.records import Framing
from desktop_al.media.table_columns import Columns, Fields, chosen_places, plain, refuse_export
from desktop_al.media.tables import layout_of

#: The name of the field of own things as tables are read, without marks.
_OWN = OWN.replace("_", "")


def read_table(path: Path, stop: Callable[[], bool], roles: ColumnRoles | None = None) -> Foreign:
    """A table with a column for the sample (or its text) and one for the label; ``roles``: where somebody has chosen.

    Raises:
        CannotRead: missing, empty, too large, no text, or no such columns. BadArgument: a choice that cannot be.
    """
    if roles is not None:
        _refuse_unknown(path, roles)
    gathering = Gathering(path, "line")
    for row in all_rows(path, stop, roles):
        try:
            if row.columns is None:
                raise BrokenRowError(row.cause)
            take(gathering, row.line, row.fields, row.columns)
        except BrokenRowError as error:
            gathering.broke(row.line, str(error))
    return gathering.foreign()


def all_rows(path: Path, stop: Callable[[], bool], roles: ColumnRoles | None = None) -> Iterator[TableRow]:
    """As ``table_rows``, of a large table, and of lines of JSON whatever the file is called.

    Raises:
        CannotRead: as ``table_rows``.
    """
    framing = _framing(path)
    return table_rows(path, stop, texts=True, most=MAX_BYTES, longest=MAX_RECORD, framing=framing, roles=roles)


def _framing(path: Path) -> Framing | None:
    """Of lines of JSON, whatever the file is called."""
    head = head_of(path)
    return line_framing(path) if head.lstrip()[:1] == b"{" and is_lines(path, head) else None


def first_of_table(path: Path) -> tuple[list[list[str]], bool]:
    """The first rows of a table, the header in front where it has one; of lines of JSON the keys in front, and True.

    Raises:
        CannotRead: missing, empty, too large, no text.
    """
    refuse_unfit(path, MAX_BYTES)
    framing = _framing(path) or layout_of(path).framing
    rows = first_rows(path, framing, MAX_RECORD)
    lines = [row for row in rows if isinstance(row, dict)]
    if not lines:
        return [row for row in rows if isinstance(row, list)], False
    keys = list(dict.fromkeys(key for line in lines for key in line))
    return [keys, *([_shown(line.get(key)) for key in keys] for line in lines)], True


def _shown(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)


def _refuse_unknown(path: Path, roles: ColumnRoles) -> None:
    """Of lines of JSON, whose keys may differ: a key that none of the first ones has is a slip.

    Raises:
        CannotRead, BadArgument: as ``chosen_places``.
    """
    rows, is_json = first_of_table(path)
    if rows and is_json:
        refuse_export([plain(name) for name in rows[0]], path)
        chosen_places(rows[0], path, replace(roles, header=True))


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
            raise CannotRead(tr("{name} has more than {most:,} rows.", name=path.name, most=MAX_RECORDS))
        try:
            fields = fields_of(data, framing, MAX_RECORD)
        except BrokenRowError as error:
            yield line, str(error)
            continue
        if not isinstance(fields, list):
            raise CannotRead(tr("{name} is no table as {tool} writes it.", name=path.name, tool=tool))
        if not names:
            names = [field.strip().casefold() for field in fields]
            if missing := sorted(needed - set(names)):
                raise CannotRead(
                    tr(
                        "{name} is no table as {tool} writes it: it lacks {columns}.",
                        name=path.name,
                        tool=tool,
                        columns=", ".join(missing),
                    )
                )
        elif len(fields) != len(names):
            yield line, tr("The row has {fields} fields, the header has {names}.", fields=len(fields), names=len(names))
        else:
            yield line, dict(zip(names, fields, strict=True))
    if not names and not stop():
        raise CannotRead(tr("{name} holds no row that can be read.", name=path.name))


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
        annotator=_annotator(gathering, fields, columns),
        comment=_optional(fields, columns.comment),
        utc=_time(gathering, _optional(fields, columns.time)),
        own=own,
    )


def _annotator(gathering: Gathering, fields: Fields, columns: Columns) -> str:
    if is_name(fields, columns.annotator):
        return cell(fields, columns.annotator)
    gathering.lose(mark("annotators that are not one text"))
    return ""


def _time(gathering: Gathering, value: object) -> int | None:
    """Seconds since 1970 are a number also where they stand in a table."""
    if value is None or value == "":
        return None
    known = moment(value)
    if known is None:
        known = moment(number(value))
    if known is None:
        gathering.lose(mark("times that cannot be read"))
    return known


def _optional(fields: Fields, column: int | str | None) -> object:
    """Nothing where there is none: that is no reason to leave the answer out."""
    if isinstance(fields, dict):
        return fields.get(str(column))
    return fields[column] if isinstance(column, int) and column < len(fields) else ""


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
    for count, (place, (line, labels)) in enumerate(found.items()):
        if count % ASKED == 0 and stop():
            break
        try:
            gathering.add(line, text=place[1], labels=labels)
        except BrokenRowError as error:
            gathering.broke(line, str(error))
    return gathering.foreign()


def _sleuth_class(gathering: Gathering, row: dict[str, str]) -> str:
    """The class that a row gives its text; "" where it only says what the text is not."""
    if not row["text"].strip():
        raise BrokenRowError(tr("The row has no text."))
    label, category = row["label"].strip(), row.get("category_name", "").strip()
    if row.get("label_type", "").strip().casefold() == "weak":
        gathering.lose(mark("marks of weak labels"))
    if category and label.casefold() in _FALSE:
        gathering.lose(mark("answers that a class is not right"))
        gathering.declare(category)
        return ""
    return gathering.class_name(category if category and label.casefold() in _TRUE else label)
