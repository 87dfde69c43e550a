"""Image headers, read without decoding, so that a hostile or broken file is refused before it costs memory.

Layouts: PNG (W3C PNG specification), JPEG (ITU T.81), GIF89a, BMP (BITMAPINFOHEADER), WebP (RFC 9649),
TIFF 6.0 and BigTIFF; orientation as in Exif 2.32, tag 274.
"""

import struct
from dataclasses import dataclass

from desktop_al.core.errors import CannotRead
from desktop_al.core.words import joined, local, tr, trn
from desktop_al.media.signatures import begins_like, image_format, is_cut_signature, looks_like_text

MAX_PIXELS = 200_000_000
#: Bytes that one picture may need at once, from its file to the small picture that is kept.
MAX_MEMORY = 600_000_000
#: Needed for a pixel of three bytes where the decoder halves the picture before it hands it over.
HALVED = 3.75

#: DEFLATE cannot shrink more than about 1,032 to 1.
_DEFLATE_MOST = 1040

#: A Huffman-coded JPEG spends at least one bit on each block of 8 x 8 pixels.
_JPEG_MOST = 512

#: One LZW code of a GIF stands for at most 4,096 pixels.
_LZW_MOST = 4096


@dataclass(frozen=True, slots=True)
class ImageHeader:
    """``width`` and ``height`` in pixels as stored; ``orientation`` 1..8 (Exif) turns them upright.

    ``pixel_bytes`` is what decoding to a smaller picture needs for each pixel.
    """

    format: str
    width: int
    height: int
    orientation: int = 1
    pixel_bytes: float = 1

    @property
    def decoded(self) -> float:
        """Bytes that decoding needs."""
        return self.width * self.height * self.pixel_bytes

    @property
    def upright(self) -> tuple[int, int]:
        """(width, height) after the orientation is applied."""
        return (self.height, self.width) if self.orientation >= 5 else (self.width, self.height)


def read_header(data: bytes) -> ImageHeader:
    """Format and size of an image from its content, never from its name.

    Raises:
        CannotRead: empty, cut off, not an image, more than 200 megapixels, or more memory needed than there should
            be for one picture.
    """
    kind = known_format(data)
    try:
        header = _PARSERS[kind](data)
    except (struct.error, IndexError):
        raise too_early(data) from None
    if header.width <= 0 or header.height <= 0:
        raise CannotRead(tr("The image is damaged: its header gives it no width or no height."))
    if header.width * header.height > MAX_PIXELS:
        megapixels = header.width * header.height / 1e6
        raise CannotRead(
            tr(
                "The image is too large: {width:,} x {height:,} pixels are {megapixels:,.0f} "
                "megapixels, more than {most}.",
                width=header.width,
                height=header.height,
                megapixels=megapixels,
                most=MAX_PIXELS // 1_000_000,
            )
        )
    if header.decoded + len(data) > MAX_MEMORY:
        needed = tr(
            "{needed} of memory, more than {most}",
            needed=size_words(int(header.decoded) + len(data)),
            most=size_words(MAX_MEMORY),
        )
        raise CannotRead(
            tr(
                "The image is too large: {width:,} x {height:,} pixels need {needed}.",
                width=header.width,
                height=header.height,
                needed=needed,
            )
        )
    return header


def known_format(data: bytes) -> str:
    """Of an image, from its first bytes; raises CannotRead where they belong to none."""
    if not data:
        raise CannotRead(tr("The file is empty."))
    kind = image_format(data)
    if kind is None:
        raise CannotRead(_why_not_an_image(data))
    return kind


def size_words(count: int) -> str:
    """A number of bytes in words: ``84 KB``."""
    if count < 1000:
        return trn("{n} byte", "{n} bytes", count)
    if count < 1_000_000:
        return f"{count / 1000:.0f} KB"
    size, unit = (count / 1e6, "MB") if count < 1_000_000_000 else (count / 1e9, "GB")
    return joined((local(f"{size:.1f}"), unit))


def too_early(data: bytes, wanted: int | None = None) -> CannotRead:
    """The error for a file that lacks its end; ``wanted`` is its full size in bytes where that is known."""
    # A size beyond what the format can hold is itself damage, and would only mislead.
    if wanted is None or wanted > 2**32 or size_words(wanted) == size_words(len(data)):
        return CannotRead(tr("The file ends too early (after {size}).", size=size_words(len(data))))
    return CannotRead(
        tr("The file ends too early ({size} of about {wanted}).", size=size_words(len(data)), wanted=size_words(wanted))
    )


