"""Euclidean distances between rows, and the farthest-first order that rests on them."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.intp]

#: Rows measured at once: the table of distances to thousands of others must stay small.
CHUNK = 2_048


def squared_distances(first: Floats, second: Floats) -> Floats:
    """(a, b) squared Euclidean distances of the rows of ``first`` (a, d) and ``second`` (b, d)."""
    result: Floats = first @ second.T
    result *= -2
    result += np.einsum("ij,ij->i", first, first)[:, None]
    result += np.einsum("ij,ij->i", second, second)
    return np.maximum(result, 0, out=result)


def nearest_square(rows: Floats, others: Floats) -> Floats:
    """(m,) squared distance of each of ``rows`` to the nearest of ``others`` (at least one)."""
    result = np.empty(len(rows), np.float32)
    for start in range(0, len(rows), CHUNK):
        result[start : start + CHUNK] = squared_distances(rows[start : start + CHUNK], others).min(axis=1)
    return result


def greedy_centers(rows: Floats, distance: Floats, n: int) -> Indices:
    """``n`` rows, each the farthest from those before it; ``distance`` (m,) squared, from what is there already."""
    distance = distance.copy()
    lengths = np.einsum("ij,ij->i", rows, rows)
    chosen = []
    for _ in range(min(n, len(rows))):
        pick = int(distance.argmax())
        chosen.append(pick)
        np.minimum(distance, np.maximum(lengths + lengths[pick] - 2 * (rows @ rows[pick]), 0), out=distance)
        distance[chosen] = -1
    return np.array(chosen, np.intp)


def unit(rows: Floats) -> Floats:
    """``rows`` (n, d) brought to length 1; rows of zeros stay so."""
    length = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    result: Floats = rows / np.maximum(length, np.float32(1e-6))[:, None]
    return result
