"""The annotator's own answers in the order they were given, as rows for the screen."""

import datetime

import numpy as np
import numpy.typing as npt

from desktop_al.core.events import Event
from desktop_al.core.state import State, order_key
from desktop_al.loop.pool import Pool
from desktop_al.loop.screen import HistoryRow
from desktop_al.loop.wording import answer_of

#: Rows kept on screen; older answers are found by the samples themselves.
LIMIT = 1000


class History:
    """Rows oldest first, at most ``LIMIT``; one row for each answered sample."""

    def __init__(self, state: State, pool: Pool, annotator: str) -> None:
        self._state = state
        self._pool = pool
        self._annotator = annotator
        self._rows: dict[int, HistoryRow] = {}
        self._small: dict[int, tuple[npt.NDArray[np.uint8] | None, str]] = {}

    def fill(self) -> None:
        """Read the newest answers from the log; needs the pool."""
        own = [e for e in self._state.annotations() if e.annotator == self._annotator and e.sample in self._pool.by_id]
        own.sort(key=order_key)
        self._rows = {}
        for event in own[-LIMIT:]:
            self.put(event)

    def rows(self) -> list[HistoryRow]:
        return list(self._rows.values())

    def places(self) -> list[int]:
        return list(self._rows)

    def put(self, event: Event, *, changed_suggestion: bool = False) -> HistoryRow:
        """Add or replace the row of an answer; a new row goes to the end."""
        place = self._pool.by_id[event.sample]
        small, excerpt = self._small.get(place, (None, ""))
        classes = {c.id: c for c in self._state.classes()}
        row = HistoryRow(
            key=place,
            name=self._pool.name(place),
            answer=answer_of(event.answer, classes),
            time=local_time(event.utc),
            excerpt=excerpt,
            thumbnail=small,
            changed_suggestion=changed_suggestion,
            comment=bool(self._state.comment(self._annotator, event.sample)),
        )
        self._rows[place] = row
        if len(self._rows) > LIMIT:
            # Many at once: the screen then adds single rows most of the time.
            for old in list(self._rows)[: LIMIT // 5]:
                del self._rows[old]
        return row

    def remove(self, place: int) -> None:
        self._rows.pop(place, None)

    def picture(self, place: int, thumbnail: npt.NDArray[np.uint8] | None, excerpt: str) -> bool:
        """Remember what a sample looks like in small; returns whether a row on screen changed."""
        self._small[place] = (thumbnail, excerpt)
        if len(self._small) > 2 * LIMIT:
            del self._small[next(iter(self._small))]
        row = self._rows.get(place)
        if row is None or row.thumbnail is not None or (row.excerpt and row.excerpt == excerpt):
            return False
        event = self._state.in_force(self._annotator, self._pool.rows[place].id)
        if event:
            self.put(event[-1], changed_suggestion=row.changed_suggestion)
        return True


def local_time(utc: int) -> str:
    return datetime.datetime.fromtimestamp(utc / 1e6).strftime("%H:%M")
