"""Prodigy: lines of JSON, one for each task that somebody answered."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from desktop_al.core.words import mark, tr
from desktop_al.media.exchange import Foreign
from desktop_al.media.foreign_names import is_content, sample_name
from desktop_al.media.gathering import Gathering, moment, one_text, own_of, several, share
from desktop_al.media.json_pieces import json_records, unit_of
from desktop_al.media.label_tables import BrokenRowError

_ANSWERS = ("accept", "reject", "ignore")
_LOST = {"spans": mark("spans"), "relations": mark("relations"), "audio_spans": mark("spans")}
_WITHIN = mark("pictures within the file")
REJECTED = mark("answers that a class is not right")


def fits(_path: Path, head: bytes) -> bool:
    if head.lstrip()[:1] not in (b"{", b"["):
        return False
    answered = b'"answer"' in head and any(f'"{word}"'.encode() in head for word in _ANSWERS)
    return answered or b'"_task_hash"' in head or b'"_view_id"' in head


def read(path: Path, stop: Callable[[], bool]) -> Foreign:
    """``accept`` with the class of the task or the options chosen; ``ignore`` is unsure where this program did not
    write it; ``reject`` says only what a sample is not, which a project cannot keep.

    Raises:
        CannotRead: missing, empty, too large, or not such a file.
    """
    gathering = Gathering(path, unit_of(path))
    known, offered = False, _Offered()
    for place, record in json_records(path, stop):
        if isinstance(record, str):
            gathering.broke(place, record)
            continue
        known = known or any(name in record for name in ("answer", "accept", "label", "_task_hash"))
        try:
            _task(gathering, offered, place, record)
        except BrokenRowError as error:
            gathering.broke(place, str(error))
    if not known and not stop():
        raise gathering.nothing(tr("{name} holds no task of Prodigy.", name=path.name))
    return gathering.foreign()


def _task(gathering: Gathering, offered: "_Offered", place: int, record: Mapping[str, Any]) -> None:
    for name, what in _LOST.items():
        count = len(several(record.get(name)))
        if count and name == "spans" and "image" in record:
            gathering.lose(mark("boxes"), count)
        else:
            gathering.lose(what, count)
    names = offered.names(gathering, several(record.get("options")))
    own, answer = own_of(record), record.get("answer", "accept")
    if answer not in _ANSWERS:
        raise BrokenRowError(tr("The answer is none of accept, reject and ignore."))
    labels: tuple[object, ...] = ()
    state = "labelled"
    if answer == "ignore":
        state = "unsure"
    elif not own.get("state") or own.get("state") == "labelled":
        labels = _labels(record, names)
        if answer == "reject":
            gathering.lose(REJECTED)
            return
        if not labels:
            gathering.lose(mark("annotations without a choice"))
            return
    sample, text = _sample(gathering, record)
    if not sample and not text.strip() and not own.get("sample"):
        raise BrokenRowError(
            tr("The picture is in the file itself, and nothing gives its name.")
            if is_content(one_text(record.get("image")))
            else tr("The task has neither a text nor the name of a picture.")
        )
    gathering.add(
        place,
        sample=sample,
        text=text,
        labels=labels,
        annotator=_annotator(record),
        state=state,
        utc=moment(record.get("_timestamp")),
        probability=share(record.get("score")) if record.get("answer") is None else None,
        predicted=record.get("answer") is None and not own,
        own=own,
    )


class _Offered:
    """The options of the task before, which most often are those of the next."""

    def __init__(self) -> None:
        self._options: tuple[object, ...] = ()
        self._names: dict[str, object] = {}

    def names(self, gathering: Gathering, options: tuple[object, ...]) -> dict[str, object]:
        """The classes of options by their ids."""
        if options and options != self._options:
            self._options = options
            self._names = {_key(one.get("id")): _class(one) for one in options if isinstance(one, dict)}
            for name in self._names.values():
                if name != "":
                    gathering.declare(name)
        return self._names if options else {}


def _labels(record: Mapping[str, Any], names: Mapping[str, object]) -> tuple[object, ...]:
    accepted = several(record.get("accept"))
    if not accepted:
        return several(record.get("label"))
    return tuple(names.get(_key(one)) or one for one in accepted)


def _class(option: object) -> object:
    """The class that an option is: its id, or its text where the id is only a number."""
    if not isinstance(option, dict):
        return ""
    given, text = option.get("id"), one_text(option.get("text"))
    is_number = isinstance(given, int | float) or (isinstance(given, str) and given.strip().isdecimal())
    return text if text and (is_number or given is None) else given if isinstance(given, str | int) else ""


def _key(value: object) -> str:
    return value if isinstance(value, str) else repr(value) if isinstance(value, int) else ""


def _annotator(record: Mapping[str, Any]) -> object:
    """Of a session named as ``dataset-name`` the whole is the name; Prodigy keeps no other."""
    return one_text(record.get("_annotator_id")) or one_text(record.get("_session_id"))


def _sample(gathering: Gathering, record: Mapping[str, Any]) -> tuple[str, str]:
    meta = record.get("meta")
    about = meta if isinstance(meta, dict) else {}
    if "image" not in record:
        return one_text(about.get("sample")), one_text(record.get("text"))
    image = one_text(record.get("image"))
    if is_content(image):
        gathering.lose(_WITHIN)
        names = (record.get("path"), about.get("file"), about.get("path"), about.get("filename"), record.get("text"))
        image = next((name for name in map(one_text, names) if name and not is_content(name)), "")
    return sample_name(image), ""
