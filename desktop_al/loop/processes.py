"""One piece of work over many tasks, in processes of its own with one thread of arithmetic each."""

import contextlib
import multiprocessing
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, cast

from desktop_al.core.errors import DesktopAlError

#: ``work(shared, task, progress)``, a function of a module, since it is found again by its name.
Work = Callable[[Any, Any, Callable[[float], None]], Any]

#: Seconds that a process has to end when it is asked to.
_PATIENCE = 5.0
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def cores() -> int:
    """How many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_processes(
    work: Work, shared: Any, tasks: Sequence[Any], jobs: int, progress: Callable[[float], None] = lambda _share: None
) -> list[Any]:
    """The results of ``work`` for each task, in order.

    Args:
        shared: what every process gets once, when it starts.
        jobs: processes at most; with one task or one job all is done in this process.
        progress: hears the share that is done, from 0 to 1, never falling.

    Raises:
        DesktopAlError: raised by ``work`` in any process, or a process ended by itself. All are ended then, as they
            are by Ctrl+C.
    """
    shares = [0.0] * len(tasks)

    def heard(task: int, share: float) -> None:
        shares[task] = max(shares[task], share)
        progress(sum(shares) / len(tasks))

    results: list[Any] = [None] * len(tasks)
    if jobs <= 1 or len(tasks) <= 1:
        for at, task in enumerate(tasks):
            results[at] = work(shared, task, lambda share, at=at: heard(at, share))  # type: ignore[misc]
            heard(at, 1.0)
        return results
    processes: list[SpawnProcess] = []
    waiting = iter(enumerate(tasks))
    busy: dict[Connection, int] = {}
    try:
        for _ in range(min(jobs, len(tasks))):
            pipe = _start(work, shared, processes)
            _next_task(pipe, waiting, busy)
        while busy:
            for pipe in cast(list[Connection], wait(list(busy))):
                what, value = _received(pipe)
                if what == "share":
                    heard(busy[pipe], value)
                    continue
                results[busy[pipe]] = value
                heard(busy.pop(pipe), 1.0)
                _next_task(pipe, waiting, busy)
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.join(_PATIENCE)
            if process.is_alive():
                process.kill()
                process.join()
    return results


def _next_task(pipe: Connection, waiting: Iterator[tuple[int, Any]], busy: dict[Connection, int]) -> None:
    following = next(waiting, None)
    # A process that died meanwhile is noticed where its answer is waited for.
    with contextlib.suppress(OSError):
        pipe.send(None if following is None else following[1])
    if following is not None:
        busy[pipe] = following[0]


def _received(pipe: Connection) -> tuple[str, Any]:
    try:
        what, value = pipe.recv()
    except (EOFError, OSError) as error:
        raise DesktopAlError(
            "One of the processes ended by itself, perhaps for lack of memory. Try fewer of them with --jobs."
        ) from error
    if what == "failed":
        raise DesktopAlError(value)
    if what == "broken":
        raise RuntimeError(value)
    return what, value


def _start(work: Work, shared: Any, processes: list[SpawnProcess]) -> Connection:
    """Start one more of ``processes``; it is among them also where Ctrl+C comes at this moment."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, work, shared), daemon=True)
    with one_thread(), _without_interrupts():
        process.start()
        processes.append(process)
    theirs.close()
    return ours


@contextlib.contextmanager
def one_thread() -> Iterator[None]:
    """Read by the libraries of a process when they are loaded."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextlib.contextmanager
def _without_interrupts() -> Iterator[None]:
    """A process started in here never hears Ctrl+C, which would fill the terminal with its traces; we end it."""
    if sys.platform == "win32":
        yield
        return
    # Started with the first process otherwise, and then it lets the signal through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, work: Work, shared: Any) -> None:
    """Entry point of a process: tasks until there are no more. It ends when nobody listens any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, OSError):
        while (task := pipe.recv()) is not None:
            pipe.send(_answer(pipe, work, shared, task))


def _answer(pipe: Connection, work: Work, shared: Any, task: Any) -> tuple[str, Any]:
    try:
        return "done", work(shared, task, lambda share: pipe.send(("share", share)))
    except DesktopAlError as error:
        return "failed", str(error)
    except MemoryError:
        return "failed", "There is not enough memory for so many processes. Try fewer of them with --jobs."
    except BrokenPipeError:
        # Nobody hears the progress any more.
        raise
    except Exception:
        return "broken", traceback.format_exc()
