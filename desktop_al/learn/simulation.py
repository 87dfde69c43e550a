"""Active learning against known answers: the very rounds of the window, without the window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.metrics import f1_score

from desktop_al.core.errors import BadArgument
from desktop_al.learn.features import Raw
from desktop_al.learn.rounds import Ranking, RoundInput, finish, run_round
from desktop_al.learn.space import DENSE_ROWS, SPARSE_ROWS, fit_space
from desktop_al.learn.strategies import STRATEGIES, strategy_named
from desktop_al.learn.view import Floats, Indices

NO_STOP: dict[str, Any] = {
    "advised_at": None,
    "reason": "This version gives no advice on when to stop.",
    "criteria": {},
}


@dataclass(frozen=True, slots=True)
class Task:
    """One seed's pool and test set in the learner's space. ``rows`` are the pool's places in the given array."""

    rows: Indices
    pool: Floats
    truth: Indices
    answers: Indices
    test: Floats
    test_truth: Indices
    n_classes: int


def simulate(
    features: Raw,
    labels: Sequence[str] | Sequence[int] | npt.NDArray[Any],
    *,
    test: tuple[Raw, Sequence[Any] | npt.NDArray[Any]] | None = None,
    test_fraction: float = 0.3,
    strategies: Sequence[str] = ("recommended",),
    batch: int = 10,
    budget: int = 300,
    initial: int | Sequence[int] | npt.NDArray[Any] = 10,
    seeds: int | Sequence[int] = 5,
    noise: float = 0.0,
    audit_share: float = 0.0,
    widths: Sequence[int] | None = None,
    progress: Callable[[float], None] | None = None,
) -> dict[str, Any]:
    """Learning curves of query strategies, as the ``simulate`` command prints them.

    Args:
        features: (n, d) raw features, dense or csr; ``labels`` (n,) names or numbers.
        test: features and labels to measure on; without, ``test_fraction`` of each class is set aside, drawn
            by the seed. A class of one sample stays in the pool.
        strategies: names; "all" is every one. "random" is added when missing.
        batch, budget: samples asked at once and in all; the budget counts the initial ones. The last batch
            is cut to fit; the run ends early when the pool is used up.
        initial: how many samples, drawn at random, are labelled first, the same for every strategy of a
            seed; or which (indices into ``features``, not set aside for the test); or 0, where the strategy
            (or, if it needs a model, the cold start) chooses the first batch.
        seeds: how many (0, 1, ...) or which.
        noise: share of samples for which the oracle answers another class, drawn by the seed; the test set
            keeps its true labels.
        audit_share: share of the pool reserved as audit samples; the same share of each batch is drawn from
            them at random and counts as labels.
        widths: groups of columns of ``features`` (``Extractor.blocks``).
        progress: called with 0..1 after every round.

    Returns:
        ``{"runs": [{"strategy", "seed", "curve", "picked", "stop"}]}``. A point of "curve" has "labels",
        "accuracy", "macro_f1" (over the classes of the test set), "seconds_fit" and "seconds_query" (scoring
        the pool and choosing). "picked" are indices into ``features`` in the order of labelling, the
        initial ones first.

    Raises:
        BadArgument: arguments that do not fit together, values that are not numbers, unknown strategies.
    """
    features, coded, test_features, test_coded, n_classes = _coded(features, labels, test)
    names = _names(strategies)
    seed_list = list(range(seeds)) if isinstance(seeds, int | np.integer) else [int(seed) for seed in seeds]
    if batch < 1 or budget < 1 or not seed_list or min(seed_list) < 0:
        raise BadArgument("Batch, budget and the number of seeds must be at least 1, and no seed negative.")
    if not 0 <= noise <= 1 or not 0 < test_fraction < 1 or not 0 <= audit_share < 1:
        raise BadArgument("The noise must be from 0 to 1, the test fraction and the audit share between 0 and 1.")
    given = None if isinstance(initial, int | np.integer) else _initial_indices(initial, features.shape[0])
    first = int(initial) if isinstance(initial, int | np.integer) else len(given if given is not None else ())
    if first < 0 or first > budget:
        raise BadArgument(f"The initial {first} labels do not fit into the budget of {budget}.")
    runs: list[dict[str, Any]] = []
    rounds = -(-(budget - first) // batch) + 1
    for at, seed in enumerate(seed_list):
        task = _task(features, coded, test_features, test_coded, n_classes, test_fraction, noise, seed, given, widths)
        start = _initial(task, given, first, seed)
        for place, name in enumerate(names):

            def report(done: int, before: int = at * len(names) + place) -> None:
                if progress is not None:
                    progress(min(1.0, (before + done / rounds) / (len(seed_list) * len(names))))

            runs.append(_run(task, name, start, batch, budget, seed, audit_share, report))
    if progress is not None:
        progress(1.0)
    order = {name: place for place, name in enumerate(names)}
    runs.sort(key=lambda run: order[run["strategy"]])
    return {"runs": runs}


def _run(
    task: Task,
    name: str,
    start: Indices,
    batch: int,
    budget: int,
    seed: int,
    audit_share: float,
    report: Callable[[int], None],
) -> dict[str, Any]:
    labelled = start
    curve: list[dict[str, float]] = []
    # The reserved set in random order; the learner never picks from it.
    audit = np.random.default_rng([seed, 4]).permutation(len(task.pool))[: round(audit_share * len(task.pool))]
    reserved = np.zeros(len(task.pool), bool)
    reserved[audit] = True
    budget = min(budget, len(task.pool))
    previous: Ranking | None = None
    while True:
        round_input = RoundInput(
            features=task.pool,
            labelled=labelled,
            labels=task.answers[labelled],
            n_classes=task.n_classes,
            excluded=reserved,
            strategy=name,
            batch=max(1, min(batch, budget - len(labelled))),
            seed=seed,
            audit=audit,
            previous=None if previous is None else previous.model.linear,
        )
        previous = finish(run_round(round_input))
        if len(labelled):
            curve.append(_point(task, previous, len(labelled)))
        report(len(curve))
        if len(labelled) >= budget:
            break
        labelled = np.concatenate((labelled, _next(previous, audit, labelled, audit_share, round_input.batch)))
    return {
        "strategy": name,
        "seed": seed,
        "curve": curve,
        "picked": [int(row) for row in task.rows[labelled]],
        "stop": dict(NO_STOP),
    }


def _next(ranking: Ranking, audit: Indices, labelled: Indices, share: float, count: int) -> Indices:
    """The rows of the next batch: audit samples up to their share of all labels, the learner's picks otherwise."""
    waiting = audit[~np.isin(audit, labelled)]
    taken = len(audit) - len(waiting)
    due = min(len(waiting), count, max(0, round(share * (len(labelled) + count)) - taken))
    chosen = ranking.order[: min(ranking.batch, count - due)].astype(np.intp)
    # A pool that the learner has used up is finished from the audit set.
    return np.concatenate((waiting[: count - len(chosen)], chosen))


def _point(task: Task, ranking: Ranking, labels: int) -> dict[str, float]:
    predicted = ranking.model.probabilities(task.test).argmax(axis=1)
    present = np.unique(task.test_truth)
    return {
        "labels": labels,
        "accuracy": float((predicted == task.test_truth).mean()),
        "macro_f1": float(f1_score(task.test_truth, predicted, labels=present, average="macro", zero_division=0)),
        "seconds_fit": ranking.seconds_fit,
        "seconds_query": ranking.seconds_score,
    }


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


def _coded(
    features: Raw, labels: Sequence[Any] | npt.NDArray[Any], test: tuple[Raw, Sequence[Any] | npt.NDArray[Any]] | None
) -> tuple[Raw, Indices, Raw | None, Indices | None, int]:
    table, names = _as_table(features, labels, "pool")
    if test is None:
        classes, coded = np.unique(names.astype(str), return_inverse=True)
        return table, coded.astype(np.intp), None, None, len(classes)
    test_table, test_names = _as_table(*test, "test")
    if test_table.shape[1] != table.shape[1] or sparse.issparse(test_table) != sparse.issparse(table):
        raise BadArgument(f"The pool has {table.shape[1]} columns of features, the test set {test_table.shape[1]}.")
    classes, coded = np.unique(np.concatenate((names.astype(str), test_names.astype(str))), return_inverse=True)
    coded = coded.astype(np.intp)
    return table, coded[: len(names)], test_table, coded[len(names) :], len(classes)


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


def _task(
    features: Raw,
    coded: Indices,
    test_features: Raw | None,
    test_coded: Indices | None,
    n_classes: int,
    fraction: float,
    noise: float,
    seed: int,
    given: Indices | None,
    widths: Sequence[int] | None,
) -> Task:
    if test_features is None or test_coded is None:
        rows, test_rows = stratified_split(coded, fraction, seed, given)
        test_features, test_coded = features[test_rows], coded[test_rows]
    else:
        rows = np.arange(features.shape[0])
    pool, truth = features[rows], coded[rows]
    rng = np.random.default_rng([seed, 2])
    limit = SPARSE_ROWS if sparse.issparse(pool) else DENSE_ROWS
    sample = np.sort(rng.choice(len(rows), min(limit, len(rows)), replace=False))
    space = fit_space(pool[sample], seed, None if widths is None else [widths])
    answers = truth
    if n_classes > 1:
        other = (truth + rng.integers(1, n_classes, len(truth))) % n_classes
        answers = np.where(rng.random(len(truth)) < noise, other, truth)
    return Task(rows, space.transform(pool), truth, answers, space.transform(test_features), test_coded, n_classes)


def _initial(task: Task, given: Indices | None, first: int, seed: int) -> Indices:
    if given is not None:
        return np.searchsorted(task.rows, given)
    return np.random.default_rng([seed, 3]).permutation(len(task.rows))[:first]
