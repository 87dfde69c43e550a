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
from desktop_al.core.words import mark, tr
from desktop_al.media.paths import is_inside, real_path
from desktop_al.media.shelf import ShelfFile, shelf_at

CAUSES = {
    errno.ENOENT: mark("The file is not there any more."),
    errno.ENOTDIR: mark("The file is not there any more."),
    errno.EACCES: mark("You have no permission to read this file."),
    errno.EPERM: mark("You have no permission to read this file."),
    errno.EISDIR: mark("This is a folder, not a file."),
    errno.EIO: mark("The disk cannot read this file."),
    errno.ELOOP: mark("This file is a link that leads nowhere."),
}
_OUTSIDE = mark("This name leads to a file outside this folder.")
_EXCHANGED = mark("The file was exchanged for a link while it was opened. Nothing was read.")

_BY_HANDLES = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW") and hasattr(os, "O_DIRECTORY")
# Without O_NONBLOCK, opening a pipe that has a picture's name would wait for ever.
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_NAMES = frozenset(("", ".", ".."))


def open_inside(root: Path, relative: str) -> BinaryIO:
    """The ordinary file with this public path, open for reading. Links that stay in the folder are followed.

    Raises:
        CannotRead: missing, no permission, no ordinary file, or outside the folder, also where it came there between
            looking and opening.
    """
    if _BY_HANDLES and shelf_at(root) is None and (plain := _plainly(root, relative)) is not None:
        return _ordinary(plain)
    place = real_path(root, relative)
    try:
        if (shelf := shelf_at(root)) is not None:
            return ShelfFile(shelf, relative)
        home = os.path.realpath(root)
        target = os.path.realpath(place)
        if not is_inside(target, home):
            raise CannotRead(tr(_OUTSIDE))
        handle = _walk(home, os.path.relpath(target, home)) if _BY_HANDLES else _compare(place, home)
    except OSError as error:
        raise CannotRead(_cause(error, place)) from error
    except MemoryError as error:
        raise CannotRead(tr("There is not enough memory to open this file.")) from error
    return _ordinary(handle)


def _plainly(root: Path, relative: str) -> int | None:
    """A handle of the file where the disk has exactly this path without any link in it, which most have: that needs a
    tenth of the looks at the disk. None where the path has to be resolved, or cannot be opened at all."""
    if not _NO_NAMES.isdisjoint(relative.split("/")) or "\0" in relative:
        return None
    try:
        return _walk(os.fspath(root), relative)
    except (OSError, ValueError, CannotRead):
        return None


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
            raise CannotRead(tr(_EXCHANGED)) from error
        raise
    finally:
        os.close(here)


def _compare(place: Path, home: str) -> int:
    """A handle of the file, which the path, looked at after opening, still leads to, inside the folder."""
    handle = os.open(place, _FLAGS)
    try:
        target = os.path.realpath(place)
        if not is_inside(target, home) or not os.path.samestat(os.fstat(handle), os.stat(target)):
            raise CannotRead(tr(_EXCHANGED))
    except BaseException:
        os.close(handle)
        raise
    return handle


def _ordinary(handle: int) -> BinaryIO:
    try:
        mode = os.fstat(handle).st_mode
        if stat.S_ISDIR(mode):
            raise CannotRead(tr(CAUSES[errno.EISDIR]))
        if not stat.S_ISREG(mode):
            raise CannotRead(tr("This is not an ordinary file."))
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def _cause(error: OSError, place: Path) -> str:
    # Windows says "permission denied" when a folder is opened as a file.
    with contextlib.suppress(OSError):
        if error.errno == errno.EACCES and place.is_dir():
            return tr(CAUSES[errno.EISDIR])
    known = CAUSES.get(error.errno or 0)
    return tr(known) if known else tr("The file cannot be read: {reason}.", reason=error.strerror or error)
