"""Every two annotators: how far they agree, and which classes they exchange."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop_al.core.shapes import Measured
from desktop_al.core.words import tr
from desktop_al.people.agreement import MEASURES, Design, Scale, agreement, design_of, value_of
from desktop_al.people.bootstrap import TOO_FEW, no_interval
from desktop_al.people.distances import Distance, Floats
from desktop_al.people.pair_sums import pair_answers, sums_of
from desktop_al.people.rating_sums import Ints, answering
from desktop_al.people.ratings import MISSING, Ratings

#: With more pairs than this there are no intervals.
WITH_INTERVALS = 500


@dataclass(frozen=True, slots=True)
class Pair:
    """Two annotators by position, the ``n`` samples that both have answered, and a measure of those."""

    a: int
    b: int
    n: int
    measured: Measured


@dataclass(frozen=True, slots=True)
class PairValues:
    """Some pairs: positions of the annotators, samples shared, and by measure the values, NaN where undefined;
    (pairs,) each."""

    first: Ints
    second: Ints
    shared: Ints
    values: dict[str, Floats]


def pair_values(ratings: Ratings, design: Design, names: Sequence[str] | None = None) -> Iterator[PairValues]:
    """Every measure, or those in ``names``, of every two annotators who have answered anything, in pieces; which
    pairs are given where there are very many, ``pair_answers`` says. Between two, Light's kappa is Cohen's and is left
    out."""
    measures = [
        m
        for m in MEASURES
        if (names is None or m.name in names)
        and "pairs" not in m.needs
        and (design.scale != "set" or m.sets)
        and (design.of(m) in design.distances or (design.of(m) == "ordinal" and design.scores))
    ]
    scores = None if design.scores is None else np.asarray(design.scores)
    needed: dict[str, Distance] = {
        design.of(m): design.distances[design.of(m)] for m in measures if design.of(m) != "ordinal"
    }
    ordinal = any(design.of(m) == "ordinal" for m in measures)
    for some in pair_answers(ratings):
        sums = sums_of(some, len(ratings.levels), needed, scores, ordinal=ordinal)
        values = {m.name: value_of(m, sums, design) for m in measures}
        yield PairValues(some.first, some.second, sums["shared"].astype(np.int64), values)


def pairwise(
    ratings: Ratings,
    name: str,
    scale: Scale = "nominal",
    *,
    bootstrap: int = 2000,
    seed: int = 0,
    scores: Sequence[float] | None = None,
) -> list[Pair]:
    """One measure of every two annotators who have answered anything, over the samples that both have answered;
    with 95 % intervals where there are at most ``WITH_INTERVALS`` pairs."""
    name = "cohen_kappa" if name == "light_kappa" else name
    design = design_of(ratings.levels, scale, scores)
    many = len(answering(ratings))
    few = many * (many - 1) // 2 <= WITH_INTERVALS
    found = []
    for some in pair_values(ratings, design, [name]):
        values = some.values.get(name, np.full(len(some.first), np.nan))
        for a, b, n, value in zip(some.first.tolist(), some.second.tolist(), some.shared.tolist(), values.tolist()):
            if np.isnan(value) or (few and n >= TOO_FEW):
                # The way of all annotators together knows the reason, or makes the interval.
                both = between(ratings, a, b)
                measured = agreement(both, scale, bootstrap=bootstrap, seed=seed, names=[name], scores=scores)[name]
            else:
                why = no_interval() if n < TOO_FEW else tr("Too many pairs: no interval.")
                measured = Measured(value, n=n, reason=why)
            found.append(Pair(a, b, n, measured))
    return found


def between(ratings: Ratings, a: int, b: int) -> Ratings:
    """Two annotators and the samples that both have answered, without replicates."""
    both = np.flatnonzero((ratings.codes[a] != MISSING) & (ratings.codes[b] != MISSING))
    names = tuple(ratings.samples[k] for k in both.tolist())
    return Ratings(
        (ratings.annotators[a], ratings.annotators[b]), names, ratings.levels, ratings.codes[[a, b]][:, both]
    )


def pair_confusion(ratings: Ratings, a: int, b: int) -> npt.NDArray[np.int64]:
    """How many samples got row's level from annotator ``a`` and column's level from ``b``, (levels, levels)."""
    q = len(ratings.levels)
    both = (ratings.codes[a] != MISSING) & (ratings.codes[b] != MISSING)
    cells = ratings.codes[a, both].astype(np.int64) * q + ratings.codes[b, both]
    return np.bincount(cells, minlength=q * q).reshape(q, q).astype(np.int64)
