"""Encrypting a plain project file, and making a plain one of an encrypted one.

The other form is made whole beside it, compared row by row, put safely on disk and then takes its name: at every moment
the project is there, in one form or the other.
"""

import contextlib
import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from desktop_al.core.errors import CannotOpen
from desktop_al.core.words import tr
from desktop_al.store import schema
from desktop_al.store.driver import connect, key_text, sqlite3
from desktop_al.store.journal import is_journal_of, journal_path
from desktop_al.store.key_file import block, replace_file, sync_folder
from desktop_al.store.key_slots import Slots
from desktop_al.store.leftovers import new_path, old_path, wipe
from desktop_al.store.project_file import ProjectFile, close_file, open_project, page_count, reason
from desktop_al.store.vault import vault_path
from desktop_al.store.verify import Verification, verify_connection

#: What is done, and which share of all of it.
Said = Callable[[str, float], None]
_INSTRUCTIONS = 200_000


def convert(project: Path, locks: tuple[bytearray, Slots] | None, said: Said) -> tuple[str, ...]:
    """Have the closed ``project`` encrypted with ``locks``, or plain where that is None; what has to be known of it, in
    sentences.

    Raises:
        NeedsPassphrase: it is encrypted and not unlocked. CannotOpen: it is open, damaged, or cannot be written; it is
        as it was.
    """
    project = project.resolve()
    file = open_project(project)
    if file.lock is None:
        close_file(file)
        raise CannotOpen(tr("{name} has to be closed for that. {words}", name=project.name, words=" ".join(file.words)))
    # From here on it is nobody else's.
    new = new_path(project)
    try:
        if vault_path(project).exists():
            raise CannotOpen(tr("The samples are inside {name}: write them to a folder first.", name=project.name))
        known = _verified(file)
        _leave_log(file)
        _make(file, new, locks, said)
        said(tr("Comparing"), 0.7)
        _compare(file, known, new, locks)
        said(tr("Putting in place"), 0.95)
        file.connection.close()
        if file.tail is not None and not file.tail.leave(_pages(project, file.key)):
            raise CannotOpen(tr("{name} is being read by another program. Nothing was changed.", name=project.name))
        _remove_side_files(file)
        words = _take_place(project, new, encrypted=locks is not None)
    except BaseException as error:
        wipe(new)
        if isinstance(error, OSError | sqlite3.Error):
            raise CannotOpen(tr("{name} stays as it is: {reason}.", name=project.name, reason=reason(error))) from error
        raise
    finally:
        close_file(file)
    said(tr("Done"), 1.0)
    return words


def _verified(file: ProjectFile) -> Verification:
    found = verify_connection(file.connection)
    if not found.ok:
        raise CannotOpen(
            tr("{name} is damaged, and stays as it is: {problem}", name=file.path.name, problem=found.problems[0])
        )
    return found


def _leave_log(file: ProjectFile) -> None:
    """Everything in the one file: a log beside it would be taken for one of the new file."""
    file.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    mode = str(file.connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0])
    if mode != "delete":
        raise CannotOpen(tr("{name} is being read by another program. Nothing was changed.", name=file.path.name))


def _make(file: ProjectFile, new: Path, locks: tuple[bytearray, Slots] | None, said: Said) -> None:
    connection = file.connection
    whole = max(1, page_count(connection) * 4096)
    new.unlink(missing_ok=True)
    new.touch(mode=0o600)
    connection.execute("ATTACH ? AS other KEY ?", (str(new), key_text(locks[0]) if locks else ""))
    try:

        def heard() -> int:
            with contextlib.suppress(OSError):
                said(tr("Encrypting") if locks else tr("Decrypting"), min(0.65, 0.65 * new.stat().st_size / whole))
            return 0

        connection.set_progress_handler(heard, _INSTRUCTIONS)
        # It is no project until it is compared and on disk.
        connection.execute("PRAGMA other.journal_mode=OFF")
        connection.execute("PRAGMA other.synchronous=OFF")
        connection.execute("SELECT sqlcipher_export('other')")
        connection.execute(f"PRAGMA other.application_id={schema.APPLICATION_ID}")
        connection.execute(f"PRAGMA other.user_version={schema.version(connection)}")
    finally:
        connection.set_progress_handler(None, 0)
        connection.execute("DETACH other")
    with open(new, "ab") as made:
        if locks:
            made.write(block(locks[1]))
        made.flush()
        os.fsync(made.fileno())
    shutil.copymode(file.path, new)


def _compare(file: ProjectFile, known: Verification, new: Path, locks: tuple[bytearray, Slots] | None) -> None:
    with contextlib.closing(connect(new, locks[0] if locks else None, "ro&immutable=1")) as other:
        schema.check(other)
        same = schema.version(other) == schema.version(file.connection)
        if (
            not same
            or _contents(other) != _contents(file.connection)
            or _verdict(verify_connection(other)) != _verdict(known)
        ):
            raise CannotOpen(
                tr("{name} stays as it is: what was made of it differs from it. Try again.", name=file.path.name)
            )


def _verdict(found: Verification) -> Verification:
    """Without the moment at which its head was taken."""
    return replace(found, head=None)


def _contents(connection: sqlite3.Connection) -> dict[str, tuple[int, str]]:
    """Of every table how many rows it has and a digest of all of them, in their order."""
    found = {}
    for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table' ORDER BY name").fetchall():
        digest, count = hashlib.sha256(), 0
        name = table.replace('"', '""')
        for row in connection.execute(f'SELECT * FROM "{name}"'):
            digest.update(repr(row).encode("utf-8", "surrogatepass"))
            count += 1
        found[table] = (count, digest.hexdigest())
    return found


def _pages(project: Path, key: bytearray | None) -> int:
    with contextlib.closing(connect(project, key, "ro&immutable=1")) as connection:
        return page_count(connection)


def _remove_side_files(file: ProjectFile) -> None:
    """Its labels are in the project, its features are computed again."""
    for end in (".unfinished", "-cache", "-cache-journal", "-cache.unfinished"):
        wipe(file.path.with_name(file.path.name + end))
    if is_journal_of(file.path, file.project_id, file.key):
        wipe(journal_path(file.path))


def _take_place(project: Path, new: Path, *, encrypted: bool) -> tuple[str, ...]:
    if not encrypted:
        replace_file(new, project)
        sync_folder(project.parent)
        return ()
    old, named, linked = old_path(project), project.stat().st_nlink > 1, True
    try:
        # A name under which it can be found and overwritten, also after an interruption.
        os.link(project, old)
    except OSError:
        linked = False
    replace_file(new, project)
    sync_folder(project.parent)
    if linked and wipe(old):
        return ()
    if named:
        return (tr("The unencrypted file has a second name on this disk, and is still there under that one."),)
    return (tr("The unencrypted file was removed, but could not be overwritten."),)
