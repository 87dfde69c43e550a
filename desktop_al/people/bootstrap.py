"""Intervals from resamples of the samples: percentile bootstrap (Efron), 95 %, one stream of draws for all measures."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from desktop_al.core.shapes import Measured
from desktop_al.core.words import joined, tr
from desktop_al.people.distances import Floats

#: Shared samples below which there is no interval, and below which one may not conclude from it.
TOO_FEW, FEW = 20, 60
#: Where more of the resamples have no value, that is said.
_OFTEN = 0.05
#: With fewer resamples an interval means nothing.
FEWEST = 200


def resamples(times: npt.NDArray[np.int64], many: int, batch: int, seed: int) -> Iterator[Floats]:
    """How often each sample is drawn, shapes (samples, at most ``batch``), ``many`` columns in all.

    ``times``: for how many samples each one stands; their sum is how many are drawn. Does not depend on ``batch``.
    """
    random = np.random.default_rng(seed)
    n = int(times.sum())
    alike = bool((times > 1).any())
    for start in range(0, many, batch):
        columns = min(batch, many - start)
        if alike:
            yield np.ascontiguousarray(random.multinomial(n, times / n, columns).T, np.float64)
            continue
        draws = random.integers(0, n, (columns, n))
        draws *= columns
        draws += np.arange(columns)[:, None]
        yield np.bincount(draws.ravel(), minlength=n * columns).reshape(n, columns).astype(np.float64)


def with_interval(value: float, drawn: Floats, n: int, reasons: list[str]) -> Measured:
    """A value with the interval that its resamples give; NaN in ``drawn`` (resamples,) are resamples without one."""
    if n < TOO_FEW:
        return Measured(value, n=n, reason=joined([*reasons, no_interval()]))
    defined = drawn[~np.isnan(drawn)]
    if len(defined) < FEWEST:
        return Measured(value, n=n, reason=joined(reasons))
    low, high = np.percentile(defined, (2.5, 97.5))
    # Where hardly any answers are alike, every resample agrees less than the samples themselves.
    low, high = min(low, value), max(high, value)
    undefined = 1 - len(defined) / len(drawn)
    if undefined > _OFTEN:
        share = f"{undefined:.0%}"
        left_out = tr("Undefined in {share} of the resamples, which are left out of the interval.", share=share)
        reasons = [*reasons, left_out]
    if n < FEW:
        reasons = [*reasons, too_few_to_conclude()]
    return Measured(value, float(low), float(high), n, joined(reasons))


def no_interval() -> str:
    return tr("Fewer than {few} shared samples: no interval.", few=TOO_FEW)


def too_few_to_conclude() -> str:
    return tr("Fewer than {few} shared samples: too few to conclude.", few=FEW)
