"""The window's end of the worker process: one process, one pipe, one slot per purpose."""

import contextlib
import functools
import itertools
import multiprocessing
import queue
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any

from desktop_al.loop import reading_marks, worker_process
from desktop_al.loop.messages import Cancel, Done, Failed, Job, Part, Purpose, Rows, Setup
from desktop_al.loop.processes import one_thread
from desktop_al.store.project_file import SampleRow

Post = Callable[[Callable[[], None]], None]

#: More deaths than this within a minute and the worker is not started again.
_MANY_DEATHS = 5
_ROWS_AT_ONCE = 2000

#: How the process comes into being: anew, as a copy of this one would keep what other threads have locked.
CONTEXT: SpawnContext = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Handlers:
    """Called through ``post``; results of a cancelled or superseded job are dropped before they get here."""

    part: Callable[[Any], None]
    done: Callable[[Any], None]
    failed: Callable[[str, str], None]


class Worker:
    """Starts the process at once. ``on_restart`` is posted after the process died, with whether it was started
    anew and the purposes of the jobs in flight: they are lost, and the pool must be told again."""

    def __init__(self, setup: Setup, post: Post, on_restart: Callable[[bool, frozenset[Purpose]], None]) -> None:
        self._setup = setup
        self._post = post
        self._on_restart = on_restart
        self._ids = itertools.count(1)
        self._slots: dict[Purpose, tuple[int, Handlers]] = {}
        self._deaths: list[float] = []
        self._closed = False
        self._outbox: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._mark = CONTEXT.RawArray("B", reading_marks.BYTES)
        # By sample, how often the process died while it was being decoded.
        self._deadly: Counter[bytes] = Counter()
        self._process, self._pipe = _spawn(setup, self._mark)
        self._threads = [
            threading.Thread(target=self._send, name="worker-send", daemon=True),
            threading.Thread(target=self._receive, name="worker-receive", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    @property
    def pid(self) -> int:
        return self._process.pid or 0

    def use_root(self, root: str) -> None:
        """Where the samples are for a process that has to be started anew."""
        self._setup = replace(self._setup, root=root)

    def tell_pool(self, rows: list[SampleRow]) -> None:
        """Tell the worker what is in the pool; in pieces, pickled off the window's thread."""
        for start in range(0, max(1, len(rows)), _ROWS_AT_ONCE):
            self._outbox.put(Rows(start, tuple(rows[start : start + _ROWS_AT_ONCE])))

    def submit(self, purpose: Purpose, payload: Any, handlers: Handlers) -> None:
        """Start a job; a running one of the same purpose is cancelled."""
        self.cancel(purpose)
        job = Job(next(self._ids), purpose, payload)
        self._slots[purpose] = (job.id, handlers)
        self._outbox.put(job)

    def cancel(self, purpose: Purpose) -> None:
        slot = self._slots.pop(purpose, None)
        if slot is not None:
            self._outbox.put(Cancel(slot[0]))

    def busy(self, purpose: Purpose) -> bool:
        return purpose in self._slots

    def close(self) -> None:
        """End the process and the threads."""
        self._closed = True
        self._slots.clear()
        self._outbox.put(None)
        _end(self._process)
        for thread in self._threads:
            thread.join(2.0)
        # The receiving thread may just have started another one.
        _end(self._process)
        with contextlib.suppress(OSError):
            self._pipe.close()

    # -- threads ---------------------------------------------------------------------------------------

    def _send(self) -> None:
        while (message := self._outbox.get()) is not None:
            # A dead process is noticed by the receiving thread; what was sent to it is told again. TypeError is
            # what a connection raises that is closed by the restart in the middle of a write.
            with contextlib.suppress(OSError, ValueError, TypeError):
                self._pipe.send(message)

    def _receive(self) -> None:
        while not self._closed:
            try:
                message = self._pipe.recv()
            except (EOFError, OSError):
                if self._closed or not self._restart():
                    return
                continue
            self._post(functools.partial(self._deliver, message))

    def _restart(self) -> bool:
        now = time.monotonic()
        self._deaths = [t for t in self._deaths if now - t < 60] + [now]
        self._process.join(1.0)
        with contextlib.suppress(OSError):
            self._pipe.close()
        if sample := reading_marks.marked(self._mark):
            self._deadly[sample] += 1
            self._mark[0] = 0
            deadly = frozenset(s for s, deaths in self._deadly.items() if deaths >= reading_marks.DEATHS)
            self._setup = replace(self._setup, deadly=deadly)
        alive = len(self._deaths) <= _MANY_DEATHS
        if alive and not self._closed:
            self._process, self._pipe = _spawn(self._setup, self._mark)
        self._post(lambda: self._restarted(alive))
        return alive

    # -- on the window's thread ------------------------------------------------------------------------

    def _restarted(self, alive: bool) -> None:
        if not self._closed:
            lost = frozenset(self._slots)
            self._slots.clear()
            self._on_restart(alive, lost)

    def _deliver(self, message: Part | Done | Failed) -> None:
        found = next(((p, handlers) for p, (job, handlers) in self._slots.items() if job == message.id), None)
        if found is None:
            return
        purpose, handlers = found
        if isinstance(message, Part):
            handlers.part(message.value)
            return
        del self._slots[purpose]
        if isinstance(message, Done):
            handlers.done(message.value)
        else:
            handlers.failed(message.words, message.detail)


def _end(process: SpawnProcess) -> None:
    if process.is_alive():
        process.terminate()
        process.join(1.0)
    if process.is_alive():
        process.kill()
        process.join(1.0)


def _spawn(setup: Setup, mark: Any) -> tuple[SpawnProcess, Connection]:
    ours, theirs = CONTEXT.Pipe()
    process = CONTEXT.Process(
        target=worker_process.main, args=(theirs, setup, mark), name="desktop-al-worker", daemon=True
    )
    # Two cores serve the window and the worker, and more threads than cores cost 3 to 7 times.
    with one_thread():
        process.start()
    theirs.close()
    return process, ours
