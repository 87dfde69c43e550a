"""Days written out: "9 May 2026", in the language in use."""

import datetime

from desktop_al.core.words import mark, tr

_MONTHS = (
    *(mark("January"), mark("February"), mark("March"), mark("April"), mark("May"), mark("June")),
    *(mark("July"), mark("August"), mark("September"), mark("October"), mark("November"), mark("December")),
)
_WEEKDAYS = (mark("Mon"), mark("Tue"), mark("Wed"), mark("Thu"), mark("Fri"), mark("Sat"), mark("Sun"))


def day_words(day: datetime.date, *, year: bool = True, weekday: bool = False) -> str:
    """ "9 May 2026", "9 May" without its year, "Sat 9 May 2026" with its weekday. Months have three letters."""
    month = _short(day.month)
    if weekday:
        name = tr(_WEEKDAYS[day.weekday()])
        return tr("{weekday} {day} {month} {year}", weekday=name, day=day.day, month=month, year=day.year)
    if not year:
        return tr("{day} {month}", day=day.day, month=month)
    return tr("{day} {month} {year}", day=day.day, month=month, year=day.year)


def whole_day_words(day: datetime.date, *, year: bool = True) -> str:
    """ "9 November 2026", "9 November"."""
    month = tr(_MONTHS[day.month - 1])
    if not year:
        return tr("{day} {month}", about="month in full", day=day.day, month=month)
    return tr("{day} {month} {year}", about="month in full", day=day.day, month=month, year=day.year)


def _short(month: int) -> str:
    """In English the first three letters, elsewhere what the language writes."""
    return (
        *(tr("Jan"), tr("Feb"), tr("Mar"), tr("Apr"), tr("May", about="month in three letters"), tr("Jun")),
        *(tr("Jul"), tr("Aug"), tr("Sep"), tr("Oct"), tr("Nov"), tr("Dec")),
    )[month - 1]
