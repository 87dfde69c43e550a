"""What is said of one's own pace: plain, never a score, only what holds."""

from collections.abc import Sequence
from statistics import median

from desktop_al.loop.clock_screen import RestNotice, Sign, Timer
from desktop_al.people.detectors import DETECTORS
from desktop_al.people.signals import Answered

RESTING = "Look at something far away for a moment, or stand up and walk a little. Your place is kept."
READY = "Ready when you are."
LOOK_AWAY = "Look at something far away for 20 seconds."
#: Answers that a trend needs, and those of a point of it.
TREND_ROWS, TREND_POINTS = 40, 12
#: The newest answers are compared with those of the first minutes.
LAST_ROWS, FIRST_MINUTES = 20, 20
_REPEATS = 8


def minutes_words(minutes: float) -> str:
    whole = int(minutes)
    return f"{whole} min" if whole < 60 else f"{whole // 60} h {whole % 60} min" if whole % 60 else f"{whole // 60} h"


def timer(on_task: float, limit: int, today: float) -> Timer:
    """``on_task``, ``limit`` and ``today`` in minutes."""
    left = limit - on_task
    due = left <= 0
    detail = "Break due" if due else f"Break in {minutes_words(max(1, -(-left // 1)))}"
    words = f"{minutes_words(on_task)} on task"
    return Timer(words, detail, min(1.0, max(0.0, on_task / limit)), due, f"{minutes_words(today)} today")


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
        lines.append(f"You have worked {minutes_words(on_task)} without a rest.")
    if "day" in said:
        lines.append(f"You have worked {minutes_words(today)} today.")
    lines += [line for name in signs if (line := _line(name, rows, kind))]
    slower = "pace" in signs or "lapses" in signs
    title = "A break would help now" if strong else "A short break may help"
    if said == ["day"] and not signs:
        title = "Enough for today?"
    return RestNotice(
        title,
        tuple(lines),
        trend(rows) if slower else (),
        f"{length} min break",
        f"In {postpone} min" if postpone else "",
    )


def _line(name: str, rows: Sequence[Answered], kind: str) -> str:
    titles = {row.name: row.title for row in DETECTORS}
    if name == "pace":
        pair = slowed(rows)
        slower = pair is not None and pair[1] > 1.05 * pair[0]
        return f"Slower: from {pair[0]:.1f} to {pair[1]:.1f} s per {kind}." if pair and slower else f"{titles['pace']}."
    if name == "self_consistency":
        return _repeat_words(rows)
    return f"{titles[name]}." if name in titles else ""


def _repeat_words(rows: Sequence[Answered]) -> str:
    repeats = [row.agrees for row in rows if row.agrees is not None]
    last, earlier = repeats[-_REPEATS:], repeats[:-_REPEATS]
    words = f"Repeats: {sum(last)} of the last {len(last)} had the same answer as before"
    return words + (f"; earlier {sum(earlier)} of {len(earlier)}." if earlier else ".")


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
    share, mark = min(1.0, on_task / max(limit * 1.2, 1)), 1 / 1.2
    found = [
        Sign(
            "timer",
            f"{minutes_words(on_task)} without a rest",
            f"A break is suggested after {minutes_words(limit)}.",
            "bar",
            (share, mark),
        )
    ]
    pair, points = slowed(rows), trend(rows)
    if pair and points:
        title = f"Seconds for each {kind}"
        if pair[1] > 1.1 * pair[0]:
            title = f"Each {kind} takes longer"
        elif pair[1] < 0.9 * pair[0]:
            title = "You became faster"
        found.append(
            Sign(
                "clock",
                title,
                f"From {pair[0]:.1f} to {pair[1]:.1f} seconds, at the beginning and now.",
                "line",
                points,
            )
        )
    repeats = [row.agrees for row in rows if row.agrees is not None]
    if repeats:
        words = _repeat_words(rows).removeprefix("Repeats: ")
        marks = tuple(float(same) for same in repeats[-24:])
        found.append(Sign("repeat", "Samples shown twice", words[0].upper() + words[1:], "marks", marks))
    return tuple(found)
