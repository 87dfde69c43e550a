"""One round: train, calibrate, score the pool, choose the next batch. The window and ``simulate`` both run this."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field, replace
from time import perf_counter

import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import BadArgument
from desktop_al.learn.batches import BATCHES
from desktop_al.learn.calibration import Skill
from desktop_al.learn.cold_start import cold_start
from desktop_al.learn.junk_model import junk_share
from desktop_al.learn.linear import Linear
from desktop_al.learn.members import ask_members
from desktop_al.learn.model_kinds import MODELS
from desktop_al.learn.models import Model, Trained, train
from desktop_al.learn.picking import top, without_twins
from desktop_al.learn.steps import Result
from desktop_al.learn.strategies import strategy_named
from desktop_al.learn.view import Batch, Floats, Indices, PickReason, Strategy, Utility, View

#: Rows scored between two looks at the clock of the caller.
CHUNK = 16_384
MAX_ORDER = 5_000
#: Probabilities kept in memory at most; of a larger pool with many classes a random draw is scored.
MAX_CELLS = 250_000_000
#: Members times candidates times classes at most that a committee judges, for the same reason.
VOTE_CELLS = 100_000_000
#: Steps of training that the progress counts with: the fit and two times five folds, at most.
TRAINING_STEPS = 12
#: Candidates that are rather not worth labelling come after all others.
JUNK = 0.5


def _nothing() -> Indices:
    return np.empty(0, np.intp)


@dataclass(frozen=True, slots=True)
class RoundInput:
    """Everything a round depends on; the same input gives the same ranking.

    features: (n, d) float32 in the learner's space (``space.Space``).
    labelled, labels: row indices with an answer and their class indices, same length.
    n_classes: classes of the project, at least 1.
    excluded: (n,) bool, rows never picked: audit and overlap samples, junk, duplicates, answered ones
        that are not in ``labelled`` (unsure). They may be in ``labelled`` and then do train.
    strategy: a name or mix (``strategies.strategy_named``); ``model`` a row of ``MODELS``.
    audit: row indices of the audit samples; those that are labelled give the honest accuracy.
    previous: the linear part of the last round's model, to begin the fit from.
    weights: (len(labelled),) how far each answer is trusted; None: all alike.
    junk: row indices answered with "not worth labelling".
    wanted: the class of which all samples are looked for, or -1.
    votes: the user's weights of committee members by model name; a name not in it counts 1.
    limit: how many candidates are looked at, a random draw of them; 0: as many as the strategy can.
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
    model: str = "logistic"
    weights: Floats | None = None
    junk: Indices = field(default_factory=_nothing)
    wanted: int = -1
    votes: Mapping[str, float] = field(default_factory=dict)
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a round found.

    order: int32 row indices, the batch of ``batch`` rows first, then by utility, at most ``MAX_ORDER``.
    reasons: of each entry of ``order``.
    scored, probabilities: rows (m,) and their calibrated probabilities, float16 (m, n_classes).
    looked_at, candidates: how many candidates the strategy looked at, of how many there are.
    labelled: answers trained on.
    audit: (right, n) out of fold over the labelled audit samples; ``audit_rows`` are these, ``audit_said`` the class
        that each was given by a model that has not seen it (-1: there was none).
    held_rows, held_probabilities, held_plain: labelled rows (m,) with the calibrated probabilities (m, n_classes) that
        a model gave them which has not seen them, and those before calibration; the audit samples, once there are
        enough of them (``models.Trained``).
    members: what each committee member's vote weighed, by name; empty without a committee.
    seconds_fit, seconds_score: training with calibration; scoring the pool and choosing.
    """

    order: npt.NDArray[np.int32]
    reasons: tuple[PickReason, ...]
    batch: int
    scored: npt.NDArray[np.int32]
    probabilities: npt.NDArray[np.float16]
    looked_at: int
    candidates: int
    labelled: int
    audit: tuple[int, int]
    audit_rows: npt.NDArray[np.int32]
    audit_said: npt.NDArray[np.int16]
    held_rows: npt.NDArray[np.int32]
    held_probabilities: Floats
    held_plain: Floats
    skill: Skill
    beats_base_rate: bool
    members: dict[str, float]
    seconds_fit: float
    seconds_score: float
    model: Model


def run_round(round_input: RoundInput) -> Generator[float, None, Ranking]:
    """Train and rank, yielding progress 0..1 between steps of at most about half a second.

    Raises:
        BadArgument: an unknown strategy, or arrays that do not fit together.
    """
    check(round_input)
    rows = _rows_scored(round_input)
    candidates = int(_free(round_input).sum())
    if len(rows) < len(round_input.features):
        round_input = _only(round_input, rows)
    fit_seconds: list[float] = []
    score_seconds: list[float] = []
    trained = yield from _timed(train_round(round_input), fit_seconds)
    chosen = yield from _timed(_score(round_input, trained.model), score_seconds)
    return Ranking(
        order=rows[chosen.order].astype(np.int32),
        reasons=chosen.reasons,
        batch=chosen.batch,
        scored=rows.astype(np.int32),
        probabilities=chosen.probabilities.astype(np.float16),
        looked_at=chosen.looked_at,
        candidates=candidates,
        labelled=len(round_input.labelled),
        audit=trained.audit,
        audit_rows=rows[round_input.labelled[_audit_answers(round_input)]].astype(np.int32),
        audit_said=trained.audit_said.astype(np.int16),
        held_rows=rows[round_input.labelled[trained.held_out]].astype(np.int32),
        held_probabilities=trained.probabilities,
        held_plain=trained.uncalibrated,
        skill=trained.skill,
        beats_base_rate=trained.skill.beats_base_rate,
        members=chosen.members,
        seconds_fit=sum(fit_seconds),
        seconds_score=sum(score_seconds),
        model=trained.model,
    )


def check(given: RoundInput) -> None:
    """Raises BadArgument when the arrays of a round do not fit together."""
    strategy_named(given.strategy)
    if given.model not in MODELS:
        raise BadArgument(f'There is no model "{given.model}". Known are: {", ".join(sorted(MODELS))}.')
    n = len(given.features)
    if given.features.ndim != 2 or given.excluded.shape != (n,) or given.n_classes < 1 or given.batch < 1:
        raise BadArgument("A round needs a table of features, one mark for each of its rows, a class and a batch of 1.")
    if len(given.labelled) != len(given.labels):
        raise BadArgument(f"{len(given.labelled)} samples are labelled, but there are {len(given.labels)} labels.")
    if given.weights is not None and (given.weights.shape != given.labels.shape or not (given.weights > 0).all()):
        raise BadArgument("Each label needs a weight above 0.")
    for name, values, limit in (
        ("labelled sample", given.labelled, n),
        ("audit sample", given.audit, n),
        ("sample not worth labelling", given.junk, n),
        ("class", given.labels, given.n_classes),
    ):
        if len(values) and (values.min() < 0 or values.max() >= limit):
            raise BadArgument(f"The number of a {name} is not between 0 and {limit - 1}.")
    if len(np.unique(given.labelled)) != len(given.labelled):
        raise BadArgument("A sample is labelled twice.")


def _free(given: RoundInput) -> npt.NDArray[np.bool_]:
    """Which rows (n,) may be asked."""
    free = ~given.excluded
    free[given.labelled] = False
    free[given.junk] = False
    return free


def _rows_scored(given: RoundInput) -> Indices:
    """All rows; of a pool whose probabilities would not fit in memory those answered and a random draw."""
    n = len(given.features)
    if n * given.n_classes <= MAX_CELLS:
        return np.arange(n)
    drawn = np.random.default_rng([given.seed, 9]).choice(n, MAX_CELLS // given.n_classes, replace=False)
    rows: Indices = np.unique(np.concatenate((drawn, given.labelled, given.junk)))
    return rows


def _only(given: RoundInput, rows: Indices) -> RoundInput:
    """The same round over some rows of the pool, among them all that are answered."""
    return replace(
        given,
        features=given.features[rows],
        labelled=np.searchsorted(rows, given.labelled),
        excluded=given.excluded[rows],
        audit=np.flatnonzero(np.isin(rows, given.audit)),
        junk=np.searchsorted(rows, given.junk),
    )


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


def _audit_answers(given: RoundInput) -> Indices:
    """Positions among the labelled rows of those that are audit samples."""
    return np.flatnonzero(np.isin(given.labelled, given.audit))


def training_seed(given: RoundInput) -> int:
    """Of what is drawn by lot while a model is trained: another one with each new label."""
    return int(np.random.default_rng([given.seed, len(given.labelled)]).integers(2**31))


def train_round(given: RoundInput) -> Generator[float, None, Trained]:
    """The model of a round alone, which neither scores the pool nor chooses; yields progress from 0 to 0.6."""
    audit = _audit_answers(given)
    features = given.features[given.labelled]
    seed = training_seed(given)
    labels = given.labels.astype(np.intp)
    steps = train(features, labels, given.n_classes, audit, seed, given.model, given.previous, given.weights)
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


@dataclass(frozen=True, slots=True)
class _Chosen:
    order: Indices
    reasons: tuple[PickReason, ...]
    batch: int
    probabilities: Floats
    looked_at: int
    members: dict[str, float]


def _score(given: RoundInput, model: Model) -> Generator[float, None, _Chosen]:
    n = len(given.features)
    probabilities = np.empty((n, given.n_classes), np.float32)
    for start in range(0, n, CHUNK):
        probabilities[start : start + CHUNK] = model.probabilities(given.features[start : start + CHUNK])
        yield 0.6 + 0.2 * min(start + CHUNK, n) / n
    seed = int(np.random.default_rng([given.seed, len(given.labelled), 1]).integers(2**31))
    strategy = strategy_named(given.strategy)
    candidates = np.flatnonzero(_free(given))
    view = View(
        probabilities,
        given.features,
        _looked_at(candidates, _limit(strategy, given.n_classes), given.limit, seed),
        given.labelled,
        given.labels,
        seed,
        given.junk,
        given.wanted,
        model if len(given.labelled) else None,
    )
    members: dict[str, float] = {}
    if strategy.needs_votes and len(given.labelled):
        votes, members = yield from ask_members(view, given.n_classes, given.votes, given.weights)
        view = replace(view, votes=votes)
    yield 0.85
    looked_at = len(view.candidates)
    view, junk = _junk_apart(view, strategy)
    utility = strategy.utility(view)
    yield 0.9
    batch = _drawn(view, strategy, utility, given.batch)
    yield 0.95
    left = np.flatnonzero(~np.isin(view.candidates, batch.rows))
    rest = view.candidates[left[top(utility[left], MAX_ORDER, seed)]]
    # Without a label all are equally uncertain to a model, and the order is by lot.
    by_lot = not len(given.labelled) and (strategy.needs_model or strategy.phases is not None)
    reason: PickReason = "random" if by_lot else strategy.reason
    reason_of = dict(zip(batch.rows.tolist(), batch.reasons, strict=True))
    order = np.concatenate((batch.rows, rest, junk))
    first = without_twins(given.features, order, min(given.batch, MAX_ORDER))
    order = np.concatenate((first, order[~np.isin(order, first)]))[:MAX_ORDER]
    reasons = tuple(reason_of.get(row, reason) for row in order.tolist())
    return _Chosen(order, reasons, len(first), probabilities, looked_at, members)


def _limit(strategy: Strategy, n_classes: int) -> int:
    """How many candidates the strategy can look at, 0 for all."""
    if not strategy.needs_votes:
        return strategy.limit
    votes = max(1, VOTE_CELLS // (len(MODELS) * n_classes))
    return min(strategy.limit or votes, votes)


def _looked_at(candidates: Indices, of_strategy: int, of_round: int, seed: int) -> Indices:
    """The candidates, or a random draw of them where looking at all would take too long."""
    limit = min(of_strategy or len(candidates), of_round or len(candidates))
    if len(candidates) <= limit:
        return candidates
    return np.sort(np.random.default_rng([seed, 8]).choice(candidates, limit, replace=False))


def _junk_apart(view: View, strategy: Strategy) -> tuple[View, Indices]:
    """The view without the candidates that are rather not worth labelling, and these, the likeliest last."""
    if strategy.name == "random":
        # A fair picture of the pool leaves nothing out.
        return view, np.empty(0, np.intp)
    share = junk_share(view)
    is_junk = share > JUNK
    if not is_junk.any() or is_junk.all():
        return view, np.empty(0, np.intp)
    junk = np.flatnonzero(is_junk)
    kept = replace(view, candidates=view.candidates[~is_junk])
    if view.votes is not None:
        kept = replace(kept, votes=replace(view.votes, probabilities=view.votes.probabilities[:, ~is_junk]))
    return kept, view.candidates[junk[np.argsort(share[junk], kind="stable")]]


def _drawn(view: View, strategy: Strategy, utility: Utility, n: int) -> Batch:
    if strategy.needs_model and not len(view.labelled):
        return cold_start(view, n)
    if strategy.phases is not None:
        return strategy.phases(view, utility, n)
    rows = view.candidates[BATCHES[strategy.batch](view, utility, n)]
    return Batch(rows, (strategy.reason,) * len(rows))
