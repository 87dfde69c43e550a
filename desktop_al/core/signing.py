"""Signatures: what an annotator signed, and whether it still stands.

A signature names the events that were signed and a hash over them. Nothing ever takes it back; whether it is valid is
read from the log: it is void once the answer of a signed sample is another than the signed one. This supports the
signature manifestations of 21 CFR 11.50 (printed name, time, meaning); it does not by itself make anything compliant.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from desktop_al.core import events as ev
from desktop_al.core.class_names import can_be_shown
from desktop_al.core.errors import BadArgument
from desktop_al.core.events import Body, Event, Ref
from desktop_al.core.state import State, order_key
from desktop_al.core.words import tr

Meaning = Literal["labelled", "reviewed", "adjudicated"]
MEANINGS: tuple[Meaning, ...] = ("labelled", "reviewed", "adjudicated")
MAX_NAME = 120


@dataclass(frozen=True, slots=True)
class Signature:
    """``name`` as it was typed; ``utc`` and ``since`` (the first change, 0 for none) in microseconds; ``samples`` were
    signed and ``changed`` of them are answered otherwise now. ``sound``: what it names is in the log and has the hash
    that was signed. ``passphrase``: it was asked for again."""

    at: Ref
    who: str
    name: str
    meaning: str
    utc: int
    samples: int
    changed: int = 0
    since: int = 0
    sound: bool = True
    passphrase: bool = False

    @property
    def valid(self) -> bool:
        return self.sound and not self.changed


def to_sign(state: State, annotator: str, meaning: str) -> list[Event]:
    """What ``annotator`` would sign now: the own annotations in force, or with "adjudicated" the own decisions."""
    if meaning == "adjudicated":
        made = (e for sample in state.decisions for e in state.decision(sample) if e.annotator == annotator)
    else:
        own = (sample for who, sample in state.cells if who == annotator)
        made = (event for sample in own for event in state.in_force(annotator, sample))
    return sorted(made, key=order_key)


def signed_hash(signed: Iterable[Event], protocol: str) -> str:
    """SHA-256 over the version of the protocol and the sorted (sample id, answer, event) of what is signed, as
    canonical JSON."""
    rows = sorted([e.sample.hex(), e.answer, f"{e.writer.hex()}:{e.seq}"] for e in signed)
    form = json.dumps([protocol, rows], separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(b"signed 1\n" + form.encode()).hexdigest()


def sign_body(signed: Sequence[Event], name: str, protocol: str, *, passphrase: bool) -> dict[str, Any]:
    """The body of a ``sign`` event.

    Raises:
        BadArgument: no name, one that cannot be kept, or nothing to sign.
    """
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    if not name:
        raise BadArgument(tr("Type your name as it is to be printed."))
    if len(name) > MAX_NAME or not can_be_shown(name):
        raise BadArgument(tr("A name has at most {most} characters, all of which can be shown.", most=MAX_NAME))
    if not signed:
        raise BadArgument(tr("There is nothing to sign yet."))
    return {
        "name": name,
        "samples": len({event.sample for event in signed}),
        "hash": signed_hash(signed, protocol),
        "protocol": protocol,
        "passphrase": passphrase,
        "events": _ranges(signed),
    }


def signatures(events: Sequence[Event], state: State) -> list[Signature]:
    """Every signature of a log, the oldest first; ``state`` is the fold of ``events``."""
    found = sorted((event for event in events if event.kind == ev.SIGN), key=order_key)
    return [_signature(event, state, events) for event in found]


def _signature(event: Event, state: State, events: Sequence[Event]) -> Signature:
    body = state.read_body(event)
    name, told = str(body.get("name", "")), body.get("samples")
    made = Signature(
        ev.ref(event),
        event.annotator,
        name,
        event.answer,
        event.utc,
        told if isinstance(told, int) else 0,
        sound=False,
        passphrase=body.get("passphrase") is True,
    )
    try:
        refs = _refs(body, state.heads)
        known = [state.event(at) for at in refs]
    except (ValueError, TypeError, AttributeError, KeyError):
        return made
    signed = [e for e in known if e is not None and _may_sign(e, event)]
    if len(signed) != len(refs) or signed_hash(signed, str(body.get("protocol", ""))) != body.get("hash"):
        return made
    by_sample: dict[bytes, set[Ref]] = {}
    for one in signed:
        by_sample.setdefault(one.sample, set()).add(ev.ref(one))
    adjudicated = event.answer == "adjudicated"
    changed = set()
    for sample, refs_of in by_sample.items():
        now = state.decision(sample) if adjudicated else state.in_force(event.annotator, sample)
        if {ev.ref(one) for one in now} != refs_of:
            changed.add(sample)
    since = _first_change(event, changed, refs, state, events) if changed else 0
    return Signature(
        made.at,
        made.who,
        name,
        made.meaning,
        made.utc,
        len(by_sample),
        len(changed),
        since,
        True,
        made.passphrase,
    )


def _may_sign(signed: Event, signature: Event) -> bool:
    kind = ev.DECISION if signature.answer == "adjudicated" else ev.ANNOTATION
    return signed.kind == kind and signed.annotator == signature.annotator and order_key(signed) < order_key(signature)


def _first_change(signature: Event, changed: set[bytes], refs: set[Ref], state: State, events: Sequence[Event]) -> int:
    """When the first of what made it void was done."""
    kind = ev.DECISION if signature.answer == "adjudicated" else ev.ANNOTATION
    times = []
    for event in events:
        if event.kind == kind and event.sample in changed and ev.ref(event) not in refs:
            ours = kind == ev.DECISION or event.annotator == signature.annotator
            if ours and not _before(event, signature, state):
                times.append(event.utc)
        elif event.kind == ev.RETRACT and not _before(event, signature, state):
            taken = state.step_events(ev.targets(state.read_body(event)))
            if any(one.sample in changed for one in taken):
                times.append(event.utc)
    return min(times, default=0)


def _before(event: Event, signature: Event, state: State) -> bool:
    return ev.ref(event) == ev.ref(signature) or state.seen.saw(signature, event)


def _ranges(signed: Iterable[Event]) -> dict[str, list[list[int]]]:
    """Writer -> ranges of numbers, both ends among them."""
    numbers: dict[str, list[int]] = {}
    for event in signed:
        numbers.setdefault(event.writer.hex(), []).append(event.seq)
    made = {}
    for writer, own in numbers.items():
        own.sort()
        breaks = [0, *(at for at, (a, b) in enumerate(pairwise(own), 1) if b != a + 1), len(own)]
        made[writer] = [[own[first], own[end - 1]] for first, end in pairwise(breaks)]
    return made


def _refs(body: Body, heads: Mapping[bytes, int]) -> set[Ref]:
    """Raises ValueError, TypeError or the like where the body is no signature's. Never past the end of a chain: a range
    made up by somebody else may be as long as it likes."""
    found: set[Ref] = set()
    for writer_hex, ranges in body["events"].items():
        writer = bytes.fromhex(writer_hex)
        end = 0
        for first, last in ranges:
            if not end < first <= last <= heads.get(writer, 0):
                raise ValueError("no such event")
            end = last
            found.update((writer, seq) for seq in range(first, last + 1))
    return found
