"""Feature extractors: from decoded images or texts to rows of numbers, one row in ``EXTRACTORS`` each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt
from scipy import sparse

from desktop_al.core.errors import BadArgument
from desktop_al.core.shapes import SampleKind
from desktop_al.learn.words import COLUMNS, columns_of

#: Features as extracted: float32, a dense array (n, d) or a csr matrix.
Raw: TypeAlias = npt.NDArray[np.float32] | sparse.csr_matrix

SIDE = 64
CELL = 8
BINS = 9
HUES, SATURATIONS, VALUES = 12, 8, 8
#: Images go through numpy in groups of this many, so that the working arrays stay in the cache.
GROUP = 32


@dataclass(frozen=True, slots=True)
class Extractor:
    """How samples of one kind become rows.

    ``extract`` takes decoded samples (image arrays or texts) and returns float32 rows: a dense array
    (n, d) or a csr matrix. ``blocks`` are the widths of the groups of columns that belong together, in
    order; their sum is d. A change of what ``extract`` returns raises ``version``: caches are keyed by it.
    """

    name: str
    version: int
    kind: SampleKind
    blocks: tuple[int, ...]
    extract: Callable[[Sequence[Any]], Raw]


def as_rgb(image: npt.NDArray[Any]) -> npt.NDArray[np.uint8]:
    """The image as uint8 RGB, shape (height, width, 3).

    Gray is repeated, a fourth channel is taken as opacity over white. Anything but uint8 is stretched from
    its smallest to its largest finite value, since the range in use (12 of 16 bits, 0..1) is not known here.

    Raises:
        BadArgument: not an array of 2 or 3 axes with 1 to 4 channels, or empty.
    """
    pixels = np.asarray(image)
    if pixels.ndim == 2:
        pixels = pixels[:, :, None]
    if pixels.ndim != 3 or pixels.size == 0 or pixels.shape[2] > 4 or pixels.dtype.kind not in "buif":
        raise BadArgument(f"An array of shape {np.shape(image)} is not an image.")
    if pixels.dtype != np.uint8:
        pixels = _stretched(pixels)
    if pixels.shape[2] in (2, 4):
        opacity = pixels[:, :, -1:].astype(np.float32) / 255
        pixels = np.rint(pixels[:, :, :-1] * opacity + 255 * (1 - opacity)).astype(np.uint8)
    if pixels.shape[2] == 1:
        pixels = np.repeat(pixels, 3, axis=2)
    return np.ascontiguousarray(pixels)


def _stretched(pixels: npt.NDArray[Any]) -> npt.NDArray[np.uint8]:
    values = pixels.astype(np.float64)
    finite = np.isfinite(values)
    if not finite.any():
        return np.zeros(pixels.shape, np.uint8)
    low, high = values[finite].min(), values[finite].max()
    values = np.where(finite, values, low)
    # Halved first: the difference of the two largest float64 would overflow.
    span = high / 2 - low / 2
    scaled = (values / 2 - low / 2) / span if span > 0 else np.zeros_like(values)
    return np.rint(255 * scaled).astype(np.uint8)


def handmade(images: Sequence[npt.NDArray[Any]]) -> npt.NDArray[np.float32]:
    """Gradient, colour, texture and thumbnail statistics, shape (n, sum of ``HANDMADE_BLOCKS``), never NaN.

    Gradients: histograms of oriented gradients (Dalal & Triggs, CVPR 2005) over 8 x 8 cells of a 64 x 64
    picture with clipped block normalisation, and over a 4 x 4 grid. Colour: HSV histograms, means and
    deviations of Lab over a 4 x 4 grid. Texture: local binary patterns (Ojala et al., PAMI 2002), uniform
    and rotation invariant, over the whole and the quarters at two scales. Thumbnail: 12 x 12 gray.

    Raises:
        BadArgument: an entry is not an image (see ``as_rgb``).
    """
    rows = np.empty((len(images), sum(HANDMADE_BLOCKS)), np.float32)
    for start in range(0, len(images), GROUP):
        group = [
            cv2.resize(as_rgb(image), (SIDE, SIDE), interpolation=cv2.INTER_AREA)
            for image in images[start : start + GROUP]
        ]
        gray = np.stack([cv2.cvtColor(image, cv2.COLOR_RGB2GRAY) for image in group])
        blocks = (*_gradient_blocks(gray), *_colour_blocks(group), _texture_block(gray), _thumbnail_block(gray))
        rows[start : start + len(group)] = np.concatenate(blocks, axis=1)
    return rows


def _gradient_blocks(gray: npt.NDArray[np.uint8]) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    # The square root evens out light and shade before the derivative (Dalal & Triggs, section 6.1).
    light = np.sqrt(np.pad(gray, ((0, 0), (1, 1), (1, 1)), mode="edge").astype(np.float32) / 255)
    across = light[:, 1:-1, 2:] - light[:, 1:-1, :-2]
    down = light[:, 2:, 1:-1] - light[:, :-2, 1:-1]
    magnitude = np.hypot(across, down)
    turn = (np.arctan2(down, across) * np.float32(BINS / np.pi)) % np.float32(BINS)
    lower = np.floor(turn)
    upper_share = magnitude * (turn - lower)
    lower_share = magnitude - upper_share
    first = lower.astype(np.int8) % BINS
    count, cells = len(gray), SIDE // CELL
    histogram = np.empty((count, cells, cells, BINS), np.float32)
    for orientation in range(BINS):
        # Each gradient is shared by its two nearest orientations.
        weight = lower_share * (first == orientation) + upper_share * (first == (orientation - 1) % BINS)
        histogram[..., orientation] = weight.reshape(count, cells, CELL, cells, CELL).sum(axis=(2, 4))
    energy = np.pad((histogram**2).sum(axis=3), ((0, 0), (1, 1), (1, 1)), mode="edge")
    block = energy[:, :-1, :-1] + energy[:, 1:, :-1] + energy[:, :-1, 1:] + energy[:, 1:, 1:]
    norm = np.sqrt(block + np.float32(0.05))
    fine = np.zeros_like(histogram)
    for row in (0, 1):
        for column in (0, 1):
            fine += np.minimum(histogram / norm[:, row : row + cells, column : column + cells, None], 0.2)
    coarse = histogram.reshape(count, cells // 2, 2, cells // 2, 2, BINS).sum(axis=(2, 4)).reshape(count, -1)
    coarse /= np.sqrt((coarse**2).sum(axis=1, keepdims=True) + np.float32(0.05))
    return fine.reshape(count, -1), coarse


def _colour_blocks(group: Sequence[npt.NDArray[np.uint8]]) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    histograms = np.empty((len(group), HUES + SATURATIONS + VALUES), np.float32)
    grids = np.empty((len(group), 96), np.float32)
    for at, image in enumerate(group):
        hsv = cv2.cvtColor(image, cv2.COLOR_RGB2HSV).reshape(-1, 3)
        # Hue is weighted by saturation: a gray pixel has none.
        hue = np.bincount(hsv[:, 0].astype(np.intp) * HUES // 180, weights=hsv[:, 1], minlength=HUES) / 255
        saturation = np.bincount(hsv[:, 1].astype(np.intp) * SATURATIONS // 256, minlength=SATURATIONS)
        value = np.bincount(hsv[:, 2].astype(np.intp) * VALUES // 256, minlength=VALUES)
        histograms[at] = np.sqrt(np.concatenate((hue, saturation, value)) / len(hsv))
        lab = cv2.cvtColor(image, cv2.COLOR_RGB2Lab).astype(np.float32) / 255
        mean = cv2.resize(lab, (4, 4), interpolation=cv2.INTER_AREA)
        square = cv2.resize(lab * lab, (4, 4), interpolation=cv2.INTER_AREA)
        grids[at] = np.concatenate((mean.ravel(), np.sqrt(np.maximum(square - mean * mean, 0)).ravel()))
    return histograms, grids


def _uniform_patterns() -> npt.NDArray[np.uint8]:
    """Of each of the 256 patterns: the number of ones when at most two changes go round it, else 9."""
    table = np.full(256, 9, np.uint8)
    for pattern in range(256):
        bits = [pattern >> bit & 1 for bit in range(8)]
        if sum(bits[bit] != bits[bit - 1] for bit in range(8)) <= 2:
            table[pattern] = sum(bits)
    return table


_UNIFORM = _uniform_patterns()
_ROUND = ((-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1))


def _texture_block(gray: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    parts = []
    for step in (1, 3):
        padded = np.pad(gray, ((0, 0), (step, step), (step, step)), mode="edge")
        pattern = np.zeros(gray.shape, np.uint8)
        for bit, (down, across) in enumerate(_ROUND):
            top, left = step + step * down, step + step * across
            pattern |= (padded[:, top : top + SIDE, left : left + SIDE] > gray).astype(np.uint8) << bit
        code = _UNIFORM[pattern]
        half = SIDE // 2
        quarters = code.reshape(len(gray), 2, half, 2, half).transpose(0, 1, 3, 2, 4).reshape(len(gray) * 4, -1)
        offset = np.arange(len(quarters), dtype=np.intp)[:, None] * 10
        counts = np.bincount((quarters + offset).ravel(), minlength=10 * len(quarters)).reshape(len(gray), 4, 10)
        parts.append(np.sqrt(counts / half**2).reshape(len(gray), 40))
        parts.append(np.sqrt(counts.sum(axis=1) / SIDE**2))
    return np.concatenate(parts, axis=1).astype(np.float32)


def _thumbnail_block(gray: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    small = [cv2.resize(image, (12, 12), interpolation=cv2.INTER_AREA).ravel() for image in gray]
    return np.stack(small).astype(np.float32) / np.float32(255)


HANDMADE_BLOCKS = ((SIDE // CELL) ** 2 * BINS, 16 * BINS, HUES + SATURATIONS + VALUES, 96, 100, 144)


def hashed(texts: Sequence[str]) -> sparse.csr_matrix:
    """Hashed words, word pairs and character 3- to 5-grams within words, csr float32 of shape (n, 2**17).

    The first half of the columns holds words and pairs, the second half characters. A value is 1 + ln(count).

    Raises:
        BadArgument: an entry is not a text.
    """
    starts, all_columns, all_values = [0], [], []
    for text in texts:
        if not isinstance(text, str):
            raise BadArgument(f"A text was expected, not {type(text).__name__}.")
    for found in columns_of(texts):
        columns, counts = np.unique(found, return_counts=True)
        all_columns.append(columns)
        all_values.append(1 + np.log(counts.astype(np.float32)))
        starts.append(starts[-1] + len(columns))
    if not all_columns:
        return sparse.csr_matrix((0, COLUMNS), dtype=np.float32)
    return sparse.csr_matrix(
        (np.concatenate(all_values), np.concatenate(all_columns), np.array(starts)),
        shape=(len(texts), COLUMNS),
        dtype=np.float32,
    )


EXTRACTORS: dict[str, Extractor] = {
    extractor.name: extractor
    for extractor in (
        Extractor("handmade", 1, "image", HANDMADE_BLOCKS, handmade),
        Extractor("hashed", 1, "text", (COLUMNS // 2, COLUMNS // 2), hashed),
    )
}
