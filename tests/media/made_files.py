"""Image files written byte by byte, for what OpenCV cannot write: GIF variants, oriented TIFF and Exif."""

import struct
import zlib

import cv2
import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]


def photo(height: int = 64, width: int = 80, seed: int = 0) -> Pixels:
    """A smooth picture with one bright corner (top left), so that a turn shows."""
    noise = np.random.default_rng(seed).random((height, width, 3)) * 120
    picture = cv2.GaussianBlur(noise, (9, 9), 3).astype(np.uint8)
    picture[: height // 4, : width // 4] = 250
    return picture


def encoded(extension: str, rgb: npt.NDArray[np.generic], *options: int) -> bytes:
    bgr = rgb if rgb.ndim == 2 else np.ascontiguousarray(rgb[:, :, [2, 1, 0, *range(3, rgb.shape[2])]])
    done, data = cv2.imencode(extension, bgr, options)
    assert done
    return data.tobytes()


def exif(orientation: int, order: str = "<") -> bytes:
    mark = b"II*\0" if order == "<" else b"MM\0*"
    return mark + struct.pack(order + "IHHHIHHI", 8, 1, 274, 3, 1, orientation, 0, 0)


def jpeg_with_exif(jpeg: bytes, orientation: int, order: str = "<") -> bytes:
    block = b"Exif\0\0" + exif(orientation, order)
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + jpeg[2:]


def png_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_with_exif(png: bytes, orientation: int) -> bytes:
    return png[:33] + png_chunk(b"eXIf", exif(orientation)) + png[33:]


def png_claiming(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    idat = png_chunk(b"IDAT", zlib.compress(b"\0" * 100))
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", head) + idat + png_chunk(b"IEND", b"")


def tiff(image: npt.NDArray[np.generic], orientation: int = 1, order: str = "<") -> bytes:
    """Uncompressed TIFF of 8 or 16 bit, gray or RGB, in either byte order, in one strip."""
    height, width = image.shape[:2]
    channels = 1 if image.ndim == 2 else image.shape[2]
    bits = image.dtype.itemsize * 8
    raw = image.astype(image.dtype.newbyteorder(order)).tobytes()
    raw += b"\0" * (len(raw) % 2)
    entries = [(256, 4, width), (257, 4, height), (258, 3, bits), (259, 3, 1), (262, 3, 1 if channels == 1 else 2)]
    entries += [(273, 4, 8), (274, 3, orientation), (277, 3, channels), (278, 4, height), (279, 4, len(raw))]
    after = 8 + len(raw) + 2 + 12 * len(entries) + 4
    body = struct.pack(order + "H", len(entries))
    for tag, kind, value in entries:
        if tag == 258 and channels == 3:
            body += struct.pack(order + "HHII", 258, 3, 3, after)
        else:
            packed = struct.pack(order + "HH", value, 0) if kind == 3 else struct.pack(order + "I", value)
            body += struct.pack(order + "HHI", tag, kind, 1) + packed
    mark = b"II*\0" if order == "<" else b"MM\0*"
    start = struct.pack(order + "I", 8 + len(raw))
    return mark + start + raw + body + b"\0\0\0\0" + struct.pack(order + "3H", bits, bits, bits)


def gif(
    frames: list[npt.NDArray[np.uint8]], palette: Pixels, *, interlaced: bool = False, clear: int | None = None
) -> bytes:
    """GIF of palette indices; every frame fills the canvas; ``clear`` is the transparent index."""
    height, width = frames[0].shape
    data = b"GIF89a" + struct.pack("<HHBBB", width, height, 0xF7, 0, 0) + palette.tobytes()
    for frame in frames:
        if clear is not None:
            data += b"\x21\xf9\x04\x01\0\0" + bytes([clear]) + b"\0"
        rows = [*range(0, height, 8), *range(4, height, 8), *range(2, height, 4), *range(1, height, 2)]
        order = rows if interlaced else range(height)
        data += b"," + struct.pack("<HHHHB", 0, 0, width, height, 0x40 if interlaced else 0)
        data += _lzw(frame[list(order)].ravel().tolist())
    return data + b";"


def _lzw(values: list[int]) -> bytes:
    """GIF's LZW without any compression: a clear code before the table could grow."""
    total, bits, packed = 0, 0, bytearray()
    codes = [code for i, value in enumerate(values) for code in ((256, value) if i % 254 == 0 else (value,))]
    for code in [*codes, 257]:
        total |= code << bits
        bits += 9
        while bits >= 8:
            packed.append(total & 255)
            total >>= 8
            bits -= 8
    packed.append(total & 255)
    blocks = b"".join(bytes([len(packed[i : i + 255])]) + packed[i : i + 255] for i in range(0, len(packed), 255))
    return b"\x08" + blocks + b"\0"


def png_bomb(width: int, height: int, depth: int = 16, colour: int = 6) -> bytes:
    """A valid PNG of zeros, as small as DEFLATE can make it: one block of a mebibyte again and again."""
    row = 1 + width * {0: 1, 2: 3, 6: 4}[colour] * depth // 8
    total = row * height
    packer = zlib.compressobj(9)
    start = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    blocks, rest = divmod(total, 1 << 20)
    tail = zlib.compressobj(9, wbits=-15)
    end = tail.compress(bytes(rest)) + tail.flush()
    # Adler-32 of n zeros.
    data = start + block * (blocks - 1) + end + struct.pack(">I", (total % 65521) << 16 | 1)
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", head) + png_chunk(b"IDAT", data) + png_chunk(b"IEND", b"")


def claiming_sixty_thousand(extension: str) -> bytes:
    """A small file of a kind whose header claims about 60,000 x 60,000 pixels, or as many as the kind allows."""
    side = 60_000
    if extension == ".png":
        return png_claiming(side, side)
    if extension == ".gif":
        return b"GIF89a" + struct.pack("<HHBBB", side, side, 0xF7, 0, 0) + bytes(900)
    data = bytearray(encoded(extension, photo()))
    if extension == ".jpg":
        at = data.index(b"\xff\xc0")
        data[at + 5 : at + 9] = struct.pack(">HH", side, side)
    elif extension == ".bmp":
        data[18:26] = struct.pack("<ii", side, side)
    elif extension == ".webp":
        data[26:30] = struct.pack("<HH", 16383, 16383)
    else:
        return tiff_claiming(side, side)
    return bytes(data)


def tiff_claiming(width: int, height: int) -> bytes:
    data = tiff(photo())
    for tag, real, claimed in ((256, 80, width), (257, 64, height)):
        data = data.replace(struct.pack("<HHII", tag, 4, 1, real), struct.pack("<HHII", tag, 4, 1, claimed))
    return data
