"""Which samples are set aside: fair random draws that do not depend on what the learner has done.

A sample belongs to the audit set when its keyed hash falls below the audit share. New files fall in by
the same rule, so the set stays a random draw of the pool however long the pool has been skimmed. The overlap
set (several annotators) and the gold set (answers known beforehand) are drawn alike and independently.
"""

import hashlib

import numpy as np
import numpy.typing as npt

from desktop_al.people.designs import balanced_blocks

#: Keys of the independent draws.
AUDIT = 0x9E3779B97F4A7C15
ORDER = 0xC2B2AE3D27D4EB4F
REPEAT_ORDER = 0x165667B19E3779F9
OVERLAP = 0x27D4EB2F165667C5
GOLD = 0x85EBCA77C2B2AE63
#: Key of the order that all annotators have in common, and in which they are spread over the overlap set.
COMMON_ORDER = 0x94D049BB14CF9A21
OVERLAP_ORDER = 0xD6E8FEB86659FD93
GOLD_ORDER = 0xA0761D6478BD642F
#: Key of the draw which suggestions are withheld.
WITHHELD = 0x9E6C63D0876A9A47


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


def overlap_mask(ids: npt.NDArray[np.uint64], seed: int, share: float) -> npt.NDArray[np.bool_]:
    """Which samples several annotators are to answer, shape (n,); on average ``share`` of them."""
    return draw(ids, seed, OVERLAP) < share


def gold_mask(ids: npt.NDArray[np.uint64], seed: int, share: float) -> npt.NDArray[np.bool_]:
    """Which samples are to have an answer known beforehand, shape (n,); on average ``share`` of them."""
    return draw(ids, seed, GOLD) < share


def draw_arm(ids: npt.NDArray[np.uint64], annotator: str, seed: int, share: float) -> npt.NDArray[np.bool_]:
    """Of which samples the suggestion is withheld from ``annotator``, shape (n,); on average ``share`` of them.

    Decided by sample, seed and annotator alone: the same on every computer, however often a sample comes, and
    independent of other annotators and of the audit, overlap and gold draws (Kohavi, Tang & Xu 2020, chapter 4: hashing
    instead of a list). It knows no score, so on average every score bin has the same share withheld; that it is exactly
    so in each bin no draw can promise that is made before the scores of later samples are known. A larger share
    withholds the same samples and more.

    Raises ValueError where ``share`` is not between 0 and 1.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"a share is between 0 and 1, not {share}")
    return draw(ids, own_seed(seed, annotator), WITHHELD) < share


def _ranked(ids: npt.NDArray[np.uint64], seed: int) -> npt.NDArray[np.int64]:
    """Places of ``ids`` in the common order; whatever the order they come in."""
    return np.asarray(np.lexsort((ids, draw(ids, seed, COMMON_ORDER))), np.int64)


def assign(ids: npt.NDArray[np.uint64], seed: int, annotators: int, per_sample: int) -> npt.NDArray[np.bool_]:
    """Who answers which sample of the overlap set, shape (n, annotators): ``per_sample`` annotators each; everyone,
    when that is 0 or not fewer than there are.

    How many samples each has differs by at most 1, how many each two share too wherever that is possible
    (``balanced_blocks``). It depends on which ids there are, not on their order; another set of ids is another
    assignment, so it has to be kept once people have begun. Any head of the common order is nearly balanced too.

    Raises ValueError for negative numbers.
    """
    if annotators < 0 or per_sample < 0:
        raise ValueError(f"{per_sample} of {annotators} annotators cannot be assigned")
    if per_sample == 0 or per_sample >= annotators:
        return np.ones((len(ids), annotators), np.bool_)
    random = np.random.default_rng([seed & 0xFFFFFFFFFFFFFFFF, annotators, per_sample])
    # Blocks are built from numbers; who has which number is drawn, so that nobody has the odd sample by being first.
    blocks = random.permutation(annotators)[balanced_blocks(annotators, per_sample, len(ids), random)]
    chosen = np.zeros((len(ids), annotators), np.bool_)
    chosen[_ranked(ids, seed)[:, None], blocks] = True
    return chosen


def assign_by_lot(ids: npt.NDArray[np.uint64], seed: int, annotators: int, per_sample: int) -> npt.NDArray[np.bool_]:
    """As ``assign``, but each sample by itself: for those that came to the pool after the others were assigned. Loads
    are equal on average only."""
    if per_sample == 0 or per_sample >= annotators:
        return np.ones((len(ids), annotators), np.bool_)
    lots = np.stack([draw(ids, seed + 1 + one, COMMON_ORDER) for one in range(annotators)], axis=1)
    return np.asarray(lots.argsort(axis=1).argsort(axis=1) < per_sample, np.bool_)


def own_seed(seed: int, annotator: str) -> int:
    """A seed of the annotator's own, the same on every computer."""
    name = hashlib.blake2b(annotator.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return (seed ^ int.from_bytes(name, "little")) & 0x7FFFFFFFFFFFFFFF


def serving_order(ids: npt.NDArray[np.uint64], seed: int, annotator: str, block: int = 20) -> npt.NDArray[np.int64]:
    """The order in which an annotator gets a reserved set, shape (n,): indices into ``ids``.

    The set goes by one common order in blocks of ``block``, so that annotators who answer only a part have a head in
    common; within a block each annotator has an order of their own, so that an effect of order is not shared.
    Give the whole set, also to someone who is assigned a part of it, and leave out afterwards.

    Raises ValueError when ``block`` is less than 1.
    """
    if block < 1:
        raise ValueError(f"a block has at least one sample, not {block}")
    name = hashlib.blake2b(annotator.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    common = _ranked(ids, seed)
    own = draw(ids[common], seed, int.from_bytes(name, "little"))
    return np.asarray(common[np.lexsort((ids[common], own, np.arange(len(ids)) // block))], np.int64)


def is_turn(position: int, seed: int, share: float, order: int = ORDER) -> bool:
    """Whether the sample served at ``position`` (0, 1, 2 ...) is to be an audit sample; with ``REPEAT_ORDER`` a repeat.

    One turn in every block of ``1/share`` positions, at a place drawn by the seed: evenly spread, and
    not to be guessed by counting; above two fifths as evenly as a share allows.
    """
    if share <= 0:
        return False
    if share > 0.4:
        # Blocks would be too short to come near such a share: fractions are added up instead.
        start = draw(np.array([order & 0xFFFFFFFF], dtype=np.uint64), seed, order)[0]
        return int((position + 1) * share + start) > int(position * share + start)
    length = max(1, round(1 / share))
    block, place = divmod(position, length)
    turn = draw(np.array([block], dtype=np.uint64), seed, order)[0]
    return place == int(turn * length)
