"""Write a whole file or nothing: a new file beside it, flushed to the disk, then put in its place."""

import contextlib
import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from desktop_al.core.errors import DesktopAlError
from desktop_al.core.words import mark, tr
from desktop_al.media.leftovers import clear_away, marked, new_name

_NO_PERMISSION = (
    mark("you have no permission to write there, or another program has the file open")
    if os.name == "nt"
    else mark("you have no permission to write there")
)

_CAUSES = {
    errno.ENOSPC: mark("the disk is full"),
    errno.EDQUOT: mark("your share of the disk is full"),
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.EROFS: mark("the disk is read-only"),
    errno.ENOENT: mark("the folder does not exist"),
    errno.ENOTDIR: mark("a part of its path is not a folder"),
    errno.EISDIR: mark("a folder of that name is in the way"),
    errno.ENAMETOOLONG: mark("the name is too long"),
    errno.EFBIG: mark("the file would be too large"),
    errno.EIO: mark("the disk reports an error"),
}


def cause_of(error: OSError) -> str:
    """Why something could not be written, without a full stop."""
    known = _CAUSES.get(error.errno or 0)
    return tr(known) if known else error.strerror or str(error)


def replace_file(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Call ``write`` with a new binary file and put the result at ``path``; on any failure nothing changes there.
    What a process that was killed has left beside it is cleared away.

    Raises:
        DesktopAlError: the file cannot be written; says why. Errors of ``write`` other than OSError pass through.
    """
    temporary: Path | None = None
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a directory")
        if path.exists() and not path.is_file():
            # A device, say: putting a file in its place would take it from the whole system.
            raise OSError(errno.EINVAL, tr("what is there is no ordinary file"))
        clear_away(path.parent)
        beside = new_name(path.parent)
        with contextlib.ExitStack() as held:
            with beside.open("xb") as file:
                temporary = beside
                held.enter_context(marked(beside))
                write(file)
                file.flush()
                os.fsync(file.fileno())
            _keep_permissions(beside, path)
            # While it is marked: after long work another export would take it for left behind.
            os.replace(beside, path)
        temporary = None
    except OSError as error:
        raise DesktopAlError(
            tr("{name} was not written: {cause}. Nothing else has changed.", name=path.name, cause=cause_of(error))
        ) from error
    except ValueError as error:
        if "null" not in str(error):
            raise
        raise DesktopAlError(tr("The file was not written: its name cannot be used.")) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


def _keep_permissions(new: Path, path: Path) -> None:
    if os.name != "nt" and path.exists():
        new.chmod(path.stat().st_mode & 0o777)
