"""What each sample is in the end: the votes of all annotators, and the decisions that override them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from desktop_al.core import events as ev
from desktop_al.core.events import Event
from desktop_al.core.state import State
from desktop_al.loop.pool import Pool
from desktop_al.loop.votes import decided, is_tie, tally, votes

Provenance = Literal["unanimous", "majority", "single", "adjudicated", "open"]


@dataclass(frozen=True, slots=True)
class Result:
    """One answered sample. ``label`` is the name of a class, "" where the sample is open or was found not worth
    labelling. ``answers`` annotators said something ("unsure" and two answers of one annotator say nothing), ``agree``
    of them said what came out. ``decided_by``, ``reason_code``, ``reason`` (in words) and ``ambiguous`` are of the
    decision in force, "" and False without one. ``utc``: microseconds of what settled it, else of the newest answer."""

    sample: str
    label: str
    provenance: Provenance
    answers: int
    agree: int
    decided_by: str
    reason_code: str
    reason: str
    ambiguous: bool
    utc: int


def results(state: State, pool: Pool, only: Collection[bytes] | None = None) -> list[Result]:
    """The result of every sample with an answer or a decision in force, in pool order; of those in ``only`` if that
    is given. A decision overrides the votes; where two adjudicators decided differently the sample is open."""
    answered = {sample for (_, sample), cell in state.cells.items() if cell}
    answered |= {sample for sample, made in state.decisions.items() if made}
    names = {c.id: c.name for c in state.classes()}
    places = sorted(pool.by_id[sample] for sample in answered if sample in pool.by_id)
    rows = (pool.rows[place] for place in places)
    return [_result(state, pool.name(row.i), row.id, names) for row in rows if only is None or row.id in only]


def _result(state: State, name: str, sample: bytes, names: dict[str, str]) -> Result:
    counts = tally(votes(state, sample))
    decision = state.decision(sample)
    said = decided(state, sample)
    provenance: Provenance = "open"
    if said is None:
        said = "" if not counts or is_tie(counts) else counts[0][0]
        total = sum(count for _, count in counts)
        if said:
            provenance = "single" if total == 1 else "unanimous" if len(counts) == 1 else "majority"
    elif said != ev.UNSURE:
        provenance = "adjudicated"
    # A decision names the reason of "not worth labelling"; votes for that count together.
    meant = ev.NOT_WORTH_PREFIX if ev.not_worth_reason(said) is not None else said
    named = ev.label_classes(said)
    body = state.read_body(decision[-1]) if decision else {}
    return Result(
        sample=name,
        label=names.get(named[0], named[0]) if named else "",
        provenance=provenance,
        answers=sum(count for _, count in counts),
        agree=dict(counts).get(meant, 0),
        decided_by=" | ".join(dict.fromkeys(event.annotator for event in decision)),
        reason_code=str(body.get("reason_code", "")),
        reason=str(body.get("reason", "")),
        ambiguous=body.get("ambiguous") is True,
        utc=_newest(state, sample, decision),
    )


def _newest(state: State, sample: bytes, decision: Sequence[Event]) -> int:
    given = decision or [event for name in state.annotators for event in state.in_force(name, sample)]
    return max((event.utc for event in given), default=0)
