"""A test that leaves a thread or a process behind fails."""

import threading
import time
from collections.abc import Iterator

import psutil
import pytest


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
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
    """The resource tracker of multiprocessing stays for the life of the interpreter."""
    found = set()
    for child in psutil.Process().children(recursive=True):
        try:
            if "resource_tracker" not in " ".join(child.cmdline()) and child.status() != psutil.STATUS_ZOMBIE:
                found.add(child.pid)
        except psutil.Error:
            continue
    return found
