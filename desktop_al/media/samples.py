"""A sample's bytes, identity and content. One table says which files are samples and how they are read."""

import contextlib
import hashlib
import io
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy.typing as npt

from desktop_al.core.errors import CannotRead
from desktop_al.core.shapes import Found, SampleKind
from desktop_al.core.words import tr
from desktop_al.media.dicom_streams import lacks_preamble
from desktop_al.media.headers import known_format, read_header
from desktop_al.media.images import check as check_image
from desktop_al.media.images import decode_for_learning, picture
from desktop_al.media.opening import CAUSES, open_inside
from desktop_al.media.picture import Picture, View
from desktop_al.media.shelf import size_of
from desktop_al.media.tables import layout_in, read_record, read_row
from desktop_al.media.texts import MAX_TEXT, Text, check_text, count_words, read_text

if TYPE_CHECKING:
    from desktop_al.media.dicom import DicomFile

#: Pixels for learning, and the width and height of the file's own picture.
Learnt = tuple[npt.NDArray[Any], tuple[int, int]]

MAX_IMAGE = 1024 * 1024 * 1024
MAX_DICOM = 512 * 1024 * 1024
#: The beginning of a larger file is looked at before the rest is read.
_LARGE = 16 * 1024 * 1024
_HEAD = 4096
#: So much of an image tells its size, as a rule.
_BEGINNING = 64 * 1024


@dataclass(frozen=True, slots=True)
class Loaded:
    """``digest``: 16 bytes that change when the sample's bytes change (:func:`content_hash`)."""

    content: Picture | Text
    digest: bytes


@dataclass(frozen=True, slots=True)
class Reader:
    """How files of one extension become samples.

    ``read(file, found, data, view)`` gives the content of ``data``, which was read from the open ``file``;
    ``check(file, found, data)`` raises where that would, as far as it can be told cheaply, and ``glance`` by its
    beginning; ``limit`` is the largest size in bytes;
    ``rows`` marks tables, where each row is a sample. ``learn(data, edge)``, of images, gives pixels as
    ``images.decode_for_learning`` does, and the width and height of the file's own picture.
    """

    kind: SampleKind
    limit: int
    read: Callable[[BinaryIO, Found, bytes, View], Picture | Text]
    check: Callable[[BinaryIO, Found, bytes], object]
    glance: Callable[[bytes], object]
    rows: bool = False
    learn: Callable[[bytes, int], Learnt] | None = None


def _picture(_file: BinaryIO, _found: Found, data: bytes, view: View) -> Picture:
    return picture(data, view)


def _learn(data: bytes, edge: int) -> Learnt:
    return decode_for_learning(data, edge), read_header(data).upright


def _dicom(data: bytes, tags: tuple[str, ...] = ()) -> "DicomFile":
    # Half a second to load: only where there is such a file.
    from desktop_al.media.dicom import open_file

    return open_file(data, tags)


def _dicom_picture(_file: BinaryIO, _found: Found, data: bytes, view: View) -> Picture:
    return _dicom(data, view.tags).picture(view)


def _learn_dicom(data: bytes, edge: int) -> Learnt:
    file = _dicom(data)
    return file.for_learning(edge), (file.width, file.height)


def _text(_file: BinaryIO, _found: Found, data: bytes, _view: View) -> Text:
    return read_text(data)


def _row(file: BinaryIO, found: Found, data: bytes, _view: View) -> Text:
    text = read_row(file, found, data)
    return Text(text, count_words(text), layout_in(file, found.path).framing.encoding)


_IMAGE = Reader("image", MAX_IMAGE, _picture, lambda _file, _found, data: check_image(data), known_format, learn=_learn)
_DICOM = Reader(
    "image", MAX_DICOM, _dicom_picture, lambda _file, _found, data: _dicom(data), lacks_preamble, learn=_learn_dicom
)
_TEXT = Reader("text", MAX_TEXT, _text, lambda _file, _found, data: check_text(data), check_text)
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
    ".dcm": _DICOM,
    ".dicom": _DICOM,
    ".ima": _DICOM,
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


def may_be_dicom(name: str) -> bool:
    """Whether a file of this name is one of DICOM if it begins like one: without extension, or with a number for it,
    as the identifiers have that such files are named by. A directory of DICOM files is no sample."""
    end = extension(name)[1:]
    return name != "DICOMDIR" and (not end or end.isdecimal())


def is_dicom_name(path: str) -> bool:
    """Whether a sample of this name is a DICOM file: by its extension, or since nothing else is a sample without."""
    name = path.rpartition("/")[2]
    return READERS.get(extension(name)) is _DICOM or may_be_dicom(name)


def reader_of(path: str) -> Reader | None:
    """How a sample of this path is read; None where files of such a name are no samples."""
    name = path.rpartition("/")[2]
    return READERS.get(extension(name)) or (_DICOM if may_be_dicom(name) else None)