def _why_not_an_image(data: bytes) -> str:
    if is_cut_signature(data):
        return str(too_early(data))
    if not data.strip(b"\x00"):
        return tr("This is not an image: it begins with only zeros.")
    foreign = begins_like(data)
    if foreign is not None:
        return tr("This is not an image: it begins like {foreign}.", foreign=foreign)
    if looks_like_text(data):
        return tr("This is not an image: it begins like a text.")
    return tr("This is not an image: its first bytes belong to no known kind of image.")


def _png(data: bytes) -> ImageHeader:
    width, height, depth, colour = struct.unpack_from(">IIBB", data, 16)
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}.get(colour)
    if data[12:16] != b"IHDR" or channels is None or depth not in (1, 2, 4, 8, 16):
        raise CannotRead(tr("The image is damaged: its PNG header makes no sense."))
    orientation, position, ended = 1, 8, False
    while position + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, position)
        if position + 12 + length > len(data):
            raise too_early(data, position + 12 + length)
        if name == b"eXIf":
            orientation = _exif_orientation(data[position + 8 : position + 8 + length])
        position += 12 + length
        if name == b"IEND":
            ended = True
            break
    if width * height <= MAX_PIXELS and (
        not ended or height * ((width * channels * depth + 7) // 8) > len(data) * _DEFLATE_MOST
    ):
        raise too_early(data)
    # Palettes and alpha are decoded to four channels.
    decoded = {0: 1, 2: 3}.get(colour, 4) * (2 if depth == 16 else 1)
    return ImageHeader("png", width, height, orientation, _copied(decoded))


def _copied(decoded: float) -> float:
    """Bytes for a pixel that is decoded to so many: OpenCV hands over a copy."""
    return HALVED if decoded == 3 else 2 * decoded


#: Markers of a frame header (T.81, table B.1): C0 to CF without DHT, JPG and DAC.
_SOF = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def _jpeg(data: bytes) -> ImageHeader:
    position, orientation, size, huffman, pixel_bytes = 2, 1, None, False, 1.0
    while True:
        position = data.find(b"\xff", position)
        if position < 0 or position + 1 >= len(data):
            raise too_early(data)
        marker = data[position + 1]
        if marker in (0xFF, 0x00, 0x01) or 0xD0 <= marker <= 0xD8:
            position += 1 if marker == 0xFF else 2
            continue
        if marker == 0xD9 or marker == 0xDA:
            break
        (length,) = struct.unpack_from(">H", data, position + 2)
        if marker in _SOF and size is None:
            height, width = struct.unpack_from(">HH", data, position + 5)
            size, huffman = (width, height), marker <= 0xC2
            if marker in (0xC2, 0xCA):
                pixel_bytes = max(1.0, _coefficients(data, position))
        elif marker == 0xE1 and data[position + 4 : position + 10] == b"Exif\x00\x00":
            orientation = _exif_orientation(data[position + 10 : position + 2 + length])
        position += 2 + max(length, 2)
    if size is None:
        raise CannotRead(tr("The image is damaged: the JPEG has no frame header."))
    if huffman and len(data) * _JPEG_MOST < size[0] * size[1] <= MAX_PIXELS:
        raise too_early(data)
    return ImageHeader("jpeg", size[0], size[1], orientation, pixel_bytes)


def _coefficients(data: bytes, frame: int) -> float:
    """Bytes for each pixel of a progressive JPEG, all of whose coefficients (16 bit) are held at once."""
    count = data[frame + 9]
    sampling = [(data[frame + 11 + 3 * n] >> 4, data[frame + 11 + 3 * n] & 15) for n in range(count)]
    largest = max((h for h, _ in sampling), default=0) * max((v for _, v in sampling), default=0)
    # And a little for the picture itself, which is made smaller at once.
    return 0.25 + 2.0 * sum(h * v for h, v in sampling) / max(1, largest)


def _gif(data: bytes) -> ImageHeader:
    width, height = struct.unpack_from("<HH", data, 6)
    if len(data) * _LZW_MOST < width * height <= MAX_PIXELS:
        raise too_early(data)
    return ImageHeader("gif", width, height, pixel_bytes=_copied(4))


def _bmp(data: bytes) -> ImageHeader:
    start, header = struct.unpack_from("<II", data, 10)
    compression = 0
    if header == 12:
        width, height, _, bits = struct.unpack_from("<HHHH", data, 18)
    else:
        width, height, _, bits, compression = struct.unpack_from("<iiHHI", data, 18)
        height = abs(height)
    if bits not in (1, 2, 4, 8, 16, 24, 32):
        raise CannotRead(tr("The image is damaged: its BMP header makes no sense."))
    if compression in (0, 3, 6) and 0 < width * height <= MAX_PIXELS:
        wanted = start + (width * bits + 31) // 32 * 4 * height
        # Some writers leave out the padding of the last row.
        if wanted - 4 > len(data):
            raise too_early(data, wanted)
    return ImageHeader("bmp", width, height, pixel_bytes=_copied(4 if bits == 32 else 3))


def _webp(data: bytes) -> ImageHeader:
    (riff,) = struct.unpack_from("<I", data, 4)
    if 8 + riff > len(data) + 1:
        raise too_early(data, 8 + riff)
    chunk = data[12:16]
    if chunk == b"VP8X":
        width = int.from_bytes(data[24:27], "little") + 1
        height = int.from_bytes(data[27:30], "little") + 1
        return ImageHeader("webp", width, height, _webp_orientation(data), pixel_bytes=_copied(4))
    if chunk == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return ImageHeader("webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, pixel_bytes=_copied(4))
    if chunk == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return ImageHeader("webp", width & 0x3FFF, height & 0x3FFF, pixel_bytes=_copied(3))
    raise CannotRead(tr("The image is damaged: the WebP holds no picture."))


def _webp_orientation(data: bytes) -> int:
    position = 12
    while position + 8 <= len(data):
        name, length = struct.unpack_from("<4sI", data, position)
        if name == b"EXIF":
            return _exif_orientation(data[position + 8 : position + 8 + length].removeprefix(b"Exif\x00\x00"))
        position += 8 + length + length % 2
    return 1


_TIFF_TYPES = {1: "B", 3: "H", 4: "I", 16: "Q"}


def _tiff_tags(data: bytes, wanted: frozenset[int]) -> dict[int, tuple[int, ...]]:
    """Integer values of the wanted tags in the first directory of a TIFF or Exif block."""
    order = "<" if data[:2] == b"II" else ">"
    big = struct.unpack_from(order + "H", data, 2)[0] == 43
    offset_code, count_code, entry_size = ("Q", "Q", 20) if big else ("I", "H", 12)
    (start,) = struct.unpack_from(order + offset_code, data, 8 if big else 4)
    if start >= len(data):
        raise too_early(data, start)
    (count,) = struct.unpack_from(order + count_code, data, start)
    first = start + struct.calcsize(order + count_code)
    found: dict[int, tuple[int, ...]] = {}
    if first + count * entry_size > len(data):
        raise too_early(data, first + count * entry_size)
    for place in range(first, first + count * entry_size, entry_size):
        tag, kind = struct.unpack_from(order + "HH", data, place)
        if tag not in wanted or kind not in _TIFF_TYPES:
            continue
        (values,) = struct.unpack_from(order + offset_code, data, place + 4)
        code = _TIFF_TYPES[kind]
        length = values * struct.calcsize(order + code)
        at = place + entry_size - struct.calcsize(order + offset_code)
        if length > struct.calcsize(order + offset_code):
            (at,) = struct.unpack_from(order + offset_code, data, at)
        if at + length > len(data):
            raise too_early(data, at + length)
        found[tag] = struct.unpack_from(f"{order}{values}{code}", data, at)
    return found


_TIFF_WANTED = frozenset({256, 257, 258, 273, 274, 277, 279, 324, 325})


def _tiff(data: bytes) -> ImageHeader:
    tags = _tiff_tags(data, _TIFF_WANTED)
    if not tags.get(256) or not tags.get(257):
        raise CannotRead(tr("The image is damaged: its TIFF header gives it no size."))
    for offsets, counts in ((273, 279), (324, 325)):
        ends = [offset + count for offset, count in zip(tags.get(offsets, ()), tags.get(counts, ()))]
        if ends and max(ends) > len(data):
            raise too_early(data, max(ends))
    channels, bits = (tags.get(277) or (1,))[0], max(tags.get(258) or (1,))
    # What is no plain picture of up to four channels is decoded to four.
    pixel_bytes = _copied(max(channels * bits / 8, 4 if channels not in (1, 3) else 3 if bits == 8 else 1))
    return ImageHeader("tiff", tags[256][0], tags[257][0], _orientation(tags), pixel_bytes)


def _orientation(tags: dict[int, tuple[int, ...]]) -> int:
    value = (tags.get(274) or (1,))[0]
    return value if 1 <= value <= 8 else 1


def _exif_orientation(block: bytes) -> int:
    """Orientation of an Exif block; a damaged block means upright, never an unreadable image."""
    if block[:4] not in (b"II*\x00", b"MM\x00*"):
        return 1
    try:
        return _orientation(_tiff_tags(block, frozenset({274})))
    except (struct.error, CannotRead):
        return 1


_PARSERS = {"png": _png, "jpeg": _jpeg, "gif": _gif, "bmp": _bmp, "webp": _webp, "tiff": _tiff}
