"""Exclusive use: one process at a time may write a project.

A lock of the operating system on a small file beside the project, gone with the process however it ends.
"""

import contextlib
import errno
import os
import sys
from pathlib import Path
from typing import IO

from desktop_al.core.errors import ProjectInUse
from desktop_al.core.words import joined, mark, tr

#: Said where the project may still be looked at.
OR_WAIT = mark("Open it to look only, or wait.")
#: The projects that this process has open for writing.
_held: set[Path] = set()


def held_here(project: Path) -> bool:
    """Whether this very process has the project (as ``Path.resolve`` gives it) open for writing."""
    return project in _held


class ProjectLock:
    """Held from construction to ``release``.

    Raises:
        ProjectInUse: another process holds it.
        OSError: the folder cannot be written.
    """

    def __init__(self, project: Path) -> None:
        self._project = project.resolve()
        self._path = project.with_name(project.name + "-lock")
        self._file = self._acquire()
        _held.add(self._project)

    def _acquire(self) -> IO[bytes]:
        while True:
            file = open(self._path, "a+b")  # noqa: SIM115 - held for the lifetime of the lock
            try:
                _lock(file)
            except OSError as error:
                file.close()
                if error.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
                    # The folder knows no locks, or the disk failed: nobody is known to be in.
                    raise
                raise ProjectInUse(
                    joined((tr("This project is open in another window or by another annotator."), tr(OR_WAIT)))
                ) from error
            # The holder before may have removed the file between our open and our lock.
            try:
                if os.path.samestat(os.fstat(file.fileno()), os.stat(self._path)):
                    return file
            except FileNotFoundError:
                pass
            file.close()

    def release(self) -> None:
        """Never fails: a file that stays is only a name, the lock goes with the open file."""
        _held.discard(self._project)
        if sys.platform != "win32":
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)
        self._file.close()


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
