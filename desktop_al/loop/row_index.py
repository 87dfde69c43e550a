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
        self._keys: Keys = np.zeros((0, 2), np.uint64)
        self._rows = np.zeros(0, np.int32)
        self._loose: dict[bytes, int] = {}
        self._parts: list[Keys] = []
        self._count = 0

    def __len__(self) -> int:
        """The number of rows added, also of keys that came again."""
        return self._count

    def extend(self, joined: bytes) -> None:
        """Add rows for keys of 16 bytes, one after the other."""
        fresh = np.frombuffer(joined, np.uint64).reshape(-1, 2)
        self._parts.append(fresh)
        if len(fresh) + len(self._loose) > _LOOSE:
            self._count += len(fresh)
            self._sort_in()
            return
        for at in range(len(fresh)):
            self._loose[joined[at * ID_BYTES : (at + 1) * ID_BYTES]] = self._count + at
        self._count += len(fresh)

    def _sort_in(self) -> None:
        keys = self.keys()
        # The newest of equal keys first.
        order = np.lexsort((-np.arange(len(keys)), keys[:, 1], keys[:, 0]))
        ordered = keys[order]
        first = np.ones(len(keys), np.bool_)
        first[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
        self._keys, self._rows = ordered[first], order[first].astype(np.int32)
        self._loose = {}

    def keys(self) -> Keys:
        """The keys of all rows, (rows, 2)."""
        if len(self._parts) != 1:
            self._parts = [np.concatenate(self._parts) if self._parts else np.zeros((0, 2), np.uint64)]
        return self._parts[0]

    def key(self, row: int) -> bytes:
        """The key that a row was added for."""
        return bytes(self.keys()[row].tobytes())

    def get(self, key: bytes) -> int:
        """The newest row of a key, or -1."""
        loose = self._loose.get(key)
        if loose is not None:
            return loose
        if len(key) != ID_BYTES or not len(self._keys):
            return -1
        return int(self._sorted(np.frombuffer(key, np.uint64).reshape(1, 2))[0])

    def get_all(self, keys: Sequence[bytes]) -> npt.NDArray[np.int64]:
        """``get`` of each, (n,); every key of 16 bytes."""
        if not keys:
            return np.zeros(0, np.int64)
        found = self._sorted(np.frombuffer(b"".join(keys), np.uint64).reshape(-1, 2))
        if self._loose:
            for at, key in enumerate(keys):
                loose = self._loose.get(key)
                if loose is not None:
                    found[at] = loose
        return found

    def _sorted(self, keys: Keys) -> npt.NDArray[np.int64]:
        if not len(self._keys):
            return np.full(len(keys), -1, np.int64)
        at = np.searchsorted(self._keys[:, 0], keys[:, 0])
        result = np.full(len(keys), -1, np.int64)
        # Two keys that agree in eight bytes do not happen by chance; a few steps settle it when they do.
        for step in range(4):
            here = np.minimum(at + step, len(self._keys) - 1)
            same = (result < 0) & (self._keys[here] == keys).all(axis=1)
            result[same] = self._rows[here[same]]
            if not ((result < 0) & (self._keys[here, 0] == keys[:, 0])).any():
                break
        return result
