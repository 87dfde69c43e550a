"""The side file ``P.dal-cache``: features by content, in blocks, for one worker process.

Everything in it can be computed again. ``synchronous=OFF``: losing it loses time and nothing else. Of a damaged file
what can still be read is kept; a block whose checksum is another one is as good as not there.
"""

import contextlib
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from desktop_al.core.words import tr
from desktop_al.store.driver import connect, sqlite3
from desktop_al.store.keyring import key_of
from desktop_al.store.sealing import SALT_BYTES, subkey

# The checksum lies apart: a block that was written before there were any has none, and is used all the same.
_SCHEMA = """
CREATE TABLE IF NOT EXISTS blocks (
    b INTEGER PRIMARY KEY, extractor TEXT NOT NULL, version INTEGER NOT NULL,
    ids BLOB NOT NULL, digests BLOB NOT NULL, data BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS checksums (b INTEGER PRIMARY KEY, crc INTEGER NOT NULL);
"""
_TABLES = frozenset(" ".join(sql.split()).replace("IF NOT EXISTS ", "") for sql in _SCHEMA.split(";"))
_COLUMNS = "b, extractor, version, ids, digests, data"
_WITHIN = f"""
SELECT {_COLUMNS} FROM blocks WHERE b=? AND octet_length(ids) + octet_length(digests) + octet_length(data) <= ?
"""

ID_BYTES = 16
#: When so many numbers in a row cannot be read in a damaged file, nothing more is looked for.
_LOST = 5_000
#: The highest number that SQLite knows.
_HIGHEST = 2**63 - 1


#: Bytes of one block; 1,024 rows of the widest features are far less.
_LONGEST = 256 * 1024 * 1024


class _ForeignRules(sqlite3.DatabaseError):
    """Triggers, views or other tables than ours."""


class Block(NamedTuple):
    """Up to 1,024 rows: sample ids and content digests (16 bytes each, joined) and the encoded features."""

    ids: bytes
    digests: bytes
    data: bytes


def cache_key(key: bytearray | None) -> bytearray | None:
    """The key of the side file: another one, so that no page of one file passes for one of the other."""
    if key is None:
        return None
    return bytearray(subkey(key, "side file") + subkey(key, "salt of the side file")[:SALT_BYTES])


class Cache:
    def __init__(self, project: Path) -> None:
        self._path = project.with_name(project.name + "-cache")
        self._key = cache_key(key_of(project))
        #: A sentence where the file was damaged.
        self.mended = ""
        #: No block had a higher number: none is given twice, not even when the file is begun anew meanwhile.
        self._highest = 0
        self._connection = self._open()

    def _open(self) -> sqlite3.Connection:
        for mend in (self._mend, self._remove, self._remove):
            try:
                connection = connect(self._path, self._key, timeout=2)
                try:
                    _prepare(connection)
                    self._highest = max(self._highest, _look_through(connection))
                    return connection
                except sqlite3.Error:
                    connection.close()
                    raise
            except sqlite3.OperationalError:
                break
            except _ForeignRules:
                # Not even read: a view in the place of a table may be a question without end.
                self._remove()
                self.mended = tr("The side file was not made by this program and begun anew.")
            except sqlite3.DatabaseError:
                mend()
        # A write-protected or full folder: work without keeping anything.
        return _prepare(sqlite3.connect(":memory:", isolation_level=None))

    def _remove(self) -> None:
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _mend(self) -> None:
        """Put what can be read of a damaged file into a new one in its place."""
        whole = self._path.with_name(self._path.name + ".unfinished")
        try:
            whole.unlink(missing_ok=True)
            kept = _salvage(self._path, whole, self._key)
            whole.replace(self._path)
            self.mended = tr("The side file was damaged: {n:,} blocks of it could be kept.", n=kept)
        except (OSError, sqlite3.Error):
            with contextlib.suppress(OSError):
                whole.unlink(missing_ok=True)
            self._remove()
            self.mended = tr("The side file was damaged and begun anew.")

    def add(self, extractor: str, version: int, block: Block) -> int | None:
        """Keep a block; its number. None on a full disk: it is computed again next time."""
        try:
            return self._add(extractor, version, block)
        except sqlite3.OperationalError:
            return None
        except sqlite3.DatabaseError:
            # The file is damaged where new blocks go: else none could ever be kept in it again.
            self._connection.close()
            self._mend()
            self._connection = self._open()
        try:
            return self._add(extractor, version, block)
        except sqlite3.Error:
            return None

    def _add(self, extractor: str, version: int, block: Block) -> int | None:
        try:
            self._connection.execute("BEGIN")
            cursor = self._connection.execute(
                f"INSERT INTO blocks ({_COLUMNS}) SELECT max(?, ifnull(max(b), 0)) + 1,?,?,?,?,? FROM blocks",
                (self._highest, extractor, version, *block),
            )
            number = cursor.lastrowid
            self._connection.execute("INSERT OR REPLACE INTO checksums VALUES (?,?)", (number, _crc(block)))
            self._connection.execute("COMMIT")
        except sqlite3.Error:
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise
        self._highest = number or self._highest
        return number

    def keys(self, extractor: str, version: int) -> Iterator[tuple[int, bytes, bytes]]:
        """Number, ids and digests of all blocks, oldest first, without reading what is long; what is damaged is
        passed over."""
        for number in self._numbers(extractor, version):
            row = self._row("ids, digests", number)
            if row is not None and _are_keys(row):
                yield number, row[0], row[1]

    def read(self, number: int) -> Block | None:
        """A block, or None where it is damaged."""
        row = self._row("ids, digests, data", number)
        if row is None or not (_are_keys(row[:2]) and isinstance(row[2], bytes)):
            return None
        block = Block._make(row)
        try:
            known = self._connection.execute("SELECT crc FROM checksums WHERE b=?", (number,)).fetchone()
        except sqlite3.Error:
            return None
        return block if known is None or known[0] == _crc(block) else None

    def drop(self, number: int) -> None:
        """Forget a block that is of no use."""
        with contextlib.suppress(sqlite3.Error):
            self._connection.execute("DELETE FROM blocks WHERE b=?", (number,))
            self._connection.execute("DELETE FROM checksums WHERE b=?", (number,))

    def _numbers(self, extractor: str, version: int) -> list[int]:
        try:
            rows = self._connection.execute(
                "SELECT b FROM blocks WHERE extractor=? AND version=? ORDER BY b", (extractor, version)
            )
            return [number for (number,) in rows]
        except sqlite3.Error:
            return []

    def _row(self, columns: str, number: int) -> tuple[bytes, ...] | None:
        try:
            found = self._connection.execute(f"SELECT {columns} FROM blocks WHERE b=?", (number,)).fetchone()
            return None if found is None else tuple(found)
        except sqlite3.Error:
            return None

    def close(self) -> None:
        self._connection.close()


