"""Labels that look wrong, worked out from the project's log and the features, in the worker process.

Nothing of the model is told beside samples that stay untouched by it: those drawn at random to measure with, gold
samples, and all of them where the annotator works independently. Near copies and own repeats that differ are told
there too, since they rest on answers alone.
"""

import time
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from desktop_al.core import events as ev
from desktop_al.core.errors import CannotOpen
from desktop_al.core.events import Event
from desktop_al.core.state import State, order_key
from desktop_al.core.words import tr
from desktop_al.learn.suspects import Suspect, Suspects, find_suspects
from desktop_al.loop.agreement_ratings import sets_of
from desktop_al.loop.folding import folded
from desktop_al.loop.messages import Setup
from desktop_al.loop.pace_rows import active_seconds, decoded
from desktop_al.loop.pool import title_of
from desktop_al.loop.suspects_screen import MOST, REVIEW, SuspectRow, SuspectsRequest, SuspectsScreen
from desktop_al.loop.suspects_words import BLIND, Again, Copies, Grounds, basis_words, head_words, sentences
from desktop_al.people.label_cost import seconds_per_sample
from desktop_al.store.driver import sqlite3
from desktop_al.store.project_file import SampleRow, close_file, open_project

if TYPE_CHECKING:
    from desktop_al.loop.features import Matrix

#: Gives the features of the pool, of some places in any case.
See = Callable[[Sequence[int], npt.NDArray[np.bool_]], "Generator[float, None, Matrix]"]
#: Bodies read between two pauses: about a tenth of a second.
_BODIES_AT_ONCE = 4_000
#: Timed answers from which on it is known what is usual.
_ENOUGH_TIMED = 20
#: The window is told that the work goes on this often, in seconds.
_SIGN_SECONDS = 1.0
#: Larger tables (rows times columns) would keep a forest, or a support vector machine at all, busy for seconds in one
#: step; then straight borders are drawn in its place, and the nearest labels have their say as ever.
_LARGE = {"forest": 100_000, "svm": 100_000}


