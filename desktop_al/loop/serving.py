"""What is on screen and what comes next: the queue, the history and the reading ahead, as one."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from desktop_al.loop.answers import Answers
from desktop_al.loop.history import History
from desktop_al.loop.loader import Loader, Shown
from desktop_al.loop.offering import Offering
from desktop_al.loop.pool import Pool
from desktop_al.loop.queue import HELD, Pick, Queue
from desktop_al.loop.screen import Arm, Offer

#: Samples read ahead beyond the two that are held.
_AHEAD = 4


@dataclass(slots=True)
class Current:
    """The sample on screen with what is shown beside it, fixed when it appeared. ``withheld`` is what the model
    would have offered, had it been allowed to.

    ``since`` is when it could be seen, in seconds of the monotonic clock. ``second_look``: shown once more beside a
    suggestion that differs from the label just given. ``own_view``: others show a suggestion, this one does not.
    ``mode``: that of suggestions when it appeared, "" where nothing was suggested; ``lot``: per cent of the samples
    that were drawn for no suggestion, where a draw decided on this one's arm, else 0.
    """

    key: int
    pick: Pick
    offer: Offer | None
    withheld: Offer | None
    arm: Arm
    since: float
    visiting: bool
    second_look: bool = False
    own_view: bool = False
    mode: str = ""
    lot: int = 0

    @property
    def place(self) -> int:
        return self.pick.place


class Serving:
    """``appeared`` is called whenever another sample (or none) is on screen."""

    def __init__(
        self,
        pool: Pool,
        answers: Answers,
        history: History,
        loader: Loader,
        queue: Queue,
        *,
        position: Callable[[], int],
        offering: Offering,
        seconds: Callable[[], float],
        appeared: Callable[[], None],
    ) -> None:
        self._pool = pool
        self._answers = answers
        self._history = history
        self._loader = loader
        self._queue = queue
        self._position = position
        self._offering = offering
        self._seconds = seconds
        self._appeared = appeared
        self._again: deque[int] = deque()
        self._showings = 0
        self._picked: dict[int, Pick] = {}
        self.current: Current | None = None

    def shown(self) -> Shown | None:
        """The content on screen, None while it is being read."""
        return self._loader.get(self.current.place) if self.current else None

    def show_frame(self, frame: int) -> None:
        """Show another frame of the sample on screen, counted from 0; of several wishes the last one counts."""
        if self.current is not None:
            self._loader.want_frame(self.current.place, frame)

    def show_next(self) -> None:
        """Show the head of the queue; the two after it are held in place."""
        if self._again:
            self.visit(self._again.popleft())
            return
        self._queue.drop_unusable()
        self._queue.fill(self._position(), HELD + _AHEAD)
        if self._queue.upcoming:
            self._show(self._queue.upcoming[0], visiting=False)
        else:
            self.current = None
            self._appeared()

    def refill(self) -> None:
        """The ranking or the pool has changed: what follows the held samples comes from the new one."""
        if self.current is None:
            self.show_next()
        else:
            self._queue.fill(self._position(), HELD + _AHEAD)
            self.read_ahead()

    def answered(self, answer: str = "") -> None:
        """The sample on screen has its answer: go on; or look at it once more beside a suggestion that differs."""
        current = self.current
        if current is not None and not current.visiting and current.pick.source != "repeat":
            self._picked[current.place] = current.pick
        self._leave()
        self.show_next()
        if current is None or current.visiting or current.arm != "after" or current.withheld is None:
            return
        if self._offering.differs(answer, current.withheld):
            self._look_again(current.place, current.withheld)

    def _leave(self) -> None:
        """Take what is on screen from the head of the queue."""
        # Before that: while it is there, the two after it are held and no third one.
        self._queue.drop_unusable()
        current, upcoming = self.current, self._queue.upcoming
        if current is not None and not current.visiting and upcoming and upcoming[0].place == current.place:
            upcoming.popleft()

    def pass_over(self) -> None:
        """Go on without an answer (the sample cannot be read)."""
        self._leave()
        self.show_next()

    def visit(self, place: int) -> None:
        """Show a sample that the annotator looked up; an answer given there replaces the old one."""
        self._show(Pick(place, "history" if place in self._answers.answered else "opened"), visiting=True)

    def back(self) -> None:
        places = self._history.places()
        at = len(places)
        if self.current is not None and self.current.visiting and self.current.place in places:
            at = places.index(self.current.place)
        if at > 0:
            self.visit(places[at - 1])

    def forward(self) -> None:
        """Later in the history, and past its end to the current sample."""
        if self.current is None or not self.current.visiting:
            return
        places = self._history.places()
        at = places.index(self.current.place) + 1 if self.current.place in places else len(places)
        if at < len(places):
            self.visit(places[at])
        else:
            self.show_next()

    def review(self, places: Iterable[int]) -> None:
        """Show these once more, one after the other; then the queue goes on."""
        self._again = deque(places)
        self.show_next()

    def given_elsewhere(self, places: set[int]) -> None:
        """These were answered away from the screen: the one on screen may be among them."""
        current = self.current
        if current is None or current.place in places:
            self.show_next()
            return
        self._queue.drop_unusable()
        upcoming = self._queue.upcoming
        if not current.visiting and not (upcoming and upcoming[0].place == current.place):
            # A copy of it was answered: what is on screen stays all the same.
            upcoming.appendleft(current.pick)
        self.refill()

    def ask_soon(self, places: Iterable[int]) -> None:
        """Ask these before what the model would choose, after what is held."""
        self._queue.ask_soon(places)
        self.refill()

    def now(self) -> None:
        self._again.clear()
        if self.current is None or self.current.visiting:
            self.show_next()

    def return_to(self, place: int) -> None:
        """Show a sample whose answer was just taken back (to be answered now) or given back."""
        upcoming = self._queue.upcoming
        known = self._picked.get(place, Pick(place, "undone"))
        for pick in [pick for pick in upcoming if pick.place == place]:
            upcoming.remove(pick)
            known = known if pick.source == "repeat" else pick
        if place not in self._answers.answered:
            # Chosen as it was chosen: an audit sample stays one.
            upcoming.appendleft(known)
            # Also where it would not be asked any more (a copy of it has an answer): it was just taken back.
            self._show(known, visiting=False)
        elif self.current is not None and self.current.place == place and not self.current.visiting:
            self.show_next()
        else:
            self.visit(place)

    def upcoming(self) -> tuple[Pick, ...]:
        """What is on screen, unless it was looked up, and what follows it."""
        return tuple(self._queue.upcoming)

    def go_on_with(self, picks: Sequence[Pick], *, visiting: bool) -> None:
        """The project was closed for a while: its first pick is on screen again and the others follow, as they were
        chosen. ``visiting``: the first one was looked up."""
        waiting = picks[1:] if visiting else picks
        places = {pick.place for pick in waiting}
        for pick in [pick for pick in self._queue.upcoming if pick.place in places]:
            self._queue.upcoming.remove(pick)
        self._queue.upcoming.extendleft(reversed(waiting))
        self._again.clear()
        if visiting:
            self.visit(picks[0].place)
        else:
            self.show_next()

    def repeat_again(self, place: int) -> None:
        """The answer to a repeat was taken back: it is asked once more, as it was."""
        pick = Pick(place, "repeat")
        for waiting in [waiting for waiting in self._queue.upcoming if waiting.place == place]:
            self._queue.upcoming.remove(waiting)
        self._queue.upcoming.appendleft(pick)
        self._show(pick, visiting=False)

    def show_again(self) -> None:
        """The classes have changed: what was offered may not be one of them any more."""
        if self.current is not None:
            self._show(self.current.pick, visiting=self.current.visiting)

    def read_again(self) -> None:
        if self.current is not None:
            self._loader.forget(self.current.place)
            self.read_ahead()

    def masks_changed(self, place: int) -> None:
        """The small picture in the history follows; what is on screen is masked where it is asked for."""
        shown = self._loader.get(place)
        if shown is not None:
            self._history.picture(place, shown)
        else:
            self._loader.want_small([(place, self._pool.found(place))])

    def read_ahead(self) -> None:
        """Have what is on screen, what comes next and what was last decoded and at hand."""
        first = [self.current.place] if self.current else []
        ahead = [pick.place for pick in self._queue.upcoming]
        behind = self._history.places()[-2:]
        self._loader.want((place, self._pool.found(place)) for place in dict.fromkeys([*first, *ahead, *behind]))

    def held(self) -> list[int]:
        """The two samples that stay next whatever the model does."""
        return [pick.place for pick in list(self._queue.upcoming)[1:HELD]]

    def _look_again(self, place: int, offer: Offer) -> None:
        """Show the sample just answered once more, beside what the model suggests."""
        self._present(Current(0, Pick(place, "history"), offer, None, "after", 0.0, True, second_look=True))

    def reveal(self) -> bool:
        """Show the suggestion that waits to be asked for; False where there is none."""
        current = self.current
        if current is None or current.arm != "request" or current.withheld is None:
            return False
        current.offer, current.withheld = current.withheld, None
        return True

    def _show(self, pick: Pick, *, visiting: bool) -> None:
        offer, withheld = None if visiting else self._offering.offer(pick.place), None
        arm: Arm = "absent"
        mode, lot = "", 0
        if offer is not None:
            # A repeat or a known answer must not be told from an audit sample; and honest accuracy needs answers that
            # no suggestion has touched.
            reserved = pick.source in ("audit", "overlap", "gold", "repeat") or self._pool.is_audit(pick.place)
            arm, mode = self._offering.arm(pick.place, reserved), self._offering.mode
            lot = 0 if reserved or not self._offering.by_lot else self._offering.share
            offer, withheld = (offer, None) if arm == "shown" else (None, offer)
        own_view = withheld is not None and self._offering.by_lot
        self._present(Current(0, pick, offer, withheld, arm, 0.0, visiting, own_view=own_view, mode=mode, lot=lot))

    def _present(self, current: Current) -> None:
        self._showings += 1
        current.key, current.since = self._showings, self._seconds()
        self.current = current
        self.read_ahead()
        self._appeared()
