"""Images as pixels: for the screen (8 bit, upright, small enough) and for learning (small, full depth)."""

import contextlib
import threading
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import CannotRead, DesktopAlError
from desktop_al.core.words import tr
from desktop_al.media.cv import cv2
from desktop_al.media.essence import JPEG_END, essential_chunks, first_frame, lacks_end
from desktop_al.media.headers import HALVED, ImageHeader, read_header, too_early
from desktop_al.media.picture import (
    DEEP_MOST,
    DeepImage,
    Picture,
    View,
    finite_range,
    grey_levels,
    range_presets,
    rgb_of,
    stretched,
)
from desktop_al.media.replace import replace_file

__all__ = [
    *("ImageHeader", "Picture", "decode", "decode_for_learning", "picture", "read_header", "thumbnail", "write_png"),
]

Raw = npt.NDArray[Any]
Pixels = npt.NDArray[np.uint8]

#: A picture that needs more bytes than this when it is decoded waits until no other such one is being decoded.
_LARGE = 256_000_000
_one_large = threading.Lock()

#: Types of the values of one channel that are handed over as they are.
_DEEP = (np.uint16, np.int16, np.float32, np.float64)

#: Rows blended at a time, so that a large picture with alpha costs little extra memory.
_BAND = 256


def decode(data: bytes, *, max_edge: int | None = None, deep: bool = False) -> Picture:
    """Decode an image file for the screen.

    Args:
        data: the whole file.
        max_edge: longest edge of the result in pixels; a smaller image is not enlarged. None: full size.
        deep: also the values of a picture of one channel of more than 8 bits, full size.

    Raises:
        CannotRead: the cause in one sentence (empty, cut off, damaged, too large, not an image).
    """
    return picture(data, View(max_edge, deep))


def picture(data: bytes, view: View) -> Picture:
    """As :func:`decode`."""
    header = read_header(data)
    width, height = header.upright
    with _alone(header):
        raw = _decoded(data, header, view.max_edge)
        if raw.ndim == 2 and raw.dtype in _DEEP:
            return _one_deep_channel(_turned(raw, header), width, height, view)
        small = raw if view.max_edge is None else _shrink(raw, view.max_edge)
    return Picture(_to_eight_bit(_turned(_to_rgb(small), header)), width, height)


def _one_deep_channel(values: Raw, width: int, height: int, view: View) -> Picture:
    if values.dtype == np.float64:
        values = values.astype(np.float32)
    presets = range_presets(values)
    small = values if view.max_edge is None else _shrink(values, view.max_edge)
    pixels = rgb_of(grey_levels(small, presets[0]))
    deep = DeepImage(values, presets) if view.deep and values.nbytes <= DEEP_MOST else None
    return Picture(pixels, width, height, deep)


def check(data: bytes) -> ImageHeader:
    """Header, checksums and end of an image file, without decoding it.

    Raises:
        CannotRead: as far as :func:`decode` would and it can be told this way.
    """
    header = read_header(data)
    _essence(data, header)
    return header


def decode_for_learning(data: bytes, edge: int = 256) -> npt.NDArray[np.uint8] | npt.NDArray[np.uint16]:
    """Decode an image file for feature extraction: RGB, upright, longest edge at most ``edge`` pixels.

    8-bit files give uint8; deeper ones give uint16 with their own values (floating point files are
    stretched over the range of uint16).

    Raises:
        CannotRead: as in :func:`decode`.
    """
    rgb = _read(data, read_header(data), edge)
    if rgb.dtype == np.uint8:
        return rgb.astype(np.uint8, copy=False)
    if rgb.dtype == np.uint16:
        return rgb.astype(np.uint16, copy=False)
    low, high = finite_range(rgb, 0.0, 100.0)
    return stretched(rgb, low, high, 65535).astype(np.uint16)


def thumbnail(pixels: Pixels, edge: int) -> Pixels:
    """``pixels`` (h, w, 3) reduced so that the longest edge is at most ``edge``; the aspect is kept."""
    small: Pixels = np.ascontiguousarray(_shrink(pixels, edge), dtype=np.uint8)
    return small


def write_png(path: Path, pixels: Pixels) -> None:
    """Write uint8 RGB (h, w, 3) or gray (h, w) as PNG; never leaves half a file.

    Raises:
        DesktopAlError: the file cannot be written.
    """
    bgr = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR) if pixels.ndim == 3 else pixels
    done, buffer = cv2.imencode(".png", bgr)
    if not done:
        raise DesktopAlError(tr("The picture {name} could not be encoded.", name=path.name))
    replace_file(path, lambda file: file.write(buffer.tobytes()))


def _read(data: bytes, header: ImageHeader, max_edge: int | None) -> Raw:
    """Decode, shrink, turn upright: contiguous RGB (h, w, 3) of the file's depth."""
    with _alone(header):
        raw = _decoded(data, header, max_edge)
        if max_edge is not None:
            raw = _shrink(raw, max_edge)
    return _turned(_to_rgb(raw), header)


def _alone(header: ImageHeader) -> contextlib.AbstractContextManager[object]:
    return _one_large if header.decoded > _LARGE else contextlib.nullcontext()


def _turned(raw: Raw, header: ImageHeader) -> Raw:
    # The TIFF decoder turns the picture itself.
    return raw if header.format == "tiff" else _turn(raw, header.orientation)


