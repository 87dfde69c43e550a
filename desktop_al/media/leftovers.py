"""What an export writes before it is whole: marked as somebody's while its process lives, cleared away after that.

The mark is a lock of the system (``flock``), which ends with the process, however that ends, and holds on network
folders and between containers too. Where there is none (Windows, some network folders) nothing is cleared away.
"""

import contextlib
import logging
import os
import re
import secrets
import shutil
import stat
import time
from collections.abc import Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]

_log = logging.getLogger(__name__)

_NAME = re.compile(r"\.writing-[0-9a-f]{16}\.part")
#: Younger ones may be about to be marked.
_YOUNGEST_S = 60.0


def new_name(folder: Path) -> Path:
    """A name in ``folder`` for what is not whole yet."""
    return folder / f".writing-{secrets.token_hex(8)}.part"


@contextlib.contextmanager
def marked(place: Path) -> Iterator[None]:
    """``place``, a file or folder called by ``new_name``, is being written."""
    descriptor = _locked(place)
    try:
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)


@contextlib.contextmanager
def temporary(place: Path) -> Iterator[None]:
    """An empty file at ``place`` that goes in the end.

    Raises:
        OSError: it cannot be made.
    """
    place.open("xb").close()
    try:
        with marked(place):
            yield
    finally:
        with contextlib.suppress(OSError):
            place.unlink()


def clear_away(folder: Path) -> None:
    """Remove from ``folder`` what exports of this user have left there whose process has ended."""
    if fcntl is None:
        return
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _NAME.fullmatch(entry.name):
                with contextlib.suppress(OSError):
                    _clear(Path(entry.path), entry.stat(follow_symlinks=False))


def _clear(place: Path, status: os.stat_result) -> None:
    plain = stat.S_ISDIR(status.st_mode) or stat.S_ISREG(status.st_mode)
    if not plain or status.st_uid != os.getuid() or time.time() - status.st_mtime < _YOUNGEST_S:
        return
    descriptor = _locked(place)
    if descriptor is None:
        return
    try:
        if stat.S_ISDIR(status.st_mode):
            shutil.rmtree(place)
        else:
            place.unlink()
        _log.info("What an export that was broken off had left was removed: %s", place.name)
    finally:
        os.close(descriptor)


def _locked(place: Path) -> int | None:
    """A lock on ``place`` that closing it gives back; None where another process has it, or there are no locks."""
    if fcntl is None:
        return None
    descriptor = -1
    try:
        descriptor = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        if descriptor >= 0:
            os.close(descriptor)
        return None
    return descriptor
