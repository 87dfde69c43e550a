"""How well a candidate stands for the pool: density, typicality, distance from what is labelled."""

import numpy as np

from desktop_al.learn.clusters import centres
from desktop_al.learn.distances import CHUNK, nearest_square, squared_distances
from desktop_al.learn.uncertainty import entropy
from desktop_al.learn.view import Floats, Indices, Utility, View

#: Rows of the candidates, drawn at random, that a density is measured against.
REFERENCE_ROWS = 2_000
#: Nearest neighbours whose mean distance makes the typicality.
NEIGHBOURS = 20
#: Clusters of which the most typical rows are taken, at most.
MAX_CLUSTERS = 500


def density(view: View) -> Utility:
    """Mean similarity 1 / (1 + distance) to a random draw of the candidates (all of them up to 2,000).

    The information density of Settles & Craven, EMNLP 2008, with the similarity that modAL uses.
    """
    rows = view.candidate_features
    reference = rows
    if len(rows) > REFERENCE_ROWS:
        draw = np.random.default_rng(view.seed).choice(len(rows), REFERENCE_ROWS, replace=False)
        reference = rows[np.sort(draw)]
    result = np.empty(len(rows), np.float32)
    for start in range(0, len(rows), CHUNK):
        distance = np.sqrt(squared_distances(rows[start : start + CHUNK], reference))
        result[start : start + CHUNK] = (1 / (1 + distance)).mean(axis=1)
    return result


def information_density(view: View) -> Utility:
    """Entropy times density: uncertain, and like much of the pool. Settles & Craven, EMNLP 2008."""
    return np.asarray(entropy(view) * density(view))


def typicality(view: View) -> Utility:
    """1 / mean distance to the 20 nearest other candidates. Hacohen, Dekel & Weinshall, ICML 2022."""
    return typicality_of(view.candidate_features)


def typicality_of(rows: Floats, neighbours: int = NEIGHBOURS) -> Floats:
    """Typicality (m,) of each of ``rows`` (m, d) among them; rows that equal all their neighbours get the most."""
    count = min(neighbours, len(rows) - 1)
    result = np.zeros(len(rows), np.float32)
    if count < 1:
        return result
    for start in range(0, len(rows), CHUNK):
        distance = squared_distances(rows[start : start + CHUNK], rows)
        # The row itself is the nearest; rounding may leave it a little away from itself.
        distance[np.arange(len(distance)), np.arange(start, start + len(distance))] = 0
        nearest = np.partition(distance, count, axis=1)[:, : count + 1]
        result[start : start + CHUNK] = np.sqrt(nearest).sum(axis=1) / count
    least = np.finfo(np.float32).eps * max(float(result.max()), 1.0)
    return np.asarray(1 / np.maximum(result, least))


def distance_from_labelled(view: View) -> Utility:
    """Distance to the nearest labelled sample; to the candidates' mean before the first label.

    The utility behind k-center and core-set selection: Sener & Savarese, ICLR 2018.
    """
    rows = view.candidate_features
    if not len(rows):
        return np.zeros(0, np.float32)
    if not len(view.labelled):
        # The first centre is the most central row.
        return np.asarray(-np.sqrt(squared_distances(rows, rows.mean(axis=0, keepdims=True))[:, 0]))
    return np.asarray(np.sqrt(nearest_square(rows, view.features[view.labelled])))


def typical_rows(rows: Floats, labelled: Floats, n: int, seed: int) -> Indices:
    """TypiClust: positions of ``n`` of ``rows`` (m, d), of each large cluster the most typical.

    As many clusters as ``labelled`` rows (l, d) and picks; those with the fewest labelled rows first, then the
    largest. Hacohen, Dekel & Weinshall, ICML 2022.
    """
    m = len(rows)
    if not m or n < 1:
        return np.empty(0, np.intp)
    everything = np.concatenate((rows, labelled))
    middle = everything[centres(everything, min(len(labelled) + n, MAX_CLUSTERS), seed)]
    group = squared_distances(everything, middle).argmin(axis=1)
    covered = np.bincount(group[m:], minlength=len(middle))
    size = np.bincount(group[:m], minlength=len(middle))
    free = np.ones(m, bool)
    chosen: list[int] = []
    while len(chosen) < min(n, m):
        # After a full round every cluster has one more.
        cluster = next(int(j) for j in np.lexsort((-size, covered)) if size[j] > 0)
        members = np.flatnonzero((group[:m] == cluster) & free)
        pick = int(members[typicality_of(rows[members]).argmax()])
        chosen.append(pick)
        free[pick] = False
        covered[cluster] += 1
        size[cluster] -= 1
    return np.array(chosen, np.intp)
