"""What to ask while too little is labelled for a model: typical samples, spread over the pool."""

import numpy as np

from desktop_al.learn.clusters import centres
from desktop_al.learn.coverage import cover
from desktop_al.learn.distances import unit
from desktop_al.learn.representation import typical_rows
from desktop_al.learn.view import Batch, PickReason, View

#: Rows of the random subsample within which typical rows, and rows that cover much, are looked for.
SAMPLE_ROWS, HERDING_ROWS = 4_000, 2_500
#: The squared width of the covering kernel as a share of the median squared distance: as wide as the pool.
WIDE = 1.0
#: Clusters at most; what a larger batch asks beyond them is drawn at random.
MAX_CLUSTERS = 400
#: Of so many clusterings the best gives the first batch: with ten labels a poor one costs points.
STARTS = 6
#: Up to this many classes, what is typical counts for more than what is spread.
FEW_CLASSES = 3


def cold_start(view: View, n: int) -> Batch:
    """``n`` typical, spread-out candidates; deterministic by ``view.seed``.

    Without any label: of a random draw of the pool the rows nearest k-means centres (Yuan, Lin & Boyd-Graber, EMNLP
    2020, use the same for their first batch). With labels: rows that best cover what the labelled ones leave
    uncovered (MaxHerding: Bae, Noh & Sutherland, ECCV 2024). Rows count by their direction only: by length, a few long
    rows would make most of the clusters. With two or three classes what covers much soon leaves the rarer class out:
    there the most typical row of each cluster without a labelled row is asked (TypiClust: Hacohen, Dekel & Weinshall,
    ICML 2022).
    """
    n = min(n, len(view.candidates))
    if n <= 0:
        return Batch(np.empty(0, np.intp), ())
    pool = np.random.default_rng(view.seed).permutation(view.candidates)
    sample = pool[:SAMPLE_ROWS]
    rows, labelled = view.features[sample], view.features[view.labelled]
    wanted = min(n, MAX_CLUSTERS)
    if not len(labelled):
        picks = sample[centres(unit(rows), wanted, view.seed, STARTS)]
    elif view.probabilities.shape[1] <= FEW_CLASSES:
        picks = sample[typical_rows(rows, labelled, wanted, view.seed)]
    else:
        rows = unit(rows[:HERDING_ROWS])
        picks = sample[cover(rows, rows, unit(labelled), np.ones(len(rows), np.float32), wanted, WIDE)]
    # Too few distinct rows, or a very large batch.
    others = pool[~np.isin(pool, picks)][: n - len(picks)]
    reasons: list[PickReason] = ["representative"] * len(picks)
    reasons += ["random"] * len(others)
    return Batch(np.concatenate((picks, others)), tuple(reasons))
