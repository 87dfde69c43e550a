"""Which samples of a pool the queue leaves out, as columns: what cannot be shown, copies, what is set aside."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from desktop_al.core.words import mark
from desktop_al.loop.pool import COPY, Pool
from desktop_al.media.junk import JUNK_KINDS

Mask = npt.NDArray[np.bool_]

_ASIDE = "aside:"
_KINDS = (*(row.id for row in JUNK_KINDS), COPY)
#: The kinds of what is set aside, as states of a sample: "aside:blurred" and its words.
_WORDS = {
    "black": mark("Aside: black"),
    "white": mark("Aside: white"),
    "uniform": mark("Aside: one colour"),
    "noise": mark("Aside: noise"),
    "tiny": mark("Aside: tiny"),
    "blurred": mark("Aside: blurred"),
    "empty": mark("Aside: empty"),
    "not-text": mark("Aside: not a text"),
    "language": mark("Aside: other language"),
    "boilerplate": mark("Aside: boilerplate"),
    COPY: mark("Aside: nearly the same"),
}
_SHORT = {
    "black": mark("Black"),
    "white": mark("White"),
    "uniform": mark("One colour"),
    "noise": mark("Noise"),
    "tiny": mark("Tiny"),
    "blurred": mark("Blurred"),
    "empty": mark("Empty"),
    "not-text": mark("Not a text"),
    "language": mark("Other language"),
    "boilerplate": mark("Boilerplate"),
    COPY: mark("Nearly the same"),
}
ASIDE_STATES: dict[str, str] = {f"{_ASIDE}{kind}": _WORDS[kind] for kind in _KINDS}
#: The same beside an icon, where there is little room.
SHORT_ASIDE_STATES: dict[str, str] = {f"{_ASIDE}{kind}": _SHORT[kind] for kind in _KINDS}
_NAMES = tuple(ASIDE_STATES)


class LeftOut:
    """``states``: a mask (n,) for each of unreadable, gone, duplicate and aside, as of the last ``follow``."""

    def __init__(self) -> None:
        self.states: dict[str, Mask] = {}
        #: Number of the kind, 1 for the first of ``ASIDE_STATES``, 0 where it is not set aside.
        self._kind: npt.NDArray[np.int8] = np.zeros(0, np.int8)
        self._seen: tuple[object, frozenset[bytes]] = (None, frozenset())

    def follow(self, pool: Pool, rows_changed: bool) -> bool:
        """Look whether something is left out now that was not before, or the other way round."""
        seen = (pool.aside, frozenset(pool.kept))
        if not rows_changed and seen[0] is self._seen[0] and seen[1] == self._seen[1]:
            return False
        self._seen = seen
        count = len(pool)
        problems, gone, copies = np.zeros(count, np.bool_), np.zeros(count, np.bool_), np.zeros(count, np.bool_)
        for place in pool.unusable:
            gone[place] = bool(pool.rows[place].gone)
            problems[place] = not gone[place]
        kind = np.zeros(count, np.int8)
        aside = {place for place in pool.aside if place < count and pool.left_out(place)}
        for place in aside:
            kind[place] = 1 + _KINDS.index(pool.aside[place])
        copies[list(pool.passed_over() - pool.unusable - aside)] = True
        self.states = {"unreadable": problems, "gone": gone, "duplicate": copies, "aside": kind > 0}
        self._kind = kind
        return True

    def of_kind(self, state: str) -> Mask:
        """The samples of one of ``ASIDE_STATES``."""
        mask: Mask = self._kind == 1 + _NAMES.index(state)
        return mask

    def aside_state(self, place: int) -> str:
        """The one of ``ASIDE_STATES`` that a sample is in, "" for none."""
        number = int(self._kind[place])
        return _NAMES[number - 1] if number else ""

    def split(self, pool: Pool, places: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Of ``places`` those that are set aside now, and those that were put back into the queue."""
        now = tuple(place for place in places if self._kind[place])
        return now, tuple(place for place in places if place in pool.aside and not self._kind[place])
