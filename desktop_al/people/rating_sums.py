"""Sums over samples: all that a measure of agreement needs of the answers.

Every measure is a function of sums over samples, so its value for a resample of the samples is the same function of
the same sums, each sample counted as often as it was drawn. ``Sums`` maps the name of a sum to an array whose first
axis is a batch: one row for the point value, one for each resample, or one for each pair of annotators.

Samples with one answer alone never show agreement. They count in what all answers are spread over (``shares``,
``margins``), as Gwet has it, and no resample draws them anew.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

import numpy as np
import numpy.typing as npt
from scipy import sparse

from desktop_al.people.distances import Distance, Floats, mid_ranks
from desktop_al.people.ratings import MISSING, Ratings

Ints = npt.NDArray[np.int64]
Sums = dict[str, Floats]

#: Entries of a list of pairs of answers that are held at once.
MOST_PAIRS = 4_000_000
#: Where samples repeat each other so often, each kind of sample is drawn instead of each sample.
_ALIKE = 20
#: With up to so many cells for an answer, a table of samples and levels is quicker than sorting.
_CELLS = 16


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers one by one, sorted by sample: ``who``, ``sample`` (counted among those with two answers or more),
    ``level``; ``per_sample`` answers of each, which stands for ``times`` samples. ``alone_who``, ``alone_level``: the
    answers of samples that have no other."""

    annotators: int
    levels: int
    who: Ints
    sample: Ints
    level: Ints
    per_sample: Ints
    times: Ints
    alone_who: Ints
    alone_level: Ints

    @property
    def shared(self) -> int:
        """How many samples have two answers or more."""
        return int(self.times.sum())

    @property
    def complete(self) -> bool:
        """Whether every annotator has answered every sample that has an answer."""
        return not self.alone_who.size and bool((self.per_sample == self.annotators).all())


def answering(ratings: Ratings) -> Ints:
    """The positions of the annotators who have answered anything."""
    return np.flatnonzero((ratings.codes != MISSING).any(1)) if ratings.codes.size else np.zeros(0, np.int64)


def answers_of(ratings: Ratings) -> Answers:
    """The first answers of those who have answered anything."""
    there = np.ascontiguousarray((ratings.codes != MISSING).T)
    many = there.sum(1)
    sample, who = np.repeat(np.arange(len(many)), many), np.flatnonzero(there) % max(1, there.shape[1])
    level = ratings.codes.T[there].astype(np.int64)
    active = there.any(0)
    if not active.all():
        who = (np.cumsum(active) - 1)[who]
    alone_who = alone_level = np.zeros(0, np.int64)
    if not (many > 1).all():
        alone = many[sample] == 1
        alone_who, alone_level = who[alone], level[alone]
        sample, who, level = (np.cumsum(many > 1) - 1)[sample[~alone]], who[~alone], level[~alone]
    shared = many[many > 1]
    return Answers(
        annotators=int(active.sum()),
        levels=len(ratings.levels),
        who=who,
        sample=sample,
        level=level,
        per_sample=shared,
        times=np.ones(len(shared), np.int64),
        alone_who=alone_who,
        alone_level=alone_level,
    )


def gathered(answers: Answers) -> Answers:
    """Samples that have the same answers of the same annotators as one, where that leaves only a few."""
    if not len(answers.per_sample):
        return answers
    starts = np.concatenate(([0], np.cumsum(answers.per_sample)[:-1]))
    sums = np.add.reduceat(_scattered(answers.who * answers.levels + answers.level), starts)
    _, first, times = np.unique(sums, return_index=True, return_counts=True)
    if len(first) * _ALIKE > len(sums):
        return answers
    new = np.full(len(sums), -1)
    new[first] = np.arange(len(first))
    kept = new[answers.sample] >= 0
    order = np.argsort(new[answers.sample[kept]], kind="stable")
    return replace(
        answers,
        who=answers.who[kept][order],
        sample=new[answers.sample[kept]][order],
        level=answers.level[kept][order],
        per_sample=answers.per_sample[first],
        times=times.astype(np.int64),
    )


