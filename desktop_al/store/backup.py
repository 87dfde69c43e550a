"""A whole copy of a project file, looked through before it gets its name.

The copy is made in steps by SQLite's own backup, from a reading connection, so that work goes on meanwhile. It is
one file without a log beside it, and a project like any other: it can be opened, verified, merged.
"""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from desktop_al.core.errors import CannotOpen, DesktopAlError, ProjectInUse
from desktop_al.core.words import mark, tr
from desktop_al.store import balloon
from desktop_al.store.driver import connect, sqlite3
from desktop_al.store.key_file import PAGE, block, read_slots, sync_folder
from desktop_al.store.key_slots import Slots, file_salt
from desktop_al.store.keyring import key_of
from desktop_al.store.lock import ProjectLock
from desktop_al.store.project_file import (
    BUSY_MILLISECONDS,
    TIP,
    ProjectFile,
    close_file,
    open_project,
    page_count,
    put_in_place,
    reason,
)

#: Pages of a step: 1 MiB. Between two steps others can have the file.
_PAGES = 256
#: Free bytes that a backup leaves: more than the balloon needs to be made again, so that none fills the disk.
ROOM = 4 * balloon.SIZE
#: Attempts where a file in use cannot be held as it is while it is copied (no WAL), and new beginnings in each.
_ATTEMPTS, _RESTARTS = 3, 20
_BUSY = mark("it was being written all the time")


class NoBackup(DesktopAlError):
    """No backup was made; nothing of it is left. ``cause`` stands in the middle of the sentence."""

    def __init__(self, name: str, cause: str) -> None:
        super().__init__(tr("No backup was made of {name}: {cause}. The project is as it was.", name=name, cause=cause))
        self.cause = cause


class NoRoom(NoBackup):
    """There is too little room for one."""


class Stopped(NoBackup):
    """The one who asked for it gave up."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a copy must have in common with its project: the counts, of each chain the last event's number, and what
    is kept of its hash."""

    project_id: str
    events: int
    bodies: int
    samples: int
    heads: tuple[tuple[bytes, int], ...]
    tips: tuple[tuple[str, str], ...]


def back_up(path: Path, out: Path, stop: Callable[[], bool] | None = None, *, slots: Slots | None = None) -> Contents:
    """Copy the project at ``path``, which may be in use, to the new file ``out``; returns what is in it.

    ``stop`` is asked after every mebibyte. ``slots``: what opens the copy of an encrypted project, where they are of
    its key; without, what opens the project.

    Raises:
        CannotOpen: the project cannot be read, or there is a file at ``out`` already.
        NoBackup: it could not be made, is not what was copied, or was stopped; ``NoRoom`` where it would fill the disk.
    """
    out = out.absolute()
    if out.exists():
        raise CannotOpen(tr("There is already a file {name}. Choose another name.", name=out.name))
    with looking(path) as source:
        try:
            _refuse_full(source, out)
            unfinished = out.with_name(f"{source.project_id[:12]}.unfinished")
            with _alone(path.name, unfinished):
                contents = _copy(source, unfinished, stop, slots)
                put_in_place(unfinished, out)
            sync_folder(out.parent)
            return contents
        except (OSError, sqlite3.Error) as error:
            raise NoBackup(path.name, reason(error)) from error


def contents_of(path: Path) -> Contents:
    """What is in a project or a backup, without a check of its structure.

    Raises:
        CannotOpen: it cannot be read.
    """
    with looking(path) as file:
        try:
            return _contents(file.connection)
        except sqlite3.Error as error:
            raise CannotOpen(
                tr("{name} cannot be read to its end: {reason}.", name=path.name, reason=reason(error))
            ) from error


@contextlib.contextmanager
def looking(path: Path) -> Iterator[ProjectFile]:
    """A project or backup, open to look only, with nothing left beside it afterwards that was not there.

    Raises:
        CannotOpen: it cannot be opened.
    """
    file = open_project(path, look_only=True)
    try:
        yield file
    finally:
        close_file(file)
        log = path.with_name(path.name + "-wal")
        # One who may only read leaves an empty log; the last one who may write takes it along.
        with contextlib.suppress(OSError, sqlite3.Error):
            if log.stat().st_size == 0:
                with contextlib.closing(_connect(path, file.key, "rw")) as last:
                    last.execute("SELECT count(*) FROM meta").fetchone()


def project_id_of(path: Path) -> str:
    """Of which project the backup at ``path`` is, "" where that cannot be told."""
    return tips_of(path)[0]


