"""doccano: lines of JSON, an array of the same, or CSV, of a project that classifies texts or images."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from desktop_al.core.words import mark, tr
from desktop_al.media.exchange import Foreign
from desktop_al.media.foreign_names import sample_name
from desktop_al.media.from_tables import header_of, named_rows
from desktop_al.media.gathering import Gathering, one_text, own_of, several
from desktop_al.media.json_pieces import begins_as_json, is_lines, json_records, unit_of
from desktop_al.media.label_tables import BrokenRowError

#: Where the name of an image, or the text, is. Its newest versions write "filename" and "text", older ones "data".
_NAMES = ("filename", "file_name", "image")
_TEXTS = ("text", "data")
_LABELS = ("label", "labels", "category", "cats")
#: Between the classes of one text in its CSV.
_BETWEEN = "#"
_LOOKED_AT = 1 << 16
_WITHOUT = mark("samples without a label")


def fits(path: Path, head: bytes) -> bool:
    start = head.lstrip()[:1]
    if start not in (b"[", b"{"):
        names = header_of(head)
        return path.suffix.lower() in (".csv", "") and names[:3] == ["id", "data", "label"]
    # Of lines of JSON the first one, of an array the first records.
    record = head.lstrip().split(b"\n", 1)[0] if is_lines(path, head) else head[:_LOOKED_AT]
    if not any(f'"{name}"'.encode() in record for name in ("filename", *_TEXTS)):
        return False
    tight = record.replace(b" ", b"").replace(b"\n", b"")
    given = any(f'"{name}":['.encode() in tight for name in _LABELS) or b'"annotations":[{"label"' in tight
    return given or b'"Comments"' in record


def read(path: Path, stop: Callable[[], bool]) -> Foreign:
    """Each record's labels for the whole sample; doccano's files do not say who gave them unless each annotator's are
    in a file of their own.

    Raises:
        CannotRead: missing, empty, too large, or not such a file.
    """
    if not begins_as_json(path):
        return _read_csv(path, stop)
    gathering = Gathering(path, unit_of(path))
    known = False
    for place, record in json_records(path, stop):
        if isinstance(record, str):
            gathering.broke(place, record)
            continue
        known = known or any(name in record for name in (*_LABELS, "annotations"))
        try:
            _record(gathering, place, record)
        except BrokenRowError as error:
            gathering.broke(place, str(error))
    if not known and not stop():
        raise gathering.nothing(tr("{name} holds no record of doccano.", name=path.name))
    return gathering.foreign()


def _record(gathering: Gathering, place: int, record: Mapping[str, Any]) -> None:
    gathering.lose(mark("spans"), len(several(record.get("entities"))))
    gathering.lose(mark("relations"), len(several(record.get("relations"))))
    labels: list[object] = []
    for one in _given(record):
        # [0, 5, "NAME"] is a span.
        if isinstance(one, list | dict):
            is_span = isinstance(one, list) or "start_offset" in one
            gathering.lose(mark("spans") if is_span else mark("labels of other kinds"))
        else:
            labels.append(one)
    own = own_of(record)
    comments = record.get("Comments", record.get("comments"))
    if not labels and own.get("state") in (None, "", "labelled"):
        gathering.lose(_WITHOUT)
        return
    gathering.add(
        place,
        sample=sample_name(next((one_text(record[name]) for name in _NAMES if one_text(record.get(name))), "")),
        text=next((one_text(record[name]) for name in _TEXTS if one_text(record.get(name))), ""),
        labels=labels,
        annotator=one_text(record.get("annotator")) or one_text(record.get("username")),
        comment="\n".join(filter(None, map(_comment, several(comments)))),
        own=own,
    )


def _given(record: Mapping[str, Any]) -> tuple[object, ...]:
    for name in _LABELS:
        value = record.get(name)
        if isinstance(value, dict):
            # {"a": 1.0, "b": 0.0}
            return tuple(key for key, is_so in value.items() if is_so in (True, 1))
        if value is not None:
            return several(value)
    found = []
    for annotation in several(record.get("annotations")):
        if isinstance(annotation, dict):
            found.append(
                annotation if "start_offset" in annotation else annotation.get("text") or annotation.get("label")
            )
    return tuple(found)


def _comment(said: object) -> str:
    return one_text(said.get("text")) if isinstance(said, dict) else one_text(said)


def _read_csv(path: Path, stop: Callable[[], bool]) -> Foreign:
    gathering = Gathering(path, "line")
    for line, row in named_rows(path, stop, "doccano", frozenset({"label"})):
        if isinstance(row, str):
            gathering.broke(line, row)
            continue
        labels = [label for label in row["label"].split(_BETWEEN) if label.strip()]
        try:
            _record(gathering, line, {**row, "label": labels})
        except BrokenRowError as error:
            gathering.broke(line, str(error))
    return gathering.foreign()
