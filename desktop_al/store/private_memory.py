"""A process that has the key of a project in its memory keeps that memory to itself.

No core file, no dump by the system's crash reporter, no other program of the same user that attaches to it. What this
cannot keep away: an administrator, and swap or hibernation of the computer.
"""

import contextlib
import ctypes
import sys

_PR_SET_DUMPABLE = 4


def keep_memory_private() -> None:
    """For the rest of this process's life; harmless when called again. Where the system knows no such thing, nothing
    happens."""
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        # The limit that can be raised again is left alone: it is that of programs started from here.
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    if sys.platform == "linux":
        # Crash reporters that get the dump through a pipe do not ask for the limit.
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
