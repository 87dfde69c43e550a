"""The learning curve of an audit: an inverse power law through its errors, and how far to trust it.

err(n) = a + b n^-c with 0 <= a, 0 <= b and c from .05 to 2, least squares weighted by the labels n (Figueroa et al.,
BMC Medical Informatics and Decision Making 12:8, 2012). How sure it is comes from a parametric bootstrap of two
parts. The checkpoints share their audit samples, and the errors of a later model are nearly a part of an earlier
one's: one level, drawn from the Beta distribution of the newest audit, moves the whole curve. What is left to each
checkpoint alone scatters about the curve; how much, is read off the checkpoints themselves.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

#: With fewer checkpoints there is no curve.
POINTS = 8
DRAWS = 400
#: Ends of the band that is shown, and of the ranges.
BAND = (0.1, 0.9)
#: Share of the variance of an audit that a checkpoint has at least for itself.
OWN = 0.1
EXPONENTS = np.geomspace(0.05, 2.0, 60)
#: Standard errors by which the newest checkpoints may fall faster than the curve.
MISFIT = 2.0
#: Labels ahead, as multiples of those given, within which the curve is followed.
_AHEAD = 50.0


@dataclass(frozen=True, slots=True)
class Curves:
    """Power laws: ``a``, ``b`` and ``c`` of each, (m,)."""

    a: Floats
    b: Floats
    c: Floats

    def errors(self, labels: npt.ArrayLike) -> Floats:
        """Error shares (m, k) at the label counts ``labels`` (k,)."""
        n = np.atleast_1d(np.asarray(labels, np.float64))
        errors: Floats = np.clip(self.a[:, None] + self.b[:, None] * n ** -self.c[:, None], 0.0, 1.0)
        return errors


@dataclass(frozen=True, slots=True)
class Fan:
    """The ``fitted`` curve (one) and the ``drawn`` ones (``DRAWS``) of a history whose newest checkpoint has ``now``
    labels. ``bends`` is False where the newest checkpoints fall faster than the curve: it says too little of what
    comes."""

    now: float
    fitted: Curves
    drawn: Curves
    bends: bool = True

    def band(self, labels: npt.ArrayLike) -> tuple[Floats, Floats]:
        """Limits of the 80 % band of accuracy at ``labels`` (k,)."""
        low, high = np.quantile(1 - self.drawn.errors(labels), BAND, axis=0)
        return low, high

    def gains(self, more: float) -> Floats:
        """By how much accuracy rises with ``more`` labels, of every drawn curve."""
        errors = self.drawn.errors((self.now, self.now + more))
        gains: Floats = errors[:, 0] - errors[:, 1]
        return gains

    def labels_to_gain(self, gain: float) -> Floats:
        """Labels (DRAWS,) until accuracy is higher by ``gain``; infinite where the curve never comes to it."""
        return self._first(lambda n: self.drawn.errors(self.now) - self.drawn.errors(n) >= gain)

    def labels_to_accuracy(self, accuracy: float) -> Floats:
        """Labels (DRAWS,) until ``accuracy``: 0 where it is reached, infinite where it never is."""
        return self._first(lambda n: 1 - self.drawn.errors(n) >= accuracy)

    def _first(self, holds: Callable[[Floats], npt.NDArray[np.bool_]]) -> Floats:
        ahead = self.now * (np.geomspace(1.0, _AHEAD, 300) - 1)
        where = holds(self.now + ahead)
        return np.where(where.any(axis=1), ahead[where.argmax(axis=1)], np.inf)


def fit(labels: Floats, errors: Floats) -> Curves:
    """The curves of several series: ``errors`` (m, k) at ``labels`` (k,), weighted by the labels."""
    weight = labels / labels.sum()
    # (c, k): the falling part at each exponent, about 1 at the newest checkpoint so that nothing overflows.
    fall = (labels / labels[-1]) ** -EXPONENTS[:, None]
    mean = fall @ weight
    square = (fall**2) @ weight
    level = errors @ weight
    mixed = errors @ (fall * weight).T
    spread = np.maximum(square - mean**2, 1e-30)
    b = np.maximum((mixed - level[:, None] * mean) / spread, 0.0)
    a = level[:, None] - b * mean
    # Where the level would be negative it is 0, and the falling part alone fits.
    b = np.where(a < 0, np.maximum(mixed / square, 0.0), b)
    a = np.maximum(np.where(a < 0, 0.0, a), 0.0)
    loss = a**2 + b**2 * square + 2 * a * b * mean - 2 * a * level[:, None] - 2 * b * mixed
    best = loss.argmin(axis=1)
    rows = np.arange(len(errors))
    c = EXPONENTS[best]
    return Curves(a[rows, best], b[rows, best] * labels[-1] ** c, c)


def fan(labels: npt.ArrayLike, wrong: npt.ArrayLike, judged: npt.ArrayLike, seed: int = 0) -> Fan | None:
    """The curve through checkpoints with ``labels`` ascending, ``wrong`` of ``judged`` audit samples each, all (k,).

    None with fewer than ``POINTS`` checkpoints that have audit answers.
    """
    n, k, m = (np.asarray(values, np.float64) for values in (labels, wrong, judged))
    usable = (m > 0) & (n > 0)
    n, k, m = n[usable], k[usable], m[usable]
    if len(n) < POINTS:
        return None
    seen = k / m
    fitted = fit(n, seen[None])
    at = fitted.errors(n)[0]
    # So that a curve at 0 or 1 still has a variance.
    smoothed = (at * m + 0.5) / (m + 1)
    variance = smoothed * (1 - smoothed) / m
    weight = n / n.sum()
    scatter = float(weight @ (seen - at) ** 2 / (weight @ variance)) * len(n) / (len(n) - 2)
    random = np.random.default_rng(seed)
    own = np.sqrt(np.clip(scatter, OWN, 1.0) * variance) * random.standard_normal((DRAWS, len(n)))
    drawn = fit(n, np.clip(at + own, 0.0, 1.0))
    last, of = at[-1], m[-1]
    level = random.beta(last * of + 0.5, of - last * of + 0.5, DRAWS)
    # A fall over the last half of the labels clearly steeper than the curve's is no inverse power law, or not yet.
    half = int(np.searchsorted(n, n[-1] / 2))
    fall = seen[half] - seen[-1]
    # Few errors that go or stay are counts, with the variance of counts.
    noise = np.sqrt(max(OWN * (variance[half] + variance[-1]), fall / of))
    bends = bool(fall - (at[half] - at[-1]) <= MISFIT * noise)
    return Fan(float(n[-1]), fitted, Curves(drawn.a + level - last, drawn.b, drawn.c), bends)
