"""Texts: bytes in any usual encoding -> clean characters that are safe to show."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from desktop_al.core.errors import CannotRead
from desktop_al.core.words import tr
from desktop_al.media.signatures import begins_like, image_format

MAX_TEXT = 64 * 1024 * 1024

#: Bytes looked at to find the encoding.
_HEAD = 64 * 1024

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

#: Control characters that no text needs; tab, line ends, form feed, backspace and escape are forgiven.
_CONTROL = bytes(c for c in range(32) if c not in b"\t\n\r\f\b\x1b") + b"\x7f"

#: Bytes that Windows-1252 leaves undefined.
_NOT_CP1252 = b"\x81\x8d\x8f\x90\x9d"

_NEWLINES = re.compile("\r\n?|[\u0085\u2028\u2029]")

#: C0, DEL and C1 become visible signs (Unicode block Control Pictures); half surrogates cannot be stored.
_HARMLESS: dict[int, str] = {
    **{c: chr(0x2400 + c) for c in range(32) if c not in (9, 10)},
    127: "\u2421",
    **{c: f"\\x{c:02x}" for c in range(0x80, 0xA0)},
}
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Text:
    """``text`` has ``\\n`` line ends and no control characters; ``words`` are its runs without white space."""

    text: str
    words: int
    encoding: str


def read_text(data: bytes) -> Text:
    """A text file as characters.

    Raises:
        CannotRead: empty, binary, or more than 64 MiB.
    """
    text, name = decode_as(data, check_text(data))
    cleaned = clean(text)
    return Text(cleaned, count_words(cleaned), name)


def check_text(data: bytes) -> str:
    """The codec name of a text file, which is then sure to be readable.

    Raises:
        CannotRead: empty, binary, or more than 64 MiB.
    """
    if not data:
        raise CannotRead(tr("The file is empty."))
    if len(data) > MAX_TEXT:
        raise CannotRead(
            tr(
                "The text is too large: {size:,.0f} MiB, more than {most}.",
                size=len(data) / 2**20,
                most=MAX_TEXT // 2**20,
            )
        )
    return detect(data)


def clean(text: str) -> str:
    """Line ends as ``\\n``; control characters as visible signs; half surrogates as U+FFFD; no byte order mark."""
    if text.replace("\n", "").isprintable():
        # Nearly all texts: nothing below is printable.
        return text
    text = _NEWLINES.sub("\n", text.removeprefix("\ufeff"))
    return _SURROGATE.sub("\ufffd", text).translate(_HARMLESS)


def count_words(text: str) -> int:
    """Number of runs of characters without white space, counted in pieces to spare memory."""
    words, step, inside = 0, 1 << 20, False
    for start in range(0, len(text), step):
        piece = text[start : start + step]
        words += len(piece.split()) - (inside and not piece[0].isspace())
        inside = not piece[-1].isspace()
    return words


def decode_as(data: bytes, encoding: str) -> tuple[str, str]:
    """Characters and the name of the encoding used. Bytes that do not fit become U+FFFD; this never fails."""
    try:
        return data.decode(encoding), _plain(encoding)
    except UnicodeDecodeError:
        pass
    if encoding == "utf-8" and not _mostly_utf8(data):
        return data.decode("cp1252", errors="replace"), "cp1252"
    return data.decode(encoding, errors="replace"), f"{_plain(encoding)}, damaged"


def detect(data: bytes) -> str:
    """Codec name of a text from its mark or its bytes; a cut last character does not matter.

    Raises:
        CannotRead: the bytes are not a text.
    """
    head = data[:_HEAD]
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    foreign = begins_like(head) or _picture(head)
    if foreign is not None:
        raise CannotRead(tr("This is not a text: it begins like {foreign}.", foreign=foreign))
    if b"\x00" in head:
        wide = _utf16_without_mark(head)
        if wide is not None:
            return wide
    control = len(head) - len(head.translate(None, _CONTROL))
    utf8 = _is_utf8(head)
    if control > len(head) * (0.3 if utf8 and len(head) < 64 else 0.1 if utf8 else 0.02):
        raise CannotRead(tr("This is not a text: it holds bytes that no text has."))
    if utf8 or _mostly_utf8(head):
        return "utf-8"
    return _one_byte(head)


def _plain(encoding: str) -> str:
    return "utf-8" if encoding == "utf-8-sig" else encoding


def _picture(head: bytes) -> str | None:
    kind = image_format(head)
    # A text may begin with the letters BM, which are all the mark a bitmap has.
    return None if kind is None or (kind == "bmp" and len(head) < 18) else tr("an image ({kind})", kind=kind.upper())


def _is_utf8(head: bytes) -> bool:
    if head.isascii():
        return True
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=len(head) < _HEAD)
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(data: bytes) -> bool:
    """Damaged UTF-8: at least four whole multi-byte characters for each byte that does not fit."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    return len(text) - len(text.encode("ascii", "ignore")) >= 5 * bad


def _utf16_without_mark(head: bytes) -> str | None:
    """UTF-16 betrays itself by zero bytes (Latin letters, spaces, line ends) in one half of each pair."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if min(even, odd) * 20 > max(even, odd) or max(even, odd) * 100 < len(head):
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(head[: len(head) // 2 * 2])
    except UnicodeDecodeError:
        return None
    strange = sum(not c.isprintable() and c not in "\t\n\r\f\ufeff" for c in text)
    return encoding if strange * 50 <= len(text) else None


def _one_byte(head: bytes) -> str:
    """cp1252 when most letters are plain Latin ones; else what charset-normalizer finds."""
    high = sum(c >= 0xC0 for c in head)
    letters = sum(c.isalpha() for c in head.decode("latin-1")) or 1
    if high <= 0.3 * letters and not any(c in _NOT_CP1252 for c in head):
        return "cp1252"
    best = from_bytes(head[:16384]).best()
    return best.encoding if best is not None and best.encoding != "ascii" else "cp1252"
