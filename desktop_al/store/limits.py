"""Limits of a project file that may come from elsewhere: how much it may hold, and how long looking at it may take.

What no project comes to is refused before it is read into memory. SQLite's own limits are set where the driver has
them; no extension is ever loaded.
"""

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path

from desktop_al.core.errors import CannotOpen
from desktop_al.core.plain_json import MAX_BYTES
from desktop_al.core.plain_names import short
from desktop_al.core.words import tr
from desktop_al.store.driver import sqlite3

MAX_BODY = MAX_BYTES
MAX_EVENTS = 50_000_000
MAX_SAMPLES = 20_000_000
MAX_META = 64 * 1024
#: Names of samples and annotators, answers: characters.
MAX_WORDS = 1024 * 1024
#: Seconds that the look for long bodies may take when a project is opened, and a check of a file that is merged.
OPENING, MERGING = 0.5, 120.0

#: (number of the limit in SQLite, value): length of a value, of a statement, depth of expressions and triggers.
_SQLITE = ((0, 4 * MAX_BODY), (1, 1_000_000), (3, 100), (10, 20), (8, 1000))


def limit(connection: sqlite3.Connection) -> None:
    """Narrow what SQLite takes, where the driver can (Python's own from 3.11; SQLCipher's cannot)."""
    if hasattr(connection, "setlimit"):
        for number, value in _SQLITE:
            connection.setlimit(number, value)


def check_sizes(connection: sqlite3.Connection, seconds: float = OPENING) -> None:
    """Refuse a file that holds what no project comes to. Long bodies are looked for only for so many seconds.

    Raises:
        CannotOpen: with the sentence to show. sqlite3.DatabaseError: it is damaged.
    """
    name = _name(connection)
    events = _number(connection, "SELECT max(n) FROM events")
    if events > MAX_EVENTS:
        raise CannotOpen(
            tr(
                "{name} counts {events:,} events, more than {most:,}. No project comes to that.",
                name=name,
                events=events,
                most=MAX_EVENTS,
            )
        )
    if _number(connection, "SELECT max(rowid) FROM samples") > MAX_SAMPLES:
        raise CannotOpen(
            tr("{name} lists more than {most:,} samples. No project comes to that.", name=name, most=MAX_SAMPLES)
        )
    if _number(connection, "SELECT max(octet_length(value)) FROM meta") > MAX_META:
        raise CannotOpen(
            tr(
                "{name} has an entry of more than {size} KB about itself. It is damaged.",
                name=name,
                size=MAX_META // 1024,
            )
        )
    pages = _number(connection, "PRAGMA page_count") * _number(connection, "PRAGMA page_size")
    if pages > MAX_BODY:
        with suppress_late(connection, seconds):
            for table, columns, most in (
                ("bodies", ("body", "salt"), MAX_BODY),
                ("events", ("annotator", "kind", "sample", "answer", "body_hash", "prev", "writer"), MAX_WORDS),
                ("samples", ("path", "problem", "kind", "id", "digest"), MAX_WORDS),
            ):
                long = " OR ".join(f"octet_length({column})>{most}" for column in columns)
                if connection.execute(f"SELECT 1 FROM {table} WHERE {long} LIMIT 1").fetchone():
                    raise CannotOpen(
                        tr(
                            "{name} holds a text of more than {size} MB. No project holds that.",
                            name=name,
                            size=most // 2**20,
                        )
                    )


@contextlib.contextmanager
def time_limit(connection: sqlite3.Connection, seconds: float | None) -> Iterator[None]:
    """Statements within end with ``sqlite3.OperationalError`` ("interrupted") when the time is over."""
    if seconds is None:
        yield
        return
    end = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > end, 20_000)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)


@contextlib.contextmanager
def suppress_late(connection: sqlite3.Connection, seconds: float) -> Iterator[None]:
    """``time_limit`` for a look that may be left unfinished."""
    try:
        with time_limit(connection, seconds):
            yield
    except sqlite3.OperationalError as error:
        if "interrupt" not in str(error):
            raise


def _number(connection: sqlite3.Connection, question: str) -> int:
    value = connection.execute(question).fetchone()[0]
    return value if isinstance(value, int) else 0


def _name(connection: sqlite3.Connection) -> str:
    try:
        file = connection.execute("PRAGMA database_list").fetchone()[2]
    except sqlite3.Error:
        # Names need not be text on every system.
        file = ""
    return short(Path(file).name) or tr("This file")
