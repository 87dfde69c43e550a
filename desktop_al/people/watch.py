"""Watching one annotator's answers: time on task, what the detectors found, and when to say something.

A hint needs one sign and half an hour of work; it becomes a plain suggestion to rest with two signs, or fast or
uniform answers together with repeats answered differently. It comes between two samples, blocks nothing and changes
no label.
"""

from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from desktop_al.people.detectors import DETECTORS, Detector, Learner, Name
from desktop_al.people.signals import (
    FULL_REST_SECONDS,
    REST_SECONDS,
    SESSION_SECONDS,
    Answered,
    active_limit,
    pause_before,
)

#: Active seconds before a sign is worth a hint; seconds within which two signs belong together.
HINT_AFTER, TOGETHER = 30 * 60.0, 15 * 60.0
#: Active seconds between two prompts of the same level without a rest in between.
APART = 3 * 3600.0
#: Answers after which the annotator's own limit of active seconds is computed anew, and of which.
_LIMIT_EVERY, _LIMIT_OF = 50, 500

Level = Literal[0, 1, 2]


@dataclass(frozen=True, slots=True)
class Step:
    """What one answer brought: ``alarms`` of detectors, the ``level`` of a prompt (0: none) and its ``reasons``;
    ``rested`` seconds of rest before it, 0.0 for none."""

    alarms: tuple[Name, ...] = ()
    level: Level = 0
    reasons: tuple[Name, ...] = ()
    rested: float = 0.0


class Watch:
    """One annotator's session, fed with one answer after the other. ``earlier`` are the answers of former sessions,
    oldest first; ``chosen`` whether the learner chooses the samples; ``off`` names detectors not to be used."""

    def __init__(
        self, earlier: Sequence[Answered] = (), *, chosen: bool = False, off: Collection[str] = frozenset()
    ) -> None:
        self._learner = Learner(earlier, chosen)
        self.detectors: dict[Name, Detector] = {
            row.name: row.make(self._learner, earlier) for row in DETECTORS if row.name not in off
        }
        #: Active seconds since the last rest, and in all.
        self.on_task = self.active = 0.0
        self._before: Answered | None = None
        self._times: deque[float] = deque((row.active for row in earlier[-_LIMIT_OF:]), maxlen=_LIMIT_OF)
        self.limit = active_limit(self._times)
        self._until_limit = _LIMIT_EVERY
        self._signs: deque[tuple[float, Name]] = deque()
        self._said: dict[Level, float] = {}

    def take(self, row: Answered) -> Step:
        """The next answer of the session."""
        rested = self._rest(row)
        idle = row.active > self.limit
        self.on_task += min(row.active, self.limit)
        self.active += min(row.active, self.limit)
        self._times.append(row.active)
        self._until_limit -= 1
        if self._until_limit <= 0:
            self.limit, self._until_limit = active_limit(self._times), _LIMIT_EVERY
        self._before = row
        if idle and pause_like(row, self.limit):
            # Nobody looked at it for all that time: it says nothing about the pace.
            return Step(rested=rested)
        self._learner.take(row)
        alarms = tuple(name for name, detector in self.detectors.items() if detector.take(row))
        self._signs.extend((row.committed, name) for name in alarms)
        while self._signs and not 0 <= row.committed - self._signs[0][0] <= TOGETHER:
            self._signs.popleft()
        level, reasons = self._prompt()
        return Step(alarms, level, reasons, rested)

    def _rest(self, row: Answered) -> float:
        pause = pause_before(self._before, row) if self._before is not None else 0.0
        if pause < REST_SECONDS:
            return 0.0
        self.rest(pause)
        return pause

    def rest(self, seconds: float) -> None:
        """A rest was taken: time on task falls by its share of a full one, and the detectors begin anew."""
        self.on_task *= 1 - min(1.0, seconds / FULL_REST_SECONDS)
        for detector in self.detectors.values():
            detector.rest()
        self._signs.clear()
        self._said.clear()

    def _prompt(self) -> tuple[Level, tuple[Name, ...]]:
        if self.on_task < HINT_AFTER:
            return 0, ()
        names = {name for _, name in self._signs}
        signs = [row.name for row in DETECTORS if row.hints and row.name in names]
        careless = bool({"speed", "straight"} & names) and "self_consistency" in names
        level: Level = 2 if len(signs) >= 2 or careless else 1 if signs else 0
        if not level or any(self.on_task - at < APART for said, at in self._said.items() if said >= level):
            return 0, ()
        self._said[level] = self.on_task
        return level, tuple(row.name for row in DETECTORS if row.name in names and (row.hints or careless))


def pause_like(row: Answered, limit: float) -> bool:
    """Whether an answer took so long that nobody can have looked all the time."""
    return row.active > max(limit, REST_SECONDS)


def sessions(rows: Sequence[Answered]) -> list[Sequence[Answered]]:
    """The rows of one annotator, in order, cut where hours lie between two answers."""
    starts = [0] + [at for at in range(1, len(rows)) if rows[at].shown - rows[at - 1].committed >= SESSION_SECONDS]
    return [rows[start:end] for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)]
