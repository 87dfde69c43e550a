"""What to ask while too little is labelled for a model: typical samples, spread over the pool."""

import numpy as np

from desktop_al.learn.clusters import centres
from desktop_al.learn.distances import squared_distances, unit
from desktop_al.learn.representation import typical_rows
from desktop_al.learn.view import Batch, Floats, Indices, PickReason, View

#: Rows of the random subsample within which typical rows are looked for.
SAMPLE_ROWS = 4_000
#: Clusters at most; what a larger batch asks beyond them is drawn at random.
MAX_CLUSTERS = 400
#: Up to this many classes, what is typical counts for more than what is spread.
FEW_CLASSES = 3


def cold_start(view: View, n: int) -> Batch:
    """``n`` typical, spread-out candidates; deterministic by ``view.seed``.

    A random draw of the pool is grouped by k-means into as many clusters as there are labelled rows and picks;
    of those without a labelled row the one nearest the centre is asked, the largest cluster first (without a
    label: Yuan, Lin & Boyd-Graber, EMNLP 2020; with labels, as in Hacohen, Dekel & Weinshall, ICML 2022).
    Rows count by their direction only: by length, a few long rows would make most of the clusters. With two or three
    classes the centre of a cluster can still be an odd place, and the first answers be worse than a random draw:
    there the most typical row of each cluster is asked.
    """
    n = min(n, len(view.candidates))
    if n <= 0:
        return Batch(np.empty(0, np.intp), ())
    pool = np.random.default_rng(view.seed).permutation(view.candidates)
    sample = pool[:SAMPLE_ROWS]
    rows, labelled = view.features[sample], view.features[view.labelled]
    if view.probabilities.shape[1] <= FEW_CLASSES:
        picks = sample[typical_rows(rows, labelled, min(n, MAX_CLUSTERS), view.seed)]
    else:
        picks = sample[_uncovered(unit(rows), unit(labelled), n, view.seed)]
    # Too few distinct rows, or a very large batch.
    others = pool[~np.isin(pool, picks)][: n - len(picks)]
    reasons: list[PickReason] = ["representative"] * len(picks)
    reasons += ["random"] * len(others)
    return Batch(np.concatenate((picks, others)), tuple(reasons))


def _uncovered(rows: Floats, labelled: Floats, n: int, seed: int) -> Indices:
    """At most ``n`` positions in ``rows``: centres of clusters, those with the fewest labelled rows first."""
    everything = np.concatenate((rows, labelled))
    middle = centres(everything, min(len(labelled) + n, MAX_CLUSTERS), seed)
    group = squared_distances(everything, everything[middle]).argmin(axis=1)
    covered = np.bincount(group[len(rows) :], minlength=len(middle))
    size = np.bincount(group[: len(rows)], minlength=len(middle))
    order = middle[np.lexsort((-size, covered))]
    found: Indices = order[order < len(rows)][:n]
    return found
