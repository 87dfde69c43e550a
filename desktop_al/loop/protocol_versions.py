"""Versions of a protocol: what makes one, its number, and the id that every annotation carries.

A version is what an annotator decides by: the guideline, the names and definitions of the classes that are offered,
the scale, and the reasons for "not worth labelling". Marks, keys, the order of classes without a scale that has one,
the name, the version's label and fields that are not known here make no other version. Annotations of earlier
programs carry an id of the guideline's text alone.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from desktop_al.core import events as ev
from desktop_al.core.class_fold import ClassFold
from desktop_al.core.events import Body, Event
from desktop_al.core.protocol import name_key
from desktop_al.core.protocol_file import Protocol, ProtocolClass, Reason, protocol_hash
from desktop_al.core.protocol_record import ProtocolRecord, after
from desktop_al.core.shapes import LabelClass
from desktop_al.core.state import State, order_key
from desktop_al.core.words import tr, trn

_MATTERS = frozenset({"add", "rename", "define", "retire", "merge"})
_RECORDED = frozenset({"text", "scale", "reasons"})
#: Beside them in the body of an event that belongs to the one before it: an import is one version.
PART = "part"


@dataclass(frozen=True, slots=True)
class Version:
    """``number`` counts from 1, or from the file's own ``label`` where that is a number; ``since`` counts changes after
    ``label`` was given, None where no file gave one. ``utc`` and ``who`` of the newest change."""

    number: int
    label: str = ""
    since: int | None = None
    utc: int = 0
    who: str = ""

    def words(self) -> str:
        """ "Version 3", "Version 2024-11 and 2 changes"."""
        if not self.label or self.label.isdecimal():
            return tr("Version {number:,}", number=self.number)
        if not self.since:
            return tr("Version {label}", label=self.label)
        return trn(
            "Version {label} and {n:,} change", "Version {label} and {n:,} changes", self.since, label=self.label
        )

    def in_file(self) -> str:
        """The version's label as a file has it."""
        if self.since == 0:
            return self.label
        return str(self.number) if not self.label or self.label.isdecimal() else f"{self.label}+{self.since}"


def version_of(state: State) -> Version:
    """The version in force."""
    given = state.given_protocol
    number, label, since = given.number, given.label or "", None if given.label is None else 0
    found = Version(number, label, since)
    for event, body in _changes(state):
        making = not event.annotator
        if event.kind == ev.PROTOCOL and isinstance(body.get("version"), str):
            label, since = body["version"], 0
            number = int(label) if label.isdecimal() and len(label) < 9 else number if making else number + 1
        elif not making:
            number, since = number + 1, None if since is None else since + 1
        found = Version(number, label, since, event.utc, event.annotator or state.maker)
    return found


def essence(protocol: Protocol) -> Protocol:
    """What of a protocol an annotator decides by."""
    classes: Iterable[ProtocolClass] = (ProtocolClass(c.name, definition=c.definition) for c in protocol.classes)
    if protocol.scale == "nominal":
        classes = sorted(classes, key=lambda c: name_key(c.name))
    reasons = sorted((Reason(r.id, r.words) for r in protocol.reasons), key=attrgetter("id"))
    return Protocol("", "", protocol.scale, tuple(classes), tuple(reasons), protocol.text)


def decided_by(classes: Sequence[LabelClass], record: ProtocolRecord) -> Protocol:
    """The essence of the protocol of a project; ``classes`` also with those that are no longer offered."""
    offered = (c for c in classes if not c.retired and c.merged_into is None)
    own = tuple(ProtocolClass(c.name, definition=" ".join(c.definition.split())) for c in offered)
    return essence(Protocol("", "", record.scale, own, record.in_force(), record.text))


def version_id(state: State) -> str:
    """The id of the version in force, as annotations carry it."""
    return _id(decided_by(state.classes(), state.protocol_record()))


def text_id(text: str) -> str:
    """The id of a guideline's text as annotations of earlier programs carry it, "" for no text."""
    return hashlib.sha256(text.encode()).hexdigest()[:12] if text else ""


def history(state: State, answered: Sequence[int]) -> Iterator[tuple[str, str, int]]:
    """Id, id of the text alone, and time of each version that one of the moments ``answered`` can fall under, the
    oldest first; times in microseconds."""
    moments, at = sorted(answered), 0
    fold, record = ClassFold(), state.given_protocol
    steps = [*_changes(state, whole=True)]
    for place, (event, body) in enumerate(steps):
        if event.kind == ev.PROTOCOL:
            record = after(record, body)
        else:
            fold.apply(event.answer, body)
        end = steps[place + 1][0].utc if place + 1 < len(steps) else None
        while at < len(moments) and moments[at] < event.utc:
            at += 1
        # Making the id of each of a thousand changes would take seconds.
        if end is None or (at < len(moments) and moments[at] < end):
            yield _id(decided_by(fold.classes(), record)), text_id(record.text), event.utc


def _id(protocol: Protocol) -> str:
    return protocol_hash(protocol)[:12]


def _changes(state: State, *, whole: bool = False) -> Iterator[tuple[Event, Body]]:
    """The changes in force in their order; without ``whole`` only those that make a version."""
    for event in sorted((*state.class_events, *state.protocols), key=order_key):
        body = state.read_body(event)
        if whole or (_makes_version(event, body) and not body.get(PART)):
            yield event, body


def _makes_version(event: Event, body: Body) -> bool:
    if event.kind == ev.PROTOCOL:
        return not body or bool(_RECORDED & body.keys()) or "version" in body
    return body.get("op") in _MATTERS


def numbered(record: ProtocolRecord, state: State) -> ProtocolRecord:
    """The record as it goes with a copy: with the number and label of the version."""
    version = version_of(state)
    return replace(record, number=version.number, label=version.in_file() if version.since is not None else None)
