"""Features on their way into a file."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Features:
    """Rows for some of the samples that were asked for. ``names``: of the columns, which come in so many ``parts``, one
    beside the other; ``blocks`` gives pieces of them, each with the places (k,) among what was asked for, its first
    column, and the rows (k, columns), in no order. A place that does not come in each part has no features."""

    names: tuple[str, ...]
    parts: int
    blocks: Iterator[tuple[npt.NDArray[np.intp], int, npt.NDArray[np.floating]]]
