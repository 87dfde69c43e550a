"""The one thread that writes a project file: first in, first out, nothing overtakes a failed write.

A write is acknowledged when it is committed, through ``post`` (the window's way home; a plain call in
tests). When a commit fails the writes stay queued in memory and are tried again, with a fresh connection
where the disk was gone; when the disk is full the balloon is given up first.
"""

import contextlib
import errno
import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from desktop_al.core.chain import Written
from desktop_al.core.errors import DesktopAlError
from desktop_al.core.events import Ref
from desktop_al.core.words import english
from desktop_al.store import balloon
from desktop_al.store.driver import sqlite3
from desktop_al.store.erasing import erase_bodies, write_anew
from desktop_al.store.journal import Journal, read_journal
from desktop_al.store.project_file import (
    BUSY_MILLISECONDS,
    ProjectFile,
    SampleRow,
    connect_to_write,
    insert_events,
    insert_samples,
    page_count,
    reason,
    recover,
    roll_back,
)

_log = logging.getLogger(__name__)

RETRY_SECONDS = 5.0
_IDLE_SECONDS = 2.0
_GROUP = 256
_PIECE = 500
_WAL_LIMIT = 4 * 1024 * 1024
#: Longer than SQLite waits for another program that holds the file.
_BUSY_SECONDS = 15.0
#: What closing gives to what can be found out again.
_GRACE_SECONDS = 1.0

Post = Callable[[Callable[[], None]], None]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class SampleChange:
    """New attributes of the sample ``id``; None leaves an attribute as it is."""

    id: bytes
    digest: bytes | None = None
    problem: str | None = None
    gone: int | None = None
    path: str | None = None
    size: int | None = None
    mtime_ns: int | None = None
    row: int | None = None
    offset: int | None = None
    length: int | None = None


