"""The side file ``P.dal-cache``: features by content, in blocks, for one worker process.

Everything in it can be computed again. ``synchronous=OFF``: losing it loses time and nothing else, and a
damaged file is thrown away.
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_SCHEMA = """
CREATE TABLE IF NOT EXISTS blocks (
    b INTEGER PRIMARY KEY, extractor TEXT NOT NULL, version INTEGER NOT NULL,
    ids BLOB NOT NULL, digests BLOB NOT NULL, data BLOB NOT NULL
);
"""

ID_BYTES = 16


class Block(NamedTuple):
    """Up to 1,024 rows: sample ids and content digests (16 bytes each, joined) and the encoded features."""

    ids: bytes
    digests: bytes
    data: bytes


class Cache:
    def __init__(self, project: Path) -> None:
        self._path = project.with_name(project.name + "-cache")
        self._connection = self._open()

    def _open(self) -> sqlite3.Connection:
        for _ in range(2):
            try:
                connection = _prepare(sqlite3.connect(self._path, isolation_level=None, timeout=2))
                # Rows are counted on from here on: a file that is damaged further in is of no use either.
                if connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",):
                    return connection
                connection.close()
            except sqlite3.OperationalError:
                break
            except sqlite3.DatabaseError:
                pass
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)
        # A write-protected or full folder: work without keeping anything.
        return _prepare(sqlite3.connect(":memory:", isolation_level=None))

    def add(self, extractor: str, version: int, block: Block) -> bool:
        """Keep a block. False on a full disk: it is computed again next time."""
        try:
            self._connection.execute(
                "INSERT INTO blocks (extractor, version, ids, digests, data) VALUES (?,?,?,?,?)",
                (extractor, version, *block),
            )
        except sqlite3.Error:
            return False
        return True

    def keys(self, extractor: str, version: int) -> Iterator[tuple[bytes, bytes]]:
        """Ids and digests of all blocks, as ``blocks`` gives them, without reading what is long."""
        try:
            yield from self._connection.execute(
                "SELECT ids, digests FROM blocks WHERE extractor=? AND version=? ORDER BY b", (extractor, version)
            )
        except sqlite3.Error:
            return

    def blocks(self, extractor: str, version: int, first: int = 0) -> Iterator[Block]:
        """The blocks of an extractor but the ``first`` ones, oldest first; reading ends where the file is damaged."""
        try:
            cursor = self._connection.execute(
                "SELECT ids, digests, data FROM blocks WHERE extractor=? AND version=? ORDER BY b LIMIT -1 OFFSET ?",
                (extractor, version, first),
            )
            for row in cursor:
                yield Block._make(row)
        except sqlite3.Error:
            return

    def close(self) -> None:
        self._connection.close()


def _prepare(connection: sqlite3.Connection) -> sqlite3.Connection:
    # One process, few and large writes: no files beside this one for longer than a write takes.
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute(_SCHEMA)
    return connection
