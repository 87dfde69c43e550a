"""What is said of one's own pace: plain, never a score, only what holds."""

from collections.abc import Sequence
from statistics import median

from desktop_al.core.words import mark, tr
from desktop_al.loop.clock_screen import RestNotice, Sign, Timer
from desktop_al.people.detectors import DETECTORS
from desktop_al.people.signals import Answered

RESTING = mark("Look at something far away for a moment, or stand up and walk a little. Your place is kept.")
READY = mark("Ready when you are.")
LOOK_AWAY = mark("Look at something far away for 20 seconds.")
#: What a sample is called.
_KINDS = {"image": mark("image"), "text": mark("text")}
#: Answers that a trend needs, and those of a point of it.
TREND_ROWS, TREND_POINTS = 40, 12
#: The newest answers are compared with those of the first minutes.
LAST_ROWS, FIRST_MINUTES = 20, 20
_REPEATS = 8


def minutes_words(minutes: float) -> str:
    whole = int(minutes)
    if whole < 60:
        return tr("{minutes} min", minutes=whole)
    if whole % 60:
        return tr("{hours} h {minutes} min", hours=whole // 60, minutes=whole % 60)
    return tr("{hours} h", hours=whole // 60)


def timer(on_task: float, limit: int, today: float) -> Timer:
    """``on_task``, ``limit`` and ``today`` in minutes."""
    left = limit - on_task
    due = left <= 0
    detail = tr("Break due") if due else tr("Break in {time}", time=minutes_words(max(1, -(-left // 1))))
    words = tr("{time} on task", time=minutes_words(on_task))
    day = tr("{time} today", time=minutes_words(today))
    return Timer(words, detail, min(1.0, max(0.0, on_task / limit)), due, day)


def notice(
    rows: Sequence[Answered],
    on_task: float,
    today: float,
    signs: Sequence[str],
    *,
    said: Sequence[str],
    strong: bool,
    length: int,
    postpone: int,
    kind: str,
) -> RestNotice:
    """``rows`` of the session; ``signs`` name detectors; ``said`` why it is said now."""
    lines = []
    if {"limit", "stronger"} & set(said):
        lines.append(tr("You have worked {time} without a rest.", time=minutes_words(on_task)))
    if "day" in said:
        lines.append(tr("You have worked {time} today.", time=minutes_words(today)))
    lines += [line for name in signs if (line := _line(name, rows, kind))]
    slower = "pace" in signs or "lapses" in signs
    title = tr("A break would help now") if strong else tr("A short break may help")
    if said == ["day"] and not signs:
        title = tr("Enough for today?")
    return RestNotice(
        title,
        tuple(lines),
        trend(rows) if slower else (),
        tr("{length} min break", length=length),
        tr("In {minutes} min", minutes=postpone) if postpone else "",
    )


def _line(name: str, rows: Sequence[Answered], kind: str) -> str:
    titles = {row.name: row.title for row in DETECTORS}
    if name == "pace":
        pair = slowed(rows)
        slower = pair is not None and pair[1] > 1.05 * pair[0]
        if pair and slower:
            return tr(
                "Slower: from {first:.1f} to {last:.1f} s per {kind}.", first=pair[0], last=pair[1], kind=_named(kind)
            )
        return f"{tr(titles['pace'])}."
    if name == "self_consistency":
        return tr("Repeats: {words}", words=_repeat_words(rows))
    return f"{tr(titles[name])}." if name in titles else ""


def _named(kind: str) -> str:
    return tr(_KINDS.get(kind, kind))


def _repeat_words(rows: Sequence[Answered]) -> str:
    repeats = [row.agrees for row in rows if row.agrees is not None]
    last, earlier = repeats[-_REPEATS:], repeats[:-_REPEATS]
    if not earlier:
        return tr("{same} of the last {last} had the same answer as before.", same=sum(last), last=len(last))
    return tr(
        "{same} of the last {last} had the same answer as before; earlier {before} of {earlier}.",
        same=sum(last),
        last=len(last),
        before=sum(earlier),
        earlier=len(earlier),
    )


def slowed(rows: Sequence[Answered]) -> tuple[float, float] | None:
    """Median seconds of the session's first minutes and of its newest answers; None where there are too few."""
    minutes, first = 0.0, []
    for row in rows[:-LAST_ROWS]:
        if minutes >= FIRST_MINUTES:
            break
        first.append(row.active)
        minutes += row.active / 60
    if len(first) < LAST_ROWS:
        return None
    return median(first), median(row.active for row in rows[-LAST_ROWS:])


def trend(rows: Sequence[Answered]) -> tuple[float, ...]:
    """Median seconds of the stretches of the session, oldest first."""
    if len(rows) < TREND_ROWS:
        return ()
    length = len(rows) / TREND_POINTS
    return tuple(
        median(row.active for row in rows[int(k * length) : int((k + 1) * length)]) for k in range(TREND_POINTS)
    )


def signs(rows: Sequence[Answered], on_task: float, limit: int, kind: str) -> tuple[Sign, ...]:
    """What the page of a break tells: the time always, pace and repeats where there is something to tell."""
    share, due = min(1.0, on_task / max(limit * 1.2, 1)), 1 / 1.2
    found = [
        Sign(
            "timer",
            tr("{time} without a rest", time=minutes_words(on_task)),
            tr("A break is suggested after {time}.", time=minutes_words(limit)),
            "bar",
            (share, due),
        )
    ]
    pair, points = slowed(rows), trend(rows)
    if pair and points:
        title = tr("Seconds for each {kind}", kind=_named(kind))
        if pair[1] > 1.1 * pair[0]:
            title = tr("Each {kind} takes longer", kind=_named(kind))
        elif pair[1] < 0.9 * pair[0]:
            title = tr("You became faster")
        found.append(
            Sign(
                "clock",
                title,
                tr("From {first:.1f} to {last:.1f} seconds, at the beginning and now.", first=pair[0], last=pair[1]),
                "line",
                points,
            )
        )
    repeats = [row.agrees for row in rows if row.agrees is not None]
    if repeats:
        marks = tuple(float(same) for same in repeats[-24:])
        found.append(Sign("repeat", tr("Samples shown twice"), _repeat_words(rows), "marks", marks))
    return tuple(found)
