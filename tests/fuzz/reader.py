"""What is told of a reader of files from elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

#: (file's bytes, a folder of this process's own, generator of more changes).
Read = Callable[[bytes, Path, np.random.Generator], object]


@dataclass(frozen=True)
class Reader:
    """``read`` raises ``DesktopAlError`` or gives something. ``modules``: files below ``desktop_al`` whose branches
    count, but for the functions named in ``apart``, which do something else. ``weight``: of how many mutations.
    ``after`` ends what reading has begun."""

    seeds: Callable[[], list[bytes]]
    read: Read
    modules: tuple[str, ...]
    apart: tuple[str, ...] = ()
    weight: float = 1.0
    after: Callable[[], None] = lambda: None
