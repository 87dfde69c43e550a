"""The labelled samples closest to one: what was answered for its like."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import BadArgument
from desktop_al.learn.distances import unit

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.intp]

#: Rows times dimensions that are compared one by one; more takes over two milliseconds.
EXACT_CELLS = 4_000_000
#: Bits of a row's sketch, and how many rows with the most alike sketches are compared one by one.
BITS, CANDIDATES = 512, 600
#: Cosines no farther apart than this are a tie.
DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Closest:
    """Labelled samples, the closest first: ``places`` in the pool (m,), their ``classes`` (m,) and ``similarity`` (m,),
    the cosine, -1 to 1. ``exact`` is False where only the ``CANDIDATES`` rows of the most alike sketches were compared.
    """

    places: Indices
    classes: Indices
    similarity: npt.NDArray[np.float64]
    exact: bool


class LabelledRows:
    """The labelled rows of a pool, in the learner's space; grows and shrinks label by label.

    While there are few, all are compared. Beyond ``EXACT_CELLS`` the rows are first told apart by sketches: on which
    sides of ``BITS`` random planes they lie, of which the share that differs is the angle (Charikar, STOC 2002), the
    planes at right angles to each other (Ji et al., NIPS 2012); then the likeliest are compared.
    """

    def __init__(self, dimensions: int, seed: int = 0) -> None:
        if dimensions < 1:
            raise BadArgument("Closeness needs at least one dimension.")
        self._seed = seed
        self._rows = np.empty((64, dimensions), np.float32)
        self._places = np.empty(64, np.intp)
        self._classes = np.empty(64, np.intp)
        self._slot: dict[int, int] = {}
        self._planes: Floats | None = None
        self._sketches = np.empty((BITS // 64, 0), np.uint64)

    def __len__(self) -> int:
        return len(self._slot)

    def add(self, places: Indices, rows: Floats, classes: Indices) -> None:
        """Take in ``rows`` (m, d) of the samples ``places`` (m,), answered with ``classes`` (m,), or answer them anew.

        Raises:
            BadArgument: arrays that do not fit together, or rows that are not numbers; nothing is taken in then.
        """
        rows = np.asarray(rows, np.float32)
        if rows.ndim != 2 or rows.shape[1] != self._rows.shape[1] or not len(places) == len(classes) == len(rows):
            raise BadArgument(f"Labelled rows need a place, a class and {self._rows.shape[1]} numbers each.")
        if not np.isfinite(rows).all():
            raise BadArgument("The features hold values that are not numbers.")
        rows = unit(rows)
        has_direction = rows.any(axis=1)
        places, classes = np.asarray(places, np.intp), np.asarray(classes, np.intp)
        for place in places[~has_direction].tolist():
            self.remove(place)
        places, classes, rows = places[has_direction], classes[has_direction], rows[has_direction]
        slots = np.array([self._slot.setdefault(place, len(self._slot)) for place in places.tolist()], int)
        self._reserve(len(self._slot))
        self._rows[slots] = rows
        self._places[slots] = places
        self._classes[slots] = classes
        if self._planes is not None:
            self._sketches[:, slots] = self._sketch(self._rows[slots])
        elif self._rows.shape[1] * len(self._slot) > EXACT_CELLS:
            # Now, while there are few: all of a large table at once, when one is first asked for, would take seconds.
            self._begin_sketches()

    def remove(self, place: int) -> None:
        """Forget the sample ``place``, if it is here: its answer was taken back."""
        slot = self._slot.pop(place, None)
        if slot is None:
            return
        last = len(self._slot)
        for table in (self._rows, self._places, self._classes):
            table[slot] = table[last]
        if self._planes is not None:
            self._sketches[:, slot] = self._sketches[:, last]
        if slot != last:
            self._slot[int(self._places[slot])] = slot

    def closest(self, row: Floats, k: int, leave_out: Iterable[int] = ()) -> Closest:
        """The ``k`` labelled samples with the largest cosine to ``row`` (d,), or as many as there are; ties by place.

        ``leave_out`` are places that never count: the sample itself and its copies. A row of zeros has no direction:
        it is close to nothing, and nothing to it.

        Raises:
            BadArgument: another number of dimensions, values that are not numbers, or ``k`` below 1.
        """
        asked = np.asarray(row, np.float32)
        if asked.shape != self._rows.shape[1:] or not np.isfinite(asked).all() or k < 1:
            raise BadArgument(f"Closeness is asked for {self._rows.shape[1]} numbers, and for at least one sample.")
        asked = unit(asked[None])[0]
        n = len(self._slot)
        left_out = np.array([self._slot[place] for place in set(leave_out) if place in self._slot], np.intp)
        is_exact = n * len(asked) <= EXACT_CELLS
        if not n or not asked.any():
            return Closest(np.empty(0, np.intp), np.empty(0, np.intp), np.empty(0), True)
        if is_exact:
            slots = _best(self._rows[:n] @ asked, k, left_out)
        else:
            slots = self._likely(asked, k, left_out)
            slots = slots[_best(self._rows[slots] @ asked, k, np.empty(0, np.intp))]
        # Anew, each row by itself: a matrix product rounds equal rows differently.
        similarity = np.einsum("ij,j->i", self._rows[slots].astype(np.float64), asked.astype(np.float64))
        similarity = similarity.round(DECIMALS).clip(-1, 1)
        order = np.lexsort((self._places[slots], -similarity))[:k]
        slots = slots[order]
        return Closest(self._places[slots], self._classes[slots], similarity[order], is_exact)

    def _likely(self, asked: Floats, k: int, left_out: Indices) -> Indices:
        """Slots of at least ``CANDIDATES`` rows whose sketches differ least from that of ``asked`` (d,)."""
        n = len(self._slot)
        differ = np.zeros(n, np.uint16)
        bits, count = np.empty(n, np.uint64), np.empty(n, np.uint8)
        for of_rows, of_asked in zip(self._sketches[:, :n], self._sketch(asked[None])[:, 0], strict=True):
            np.bitwise_xor(of_rows, of_asked, out=bits)
            differ += np.bitwise_count(bits, out=count)
        differ[left_out] = BITS + 1
        wanted = min(n, max(CANDIDATES, 4 * k))
        # As few values as bits: counting them is quicker than sorting.
        limit = int(np.searchsorted(np.cumsum(np.bincount(differ, minlength=BITS + 2)), wanted))
        return np.flatnonzero(differ <= min(limit, BITS))

    def _begin_sketches(self) -> None:
        n = len(self._slot)
        self._planes = _planes(self._rows.shape[1], self._seed)
        self._sketches = np.empty((BITS // 64, len(self._rows)), np.uint64)
        self._sketches[:, :n] = self._sketch(self._rows[:n])

    def _sketch(self, rows: Floats) -> npt.NDArray[np.uint64]:
        """(words, n) bits of ``rows`` (n, d)."""
        assert self._planes is not None
        packed = np.packbits(rows @ self._planes > 0, axis=1)
        return np.ascontiguousarray(packed).view(np.uint64).T

    def _reserve(self, count: int) -> None:
        """Room for ``count`` rows: twice as much each time, so that one more label costs next to nothing."""
        room = len(self._rows)
        if count <= room:
            return
        room = max(count, 2 * room)
        rows, places, classes = self._rows, self._places, self._classes
        self._rows = np.empty((room, rows.shape[1]), np.float32)
        self._places, self._classes = np.empty(room, np.intp), np.empty(room, np.intp)
        for new, old in ((self._rows, rows), (self._places, places), (self._classes, classes)):
            new[: len(old)] = old
        if self._planes is not None:
            sketches = self._sketches
            self._sketches = np.empty((len(sketches), room), np.uint64)
            self._sketches[:, : sketches.shape[1]] = sketches


def _best(similarity: Floats, k: int, left_out: Indices) -> Indices:
    """Positions of the ``k`` largest of ``similarity`` (n,), and of all that might tie with the last of them."""
    similarity[left_out] = -np.inf
    at = len(similarity) - min(k, len(similarity))
    least = float(np.partition(similarity, at)[at])
    return np.flatnonzero(similarity >= max(least - 2 * 10.0**-DECIMALS, -2.0))


def _planes(dimensions: int, seed: int) -> Floats:
    """(dimensions, BITS) normals of random planes, as many as fit at right angles to each other."""
    rng = np.random.default_rng([seed, 12])
    blocks = [np.linalg.qr(rng.normal(size=(dimensions, dimensions)))[0] for _ in range(-(-BITS // dimensions))]
    return np.concatenate(blocks, axis=1)[:, :BITS].astype(np.float32)
