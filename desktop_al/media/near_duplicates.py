"""Near duplicates in a pool: copies that were reduced, compressed anew, or changed in a word or two.

Candidates share parts of a short signature (Manku, Jain & Das Sarma, WWW 2007; banding: Broder 1997); each is then
compared in full. Groups are of those that are like their first member, so that a chain of small steps, each like
the next, does not become one group.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import BadArgument
from desktop_al.core.shapes import SampleKind
from desktop_al.media.image_looks import COLOUR, DETAIL, GRAY, IMAGE_COLUMNS
from desktop_al.media.pieces import Pieces, finish, finite_rows, slices
from desktop_al.media.text_looks import SIGNATURE, TEXT_COLUMNS

__all__ = ["LIKENESS", "grouping", "near_duplicates"]

#: What is usual. Images: 1 minus the mean difference of brightness over the spread; texts: shared runs of three words.
LIKENESS: dict[SampleKind, float] = {"image": 0.95, "text": 0.95}

#: Bits of the 64 of two pictures that may differ.
_BITS = 4
#: The signature of pictures in so many parts, of which at least ``_PARTS - _BITS`` are the same then.
_PARTS = 6
#: Values of a text's signature in one band: 12 bands, of which one is the same where up to 11 values differ.
_BAND = 5
#: At less, more values than that may differ.
_LEAST_LIKENESS = 0.85
#: Where many share a part of the signature, each is compared with so many of the first and of those before it.
_FIRST = 16
#: Pairs compared in full at a time.
_CHUNK = 100_000
#: Texts of fewer words have too few runs of three to be compared.
_FEWEST_WORDS = 8
#: Pictures that change less than this have no signature worth the name.
_LEAST_RANGE, _LEAST_SPREAD = 24, 6

Rows = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]
#: Which of pairs (first, second) are near duplicates.
Alike = Callable[[Rows, Rows], npt.NDArray[np.bool_]]


@dataclass(frozen=True, slots=True)
class _Search:
    """Rows that can be in a group, ascending; all that is compared of them, (n, w); keys that near duplicates share
    in at least one place; the comparison."""

    rows: Rows
    whole: npt.NDArray[np.uint8]
    parts: Iterator[Keys]
    alike: Alike


def near_duplicates(
    looks: npt.NDArray[Any], sample: SampleKind, order: npt.NDArray[Any] | None = None, likeness: float | None = None
) -> npt.NDArray[np.int32]:
    """For each row the first row of its group, or itself, int32 (n,).

    A row belongs to the first that it is like, among those that belong to no other. Exact, except where more than
    32 different samples share each part of the signature that two of them share: there some groups are smaller.

    Args:
        looks: (n, w), float16 or float32 rows of ``image_looks`` or ``text_looks``; a row with a NaN is in no group.
        sample: of what kind the samples are.
        order: (n,) numbers; the lowest of a group is its first, and of equal ones the first row. None: as they come.
        likeness: least likeness, 0.85 to 1; None: ``LIKENESS``.

    Raises:
        BadArgument: looks of another width, an order of another length, a likeness outside of 0.85 to 1.
    """
    return finish(grouping(looks, sample, order, likeness))


def grouping(
    looks: npt.NDArray[Any], sample: SampleKind, order: npt.NDArray[Any] | None = None, likeness: float | None = None
) -> Pieces[npt.NDArray[np.int32]]:
    """``near_duplicates`` in pieces."""
    columns = IMAGE_COLUMNS if sample == "image" else TEXT_COLUMNS
    every = np.asarray(looks)
    least = LIKENESS[sample] if likeness is None else likeness
    if every.ndim != 2 or every.shape[1] != len(columns):
        raise BadArgument(f"Looks of shape {every.shape} are none of a pool of samples of the kind “{sample}”.")
    if not _LEAST_LIKENESS <= least <= 1:
        raise BadArgument(f"A likeness of {least} is not between {_LEAST_LIKENESS} and 1.")
    by_order = np.arange(len(every))
    if order is not None:
        if np.shape(order) != (len(every),):
            raise BadArgument(f"An order of shape {np.shape(order)} does not fit {len(every):,} samples.")
        by_order = np.argsort(order, kind="stable")
    known = yield from finite_rows(every)
    search = yield from (_images if sample == "image" else _texts)(every, known, by_order, least)
    first = yield from _groups(search, len(every))
    found = np.empty(len(every), np.int32)
    found[by_order] = by_order[first]
    return found


def _groups(search: _Search, count: int) -> Pieces[Rows]:
    """For each place 0 to n - 1 the place of the first of its group."""
    if len(search.rows) < 2:
        return np.arange(count)
    # Of equal ones all belong to the first that the first of them belongs to.
    same = yield from _equal(search.whole)
    different = np.flatnonzero(same == np.arange(len(same)))
    pairs = yield from _alike_pairs(search, different)
    first = np.arange(len(different))
    # Ascending: when a row's turn comes, it is known which of the earlier ones are first of a group.
    for start in range(0, len(pairs), _CHUNK):
        some = pairs[start : start + _CHUNK]
        for row, other in zip((some // len(different)).tolist(), (some % len(different)).tolist()):
            if first[row] == row and first[other] == other:
                first[row] = other
        yield
    of_same = np.empty(len(same), np.int64)
    of_same[different] = different[first]
    result = np.arange(count)
    result[search.rows] = search.rows[of_same[same]]
    return result


def _equal(whole: npt.NDArray[np.uint8]) -> Pieces[Rows]:
    """For each row the first one that is the same, itself where there is none before it."""
    count = len(whole)
    keys = np.empty(count, np.uint64)
    width = -(-whole.shape[1] // 8)
    factors = np.random.Generator(np.random.PCG64(0)).integers(0, 2**63, width, np.uint64) * np.uint64(2) + np.uint64(1)
    for part in slices(count):
        padded = np.zeros((part.stop - part.start, 8 * width), np.uint8)
        padded[:, : whole.shape[1]] = whole[part]
        keys[part] = (padded.view(np.uint64) * factors).sum(axis=1, dtype=np.uint64)
        yield
    by_key = np.argsort(keys, kind="stable")
    ordered = keys[by_key]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    same = np.empty(count, np.int64)
    same[by_key] = by_key[np.repeat(starts, np.diff(np.append(starts, count)))]
    for part in slices(count):
        own = np.arange(part.start, part.stop)
        later = np.flatnonzero(same[part] != own)
        other = (whole[own[later]] != whole[same[part][later]]).any(axis=1)
        same[own[later[other]]] = own[later[other]]
        yield
    return same


def _alike_pairs(search: _Search, among: Rows) -> Pieces[Rows]:
    """late * n + early of rows that are alike, as places in ``among`` (n,), each pair once, ascending."""
    count = len(among)
    pairs = np.zeros(0, np.int64)
    for keys in search.parts:
        kept = []
        for candidates in _candidates(keys[among]):
            for at in range(0, len(candidates), _CHUNK):
                some = candidates[at : at + _CHUNK]
                # None twice, neither in one part nor in several: the comparison is what takes the time.
                some = some[~_among(some, pairs)]
                kept.append(some[search.alike(among[some // count], among[some % count])])
                yield
            yield
        pairs = np.sort(np.concatenate([pairs, *kept]))
        yield
    return pairs


def _among(wanted: Rows, ascending: Rows) -> npt.NDArray[np.bool_]:
    if not len(ascending):
        return np.zeros(len(wanted), np.bool_)
    at = np.searchsorted(ascending, wanted).clip(0, len(ascending) - 1)
    return np.asarray(ascending[at] == wanted)


def _candidates(keys: Keys) -> Iterator[Rows]:
    """late * n + early of rows with equal keys: with the first ones of the key, and with those just before."""
    count = len(keys)
    by_key = np.argsort(keys, kind="stable").astype(np.int64)
    # Nothing yet: the caller may give control back.
    yield np.zeros(0, np.int64)
    ordered = keys[by_key]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    start = np.repeat(starts, np.diff(np.append(starts, count)))
    rank = np.arange(count) - start
    members = np.flatnonzero(rank > 0)
    for back in range(1, _FIRST + 1):
        members = members[rank[members] >= back]
        yield by_key[members] * count + by_key[members - back]
        if not len(members):
            return
    far = np.flatnonzero(rank > _FIRST)
    for at in range(_FIRST if len(far) else 0):
        distant = far[rank[far] - at > _FIRST]
        yield by_key[distant] * count + by_key[start[distant] + at]


def _column(looks: npt.NDArray[Any], names: tuple[str, ...], name: str, width: int = 1) -> npt.NDArray[Any]:
    at = names.index(name)
    return looks[:, at] if width == 1 else looks[:, at : at + width]


def _bytes_of(
    looks: npt.NDArray[Any], rows: Rows, columns: tuple[str, ...], groups: Mapping[str, int]
) -> Pieces[npt.NDArray[np.uint8]]:
    """Groups of columns, by the name of the first and their number, side by side."""
    found = np.empty((len(rows), sum(groups.values())), np.uint8)
    start = 0
    for name, width in groups.items():
        values = _column(looks, columns, name, width)
        for part in slices(len(rows)):
            found[part, start : start + width] = values[rows[part]].astype(np.int32).astype(np.uint8)
            yield
        start += width
    return found


def _images(looks: npt.NDArray[Any], known: npt.NDArray[np.bool_], by_order: Rows, least: float) -> Pieces[_Search]:
    part = ("range", "spread")
    wide, spread = (_column(looks, IMAGE_COLUMNS, name)[by_order] for name in part)
    places = np.flatnonzero(known[by_order] & (wide >= _LEAST_RANGE) & (spread >= _LEAST_SPREAD))
    rows = by_order[places]
    groups = {"hash_0": 8, "gray_0": GRAY * GRAY, "colour_0": 2 * COLOUR * COLOUR, "detail_0": DETAIL * DETAIL}
    whole = yield from _bytes_of(looks, rows, IMAGE_COLUMNS, groups)
    # Parts of one array: of a million pictures a second one would take as much memory again.
    hashed, gray, colour, detail = np.split(whole, np.cumsum(list(groups.values()))[:-1], axis=1)
    signature = np.ascontiguousarray(hashed).view(">u8").ravel().astype(np.uint64)
    return _Search(places, whole, _key_parts(signature), _alike_images(signature, gray, colour, detail, least))


def _key_parts(signature: Keys) -> Iterator[Keys]:
    """Each choice of the parts that may be the same where at most ``_BITS`` bits differ."""
    edges = [64 * part // _PARTS for part in range(_PARTS + 1)]
    masks = [((1 << (high - low)) - 1) << low for low, high in pairwise(edges)]
    for chosen in combinations(masks, _PARTS - _BITS):
        yield signature & np.uint64(sum(chosen))


def _alike_images(signature: Keys, gray: Any, colour: Any, detail: Any, least: float) -> Alike:
    """Signature, colours, fine detail and brightness, the cheapest first."""

    def alike(late: Rows, early: Rows) -> npt.NDArray[np.bool_]:
        good = np.bitwise_count(signature[late] ^ signature[early]) <= _BITS
        for test in (same_colour, same_light, same_detail):
            at = np.flatnonzero(good)
            for start in range(0, len(at), 8192):
                some = at[start : start + 8192]
                good[some] = test(late[some], early[some])
        return np.asarray(good)

    def differences(of: Any, late: Rows, early: Rows) -> npt.NDArray[np.float32]:
        apart: npt.NDArray[np.float32] = np.abs(of[late].astype(np.float32) - of[early])
        return apart

    def same_colour(late: Rows, early: Rows) -> npt.NDArray[np.bool_]:
        return np.asarray(differences(colour, late, early).max(axis=1) <= 160 * (1 - least))

    def same_light(late: Rows, early: Rows) -> npt.NDArray[np.bool_]:
        one, other = gray[late].astype(np.float32), gray[early].astype(np.float32)
        means, spreads = (one.mean(axis=1), other.mean(axis=1)), (one.std(axis=1) + 1, other.std(axis=1) + 1)
        apart = np.abs(
            (one - means[0][:, None]) / spreads[0][:, None] - (other - means[1][:, None]) / spreads[1][:, None]
        )
        # Even where the mean is small, one place that differs is a difference.
        same = (apart.mean(axis=1) <= 1 - least) & (apart.max(axis=1) <= 6 * (1 - least))
        little_brighter = np.abs(means[0] - means[1]) <= 320 * (1 - least)
        return np.asarray(same & little_brighter & (np.abs(np.log(spreads[0] / spreads[1])) <= 4 * (1 - least)))

    def same_detail(late: Rows, early: Rows) -> npt.NDArray[np.bool_]:
        apart = differences(detail, late, early)
        usual = np.maximum(detail[late].mean(axis=1), 4)
        return np.asarray(apart.mean(axis=1) <= 6 * (1 - least) * usual)

    return alike


def _texts(looks: npt.NDArray[Any], known: npt.NDArray[np.bool_], by_order: Rows, least: float) -> Pieces[_Search]:
    words = _column(looks, TEXT_COLUMNS, "words")[by_order]
    places = np.flatnonzero(known[by_order] & (words >= _FEWEST_WORDS))
    values = yield from _bytes_of(looks, by_order[places], TEXT_COLUMNS, {"minhash_0": SIGNATURE})
    length = words[places].astype(np.float32)
    # Different values agree by chance in one of 256.
    differing = round(SIGNATURE * (1 - least) * 255 / 256)

    def alike(late: Rows, early: Rows) -> npt.NDArray[np.bool_]:
        shorter, longer = np.minimum(length[late], length[early]), np.maximum(length[late], length[early])
        good = (values[late] != values[early]).sum(axis=1) <= differing
        return np.asarray(good & (shorter >= 0.8 * longer))

    whole = np.concatenate([values, length[:, None].view(np.uint8)], axis=1)
    return _Search(places, whole, _bands(values), alike)


def _bands(values: npt.NDArray[np.uint8]) -> Iterator[Keys]:
    for at in range(0, SIGNATURE - _BAND + 1, _BAND):
        key = np.zeros(len(values), np.uint64)
        for value in range(at, at + _BAND):
            key = key << np.uint64(8) | values[:, value].astype(np.uint64)
        yield key
