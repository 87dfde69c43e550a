"""Labels, hours and money in words."""

import math
from collections.abc import Callable

from desktop_al.learn.stopping_cost import Effort, Span

#: Of what the curve never comes to.
NEVER = "not within sight"


def duration(seconds: float) -> str:
    """ "43 s", "43 min", "4 h 46 min", "120 h", "under 1 s"."""
    if 0 < seconds < 1:
        return "under 1 s"
    if seconds < 59.5:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours:,} h {rest} min" if rest and hours < 100 else f"{hours:,} h"


def money(amount: float, currency: str) -> str:
    """ "€ 137", "€ 1.60", "under € 0.01"; without a currency the number alone."""
    if 0 < amount < 0.01:
        return f"under {money(0.01, currency)}"
    # A minus before nothing is no amount.
    number = f"{amount:.2f}" if 0 < amount < 9.995 else f"{amount + 0.0:,.0f}"
    return f"{currency} {number}".strip()


def labels_words(labels: float) -> str:
    whole = f"{labels:,.0f}"
    return f"{whole} label" if whole == "1" else f"{whole} labels"


def value_words(effort: Effort) -> str:
    """The figure itself: hours where seconds are known, labels otherwise."""
    if math.isinf(effort.labels.value):
        return "–"
    return labels_words(effort.labels.value) if effort.seconds is None else duration(effort.seconds.value)


def line_words(effort: Effort, currency: str) -> str:
    """Money and ranges."""
    if math.isinf(effort.labels.value):
        best = effort.labels.low
        hoped = math.isfinite(best) and best >= 1
        return f"Not within sight; in the best case {labels_words(best)}" if hoped else "Not within sight"
    parts = []
    if effort.money is not None:
        range_of_it = _range(effort.money, lambda amount: money(amount, currency))
        parts.append(f"{money(effort.money.value, currency)}, likely {range_of_it}")
    elif effort.seconds is not None:
        parts.append(f"likely {_range(effort.seconds, duration)}")
    label = "label" if effort.labels.low == effort.labels.high == 1 else "labels"
    of_labels = f"{_range(effort.labels, lambda number: f'{number:,.0f}')} {label}"
    return "; ".join((*parts, of_labels)) if parts else f"likely {of_labels}"


def _range(span: Span, words: Callable[[float], str]) -> str:
    low = words(span.low)
    if math.isinf(span.high):
        return f"{low} or more"
    high = words(span.high)
    return f"{low} to {high}" if low != high else low
