"""Erasing a text for good: its row, and the copies that SQLite may have left of it elsewhere in the file.

``secure_delete`` overwrites a row where it lies. Where pages were split or joined before, older copies of the row stay
in the unused part of the pages that it was moved from; only a file that is written anew as a whole (VACUUM) has none of
them. That this is due is noted together with the erasing, so that it is not forgotten when the program is killed.
"""

from collections.abc import Iterable

from desktop_al.core.events import ERASABLE, ERASE, Event, Ref
from desktop_al.store.driver import sqlite3

#: In ``meta`` from the erasing on until the file was written anew.
_DUE = "erased"


def erased_by(events: Iterable[Event]) -> list[Ref]:
    """What the tombstones among ``events`` name."""
    named = (event.answer.partition(":") for event in events if event.kind == ERASE)
    return [(bytes.fromhex(writer), int(seq)) for writer, _, seq in named]


def erase_bodies(connection: sqlite3.Connection, refs: Iterable[Ref]) -> None:
    """Remove bodies and salts; the tombstones must be there, and only free text can go. ``write_anew`` is due then."""
    kinds = ", ".join(f"'{kind}'" for kind in sorted(ERASABLE))
    gone = connection.executemany(
        f"DELETE FROM bodies WHERE writer=?1 AND seq=?2 AND EXISTS "
        f"(SELECT 1 FROM events WHERE writer=?1 AND seq=?2 AND kind IN ({kinds}))",
        list(refs),
    )
    if gone.rowcount > 0:
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, '1')", (_DUE,))


def write_anew(connection: sqlite3.Connection) -> bool:
    """Write the file anew if something was erased since, not within a transaction; whether that was so. What SQLite
    needs for it is kept in memory, not in a temporary file.

    Raises:
        sqlite3.Error: it stays due.
    """
    if connection.execute("SELECT 1 FROM meta WHERE key=?", (_DUE,)).fetchone() is None:
        return False
    connection.execute("PRAGMA temp_store=MEMORY")
    connection.execute("VACUUM")
    connection.execute("DELETE FROM meta WHERE key=?", (_DUE,))
    return True
