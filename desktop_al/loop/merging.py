"""Merging project files into one, recorded in its log."""

import contextlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_al.core import events as ev
from desktop_al.core.chain import Chain
from desktop_al.core.errors import CannotOpen
from desktop_al.core.words import joined, tr, trn
from desktop_al.loop.folding import read_state
from desktop_al.loop.opening import computer_id
from desktop_al.loop.record import Clock
from desktop_al.store.driver import sqlite3
from desktop_al.store.limits import MERGING
from desktop_al.store.merge import check_merge, merge_into
from desktop_al.store.project_file import ProjectFile, close_file, insert_events, open_project, reason
from desktop_al.store.verify import verify_connection


@dataclass(frozen=True, slots=True)
class Merged:
    """``events``, ``samples`` and ``annotations`` that were new; ``conflicts`` are in the project now: one
    annotator's two answers that had not seen each other. ``words``: what has to be known, one sentence each."""

    events: int
    samples: int
    annotations: int
    conflicts: int
    words: tuple[str, ...] = ()


def merge_projects(path: Path, others: Sequence[Path], home: Path, clock: Clock | None = None) -> Merged:
    """Add to the project what the others have and it lacks; what is there already changes nothing.

    All files are checked, the project itself too, before anything is opened for writing.

    Raises:
        CannotOpen: a file cannot be read, does not verify or is no copy of the project; nothing was changed, not a
            byte of the project's file.
    """
    clock = clock or Clock()
    if not others:
        raise CannotOpen(tr("There is nothing to merge: name at least one other project file."))
    with contextlib.ExitStack() as stack:
        sources, words = _checked(path, others, stack)
        return _merge(path, sources, words, home, clock)


def _checked(path: Path, others: Sequence[Path], stack: contextlib.ExitStack) -> tuple[list[ProjectFile], list[str]]:
    """The other files, open to look only, and what has to be known of them; the project is closed again: an open
    one would keep what is erased in it from going."""
    sources = []
    words: list[str] = []
    target = open_project(path, look_only=True)
    try:
        _refuse_damaged(path, target)
        for other in others:
            if other.resolve() == path.resolve():
                raise CannotOpen(tr("{name} is the project itself. Nothing was merged.", name=other.name))
            source = open_project(other, look_only=True)
            stack.callback(close_file, source)
            if source.project_id != target.project_id:
                raise CannotOpen(
                    tr("{name} is another project, not a copy of this one. Nothing was merged.", name=other.name)
                )
            _refuse_damaged(other, source)
            try:
                words += check_merge(target.connection, source.connection, other.name)
            except sqlite3.Error as error:
                raise CannotOpen(
                    tr("{name} cannot be read to its end, and nothing was merged.", name=other.name)
                ) from error
            sources.append(source)
    finally:
        close_file(target)
    return sources, words


def _merge(path: Path, sources: Sequence[ProjectFile], words: list[str], home: Path, clock: Clock) -> Merged:
    file = open_project(path)
    try:
        if file.lock is None:
            raise CannotOpen(tr("{name} cannot be merged into: {words}", name=path.name, words=" ".join(file.words)))
        # One transaction: all of them, and the event that says so, or nothing.
        file.connection.execute("BEGIN IMMEDIATE")
        done = [merge_into(file.connection, source.connection) for source in sources]
        events = sum(d.events for d in done)
        if events:
            _record(file, events, home, clock)
        file.connection.execute("COMMIT")
        state = read_state(file.connection)
        # Of these only what is in force: what was taken back does not count.
        given = frozenset().union(*(d.annotations for d in done))
        return Merged(
            events,
            sum(d.samples for d in done),
            sum(ev.ref(event) in given for event in state.annotations()),
            len(state.conflicts()),
            tuple(dict.fromkeys(words)),
        )
    except BaseException as error:
        if file.connection.in_transaction:
            file.connection.execute("ROLLBACK")
        if isinstance(error, sqlite3.Error | ArithmeticError | ValueError | TypeError | KeyError):
            raise CannotOpen(
                tr(
                    "{name} cannot be merged into, and nothing was changed: {reason}.",
                    name=path.name,
                    reason=reason(error),
                )
            ) from error
        raise
    finally:
        close_file(file)


def merged_words(merged: Merged, files: int) -> str:
    """What came of it, in one or two sentences."""
    of = trn("{n} file", "{n} files", files)
    if not merged.events:
        return tr("Nothing new in {of}: all of it is here already.", of=of)
    count = trn("{n:,} new annotation", "{n:,} new annotations", merged.annotations)
    words = tr("{count} from {of}.", count=count, of=of)
    if merged.conflicts:
        kept = trn(
            "{n:,} conflict is kept and shown in Samples.",
            "{n:,} conflicts are kept and shown in Samples.",
            merged.conflicts,
        )
        words = joined([words, kept])
    return " ".join((words, *merged.words))


def _refuse_damaged(path: Path, file: ProjectFile) -> None:
    problems = verify_connection(file.connection, seconds=MERGING).problems
    if problems:
        raise CannotOpen(
            tr("{name} is damaged, and nothing was merged: {problem}", name=path.name, problem=problems[0])
        )


def _record(file: ProjectFile, count: int, home: Path, clock: Clock) -> None:
    """Name the heads of all chains: what is decided from now on has seen them."""
    state = read_state(file.connection)
    chain = Chain(os.urandom(16), state.lamport, clock.utc, clock.monotonic, os.urandom)
    heads = ev.encode_heads(state.frontier())
    opened = chain.add(ev.OPEN, {"computer": computer_id(home)}, "")
    joined = chain.add(ev.MERGE, {"events": count}, "", answer=heads)
    insert_events(file.connection, [opened, joined])
