"""From the stored values of a DICOM frame to what is shown and what is learned from (PS3.3 C.11, PS3.4 N)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from desktop_al.media.picture import (
    DEEP_MOST,
    FULL_RANGE,
    DeepImage,
    Picture,
    Preset,
    View,
    finite_range,
    grey_levels,
    range_presets,
    reduced,
    rgb_of,
    stretched,
    window_between,
)

Raw = npt.NDArray[Any]
Pixels = npt.NDArray[np.uint8]
#: First value that a table maps, its entries (uint16), what it is called.
Table = tuple[int, npt.NDArray[np.uint16], str]

#: Hounsfield units of CT: from -1024 on, 16 steps to the unit, so that all files of a pool have one scale.
_HU_LEAST, _HU_STEPS = -1024.0, 16.0


@dataclass(frozen=True, slots=True, eq=False)
class Grey:
    """``values``: (h, w), as stored; ``bits`` that are in use. ``table`` is the modality LUT (then ``slope`` is 1),
    ``shown_by`` a VOI LUT where there is no window. ``padding``: the least and most of values that mean nothing."""

    values: Raw
    bits: int
    slope: float = 1.0
    intercept: float = 0.0
    unit: str = ""
    inverted: bool = False
    windows: tuple[Preset, ...] = ()
    table: Table | None = None
    shown_by: Table | None = None
    padding: tuple[int, int] | None = None


def grey_picture(grey: Grey, view: View) -> Picture:
    """Through the first preset. The presets are the windows of the file, then those of all pictures.

    A VOI LUT need not be linear: where a file has no window, the values handed over are those after its first one.
    """
    height, width = grey.values.shape
    first: tuple[Preset, ...]
    meant = None
    if grey.padding is not None:
        meant = (grey.values < grey.padding[0]) | (grey.values > grey.padding[1])
    values = _compact(grey.values if grey.table is None else _mapped(grey.values, grey.table))
    slope, intercept = grey.slope, grey.intercept
    if grey.shown_by is not None:
        table = grey.shown_by
        # It maps what the modality gives: units, not stored values.
        values = _mapped(np.rint(values * slope + intercept) if (slope, intercept) != (1, 0) else values, table)
        slope, intercept = 1.0, 0.0
        first = (window_between(table[2] or "VOI LUT", 0.0, float(2 ** _bits_of(table[1]) - 1)),)
    elif grey.windows or not _is_shallow(grey):
        first = grey.windows
    else:
        low = 0 if values.dtype.kind == "u" else -(2 ** (grey.bits - 1))
        ends = sorted(slope * end + intercept for end in (low, low + 2**grey.bits - 1))
        first = (window_between(FULL_RANGE, *ends),)
    presets = (*first, *range_presets(values, slope, intercept, meant)) if not _is_shallow(grey) else first
    small = reduced(values, view.max_edge)
    pixels = rgb_of(grey_levels(small, presets[0], slope, intercept, grey.inverted))
    deep = None
    if view.deep and values.nbytes <= DEEP_MOST and not (_is_shallow(grey) and not grey.windows):
        if values.dtype.itemsize == 1:
            values = values.astype(np.uint16 if values.dtype.kind == "u" else np.int16)
            presets = (*presets, *range_presets(values, slope, intercept, meant))
        deep = DeepImage(values, presets, slope, intercept, grey.unit, grey.inverted)
    return Picture(pixels, width, height, deep)


def colours(pixels: Pixels, view: View) -> Picture:
    """RGB (h, w, 3), uint8, for the screen."""
    small = np.ascontiguousarray(reduced(pixels, view.max_edge))
    return Picture(small, pixels.shape[1], pixels.shape[0])


def palette_colours(values: Raw, palette: tuple[int, Pixels]) -> Pixels:
    """Values (h, w) by a table of colours (n, 3), the first of which stands for the first value."""
    first, table = palette
    found: Pixels = table[(values.astype(np.int64) - first).clip(0, len(table) - 1)]
    return found


def for_learning(decoded: Grey | Pixels, edge: int) -> npt.NDArray[Any]:
    """RGB (h, w, 3), longest edge at most ``edge``.

    Up to 8 bits give uint8. Deeper values give uint16 by a linear map that is the same for all files of a kind:
    Hounsfield units from -1024 on in steps of 1/16, else the range of the bits stored. What a modality LUT gives is
    taken as it is; of floating point, and of more than 16 bits, the range of the file is used. Neither windows nor
    VOI LUTs have a part in it.
    """
    if not isinstance(decoded, Grey):
        return np.ascontiguousarray(reduced(decoded, edge))
    values = _compact(decoded.values if decoded.table is None else _mapped(decoded.values, decoded.table))
    if decoded.table is not None:
        units = reduced(values, edge).astype(np.float64)
    elif decoded.values.dtype.kind == "f" or decoded.bits > 16:
        low, high = finite_range(values, 0.0, 100.0)
        units = stretched(reduced(values, edge), low, high, 65535)
    else:
        small = reduced(values, edge).astype(np.float64)
        if decoded.unit == "HU":
            units = (small * decoded.slope + decoded.intercept - _HU_LEAST) * _HU_STEPS
        else:
            least = -(2.0 ** (decoded.bits - 1)) if decoded.values.dtype.kind == "i" else 0.0
            units = (small - least) * (65535 / (2.0**decoded.bits - 1))
    deep = np.rint(units.clip(0, 65535)).astype(np.uint16)
    if decoded.inverted:
        deep = 65535 - deep
    if _is_shallow(decoded) and decoded.unit != "HU":
        return rgb_of(np.rint(deep / 257).astype(np.uint8))
    return np.repeat(deep[:, :, None], 3, axis=2)


def _is_shallow(grey: Grey) -> bool:
    """No more than 8 bits, and nothing that makes more of them."""
    return grey.bits <= 8 and grey.table is None and grey.values.dtype.kind != "f"


def _compact(values: Raw) -> Raw:
    """As 8 or 16 bits or float32, whatever the file has."""
    values = values.astype(values.dtype.newbyteorder("="), copy=False)
    if values.dtype in (np.uint8, np.int8, np.uint16, np.int16, np.float32):
        return values if values.dtype != np.int8 else values.astype(np.int16)
    if values.dtype.kind in "ui":
        least, most = int(values.min()), int(values.max())
        if least >= 0 and most <= 65535:
            return values.astype(np.uint16)
        if least >= -32768 and most <= 32767:
            return values.astype(np.int16)
    return values.astype(np.float32)


def _mapped(values: Raw, table: Table) -> npt.NDArray[np.uint16]:
    first, entries, _ = table
    found: npt.NDArray[np.uint16] = entries[(values.astype(np.int64) - first).clip(0, len(entries) - 1)]
    return found


def _bits_of(entries: npt.NDArray[np.uint16]) -> int:
    """Bits that the entries of a table need; what its descriptor says of that is often wrong."""
    return max(8, int(entries.max()).bit_length())
