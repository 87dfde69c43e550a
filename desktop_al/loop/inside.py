"""Samples that were copied into an encrypted project: copying them in, reading them there, taking them out again."""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from desktop_al.core import events as ev
from desktop_al.core.chain import Chain
from desktop_al.core.errors import BadArgument, CannotOpen, CannotRead
from desktop_al.core.events import FOLDER
from desktop_al.core.words import tr
from desktop_al.loop.folding import read_state
from desktop_al.loop.opening import basics, computer_id, folder_body, last_annotator
from desktop_al.loop.record import Clock
from desktop_al.media.paths import real_path
from desktop_al.media.scan import scan
from desktop_al.media.shelf import put_shelf, shelf_at, take_shelf
from desktop_al.store.driver import sqlite3
from desktop_al.store.key_file import sync_folder
from desktop_al.store.project_file import (
    ProjectFile,
    close_file,
    insert_events,
    open_project,
    read_samples,
    reason,
)
from desktop_al.store.vault import PIECE, Kept, Vault, vault_path, write_vault

Progress = Callable[[float], None]


def begin_reading(root: Path, project: Path) -> str:
    """Have the samples of ``project`` read from where they are, when they are inside it; a sentence where that fails.
    Ends with ``end_reading``."""
    if root != vault_path(project.resolve()) or shelf_at(root) is not None:
        return ""
    try:
        put_shelf(root, Vault(project.resolve()))
    except CannotOpen as error:
        return str(error)
    return ""


def end_reading(root: Path) -> None:
    shelf = shelf_at(root)
    if isinstance(shelf, Vault):
        take_shelf(root)
        shelf.close()


def are_inside(project: Path) -> bool:
    return vault_path(project.resolve()).is_file()


def copy_in(project: Path, home: Path, progress: Progress = lambda _: None, stop: Callable[[], bool] = bool) -> int:
    """Copy the sample files of an encrypted, unlocked project that is closed into it, whole or not at all; returns how
    many. The folder stays as it is.

    Raises:
        BadArgument: the project is not encrypted, or they are inside. CannotOpen: in words.
    """
    file = open_project(project)
    try:
        if file.lock is None:
            raise CannotOpen(" ".join(file.words))
        if file.key is None:
            raise BadArgument(tr("Only an encrypted project takes its samples in: encrypt it first."))
        if are_inside(project):
            raise BadArgument(tr("The samples are inside the project already."))
        state = read_state(file.connection)
        rows = read_samples(file.connection)
        folder = basics(state, file.path, [row.path for row in rows[:20]]).folder
        try:
            names = list(dict.fromkeys(found.path for chunk in scan(folder) for found in chunk))
            if not names:
                # The place of a drive that is not plugged in is an empty folder.
                raise CannotOpen(
                    tr("The samples were not copied: there are none in {folder}. Nothing was changed.", folder=folder)
                )
            count = write_vault(file.path, _files(folder, names, progress, stop))
        except (OSError, sqlite3.Error) as error:
            raise CannotOpen(
                tr("The samples were not copied: {reason}. Nothing was changed.", reason=reason(error))
            ) from error
        except CannotRead as error:
            raise CannotOpen(tr("The samples were not copied. {error} Nothing was changed.", error=error)) from error
        try:
            _record_folder(file, vault_path(file.path), home)
        except BaseException as error:
            # Without that entry nobody would look there.
            with contextlib.suppress(OSError):
                vault_path(file.path).unlink(missing_ok=True)
            if isinstance(error, OSError | sqlite3.Error):
                raise CannotOpen(
                    tr("The samples were not copied: {reason}. Nothing was changed.", reason=reason(error))
                ) from error
            raise
        return count
    finally:
        close_file(file)


