"""Drawing a batch from utilities: a step apart from the query strategy, one row in ``BATCHES`` each."""

from collections.abc import Callable

import numpy as np

from desktop_al.learn.clusters import centres
from desktop_al.learn.coverage import covering
from desktop_al.learn.distances import greedy_centers, nearest_square, squared_distances, unit
from desktop_al.learn.picking import top
from desktop_al.learn.representation import typical_rows
from desktop_al.learn.view import Indices, Utility, View

Draw = Callable[[View, Utility, int], Indices]

#: Of how many candidates, best first, a diversified batch is drawn, for each row of it.
FACTOR = 10
#: ... and at most: a batch of hundreds must not take seconds.
MAX_ROWS = 5_000


def best(view: View, utility: Utility, n: int) -> Indices:
    """The candidates of highest utility."""
    return top(utility, n, view.seed)


def clustered(view: View, utility: Utility, n: int) -> Indices:
    """Of the ``10 n`` best candidates, grouped into ``n`` by k-means, the row nearest each centre.

    Zhdanov, "Diverse mini-batch active learning", 2019, with equal weights, by the rows' direction. The best
    come first; groups that come out empty are filled with the best rows left.
    """
    rows = top(utility, max(n, min(n * FACTOR, MAX_ROWS)), view.seed)
    if len(rows) <= n or n <= 1:
        return rows[: max(n, 0)]
    nearest = np.sort(centres(unit(view.features[view.candidates[rows]]), n, view.seed))
    if len(nearest) < n:
        others = np.setdiff1d(np.arange(len(rows)), nearest)
        nearest = np.sort(np.concatenate((nearest, others[: n - len(nearest)])))
    return rows[nearest]


def k_center(view: View, utility: Utility, n: int) -> Indices:
    """Of the ``10 n`` best candidates, each the farthest from what is labelled and chosen before it.

    The greedy 2-approximation of k-center: Gonzalez 1985; Sener & Savarese, ICLR 2018.
    """
    rows = top(utility, max(n, min(n * FACTOR, MAX_ROWS)), view.seed)
    return rows[_farthest(view, rows, n)]


def farthest(view: View, utility: Utility, n: int) -> Indices:
    """``k_center`` over all candidates; ``utility`` is their distance, which makes the first pick."""
    rows = np.arange(len(view.candidates))
    if len(view.labelled) or not len(rows) or n < 1:
        return rows[_farthest(view, rows, n)]
    features = view.candidate_features
    first = int(utility.argmax())
    distance = squared_distances(features, features[[first]])[:, 0]
    distance[first] = -1
    return np.concatenate(([first], greedy_centers(features, distance, min(n, len(rows)) - 1)))


def _farthest(view: View, rows: Indices, n: int) -> Indices:
    features = view.features[view.candidates[rows]]
    if not len(features) or n < 1:
        return np.empty(0, np.intp)
    if len(view.labelled):
        return greedy_centers(features, nearest_square(features, view.features[view.labelled]), n)
    distance = squared_distances(features, features[:1])[:, 0]
    distance[0] = np.inf
    return greedy_centers(features, distance, n)


def ranked(view: View, utility: Utility, n: int) -> Indices:
    """Ranked batch mode: each pick has the largest a (1 - s) + (1 - a) u.

    s is the similarity 1 / (1 + distance) to the nearest row labelled or chosen before, u the utility, a the
    share of candidates among candidates and labelled rows. Cardoso et al., Information Sciences 2017.
    """
    features, m = view.candidate_features, len(view.candidates)
    if not m or n < 1:
        return np.empty(0, np.intp)
    lengths = np.einsum("ij,ij->i", features, features)
    square = np.full(m, np.inf, np.float32)
    if len(view.labelled):
        square = nearest_square(features, view.features[view.labelled])
    known = len(view.labelled)
    chosen: list[int] = []
    for _ in range(min(n, m)):
        share = (m - len(chosen)) / (m + known)
        score = share * (1 - 1 / (1 + np.sqrt(square))) + (1 - share) * utility
        score[chosen] = -np.inf
        pick = int(score.argmax())
        chosen.append(pick)
        known += 1
        np.minimum(square, np.maximum(lengths + lengths[pick] - 2 * (features @ features[pick]), 0), out=square)
    return np.array(chosen, np.intp)


def typical(view: View, utility: Utility, n: int) -> Indices:  # noqa: ARG001 - typicality counts within clusters
    """Of each large cluster without a labelled row the most typical row: see ``typical_rows``."""
    return typical_rows(view.candidate_features, view.features[view.labelled], n, view.seed)


def gradient_spread(view: View, utility: Utility, n: int) -> Indices:
    """BADGE: k-means++ seeds among the gradient embeddings. Ash et al., ICLR 2020.

    The embedding of a row is (p - e_y) (x, 1) at its likeliest y, an outer product that is never written out:
    its scalar products are those of the two factors multiplied. ``utility`` makes the first pick: BADGE's own is
    the length of the embedding.
    """
    m = len(view.candidates)
    if not m or n < 1:
        return np.empty(0, np.intp)
    pull = view.candidate_probabilities.copy()
    pull[np.arange(m), pull.argmax(axis=1)] -= 1
    features = view.candidate_features
    lengths = np.einsum("ij,ij->i", pull, pull) * (np.einsum("ij,ij->i", features, features) + 1.0)
    rng = np.random.default_rng(view.seed)
    chosen = [int(utility.argmax())]
    distance = np.full(m, np.inf)
    least = 1e-6 * float(lengths.max(initial=0)) + 1e-30
    while len(chosen) < min(n, m):
        last = chosen[-1]
        product = (pull @ pull[last]) * (features @ features[last] + 1)
        np.minimum(distance, np.maximum(lengths + lengths[last] - 2 * product, 0), out=distance)
        distance[chosen] = 0
        chance = np.cumsum(np.where(distance > least, distance, 0))
        if chance[-1] <= 0:
            others = np.setdiff1d(np.arange(m), chosen)
            chosen += others[: n - len(chosen)].tolist()
            break
        chosen.append(min(int(np.searchsorted(chance, rng.random() * chance[-1], side="right")), m - 1))
    return np.array(chosen, np.intp)


BATCHES: dict[str, Draw] = {
    "best": best,
    "clustered": clustered,
    "covering": covering,
    "k_center": k_center,
    "farthest": farthest,
    "ranked": ranked,
    "typical": typical,
    "gradient_spread": gradient_spread,
}
