"""The same sums for every two annotators, over the samples that both have answered: one row a pair."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from desktop_al.people.distances import Distance, Floats, mid_ranks
from desktop_al.people.rating_sums import Answers, Ints, Sums, added, answering, answers_of, neighbours
from desktop_al.people.ratings import MISSING, Ratings

#: Up to so many pairs of annotators, those without a shared sample are among them. With more pairs of answers than
#: ``MOST``, nobody compares every two annotators.
EVERY, MOST = 20_000, 20_000_000
#: Pairs of answers, and counts of levels, that are held at once.
_ANSWERS, _COUNTS = 2_000_000, 2_000_000
_NONE = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class PairAnswers:
    """Some pairs of annotators, ``first`` and ``second`` (pairs,), and their answers to the same samples one by one:
    ``pair`` (rising), ``left`` and ``right`` levels."""

    first: Ints
    second: Ints
    pair: Ints
    left: Ints
    right: Ints


def comparisons(answers: Answers) -> int:
    """Pairs of answers to the same sample, over all samples."""
    return int((answers.per_sample * (answers.per_sample - 1) // 2 * answers.times).sum())


def pair_answers(ratings: Ratings) -> Iterator[PairAnswers]:
    """Pairs of the annotators who have answered anything, in pieces: every two, also those that share no sample; where
    there are more than ``EVERY`` pairs, only those that share one. Nothing where there are more than ``MOST`` pairs of
    answers."""
    answers = answers_of(ratings)
    many = comparisons(answers)
    if many > MOST:
        return
    annotators = answering(ratings)
    yield from _all_at_once(answers, annotators) if many <= _ANSWERS else _one_by_one(ratings, annotators)


def _all_at_once(answers: Answers, annotators: Ints) -> Iterator[PairAnswers]:
    """From a list of all pairs of answers: few annotators have answered each sample."""
    a = answers.annotators
    left, right = (np.concatenate(side) for side in zip(*neighbours(answers.sample), (_NONE, _NONE)))
    keys = answers.who[left] * a + answers.who[right]
    order = np.argsort(keys, kind="stable")
    keys, left, right = keys[order], answers.level[left[order]], answers.level[right[order]]
    if a * (a - 1) // 2 <= EVERY:
        first, second = np.triu_indices(a, 1)
        kinds = first * a + second
    else:
        kinds = np.unique(keys)
    at_once = max(1, _COUNTS // max(1, answers.levels))
    for start in range(0, len(kinds), at_once):
        some = kinds[start : start + at_once]
        low, high = np.searchsorted(keys, some[0]), np.searchsorted(keys, some[-1], side="right")
        pair = np.searchsorted(some, keys[low:high])
        yield PairAnswers(annotators[some // a], annotators[some % a], pair, left[low:high], right[low:high])


def _one_by_one(ratings: Ratings, annotators: Ints) -> Iterator[PairAnswers]:
    """Each annotator with all that follow: many have answered each sample."""
    codes = ratings.codes[annotators]
    every = len(annotators) * (len(annotators) - 1) // 2 <= EVERY
    held: list[PairAnswers] = []
    pairs = answers = 0
    for a in range(len(annotators) - 1):
        samples = np.flatnonzero(codes[a] != MISSING)
        others = codes[a + 1 :, samples]
        b, at = np.nonzero(others != MISSING)
        left, right = codes[a, samples[at]].astype(np.int64), others[b, at].astype(np.int64)
        which = np.arange(len(others)) if every else np.unique(b)
        held.append(
            PairAnswers(
                np.full(len(which), annotators[a]),
                annotators[a + 1 + which],
                np.searchsorted(which, b) + pairs,
                left,
                right,
            )
        )
        pairs += len(which)
        answers += len(at)
        if answers > _ANSWERS or pairs * max(1, len(ratings.levels)) > _COUNTS:
            yield _together(held)
            held, pairs, answers = [], 0, 0
    if pairs:
        yield _together(held)


def _together(held: list[PairAnswers]) -> PairAnswers:
    return PairAnswers(*(np.concatenate([getattr(p, name) for p in held]) for name in PairAnswers.__dataclass_fields__))


def sums_of(
    some: PairAnswers, levels: int, distances: Mapping[str, Distance], scores: Floats | None, *, ordinal: bool
) -> Sums:
    """What ``Summing`` gives of a table of two annotators without gaps, one row a pair."""
    many = len(some.first)
    shared = np.bincount(some.pair, minlength=many).astype(np.float64)
    sides = [
        np.bincount(some.pair * levels + side, minlength=many * levels).reshape(many, levels).astype(np.float64)
        for side in (some.left, some.right)
    ]
    margins = np.stack(sides, 1)
    sums: Sums = {"shared": shared, "rated": shared, "margins": margins, "common": margins}
    sums["answers"] = margins.sum(1)
    sums["shares"] = sums["answers"] / 2
    for name, distance in distances.items():
        apart = distance.between(some.left, some.right)
        sums[f"differing {name}"] = added(some.pair, apart, many)
        sums[f"spread {name}"] = 2 * sums[f"differing {name}"]
    if ordinal:
        ranks = mid_ranks(sums["answers"])
        steps = ranks[some.pair, some.left] - ranks[some.pair, some.right]
        sums["spread ordinal"] = added(some.pair, 2 * steps * steps, many)
    if scores is not None:
        x = scores - scores.mean()
        left, right = x[some.left], x[some.right]
        sums["score_sums"] = np.stack([added(some.pair, side, many) for side in (left, right)], 1)
        sums["score_squares"] = added(some.pair, left**2 + right**2, many)
        sums["score_totals"] = added(some.pair, (left + right) ** 2, many)
    return sums
