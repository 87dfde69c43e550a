"""What follows at once when a setting of the project, the design of its study or what is set aside changes."""

from collections import deque
from collections.abc import Callable, Sequence

from desktop_al.core import events as ev
from desktop_al.core.events import Event
from desktop_al.core.settings import Value
from desktop_al.loop.arrivals import Arrivals
from desktop_al.loop.dicom_tags import TAGS, shown_tags
from desktop_al.loop.history import LIMIT, History
from desktop_al.loop.label_screen import Parts
from desktop_al.loop.plan import from_own_alone
from desktop_al.loop.planning import COPIES, Planning
from desktop_al.loop.queue import Queue
from desktop_al.loop.roles import is_blind


class Following:
    """``listener`` is that of the project."""

    def __init__(
        self,
        parts: Parts,
        history: History,
        queue: Queue,
        planning: Planning,
        arrivals: Arrivals,
        listener: Callable[[str], None],
    ) -> None:
        self._state, self._annotator, self._basics = parts.state, parts.annotator, parts.basics
        self._pool, self._answers, self._near = parts.pool, parts.answers, parts.near
        self._loader, self._serving = parts.loader, parts.serving
        self._history = history
        self._queue = queue
        self._planning = planning
        self._arrivals = arrivals
        self._listener = listener
        #: The annotator's own that an import has brought, the newest that there is room for.
        self._brought: deque[Event] = deque(maxlen=LIMIT // 2)
        self._take_choices()

    def choose(self, name: str, value: Value) -> None:
        """Change a setting of the project; see ``choices.choose`` for errors."""
        self._planning.choose(name, value)
        self._take_choices()
        if name == TAGS:
            # What is on screen was forgotten with everything else that was read.
            self._serving.read_ahead()
            self._listener("sample")
        if name == COPIES:
            self._arrivals.tell_copies()
            self._listener("sample")
        self._listener("status")

    def keep(self, places: Sequence[int], keep: bool = True) -> None:
        """Put samples that were set aside back into the queue, or leave them out again."""
        self._planning.keep(places, keep)
        self._arrivals.refill_queue()
        self._listener("pool")

    def same_answer(self, places: Sequence[int]) -> int:
        """Give near copies of answered samples the same answer, as one step; returns how many got one."""
        given = self._near.give(places)
        for place in given:
            self._answers.update(place)
        firsts = {self._pool.copy_of[place] for place in given}
        rows = self._pool.rows
        self._history.count_copies(self._state.in_force(self._annotator, rows[first].id)[-1] for first in firsts)
        if given:
            self._arrivals.given_elsewhere(set(given))
            self._listener("history")
        return len(given)

    def imported(self, part: Sequence[Event]) -> set[int]:
        """A part of an import has come into the log; returns the places of its annotations."""
        by_id = self._pool.by_id
        given = [event for event in part if event.kind == ev.ANNOTATION and event.sample in by_id]
        places = {by_id[event.sample] for event in given}
        for place in places:
            self._answers.update(place)
        self._brought.extend(event for event in given if event.annotator == self._annotator)
        return places

    def all_imported(self, places: set[int]) -> None:
        """The whole import is in the log: annotations of ``places``, and it may be suggestions."""
        while self._brought:
            # Not the whole list anew: that takes long where there are many answers.
            self._history.put(self._brought.popleft())
        if places:
            self._arrivals.given_elsewhere(places)
        self._arrivals.refill_queue()
        self._listener("history")
        self._listener("status")

    def hide_names(self, hide: bool) -> None:
        """Show codes instead of names; where names give the answer away, and in a blind study, it is always so."""
        self._pool.hide_names = hide or self._basics.hide_names or is_blind(self._state, self._annotator)
        self._history.fill()
        self._listener("history")
        self._listener("sample")

    def study(self) -> None:
        """The design of the study has changed: what may be seen and what is served next follow it."""
        self._take_choices()
        # Also whose answers may be seen in the list of samples.
        self._answers.count_again()
        self.hide_names(self._pool.hide_names)
        self._arrivals.refill_queue()
        self._listener("pool")

    def _take_choices(self) -> None:
        choices = self._planning.choices
        self._queue.repeat_share = int(choices["repeat_share"]) / 100
        self._loader.show_tags(shown_tags(choices))
        own_only = from_own_alone(self._state, self._annotator, choices)
        if own_only != self._answers.own_only:
            self._answers.own_only = own_only
            self._answers.count_again()
