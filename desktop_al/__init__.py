"""desktop_al: experts label images or texts while a model learns. From Python, ``desktop_al.open`` reads a project."""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_al.loop.reading import Opened


def open(path: str | os.PathLike[str], passphrase: str | None = None) -> "Opened":
    """A project to read: ``samples``, ``annotations``, ``classes``, ``protocol``, ``results()`` and ``verify()``.

    Never writes to the file. See ``desktop_al.loop.reading.open_to_read``, and the guide on Python.
    """
    # Loaded by the call: the window and the command line import this package before everything else.
    from desktop_al.loop.reading import open_to_read

    return open_to_read(path, passphrase)


__all__ = ["open"]
