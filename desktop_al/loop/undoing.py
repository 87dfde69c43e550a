"""Taking back the annotator's last step, and giving it back."""

from collections.abc import Callable, Sequence

from desktop_al.core import events as ev
from desktop_al.core.events import Event
from desktop_al.core.protocol_record import recorded
from desktop_al.core.state import State
from desktop_al.core.words import tr
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
            self._flash(tr("Nothing to undo."))
            return False
        events = state.step_events(step)
        if self._is_in_use(events):
            return False
        self._record.retract(step, self._annotator)
        self._after(events, tr("Undone"))
        return True

    def redo(self) -> bool:
        """Give back what the last undo took."""
        state = self._record.state
        targets, step = state.redo_targets(self._annotator), state.redo_step(self._annotator)
        if targets is None or step is None or self._record.read_only:
            self._flash(tr("Nothing to redo."))
            return False
        self._record.retract(targets, self._annotator)
        self._after(state.step_events(step), tr("Redone"))
        return True

    def _is_in_use(self, events: list[Event]) -> bool:
        """Whether the step added a class that answers in force name, other people's labels would lose their class; or
        a reason of theirs."""
        state = self._record.state
        if reason := lost_reason(state, events):
            self._flash(
                tr(
                    "Answers were given with “{reason}”. Take it off the list on the Protocol page instead.",
                    reason=reason,
                )
            )
            return True
        added = {e.answer: e for e in events if e.kind == ev.CLASS and state.read_body(e).get("op") == "add"}
        if not added:
            return False
        taken = {ev.ref(e) for e in events}
        others = (given for given in state.annotations() if ev.ref(given) not in taken)
        used = (c for given in others for c in ev.label_classes(given.answer) if c in added)
        first = next(used, None)
        if first is None:
            return False
        name = state.read_body(added[first]).get("name")
        self._flash(tr("Answers were given with {name}. Retire it on the Protocol page instead.", name=name))
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
        self._tell(word, step_words(self._record.state, [event]))

    def _after_decision(self, events: list[Event], word: str) -> None:
        """No answer of the annotator's own has changed: what is on screen stays there."""
        places = [self._pool.by_id[event.sample] for event in events if event.sample in self._pool.by_id]
        for place in places:
            self._answers.update(place)
        self._tell(word, step_words(self._record.state, events), places if len(places) == 1 else [])

    def _after_masks(self, events: list[Event], word: str) -> None:
        """What is on screen stays there."""
        places = [self._pool.by_id[event.sample] for event in events if event.sample in self._pool.by_id]
        for place in places:
            self._serving.masks_changed(place)
        self._tell(word, step_words(self._record.state, events), places)

    def _after_import(self, events: list[Event], word: str) -> None:
        """There may be a hundred thousand labels, also of others: all is counted anew."""
        self._answers.count_again()
        self._history.fill()
        if any(event.kind == ev.CLASS for event in events):
            self._edited()
        self._refill()
        self._serving.given_elsewhere(self._answers.answered)
        self._tell(word, step_words(self._record.state, events[:1]))

    def _after_copies(self, events: list[Event]) -> None:
        """The answers of near copies were taken back or given again; the rows of what they are like tell how many."""
        state = self._record.state
        for event in events:
            if event.sample in self._pool.by_id:
                self._answers.update(self._pool.by_id[event.sample])
        sources = {state.copied.source[ev.ref(event)] for event in events if ev.ref(event) in state.copied.source}
        self._history.count_copies(state.event(source) for source in sources)

    def _after(self, events: list[Event], word: str) -> None:
        state = self._record.state
        if any(event.kind == ev.KEEP for event in events):
            # Nothing was answered: what is on screen stays there.
            self._refill()
            self._tell(word, step_words(state, events))
            return
        if events and events[0].kind == ev.IMPORT:
            self._after_import(events, word)
            return
        if events and events[0].kind == ev.MASK:
            self._after_masks(events, word)
            return
        if events and events[0].kind == ev.REPEAT:
            self._after_repeat(events[0], word)
            return
        if events and events[0].kind == ev.DECISION:
            self._after_decision(events, word)
            return
        what = step_words(state, events)
        looked_at = [event for event in events if ev.ref(event) not in state.copied.source]
        if len(looked_at) < len(events):
            self._after_copies(events)
            if not looked_at:
                # Only near copies of what was answered before: what is on screen stays there.
                self._refill()
                self._tell(word, what)
                return
        places = self._history.follow(looked_at)
        for place in places:
            self._answers.update(place)
        if len(places) == 1:
            self._serving.return_to(places[-1])
        elif places:
            # The list may have been pushed out by so many, and the queue has passed them by.
            self._history.fill()
            self._refill()
            self._serving.show_next()
        if any(event.kind in (ev.CLASS, ev.PROTOCOL) for event in events):
            self._edited()
        self._tell(word, what, places if len(places) == 1 else [])

    def _tell(self, word: str, what: str, places: Sequence[int] = ()) -> None:
        """What was done; and the first of ``places``, where there is one."""
        if places:
            self._flash(tr("{done}: {what} on {sample}.", done=word, what=what, sample=self._pool.title(places[0])))
        else:
            self._flash(tr("{done}: {what}.", done=word, what=what))


def lost_reason(state: State, events: list[Event]) -> str:
    """The words of a reason that answers in force have and that nothing would explain without ``events``."""
    if not any(e.kind == ev.PROTOCOL and "reasons" in state.read_body(e) for e in events):
        return ""
    gone = {ev.ref(e) for e in events}
    others = (state.read_body(e) for e in state.protocols if ev.ref(e) not in gone)
    words, left = state.protocol_record().reason_words(), recorded(state.given_protocol, others).reason_words()
    used = {ev.not_worth_reason(e.answer) for e in state.annotations()}
    return next((words[own] for own in words if own in used and own not in left), "")
