"""Intraclass correlations of scores, from a two-way analysis of variance (Shrout and Fleiss 1979; McGraw and Wong
1996). Only for complete data: every annotator has scored every sample."""

from dataclasses import dataclass

import numpy as np

from desktop_al.people.distances import Floats
from desktop_al.people.rating_sums import Sums


@dataclass(frozen=True, slots=True)
class MeanSquares:
    """Between samples, between annotators, the rest, and within samples; (batch,) each. ``n`` samples, ``k``
    annotators."""

    samples: Floats
    annotators: Floats
    rest: Floats
    within: Floats
    n: Floats
    k: int


def mean_squares(sums: Sums) -> MeanSquares:
    """From the sums of scores of each annotator, of their squares, and of the squared totals of the samples."""
    n, by_annotator = sums["shared"], sums["score_sums"]
    k = by_annotator.shape[1]
    n = np.where(n > 1, n, np.nan)
    general = by_annotator.sum(1) ** 2 / (n * k)
    total = np.maximum(sums["score_squares"] - general, 0)
    samples = np.maximum(sums["score_totals"] / k - general, 0)
    annotators = np.maximum((by_annotator**2).sum(1) / n - general, 0)
    # Of nearly equal figures only rounding is left.
    total, samples, annotators = (
        np.where(x > 1e-12 * sums["score_squares"], x, 0.0) for x in (total, samples, annotators)
    )
    rest = np.maximum(total - samples - annotators, 0)
    return MeanSquares(
        samples=samples / (n - 1),
        annotators=annotators / (k - 1),
        rest=rest / ((n - 1) * (k - 1)),
        within=np.maximum(total - samples, 0) / (n * (k - 1)),
        n=n,
        k=k,
    )


def _share(part: Floats, whole: Floats) -> Floats:
    result: Floats = part / np.where(whole > 0, whole, np.nan)
    return result


def icc_1_1(sums: Sums) -> Floats:
    """One-way random: each sample was scored by others; one annotator's score."""
    m = mean_squares(sums)
    return _share(m.samples - m.within, m.samples + (m.k - 1) * m.within)


def icc_a_1(sums: Sums) -> Floats:
    """Two-way random, absolute agreement, one annotator's score: (A,1), also written (2,1)."""
    m = mean_squares(sums)
    return _share(m.samples - m.rest, m.samples + (m.k - 1) * m.rest + m.k * (m.annotators - m.rest) / m.n)


def icc_c_1(sums: Sums) -> Floats:
    """Two-way, consistency, one annotator's score: (C,1), also written (3,1)."""
    m = mean_squares(sums)
    return _share(m.samples - m.rest, m.samples + (m.k - 1) * m.rest)


def icc_1_k(sums: Sums) -> Floats:
    """One-way random, the mean of all annotators."""
    m = mean_squares(sums)
    return _share(m.samples - m.within, m.samples)


def icc_a_k(sums: Sums) -> Floats:
    """Two-way random, absolute agreement, the mean of all annotators."""
    m = mean_squares(sums)
    return _share(m.samples - m.rest, m.samples + (m.annotators - m.rest) / m.n)


def icc_c_k(sums: Sums) -> Floats:
    """Two-way, consistency, the mean of all annotators."""
    m = mean_squares(sums)
    return _share(m.samples - m.rest, m.samples)
