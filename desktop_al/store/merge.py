"""Merging project files: a set union of events by (writer, seq)."""

import contextlib
import sqlite3
from dataclasses import dataclass

from desktop_al.core.chain import Written
from desktop_al.core.errors import CannotOpen
from desktop_al.store.project_file import (
    SampleRow,
    erase_bodies,
    erased_by,
    insert_events,
    insert_samples,
    read_body,
    read_events,
    read_samples,
)


@dataclass(frozen=True, slots=True)
class Merged:
    """How many events and samples were new."""

    events: int
    samples: int


def merge_into(target: sqlite3.Connection, source: sqlite3.Connection) -> Merged:
    """Add to ``target`` what ``source`` (verified by the caller) has and it lacks, whole or not; idempotent.

    Raises:
        CannotOpen: a chain of the source contradicts the target; nothing was changed.
    """
    theirs = list(read_events(source, "writer, seq"))
    ours = {(e.writer, e.seq): e for e in read_events(target, "writer, seq")}
    fresh: list[Written] = []
    for event in theirs:
        known = ours.get((event.writer, event.seq))
        if known is None:
            salt, body = read_body(source, event) or (b"", b"")
            fresh.append(Written(event, salt, body))
        elif known != event:
            raise CannotOpen("The two projects contradict each other in one chain: one of them was changed by hand.")
    have = {row.id for row in read_samples(target)}
    count = len(have)
    samples: list[SampleRow] = []
    for row in read_samples(source):
        if row.id not in have:
            samples.append(row._replace(i=count + len(samples)))
    # A savepoint: whole or not by itself, and also as a part of the caller's transaction.
    target.execute("SAVEPOINT merging")
    try:
        insert_events(target, fresh, merged=True)
        # Also what was erased in the other copy only.
        erase_bodies(target, erased_by(written.event for written in fresh))
        insert_samples(target, samples)
    except BaseException:
        # On a full disk SQLite has rolled back everything by itself, the savepoint too.
        with contextlib.suppress(sqlite3.Error):
            target.execute("ROLLBACK TO merging")
            target.execute("RELEASE merging")
        raise
    target.execute("RELEASE merging")
    return Merged(len(fresh), len(samples))
