"""Work on a large pool in pieces: generators that yield after a few hundredths of a second, so that what is urgent
need not wait for the end."""

from collections.abc import Generator, Iterator
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

#: Rows looked at in one piece.
PIECE = 65_536

Result = TypeVar("Result")
Pieces = Generator[None, None, Result]


def finish(pieces: Pieces[Result]) -> Result:
    """The result of a generator, for callers that have nothing else to do meanwhile."""
    while True:
        try:
            next(pieces)
        except StopIteration as end:
            result: Result = end.value
            return result


def slices(count: int) -> Iterator[slice]:
    """``count`` rows, piece by piece."""
    for start in range(0, count, PIECE):
        yield slice(start, min(count, start + PIECE))


def finite_rows(rows: npt.NDArray[Any]) -> Pieces[npt.NDArray[np.bool_]]:
    """Which rows (n, w) are without NaN, (n,)."""
    known = np.empty(len(rows), np.bool_)
    for part in slices(len(rows)):
        known[part] = np.isfinite(rows[part]).all(axis=1)
        yield
    return known
