"""k-means centres: the rows that stand for the groups of a table."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]
Indices = npt.NDArray[np.intp]

MAX_ITERATIONS = 25
#: Floating-point operations at most: a batch of hundreds must not take seconds.
OPERATIONS = 1e10


def centres(features: Floats, n: int, seed: int, starts: int = 1) -> Indices:
    """The row nearest each of ``n`` k-means centres of ``features`` (rows, d), the largest group's first.

    Distinct; fewer than ``n`` when fewer rows are distinct. Lloyd's algorithm from k-means++ seeds (Arthur
    & Vassilvitskii, SODA 2007), written on matrix products: at these sizes starting up the threads of
    scikit-learn's takes longer than the clustering, the more so beside other work. Of ``starts`` runs the one
    with the least sum of squared distances counts.
    """
    count = min(n, len(features))
    if count <= 0:
        return np.empty(0, np.intp)
    rng = np.random.default_rng(seed)
    rows = np.ascontiguousarray(features, np.float32)
    lengths = np.einsum("ij,ij->i", rows, rows)
    runs = [_lloyd(rows, lengths, count, rng, OPERATIONS / starts) for _ in range(starts)]
    return min(runs, key=lambda run: run[1])[0]


def _lloyd(
    rows: Floats, lengths: Floats, count: int, rng: np.random.Generator, operations: float
) -> tuple[Indices, float]:
    """One run: the rows nearest its centres, and the sum of the squared distances."""
    from scipy import sparse

    middle = rows[_spread_seeds(rows, lengths, count, rng)]
    group = np.full(len(rows), -1)
    steps = int(operations / (2 * rows.size * len(middle)))
    for _ in range(min(max(steps, 3), MAX_ITERATIONS)):
        # The length of the row itself is the same for all centres and left out.
        distance = np.einsum("ij,ij->i", middle, middle) - 2 * (rows @ middle.T)
        nearest = distance.argmin(axis=1)
        if np.array_equal(nearest, group):
            break
        group = nearest
        size = np.bincount(group, minlength=len(middle))
        member = sparse.csr_matrix(
            (np.ones(len(rows), np.float32), (group, np.arange(len(rows)))), (len(middle), len(rows))
        )
        filled = size > 0
        middle[filled] = (member @ rows)[filled] / size[filled, None].astype(np.float32)
    own = distance[np.arange(len(rows)), group] + lengths
    order = np.lexsort((own, group))
    first = order[np.unique(group[order], return_index=True)[1]]
    return first[np.argsort(-size[group[first]], kind="stable")], float(own.sum())


def _spread_seeds(rows: Floats, lengths: Floats, count: int, rng: np.random.Generator) -> Indices:
    """k-means++: each seed drawn with a chance that grows with its squared distance to the seeds before."""
    chosen = [int(rng.integers(len(rows)))]
    distance = np.full(len(rows), np.inf)
    # Rounding leaves equal rows a little apart; what is below this is no distance.
    least = 1e-5 * float(lengths.max(initial=0)) + 1e-30
    while len(chosen) < count:
        seed = rows[chosen[-1]]
        distance = np.minimum(distance, np.maximum(lengths + lengths[chosen[-1]] - 2 * (rows @ seed), 0))
        chance = np.cumsum(np.where(distance > least, distance, 0), dtype=np.float64)
        if chance[-1] <= 0:
            break
        chosen.append(int(np.searchsorted(chance, rng.random() * chance[-1], side="right")))
    return np.array(chosen, np.intp)