def take_out(project: Path, folder: Path, home: Path, progress: Progress = lambda _: None) -> int:
    """Write the samples of a closed project to an empty ``folder``, where they lie unencrypted, and read them from
    there from then on; returns how many.

    Raises:
        BadArgument: they are not inside, or the folder is not empty. CannotOpen: in words.
    """
    file = open_project(project)
    try:
        if file.lock is None:
            raise CannotOpen(" ".join(file.words))
        if not are_inside(project):
            raise BadArgument(tr("The samples are not inside the project."))
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise BadArgument(tr("{folder} is not an empty folder.", folder=folder))
        with contextlib.closing(Vault(file.path)) as vault:
            try:
                count = _write_out(vault, folder, progress, lambda: _record_folder(file, folder, home))
            except sqlite3.Error as error:
                raise CannotOpen(tr("The samples are still inside: {reason}.", reason=reason(error))) from error
        try:
            vault_path(file.path).unlink()
        except OSError as error:
            said = tr(
                "The samples were written to {folder}, and are still inside the project, too: {reason}.",
                folder=folder,
                reason=reason(error),
            )
            raise CannotOpen(said) from error
        return count
    finally:
        close_file(file)


def _write_out(vault: Vault, folder: Path, progress: Progress, done: Callable[[], None]) -> int:
    """Write all samples to ``folder``, safely on disk before ``done`` is called; nothing of them stays there where that
    fails. Raises CannotOpen."""
    files, made, folders = vault.files(), list[Path](), {folder}
    try:
        try:
            places = [_place(folder, kept.path) for kept in files]
            for number, (kept, place) in enumerate(zip(files, places, strict=True)):
                place.parent.mkdir(parents=True, exist_ok=True)
                folders.update(parent for parent in place.parents if parent.is_relative_to(folder))
                # Never over another one: on some systems two names that differ in case are one file.
                with open(place, "xb") as out:
                    made.append(place)
                    out.write(vault.read(kept.path))
                    out.flush()
                    os.fsync(out.fileno())
                os.utime(place, ns=(kept.mtime_ns, kept.mtime_ns))
                progress((number + 1) / len(files))
            for parent in folders:
                sync_folder(parent)
        except (OSError, ValueError) as error:
            raise CannotOpen(
                tr("The samples could not be written to {folder}. They are still inside.", folder=folder)
            ) from error
        done()
    except BaseException:
        _remove_written(made, folders - {folder})
        raise
    return len(files)


def _place(folder: Path, path: str) -> Path:
    """Raises ValueError where no file of this system can be called like that."""
    parts = path.split("/")
    # Names with these come from other systems; here they would lead elsewhere.
    forbidden = ("\0", "\\", ":") if os.name == "nt" else ("\0",)
    if any(not part.strip(".") or any(mark in part for mark in forbidden) for part in parts):
        raise ValueError(path)
    return folder.joinpath(*parts)


def _remove_written(files: list[Path], folders: set[Path]) -> None:
    for place in files:
        with contextlib.suppress(OSError):
            place.unlink()
    for folder in sorted(folders, key=lambda folder: -len(folder.parts)):
        with contextlib.suppress(OSError):
            folder.rmdir()


def _files(
    folder: Path, names: list[str], progress: Progress, stop: Callable[[], bool]
) -> Iterator[tuple[Kept, Iterator[bytes]]]:
    for number, name in enumerate(names):
        if stop():
            raise CannotOpen(tr("The samples were not copied: it was stopped."))
        path = real_path(folder, name)
        status = path.stat()
        yield Kept(name, status.st_size, status.st_mtime_ns), _pieces(path)
        progress((number + 1) / len(names))


def _pieces(path: Path) -> Iterator[bytes]:
    with open(path, "rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _record_folder(file: ProjectFile, folder: Path, home: Path) -> None:
    clock = Clock()
    state = read_state(file.connection)
    annotator = last_annotator(state)
    chain = Chain(os.urandom(16), state.lamport, clock.utc, clock.monotonic, os.urandom)
    entries = [
        chain.add(ev.OPEN, {"computer": computer_id(home)}, annotator, answer=ev.encode_heads(state.heads)),
        chain.add(FOLDER, folder_body(folder.resolve(), file.path), annotator),
    ]
    file.connection.execute("BEGIN IMMEDIATE")
    try:
        insert_events(file.connection, entries)
        file.connection.execute("COMMIT")
    except BaseException:
        if file.connection.in_transaction:
            file.connection.execute("ROLLBACK")
        raise
