"""The open project: the one mutable object, owned by the window's thread.

Keys come in as method calls and are done when the method returns: the event is in memory and queued for
the disk, the next sample is chosen. Everything slow happens elsewhere and comes home through ``post``.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from desktop_al.core import events as ev
from desktop_al.core.events import Body
from desktop_al.core.settings import Value
from desktop_al.core.shapes import LabelClass
from desktop_al.core.state import State
from desktop_al.core.words import tr
from desktop_al.loop import intake, opening, wording
from desktop_al.loop.annotator_clock import AnnotatorClock
from desktop_al.loop.answering import Answering, Moment
from desktop_al.loop.answers import Answers
from desktop_al.loop.arrivals import Arrivals
from desktop_al.loop.collection import collect_again, keep_from_collection, without_collection
from desktop_al.loop.comments import Comments
from desktop_al.loop.editing import Editing
from desktop_al.loop.following import Following
from desktop_al.loop.gold import feedback_words
from desktop_al.loop.history import History
from desktop_al.loop.inside import begin_reading, end_reading
from desktop_al.loop.label_screen import Parts, label_screen
from desktop_al.loop.learning import Learning
from desktop_al.loop.loader import Loader
from desktop_al.loop.near_copies import NearCopies
from desktop_al.loop.notices import Notices
from desktop_al.loop.offering import InForce, Offering
from desktop_al.loop.planning import Planning
from desktop_al.loop.pool import Pool
from desktop_al.loop.protocol_versions import version_id
from desktop_al.loop.queue import Pick, Queue
from desktop_al.loop.record import Clock, Record
from desktop_al.loop.reserved import ReservedSets
from desktop_al.loop.roles import is_blind
from desktop_al.loop.round_log import RoundLog
from desktop_al.loop.screen import HistoryRow, LabelScreen
from desktop_al.loop.serving import Serving
from desktop_al.loop.studying import Studying
from desktop_al.loop.together import Together
from desktop_al.loop.undoing import Undoing
from desktop_al.loop.upkeep import Upkeep
from desktop_al.people.repeats import Repeats

#: Rows of the history that get their small picture back on opening.
_SMALL = 16

Saved = Callable[[int], None]


class Project:
    """An open project. ``listener`` is called with the name of what changed: "sample", "content", "next",
    "status", "history", "classes" or "notices"; ``flash`` with a line for the status bar that answers the person,
    ``remark`` with one on what happened by itself."""

    def __init__(
        self,
        path: Path,
        annotator: str,
        home: Path,
        post: Callable[[Callable[[], None]], None],
        listener: Callable[[str], None],
        flash: Callable[[str], None] = lambda _: None,
        *,
        remark: Callable[[str], None] | None = None,
        clock: Clock | None = None,
        look_only: bool = False,
        retry_seconds: float = 5.0,
        own_network: str = "",
    ) -> None:
        """Open; samples come when ``start`` is called. ``own_network`` is an ONNX file of the user, empty for none.

        Raises:
            CannotOpen and its kinds: with the sentence to show.
        """
        self.path = path
        #: Who gives the answers when it is not a person ("autoplay"); kept with every annotation.
        self.by = ""
        self._networks = (str(opening.weights_folder(home)), own_network)
        self._clock = clock or Clock()
        self._post = post
        self._listener = listener
        self._flash = flash
        self.notices = Notices(lambda: listener("notices"))
        file = opening.open_own(path, look_only=look_only)
        with without_collection():
            self._record = self.record = Record(
                file,
                opening.computer_id(home),
                self._clock,
                post,
                lambda trouble: self.upkeep.trouble_came(trouble),
                lambda: self.upkeep.reserve_used(),
                retry_seconds,
            )
            try:
                state = self._record.state
                rows = opening.read_pool(file)
                self.basics = opening.basics(state, path, [row.path for row in rows[:20]])
                self.annotator = annotator or opening.last_annotator(state)
                self.pool = Pool(self.basics.seed, self.basics.audit_share)
                self.pool.code_key = self.basics.code_key
                self.pool.extend(rows)
                self.pool.hide_names = self.basics.hide_names or is_blind(state, self.annotator)
                self.answers = Answers(state, self.pool, self.annotator, own_only=is_blind(state, self.annotator))
                self._history = History(state, self.pool, self.annotator)
                self._history.fill()
                self._classes, self._known = state.active_classes(), state.classes()
            except BaseException as error:
                self._record.close(1.0)
                raise opening.in_words(error, path) from error
        missing = begin_reading(self.basics.folder, path)
        self._protocol = version_id(state)
        self._last_key = self._clock.seconds()
        self._closed = False
        self.learning: Learning | None = None
        root, careful = self.basics.folder, self.basics.careful or file.key is not None
        came: Callable[..., None] = lambda *of: self._arrivals.loaded(*of)  # noqa: E731
        self.loader = Loader(root, post, came, self.pool.masks_of, careful=careful)
        repeats = Repeats(self.basics.seed)
        self.clock = AnnotatorClock(
            self._record,
            self._clock,
            self.annotator,
            self.pool,
            repeats,
            lambda: listener("status"),
            flash,
            kind=self.basics.kind,
        )
        self._queue = Queue(
            self.basics.seed,
            self.answers.may_ask,
            self.answers.may_stay,
            lambda ahead, wished: self.clock.draw_repeat(ahead, self.answers.may_repeat, only_wished=wished),
            lambda place: self.answers.may_repeat(place) and self.clock.may_stay(place),
        )
        self.serving = Serving(
            self.pool,
            self.answers,
            self._history,
            self.loader,
            self._queue,
            position=lambda: state.annotators.get(self.annotator, 0),
            offering=Offering(self.pool, self.basics.seed, self.annotator, self._in_force),
            seconds=self._clock.seconds,
            appeared=self._appeared,
        )
        self.comments = Comments(
            self._record, self.pool, self._history, self.serving, self.annotator, said=self._said, changed=listener
        )
        self.upkeep = Upkeep(
            path, self.annotator, self.notices, self._record, self.loader, self.serving, lambda: listener("status")
        )
        self.editing = Editing(self._record, self.annotator)
        self.studying = Studying(
            self._record,
            self.annotator,
            self.pool,
            self.basics.audit_share,
            self.clock.seconds_per_sample,
            lambda: self.following.study(),
        )
        self.planning = Planning(self._record, self.annotator, self.pool, self.basics.kind, lambda: self.learning)
        self._rounds = RoundLog(self._record, self.pool, self._queue, self.annotator)
        self.reserved = ReservedSets(self.pool, state, self.annotator, self.basics.seed, self.basics.audit_share)
        line, who = self.planning.copies_line, self.annotator
        self.near = NearCopies(self._record, self.pool, self.answers, who, self.reserved, line, self._moment)
        self.answering = Answering(
            self._record, self.pool, self.answers, self._history, self.serving, self.clock, who, self.near
        )
        self._arrivals = Arrivals(
            self.pool,
            self._record,
            self._history,
            self._queue,
            self.serving,
            self.loader,
            self._rounds,
            self.upkeep,
            self.notices,
            seconds=self._clock.seconds,
            listener=listener,
            remark=remark or flash,
            reserved=self.reserved,
            near=self.near,
        )
        self._parts = Parts(self.basics, who, state, self.pool, self.answers, self.serving, self.loader, self.near)
        self.following = Following(self._parts, self._history, self._queue, self.planning, self._arrivals, listener)
        self.choose, self.keep = self.following.choose, self.following.keep
        self.hide_names = self.following.hide_names
        self._undoing = Undoing(
            self._record,
            self.annotator,
            self.pool,
            self.answers,
            self._history,
            self.serving,
            refill=self._arrivals.refill_queue,
            edited=self.edited,
            flash=flash,
        )
        for notice in wording.opening_notices(file.recovered, self.read_only, file.words):
            self.notices.put(notice.id, notice)
        if missing:
            self.notices.put("samples", wording.samples_notice(missing))

    # -- opening and closing ---------------------------------------------------------------------------

    def start(self) -> None:
        """Start the worker, show the first sample that is known, bring the pool up to date."""
        setup = opening.worker_setup(self.basics, self._record.file, *self._networks)
        self.learning = Learning(
            setup, self.pool, self.answers, self._post, self._arrivals.learned, look_only=self.read_only
        )
        self.learning.rounds = len(self._record.state.rounds)
        self.learning.plan = self.planning.plan()
        self.planning.follow()
        self.upkeep.learning = self._arrivals.learning = self.learning
        if len(self.pool):
            self._rounds.resume()
            self._arrivals.refill_queue()
            self.loader.want_small((p, self.pool.found(p)) for p in self._history.places()[-_SMALL:])
        self.learning.scan()
        keep_from_collection()

    def close(self, timeout: float = 10.0) -> bool:
        """Save what is left and let go of everything; False when labels could not be saved."""
        if self._closed:
            return True
        self._closed = True
        self._arrivals.close()
        self.loader.close()
        if self.learning is not None:
            self.learning.close()
        # Where they were when it was opened; they may be read from elsewhere by now.
        end_reading(self.basics.folder)
        collect_again()
        return self._record.close(timeout)

    @property
    def read_only(self) -> bool:
        return self._record.read_only

    @property
    def classes(self) -> tuple[LabelClass, ...]:
        return self._classes

    @property
    def unsaved(self) -> int:
        """Events that are not on disk yet."""
        return self._record.unsaved

    def wait_saved(self, timeout: float, *, events_only: bool = True) -> bool:
        """Wait until all events are on disk, or all of the pool too; False when not within ``timeout`` seconds."""
        return self._record.drain(timeout, events_only=events_only)

    @property
    def blind(self) -> bool:
        """Whether the annotator works without seeing anything of others, or of the model."""
        return is_blind(self._record.state, self.annotator)

    @property
    def state(self) -> State:
        """The folded log, to be read only."""
        return self._record.state

    # -- answers ---------------------------------------------------------------------------------------

    def label(self, class_id: str, on_saved: Saved | None = None) -> bool:
        """Answer the sample on screen; False when there is nothing that can be answered."""
        if all(c.id != class_id for c in self._classes):
            return False
        return self._answer(ev.label_answer([class_id]), on_saved)

    def accept(self, on_saved: Saved | None = None) -> bool:
        current = self.serving.current
        if current is None or current.offer is None:
            self._flash(tr("No suggestion here. Press a label key."))
            return False
        return self.label(self._classes[current.offer.suggested].id, on_saved)

    def unsure(self, on_saved: Saved | None = None) -> bool:
        return self._answer(ev.UNSURE, on_saved)

    def not_worth(self, reason: str, on_saved: Saved | None = None) -> bool:
        if all(reason != known.id for known in self.state.protocol_record().in_force()):
            return False
        return self._answer(ev.NOT_WORTH_PREFIX + reason, on_saved)

    def _answer(self, answer: str, on_saved: Saved | None) -> bool:
        if not self.answering.may_answer() or self.answering.lacks_reason(answer):
            return False
        self._rounds.write()
        current = self.serving.current
        self.answering.give(answer, self._moment(), on_saved)
        if current is not None:
            self._after(current.pick)
        self._note_key()
        self.serving.answered(answer)
        self._listener("history")
        return True

    def _after(self, pick: Pick) -> None:
        if pick.source == "gold":
            self._flash(feedback_words(self._record.state, self.pool.rows[pick.place].id))
        elif pick.source == "overlap" and self.reserved.plan_done():
            self._arrivals.refill_queue()

    def _in_force(self) -> InForce:
        return InForce(self.learning, tuple(c.id for c in self._classes), self.choices, self.blind, self.state)

    def _moment(self) -> Moment:
        result = self.learning.result if self.learning else None
        return Moment(self._classes, self._protocol, result.number if result else 0, self.by)

    # -- undo ------------------------------------------------------------------------------------------

    def undo(self) -> bool:
        """Take back the annotator's last step and show its sample again."""
        self._note_key()
        self._listener("history")
        undone = self._undoing.undo()
        if undone:
            self.clock.corrected()
        return undone

    def redo(self) -> bool:
        """Give back what the last undo took."""
        self._note_key()
        self._listener("history")
        return self._undoing.redo()

    # -- classes, settings, several at once ------------------------------------------------------------

    def edited(self) -> None:
        """The classes or the guideline were changed through ``editing`` (or that was undone): go on with the new."""
        state = self._record.state
        before, self._classes = self._classes, state.active_classes()
        known, self._known = self._known, state.classes()
        self._protocol = version_id(state)
        self._note_key()
        if known != self._known:
            self._history.fill()
            self._listener("history")
        if {c.id: c.merged_into for c in known} != {c.id: c.merged_into for c in self._known}:
            self.answers.count_again()
        if before != self._classes:
            if self.learning is not None and [c.id for c in before] != [c.id for c in self._classes]:
                # The model knows other classes than these: no suggestion until the next round.
                self.learning.forget_ranking()
            self.serving.show_again()
        self._listener("classes")
        self._listener("sample")

    @property
    def choices(self) -> Mapping[str, Value]:
        """A value for every setting of the project."""
        return self.planning.choices

    def relabel(
        self, places: Sequence[int], answer: str | Mapping[int, str], beside: Mapping[int, Body] | None = None
    ) -> str:
        """Answer several samples at once, see ``relabelling.relabel``; says what could not be answered, "" for nothing.

        Raises:
            BadArgument: too many at once.
        """
        if self.read_only:
            return tr("This project is open to look only.")
        left_out = self.answering.give_all(places, answer, self._moment(), self.loader.root, beside)
        self._note_key()
        self.serving.given_elsewhere(set(places))
        self._listener("history")
        return left_out

    def answer_together(self, group: Together) -> None:
        """Answer a group of batch review as one step; what of it was not accepted is asked next, one by one."""
        self.answering.give_together(group, self._moment())
        self._note_key()
        self.serving.ask_soon(group.unticked)
        self.serving.given_elsewhere({*group.accepted, *(place for place, _ in group.others)})
        self._listener("history")

    # -- moving about ----------------------------------------------------------------------------------

    def forward(self) -> None:
        """Later in the history; past an unreadable sample to the next."""
        record = None if self.read_only else self._record
        if not intake.pass_over_unreadable(self.serving, self.loader.root, self.pool, record):
            self.serving.forward()

    def _appeared(self) -> None:
        self.answering.seen = {}
        self.clock.shown()
        if self.learning is not None:
            self.learning.forget_view()
        self._listener("sample")

    def note(self, what: str) -> None:
        """Something was done with the sample on screen that is not an answer: zoom, evidence, guideline."""
        seen = self.answering.seen
        seen[what] = seen.get(what, 0) + 1
        self._note_key()

    def saw(self, what: str, count: int) -> None:
        """Something stood beside the sample on screen, without anything being done for it."""
        self.answering.seen[what] = count

    def _said(self, place: int) -> None:
        self.answers.touch(place)
        self._note_key()

    def _note_key(self) -> None:
        self.clock.input()
        self._last_key = self._clock.seconds()

    # -- what comes home -------------------------------------------------------------------------------

    def tick(self) -> None:
        """Called a few times a second: start a round when one is due, look whether trouble is over."""
        if self._closed or self.learning is None or self.read_only:
            return
        self.clock.tick()
        if self._classes and self.learning.due(self._clock.seconds() - self._last_key):
            ids = tuple(c.id for c in self._classes)
            self._rounds.asked(self.learning.plan.strategy)
            self.learning.train(ids, opening.BATCH, self.basics.seed)
            self._listener("status")
        self.upkeep.tick()

    # -- the screen ------------------------------------------------------------------------------------

    def history_rows(self) -> list[HistoryRow]:
        return self._history.rows()

    def screen(self) -> LabelScreen:
        """What the Label page shows now."""
        return label_screen(
            self._parts,
            self.learning,
            self._classes,
            self.notices.all(),
            read_only=self.read_only,
            unsaved=self._record.unsaved,
            troubled=self.notices.troubled,
            encrypted=self._record.file.key is not None,
            timer=self.clock.timer(),
            rest=self.clock.notice(),
        )
