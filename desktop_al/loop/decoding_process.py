"""The process that decodes files of others: it gets their bytes, can do little else, and may die of them."""

import contextlib
import os
import sys
from multiprocessing.connection import Connection

from desktop_al.core import words
from desktop_al.core.languages import of_environment
from desktop_al.loop.worker_process import follow_parent

#: Bytes that it may map beyond what it has after loading its libraries: one picture at its largest, with a margin.
MEMORY = 2 * 1024**3
_PR_SET_NO_NEW_PRIVS = 38


def main(pipe: Connection) -> None:
    """Entry point. (found, view) and the bytes of a file come in; what was decoded goes out, until the pipe closes."""
    follow_parent()
    with contextlib.suppress(OSError, AttributeError):
        # A little behind the window, far before the worker.
        os.nice(3)
    from desktop_al.loop.decoded_form import send
    from desktop_al.loop.loader import decode_for_screen

    words.use(of_environment())
    confine()
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            found, view = pipe.recv()
            send(pipe, decode_for_screen(found, pipe.recv_bytes(), view))


def confine(memory: int = MEMORY) -> None:
    """Limit what this process can take: memory, files to write, core files. Windows has no such limits; macOS does not
    hold the one on memory."""
    if sys.platform == "win32":
        return
    import resource

    import psutil

    now = psutil.Process().memory_info().vms
    limits = [(resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_AS, now + memory)]
    for which, most in limits:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(which, (most, most))
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
