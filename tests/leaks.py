"""A test that leaves a thread or a process behind fails."""

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from multiprocessing import forkserver
from pathlib import Path

import psutil
import pytest

#: The kernel's own list of the processes that the first thread started; not every kernel keeps one.
OWN_LIST = Path(f"/proc/self/task/{os.getpid()}/children")


def watched() -> Iterator[None]:
    """A fixture as a plain generator: fails where threads or processes are left at its end."""
    threads = set(threading.enumerate())
    processes = _children()
    yield
    end = time.monotonic() + 5.0
    while time.monotonic() < end:
        left = [t.name for t in threading.enumerate() if t not in threads]
        left += [str(pid) for pid in _children() - processes]
        if not left:
            return
        time.sleep(0.02)
    pytest.fail(f"left running: {left}")


def _children() -> set[int]:
    """Two processes of multiprocessing itself stay for the life of the interpreter."""
    found = set()
    for child in _descendants():
        try:
            if child.pid == forkserver._forkserver._forkserver_pid:
                continue
            if "resource_tracker" not in " ".join(child.cmdline()) and child.status() != psutil.STATUS_ZOMBIE:
                found.add(child.pid)
        except psutil.Error:
            continue
    return found


def _descendants() -> list[psutil.Process]:
    """Asked of the kernel where it says so: psutil looks at every process of the machine, twice for every test."""
    if not OWN_LIST.exists():
        return psutil.Process().children(recursive=True)
    found, waiting = [], [os.getpid()]
    while waiting:
        for listed in Path(f"/proc/{waiting.pop()}/task").glob("*/children"):
            # A thread or a process may end meanwhile.
            with contextlib.suppress(OSError, psutil.NoSuchProcess):
                for pid in listed.read_text().split():
                    waiting.append(int(pid))
                    found.append(psutil.Process(int(pid)))
    return found


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    yield from watched()
