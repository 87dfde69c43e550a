"""How many samples several annotators have to answer for an agreement that is known well enough, and what it costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, isfinite

import numpy as np

from desktop_al.core.errors import BadArgument
from desktop_al.core.words import tr

#: Quantile of the 95 % interval.
Z = 1.96


@dataclass(frozen=True, slots=True)
class StudyGuess:
    """What is expected before a study. ``prevalence``: the share of each class (any positive scale); ``kappa``: the
    agreement beyond chance, from 0 up to but not 1; ``annotators``: how many answer each overlap sample.

    Raises BadArgument where no study could have such figures.
    """

    prevalence: tuple[float, ...]
    kappa: float
    annotators: int = 2

    def __post_init__(self) -> None:
        if not all(isfinite(share) and share >= 0 for share in self.prevalence):
            raise BadArgument(tr("The share of a class is a number, 0 or more."))
        if sum(share > 0 for share in self.prevalence) < 2:
            raise BadArgument(tr("Agreement needs at least two classes that occur."))
        if not 0 <= self.kappa < 1:
            raise BadArgument(f"A kappa of {self.kappa:g} cannot be planned with: it is 0 or more, and less than 1.")
        if self.annotators < 2:
            raise BadArgument(tr("Agreement needs at least two annotators."))


@dataclass(frozen=True, slots=True)
class PlanPoint:
    """With so many overlap ``samples``: half of the width of the 95 % interval, and the working hours of all
    annotators together for these samples, from the median and the low and high seconds per answer."""

    samples: int
    half_width: float
    hours: float
    hours_low: float
    hours_high: float


def deviation(guess: StudyGuess) -> float:
    """Standard error of Fleiss' kappa (and of Krippendorff's nominal alpha) times the root of the number of samples.

    The variance over samples of Gwet's linearised kappa (Gwet, British Journal of Mathematical and Statistical
    Psychology 61, 2008): (a - p_e)/(1 - p_e) - 2 (1 - kappa) (b - p_e)/(1 - p_e), where a is the share of pairs of
    annotators that agree on the sample and b the mean of the class shares of its answers.

    Its moments are exact for annotators who know the true class with probability sqrt(kappa) and else answer by the
    class shares, independently: then the answers have these shares, and kappa is as guessed. Given the true class,
    answers fall with probabilities t = sqrt(kappa) [true class] + (1 - sqrt(kappa)) share; a is a U-statistic of order
    2 (Hoeffding 1948), b a mean. For two annotators and two classes this holds for any other model with the same
    shares and kappa.
    """
    share = np.array(guess.prevalence, np.float64) / sum(guess.prevalence)
    m, kappa = guess.annotators, guess.kappa
    known = np.sqrt(kappa)
    t = known * np.eye(len(share)) + (1 - known) * share
    chance = float((share**2).sum())
    agree, expected = (t**2).sum(axis=1), t @ share
    var_a = 2 / (m * (m - 1)) * (2 * (m - 2) * ((t**3).sum(axis=1) - agree**2) + agree * (1 - agree))
    var_b = (t @ share**2 - expected**2) / m
    both = 2 / m * (t**2 @ share - agree * expected)
    slope = 2 * (1 - kappa)
    mean = agree - slope * expected
    within = var_a + slope**2 * var_b - 2 * slope * both
    variance = share @ (within + mean**2) - (share @ mean) ** 2
    return float(np.sqrt(max(variance, 0.0)) / (1 - chance))


def plan(
    design: StudyGuess, counts: Sequence[int], seconds_per_sample: tuple[float, float, float]
) -> tuple[PlanPoint, ...]:
    """One point for each number of overlap samples in ``counts``; ``seconds_per_sample`` are low, median and high.

    The half width is that of the normal interval, at most 1. Below some 60 samples it is a rough guide: the interval
    is then not symmetric, and a rare class may not occur at all.

    Raises ValueError for counts below 1 and for seconds that are negative or not in order.
    """
    low, median, high = seconds_per_sample
    if not 0 <= low <= median <= high or not isfinite(high):
        raise ValueError("seconds per sample go from low over median to high")
    if any(count < 1 for count in counts):
        raise ValueError("a plan has at least one sample")
    wide = Z * deviation(design)
    hours = [design.annotators * seconds / 3600 for seconds in (median, low, high)]
    return tuple(
        PlanPoint(count, min(1.0, wide / count**0.5), count * hours[0], count * hours[1], count * hours[2])
        for count in counts
    )


def needed(guess: StudyGuess, half_width: float) -> int | None:
    """The smallest number of overlap samples whose interval is at most ``half_width`` on either side of kappa, at least
    2; None when no number of samples does it."""
    if not half_width > 0:
        return None
    samples = (Z * deviation(guess) / half_width) ** 2
    # Rounded before, so that an exact result is not carried one up.
    return max(2, ceil(round(samples, 6))) if isfinite(samples) else None
