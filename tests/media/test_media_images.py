import os
import struct
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from desktop_al.core.errors import CannotRead, DesktopAlError
from desktop_al.media.images import decode, decode_for_learning, read_header, thumbnail, write_png
from tests.media.made_files import encoded, gif, jpeg_with_exif, photo, png_claiming, png_with_exif, tiff

TURNS = {
    1: lambda x: x,
    2: lambda x: x[:, ::-1],
    3: lambda x: x[::-1, ::-1],
    4: lambda x: x[::-1],
    5: lambda x: x.swapaxes(0, 1),
    6: lambda x: np.rot90(x, -1),
    7: lambda x: x[::-1, ::-1].swapaxes(0, 1),
    8: lambda x: np.rot90(x),
}
PALETTE = np.random.default_rng(1).integers(0, 256, (256, 3), dtype=np.uint8)
INDICES = np.random.default_rng(2).integers(0, 256, (33, 47), dtype=np.uint8)


@pytest.mark.parametrize("extension", [".png", ".bmp", ".tif", ".webp"])
def test_lossless_formats_come_back_as_they_were(extension: str) -> None:
    picture = photo()
    data = encoded(extension, picture, *((cv2.IMWRITE_WEBP_QUALITY, 101) if extension == ".webp" else ()))
    assert (read_header(data).width, read_header(data).height) == (80, 64)
    decoded = decode(data)
    assert (decoded.width, decoded.height) == (80, 64)
    assert decoded.pixels.flags.c_contiguous
    np.testing.assert_array_equal(decoded.pixels, picture)


@pytest.mark.parametrize("quality", [50, 100])
def test_lossy_webp_and_jpeg(quality: int) -> None:
    picture = photo()
    for data in (
        encoded(".jpg", picture, cv2.IMWRITE_JPEG_QUALITY, quality),
        encoded(".webp", picture, cv2.IMWRITE_WEBP_QUALITY, quality),
    ):
        assert (read_header(data).width, read_header(data).height) == (80, 64)
        assert np.abs(decode(data).pixels.astype(int) - picture).mean() < 8


def test_gif_shows_its_first_frame_exactly() -> None:
    other = INDICES[::-1].copy()
    for interlaced in (False, True):
        data = gif([INDICES, other], PALETTE, interlaced=interlaced)
        np.testing.assert_array_equal(decode(data).pixels, PALETTE[INDICES])
    # Frames behind the first may be lost.
    cut = gif([INDICES, other], PALETTE)[:-500]
    np.testing.assert_array_equal(decode(cut).pixels, PALETTE[INDICES])
    with pytest.raises(CannotRead, match="ends too early"):
        decode(gif([INDICES], PALETTE)[:-500])
    vast = bytearray(gif([INDICES], PALETTE))
    vast[6:10] = struct.pack("<HH", 14_000, 14_000)
    with pytest.raises(CannotRead, match="ends too early"):
        decode(bytes(vast))


def test_gif_transparency_is_white() -> None:
    decoded = decode(gif([INDICES], PALETTE, clear=7)).pixels
    assert (decoded[INDICES == 7] == 255).all()
    np.testing.assert_array_equal(decoded[INDICES != 7], PALETTE[INDICES][INDICES != 7])


@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_is_applied_in_every_format(orientation: int) -> None:
    picture = photo()
    upright = TURNS[orientation](picture)
    jpeg = encoded(".jpg", picture, cv2.IMWRITE_JPEG_QUALITY, 100)
    files = {
        "jpeg": jpeg_with_exif(jpeg, orientation),
        "jpeg big-endian": jpeg_with_exif(jpeg, orientation, ">"),
        "png": png_with_exif(encoded(".png", picture), orientation),
        "tiff": tiff(picture, orientation),
        "tiff big-endian": tiff(picture, orientation, ">"),
    }
    for name, data in files.items():
        decoded = decode(data)
        assert decoded.pixels.shape == upright.shape, name
        assert (decoded.width, decoded.height) == (upright.shape[1], upright.shape[0]), name
        assert np.abs(decoded.pixels.astype(int) - upright).mean() < 3, name
        small = decode(data, max_edge=20)
        assert (small.width, small.height) == (decoded.width, decoded.height), name
        assert max(small.pixels.shape) == 20
        top_left = small.pixels[0, 0].mean() > 200
        assert top_left == (upright[0, 0].mean() > 200), name


