"""The default query strategy, by phase: a cold start, then clustered margin."""

import numpy as np

from desktop_al.learn.batches import clustered
from desktop_al.learn.cold_start import cold_start
from desktop_al.learn.uncertainty import margin
from desktop_al.learn.view import Batch, Utility, View

#: Answers of each class that end the cold start, and the bound on all answers for one class of the project.
LABELS_PER_CLASS = 2
BOUND_PER_CLASS = 2


def in_cold_start(view: View) -> bool:
    """Whether some class has too few answers, and the pool has not yet shown that it is simply rare."""
    n_classes = view.probabilities.shape[1]
    if len(view.labels) >= max(10, BOUND_PER_CLASS * n_classes):
        return False
    return bool(np.bincount(view.labels, minlength=n_classes).min() < LABELS_PER_CLASS)


def recommended_utility(view: View) -> Utility:
    """The margin."""
    return margin(view.probabilities)


def recommended_batch(view: View, utility: Utility, n: int) -> Batch:
    """A cold start while it lasts; then of the smallest margins the rows nearest to k-means centres."""
    if in_cold_start(view):
        return cold_start(view, n)
    rows = clustered(utility, view.features, n, view.seed, rows=view.candidates)
    return Batch(rows, tuple("uncertain" for _ in rows))
