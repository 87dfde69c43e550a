"""Which sample a process is decoding just now, where the process that started it can see: one that is found dead
was killed by the file that it last marked. Twice, and the sample is passed over.
"""

import contextlib
from collections.abc import Iterator
from typing import Any

from desktop_al.core.shapes import Found
from desktop_al.core.words import mark
from desktop_al.media.samples import sample_id

UNSAFE = mark("This file could not be decoded safely.")
#: Deaths after which a sample is passed over.
DEATHS = 2
#: Shared memory of :data:`BYTES`: 1 while something is being decoded, then the sample's id.
Mark = Any
BYTES = 17

_mark: Mark = None
_deadly: frozenset[bytes] = frozenset()


def use(mark: Mark, deadly: frozenset[bytes]) -> None:
    """From now on tell in ``mark`` what is being decoded, and pass over ``deadly``."""
    global _mark, _deadly
    _mark, _deadly = mark, deadly


def is_deadly(found: Found) -> bool:
    return bool(_deadly) and sample_id(found.name) in _deadly


@contextlib.contextmanager
def decoding(found: Found) -> Iterator[None]:
    if _mark is None:
        yield
        return
    _mark[1:BYTES] = sample_id(found.name)
    _mark[0] = 1
    try:
        yield
    finally:
        _mark[0] = 0


def marked(mark: Mark) -> bytes:
    """The id of the sample that was being decoded, empty for none."""
    told = bytes(mark[:BYTES])
    return told[1:] if told[0] == 1 else b""
