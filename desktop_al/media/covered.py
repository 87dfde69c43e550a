"""Solid blocks over what must not be seen of a picture."""

import math
from typing import Any

import numpy.typing as npt

from desktop_al.core.masks import Rects


def covered(values: npt.NDArray[Any], masks: Rects, size: tuple[int, int], shade: Any) -> npt.NDArray[Any]:
    """A copy of a picture (h, w) or (h, w, 3) with blocks, of a file of ``size`` (width, height): at that size, or at a
    smaller one, where a pixel that is covered in part is covered."""
    height, width = values.shape[:2]
    across, down = width / max(1, size[0]), height / max(1, size[1])
    made = values.copy()
    for x, y, wide, high in masks:
        rows = slice(math.floor(y * down), math.ceil((y + high) * down))
        made[rows, math.floor(x * across) : math.ceil((x + wide) * across)] = shade
    return made
