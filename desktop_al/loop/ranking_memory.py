"""The head of the newest ranking, kept in the log, so that the next opening goes on where this one was."""

from typing import Any

import numpy as np
import numpy.typing as npt

from desktop_al.core.state import State
from desktop_al.loop.messages import RoundResult
from desktop_al.loop.pool import Pool

#: Enough for the samples between two rounds.
_KEPT = 60


def round_body(result: RoundResult, pool: Pool, strategy: str) -> dict[str, Any]:
    """The body of a round's event: what it was trained on, how good it was, what it ranked first."""
    head = result.order[:_KEPT].tolist()
    return {
        "number": result.number,
        "labels": result.labelled,
        "strategy": strategy,
        "audit": [result.audit_right, result.audit_n],
        "skilled": result.skilled,
        "seconds": round(result.seconds, 3),
        "first": [pool.rows[place].id.hex() for place in head],
        "reasons": list(result.reasons[:_KEPT]),
    }


def remembered_ranking(state: State, pool: Pool) -> tuple[npt.NDArray[np.int32], tuple[str, ...]]:
    """Places and reasons of the newest ranking in the log; empty when there was none."""
    if not state.rounds:
        return np.zeros(0, np.int32), ()
    body = state.read_body(state.rounds[-1])
    pairs = [
        (pool.by_id[bytes.fromhex(sample)], str(reason))
        for sample, reason in zip(body.get("first", ()), body.get("reasons", ()), strict=False)
        if bytes.fromhex(sample) in pool.by_id
    ]
    return np.array([place for place, _ in pairs], np.int32), tuple(reason for _, reason in pairs)
