"""What the screens show of the annotator's clock, as frozen values. The window draws these and decides nothing."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Timer:
    """The slot in the top bar. ``share`` of the time to the next break, 0 to 1; ``today`` is for the tooltip."""

    words: str
    detail: str
    share: float
    due: bool
    today: str


@dataclass(frozen=True, slots=True)
class RestNotice:
    """Comes between two samples. ``lines`` are the reasons that hold; ``trend`` seconds of a sample over the last
    while, empty for none; ``postpone`` the words of the button, "" when it cannot be postponed again."""

    title: str
    lines: tuple[str, ...]
    trend: tuple[float, ...]
    begin: str
    postpone: str


@dataclass(frozen=True, slots=True)
class Sign:
    """One row of what was noticed. ``picture`` says how ``points`` are drawn: "bar" (one value of 0 to 1, and where
    the mark stands), "line" (seconds), "marks" (1 same answer, 0 another one) or "" for none."""

    icon: Literal["timer", "clock", "repeat", "undo", "suggestion", "class"]
    title: str
    sentence: str
    picture: Literal["bar", "line", "marks", ""] = ""
    points: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class BreakScreen:
    """The page of a break: ``left`` of ``total`` seconds, 0 when it is over; ``again`` answers can be shown once more
    later, chosen by ``again_chosen``."""

    left: int
    total: int
    words: str
    signs: tuple[Sign, ...]
    again: int
    again_chosen: bool
    kind: Literal["image", "text"] = "image"


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the annotator's own work. Minutes are of active time; ``same`` of ``repeats`` blind repeats got the
    same answer; ``away`` counts the times the window lost the focus, ``idle`` the minutes left alone."""

    date: str
    active: int
    answers: int
    per_hour: int | None
    breaks: int
    repeats: int
    same: int
    away: int
    idle: int


@dataclass(frozen=True, slots=True)
class Watched:
    """One thing that is looked at: ``words`` say what was found, or why nothing can be told."""

    title: str
    words: str
    told: bool
    noticed: bool = False


@dataclass(frozen=True, slots=True)
class SessionsScreen:
    """My sessions: ``days`` newest first; ``pace`` (minute of active time, seconds of a sample, smoothed) of the
    newest session with its ``usual`` seconds; ``cost`` a sentence on seconds for each sample."""

    annotator: str
    kind: Literal["image", "text"]
    days: tuple[Day, ...]
    pace: tuple[tuple[float, float], ...]
    usual: float | None
    cost: str
    watched: tuple[Watched, ...]
    empty: str = ""
