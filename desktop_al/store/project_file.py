"""Opening, creating and reading a project file.

SQLite in WAL mode with ``synchronous=FULL``; where WAL's shared memory does not work (some network
folders) the DELETE journal. What does not belong here: what events mean, and the thread that writes.
"""

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop_al.core.chain import Written
from desktop_al.core.errors import CannotOpen, ProjectInUse
from desktop_al.core.words import joined, tr
from desktop_al.store import balloon, limits, schema
from desktop_al.store.driver import connect, sqlite3
from desktop_al.store.erasing import write_anew
from desktop_al.store.journal import journal_path, read_journal
from desktop_al.store.key_file import PAGE, PLAIN, Tail, block, keys_path, mend_beginning, put_beside, sync_folder
from desktop_al.store.key_slots import Slots
from desktop_al.store.keyring import key_of
from desktop_al.store.leftovers import clear_leftovers
from desktop_al.store.lock import OR_WAIT, ProjectLock
from desktop_al.store.rows import TIP as TIP
from desktop_al.store.rows import SampleRow as SampleRow
from desktop_al.store.rows import insert_events as insert_events
from desktop_al.store.rows import insert_samples as insert_samples
from desktop_al.store.rows import read_body as read_body
from desktop_al.store.rows import read_events as read_events
from desktop_al.store.rows import read_foreign as read_foreign
from desktop_al.store.rows import read_samples as read_samples
from desktop_al.store.rows import recover as recover
from desktop_al.store.rows import roll_back as roll_back

#: How long SQLite waits for another program that holds the file.
BUSY_MILLISECONDS = 10_000
#: Bytes that what is left of an encrypted project has at least.
_SMALLEST = 3 * PAGE


@dataclass(frozen=True, slots=True)
class ProjectFile:
    """An open file. ``lock`` is None when it is open to look only; ``words`` are said once to the user."""

    path: Path
    connection: sqlite3.Connection
    lock: ProjectLock | None
    words: tuple[str, ...]
    project_id: str
    recovered: int = 0
    #: Of an encrypted project; None of a plain one.
    key: bytearray | None = field(default=None, repr=False)
    #: Of an encrypted project that is open for writing.
    tail: Tail | None = field(default=None, repr=False)

    @property
    def read_only(self) -> bool:
        return self.lock is None


def create(
    path: Path,
    entries: Iterable[Written],
    samples: Iterable[SampleRow] = (),
    project_id: str | None = None,
    locks: tuple[bytearray, Slots] | None = None,
) -> None:
    """Make a whole project file with its first events and samples, or nothing. ``project_id``: of the project that this
    is to be a copy of. ``locks``: key and slots of an encrypted one.

    ``entries`` may be made while they are written; whatever making them raises leaves no file either.

    Raises:
        CannotOpen: there is a file already, or the folder cannot be written.
    """
    if path.exists():
        raise _already_there(path)
    for end in ("-wal", "-journal", "-recent", "-keys", "-samples"):
        # Labels or samples of a project whose main file was moved away may be in there: not to be taken over, nor lost.
        if path.with_name(path.name + end).exists():
            raise CannotOpen(
                tr("Beside it lies {name}, left by another project. Choose another name.", name=f"{path.name}{end}")
            )
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        _remove_unfinished(unfinished)
        connection = connect(unfinished, locks[0] if locks else None)
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
        if locks:
            with open(unfinished, "ab") as file:
                file.write(block(locks[1]))
                file.flush()
                os.fsync(file.fileno())
        put_in_place(unfinished, path)
        sync_folder(path.parent)
    except BaseException as error:
        with contextlib.suppress(OSError):
            _remove_unfinished(unfinished)
        if isinstance(error, OSError | sqlite3.Error):
            raise CannotOpen(
                tr("The project cannot be made at {path}: {reason}.", path=path, reason=reason(error))
            ) from error
        raise


def _already_there(path: Path) -> CannotOpen:
    return CannotOpen(tr("There is already a file {name}. Choose another name, or open that project.", name=path.name))


