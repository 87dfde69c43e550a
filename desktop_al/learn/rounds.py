"""One round: train, calibrate, score the pool, choose the next batch. The window and ``simulate`` both run this."""

from collections.abc import Generator
from dataclasses import dataclass
from time import perf_counter
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import BadArgument
from desktop_al.learn.batches import top
from desktop_al.learn.cold_start import cold_start
from desktop_al.learn.models import Linear, Model, Skill, Trained, train
from desktop_al.learn.strategies import strategy_named
from desktop_al.learn.view import Floats, Indices, PickReason, View

Result = TypeVar("Result")

#: Rows scored between two looks at the clock of the caller.
CHUNK = 16_384
MAX_ORDER = 5_000
#: Steps of training that the progress counts with: the fit and two times five folds, at most.
TRAINING_STEPS = 12


@dataclass(frozen=True, slots=True)
class RoundInput:
    """Everything a round depends on; the same input gives the same ranking.

    features: (n, d) float32 in the learner's space (``space.Space``).
    labelled, labels: row indices with an answer and their class indices, same length.
    n_classes: classes of the project, at least 1.
    excluded: (n,) bool, rows never picked: audit and overlap samples, junk, duplicates, answered ones
        that are not in ``labelled`` (unsure). They may be in ``labelled`` and then do train.
    audit: row indices of the audit samples; those that are labelled give the honest accuracy.
    previous: the linear part of the last round's model, to begin the fit from.
    """

    features: Floats
    labelled: Indices
    labels: Indices
    n_classes: int
    excluded: npt.NDArray[np.bool_]
    strategy: str
    batch: int
    seed: int
    audit: Indices
    previous: Linear | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a round found.

    order: int32 row indices, the batch of ``batch`` rows first, then by utility, at most ``MAX_ORDER``.
    reasons: of each entry of ``order``.
    probabilities: float16 (n, n_classes), calibrated.
    labelled: answers trained on.
    audit: (right, n) out of fold over the labelled audit samples.
    seconds_fit, seconds_score: training with calibration; scoring the pool and choosing.
    """

    order: npt.NDArray[np.int32]
    reasons: tuple[PickReason, ...]
    batch: int
    probabilities: npt.NDArray[np.float16]
    labelled: int
    audit: tuple[int, int]
    skill: Skill
    beats_base_rate: bool
    seconds_fit: float
    seconds_score: float
    model: Model


def run_round(round_input: RoundInput) -> Generator[float, None, Ranking]:
    """Train and rank, yielding progress 0..1 between steps of at most about half a second.

    Raises:
        BadArgument: an unknown strategy, or arrays that do not fit together.
    """
    check(round_input)
    fit_seconds: list[float] = []
    score_seconds: list[float] = []
    trained = yield from _timed(_train(round_input), fit_seconds)
    probabilities, order, reasons, batch = yield from _timed(_score(round_input, trained.model), score_seconds)
    return Ranking(
        order=order.astype(np.int32),
        reasons=reasons,
        batch=batch,
        probabilities=probabilities,
        labelled=len(round_input.labelled),
        audit=trained.audit,
        skill=trained.skill,
        beats_base_rate=trained.skill.beats_base_rate,
        seconds_fit=sum(fit_seconds),
        seconds_score=sum(score_seconds),
        model=trained.model,
    )


def finish(steps: Generator[float, None, Result]) -> Result:
    """Run a generator of steps to its end, for callers that have nothing else to do meanwhile."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result


def check(given: RoundInput) -> None:
    """Raises BadArgument when the arrays of a round do not fit together."""
    strategy_named(given.strategy)
    n = len(given.features)
    if given.features.ndim != 2 or given.excluded.shape != (n,) or given.n_classes < 1 or given.batch < 1:
        raise BadArgument("A round needs a table of features, one mark for each of its rows, a class and a batch of 1.")
    if len(given.labelled) != len(given.labels):
        raise BadArgument(f"{len(given.labelled)} samples are labelled, but there are {len(given.labels)} labels.")
    for name, values, limit in (
        ("labelled sample", given.labelled, n),
        ("audit sample", given.audit, n),
        ("class", given.labels, given.n_classes),
    ):
        if len(values) and (values.min() < 0 or values.max() >= limit):
            raise BadArgument(f"The number of a {name} is not between 0 and {limit - 1}.")
    if len(np.unique(given.labelled)) != len(given.labelled):
        raise BadArgument("A sample is labelled twice.")


def _timed(steps: Generator[float, None, Result], spent: list[float]) -> Generator[float, None, Result]:
    """Pass on ``steps``, adding to ``spent`` the seconds they took without the pauses between them."""
    while True:
        begun = perf_counter()
        try:
            progress = next(steps)
        except StopIteration as end:
            spent.append(perf_counter() - begun)
            result: Result = end.value
            return result
        spent.append(perf_counter() - begun)
        yield progress


def _train(given: RoundInput) -> Generator[float, None, Trained]:
    audit = np.flatnonzero(np.isin(given.labelled, given.audit))
    features = given.features[given.labelled]
    seed = int(np.random.default_rng([given.seed, len(given.labelled)]).integers(2**31))
    steps = train(features, given.labels.astype(np.intp), given.n_classes, audit, seed, previous=given.previous)
    done = 0
    while True:
        try:
            next(steps)
        except StopIteration as end:
            trained: Trained = end.value
            return trained
        done += 1
        # Never quite arrives: how often the solver must be called again is not known beforehand.
        yield 0.6 * done / (done + TRAINING_STEPS / 3)


def _score(
    given: RoundInput, model: Model
) -> Generator[float, None, tuple[npt.NDArray[np.float16], Indices, tuple[PickReason, ...], int]]:
    n = len(given.features)
    probabilities = np.empty((n, given.n_classes), np.float32)
    for start in range(0, n, CHUNK):
        probabilities[start : start + CHUNK] = model.probabilities(given.features[start : start + CHUNK])
        yield 0.6 + 0.25 * min(start + CHUNK, n) / n
    free = ~given.excluded
    free[given.labelled] = False
    seed = int(np.random.default_rng([given.seed, len(given.labelled), 1]).integers(2**31))
    view = View(probabilities, given.features, np.flatnonzero(free), given.labelled, given.labels, seed)
    strategy = strategy_named(given.strategy)
    utility = strategy.utility(view)
    yield 0.9
    if strategy.needs_model and not len(given.labelled):
        batch = cold_start(view, given.batch)
    else:
        batch = strategy.select(view, utility, given.batch)
    yield 0.95
    free[batch.rows] = False
    rest = top(utility, MAX_ORDER - len(batch.rows), seed, np.flatnonzero(free))
    order = np.concatenate((batch.rows, rest))[:MAX_ORDER]
    # Without a label all are equally uncertain, and the order is by lot.
    reason: PickReason = strategy.reason if len(given.labelled) else "random"
    reasons = (*batch.reasons, *(reason,) * len(rest))[:MAX_ORDER]
    return probabilities.astype(np.float16), order, reasons, min(len(batch.rows), MAX_ORDER)
