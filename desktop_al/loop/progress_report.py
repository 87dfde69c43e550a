"""The Progress page worked out from the project's log and the features, in the worker process."""

from collections.abc import Generator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from desktop_al.core import events as ev
from desktop_al.core.errors import CannotOpen
from desktop_al.core.protocol_parts import without_examples
from desktop_al.core.shapes import Measured
from desktop_al.core.state import State
from desktop_al.core.words import tr
from desktop_al.learn.replay import Memory, replay
from desktop_al.learn.rounds import RoundInput
from desktop_al.learn.stop_advice import advise
from desktop_al.learn.stopping_history import Event, EventKind, History, Wanted
from desktop_al.loop.agreement_figures import one_figure, scaled
from desktop_al.loop.agreement_ratings import annotators_of, levels_of, read_answers, sets_of, shared_of
from desktop_al.loop.answer_rows import read_rows
from desktop_al.loop.calibration_report import calibration_card
from desktop_al.loop.effort_report import effort_card
from desktop_al.loop.folding import folded
from desktop_al.loop.influence_report import influence_card
from desktop_al.loop.messages import Setup
from desktop_al.loop.pace_rows import decoded
from desktop_al.loop.progress_screen import ProgressRequest, ProgressScreen
from desktop_al.loop.progress_words import Work, progress_screen
from desktop_al.loop.roles import may_see_agreement
from desktop_al.loop.stop_choices import plan_of
from desktop_al.people.label_cost import Seconds, seconds_per_sample
from desktop_al.store.driver import sqlite3
from desktop_al.store.project_file import SampleRow, close_file, open_project

if TYPE_CHECKING:
    from desktop_al.loop.workshop import Labelled, Latest

#: Samples that came to the pool count as new data from this share of it on.
GROWN = 1.05
#: Resamples for the interval of the agreement that is the ceiling.
_RESAMPLES = 500
_CHANGES = frozenset({ev.CLASS, ev.PROTOCOL, ev.RETRACT, ev.BATCH, ev.ERASE})


class _Story:
    """What the log tells while it is folded: the order in which samples were first answered, and after how many of
    them something came that makes what was known worthless. ``only``: by this annotator, "" for by anybody;
    ``pool``: samples that there are."""

    def __init__(self, only: str, pool: int) -> None:
        self._only = only
        self._most = pool
        self.order: dict[bytes, int] = {}
        #: The answer that brought each sample into that order.
        self._by: dict[bytes, ev.Ref] = {}
        self.resets: list[tuple[int, EventKind]] = []
        self._changed = True
        #: The definition of each class that is offered.
        self._offered: dict[str, str] = {}
        self._guideline = ""
        self._pool = 0

    def before(self, state: State, event: ev.Event) -> None:
        if event.kind in _CHANGES:
            self._changed = True
            if event.kind == ev.BATCH:
                self._leave_out_copies(state, event)
        elif event.kind == ev.ROUND:
            self._grown(_body(state, event).get("pool"))
        elif event.kind == ev.ANNOTATION and self._only in ("", event.annotator):
            self._answered(state, event)

    def _answered(self, state: State, event: ev.Event) -> None:
        if self._changed:
            self._changed = False
            self._compare(state)
        if event.sample not in self.order:
            self.order[event.sample] = len(self.order)
            self._by[event.sample] = ev.ref(event)

    def _leave_out_copies(self, state: State, batch: ev.Event) -> None:
        """Near copies that were answered along with another sample were not looked at: they are not screened, and
        nothing is learned from them."""
        body = _body(state, batch)
        copies, (first, _) = body.get("copies"), body["range"]
        for number, source in reversed(list(enumerate(copies if isinstance(copies, list) else (), int(first)))):
            given = state.event((batch.writer, number)) if source is not None else None
            newest = given is not None and self.order.get(given.sample) == len(self.order) - 1
            if given is not None and newest and self._by[given.sample] == ev.ref(given):
                del self.order[given.sample], self._by[given.sample]

    def end(self, state: State) -> None:
        """What came after the last answer counts as well: the advice of before no longer holds."""
        self._compare(state)

    def _compare(self, state: State) -> None:
        """By what the protocol is at an answer, so that what was taken back before the next one counts for nothing."""
        offered = {item.id: item.definition for item in state.active_classes()}
        record = state.protocol_record()
        # One example more shows what the guideline says, and makes no answer of before another one.
        guideline = f"{record.scale} {record.in_force()} {without_examples(record.text)}"
        if self.order:
            if offered.keys() - self._offered.keys():
                self.resets.append((len(self.order), "new_class"))
            elif offered != self._offered or guideline != self._guideline:
                self.resets.append((len(self.order), "protocol"))
        self._offered, self._guideline = offered, guideline

    def _grown(self, pool: Any) -> None:
        # Samples never leave the pool: more than there are now there cannot have been.
        if not isinstance(pool, int) or isinstance(pool, bool) or not 0 < pool <= self._most:
            return
        if not self.order or not self._pool:
            self._pool = pool
        elif pool > GROWN * self._pool:
            self.resets.append((len(self.order), "new_data"))
            self._pool = pool


