"""What a file's first bytes say it is, whatever its name says."""

import re

from desktop_al.core.words import mark, tr

#: (offset, bytes, words) of kinds that are not read here, for the sentence shown instead.
_FOREIGN: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF", mark("a PDF")),
    (0, b"PK\x03\x04", mark("a ZIP archive or an office document")),
    (0, b"\x1f\x8b", mark("a gzip archive")),
    (0, b"7z\xbc\xaf\x27\x1c", mark("a 7-Zip archive")),
    (0, b"Rar!\x1a\x07", mark("a RAR archive")),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", mark("an old office document")),
    (0, b"MZ\x90\x00", mark("a Windows program")),
    (0, b"\x7fELF", mark("a program")),
    (0, b"SQLite format 3\x00", mark("a database")),
    (128, b"DICM", mark("a DICOM file")),
    (4, b"ftypheic", mark("a HEIC photo")),
    (4, b"ftypheix", mark("a HEIC photo")),
    (4, b"ftypmif1", mark("a HEIC photo")),
    (4, b"ftypavif", mark("an AVIF picture")),
    (4, b"ftyp", mark("a video")),
    (0, b"\x00\x00\x00\x0cjP  ", mark("a JPEG 2000 picture")),
    (0, b"8BPS", mark("a Photoshop document")),
    (0, b"\x1aE\xdf\xa3", mark("a video")),
    (0, b"{\\rtf", mark("a rich text document")),
    (0, b"ID3", mark("a sound file")),
    (0, b"OggS", mark("a sound or video file")),
    (0, b"\x89HDF\r\n\x1a\n", mark("an HDF5 file")),
    (0, b"\x93NUMPY", mark("a NumPy array")),
)
#: A group for each of them, in their order.
_ANY_FOREIGN = re.compile(b"|".join(b"(.{%d}%s)" % (at, re.escape(begin)) for at, begin, _ in _FOREIGN), re.DOTALL)

_IMAGES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"II+\x00", "tiff"),
    (b"MM\x00+", "tiff"),
)
_IMAGE_MARKS = tuple(start for start, _ in _IMAGES)


def is_dicom(head: bytes) -> bool:
    """Whether a file begins like one of PS3.10: 128 bytes of anything, then four letters."""
    return head[128:132] == b"DICM"


def image_format(data: bytes) -> str | None:
    """``png``, ``jpeg``, ``gif``, ``tiff``, ``webp``, ``bmp``, or None when the content is none of these."""
    if data.startswith(_IMAGE_MARKS):
        return next(name for start, name in _IMAGES if data.startswith(start))
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    # Two letters are a weak mark: the reserved bytes and the sub-header's size must fit, too.
    if data[:2] == b"BM" and (len(data) < 18 or data[14:18] in _BMP_HEADERS):
        return "bmp"
    return None


_BMP_HEADERS = frozenset(size.to_bytes(4, "little") for size in (12, 16, 40, 52, 56, 64, 108, 124))


def is_cut_signature(data: bytes) -> bool:
    """True if ``data`` is shorter than an image's mark and agrees with the mark so far."""
    return any(len(data) < len(start) and start.startswith(data) for start, _ in (*_IMAGES, (b"RIFF", ""), (b"BM", "")))


def begins_like(data: bytes) -> str | None:
    """Words for a well-known kind of file that is neither an image nor a text read here, else None."""
    found = _ANY_FOREIGN.match(data)
    return tr(_FOREIGN[found.lastindex - 1][2]) if found is not None and found.lastindex else None


def looks_like_text(data: bytes) -> bool:
    """True if the first bytes hold only printable characters of UTF-8 (a cut last character is forgiven)."""
    head = data[:512]
    try:
        text = head.decode("utf-8", errors="strict" if len(data) <= 512 else "ignore")
    except UnicodeDecodeError:
        return False
    return bool(text) and all(c.isprintable() or c in "\t\n\r\f" for c in text) and len(text.encode()) > len(head) - 4
