"""Keeping Python's collector of reference cycles off the many objects of a large pool.

A full collection walks every tuple of the log and the pool: at 100,000 samples the window would stand still for
a quarter of a second. What was read lives as long as the project is open, so it need not be looked at.
"""

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def without_collection(*, leave_out: bool = True) -> Iterator[None]:
    """While a great many objects are made that all stay; with ``leave_out`` nobody looks at them afterwards either."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if leave_out:
            gc.freeze()
        if was_on:
            gc.enable()


def keep_from_collection() -> None:
    """Leave out everything there is now."""
    gc.freeze()


def collect_again() -> None:
    gc.unfreeze()
