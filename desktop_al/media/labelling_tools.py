"""Annotations as files of other labelling tools: Label Studio, Prodigy, doccano.

Beside the tool's own fields, each record carries what the tool has no field for, under ``exchange.OWN``.
"""

import datetime
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from desktop_al.core.errors import CannotRead
from desktop_al.media.exchange import OWN
from desktop_al.media.export_rows import Entry, Export, ExportRow, Noted, Written, defined, own_fields
from desktop_al.media.export_tables import json_bytes, write_lines
from desktop_al.media.replace import replace_file


class _Texts:
    """The texts of samples; those that cannot be read are empty, and counted."""

    def __init__(self, export: Export) -> None:
        self._export = export
        self._missing: set[str] = set()
        self._last = ("", "")

    def of(self, sample: str) -> str:
        # Rows of one sample follow one another.
        if self._last[0] != sample:
            text = ""
            try:
                text = self._export.contents.text(sample)
            except CannotRead:
                self._missing.add(sample)
            self._last = (sample, text)
        return self._last[1]

    def notes(self) -> tuple[tuple[Noted, int], ...]:
        return (("empty texts", len(self._missing)),) if self._missing else ()


def write_labelstudio(export: Export, path: Path) -> Written:
    """A JSON array of tasks, one for each sample, as Label Studio exports and imports it (label-studio-sdk 2.1).

    A skipped annotation (``was_cancelled``) stands for "not worth labelling", one without a choice for "unsure";
    ``lead_time`` is in seconds. Suggestions are ``predictions``, one for each that differs.

    Raises:
        DesktopAlError: the file cannot be written; what was there before stays.
    """
    texts, count = _Texts(export), 0

    def write(file: BinaryIO) -> None:
        nonlocal count
        file.write(b"[")
        by_sample = itertools.groupby(export.entries(), key=lambda entry: entry.row.sample)
        for number, (sample, group) in enumerate(by_sample, 1):
            entries = list(group)
            file.write((b"\n" if number == 1 else b",\n") + json_bytes(_task(export, texts, number, sample, entries)))
            count += len(entries)
        file.write(b"\n]\n")

    replace_file(path, write)
    return Written(count, texts.notes())


def _task(export: Export, texts: _Texts, number: int, sample: str, entries: list[Entry]) -> dict[str, Any]:
    what = {"text": texts.of(sample)} if export.kind == "text" else {"image": sample}
    return {
        "id": number,
        "data": {**what, "sample": sample},
        "annotations": [_annotation(export, number, place, entry) for place, entry in enumerate(entries, 1)],
        "predictions": _predictions(export, number, entries),
        "meta": {},
    }


def _annotation(export: Export, number: int, place: int, entry: Entry) -> dict[str, Any]:
    row = entry.row
    mark = f"{number}-{place}"
    who = entry.annotator
    seconds = defined(row.active_s) if isinstance(row, ExportRow) else None
    return {
        "id": row.seq if isinstance(row, ExportRow) else number,
        # The converter takes the name from "email".
        "completed_by": {"email": who, "first_name": who, "last_name": ""},
        "result": _choices(export, mark, entry.labels) if entry.labels else [],
        "was_cancelled": row.state == "not_worth_labelling",
        "ground_truth": False,
        "created_at": row.utc,
        "updated_at": row.utc,
        "lead_time": seconds,
        OWN: own_fields(entry, export.view),
    }


def _choices(export: Export, mark: str, labels: tuple[str, ...]) -> list[dict[str, Any]]:
    value = {"choices": list(labels)}
    to = "text" if export.kind == "text" else "image"
    return [{"id": mark, "from_name": "label", "to_name": to, "type": "choices", "value": value}]


def _predictions(export: Export, number: int, entries: list[Entry]) -> list[dict[str, Any]]:
    rows = [entry.row for entry in entries if isinstance(entry.row, ExportRow) and entry.row.suggestion]
    offers = dict.fromkeys((row.suggestion, defined(row.probability), row.round) for row in rows)
    return [
        {
            "model_version": f"round {at}" if at is not None else "",
            **({} if probability is None else {"score": probability}),
            "result": _choices(export, f"{number}-p{place}", (label,)),
        }
        for place, (label, probability, at) in enumerate(offers, 1)
    ]


def write_prodigy(export: Export, path: Path) -> Written:
    """JSON Lines as Prodigy's ``db-out`` writes them for a choice task, one line for each row.

    ``answer`` is "accept" with the classes in ``accept``; "ignore" for "unsure" and "not worth labelling".

    Raises:
        DesktopAlError: the file cannot be written; what was there before stays.
    """
    texts = _Texts(export)
    options = [{"id": name, "text": name} for name in export.classes]

    def records() -> Iterator[dict[str, Any]]:
        for entry in export.entries():
            row = entry.row
            what = {"text": texts.of(row.sample)} if export.kind == "text" else {"image": row.sample}
            yield {
                **what,
                "meta": {"sample": row.sample},
                "options": options,
                "accept": list(entry.labels),
                "answer": "accept" if row.state == "labelled" else "ignore",
                "_view_id": "choice",
                "_annotator_id": entry.annotator,
                "_session_id": entry.annotator,
                "_timestamp": _seconds(row.utc),
                OWN: own_fields(entry, export.view),
            }

    return Written(write_lines(records(), path).count, texts.notes())


def _seconds(utc: str) -> int:
    return int(datetime.datetime.fromisoformat(utc).timestamp())


def write_doccano(export: Export, path: Path) -> Written:
    """JSON Lines as doccano exports a project of text or image classification, one line for each row.

    Raises:
        DesktopAlError: the file cannot be written; what was there before stays.
    """
    texts = _Texts(export)
    numbers: dict[str, int] = {}

    def records() -> Iterator[dict[str, Any]]:
        for entry in export.entries():
            row = entry.row
            number = numbers.setdefault(row.sample, len(numbers) + 1)
            what = {"text": texts.of(row.sample)} if export.kind == "text" else {"filename": row.sample}
            comment = row.comment if isinstance(row, ExportRow) else ""
            comments = [comment] if comment else []
            yield {
                "id": number,
                **what,
                "label": list(entry.labels),
                "Comments": comments,
                OWN: own_fields(entry, export.view),
            }

    return Written(write_lines(records(), path).count, texts.notes())
