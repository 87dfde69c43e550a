"""How long the sample on screen was worked on: from this window's own keys and pointer, and from nothing else."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop_al.people.signals import REST_SECONDS


@dataclass(frozen=True, slots=True)
class SampleTimes:
    """Seconds since the sample could be seen: of them ``active`` and ``idle`` (left alone longer than the limit), the
    ``first`` before anything was pressed, the longest ``pause`` between two; ``away`` counts the times the window lost
    the focus. ``keys`` pressed, the one that answers among them; None where nobody counts them: no window."""

    seconds: float
    active: float
    idle: float
    away: int
    away_seconds: float
    first: float
    pause: float
    keys: int | None = None


class SampleClock:
    """``seconds`` is a clock that never jumps; ``limit`` the seconds after which nobody is taken to be looking."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self.limit = 120.0
        self._away_since: float | None = None
        #: When something was last pressed, or a sample appeared.
        self.last = seconds()
        self.shown()

    def shown(self) -> None:
        """Another sample is on screen."""
        self._begun = self.last = self._seconds()
        self._active = self._idle = self._away_seconds = self._pause = 0.0
        self._away = int(self._away_since is not None)
        if self._away_since is not None:
            self._away_since = self._begun
        self._first: float | None = None
        self._keys: int | None = None

    def count(self, keys: int) -> None:
        """The window was used: so many keys were pressed, 0 for the pointer."""
        self._keys = (self._keys or 0) + keys

    def input(self) -> None:
        """A key or the pointer."""
        if self._away_since is not None:
            self.focus(True)
        now = self._seconds()
        if self._first is None:
            self._first = now - self._begun
        self._count(now)

    def focus(self, here: bool) -> None:
        """The window got or lost the focus. Time away is no time at work."""
        now = self._seconds()
        if here and self._away_since is not None:
            self._away_seconds += max(0.0, now - self._away_since)
            self._pause = max(self._pause, now - self._away_since)
            self._away_since, self.last = None, now
        elif not here and self._away_since is None:
            self._count(now)
            self._away_since = now
            self._away += 1

    def _count(self, now: float) -> None:
        passed, worked = self._since(now)
        self._active += worked
        self._idle += _left_alone(passed, worked)
        self._pause = max(self._pause, passed)
        self.last = now

    def _since(self, now: float) -> tuple[float, float]:
        """Seconds since the last key, and those of them that were work: of a rest none."""
        passed = max(0.0, now - self.last)
        return passed, min(passed, self.limit) if passed < REST_SECONDS else 0.0

    def times(self) -> SampleTimes:
        """So far."""
        now = self._seconds()
        passed, worked = (0.0, 0.0) if self._away_since is not None else self._since(now)
        away, pause = self._away_seconds, max(self._pause, passed)
        if self._away_since is not None:
            away += max(0.0, now - self._away_since)
            pause = max(pause, now - self._away_since)
        total = max(0.0, now - self._begun)
        first = total if self._first is None else self._first
        return SampleTimes(
            total,
            self._active + worked,
            self._idle + _left_alone(passed, worked),
            self._away,
            away,
            first,
            pause,
            self._keys,
        )


def _left_alone(passed: float, worked: float) -> float:
    """A rest is no time left alone."""
    return passed - worked if passed < REST_SECONDS else 0.0
