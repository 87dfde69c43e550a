"""Merging project files: a set union of events by (writer, seq)."""

import contextlib
from dataclasses import dataclass

from desktop_al.core.chain import Written
from desktop_al.core.errors import CannotOpen
from desktop_al.core.events import ANNOTATION, Ref, ref
from desktop_al.core.words import tr, trn
from desktop_al.store.driver import sqlite3
from desktop_al.store.erasing import erase_bodies, erased_by
from desktop_al.store.project_file import (
    SampleRow,
    insert_events,
    insert_samples,
    read_body,
    read_events,
    read_samples,
)

#: From this many samples with another content on, and half of all that can be compared, the pool is another one.
_OTHER_POOL = 3


@dataclass(frozen=True, slots=True)
class Added:
    """How many events and samples were new, and which annotations."""

    events: int
    annotations: frozenset[Ref]
    samples: int


def check_merge(target: sqlite3.Connection, source: sqlite3.Connection, name: str) -> list[str]:
    """Whether ``source``, called ``name``, may be merged; returns what has to be known of it, in sentences.

    Raises:
        CannotOpen: a chain of the source contradicts the target, or it was labelled on other samples.
    """
    ours = {(e.writer, e.seq): e for e in read_events(target, "writer, seq")}
    for event in read_events(source, "writer, seq"):
        if ours.get((event.writer, event.seq), event) != event:
            raise CannotOpen(
                tr(
                    "{name} contradicts this project in one chain: one of the two was changed by "
                    "hand, or both come from one copy in which work went on twice. Nothing was "
                    "merged.",
                    name=name,
                )
            )
    have, theirs = ({row.id: row for row in read_samples(connection)} for connection in (target, source))
    shared = have.keys() & theirs.keys()
    if have and theirs and not shared:
        raise CannotOpen(
            tr("{name} has none of the samples of this project: it was labelled on another folder.", name=name)
        )
    pairs = [(have[i].digest, theirs[i].digest) for i in shared]
    compared = [(a, b) for a, b in pairs if a is not None and b is not None]
    other = sum(a != b for a, b in compared)
    if other >= _OTHER_POOL and 2 * other > len(compared):
        raise CannotOpen(
            tr(
                "{name} was labelled on another folder: {other:,} of {samples:,} samples have another "
                "content there. Nothing was merged.",
                name=name,
                other=other,
                samples=len(compared),
            )
        )
    if other:
        return [
            trn(
                "{n:,} sample has another content in {name} than here: look at the answers to them again.",
                "{n:,} samples have another content in {name} than here: look at the answers to them again.",
                other,
                name=name,
            )
        ]
    return []


def merge_into(target: sqlite3.Connection, source: sqlite3.Connection) -> Added:
    """Add to ``target`` what ``source`` (verified and checked by the caller) has and it lacks, whole or not;
    idempotent.

    Raises:
        CannotOpen: a chain of the source contradicts the target; nothing was changed.
    """
    ours = {(e.writer, e.seq): e for e in read_events(target, "writer, seq")}
    fresh: list[Written] = []
    for event in read_events(source, "writer, seq"):
        known = ours.get((event.writer, event.seq))
        if known is None:
            salt, body = read_body(source, event) or (b"", b"")
            fresh.append(Written(event, salt, body))
        elif known != event:
            raise CannotOpen(
                tr("The two projects contradict each other in one chain: one of them was changed by hand.")
            )
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
    given = frozenset(ref(written.event) for written in fresh if written.event.kind == ANNOTATION)
    return Added(len(fresh), given, len(samples))
