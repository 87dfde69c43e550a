"""The sets that the learner never picks: audit, overlap and gold samples, and in which turns they come."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop_al.core.state import State
from desktop_al.core.study import StudyDesign, design_of
from desktop_al.loop.pool import Pool, id_numbers
from desktop_al.loop.queue import Stream
from desktop_al.people.assignment import (
    GOLD_ORDER,
    ORDER,
    OVERLAP_ORDER,
    assign,
    assign_by_lot,
    draw,
    gold_mask,
    overlap_mask,
    own_seed,
    serving_order,
)

#: Share of the turns for the overlap set until as many samples as were planned are answered.
_WHILE_PLANNED = 0.5


@dataclass(frozen=True, slots=True)
class Reserved:
    """``streams`` in the order in which they are asked for a turn; ``mask`` (pool,) marks everything that the learner
    leaves alone, also what is assigned to others only. ``shuffled`` (pool,) is the random order of the rest, and
    ``seed`` draws the turns: both the annotator's own in a study. ``planned``: so many samples of the overlap set are
    still to be answered by plan."""

    streams: tuple[Stream, ...]
    mask: npt.NDArray[np.bool_]
    shuffled: npt.NDArray[np.int64]
    seed: int
    planned: int = 0


def overlap_matrix(design: StudyDesign, ids: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
    """Who of the design's annotators answers which sample, (n, annotators); ``ids`` in the order of the pool. Samples
    that came after the design was fixed change nothing about the others."""
    people = len(design.annotators)
    given = np.zeros((len(ids), people), np.bool_)
    places = np.flatnonzero(overlap_mask(ids, design.seed, design.overlap_share))
    first, later = places[places < design.pool], places[places >= design.pool]
    given[first] = assign(ids[first], design.seed, people, design.per_sample)
    given[later] = assign_by_lot(ids[later], design.seed, people, design.per_sample)
    return given


def overlap_of(design: StudyDesign | None, ids: npt.NDArray[np.uint64], annotator: str) -> npt.NDArray[np.bool_]:
    """Which samples, (n,), of the overlap set this annotator is to answer; none for who takes no part in the study."""
    if design is None or annotator not in design.annotators:
        return np.zeros(len(ids), np.bool_)
    mine: npt.NDArray[np.bool_] = overlap_matrix(design, ids)[:, design.annotators.index(annotator)]
    return mine


def reserved(pool: Pool, state: State, annotator: str, seed: int, audit_share: float) -> Reserved:
    """The streams of this annotator's queue, as the pool and the design of the study are now; ``seed`` is the
    project's."""
    audit = pool.audit_order()
    mask = np.zeros(len(pool), np.bool_)
    mask[audit] = True
    design = design_of(state.study())
    if design is None:
        return Reserved((Stream("audit", audit, audit_share, ORDER),), mask, pool.shuffled(), seed)
    ids, part = id_numbers(pool.rows), annotator in design.annotators
    gold = known_gold(pool, state.gold_samples())
    overlap = overlap_mask(ids, design.seed, design.overlap_share) & ~gold
    candidates = gold_mask(ids, design.seed, design.gold_share) & ~gold & ~overlap & ~mask
    # The common order first, then what is one's own of it: so all have the same head.
    common = _in_order(ids, np.flatnonzero(overlap), design.seed, annotator)
    mine = common[overlap_of(design, ids, annotator)[common]]
    golden = _in_order(ids, np.flatnonzero(gold), design.seed, annotator)[: None if part else 0]
    audit = _in_order(ids, np.flatnonzero(mask & ~overlap & ~gold), design.seed, annotator)
    planned = max(0, min(design.planned, len(mine)) - _answered(pool, state, annotator, mine)) if design.planned else 0
    share = max(design.overlap_share, _WHILE_PLANNED) if planned else design.overlap_share
    beginning = max(0, min(design.onboarding, len(golden)) - _answered(pool, state, annotator, golden))
    until = state.annotators.get(annotator, 0) + beginning if beginning else 0
    own = own_seed(seed, annotator)
    shuffled = np.argsort(draw(ids, own, ORDER))
    streams = (
        Stream("gold", golden, design.gold_share, GOLD_ORDER, until),
        # What is in the overlap set as well comes with that, in the order common to all.
        Stream("audit", audit, audit_share, ORDER),
        Stream("overlap", mine, share, OVERLAP_ORDER),
        # Kept apart until their answer is known; served when nothing else is left.
        Stream("random", np.flatnonzero(candidates), 0.0),
    )
    return Reserved(streams, mask | overlap | gold | candidates, shuffled, own, planned)


def known_gold(pool: Pool, samples: AbstractSet[bytes]) -> npt.NDArray[np.bool_]:
    """The places, as a mask (pool,), of samples whose answer is known."""
    mask = np.zeros(len(pool), np.bool_)
    mask[[pool.by_id[sample] for sample in samples if sample in pool.by_id]] = True
    return mask


def _answered(pool: Pool, state: State, annotator: str, places: npt.NDArray[np.int64]) -> int:
    return sum(1 for place in places.tolist() if state.in_force(annotator, pool.rows[place].id))


def _in_order(
    ids: npt.NDArray[np.uint64], places: npt.NDArray[np.int64], seed: int, annotator: str
) -> npt.NDArray[np.int64]:
    order: npt.NDArray[np.int64] = places[serving_order(ids[places], seed, annotator)]
    return order


class ReservedSets:
    """``reserved`` of an open project, made anew only when the pool or the design has changed, or a plan is done."""

    def __init__(self, pool: Pool, state: State, annotator: str, seed: int, audit_share: float) -> None:
        self._of = (pool, state, annotator, seed, audit_share)
        self._made: tuple[object, Reserved] | None = None
        self._left = 0

    def __call__(self) -> Reserved:
        pool, state, *_ = self._of
        key = (len(pool), len(state.studies), len(state.gold_samples()))
        if self._made is None or self._made[0] != key:
            self._made = key, reserved(*self._of)
            self._left = self._made[1].planned
        return self._made[1]

    def plan_done(self) -> bool:
        """One more sample of the overlap set was answered: whether that was the last one planned, so that the queue
        should be filled anew."""
        self._left -= 1
        if self._left == 0:
            self._made = None
        return self._left == 0
