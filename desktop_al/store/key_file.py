"""Where the key slots of an encrypted project lie: at the end of its file, and beside it while it is open for writing.

A checkpoint cuts the database file to its own length or writes over what lies behind, so the slots are put beside it,
safely on disk, before the first write. While it is open they are put behind it again after every checkpoint, so that a
copy of the file alone can be opened; when it is closed, read back, and those beside are removed. At every moment there
is at least one whole copy; at the end of the file there are two, one behind the other.

The file itself is read here only while this process does not have it open: POSIX takes the locks of a process from a
file when it closes any descriptor of it, those of SQLite too.
"""

import contextlib
import os
import sys
import threading
import time
from pathlib import Path

from desktop_al.core.errors import CannotOpen
from desktop_al.core.words import tr
from desktop_al.store.driver import connect, sqlite3
from desktop_al.store.key_slots import MOST_BYTES, Slots, decode, encode, file_salt
from desktop_al.store.lock import held_here

PLAIN = b"SQLite format 3\0"
_MAGIC = b"desktop_al keys\n"
_LENGTH = 4
PAGE = 4096
#: How much of the end of a file is searched for slots: both copies, with room.
_SEARCHED = 3 * MOST_BYTES
#: Another program that just reads the file keeps Windows from replacing it.
_TRIES, _PAUSE_SECONDS = 5, 0.05
#: Who takes away what lies beside, and who writes it: one at a time.
_beside_lock = threading.RLock()


def keys_path(project: Path) -> Path:
    return project.with_name(project.name + "-keys")


def is_encrypted(project: Path) -> bool:
    """Whether a file is there that holds an encrypted project, or what is left of one."""
    project = project.resolve()
    if held_here(project):
        return keys_path(project).exists()
    begin = _begin(project)
    return bool(begin) and begin != PLAIN and (keys_path(project).exists() or bool(_at_end(project)))


def read_slots(project: Path, key: bytearray | None = None) -> Slots:
    """The slots of an encrypted project: of the copies that are whole those that belong to the file, and of these the
    newest. ``key``: of one that is unlocked; its file is then not looked at where the slots lie beside it.

    Raises:
        CannotOpen: all copies are damaged.
    """
    project = project.resolve()
    whole = _beside(project)
    if whole and (held_here(project) or (key is not None and whole[0].file == file_salt(key))):
        return whole[0]
    # Closing carries them from beside to the end, opening back: who misses them at both has them at the third look.
    whole += [slots for slots in map(decode, _at_end(project)) if slots is not None]
    whole += _beside(project)
    if not whole:
        raise CannotOpen(
            tr(
                "The key part of {name} is damaged, so that no passphrase can open it. Nothing was "
                "changed; go on with a backup of the project.",
                name=project.name,
            )
        )
    begin = _begin(project)
    # Where no copy belongs to it, the beginning of the file is damaged, which can be mended.
    return max(whole, key=lambda slots: (slots.file == begin, slots.changes))


