"""How sure a share is."""

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def wilson_limits(k: Any, n: Any, z: float = 1.96) -> tuple[Floats, Floats]:
    """Limits of the score interval (Wilson 1927) of shares, ``k`` of ``n``, arrays that broadcast; (0, 1) where ``n``
    is 0. ``k`` need not be whole."""
    k, n = np.asarray(k, np.float64), np.asarray(n, np.float64)
    k = np.clip(k, 0, n)
    share = np.divide(k, n, out=np.full(np.broadcast_shapes(k.shape, n.shape), 0.5), where=n > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = (k + z * z / 2) / (n + z * z)
        half = z * np.sqrt(n * share * (1 - share) + z * z / 4) / (n + z * z)
    # At 0 and n the limits are 0 and 1 but for rounding.
    low = np.where(k <= 0, 0.0, np.maximum(middle - half, 0.0))
    high = np.where(k >= n, 1.0, np.minimum(middle + half, 1.0))
    return low, high


def newcombe_limits(k1: Any, n1: Any, k2: Any, n2: Any, z: float = 1.96) -> tuple[Floats, Floats]:
    """Limits of the hybrid score interval of ``k1 / n1 - k2 / n2`` (Newcombe, Statistics in Medicine 17, 1998, method
    10), arrays that broadcast; (-1, 1) where ``n1`` or ``n2`` is 0. No count need be whole."""
    k1, n1, k2, n2 = np.broadcast_arrays(*(np.asarray(x, np.float64) for x in (k1, n1, k2, n2)))
    some = (n1 > 0) & (n2 > 0)
    first = np.divide(np.clip(k1, 0, n1), n1, out=np.zeros(n1.shape), where=some)
    second = np.divide(np.clip(k2, 0, n2), n2, out=np.zeros(n2.shape), where=some)
    low1, high1 = wilson_limits(k1, n1, z)
    low2, high2 = wilson_limits(k2, n2, z)
    low = first - second - np.hypot(first - low1, high2 - second)
    high = first - second + np.hypot(high1 - first, second - low2)
    return np.where(some, np.maximum(low, -1.0), -1.0), np.where(some, np.minimum(high, 1.0), 1.0)