def tips_of(path: Path) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Of which project the backup at ``path`` is, and its ``Contents.tips``; "" and none where that cannot be told."""
    try:
        connection = _connect(path, key_of(path), "ro")
    except (sqlite3.Error, CannotOpen):
        return "", ()
    try:
        row = connection.execute("SELECT value FROM meta WHERE key='project'").fetchone()
        return (str(row[0]), _tips(connection)) if row else ("", ())
    except sqlite3.Error:
        return "", ()
    finally:
        connection.close()


def holds_all(whole: tuple[tuple[str, str], ...], part: tuple[tuple[str, str], ...]) -> bool:
    """Whether a log with the tips ``whole`` has every event of one with the tips ``part``."""
    reach = {chain: _number(tip) for chain, tip in whole}
    return all(_number(tip) <= reach.get(chain, 0) for chain, tip in part)


def _number(tip: str) -> int:
    number = tip.partition(":")[0]
    return int(number) if number.isdecimal() else 0


def _tips(connection: sqlite3.Connection) -> tuple[tuple[str, str], ...]:
    return tuple(
        connection.execute("SELECT key, value FROM meta WHERE key LIKE ? ORDER BY key", (TIP + "%",)).fetchall()
    )


def _connect(path: Path, key: bytearray | None, mode: Literal["ro", "rw", "rwc"]) -> sqlite3.Connection:
    """Every connection to a copy comes from here; one of an encrypted project is encrypted with its key."""
    return connect(path, key, mode, BUSY_MILLISECONDS / 1000)


def _refuse_full(source: ProjectFile, out: Path) -> None:
    pages = page_count(source.connection)
    # A number in words, where the file is encrypted.
    told = source.connection.execute("PRAGMA page_size").fetchone()
    size = pages * (int(told[0]) if told else PAGE)
    free = shutil.disk_usage(out.parent).free
    if free < size + ROOM:
        needed, there = -(-(size + ROOM) // 2**20), free // 2**20
        cause = tr(
            "the disk is nearly full, {there:,} MB are free and {needed:,} MB are needed", there=there, needed=needed
        )
        raise NoRoom(source.path.name, cause)


@contextlib.contextmanager
def _alone(name: str, unfinished: Path) -> Iterator[None]:
    """One at a time makes a backup there; whatever happens, nothing unfinished stays."""
    try:
        lock = ProjectLock(unfinished)
    except ProjectInUse as error:
        raise NoBackup(name, tr("another one is being made just now")) from error
    try:
        # Left by one that was killed.
        _remove(unfinished)
        yield
    finally:
        with contextlib.suppress(OSError):
            _remove(unfinished)
        lock.release()


def _remove(path: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _copy(file: ProjectFile, unfinished: Path, stop: Callable[[], bool] | None, slots: Slots | None) -> Contents:
    source, name = file.connection, file.path.name

    last, restarts = 2**31, 0

    def go_on(_status: int, left: int, _all: int) -> None:
        nonlocal last, restarts
        if stop is not None and stop():
            raise Stopped(name, tr("it was stopped"))
        # SQLite begins anew whenever another one has written meanwhile.
        restarts, last = restarts + (left >= last), left
        if restarts > _RESTARTS:
            raise NoBackup(name, tr(_BUSY))

    holds = str(source.execute("PRAGMA journal_mode").fetchone()[0]).lower() == "wal"
    for _ in range(_ATTEMPTS):
        # With a log beside the file a reader keeps what it sees; without, it would keep the writer waiting.
        if holds:
            source.execute("BEGIN")
        try:
            before = _contents(source)
            with contextlib.closing(_connect(unfinished, file.key, "rwc")) as target:
                # Of a copy that breaks off nothing is kept: it needs no journal, and is synced as a whole.
                target.execute("PRAGMA journal_mode=OFF")
                target.execute("PRAGMA synchronous=OFF")
                source.backup(target, pages=_PAGES, progress=go_on)
            after = _contents(source)
        finally:
            if holds:
                source.execute("COMMIT")
        if before == after:
            _finish(file, unfinished, slots)
            _check(file, unfinished, before)
            return before
        _remove(unfinished)
    raise NoBackup(name, tr(_BUSY))


def _finish(file: ProjectFile, unfinished: Path, slots: Slots | None) -> None:
    """Make it one file that is read without any beside it, and all of it on the disk."""
    with contextlib.closing(_connect(unfinished, file.key, "rw")) as target:
        target.execute("PRAGMA synchronous=FULL")
        target.execute("PRAGMA journal_mode=DELETE").fetchone()
    with open(unfinished, "ab") as copy:
        if file.key is not None:
            fitting = slots if slots is not None and slots.file == file_salt(file.key) else None
            copy.write(block(fitting or read_slots(file.path, file.key)))
        copy.flush()
        os.fsync(copy.fileno())


def _check(file: ProjectFile, unfinished: Path, wanted: Contents) -> None:
    name = file.path.name
    with contextlib.closing(_connect(unfinished, file.key, "ro")) as copy:
        try:
            found = [str(text) for (text,) in copy.execute("PRAGMA quick_check(1)")]
            same = _contents(copy) == wanted
        except sqlite3.DatabaseError as error:
            raise NoBackup(name, tr("the copy cannot be read ({reason})", reason=reason(error))) from error
    if found != ["ok"] or not same:
        raise NoBackup(name, tr("the copy is not what was copied, so the disk may be failing"))


def _contents(connection: sqlite3.Connection) -> Contents:
    def count(table: str) -> int:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    row = connection.execute("SELECT value FROM meta WHERE key='project'").fetchone()
    heads = connection.execute("SELECT writer, max(seq) FROM events GROUP BY writer ORDER BY writer").fetchall()
    return Contents(
        str(row[0]) if row else "",
        count("events"),
        count("bodies"),
        count("samples"),
        tuple(heads),
        _tips(connection),
    )
