"""My sessions: the annotator's own history, from the log."""

import datetime
from collections import Counter
from collections.abc import Sequence
from statistics import median

from desktop_al.core.errors import DesktopAlError
from desktop_al.core.shapes import SampleKind
from desktop_al.core.words import mark, tr, trn
from desktop_al.loop.clock_screen import Day, SessionsScreen, Watched
from desktop_al.loop.pace_rows import PaceRow
from desktop_al.people.detectors import DETECTORS
from desktop_al.people.label_cost import Seconds, seconds_per_sample
from desktop_al.people.signals import active_limit
from desktop_al.people.watch import Watch

#: Answers that one point of the pace is the median of, at least, and points at most.
_POINT, _POINTS = 5, 60


def sessions_screen(
    annotator: str,
    kind: str,
    rows: Sequence[PaceRow],
    session: Sequence[PaceRow],
    breaks: Sequence[float],
    watch: Watch,
    noticed: Sequence[str] = (),
) -> SessionsScreen:
    """``rows`` are all that is known, ``session`` the newest; ``breaks`` when somebody came back, in seconds."""
    what: SampleKind = "text" if kind == "text" else "image"
    if not rows:
        words = tr("Nothing yet. After the first images your days and your pace stand here.")
        if what == "text":
            words = tr("Nothing yet. After the first texts your days and your pace stand here.")
        return SessionsScreen(annotator, what, (), (), None, "", (), words)
    limit = active_limit([row.answered.active for row in rows])
    pace = _pace(session)
    return SessionsScreen(
        annotator,
        what,
        _days(rows, breaks, limit),
        pace,
        median([row.answered.active for row in rows]),
        cost_words(rows, what),
        tuple(_watched(watch, noticed)),
    )


def _days(rows: Sequence[PaceRow], breaks: Sequence[float], limit: float) -> tuple[Day, ...]:
    by_day: dict[datetime.date, list[PaceRow]] = {}
    for row in rows:
        by_day.setdefault(_date(row.answered.committed), []).append(row)
    rests = Counter(_date(moment) for moment in breaks)
    days = []
    for date in sorted(by_day, reverse=True):
        of_day = by_day[date]
        active = sum(min(row.answered.active, limit) for row in of_day)
        repeats = [row.answered.agrees for row in of_day if row.answered.agrees is not None]
        days.append(
            Day(
                date=date.isoformat(),
                active=round(active / 60),
                answers=len(of_day),
                # From less than ten minutes nothing is said of an hour.
                per_hour=round(3600 * len(of_day) / active) if active >= 600 else None,
                breaks=rests[date],
                repeats=len(repeats),
                same=sum(repeats),
                away=sum(row.away for row in of_day),
                idle=round(sum(row.idle for row in of_day) / 60),
            )
        )
    return tuple(days)


def _date(moment: float) -> datetime.date:
    return datetime.datetime.fromtimestamp(moment).date()


def _pace(session: Sequence[PaceRow]) -> tuple[tuple[float, float], ...]:
    size = max(_POINT, -(-len(session) // _POINTS))
    points = []
    minute = 0.0
    for at in range(0, len(session) - size + 1, size):
        part = [row.answered.active for row in session[at : at + size]]
        minute += sum(part) / 60
        points.append((minute, median(part)))
    return tuple(points)


def _watched(watch: Watch, noticed: Sequence[str]) -> list[Watched]:
    found = []
    for row in DETECTORS:
        detector = watch.detectors.get(row.name)
        if detector is None:
            found.append(Watched(tr(row.title), tr("Switched off in Settings."), False))
            continue
        missing = detector.missing()
        if row.name in noticed:
            found.append(Watched(tr(row.title), tr("Noticed in this session."), True, noticed=True))
        else:
            found.append(Watched(tr(row.title), missing or tr("Nothing noticed in this session."), not missing))
    return found


def cost_words(rows: Sequence[PaceRow], what: str) -> str:
    """Seconds for each sample, with and without a suggestion on screen."""
    own = [row.answered for row in rows]
    of = mark("for each image") if what == "image" else mark("for each text")
    parts = [_seconds_words(seconds_per_sample([row.active for row in own]), tr(of))]
    shown = seconds_per_sample([row.active for row in own if row.arm == "shown"])
    without = seconds_per_sample([row.active for row in own if row.arm != "shown"])
    if shown.low is not None and without.low is not None:
        parts.append(_seconds_words(shown, tr("with a suggestion")))
        parts.append(_seconds_words(without, tr("without")))
    return "; ".join(parts) + "."


def _seconds_words(seconds: Seconds, of: str) -> str:
    if seconds.median is None:
        raise DesktopAlError(tr("There is no time to speak of."))
    if seconds.low is None or seconds.high is None:
        return trn(
            "{median:.1f} s {of} ({n} answers, too few for a range)",
            "{median:.1f} s {of} ({n} answers, too few for a range)",
            seconds.count,
            median=seconds.median,
            of=of,
        )
    return tr(
        "{median:.1f} s {of} (half take longer; {low:.1f} to {high:.1f} with 95 % confidence)",
        median=seconds.median,
        of=of,
        low=seconds.low,
        high=seconds.high,
    )
