"""Answering several samples at once, away from the queue: one step, undone with one key."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_al.core import events as ev
from desktop_al.core.errors import CannotRead
from desktop_al.core.events import Event
from desktop_al.loop import intake
from desktop_al.loop.pool import Pool
from desktop_al.loop.record import Record
from desktop_al.media.samples import content_hash, read_bytes


@dataclass(frozen=True, slots=True)
class Relabelled:
    """``events`` are the new answers; ``left_out`` counts samples that cannot be read and so not be labelled."""

    events: tuple[Event, ...]
    left_out: int


def relabel(
    record: Record,
    pool: Pool,
    root: Path,
    annotator: str,
    places: Sequence[int],
    answer: str,
    *,
    protocol: str,
    round_number: int,
    by: str,
) -> Relabelled:
    """Give ``answer`` to every sample of ``places``; no suggestion stood beside any of them."""
    events: list[Event] = []
    left_out = 0
    for place in dict.fromkeys(places):
        row = pool.rows[place]
        changes = []
        if row.digest is None and not row.problem:
            # The content that is answered, before its first annotation is written.
            try:
                changes = intake.digest_change(place, content_hash(read_bytes(root, pool.found(place))), pool)
            except CannotRead as error:
                intake.mark_unreadable(place, str(error), pool, record)
        row = pool.rows[place]
        if row.problem and ev.not_worth_reason(answer) is None:
            left_out += 1
            continue
        body = {
            "arm": "absent",
            "chosen": "relabel",
            "reason": "",
            "round": round_number,
            "protocol": protocol,
            "again": bool(record.state.in_force(annotator, row.id)),
            "together": len(places),
        }
        if by:
            body["by"] = by
        events.append(record.add(ev.ANNOTATION, body, annotator, row.id, answer, samples=[row], changes=changes))
    if len(events) > 1:
        record.add(ev.BATCH, {"range": [events[0].seq, events[-1].seq]}, annotator)
    return Relabelled(tuple(events), left_out)
