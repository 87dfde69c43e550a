"""Merging project files into one, recorded in its log."""

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path

from desktop_al.core import events as ev
from desktop_al.core.chain import Chain
from desktop_al.core.errors import CannotOpen
from desktop_al.core.state import fold
from desktop_al.loop.opening import computer_id
from desktop_al.loop.record import Clock, body_reader
from desktop_al.store.merge import Merged, merge_into
from desktop_al.store.project_file import ProjectFile, close_file, insert_events, open_project, read_events
from desktop_al.store.verify import verify_connection


def merge_projects(path: Path, others: Sequence[Path], home: Path, clock: Clock | None = None) -> Merged:
    """Add to the project what the others have and it lacks; what is there already changes nothing.

    Raises:
        CannotOpen: a file cannot be read, does not verify or is no copy of the project; nothing was changed.
    """
    clock = clock or Clock()
    file = open_project(path)
    try:
        if file.lock is None:
            raise CannotOpen(f"{path.name} cannot be merged into: {' '.join(file.words)}")
        _check(path, file, file)
        with contextlib.ExitStack() as stack:
            sources = []
            for other in others:
                source = open_project(other, look_only=True)
                stack.callback(close_file, source)
                _check(other, source, file)
                sources.append(source)
            # One transaction: all of them, and the event that says so, or nothing.
            file.connection.execute("BEGIN IMMEDIATE")
            merged = [merge_into(file.connection, source.connection) for source in sources]
            total = Merged(sum(m.events for m in merged), sum(m.samples for m in merged))
            if total.events:
                _record(file, total.events, home, clock)
            file.connection.execute("COMMIT")
    except BaseException:
        if file.connection.in_transaction:
            file.connection.execute("ROLLBACK")
        raise
    finally:
        close_file(file)
    return total


def _check(path: Path, source: ProjectFile, target: ProjectFile) -> None:
    if source.project_id != target.project_id:
        raise CannotOpen(f"{path.name} is another project, not a copy of this one. Nothing was merged.")
    problems = verify_connection(source.connection).problems
    if problems:
        raise CannotOpen(f"{path.name} is damaged, and nothing was merged: {problems[0]}")


def _record(file: ProjectFile, count: int, home: Path, clock: Clock) -> None:
    """Name the heads of all chains: what is decided from now on has seen them."""
    state = fold(read_events(file.connection), body_reader(file.connection))
    chain = Chain(os.urandom(16), state.lamport, clock.utc, clock.monotonic, os.urandom)
    heads = ev.encode_heads(state.frontier())
    opened = chain.add(ev.OPEN, {"computer": computer_id(home)}, "")
    joined = chain.add(ev.MERGE, {"events": count}, "", answer=heads)
    insert_events(file.connection, [opened, joined])
