"""Room kept for a full disk: a file of 4 MiB beside the project, given up when a write finds no space."""

import contextlib
import os
import shutil
from pathlib import Path

SIZE = 4 * 1024 * 1024
#: The balloon is made again only when this much is free beside it, so that it never causes the next full disk.
_ROOM = 4 * SIZE


def _path(project: Path) -> Path:
    return project.with_name(project.name + "-balloon")


def inflate(project: Path) -> bool:
    """Make the balloon if it is not there and the disk has room; returns whether it is there."""
    path = _path(project)
    try:
        if path.exists() and path.stat().st_size == SIZE:
            return True
        if shutil.disk_usage(project.parent).free < _ROOM:
            return False
        with open(path, "wb") as file:
            for _ in range(SIZE // 65536):
                # Random bytes: a compressing or deduplicating file system must really set the space aside.
                file.write(os.urandom(65536))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        # The folder may be away altogether.
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        return False
    return True


def pop(project: Path) -> bool:
    """Give the room back; returns whether there was any to give."""
    path = _path(project)
    try:
        path.unlink()
    except OSError:
        return False
    return True
