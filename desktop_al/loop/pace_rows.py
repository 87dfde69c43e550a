"""The log's answers as the detectors take them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop_al.core import events as ev
from desktop_al.core.events import Event
from desktop_al.core.plain_json import read_json
from desktop_al.people.signals import Answered


@dataclass(frozen=True, slots=True)
class PaceRow:
    """An answer with what the screens show of it beside what the detectors take."""

    answered: Answered
    sample: bytes
    again: bool
    away: int
    idle: float


#: Seconds of the calendar, past which no day can be named; only a log from elsewhere goes so far.
_FURTHEST = 2.5e11


class Timeline:
    """Seconds for events in order: within one opening by the clock that never jumps, with what the computer slept;
    from one opening to the next by the wall clock, never backwards."""

    def __init__(self) -> None:
        self._writer = b""
        self._at, self._monotonic = 0.0, 0

    @property
    def now(self) -> float:
        """Of the newest event."""
        return self._at

    def at(self, event: Event, slept: float = 0.0) -> float:
        if event.writer == self._writer:
            self._at += max(0.0, (event.monotonic - self._monotonic) / 1e6) + slept
        else:
            self._at = max(self._at, event.utc / 1e6)
        self._at = min(self._at, _FURTHEST)
        self._writer, self._monotonic = event.writer, event.monotonic
        return self._at


def active_seconds(body: Mapping[str, Any]) -> float | None:
    """Seconds worked on an answer; None for what nobody timed: imports, and several answers at once."""
    return None if _number(body.get("seconds")) is None else _number(body.get("active"))


def pace_row(event: Event, body: Mapping[str, Any], timeline: Timeline) -> PaceRow | None:
    """From an annotation or a repeat; None for what nobody timed: imports, and several answers at once.

    What is wrong in a body that came from elsewhere is left out, so that no log can keep a project shut.
    """
    seconds, active = _number(body.get("seconds")), _number(body.get("active"))
    if seconds is None or active is None:
        return None
    committed = timeline.at(event, _number(body.get("slept")) or 0.0)
    arm = str(body.get("arm", "absent"))
    label = event.answer if event.answer.startswith(ev.LABEL_PREFIX) else ""
    chance = body.get("p_answer")
    suggested = body.get("suggested")
    away = body.get("away")
    size = _number(body.get("size"))
    answered = Answered(
        shown=committed - seconds,
        committed=committed,
        active=active,
        covariates=(_or_nan(_number(body.get("margin"))), math.log1p(size) if size is not None else math.nan),
        label=label,
        changes=int(_number(body.get("changes")) or 0),
        # What differs from an answer given to a group tells of the group, not of how awake its annotator is now.
        agrees=bool(body["same"]) if event.kind == ev.REPEAT and "same" in body and not body.get("grouped") else None,
        chance=_number(chance[0]) if isinstance(chance, list) and len(chance) == 1 else None,
        random=str(body.get("chosen", "")) in ("audit", "random", "repeat"),
        arm=arm,
        pause=_number(body.get("pause")),
        accepted=bool(suggested) and event.answer == ev.label_answer([str(suggested)]),
    )
    count = _number(away[0]) if isinstance(away, list) and away else 0
    return PaceRow(answered, event.sample, bool(body.get("again")), int(count or 0), _number(body.get("idle")) or 0.0)


def decoded(body: bytes | None) -> Mapping[str, Any]:
    """A body as it lies in the file; empty where it is erased or no object."""
    try:
        value = read_json(body) if body else {}
    except (ValueError, TypeError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
        return None
    # A whole number may be too large to be a float.
    return float(min(value, 1e9))


def _or_nan(value: float | None) -> float:
    return math.nan if value is None else value
