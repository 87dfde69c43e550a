"""Pictures that ask for more than they are: refused by their header, or decoded within time and memory."""

import json
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from desktop_al.core.errors import CannotRead
from desktop_al.media.headers import MAX_MEMORY
from desktop_al.media.images import decode, decode_for_learning
from tests.media import made_files as made

ROOT = Path(__file__).resolve().parents[2]
ZEROS = zlib.compress(bytes(100_000_000), 9)


def png_with(name: bytes, body: bytes) -> bytes:
    """A small whole PNG with one more chunk after its header."""
    png = made.encoded(".png", made.photo(20, 30))
    return png[:33] + made.png_chunk(name, body) + png[33:]


def tiff(tags: list[tuple[int, int, int, int]], more: bytes = b"", next_at: int = 0) -> bytes:
    entries = b"".join(struct.pack("<HHII", *tag) for tag in tags)
    head = b"II*\x00" + struct.pack("<IH", 8, len(tags)) + entries + struct.pack("<I", next_at)
    return head + more


def tiff_bomb() -> bytes:
    """Deflate, 1 strip, 14,000 x 14,000 pixels of grey out of 200 KB."""
    body = zlib.compress(bytes(4_000 * 4_000), 9)
    tags = [(256, 4, 1, 4_000), (257, 4, 1, 4_000), (258, 3, 1, 8), (259, 3, 1, 8), (262, 3, 1, 1)]
    at = 8 + 2 + 12 * 9 + 4
    tags += [(273, 4, 1, at), (277, 3, 1, 1), (278, 4, 1, 4_000), (279, 4, 1, len(body))]
    return tiff(tags, body)


def tiff_pages(count: int) -> bytes:
    """A small picture, and a chain of so many more pages that ends in itself."""
    whole = bytearray(made.encoded(".tif", made.photo(20, 30)))
    order = "<" if whole[:2] == b"II" else ">"
    (first,) = struct.unpack_from(order + "I", whole, 4)
    (entries,) = struct.unpack_from(order + "H", whole, first)
    directory = bytes(whole[first : first + 2 + 12 * entries])
    link = first + 2 + 12 * entries
    for _ in range(count):
        struct.pack_into(order + "I", whole, link, len(whole))
        link = len(whole) + len(directory)
        whole += directory + bytes(4)
    struct.pack_into(order + "I", whole, link, first)
    return bytes(whole)


def tiff_tiles(width: int, height: int, tile: int, count: int) -> bytes:
    tags = [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (277, 3, 1, 1)]
    tags += [(322, 4, 1, tile), (323, 4, 1, tile), (324, 4, count, 200), (325, 4, count, 200)]
    return tiff(tags, bytes(max(400, 4 * min(count, 100_000))))


def gif_frame_beyond() -> bytes:
    """A canvas of 4 x 4 with a frame of 65,535 x 65,535."""
    gif = bytearray(made.gif([np.zeros((4, 4), np.uint8)], np.zeros((256, 3), np.uint8)))
    at = gif.index(b"\x2c", 13 + 768)
    gif[at + 5 : at + 9] = b"\xff" * 4
    return bytes(gif)


def bmp(width: int, height: int, bits: int, compression: int, palette: int = 0, start: int = 54) -> bytes:
    head = b"BM" + struct.pack("<IHHI", 200, 0, 0, start)
    return head + struct.pack("<IiiHHIIiiII", 40, width, height, 1, bits, compression, 0, 0, 0, palette, 0) + bytes(200)


def webp(chunk: bytes, body: bytes) -> bytes:
    whole = b"WEBP" + chunk + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(whole)) + whole


def jpeg_of_many_scans() -> bytes:
    """A progressive picture whose last scan comes 20,000 times."""
    jpeg = made.encoded(".jpg", made.photo(256, 256), cv2.IMWRITE_JPEG_PROGRESSIVE, 1)
    last = jpeg.rindex(b"\xff\xda")
    return jpeg[:-2] + jpeg[last:-2] * 3000 + jpeg[-2:]


