"""Krippendorff's alpha: for any number of annotators, any gaps, any distance (Krippendorff 2011)."""

import numpy as np

from desktop_al.people.distances import Distance, Floats, mid_ranks, squared_product
from desktop_al.people.kappas import chance_corrected
from desktop_al.people.rating_sums import Sums


def alpha(sums: Sums, distance: Distance, name: str) -> Floats:
    """``1 - observed / expected disagreement`` of the answers that can be paired."""
    counts = sums["answers"]
    n = counts.sum(-1)
    pairs = np.where(n > 1, n * (n - 1), np.nan)
    expected = distance.product(counts, counts) / pairs
    return chance_corrected(sums[f"spread {name}"] / np.where(n > 0, n, np.nan), expected, distance.largest)


def ordinal_alpha(sums: Sums) -> Floats:
    """With Krippendorff's ordinal distance, which the counts of all answers decide on."""
    counts = sums["answers"]
    n = counts.sum(-1)
    pairs = np.where(n > 1, n * (n - 1), np.nan)
    expected = squared_product(counts, counts, mid_ranks(counts) - n[:, None] / 2) / pairs
    return chance_corrected(sums["spread ordinal"] / np.where(n > 0, n, np.nan), expected, n * n)
