"""What can be told of the encoded frames of a DICOM file before anything is decoded, and words for what is not read.

Layouts: JPEG (ITU T.81) and JPEG-LS (T.87) frame headers, JPEG 2000 (T.800) image size, RLE (PS3.5 annex G).
"""

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy.typing as npt

from desktop_al.core.errors import CannotRead
from desktop_al.core.words import mark, tr
from desktop_al.media.headers import MAX_MEMORY, MAX_PIXELS, size_words, too_early
from desktop_al.media.signatures import begins_like, image_format

DAMAGED = mark("The DICOM file is damaged: its image cannot be decoded.")

NATIVE = frozenset({"1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99"})
DEFLATED = "1.2.840.10008.1.2.1.99"
RLE = "1.2.840.10008.1.2.5"
_JPEG = "1.2.840.10008.1.2.4."
TWELVE_BITS = _JPEG + "51"

#: What a transfer syntax is called in a sentence, by the beginning of its identifier; the longest one counts.
_COMPRESSIONS = (
    (_JPEG + "50", "JPEG"),
    (TWELVE_BITS, mark("JPEG with 12 bits")),
    (_JPEG + "5", mark("JPEG of a kind that was given up")),
    (_JPEG + "57", mark("lossless JPEG")),
    (_JPEG + "70", mark("lossless JPEG")),
    (_JPEG + "6", mark("JPEG of a kind that was given up")),
    (_JPEG + "8", "JPEG-LS"),
    (_JPEG + "90", "JPEG 2000"),
    (_JPEG + "91", "JPEG 2000"),
    (_JPEG + "92", mark("JPEG 2000 of several components")),
    (_JPEG + "93", mark("JPEG 2000 of several components")),
    (_JPEG + "94", mark("JPIP, which keeps the image on a server")),
    (_JPEG + "95", mark("JPIP, which keeps the image on a server")),
    (_JPEG + "10", mark("video (MPEG)")),
    (_JPEG + "11", "JPEG XL"),
    (_JPEG + "20", mark("high-throughput JPEG 2000")),
    ("1.2.840.10008.1.2.8.1", mark("deflated frames")),
    (RLE, "RLE"),
)

#: What a file without an image holds, by the beginning of its SOP class.
_STORED = "1.2.840.10008.5.1.4.1.1."
_HOLDINGS = (
    (_STORED + "88.", mark("a report")),
    (_STORED + "481.3", mark("a structure set")),
    (_STORED + "481.5", mark("a treatment plan")),
    (_STORED + "481.8", mark("a treatment plan")),
    (_STORED + "481.", mark("a record of a treatment")),
    (_STORED + "9.", mark("a waveform")),
    (_STORED + "11.", mark("a presentation state")),
    (_STORED + "104.", mark("a document")),
    (_STORED + "66", mark("raw data, or how images lie to each other")),
    (_STORED + "67", mark("a list of values")),
    ("1.2.840.10008.5.1.4.39.", mark("a table of colours")),
    ("1.2.840.10008.5.1.4.43.", mark("a protocol of a device")),
    ("1.2.840.10008.1.3.10", mark("a directory of other files")),
)


#: ``decode(encoded, transfer syntax, options)`` gives the values of a frame and what they mean.
Decode = Callable[[bytes, str, dict[str, Any]], tuple[npt.NDArray[Any], str]]


class _Elsewhere:
    """Where compressed frames are decoded: in this process until it is told otherwise."""

    decode: Decode | None = None


def decode_elsewhere(decode: Decode) -> None:
    """Have compressed frames decoded by ``decode``, in another process: a damaged one may end the process that it is
    decoded in."""
    _Elsewhere.decode = staticmethod(decode)


def chosen_decoder() -> Decode | None:
    return _Elsewhere.decode


def compression_words(syntax: str) -> str:
    """The compression that a transfer syntax stands for, to follow "compressed as"."""
    known = [(start, words) for start, words in _COMPRESSIONS if syntax.startswith(start)]
    return tr(max(known, key=lambda one: len(one[0]))[1]) if known else tr("something that is not known here")


def holding_words(sop_class: str) -> str:
    """What a file of this SOP class holds instead of an image."""
    return next((tr(words) for start, words in _HOLDINGS if sop_class.startswith(start)), "")


@dataclass(frozen=True, slots=True)
class Stream:
    """Size of an encoded frame by its own header; ``bits`` of each component."""

    width: int
    height: int
    components: int
    bits: int


def check_stream(encoded: bytes, syntax: str, size: tuple[int, int, int], native: int) -> None:
    """Raise CannotRead where a frame would not decode to what the file's header says.

    ``size``: width, height and samples for each pixel by the header; ``native``: bytes of the decoded frame.
    """
    if syntax == RLE:
        _check_rle(encoded, native)
        return
    try:
        stream = _j2k(encoded) if syntax.startswith(_JPEG + "9") else _jpeg(encoded)
    except (struct.error, IndexError):
        stream = None
    if stream is None:
        raise CannotRead(tr(DAMAGED))
    if (stream.width, stream.height, stream.components) != size:
        raise CannotRead(
            tr(
                "The DICOM file is damaged: its header says {width:,} x {height:,} pixels, its "
                "compressed image {own_width:,} x {own_height:,}.",
                width=size[0],
                height=size[1],
                own_width=stream.width,
                own_height=stream.height,
            )
            if (stream.width, stream.height) != size[:2]
            else tr("The DICOM file is damaged: its header and its compressed image do not agree on the colours.")
        )
    if stream.bits > 16:
        raise CannotRead(tr("The image is compressed with more than 16 bits, which cannot be decoded here."))


