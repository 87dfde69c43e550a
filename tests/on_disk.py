"""What lies on disk, while a program may still be writing and removing files."""

from collections.abc import Iterable, Iterator
from pathlib import Path


def contents(paths: Iterable[Path]) -> Iterator[tuple[Path, bytes]]:
    """The files among ``paths`` with their bytes, but for those that are gone before they are read: side files and
    journals come and go."""
    for path in paths:
        try:
            yield path, path.read_bytes()
        except (FileNotFoundError, IsADirectoryError):
            continue
