"""Batch review of an open project: which group is looked at, what of it is ticked, and what became of the others."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from desktop_al.core.shapes import LabelClass
from desktop_al.core.state import Step
from desktop_al.core.words import joined, tr, trn
from desktop_al.loop import batch_words as words
from desktop_al.loop.batch_screen import OTHER_ROUND, BatchRequest, BatchScreen, Group, Groups, Sure, Tile
from desktop_al.loop.label_screen import step_words
from desktop_al.loop.together import Checked, Together, checked

if TYPE_CHECKING:
    from desktop_al.loop.project import Project

#: Seconds between two keys after which nobody was looking.
_IDLE = 120.0
#: Modes of suggestion in which one may be seen before one's own label.
_BEFORE = ("shown", "request")


def hindrance(project: "Project") -> words.Card | None:
    """Why no group may be offered to this annotator, whatever the model knows; None where one may."""
    if project.blind:
        return words.shown(words.BLIND)
    mode = project.choices["suggestions"]
    if mode not in _BEFORE:
        return words.shown(words.AFTERWARDS if mode == "after" else words.HIDDEN)
    if project.read_only:
        return words.shown(words.LOOK_ONLY)
    return None if project.classes else words.shown(words.NO_CLASS)


def batch_request(project: "Project", without: Iterable[int]) -> BatchRequest | words.Card:
    """What the worker is asked, with ``without`` left out as well; or why it is not asked."""
    stopped = hindrance(project)
    if stopped is not None:
        return stopped
    learning = project.learning
    result = learning.result if learning is not None else None
    classes = tuple(item.id for item in project.classes)
    if learning is None or result is None:
        return words.why_words(Groups(why="no_model"), project.basics.audit_share)
    pool, answers, serving = project.pool, project.answers, project.serving
    out = {*without, *answers.answered, *answers.labels, *pool.passed_over(), *serving.held()}
    for place in answers.answered:
        out.update(pool.copies(place))
    if serving.current is not None:
        out.add(serving.current.place)
    mask = project.reserved().mask
    excluded = np.union1d(np.fromiter(out, np.int32, len(out)), np.flatnonzero(mask)).astype(np.int32)
    share = int(project.choices["batch_recheck"]) / 100
    # There may be as many classes as before, and the model's numbers mean others all the same.
    number = result.number if learning.round_classes == classes else OTHER_ROUND
    return BatchRequest(number, classes, excluded, share, project.basics.seed + result.number)


def _unanswered(project: "Project") -> int:
    """How many samples can still be asked for."""
    answers, pool = project.answers, project.pool
    return len(pool) - len({*answers.answered, *answers.labels, *pool.passed_over()})


@dataclass(slots=True)
class _Open:
    """A group with what was decided about its samples so far; ``worked`` seconds were spent on it and ``keys`` were
    pressed, None where nobody counts them."""

    group: Group
    samples: list[Sure]
    unticked: set[int] = field(default_factory=set)
    given: dict[int, str] = field(default_factory=dict)
    blocked: dict[int, str] = field(default_factory=dict)
    worked: float = 0.0
    keys: int | None = None

    def places(self) -> set[int]:
        return {sample.place for sample in self.samples}


@dataclass(frozen=True, slots=True)
class _Left:
    """A group that was left: by the step that accepted it, or as it was (None)."""

    opened: _Open
    step: Step | None


class Reviewing:
    """The sitting of one annotator, from opening the project to closing it. ``flash`` is told what was done."""

    def __init__(
        self, project: "Project", flash: Callable[[str], None], seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._project = project
        self._flash = flash
        self._seconds = seconds
        self._touched = seconds()
        self._waiting: list[_Open] = []
        self._current: _Open | None = None
        self._left: list[_Left] = []
        self._handled = 0
        self._found: Groups | None = None
        #: Left as they were in this opening, and those to be asked one by one.
        self.skipped: set[int] = set()
        self._card: words.Card = words.shown(words.WORKING)
        self._checked = Checked(0, 0)

    # -- groups ----------------------------------------------------------------------------------------

    def offered(self, found: Groups) -> None:
        """What the worker found; the group on screen stays until it is left."""
        self._found = found
        self._handled = 0
        self._waiting = [_Open(group, list(group.samples)) for group in found.groups]
        self._card = words.shown(words.DECIDED)
        if not found.groups:
            self._card = words.why_words(found, self._project.basics.audit_share, _unanswered(self._project))
        self._sift()
        if self._current is None:
            self._next()

    def unavailable(self, card: words.Card) -> None:
        """There is no group, for the reason on the card; what was offered is gone."""
        self._waiting, self._card, self._found = [], card, None
        self._current = None

    @property
    def waiting(self) -> int:
        """Groups that are not decided yet."""
        return len(self._waiting) + (self._current is not None)

    def _next(self) -> None:
        self._sift()
        self._current = self._waiting.pop(0) if self._waiting else None
        self._touched = self._seconds()
        self._checked = checked(self._project.state, self._project.annotator)

    def _sift(self) -> None:
        """Leave out what can no longer be offered, and groups of which too little is left."""
        shown = self._current.places() if self._current is not None else set()
        active = {item.id for item in self._project.classes}
        mask = self._project.reserved().mask
        smallest = self._found.smallest if self._found is not None else 1
        kept = []
        for opened in self._waiting:
            opened.samples = [s for s in opened.samples if s.place not in shown and self._may(s.place, mask)]
            if len(opened.samples) >= smallest and opened.group.class_id in active:
                kept.append(opened)
        self._waiting = kept

    def _may(self, place: int, mask: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> bool:
        return place not in self.skipped and not mask[place] and self._is_open(place)

    def _is_open(self, place: int) -> bool:
        """Whether it can still be answered: there, readable, its content known, it and its copies not answered."""
        project = self._project
        return project.answers.may_ask(place) and project.pool.rows[place].digest is not None

    def follow(self) -> None:
        """Something may have been answered elsewhere, or a class is no longer one."""
        opened = self._current
        if opened is None:
            return
        active = {item.id: item for item in self._project.classes}
        if opened.group.class_id not in active:
            name = next((c.name for c in self._project.state.classes() if c.id == opened.group.class_id), "")
            said = tr("{name} is no longer a class. Its groups are gone.", name=name)
            self._flash(said if name else tr("This is no longer a class. Its groups are gone."))
            self._next()
            return
        opened.given = {place: given for place, given in opened.given.items() if given in active}
        before = len(opened.samples)
        opened.samples = [sample for sample in opened.samples if self._is_open(sample.place)]
        if len(opened.samples) < before:
            gone = before - len(opened.samples)
            self._flash(
                trn(
                    "{n:,} sample of this group is answered, set aside or gone.",
                    "{n:,} samples of this group are answered, set aside or gone.",
                    gone,
                )
            )
        if not opened.samples:
            self._next()

    # -- what is decided -------------------------------------------------------------------------------

    def touch(self) -> None:
        """Somebody looks at the group: what follows within two minutes is time spent on it."""
        now = self._seconds()
        if self._current is not None:
            self._current.worked += min(now - self._touched, _IDLE)
        self._touched = now

    def count_keys(self, keys: int) -> None:
        """The window was used while the group was on screen: so many keys were pressed, 0 for the pointer."""
        if self._current is not None:
            self._current.keys = (self._current.keys or 0) + keys

    def toggle(self, place: int) -> None:
        """Tick or untick a tile."""
        opened = self._current
        if opened is None or place not in opened.places() or place in opened.blocked:
            return
        self.touch()
        if place in opened.unticked:
            opened.unticked.discard(place)
        else:
            opened.unticked.add(place)
            opened.given.pop(place, None)

    def give(self, place: int, class_id: str) -> None:
        """Give a tile another label; it is written together with its group."""
        opened = self._current
        known = any(item.id == class_id for item in self._project.classes)
        if opened is None or not known or place not in opened.places() or place in opened.blocked:
            return
        self.touch()
        opened.unticked.discard(place)
        opened.given.pop(place, None)
        if class_id != opened.group.class_id:
            opened.given[place] = class_id

    def block(self, place: int, cause: str) -> None:
        """What cannot be seen cannot be accepted."""
        if self._current is not None and place in self._current.places():
            self._current.blocked[place] = cause
            self._current.given.pop(place, None)

    def accept(self) -> bool:
        """Write what is ticked; False when nothing was."""
        opened = self._current
        if opened is None or self._project.read_only:
            return False
        self.follow()
        if self._current is not opened:
            return False
        self.touch()
        accepted = self._accepted(opened)
        if not accepted and not opened.given:
            self._flash(tr("Nothing is ticked. Esc leaves the group as it is."))
            return False
        single = tuple(s.place for s in opened.samples if s.place in opened.unticked and s.place not in opened.blocked)
        self._project.answer_together(
            Together(
                opened.group.name,
                opened.group.class_id,
                accepted,
                tuple(sorted(opened.given.items())),
                {sample.place: sample.probability for sample in opened.samples},
                opened.group.recheck,
                (opened.group.errors.value or 0.0) * len(accepted) / len(opened.group.samples),
                opened.worked,
                single,
                opened.keys,
            )
        )
        self.skipped.update(single)
        self._leave(opened, self._project.state.undo_step(self._project.annotator))
        labelled = trn("{n:,} sample labelled.", "{n:,} samples labelled.", len(accepted) + len(opened.given))
        asked = trn("{n} is asked one by one.", "{n} are asked one by one.", len(single))
        self._flash(joined([labelled, asked]) if single else labelled)
        return True

    @staticmethod
    def _accepted(opened: _Open) -> tuple[int, ...]:
        out = (opened.unticked, opened.given, opened.blocked)
        return tuple(s.place for s in opened.samples if not any(s.place in part for part in out))

    def skip(self) -> None:
        """Leave the group as it is."""
        if self._current is not None:
            self.touch()
            self.skipped |= self._current.places()
            self._leave(self._current, None)

    def _leave(self, opened: _Open, step: Step | None) -> None:
        self._left.append(_Left(opened, step))
        self._handled += 1
        self._next()

    def undo(self) -> None:
        """Bring back the group that was left last; what was accepted of it is taken back. Where something else was
        done since, take that back."""
        project, step = self._project, self._project.state.undo_step(self._project.annotator)
        if not self._left or self._left[-1].step not in (None, step):
            project.undo()
            self.follow()
            return
        left = self._left.pop()
        if left.step is not None and not project.undo():
            self._left.append(left)
            return
        if left.step is not None:
            # What it took so far is in the log.
            left.opened.worked, left.opened.keys = 0.0, None
        places = left.opened.places()
        self.skipped -= places
        if self._current is not None:
            self._waiting.insert(0, self._current)
        self._current, self._handled = left.opened, max(0, self._handled - 1)
        self._touched = self._seconds()
        self.follow()

    def redo(self) -> None:
        self._project.redo()
        self.follow()

    # -- the screen ------------------------------------------------------------------------------------

    def screen(self) -> BatchScreen:
        """What the page shows now."""
        project, opened = self._project, self._current
        kind, classes = project.basics.kind, project.classes
        by_id = {item.id: item for item in classes}
        # Until ``follow``, the class of the group on screen may be none any more.
        if opened is None or opened.group.class_id not in by_id:
            title, why = self._card
            return BatchScreen(kind=kind, classes=classes, empty=title, why=why, undo=self._undo_words())
        label = by_id[opened.group.class_id]
        tiles = tuple(self._tile(opened, sample, by_id) for sample in opened.samples)
        gets, other = len(self._accepted(opened)), len(opened.given)
        shares = [sample.probability for sample in opened.samples]
        part = gets / len(opened.group.samples)
        return BatchScreen(
            key=opened.group.name,
            kind=kind,
            classes=classes,
            number=self._handled + 1,
            count=self._handled + self.waiting,
            waiting=self.waiting,
            label=label,
            alike=words.alike_words(kind, len(tiles), min(shares), max(shares)),
            tiles=tiles,
            gets=gets,
            single=len(tiles) - gets - other,
            other=other,
            accept=_accept_words(gets, other, label.name),
            safe=words.safe_words(
                kind, self._checked, opened.group.errors, part, gets, min(len(opened.group.recheck), gets)
            ),
            undo=self._undo_words(),
            read_only=project.read_only,
        )

    def _undo_words(self) -> str:
        if self._left and self._left[-1].step is None:
            return tr("the group left as it was")
        state = self._project.state
        step = state.undo_step(self._project.annotator)
        return step_words(state, state.step_events(step)) if step is not None else ""

    def _tile(self, opened: _Open, sample: Sure, by_id: dict[str, LabelClass]) -> Tile:
        place = sample.place
        given = by_id.get(opened.given.get(place, ""))
        blocked = opened.blocked.get(place, "")
        ticked = place not in opened.unticked and not blocked
        name, percent = self._project.pool.title(place), words.percent_words(sample.probability)
        label = given if given is not None else by_id[opened.group.class_id]
        said = tr("ticked") if ticked else blocked or tr("not ticked, single review")
        how = tr("given by you") if given is not None else words.spoken_percent(sample.probability)
        return Tile(
            place=place,
            name=name,
            percent=percent,
            ticked=ticked,
            given=given,
            blocked=blocked,
            likeness=tr(words.LIKENESS[sample.likeness]),
            second=by_id.get(sample.second),
            second_percent=words.percent_words(sample.second_probability),
            spoken=f"{name}, {label.name}, {how}, {said}",
        )


def _accept_words(gets: int, other: int, name: str) -> str:
    if gets:
        return tr("Accept {gets} as {name}", gets=gets, name=name)
    return trn("Give {n:,} label", "Give {n:,} labels", other) if other else tr("Accept")
