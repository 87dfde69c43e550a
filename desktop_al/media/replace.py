"""Write a whole file or nothing: a new file beside it, flushed to the disk, then put in its place."""

import contextlib
import errno
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from desktop_al.core.errors import DesktopAlError

_NO_PERMISSION = "you have no permission to write there" + (
    ", or another program has the file open" if os.name == "nt" else ""
)

_CAUSES = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.EROFS: "the disk is read-only",
    errno.ENOENT: "the folder does not exist",
    errno.ENOTDIR: "a part of its path is not a folder",
    errno.EISDIR: "a folder of that name is in the way",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EFBIG: "the file would be too large",
    errno.EIO: "the disk reports an error",
}


def replace_file(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Call ``write`` with a new binary file and put the result at ``path``; on any failure nothing changes there.

    Raises:
        DesktopAlError: the file cannot be written; says why. Errors of ``write`` other than OSError pass through.
    """
    temporary: Path | None = None
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a directory")
        beside = path.parent / f".writing-{secrets.token_hex(8)}.part"
        with beside.open("xb") as file:
            temporary = beside
            write(file)
            file.flush()
            os.fsync(file.fileno())
        _keep_permissions(beside, path)
        os.replace(beside, path)
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
                temporary.unlink()


def _keep_permissions(new: Path, path: Path) -> None:
    if os.name != "nt" and path.exists():
        new.chmod(path.stat().st_mode & 0o777)
