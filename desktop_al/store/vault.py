"""The samples of an encrypted project that were copied into it: ``P.dal-samples``, one encrypted file beside it.

It is written once, whole or not at all, and only read from then on. It is no part of backups: it never changes.
"""

import contextlib
import hashlib
import os
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from desktop_al.core.errors import CannotOpen
from desktop_al.core.words import tr
from desktop_al.store.driver import connect, sqlite3
from desktop_al.store.key_file import sync_folder
from desktop_al.store.keyring import key_of

_SCHEMA = """
CREATE TABLE files (f INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL);
CREATE TABLE pieces (f INTEGER NOT NULL, n INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (f, n));
"""
_TABLES = {" ".join(part.split()) for part in _SCHEMA.split(";")} - {""}
#: Bytes of a file that lie together; a value in the database cannot be larger than a gigabyte.
PIECE = 4 * 1024 * 1024
#: Bytes of all pieces of a file, and how many of them are none.
_HELD = "SELECT ifnull(sum(octet_length(data)), 0), ifnull(sum(typeof(data)<>'blob'), 0) FROM pieces WHERE f=?"
#: "dals" as a number.
_APPLICATION_ID = 0x64616C73
#: Files between two commits, so that a large folder does not wait in memory.
_TOGETHER = 500


class Kept(NamedTuple):
    """A file of the vault: its public path, size in bytes, time of its last change."""

    path: str
    size: int
    mtime_ns: int


def vault_path(project: Path) -> Path:
    return project.with_name(project.name + "-samples")


class Vault:
    """Open to be read, from any thread.

    Raises:
        CannotOpen: it is not there, or damaged.
    """

    def __init__(self, project: Path) -> None:
        self.path = vault_path(project)
        if not self.path.is_file():
            raise CannotOpen(
                tr(
                    "The samples were copied into the project, and {name} is not beside it. Put it back there.",
                    name=self.path.name,
                )
            )
        self._lock = threading.Lock()
        try:
            self._connection = connect(self.path, key_of(project), "ro")
            try:
                self._files = _listed(self._connection)
            except BaseException:
                self._connection.close()
                raise
        except (sqlite3.Error, ValueError) as error:
            raise CannotOpen(
                tr("{name} beside the project is damaged: its samples cannot be read.", name=self.path.name)
            ) from error

    def files(self) -> list[Kept]:
        """In the order in which they were copied."""
        return [kept for _, kept in self._files.values()]

    def find(self, path: str) -> Kept | None:
        found = self._files.get(path)
        return found[1] if found else None

    def read(self, path: str) -> bytes:
        """All bytes of a file.

        Raises:
            OSError: it is not there or damaged.
        """
        found = self._files.get(path)
        if found is None:
            raise FileNotFoundError(path)
        try:
            with self._lock:
                # Counted before anything is read: what is longer than it was said to be is not taken into memory.
                held = self._connection.execute(_HELD, (found[0],)).fetchone()
                if held != (found[1].size, 0):
                    raise OSError(5, tr("The samples' file is damaged"))
                rows = self._connection.execute("SELECT data FROM pieces WHERE f=? ORDER BY n", (found[0],)).fetchall()
        except sqlite3.Error as error:
            raise OSError(5, tr("The samples' file is damaged")) from error
        return b"".join(piece for (piece,) in rows)

    def close(self) -> None:
        with self._lock:
            self._connection.close()


def _listed(connection: sqlite3.Connection) -> dict[str, tuple[int, Kept]]:
    """Number and entry of each file by its path. Raises ValueError and sqlite3.Error where it is none of ours."""
    connection.execute("PRAGMA trusted_schema=OFF")
    rules = connection.execute("SELECT type, sql FROM sqlite_master WHERE sql IS NOT NULL LIMIT 10").fetchall()
    # A view in the place of a table may be a question without end.
    if any(kind != "table" or " ".join(str(sql).split()) not in _TABLES for kind, sql in rules):
        raise ValueError("another program's tables")
    files = {}
    for f, path, size, mtime_ns in connection.execute("SELECT f, path, size, mtime_ns FROM files ORDER BY f"):
        if not (isinstance(path, str) and isinstance(size, int) and isinstance(mtime_ns, int)):
            raise ValueError("an entry")
        files[path] = (f, Kept(path, size, mtime_ns))
    return files


def write_vault(project: Path, files: Iterable[tuple[Kept, Iterator[bytes]]]) -> int:
    """Make the vault of an unlocked project, whole or not at all; returns how many files are in it.

    ``files``: each with its content in pieces of at most ``PIECE`` bytes; what making them raises leaves nothing.

    Raises:
        CannotOpen: there is one already. OSError, sqlite3.Error: it cannot be written.
    """
    path, key = vault_path(project), key_of(project)
    if path.exists():
        raise CannotOpen(tr("There is a file {name} already.", name=path.name))
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        connection = connect(unfinished, key)
        try:
            # Nobody reads it before it is whole and synced.
            connection.execute("PRAGMA journal_mode=OFF")
            connection.execute("PRAGMA synchronous=OFF")
            connection.executescript(_SCHEMA)
            connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
            digests = _fill(connection, files)
            for f, digest in enumerate(digests, 1):
                if _digest(connection.execute("SELECT data FROM pieces WHERE f=? ORDER BY n", (f,))) != digest:
                    raise OSError(5, tr("What was written cannot be read back"))
        finally:
            connection.close()
        with open(unfinished, "rb") as file:
            os.fsync(file.fileno())
        os.replace(unfinished, path)
        sync_folder(path.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
    return len(digests)


def _fill(connection: sqlite3.Connection, files: Iterable[tuple[Kept, Iterator[bytes]]]) -> list[bytes]:
    digests = []
    connection.execute("BEGIN")
    for f, (kept, pieces) in enumerate(files, 1):
        connection.execute("INSERT INTO files VALUES (?,?,?,?)", (f, *kept))
        whole, size = hashlib.blake2b(digest_size=16), 0
        for n, piece in enumerate(pieces):
            connection.execute("INSERT INTO pieces VALUES (?,?,?)", (f, n, piece))
            whole.update(piece)
            size += len(piece)
        if size != kept.size:
            connection.execute("UPDATE files SET size=? WHERE f=?", (size, f))
        digests.append(whole.digest())
        if f % _TOGETHER == 0:
            connection.execute("COMMIT")
            connection.execute("BEGIN")
    connection.execute("COMMIT")
    return digests


def _digest(pieces: Iterable[tuple[bytes]]) -> bytes:
    whole = hashlib.blake2b(digest_size=16)
    for (piece,) in pieces:
        whole.update(piece)
    return whole.digest()
