"""How far apart two answers are: what every weighted measure of agreement and every alpha is made of.

A distance knows three things: how far the levels of two arrays are apart, cell by cell; the sum over all pairs of
levels, weighted by two vectors of counts or shares; and its largest value, by which weights of agreement are
``1 - distance / largest``. None of them needs a square table of levels where there is a shorter way.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Levels = npt.NDArray[np.integer]

#: Up to here a square table of levels is made once; above it, the rows are gone through in blocks.
_TABLE, _BLOCK = 2000, 256


@dataclass(frozen=True, slots=True)
class Distance:
    """``between(c, d)``: element by element, shapes as they broadcast. ``product(u, v)``: sum over c, d of
    ``u[..., c] * v[..., d] * between(c, d)``, shape (...). ``largest`` is that of the levels, not of the data."""

    between: Callable[[Levels, Levels], Floats]
    product: Callable[[Floats, Floats], Floats]
    largest: float = 1.0


def nominal() -> Distance:
    """0 where the two are the same, else 1."""

    def between(c: Levels, d: Levels) -> Floats:
        result: Floats = (c != d).astype(np.float64)
        return result

    def product(u: Floats, v: Floats) -> Floats:
        result: Floats = u.sum(-1) * v.sum(-1) - np.einsum("...c,...c->...", u, v)
        return result

    return Distance(between, product)


def linear(scores: Sequence[float]) -> Distance:
    """The absolute difference of the scores (levels,)."""
    x = np.asarray(scores, np.float64)
    order = np.argsort(x, kind="stable")
    gaps = np.diff(x[order])

    def between(c: Levels, d: Levels) -> Floats:
        return np.abs(x[c] - x[d])

    def product(u: Floats, v: Floats) -> Floats:
        # Between two scores that follow each other, a pair counts once if it has one of its ends on either side.
        below_u, below_v = np.cumsum(u[..., order], -1), np.cumsum(v[..., order], -1)
        above_u, above_v = below_u[..., -1:] - below_u, below_v[..., -1:] - below_v
        crossing = below_u * above_v + above_u * below_v
        result: Floats = crossing[..., :-1] @ gaps
        return result

    return Distance(between, product, float(np.ptp(x)) or 1.0)


def quadratic(scores: Sequence[float]) -> Distance:
    """The squared difference of the scores (levels,): interval data."""
    x = np.asarray(scores, np.float64)
    # Differences do not change; sums of squares lose fewer digits.
    x = x - (x.min() + np.ptp(x) / 2)

    def between(c: Levels, d: Levels) -> Floats:
        result: Floats = (x[c] - x[d]) ** 2
        return result

    def product(u: Floats, v: Floats) -> Floats:
        return squared_product(u, v, x)

    return Distance(between, product, float(np.ptp(x)) ** 2 or 1.0)


def squared_product(u: Floats, v: Floats, x: Floats) -> Floats:
    """Sum over c, d of ``u[c] v[d] (x[c] - x[d])**2``; all (..., levels)."""
    squares = x * x
    result: Floats = (
        (u * squares).sum(-1) * v.sum(-1) + u.sum(-1) * (v * squares).sum(-1) - 2 * (u * x).sum(-1) * (v * x).sum(-1)
    )
    return result


def ratio(scores: Sequence[float]) -> Distance:
    """``((c - d) / (c + d))**2`` of scores from 0 (Krippendorff 2011)."""
    x = np.asarray(scores, np.float64)

    def between(c: Levels, d: Levels) -> Floats:
        total = x[c] + x[d]
        result: Floats = ((x[c] - x[d]) / np.where(total == 0, 1.0, total)) ** 2
        return result

    return of_pairs(between, len(x))


def weighted(disagreement: npt.ArrayLike) -> Distance:
    """A table of one's own (levels, levels) with 0 in the diagonal (Cohen 1968)."""
    table = np.asarray(disagreement, np.float64)
    return of_pairs(lambda c, d: table[c, d], len(table), float(table.max()) or 1.0)


def of_pairs(between: Callable[[Levels, Levels], Floats], levels: int, largest: float = 1.0) -> Distance:
    """From any symmetric function of two levels; its ``product`` takes levels**2 steps."""
    every = np.arange(levels)
    table = between(every[:, None], every[None, :]) if levels <= _TABLE else None

    def product(u: Floats, v: Floats) -> Floats:
        if table is not None:
            result: Floats = ((u @ table) * v).sum(-1)
            return result
        total = np.zeros(u.shape[:-1])
        used = every[v.reshape(-1, levels).any(0)]
        for start in range(0, len(used), _BLOCK):
            some = used[start : start + _BLOCK]
            total += ((u @ between(every[:, None], some[None, :])) * v[..., some]).sum(-1)
        return total

    return Distance(between, product, largest)


def mid_ranks(counts: Floats) -> Floats:
    """(..., levels): the middle of each level's ranks. Krippendorff's ordinal distance is the squared difference of
    two of them: the sum of the counts from c to d, less half of those at both ends."""
    result: Floats = np.cumsum(counts, -1) - counts / 2
    return result
