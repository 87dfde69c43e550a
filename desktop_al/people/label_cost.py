"""What a label costs: seconds for each sample, with how sure that is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from desktop_al.core.shapes import Measured
from desktop_al.core.words import tr


@dataclass(frozen=True, slots=True)
class Seconds:
    """Of ``count`` samples the ``median`` and the ``mean`` seconds with their 95 % intervals; None where there are
    too few to say."""

    count: int
    median: float | None = None
    low: float | None = None
    high: float | None = None
    mean: float | None = None
    mean_low: float | None = None
    mean_high: float | None = None


def seconds_per_sample(active: Sequence[float]) -> Seconds:
    """Median with the distribution-free interval of order statistics (binomial, normal approximation; from 6
    samples), mean with the normal interval (from 20)."""
    times = np.sort(np.asarray([time for time in active if math.isfinite(time) and time >= 0], float))
    count = len(times)
    if not count:
        return Seconds(0)
    low = high = mean_low = mean_high = None
    if count >= 6:
        half = 1.96 * math.sqrt(count) / 2
        low = float(times[max(0, math.floor(count / 2 - half) - 1)])
        high = float(times[min(count - 1, math.ceil(count / 2 + half))])
    mean = float(times.mean())
    if count >= 20:
        error = 1.96 * float(times.std(ddof=1)) / math.sqrt(count)
        mean_low, mean_high = max(0.0, mean - error), mean + error
    return Seconds(count, float(np.median(times)), low, high, mean, mean_low, mean_high)


def per_label(counts: Sequence[float], labels: Sequence[int]) -> Measured:
    """The mean of something counted, key presses, for each label, where a step of work brings one label or several:
    ``counts`` and ``labels`` of each step. ``n`` are labels. A ratio of sums with the normal interval of its
    linearisation (Cochran 1977, chapter 2.11), from 20 steps."""
    made, of = np.asarray(counts, float), np.asarray(labels, float)
    steps, total = len(made), float(of.sum())
    if not total:
        return Measured(None, reason=tr("Not recorded."))
    rate = float(made.sum() / total)
    if steps < 20:
        return Measured(rate, n=int(total), reason=tr("Too few for a range."))
    error = 1.96 * float(np.sqrt(((made - rate * of) ** 2).sum() * steps / (steps - 1))) / total
    return Measured(rate, max(0.0, rate - error), rate + error, int(total))
