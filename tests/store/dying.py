"""A process that is killed (-9) before its n-th step on disk: what a store does to files and to its database."""

import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from desktop_al.store import keyring

_ON_DISK = {"unlink", "replace", "link", "rename", "fsync", "ftruncate", "fdatasync"}
_IN_STORE = _ON_DISK | {"execute", "executemany", "close", "write", "flush", "open"}
_STORE = os.path.join("desktop_al", "store", "")


def dies(step: int, work: Callable[[Callable[[int], None]], None]) -> tuple[bool, int]:
    """Do ``work`` in a process that dies before its step ``step``; whether it did, and the last number that ``work``
    told: what was acknowledged by then."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _live_until(step, lambda: work(lambda number: os.write(writing, b"%6d" % number) and None))
    os.close(writing)
    with open(reading, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the work failed by itself"
    return os.WIFSIGNALED(status), int(told[-6:]) if told else 0


def _live_until(step: int, work: Callable[[], None]) -> None:
    left = step

    def profile(frame: FrameType, event: str, called: object) -> None:
        nonlocal left
        if event != "c_call":
            return
        name = getattr(called, "__name__", "")
        if name in _ON_DISK or (name in _IN_STORE and _STORE in frame.f_code.co_filename):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    try:
        threading.setprofile(profile)
        sys.setprofile(profile)
        work()
        sys.setprofile(None)
    except BaseException:
        sys.setprofile(None)
        traceback.print_exc()
        os._exit(3)
    os._exit(0)


def opened_by(project: Path, *passphrases: str) -> str:
    """Which of the passphrases opens the project; it is unlocked then."""
    for passphrase in passphrases:
        try:
            keyring.unlock(project, passphrase)
        except Exception:
            continue
        return passphrase
    return ""
