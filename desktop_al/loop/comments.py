"""Comments on samples, and erasing them."""

from collections.abc import Callable

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument
from desktop_al.core.words import tr
from desktop_al.loop.history import History
from desktop_al.loop.pool import Pool
from desktop_al.loop.record import Record
from desktop_al.loop.serving import Serving


class Comments:
    """``said`` is called with the place where a comment of the annotator was changed, ``changed`` with the name of what
    of the screen is not as it was: "history" or "sample"."""

    def __init__(
        self,
        record: Record,
        pool: Pool,
        history: History,
        serving: Serving,
        annotator: str,
        *,
        said: Callable[[int], None],
        changed: Callable[[str], None],
    ) -> None:
        self._record = record
        self._pool = pool
        self._history = history
        self._serving = serving
        self._annotator = annotator
        self._said = said
        self._changed = changed

    def say(self, text: str) -> bool:
        """Keep a comment on the sample on screen; an empty one takes it back. False where there is none to comment on.

        Of a repeat, that it was seen before is not to be told.
        """
        current = self._serving.current
        if current is None or self._record.read_only:
            return False
        blind = current.pick.source == "repeat" and not current.visiting
        if (self._add if blind else self._put)(current.place, text):
            self._said(current.place)
            self._changed("history")
        self._changed("sample")
        return True

    def _put(self, place: int, text: str) -> bool:
        """Returns whether anything changed."""
        row, text = self._pool.rows[place], text.strip()
        if text == self._record.state.comment(self._annotator, row.id):
            return False
        self._record.add(ev.COMMENT, {"text": text}, self._annotator, row.id, samples=[row])
        self._show(place)
        return True

    def _add(self, place: int, text: str) -> bool:
        """Where the comment of before is not shown: it stays, and this comes after it. Returns whether anything
        changed."""
        text = text.strip()
        before = self._record.state.comment(self._annotator, self._pool.rows[place].id)
        return bool(text) and self._put(place, f"{before}\n{text}" if before else text)

    def erasable(self, place: int) -> int:
        """How many texts on this sample can be erased.

        Raises:
            BadArgument: the annotator may not.
        """
        maker = self._record.state.maker
        if self._record.read_only or self._annotator != maker:
            raise BadArgument(tr("Only {maker}, who made this project, can erase comments.", maker=maker))
        return len(self._record.state.comment_texts(self._pool.rows[place].id))

    def erase(self, place: int, reason: str) -> int:
        """Remove every text that anyone ever commented on this sample, for good; returns how many there were.

        Raises:
            BadArgument: without a reason, or by another than the project's owner.
        """
        if not self.erasable(place):
            return 0
        if not reason.strip():
            raise BadArgument(tr("A text is erased with a reason only."))
        events = self._record.state.comment_texts(self._pool.rows[place].id)
        for event in events:
            self._record.erase(event, reason.strip(), self._annotator)
        self._show(place)
        self._changed("history")
        self._changed("sample")
        return len(events)

    def _show(self, place: int) -> None:
        in_force = self._record.state.in_force(self._annotator, self._pool.rows[place].id)
        if in_force and self._history.has(place):
            self._history.put(in_force[-1])