def content_hash(data: bytes) -> bytes:
    """BLAKE2b (RFC 7693) of a sample's bytes, 16 bytes long."""
    return hashlib.blake2b(data, digest_size=16).digest()


def sample_id(name: str) -> bytes:
    """The identity of a sample: the first 16 bytes of SHA-256 of its NFC public name in UTF-8."""
    return hashlib.sha256(unicodedata.normalize("NFC", name).encode("utf-8", "surrogatepass")).digest()[:16]


def load(root: Path, found: Found, view: View | int | None = None) -> Loaded:
    """Read and decode one sample; a number for ``view`` limits the longest edge of a picture in pixels.

    Raises:
        CannotRead: the cause in one sentence.
    """
    reader, wanted = _reader(found), view if isinstance(view, View) else View(view)
    with open_inside(root, found.path) as file:
        data = _bytes(file, found, reader)
        return Loaded(reader.read(file, found, data, wanted), content_hash(data))


def decode_bytes(found: Found, data: bytes, view: View) -> Picture | Text:
    """The content of a whole file of which ``data`` are the bytes.

    Raises:
        CannotRead: the cause in one sentence.
    """
    return _reader(found).read(io.BytesIO(data), found, data, view)


def load_frames(root: Path, found: Found, tags: tuple[str, ...] = ()) -> "tuple[DicomFile, bytes] | None":
    """A sample whose frames are looked at one by one, read once, and its :func:`content_hash`; None where it cannot
    have several.

    Raises:
        CannotRead: the cause in one sentence.
    """
    reader = _reader(found)
    if reader is not _DICOM:
        return None
    data = read_bytes(root, found)
    return _dicom(data, tags), content_hash(data)


def learn(found: Found, data: bytes, edge: int) -> Learnt:
    """The bytes of an image sample as pixels for learning, and the width and height of its own picture. Of several
    frames the middle one counts.

    Raises:
        CannotRead: the cause in one sentence.
    """
    reader = reader_of(found.path)
    if reader is None or reader.learn is None:
        raise CannotRead(tr("Files of this kind are not read."))
    return reader.learn(data, edge)


def picture_size(root: Path, found: Found) -> tuple[int, int]:
    """Width and height of an image sample, upright; of most files only the beginning is read.

    Raises:
        CannotRead: the cause in one sentence.
    """
    if reader_of(found.path) is _IMAGE:
        with open_inside(root, found.path) as file, contextlib.suppress(CannotRead, OSError):
            return read_header(file.read(_BEGINNING)).upright
    data = read_bytes(root, found)
    if reader_of(found.path) is _IMAGE:
        return read_header(data).upright
    content = _dicom(data)
    return content.width, content.height


def check(root: Path, found: Found) -> bytes:
    """The :func:`content_hash` of a sample that could be read; nothing is decoded, so that the inside of a picture
    may yet turn out to be damaged.

    Raises:
        CannotRead: the cause in one sentence.
    """
    reader = _reader(found)
    with open_inside(root, found.path) as file:
        data = _bytes(file, found, reader)
        reader.check(file, found, data)
    return content_hash(data)


def read_bytes(root: Path, found: Found) -> bytes:
    """The bytes of one sample: a whole file, or the record of a row.

    Raises:
        CannotRead: missing, no permission, not a file, too large, outside the folder.
    """
    reader = _reader(found)
    with open_inside(root, found.path) as file:
        return _bytes(file, found, reader)


def row_text(root: Path, found: Found, data: bytes) -> str:
    """The text of a row of a table, of which ``data`` are the bytes.

    Raises:
        CannotRead: the cause in one sentence.
    """
    with open_inside(root, found.path) as file:
        return read_row(file, found, data)


def _reader(found: Found) -> Reader:
    reader = reader_of(found.path)
    if reader is None:
        raise CannotRead(tr("Files of this kind are not read."))
    return reader


def _bytes(file: BinaryIO, found: Found, reader: Reader) -> bytes:
    return read_record(file, found) if found.row >= 0 else _read_whole(file, reader)


def _read_whole(file: BinaryIO, reader: Reader) -> bytes:
    limit = reader.limit
    try:
        known = size_of(file)
        if _LARGE < known <= limit:
            reader.glance(file.read(_HEAD))
            file.seek(0)
        # Python sets memory aside for all that it is asked for: asking for the limit costs more than reading.
        data = b"" if known > limit else file.read(known + 1)
        if known < len(data):
            # It grows while it is read; one byte more than allowed tells that it is too large.
            data += file.read(limit + 1 - len(data))
    except OSError as error:
        raise CannotRead(
            tr(named)
            if (named := CAUSES.get(error.errno or 0))
            else tr("The file cannot be read: {reason}.", reason=error.strerror or error)
        ) from error
    except MemoryError as error:
        raise CannotRead(tr("There is not enough memory to open this file.")) from error
    if (size := max(known, len(data))) > limit:
        raise CannotRead(
            tr("The file is too large: {size:,.0f} MiB, more than {most:,}.", size=size / 2**20, most=limit // 2**20)
        )
    return data
