"""The rows of a project file: events with their bodies, and samples."""

import contextlib
import functools
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from desktop_al.core import events as ev
from desktop_al.core.chain import Written
from desktop_al.core.events import Event, body_hash, digest
from desktop_al.core.words import english
from desktop_al.store.driver import sqlite3
from desktop_al.store.erasing import erase_bodies, erased_by

#: In ``meta``, before the name of a chain: seq and hash of its last event.
TIP = "tip:"
_EVENT_COLUMNS = "writer, seq, lamport, utc, monotonic, annotator, kind, sample, answer, body_hash, prev"


class SampleRow(NamedTuple):
    """One sample of the pool as it is kept; ``i`` is its place in the pool, from 0."""

    i: int
    id: bytes
    path: str
    row: int
    kind: str
    size: int
    mtime_ns: int
    offset: int
    length: int
    digest: bytes | None = None
    problem: str = ""
    gone: int = 0


def recover(connection: sqlite3.Connection, entries: Iterable[Written]) -> int:
    """Put back events of the journal that the file lacks, each where its chain goes on."""
    recovered = 0
    connection.execute("BEGIN IMMEDIATE")
    try:
        for written in _without_parts(list(entries)):
            event = written.event
            head = connection.execute("SELECT max(seq) FROM events WHERE writer=?", (event.writer,)).fetchone()[0] or 0
            if event.seq == head + 1:
                insert_events(connection, [written])
                erase_bodies(connection, erased_by([event]))
                recovered += 1
        connection.execute("COMMIT")
    except BaseException:
        roll_back(connection)
        raise
    return recovered


def _without_parts(entries: Sequence[Written]) -> Iterator[Written]:
    """Without an import whose last event, which says what it was, did not reach the journal: all of it or nothing."""
    bodies = {at: ev.decode_body(w.body) for at, w in enumerate(entries) if w.event.kind in (ev.OPEN, ev.IMPORT)}
    begun = {entries[at].event.writer for at, body in bodies.items() if body.get("import") is True}
    told = {str(body.get("chain")) for body in bodies.values()}
    return (w for w in entries if w.event.writer not in begun or w.event.writer.hex() in told)


def roll_back(connection: sqlite3.Connection) -> None:
    # SQLite has done so itself after some failures, a full disk among them; then it complains here.
    with contextlib.suppress(sqlite3.Error):
        connection.execute("ROLLBACK")


def insert_events(
    connection: sqlite3.Connection, entries: Iterable[Written], *, merged: bool = False, doubtful: bool = False
) -> list[int]:
    """Insert events with their bodies; returns their row numbers ``n`` in this file.

    ``doubtful``: an earlier attempt failed and may have reached the disk all the same; what is there already,
    to the last byte, counts as inserted.
    """
    numbers = []
    last: dict[bytes, Event] = {}
    for event, salt, body in entries:
        last[event.writer] = event
        if doubtful and (known := _same_event(connection, event)):
            numbers.append(known)
            continue
        cursor = connection.execute(
            f"INSERT INTO events ({_EVENT_COLUMNS}, merged) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", (*event, int(merged))
        )
        numbers.append(int(cursor.lastrowid or 0))
        # Erased content has no row. An empty one is told from it by its hash.
        if salt or body or event.body_hash == body_hash(b"", b""):
            connection.execute("INSERT INTO bodies VALUES (?,?,?,?)", (event.writer, event.seq, salt, body))
    # The hash of an event is in the one after it; that of the last one is kept here.
    tips = [(TIP + event.writer.hex(), f"{event.seq}:{digest(event).hex()}") for event in last.values()]
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?,?)", tips)
    return numbers


def _same_event(connection: sqlite3.Connection, event: Event) -> int:
    """The row number of an event that is there already, 0 if it is not."""
    row = connection.execute(
        f"SELECT n, {_EVENT_COLUMNS} FROM events WHERE writer=? AND seq=?", (event.writer, event.seq)
    ).fetchone()
    return int(row[0]) if row and Event._make(row[1:]) == event else 0


def read_events(connection: sqlite3.Connection, order: str = "n") -> Iterator[Event]:
    """All events, by default in the order in which they came into this file."""
    cursor = connection.execute(f"SELECT {_EVENT_COLUMNS} FROM events ORDER BY {order}")
    # Rows of one's own shape, made without a Python call for each.
    make = functools.partial(tuple.__new__, Event)
    while rows := cursor.fetchmany(4096):
        yield from map(make, rows)


def read_body(connection: sqlite3.Connection, event: Event) -> tuple[bytes, bytes] | None:
    """Salt and body of an event, or None where the text was erased."""
    row = connection.execute(
        "SELECT salt, body FROM bodies WHERE writer=? AND seq=?", (event.writer, event.seq)
    ).fetchone()
    return (row[0], row[1]) if row else None


def read_foreign(connection: sqlite3.Connection) -> dict[bytes, int]:
    """First seq of each chain that came in by a merge."""
    return dict(connection.execute("SELECT writer, min(seq) FROM events WHERE merged=1 GROUP BY writer"))


def read_samples(connection: sqlite3.Connection) -> list[SampleRow]:
    """The pool in its order, numbered 0, 1, 2 ...

    A crash may have kept a later sample (with its annotation) and not yet an earlier one: the places are
    given anew on reading, the ids are what lasts.
    """
    cursor = connection.execute(
        "SELECT i, id, path, row, kind, size, mtime_ns, offset, length, digest, problem, gone "
        "FROM samples ORDER BY i, rowid"
    )
    make = functools.partial(tuple.__new__, SampleRow)
    rows: list[SampleRow] = []
    last_path, last_size, last_time = "", -1, -1
    for at, (_, id_, path, row, kind, size, mtime_ns, *rest) in enumerate(cursor):
        # The rows of a table follow one another: of a million of them, what they share is kept once.
        if path == last_path and size == last_size and mtime_ns == last_time:
            path, size, mtime_ns = last_path, last_size, last_time
        else:
            last_path, last_size, last_time = path, size, mtime_ns
        kind = sys.intern(kind) if type(kind) is str else kind
        rows.append(make((at, id_, path, row, kind, size, mtime_ns, *rest)))
    return rows


def insert_samples(connection: sqlite3.Connection, rows: Iterable[SampleRow]) -> None:
    # What is wrong with a sample is kept in English, whatever the language of who found it.
    kept = (row._replace(problem=english(row.problem)) if row.problem else row for row in rows)
    connection.executemany("INSERT OR IGNORE INTO samples VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", kept)
