"""What the log tells of each answer: what was on screen, how long it took, how many keys; for reports in the worker."""

from collections.abc import Generator, Mapping
from typing import Any, NamedTuple

from desktop_al.core import events as ev
from desktop_al.loop.pace_rows import active_seconds, decoded
from desktop_al.loop.together import CHOSEN
from desktop_al.store.driver import sqlite3

#: Nobody works longer on one sample: such a time is none.
LONGEST = 86_400.0
#: More keys than this were not pressed for one sample.
_MOST_KEYS = 100_000
#: Bodies read between two looks at the clock of whoever drives the report: about a tenth of a second.
_AT_ONCE = 4_000


class AnswerRow(NamedTuple):
    """An annotation or a repeat, also one that was taken back. ``active``: seconds worked on it, None where nobody
    timed it; ``shared``: its part of the seconds that a group of batch review took; ``keys``: pressed for it and the
    ``together`` - 1 others of the same step, None where nobody counted; ``lot``: per cent of the samples drawn for no
    suggestion, where a draw decided on the ``arm``, else 0; ``mode`` that of suggestions, "" where it is not known."""

    lamport: int
    writer: bytes
    seq: int
    annotator: str
    repeat: bool
    sample: bytes
    answer: str
    active: float | None
    shared: float | None
    keys: float | None
    together: int
    arm: str
    mode: str
    lot: int
    revealed: bool
    suggested: str
    chosen: str
    again: bool


def read_rows(connection: sqlite3.Connection, only: str) -> Generator[float, None, list[AnswerRow]]:
    """The answers of everybody, or those of the annotator ``only``, in the order of the log; yields a share of the
    whole report. What is wrong in a body that came from elsewhere counts as not known."""
    found: list[AnswerRow] = []
    rows = connection.execute(
        "SELECT e.lamport, e.writer, e.seq, e.annotator, e.kind, e.sample, e.answer, b.body FROM events e "
        "JOIN bodies b ON b.writer=e.writer AND b.seq=e.seq WHERE e.kind IN (?, ?)",
        (ev.ANNOTATION, ev.REPEAT),
    )
    while part := rows.fetchmany(_AT_ONCE):
        for lamport, writer, seq, annotator, kind, sample, answer, raw in part:
            if only in ("", annotator):
                repeat = kind == ev.REPEAT
                found.append(_row((lamport, writer, seq, annotator, repeat, sample, answer), decoded(raw)))
        yield 0.1
    found.sort(key=lambda row: row[:3])
    return found


def _row(event: tuple[int, bytes, int, str, bool, bytes, str], body: Mapping[str, Any]) -> AnswerRow:
    active = active_seconds(body)
    seconds = body.get("seconds") if body.get("chosen") == CHOSEN and active is None else None
    return AnswerRow(
        *event,
        active=active if active is not None and active <= LONGEST else None,
        shared=_seconds(seconds),
        keys=_whole(body.get("keys"), _MOST_KEYS),
        together=_whole(body.get("together"), 1_000_000) or 1,
        arm=str(body.get("arm", "absent")),
        mode=str(body.get("mode", "")),
        lot=_whole(body.get("lot"), 100) or 0,
        revealed=body.get("revealed") is True,
        suggested=str(body.get("suggested", "")),
        chosen=str(body.get("chosen", "")),
        again=body.get("again") is True,
    )


def _seconds(value: object) -> float | None:
    known = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= LONGEST
    return float(value) if known and isinstance(value, int | float) else None


def _whole(value: object, most: int) -> int | None:
    known = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most
    return value if known and isinstance(value, int) else None
