"""The fold: from the event log to the current state.

Order is (lamport, writer, seq), so every order of merging gives the same state. One more event is applied
in place. What an event supersedes is decided by what its chain had *seen*: the heads named in the opening
event (and in later merge events) of its chain. Two annotations of one annotator for one sample, neither
of which had seen the other, are both in force: a conflict, shown and never settled silently.

Retractions name events; a retracted retraction gives back what it took (that is redo). The undo and redo
stacks of each annotator are read from the same log.
"""

import itertools
import operator
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop_al.core import events as ev
from desktop_al.core.class_fold import ClassFold, merge_chain
from desktop_al.core.copied import Copied
from desktop_al.core.events import Body, Event, Ref
from desktop_al.core.import_fold import ImportFold
from desktop_al.core.masks import Rects
from desktop_al.core.protocol_record import ProtocolRecord, recorded
from desktop_al.core.sample_fold import SampleFold
from desktop_al.core.seen import Seen
from desktop_al.core.shapes import LabelClass

#: A step of undo: ranges (writer, first seq, last seq) that go together.
Step = tuple[tuple[bytes, int, int], ...]
CellKey = tuple[str, bytes]

#: How far below the top of the stack an undone step is looked for: those above were retracted elsewhere.
_UNDO_LOOK = 64

#: Kinds that are only kept in a list of their own.
_HELD = frozenset({ev.COMMENT, ev.GOLD, ev.DECISION, ev.OFFER})

ReadBody = Callable[[Event], Body]


#: (lamport, writer, seq), the order of the fold.
order_key: Callable[[Event], tuple[int, bytes, int]] = operator.itemgetter(2, 0, 1)


