"""Decoded pictures: what a reader hands over, and how deep values become the grey levels of a screen."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from desktop_al.core.words import mark
from desktop_al.media.cv import cv2

__all__ = ["DEEP_MOST", "DeepImage", "Picture", "Preset", "View", "finite_range", "grey_levels", "range_presets"]

Raw = npt.NDArray[Any]
Pixels = npt.NDArray[np.uint8]

#: Bytes of the values of one picture; a larger one is shown with 8 bits only.
DEEP_MOST = 128 * 2**20

#: Names of the presets that every deep picture has, in English: shown through ``tr``.
MOST_VALUES, FULL_RANGE = mark("99.8 % of values"), mark("Full range")


@dataclass(frozen=True, slots=True)
class Preset:
    """A window: ``centre`` and ``width`` of the linear VOI function of DICOM PS3.3 C.11.2.1.2."""

    name: str
    centre: float
    width: float

    @property
    def limits(self) -> tuple[float, float]:
        """What becomes black (and all below) and white (and all above)."""
        half = (self.width - 1) / 2
        return self.centre - 0.5 - half, self.centre - 0.5 + half


@dataclass(frozen=True, slots=True, eq=False)
class DeepImage:
    """One channel of more than 8 bits. ``values``: (h, w), int16, uint16 or float32, upright, full size; ``slope`` and
    ``intercept`` turn them into the ``unit`` of the presets; ``inverted``: the least value is white."""

    values: Raw
    presets: tuple[Preset, ...]
    slope: float = 1.0
    intercept: float = 0.0
    unit: str = ""
    inverted: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """``pixels``: uint8 RGB, shape (h, w, 3), upright. ``width``, ``height``: the file's own upright size in pixels.

    ``deep`` where it was asked for and there is more than 8 bits. ``frame`` counts from 0. ``spacing``: millimetres
    between rows and between columns. ``warnings``: one sentence each. ``tags``: (name, value) of those asked for.
    """

    pixels: Pixels
    width: int
    height: int
    deep: DeepImage | None = None
    frame: int = 0
    frames: int = 1
    spacing: tuple[float, float] | None = None
    warnings: tuple[str, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """What is wanted of a sample. ``max_edge``: longest edge of the pixels, None for full size. ``deep``: also the
    values. ``frame``: None for the middle one. ``tags``: keywords of DICOM whose values are to be told."""

    max_edge: int | None = None
    deep: bool = False
    frame: int | None = None
    tags: tuple[str, ...] = field(default=())


def window_between(name: str, low: float, high: float) -> Preset:
    """The window that has ``low`` black and ``high`` white; where they are the same, that value is grey."""
    if high <= low:
        low, high = low - 0.5, low + 0.5
    return Preset(name, (low + high + 1) / 2, high - low + 1)


def range_presets(
    values: Raw, slope: float = 1.0, intercept: float = 0.0, counted: npt.NDArray[np.bool_] | None = None
) -> tuple[Preset, ...]:
    """0.1 to 99.9 per cent of the values, told by about a million of them, and all; ``counted`` (h, w): only these."""
    found = []
    for name, ends in (
        (MOST_VALUES, finite_range(values, 0.1, 99.9, counted)),
        (FULL_RANGE, _least_and_most(values, counted)),
    ):
        low, high = sorted(slope * end + intercept for end in ends)
        found.append(window_between(name, low, high))
    return tuple(found)


def _least_and_most(values: Raw, counted: npt.NDArray[np.bool_] | None) -> tuple[float, float]:
    if values.dtype.kind == "f":
        finite = np.isfinite(values)
        counted = finite if counted is None else counted & finite
    some = values if counted is None else values[counted]
    return (float(some.min()), float(some.max())) if some.size else (0.0, 0.0)


def grey_levels(
    values: Raw, preset: Preset, slope: float = 1.0, intercept: float = 0.0, inverted: bool = False
) -> Pixels:
    """Values (h, w) through a window: uint8 (h, w). What is not finite is as the least value."""
    if values.dtype in (np.uint16, np.int16):
        every = np.arange(65536, dtype=np.uint16).view(values.dtype).astype(np.float64)
        table = _through(every * slope + intercept, preset, inverted)
        return table[values.view(np.uint16)]
    out = np.empty(values.shape, np.uint8)
    # A band of rows at a time: the doubles of a large picture would need eight times its memory.
    for top in range(0, values.shape[0], 256):
        band = values[top : top + 256].astype(np.float64) * slope + intercept
        out[top : top + 256] = _through(band, preset, inverted)
    return out


def _through(units: npt.NDArray[np.float64], preset: Preset, inverted: bool) -> Pixels:
    low, high = preset.limits
    units = np.nan_to_num(units, nan=low, posinf=high, neginf=low)
    if high <= low:
        shown = np.where(units <= low, 0.0, 255.0)
    else:
        shown = np.rint(((units - low) * (255 / (high - low))).clip(0, 255))
    eight: Pixels = shown.astype(np.uint8)
    return 255 - eight if inverted else eight


def rgb_of(grey: Pixels) -> Pixels:
    """Grey (h, w) as RGB (h, w, 3)."""
    return np.repeat(grey[:, :, None], 3, axis=2)


def reduced(values: Raw, edge: int | None) -> Raw:
    """``values`` (h, w) or (h, w, 3) with a longest edge of at most ``edge``; the aspect is kept."""
    height, width = values.shape[:2]
    if edge is None or max(height, width) <= edge:
        return values
    longest = max(height, width)
    size = (max(1, round(width * edge / longest)), max(1, round(height * edge / longest)))
    small: Raw = cv2.resize(np.ascontiguousarray(values), size, interpolation=cv2.INTER_AREA)
    return small


def finite_range(
    values: Raw, low: float, high: float, counted: npt.NDArray[np.bool_] | None = None
) -> tuple[float, float]:
    """The two percentiles over at most about a million pixels; (0, 0) when nothing is finite."""
    step = max(1, int((values.size / 3e6) ** 0.5))
    some = values[::step, ::step]
    some = some.ravel() if counted is None else some[counted[::step, ::step]]
    if some.dtype.kind == "f":
        some = some[np.isfinite(some)]
    if not some.size:
        return 0.0, 0.0
    if some.dtype in (np.uint16, np.int16):
        bottom, top = _counted_percentiles(some, (low, high))
    else:
        bottom, top = np.percentile(some.astype(np.float64), (low, high))
    if top <= bottom:
        bottom, top = some.min(), some.max()
    return float(bottom), float(top)


def _counted_percentiles(some: Raw, shares: tuple[float, float]) -> tuple[float, float]:
    """As ``np.percentile`` (linear), by counting each of the 65,536 values that there can be: far faster."""
    least = int(np.iinfo(some.dtype).min)
    below = np.cumsum(np.bincount(some.astype(np.int32) - least, minlength=65536))
    found = []
    for share in shares:
        place = share / 100 * (some.size - 1)
        first, second = (int(np.searchsorted(below, int(at), side="right")) for at in (place, np.ceil(place)))
        found.append(first + (second - first) * (place - int(place)) + least)
    return found[0], found[1]


def stretched(values: Raw, low: float, high: float, most: int) -> npt.NDArray[np.float64]:
    """``low`` to ``high`` over 0 to ``most``, whole numbers; the middle where there is no range."""
    finite = np.nan_to_num(values.astype(np.float64), nan=low, posinf=high, neginf=low)
    if high <= low:
        return np.full(finite.shape, most // 2, np.float64)
    spread: npt.NDArray[np.float64] = np.rint(((finite - low) * (most / (high - low))).clip(0, most))
    return spread
