"""How an image looks, in a row of figures: what junk is told by, and what near duplicates are found by."""

from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import BadArgument
from desktop_al.media.cv import cv2

__all__ = ["IMAGE_COLUMNS", "IMAGE_LOOKS_VERSION", "image_looks"]

#: A change of what ``image_looks`` returns raises it: what was computed before is worth nothing then.
IMAGE_LOOKS_VERSION = 1
#: Longest edge in pixels of what is looked at; larger pictures are reduced first.
EDGE = 128
#: Cells along each side: brightness, colour, fine detail.
GRAY, COLOUR, DETAIL = 16, 4, 8
#: The fine detail is that of a picture of this side, so that copies of different sizes have the same.
_DETAIL_SIDE = 64
#: A deep picture that uses fewer values than this holds nothing but noise.
_FEWEST_DEEP = 16
#: Side of the window in which an edge is looked at, in pixels.
_WINDOW = 9
#: No edge in any window changes the brightness by this much: the sharpness cannot be told.
_LEAST_STEP = 16
#: Sharpness of a picture without edges.
UNTOLD = 2.0

_FIGURES = (
    "mean",  # brightness, 0 to 255
    "spread",  # its standard deviation
    "low",  # darkest and brightest place, of 3 x 3 pixels, so that a single wrong pixel does not count
    "high",
    "range",  # the most that any of the three colours changes between two such places
    "black",  # share of pixels of at most 12
    "white",  # share of pixels of at least 243
    "levels",  # distinct values of brightness, 1 to 256
    "side",  # smallest side of the file's picture, pixels
    "seen_side",  # smallest side of what was looked at, pixels
    "sharpness",  # the steepest edges: share of their whole step within one pixel, 0.125 to 1; 2 where there is none
    "fine",  # detail of 1 to 2 pixels against that of 4 to 8, 0 to 4
    "neighbours",  # largest correlation, without sign, of pixels 1 or 2 apart, 0 to 1
    "unevenness",  # spread of the means of 8 x 8 pixels against what independent pixels would have; 1: as those
    "tails",  # kurtosis of the brightness: 1.8 even, 3 normal, large where few pixels differ
)
IMAGE_COLUMNS: tuple[str, ...] = (
    *_FIGURES,
    *(f"hash_{at}" for at in range(8)),
    *(f"gray_{at}" for at in range(GRAY * GRAY)),
    *(f"colour_{at}" for at in range(2 * COLOUR * COLOUR)),
    *(f"detail_{at}" for at in range(DETAIL * DETAIL)),
)

Gray = npt.NDArray[np.uint8]
Row = npt.NDArray[np.float32]


def image_looks(pixels: npt.NDArray[Any], size: tuple[int, int] | None = None) -> Row:
    """One row of ``IMAGE_COLUMNS``, float32 and exact in float16, never NaN.

    Args:
        pixels: uint8 or uint16, gray (h, w) or RGB (h, w, 3); of any size, looked at with a longest edge of 128.
        size: width and height of the file's own picture in pixels; None: those of ``pixels``.

    Raises:
        BadArgument: not such an array, or empty.
    """
    rgb = _small(pixels)
    height, width = size[::-1] if size is not None else np.shape(pixels)[:2]
    gray: Gray = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    figures = (*_light(rgb, gray), min(width, height), min(gray.shape), *_sharpness(gray), *_randomness(gray))
    row = np.concatenate([np.array(figures, np.float32), _hash(gray), _cells(rgb, gray), _detail(gray)])
    # What is kept is float16: the same figures, whether they come from there or not.
    looks: Row = np.minimum(row, 60000).astype(np.float16).astype(np.float32)
    return looks


def _small(pixels: npt.NDArray[Any]) -> npt.NDArray[np.uint8]:
    """RGB, uint8, longest edge at most ``EDGE``."""
    array = np.asarray(pixels)
    if array.ndim == 2:
        array = np.repeat(array[:, :, None], 3, axis=2)
    if array.ndim != 3 or array.shape[2] != 3 or not array.size or array.dtype not in (np.uint8, np.uint16):
        raise BadArgument(f"An array of shape {np.shape(pixels)} is not a picture.")
    height, width = array.shape[:2]
    if max(height, width) > EDGE:
        scale = EDGE / max(height, width)
        array = cv2.resize(
            array, (max(1, round(width * scale)), max(1, round(height * scale))), interpolation=cv2.INTER_AREA
        )
    return np.ascontiguousarray(array if array.dtype == np.uint8 else _eight_bit(array))


