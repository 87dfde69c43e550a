"""The files of a folder that somebody named, by their names alone: nothing is opened, no link to a folder entered."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from desktop_al.core.errors import CannotRead
from desktop_al.core.words import tr
from desktop_al.media.paths import public_name

MAX_FILES = 1_000_000
_DEEPEST = 16


def files_of(root: Path, stop: Callable[[], bool]) -> Iterator[tuple[str, ...]]:
    """The parts of the public path of each file that is not hidden, in the order of names, folders after files.

    Raises:
        CannotRead: no folder, or more than a million files.
    """
    count = 0
    waiting: list[tuple[str, tuple[str, ...]]] = [(os.fspath(root), ())]
    while waiting and not stop():
        place, parts = waiting.pop()
        try:
            with os.scandir(place) as entries:
                found = sorted((entry for entry in entries if entry.name[:1] != "."), key=lambda entry: entry.name)
        except (OSError, ValueError) as error:
            if not parts:
                cause = getattr(error, "strerror", None) or str(error)
                raise CannotRead(
                    tr("The folder {name} cannot be read: {reason}.", name=root.name, reason=cause)
                ) from error
            continue
        folders = []
        for entry in found:
            try:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry)
                    continue
                is_file = entry.is_file()
            except OSError:
                continue
            if is_file:
                count += 1
                if count > MAX_FILES:
                    raise CannotRead(
                        tr(
                            "The folder {name} holds more than {most:,} files.",
                            name=root.name,
                            most=MAX_FILES,
                        )
                    )
                if count % 1000 == 0 and stop():
                    return
                yield (*parts, public_name(entry.name))
        if len(parts) < _DEEPEST:
            waiting += [(entry.path, (*parts, public_name(entry.name))) for entry in reversed(folders)]


def files_named(root: Path, names: frozenset[str], deepest: int, most: int = 1000) -> list[tuple[Path, str]]:
    """(path, public path of its folder with a slash at the end) of ordinary files of these names, not behind links.
    Empty where the folder cannot be read."""
    found: list[tuple[Path, str]] = []
    waiting: list[tuple[str, str, int]] = [(os.fspath(root), "", 0)]
    while waiting and len(found) < most:
        place, before, depth = waiting.pop()
        folders = []
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    if entry.name in names and entry.is_file(follow_symlinks=False):
                        found.append((Path(entry.path), before))
                    elif depth < deepest and entry.name[:1] != "." and entry.is_dir(follow_symlinks=False):
                        folders.append((entry.path, f"{before}{public_name(entry.name)}/", depth + 1))
        except (OSError, ValueError):
            continue
        waiting += sorted(folders, reverse=True)[:most]
    return found
