"""Rounds in the log: what each was trained on, and what it ranked first, so that the next opening goes on
where this one was."""

from typing import Any

import numpy as np

from desktop_al.core import events as ev
from desktop_al.loop.messages import RoundResult
from desktop_al.loop.pool import Pool
from desktop_al.loop.queue import HELD, Pick, Queue
from desktop_al.loop.record import Record

#: Enough for the samples between two rounds.
_KEPT = 60


class RoundLog:
    """A round is written with the first answer after it: who only looks leaves no trace."""

    def __init__(self, record: Record, pool: Pool, queue: Queue, annotator: str) -> None:
        self._record = record
        self._pool = pool
        self._queue = queue
        self._annotator = annotator
        self._strategy = ""
        self._unwritten: tuple[RoundResult, str] | None = None

    def asked(self, strategy: str) -> None:
        """A round begins, at most one at a time; it is made with this strategy whatever is chosen meanwhile."""
        self._strategy = strategy

    def came(self, result: RoundResult) -> None:
        self._unwritten = result, self._strategy

    def write(self) -> None:
        """Record the newest round, with what is on screen and held next just now."""
        newest, self._unwritten = self._unwritten, None
        if newest is not None and not self._record.read_only:
            self._record.add(ev.ROUND, self._body(*newest), self._annotator)

    def resume(self) -> None:
        """Begin the queue as the newest round left it: first what was held, then its ranking."""
        rounds = [event for event in self._record.state.rounds if event.annotator == self._annotator]
        if not rounds:
            return
        body = self._record.state.read_body(rounds[-1])
        by_id = self._pool.by_id
        held = [(by_id.get(bytes.fromhex(sample)), source, reason) for sample, source, reason in body.get("held", ())]
        self._queue.resume(Pick(place, source, str(reason)) for place, source, reason in held if place is not None)
        ranked = [
            (by_id[bytes.fromhex(sample)], str(reason))
            for sample, reason in zip(body.get("first", ()), body.get("reasons", ()), strict=False)
            if bytes.fromhex(sample) in by_id
        ]
        order = np.array([place for place, _ in ranked], np.int32)
        self._queue.set_ranking(order, tuple(reason for _, reason in ranked))

    def _body(self, result: RoundResult, strategy: str) -> dict[str, Any]:
        rows = self._pool.rows
        return {
            "number": result.number,
            "labels": result.labelled,
            "pool": len(rows),
            "strategy": strategy,
            "audit": [result.audit_right, result.audit_n],
            "skilled": result.skilled,
            "seconds": round(result.seconds, 3),
            "first": [rows[place].id.hex() for place in result.order[:_KEPT].tolist()],
            "reasons": list(result.reasons[:_KEPT]),
            "held": [[rows[p.place].id.hex(), p.source, p.reason] for p in list(self._queue.upcoming)[:HELD]],
        }
