"""What the header of a DICOM file says of how its values are to be shown: windows, tables, spacing, what to warn of."""

import contextlib
import math
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import CannotRead
from desktop_al.core.words import mark, tr
from desktop_al.media.picture import Preset

#: Windows, and tables, of one frame.
_MOST_PRESETS = 12

BURNED_IN = mark("Text may be burned into this image: its file does not rule that out.")
#: Modalities whose original images are measured values: where these say nothing of burned-in text, there is none.
_MEASURED = frozenset({"CT", "MR", "PT", "NM", "RTDOSE", "SEG"})


class Place(Protocol):
    """A data set or an item of a sequence. ``little``: its words have their low byte first."""

    @property
    def little(self) -> bool: ...

    def value(self, keyword: str) -> Any:
        """The value of a tag, None where there is none that can be understood."""

    def items(self, keyword: str) -> list["Place"]:
        """The items of a sequence, none where there is none."""


def several(value: Any) -> list[Any]:
    if value is None:
        return []
    return [value] if isinstance(value, str | int | float) or not hasattr(value, "__iter__") else list(value)


def raw(place: Place, keyword: str) -> bytes:
    value = place.value(keyword)
    return value if isinstance(value, bytes) else b""


def number(place: Place, keyword: str, default: int) -> int:
    for value in several(place.value(keyword)):
        with contextlib.suppress(ValueError, TypeError, OverflowError):
            return int(value)
    return default


def reals(place: Place, keyword: str) -> list[float]:
    found = []
    for value in several(place.value(keyword))[:256]:
        with contextlib.suppress(ValueError, TypeError, OverflowError):
            found.append(float(value))
    return found if all(map(math.isfinite, found)) else []


def real(place: Place, keyword: str, default: float) -> float:
    return next(iter(reals(place, keyword)), default)


def words_of(place: Place, keyword: str) -> str:
    value = next(iter(several(place.value(keyword))), "")
    return "".join(letter for letter in str(value) if letter.isprintable()).strip()[:64]


def spacing_of(header: Place, frame: int) -> tuple[float, float] | None:
    """Millimetres between rows and between columns, where the file tells."""
    measures = functional(header, frame, "PixelMeasuresSequence")
    places = ((measures, "PixelSpacing"), (header, "PixelSpacing"), (header, "ImagerPixelSpacing"))
    for place, keyword in places:
        found = reals(place, keyword) if place is not None else []
        if len(found) == 2 and all(0 < length < 1e6 for length in found):
            return found[0], found[1]
    return None


def may_have_text(header: Place) -> bool:
    """Whether text may be part of the pixels: where BurnedInAnnotation (PS3.3 C.7.6.1) is not NO, or is absent from
    an image that is not measured."""
    burned = words_of(header, "BurnedInAnnotation").upper()
    secondary = "SECONDARY" in map(str, several(header.value("ImageType")))
    return burned != "NO" and (bool(burned) or secondary or words_of(header, "Modality") not in _MEASURED)


def functional(header: Place, frame: int, macro: str) -> Place | None:
    """The functional group of a frame of an enhanced image (PS3.3 C.7.6.16), its own before the shared one."""
    own = header.items("PerFrameFunctionalGroupsSequence")
    shared = header.items("SharedFunctionalGroupsSequence")
    for group in (*own[frame : frame + 1], *shared[:1]):
        if found := group.items(macro):
            return found[0]
    return None


def windows(place: Place) -> tuple[Preset, ...]:
    """Centres and widths with their names. LINEAR_EXACT and SIGMOID become the linear function that has the same
    slope at its centre (PS3.3 C.11.2.1.3)."""
    centres, widths = reals(place, "WindowCenter"), reals(place, "WindowWidth")
    names = [str(name) for name in several(place.value("WindowCenterWidthExplanation"))]
    exact = words_of(place, "VOILUTFunction") in ("LINEAR_EXACT", "SIGMOID")
    found: list[Preset] = []
    for at, (centre, width) in enumerate(zip(centres, widths)):
        if exact:
            centre, width = centre + 0.5, width + 1
        if width < 1 or max(abs(centre), width) > 1e12:
            continue
        name = "".join(c for c in names[at] if c.isprintable()).strip()[:40] if at < len(names) else ""
        found.append(Preset(name or tr("Window {n}", n=at + 1), centre, width))
    return tuple(found[:_MOST_PRESETS])


@dataclass(frozen=True, slots=True, eq=False)
class _Descriptor:
    count: int
    first: int
    bits: int


