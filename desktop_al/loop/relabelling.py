"""Answering several samples at once, away from the queue: one step, undone with one key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument, CannotRead
from desktop_al.core.events import Body, Event
from desktop_al.core.words import tr, trn
from desktop_al.loop import intake
from desktop_al.loop.pool import Pool
from desktop_al.loop.record import Record
from desktop_al.media.samples import content_hash, read_bytes
from desktop_al.store.writer import SampleChange

#: More at once would keep the window waiting, and is hardly looked at by anybody.
MOST = 10_000
#: Samples whose content is read now because it is not known yet; the others wait until the worker has read them.
_READ_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Relabelled:
    """``events`` are the new answers; ``left_out`` says in words what got none, "" where all did."""

    events: tuple[Event, ...]
    left_out: str


def relabel(
    record: Record,
    pool: Pool,
    root: Path,
    annotator: str,
    places: Sequence[int],
    answer: str | Mapping[int, str],
    *,
    protocol: str,
    round_number: int,
    by: str,
    beside: Mapping[int, Body] | None = None,
) -> Relabelled:
    """Give ``answer`` to every sample of ``places``, or each its own. ``beside`` says what else goes into the
    annotation of a place; where it says nothing, no suggestion stood beside the sample.

    Raises:
        BadArgument: more than ``MOST`` at once.
    """
    places = list(dict.fromkeys(places))
    if len(places) > MOST:
        raise BadArgument(
            tr(
                "At most {most:,} samples can be labelled at once, not {given:,}. Nothing was changed.",
                most=MOST,
                given=len(places),
            )
        )
    unknown = [place for place in places if pool.rows[place].digest is None and not pool.rows[place].problem]
    changes = [change for place in unknown[:_READ_AT_MOST] for change in _read(record, pool, root, place)]
    broken, unread, asked = 0, 0, 0
    asks = record.state.protocol_record().reason_for_change
    entries: list[tuple[str, Body, bytes, str]] = []
    rows = []
    for place in places:
        row = pool.rows[place]
        said = answer if isinstance(answer, str) else answer[place]
        if row.problem and ev.not_worth_reason(said) is None:
            broken += 1
            continue
        if row.digest is None and not row.problem:
            # The content that is answered is known before its first annotation is written.
            unread += 1
            continue
        if asks and any(event.answer != said for event in record.state.in_force(annotator, row.id)):
            asked += 1
            continue
        body = {
            "arm": "absent",
            "chosen": "relabel",
            "reason": "",
            "round": round_number,
            "protocol": protocol,
            "again": bool(record.state.in_force(annotator, row.id)),
            "together": len(places),
            **(beside or {}).get(place, {}),
        }
        if by:
            body["by"] = by
        entries.append((ev.ANNOTATION, body, row.id, said))
        rows.append(row)
    events = record.add_all(entries, annotator, samples=rows, changes=changes)
    if len(events) > 1:
        record.add(ev.BATCH, {"range": [events[0].seq, events[-1].seq]}, annotator)
    return Relabelled(tuple(events), _words(broken, unread, asked))


def _read(record: Record, pool: Pool, root: Path, place: int) -> list[SampleChange]:
    try:
        return intake.digest_change(place, content_hash(read_bytes(root, pool.found(place))), pool)
    except CannotRead as error:
        intake.mark_unreadable(place, str(error), pool, record)
        return []


def _words(broken: int, unread: int, asked: int) -> str:
    parts = []
    if broken:
        parts.append(trn("{n:,} cannot be read", "{n:,} cannot be read", broken))
    if unread:
        parts.append(
            trn(
                "{n:,} have not been read yet, try again in a moment",
                "{n:,} have not been read yet, try again in a moment",
                unread,
            )
        )
    if asked:
        parts.append(
            trn(
                "{n:,} have another answer, and the protocol asks why it is changed: change them on the Label page",
                "{n:,} have another answer, and the protocol asks why it is changed: change them on the Label page",
                asked,
            )
        )
    return tr("Left out: {reasons}.", reasons="; ".join(parts)) if parts else ""