def _look_through(connection: sqlite3.Connection) -> int:
    """Look at every block without reading what is long, and at every checksum; returns the highest number.

    Raises:
        sqlite3.DatabaseError: the file is damaged.
    """
    last = 0
    for number, length in connection.execute("SELECT b, octet_length(data) FROM blocks"):
        # A column that must hold something may hold nothing in a damaged file.
        if number <= last or length is None or length > _LONGEST:
            raise sqlite3.DatabaseError("blocks out of order")
        last = number
    connection.execute("SELECT count(length(crc)) FROM checksums").fetchone()
    return last


def _are_keys(row: tuple[object, ...]) -> bool:
    ids, digests = row
    whole = isinstance(ids, bytes) and isinstance(digests, bytes) and len(ids) == len(digests)
    return whole and len(ids) % ID_BYTES == 0  # type: ignore[arg-type]


def _is_whole(block: Block, crc: object) -> bool:
    """Whether a block is what its checksum was made of."""
    return _are_keys(block[:2]) and isinstance(block.data, bytes) and _crc(block) == crc


def _crc(block: Block) -> int:
    return zlib.crc32(block.data, zlib.crc32(block.digests, zlib.crc32(block.ids)))


def _prepare(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    found = connection.execute("SELECT type, name, sql FROM sqlite_master LIMIT 10").fetchall()
    if any(kind != "table" or " ".join(str(sql).split()) not in _TABLES for kind, _, sql in found):
        raise _ForeignRules("another program's rules")
    # One process, few and large writes: no files beside this one for longer than a write takes.
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("PRAGMA synchronous=OFF")
    connection.executescript(_SCHEMA)
    return connection


def _salvage(damaged: Path, to: Path, key: bytearray | None) -> int:
    """Copy the blocks that can be read, under their numbers; returns how many."""
    with contextlib.closing(connect(damaged, key, timeout=2)) as old:
        # Without it, nothing at all can be read of a file that was cut.
        old.execute("PRAGMA writable_schema=ON")
        old.execute("SELECT b FROM blocks LIMIT 0")
        with contextlib.closing(connect(to, key)) as new:
            _prepare(new)
            new.execute("BEGIN")
            kept = 0
            for number in _readable(old):
                with contextlib.suppress(sqlite3.DatabaseError):
                    row = old.execute(_WITHIN, (number, _LONGEST)).fetchone()
                    # Without its checksum nothing tells whether a block of such a file is whole.
                    crc = old.execute("SELECT crc FROM checksums WHERE b=?", (number,)).fetchone()
                    if row is not None and crc is not None and _is_whole(Block(*row[3:]), crc[0]):
                        new.execute("INSERT INTO blocks VALUES (?,?,?,?,?,?)", row)
                        new.execute("INSERT INTO checksums VALUES (?,?)", (number, crc[0]))
                        kept += 1
            new.execute("COMMIT")
    return kept


def _readable(old: sqlite3.Connection) -> Iterator[int]:
    """Numbers of blocks, ascending; where the file is damaged each of the next ones is tried."""
    last = lost = 0
    while lost < _LOST and last < _HIGHEST:
        try:
            row = old.execute("SELECT b FROM blocks WHERE b>=? ORDER BY b LIMIT 1", (last + 1,)).fetchone()
        except sqlite3.DatabaseError:
            row = (last,)
        if row is None:
            return
        if row[0] <= last:
            # Out of order, as where one part of the file was written over another.
            last, lost = last + 1, lost + 1
            continue
        last, lost = row[0], 0
        yield last
