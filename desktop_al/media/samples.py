"""A sample's bytes, identity and content. One table says which files are samples and how they are read."""

import errno
import hashlib
import os
import stat
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_al.core.errors import CannotRead
from desktop_al.core.shapes import Found, SampleKind
from desktop_al.media.headers import known_format
from desktop_al.media.images import Picture, decode
from desktop_al.media.images import check as check_image
from desktop_al.media.paths import real_path
from desktop_al.media.tables import encoding_of, read_record, read_row
from desktop_al.media.texts import MAX_TEXT, Text, check_text, count_words, read_text

MAX_IMAGE = 1024 * 1024 * 1024
#: The beginning of a larger file is looked at before the rest is read.
_LARGE = 16 * 1024 * 1024
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Loaded:
    """``digest``: 16 bytes that change when the sample's bytes change (:func:`content_hash`)."""

    content: Picture | Text
    digest: bytes


@dataclass(frozen=True, slots=True)
class Reader:
    """How files of one extension become samples.

    ``read(path, found, data, max_edge)`` gives the content; ``check(path, found, data)`` raises where that would,
    as far as it can be told cheaply, and ``glance`` by its beginning; ``limit`` is the largest size in bytes;
    ``rows`` marks tables, where each row is a sample.
    """

    kind: SampleKind
    limit: int
    read: Callable[[Path, Found, bytes, int | None], Picture | Text]
    check: Callable[[Path, Found, bytes], object]
    glance: Callable[[bytes], object]
    rows: bool = False


def _picture(_path: Path, _found: Found, data: bytes, max_edge: int | None) -> Picture:
    return decode(data, max_edge=max_edge)


def _text(_path: Path, _found: Found, data: bytes, _max_edge: int | None) -> Text:
    return read_text(data)


def _row(path: Path, found: Found, data: bytes, _max_edge: int | None) -> Text:
    text = read_row(path, found, data)
    return Text(text, count_words(text), encoding_of(path))


_IMAGE = Reader("image", MAX_IMAGE, _picture, lambda _path, _found, data: check_image(data), known_format)
_TEXT = Reader("text", MAX_TEXT, _text, lambda _path, _found, data: check_text(data), check_text)
_TABLE = Reader("text", MAX_TEXT, _row, read_row, check_text, rows=True)

READERS: dict[str, Reader] = {
    ".png": _IMAGE,
    ".jpg": _IMAGE,
    ".jpeg": _IMAGE,
    ".bmp": _IMAGE,
    ".gif": _IMAGE,
    ".webp": _IMAGE,
    ".tif": _IMAGE,
    ".tiff": _IMAGE,
    ".txt": _TEXT,
    ".md": _TEXT,
    ".csv": _TABLE,
    ".tsv": _TABLE,
    ".jsonl": _TABLE,
}


def extension(name: str) -> str:
    """Lower-case extension of a file's name with its dot, "" if it has none."""
    dot = name.rfind(".")
    return name[dot:].lower() if dot > 0 else ""


def content_hash(data: bytes) -> bytes:
    """BLAKE2b (RFC 7693) of a sample's bytes, 16 bytes long."""
    return hashlib.blake2b(data, digest_size=16).digest()


def sample_id(name: str) -> bytes:
    """The identity of a sample: the first 16 bytes of SHA-256 of its NFC public name in UTF-8."""
    return hashlib.sha256(unicodedata.normalize("NFC", name).encode("utf-8", "surrogatepass")).digest()[:16]


def load(root: Path, found: Found, max_edge: int | None = None) -> Loaded:
    """Read and decode one sample; ``max_edge`` limits the longest edge of a picture in pixels.

    Raises:
        CannotRead: the cause in one sentence.
    """
    path, reader = _locate(root, found)
    data = _bytes(path, found, reader)
    return Loaded(reader.read(path, found, data, max_edge), content_hash(data))


def check(root: Path, found: Found) -> bytes:
    """The :func:`content_hash` of a sample that could be read; nothing is decoded, so that the inside of a picture
    may yet turn out to be damaged.

    Raises:
        CannotRead: the cause in one sentence.
    """
    path, reader = _locate(root, found)
    data = _bytes(path, found, reader)
    reader.check(path, found, data)
    return content_hash(data)


def read_bytes(root: Path, found: Found) -> bytes:
    """The bytes of one sample: a whole file, or the record of a row.

    Raises:
        CannotRead: missing, no permission, not a file, too large, outside the folder.
    """
    path, reader = _locate(root, found)
    return _bytes(path, found, reader)


def _locate(root: Path, found: Found) -> tuple[Path, Reader]:
    reader = READERS.get(extension(found.path.rpartition("/")[2]))
    if reader is None:
        raise CannotRead("Files of this kind are not read.")
    return real_path(root, found.path), reader


def _bytes(path: Path, found: Found, reader: Reader) -> bytes:
    return read_record(path, found) if found.row >= 0 else _read_whole(path, reader)


_CAUSES = {
    errno.ENOENT: "The file is not there any more.",
    errno.ENOTDIR: "The file is not there any more.",
    errno.EACCES: "You have no permission to read this file.",
    errno.EPERM: "You have no permission to read this file.",
    errno.EISDIR: "This is a folder, not a file.",
    errno.EIO: "The disk cannot read this file.",
    errno.ELOOP: "This file is a link that leads nowhere.",
}


def _read_whole(path: Path, reader: Reader) -> bytes:
    limit = reader.limit
    try:
        # Without O_NONBLOCK, opening a pipe that has a picture's name would wait for ever.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(file.fileno())
            if stat.S_ISDIR(status.st_mode):
                raise CannotRead(_CAUSES[errno.EISDIR])
            if not stat.S_ISREG(status.st_mode):
                raise CannotRead("This is not an ordinary file.")
            if _LARGE < status.st_size <= limit:
                reader.glance(file.read(_HEAD))
                file.seek(0)
            # One byte more than allowed tells a file that grows while it is read.
            data = b"" if status.st_size > limit else file.read(limit + 1)
            size = max(status.st_size, len(data))
    except OSError as error:
        cause = _CAUSES.get(error.errno or 0, f"The file cannot be read: {error.strerror or error}.")
        raise CannotRead(_if_folder(path) or cause) from error
    except MemoryError as error:
        raise CannotRead("There is not enough memory to open this file.") from error
    if size > limit:
        raise CannotRead(f"The file is too large: {size / 2**20:,.0f} MiB, more than {limit // 2**20:,}.")
    return data


def _if_folder(path: Path) -> str:
    """Windows says "permission denied" when a folder is opened as a file."""
    return _CAUSES[errno.EISDIR] if path.is_dir() else ""
