"""Active learning against known answers: the very rounds of the window, without the window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import sparse

from desktop_al.core.errors import BadArgument
from desktop_al.learn.features import Raw
from desktop_al.learn.model_kinds import MODELS
from desktop_al.learn.rounds import Ranking, RoundInput, run_round
from desktop_al.learn.space import DENSE_ROWS, SPARSE_ROWS, Space, fit_space
from desktop_al.learn.steps import finish
from desktop_al.learn.stop_report import StopReport
from desktop_al.learn.strategies import STRATEGIES, strategy_named
from desktop_al.learn.view import Floats, Indices

#: Raw features of one kind, or a list of several kinds of the same samples, as ``fit_space`` takes them.
Given: TypeAlias = Raw | Sequence[Raw]

#: What a run says of stopping when it was not asked.
NO_STOP: dict[str, Any] = {
    "advised_at": None,
    "reason": "No report on when to stop was asked for.",
    "criteria": {},
}


@dataclass(frozen=True, slots=True)
class Task:
    """One seed's pool and test set in the learner's space. ``rows`` are the pool's places in the given array;
    ``unsure`` marks the samples that the oracle does not answer."""

    rows: Indices
    pool: Floats
    truth: Indices
    answers: Indices
    unsure: npt.NDArray[np.bool_]
    test: Floats
    test_truth: Indices
    classes: tuple[str, ...]

    @property
    def n_classes(self) -> int:
        return len(self.classes)


@dataclass(frozen=True, slots=True)
class Rules:
    """What is the same for every run; ``wanted`` is a class index or -1."""

    batch: int
    budget: int
    test_fraction: float
    noise: float
    abstain: float
    audit_share: float
    model: str
    wanted: int
    stop_report: bool = False


@dataclass(frozen=True, slots=True)
class _Coded:
    """Features and class indices; ``test`` is None where it is drawn from the pool by the seed."""

    features: list[Raw]
    coded: Indices
    classes: list[str]
    test: tuple[list[Raw], Indices] | None
    widths: list[Sequence[int] | None]


def simulate(
    features: Given,
    labels: Sequence[str] | Sequence[int] | npt.NDArray[Any],
    *,
    test: tuple[Given, Sequence[Any] | npt.NDArray[Any]] | None = None,
    test_fraction: float = 0.3,
    strategies: Sequence[str] = ("recommended",),
    batch: int = 10,
    budget: int = 300,
    initial: int | Sequence[int] | npt.NDArray[Any] = 10,
    seeds: int | Sequence[int] = 5,
    noise: float = 0.0,
    abstain: float = 0.0,
    audit_share: float = 0.0,
    model: str = "logistic",
    wanted: str | int | None = None,
    widths: Sequence[Any] | None = None,
    stop_report: bool = False,
    progress: Callable[[float], None] | None = None,
) -> dict[str, Any]:
    """Learning curves of query strategies, as the ``simulate`` command prints them.

    Args:
        features: (n, d) raw features, dense or csr, or a list of several kinds, each reduced apart and then laid
            side by side as the window does it; ``labels`` (n,) names or numbers.
        test: features and labels to measure on; without, ``test_fraction`` of each class is set aside, drawn
            by the seed. A class of one sample stays in the pool.
        strategies: names or mixes (``strategy_named``); "all" is every one. "random" is added when missing.
        batch, budget: samples asked at once and in all; the budget counts the initial ones. The last batch
            is cut to fit; the run ends early when the pool is used up.
        initial: how many samples, drawn at random, are asked first, the same for every strategy of a
            seed; or which (indices into ``features``, not set aside for the test); or 0, where the strategy
            (or, if it needs a model, the cold start) chooses the first batch.
        seeds: how many (0, 1, ...) or which.
        noise: share of samples for which the oracle answers another class, drawn by the seed; the test set
            keeps its true labels.
        abstain: share of samples, below 1, for which the oracle is unsure, drawn by the seed: such a sample was
            asked and counts in the budget, teaches nothing, and is not asked again.
        audit_share: share of the pool reserved as audit samples; the same share of each batch is drawn from
            them at random and counts as labels.
        model: a row of ``MODELS``.
        wanted: the class of which all samples are looked for (the strategy "certainty" uses it).
        widths: groups of columns of ``features`` (``Extractor.blocks``); of several kinds a list of such.
        stop_report: whether every run says when stopping would have been advised; needs an audit share.
        progress: called with 0..1 after every round.

    Returns:
        ``{"runs": [{"strategy", "seed", "curve", "picked", "stop"}]}``. A point of "curve" has "labels" (answers
        that teach), "asked" (with those answered unsure), "accuracy", "macro_f1" (over the classes of the test
        set), "seconds_fit" and "seconds_query" (scoring the pool and choosing), and with ``wanted`` "found", the
        share of that class's samples in the pool that are labelled; there is none before the first label. "picked"
        are indices into ``features`` in the order of asking, the initial ones first. "stop" has "advised_at" (labels
        at the first verdict "You can stop", or None), its "reason" (the last verdict's where there is none), and
        "criteria": of each the labels at which it first held, or None; and with ``stop_report`` "forecasts", the
        80 % bands of accuracy (``low``, ``high``) ``at`` so many labels, as forecast at ``labels``.

    Raises:
        BadArgument: arguments that do not fit together, values that are not numbers, unknown strategies.
    """
    data = _coded(features, labels, test, widths)
    names = _names(strategies)
    seed_list = list(range(seeds)) if isinstance(seeds, int | np.integer) else [int(seed) for seed in seeds]
    if batch < 1 or budget < 1 or not seed_list or min(seed_list) < 0:
        raise BadArgument("Batch, budget and the number of seeds must be at least 1, and no seed negative.")
    if not 0 <= noise <= 1 or not 0 < test_fraction < 1 or not 0 <= audit_share < 1:
        raise BadArgument("The noise must be from 0 to 1, the test fraction and the audit share between 0 and 1.")
    if not 0 <= abstain < 1:
        raise BadArgument("The share of samples that the oracle is unsure about must be from 0 to below 1.")
    if model not in MODELS:
        raise BadArgument(f'There is no model "{model}". Known are: {", ".join(sorted(MODELS))}.')
    rules = Rules(batch, budget, test_fraction, noise, abstain, audit_share, model, _wanted(data, wanted), stop_report)
    given = None if isinstance(initial, int | np.integer) else _initial_indices(initial, len(data.coded))
    first = int(initial) if isinstance(initial, int | np.integer) else len(given if given is not None else ())
    if first < 0 or first > budget:
        raise BadArgument(f"The initial {first} labels do not fit into the budget of {budget}.")
    runs: list[dict[str, Any]] = []
    rounds = -(-(budget - first) // batch) + 1
    for at, seed in enumerate(seed_list):
        task = _task(data, rules, seed, given)
        start = _initial(task, given, first, seed)
        for place, name in enumerate(names):

            def report(done: int, before: int = at * len(names) + place) -> None:
                if progress is not None:
                    progress(min(1.0, (before + min(1.0, done / rounds)) / (len(seed_list) * len(names))))

            runs.append(_run(task, name, start, rules, seed, report))
    if progress is not None:
        progress(1.0)
    order = {name: place for place, name in enumerate(names)}
    runs.sort(key=lambda run: order[run["strategy"]])
    return {"runs": runs}


def _run(
    task: Task, name: str, start: Indices, rules: Rules, seed: int, report: Callable[[int], None]
) -> dict[str, Any]:
    asked = start
    curve: list[dict[str, float]] = []
    # The reserved set in random order; the learner never picks from it.
    reserved_count = round(rules.audit_share * len(task.pool))
    audit = np.random.default_rng([seed, 4]).permutation(len(task.pool))[:reserved_count]
    reserved = np.zeros(len(task.pool), bool)
    reserved[audit] = True
    budget = min(rules.budget, len(task.pool))
    previous: Ranking | None = None
    stop = StopReport(len(task.pool), audit, task.classes, rules.wanted, seed) if rules.stop_report else None
    rounds = 0
    while True:
        labelled = asked[~task.unsure[asked]]
        excluded = reserved.copy()
        excluded[asked[task.unsure[asked]]] = True
        round_input = RoundInput(
            features=task.pool,
            labelled=labelled,
            labels=task.answers[labelled],
            n_classes=task.n_classes,
            excluded=excluded,
            strategy=name,
            batch=max(1, min(rules.batch, budget - len(asked))),
            seed=seed,
            audit=audit,
            previous=None if previous is None else previous.model.linear,
            model=rules.model,
            wanted=rules.wanted,
        )
        previous = finish(run_round(round_input))
        if len(labelled):
            curve.append(_point(task, previous, labelled, len(asked), rules.wanted))
        if stop is not None:
            stop.take(round_input, previous, asked)
        rounds += 1
        report(rounds)
        if len(asked) >= budget:
            break
        asked = np.concatenate((asked, _next(previous, audit, asked, rules.audit_share, round_input.batch)))
    return {
        "strategy": name,
        "seed": seed,
        "curve": curve,
        "picked": [int(row) for row in task.rows[asked]],
        "stop": dict(NO_STOP) if stop is None else stop.found(),
    }


def _next(ranking: Ranking, audit: Indices, asked: Indices, share: float, count: int) -> Indices:
    """The rows of the next batch: audit samples up to their share of all asked, the learner's picks otherwise."""
    waiting = audit[~np.isin(audit, asked)]
    taken = len(audit) - len(waiting)
    due = min(len(waiting), count, max(0, round(share * (len(asked) + count)) - taken))
    chosen = ranking.order[: min(ranking.batch, count - due)].astype(np.intp)
    # A pool that the learner has used up is finished from the audit set.
    return np.concatenate((waiting[: count - len(chosen)], chosen))


def _point(task: Task, ranking: Ranking, labelled: Indices, asked: int, wanted: int) -> dict[str, float]:
    predicted = ranking.model.probabilities(task.test).argmax(axis=1)
    point = {
        "labels": len(labelled),
        "asked": asked,
        "accuracy": float((predicted == task.test_truth).mean()),
        "macro_f1": macro_f1(task.test_truth, predicted),
        "seconds_fit": ranking.seconds_fit,
        "seconds_query": ranking.seconds_score,
    }
    if wanted >= 0:
        point["found"] = float((task.truth[labelled] == wanted).sum() / max(1, (task.truth == wanted).sum()))
    return point


def _names(strategies: Sequence[str]) -> list[str]:
    asked = [strategies] if isinstance(strategies, str) else list(strategies)
    names = [name for asked_name in asked for name in (STRATEGIES if asked_name == "all" else (asked_name,))]
    return list(dict.fromkeys(strategy_named(name).name for name in [*names, "random"]))


def _as_table(features: Raw, labels: Sequence[Any] | npt.NDArray[Any], what: str) -> tuple[Raw, npt.NDArray[Any]]:
    if sparse.issparse(features):
        table: Raw = sparse.csr_matrix(features, dtype=np.float32)
        values = table.data
    else:
        given = np.asarray(features)
        if given.dtype.kind not in "buif":
            raise BadArgument(f"The {what} features are not a table of numbers.")
        table = values = given if given.dtype in (np.float32, np.float64) else given.astype(np.float32)
        if table.ndim > 2:
            table = table.reshape(len(table), -1)
    if table.ndim != 2 or not table.shape[0] or not table.shape[1]:
        raise BadArgument(f"The {what} features must be a table with at least one row and one column.")
    if not np.isfinite(values).all():
        raise BadArgument(f"The {what} features hold values that are not numbers (NaN or infinite).")
    names = np.asarray(labels)
    if names.shape != (table.shape[0],):
        raise BadArgument(f"There are {table.shape[0]} rows of {what} features but {names.size} labels.")
    if names.dtype.kind == "f" and not np.isfinite(names).all():
        raise BadArgument(f"The {what} labels hold values that are not numbers.")
    if names.dtype.kind == "f" and (names == np.trunc(names)).all():
        # So that 1.0 in one file is the class 1 of another.
        names = names.astype(np.int64)
    return table, names


def _as_tables(
    features: Given, labels: Sequence[Any] | npt.NDArray[Any], what: str
) -> tuple[list[Raw], npt.NDArray[Any]]:
    kinds: list[Any] = list(features) if isinstance(features, list | tuple) else [features]
    if not kinds:
        raise BadArgument(f"There are no {what} features.")
    tables = [_as_table(one, labels, what) for one in kinds]
    return [table for table, _ in tables], tables[0][1]


def _coded(
    features: Given,
    labels: Sequence[Any] | npt.NDArray[Any],
    test: tuple[Given, Sequence[Any] | npt.NDArray[Any]] | None,
    widths: Sequence[Any] | None,
) -> _Coded:
    tables, names = _as_tables(features, labels, "pool")
    groups: list[Any] = [None] * len(tables)
    if widths is not None:
        groups = list(widths) if isinstance(features, list | tuple) else [widths]
    if len(groups) != len(tables):
        raise BadArgument(f"There are {len(tables)} kinds of features, but groups of columns of {len(groups)}.")
    if test is None:
        classes, coded = np.unique(names.astype(str), return_inverse=True)
        return _Coded(tables, coded.astype(np.intp), [str(c) for c in classes], None, groups)
    test_tables, test_names = _as_tables(*test, "test")
    if len(test_tables) != len(tables):
        raise BadArgument(f"The pool has {len(tables)} kinds of features, the test set {len(test_tables)}.")
    for table, of_test in zip(tables, test_tables):
        if of_test.shape[1] != table.shape[1] or sparse.issparse(of_test) != sparse.issparse(table):
            raise BadArgument(f"The pool has {table.shape[1]} columns of features, the test set {of_test.shape[1]}.")
    classes, coded = np.unique(np.concatenate((names.astype(str), test_names.astype(str))), return_inverse=True)
    coded = coded.astype(np.intp)
    held_out = (test_tables, coded[len(names) :])
    return _Coded(tables, coded[: len(names)], [str(c) for c in classes], held_out, groups)


def _wanted(data: _Coded, wanted: str | int | None) -> int:
    if wanted is None:
        return -1
    in_pool = [data.classes[code] for code in np.unique(data.coded)]
    if str(wanted) not in in_pool:
        raise BadArgument(f'No sample of the pool is of the class "{wanted}". Its classes are: {", ".join(in_pool)}.')
    return data.classes.index(str(wanted))


def _initial_indices(initial: Sequence[int] | npt.NDArray[Any], rows: int) -> Indices:
    indices = np.asarray(initial)
    if indices.ndim != 1 or (indices.size and indices.dtype.kind not in "iu"):
        raise BadArgument("The initial indices must be a list of whole numbers.")
    if indices.size and (indices.min() < 0 or indices.max() >= rows or len(np.unique(indices)) != len(indices)):
        raise BadArgument(f"The initial indices must be different and between 0 and {rows - 1}.")
    return indices.astype(np.intp)


def stratified_split(
    coded: Indices, fraction: float, seed: int, keep: Indices | None = None
) -> tuple[Indices, Indices]:
    """(pool, test) indices, ascending: ``fraction`` of each class to the test, never the whole class.

    Rows ``keep`` go to the pool.
    """
    rng = np.random.default_rng([seed, 1])
    in_test = np.zeros(len(coded), bool)
    for code in np.unique(coded):
        members = rng.permutation(np.flatnonzero(coded == code))
        count = min(round(fraction * len(members)), len(members) - 1)
        if keep is not None:
            members = members[~np.isin(members, keep)]
        in_test[members[:count]] = True
    if not in_test.any():
        raise BadArgument("Too few samples to set some aside for the test: give a test set.")
    return np.flatnonzero(~in_test), np.flatnonzero(in_test)


def _task(data: _Coded, rules: Rules, seed: int, given: Indices | None) -> Task:
    if data.test is None:
        rows, test_rows = stratified_split(data.coded, rules.test_fraction, seed, given)
        test_features, test_coded = [table[test_rows] for table in data.features], data.coded[test_rows]
    else:
        rows = np.arange(len(data.coded))
        test_features, test_coded = data.test
    pool, truth = [table[rows] for table in data.features], data.coded[rows]
    rng = np.random.default_rng([seed, 2])
    space = _space(pool, data.widths, seed, rng)
    n_classes = len(data.classes)
    answers = truth
    if n_classes > 1:
        other = (truth + rng.integers(1, n_classes, len(truth))) % n_classes
        answers = np.where(rng.random(len(truth)) < rules.noise, other, truth)
    unsure = np.random.default_rng([seed, 5]).random(len(truth)) < rules.abstain
    features, held_out = space.transform(pool), space.transform(test_features)
    return Task(rows, features, truth, answers, unsure, held_out, test_coded, tuple(data.classes))


def _space(pool: list[Raw], widths: list[Sequence[int] | None], seed: int, rng: np.random.Generator) -> Space:
    """Each kind of features fitted apart, as the window does it, on a draw of the pool's rows."""
    limits = [SPARSE_ROWS if sparse.issparse(table) else DENSE_ROWS for table in pool]
    count = pool[0].shape[0]
    drawn = rng.choice(count, min(max(limits), count), replace=False)
    spaces = [
        fit_space(table[np.sort(drawn[:limit])], seed, None if groups is None else [groups], len(pool))
        for table, limit, groups in zip(pool, limits, widths)
    ]
    return Space(tuple(part for space in spaces for part in space.parts))


def _initial(task: Task, given: Indices | None, first: int, seed: int) -> Indices:
    if given is not None:
        return np.searchsorted(task.rows, given)
    return np.random.default_rng([seed, 3]).permutation(len(task.rows))[:first]


def macro_f1(truth: Indices, predicted: Indices) -> float:
    """Mean over the classes in ``truth`` of the harmonic mean of precision and recall; 0 for one never found."""
    size = int(max(truth.max(), predicted.max())) + 1
    right = np.bincount(truth[truth == predicted], minlength=size)
    both = np.bincount(truth, minlength=size) + np.bincount(predicted, minlength=size)
    return float((2 * right / np.maximum(both, 1))[np.unique(truth)].mean())
