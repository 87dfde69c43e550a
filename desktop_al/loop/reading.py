"""Reading a project from Python: samples, annotations and results as tables, never a byte written.

Everything is read when the project is opened, in one go, so that all tables tell of the same moment, whatever a window
does meanwhile. ``resources/guide/python.md`` shows how it is used.
"""

import os
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument, CannotOpen, NeedsPassphrase
from desktop_al.core.events import Event
from desktop_al.core.label_sets import BETWEEN
from desktop_al.core.shapes import LabelClass
from desktop_al.core.state import State
from desktop_al.loop.collection import without_collection
from desktop_al.loop.folding import read_state
from desktop_al.loop.pool import code_of
from desktop_al.loop.protocol_versions import version_id, version_of
from desktop_al.loop.roles import handed_to, may_see_agreement
from desktop_al.loop.wording import state_word, utc_text
from desktop_al.store import keyring
from desktop_al.store.driver import sqlite3
from desktop_al.store.project_file import SampleRow, close_file, open_project, read_samples
from desktop_al.store.verify import Verification, verify_connection

PASSPHRASE = "DESKTOP_AL_PASSPHRASE"
#: What reading a damaged file ends with.
DAMAGED = (sqlite3.Error, KeyError, ValueError, TypeError, OverflowError, AttributeError, RecursionError)
_ANSWERS = (
    "SELECT e.n, e.writer, e.seq, b.body FROM events e LEFT JOIN bodies b ON b.writer=e.writer AND b.seq=e.seq "
    "WHERE e.kind='annotation' ORDER BY e.n"
)


class Sample(NamedTuple):
    """A row of ``Opened.samples``. ``digest``: of the content, in hex, "" where it was not read yet; ``problem``: why
    it cannot be read; ``gone``: it was not in the folder when that was looked at last."""

    sample: str
    kind: str
    size: int
    digest: str
    problem: str
    gone: bool


class Annotation(NamedTuple):
    """A row of ``Opened.annotations``: one that is in force. ``label`` names a class, several with ``|`` between them,
    "" where ``state`` says something else; ``labels`` has them one by one. ``suggestion_shown`` and ``probability``
    tell of the model's offer."""

    seq: int
    sample: str
    annotator: str
    label: str
    labels: tuple[str, ...]
    state: str
    utc: str
    reason: str
    comment: str
    suggestion: str
    suggestion_shown: str
    probability: float | None
    protocol: str
    round: int | None
    chosen_for: str
    change_reason: str


class Result(NamedTuple):
    """A row of ``Opened.results()``, as the export of one label per sample has it (``SampleLabel``). ``label`` is ""
    where the sample was found not worth labelling; ``agreeing`` of ``answers`` annotators who said something said what
    came out; ``support`` is how sure that is, from 0 to 1, and ``support_is`` what it means."""

    sample: str
    label: str
    state: str
    reason: str
    rule: str
    answers: int
    agreeing: int
    support: float
    support_is: str
    utc: str


