"""What comes next: the ranking, interleaved with the reserved sets; what is held never changes."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from desktop_al.people.assignment import ORDER, REPEAT_ORDER, is_turn
from desktop_al.people.repeats import WISHED_EVERY

#: "single": left out of a group of alike ones, to be asked by itself; "undone": answered before, and its answer taken
#: back; "history", "opened": looked up by the annotator.
Source = Literal["learner", "audit", "overlap", "gold", "random", "repeat", "single", "undone", "history", "opened"]

#: The sample on screen and the two after it stay when the ranking changes.
HELD = 3


class Pick(NamedTuple):
    """A sample and why it was chosen; ``reason`` is the learner's word for it."""

    place: int
    source: Source
    reason: str = ""


class Stream(NamedTuple):
    """A reserved set in the order in which it is served; ``share`` of the turns are its own, drawn by ``key``, and all
    of them before position ``until``."""

    source: Source
    places: npt.NDArray[np.int64]
    share: float
    key: int = ORDER
    until: int = 0


class _Places:
    """Places in a given order, taken one by one; what is given back comes first."""

    def __init__(self, order: npt.NDArray[np.int64]) -> None:
        self._order = order
        self._at = 0
        self._back: deque[int] = deque()

    def give_back(self, place: int) -> None:
        self._back.appendleft(place)

    def take(self, wanted: Callable[[int], bool]) -> int | None:
        """The first place that is wanted; those before it are dropped."""
        while self._back:
            place = self._back.popleft()
            if wanted(place):
                return place
        while self._at < len(self._order):
            place = int(self._order[self._at])
            self._at += 1
            if wanted(place):
                return place
        return None


_NONE = np.zeros(0, np.int64)


class Queue:
    """Gives picks one by one. ``usable`` says whether a place may still be asked; ``stays`` whether one that is held
    already still can be, though it would not be chosen now. None: only what is usable. ``repeat`` gives a sample that
    is to be shown once more, not one of those given, and only one that is wished for if so told; ``repeats_stay``
    whether it still can be."""

    #: The share of turns that are a repeat, beside those that are wished for.
    repeat_share = 0.0

    def __init__(
        self,
        seed: int,
        usable: Callable[[int], bool],
        stays: Callable[[int], bool] | None = None,
        repeat: Callable[[set[int], bool], int | None] = lambda *_: None,
        repeats_stay: Callable[[int], bool] = lambda _: True,
    ) -> None:
        self._seed = seed
        self._usable = usable
        self._stays = stays or usable
        self._repeat = repeat
        self._repeats_stay = repeats_stay
        self._ranked: Iterator[Pick] = iter(())
        self._shuffled = _Places(_NONE)
        self._soon: deque[int] = deque()
        self._streams: list[tuple[Stream, _Places]] = []
        self._stream_of: npt.NDArray[np.int8] = np.zeros(0, np.int8)
        self._reserved: npt.NDArray[np.bool_] = np.zeros(0, np.bool_)
        self.upcoming: deque[Pick] = deque()

    def set_pool(
        self,
        shuffled: npt.NDArray[np.int64],
        streams: Iterable[Stream],
        mask: npt.NDArray[np.bool_],
        seed: int | None = None,
    ) -> None:
        """The pool in random order, the reserved sets and what the learner leaves alone, (pool,); ``seed`` draws the
        turns from now on. Called again whenever more may be asked."""
        self._seed = self._seed if seed is None else seed
        self._shuffled = _Places(shuffled)
        self._streams = [(stream, _Places(stream.places)) for stream in streams]
        self._reserved = mask
        self._stream_of = np.full(len(mask), -1, np.int8)
        for number, (stream, _) in reversed(list(enumerate(self._streams))):
            self._stream_of[stream.places] = number

    def set_ranking(self, order: npt.NDArray[np.int32], reasons: tuple[str, ...]) -> bool:
        """Take a new ranking; returns whether anything after the held samples changed."""
        # Picks are made when they are taken: thousands at once would be felt under the next key.
        self._ranked = (Pick(int(i), "learner", r) for i, r in zip(order, reasons, strict=True))
        while len(self.upcoming) > HELD:
            self._give_back(self.upcoming.pop())
        return len(order) > 0

    def ask_soon(self, places: Iterable[int]) -> None:
        """These come before what is ranked, after what is held in place."""
        self._soon.extend(place for place in places if place not in self._soon)
        while len(self.upcoming) > HELD:
            self._give_back(self.upcoming.pop())

    def resume(self, picks: Iterable[Pick]) -> None:
        """Begin with what an earlier opening held in place, as far as it may still be asked."""
        self.upcoming = deque(pick for pick in picks if self._usable(pick.place))

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
        """Forget waiting picks that may no longer be asked (answered elsewhere, vanished; found a copy or set aside,
        unless they are held)."""
        held = [pick for pick in list(self.upcoming)[:HELD] if self._may_wait(pick, self._stays)]
        later = [pick for pick in list(self.upcoming)[HELD:] if self._may_wait(pick, self._usable)]
        self.upcoming = deque((*held, *later))

    def _may_wait(self, pick: Pick, may: Callable[[int], bool]) -> bool:
        return self._repeats_stay(pick.place) if pick.source == "repeat" else may(pick.place)

    def _is_reserved(self, place: int) -> bool:
        return place < len(self._reserved) and bool(self._reserved[place])

    def _give_back(self, pick: Pick) -> None:
        if pick.source == "repeat":
            # It comes again when the next repeat is drawn.
            return
        if pick.source == "single":
            self._soon.appendleft(pick.place)
            return
        number = self._stream_of[pick.place] if pick.place < len(self._stream_of) else -1
        (self._streams[number][1] if number >= 0 else self._shuffled).give_back(pick.place)

    def _take(self, position: int, ahead: set[int]) -> Pick | None:
        def free(place: int) -> bool:
            return place not in ahead and self._usable(place)

        for stream, places in self._streams:
            if position < stream.until or is_turn(position, self._seed, stream.share, stream.key):
                place = places.take(free)
                if place is not None:
                    return Pick(place, stream.source)
        wished = position % WISHED_EVERY == 0
        regular = is_turn(position, self._seed, self.repeat_share, REPEAT_ORDER)
        place = self._repeat(ahead, not regular) if wished or regular else None
        if place is not None:
            return Pick(place, "repeat")
        while self._soon:
            place = self._soon.popleft()
            if free(place):
                return Pick(place, "single")
        for pick in self._ranked:
            if free(pick.place) and not self._is_reserved(pick.place):
                return pick
        place = self._shuffled.take(lambda p: free(p) and not self._is_reserved(p))
        if place is not None:
            return Pick(place, "random")
        for stream, places in self._streams:
            place = places.take(free)
            if place is not None:
                return Pick(place, stream.source)
        return None
