"""Heads of logs as files: saved where the user says, read again for a check."""

import json
from pathlib import Path

from desktop_al.core.errors import BadArgument, CannotRead
from desktop_al.core.head import MAX_BYTES, Head, as_fingerprint, head_body, read_head
from desktop_al.loop.exporting import not_itself
from desktop_al.media.replace import replace_file
from desktop_al.store.verify import Verification


def save_head(found: Verification, path: Path, out: Path) -> None:
    """Write the head of the project at ``path``, which was just checked, to ``out``, whole or not at all.

    Raises:
        BadArgument: the check found problems: a head of a damaged log would vouch for the damage.
        DesktopAlError: the file cannot be written.
    """
    if found.head is None or not found.ok:
        raise BadArgument(f"No head was saved: {path.name} has problems. {' '.join(found.problems[:1])}".strip())
    not_itself(path, out)
    write_head(json.dumps(head_body(found.head)), out)


def write_head(head: str, out: Path) -> None:
    """Write a head that is JSON already.

    Raises:
        DesktopAlError: the file cannot be written.
    """
    replace_file(out, lambda file: file.write(head.encode()))


def kept_head(given: str) -> Head | str:
    """A head that was kept: a file, or the fingerprint of one.

    Raises:
        CannotRead: neither; the sentence says so.
    """
    if (code := as_fingerprint(given)) and not Path(given).exists():
        return code
    path = Path(given)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise CannotRead(f"The head {given} cannot be read: there is no such file, or it may not be read.") from error
    try:
        return read_head(data)
    except CannotRead as error:
        raise CannotRead(f"{path.name}: {error}") from error
