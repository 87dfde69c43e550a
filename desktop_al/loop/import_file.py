"""Importing labels into a project that is not open: as the command line does it, in one transaction."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop_al.core import events as ev
from desktop_al.core.chain import Chain, Written
from desktop_al.core.column_roles import ColumnRoles
from desktop_al.core.errors import BadArgument, CannotOpen
from desktop_al.core.protocol import name_key
from desktop_al.loop.folding import read_state
from desktop_al.loop.import_choices import NEW, OUT, PRE_ANNOTATIONS, Choices, Standing, standing
from desktop_al.loop.import_events import Prepared, import_body, import_events, prepare, refuse_without_room
from desktop_al.loop.import_matching import GoOn, Matched, match, read_file
from desktop_al.loop.import_plan import ImportPlan, plan_import
from desktop_al.loop.inside import begin_reading, end_reading
from desktop_al.loop.opening import computer_id, find_folder, last_annotator, read_pool
from desktop_al.loop.record import Clock, new_chain
from desktop_al.loop.scripted import ensure_listed
from desktop_al.store.driver import sqlite3
from desktop_al.store.project_file import ProjectFile, close_file, insert_events, open_project, reason
from desktop_al.store.writer import change_samples


@dataclass(frozen=True, slots=True)
class Wanted:
    """``format`` "" recognises it; ``annotator`` imports, and has the rows that name nobody, "" for who worked last;
    ``names``: what a name of the file (class or annotator) is here: a class, an annotator, ``NEW`` or ``OUT``;
    ``roles``: which column of a table is what."""

    kind: str = PRE_ANNOTATIONS
    format: str = ""
    annotator: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    replace: bool = False
    roles: ColumnRoles | None = None


def import_file(
    path: Path,
    source: Path,
    wanted: Wanted,
    home: Path,
    go_on: GoOn = lambda _words, _share: None,
    *,
    dry_run: bool = False,
    clock: Clock | None = None,
    planned: Callable[[ImportPlan], None] = lambda _: None,
) -> tuple[ImportPlan, Prepared | None]:
    """Import the labels of ``source``; ``planned`` is told the plan before anything is written. With ``dry_run``
    nothing is, nor where all is here already.

    Raises:
        BadArgument: a name that neither the file nor the project has, or nothing that can be imported. CannotRead:
            the file. CannotOpen: the project cannot be opened, or not be written. Whatever ``go_on`` raises: nothing
            was written.
    """
    clock = clock or Clock()
    ensure_listed(path, home)
    name, foreign = read_file(source, wanted.format, go_on, wanted.roles)
    file = open_project(path, look_only=dry_run)
    root: Path | None = None
    try:
        if file.lock is None and not dry_run:
            raise CannotOpen(f"{path.name} cannot be written: {' '.join(file.words)}")
        state = read_state(file.connection)
        rows = read_pool(file)
        root = find_folder(state.folder, file.path, [row.path for row in rows[:20]])
        begin_reading(root, path)
        stand = standing(state, wanted.annotator or last_annotator(state))
        matched = match(name, foreign, rows, root, go_on)
        plan = plan_import(matched, rows, stand, _choices(wanted, matched, stand))
        planned(plan)
        if dry_run or plan.nothing_to_do:
            return plan, None
        if plan.trouble:
            raise BadArgument(f"{plan.trouble} Nothing was written.")
        prepared = prepare(plan, rows, root, go_on)
        if not prepared.entries:
            raise BadArgument("None of the samples can be read. Nothing was written.")
        refuse_without_room(path, len(prepared.entries))
        chain = new_chain(state.lamport, clock)
        opening = (computer_id(home), ev.encode_heads(state.frontier()))
        _write(file, prepared, chain, import_events(prepared, rows, chain, opening, go_on))
        return plan, prepared
    except (sqlite3.Error, ArithmeticError, KeyError, TypeError, AttributeError) as error:
        raise CannotOpen(f"{path.name} cannot be read or written, and nothing was changed: {reason(error)}.") from error
    finally:
        if root is not None:
            end_reading(root)
        close_file(file)


def _write(file: ProjectFile, prepared: Prepared, chain: Chain, events: Iterable[Written]) -> None:
    """All of it or nothing."""
    plan = prepared.plan

    def whole() -> Iterator[Written]:
        yield from events
        body = import_body(prepared, chain)
        yield chain.add(ev.IMPORT, body, plan.standing.importer, answer=plan.matched.source.name)

    file.connection.execute("BEGIN IMMEDIATE")
    try:
        insert_events(file.connection, whole())
        change_samples(file.connection, prepared.changes)
        file.connection.execute("COMMIT")
    except BaseException:
        if file.connection.in_transaction:
            file.connection.execute("ROLLBACK")
        raise


def _choices(wanted: Wanted, matched: Matched, stand: Standing) -> Choices:
    """What is said of names: a name of the file may be that of a class and of an annotator."""
    classes, annotators = {}, {}
    in_file = {label for row in matched.foreign.rows for label in row.labels} | set(matched.foreign.classes)
    people = {row.annotator for row in matched.foreign.rows if not row.predicted}
    by_name = {c.name: c.id for c in stand.state.active_classes()}
    by_key = {name_key(c.name): c.id for c in stand.state.active_classes()}
    for old, new in wanted.names.items():
        if old not in in_file and old not in people:
            raise BadArgument(f"The file has neither a class nor an annotator {old}.")
        if old in in_file:
            target = new if new in (NEW, OUT) else by_name.get(new) or by_key.get(name_key(new))
            if target is None and old not in people:
                raise BadArgument(f"The project has no class {new}. Its classes: {', '.join(by_name)}.")
            if target is not None:
                classes[old] = target
                continue
        if old in people:
            # Somebody new is called as in the file.
            annotators[old] = old if new == NEW else new
    return Choices(wanted.kind, classes, annotators, wanted.replace)
