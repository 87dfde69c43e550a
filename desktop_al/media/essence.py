"""Image files reduced to what a decoder needs for the one picture that is shown.

What is left out cannot fail, cost memory or make the decoder complain: later frames of a GIF, and the
profiles, texts and animation of a PNG.
"""

import struct
import zlib

from desktop_al.core.errors import CannotRead
from desktop_al.core.words import tr
from desktop_al.media.headers import too_early

JPEG_END = b"\xff\xd9"

_PNG_NEEDED = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})


def essential_chunks(data: bytes) -> bytes:
    """A PNG with only the chunks that make the picture; ``data`` has passed the check of its header.

    Raises:
        CannotRead: a chunk does not match its checksum.
    """
    view = memoryview(data)
    parts, position = [view[:8]], 8
    while position + 12 <= len(data):
        length, name = struct.unpack_from(">I4s", data, position)
        end = position + 12 + length
        if name in _PNG_NEEDED:
            if zlib.crc32(view[position + 4 : end - 4]) != int.from_bytes(view[end - 4 : end], "big"):
                raise CannotRead(tr("The image is damaged: a part of it does not match its checksum."))
            parts.append(view[position:end])
        if name == b"IEND":
            break
        position = end
    return b"".join(parts)


def lacks_end(data: bytes) -> bool:
    """True if a JPEG has no end mark. Some cameras leave it out, and the picture may yet be complete.

    Raises:
        CannotRead: it is progressive, where what is missing would only look blurred.
    """
    scan = data.find(b"\xff\xda")
    if data.rfind(JPEG_END) > scan >= 0:
        return False
    if scan < 0 or b"\xff\xc2" in data[:scan]:
        raise too_early(data)
    return True


def first_frame(data: bytes) -> bytes:
    """A GIF reduced to its first frame: the others are not shown, and may be many or damaged."""
    try:
        position = 13 + (3 << (data[10] & 7) + 1 if data[10] & 0x80 else 0)
        while data[position] == 0x21:
            position = _after_blocks(data, position + 2)
        if data[position] != 0x2C:
            raise CannotRead(tr("The image is damaged: the GIF holds no picture."))
        packed = data[position + 9]
        position += 10 + (3 << (packed & 7) + 1 if packed & 0x80 else 0)
        end = _after_blocks(data, position + 1)
    except IndexError:
        raise too_early(data) from None
    return data[:end] + b";"


def _after_blocks(data: bytes, position: int) -> int:
    """Position behind a chain of GIF sub-blocks, which ends with an empty one."""
    while data[position]:
        position += data[position] + 1
    return position + 1
