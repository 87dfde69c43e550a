"""Picking rows by their values: the best of them, and no sample twice."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.intp]

#: Squared distance, as a share of the mean squared length, below which two rows count as the same sample.
SAME = 1e-5


def top(utility: npt.NDArray[np.floating], n: int, seed: int) -> Indices:
    """Positions of the ``n`` highest utilities, best first, ties in random order; fewer when there are fewer."""
    count = min(n, len(utility))
    if count <= 0:
        return np.empty(0, np.intp)
    limit = np.partition(utility, len(utility) - count)[len(utility) - count]
    rng = np.random.default_rng(seed)
    above, ties = np.flatnonzero(utility > limit), np.flatnonzero(utility == limit)
    chosen = np.concatenate((above, rng.choice(ties, count - len(above), replace=False)))
    return chosen[np.lexsort((rng.random(count), -utility[chosen]))]


def without_twins(features: Floats, order: Indices, n: int) -> Indices:
    """The first ``n`` of ``order`` (row indices) of which no two are the same sample as far as features tell.

    Rows left out come last, and only when nothing else is there.
    """
    kept: list[int] = []
    left_out: list[int] = []
    sample = features[order[:256]]
    scale = SAME * max(float(np.einsum("ij,ij->", sample, sample)) / max(1, len(sample)), 1e-12)
    table = np.empty((min(n, len(order)), features.shape[1]), np.float32)
    for row in order.tolist():
        if len(kept) >= n:
            break
        distance = ((table[: len(kept)] - features[row]) ** 2).sum(axis=1)
        if len(kept) and float(distance.min()) <= scale:
            left_out.append(row)
            continue
        table[len(kept)] = features[row]
        kept.append(row)
    return np.array([*kept, *left_out][:n], np.intp)
