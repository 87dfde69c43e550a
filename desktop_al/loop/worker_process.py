"""The worker process: takes jobs from one pipe and works on them in chunks, the most urgent first."""

import contextlib
import ctypes
import os
import signal
import sys
import threading
import traceback
from collections.abc import Generator
from multiprocessing import connection as mp_connection
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from typing import Any

from desktop_al.core.errors import DesktopAlError
from desktop_al.loop.messages import PURPOSES, Cancel, Done, Failed, Job, Part, Rows, Setup

Work = Generator[Any, None, Any]
_PR_SET_PDEATHSIG = 1


def main(pipe: Connection, setup: Setup) -> None:
    """Entry point of the spawned process. Ends when the pipe closes or the window's process is gone."""
    _step_back()
    _follow_parent()
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        _serve(pipe, setup)


def _serve(pipe: Connection, setup: Setup) -> None:
    # Imported here: the process must answer at once, the learning libraries are loaded when first needed.
    from desktop_al.loop.workshop import Workshop

    workshop = Workshop(setup)
    active: dict[str, tuple[Job, Work]] = {}
    while True:
        while pipe.poll(0 if active else None):
            message = pipe.recv()
            if isinstance(message, Job):
                active[message.purpose] = (message, workshop.start(message.payload))
            elif isinstance(message, Cancel):
                active = {p: (job, work) for p, (job, work) in active.items() if job.id != message.id}
            elif isinstance(message, Rows):
                if message.start == 0:
                    active.clear()
                workshop.know(message.start, message.rows)
        if not active:
            continue
        purpose = min(active, key=PURPOSES.index)
        job, work = active[purpose]
        try:
            part = next(work)
        except StopIteration as stop:
            del active[purpose]
            pipe.send(Done(job.id, stop.value))
        except DesktopAlError as error:
            del active[purpose]
            pipe.send(Failed(job.id, str(error), ""))
        except Exception:
            del active[purpose]
            pipe.send(Failed(job.id, "An unforeseen error stopped this work.", traceback.format_exc()))
        else:
            if part is not None:
                pipe.send(Part(job.id, part))


def _step_back() -> None:
    """The window comes first."""
    if sys.platform == "win32":
        import psutil

        psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
    else:
        with contextlib.suppress(OSError):
            os.nice(10)


def _follow_parent() -> None:
    """Be gone within a second of the window's death, whatever is being worked on."""
    parent = parent_process()
    if parent is None:
        return
    if sys.platform == "linux":
        # The kernel ends this process with the one that started it, also while a library keeps the GIL.
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)

    def watch() -> None:
        mp_connection.wait([parent.sentinel])
        os._exit(0)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()
