"""Window and level: which values of a deep image are spread over the grey levels of the screen.

A window has a centre (its level) and a width, both in the unit of the image. All arithmetic on windows is here, so that
what draws them decides nothing.
"""

import math
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from desktop_al.core.words import local, tr
from desktop_al.loop.screen import Deep, Window

Grey = npt.NDArray[np.uint8]
#: What windows are kept for: images of one unit, with or without inverted greys.
Kind = tuple[str, bool]
#: Least and largest value, in the unit of the image.
Span = tuple[float, float]

_LEVELS = 255
#: A drag over so many pixels doubles the width, or moves the level by one width.
_DRAG = 400
#: Steps of the keys, as parts of the width: of the width itself and of the level; and how much larger the large are.
_WIDER, _HIGHER, _LARGE = 0.05, 0.025, 5
#: Values looked at for the range of an image.
_LOOKED_AT = 1 << 18


def render(deep: Deep, window: Window, out: Grey | None = None) -> Grey:
    """The grey picture of a window: (height, width), uint8, 0 black; written into ``out`` where it is given.

    Whole numbers go through the linear function of DICOM PS3.3 C.11.2.1.2.1, of x = slope * value + intercept, centre c
    and width w: 0 up to c - 0.5 - (w - 1) / 2, 255 above c - 0.5 + (w - 1) / 2, between them
    255 * ((x - (c - 0.5)) / (w - 1) + 0.5), rounded. The half and the one stand for steps of whole numbers: float32
    values, and windows narrower than 1, go through C.11.2.1.3.2 (LINEAR_EXACT) instead,
    255 * ((x - c) / w + 0.5). Not a number is the least value. MONOCHROME1 is inverted afterwards.
    """
    values = deep.values
    if values.dtype in (np.int16, np.uint16):
        if not values.dtype.isnative:
            values = values.astype(values.dtype.newbyteorder("="))
        table = _table(deep, window, values.dtype)
        # The bits as they are: the table has its negative half behind the other.
        return np.take(table, values.view(np.uint16), out=out, mode="clip")
    grey = _greys(deep, window, values, exact=values.dtype.kind == "f")
    if out is None:
        return grey
    np.copyto(out, grey)
    return out


def part(deep: Deep, left: int, top: int, width: int, height: int, step: float = 1.0) -> Deep:
    """A rectangle of the image, in its own pixels; of them one in ``step``, 1 or more, in each direction: the middle
    one. A view where ``step`` is 1, else a copy."""
    values = deep.values[top : top + height, left : left + width]
    if step > 1:
        rows, columns = (_sampled(length, step) for length in (height, width))
        values = np.take(np.take(values, rows, axis=0), columns, axis=1)
    return replace(deep, values=values)


def _sampled(length: int, step: float) -> npt.NDArray[np.intp]:
    count = max(1, round(length / step)) if length else 0
    return ((np.arange(count) + 0.5) * (length / max(1, count))).astype(np.intp)


def _table(deep: Deep, window: Window, dtype: np.dtype[Any]) -> Grey:
    """Grey by the 16 bits of a value."""
    bits = np.arange(1 << 16, dtype=np.uint16)
    return _greys(deep, window, bits.view(dtype), exact=False)


def _greys(deep: Deep, window: Window, values: npt.NDArray[Any], *, exact: bool) -> Grey:
    exact = exact or window.width < 1
    least = 0.0 if exact else 1.0
    centre = window.centre if exact else window.centre - 0.5
    width = window.width - least
    slope, intercept = _sound(deep.slope, 1.0), _sound(deep.intercept, 0.0)
    number = np.float32 if values.dtype == np.float32 else np.float64
    scaled: Any = values.astype(number)
    with np.errstate(all="ignore"):
        if width > 0:
            # Both linear functions in one go.
            gain = _LEVELS / width
            scaled *= number(slope * gain)
            # The half that is cut off last rounds.
            scaled += number((intercept - centre) * gain + _LEVELS / 2 + 0.5)
            # Of a number and none, these give the number.
            np.fmax(scaled, 0, out=scaled)
            np.fmin(scaled, _LEVELS, out=scaled)
        else:
            scaled = np.where(scaled * number(slope) + number(intercept) > centre, _LEVELS, 0)
        grey: Grey = scaled.astype(np.uint8)
    return np.subtract(np.uint8(_LEVELS), grey) if deep.inverted else grey