def test_an_orientation_that_makes_no_sense_means_upright() -> None:
    picture = photo()
    for orientation in (0, 9, 65535):
        assert decode(png_with_exif(encoded(".png", picture), orientation)).pixels.shape == picture.shape


@pytest.mark.parametrize("order", ["<", ">"])
def test_sixteen_bit_is_scaled_by_the_range_it_uses(order: str) -> None:
    ramp = np.tile(np.linspace(1000, 4000, 200).astype(np.uint16), (50, 1))
    for data in (tiff(ramp, order=order), encoded(".png", ramp), tiff(np.dstack([ramp] * 3), order=order)):
        pixels = decode(data).pixels
        assert pixels.dtype == np.uint8
        assert pixels.min() == 0
        assert pixels.max() == 255
        assert abs(int(pixels[0, 100, 0]) - 128) <= 2
        small = decode_for_learning(data, edge=64)
        assert small.dtype == np.uint16
        assert small.shape == (16, 64, 3)
        assert 1000 <= small.min() < 1050
        assert 3950 < small.max() <= 4000


def test_flat_deep_and_floating_point_pictures() -> None:
    assert np.unique(decode(encoded(".png", np.full((9, 9), 777, np.uint16))).pixels).size == 1
    values = np.linspace(-1, 1, 100, dtype=np.float32).reshape(10, 10)
    values[0, 0] = np.nan
    pixels = decode(encoded(".tiff", values)).pixels
    assert pixels.max() == 255
    assert pixels[9, 9, 0] == 255
    assert decode_for_learning(encoded(".tiff", values)).dtype == np.uint16


def test_alpha_is_laid_over_white_and_gray_becomes_rgb() -> None:
    rgba = np.zeros((8, 8, 4), np.uint8)
    rgba[:4, :, 3] = 255
    rgba[4:, 0, 3] = 128
    pixels = decode(encoded(".png", rgba)).pixels
    assert (pixels[:4] == 0).all()
    assert (pixels[4:, 1:] == 255).all()
    assert (pixels[4:, 0] == 127).all()
    gray = photo()[:, :, 0].copy()
    np.testing.assert_array_equal(decode(encoded(".png", gray)).pixels, np.dstack([gray] * 3))


def test_large_jpegs_are_reduced_while_decoding_and_never_below_what_is_wanted() -> None:
    data = encoded(".jpg", cv2.resize(photo(), (1601, 1203)))
    for edge in (100, 200, 201, 400, 801, 1600, 5000):
        decoded = decode(data, max_edge=edge)
        assert max(decoded.pixels.shape) == min(edge, 1601)
        assert (decoded.width, decoded.height) == (1601, 1203)
    assert decode_for_learning(data).shape == (192, 256, 3)


def test_the_content_counts_not_the_name() -> None:
    assert read_header(encoded(".jpg", photo())).format == "jpeg"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.7 ...", "it begins like a PDF"),
        (b"PK\x03\x04 docx", "ZIP archive"),
        (b"Dear reader, this is a letter.\n" * 30, "begins like a text"),
        (bytes(5000), "only zeros"),
        (b"\x89PN", "ends too early"),
        (b"\x89PNG\r\n\x1a\n", "ends too early"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "ends too early"),
        (b"\x07\x13\xff\xfe" * 10, "no known kind of image"),
        (png_claiming(100_000, 100_000), "too large: 100,000 x 100,000 pixels are 10,000 megapixels"),
        (png_claiming(2**31, 2**31 - 1), "too large"),
        (png_claiming(0, 5), "no width or no height"),
        (png_claiming(10_000, 10_000), "ends too early"),
        (b"GIF89a" + struct.pack("<HHBBB", 65535, 65535, 0, 0, 0), "too large"),
        (b"II+\0\x08\0\0\0" + b"\xff" * 40, r"ends too early \(after 48 bytes\)"),
        (b"RIFF\x20\x4e\x00\x00WEBPVP8X" + bytes(30), "after|ends too early"),
        (b"BM" + bytes(8) + struct.pack("<IIiiHHI", 54, 40, 5000, -5000, 1, 24, 0), "of about 75.0 MB"),
    ],
)
def test_what_is_no_image_is_said_in_words(data: bytes, words: str) -> None:
    for read in (read_header, decode, decode_for_learning):
        with pytest.raises(CannotRead, match=words) as error:
            read(data)
        assert str(error.value).endswith(".")


