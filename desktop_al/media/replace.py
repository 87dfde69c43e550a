"""Write a whole file or nothing: a new file beside it, flushed to the disk, then put in its place."""

import contextlib
import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from desktop_al.core.errors import DesktopAlError

_CAUSES = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EACCES: "you have no permission to write there",
    errno.EPERM: "you have no permission to write there",
    errno.EROFS: "the disk is read-only",
    errno.ENOENT: "the folder does not exist",
    errno.ENOTDIR: "a part of its path is not a folder",
    errno.EISDIR: "a folder of that name is in the way",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EFBIG: "the file would be too large",
}


def replace_file(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Call ``write`` with a new binary file and put the result at ``path``; on any failure nothing changes there.

    Raises:
        DesktopAlError: the file cannot be written; says why. Errors of ``write`` other than OSError pass through.
    """
    temporary: str | None = None
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a directory")
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".writing-", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        _usual_permissions(temporary, path)
        os.replace(temporary, path)
        temporary = None
    except OSError as error:
        cause = _CAUSES.get(error.errno or 0, error.strerror or str(error))
        raise DesktopAlError(f"{path.name} was not written: {cause}. Nothing else has changed.") from error
    except ValueError as error:
        if "null" not in str(error):
            raise
        raise DesktopAlError("The file was not written: its name cannot be used.") from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)


def _usual_permissions(temporary: str, path: Path) -> None:
    """A temporary file is private; the result gets the permissions of the file it replaces, or the usual ones."""
    if os.name == "nt":
        return
    try:
        mode = path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    os.chmod(temporary, mode)