def block(slots: Slots) -> bytes:
    """What is put behind the database."""
    data = encode(slots)
    one = _MAGIC + len(data).to_bytes(_LENGTH, "little") + data
    padded = one.ljust(-(-len(one) // PAGE) * PAGE, b"\0")
    return padded * 2


def write_beside(project: Path, slots: Slots) -> None:
    """Replace the slots beside the file, whole or not at all, on disk when this returns.

    Raises:
        OSError: the folder cannot be written.
    """
    path = keys_path(project)
    unfinished = path.with_name(path.name + ".unfinished")
    with _beside_lock:
        try:
            with open(unfinished, "wb") as file:
                file.write(encode(slots))
                file.flush()
                os.fsync(file.fileno())
            replace_file(unfinished, path)
        except OSError:
            with contextlib.suppress(OSError):
                unfinished.unlink()
            raise
        sync_folder(path.parent)


def change_beside(project: Path, slots: Slots) -> bool:
    """Replace the slots of a project that this process has open; False where they were changed meanwhile."""
    with _beside_lock:
        if read_slots(project).changes != slots.changes - 1:
            return False
        write_beside(project, slots)
        return True


def put_beside(project: Path) -> None:
    """Before the first write: have a whole copy beside the file, the newest there is.

    Raises:
        CannotOpen: no copy is whole.
        OSError: the folder cannot be written.
    """
    slots = read_slots(project)
    if _beside(project) != [slots]:
        write_beside(project, slots)


def belongs(project: Path, key: bytearray) -> bool:
    """Whether a file is that of ``key``, as far as its beginning and its slots tell; also where there is none. Of one
    that is open for writing here the slots beside it tell."""
    project = project.resolve()
    if held_here(project):
        return [slots.file for slots in _beside(project)] == [file_salt(key)]
    begin = _begin(project)
    if begin in (b"", file_salt(key)):
        return True
    try:
        return begin != PLAIN and read_slots(project).file == file_salt(key)
    except CannotOpen:
        return True


def mend_beginning(project: Path, key: bytearray) -> None:
    """Write the salt with which an encrypted file begins where it was damaged and the key opens the rest: the key holds
    it too. Only for a file that nobody has open."""
    salt = file_salt(key)
    if _begin(project) not in (salt, PLAIN) and read_slots(project).file == salt and _opens(project, key):
        with open(project, "r+b") as file:
            file.write(salt)
            file.flush()
            os.fsync(file.fileno())


def _opens(project: Path, key: bytearray) -> bool:
    """Not so where the slots are those of another project."""
    with contextlib.suppress(sqlite3.Error), contextlib.closing(connect(project, key, "ro&immutable=1")) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return True
    return False


class Tail:
    """The slots behind the database of a project that is open for writing, and the way back there when it is closed.
    Opened before the database is and closed after it, for the sake of its locks.

    Raises:
        OSError: the file cannot be written. CannotOpen: the slots are damaged.
    """

    def __init__(self, project: Path) -> None:
        self._project = project
        # Should somebody remove the file beside it meanwhile.
        self._known = read_slots(project)
        self._fd = _open(project)

    def put(self, pages: int, *, sync: bool = False) -> bool:
        """After a checkpoint, ``pages`` being the length of the database: have the slots there that are beside it."""
        self._known = next(iter(_beside(self._project)), self._known)
        wanted, at = block(self._known), pages * PAGE
        try:
            size = os.fstat(self._fd).st_size
            if size != at + len(wanted) or _read(self._fd, at, len(wanted)) != wanted:
                # What is left there of an earlier copy is no database.
                os.ftruncate(self._fd, at)
                _write(self._fd, at, wanted)
            if sync:
                os.fsync(self._fd)
                return _read(self._fd, at, len(wanted) + 1) == wanted
        except OSError:
            return False
        return True

    def reopen(self) -> None:
        """After the drive was away; before the database is opened again. Raises OSError."""
        self.close()
        self._fd = _open(self._project)

    def leave(self, pages: int | None) -> bool:
        """When the database was closed, for the last time: have the slots in the file alone. False where they stay
        beside it, too; they do so where its length is not known."""
        try:
            with _beside_lock:
                if pages is None or any(_lies(self._project, end) for end in ("-wal", "-journal")):
                    return False
                if not self.put(pages, sync=True):
                    return False
                with contextlib.suppress(FileNotFoundError):
                    keys_path(self._project).unlink()
                return True
        except OSError:
            return False
        finally:
            self.close()

    def close(self) -> None:
        with contextlib.suppress(OSError):
            os.close(self._fd)
        self._fd = -1


def _open(project: Path) -> int:
    return os.open(project, os.O_RDWR | getattr(os, "O_BINARY", 0))


def replace_file(new: Path, old: Path) -> None:
    """``os.replace``, tried again while another program holds the old file, which Windows does not allow.

    Raises:
        OSError: it cannot be done.
    """
    for left in reversed(range(_TRIES)):
        try:
            os.replace(new, old)
            return
        except PermissionError:
            if not left or sys.platform != "win32":
                raise
            time.sleep(_PAUSE_SECONDS)


def _lies(project: Path, end: str) -> bool:
    return project.with_name(project.name + end).exists()


def _begin(project: Path) -> bytes:
    with contextlib.suppress(OSError), open(project, "rb") as file:
        return file.read(len(PLAIN))
    return b""


def _beside(project: Path) -> list[Slots]:
    """None or one."""
    with contextlib.suppress(OSError), open(keys_path(project), "rb") as file:
        slots = decode(file.read(MOST_BYTES + 1))
        return [] if slots is None else [slots]
    return []


def _at_end(project: Path) -> list[bytes]:
    """The encoded slots behind the database, as far as they are there."""
    try:
        with open(project, "rb") as file:
            size = file.seek(0, os.SEEK_END)
            start = max(0, size - _SEARCHED)
            file.seek(start)
            data = file.read(_SEARCHED)
    except OSError:
        return []
    found = []
    # Always on a page's border; ciphertext does not begin like this by chance.
    for at in range(-start % PAGE, len(data), PAGE):
        if data[at : at + len(_MAGIC)] == _MAGIC:
            begin = at + len(_MAGIC) + _LENGTH
            length = int.from_bytes(data[begin - _LENGTH : begin], "little")
            found.append(data[begin : begin + length])
    return found


def _read(fd: int, at: int, length: int) -> bytes:
    os.lseek(fd, at, os.SEEK_SET)
    data = b""
    while len(data) < length and (more := os.read(fd, length - len(data))):
        data += more
    return data


def _write(fd: int, at: int, data: bytes) -> None:
    os.lseek(fd, at, os.SEEK_SET)
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def sync_folder(folder: Path) -> None:
    """So that a new name is on disk too; systems that cannot do this need not."""
    with contextlib.suppress(OSError):
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
