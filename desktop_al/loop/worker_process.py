"""The worker process: takes jobs from one pipe and works on them in chunks, the most urgent first."""

import contextlib
import ctypes
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Generator
from multiprocessing import connection as mp_connection
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from desktop_al.core import words
from desktop_al.core.errors import DesktopAlError
from desktop_al.core.languages import of_environment
from desktop_al.core.words import tr
from desktop_al.loop import reading_marks
from desktop_al.loop.logbook import keep_libraries_quiet, tell_crash
from desktop_al.loop.messages import Cancel, Done, Failed, Job, Part, Rows, Setup
from desktop_al.loop.reading_marks import Mark
from desktop_al.loop.turns import Turns

Work = Generator[Any, None, Any]
_PR_SET_PDEATHSIG = 1


def main(pipe: Connection, setup: Setup, mark: Mark) -> None:
    """Entry point of the spawned process. Ends when the pipe closes or the window's process is gone.

    ``mark`` holds the id of the sample that is being decoded, for whoever finds this process dead.
    """
    _step_back()
    follow_parent()
    keep_libraries_quiet()
    words.use(of_environment())
    reading_marks.use(mark, setup.deadly)
    if setup.careful:
        limit_memory()
    try:
        with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
            _serve(pipe, setup)
    except Exception as error:
        # Else its words would be printed. The window starts another one.
        tell_crash(sys.__excepthook__, type(error), error, error.__traceback__)
        sys.exit(1)


def _serve(pipe: Connection, setup: Setup) -> None:
    # Imported here: the process must answer at once, the learning libraries are loaded when first needed.
    from desktop_al.loop.inside import begin_reading
    from desktop_al.loop.workshop import Workshop
    from desktop_al.store import keyring

    if setup.key:
        keyring.put(Path(setup.project), bytearray(setup.key))
    begin_reading(Path(setup.root), Path(setup.project))
    workshop = Workshop(setup)
    active: dict[str, tuple[Job, Work]] = {}
    turns = Turns()
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
        under_way = tuple(active)
        purpose = turns.choose(under_way)
        job, work = active[purpose]
        began = time.monotonic()
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
            pipe.send(Failed(job.id, tr("An unforeseen error stopped this work."), traceback.format_exc()))
        else:
            if part is not None:
                pipe.send(Part(job.id, part))
        turns.took(purpose, time.monotonic() - began, under_way)


def limit_memory() -> None:
    """Half of this computer's memory, and never less than 3 GiB: what a file makes a decoder take is not taken from
    the window. Linux alone holds it."""
    import psutil

    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        most = max(3 * 2**30, psutil.virtual_memory().total // 2) + psutil.Process().memory_info().vms
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _step_back() -> None:
    """The window comes first."""
    if sys.platform == "win32":
        import psutil

        psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
    else:
        with contextlib.suppress(OSError):
            os.nice(10)


def follow_parent() -> None:
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
