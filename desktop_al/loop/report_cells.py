"""Figures of a report in the cells of its tables: always with their interval and number, or with why there is none."""

import datetime

from desktop_al.core.shapes import Measured
from desktop_al.core.words import local, tr
from desktop_al.loop.figure_words import NONE, has_interval, interval, percent, share_range, two


def whole(number: int) -> str:
    return local(f"{number:,}")


def of_all(part: int, all_: int) -> str:
    """ "18 %" of a whole; nothing where there is no whole."""
    return local(percent(part / all_)) if all_ else NONE


def coefficient(figure: Measured) -> tuple[str, str, str]:
    """Value, interval and number of a coefficient such as kappa."""
    return local(two(figure.value)), local(interval(figure)) or NONE, whole(figure.n)


def proportion(figure: Measured) -> tuple[str, str, str]:
    """The same of a share."""
    span = NONE
    if figure.low is not None and figure.high is not None:
        span = local(share_range(figure.low, figure.high))
    return local(percent(figure.value)), span, whole(figure.n)


def accuracy(figure: Measured) -> tuple[str, str, str]:
    """A share with one decimal, as the Progress page gives it."""
    if figure.value is None:
        return NONE, NONE, whole(figure.n)
    span = NONE
    if figure.low is not None and figure.high is not None:
        span = tenths(figure.low, figure.high)
    return local(f"{tenth(figure.value)} %"), span, whole(figure.n)


def tenth(share: float) -> str:
    """Per cents with one decimal."""
    words = f"{100 * share:.1f}"
    # 100 is said only of all.
    return "99.9" if words == "100.0" and share < 1 else words


def tenths(low: float, high: float) -> str:
    """ "72.2 to 97.5 %"."""
    return tr("{low} to {high}", low=local(tenth(low)), high=local(f"{tenth(high)} %"))


def accuracy_in_words(figure: Measured) -> str:
    """ "90.9 %, 95 % interval 72.2 to 97.5 %, n 22"."""
    value, span, n = accuracy(figure)
    if not has_interval(figure):
        return tr("{value}, no interval, n {n}", value=value, n=n)
    return tr("{value}, 95 % interval {span}, n {n}", value=value, span=span, n=n)


def hours(seconds: float | None) -> str:
    """Hours with two decimals; what was worked is never nothing."""
    if seconds is None:
        return NONE
    return local("<0.01" if 0 < seconds < 18 else f"{seconds / 3600:.2f}")


def in_words(figure: Measured, *, share: bool = False) -> str:
    """ "0.82, 95 % interval 0.71 to 0.90, n 120"; why not where it is undefined."""
    if figure.value is None:
        return tr("not defined: {reason}", reason=figure.reason.rstrip(".") or tr("too little was answered"))
    value, span, n = (proportion if share else coefficient)(figure)
    if not has_interval(figure):
        return tr("{value}, no interval, n {n}", value=value, n=n)
    return tr("{value}, 95 % interval {span}, n {n}", value=value, span=span, n=n)


def day(utc: int) -> str:
    """ "2026-11-23", in UTC as in exports; nothing for never."""
    if not utc:
        return NONE
    try:
        return datetime.datetime.fromtimestamp(utc / 1e6, datetime.UTC).strftime("%Y-%m-%d")
    except (ValueError, OverflowError, OSError):
        return NONE


def between(first: int, last: int) -> str:
    """ "on 2026-11-23", "between 2026-11-23 and 2026-12-01"."""
    if day(first) == day(last):
        return tr("on {day}", day=day(first))
    return tr("between {first} and {last}", first=day(first), last=day(last))


def moment(utc: int) -> str:
    """ "2026-11-23 14:05 UTC"."""
    return f"{datetime.datetime.fromtimestamp(utc / 1e6, datetime.UTC):%Y-%m-%d %H:%M} UTC"


#: Of longer lists the first ones are told.
_MOST_NAMES, _FIRST_NAMES = 40, 20


def few_names(names: list[str]) -> list[str]:
    """The names; of very many the first ones, and how many more there are."""
    if len(names) <= _MOST_NAMES:
        return names
    return [*names[:_FIRST_NAMES], tr("{n:,} more", n=len(names) - _FIRST_NAMES)]


def listed(words: list[str]) -> str:
    """ "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return tr("{all} and {last}", all=", ".join(words[:-1]), last=words[-1])
