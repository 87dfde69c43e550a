"""Have all samples of a rare class been found? The test of Callaghan and Mueller-Hansen.

Systematic Reviews 9:273, 2020. H0: fewer than ``tau`` of all samples of the class are found. The newest n samples
screened are taken for an urn drawn at random from what was left before them; under H0 at least
K = floor(r_seen / tau + 1 - r_before) samples of the class were in it. p is the chance of finding as few as were found
(hypergeometric), the least over all urns. Screening in a good order finds more than chance does, so the test errs
towards going on.
"""

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln

TAU, ALPHA = 0.95, 0.05
#: Terms summed at once.
_CELLS = 2_000_000
#: Standard deviations, and finds besides, from the expected number of finds within which terms are summed.
_FAR, _MARGIN = 8.0, 30
#: Recalls tried for the lower limit.
_RECALLS = (*(round(0.05 * step, 2) for step in range(1, 19)), *(round(0.9 + 0.01 * step, 2) for step in range(1, 10)))


def p_below(order: Sequence[int] | npt.NDArray[np.integer], pool: int, tau: float = TAU) -> float:
    """The p-value of H0 "recall is below ``tau``" after screening ``order`` (1: of the class, 0: not) of ``pool``.

    1 while nothing is found: then there is nothing to take a share of.
    """
    seen = np.asarray(order, np.int64)
    found = np.flatnonzero(seen)
    if not len(found):
        return 1.0
    # Of the urns with as many finds the longest has the least p: it begins after a find, or with the first sample.
    before = np.concatenate(([0], found + 1))
    before = before[before < len(seen)]
    if not len(before):
        return 0.0 if len(seen) >= pool else 1.0
    found_before = np.searchsorted(found, before)
    hits = len(found) - found_before
    # Rounded, so that 19 / .95 is 20.
    hidden = np.floor(np.round(len(found) / tau + 1 - found_before, 9)).astype(np.int64)
    return float(_chance(hits, pool - before, hidden, len(seen) - before).min())


def recall_at_least(order: Sequence[int] | npt.NDArray[np.integer], pool: int, alpha: float = ALPHA) -> float:
    """The lower limit of recall, with confidence 1 - ``alpha``: the largest of some recalls that the test excludes
    to lie above it; 0 where it excludes none."""
    # The p-value grows with tau.
    excluded = bisect_left(_RECALLS, alpha, key=lambda tau: p_below(order, pool, tau))
    return _RECALLS[excluded - 1] if excluded else 0.0


def _chance(
    hits: npt.NDArray[np.int64], urn: npt.NDArray[np.int64], hidden: npt.NDArray[np.int64], drawn: npt.NDArray[np.int64]
) -> npt.NDArray[np.float64]:
    """P(X <= hits) when ``drawn`` are taken from an urn of which ``hidden`` are of the class; 0 where it cannot hold
    so many."""
    result = np.zeros(len(hits))
    mean = drawn * (hidden / urn)
    aside = _FAR * np.sqrt(mean) + _MARGIN
    # The terms further off are too small to count.
    last = np.minimum(hits, mean + aside).astype(np.int64)
    first = np.maximum(np.minimum(last, mean) - aside, 0).astype(np.int64)
    width = int((last - first).max()) + 1
    for one in np.array_split(np.arange(len(hits)), len(hits) * width // _CELLS + 1):
        possible = one[hidden[one] <= urn[one]]
        if not len(possible):
            continue
        x = first[possible, None] + np.arange(int((last - first)[possible].max()) + 1)
        n, k, d = urn[possible, None], hidden[possible, None], drawn[possible, None]
        fits = (x <= hits[possible, None]) & (x <= k) & (x <= d) & (d - x <= n - k)
        terms = _choose(k, np.where(fits, x, 0)) + _choose(n - k, np.where(fits, d - x, 0)) - _choose(n, d)
        result[possible] = np.where(fits, np.exp(terms), 0.0).sum(axis=1)
    return np.minimum(result, 1.0)


def _choose(n: npt.NDArray[np.int64], k: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """The logarithm of n over k."""
    chosen: npt.NDArray[np.float64] = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    return chosen