@dataclass(slots=True)
class _Own:
    """The annotator's own labels by place: the annotation in force, its class index, seconds (NaN: not known), whether
    it was made in a review, and a later answer to the same sample that differs."""

    events: dict[int, Event] = field(default_factory=dict)
    classes: dict[int, int] = field(default_factory=dict)
    seconds: dict[int, float] = field(default_factory=dict)
    settled: set[int] = field(default_factory=set)
    again: dict[int, tuple[Event, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Table:
    """What the engine is given, row by row: ``places`` (n,), ``labels`` (n,) class indices, ``groups`` (n,) the same
    number for near copies, ``weights`` (n,), ``features`` (n, d)."""

    places: npt.NDArray[np.intp]
    labels: npt.NDArray[np.intp]
    groups: npt.NDArray[np.intp]
    weights: npt.NDArray[np.float32]
    features: npt.NDArray[np.float32]


def suspects_report(
    path: Path, setup: Setup, request: SuspectsRequest, rows: Sequence[SampleRow], see: See
) -> Generator[float | None, None, SuspectsScreen]:
    """The list, in steps of less than half a second; a number now and then says that the work goes on.

    Raises:
        CannotOpen: there is no project file, or it is damaged.
    """
    file = open_project(path, look_only=True)
    try:
        state = yield from folded(file.connection)
        own = yield from _own(state, file.connection, request, {row.id: row.i for row in rows})
        shown = sets_of(state, rows, setup.seed, setup.audit_share).chosen
    except (sqlite3.Error, ArithmeticError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise CannotOpen(
            tr("{name} cannot be read, so its labels cannot be looked through.", name=path.name)
        ) from error
    finally:
        close_file(file)
    yield 0.0
    table = yield from _table(request, own, rows, see)
    reserved = set(own.classes) if request.blind else {p for p in own.classes if rows[p].id not in shown}
    result = yield from _signs(_search(request, own, table, reserved))
    yield None
    listed = _listed(request, own, table, result, rows, reserved)
    more = max(0, len(listed) - MOST)
    others = len(table.places) > len(own.classes)
    basis = basis_words(
        len(table.places), not result.silent, others, request.blind, 0 if request.blind else len(reserved), more
    )
    return SuspectsScreen(tuple(listed[:MOST]), head_words(result.expected), basis)


def _own(
    state: State, connection: sqlite3.Connection, request: SuspectsRequest, by_id: Mapping[bytes, int]
) -> Generator[float, None, _Own]:
    own, index = _Own(), {item.id: k for k, item in enumerate(request.classes)}
    cells = [(sample, cell) for (who, sample), cell in state.cells.items() if who == request.annotator and cell]
    for number, (sample, cell) in enumerate(cells):
        if number % _BODIES_AT_ONCE == _BODIES_AT_ONCE - 1:
            yield 0.0
        in_force, place = state.undisputed(cell), by_id.get(sample)
        label = _label(state, in_force[-1], index) if len(in_force) == 1 else None
        if place is None or label is None:
            continue
        if _counts_elsewhere(state, in_force[-1]):
            continue
        event = own.events[place] = in_force[-1]
        own.classes[place] = label
        row = connection.execute("SELECT body FROM bodies WHERE writer=? AND seq=?", ev.ref(event)).fetchone()
        body = decoded(row[0] if row is not None else None)
        # Going back to correct an answer is quick by itself.
        seconds = None if body.get("again") else active_seconds(body)
        if seconds is not None:
            own.seconds[place] = seconds
        if body.get("chosen") == REVIEW:
            own.settled.add(place)
        later = [one for one in state.repeats.get((request.annotator, sample), ()) if order_key(one) > order_key(event)]
        said = _label(state, later[-1], index) if later else None
        if said is not None and said != label:
            own.again[place] = (later[-1], said)
    return own


def _counts_elsewhere(state: State, event: Event) -> bool:
    """Whether an answer was given to a near copy, and the one that was looked at still holds: that one is judged."""
    source = state.copied.source.get(ev.ref(event))
    looked = state.event(source) if source is not None else None
    return looked is not None and looked in state.in_force(looked.annotator, looked.sample)


def _label(state: State, event: Event, index: Mapping[str, int]) -> int | None:
    """The class index of an answer that names one class; None for any other."""
    named = ev.label_classes(event.answer)
    return index.get(state.resolve_class(named[0])) if len(named) == 1 else None


def _table(request: SuspectsRequest, own: _Own, rows: Sequence[SampleRow], see: See) -> Generator[float, None, _Table]:
    """The labels of the moment, the own ones before what all annotators together say."""
    made = request.round
    labels = dict(zip(made.places.tolist(), made.labels.tolist(), strict=True)) if not request.blind else {}
    sure = dict(zip(made.places.tolist(), made.weights.tolist(), strict=True))
    labels |= own.classes
    asked = [place for place in labels if place < len(rows)]
    if not asked:
        empty = np.zeros(0, np.intp)
        return _Table(empty, empty, empty, np.zeros(0, np.float32), np.zeros((0, 1), np.float32))
    _, matrix, row_of = yield from see(asked, np.zeros(len(rows), np.bool_))
    yield 0.0
    places = np.array([place for place in asked if row_of[place] >= 0], np.intp)
    like = dict(request.copies.tolist())
    numbers: dict[object, int] = {}
    groups = []
    for place in places.tolist():
        first = like.get(place, place)
        digest = rows[first].digest if 0 <= first < len(rows) else None
        groups.append(numbers.setdefault(digest or first, len(numbers)))
    return _Table(
        places,
        np.array([labels[place] for place in places.tolist()], np.intp),
        np.array(groups, np.intp),
        np.array([1.0 if place in own.classes else sure.get(place, 1.0) for place in places.tolist()], np.float32),
        matrix[row_of[places]],
    )


def _search(request: SuspectsRequest, own: _Own, table: _Table, reserved: set[int]) -> Generator[None, None, Suspects]:
    places = table.places.tolist()
    seconds = np.array([own.seconds.get(place, np.nan) for place in places], np.float64)
    usual = np.full(len(places), np.nan)
    if len(own.seconds) >= _ENOUGH_TIMED:
        usual[np.isfinite(seconds)] = seconds_per_sample(list(own.seconds.values())).median
    kind = request.round.model
    if table.features.size > _LARGE.get(kind, table.features.size):
        kind = "logistic"
    result = yield from find_suspects(
        table.features,
        table.labels,
        tuple(item.name for item in request.classes),
        request.round.seed,
        weights=table.weights,
        kind=kind,
        groups=table.groups,
        repeats={row: own.again[place][1] for row, place in enumerate(places) if place in own.again},
        seconds=seconds,
        usual_seconds=usual,
        settled=np.array([place in own.settled for place in places], np.bool_),
        untold=np.array([place in reserved for place in places], np.bool_),
        unasked=tr(BLIND) if request.blind else "",
    )
    return result


def _signs(work: Generator[None, None, Suspects]) -> Generator[float | None, None, Suspects]:
    told = time.monotonic()
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: Suspects = end.value
            return result
        now = time.monotonic()
        yield 0.0 if now - told >= _SIGN_SECONDS else None
        told = now if now - told >= _SIGN_SECONDS else told


def _listed(
    request: SuspectsRequest,
    own: _Own,
    table: _Table,
    result: Suspects,
    rows: Sequence[SampleRow],
    reserved: set[int],
) -> list[SuspectRow]:
    names = [item.name for item in request.classes]
    places = table.places.tolist()
    members: dict[int, list[int]] = {}
    for row, group in enumerate(table.groups.tolist()):
        members.setdefault(group, []).append(row)
    median = seconds_per_sample(list(own.seconds.values())).median or 0.0
    now = time.time_ns() // 1000
    made = []
    for one in result.found[: result.cut]:
        place = places[one.place]
        # A label that was kept in a review has had its second look, unless a later answer differs.
        if place not in own.classes or (place in own.settled and "repeat" not in one.reasons):
            continue
        shares = None if place in reserved else one.shares
        event = own.events[place]
        grounds = Grounds(
            names[own.classes[place]],
            names[one.suggested],
            shares,
            _copies(one, table, members[int(table.groups[one.place])], rows, names, request),
            _again(own, place, names),
            own.seconds.get(place, 0.0),
            median,
        )
        short, sentence = sentences(one.reasons, grounds, now)
        if short:
            made.append(
                SuspectRow(
                    place,
                    ev.ref(event),
                    event.answer,
                    request.classes[one.suggested].id,
                    shares[0] if shares is not None else None,
                    one.reasons if shares is not None else tuple(r for r in one.reasons if r in ("copies", "repeat")),
                    short,
                    sentence,
                )
            )
    return made


def _copies(
    one: Suspect,
    table: _Table,
    members: Sequence[int],
    rows: Sequence[SampleRow],
    names: Sequence[str],
    request: SuspectsRequest,
) -> Copies | None:
    """Those of another class than the row; of several other classes the one that most of them have."""
    own = int(table.labels[one.place])
    labels = [int(table.labels[row]) for row in members if row != one.place]
    other = [label for label in labels if label != own]
    if not other:
        return None
    named = max(sorted(set(other)), key=other.count)
    first = next(row for row in members if table.labels[row] == named)
    copy = rows[int(table.places[first])]
    title = title_of(copy, request.hide_names, request.code_key)
    return Copies(title, names[named], len(labels), other.count(named))


def _again(own: _Own, place: int, names: Sequence[str]) -> Again | None:
    if place not in own.again:
        return None
    later, label = own.again[place]
    first = own.events[place]
    return Again(names[own.classes[place]], first.utc, names[label], later.utc)
