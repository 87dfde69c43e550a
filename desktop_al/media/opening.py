"""Opening a file of the sample folder so that it is inside that folder at the moment of opening.

Checking a path first and opening it afterwards leaves a moment in which a folder can be exchanged for a link that
leads out. So the path without links is walked by handles of folders, none of which follows a link (POSIX
``openat`` with ``O_NOFOLLOW``). Where the system has none of that (Windows), what was opened is compared with what the
path leads to afterwards: who exchanges a folder must then do so twice within that moment.
"""

import contextlib
import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from desktop_al.core.errors import CannotRead
from desktop_al.media.paths import is_inside, real_path
from desktop_al.media.shelf import ShelfFile, shelf_at

CAUSES = {
    errno.ENOENT: "The file is not there any more.",
    errno.ENOTDIR: "The file is not there any more.",
    errno.EACCES: "You have no permission to read this file.",
    errno.EPERM: "You have no permission to read this file.",
    errno.EISDIR: "This is a folder, not a file.",
    errno.EIO: "The disk cannot read this file.",
    errno.ELOOP: "This file is a link that leads nowhere.",
}
_OUTSIDE = "This name leads to a file outside this folder."
_EXCHANGED = "The file was exchanged for a link while it was opened. Nothing was read."

_BY_HANDLES = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW") and hasattr(os, "O_DIRECTORY")
# Without O_NONBLOCK, opening a pipe that has a picture's name would wait for ever.
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


def open_inside(root: Path, relative: str) -> BinaryIO:
    """The ordinary file with this public path, open for reading. Links that stay in the folder are followed.

    Raises:
        CannotRead: missing, no permission, no ordinary file, or outside the folder, also where it came there between
            looking and opening.
    """
    place = real_path(root, relative)
    try:
        if (shelf := shelf_at(root)) is not None:
            return ShelfFile(shelf, relative)
        home = os.path.realpath(root)
        target = os.path.realpath(place)
        if not is_inside(target, home):
            raise CannotRead(_OUTSIDE)
        handle = _walk(home, os.path.relpath(target, home)) if _BY_HANDLES else _compare(place, home)
    except OSError as error:
        raise CannotRead(_cause(error, place)) from error
    except MemoryError as error:
        raise CannotRead("There is not enough memory to open this file.") from error
    return _ordinary(handle)


def _walk(home: str, relative: str) -> int:
    """A handle of the file, by handles of all folders on the way; ELOOP or ENOTDIR where one is a link by now."""
    *folders, name = relative.split(os.sep)
    here = os.open(home, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for folder in folders:
            below = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=here)
            os.close(here)
            here = below
        return os.open(name, _FLAGS | os.O_NOFOLLOW, dir_fd=here)
    except OSError as error:
        # All links were resolved before: what is one now came in between. (NetBSD says EFTYPE, FreeBSD EMLINK.)
        if error.errno in (errno.ELOOP, errno.EMLINK, getattr(errno, "EFTYPE", errno.ELOOP)):
            raise CannotRead(_EXCHANGED) from error
        raise
    finally:
        os.close(here)


def _compare(place: Path, home: str) -> int:
    """A handle of the file, which the path, looked at after opening, still leads to, inside the folder."""
    handle = os.open(place, _FLAGS)
    try:
        target = os.path.realpath(place)
        if not is_inside(target, home) or not os.path.samestat(os.fstat(handle), os.stat(target)):
            raise CannotRead(_EXCHANGED)
    except BaseException:
        os.close(handle)
        raise
    return handle


def _ordinary(handle: int) -> BinaryIO:
    try:
        mode = os.fstat(handle).st_mode
        if stat.S_ISDIR(mode):
            raise CannotRead(CAUSES[errno.EISDIR])
        if not stat.S_ISREG(mode):
            raise CannotRead("This is not an ordinary file.")
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def _cause(error: OSError, place: Path) -> str:
    # Windows says "permission denied" when a folder is opened as a file.
    with contextlib.suppress(OSError):
        if error.errno == errno.EACCES and place.is_dir():
            return CAUSES[errno.EISDIR]
    return CAUSES.get(error.errno or 0, f"The file cannot be read: {error.strerror or error}.")
