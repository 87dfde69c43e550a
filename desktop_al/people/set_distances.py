"""How far apart two sets of classes are. The empty set is an answer; two of them are the same."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from desktop_al.core.label_sets import apart
from desktop_al.people.distances import Distance, Floats, Levels, of_pairs


def parts(level: str) -> frozenset[str]:
    """The classes of a set that is written ``a|b`` (see ``label_sets``); the empty string is the empty set."""
    return frozenset(part.strip() for part in apart(level) if part.strip())


def jaccard(levels: Sequence[str]) -> Distance:
    """``1 - |A and B| / |A or B|`` of sets that are written ``a|b``."""
    members = _members(levels)

    def between(c: Levels, d: Levels) -> Floats:
        return 1 - _overlap(members, c, d)[0]

    return of_pairs(between, len(levels))


def masi(levels: Sequence[str]) -> Distance:
    """1 - Jaccard's share times 1 for equal sets, 2/3 where one holds the other, 1/3 where they overlap, 0 where
    they have nothing in common (Passonneau 2006)."""
    members = _members(levels)

    def between(c: Levels, d: Levels) -> Floats:
        share, common, smaller = _overlap(members, c, d)
        alike = np.where(share == 1, 1.0, np.where(common == smaller, 2 / 3, np.where(common > 0, 1 / 3, 0.0)))
        result: Floats = 1 - share * alike
        return result

    return of_pairs(between, len(levels))


def _members(levels: Sequence[str]) -> npt.NDArray[np.uint8]:
    """(levels, bytes): one bit for each class that is in the set."""
    sets = [parts(level) for level in levels]
    names = {name: k for k, name in enumerate(sorted(set().union(*sets)))}
    bits = np.zeros((len(sets), max(1, len(names))), bool)
    for row, members in enumerate(sets):
        bits[row, [names[name] for name in members]] = True
    return np.packbits(bits, axis=1)


def _overlap(members: npt.NDArray[np.uint8], c: Levels, d: Levels) -> tuple[Floats, Floats, Floats]:
    """Jaccard's share (two empty sets: 1), the number of classes in both sets, and the size of the smaller one."""
    sizes = np.bitwise_count(members).sum(1).astype(np.float64)
    common = np.zeros(np.broadcast_shapes(c.shape, d.shape))
    for column in members.T:
        common += np.bitwise_count(column[c] & column[d])
    either = sizes[c] + sizes[d] - common
    share = np.where(either == 0, 1.0, common / np.where(either == 0, 1.0, either))
    return share, common, np.minimum(sizes[c], sizes[d])
