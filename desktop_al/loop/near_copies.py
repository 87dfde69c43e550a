"""Near copies as one decision: which samples an answer is given to beside the one on screen, and what is kept of it.

Only where the project's setting is on, and only to samples that were compared with the one that was looked at and
found at least as like as the line in force says: copies of copies, and what an older and lower line found, are none.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_al.core import events as ev
from desktop_al.core.events import Body, Event, Ref
from desktop_al.loop.answers import Answers
from desktop_al.loop.pool import Pool
from desktop_al.loop.record import Record
from desktop_al.loop.reserved import Reserved
from desktop_al.loop.screen import AppliesTo
from desktop_al.loop.serving import Current

if TYPE_CHECKING:
    from desktop_al.loop.answering import Moment

#: More at once would be felt under the key; what is left over is offered later.
MOST = 50
#: Names that are told of them.
_NAMED = 8


@dataclass(slots=True)
class _Showing:
    """What was found when a sample came on screen: it is neither more nor less when the key is pressed."""

    key: tuple[int, float]
    places: tuple[int, ...]
    alone: bool


class NearCopies:
    """``line`` is the least likeness of near copies that get the same answer, 0 while none do; ``moment`` what holds
    when an answer is given."""

    def __init__(
        self,
        record: Record,
        pool: Pool,
        answers: Answers,
        annotator: str,
        reserved: Callable[[], Reserved],
        line: Callable[[], float],
        moment: "Callable[[], Moment]",
    ) -> None:
        self._record = record
        self._state = record.state
        self._pool = pool
        self._answers = answers
        self._annotator = annotator
        self._reserved = reserved
        self._line = line
        self._moment = moment
        self._showing: _Showing | None = None

    # -- the sample on screen --------------------------------------------------------------------------

    def applies(self, current: Current | None) -> AppliesTo | None:
        """What the next answer is given to beside the sample on screen; None: to no other."""
        showing = self._shown(current)
        if showing is None or not showing.places:
            return None
        names = tuple(self._pool.title(place) for place in showing.places[:_NAMED])
        return AppliesTo(len(showing.places), names, showing.alone)

    def turn(self, current: Current | None) -> bool:
        """Keep the next answer to the sample on screen, or give it to the near copies again; False: there are none."""
        showing = self._shown(current)
        if showing is None or not showing.places:
            return False
        showing.alone = not showing.alone
        return True

    def taking(self, current: Current, answer: str) -> tuple[int, ...] | None:
        """The near copies that get ``answer`` too; None where the annotator keeps it to the sample on screen."""
        showing = self._shown(current)
        if showing is None or not showing.places or answer == ev.UNSURE:
            return ()
        if showing.alone:
            return None
        # Since the sample appeared something may have been answered elsewhere, or read anew.
        return tuple(self._free(showing.places, current.place, self._line()))

    def _shown(self, current: Current | None) -> _Showing | None:
        line = self._line()
        if current is None or line <= 0 or self._record.read_only:
            return None
        key = current.key, line
        if self._showing is None or self._showing.key != key:
            # A repeat is asked to see whether the answer is the same; of a known answer nothing is learned.
            places: tuple[int, ...] = ()
            if current.pick.source != "repeat" and not self._is_gold(current.place):
                near = self._pool.near.get(current.place, ())
                places = tuple(self._free(near, current.place, line))[:MOST]
            before = self._own(current.place)
            alone = before is not None and self._state.copied.given.get(ev.ref(before)) == ()
            self._showing = _Showing(key, places, alone)
        return self._showing

    # -- which -----------------------------------------------------------------------------------------

    def _free(self, places: Iterable[int], first: int, line: float) -> Iterable[int]:
        """Those of ``places`` that may get the answer of ``first``."""
        pool = self._pool
        if not 0 < line <= pool.near_line:
            return
        before, mask = self._own(first), None
        together = self._state.copied.given.get(ev.ref(before), ()) if before is not None else ()
        for place in places:
            row = pool.rows[place]
            if pool.copy_of.get(place) != first or not pool.left_out(place) or place in pool.unusable:
                continue
            if row.digest is None or self._has_answer(place, together):
                continue
            mask = self._reserved().mask if mask is None else mask
            if place < len(mask) and not mask[place]:
                yield place

    def _own(self, place: int) -> Event | None:
        in_force = self._state.in_force(self._annotator, self._pool.rows[place].id)
        return in_force[-1] if len(in_force) == 1 else None

    def _has_answer(self, place: int, together: Sequence[Ref]) -> bool:
        """Whether a sample has an answer that is not one of those given with the sample on screen."""
        own = self._own(place)
        if place in self._answers.answered and (own is None or ev.ref(own) not in together):
            return True
        if self._answers.own_only:
            return False
        sample = self._pool.rows[place].id
        others = (who for who in self._state.annotators if who != self._annotator)
        return bool(self._state.decision(sample)) or any(self._state.in_force(who, sample) for who in others)

    # -- what is kept ----------------------------------------------------------------------------------

    def entry(self, place: int, first: int, answer: str, moment: "Moment") -> tuple[str, Body, bytes, str]:
        """The answer of a near copy as the log keeps it: nobody saw the sample, and nobody was timed."""
        body: dict[str, object] = {
            "arm": "absent",
            "chosen": "copy",
            "copy_of": self._pool.rows[first].id.hex(),
            "likeness": self._pool.near_line,
            "reason": "",
            "round": moment.round,
            "protocol": moment.protocol,
            "again": place in self._answers.answered,
        }
        if moment.by:
            body["by"] = moment.by
        return ev.ANNOTATION, body, self._pool.rows[place].id, answer

    # -- copies of what was answered before ------------------------------------------------------------

    def offered(self, places: Iterable[int] | None = None) -> list[int]:
        """Of ``places`` (None: of all) the near copies, without an answer, of samples that the annotator has looked
        at and answered; what was kept to its sample, and Unsure, is not offered."""
        line = self._line()
        if line <= 0 or self._record.read_only:
            return []
        by_first: dict[int, list[int]] = {}
        for place in self._pool.copy_of if places is None else places:
            first = self._pool.copy_of.get(place, -1)
            if first in self._answers.answered and place not in self._answers.answered:
                by_first.setdefault(first, []).append(place)
        return [
            place for first, some in by_first.items() if self._gives(first) for place in self._free(some, first, line)
        ]

    def _gives(self, first: int) -> bool:
        own, copied = self._own(first), self._state.copied
        if own is None or own.answer == ev.UNSURE or ev.ref(own) in copied.source:
            return False
        return copied.given.get(ev.ref(own)) != () and not self._is_gold(first)

    def _is_gold(self, place: int) -> bool:
        """Also where this copy of the project does not tell the answer."""
        state, sample = self._state, self._pool.rows[place].id
        return bool(state.gold_answer(sample)) or (sample in state.given_gold and sample not in state.gold)

    def give(self, places: Sequence[int]) -> list[int]:
        """Give near copies the answers of what they are like, as one step; returns the places that got one."""
        taken = self.offered(places)
        sources = [own for place in taken if (own := self._own(self._pool.copy_of[place])) is not None]
        moment = self._moment()
        entries = [
            self.entry(place, self._pool.copy_of[place], own.answer, moment)
            for place, own in zip(taken, sources, strict=True)
        ]
        rows = [self._pool.rows[place] for place in taken]
        refs = [[own.writer.hex(), own.seq] for own in sources]
        self._record.add_all(entries, self._annotator, samples=rows, bind=lambda _: {"copies": refs})
        return taken
