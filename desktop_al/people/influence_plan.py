"""How many samples with a suggestion it takes to know what suggestions do."""

from math import ceil, isfinite

from scipy.special import ndtri

from desktop_al.core.errors import BadArgument
from desktop_al.core.intervals import newcombe_limits
from desktop_al.core.words import tr

#: A share expected to be 0 or 1 is planned with as if a thousandth were otherwise.
_EDGE = 0.001
#: More samples than this are never needed in earnest.
_MOST = 10**9


def needed_for_power(base: float, delta: float, withheld: float, power: float = 0.8) -> int:
    """Samples in both arms together to see a difference ``delta`` with probability ``power`` at the two-sided 5 %
    level, where ``base`` is the share of labels equal to a suggestion that is withheld, and ``withheld`` the share of
    samples withheld. Normal approximation with the variance of each arm (Fleiss, Levin and Paik 2003).

    Raises BadArgument for figures that cannot be planned with.
    """
    shares = _shares(base, delta, withheld)
    if delta == 0:
        raise BadArgument(tr("A difference of 0 points cannot be seen."))
    if not 0.5 <= power < 1:
        raise BadArgument(tr("The probability to see it is at least 50 % and less than 100 %."))
    one, other = (min(max(share, _EDGE), 1 - _EDGE) for share in shares)
    variance = one * (1 - one) / (1 - withheld) + other * (1 - other) / withheld
    return _whole((float(ndtri(0.975)) + float(ndtri(power))) ** 2 * variance / delta**2)


def needed_for_width(half_width: float, base: float, withheld: float, delta: float = 0.0) -> int:
    """The smallest number of samples in both arms together at which the interval of the difference is expected to be at
    most ``half_width`` on either side (half of Newcombe's at the shares expected).

    Raises BadArgument for figures that cannot be planned with.
    """
    shown, _ = _shares(base, delta, withheld)
    if not 0 < half_width < 1:
        raise BadArgument(tr("Half of the interval is more than 0 and less than 100 points wide."))

    def half(n: int) -> float:
        n1, n2 = n * (1 - withheld), n * withheld
        low, high = newcombe_limits(n1 * shown, n1, n2 * base, n2)
        return float(high - low) / 2

    if half(_MOST) > half_width:
        raise BadArgument(tr("No number of samples that can be labelled makes the interval as narrow as that."))
    few, many = 1, _MOST
    while many - few > 1:
        middle = (few + many) // 2
        few, many = (few, middle) if half(middle) <= half_width else (middle, many)
    return many


def _shares(base: float, delta: float, withheld: float) -> tuple[float, float]:
    """Shares of labels equal to the suggestion, shown and withheld."""
    if not 0 <= base <= 1:
        raise BadArgument(tr("The share of labels equal to the suggestion is between 0 and 100 %."))
    if not 0 < withheld < 1:
        raise BadArgument(tr("The share withheld is more than 0 and less than 100 %."))
    if not (isfinite(delta) and -1e-9 <= base + delta <= 1 + 1e-9):
        raise BadArgument(
            tr(
                "From {share} a difference of {points:g} points leads below 0 or above 100 %.",
                share=f"{base:.0%}",
                points=100 * delta,
            )
        )
    return min(max(base + delta, 0.0), 1.0), base


def _whole(samples: float) -> int:
    if samples > _MOST:
        raise BadArgument(tr("No number of samples that can be labelled shows a difference as small as that."))
    # Rounded before, so that an exact result is not carried one up.
    return max(2, ceil(round(samples, 6)))
