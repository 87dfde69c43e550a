"""What an interrupted encryption or decryption leaves beside a project, and bytes that are to be gone.

Overwriting reaches the place where a file lies now. Drives that spread what is written (SSDs, cards), file systems that
write elsewhere (snapshots, logs) and copies keep what was there before.
"""

import contextlib
import os
from pathlib import Path

from desktop_al.store.driver import connect, sqlite3
from desktop_al.store.key_file import PLAIN

_CHUNK = 1024 * 1024


def new_path(project: Path) -> Path:
    """Where the other form of a project is made."""
    return project.with_name(project.name + "-converting")


def old_path(project: Path) -> Path:
    """The second name of the plain file, by which it is overwritten when an encrypted one has taken its place."""
    return project.with_name(project.name + "-replaced")


def wipe(path: Path) -> bool:
    """Overwrite a file once and remove it; what has a second name, somebody's copy, is only removed. Returns whether it
    was overwritten."""
    wiped = False
    with contextlib.suppress(OSError), open(path, "r+b") as file:
        stat = os.fstat(file.fileno())
        if stat.st_nlink <= 1:
            # Zeros, and from its beginning on: an interrupted one is known by that.
            nothing = bytes(_CHUNK)
            for at in range(0, stat.st_size, _CHUNK):
                file.write(nothing[: stat.st_size - at])
            file.flush()
            os.fsync(file.fileno())
            wiped = True
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
    return wiped


def clear_leftovers(project: Path, project_id: str, *, encrypted: bool) -> None:
    """For one who has ``project`` open for writing."""
    new = new_path(project)
    if new.exists():
        # Of a decryption it may be plain.
        wipe(new)
    old = old_path(project)
    if not old.exists():
        return
    with contextlib.suppress(OSError):
        if os.path.samefile(old, project):
            # Interrupted before the encrypted one took its place: two names of the one file there is.
            old.unlink()
        elif encrypted and (_begins_with_zeros(old) or _plain_id(old) == project_id):
            wipe(old)


def _begins_with_zeros(path: Path) -> bool:
    with open(path, "rb") as file:
        return not any(file.read(len(PLAIN)))


def _plain_id(path: Path) -> str:
    """The project in a plain file; empty where it is none, or not readable."""
    try:
        with contextlib.closing(connect(path, None, "ro&immutable=1")) as connection:
            row = connection.execute("SELECT value FROM meta WHERE key='project'").fetchone()
            return str(row[0]) if row else ""
    except sqlite3.Error:
        return ""
