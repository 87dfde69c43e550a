"""The tables of a project file and how older files are brought up to date.

``MIGRATIONS`` is forward-only: the version of a file is the number of scripts that it has seen. Events can
be added and nothing else; the triggers hold for every program that opens the file, since a REPLACE is
stopped by the insert trigger even where recursive triggers are off.
"""

import contextlib
import functools
from pathlib import Path

from desktop_al.core.errors import CannotOpen, NewerProject
from desktop_al.core.plain_names import short
from desktop_al.core.words import tr
from desktop_al.store.driver import sqlite3

#: "dal1" as a number, in the header of every project file.
APPLICATION_ID = 0x64616C31

_FIRST = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE events (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    writer BLOB NOT NULL, seq INTEGER NOT NULL, lamport INTEGER NOT NULL,
    utc INTEGER NOT NULL, monotonic INTEGER NOT NULL,
    annotator TEXT NOT NULL, kind TEXT NOT NULL, sample BLOB NOT NULL, answer TEXT NOT NULL,
    body_hash BLOB NOT NULL, prev BLOB NOT NULL, merged INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX events_chain ON events (writer, seq);
CREATE TABLE bodies (
    writer BLOB NOT NULL, seq INTEGER NOT NULL, salt BLOB NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (writer, seq)
) WITHOUT ROWID;
CREATE TABLE samples (
    i INTEGER NOT NULL, id BLOB NOT NULL UNIQUE, path TEXT NOT NULL, row INTEGER NOT NULL, kind TEXT NOT NULL,
    size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL,
    digest BLOB, problem TEXT NOT NULL DEFAULT '', gone INTEGER NOT NULL DEFAULT 0
);
CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_no_delete BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_no_replace BEFORE INSERT ON events
WHEN EXISTS (SELECT 1 FROM events WHERE writer = NEW.writer AND seq = NEW.seq)
  OR EXISTS (SELECT 1 FROM events WHERE n = NEW.n)
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER bodies_no_update BEFORE UPDATE ON bodies BEGIN SELECT RAISE(ABORT, 'bodies are append-only'); END;
CREATE TRIGGER bodies_no_replace BEFORE INSERT ON bodies
WHEN EXISTS (SELECT 1 FROM bodies WHERE writer = NEW.writer AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'bodies are append-only'); END;
CREATE TRIGGER bodies_only_erased BEFORE DELETE ON bodies
WHEN NOT EXISTS (SELECT 1 FROM events WHERE kind = 'erase' AND answer = lower(hex(OLD.writer)) || ':' || OLD.seq)
BEGIN SELECT RAISE(ABORT, 'a body goes only with a tombstone'); END;
"""

#: No version of the program makes so many tables, indexes and triggers.
_MOST_OBJECTS = 1000

MIGRATIONS: tuple[str, ...] = (_FIRST,)


class Unreadable(CannotOpen):
    """Not even the first page can be read: not a database, or one with another key."""


def version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check(connection: sqlite3.Connection) -> None:
    """Refuse a file that is no project, comes from a later version, or has other tables or rules than ours.

    Raises:
        CannotOpen, NewerProject: with the sentence to show.
    """
    try:
        application = int(connection.execute("PRAGMA application_id").fetchone()[0])
        found = version(connection)
        tables = connection.execute("SELECT count(*) FROM sqlite_master WHERE name='meta'").fetchone()[0]
        if tables:
            # Before anything is written: the first page may be all that is left.
            connection.execute("SELECT count(*) FROM meta").fetchone()
    except sqlite3.OperationalError:
        # Not about the content: no permission, no shared memory, held by another program.
        raise
    except sqlite3.DatabaseError as error:
        raise Unreadable(
            tr("{name} is not a desktop_al project, or its beginning is damaged.", name=_name(connection))
        ) from error
    if application != APPLICATION_ID or not tables:
        raise CannotOpen(tr("{name} is not a desktop_al project.", name=_name(connection)))
    if found > len(MIGRATIONS):
        raise NewerProject(
            tr(
                "This project was written by a later version of the program (file version {found}, this program knows "
                "{known}). Nothing was changed; update the program to open it.",
                found=found,
                known=len(MIGRATIONS),
            )
        )
    if odd := _rules(connection) ^ _own_rules(MIGRATIONS[:found]):
        names = ", ".join(short(name) for name in sorted({name for _, name, _, _ in odd})[:5])
        raise CannotOpen(
            tr(
                "Another program has changed the rules by which this project is written ({names}). Nothing was "
                "changed; go on with an earlier copy of the file.",
                names=names,
            )
        )


def _name(connection: sqlite3.Connection) -> str:
    try:
        file = connection.execute("PRAGMA database_list").fetchone()[2]
    except sqlite3.Error:
        # Names need not be text on every system.
        file = ""
    return Path(file).name or tr("This file")


def _rules(connection: sqlite3.Connection) -> frozenset[tuple[str, ...]]:
    """All tables, indexes, triggers and views as they were made: SQLite obeys them whoever put them into the file, and
    a table in the place of another one need not be a table at all."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master LIMIT ?", (_MOST_OBJECTS,))
    return frozenset(tuple("" if cell is None else " ".join(str(cell).split()) for cell in row) for row in rows)


@functools.cache
def _own_rules(scripts: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for script in scripts:
            connection.executescript(script)
        return _rules(connection)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file to the newest version, each step whole or not at all."""
    for number in range(version(connection), len(MIGRATIONS)):
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in _statements(MIGRATIONS[number]):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number + 1}")
            connection.execute("COMMIT")
        except BaseException:
            # SQLite may have rolled back by itself, on a full disk for one.
            with contextlib.suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise


def _statements(script: str) -> list[str]:
    """Single statements of a script; a trigger's inner semicolons do not end it."""
    statements, current = [], ""
    for line in script.splitlines():
        current += line + "\n"
        if current.strip() and sqlite3.complete_statement(current):
            statements.append(current)
            current = ""
    return statements
