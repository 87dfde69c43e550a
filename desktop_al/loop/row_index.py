"""Which row belongs to a sample id or a digest: a million of them in a few bytes each, not in Python objects."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from desktop_al.store.cache import ID_BYTES

#: Keys kept in a plain dictionary until there are so many that sorting them in pays.
_LOOSE = 20_000

Keys = npt.NDArray[np.uint64]


class RowIndex:
    """Keys of 16 bytes and their rows, numbered as they were added; the newest row of a key counts.

    The keys are sorted by their first eight bytes, random in ids and digests alike, and compared whole.
    """

    def __init__(self) -> None:
        #: The keys of all rows, with room for more at the end.
        self._keys: Keys = np.zeros((0, 2), np.uint64)
        self._count = 0
        #: First halves of the keys of the rows that were sorted in, ascending, and those rows.
        self._heads = np.zeros(0, np.uint64)
        self._rows = np.zeros(0, np.int32)
        self._settled = 0
        self._loose: dict[bytes, int] = {}
        self._dropped: list[tuple[int, int]] = []

    def __len__(self) -> int:
        """The number of rows added, also of keys that came again."""
        return self._count

    def extend(self, joined: bytes) -> None:
        """Add rows for keys of 16 bytes, one after the other."""
        fresh = np.frombuffer(joined, np.uint64).reshape(-1, 2)
        before, self._count = self._count, self._count + len(fresh)
        if self._count > len(self._keys):
            grown = np.empty((max(self._count, len(self._keys) * 5 // 4), 2), np.uint64)
            grown[:before] = self._keys[:before]
            self._keys = grown
        self._keys[before : self._count] = fresh
        if len(fresh) + len(self._loose) > _LOOSE:
            self._sort_in()
            return
        for at in range(len(fresh)):
            self._loose[joined[at * ID_BYTES : (at + 1) * ID_BYTES]] = before + at

    def _sort_in(self) -> None:
        """Only what is new is sorted: a million keys would take a second each time."""
        fresh = self._keys[self._settled : self._count]
        # The newest of equal keys first.
        order = np.lexsort((-np.arange(len(fresh)), fresh[:, 1], fresh[:, 0]))
        ordered = fresh[order]
        first = np.ones(len(fresh), np.bool_)
        first[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
        keys, rows = ordered[first], (order[first] + self._settled).astype(np.int32)
        at = self._places(keys)
        known = at >= 0
        self._rows[at[known]] = rows[known]
        where = np.searchsorted(self._heads, keys[~known, 0])
        self._heads = np.insert(self._heads, where, keys[~known, 0])
        self._rows = np.insert(self._rows, where, rows[~known])
        self._settled = self._count
        self._loose = {}

    def drop(self, start: int, stop: int) -> None:
        """Rows ``start`` to ``stop`` belong to no key any more; the others keep their numbers."""
        self._dropped.append((start, stop))

    def keys(self) -> Keys:
        """The keys of all rows, (rows, 2)."""
        return self._keys[: self._count]

    def key(self, row: int) -> bytes:
        """The key that a row was added for."""
        return bytes(self.keys()[row].tobytes())

    def get(self, key: bytes) -> int:
        """The newest row of a key, or -1."""
        if len(key) != ID_BYTES:
            return -1
        return int(self.get_all([key])[0])

    def get_all(self, keys: Sequence[bytes]) -> npt.NDArray[np.int64]:
        """``get`` of each, (n,); every key of 16 bytes."""
        if not keys:
            return np.zeros(0, np.int64)
        at = self._places(np.frombuffer(b"".join(keys), np.uint64).reshape(-1, 2))
        found = np.full(len(keys), -1, np.int64)
        found[at >= 0] = self._rows[at[at >= 0]]
        if self._loose:
            for place, key in enumerate(keys):
                loose = self._loose.get(key)
                if loose is not None:
                    found[place] = loose
        for start, stop in self._dropped:
            found[(found >= start) & (found < stop)] = -1
        return found

    def _places(self, keys: Keys) -> npt.NDArray[np.int64]:
        """Where the keys are in the order of the index, -1 for those that are not."""
        result = np.full(len(keys), -1, np.int64)
        if not len(self._heads):
            return result
        at = np.searchsorted(self._heads, keys[:, 0])
        # Two keys that agree in eight bytes do not happen by chance; a few steps settle it when they do.
        for step in range(4):
            here = np.minimum(at + step, len(self._heads) - 1)
            same = (result < 0) & (self._keys[self._rows[here]] == keys).all(axis=1)
            result[same] = here[same]
            if not ((result < 0) & (self._heads[here] == keys[:, 0])).any():
                break
        return result