#: Frame headers: those of JPEG without DHT, JPG and DAC; and that of JPEG-LS.
_SOF = (frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}) | {0xF7}


def _jpeg(data: bytes) -> Stream | None:
    if data[:2] != b"\xff\xd8":
        return None
    position = 2
    while data[position] == 0xFF:
        marker = data[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        if marker in _SOF:
            bits, height, width, components = struct.unpack_from(">BHHB", data, position + 4)
            return Stream(width, height, components, bits)
        if marker in (0xD9, 0xDA):
            return None
        position += 2 + struct.unpack_from(">H", data, position + 2)[0]
    return None


#: Tiles of a JPEG 2000 image; each of them costs the decoder time and memory.
_MOST_TILES = 4096


def _j2k(data: bytes) -> Stream | None:
    start = data.find(b"\xff\x4f\xff\x51", 0, 4096)
    if start < 0:
        return None
    sizes = struct.unpack_from(">HHIIIIIIIIH", data, start + 4)
    _, _, right, bottom, left, top, tile_width, tile_height, tile_left, tile_top, components = sizes
    if not tile_width or not tile_height or right <= left or bottom <= top:
        return None
    if -(-(right - tile_left) // tile_width) * -(-(bottom - tile_top) // tile_height) > _MOST_TILES:
        return None
    # Components of several sizes or depths are no image of DICOM.
    parts = {data[at : at + 3] for at in range(start + 42, start + 42 + 3 * components, 3)}
    if len(parts) != 1:
        return None
    depth, across, down = parts.pop()
    return Stream(right - left, bottom - top, components, (depth & 0x7F) + 1) if across == down == 1 else None


def _check_rle(data: bytes, native: int) -> None:
    """The segments must not unpack to more than the frame, however small they are."""
    try:
        count, *offsets = struct.unpack_from("<16L", data)
    except struct.error:
        raise CannotRead(tr(DAMAGED)) from None
    if not 1 <= count <= 15 or not all(64 <= offset <= len(data) for offset in offsets[:count]):
        raise CannotRead(tr(DAMAGED))
    ends = [*offsets[1:count], len(data)]
    # Each segment may end in a byte of padding.
    if sum(_unpacked(data, start, end, native) for start, end in zip(offsets, ends)) > native + 2 * count:
        raise CannotRead(tr(DAMAGED))


def _unpacked(data: bytes, start: int, end: int, most: int) -> int:
    """Bytes that a segment unpacks to, counted until there are more than ``most``."""
    count, position = 0, start
    while position < end and count <= most + 2:
        head = data[position]
        if head < 128:
            count += head + 1
            position += head + 2
        else:
            count += 257 - head if head > 128 else 0
            position += 2 if head > 128 else 1
    return count


def check_size(width: int, height: int, samples: int, bits: int, length: int) -> None:
    """Raise CannotRead where a frame would need more than one picture may; ``length``: bytes of the file."""
    if width * height > MAX_PIXELS:
        raise CannotRead(
            tr(
                "The image is too large: {width:,} x {height:,} pixels are {megapixels:,.0f} "
                "megapixels, more than {most}.",
                width=width,
                height=height,
                megapixels=width * height / 1e6,
                most=MAX_PIXELS // 1_000_000,
            )
        )
    if bits not in (1, 8, 16, 32, 64) or samples not in (1, 3):
        raise CannotRead(
            tr("Pixels of {samples:,} samples of {bits:,} bits are not read here.", samples=samples, bits=bits)
        )
    # Decoded, shifted, and what is shown of it.
    needed = length + width * height * samples * (2 * max(1, bits // 8) + 1)
    if needed > MAX_MEMORY:
        raise CannotRead(
            tr(
                "The image is too large: {width:,} x {height:,} pixels need {needed} of memory, more than {most}.",
                width=width,
                height=height,
                needed=size_words(needed),
                most=size_words(MAX_MEMORY),
            )
        )


def lacks_preamble(data: bytes) -> bool:
    """Whether the file may be read without the mark of PS3.10; raises CannotRead where it is none of DICOM."""
    if data[128:132] == b"DICM":
        return False
    # Files of before PS3.10 begin with a group below 0x0010, in either order of bytes.
    if len(data) >= 8 and ((data[0] in (2, 8) and data[1] == 0) or (data[0] == 0 and data[1] in (2, 8))):
        return True
    like = begins_like(data) or (tr("an image of another kind") if image_format(data) else "")
    if len(data) < 132 and not like:
        raise too_early(data)
    if like:
        raise CannotRead(tr("This is not a DICOM file: it begins like {like}.", like=like))
    raise CannotRead(tr("This is not a DICOM file."))


def inflated(data: bytes, start: int) -> bytes:
    """The data set of a file of the deflated transfer syntax, which begins at ``start``."""
    inflating = zlib.decompressobj(-zlib.MAX_WBITS)
    whole = inflating.decompress(memoryview(data)[start:], MAX_MEMORY // 2)
    if inflating.unconsumed_tail:
        raise CannotRead(tr("The file is too large: it unpacks to more than {size}.", size=size_words(MAX_MEMORY // 2)))
    if not inflating.eof:
        raise too_early(data)
    return whole