class Protocol(NamedTuple):
    """The guideline in force: its text in Markdown, the scale of the classes, its version in words, and the id that
    annotations carry."""

    text: str
    scale: str
    version: str
    id: str


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns of the same length; going through it gives rows as named tuples."""

    names: tuple[str, ...]
    columns: tuple[tuple[Any, ...], ...]
    row: type[Any]

    def __len__(self) -> int:
        return len(self.columns[0])

    def __iter__(self) -> Iterator[Any]:
        return map(self.row, *self.columns)

    def __getitem__(self, which: str | int) -> Any:
        """A column by its name, or a row by its number."""
        if isinstance(which, str):
            if which not in self.names:
                raise BadArgument(f"There is no column {which}. Columns: {', '.join(self.names)}.")
            return self.columns[self.names.index(which)]
        return self.row(*(column[which] for column in self.columns))

    def to_pandas(self) -> Any:
        """A DataFrame. Raises BadArgument where pandas is not installed."""
        try:
            from importlib import import_module

            pandas = import_module("pandas")
        except ImportError as error:
            raise BadArgument("pandas is not installed here; the columns are tuples, by name.") from error
        return pandas.DataFrame(dict(zip(self.names, self.columns, strict=True)))


@dataclass(frozen=True)
class Opened:
    """A project as it was when it was opened. Use it in a ``with`` block, or call ``close``: an encrypted project is
    then locked again, unless it is open here once more; what was read stays. Threads may share it."""

    path: Path
    _state: State
    _rows: tuple[SampleRow, ...]
    _answers: tuple[tuple[int, bytes, int, bytes | None], ...]
    _unlocked: "_Unlocked | None"

    def __repr__(self) -> str:
        return f"<desktop_al project {self.path.name}: {len(self._rows):,} samples>"

    def __enter__(self) -> "Opened":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self._unlocked is not None:
            self._unlocked.let_go()

    @property
    def name(self) -> str:
        return str(self._state.project.get("name", self.path.stem))

    @property
    def kind(self) -> str:
        """ "image" or "text"."""
        return "text" if self._state.project.get("kind") == "text" else "image"

    @property
    def classes(self) -> tuple[LabelClass, ...]:
        """The classes that are offered, each with ``id``, ``name`` and ``definition``."""
        return self._state.active_classes()

    @cached_property
    def protocol(self) -> Protocol:
        record = self._state.protocol_record()
        return Protocol(record.text, record.scale, version_of(self._state).words(), version_id(self._state))

    @cached_property
    def samples(self) -> Table:
        """All samples, in the order of the pool (``Sample``)."""
        names, rows = self._names, self._rows
        columns = (
            tuple(names[row.id] for row in rows),
            tuple(row.kind for row in rows),
            tuple(row.length if row.row >= 0 else row.size for row in rows),
            tuple(row.digest.hex() if row.digest else "" for row in rows),
            tuple(row.problem for row in rows),
            tuple(bool(row.gone) for row in rows),
        )
        return Table(Sample._fields, columns, Sample)

    @cached_property
    def annotations(self) -> Table:
        """The annotations in force, in the order in which they were given (``Annotation``). Raises CannotOpen where
        one is damaged."""
        with self._damage_said():
            return _table(Annotation, list(self._annotation_rows()))

    def results(self, rule: str = "adjudicated") -> Table:
        """What each answered sample is (``Result``), by the rules of ``desktop-al export --view samples``:
        "adjudicated" (decisions of adjudicators, else the majority), "majority" (decisions do not count), "single"
        (only samples that one annotator answered), "dawid-skene" (by a model of the annotators). What a rule cannot
        settle, such as a tie, is left out.

        Raises:
            BadArgument: no such rule, no answers that the model can be fitted to, or a blind study, whose results are
                not for its annotators: a copy has the rule "single" alone, for the own answers. CannotOpen: damaged.
        """
        # What the model of the annotators needs takes a while to load.
        from desktop_al.loop.sample_labels import rule_named, sample_labels

        chosen = rule_named(rule)
        if self._blind and rule != "single":
            raise BadArgument("This study is blind: its results are for its owner and its adjudicators.")
        names = self._names
        with self._damage_said():
            made = sample_labels(self._state, ((r.id, names[r.id]) for r in self._rows), chosen, who=self._blind)
            return _table(Result, [Result._make(getattr(row, name) for name in Result._fields) for row, _ in made.rows])

    def verify(self) -> Verification:
        """Check the file as it is now: ``ok``, and the ``problems`` in words. As ``desktop-al verify``, but nothing
        that a crash left beside it is put in place first."""
        file = open_project(self.path, look_only=True)
        try:
            return verify_connection(file.connection)
        finally:
            close_file(file)

    # -- inside ----------------------------------------------------------------------------------------

    @contextmanager
    def _damage_said(self) -> Iterator[None]:
        try:
            yield
        except DAMAGED as error:
            raise _damaged(self.path) from error

    @cached_property
    def _blind(self) -> str:
        """In a copy for somebody who works blind: who that is, as for exports."""
        who = handed_to(self._state)
        return who if who and not may_see_agreement(self._state, who) else ""

    @cached_property
    def _names(self) -> dict[bytes, str]:
        if self._blind:
            from desktop_al.loop.opening import code_key_of

            key = code_key_of(self._state)
            return {row.id: code_of(row, key) for row in self._rows}
        return {row.id: row.path if row.row < 0 else f"{row.path}#{row.row}" for row in self._rows}

    def _annotation_rows(self) -> Iterator[Annotation]:
        state, names = self._state, self._names
        classes = {one.id: one.name for one in state.classes()}
        in_force = {(event.writer, event.seq): event for event in state.annotations()}
        for n, writer, seq, body in self._answers:
            event = in_force.get((writer, seq))
            if event is not None and (not self._blind or event.annotator == self._blind):
                yield self._annotation(n, event, ev.decode_body(body) if body else {}, names, classes)

    def _annotation(
        self, n: int, event: Event, body: dict[str, Any], names: dict[bytes, str], classes: dict[str, str]
    ) -> Annotation:
        state = self._state

        def called(class_id: object) -> str:
            return classes.get(state.resolve_class(str(class_id)), "") if class_id else ""

        probability, made = body.get("p"), body.get("round")
        labels = tuple(called(one) for one in ev.label_classes(event.answer))
        return Annotation(
            n,
            names.get(event.sample, event.sample.hex()),
            event.annotator,
            BETWEEN.join(labels),
            tuple(filter(None, labels)),
            state_word(event.answer),
            utc_text(event.utc),
            ev.not_worth_reason(event.answer) or "",
            state.comment(event.annotator, event.sample),
            called(body.get("suggested")),
            str(body.get("arm", "")),
            float(probability) if isinstance(probability, int | float) else None,
            str(body.get("protocol", "")),
            int(made) if isinstance(made, int) else None,
            "" if self._blind else str(body.get("chosen", "")),
            str(body.get("change_reason", "")),
        )


def open_to_read(path: str | os.PathLike[str], passphrase: str | None = None) -> Opened:
    """Open a project to read it; the file is never written to, and may be open in a window or lie on a read-only place.

    ``passphrase``: of an encrypted project; without one that of the environment (``DESKTOP_AL_PASSPHRASE``) is taken.

    Raises:
        CannotOpen: there is no such project, it is damaged, or of a later version (NewerProject).
        NeedsPassphrase, WrongPassphrase: kinds of CannotOpen.
    """
    project = Path(path).resolve()
    if not project.is_file():
        raise CannotOpen(f"There is no project at {project}.")
    unlocked = _unlock(project, passphrase)
    try:
        # The objects are the caller's, who may want them collected one day.
        with without_collection(leave_out=False):
            return _read(project, unlocked)
    except BaseException:
        if unlocked is not None:
            unlocked.let_go()
        raise


class _Unlocked:
    """That a project was unlocked here to be read: who lets go of it last locks it again."""

    _count: ClassVar[Counter[Path]] = Counter()
    _changing = threading.Lock()

    def __init__(self, project: Path, passphrase: str) -> None:
        self._project, self._held = project, True
        with self._changing:
            keyring.unlock(project, passphrase)
            self._count[project] += 1

    @classmethod
    def beside(cls, project: Path) -> bool:
        """Whether the project is unlocked for one who reads it already; False of a plain one, or where others than
        readers unlocked it.

        Raises:
            NeedsPassphrase: it is not unlocked.
        """
        # At once: a reader that lets go between the two questions would leave the project locked and unasked for.
        with cls._changing:
            return keyring.key_of(project) is not None and cls._count[project] > 0

    def let_go(self) -> None:
        """Once; again does nothing."""
        with self._changing:
            if self._held:
                self._held = False
                self._count[self._project] -= 1
                if not self._count[self._project]:
                    keyring.forget(self._project)


def _unlock(project: Path, passphrase: str | None) -> _Unlocked | None:
    """None where it is not encrypted, or unlocked by others than those who read it."""
    given = os.environ.get(PASSPHRASE) if passphrase is None else passphrase
    try:
        beside = _Unlocked.beside(project)
    except NeedsPassphrase:
        if given is None:
            raise
        return _Unlocked(project, given)
    if not beside:
        return None
    if given is None:
        raise NeedsPassphrase(f"{project.name} is encrypted: its passphrase is needed.")
    # Whoever opens it needs the passphrase, and the one before may lock it while this one reads.
    return _Unlocked(project, given)


def _read(project: Path, unlocked: _Unlocked | None) -> Opened:
    file = open_project(project, look_only=True)
    connection = file.connection
    try:
        # One moment for all of it, while a window may be writing.
        connection.execute("BEGIN")
        answers = tuple(connection.execute(_ANSWERS))
        state = read_state(connection)
        rows = tuple(read_samples(connection))
        state.classes()
    except DAMAGED as error:
        raise _damaged(project) from error
    finally:
        close_file(file)
    return Opened(project, state, rows, answers, unlocked)


def _damaged(project: Path) -> CannotOpen:
    return CannotOpen(f'{project.name} is damaged. "desktop-al verify" says what is wrong with it.')


def _table(row: Any, rows: list[Any]) -> Table:
    columns = tuple(zip(*rows, strict=True)) if rows else ((),) * len(row._fields)
    return Table(row._fields, columns, row)