@dataclass(frozen=True, slots=True)
class Write:
    """What goes to disk together. ``done`` gets the row numbers of the events after the commit. ``whole``: it is
    large and goes in one piece, as an import: it is put in place at once, and into the journal only where that fails
    and more is to be written, which rests on it."""

    events: tuple[Written, ...] = ()
    samples: tuple[SampleRow, ...] = ()
    changes: tuple[SampleChange, ...] = ()
    erase: tuple[Ref, ...] = ()
    done: Callable[[list[int]], None] | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why nothing can be written just now. ``waiting`` counts the events kept in memory."""

    words: str
    full: bool
    waiting: int


class Writer:
    """Owns the writing connection of ``file`` from construction to ``close``.

    Events go first in, first out. What was only found out about samples (``Write`` without events) can be
    found out again: it waits until no event does, and goes in small pieces, so that a label never waits long.

    ``on_trouble`` is posted with a ``Trouble`` when writing fails and with None when it works again;
    ``on_reserve`` is posted once when the disk was full and the balloon made room.
    """

    def __init__(
        self,
        file: ProjectFile,
        post: Post,
        on_trouble: Callable[[Trouble | None], None],
        on_reserve: Callable[[], None],
        retry_seconds: float = RETRY_SECONDS,
    ) -> None:
        if file.read_only:
            # Whoever writes without the lock, and without having the key slots at hand, destroys what others wrote.
            raise ValueError("a project that is open to look only has no writer")
        self._file = file
        self._connection = file.connection
        self._post = post
        self._on_trouble = on_trouble
        self._on_reserve = on_reserve
        self._retry_seconds = retry_seconds
        self._queue: deque[Write] = deque()
        self._aside: deque[Write] = deque()
        self._ready = threading.Condition()
        self._closing = False
        self._idle = True
        self._trouble: Trouble | None = None
        self._identity = _identity(file)
        self._mode = str(self._connection.execute("PRAGMA journal_mode").fetchone()[0]).upper()
        self._heads: dict[bytes, int] = {}
        self._doubtful = False
        #: Events that are in the write-ahead log alone.
        self._unplaced: list[Written] = []
        self._journal = self._open_journal()
        self._to_settle = True
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    # -- called from any thread ------------------------------------------------------------------------

    def put(self, write: Write) -> None:
        with self._ready:
            if write.events or write.erase:
                self._queue.append(write)
            else:
                self._aside.extend(_pieces(write))
            self._idle = False
            self._ready.notify_all()

    def retry_now(self) -> None:
        with self._ready:
            self._ready.notify_all()

    def drain(self, timeout: float, events_only: bool = False) -> bool:
        """Wait until everything is committed (or all events are); False when not within ``timeout`` seconds."""
        deadline = time.monotonic() + timeout
        with self._ready:
            self._ready.notify_all()
            while self._queue if events_only else not self._idle:
                left = deadline - time.monotonic()
                if left <= 0 or not self._thread.is_alive():
                    return False
                self._ready.wait(min(left, 0.1))
        return True

    def close(self, timeout: float = 10.0) -> bool:
        """Commit what is queued, put everything in place and let go of the file; False if labels are unsaved."""
        saved = self.drain(timeout, events_only=True)
        if saved and self._trouble is None:
            self.drain(min(timeout, _GRACE_SECONDS))
        with self._ready:
            self._closing = True
            self._ready.notify_all()
        # The connection is closed below: never under the feet of a commit.
        self._thread.join(max(timeout, _BUSY_SECONDS))
        settled = saved and self._settle()
        if self._journal is not None:
            with contextlib.suppress(OSError):
                self._journal.close(remove=settled)
        pages = None
        with contextlib.suppress(sqlite3.Error):
            if settled and self._file.tail is not None:
                pages = page_count(self._connection)
        with contextlib.suppress(sqlite3.Error):
            self._connection.close()
        if self._file.tail is not None:
            self._file.tail.leave(pages)
        if self._file.lock is not None:
            with contextlib.suppress(OSError):
                self._file.lock.release()
        return saved

    # -- the writer's thread ---------------------------------------------------------------------------

    def _run(self) -> None:
        balloon.inflate(self._file.path)
        while True:
            try:
                if not self._turn():
                    return
            except Exception:
                # Whatever it was: without this thread every later label would be lost without a word.
                _log.exception("The writer failed and goes on.")
                self._pause()

    def _turn(self) -> bool:
        """Wait for work and do some of it; False when the writer is closing."""
        with self._ready:
            while not self._queue and not self._aside and not self._closing:
                self._idle = True
                self._ready.notify_all()
                if not self._ready.wait(_IDLE_SECONDS if self._to_settle else None) and self._to_settle:
                    break
            if self._closing:
                return False
            waiting = self._queue or self._aside
            # Small pieces go one at a time: an event that comes meanwhile is next.
            group = [waiting[i] for i in range(min(_GROUP if waiting is self._queue else 1, len(waiting)))]
            # What comes after a whole one rests on it, and waits until that is in place or in the journal.
            group = group[: next((k for k, write in enumerate(group, 1) if write.whole), len(group))]
        if not group:
            self._settle()
            balloon.inflate(self._file.path)
        elif self._commit_with_reserve(group):
            with self._ready:
                for _ in group:
                    waiting.popleft()
                self._ready.notify_all()
            self._unplaced += [written for write in group if write.whole for written in write.events]
            if any(write.erase or write.whole for write in group) or _wal_size(self._file) > _WAL_LIMIT:
                self._settle()
        else:
            self._pause()
        return True

    def _pause(self) -> None:
        with self._ready:
            if not self._closing:
                self._ready.wait(self._retry_seconds)

    def _commit_with_reserve(self, group: list[Write]) -> bool:
        for attempt in range(2):
            try:
                self._check_identity()
                numbers = self._commit(group)
            except Exception as error:
                if _is_own_fault(error) and not any(write.events or write.erase for write in group):
                    _log.exception("Attributes of samples could not be kept.")
                    return True
                self._doubtful = True
                full = _is_full(error)
                if attempt == 0 and full and self._pop_balloon():
                    continue
                if attempt == 0 and not full and self._trouble is not None and self._reconnect():
                    continue
                waiting = sum(len(write.events) for write in list(self._queue))
                self._tell(Trouble(f"{reason(error)[0].upper()}{reason(error)[1:]}.", full, waiting))
                return False
            self._tell(None)
            self._to_settle = True
            self._doubtful = False
            self._heads.update((written.event.writer, written.event.seq) for w in group for written in w.events)
            for write, given in zip(group, numbers, strict=True):
                if write.done is not None:
                    self._send(_call(write.done, given))
            return True
        return False

    def _commit(self, group: list[Write]) -> list[list[int]]:
        if self._journal is not None:
            fresh = [written for write in group if not write.whole for written in write.events]
            entries = [*self._unplaced, *fresh] if fresh else []
            try:
                self._journal.append(entries)
                self._unplaced = [] if entries else self._unplaced
            except OSError as error:
                if _is_full(error) and self._pop_balloon():
                    with contextlib.suppress(OSError):
                        self._journal.append(entries)
        numbers = []
        # Only events need the disk's word for it; the rest is found out again if it is lost.
        lasting = any(write.events or write.erase for write in group)
        self._connection.execute(f"PRAGMA synchronous={'FULL' if lasting else 'NORMAL'}")
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            for write in group:
                numbers.append(insert_events(self._connection, write.events, doubtful=self._doubtful))
                insert_samples(self._connection, write.samples)
                change_samples(self._connection, write.changes)
                erase_bodies(self._connection, write.erase)
            self._connection.execute("COMMIT")
        except BaseException:
            roll_back(self._connection)
            raise
        return numbers

    def _settle(self) -> bool:
        """Move everything from the write-ahead log into the file, then empty the journal; after an erasing the file is
        written anew first."""
        try:
            write_anew(self._connection)
            # One who is reading may go on for long; labels must not wait for that, putting in place can.
            self._connection.execute("PRAGMA busy_timeout=0")
            try:
                row = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                self._connection.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
            if row[0] == 0:
                self._unplaced = []
            if row[0] == 0 and self._journal is not None:
                self._journal.reset()
            self._to_settle = row[0] != 0
            if row[0] == 0 and self._file.tail is not None:
                # The checkpoint has cut off the key slots, or written over them.
                self._file.tail.put(page_count(self._connection))
        except (sqlite3.Error, OSError):
            return False
        return bool(row[0] == 0)

    def _tell(self, trouble: Trouble | None) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            self._send(_call(self._on_trouble, trouble))

    def _send(self, call: Callable[[], None]) -> None:
        """What goes wrong at the other end must not make a commit look failed."""
        try:
            self._post(call)
        except Exception:
            _log.exception("The window could not be told.")

    def _pop_balloon(self) -> bool:
        popped = balloon.pop(self._file.path)
        if popped:
            self._send(self._on_reserve)
        return popped

    def _check_identity(self) -> None:
        """A project file that was moved or deleted would take writes and lose them."""
        if _identity(self._file) != self._identity:
            raise OSError(2, "The project file is no longer at its place")

    def _reconnect(self) -> bool:
        """A drive that was pulled and put back is another device to the system: what counts is that the file
        is this project and holds everything that was acknowledged."""
        try:
            if self._file.tail is not None:
                self._file.tail.reopen()
            # As it was: the connection in use would make another way of writing wait, and with it every label.
            connection, _ = connect_to_write(self._file.path, self._file.key, (self._mode,))
        except (sqlite3.Error, OSError, DesktopAlError):
            return False
        try:
            recover(connection, read_journal(self._file.path, self._file.project_id, self._file.key))
            if not self._holds_all(connection):
                raise sqlite3.DatabaseError("acknowledged events are missing")
        except sqlite3.Error:
            connection.close()
            return False
        self._identity = _identity(self._file)
        with contextlib.suppress(sqlite3.Error):
            self._connection.close()
        self._connection = connection
        if self._journal is not None:
            with contextlib.suppress(OSError):
                self._journal.close(remove=False)
        self._journal = self._open_journal()
        return True

    def _holds_all(self, connection: sqlite3.Connection) -> bool:
        found = connection.execute("SELECT value FROM meta WHERE key='project'").fetchone()
        head = "SELECT coalesce(max(seq), 0) FROM events WHERE writer=?"
        heads = {writer: connection.execute(head, (writer,)).fetchone()[0] for writer in self._heads}
        return found == (self._file.project_id,) and all(heads[w] >= seq for w, seq in self._heads.items())

    def _open_journal(self) -> Journal | None:
        try:
            return Journal(self._file.path, self._file.project_id, self._file.key)
        except OSError:
            return None


def _pieces(write: Write) -> list[Write]:
    rows = [Write(samples=write.samples[k : k + _PIECE]) for k in range(0, len(write.samples), _PIECE)]
    return rows + [Write(changes=write.changes[k : k + _PIECE]) for k in range(0, len(write.changes), _PIECE)]


def change_samples(connection: sqlite3.Connection, changes: Iterable[SampleChange]) -> None:
    connection.executemany(
        "UPDATE samples SET digest=coalesce(?,digest), problem=coalesce(?,problem), gone=coalesce(?,gone), "
        "path=coalesce(?,path), size=coalesce(?,size), mtime_ns=coalesce(?,mtime_ns), row=coalesce(?,row), "
        "offset=coalesce(?,offset), length=coalesce(?,length) WHERE id=?",
        [
            (
                c.digest,
                c.problem and english(c.problem),
                c.gone,
                c.path,
                c.size,
                c.mtime_ns,
                c.row,
                c.offset,
                c.length,
                c.id,
            )
            for c in changes
        ],
    )


def _call(function: Callable[[_T], None], value: _T) -> Callable[[], None]:
    return lambda: function(value)


def _identity(file: ProjectFile) -> tuple[int, int] | None:
    try:
        stat = os.stat(file.path)
    except OSError:
        return None
    return (stat.st_dev, stat.st_ino)


def _wal_size(file: ProjectFile) -> int:
    try:
        return os.stat(file.path.with_name(file.path.name + "-wal")).st_size
    except OSError:
        return 0


def _is_own_fault(error: BaseException) -> bool:
    """Whether it is about what was to be written, not about the disk: then trying again does not help."""
    return not isinstance(error, (OSError, sqlite3.OperationalError)) and type(error) is not sqlite3.DatabaseError


def _is_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return "disk is full" in str(error).lower()
