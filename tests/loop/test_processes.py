"""Work in several processes. Nothing large is imported here: each of them imports this module."""

import os
import time

import psutil
import pytest

from desktop_al.core.errors import DesktopAlError
from desktop_al.loop.processes import in_processes


def _work(shared, task, progress):
    if task == "threads":
        return [os.environ[f"{name}_NUM_THREADS"] for name in ("OPENBLAS", "OMP", "MKL")]
    if task == "die":
        os._exit(9)
    if task == "raise":
        raise ZeroDivisionError
    if task == "wait":
        time.sleep(60)
    return shared, task, os.getpid()


def test_a_process_has_one_thread_and_its_end_ends_the_others():
    threads, (shared, task, pid) = in_processes(_work, "all", ["threads", "b"], 2)
    assert threads == ["1", "1", "1"]
    assert (shared, task) == ("all", "b")
    assert pid != os.getpid()
    began = time.monotonic()
    with pytest.raises(DesktopAlError, match="ended by itself"):
        in_processes(_work, None, ["wait", "die"], 2)
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        in_processes(_work, None, ["wait", "raise"], 2)
    assert time.monotonic() - began < 50
    assert not [p for p in psutil.Process().children(recursive=True) if "spawn_main" in " ".join(p.cmdline())]
