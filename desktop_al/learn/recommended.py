"""The default query strategy, by phase: a cold start, then small margins that stand for many, and the unseen."""

import numpy as np

from desktop_al.learn.batches import clustered
from desktop_al.learn.cold_start import FEW_CLASSES, cold_start
from desktop_al.learn.coverage import covering
from desktop_al.learn.distances import squared_distances, unit
from desktop_al.learn.uncertainty import margin
from desktop_al.learn.view import Batch, PickReason, Utility, View

#: Answers of each class that end the cold start, and the bounds on all answers: for one class of the project, at least.
LABELS_PER_CLASS = 3
BOUND_PER_CLASS, LEAST_BOUND = 5, 20
#: The share of a batch that explores when no class, or no region of the pool, has an answer yet.
FOR_CLASSES, FOR_REGIONS = 0.3, 0.3
REGION_ROWS = 500


def in_cold_start(view: View) -> bool:
    """Whether some class has too few answers, and the pool has not yet shown that it is simply rare."""
    n_classes = view.probabilities.shape[1]
    if len(view.labels) >= max(LEAST_BOUND, BOUND_PER_CLASS * n_classes):
        return False
    return bool(np.bincount(view.labels, minlength=n_classes).min() < LABELS_PER_CLASS)


def recommended_utility(view: View) -> Utility:
    """The margin."""
    return margin(view)


def recommended_batch(view: View, utility: Utility, n: int) -> Batch:
    """A cold start while it lasts; then of the smallest margins those that cover the most uncertainty, and for the
    share of the batch that explores what a cold start would ask.

    With few classes there is one border or two, and what covers much lies in the thick of the pool, where a rare
    class is not: there of the smallest margins the rows nearest to k-means centres.
    """
    if in_cold_start(view):
        return cold_start(view, n)
    draw = covering if view.probabilities.shape[1] > FEW_CLASSES else clustered
    rows = view.candidates[draw(view, utility, n)]
    explored = round(n * exploration(view))
    if not explored:
        return Batch(rows, _uncertain(len(rows)))
    other = cold_start(view, explored)
    new = ~np.isin(other.rows, rows)
    kept = rows[: n - int(new.sum())]
    reasons = (reason for reason, is_new in zip(other.reasons, new, strict=True) if is_new)
    return Batch(np.concatenate((kept, other.rows[new])), (*_uncertain(len(kept)), *reasons))


def _uncertain(count: int) -> tuple[PickReason, ...]:
    reasons: list[PickReason] = ["uncertain"] * count
    return tuple(reasons)


def exploration(view: View) -> float:
    """The share of a batch that explores: it grows with the classes without an answer and with the unseen part of the
    pool, the rows no nearer to any labelled row than two random rows are to each other."""
    n_classes = view.probabilities.shape[1]
    without = 1 - len(np.unique(view.labels)) / n_classes
    rng = np.random.default_rng([view.seed, 4])
    drawn = rng.permutation(view.candidates)[:REGION_ROWS]
    if not len(drawn) or not len(view.labelled):
        return 0.0
    rows = unit(view.features[drawn])
    usual = float(np.median(squared_distances(rows[::2], rows[1::2]))) if len(rows) > 1 else 0.0
    unseen = (squared_distances(rows, unit(view.features[view.labelled])).min(axis=1) >= max(usual, 1e-12)).mean()
    return float(FOR_CLASSES * without + FOR_REGIONS * unseen)
