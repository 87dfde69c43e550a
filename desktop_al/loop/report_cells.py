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


def listed(words: list[str]) -> str:
    """ "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return tr("{all} and {last}", all=", ".join(words[:-1]), last=words[-1])
