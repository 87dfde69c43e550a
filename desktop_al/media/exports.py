"""Annotations as files for other programs. Each format is one function and one row of ``EXPORTERS``."""

import codecs
import csv
import json
import math
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import BinaryIO

from desktop_al.core.csv_cells import safe_cell
from desktop_al.core.errors import BadArgument
from desktop_al.media.replace import replace_file


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One annotation in force. The order of the fields is the order of the columns.

    ``utc``: ISO 8601; ``active_s``: seconds; ``probability``: the model's, of its suggestion;
    ``writer``, ``writer_seq``: the event in the project's log; ``change_reason``: why the answer before was changed.
    """

    seq: int
    sample: str
    annotator: str
    label: str
    state: str
    utc: str
    reason: str
    comment: str
    active_s: float | None
    suggestion: str
    suggestion_shown: str
    probability: float | None
    protocol: str
    round: int | None
    chosen_for: str
    writer: str
    writer_seq: int
    change_reason: str = ""


@dataclass(frozen=True, slots=True)
class ResultRow:
    """What one sample is in the end. The order of the fields is the order of the columns.

    ``provenance``: unanimous, majority, single, adjudicated or open; ``agreeing`` of ``answers`` annotators said what
    came out; ``reason`` is a code, ``words`` are the adjudicator's own; ``utc``: ISO 8601.
    """

    sample: str
    label: str
    provenance: str
    answers: int
    agreeing: int
    decided_by: str
    reason: str
    words: str
    ambiguous: str
    utc: str


COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(ExportRow))
RESULT_COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(ResultRow))


def write_csv(rows: Iterable[ExportRow], path: Path, raw: bool = False) -> None:
    """RFC 4180 in UTF-8 with a header, undefined numbers as nothing; unless ``raw`` with an apostrophe before what a
    spreadsheet would run.

    Raises:
        DesktopAlError: the file cannot be written; what was there before stays.
    """

    def write(file: BinaryIO) -> None:
        writer = csv.writer(codecs.getwriter("utf-8")(file, "backslashreplace"), lineterminator="\r\n")
        writer.writerow(COLUMNS)
        writer.writerows(_cells(_values(row), raw) for row in rows)

    replace_file(path, write)


def write_results(rows: Iterable[ResultRow], path: Path, raw: bool = False) -> None:
    """One row for each sample, as ``write_csv`` writes them.

    Raises:
        DesktopAlError: the file cannot be written; what was there before stays.
    """

    def write(file: BinaryIO) -> None:
        writer = csv.writer(codecs.getwriter("utf-8")(file, "backslashreplace"), lineterminator="\r\n")
        writer.writerow(RESULT_COLUMNS)
        writer.writerows(_cells(astuple(row), raw) for row in rows)

    replace_file(path, write)


def write_jsonl(rows: Iterable[ExportRow], path: Path, _raw: bool = True) -> None:
    """JSON Lines in UTF-8: every field of an annotation as it is, one object a line, undefined numbers as null.

    Raises:
        DesktopAlError: the file cannot be written; what was there before stays.
    """

    def write(file: BinaryIO) -> None:
        for row in rows:
            line = json.dumps(dict(zip(COLUMNS, _values(row))), ensure_ascii=False, allow_nan=False)
            file.write(line.encode("utf-8", "backslashreplace") + b"\n")

    replace_file(path, write)


def _cells(values: tuple[object, ...], raw: bool) -> tuple[object, ...]:
    return values if raw else tuple(safe_cell(value) if isinstance(value, str) else value for value in values)


def _values(row: ExportRow) -> tuple[object, ...]:
    """The fields in order; a number that is not finite is undefined, which both formats write as nothing."""
    values = (getattr(row, name) for name in COLUMNS)
    return tuple(None if isinstance(value, float) and not math.isfinite(value) else value for value in values)


Exporter = Callable[[Iterable[ExportRow], Path, bool], None]

EXPORTERS: dict[str, Exporter] = {"csv": write_csv, "jsonl": write_jsonl}
#: The format that has one row for each sample instead of one for each annotation.
RESULTS = "results"


def exporter(name: str) -> Exporter:
    """The exporter of a format.

    Raises:
        BadArgument: no such format; names those that there are.
    """
    if name not in EXPORTERS:
        raise BadArgument(f"There is no export format {name!r}. The formats are {', '.join(EXPORTERS)}.")
    return EXPORTERS[name]
