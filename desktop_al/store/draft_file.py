"""What was typed and not kept when an encrypted project was locked: beside it, sealed with a key of its own."""

import os
from pathlib import Path

from desktop_al.store.key_file import sync_folder
from desktop_al.store.keyring import key_of
from desktop_al.store.sealing import WrongKey, seal, subkey, unseal

_PURPOSE = "desktop_al draft"
#: A comment and a guideline are far below this.
_MOST_BYTES = 32 * 1024 * 1024


def draft_path(project: Path) -> Path:
    return project.with_name(project.name + "-draft")


def seal_draft(project: Path, content: bytes) -> bytes:
    """``content`` as only an unlocked ``project`` can read it.

    Raises:
        NeedsPassphrase: the project is not unlocked.
        ValueError: it is not encrypted.
    """
    return seal(_key(project), content, _PURPOSE.encode())


def unseal_draft(project: Path, sealed: bytes) -> bytes | None:
    """None where it was sealed for another project, or changed."""
    try:
        return unseal(_key(project), sealed, _PURPOSE.encode())
    except (WrongKey, ValueError):
        return None


def _key(project: Path) -> bytes:
    key = key_of(project)
    if key is None:
        raise ValueError(f"{project.name} is not encrypted")
    return subkey(key, _PURPOSE)


def write_draft(project: Path, sealed: bytes) -> bool:
    """Put it beside the project, whole or not at all; False where that cannot be done."""
    path = draft_path(project)
    unfinished = path.with_name(path.name + ".unfinished")
    try:
        with open(unfinished, "wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
        sync_folder(path.parent)
    except OSError:
        unfinished.unlink(missing_ok=True)
        return False
    return True


def read_draft(project: Path) -> bytes:
    """What lies beside the project, sealed; b"" for nothing."""
    try:
        if draft_path(project).stat().st_size > _MOST_BYTES:
            return b""
        return draft_path(project).read_bytes()
    except OSError:
        return b""


def remove_draft(project: Path) -> None:
    try:
        draft_path(project).unlink(missing_ok=True)
    except OSError:
        # Read again at the next opening; it is never shown to another annotator.
        return
