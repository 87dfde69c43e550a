"""Names of files as the project keeps them, and the way back to the file on disk.

A public path is relative to the folder, NFC, with ``/``, and always valid Unicode: bytes that are no
text in the file system's encoding are written ``\\xNN``. The way back tries the name as it is and then
looks for the entry whose public form it is, so that a folder copied from another system still opens.
"""

import os
import re
import unicodedata
from pathlib import Path

from desktop_al.core.errors import CannotRead
from desktop_al.core.words import tr
from desktop_al.media.shelf import shelf_at

_SURROGATE = re.compile("[\ud800-\udfff]")


def public_name(name: str) -> str:
    """Public form of one component of a path as the system gave it."""
    if name.isascii():
        return name
    return unicodedata.normalize("NFC", _SURROGATE.sub(_escape, name))


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    # U+DC80..U+DCFF stand for one undecodable byte (PEP 383); others are unpaired halves of UTF-16.
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"\\u{code:04x}"


def is_inside(path: str, root: str) -> bool:
    """True if the resolved ``path`` lies in the resolved ``root`` (both without links, absolute)."""
    return path.startswith(root if root.endswith(os.sep) else root + os.sep)


def real_path(root: Path, relative: str) -> Path:
    """The file on disk for a public path.

    Raises:
        CannotRead: the path leaves the folder (also through a link), or nothing of that name is there. The
            sentence does without the name, which may be hidden from the one who labels.
    """
    parts = relative.split("/")
    forbidden = ("\x00", "\\", ":") if os.name == "nt" else ("\x00",)
    if any(part in ("", ".", "..") or any(mark in part for mark in forbidden) for part in parts):
        raise CannotRead(tr("This name does not belong to a file of this folder."))
    if (shelf := shelf_at(root)) is not None:
        if shelf.find(relative) is None:
            raise CannotRead(tr("The file is not there any more."))
        return root / relative
    try:
        home = os.path.realpath(root)
        place = os.path.join(root, *parts)
        if not os.path.lexists(place):
            place = _look_for(root, parts)
        if not is_inside(os.path.realpath(place), home):
            raise CannotRead(tr("This name leads to a file outside this folder."))
    except (FileNotFoundError, NotADirectoryError):
        raise CannotRead(tr("The file is not there any more.")) from None
    except OSError as error:
        raise CannotRead(tr("The file cannot be reached: {reason}.", reason=error.strerror or error)) from error
    return Path(place)


def _look_for(root: Path, parts: list[str]) -> str:
    """The path whose components have these public names; FileNotFoundError if there is none."""
    place = os.fspath(root)
    for part in parts:
        candidate = os.path.join(place, part)
        if not os.path.lexists(candidate):
            with os.scandir(place) as entries:
                names = sorted(entry.name for entry in entries if public_name(entry.name) == part)
            if not names:
                raise FileNotFoundError(candidate)
            candidate = os.path.join(place, names[0])
        place = candidate
    return place
