"""Merging project files into one, recorded in its log."""

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
from desktop_al.store.project_file import insert_events, open_project, read_events


def merge_projects(path: Path, others: Sequence[Path], home: Path, clock: Clock | None = None) -> Merged:
    """Add to the project what the others have and it lacks; what is there already changes nothing.

    Raises:
        CannotOpen: a file cannot be read or its chains do not verify; earlier ones of ``others`` stay merged.
    """
    clock = clock or Clock()
    file = open_project(path)
    if file.lock is None:
        file.connection.close()
        raise CannotOpen(f"{path.name} cannot be merged into: {' '.join(file.words)}")
    total = Merged(0, 0)
    try:
        for other in others:
            source = open_project(other, look_only=True)
            try:
                merged = merge_into(file.connection, source.connection)
            finally:
                source.connection.close()
            total = Merged(total.events + merged.events, total.samples + merged.samples)
        if total.events:
            state = fold(read_events(file.connection), body_reader(file.connection))
            chain = Chain(os.urandom(16), state.lamport, clock.utc, clock.monotonic, os.urandom)
            heads = ev.encode_heads(state.frontier())
            opened = chain.add(ev.OPEN, {"computer": computer_id(home)}, "")
            joined = chain.add(ev.MERGE, {"events": total.events}, "", answer=heads)
            file.connection.execute("BEGIN IMMEDIATE")
            insert_events(file.connection, [opened, joined])
            file.connection.execute("COMMIT")
    finally:
        file.connection.close()
        file.lock.release()
    return total