def put_in_place(unfinished: Path, path: Path) -> None:
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
        NeedsPassphrase: it is encrypted and not unlocked.
    """
    # Two names of one file must meet at one lock.
    path = path.resolve()
    if not path.is_file():
        raise CannotOpen(tr("There is no project at {path}.", path=path))
    key = key_of(path)
    words: list[str] = []
    lock: ProjectLock | None = None
    connection: sqlite3.Connection | None = None
    tail: Tail | None = None
    if not look_only:
        try:
            lock = ProjectLock(path) if os.access(path, os.W_OK) else None
            if lock is None:
                words.append(joined((tr("The project file is write-protected."), tr("It is open to look only."))))
            elif key is not None:
                tail = _prepare_slots(path, key)
        except ProjectInUse as error:
            words.append(str(error).replace(tr(OR_WAIT), tr("It is open here to look only.")))
        except OSError as error:
            why = tr("The project's folder cannot be written ({reason}).", reason=reason(error))
            words.append(joined((why, tr("It is open to look only."))))
            if lock is not None:
                lock.release()
                lock = None
        except BaseException:
            if lock is not None:
                lock.release()
            raise
    try:
        if lock is None:
            connection = _connect_to_look(path, key)
            return ProjectFile(path, connection, None, tuple(words), _project_id(connection), key=key)
        _look_first(path, key)
        connection, said = connect_to_write(path, key)
        project_id = _project_id(connection)
        recovered = recover(connection, read_journal(path, project_id, key))
        clear_leftovers(path, project_id, encrypted=key is not None)
        return ProjectFile(path, connection, lock, (*words, *said), project_id, recovered, key, tail)
    except BaseException as error:
        if connection is not None:
            connection.close()
        if tail is not None:
            # The slots stay beside the file.
            tail.close()
        if lock is not None:
            lock.release()
        if isinstance(error, sqlite3.DatabaseError):
            raise CannotOpen(tr("The project file cannot be opened: {reason}.", reason=reason(error))) from error
        if isinstance(error, schema.Unreadable):
            raise CannotOpen(_unreadable_words(path, key)) from error
        raise


def _prepare_slots(path: Path, key: bytearray) -> Tail:
    """Before an encrypted file is written: its slots beside it, its beginning mended."""
    try:
        put_beside(path)
    except OSError as error:
        # What the room was kept for: without it nothing more could be labelled on a full disk.
        if error.errno != errno.ENOSPC or not balloon.pop(path):
            raise
        put_beside(path)
    mend_beginning(path, key)
    return Tail(path)


def _unreadable_words(path: Path, key: bytearray | None) -> str:
    if key is not None:
        return tr(
            "The beginning of {name} is damaged, or its key part belongs to another project: the passphrase is right, "
            "but does not fit what lies there. Nothing was changed; go on with a backup of the project.",
            name=path.name,
        )
    with open(path, "rb") as file:
        begin = file.read(len(PLAIN))
    if begin in (b"", PLAIN) or path.stat().st_size < _SMALLEST:
        return tr("{name} is not a desktop_al project, or its beginning is damaged.", name=path.name)
    return tr(
        "{name} is not a desktop_al project, or it is encrypted and its end is cut off, where its key part lies. A "
        "file {keys} that lay beside it belongs to it; else go on with a backup of the project.",
        name=path.name,
        keys=keys_path(path).name,
    )


def close_file(file: ProjectFile) -> None:
    """Not for a file that a ``Writer`` has: that one closes it itself."""
    pages = None
    if file.lock is not None:
        with contextlib.suppress(sqlite3.Error):
            if write_anew(file.connection) or file.tail is not None:
                # Everything in the file itself, so that nothing is cut off behind it later.
                file.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            if file.tail is not None:
                pages = page_count(file.connection)
    file.connection.close()
    if file.tail is not None:
        file.tail.leave(pages)
    if file.lock is not None:
        file.lock.release()


def page_count(connection: sqlite3.Connection) -> int:
    """The length of the database itself, whatever lies behind it in its file."""
    return int(connection.execute("PRAGMA page_count").fetchone()[0])


def _project_id(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT value FROM meta WHERE key='project'").fetchone()
    if row is None:
        raise CannotOpen(tr("The project file lacks its first entries. It is damaged or was never finished."))
    return str(row[0])


def _pragmas(connection: sqlite3.Connection) -> None:
    limits.limit(connection)
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    connection.execute("PRAGMA recursive_triggers=ON")


def _connect_to_look(path: Path, key: bytearray | None) -> sqlite3.Connection:
    try:
        connection = _checked(connect(path, key, "ro"))
        if _has_content(path.with_name(path.name + "-wal")) or not _lacks(connection, path, key):
            return connection
        # Copied without its log: the newest labels are only in the journal beside it.
        connection.close()
        return _connect_to_copy(path, key)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            # Somebody is writing: what lies there now is half of it.
            raise CannotOpen(
                tr("The project file {name} cannot be read just now: {reason}.", name=path.name, reason=reason(error))
            ) from error
    # A file in WAL mode that cannot get its shared memory (write-protected folder) can still be read as it
    # lies, but then SQLite passes over everything that is not yet in the file itself.
    if not any(_has_content(path.with_name(path.name + end)) for end in ("-wal", "-journal")):
        with contextlib.suppress(sqlite3.OperationalError):
            connection = _checked(connect(path, key, "ro&immutable=1"))
            if not _lacks(connection, path, key):
                return connection
            connection.close()
    try:
        return _connect_to_copy(path, key)
    except (OSError, sqlite3.OperationalError) as error:
        raise CannotOpen(
            tr(
                "What was annotated last lies beside {name} and can only be read from a copy, which cannot be made: "
                "{reason}. Copy the project's files to a folder that can be written and open it there.",
                name=path.name,
                reason=reason(error),
            )
        ) from error


def _look_first(path: Path, key: bytearray | None) -> None:
    """Refuse what is no project of ours before anything can be written to it."""
    # One whose log has to be put in place first is checked when that is done.
    with contextlib.suppress(sqlite3.OperationalError):
        _checked(connect(path, key, "ro")).close()


def _checked(connection: sqlite3.Connection) -> sqlite3.Connection:
    try:
        _pragmas(connection)
        schema.check(connection)
        limits.check_sizes(connection)
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


def _lacks(connection: sqlite3.Connection, path: Path, key: bytearray | None) -> bool:
    """Whether the journal beside has events that the file has not."""
    try:
        find = "SELECT 1 FROM events WHERE writer=? AND seq=?"
        entries = read_journal(path, _project_id(connection), key)
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


def _connect_to_copy(path: Path, key: bytearray | None) -> sqlite3.Connection:
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
        connection = connect(copy, key, "rw", factory=_Copy)
        assert isinstance(connection, _Copy)
        connection.folder = folder
    except BaseException:
        folder.cleanup()
        raise
    _checked(connection)
    try:
        recover(connection, read_journal(copy, _project_id(connection), key))
        connection.execute("PRAGMA query_only=ON")
    except BaseException:
        connection.close()
        raise
    return connection


def connect_to_write(
    path: Path, key: bytearray | None, modes: Sequence[str] = ("WAL", "DELETE")
) -> tuple[sqlite3.Connection, list[str]]:
    for mode in modes:
        # mode=rw: a file that has vanished is an error, never a new empty project in its place.
        connection = connect(path.resolve(), key, "rw", BUSY_MILLISECONDS / 1000)
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
                said = [tr("This folder does not allow the faster way of writing; the safe one is used.")]
                return connection, said
            return connection, []
        except sqlite3.OperationalError:
            connection.close()
            if mode == modes[-1]:
                raise
        except BaseException:
            connection.close()
            raise
    raise AssertionError("unreachable")


def reason(error: BaseException) -> str:
    """The cause in a few plain words, for the middle of a sentence."""
    text = str(error).lower()
    if isinstance(error, PermissionError) or "readonly" in text or "read-only" in text:
        return tr("it may not be written")
    if (isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)) or "disk is full" in text:
        return tr("the disk is full")
    if isinstance(error, FileNotFoundError) or "unable to open" in text:
        return tr("its folder is not there or may not be written")
    if "malformed" in text or "not a database" in text:
        return tr("the file is damaged or not a project")
    if "locked" in text:
        return tr("another program holds it")
    if (isinstance(error, OSError) and error.errno == errno.EIO) or "disk i/o" in text:
        return tr("the disk reports an error")
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return text or type(error).__name__
