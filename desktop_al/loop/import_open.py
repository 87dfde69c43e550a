"""Importing labels into the project that is open: reading, planning and writing, without holding up the window.

Reading, matching, planning and making the events go on in one thread; what is made comes home part by part, so that
keys and drawing go on between. Nothing is in the log or on the disk before all of it is made: until then ``stop``
leaves no trace.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from desktop_al.core import events as ev
from desktop_al.core.chain import Chain, Written
from desktop_al.core.column_roles import ColumnRoles, ColumnsUnclearError
from desktop_al.core.errors import BadArgument, CannotRead, DesktopAlError
from desktop_al.core.words import joined, mark, tr
from desktop_al.loop.collection import keep_from_collection, without_collection
from desktop_al.loop.import_choices import Choices, standing
from desktop_al.loop.import_events import Prepared, import_body, import_events, prepare, refuse_without_room
from desktop_al.loop.import_matching import Matched, match, read_file
from desktop_al.loop.import_plan import ImportPlan, plan_import
from desktop_al.loop.import_words import done_words, left_words
from desktop_al.media.table_look import TableLook, table_look
from desktop_al.store.project_file import SampleRow

if TYPE_CHECKING:
    from desktop_al.loop.project import Project

_log = logging.getLogger(__name__)

#: Events taken into the state at once: a few milliseconds.
_PART = 250
#: What a plan rests on.
_TOUCHING = frozenset({ev.ANNOTATION, ev.RETRACT, ev.CLASS, ev.PROTOCOL, ev.COMMENT, ev.STUDY, ev.IMPORT})
Phase = Literal["idle", "reading", "planning", "planned", "making", "writing", "done"]
CHOOSE = mark("Choose which column names the samples, and which holds the labels.")
FAILED = mark("This did not work, and nothing was written. The log has the details.")


class _StoppedError(Exception):
    """The work is not wanted any more."""


@dataclass(frozen=True, slots=True, eq=False)
class _Made:
    """The events of an import, those that came first in front."""

    prepared: Prepared
    chain: Chain
    events: Sequence[Written]
    rows: Sequence[SampleRow]


class Importing:
    """One import at a time; ``post`` has something done on the window's thread, ``changed`` is called there.

    ``look`` is at the columns of a table, where they can be chosen, and ``roles`` what they are taken for.
    ``phase`` says how far it is, ``doing`` and ``share`` (0 to 1) what is done just now; ``trouble`` why the last
    wish could not be fulfilled, "" where it was; ``words`` what came of it in the end.
    """

    def __init__(
        self, project: "Project", post: Callable[[Callable[[], None]], None], changed: Callable[[], None]
    ) -> None:
        self._project = project
        self._post = post
        self._changed = changed
        self._number = 0
        self._thread: threading.Thread | None = None
        self._matched: Matched | None = None
        self._rows: Sequence[SampleRow] = ()
        self._places: set[int] = set()
        self._write_next = False
        self.path: Path | None = None
        self.phase: Phase = "idle"
        self.doing, self.share = "", 0.0
        self.trouble = self.words = ""
        self.plan: ImportPlan | None = None
        self.look: TableLook | None = None
        self.roles = ColumnRoles()
        self._read_as = ""
        self._choices = Choices()

    # -- what is wished --------------------------------------------------------------------------------

    def read(self, path: Path, format_name: str = "", choices: Choices | None = None) -> None:
        """Read a file and make a plan; its format is recognised where none is named."""
        if self.phase == "writing":
            return
        self.path, self.plan, self.look, self._read_as = path, None, None, format_name
        self._choices = choices or Choices()
        self._read(path, None)

    def choose_columns(self, roles: ColumnRoles) -> None:
        """Read the table again, with the columns that were chosen; the plan stays in sight until there is a new one."""
        look, path = self.look, self.path
        if look is None or path is None or self.phase in ("making", "writing"):
            return
        if roles.header != self.roles.header:
            roles = look.turned(self.roles, header=roles.header)
        self.roles = roles
        if roles.sample and roles.label:
            self._read(path, roles)
            return
        self._number += 1
        self.phase, self.plan, self._matched, self.trouble = "idle", None, None, tr(CHOOSE)
        self._changed()

    def _read(self, path: Path, roles: ColumnRoles | None) -> None:
        project, format_name = self._project, self._read_as
        rows, root = list(project.pool.rows), project.loader.root
        stand = standing(project.state, project.annotator)
        # Nothing is written before the new plan was seen.
        self._matched, self._write_next = None, False

        def work(number: int) -> None:
            def go_on(words: str, share: float) -> None:
                self._go_on(number, words, share)

            look = self.look
            if roles is None:
                look = table_look(path, format_name)
                self._home(number, lambda: self._looked(look))
            try:
                source, foreign = read_file(path, format_name, go_on, roles)
            except ColumnsUnclearError as error:
                raise CannotRead(str(error) if look is None else tr(CHOOSE)) from error
            matched = match(source, foreign, rows, root, go_on)
            chosen = self._choices
            try:
                plan = plan_import(matched, rows, stand, chosen)
            except BadArgument:
                # Another format, other names: what was chosen goes with the one before.
                plan = plan_import(matched, rows, stand, Choices(chosen.kind, replace=chosen.replace))
            self._home(number, lambda: self._planned(matched, rows, plan))

        self._begin("reading" if roles is None else "planning", work)

    def choose(self, choices: Choices) -> None:
        """Make the plan anew."""
        matched, rows = self._matched, self._rows
        self._choices = choices
        if matched is None or self.phase == "writing":
            return
        stand = standing(self._project.state, self._project.annotator)

        def work(number: int) -> None:
            plan = plan_import(matched, rows, stand, choices)
            self._home(number, lambda: self._planned(matched, rows, plan))

        self._begin("planning", work)

    def write(self) -> None:
        """Write what the plan says."""
        plan, rows, project = self.plan, self._rows, self._project
        if plan is None or plan.trouble or self.phase != "planned" or project.read_only:
            return
        chain, opening = project.record.beside()
        root, seen = project.loader.root, self._own_head()

        def work(number: int) -> None:
            def go_on(words: str, share: float) -> None:
                self._go_on(number, words, share)

            refuse_without_room(project.path, len(plan.entries))
            prepared = prepare(plan, rows, root, go_on)
            if not prepared.entries:
                raise BadArgument(tr("None of the samples can be read. Nothing was written."))
            events = list(import_events(prepared, rows, chain, opening, go_on))
            made = _Made(prepared, chain, events, rows)
            self._home(number, lambda: self._bring(made, seen))

        self._begin("making", work)

    def stop(self) -> None:
        """Leave it: nothing is written, unless it was on its way to the disk already."""
        if self.phase != "writing":
            self._number += 1
            self.phase, self.plan, self._matched, self._rows, self.look = "idle", None, None, (), None
            self.doing, self.share, self.trouble, self.words = "", 0.0, "", ""
            self._write_next = False

    def close(self) -> None:
        """The project is being closed; what is not in the log yet never will be."""
        self._number += 1
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def at_work(self) -> bool:
        return self.phase in ("reading", "planning", "making", "writing")

    # -- the thread ------------------------------------------------------------------------------------

    def _begin(self, phase: Phase, work: Callable[[int], None]) -> None:
        self._number += 1
        number, before = self._number, self._thread
        self.phase, self.doing, self.share, self.trouble, self.words = phase, "", 0.0, "", ""

        def run() -> None:
            if before is not None:
                before.join()
            trouble = ""
            try:
                with without_collection():
                    work(number)
            except _StoppedError:
                return
            except DesktopAlError as error:
                trouble = str(error)
            except Exception:
                _log.exception("labels could not be imported")
                trouble = tr(FAILED)
            if trouble:
                self._home(number, lambda: self._failed(trouble))

        self._thread = threading.Thread(target=run, name="import", daemon=True)
        self._thread.start()
        self._changed()

    def _go_on(self, number: int, words: str, share: float) -> None:
        if number != self._number:
            raise _StoppedError
        self.doing, self.share = words, share

    def _home(self, number: int, act: Callable[[], None]) -> None:
        def came() -> None:
            if number == self._number:
                act()
                self._changed()

        self._post(came)

    # -- on the window's thread ------------------------------------------------------------------------

    def _failed(self, trouble: str) -> None:
        self.trouble = trouble
        if self._matched is None:
            # With other columns there is no plan: the one before is no longer meant.
            self.plan = None
        self.phase = "planned" if self.plan is not None else "idle"

    def _looked(self, look: TableLook | None) -> None:
        self.look, self.roles = look, ColumnRoles() if look is None else look.guess

    def _planned(self, matched: Matched, rows: Sequence[SampleRow], plan: ImportPlan) -> None:
        self._matched, self._rows, self.plan, self.phase = matched, rows, plan, "planned"
        if self._write_next:
            self._write_next = False
            self.write()

    def _own_head(self) -> int:
        return self._project.state.heads.get(self._project.record.writer, 0)

    def _is_stale(self, seen: int) -> bool:
        """Whether something was answered or changed here meanwhile that the plan did not know of."""
        writer, state = self._project.record.writer, self._project.state
        events = (state.event((writer, seq)) for seq in range(seen + 1, self._own_head() + 1))
        return any(event is not None and event.kind in _TOUCHING for event in events)

    def _bring(self, made: _Made, seen: int) -> None:
        project, plan = self._project, made.prepared.plan
        if self._is_stale(seen):
            self._write_next = True
            self.choose(plan.choices)
            return
        self.phase, self._places = "writing", set()
        samples = () if plan.as_offers else [made.rows[place] for place in {e.place for e in made.prepared.entries}]
        try:
            said = project.record.bring(
                made.chain,
                made.events,
                import_body(made.prepared, made.chain),
                plan.standing.importer,
                plan.matched.source.name,
                samples=samples,
                changes=made.prepared.changes,
            )
        except DesktopAlError as error:
            self._failed(str(error))
            return
        self._apply(made, (*made.events, said), 0, self._number)

    def _apply(self, made: _Made, events: Sequence[Written], begin: int, number: int) -> None:
        """Take the next part into the state; what is pressed or drawn meanwhile comes between two parts."""
        if number != self._number:
            return
        project, part = self._project, events[begin : begin + _PART]
        project.record.apply_brought(part)
        self._places |= project.following.imported([written.event for written in part])
        changes = made.prepared.changes[begin : begin + _PART]
        for change in changes:
            project.pool.change(project.pool.by_id[change.id], digest=change.digest)
        self.doing, self.share = tr("Writing the labels"), begin / len(events)
        if begin + _PART < len(events):
            self._post(lambda: self._apply(made, events, begin + _PART, number))
            return
        keep_from_collection()
        if any(written.event.kind == ev.CLASS for written in events[: 1 + _PART]):
            project.edited()
        project.following.all_imported(self._places)
        self.phase = "done"
        self.words = joined(filter(None, (done_words(made.prepared), left_words(made.prepared.plan))))
        self.plan, self._matched, self._rows, self._places, self.look = None, None, (), set(), None
        self._changed()