@dataclass
class State:
    """The folded log. ``computer`` is the id of this computer, ``foreign`` the first seq of each chain that
    came in by a merge: neither changes the state, they decide what undo may reach."""

    read_body: ReadBody
    computer: str = ""
    foreign: dict[bytes, int] = field(default_factory=dict)

    lamport: int = 0
    heads: dict[bytes, int] = field(default_factory=dict)
    seen: Seen = field(default_factory=Seen)
    cells: dict[CellKey, list[Event]] = field(default_factory=dict)
    comments: dict[CellKey, list[Event]] = field(default_factory=dict)
    protocols: list[Event] = field(default_factory=list)
    class_events: list[Event] = field(default_factory=list)
    project: dict[str, object] = field(default_factory=dict)
    folder: str = ""
    moved: dict[bytes, str] = field(default_factory=dict)
    of_samples: SampleFold = field(default_factory=SampleFold)
    brought: ImportFold = field(default_factory=ImportFold)
    rounds: list[Event] = field(default_factory=list)
    repeats: dict[CellKey, list[Event]] = field(default_factory=dict)
    copied: Copied = field(default_factory=Copied)
    pace: dict[str, list[Event]] = field(default_factory=dict)
    batches: list[Event] = field(default_factory=list)
    #: The role of each annotator who has one.
    roles: dict[str, str] = field(default_factory=dict)
    studies: list[Event] = field(default_factory=list)
    handouts: list[Event] = field(default_factory=list)
    #: Whether this is a copy made for one annotator, without the project's own beginning; and for whom.
    is_copy: bool = False
    handed_to: str = ""
    gold: dict[bytes, list[Event]] = field(default_factory=dict)
    decisions: dict[bytes, list[Event]] = field(default_factory=dict)
    #: In a copy: samples whose answer is known (answers are "" where the copy does not tell them), and what its
    #: annotator has answered before the copy was made.
    given_gold: dict[bytes, str] = field(default_factory=dict)
    answered_before: dict[str, set[bytes]] = field(default_factory=dict)
    erased: set[Ref] = field(default_factory=set)
    maker: str = ""
    annotators: dict[str, int] = field(default_factory=dict)
    undo: dict[str, list[Step]] = field(default_factory=dict)
    redo: dict[str, list[Step]] = field(default_factory=dict)

    _events: dict[Ref, Event] = field(default_factory=dict)
    _own: dict[bytes, bool] = field(default_factory=dict)
    _off: dict[Ref, int] = field(default_factory=dict)
    _protocol: ProtocolRecord | None = None
    _class_fold: ClassFold | None = field(default_factory=ClassFold)
    _classes: tuple[LabelClass, ...] | None = ()
    _folder_known: bool = False
    _has_beginning: bool = False
    given_protocol: ProtocolRecord = field(default_factory=ProtocolRecord)
    _given_study: dict[str, object] = field(default_factory=dict)

    # -- reading ---------------------------------------------------------------------------------------

    def classes(self) -> tuple[LabelClass, ...]:
        """All classes in key order, the retired ones too."""
        if self._classes is None:
            self._classes = self._folded_classes().classes()
        return self._classes

    def _folded_classes(self) -> ClassFold:
        if self._class_fold is None:
            self._class_fold = ClassFold()
            for event in self.class_events:
                self._class_fold.apply(event.answer, self.read_body(event))
        return self._class_fold

    def active_classes(self) -> tuple[LabelClass, ...]:
        return tuple(c for c in self.classes() if not c.retired and c.merged_into is None)

    def resolve_class(self, class_id: str) -> str:
        """The class that ``class_id`` counts as now, after merges."""
        return merge_chain(self._folded_classes().known, class_id)[-1]

    def in_force(self, annotator: str, sample: bytes) -> tuple[Event, ...]:
        """Annotations in force of one annotator for one sample; more than one is a conflict."""
        return self.undisputed(self.cells.get((annotator, sample), ()))

    def annotations(self) -> Iterable[Event]:
        """All annotations in force, in no particular order."""
        for cell in self.cells.values():
            if len(cell) == 1:
                yield cell[0]
            else:
                yield from self.undisputed(cell)

    def conflicts(self) -> list[CellKey]:
        if len(self.heads) < 2:
            return []
        return [key for key, cell in self.cells.items() if len(self.undisputed(cell)) > 1]

    def comment(self, annotator: str, sample: bytes) -> str:
        cell = self.comments.get((annotator, sample))
        return str(self.read_body(cell[-1]).get("text", "")) if cell else ""

    def comment_texts(self, sample: bytes) -> list[Event]:
        """Every comment ever made on a sample whose text is not erased, also those taken back."""
        events = self._events.values()
        return [e for e in events if e.kind == ev.COMMENT and e.sample == sample and ev.ref(e) not in self.erased]

    def protocol(self) -> str:
        """The guideline."""
        return self.protocol_record().text

    def protocol_record(self) -> ProtocolRecord:
        if self._protocol is None:
            self._protocol = recorded(self.given_protocol, map(self.read_body, self.protocols))
        return self._protocol

    def study(self) -> Body:
        """The design of the study in force, empty for none."""
        return self.read_body(self.studies[-1]) if self.studies else self._given_study

    def decision(self, sample: bytes) -> tuple[Event, ...]:
        """What adjudicators decided about a sample; more than one where they had not seen each other's decision."""
        return self.undisputed(self.decisions.get(sample, ()))

    def gold_answer(self, sample: bytes) -> str:
        """The known answer to a sample, empty for none, or where this copy does not tell it."""
        known = self.gold.get(sample)
        return (known[-1].answer if known else "") if known is not None else self.given_gold.get(sample, "")

    def gold_samples(self) -> set[bytes]:
        """The samples whose answer is known, also where this copy does not tell it."""
        own = {sample for sample, known in self.gold.items() if known and known[-1].answer}
        return own | (self.given_gold.keys() - self.gold.keys())

    @property
    def kept(self) -> set[bytes]:
        return self.of_samples.kept

    @property
    def masks(self) -> dict[bytes, Rects]:
        return self.of_samples.masks

    def event(self, at: Ref) -> Event | None:
        return self._events.get(at)

    def newest_answers(self, most: int) -> list[Event]:
        """Of each annotator at most so many annotations and repeats, not such as were imported, also such as were taken
        back; newest first."""
        return newest(reversed(self._events.values()), self.brought.chains, most)

    def step_events(self, step: Step) -> list[Event]:
        return list(self._of_step(step))

    def _of_step(self, step: Step) -> Iterator[Event]:
        for w, first, last in step:
            # Never past the end of a chain: a range made up by somebody else may be as long as it likes.
            numbers = range(max(1, first), min(last, self.heads.get(w, 0)) + 1)
            yield from filter(None, map(self._events.get, zip(itertools.repeat(w), numbers)))

    def undisputed(self, cell: Sequence[Event]) -> tuple[Event, ...]:
        """What of one annotator's answers for one sample is in force: all that no later one had seen."""
        if len(cell) < 2 or len(self.heads) < 2:
            return tuple(cell[-1:])
        return tuple(e for i, e in enumerate(cell) if not any(self.seen.saw(later, e) for later in cell[i + 1 :]))

    def frontier(self) -> dict[bytes, int]:
        """Heads of the chains that no other chain has seen to their end: what the next opening names.

        The chains seen through these are seen too, so that the list stays short however often a project
        was opened.
        """
        return self.seen.frontier(self.heads)

    # -- folding ---------------------------------------------------------------------------------------

    def apply(self, event: Event) -> None:
        """Apply one more event in place; its order key must be above that of all events applied before. Events of an
        import, which are taken in by parts, may come after answers that were given meanwhile."""
        self.lamport = max(self.lamport, event.lamport)
        self.heads[event.writer] = max(event.seq, self.heads.get(event.writer, 0))
        self._events[event.writer, event.seq] = event
        kind = event.kind
        if kind == ev.ANNOTATION:
            self.annotators[event.annotator] = self.annotators.get(event.annotator, 0) + 1
            _put(self.cells.setdefault((event.annotator, event.sample), []), event)
        elif kind == ev.RETRACT:
            self._retract(event)
        elif kind in (ev.OPEN, ev.MERGE):
            self._open(event)
        elif kind == ev.CLASS:
            self.class_events.append(event)
            if self._class_fold is not None:
                self._class_fold.apply(event.answer, self.read_body(event))
            self._classes = None
        elif kind in _HELD and (held := self._holder(event)) is not None:
            _put(held, event)
        elif kind == ev.IMPORT:
            self.brought.imports.append(event)
            self.seen.note(event, self.brought.note(event, self.read_body(event)))
        elif kind == ev.PROTOCOL:
            self.protocols.append(event)
            self._protocol = None
        elif kind == ev.BATCH:
            self.batches.append(event)
            self._bind(event)
        elif kind == ev.PROJECT:
            body = self.read_body(event)
            if "seed" in body:
                # Only the making of the project names its seed: the whole log is here, not only a copy's.
                self._has_beginning, self.is_copy = True, False
            self.project.update(body)
            self.maker = self.maker or event.annotator
        elif kind == ev.FOLDER:
            self._move_folder(event)
        elif kind == ev.ANNOTATOR:
            self.roles[event.answer] = str(self.read_body(event).get("role", ""))
        elif kind == ev.STUDY:
            self.studies.append(event)
        elif kind == ev.HANDOUT:
            self._hand_out(event)
        elif kind == ev.MOVE:
            self.moved[event.sample] = str(self.read_body(event).get("path", ""))
        elif kind in (ev.KEEP, ev.MASK):
            self.of_samples.apply(event)
        elif kind == ev.ROUND:
            self.rounds.append(event)
        elif kind == ev.REPEAT:
            self.annotators[event.annotator] = self.annotators.get(event.annotator, 0) + 1
            self.repeats.setdefault((event.annotator, event.sample), []).append(event)
        elif kind == ev.PACE:
            self.pace.setdefault(event.annotator, []).append(event)
        elif kind == ev.ERASE:
            writer, _, seq = event.answer.partition(":")
            self.erased.add((bytes.fromhex(writer), int(seq)))
            self._protocol = None
        if kind in ev.UNDOABLE and self._reaches(event) and (step := self.brought.step_of(event)):
            stack = self.undo.setdefault(event.annotator, [])
            stack.insert(_place_of_step(stack, event, self._events), step)
            self.redo.pop(event.annotator, None)

    def _is_foreign(self, event: Event) -> bool:
        first = self.foreign.get(event.writer)
        return first is not None and event.seq >= first

    def _move_folder(self, event: Event) -> None:
        """Where the samples lie on another computer counts only while nothing is known of this one."""
        if not self._is_foreign(event):
            self._folder_known = True
        elif self.folder:
            return
        self.folder = str(self.read_body(event).get("folder", ""))

    def _hand_out(self, event: Event) -> None:
        """A copy made for one annotator begins with this event; where the whole log is there it adds nothing."""
        body = self.read_body(event)
        self.handouts.append(event)
        self.seen.note(event, ev.decode_heads(str(body.get("seen", ""))))
        if self._has_beginning:
            return
        self.is_copy = True
        if not self._is_foreign(event):
            self.handed_to = self.handed_to or event.answer
        for name, value in dict(body.get("project", {})).items():
            self.project.setdefault(name, value)
        self.maker = self.maker or str(body.get("maker", ""))
        for name, role in dict(body.get("roles", {})).items():
            self.roles.setdefault(str(name), str(role))
        if not self._folder_known and not self._is_foreign(event):
            self.folder = str(body.get("folder", ""))
        if body.get("protocol") or "protocol_record" in body:
            known = dict(body.get("protocol_record", {"text": body.get("protocol")}))
            self.given_protocol, self._protocol = recorded(ProtocolRecord(), (known,)), None
        if body.get("study") and not self.studies:
            self._given_study = dict(body["study"])
        self.given_gold.update((bytes.fromhex(s), str(answer)) for s, answer in dict(body.get("gold", {})).items())
        self.answered_before.setdefault(event.answer, set()).update(map(bytes.fromhex, body.get("done", ())))
        self.of_samples.hand_out(body)
        self.brought.take_given(body)
        self.class_events.append(event)
        if self._class_fold is not None:
            self._class_fold.apply(event.answer, body)
        self._classes = None

    def _open(self, event: Event) -> None:
        self.seen.open(event)
        if event.kind == ev.OPEN:
            body = self.read_body(event)
            self._own[event.writer] = bool(self.computer) and body.get("computer") == self.computer
            self.brought.opened(event, body)

    def _reaches(self, event: Event) -> bool:
        """Undo reaches events made on this computer that did not come in by a merge or an import."""
        return self._own.get(event.writer, False) and not self._is_foreign(event)

    def _bind(self, event: Event) -> None:
        """Make the steps of a batch one step; or none, where it came with the making of the project."""
        body = self.read_body(event)
        first, last = (int(n) for n in body["range"])
        self.copied.note(event, body)
        stack = self.undo.get(event.annotator, [])
        kept = [s for s in stack if not any(w == event.writer and first <= a <= last for w, a, _ in s)]
        if len(kept) < len(stack):
            if not body.get("final"):
                kept.append(((event.writer, first, last),))
            self.undo[event.annotator] = kept

    def _retract(self, event: Event) -> None:
        targets, key = ev.targets(self.read_body(event)), order_key(event)
        for target in self.step_events(targets):
            # What comes later, or is the retraction itself, cannot have been retracted by it.
            if order_key(target) < key:
                self._switch(target, +1)
        if not self._reaches(event):
            return
        undo = self.undo.setdefault(event.annotator, [])
        redo = self.redo.setdefault(event.annotator, [])
        if targets in undo[-_UNDO_LOOK:]:
            while undo.pop() != targets:
                pass
            redo.append(targets)
        else:
            undone = self._undone_by(targets)
            if redo and redo[-1] == undone:
                undo.append(redo.pop())

    def _undone_by(self, targets: Step) -> Step | None:
        retractions = self.step_events(targets)
        if len(retractions) != 1 or retractions[0].kind != ev.RETRACT:
            return None
        return ev.targets(self.read_body(retractions[0]))

    def _switch(self, event: Event, by: int) -> None:
        """Count the retractions in force against ``event``; take it out or put it back when that changes."""
        at = (event.writer, event.seq)
        before = self._off.get(at, 0)
        self._off[at] = before + by
        if (before > 0) == (before + by > 0):
            return
        on = before + by == 0
        if event.kind == ev.RETRACT:
            for target in self.step_events(ev.targets(self.read_body(event))):
                if order_key(target) < order_key(event):
                    self._switch(target, +1 if on else -1)
            return
        holder = self._holder(event)
        if holder is None:
            return
        if on:
            _put(holder, event)
        elif event in holder:
            holder.remove(event)
        if event.kind == ev.CLASS:
            self._classes = self._class_fold = None
        elif event.kind == ev.PROTOCOL:
            self._protocol = None
        elif event.kind in (ev.KEEP, ev.MASK):
            self.of_samples.follow(event)

    def _holder(self, event: Event) -> list[Event] | None:
        key = (event.annotator, event.sample)
        match event.kind:
            case ev.ANNOTATION:
                return self.cells.setdefault(key, [])
            case ev.COMMENT:
                return self.comments.setdefault(key, [])
            case ev.CLASS:
                return self.class_events
            case ev.PROTOCOL:
                return self.protocols
            case ev.KEEP | ev.MASK:
                return self.of_samples.holder(event)
            case ev.REPEAT:
                return self.repeats.setdefault(key, [])
            case ev.IMPORT | ev.OFFER:
                return self.brought.holder(event)
            case ev.GOLD:
                return self.gold.setdefault(event.sample, [])
            case ev.DECISION:
                return self.decisions.setdefault(event.sample, [])
        return None

    # -- undo ------------------------------------------------------------------------------------------

    def undo_step(self, annotator: str) -> Step | None:
        """What undo would take back now; steps that a merged retraction took back already are passed over."""
        for step in reversed(self.undo.get(annotator, ())):
            if any(not self._off.get(ev.ref(event), 0) for event in self._of_step(step)):
                return step
        return None

    def redo_step(self, annotator: str) -> Step | None:
        """The step that redo would give back now."""
        return next(reversed(self.redo.get(annotator, ())), None)

    def redo_targets(self, annotator: str) -> Step | None:
        """The retraction that redo has to retract."""
        step = self.redo_step(annotator)
        if step is None:
            return None
        for event in reversed(self._events.values()):
            own = event.kind == ev.RETRACT and event.annotator == annotator
            if own and not self._off.get(ev.ref(event), 0) and ev.targets(self.read_body(event)) == step:
                return ((event.writer, event.seq, event.seq),)
        return None


