"""What comes next: the ranking, interleaved with the audit set; what is held never changes."""

from collections import deque
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from desktop_al.people.assignment import is_audit_turn

Source = Literal["learner", "audit", "random"]

#: The sample on screen and the two after it stay when the ranking changes.
HELD = 3


class Pick(NamedTuple):
    """A sample and why it was chosen; ``reason`` is the learner's word for it."""

    place: int
    source: Source
    reason: str = ""


class Queue:
    """Gives picks one by one. ``usable`` says whether a place may still be asked."""

    def __init__(self, seed: int, audit_share: float, usable: Callable[[int], bool]) -> None:
        self._seed = seed
        self._share = audit_share
        self._usable = usable
        self._ranked: Iterator[Pick] = iter(())
        self._shuffled: deque[int] = deque()
        self._audit: deque[int] = deque()
        self._reserved: frozenset[int] = frozenset()
        self.upcoming: deque[Pick] = deque()

    def set_pool(self, shuffled: npt.NDArray[np.int64], audit: npt.NDArray[np.int64]) -> None:
        """The pool in random order, and its audit samples; called again whenever the pool has grown."""
        self._shuffled = deque(shuffled.tolist())
        self._audit = deque(audit.tolist())
        self._reserved = frozenset(self._audit)

    def set_ranking(self, order: npt.NDArray[np.int32], reasons: tuple[str, ...]) -> bool:
        """Take a new ranking; returns whether anything after the held samples changed."""
        # Picks are made when they are taken: thousands at once would be felt under the next key.
        self._ranked = (Pick(int(i), "learner", r) for i, r in zip(order, reasons, strict=True))
        while len(self.upcoming) > HELD:
            self.upcoming.pop()
        return len(order) > 0

    def fill(self, position: int, length: int = HELD) -> None:
        """Have at least ``length`` picks ready, where there are that many; ``position`` counts from the first
        sample ever served."""
        ahead = {pick.place for pick in self.upcoming}
        while len(self.upcoming) < length:
            pick = self._take(position + len(self.upcoming), ahead)
            if pick is None:
                return
            ahead.add(pick.place)
            self.upcoming.append(pick)

    def drop_unusable(self) -> None:
        """Forget waiting picks that may no longer be asked (answered elsewhere, vanished, found a copy)."""
        self.upcoming = deque(pick for pick in self.upcoming if self._usable(pick.place))

    def _take(self, position: int, ahead: set[int]) -> Pick | None:
        if is_audit_turn(position, self._seed, self._share):
            place = self._next(self._audit, ahead)
            if place is not None:
                return Pick(place, "audit")
        for pick in self._ranked:
            if pick.place not in ahead and self._usable(pick.place):
                return pick
        place = self._next(self._shuffled, ahead, self._reserved)
        if place is not None:
            return Pick(place, "random")
        place = self._next(self._audit, ahead)
        return None if place is None else Pick(place, "audit")

    def _next(self, source: deque[int], ahead: set[int], reserved: frozenset[int] = frozenset()) -> int | None:
        while source:
            place = source.popleft()
            if place not in ahead and place not in reserved and self._usable(place):
                return place
        return None
