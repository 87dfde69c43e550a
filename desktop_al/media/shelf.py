"""Samples that lie elsewhere than in a folder: a root can be a shelf, from which files are read by name.

All of media opens files through ``opening.open_inside``, so that a pool is the same wherever its bytes are kept.
"""

import io
import os
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Protocol


class Listed(Protocol):
    """A file as it is listed: its public path, size in bytes, time of its last change."""

    @property
    def path(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def mtime_ns(self) -> int: ...


class Shelf(Protocol):
    """Where files are read from by their public path. ``read`` raises OSError."""

    def files(self) -> Sequence[Listed]: ...
    def find(self, path: str) -> Listed | None: ...
    def read(self, path: str) -> bytes: ...


#: What tells a file from every other and from what it was before: device, number, time of its last change, size.
Identity = tuple[int, int, int, int]

_shelves: dict[Path, Shelf] = {}


def put_shelf(root: Path, shelf: Shelf) -> None:
    """From now on what is asked of ``root`` comes from ``shelf``, in this process."""
    _shelves[root] = shelf


def take_shelf(root: Path) -> None:
    _shelves.pop(root, None)


def shelf_at(root: Path) -> Shelf | None:
    return _shelves.get(root)


class ShelfFile(io.BytesIO):
    """A file of a shelf, open for reading. Raises OSError where it cannot be read."""

    def __init__(self, shelf: Shelf, path: str) -> None:
        super().__init__(shelf.read(path))
        listed = shelf.find(path)
        assert listed is not None
        self.identity: Identity = (id(shelf), hash(path), listed.mtime_ns, listed.size)


def identity_of(file: BinaryIO) -> Identity:
    """Of an open file. Raises OSError."""
    if isinstance(file, ShelfFile):
        return file.identity
    status = os.fstat(file.fileno())
    return status.st_dev, status.st_ino, status.st_mtime_ns, status.st_size


def size_of(file: BinaryIO) -> int:
    """Size of an open file in bytes. Raises OSError."""
    return identity_of(file)[3]
