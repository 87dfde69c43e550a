"""Labels, hours and money in words."""

import math
from collections.abc import Callable

from desktop_al.core.words import joined, local, tr, trn
from desktop_al.learn.stopping_cost import Effort, Span


def duration(seconds: float) -> str:
    """ "43 s", "43 min", "4 h 46 min", "120 h", "under 1 s"."""
    if 0 < seconds < 1:
        return tr("under 1 s")
    if seconds < 59.5:
        return tr("{seconds:.0f} s", seconds=seconds)
    minutes = round(seconds / 60)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return tr("{minutes} min", minutes=minutes)
    if rest and hours < 100:
        return tr("{hours:,} h {minutes} min", hours=hours, minutes=rest)
    return tr("{hours:,} h", hours=hours)


def money(amount: float, currency: str) -> str:
    """ "€ 137", "€ 1.60", "under € 0.01"; without a currency the number alone."""
    if 0 < amount < 0.01:
        return tr("under {amount}", amount=money(0.01, currency))
    # A minus before nothing is no amount.
    number = local(f"{amount:.2f}" if 0 < amount < 9.995 else f"{amount + 0.0:,.0f}")
    return joined([currency, number]) if currency else number


def labels_words(labels: float) -> str:
    return trn("{n:,.0f} label", "{n:,.0f} labels", 1 if f"{labels:.0f}" == "1" else labels)


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
        if hoped:
            return tr("Not within sight; in the best case {labels}", labels=labels_words(best))
        return tr("Not within sight")
    parts = []
    if effort.money is not None:
        likely = _range(effort.money, lambda amount: money(amount, currency))
        parts.append(tr("{amount}, likely {range}", amount=money(effort.money.value, currency), range=likely))
    elif effort.seconds is not None:
        parts.append(tr("likely {range}", range=_range(effort.seconds, duration)))
    numbers = _range(effort.labels, lambda number: local(f"{number:,.0f}"))
    one = effort.labels.low == effort.labels.high == 1
    of_labels = tr("{numbers} label", numbers=numbers) if one else tr("{numbers} labels", numbers=numbers)
    return joined((*parts, of_labels), "; ") if parts else tr("likely {range}", range=of_labels)


def _range(span: Span, words: Callable[[float], str]) -> str:
    low = words(span.low)
    if math.isinf(span.high):
        return tr("{low} or more", low=low)
    high = words(span.high)
    return tr("{low} to {high}", low=low, high=high) if low != high else low
