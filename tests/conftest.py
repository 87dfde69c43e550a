"""For runs on several processes (pytest-xdist): a test marked ``alone`` runs while no other worker is at work."""

import multiprocessing
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop_al.loop import worker
from desktop_al.store import sealing

try:
    import fcntl
except ImportError:  # Windows: nothing waits there.
    fcntl = None


#: What every worker process loads before it can do anything.
_LOADED = (
    "desktop_al.loop.workshop",
    "desktop_al.loop.extraction",
    "desktop_al.loop.features",
    "desktop_al.learn.rounds",
)


def pytest_configure() -> None:
    """Hundreds of tests open a project. Their worker processes are copies of one that has loaded the libraries; those
    of the programs that tests start, by command line or on a screen, come into being as a user's do."""
    if sys.platform == "linux":
        worker.CONTEXT = multiprocessing.get_context("forkserver")
        worker.CONTEXT.set_forkserver_preload(list(_LOADED))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first. What has to be alone comes last: in between, it would wait for whatever the
    others have begun, and they for it."""
    items.sort(key=lambda item: (item.get_closest_marker("alone") is not None, "e2e" not in item.path.parts))


@pytest.fixture(autouse=True, scope="session")
def cheapest_passphrases() -> Iterator[None]:
    """Opening an encrypted project takes .2 s instead of a second: that is measured in a test of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "calibrated", lambda: sealing.FLOOR)
        yield


# First, so that waiting is outside of the test's own time limit.
@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    if fcntl is None or not hasattr(item.config, "workerinput"):
        return (yield)
    with _turn(Path(item.config.getoption("basetemp")).parent, item.get_closest_marker("alone") is not None):
        return (yield)


@contextmanager
def _turn(shared: Path, alone: bool) -> Iterator[None]:
    """Hold the floor, which any number of tests share or one has for itself. Who waits for it stands in the door, so
    that those who come later cannot keep sharing it for ever."""
    with open(shared / "floor", "a") as floor:
        with open(shared / "door", "a") as door:
            fcntl.flock(door, fcntl.LOCK_EX)
            fcntl.flock(floor, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        yield
