"""Changing who can open an encrypted project, while it is open for writing in this process or closed.

The data stay as they are; only the key slots are written anew.
"""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from desktop_al.core.errors import BadArgument, CannotOpen, NotSaved
from desktop_al.core.words import tr
from desktop_al.store.key_file import change_beside, read_slots
from desktop_al.store.key_slots import Slots
from desktop_al.store.keyring import key_of
from desktop_al.store.lock import held_here
from desktop_al.store.project_file import close_file, open_project, reason

#: Deriving a key takes a second: whoever closes the project meanwhile must not wait for that.
_one_at_a_time = threading.Lock()


def key_of_encrypted(project: Path) -> bytearray:
    """Raises NeedsPassphrase; BadArgument where the project is not encrypted."""
    key = key_of(project)
    if key is None:
        raise BadArgument(tr("{name} is not encrypted: it has no passphrases.", name=project.name))
    return key


def change_slots(project: Path, change: Callable[[bytearray, Slots], Slots]) -> None:
    """Put what ``change`` makes of the slots in their place, whole or not at all.

    Raises:
        NeedsPassphrase, BadArgument: see ``key_of_encrypted``; and whatever ``change`` raises.
        CannotOpen: another program has the project open, or its folder cannot be written.
        NotSaved: the disk did not take it; everything is as it was.
    """
    project = project.resolve()
    with _one_at_a_time:
        key = key_of_encrypted(project)
        known = read_slots(project)
        slots = replace(change(key, known), changes=known.changes + 1)
        if held_here(project):
            _write(project, slots)
            return
        file = open_project(project)
        try:
            if file.lock is None:
                raise CannotOpen(tr("Passphrases cannot be changed now. {words}", words=" ".join(file.words)))
            _write(project, slots)
        finally:
            close_file(file)


def _write(project: Path, slots: Slots) -> None:
    try:
        done = change_beside(project, slots)
    except OSError as error:
        raise NotSaved(
            tr("Nothing was changed: {reason}. The passphrases are what they were.", reason=reason(error))
        ) from error
    if not done:
        raise NotSaved(tr("Nothing was changed: somebody else changed the passphrases just now. Try again."))