def _eight_bit(deep: npt.NDArray[Any]) -> npt.NDArray[np.uint8]:
    """The values in use over 0 to 255: which of the 16 bits are used is not known. Next to none in use: as they are."""
    low, high = np.percentile(deep, (0.1, 99.9))
    if high - low < _FEWEST_DEEP:
        return (deep // 257).astype(np.uint8)
    stretched = (deep.astype(np.float32) - np.float32(low)) * np.float32(255 / (high - low))
    eight: Gray = np.rint(stretched.clip(0, 255)).astype(np.uint8)
    return eight


def _light(rgb: npt.NDArray[np.uint8], gray: Gray) -> tuple[float, ...]:
    soft = cv2.blur(gray, (3, 3), borderType=cv2.BORDER_REPLICATE)
    colours = cv2.blur(rgb, (3, 3), borderType=cv2.BORDER_REPLICATE).reshape(-1, 3)
    counts = np.bincount(gray.ravel(), minlength=256)
    return (
        float(gray.mean()),
        float(gray.std()),
        float(soft.min()),
        float(soft.max()),
        float((colours.max(axis=0).astype(int) - colours.min(axis=0)).max()),
        float(counts[:13].sum()) / gray.size,
        float(counts[243:].sum()) / gray.size,
        float((counts > 0).sum()),
    )


def _sharpness(gray: Gray) -> tuple[float, float]:
    """How steep the strongest edges are, and fine against coarse detail.

    Of an ideal step all lies within one pixel (1), of one blurred by sigma pixels 0.4 / sigma, of an even slope 1/8.
    Neither contrast nor the share of the picture that has edges counts: smooth skies and flat colours are no blur.
    """
    signed = gray.astype(np.float32)
    edge = {"borderType": cv2.BORDER_REPLICATE}
    square = np.ones((_WINDOW, _WINDOW), np.uint8)
    step = cv2.dilate(gray, square, **edge).astype(np.float32) - cv2.erode(gray, square, **edge)
    blurred = [signed, *(cv2.GaussianBlur(signed, (0, 0), sigma, **edge) for sigma in (1, 2, 4))]
    fine, _, coarse = (float(np.abs(a - b).mean()) for a, b in pairwise(blurred))
    ratio = min(4.0, fine / max(coarse, 0.25))
    strongest = float(step.max())
    if strongest < _LEAST_STEP:
        return UNTOLD, ratio
    slope = np.zeros_like(signed)
    across, down = np.abs(np.diff(signed, axis=1)), np.abs(np.diff(signed, axis=0))
    slope[:, 1:] = across
    slope[1:] = np.maximum(slope[1:], down)
    steepest = cv2.dilate(slope, np.ones((3, 3), np.uint8), **edge)
    strong = step >= 0.6 * strongest
    return float(np.percentile((steepest / np.maximum(step, 1))[strong], 90)), ratio


def _randomness(gray: Gray) -> tuple[float, float, float]:
    """Correlation of neighbours, unevenness over 8 x 8 pixels, kurtosis: of independent pixels 0, 1 and at most 3."""
    values = gray.astype(np.float32) - np.float32(gray.mean())
    spread = float(np.sqrt((values**2).mean()))
    if spread < 0.5 or min(gray.shape) < 24:
        return 1.0, 8.0, 0.0
    across = max(abs(float((values[:, by:] * values[:, :-by]).mean())) for by in (1, 2))
    down = max(abs(float((values[by:] * values[:-by]).mean())) for by in (1, 2))
    rows, columns = gray.shape[0] // 8, gray.shape[1] // 8
    means = values[: 8 * rows, : 8 * columns].reshape(rows, 8, columns, 8).mean(axis=(1, 3))
    kurtosis = float((values**4).mean()) / spread**4
    return min(1.0, max(across, down) / spread**2), 8 * float(means.std()) / spread, min(1000.0, kurtosis)


def _hash(gray: Gray) -> npt.NDArray[np.float32]:
    """64 bits in 8 columns: signs of the lowest cosine coefficients of 32 x 32 against their median (pHash,
    Zauner 2010). The constant term says nothing and is left out; the highest of the next diagonal has its place."""
    small = cv2.resize(gray, (32, 32), interpolation=cv2.INTER_AREA).astype(np.float32)
    low = cv2.dct(small)[:9, :9]
    kept = np.concatenate([low[:8, :8].ravel()[1:], low[8:9, 0]])
    return np.packbits(kept > np.median(kept)).astype(np.float32)


def _cells(rgb: npt.NDArray[np.uint8], gray: Gray) -> npt.NDArray[np.float32]:
    light = cv2.resize(gray, (GRAY, GRAY), interpolation=cv2.INTER_AREA).ravel()
    small = cv2.resize(rgb, (COLOUR, COLOUR), interpolation=cv2.INTER_AREA)
    colour = cv2.cvtColor(small, cv2.COLOR_RGB2YCrCb)[:, :, 1:].ravel()
    return np.concatenate([light, colour]).astype(np.float32)


def _detail(gray: Gray) -> npt.NDArray[np.float32]:
    """What is finer than the cells of brightness, as much as there is of it in each of 8 x 8 cells."""
    small = cv2.resize(gray, (_DETAIL_SIDE, _DETAIL_SIDE), interpolation=cv2.INTER_AREA).astype(np.float32)
    rest = np.abs(small - cv2.GaussianBlur(small, (0, 0), 1.5))
    cells = cv2.resize(rest, (DETAIL, DETAIL), interpolation=cv2.INTER_AREA)
    detail: npt.NDArray[np.float32] = np.rint((4 * cells).clip(0, 255)).ravel().astype(np.float32)
    return detail
