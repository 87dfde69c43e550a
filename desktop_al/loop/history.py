"""The annotator's own answers in the order they were given, as rows for the screen."""

import datetime
import heapq
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from desktop_al.core import events as ev
from desktop_al.core.dates import day_words
from desktop_al.core.events import Event
from desktop_al.core.shapes import LabelClass
from desktop_al.core.state import State, order_key
from desktop_al.core.words import tr
from desktop_al.loop.loader import Shown
from desktop_al.loop.pool import Pool
from desktop_al.loop.screen import Answer, HistoryRow, TextContent
from desktop_al.loop.wording import answer_of

#: Rows kept on screen; older answers are found by the samples themselves.
LIMIT = 1000
#: Characters of a text that are looked at for its row.
_EXCERPT = 160


class History:
    """Rows oldest first, at most ``LIMIT``; one row for each answered sample."""

    def __init__(self, state: State, pool: Pool, annotator: str) -> None:
        self._state = state
        self._pool = pool
        self._annotator = annotator
        self._rows: dict[int, HistoryRow] = {}
        self._known_classes: tuple[LabelClass, ...] = ()
        self._by_class_id: dict[str, LabelClass] = {}
        self._small: dict[int, tuple[npt.NDArray[np.uint8] | None, str]] = {}

    def fill(self) -> None:
        """Read the newest answers from the log; needs the pool."""
        by_id = self._pool.by_id
        cells = self._state.cells.items()
        own = [
            self._state.undisputed(cell)[-1]
            for (who, s), cell in cells
            if cell and who == self._annotator and s in by_id
        ]
        # Of one decision there is one row: that of the sample that was looked at.
        own = [event for event in own if ev.ref(event) not in self._state.copied.source]
        repeats = self._state.repeats.items()
        own += [cell[-1] for (who, s), cell in repeats if cell and who == self._annotator and s in by_id]
        self._rows = {}
        for event in reversed(heapq.nlargest(LIMIT, own, key=order_key)):
            (self.tell_repeat if event.kind == ev.REPEAT else self.put)(event)

    def rows(self) -> list[HistoryRow]:
        return list(self._rows.values())

    def places(self) -> list[int]:
        return list(self._rows)

    def put(self, event: Event, *, changed_suggestion: bool | None = None) -> HistoryRow:
        """Add or replace the row of an answer; a new row goes to the end. None: as it was marked before."""
        place = self._pool.by_id[event.sample]
        before = self._rows.get(place)
        if changed_suggestion is None:
            changed_suggestion = before is not None and before.changed_suggestion
        small, excerpt = self._small.get(place, (None, ""))
        row = HistoryRow(
            key=place,
            name=self._pool.title(place),
            answer=self._printed(event.answer),
            time=local_time(event.utc),
            excerpt=excerpt,
            thumbnail=small,
            changed_suggestion=changed_suggestion,
            comment=bool(self._state.comment(self._annotator, event.sample)),
            copies=len(copies_of(self._state, event)),
        )
        self._rows[place] = row
        self._count_again(event.sample)
        if len(self._rows) > LIMIT:
            # Many at once: the screen then adds single rows most of the time.
            for old in list(self._rows)[: LIMIT // 5]:
                del self._rows[old]
        return row

    def tell_repeat(self, event: Event) -> None:
        """A sample was answered once more without knowing it: its row goes to the end and says how."""
        place = self._pool.by_id[event.sample]
        before = self._state.in_force(self._annotator, event.sample)
        if not before:
            return
        first = before[-1]
        words = tr("Before: {answer}", answer=self._printed(first.answer).text)
        if first.answer == event.answer:
            words = tr("Same as {moment}", moment=_when(first.utc, event.utc))
        row = self._rows.pop(place, None) or self.put(first)
        self._rows.pop(place, None)
        answer = self._printed(event.answer)
        self._rows[place] = replace(row, answer=answer, time=local_time(event.utc), repeated=words)

    def _printed(self, answer: str) -> Answer:
        return answer_of(answer, self._classes(), self._state.protocol_record().reason_words())

    def _classes(self) -> dict[str, LabelClass]:
        """By id; made anew only when they changed, since there may be a thousand."""
        classes = self._state.classes()
        if classes is not self._known_classes:
            self._known_classes = classes
            self._by_class_id = {c.id: c for c in classes}
        return self._by_class_id

    def follow(self, events: Iterable[Event]) -> list[int]:
        """Answers or comments were taken back or given again: returns their places."""
        places = []
        for event in events:
            place = self._pool.by_id.get(event.sample)
            if place is None:
                continue
            places.append(place)
            in_force = self._state.in_force(self._annotator, event.sample)
            if not in_force or ev.ref(in_force[-1]) in self._state.copied.source:
                self.remove(place)
                self._count_again(event.sample)
            elif event.kind == ev.ANNOTATION or place in self._rows:
                self.put(in_force[-1])
        return places

    def count_copies(self, sources: Iterable[Event | None]) -> None:
        """Other near copies than before have the answers ``sources``."""
        for event in sources:
            place = self._pool.by_id.get(event.sample) if event is not None else None
            # Where the sample was answered anew, its row tells of that answer.
            newest = self._state.in_force(event.annotator, event.sample)[-1:] if event is not None else ()
            if event in newest and place in self._rows and not self._rows[place].repeated:
                self._rows[place] = replace(self._rows[place], copies=len(copies_of(self._state, event)))

    def _count_again(self, sample: bytes) -> None:
        """A near copy has an answer of its own, or not any more: the row of what it is like tells how many are left."""
        source = self._state.copied.source
        if source:
            cell = self._state.cells.get((self._annotator, sample), ())
            self.count_copies(self._state.event(source[ev.ref(one)]) for one in cell if ev.ref(one) in source)

    def has(self, place: int) -> bool:
        return place in self._rows

    def remove(self, place: int) -> None:
        self._rows.pop(place, None)

    def picture(self, place: int, shown: Shown) -> bool:
        """Remember what a sample looks like in small; returns whether a row on screen changed."""
        content = shown.content
        excerpt = " ".join(content.text[:_EXCERPT].split()) if isinstance(content, TextContent) else ""
        self._small[place] = (shown.thumbnail, excerpt)
        if len(self._small) > 2 * LIMIT:
            del self._small[next(iter(self._small))]
        row = self._rows.get(place)
        if row is None or (row.excerpt and row.excerpt == excerpt):
            return False
        if row.thumbnail is not None and (shown.thumbnail is None or np.array_equal(row.thumbnail, shown.thumbnail)):
            return False
        self._rows[place] = replace(row, thumbnail=shown.thumbnail, excerpt=excerpt)
        return True


def copies_of(state: State, event: Event) -> list[Event]:
    """The answers in force that were given to near copies along with ``event``."""
    given = (state.event(at) for at in state.copied.given.get(ev.ref(event), ()))
    return [one for one in given if one is not None and one in state.in_force(one.annotator, one.sample)]


def _when(utc: int, now: int) -> str:
    moment, today = datetime.datetime.fromtimestamp(utc / 1e6), datetime.datetime.fromtimestamp(now / 1e6)
    if moment.date() == today.date():
        return tr("at {time}", time=f"{moment:%H:%M}")
    return tr("on {day}", day=day_words(moment, year=False))


def local_time(utc: int) -> str:
    return datetime.datetime.fromtimestamp(utc / 1e6).strftime("%H:%M")
