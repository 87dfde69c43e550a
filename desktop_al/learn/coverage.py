"""Choosing what covers the pool: greedy picks that bring the most weight near to an answered sample.

MaxHerding (Bae, Noh & Sutherland, "Generalized coverage", ECCV 2024) where all rows weigh the same, and
uncertainty herding (Bae, Oliveira & Sutherland, ICLR 2025) where they weigh what the model is unsure about.
"""

import numpy as np

from desktop_al.learn.distances import squared_distances, unit
from desktop_al.learn.picking import top
from desktop_al.learn.view import Floats, Indices, Utility, View

#: Rows of the candidates, drawn at random, that are to be covered.
POOL_ROWS = 3_000
#: The squared width of the kernel as a share of the median squared distance: near rows count as covered.
WIDTH = 0.5
FACTOR, MAX_PICKABLE = 10, 2_000


def covering(view: View, utility: Utility, n: int) -> Indices:
    """Positions of ``n`` of the ``10 n`` best candidates that cover the most utility among all candidates, by the
    rows' direction."""
    m = len(view.candidates)
    pickable = top(utility, max(n, min(n * FACTOR, MAX_PICKABLE)), view.seed)
    if len(pickable) <= n or n < 1:
        return pickable[: max(n, 0)]
    rng = np.random.default_rng([view.seed, 3])
    pool = np.arange(m) if m <= POOL_ROWS else rng.choice(m, POOL_ROWS, replace=False)
    weight = (utility[pool] - min(0.0, float(utility.min()))).astype(np.float32)
    return pickable[
        cover(
            unit(view.features[view.candidates[pool]]),
            unit(view.features[view.candidates[pickable]]),
            unit(view.features[view.labelled]),
            weight,
            n,
        )
    ]


def cover(pool: Floats, pickable: Floats, known: Floats, weight: Floats, n: int, share: float = WIDTH) -> Indices:
    """Greedy choice of ``n`` rows of ``pickable`` (c, d) that raise the weighted coverage of ``pool`` (u, d) most.

    A row is covered by its largest Gaussian kernel value exp(-distance^2 / width) to a known (l, d) or chosen row;
    ``weight`` (u,). The width is ``share`` of the median squared distance of pool and pickable rows.
    """
    distance = squared_distances(pool, pickable)
    width = max(share * float(np.median(distance)), 1e-12)
    kernel = np.exp(distance / np.float32(-width))
    covered = np.zeros(len(pool), np.float32)
    if len(known):
        covered = np.exp(squared_distances(pool, known).min(axis=1) / np.float32(-width))
    free = np.ones(len(pickable), bool)
    chosen = []
    for _ in range(min(n, len(pickable))):
        gain = weight @ np.maximum(kernel - covered[:, None], 0)
        pick = int(np.where(free, gain, -1).argmax())
        chosen.append(pick)
        free[pick] = False
        np.maximum(covered, kernel[:, pick], out=covered)
    return np.array(chosen, np.intp)
