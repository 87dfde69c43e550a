"""What the log keeps of a protocol beside its classes: guideline, scale, reasons, and what its file said of itself.

Each protocol event holds the fields that it changes, and no others: what two copies of a project changed apart is
both there after a merge. Early events hold the text alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from desktop_al.core.events import Body
from desktop_al.core.front_matter import Value
from desktop_al.core.protocol import name_key
from desktop_al.core.protocol_file import MAX_REASONS, REASON_ID, Protocol, Reason, Scale
from desktop_al.core.shapes import NOT_WORTH_REASONS

BUILT_IN = tuple(Reason(own, words) for own, words in NOT_WORTH_REASONS)


@dataclass(frozen=True, slots=True)
class ProtocolRecord:
    """``reasons``, ``name`` and ``label`` are None where nothing was ever said of them; no ``reasons`` (also an empty
    tuple) stand for those of the program. ``label`` is the version as a file names it. ``extra``: fields of a file
    that are not known here, ``class_extra`` those of each class, by its id. ``former``: the words of reasons that are
    no longer in force. ``number``: of the version that a copy was handed out with. ``reason_for_change``: who changes
    an answer is asked why."""

    text: str = ""
    scale: Scale = "nominal"
    reasons: tuple[Reason, ...] | None = None
    name: str | None = None
    label: str | None = None
    extra: Mapping[str, Value] = field(default_factory=dict, hash=False)
    class_extra: Mapping[str, Mapping[str, Value]] = field(default_factory=dict, hash=False)
    former: Mapping[str, str] = field(default_factory=dict, hash=False)
    number: int = 1
    reason_for_change: bool = False

    def in_force(self) -> tuple[Reason, ...]:
        """The reasons for "not worth labelling", in the order of their keys."""
        return self.reasons or BUILT_IN

    def reason_words(self) -> dict[str, str]:
        """The words of every reason that an answer can have, by its id: the newest of each."""
        known = {reason.id: reason.words for reason in BUILT_IN} | dict(self.former)
        return known | {reason.id: reason.words for reason in self.in_force()}


def recorded(given: ProtocolRecord, bodies: Iterable[Body]) -> ProtocolRecord:
    """``given`` after the events with these bodies, the oldest first; what is broken in one is passed over."""
    record = given
    for body in bodies:
        record = after(record, body)
    return record


def after(record: ProtocolRecord, body: Body) -> ProtocolRecord:
    """The record after one event; an empty body is one whose text was erased."""
    if not body:
        return replace(record, text="")
    said: dict[str, Any] = {}
    if "text" in body:
        said["text"] = str(body["text"])
    if body.get("scale") in ("nominal", "ordinal"):
        said["scale"] = cast(Scale, body["scale"])
    if isinstance(body.get("reasons"), list):
        said["reasons"] = _reasons(body["reasons"])
        said["former"] = {**record.former, **{reason.id: reason.words for reason in record.reasons or ()}}
    for own, name in (("name", "name"), ("version", "label")):
        if isinstance(body.get(own), str):
            said[name] = body[own]
    if isinstance(body.get("extra"), dict):
        said["extra"] = body["extra"]
    if isinstance(body.get("class_extra"), dict):
        fields = {str(c): extra for c, extra in body["class_extra"].items() if isinstance(extra, dict)}
        said["class_extra"] = {**record.class_extra, **fields}
    if isinstance(body.get("former"), dict):
        said["former"] = {str(own): str(words) for own, words in body["former"].items()}
    if isinstance(body.get("reason_for_change"), bool):
        said["reason_for_change"] = body["reason_for_change"]
    if isinstance(body.get("number"), int):
        said["number"] = body["number"]
    return replace(record, **said)


def record_body(record: ProtocolRecord) -> dict[str, Any]:
    """The body of an event that says all of ``record``; ``after`` gives the same again."""
    body: dict[str, Any] = {"text": record.text, "scale": record.scale, "extra": dict(record.extra)}
    body["class_extra"] = {own: dict(fields) for own, fields in record.class_extra.items()}
    if record.reasons is not None:
        body["reasons"] = reasons_body(record.reasons)
    if record.former:
        body["former"] = dict(record.former)
    if record.name is not None:
        body["name"] = record.name
    if record.label is not None:
        body["version"] = record.label
    if record.reason_for_change:
        body["reason_for_change"] = True
    if record.number != 1:
        body["number"] = record.number
    return body


def reasons_body(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    """Reasons as an event keeps them."""
    return [{"id": r.id, "words": r.words} | ({"extra": dict(r.extra)} if r.extra else {}) for r in reasons]


def file_record(protocol: Protocol, ids: Mapping[str, str]) -> ProtocolRecord:
    """What the log keeps of a file beside its classes; ``ids`` of the classes by name key."""
    extra = {ids[key]: c.extra for c in protocol.classes if c.extra and (key := name_key(c.name)) in ids}
    return ProtocolRecord(
        protocol.text,
        protocol.scale,
        protocol.reasons,
        protocol.name,
        protocol.version,
        protocol.extra,
        extra,
        reason_for_change=protocol.reason_for_change,
    )


def _reasons(given: list[Any]) -> tuple[Reason, ...]:
    made: dict[str, Reason] = {}
    for one in given:
        own, words = (str(one.get(name, "")) for name in ("id", "words")) if isinstance(one, dict) else ("", "")
        if REASON_ID.fullmatch(own) and words and len(made) < MAX_REASONS:
            extra = one.get("extra")
            made[own] = Reason(own, words, extra if isinstance(extra, dict) else {})
    return tuple(made.values())