def _is_after(one: Event, other: Event) -> bool:
    return order_key(one) > order_key(other)


def _put(held: list[Event], event: Event) -> None:
    held.append(event)
    if len(held) > 1 and _is_after(held[-2], event):
        held.sort(key=order_key)


def _place_of_step(stack: Sequence[Step], event: Event, events: Mapping[Ref, Event]) -> int:
    """Below the steps made while the import that ``event`` ends was taken in; any other event is the newest."""
    place = len(stack)
    while event.kind == ev.IMPORT and place:
        first = events.get(stack[place - 1][0][:2])
        if first is None or not _is_after(first, event):
            break
        place -= 1
    return place


def newest(events: Iterable[Event], without: Container[bytes], most: int) -> list[Event]:
    """Of each annotator the first ``most`` annotations and repeats that are not of the chains ``without``."""
    found: list[Event] = []
    counts: dict[str, int] = {}
    for event in events:
        wanted = event.kind in (ev.ANNOTATION, ev.REPEAT) and event.writer not in without
        if wanted and counts.get(event.annotator, 0) < most:
            counts[event.annotator] = counts.get(event.annotator, 0) + 1
            found.append(event)
    return found


def fold(
    events: Iterable[Event], read_body: ReadBody, *, computer: str = "", foreign: dict[bytes, int] | None = None
) -> State:
    """Fold a whole log, in any order of rows, into its state."""
    state = State(read_body, computer, dict(foreign or {}))
    for event in sorted(events, key=order_key):
        state.apply(event)
    return state