def _decoded(data: bytes, header: ImageHeader, max_edge: int | None) -> Raw:
    """What the decoder gives, not smaller than what is wanted."""
    flags = cv2.IMREAD_UNCHANGED
    if header.format == "jpeg":
        flags = _jpeg_flags(_longest(header), max_edge)
    elif header.decoded > _LARGE and header.pixel_bytes == HALVED and max_edge and _longest(header) // 2 >= max_edge:
        flags = cv2.IMREAD_REDUCED_COLOR_2 | cv2.IMREAD_IGNORE_ORIENTATION
    data, no_end = _essence(data, header)
    raw = _imdecode(data + JPEG_END if no_end else data, flags)
    # Blocks that never came are decoded as one flat grey.
    if no_end and np.ptp(raw[-1]) == 0:
        raise too_early(data)
    return raw


def _essence(data: bytes, header: ImageHeader) -> tuple[bytes, bool]:
    """What the decoder needs of the file, and whether it is a JPEG without an end mark."""
    match header.format:
        case "jpeg":
            return data, lacks_end(data)
        case "gif":
            return first_frame(data), False
        case "png":
            return essential_chunks(data), False
    return data, False


def _imdecode(data: bytes, flags: int) -> Raw:
    try:
        raw: Raw | None = cv2.imdecode(np.frombuffer(data, np.uint8), flags)
    except (cv2.error, MemoryError) as error:
        if isinstance(error, MemoryError) or "memory" in str(error).lower():
            raise CannotRead(tr("There is not enough memory to open this image.")) from error
        raise CannotRead(tr("The image is damaged: it cannot be decoded.")) from error
    if raw is None or raw.size == 0:
        raise CannotRead(tr("The image is damaged or cut off: it cannot be decoded."))
    return raw


def _longest(header: ImageHeader) -> int:
    return max(header.width, header.height)


def _jpeg_flags(longest: int, max_edge: int | None) -> int:
    """A JPEG decodes at 1/2, 1/4 or 1/8 for a fraction of the cost; never below what is wanted."""
    flags = cv2.IMREAD_COLOR
    if max_edge is not None:
        for factor, reduced in (
            (8, cv2.IMREAD_REDUCED_COLOR_8),
            (4, cv2.IMREAD_REDUCED_COLOR_4),
            (2, cv2.IMREAD_REDUCED_COLOR_2),
        ):
            if longest // factor >= max_edge:
                flags = reduced
                break
    return int(flags | cv2.IMREAD_IGNORE_ORIENTATION)


def _shrink(raw: Raw, edge: int) -> Raw:
    height, width = raw.shape[:2]
    longest = max(height, width)
    if longest <= edge:
        return raw
    size = (max(1, round(width * edge / longest)), max(1, round(height * edge / longest)))
    if raw.dtype not in (np.uint8, np.uint16, np.float32, np.float64):
        raw = raw.astype(np.float32)
    has_alpha = raw.ndim == 3 and raw.shape[2] in (2, 4)
    if has_alpha:
        _blend(raw)
    small: Raw = cv2.resize(raw, size, interpolation=cv2.INTER_AREA)
    return small[:, :, :-1] if has_alpha else small


#: Exif orientation -> (swap axes, flip rows, flip columns), applied in this order.
_TURNS = {
    2: (False, False, True),
    3: (False, True, True),
    4: (False, True, False),
    5: (True, False, False),
    6: (True, False, True),
    7: (True, True, True),
    8: (True, True, False),
}


def _turn(raw: Raw, orientation: int) -> Raw:
    if orientation not in _TURNS:
        return raw
    swap, rows, columns = _TURNS[orientation]
    if swap:
        raw = raw.swapaxes(0, 1)
    if rows:
        raw = raw[::-1]
    return np.ascontiguousarray(raw[:, ::-1] if columns else raw)


def _to_rgb(raw: Raw) -> Raw:
    """Any of (h, w), (h, w, 1..n) in OpenCV's order -> contiguous (h, w, 3) RGB of the same depth, alpha over white."""
    if raw.ndim == 2:
        raw = raw[:, :, None]
    if raw.shape[2] in (2, 4):
        raw = np.ascontiguousarray(_blend(raw))
    if raw.shape[2] == 1:
        return np.repeat(raw, 3, axis=2)
    if raw.dtype in (np.uint8, np.uint16, np.float32):
        rgb: Raw = cv2.cvtColor(raw, cv2.COLOR_BGR2RGB)
        return rgb
    return np.ascontiguousarray(raw[:, :, 2::-1])


def _blend(raw: Raw) -> Raw:
    """Colour over white by the last channel (alpha), in place and a band of rows at a time; a view without alpha."""
    colours = raw[:, :, :-1]
    if raw.dtype.kind != "u":
        return colours
    most = float(np.iinfo(raw.dtype).max)
    for top in range(0, raw.shape[0], _BAND):
        band = colours[top : top + _BAND]
        alpha = raw[top : top + _BAND, :, -1:].astype(np.float32) / most
        band[:] = np.rint(band * alpha + (1 - alpha) * np.float32(most)).clip(0, most)
    return colours


def _to_eight_bit(rgb: Raw) -> Pixels:
    """Deep pixels stretched over 8 bits by the range they use (0.1 to 99.9 percentile); 8-bit ones as they are."""
    if rgb.dtype == np.uint8:
        return rgb.astype(np.uint8, copy=False)
    low, high = finite_range(rgb, 0.1, 99.9)
    out = np.empty(rgb.shape, np.uint8)
    for top in range(0, rgb.shape[0], _BAND):
        out[top : top + _BAND] = stretched(rgb[top : top + _BAND], low, high, 255)
    return out
