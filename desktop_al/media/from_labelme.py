"""labelme: one JSON beside each image, whose flags are the classes of the whole image; a file, or a folder of them."""

import errno
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from desktop_al.core.errors import CannotRead
from desktop_al.core.words import mark, tr
from desktop_al.media.exchange import Foreign
from desktop_al.media.folder_walk import files_of
from desktop_al.media.foreign_names import sample_name
from desktop_al.media.gathering import Gathering, one_text, own_of, several
from desktop_al.media.json_pieces import object_in, whole_object
from desktop_al.media.label_tables import BrokenRowError

#: A file may hold its image.
_MOST = 64 * 1024 * 1024
_SHAPES = {
    "rectangle": mark("boxes"),
    "circle": mark("circles"),
    "line": mark("lines"),
    "linestrip": mark("lines"),
    "point": mark("key points"),
}
_LOOKED_AT = 20
_FLAGS = os.O_RDONLY
for _name in ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC"):
    # Not every system has them all.
    _FLAGS |= getattr(os, _name, 0)


def fits(path: Path, head: bytes) -> bool:
    if not path.is_dir():
        return _is_labelme(head)
    for parts in islice(_json_files(path, lambda: False), _LOOKED_AT):
        try:
            with path.joinpath(*parts).open("rb") as file:
                if _is_labelme(file.read(4096)):
                    return True
        except (OSError, ValueError):
            continue
    return False


def _is_labelme(head: bytes) -> bool:
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return head[:1] == b"{" and b'"shapes"' in head and (b'"flags"' in head or b'"imagePath"' in head)


def read(path: Path, stop: Callable[[], bool]) -> Foreign:
    """The flags that are set. ``place`` is the number of the file. Shapes and their own flags are lost.

    Raises:
        CannotRead: the one file is missing, too large, or not such a file; the folder has none.
    """
    gathering = Gathering(path, "record")
    if not path.is_dir():
        said = whole_object(path, _MOST)
        if "shapes" not in said and "flags" not in said:
            raise CannotRead(tr("{name} is no file of labelme.", name=path.name))
        try:
            _file(gathering, 1, said, "")
        except BrokenRowError as error:
            gathering.broke(1, str(error))
        return gathering.foreign()
    count = 0
    for parts in _json_files(path, stop):
        if stop():
            break
        count += 1
        try:
            said = object_in(_bytes(os.path.join(path, *parts)), parts[-1], _MOST)
            _file(gathering, count, said, "".join(f"{part}/" for part in parts[:-1]))
        except CannotRead as error:
            gathering.broke(count, str(error))
        except BrokenRowError as error:
            gathering.broke(count, tr("{error} The file is {file}.", error=error, file=parts[-1]))
    if not count and not stop():
        raise CannotRead(tr("The folder {name} holds no JSON file.", name=path.name))
    return gathering.foreign()


def _bytes(place: str) -> bytes:
    """What an ordinary file holds; a link is not followed, and nothing else waited for."""
    try:
        with open(os.open(place, _FLAGS), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise BrokenRowError(tr("It is not an ordinary file."))
            return file.read(min(status.st_size, _MOST) + 1)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise BrokenRowError(tr("It is a link, which is not followed.")) from error
        raise BrokenRowError(tr("It cannot be read: {reason}.", reason=error.strerror or error)) from error


def _json_files(path: Path, stop: Callable[[], bool]) -> Iterator[tuple[str, ...]]:
    return (parts for parts in files_of(path, stop) if parts[-1].lower().endswith(".json"))


def _file(gathering: Gathering, place: int, said: Mapping[str, Any], before: str) -> None:
    if "shapes" not in said and "flags" not in said:
        raise BrokenRowError(tr("It is no file of labelme."))
    for shape in several(said.get("shapes")):
        kind = one_text(shape.get("shape_type")) if isinstance(shape, dict) else ""
        gathering.lose(_SHAPES.get(kind, mark("masks") if kind == "mask" else mark("polygons")))
    flags = said.get("flags")
    if flags is not None and not isinstance(flags, dict):
        raise BrokenRowError(tr("Its flags are not a JSON object."))
    for name in flags or {}:
        gathering.declare(name)
    own = own_of(said)
    labels = [name for name, is_set in (flags or {}).items() if is_set is True]
    if not labels and not own:
        gathering.lose(mark("samples without a label"))
        return
    gathering.add(place, sample=_sample(one_text(said.get("imagePath")), before), labels=labels, own=own)


def _sample(path: str, before: str) -> str:
    """As seen from the folder: the path is told from the folder of the file, on Windows with its own slashes."""
    name = sample_name(path)
    name = name.replace("\\", "/")
    if not name or name.startswith("/") or name[1:2] == ":":
        return name
    parts: list[str] = [part for part in before.split("/") if part]
    for part in name.split("/"):
        if part == "..":
            # Out of the folder: what comes after is all that is known.
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