def progress_report(
    path: Path,
    setup: Setup,
    request: ProgressRequest,
    rows: Sequence[SampleRow],
    labelled: "Labelled",
    memory: Memory,
    latest: "Latest | None",
) -> Generator[float, None, ProgressScreen]:
    """The screen, yielding a share of the work at least twice a second.

    ``rows`` is the pool as the places of ``labelled`` count it; the newest of them may not be in the file yet.
    ``latest`` is the newest round, which may have learned from other labels than ``labelled``.

    Raises:
        CannotOpen: there is no project file, or it is damaged.
    """
    only = request.annotator if request.own_only else ""
    story = _Story(only, len(rows))
    file = open_project(path, look_only=True)
    try:
        state = yield from folded(file.connection, story.before)
        story.end(state)
        answers = yield from read_rows(file.connection, only)
        agreement = yield from _agreement(state, rows, setup, request)
    except (sqlite3.Error, ArithmeticError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise CannotOpen(tr("{name} cannot be read, so the progress is not known.", name=path.name)) from error
    finally:
        close_file(file)
    yield 0.15
    # Also the time of answers taken back, and of repeats.
    grouped = sum(row.shared for row in answers if row.shared is not None)
    work = _work([row.active for row in answers if row.active is not None], grouped)
    given, order, asked = _in_order(labelled, rows, story, setup.seed)
    # Of the samples answered by then, those that are labels.
    resets = [Event(int((asked <= at).sum()), kind) for at, kind in story.resets]
    names = tuple(item.name for item in request.classes)
    steps = replay(given, asked, resets, names, memory)
    while True:
        try:
            share = next(steps)
        except StopIteration as end:
            replayed = end.value
            break
        yield 0.15 + 0.8 * share
    history = _left_now(replayed.history, labelled.left)
    wanted = request.round.wanted
    if 0 <= wanted < len(names):
        asked_again = _taken_back(story, rows, request.round.excluded)
        history = replace(history, wanted=_wanted(given, order, asked_again, labelled.left, names[wanted], wanted))
    plan = plan_of(request.choices, (work.seconds.median, work.seconds.low, work.seconds.high), wanted >= 0)
    yield 0.97
    advice = advise(history, plan, agreement, len(given.labelled))
    screen = progress_screen(request, given, labelled.left, history, plan, advice, work, replayed.chosen, agreement)
    yield 0.975
    if request.times:
        screen = replace(screen, effort=effort_card(answers, request.own_only))
    yield 0.98
    if request.own_only:
        # Who works blind sees no suggestion, nor what suggestions do, nor what they are worth.
        return screen
    viewer, called = request.annotator, request.called
    if called is not None:
        answers = [row._replace(annotator=called.get(row.annotator, row.annotator)) for row in answers]
    of_suggestions = influence_card(
        answers, state, viewer, request.choices.half_width, written=called is not None, times=request.times
    )
    influence = yield from scaled(of_suggestions, 0.98, 0.99)
    calibration = yield from scaled(calibration_card(latest), 0.99, 1.0)
    return replace(screen, influence=influence, calibration=calibration)


def _in_order(
    labelled: "Labelled", rows: Sequence[SampleRow], story: _Story, seed: int
) -> tuple[RoundInput, npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """The labels in the order in which their samples were first answered; of each its place in that order, and how
    many samples had been answered with it."""
    given, last = labelled.given, len(story.order)
    order = np.array([story.order.get(rows[place].id, last) for place in labelled.answered.tolist()], np.intp)
    # What the file does not know yet was answered last.
    by_time = np.argsort(order, kind="stable")
    order = order[by_time]
    order[order == last] += np.arange((order == last).sum())
    weights = None if given.weights is None else given.weights[by_time]
    sorted_labels = replace(
        given, labelled=given.labelled[by_time], labels=given.labels[by_time], weights=weights, seed=seed
    )
    return sorted_labels, order, order + 1


def _left_now(history: History, left: int) -> History:
    """What can still be asked changes between two looks; of the newest one what counts is what there is now."""
    if not history.checkpoints:
        return history
    *before, newest = history.checkpoints
    return replace(history, checkpoints=(*before, replace(newest, left=left)))


def _taken_back(story: _Story, rows: Sequence[SampleRow], excluded: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
    """Of the samples in the order in which they were answered, those that can be asked again."""
    kept = {rows[place].id for place in excluded.tolist()}
    return np.array([sample not in kept for sample in story.order], np.bool_)


def _wanted(
    given: RoundInput,
    order: npt.NDArray[np.intp],
    asked_again: npt.NDArray[np.bool_],
    left: int,
    name: str,
    wanted: int,
) -> Wanted:
    of_class = np.zeros(max(len(asked_again), int(order.max(initial=-1)) + 1), np.intp)
    of_class[order[given.labels == wanted]] = 1
    # They are among those left.
    of_class = np.delete(of_class, np.flatnonzero(asked_again))
    return Wanted(name, tuple(of_class.tolist()), len(of_class) + left)


def _work(active: Sequence[float], grouped: float) -> Work:
    """``grouped``: seconds of batch review, which say nothing of what a sample takes that is asked alone."""
    seconds = seconds_per_sample(active)
    return Work(sum(active) + grouped, seconds if seconds.median is not None else Seconds(0))


def _agreement(
    state: State, rows: Sequence[SampleRow], setup: Setup, request: ProgressRequest
) -> Generator[float, None, Measured | None]:
    """How often annotators agree on the random samples that they share; None where nobody may know, or can."""
    if request.own_only or len(state.annotators) < 2 or not may_see_agreement(state, request.annotator):
        return None
    answers = yield from scaled(read_answers(state, None), 0.1, 0.12)
    sets = sets_of(state, rows, setup.seed, setup.audit_share)
    by_id = {row.id: row for row in rows}
    levels = levels_of(state, answers.given)
    shared = shared_of(answers.given, annotators_of(state, answers.given), levels, by_id, sets.random)
    if not shared.rows:
        return None
    steps = one_figure(shared.ratings, "percent_agreement", _RESAMPLES, setup.seed)
    figure: Measured = yield from scaled(steps, 0.12, 0.15)
    return figure


def _body(state: State, event: ev.Event) -> Any:
    try:
        return state.read_body(event)
    except (ValueError, TypeError, RecursionError):
        return decoded(None)
