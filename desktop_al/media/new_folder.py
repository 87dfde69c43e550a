"""Write a whole folder or nothing: beside it under another name, put in its place when all is there."""

import contextlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from desktop_al.core.errors import BadArgument, DesktopAlError
from desktop_al.core.words import tr
from desktop_al.media.leftovers import clear_away, marked, new_name
from desktop_al.media.replace import cause_of

_Made = TypeVar("_Made")


def check_new_folder(path: Path) -> None:
    """Raises BadArgument where ``path`` is neither free nor an empty folder."""
    try:
        taken = os.path.lexists(path) and (path.is_symlink() or not path.is_dir() or any(path.iterdir()))
    except (OSError, ValueError) as error:
        raise BadArgument(tr("{name} cannot be looked into. Nothing was written.", name=path.name)) from error
    if taken:
        raise BadArgument(
            tr("{name} is there already and is not an empty folder. Nothing was written.", name=path.name)
        )


def make_folder(path: Path, fill: Callable[[Path], _Made]) -> _Made:
    """Call ``fill`` with a new, empty folder and put it at ``path``; on any failure, nothing of it stays. What a
    process that was killed has left beside it is cleared away.

    Raises:
        BadArgument: ``path`` is taken. DesktopAlError: it cannot be written; says why. Errors of ``fill`` other than
            OSError pass through.
    """
    check_new_folder(path)
    clear_away(path.parent)
    beside = new_name(path.parent)
    try:
        beside.mkdir()
        with marked(beside):
            made = fill(beside)
            if path.is_dir():
                # Windows puts nothing in the place of a folder, not even of an empty one.
                path.rmdir()
            # While it is marked: after long work another export would take it for left behind.
            os.rename(beside, path)
    except OSError as error:
        raise DesktopAlError(
            tr("{name} was not written: {cause}. Nothing else has changed.", name=path.name, cause=cause_of(error))
        ) from error
    except ValueError as error:
        if "null" not in str(error):
            raise
        raise DesktopAlError(tr("The folder was not written: its name cannot be used.")) from error
    finally:
        with contextlib.suppress(OSError):
            shutil.rmtree(beside)
    return made
