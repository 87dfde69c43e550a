"""Percent agreement and the coefficients that take the agreement expected by chance away from it.

Each takes ``Sums`` (one row a value), a distance and its name; where it is undefined, its value is NaN. A weighted
coefficient is ``1 - observed / expected disagreement``, so that the scale of the weights does not matter.
"""

import numpy as np

from desktop_al.people.distances import Distance, Floats
from desktop_al.people.rating_sums import Sums

#: Rounding leaves no less of a disagreement that is there.
_NOTHING = 1e-12


def chance_corrected(observed: Floats, expected: Floats, largest: float | Floats = 1.0) -> Floats:
    """``1 - observed / expected``; NaN where no disagreement can be expected: all answers are one class."""
    defined = expected > _NOTHING * largest
    result: Floats = np.where(defined, 1 - observed / np.where(defined, expected, 1.0), np.nan)
    return result


def shares_of(counts: Floats) -> Floats:
    """Counts (..., levels) over their sum; NaN where it is 0."""
    total = counts.sum(-1, keepdims=True)
    result: Floats = counts / np.where(total > 0, total, np.nan)
    return result


def _observed(sums: Sums, name: str) -> Floats:
    shared = sums["shared"]
    result: Floats = sums[f"differing {name}"] / np.where(shared > 0, shared, np.nan)
    return result


def percent_agreement(sums: Sums, distance: Distance, name: str) -> Floats:
    """Share of pairs of answers that are the same, averaged over the samples with two answers or more."""
    result: Floats = 1 - _observed(sums, name) / distance.largest
    return result


def cohen(sums: Sums, distance: Distance, name: str) -> Floats:
    """Two annotators, each with an own spread over the classes (Cohen 1960, 1968)."""
    margins = shares_of(sums["common"])
    expected = distance.product(margins[:, 0], margins[:, 1])
    return chance_corrected(_observed(sums, name), expected, distance.largest)


def scott(sums: Sums, distance: Distance, name: str) -> Floats:
    """Two annotators with one spread over the classes (Scott 1955)."""
    spread = shares_of(sums["common"]).mean(1)
    return chance_corrected(_observed(sums, name), distance.product(spread, spread), distance.largest)


def fleiss(sums: Sums, distance: Distance, name: str) -> Floats:
    """Any annotators; samples with one answer count in the spread (Fleiss 1971; Gwet 2014)."""
    spread = shares_of(sums["shares"])
    return chance_corrected(_observed(sums, name), distance.product(spread, spread), distance.largest)


def conger(sums: Sums, distance: Distance, name: str) -> Floats:
    """As Cohen's, expected from every two of any number of annotators (Conger 1980; Gwet 2014)."""
    margins = sums["margins"]
    there = margins.sum(-1) > 0
    own = np.where(there[..., None], margins / np.maximum(margins.sum(-1), 1)[..., None], 0.0)
    many = there.sum(-1)
    together = own.sum(1)
    pairs = np.where(many > 1, many * (many - 1), np.nan)
    expected = (distance.product(together, together) - distance.product(own, own).sum(1)) / pairs
    return chance_corrected(_observed(sums, name), expected, distance.largest)


def light(sums: Sums, distance: Distance, name: str) -> Floats:
    """The mean of the kappas of every two annotators who share a sample (Light 1971)."""
    kappas = pair_kappas(sums, distance, name)
    defined = ~np.isnan(kappas)
    many = defined.sum(1)
    result: Floats = np.where(defined, kappas, 0.0).sum(1) / np.where(many > 0, many, np.nan)
    return result


def pair_kappas(sums: Sums, distance: Distance, name: str) -> Floats:
    """Cohen's kappa of every two annotators who share a sample, (batch, pairs)."""
    shared = sums["pair shared"]
    observed = sums[f"pair differing {name}"] / np.where(shared > 0, shared, np.nan)
    expected = distance.product(shares_of(sums["pair left"]), shares_of(sums["pair right"]))
    return chance_corrected(observed, expected, distance.largest)


def gwet(sums: Sums, distance: Distance, name: str) -> Floats:
    """AC1 and, weighted, AC2 (Gwet 2008)."""
    spread = shares_of(sums["shares"])
    q = spread.shape[-1]
    if q < 2:
        return np.full(len(spread), np.nan)
    by_chance = total_weight(distance, q) / (q * (q - 1)) * (spread * (1 - spread)).sum(-1)
    return chance_corrected(_observed(sums, name) / distance.largest, 1 - by_chance)


def brennan_prediger(sums: Sums, distance: Distance, name: str) -> Floats:
    """Every class as likely as any other (Brennan and Prediger 1981)."""
    q = sums["answers"].shape[-1]
    expected = np.full(len(sums["shared"]), 1 - total_weight(distance, q) / q**2 if q else 0.0)
    return chance_corrected(_observed(sums, name) / distance.largest, expected)


def total_weight(distance: Distance, levels: int) -> float:
    """The sum of all weights of agreement, ``1 - distance / largest``."""
    every = np.ones((1, levels))
    return levels**2 - float(distance.product(every, every)[0]) / distance.largest