@pytest.mark.parametrize("extension", [".png", ".jpg", ".bmp", ".webp", ".tif"])
def test_a_truncated_image_is_never_shown_as_whole(extension: str) -> None:
    data = encoded(
        extension, cv2.add(photo(200, 300), np.random.default_rng(0).integers(0, 40, (200, 300, 3), np.uint8))
    )
    for share in (0.02, 0.3, 0.6, 0.9):
        with pytest.raises(CannotRead):
            decode(data[: int(len(data) * share)])


def test_the_size_a_cut_file_should_have_is_named_where_it_is_known() -> None:
    data = encoded(".bmp", photo(200, 300))
    with pytest.raises(CannotRead, match=r"The file ends too early \(90 KB of about 180 KB\)\."):
        decode(data[:90_000])


def test_a_jpeg_that_lacks_only_its_end_mark_is_read() -> None:
    data = encoded(".jpg", cv2.add(photo(), np.random.default_rng(0).integers(0, 40, (64, 80, 3), np.uint8)))
    np.testing.assert_array_equal(decode(data[:-2]).pixels, decode(data).pixels)
    progressive = encoded(".jpg", photo(), cv2.IMWRITE_JPEG_PROGRESSIVE, 1)
    decode(progressive)
    with pytest.raises(CannotRead, match="ends too early"):
        decode(progressive[:-2])


def test_a_jpeg_that_claims_far_more_than_it_holds_costs_nothing() -> None:
    data = bytearray(encoded(".jpg", photo(), cv2.IMWRITE_JPEG_PROGRESSIVE, 1))
    frame = data.index(b"\xff\xc2")
    data[frame + 5 : frame + 9] = struct.pack(">HH", 14_000, 14_000)
    with pytest.raises(CannotRead, match="ends too early"):
        decode(bytes(data))
    blank = encoded(".jpg", np.full((3000, 4000), 255, np.uint8), cv2.IMWRITE_JPEG_QUALITY, 1)
    assert decode(blank, max_edge=100).pixels.min() == 255


def test_thumbnails_keep_the_aspect() -> None:
    assert thumbnail(photo(600, 300), 96).shape == (96, 48, 3)
    assert thumbnail(photo(1, 3000), 96).shape == (1, 96, 3)
    np.testing.assert_array_equal(thumbnail(photo(20, 30), 96), photo(20, 30))


def test_write_png(tmp_path: Path) -> None:
    path = tmp_path / "fläche 😀.png"
    write_png(path, photo())
    np.testing.assert_array_equal(decode(path.read_bytes()).pixels, photo())
    with pytest.raises(DesktopAlError, match="folder does not exist"):
        write_png(tmp_path / "none" / "a.png", photo())
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_opencv_is_quiet_and_leaves_the_environment_alone() -> None:
    code = (
        "import os; names = ('QT_QPA_PLATFORM_PLUGIN_PATH', 'QT_QPA_FONTDIR', 'LD_LIBRARY_PATH')\n"
        "before = [os.environ.get(n) for n in names]\n"
        "from desktop_al.media.images import decode\n"
        "from desktop_al.media.cv import cv2, limit_threads\n"
        "import numpy as np\n"
        "assert before == [os.environ.get(n) for n in names]\n"
        "limit_threads(1); assert cv2.getNumThreads() == 1\n"
        "data = cv2.imencode('.png', np.zeros((50, 50), np.uint8))[1].tobytes()\n"
        "bad = data[:60] + b'xxxx' + data[64:]\n"
        "try: decode(bad)\n"
        "except Exception as e: print(type(e).__name__)\n"
    )
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root), "QT_QPA_FONTDIR": "kept"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "CannotRead", "")
