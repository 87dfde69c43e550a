"""Putting a backup in the place of a project; the file that was there is kept under another name."""

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path

from desktop_al.core.errors import CannotOpen, DesktopAlError, NeedsPassphrase, NewerProject
from desktop_al.core.words import tr
from desktop_al.store.backup import NoBackup, back_up, looking
from desktop_al.store.driver import sqlite3
from desktop_al.store.key_file import read_slots, sync_folder
from desktop_al.store.key_slots import Slots
from desktop_al.store.lock import ProjectLock
from desktop_al.store.project_file import close_file, open_project, reason
from desktop_al.store.verify import verify_connection

#: What belongs to a project file and holds labels that are not in it yet.
_BESIDE = ("-wal", "-journal", "-recent", "-keys")


def restore(path: Path, backup: Path, kept: Path) -> bool:
    """Put a copy of ``backup`` at ``path``, at once or not at all. What was there, damaged or not, is ``kept`` from
    then on, with what lies beside it; returns whether there was anything. Who can open the project stays: a passphrase
    that was taken away since the backup was made does not come back with it.

    Raises:
        CannotOpen: the backup is damaged or of another project, or the project is in use; nothing was changed.
        DesktopAlError: it could not be put there; nothing was changed.
    """
    path, kept = path.resolve(), kept.absolute()
    if backup.resolve() == path:
        raise CannotOpen(tr("{name} is the project itself. Nothing was changed.", name=backup.name))
    project_id = _check_backup(backup)
    slots = _settle(path, project_id, backup) if path.exists() else None
    for end in ("", *_BESIDE):
        if os.path.lexists(kept.with_name(kept.name + end)):
            raise CannotOpen(tr("There is already a file {name}. Nothing was changed.", name=f"{kept.name}{end}"))
    fresh = path.with_name(f"{path.name}.restoring")
    try:
        lock = ProjectLock(path)
        try:
            fresh.unlink(missing_ok=True)
            back_up(backup, fresh, slots=slots)
            return _exchange(path, fresh, kept)
        finally:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
            lock.release()
    except NoBackup as error:
        raise DesktopAlError(
            tr("{name} was not restored: {cause}. Nothing was changed.", name=backup.name, cause=error.cause)
        ) from error
    except (OSError, sqlite3.Error) as error:
        raise DesktopAlError(
            tr("{name} was not restored: {reason}. Nothing was changed.", name=backup.name, reason=reason(error))
        ) from error


def _check_backup(backup: Path) -> str:
    """The id of its project; raises CannotOpen where it is damaged."""
    with looking(backup) as file:
        problems = verify_connection(file.connection).problems
    if problems:
        raise CannotOpen(
            tr(
                "{name} is damaged: {problem} Nothing was changed; choose another backup.",
                name=backup.name,
                problem=problems[0],
            )
        )
    return file.project_id


def _settle(path: Path, project_id: str, backup: Path) -> Slots | None:
    """Bring what lies in the logs beside the project into its file, where that can be done; the passphrases that open
    it now, None where it is plain or damaged.

    Raises:
        CannotOpen: it is another project, locked, of a later version, in use, or write-protected.
    """
    try:
        with looking(path) as file:
            found = file.project_id
        if found == project_id:
            file = open_project(path)
    except NewerProject:
        raise
    except CannotOpen as error:
        if isinstance(error, NeedsPassphrase) and _can_be_unlocked(path):
            raise
        # Damaged: that is what backups are for. It is kept as it is, to the last byte.
        return None
    if found != project_id:
        raise CannotOpen(
            tr(
                "{name} is a backup of another project than {project}. Nothing was changed.",
                name=backup.name,
                project=path.name,
            )
        )
    try:
        if file.lock is None:
            raise CannotOpen(
                tr("Nothing can be restored to {name} now. {words}", name=path.name, words=" ".join(file.words))
            )
        return read_slots(path, file.key) if file.key is not None else None
    finally:
        close_file(file)


def _can_be_unlocked(path: Path) -> bool:
    try:
        read_slots(path)
    except CannotOpen:
        return False
    return True


def _exchange(path: Path, fresh: Path, kept: Path) -> bool:
    moved: list[tuple[Path, Path]] = []
    was_there = path.exists()
    try:
        if was_there:
            _second_name(path, kept)
        # Labels of the old file: SQLite would read them into the new one.
        for end in _BESIDE:
            beside = path.with_name(path.name + end)
            if beside.exists():
                os.rename(beside, kept.with_name(kept.name + end))
                moved.append((beside, kept.with_name(kept.name + end)))
        path.with_name(path.name + "-shm").unlink(missing_ok=True)
        os.replace(fresh, path)
    except OSError:
        _take_back(path, kept if was_there else None, moved)
        raise
    sync_folder(path.parent)
    return was_there


def _second_name(path: Path, kept: Path) -> None:
    """A second name keeps the project where it is until the new one takes its place."""
    try:
        os.link(path, kept)
    except OSError:
        # No second name for a file on this disk (FAT, some network folders).
        if kept.exists():
            raise
        os.rename(path, kept)


def _take_back(path: Path, kept: Path | None, moved: Sequence[tuple[Path, Path]]) -> None:
    for old, new in moved:
        with contextlib.suppress(OSError):
            os.rename(new, old)
    if kept is not None:
        with contextlib.suppress(OSError):
            if path.exists():
                kept.unlink(missing_ok=True)
            else:
                os.rename(kept, path)
