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
