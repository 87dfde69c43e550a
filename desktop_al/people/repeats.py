"""Which answered sample is shown once more, without a sign that it was seen before."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

#: Answers and seconds that must lie between an answer and its repeat.
LAG_ANSWERS, LAG_SECONDS = 50, 15 * 60.0
#: Of those waiting to be shown again at the annotator's wish, every so manieth turn gives one.
WISHED_EVERY = 4


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that may be repeated: its place in the pool, when it was given (seconds) and as how manieth."""

    place: int
    at: float
    number: int


class Repeats:
    """The annotator's own answers, oldest first; each is repeated once at most. Drawn by the seed."""

    def __init__(self, seed: int) -> None:
        self._rng = np.random.default_rng([seed, 0x5EED])
        self._waiting: deque[Given] = deque()
        self._ripe: list[Given] = []
        self._wished: list[int] = []
        self._known: dict[int, Given] = {}
        self._repeated: dict[int, Given] = {}
        self._count = 0
        self._done: set[int] = set()
        #: Answered several at once.
        self._together: set[int] = set()

    def given(self, place: int, at: float) -> None:
        """Another answer."""
        if place in self._together:
            # Given anew by itself: that is another answer, which nobody wished to see again.
            self._together.discard(place)
            if place in self._wished:
                self._wished.remove(place)
        self._known[place] = Given(place, at, self._count)
        self._waiting.append(self._known[place])
        self._count += 1

    def recheck(self, places: Sequence[int], at: float) -> None:
        """Of an answer given to several at once: show these again before any other. It counts as none of the answers
        that lie between one and its repeat, and the others of it do not come again."""
        self._together.update(places)
        self._known.update((place, Given(place, at, self._count)) for place in places)
        self.wish(places)

    def done(self, place: int, at: float) -> None:
        """It was repeated, or passed over."""
        self._done.add(place)
        self._repeated[place] = Given(place, at, self._count)
        if place in self._wished:
            self._wished.remove(place)

    def may_stay(self, place: int, now: float) -> bool:
        """Whether one that was drawn is still to be shown: not when it was answered anew since."""
        return place in self._known and self._is_ripe(self._known[place], now)

    def wish(self, places: Iterable[int]) -> None:
        """Show these again before any other, also such as were repeated already."""
        for place in places:
            if place in self._known and place not in self._wished:
                self._wished.append(place)

    def wished(self, now: float, may: Callable[[int], bool]) -> int | None:
        """The first of those wished for that may be shown now. The wish stays until it was answered."""
        for place in self._wished:
            newest = self._repeated.get(place, self._known[place])
            if self._is_ripe(self._known[place], now) and self._is_ripe(newest, now) and may(place):
                return place
        return None

    def draw(self, now: float, may: Callable[[int], bool]) -> int | None:
        """A place to be repeated at ``now`` seconds; None where none that ``may`` be shown is due."""
        while self._waiting and self._is_ripe(self._waiting[0], now):
            self._ripe.append(self._waiting.popleft())
        # An answer given anew since then is another one.
        self._ripe = [given for given in self._ripe if self._known[given.place] is given]
        open_ones = [given.place for given in self._ripe if given.place not in self._done and may(given.place)]
        return open_ones[int(self._rng.integers(len(open_ones)))] if open_ones else None

    def _is_ripe(self, given: Given, now: float) -> bool:
        return self._count - given.number > LAG_ANSWERS and now - given.at >= LAG_SECONDS
