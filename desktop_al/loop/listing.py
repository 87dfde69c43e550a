"""The whole pool as a list: searched, filtered and sorted in columns, so that 100,000 samples take no time.

Changes are only noted when they happen; the columns follow when the list is looked at.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from desktop_al.core import events as ev
from desktop_al.core.dates import day_words
from desktop_al.core.plain_names import plain
from desktop_al.core.shapes import SampleKind
from desktop_al.core.state import CellKey, State
from desktop_al.core.words import mark
from desktop_al.loop.aside_choices import together_words, why_aside
from desktop_al.loop.given_answers import GivenAnswers
from desktop_al.loop.learning import Learning
from desktop_al.loop.left_out import ASIDE_STATES, SHORT_ASIDE_STATES, LeftOut
from desktop_al.loop.natural_order import Names
from desktop_al.loop.pool import Pool
from desktop_al.loop.roles import is_blind
from desktop_al.loop.screen import Answer
from desktop_al.loop.suspects_screen import SuspectRow
from desktop_al.loop.text_search import TextSearch, fold, fold_query
from desktop_al.loop.wording import answer_of, problem_words
from desktop_al.store.project_file import SampleRow

Places = npt.NDArray[np.int32]
Sort = Literal["name", "answer", "size", "others", "time", "doubt"]
#: The state of labels that look wrong: known only while they were looked for.
SUSPECTS = "suspects"

#: State -> its words. A sample can be in several: one that is gone keeps its answer.
STATES: dict[str, str] = {
    "unlabelled": mark("Unlabelled"),
    "labelled": mark("Labelled"),
    "unsure": mark("Unsure"),
    "not_worth": mark("Not worth labelling"),
    SUSPECTS: mark("Labels that look wrong"),
    "conflict": mark("Conflict"),
    "unreadable": mark("Cannot be read"),
    "duplicate": mark("Left out as a copy"),
    "aside": mark("Set aside"),
    "gone": mark("Not in the folder"),
    **ASIDE_STATES,
}
#: The same beside an icon, where there is little room.
SHORT_STATES: dict[str, str] = STATES | SHORT_ASIDE_STATES
_LAST = np.iinfo(np.int64).max
#: How long one look into the texts may take, in seconds.
_SEARCH_SECONDS = 0.02
#: Answers read, and names prepared, in one go.
_ANSWERS, _NAMES = 3000, 2000


@dataclass(frozen=True, slots=True)
class Query:
    """What to list. ``annotator`` "" looks at the own answers; another one's name lists what that one answered (or
    did not, with the state "unlabelled"), and state, class and sorting speak of those answers."""

    text: str = ""
    state: str = ""
    class_id: str = ""
    annotator: str = ""
    sort: Sort = "name"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class SampleLine:
    """One sample of the list. ``answer``, ``time`` and ``conflict`` are the looked-at annotator's; ``others`` counts
    the annotators but the own one. ``state`` is the one of ``STATES`` that says most.
    ``aside``: why the queue leaves it out for how it looks, or did until it was put back (``back``); or with what it
    was answered together.
    ``why``: what makes its label look wrong, in a few words."""

    place: int
    name: str
    kind: SampleKind
    size: int
    answer: Answer | None
    others: int
    state: str
    time: str
    comment: bool
    conflict: bool
    problem: str
    aside: str = ""
    back: bool = False
    why: str = ""


class Listing:
    """The list of one open project. ``update`` tells it of changed answers, all else it notices itself."""

    def __init__(self, pool: Pool, state: State, annotator: str, texts: TextSearch | None = None) -> None:
        self.annotator = annotator
        self.texts = texts or TextSearch()
        #: Changes whenever a list may have to be made anew.
        self.version = 0
        self._pool = pool
        self._state = state
        self._names = Names()
        self._rows: list[SampleRow] = []
        self._hidden = pool.hide_names
        #: Rows were taken over ahead of the columns.
        self._ahead = False
        #: Places to read anew, None for all; a reading of all that was begun, and what has changed since then.
        self._dirty: set[int] | None = None
        self._reading: Iterator[None] | None = None
        self._since: set[int] = set()
        #: There are answers to samples that were not in the pool (yet) when it had this many.
        self._unplaced = False
        self._placed_in = 0
        self._given: dict[str, GivenAnswers] = {}
        self._codes: dict[str, int] = {}
        self._words: tuple[object, object] = (None, None)
        self._answers: list[Answer] = []
        self._class_ids: list[str] = []
        self._of_class: list[tuple[str, ...]] = []
        self._sizes: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._out = LeftOut()
        self._sorted: tuple[object, Places] = (None, np.zeros(0, np.int32))
        self._searching = False
        #: Labels that look wrong, in their order; None while nobody has looked for them.
        self._suspects: Mapping[int, SuspectRow] | None = None
        #: What was last looked for in names, at which version, and where it is.
        self._named: tuple[str, int, npt.NDArray[np.bool_]] = ("", -1, np.zeros(0, np.bool_))

    # -- changes ---------------------------------------------------------------------------------------

    def update(self, places: Iterable[int] | None = None) -> None:
        """Answers of these samples have changed; None: those of any (logs were merged)."""
        if places is None:
            self._dirty, self._reading = None, None
        elif self._dirty is not None:
            self._dirty.update(places)
        elif self._reading is not None:
            self._since.update(places)

    def prepare(self, count: int = _NAMES) -> bool:
        """Do some of the work of the first look ahead, for idle moments; False when there is nothing left to do."""
        if len(self._rows) == len(self._pool) and self._dirty is None:
            self._reading = self._reading or self._read_all()
            next(self._reading, None)
            return self._dirty is None
        if not self._rows:
            self._hidden = self._pool.hide_names
        fresh = self._pool.rows[len(self._rows) : len(self._rows) + count]
        if self._hidden == self._pool.hide_names:
            self._rows += fresh
            self._names.add([self._title(row) for row in fresh])
            self._ahead = self._ahead or bool(fresh)
        return bool(fresh) or self._dirty is None

    def read_texts(self, learning: Learning) -> None:
        """Have the texts read that can be searched but are not read yet."""
        self._sync()
        self.texts.read(learning, self._rows)

    def _sync(self) -> None:
        changed = self._sync_rows()
        changed = self._out.follow(self._pool, changed) or changed
        count = len(self._rows)
        while self._dirty is None or (self._unplaced and self._placed_in < count):
            if self._dirty is not None:
                self.update(None)
            for _ in self._reading or self._read_all():
                pass
            changed = True
        if self._dirty or any(len(given.code) < count for given in self._given.values()):
            self._read_some(sorted(self._dirty or ()))
            changed = True
        self._dirty = set()
        words = (self._state.classes(), self._state.protocol_record())
        if any(new is not old for new, old in zip(words, self._words)):
            self._words = words
            self._answers, self._of_class = [], []
            changed = True
        self._print_answers()
        if changed:
            self.version += 1

    def _sync_rows(self) -> bool:
        """Follow the pool: rows that are new, and those that were replaced because something about them changed."""
        pool, known = self._pool, self._rows
        if known == pool.rows and self._hidden == pool.hide_names and not self._ahead:
            return False
        changed: list[int] = []
        if known != pool.rows[: len(known)]:
            changed = [i for i, (old, new) in enumerate(zip(known, pool.rows)) if old is not new]
        rewritten = [i for i in changed if known[i][4:9] != pool.rows[i][4:9]]
        moved = [i for i in changed if (known[i].path, known[i].row) != (pool.rows[i].path, pool.rows[i].row)]
        fresh = pool.rows[len(known) :]
        self._rows, self._ahead = list(pool.rows), False
        if self._hidden != pool.hide_names:
            self._hidden = pool.hide_names
            self._names, moved, fresh = Names(), [], pool.rows
        self._names.change([(i, self._title(self._rows[i])) for i in moved])
        self._names.add([self._title(row) for row in fresh])
        if moved or len(self._names.order) != len(pool):
            self._names.sort()
        self.texts.forget(rewritten)
        if rewritten or len(self._sizes) != len(pool):
            self._sizes = np.array([row.size if row.row < 0 else row.length for row in self._rows], np.int64)
        return True

    def _title(self, row: SampleRow) -> str:
        # As in ``Pool.title``, without what that costs for a hundred thousand.
        if self._hidden:
            return self._pool.title(row.i)
        return row.path if row.row < 0 else f"{row.path}#{row.row}"

    def _read_all(self) -> Iterator[None]:
        """Read everyone's answers, with pauses between; what changes meanwhile is in ``_since``."""
        keys, count = list(self._state.cells), len(self._pool)
        self._since, self._unplaced, self._placed_in = set(), False, count
        fresh = {self.annotator: GivenAnswers.none(count)}
        for start in range(0, len(keys), _ANSWERS):
            self._read_cells(keys[start : start + _ANSWERS], fresh, count)
            yield
        self._given = fresh
        self._reading, self._dirty = None, self._since

    def _read_cells(self, keys: Sequence[CellKey], into: dict[str, GivenAnswers], count: int) -> None:
        by_id, state, codes = self._pool.by_id, self._state, self._codes
        found: dict[str, tuple[list[int], list[int], list[int]]] = {}
        blind = is_blind(state, self.annotator)
        for key in keys:
            who, sample = key
            if blind and who != self.annotator:
                continue
            cell, place = state.cells[key], by_id.get(sample, count)
            if not cell or place >= count:
                self._unplaced = self._unplaced or place >= count
                continue
            in_force = cell if len(cell) == 1 else state.undisputed(cell)
            places, numbers, times = found.setdefault(who, ([], [], []))
            last = in_force[-1]
            places.append(place)
            numbers.append(codes.setdefault(last.answer, len(codes)))
            times.append(last.utc)
            if len(in_force) > 1:
                into.setdefault(who, GivenAnswers.none(count)).torn[place] = True
        for who, (places, numbers, times) in found.items():
            given = into.setdefault(who, GivenAnswers.none(count))
            given.code[places] = numbers
            given.utc[places] = times

    def _read_some(self, places: Sequence[int]) -> None:
        for who in () if is_blind(self._state, self.annotator) else self._state.annotators:
            self._given.setdefault(who, GivenAnswers.none(len(self._rows)))
        for who, given in self._given.items():
            if len(given.code) < len(self._rows):
                given.grow(len(self._rows))
            for place in places:
                in_force = self._state.in_force(who, self._rows[place].id)
                answer = in_force[-1].answer if in_force else None
                given.code[place] = -1 if answer is None else self._codes.setdefault(answer, len(self._codes))
                given.utc[place] = in_force[-1].utc if in_force else 0
                given.torn[place] = len(in_force) > 1

    def _print_answers(self) -> None:
        """Words and classes of the answers that are new, or of all where classes have changed."""
        if len(self._answers) == len(self._codes):
            return
        classes, reasons = {c.id: c for c in self._state.classes()}, self._state.protocol_record().reason_words()
        self._class_ids = list(classes)
        for answer in list(self._codes)[len(self._answers) :]:
            self._answers.append(answer_of(answer, classes, reasons))
            self._of_class.append(tuple(self._state.resolve_class(c) for c in ev.label_classes(answer)))

    def set_suspects(self, rows: Mapping[int, SuspectRow] | None) -> None:
        """The labels that look wrong, by place in their order; None: they were not looked for."""
        if rows != self._suspects:
            self._suspects = rows
            self.version += 1

    # -- listing ---------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._rows)

    def find(self, query: Query) -> Places:
        """The places to show, in order. Texts are searched for some milliseconds only: where ``searching`` is True
        afterwards, the same call again finds more."""
        self._sync()
        keep = self._in_state(query.state, query.annotator)
        given = self._of(query.annotator)
        if query.annotator and query.state != "unlabelled":
            keep = keep & (given.code >= 0)
        if query.class_id:
            named = [query.class_id in classes for classes in self._of_class]
            keep = keep & np.array([*named, False], np.bool_)[given.code]
        self._searching = False
        if query.text.strip():
            keep = keep & self._holding(query.text)
            self._searching = not self.texts.complete
        order = self._order(query)
        return order[keep[order]]

    @property
    def searching(self) -> bool:
        """Whether the last ``find`` has not looked into all texts yet."""
        return self._searching

    def counts(self, annotator: str = "") -> dict[str, int]:
        """Samples in each state, "" for all; labels that look wrong only where they were looked for."""
        self._sync()
        asked = [state for state in STATES if state != SUSPECTS or self._suspects is not None]
        found = {state: int(self._in_state(state, annotator).sum()) for state in asked}
        return {"": int((self._of(annotator).code >= 0).sum()) if annotator else len(self), **found}

    def annotators(self) -> tuple[str, ...]:
        """Everyone who has an answer in force, the own one first."""
        self._sync()
        others = sorted(who for who, given in self._given.items() if who != self.annotator and given.code.max() >= 0)
        return (self.annotator, *others)

    def _of(self, annotator: str) -> GivenAnswers:
        return self._given.get(annotator or self.annotator) or GivenAnswers.none(len(self))

    def _in_state(self, state: str, annotator: str) -> npt.NDArray[np.bool_]:
        given, out = self._of(annotator), self._out.states
        if not len(self):
            return np.zeros(0, np.bool_)
        if state in ("labelled", "unsure", "not_worth"):
            kind = "label" if state == "labelled" else state
            wanted = np.array([*(answer.kind == kind for answer in self._answers), False], np.bool_)
            return wanted[given.code]
        if state == "unlabelled":
            free: npt.NDArray[np.bool_] = (given.code < 0) & ~np.logical_or.reduce(list(out.values()))
            return free
        if state in ASIDE_STATES:
            return self._out.of_kind(state)
        if state == SUSPECTS:
            listed = np.zeros(len(self), np.bool_)
            listed[list(self._suspects or ())] = True
            return listed
        if state == "conflict":
            shown = [given] if annotator else self._given.values()
            torn: npt.NDArray[np.bool_] = np.logical_or.reduce([each.torn for each in shown])
            return torn
        return out[state] if state in out else np.ones(len(self), np.bool_)

    def _holding(self, text: str) -> npt.NDArray[np.bool_]:
        folded, names = fold(text), self._names.folded
        last, version, found = self._named
        if version != self.version or folded != last:
            # A longer query hits nothing that a part of it does not.
            narrower = version == self.version and last in folded
            candidates: Iterable[int] = np.flatnonzero(found).tolist() if narrower else range(len(names))
            found = np.zeros(len(self), np.bool_)
            found[[i for i in candidates if folded in names[i]]] = True
            self._named = folded, self.version, found
        return found | self.texts.hits(fold_query(text), len(self), _SEARCH_SECONDS)

    def _order(self, query: Query) -> Places:
        """All places in the order asked for; where that is the same, by name."""
        key = (query.sort, query.descending, query.annotator, self.version)
        if self._sorted[0] == key:
            return self._sorted[1]
        order = self._names.order
        if query.sort == "name":
            order = order[::-1] if query.descending else order
        else:
            values = self._values(query.sort, query.annotator)
            if query.descending:
                # What has no value stays at the end.
                values = np.where(values == _LAST, values, -values)
            order = order[np.argsort(values[order], kind="stable")]
        self._sorted = key, order
        return order

    def _values(self, sort: Sort, annotator: str) -> npt.NDArray[np.int64]:
        given = self._of(annotator)
        if sort == "time":
            return np.where(given.code < 0, _LAST, given.utc)
        if sort == "others":
            return self._others().astype(np.int64)
        if sort == "doubt":
            doubt = np.full(len(self), _LAST, np.int64)
            doubt[list(self._suspects or ())] = np.arange(len(self._suspects or ()))[::-1]
            return doubt
        if sort == "answer":
            place = {class_id: number for number, class_id in enumerate(self._class_ids)}
            ranks = [place.get(classes[0], len(place)) if classes else 0 for classes in self._of_class]
            after = {"unsure": len(place) + 1, "not_worth": len(place) + 2}
            ranks = [after.get(answer.kind, rank) for answer, rank in zip(self._answers, ranks)]
            return np.array([*ranks, _LAST], np.int64)[given.code]
        return self._sizes

    def _others(self) -> npt.NDArray[np.int16]:
        count = np.zeros(len(self), np.int16)
        for who, given in self._given.items():
            if who != self.annotator:
                count += given.code >= 0
        return count

    # -- one sample or several -------------------------------------------------------------------------

    def line(self, place: int, annotator: str = "") -> SampleLine:
        """What the list shows of one sample."""
        row, given = self._rows[place], self._of(annotator)
        code = int(given.code[place])
        answer = self._answers[code] if code >= 0 else None
        others = sum(1 for who, each in self._given.items() if who != self.annotator and each.code[place] >= 0)
        # Looked for as it is, shown with what cannot be seen written out.
        name = plain(self._names.titles[place])
        return SampleLine(
            place=place,
            name=name,
            kind="text" if row.kind == "text" else "image",
            size=int(self._sizes[place]),
            answer=answer,
            others=others,
            state=self._state_of(place, answer, bool(given.torn[place])),
            time=_when(int(given.utc[place])) if code >= 0 else "",
            comment=bool(self._state.comment(annotator or self.annotator, row.id)),
            conflict=any(bool(each.torn[place]) for each in self._given.values()),
            problem=problem_words(row.problem).replace(row.path, name),
            aside=together_words(self._state, self._pool, annotator or self.annotator, place)
            or why_aside(self._pool, place),
            back=place in self._pool.aside and not self._out.aside_state(place),
            why=self._suspects[place].short if self._suspects and place in self._suspects else "",
        )

    def _state_of(self, place: int, answer: Answer | None, torn: bool) -> str:
        for state in ("gone", "unreadable"):
            if self._out.states[state][place]:
                return state
        if torn:
            return "conflict"
        if answer is not None:
            return "labelled" if answer.kind == "label" else answer.kind
        return self._out.aside_state(place) or ("duplicate" if self._out.states["duplicate"][place] else "unlabelled")

    def aside(self, places: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Of ``places`` those that are set aside now, and those that were put back into the queue."""
        return self._out.split(self._pool, places)

    def answers_of_others(self, place: int) -> tuple[tuple[str, Answer, str], ...]:
        """Annotator, answer and time of everyone but the own one."""
        found = []
        for who in self.annotators()[1:]:
            given = self._given[who]
            if given.code[place] >= 0:
                found.append((who, self._answers[int(given.code[place])], _when(int(given.utc[place]))))
        return tuple(found)

    def comment(self, place: int) -> str:
        """The own comment on a sample."""
        return self._state.comment(self.annotator, self._rows[place].id)

    def sample_ids(self, places: Iterable[int]) -> frozenset[bytes]:
        return frozenset(self._rows[place].id for place in places)

    def common_answer(self, places: Sequence[int]) -> Answer | None:
        """The own answer that all of these have, None where they differ or one has none."""
        codes = self._of("").code[np.array(places, np.int64)]
        return self._answers[int(codes[0])] if len(codes) and codes[0] >= 0 and (codes == codes[0]).all() else None

    def answerable(self, places: Sequence[int], kind: str) -> tuple[int, ...]:
        """Those that can be given an answer: what cannot be read is at most not worth labelling."""
        chosen = np.array(places, np.int64)
        out = self._out.states["gone"][chosen]
        if kind != "not_worth":
            out = out | self._out.states["unreadable"][chosen]
        return tuple(chosen[~out].tolist())

    def rows_of(self, places: Places, chosen: Sequence[int]) -> list[tuple[int, int]]:
        """Where ``chosen`` stand in the list ``places``: ranges of rows, first and last."""
        marked = np.zeros(max(len(self), 1), np.bool_)
        marked[np.array(chosen, np.int64)] = True
        rows = np.flatnonzero(marked[places])
        if not len(rows):
            return []
        ends = np.flatnonzero(np.diff(rows) > 1)
        firsts = rows[np.concatenate([[0], ends + 1])]
        lasts = rows[np.concatenate([ends, [len(rows) - 1]])]
        return list(zip(firsts.tolist(), lasts.tolist()))


def _when(utc: int) -> str:
    """Local time of today, else the day."""
    moment, today = datetime.datetime.fromtimestamp(utc / 1e6), datetime.datetime.now()
    if moment.date() == today.date():
        return f"{moment:%H:%M}"
    return day_words(moment, year=moment.year != today.year)
