"""Opening, creating and reading a project file.

SQLite in WAL mode with ``synchronous=FULL``; where WAL's shared memory does not work (some network
folders) the DELETE journal. What does not belong here: what events mean, and the thread that writes.
"""

import contextlib
import errno
import functools
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from desktop_al.core.chain import Written
from desktop_al.core.errors import CannotOpen, ProjectInUse
from desktop_al.core.events import ERASABLE, ERASE, Event, Ref, body_hash, digest
from desktop_al.store import schema
from desktop_al.store.journal import journal_path, read_journal
from desktop_al.store.lock import ProjectLock

#: How long SQLite waits for another program that holds the file.
BUSY_MILLISECONDS = 10_000
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


@dataclass(frozen=True, slots=True)
class ProjectFile:
    """An open file. ``lock`` is None when it is open to look only; ``words`` are said once to the user."""

    path: Path
    connection: sqlite3.Connection
    lock: ProjectLock | None
    words: tuple[str, ...]
    project_id: str
    recovered: int = 0

    @property
    def read_only(self) -> bool:
        return self.lock is None


def create(
    path: Path, entries: Iterable[Written], samples: Iterable[SampleRow] = (), project_id: str | None = None
) -> None:
    """Make a whole project file with its first events and samples, or nothing. ``project_id``: of the project that this
    is to be a copy of.

    ``entries`` may be made while they are written; whatever making them raises leaves no file either.

    Raises:
        CannotOpen: there is a file already, or the folder cannot be written.
    """
    if path.exists():
        raise _already_there(path)
    for end in ("-wal", "-journal", "-recent"):
        # Labels of a project whose main file was moved away may be in there: not to be taken over, nor lost.
        if path.with_name(path.name + end).exists():
            raise CannotOpen(f"Beside it lies {path.name}{end}, left by another project. Choose another name.")
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        _remove_unfinished(unfinished)
        connection = sqlite3.connect(unfinished, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA secure_delete=ON")
            schema.migrate(connection)
            connection.execute("BEGIN")
            connection.execute("INSERT INTO meta VALUES ('project', ?)", (project_id or os.urandom(16).hex(),))
            insert_samples(connection, samples)
            insert_events(connection, entries)
            connection.execute("COMMIT")
        finally:
            connection.close()
        _put_in_place(unfinished, path)
        _sync_folder(path.parent)
    except BaseException as error:
        with contextlib.suppress(OSError):
            _remove_unfinished(unfinished)
        if isinstance(error, OSError | sqlite3.Error):
            raise CannotOpen(f"The project cannot be made at {path}: {reason(error)}.") from error
        raise


def _already_there(path: Path) -> CannotOpen:
    return CannotOpen(f"There is already a file {path.name}. Choose another name, or open that project.")


def _put_in_place(unfinished: Path, path: Path) -> None:
    """Give the file its name, never another's that came meanwhile: a rename would replace that one on POSIX."""
    try:
        os.link(unfinished, path)
    except FileExistsError as error:
        raise _already_there(path) from error
    except OSError:
        # No second name for a file on this disk (FAT, some network folders).
        if path.exists():
            raise _already_there(path) from None
        os.rename(unfinished, path)
    else:
        # The project is there; an old name that stays is removed when one is made in its place.
        with contextlib.suppress(OSError):
            unfinished.unlink()


def _remove_unfinished(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)


def open_project(path: Path, *, look_only: bool = False) -> ProjectFile:
    """Open for writing if that is possible, else to look only (and say why).

    Raises:
        CannotOpen: no such file, not a project, damaged beyond reading.
        NewerProject: written by a later version.
    """
    # Two names of one file must meet at one lock.
    path = path.resolve()
    if not path.is_file():
        raise CannotOpen(f"There is no project at {path}.")
    words: list[str] = []
    lock: ProjectLock | None = None
    connection: sqlite3.Connection | None = None
    if not look_only:
        try:
            lock = ProjectLock(path) if os.access(path, os.W_OK) else None
            if lock is None:
                words.append("The project file is write-protected. It is open to look only.")
        except ProjectInUse as error:
            words.append(str(error).replace("Open it to look only, or wait.", "It is open here to look only."))
        except OSError as error:
            words.append(f"The project's folder cannot be written ({reason(error)}). It is open to look only.")
    try:
        if lock is None:
            connection = _connect_to_look(path)
            return ProjectFile(path, connection, None, tuple(words), _project_id(connection))
        connection, said = connect_to_write(path)
        project_id = _project_id(connection)
        recovered = recover(connection, read_journal(path, project_id))
        return ProjectFile(path, connection, lock, (*words, *said), project_id, recovered)
    except BaseException as error:
        if connection is not None:
            connection.close()
        if lock is not None:
            lock.release()
        if isinstance(error, sqlite3.DatabaseError):
            raise CannotOpen(f"The project file cannot be read: {reason(error)}.") from error
        raise


def close_file(file: ProjectFile) -> None:
    file.connection.close()
    if file.lock is not None:
        file.lock.release()


def _project_id(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT value FROM meta WHERE key='project'").fetchone()
    if row is None:
        raise CannotOpen("The project file lacks its first entries. It is damaged or was never finished.")
    return str(row[0])


def _sync_folder(folder: Path) -> None:
    """So that the new name is on disk too; systems that cannot do this need not."""
    with contextlib.suppress(OSError):
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def _pragmas(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    connection.execute("PRAGMA recursive_triggers=ON")


def _connect_to_look(path: Path) -> sqlite3.Connection:
    uri = path.resolve().as_uri()
    try:
        connection = _checked(
            sqlite3.connect(f"{uri}?mode=ro", uri=True, isolation_level=None, check_same_thread=False)
        )
        if _has_content(path.with_name(path.name + "-wal")) or not _lacks(connection, path):
            return connection
        # Copied without its log: the newest labels are only in the journal beside it.
        connection.close()
        return _connect_to_copy(path)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            # Somebody is writing: what lies there now is half of it.
            raise CannotOpen(f"The project file {path.name} cannot be read just now: {reason(error)}.") from error
    # A file in WAL mode that cannot get its shared memory (write-protected folder) can still be read as it
    # lies, but then SQLite passes over everything that is not yet in the file itself.
    if not any(_has_content(path.with_name(path.name + end)) for end in ("-wal", "-journal")):
        with contextlib.suppress(sqlite3.OperationalError):
            connection = _checked(
                sqlite3.connect(f"{uri}?mode=ro&immutable=1", uri=True, isolation_level=None, check_same_thread=False)
            )
            if not _lacks(connection, path):
                return connection
            connection.close()
    try:
        return _connect_to_copy(path)
    except (OSError, sqlite3.OperationalError) as error:
        raise CannotOpen(
            f"What was annotated last lies beside {path.name} and can only be read from a copy, which cannot be made: "
            f"{reason(error)}. Copy the project's files to a folder that can be written and open it there."
        ) from error


def _checked(connection: sqlite3.Connection) -> sqlite3.Connection:
    try:
        _pragmas(connection)
        schema.check(connection)
        connection.execute("SELECT count(*) FROM meta").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False


def _lacks(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether the journal beside has events that the file has not."""
    try:
        find = "SELECT 1 FROM events WHERE writer=? AND seq=?"
        entries = read_journal(path, _project_id(connection))
        return any(connection.execute(find, written.event[:2]).fetchone() is None for written in entries)
    except BaseException:
        connection.close()
        raise


class _Copy(sqlite3.Connection):
    """Takes its private folder with it when it is closed (or at the end of the program)."""

    folder: tempfile.TemporaryDirectory[str] | None = None

    def close(self) -> None:
        super().close()
        if self.folder is not None:
            self.folder.cleanup()


def _connect_to_copy(path: Path) -> sqlite3.Connection:
    """A private copy with everything put in place: what lies in the logs beside the file, too."""
    folder = tempfile.TemporaryDirectory(prefix="desktop-al-", ignore_cleanup_errors=True)
    try:
        copy = Path(folder.name) / path.name
        # The logs first: what was moved from the log into the file meanwhile is then in both, not in neither.
        for end in ("-wal", "-journal"):
            with contextlib.suppress(FileNotFoundError):
                shutil.copyfile(path.with_name(path.name + end), copy.with_name(copy.name + end))
        # Only a second copy of what is in the log, and closed to other users.
        with contextlib.suppress(FileNotFoundError, PermissionError):
            shutil.copyfile(journal_path(path), journal_path(copy))
        shutil.copyfile(path, copy)
        uri = f"{copy.as_uri()}?mode=rw"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, factory=_Copy)
        connection.folder = folder
    except BaseException:
        folder.cleanup()
        raise
    _checked(connection)
    try:
        recover(connection, read_journal(copy, _project_id(connection)))
        connection.execute("PRAGMA query_only=ON")
    except BaseException:
        connection.close()
        raise
    return connection


def connect_to_write(path: Path) -> tuple[sqlite3.Connection, list[str]]:
    for mode in ("WAL", "DELETE"):
        # mode=rw: a file that has vanished is an error, never a new empty project in its place.
        uri = path.resolve().as_uri() + "?mode=rw"
        connection = sqlite3.connect(
            uri, uri=True, isolation_level=None, check_same_thread=False, timeout=BUSY_MILLISECONDS / 1000
        )
        try:
            _pragmas(connection)
            # What is erased is gone from the file, not only from its tables.
            connection.execute("PRAGMA secure_delete=ON")
            if mode == "DELETE":
                # Without shared memory the log of an earlier opening can only be read by one who is alone.
                connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            # Our own checkpoints only: the journal beside may be emptied just then and at no other time.
            connection.execute("PRAGMA wal_autocheckpoint=0")
            schema.check(connection)
            now = connection.execute(f"PRAGMA journal_mode={mode}").fetchone()[0]
            connection.execute("PRAGMA locking_mode=NORMAL")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("COMMIT")
            schema.migrate(connection)
            if str(now).upper() != "WAL":
                said = ["This folder does not allow the faster way of writing; the safe one is used."]
                return connection, said
            return connection, []
        except sqlite3.OperationalError:
            connection.close()
            if mode == "DELETE":
                raise
        except BaseException:
            connection.close()
            raise
    raise AssertionError("unreachable")


def recover(connection: sqlite3.Connection, entries: Iterable[Written]) -> int:
    """Put back events of the journal that the file lacks, each where its chain goes on."""
    recovered = 0
    connection.execute("BEGIN IMMEDIATE")
    try:
        for written in entries:
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


def roll_back(connection: sqlite3.Connection) -> None:
    # SQLite has done so itself after some failures, a full disk among them; then it complains here.
    with contextlib.suppress(sqlite3.Error):
        connection.execute("ROLLBACK")


def erased_by(events: Iterable[Event]) -> list[Ref]:
    """What the tombstones among ``events`` name."""
    named = (event.answer.partition(":") for event in events if event.kind == ERASE)
    return [(bytes.fromhex(writer), int(seq)) for writer, _, seq in named]


def erase_bodies(connection: sqlite3.Connection, refs: Iterable[Ref]) -> None:
    """Remove bodies and salts; the tombstones must be there, and only free text can go."""
    kinds = ", ".join(f"'{kind}'" for kind in sorted(ERASABLE))
    connection.executemany(
        f"DELETE FROM bodies WHERE writer=?1 AND seq=?2 AND EXISTS "
        f"(SELECT 1 FROM events WHERE writer=?1 AND seq=?2 AND kind IN ({kinds}))",
        list(refs),
    )


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
    connection.executemany("INSERT OR IGNORE INTO samples VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", rows)


def reason(error: BaseException) -> str:
    """The cause in a few plain words, for the middle of a sentence."""
    text = str(error).lower()
    if isinstance(error, PermissionError) or "readonly" in text or "read-only" in text:
        return "it may not be written"
    if (isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)) or "disk is full" in text:
        return "the disk is full"
    if isinstance(error, FileNotFoundError) or "unable to open" in text:
        return "its folder is not there or may not be written"
    if "malformed" in text or "not a database" in text:
        return "the file is damaged or not a project"
    if "locked" in text:
        return "another program holds it"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return text or type(error).__name__
