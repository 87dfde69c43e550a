"""Taking back the annotator's last step, and giving it back."""

from collections.abc import Callable

from desktop_al.core import events as ev
from desktop_al.core.events import Event
from desktop_al.loop.answers import Answers
from desktop_al.loop.history import History
from desktop_al.loop.label_screen import step_words
from desktop_al.loop.pool import Pool
from desktop_al.loop.record import Record
from desktop_al.loop.serving import Serving


class Undoing:
    """``edited`` is called when classes or the guideline are others now, ``refill`` when samples can be asked again,
    ``flash`` with what was done."""

    def __init__(
        self,
        record: Record,
        annotator: str,
        pool: Pool,
        answers: Answers,
        history: History,
        serving: Serving,
        *,
        refill: Callable[[], None],
        edited: Callable[[], None],
        flash: Callable[[str], None],
    ) -> None:
        self._record = record
        self._annotator = annotator
        self._pool = pool
        self._answers = answers
        self._history = history
        self._serving = serving
        self._refill = refill
        self._edited = edited
        self._flash = flash

    def undo(self) -> bool:
        """Take back the last step and show its sample again."""
        state = self._record.state
        step = state.undo_step(self._annotator)
        if step is None or self._record.read_only:
            self._flash("Nothing to undo.")
            return False
        events = state.step_events(step)
        if self._is_in_use(events):
            return False
        self._record.retract(step, self._annotator)
        self._after(events, "Undone")
        return True

    def redo(self) -> bool:
        """Give back what the last undo took."""
        state = self._record.state
        targets, step = state.redo_targets(self._annotator), state.redo_step(self._annotator)
        if targets is None or step is None or self._record.read_only:
            self._flash("Nothing to redo.")
            return False
        self._record.retract(targets, self._annotator)
        self._after(state.step_events(step), "Redone")
        return True

    def _is_in_use(self, events: list[Event]) -> bool:
        """Whether the step added a class that answers in force name: other people's labels would lose their class."""
        state = self._record.state
        added = {e.answer: e for e in events if e.kind == ev.CLASS and state.read_body(e).get("op") == "add"}
        used = (c for given in state.annotations() if added for c in ev.label_classes(given.answer) if c in added)
        first = next(used, None)
        if first is None:
            return False
        name = state.read_body(added[first]).get("name")
        self._flash(f"Answers were given with {name}. Retire it on the Protocol page instead.")
        return True

    def _after_repeat(self, event: Event, word: str) -> None:
        """Only the repeat was taken back or given again; the first answer was in force all the time."""
        place = self._pool.by_id.get(event.sample)
        taken_back = event not in self._record.state.repeats.get((self._annotator, event.sample), ())
        if place is not None:
            self._history.follow([event])
            if taken_back:
                self._serving.repeat_again(place)
            else:
                self._history.tell_repeat(event)
        self._flash(f"{word}: {step_words(self._record.state, [event])}.")

    def _after_decision(self, events: list[Event], word: str) -> None:
        """No answer of the annotator's own has changed: what is on screen stays there."""
        places = [self._pool.by_id[event.sample] for event in events if event.sample in self._pool.by_id]
        for place in places:
            self._answers.update(place)
        on = f" on {self._pool.title(places[0])}" if len(places) == 1 else ""
        self._flash(f"{word}: {step_words(self._record.state, events)}{on}.")

    def _after(self, events: list[Event], word: str) -> None:
        state = self._record.state
        if any(event.kind == ev.KEEP for event in events):
            # Nothing was answered: what is on screen stays there.
            self._refill()
            self._flash(f"{word}: {step_words(state, events)}.")
            return
        if events and events[0].kind == ev.REPEAT:
            self._after_repeat(events[0], word)
            return
        if events and events[0].kind == ev.DECISION:
            self._after_decision(events, word)
            return
        places = self._history.follow(events)
        for place in places:
            self._answers.update(place)
        what = step_words(state, events)
        if len(places) == 1:
            self._serving.return_to(places[-1])
            what += f" on {self._pool.title(places[-1])}"
        elif places:
            # The list may have been pushed out by so many, and the queue has passed them by.
            self._history.fill()
            self._refill()
            self._serving.show_next()
        if any(event.kind in (ev.CLASS, ev.PROTOCOL) for event in events):
            self._edited()
        self._flash(f"{word}: {what}.")
