"""Comments on samples, and erasing them."""

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument
from desktop_al.loop.history import History
from desktop_al.loop.pool import Pool
from desktop_al.loop.record import Record
from desktop_al.loop.serving import Current


class Comments:
    def __init__(self, record: Record, pool: Pool, history: History, annotator: str) -> None:
        self._record = record
        self._pool = pool
        self._history = history
        self._annotator = annotator

    def put(self, place: int, text: str) -> bool:
        """Keep a comment; an empty one takes it back. Returns whether anything changed."""
        row, text = self._pool.rows[place], text.strip()
        if text == self._record.state.comment(self._annotator, row.id):
            return False
        self._record.add(ev.COMMENT, {"text": text}, self._annotator, row.id, samples=[row])
        self._show(place)
        return True

    def add(self, place: int, text: str) -> bool:
        """Where the comment of before is not shown: it stays, and this comes after it. Returns whether anything
        changed."""
        text = text.strip()
        before = self._record.state.comment(self._annotator, self._pool.rows[place].id)
        return bool(text) and self.put(place, f"{before}\n{text}" if before else text)

    def say(self, current: Current, text: str) -> bool:
        """A comment on the sample on screen: of a repeat, that it was seen before is not to be told."""
        blind = current.pick.source == "repeat" and not current.visiting
        return (self.add if blind else self.put)(current.place, text)

    def erase(self, place: int, reason: str) -> int:
        """Remove every text that anyone ever commented on this sample, for good; returns how many there were.

        Raises:
            BadArgument: without a reason, or by another than the project's owner.
        """
        state = self._record.state
        if self._record.read_only or self._annotator != state.maker:
            raise BadArgument(f"Only {state.maker}, who made this project, can erase a text.")
        if not reason.strip():
            raise BadArgument("A text is erased with a reason only.")
        events = state.comment_texts(self._pool.rows[place].id)
        for event in events:
            self._record.erase(event, reason.strip(), self._annotator)
        if events:
            self._show(place)
        return len(events)

    def _show(self, place: int) -> None:
        in_force = self._record.state.in_force(self._annotator, self._pool.rows[place].id)
        if in_force and self._history.has(place):
            self._history.put(in_force[-1])
