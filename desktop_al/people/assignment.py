"""Which samples are set aside: fair random draws that do not depend on what the learner has done.

A sample belongs to the audit set when its keyed hash falls below the audit share. New files fall in by
the same rule, so the set stays a random draw of the pool however long the pool has been skimmed.
"""

import numpy as np
import numpy.typing as npt

#: Keys of the independent draws.
AUDIT = 0x9E3779B97F4A7C15
ORDER = 0xC2B2AE3D27D4EB4F
REPEAT_ORDER = 0x165667B19E3779F9


def draw(ids: npt.NDArray[np.uint64], seed: int, key: int) -> npt.NDArray[np.float64]:
    """A number in [0, 1) for each sample, shape (n,), the same for ever for one seed and key.

    ``ids`` are the first eight bytes of the sample ids. Mixing by the finaliser of SplitMix64
    (Steele, Lea, Flood 2014).
    """
    with np.errstate(over="ignore"):
        x = ids ^ np.uint64((seed * 0xD1342543DE82EF95 + key) & 0xFFFFFFFFFFFFFFFF)
        x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        x = x ^ (x >> np.uint64(31))
    return (x >> np.uint64(11)).astype(np.float64) * 2.0**-53


def audit_mask(ids: npt.NDArray[np.uint64], seed: int, share: float) -> npt.NDArray[np.bool_]:
    """Which samples are audit samples, shape (n,); on average ``share`` of them."""
    return draw(ids, seed, AUDIT) < share


def is_turn(position: int, seed: int, share: float, order: int = ORDER) -> bool:
    """Whether the sample served at ``position`` (0, 1, 2 ...) is to be an audit sample; with ``REPEAT_ORDER`` a repeat.

    One turn in every block of ``1/share`` positions, at a place drawn by the seed: evenly spread, and
    not to be guessed by counting.
    """
    if share <= 0:
        return False
    length = max(1, round(1 / share))
    block, place = divmod(position, length)
    turn = draw(np.array([block], dtype=np.uint64), seed, order)[0]
    return place == int(turn * length)
