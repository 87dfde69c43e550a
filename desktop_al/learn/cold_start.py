"""What to ask while too little is labelled for a model: typical samples, spread over the pool."""

import numpy as np

from desktop_al.learn.batches import centres
from desktop_al.learn.view import Batch, Floats, Indices, PickReason, View

#: Rows of the random subsample within which centres and typical rows are looked for.
CENTRE_ROWS = 4_000
HERDING_ROWS = 2_000
#: Typical rows in one batch; what a larger batch asks beyond them is drawn at random.
MAX_TYPICAL = 300
#: Every such pick is drawn at random: typical samples show few of a rare class, and the first answers
#: of an imbalanced pool could be worse than a random draw.
RANDOM_EVERY = 5


def cold_start(view: View, n: int) -> Batch:
    """``n`` typical, spread-out candidates, every fifth a random one; deterministic by ``view.seed``.

    Without any label: the rows nearest k-means centres (Yuan, Lin & Boyd-Graber, EMNLP 2020, use the same
    for their first batch). With labels: rows that best cover what the labelled ones leave uncovered
    (MaxHerding: Bae, Noh & Sutherland, "Generalized coverage", ECCV 2024) on a subsample.
    """
    rng = np.random.default_rng(view.seed)
    n = min(n, len(view.candidates))
    if n <= 0:
        return Batch(np.empty(0, np.intp), ())
    pool = rng.permutation(view.candidates)
    is_random = [at % RANDOM_EVERY == RANDOM_EVERY - 1 for at in range(n)]
    wanted = min(n - sum(is_random), MAX_TYPICAL)
    if len(view.labelled):
        sample = pool[:HERDING_ROWS]
        typical = sample[_cover(view.features[sample], view.features[view.labelled], wanted)]
    else:
        sample = pool[:CENTRE_ROWS]
        typical = sample[centres(view.features[sample], wanted, view.seed)]
    spare = iter(pool[~np.isin(pool, typical)])
    picks = iter(typical)
    rows: list[int] = []
    reasons: list[PickReason] = []
    for random_turn in is_random:
        pick = None if random_turn else next(picks, None)
        rows.append(int(next(spare) if pick is None else pick))
        reasons.append("random" if pick is None else "representative")
    return Batch(np.array(rows, np.intp), tuple(reasons))


def _squared_distances(first: Floats, second: Floats) -> Floats:
    lengths = (first**2).sum(axis=1)[:, None] + (second**2).sum(axis=1)
    squared: Floats = np.maximum(lengths - 2 * (first @ second.T), 0)
    return squared


def _cover(sample: Floats, labelled: Floats, n: int) -> Indices:
    """Greedy choice of ``n`` rows of ``sample`` (m, d) that raise the mean coverage of ``sample`` the most.

    A row is covered by its largest Gaussian kernel value to a labelled or chosen row.
    """
    distances = _squared_distances(sample, sample)
    # Half the typical distance: near rows count as covered, unlike ones do not.
    width = max(float(np.median(distances)) / 4, 1e-12)
    kernel = np.exp(distances / np.float32(-2 * width))
    covered = np.exp(_squared_distances(sample, labelled).min(axis=1) / np.float32(-2 * width))
    free = np.ones(len(sample), bool)
    chosen = []
    for _ in range(min(n, len(sample))):
        gain = np.maximum(kernel - covered, 0).sum(axis=1)
        pick = int(np.where(free, gain, -1).argmax())
        chosen.append(pick)
        free[pick] = False
        covered = np.maximum(covered, kernel[pick])
    return np.array(chosen, np.intp)