def _scattered(keys: Ints) -> npt.NDArray[np.uint64]:
    """64 bits that look drawn at random for each key (splitmix64): sums of them tell sets of keys apart."""
    z = (keys.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def added(groups: Ints, values: Floats, many: int) -> Floats:
    """The sum of the values of each group, shape (many,)."""
    result: Floats = np.bincount(groups, values, many).astype(np.float64, copy=False)
    return result


# -- pairs within a sample -----------------------------------------------------------------------------


def neighbours(groups: Ints) -> Iterator[tuple[Ints, Ints]]:
    """All pairs of entries of the same group, in pieces; ``groups`` is sorted."""
    for step in count(1):
        first = np.flatnonzero(groups[step:] == groups[:-step]) if step < len(groups) else np.zeros(0, np.int64)
        if not first.size:
            return
        yield first, first + step


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each level was given for each sample, sorted by sample; levels that were not are left out."""

    sample: Ints
    level: Ints
    times: Floats


def counts_of(answers: Answers) -> Counts:
    """From the single answers."""
    keys = answers.sample * answers.levels + answers.level
    cells = len(answers.per_sample) * answers.levels
    if cells <= _CELLS * len(keys):
        table = np.bincount(keys, minlength=cells)
        keys = np.flatnonzero(table)
        times = table[keys]
    else:
        keys, times = np.unique(keys, return_counts=True)
    return Counts(keys // max(1, answers.levels), keys % max(1, answers.levels), times.astype(np.float64))


def disagreement(answers: Answers, counts: Counts, distance: Distance) -> Floats:
    """Sum of the distances over all ordered pairs of answers of each sample, shape (samples,)."""
    total = np.zeros(len(answers.per_sample))
    for c, d in neighbours(counts.sample):
        apart = distance.between(counts.level[c], counts.level[d])
        total += added(counts.sample[c], 2 * counts.times[c] * counts.times[d] * apart, len(total))
    return total


# -- blocks of sums ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Block:
    """What each sample adds to a group of sums: ``each`` (samples, sums), and ``always``, whatever is drawn.
    ``shape`` is that of the group."""

    each: sparse.csr_array
    always: Floats
    shape: tuple[int, ...]


class BlockTooLarge(Exception):
    """Nobody can wait for resamples of these sums."""


def _block(
    answers: Answers, rows: Ints, columns: Ints, values: npt.ArrayLike, shape: tuple[int, ...], always: Floats | None
) -> Block:
    width = int(np.prod(shape, dtype=np.int64))
    data = np.broadcast_to(np.asarray(values, np.float64), rows.shape)
    each = sparse.csr_array((data, (rows, columns)), shape=(len(answers.per_sample), width))
    return Block(each, np.zeros(width) if always is None else always, shape)


@dataclass(frozen=True, slots=True)
class Source:
    """What blocks are made from: ``distances`` by name; ``scores`` (levels,) where the levels have any."""

    answers: Answers
    counts: Counts
    distances: Mapping[str, Distance]
    scores: Floats | None


def source(
    ratings: Ratings, distances: Mapping[str, Distance], scores: Sequence[float] | None, *, gather: bool = True
) -> Source:
    """The sums of these answers. To ``gather`` samples that are alike is worth it only for resamples."""
    answers = gathered(answers_of(ratings)) if gather else answers_of(ratings)
    # Differences of scores count, never their size: centred, their squares keep their digits.
    x = None if scores is None else np.asarray(scores, np.float64) - float(np.mean(scores))
    return Source(answers, counts_of(answers), distances, x)


def _one_column(s: Source, values: Floats) -> Block:
    rows = np.flatnonzero(values)
    return _block(s.answers, rows, np.zeros_like(rows), values[rows], (), None)


def _differing(s: Source, name: str) -> Block:
    m = s.answers.per_sample
    return _one_column(s, disagreement(s.answers, s.counts, s.distances[name]) / (m * (m - 1)))


def _spread(s: Source, name: str) -> Block:
    return _one_column(s, disagreement(s.answers, s.counts, s.distances[name]) / (s.answers.per_sample - 1))


def _answers(s: Source, _: str) -> Block:
    return _block(s.answers, s.counts.sample, s.counts.level, s.counts.times, (s.answers.levels,), None)


def _shares(s: Source, _: str) -> Block:
    values = s.counts.times / s.answers.per_sample[s.counts.sample]
    alone = np.bincount(s.answers.alone_level, minlength=s.answers.levels).astype(np.float64)
    return _block(s.answers, s.counts.sample, s.counts.level, values, (s.answers.levels,), alone)


def _margins(s: Source, _: str) -> Block:
    block = _common(s, "")
    columns = s.answers.alone_who * s.answers.levels + s.answers.alone_level
    alone = np.bincount(columns, minlength=len(block.always)).astype(np.float64)
    return replace(block, always=alone)


def _common(s: Source, _: str) -> Block:
    a = s.answers
    if a.annotators * a.levels > MOST_PAIRS:
        raise BlockTooLarge
    return _block(a, a.sample, a.who * a.levels + a.level, 1.0, (a.annotators, a.levels), None)


def _classes(s: Source, _: str) -> Block:
    """Of each level against all others: the share of pairs of answers of which one is it and one is not."""
    m = s.answers.per_sample[s.counts.sample]
    values = 2 * s.counts.times * (m - s.counts.times) / (m * (m - 1))
    return _block(s.answers, s.counts.sample, s.counts.level, values, (s.answers.levels,), None)


def _score_sums(s: Source, _: str) -> Block:
    assert s.scores is not None
    a = s.answers
    return _block(a, a.sample, a.who, s.scores[a.level], (a.annotators,), None)


def _score_squares(s: Source, _: str) -> Block:
    assert s.scores is not None
    a = s.answers
    return _one_column(s, added(a.sample, s.scores[a.level] ** 2, len(a.per_sample)))


def _score_totals(s: Source, _: str) -> Block:
    assert s.scores is not None
    a = s.answers
    return _one_column(s, added(a.sample, s.scores[a.level], len(a.per_sample)) ** 2)


def _cells(s: Source) -> tuple[Block, Ints]:
    """Krippendorff's coincidences of each two different levels that meet in a sample; the levels, (2, sums)."""
    entries = 0
    found: list[tuple[Ints, Ints, Floats]] = []
    q = s.answers.levels
    for c, d in neighbours(s.counts.sample):
        entries += c.size
        if entries > MOST_PAIRS:
            raise BlockTooLarge
        rows = s.counts.sample[c]
        values = 2 * s.counts.times[c] * s.counts.times[d] / (s.answers.per_sample[rows] - 1)
        found.append((rows, s.counts.level[c] * q + s.counts.level[d], values))
    rows = np.concatenate([row for row, _, _ in found] or [np.zeros(0, np.int64)])
    keys = np.concatenate([key for _, key, _ in found] or [np.zeros(0, np.int64)])
    values = np.concatenate([value for _, _, value in found] or [np.zeros(0)])
    kinds, columns = np.unique(keys, return_inverse=True)
    return _block(s.answers, rows, columns, values, (len(kinds),), None), np.stack(
        (kinds // max(1, q), kinds % max(1, q))
    )


def _pairs(s: Source, name: str) -> tuple[dict[str, Block], Ints]:
    """For every two annotators who share a sample; their positions, (2, pairs)."""
    a = s.answers
    if int((a.per_sample * (a.per_sample - 1) // 2).sum()) > MOST_PAIRS:
        raise BlockTooLarge
    both = list(neighbours(a.sample))
    left = np.concatenate([c for c, _ in both] or [np.zeros(0, np.int64)])
    right = np.concatenate([d for _, d in both] or [np.zeros(0, np.int64)])
    kinds, pair = np.unique(a.who[left] * a.annotators + a.who[right], return_inverse=True)
    if len(kinds) * a.levels > MOST_PAIRS // 8:
        raise BlockTooLarge
    rows = a.sample[left]
    apart = s.distances[name].between(a.level[left], a.level[right])
    some = apart != 0
    blocks = {f"pair differing {name}": _block(a, rows[some], pair[some], apart[some], (len(kinds),), None)}
    if a.complete:
        blocks["common"] = _common(s, "")
    else:
        shape = (len(kinds), a.levels)
        blocks["pair shared"] = _block(a, rows, pair, 1.0, (len(kinds),), None)
        blocks["pair left"] = _block(a, rows, pair * a.levels + a.level[left], 1.0, shape, None)
        blocks["pair right"] = _block(a, rows, pair * a.levels + a.level[right], 1.0, shape, None)
    return blocks, np.stack((kinds // a.annotators, kinds % a.annotators))


_BLOCKS: dict[str, Callable[[Source, str], Block]] = {
    "differing": _differing,
    "spread": _spread,
    "answers": _answers,
    "shares": _shares,
    "margins": _margins,
    "common": _common,
    "classes": _classes,
    "score_sums": _score_sums,
    "score_squares": _score_squares,
    "score_totals": _score_totals,
}


class Summing:
    """Makes ``Sums`` for batches of resamples. ``needs`` are names of sums: ``answers``, ``differing linear``, ..."""

    def __init__(self, s: Source, needs: Sequence[str]) -> None:
        """Raises:
        BlockTooLarge: there are too many of these sums.
        """
        self._shared, self._rated = s.answers.shared, s.answers.shared + len(s.answers.alone_who)
        self._cells = self._pairs = np.zeros((2, 0), np.int64)
        blocks: dict[str, Block] = {}
        for need in needs:
            kind, _, distance = need.partition(" ")
            if need == "spread ordinal":
                blocks["answers"] = _answers(s, "")
                blocks["cells"], self._cells = _cells(s)
            elif kind == "pairs":
                more, self._pairs = _pairs(s, distance)
                blocks |= more
            else:
                blocks[need] = _BLOCKS[kind](s, distance)
        self._blocks = blocks
        self._expand = bool(self._pairs.size) and "pair left" not in blocks
        matrices = [block.each for block in blocks.values()]
        self._each = sparse.csr_array(sparse.hstack(matrices).T) if matrices else None
        self.width = sum(len(block.always) for block in blocks.values())
        self.width += 2 * self._pairs.shape[1] * s.answers.levels if self._expand else 0
        self.entries = 0 if self._each is None else int(self._each.nnz)

    def sums(self, drawn: npt.NDArray[np.float64]) -> Sums:
        """``drawn`` (samples, batch): how often each sample is in each resample."""
        batch = drawn.shape[1]
        sums: Sums = {"shared": np.full(batch, float(self._shared)), "rated": np.full(batch, float(self._rated))}
        total = np.zeros((0, batch)) if self._each is None else self._each @ drawn
        start = 0
        for name, block in self._blocks.items():
            end = start + len(block.always)
            sums[name] = (total[start:end] + block.always[:, None]).T.reshape(batch, *block.shape)
            start = end
        if "cells" in sums:
            ranks = mid_ranks(sums["answers"])
            apart = (ranks[:, self._cells[0]] - ranks[:, self._cells[1]]) ** 2
            sums["spread ordinal"] = (sums.pop("cells") * apart).sum(1)
        if self._expand:
            sums["pair left"], sums["pair right"] = sums["common"][:, self._pairs[0]], sums["common"][:, self._pairs[1]]
            sums["pair shared"] = np.full((batch, self._pairs.shape[1]), float(self._shared))
        return sums