HOSTILE: dict[str, Callable[[], bytes]] = {
    "PNG with a text of 100 MB": lambda: png_with(b"zTXt", b"a\x00\x00" + ZEROS),
    "PNG with an international text of 100 MB": lambda: png_with(b"iTXt", b"a\x00\x01\x00\x00\x00" + ZEROS),
    "PNG with a profile of 100 MB": lambda: png_with(b"iCCP", b"a\x00\x00" + ZEROS),
    "PNG with 20,000 texts": lambda: (
        png_with(b"tEXt", b"a\x00b")[:-12] + made.png_chunk(b"tEXt", b"a\x00b") * 20_000 + made.png_chunk(b"IEND", b"")
    ),
    "PNG of 32 MB in 32 KB": lambda: made.png_bomb(2_000, 2_000),
    "PNG of a gigapixel": lambda: made.png_claiming(40_000, 40_000),
    "PNG of a negative size": lambda: made.png_claiming(2**31 + 5, 3),
    "TIFF of 16 MB in 16 KB": tiff_bomb,
    "TIFF of 20,000 pages in a circle": lambda: tiff_pages(20_000),
    "TIFF whose first page is its next": lambda: tiff_pages(0),
    "TIFF of tiles without end": lambda: tiff_tiles(1000, 1000, 2**31 - 16, 1),
    "TIFF of a million tiles": lambda: tiff_tiles(10_000, 10_000, 16, 400_000),
    "TIFF of four billion tiles": lambda: tiff_tiles(100, 100, 16, 2**32 - 1),
    "TIFF of tiles of no size": lambda: tiff_tiles(100, 100, 0, 1),
    "TIFF of 65,535 channels": lambda: tiff(
        [(256, 4, 1, 100), (257, 4, 1, 100), (258, 3, 1, 8), (277, 3, 1, 65535)], bytes(99)
    ),
    "TIFF of 65,535 bits": lambda: tiff(
        [(256, 4, 1, 100), (257, 4, 1, 100), (258, 3, 1, 65535), (277, 3, 1, 1)], bytes(99)
    ),
    "GIF whose frame is larger than it": gif_frame_beyond,
    "GIF of 60,000 x 60,000": lambda: made.claiming_sixty_thousand(".gif"),
    "BMP of the least height": lambda: bmp(5, -(2**31), 24, 0),
    "BMP of a negative width": lambda: bmp(-5, 5, 24, 0),
    "BMP with run lengths of 13,000 x 13,000": lambda: bmp(13_000, 13_000, 8, 1),
    "BMP with a palette of four billion": lambda: bmp(4, 4, 8, 0, 2**32 - 1, 1078),
    "BMP that begins beyond its end": lambda: bmp(4, 4, 24, 0, 0, 2**31),
    "WebP of 16,383 x 16,383": lambda: webp(b"VP8L", b"\x2f" + struct.pack("<I", 0x3FFF | 0x3FFF << 14) + bytes(50)),
    "WebP of 16 million squared": lambda: webp(b"VP8X", bytes(4) + b"\xff" * 6),
    "WebP whose canvas is not its picture": lambda: (
        webp(b"VP8X", bytes(4) + b"\x01\x00\x00\x01\x00\x00") + made.encoded(".webp", made.photo(900, 900))[12:]
    ),
    "JPEG of 65,535 squared": lambda: made.claiming_sixty_thousand(".jpg"),
    "JPEG of 3,000 scans": jpeg_of_many_scans,
}

SCRIPT = """
import json, resource, sys, time
sys.path.insert(0, sys.argv[1])
from tests.hostile.test_image_headers import HOSTILE, look
from tests.media import made_files as made
from desktop_al.media.images import decode
decode(made.encoded('.jpg', made.photo(900, 900)))
told = {}
for name, make in HOSTILE.items():
    data = make()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    said = look(data)
    took = time.process_time() - began
    told[name] = [said, took, 1024 * (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)]
print(json.dumps(told))
"""


def look(data: bytes) -> str:
    """What is said, or the size of what came."""
    try:
        picture = decode(data, max_edge=1920)
        decode_for_learning(data, 128)
    except CannotRead as error:
        return str(error)
    return "x".join(map(str, picture.pixels.shape))


@pytest.mark.skipif(sys.platform == "win32", reason="measures memory as POSIX does")
def test_no_picture_takes_more_than_it_may() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(ROOT)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert len(told) == len(HOSTILE)
    for name, (said, took, memory) in told.items():
        assert said.endswith((".", "x3")), (name, said)
        assert took < 5, (name, took)
        assert memory < MAX_MEMORY, (name, memory)
    # Not needed for the picture: left out before the decoder sees them.
    for name in ("PNG with a text of 100 MB", "PNG with a profile of 100 MB"):
        assert told[name][0] == "20x30x3"
        assert told[name][2] < 50_000_000