def _descriptor(place: Place, keyword: str) -> _Descriptor | None:
    numbers = several(place.value(keyword))
    if len(numbers) != 3 or not all(isinstance(number, int) for number in numbers):
        return None
    count, first, bits = numbers
    return _Descriptor(65536 if count == 0 else count & 0xFFFF, first, bits)


def lookups(header: Place, keyword: str) -> list[Any]:
    """The tables of a modality or VOI LUT sequence that make sense, in their order."""
    found = []
    for item in header.items(keyword)[:_MOST_PRESETS]:
        described = _descriptor(item, "LUTDescriptor")
        data = item.value("LUTData")
        if isinstance(data, bytes):
            data = np.frombuffer(data[: len(data) // 2 * 2], "<u2" if header.little else ">u2").tolist()
        entries = np.array(several(data)[:65536], np.int64)
        if described is None or not len(entries) or entries.min() < 0 or entries.max() > 65535:
            continue
        if len(entries) * 2 == described.count and described.bits == 8:
            # Two entries of 8 bits in each word.
            entries = np.stack([entries & 0xFF, entries >> 8], axis=1).ravel()
        if len(entries) < described.count:
            continue
        name = words_of(item, "LUTExplanation")[:40]
        found.append((described.first, entries[: described.count].astype(np.uint16), name))
    return found


def lookup(header: Place, keyword: str) -> Any:
    return next(iter(lookups(header, keyword)), None)


def padding(header: Place, *, signed: bool) -> tuple[int, int] | None:
    """The least and the most of the values that only fill the rectangle."""
    value = header.value("PixelPaddingValue")
    if not isinstance(value, int):
        return None
    limit = header.value("PixelPaddingRangeLimit")
    ends = [value, limit if isinstance(limit, int) else value]
    if signed:
        # What the header calls unsigned by mistake.
        ends = [end - 65536 if end > 32767 else end for end in ends]
    return min(ends), max(ends)


def palette(header: Place) -> tuple[int, npt.NDArray[np.uint8]]:
    """First value that is mapped, and colours (n, 3)."""
    columns, first = [], 0
    for colour in ("Red", "Green", "Blue"):
        described = _descriptor(header, f"{colour}PaletteColorLookupTableDescriptor")
        if described is None:
            raise CannotRead(tr("The DICOM file is damaged: its table of colours is missing."))
        first = described.first
        order = "<" if header.little else ">"
        data = raw(header, f"{colour}PaletteColorLookupTableData")
        words = np.frombuffer(data[: len(data) // 2 * 2], f"{order}u2")
        if not len(words):
            part = raw(header, f"Segmented{colour}PaletteColorLookupTableData")
            words = _segmented(np.frombuffer(part[: len(part) // 2 * 2], f"{order}u2").tolist())
        elif described.bits == 8 and len(words) * 2 == described.count + described.count % 2:
            words = np.frombuffer(data, np.uint8).astype(np.uint16)
        if len(words) < described.count:
            raise CannotRead(tr("The DICOM file is damaged: its table of colours is too short."))
        columns.append(words[: described.count])
    if len({len(column) for column in columns}) != 1:
        raise CannotRead(tr("The DICOM file is damaged: its table of colours is too short."))
    table = np.stack(columns, axis=1)
    # Some writers call 8 bits 16, and some put them into the upper byte.
    return first, (table >> 8 if table.max() > 255 else table).astype(np.uint8)


def _segmented(words: list[int]) -> npt.NDArray[np.uint16]:
    """A segmented palette (PS3.3 C.7.9.2) of discrete and linear segments."""
    out: list[int] = []
    at = 0
    while at + 2 < len(words) + 1 and len(out) <= 65536:
        kind, count = words[at], words[at + 1]
        if kind == 0:
            out += words[at + 2 : at + 2 + count]
            at += 2 + count
        elif kind == 1 and out and at + 2 < len(words):
            end = words[at + 2]
            out += np.linspace(out[-1], end, count + 1).round().astype(int)[1:].tolist()
            at += 3
        else:
            raise CannotRead(tr("Its table of colours is packed in a way that is not read here."))
    return np.array(out[:65536], np.uint16)


def eight_bit(values: npt.NDArray[Any], bits: int) -> npt.NDArray[np.uint8]:
    eight: npt.NDArray[np.uint8] = np.rint(values * (255 / (2.0**bits - 1))).clip(0, 255).astype(np.uint8)
    return eight
