"""MurmurHash3 of byte strings (Appleby, x86 variant of 32 bits), many at once and without a learning library."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

#: Longer ones are hashed by themselves: a table of all would be as wide as the longest.
SHORT = 64

_C1, _C2, _ADDED = 0xCC9E2D51, 0x1B873593, 0xE6546B64
_END1, _END2 = 0x85EBCA6B, 0xC2B2AE35
_ALL = 0xFFFFFFFF

Hashes = npt.NDArray[np.uint32]


def murmurhash3(keys: Sequence[bytes], seed: int) -> Hashes:
    """The hash of each of ``keys``, (n,). ``seed`` is 0 to 2**32 - 1."""
    sizes = np.fromiter(map(len, keys), np.int64, len(keys))
    short = sizes <= SHORT
    if short.all():
        return _hashes(keys, sizes, seed)
    result = np.empty(len(keys), np.uint32)
    result[short] = _hashes([key for key in keys if len(key) <= SHORT], sizes[short], seed)
    result[~short] = [_hash(key, seed) for key in keys if len(key) > SHORT]
    return result


def _hashes(keys: Sequence[bytes], sizes: npt.NDArray[np.int64], seed: int) -> Hashes:
    hashes = np.full(len(keys), seed, np.uint32)
    words = -(-int(sizes.max(initial=0)) // 4)
    if words:
        # Filled up with zeros, which leave a hash as it is but for the turn that belongs to a whole word.
        table = np.array(keys, f"S{4 * words}").view("<u4").reshape(len(keys), words).astype(np.uint32, copy=False)
        table = _turned(table * np.uint32(_C1), 15) * np.uint32(_C2)
        for at in range(words):
            hashes ^= table[:, at]
            hashes = np.where(sizes >= 4 * at + 4, _turned(hashes, 13) * np.uint32(5) + np.uint32(_ADDED), hashes)
    hashes ^= sizes.astype(np.uint32)
    hashes ^= hashes >> np.uint32(16)
    hashes *= np.uint32(_END1)
    hashes ^= hashes >> np.uint32(13)
    hashes *= np.uint32(_END2)
    hashes ^= hashes >> np.uint32(16)
    return hashes


def _turned(values: Hashes, by: int) -> Hashes:
    return (values << np.uint32(by)) | (values >> np.uint32(32 - by))


def _hash(key: bytes, seed: int) -> int:
    result = seed
    whole = len(key) // 4
    words = np.frombuffer(key + bytes(4), "<u4", whole + 1).tolist()
    for at, word in enumerate(words):
        word = word * _C1 & _ALL
        word = (word << 15 | word >> 17) * _C2 & _ALL
        result ^= word
        if at < whole:
            result = ((result << 13 | result >> 19) & _ALL) * 5 + _ADDED & _ALL
    result ^= len(key) & _ALL
    result = (result ^ result >> 16) * _END1 & _ALL
    result = (result ^ result >> 13) * _END2 & _ALL
    return result ^ result >> 16
