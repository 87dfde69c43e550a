"""Answering a group of alike samples in one step, as batch review does, and having some of them asked again later."""

import bisect
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from desktop_al.core import events as ev
from desktop_al.core.events import Body, Event
from desktop_al.core.state import State
from desktop_al.loop.pool import Pool
from desktop_al.loop.record import Record

#: What ``chosen`` says of an answer given in a group.
CHOSEN = "batch"


@dataclass(frozen=True, slots=True)
class Together:
    """A group as it is accepted. ``accepted`` places get ``class_id``, ``others`` (place, class) another one; ``p`` is
    how sure the model was of each, ``recheck`` the places that are to be asked again; ``seconds`` the time spent on the
    whole group, ``keys`` those pressed for it, None where nobody counts them; ``unticked`` are left to be asked one by
    one."""

    group: str
    class_id: str
    accepted: tuple[int, ...]
    others: tuple[tuple[int, str], ...]
    p: Mapping[int, float]
    recheck: tuple[int, ...]
    expected: float
    seconds: float
    unticked: tuple[int, ...]
    keys: int | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """Of ``n`` samples accepted in a group and asked again later, ``corrected`` got another answer then."""

    n: int
    corrected: int


@dataclass(frozen=True, slots=True)
class Recheck:
    """Samples that are to be asked again, accepted by ``event``."""

    event: Event
    samples: tuple[bytes, ...]


def answer_together(
    record: Record,
    pool: Pool,
    annotator: str,
    group: Together,
    *,
    protocol: str,
    round_number: int,
    by: str,
) -> tuple[Event, ...]:
    """Write the answers of a group, one step of undo; the accepted ones first."""
    given = [(place, group.class_id) for place in group.accepted] + list(group.others)
    body: dict[str, Any] = {
        "arm": "shown",
        "chosen": CHOSEN,
        "reason": "",
        "round": round_number,
        "protocol": protocol,
        "suggested": group.class_id,
        "together": len(given),
        "group": group.group,
        # Of the group, shared among its samples: nobody timed a single one, so there are no active seconds.
        "seconds": round(group.seconds / max(1, len(given)), 3),
    }
    if group.keys is not None:
        body["keys"] = group.keys
    if by:
        body["by"] = by
    entries: list[tuple[str, Body, bytes, str]] = [
        (
            ev.ANNOTATION,
            body
            | {
                "p": round(group.p[place], 4),
                "again": bool(record.state.in_force(annotator, pool.rows[place].id)),
            },
            pool.rows[place].id,
            ev.label_answer([class_id]),
        )
        for place, class_id in given
    ]
    events = record.add_all(entries, annotator, samples=[pool.rows[place] for place, _ in given])
    if events:
        ids = [pool.rows[place].id.hex() for place in group.recheck if place in group.accepted]
        bound = {
            "range": [events[0].seq, events[-1].seq],
            "group": group.group,
            "class": group.class_id,
            "accepted": len(group.accepted),
            "unticked": len(group.unticked),
            "expected": round(group.expected, 4),
            "recheck": ids,
        }
        record.add(ev.BATCH, bound, annotator)
    return tuple(events)


def is_together(state: State, event: Event) -> bool:
    """Whether an annotation was accepted in a group."""
    # A group's own event is the first of its kind after those that it holds.
    later = (one for one in state.batches if one.writer == event.writer and one.seq > event.seq)
    bound = min(later, key=attrgetter("seq"), default=None)
    span = _span(state, bound) if bound is not None and bound.annotator == event.annotator else None
    return span is not None and _holds(span, event)


def checked(state: State, annotator: str) -> Checked:
    """How the annotator's own later answers bear out what was accepted in groups."""
    n = corrected = 0
    spans = sorted(s for e in state.batches if e.annotator == annotator and (s := _span(state, e)) is not None)
    if not spans:
        return Checked(0, 0)
    for (who, _), repeats in state.repeats.items():
        for event in repeats if who == annotator else ():
            body = state.read_body(event)
            first = _named(state, body.get("of"))
            # There may be thousands of groups, and of samples that were asked again.
            at = bisect.bisect(spans, (first.writer, first.seq, sys.maxsize)) if first is not None else 0
            if first is not None and at and _holds(spans[at - 1], first):
                n += 1
                corrected += not body.get("same")
    return Checked(n, corrected)


def rechecks_due(state: State, annotator: str) -> list[Recheck]:
    """What is still to be asked again, in the log's order: drawn when its group was accepted, still answered so, and
    not asked again yet."""
    due = []
    for event in state.batches:
        if event.annotator != annotator:
            continue
        samples = tuple(sample for sample in _drawn(state, event) if _is_due(state, event, sample))
        if samples:
            due.append(Recheck(event, samples))
    return due


#: Writer, first and last event of what was accepted in one group.
_Span = tuple[bytes, int, int]


def _span(state: State, event: Event) -> _Span | None:
    """What a group's event says was accepted; None where it is none of batch review."""
    body = state.read_body(event)
    count = body.get("accepted")
    if not isinstance(count, int) or count <= 0:
        return None
    first = int(body["range"][0])
    return event.writer, first, first + count - 1


def _holds(span: _Span, event: Event) -> bool:
    return event.writer == span[0] and span[1] <= event.seq <= span[2]


def _named(state: State, of: object) -> Event | None:
    """The answer that a repeat repeats."""
    if not isinstance(of, list) or len(of) != 2 or not isinstance(of[1], int):
        return None
    try:
        return state.event((bytes.fromhex(of[0]), of[1]))
    except (TypeError, ValueError):
        return None


def _drawn(state: State, event: Event) -> Sequence[bytes]:
    """What a group's event names to be asked again; what is no sample id in a log from elsewhere is passed over."""
    named = state.read_body(event).get("recheck")
    found = []
    for text in named if isinstance(named, list) else ():
        try:
            found.append(bytes.fromhex(text))
        except (TypeError, ValueError):
            continue
    return found


def _is_due(state: State, event: Event, sample: bytes) -> bool:
    in_force = state.in_force(event.annotator, sample)
    if not in_force or state.repeats.get((event.annotator, sample)):
        return False
    first, last = (int(n) for n in state.read_body(event)["range"])
    return _holds((event.writer, first, last), in_force[-1])