def _sound(number: float, instead: float) -> float:
    return number if math.isfinite(number) else instead


def span(deep: Deep) -> Span:
    """The least and the largest finite value, in the unit of the image, over at most about 260,000 of them."""
    step = max(1, math.isqrt(max(1, deep.values.size // _LOOKED_AT)))
    values = deep.values[::step, ::step].astype(np.float64)
    values = values[np.isfinite(values)]
    if not values.size:
        return 0.0, 0.0
    ends = (float(end) * _sound(deep.slope, 1.0) + _sound(deep.intercept, 0.0) for end in (values.min(), values.max()))
    low, high = sorted(_sound(end, 0.0) for end in ends)
    return low, high


def dragged(deep: Deep, within: Span, window: Window, across: float, up: float) -> Window:
    """The window after a drag by so many pixels from where ``window`` held: across for the width, up for the level.
    ``within``: the :func:`span` of the image."""
    width = window.width * 2.0 ** (across / _DRAG)
    return _tidy(deep, within, Window("", window.centre + up * window.width / _DRAG, width))


def stepped(deep: Deep, within: Span, window: Window, wider: int, higher: int, large: bool = False) -> Window:
    """The window after steps of the keys: at least one whole unit where values are whole."""
    by = _LARGE if large else 1
    unit = _unit(deep)
    width = window.width + wider * by * max(unit, window.width * _WIDER)
    return _tidy(deep, within, Window("", window.centre + higher * by * max(unit, window.width * _HIGHER), width))


def _unit(deep: Deep) -> float:
    """What a window is rounded to: whole units, or steps of the values where these are finer or are no whole ones."""
    if deep.values.dtype.kind == "f":
        return 0.0
    return min(1.0, abs(_sound(deep.slope, 1.0)) or 1.0)


def _tidy(deep: Deep, within: Span, window: Window) -> Window:
    """Within bounds that still show something, in round numbers."""
    unit = _unit(deep)
    low, high = within
    reach = max(_sound(high - low, 1.0), unit, 1e-6)
    width = min(max(_sound(window.width, reach), unit, reach * 1e-4), 4 * reach)
    centre = min(max(_sound(window.centre, low), low - reach), high + reach)
    if unit == 1.0:
        # A width of one is a threshold and has to be passed on the way down.
        return Window(window.name, float(round(centre)), float(round(width)))
    digits = 3 - math.floor(math.log10(width))
    return Window(window.name, round(centre, digits), round(width, digits))


def number_words(number: float) -> str:
    """A width or a level: whole from 100 on, else with the digits that tell it apart."""
    if not math.isfinite(number):
        return tr("unknown")
    if abs(number) >= 1e9:
        return local(f"{number:.3g}")
    words = f"{number:,.0f}" if abs(number) >= 100 or number == round(number) else f"{number:.4g}"
    return local(words).replace("-", "\N{MINUS SIGN}")


def window_words(deep: Deep, window: Window) -> str:
    """The window in numbers: "Window 400, level 40 HU"."""
    unit = f" {deep.unit}" if deep.unit else ""
    return tr(
        "Window {width}, level {level}{unit}",
        width=number_words(window.width),
        level=number_words(window.centre),
        unit=unit,
    )


def kind_of(deep: Deep) -> Kind:
    return (deep.unit, deep.inverted)


@dataclass
class KeptWindows:
    """The window that stays for the next image of the same kind, until it is reset; for one session, in memory."""

    _kept: dict[Kind, Window] = field(default_factory=dict)

    def of(self, deep: Deep) -> Window:
        """The window for an image: the kept one, by its name where the image has one of that name, else its first."""
        kept = self._kept.get(kind_of(deep))
        if kept is None:
            return deep.presets[0]
        named = next((preset for preset in deep.presets if kept.name and preset.name == kept.name), None)
        return named or (deep.presets[0] if kept.name else kept)

    def keep(self, deep: Deep, window: Window) -> None:
        self._kept[kind_of(deep)] = window

    def reset(self, deep: Deep) -> Window:
        """Forgets the window kept for the kind of an image; returns the image's own."""
        self._kept.pop(kind_of(deep), None)
        return deep.presets[0]

    def clear(self) -> None:
        self._kept.clear()
