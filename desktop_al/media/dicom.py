"""DICOM files (PS3.10): one frame at a time, as grey values with their windows or as colours; never written.

Nothing that is identifying leaves this module but the values of tags that were asked for by keyword. What pydicom
warns of holds values of tags too, and goes nowhere.
"""

import contextlib
import io
import logging
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from pydicom import config as pydicom_config
from pydicom.datadict import tag_for_keyword
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate, get_frame
from pydicom.filereader import _read_file_meta_info, read_dataset, read_partial
from pydicom.pixels.decoders import gdcm as gdcm_plugin
from pydicom.pixels.decoders.base import get_decoder
from pydicom.uid import UID

from desktop_al.core.errors import CannotRead
from desktop_al.core.words import joined, local, tr
from desktop_al.media.dicom_header import (
    BURNED_IN,
    Place,
    eight_bit,
    functional,
    lookup,
    lookups,
    may_have_text,
    number,
    padding,
    palette,
    raw,
    real,
    several,
    spacing_of,
    windows,
    words_of,
)
from desktop_al.media.dicom_looks import Grey, colours, for_learning, grey_picture, palette_colours
from desktop_al.media.dicom_streams import (
    DAMAGED,
    DEFLATED,
    NATIVE,
    RLE,
    TWELVE_BITS,
    check_size,
    check_stream,
    chosen_decoder,
    compression_words,
    holding_words,
    inflated,
    lacks_preamble,
)
from desktop_al.media.dicom_tags import told
from desktop_al.media.headers import size_words, too_early
from desktop_al.media.picture import Picture, View

__all__ = ["MAX_FRAMES", "DicomFile", "open_file"]

pydicom_config.settings.reading_validation_mode = pydicom_config.IGNORE
warnings.filterwarnings("ignore", module=r"pydicom(\..*)?|desktop_al\.media\.dicom")
logging.getLogger("pydicom").addHandler(logging.NullHandler())
logging.getLogger("pydicom").propagate = False
logging.getLogger("pydicom").setLevel(logging.CRITICAL + 1)
if gdcm_plugin.HAVE_GDCM:
    for _silence in ("DebugOff", "WarningOff", "ErrorOff"):
        getattr(gdcm_plugin.__dict__["gdcm"].Trace, _silence)()

#: Frames of one file that can be shown.
MAX_FRAMES = 10_000
#: Frames that a header may speak of at all.
_MOST_FRAMES = 10_000_000
#: Bytes of one value; larger ones are passed over. A sequence may describe each of many frames.
_MOST_VALUE = 8 * 2**20
#: Times that a header is read from, at most: two or three for each element, also of nested ones.
_MOST_READS = 1_000_000

_HEADER = (
    *("SOPClassUID", "Modality", "ImageType", "BurnedInAnnotation", "NumberOfFrames", "SamplesPerPixel"),
    *("PhotometricInterpretation", "PlanarConfiguration", "Rows", "Columns", "BitsAllocated", "BitsStored", "HighBit"),
    *("PixelRepresentation", "PixelPaddingValue", "PixelPaddingRangeLimit", "PixelSpacing", "ImagerPixelSpacing"),
    *("RescaleIntercept", "RescaleSlope", "RescaleType", "ModalityLUTSequence", "WindowCenter", "WindowWidth"),
    *("WindowCenterWidthExplanation", "VOILUTFunction", "VOILUTSequence", "SharedFunctionalGroupsSequence"),
    *("PerFrameFunctionalGroupsSequence", "RedPaletteColorLookupTableDescriptor"),
    *("GreenPaletteColorLookupTableDescriptor", "BluePaletteColorLookupTableDescriptor"),
    *("RedPaletteColorLookupTableData", "GreenPaletteColorLookupTableData", "BluePaletteColorLookupTableData"),
    *("SegmentedRedPaletteColorLookupTableData", "SegmentedGreenPaletteColorLookupTableData"),
    *("SegmentedBluePaletteColorLookupTableData", "ExtendedOffsetTable", "ExtendedOffsetTableLengths"),
)
_PIXELS = {0x7FE00008: "FloatPixelData", 0x7FE00009: "DoubleFloatPixelData", 0x7FE00010: "PixelData"}
_FLOATS = {"FloatPixelData": "f4", "DoubleFloatPixelData": "f8"}


class _Counted(io.BytesIO):
    """Bytes that can be read from a limited number of times: a header of millions of elements ends there."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._left = _MOST_READS

    def read(self, size: int | None = -1, /) -> bytes:
        self._left -= 1
        if self._left < 0:
            raise CannotRead(tr("The header of this DICOM file has too many entries."))
        return super().read(size)


class _DataSet(Place):
    """What was read of a data set of pydicom, which understands each value when it is asked for."""

    def __init__(self, read: Dataset, little: bool) -> None:
        self._read = read
        self._little = little

    @property
    def little(self) -> bool:
        return self._little

    def value(self, keyword: str) -> Any:
        try:
            return self._read[keyword].value
        except Exception:
            # As in ``_in_words``; what is missing then is told where it is needed.
            return None

    def items(self, keyword: str) -> list[Place]:
        return [_DataSet(item, self._little) for item in several(self.value(keyword)) if isinstance(item, Dataset)]


@contextlib.contextmanager
def _in_words(words: str = "") -> Iterator[None]:
    """pydicom raises whatever comes up on the way through a damaged file, with values of tags in it. ``words``: what is
    said instead, else that it is damaged."""
    try:
        with np.errstate(all="ignore"):
            yield
    except CannotRead:
        raise
    except MemoryError:
        raise CannotRead(tr("There is not enough memory to open this image.")) from None
    except Exception:
        raise CannotRead(words or tr(DAMAGED)) from None


@dataclass(frozen=True, slots=True)
class _Pixels:
    """Where they are, in bytes; ``keyword`` is empty where there are none."""

    keyword: str
    start: int
    length: int
    in_words: bool


@dataclass(frozen=True, slots=True, eq=False)
class DicomFile:
    """A file whose header was read and found sound; nothing is decoded yet. ``frames`` counts those that can be
    shown; the one that stands for all is the middle one (``middle``), also for features."""

    width: int
    height: int
    frames: int
    _data: bytes
    _header: Place
    _syntax: str
    _pixels: _Pixels
    _all_frames: int

    @property
    def middle(self) -> int:
        return self.frames // 2

    def picture(self, view: View) -> Picture:
        """One frame for the screen, the middle one where ``view`` names none.

        Raises:
            CannotRead: what is wrong, without any value of a tag.
        """
        frame = self.middle if view.frame is None else min(max(0, view.frame), self.frames - 1)
        with _in_words():
            decoded = self._decoded(frame)
            shown = grey_picture(decoded, view) if isinstance(decoded, Grey) else colours(decoded, view)
            return replace(
                shown,
                frame=frame,
                frames=self.frames,
                spacing=spacing_of(self._header, frame),
                warnings=self._warnings(),
                tags=tuple(told(self._header, keyword) for keyword in view.tags),
            )

    def for_learning(self, edge: int) -> npt.NDArray[Any]:
        """The middle frame, RGB, uint8 or uint16, longest edge at most ``edge`` pixels: own values by a linear map
        that no window has a part in (``dicom_looks.for_learning``).

        Raises:
            CannotRead: as in :meth:`picture`.
        """
        with _in_words():
            return for_learning(self._decoded(self.middle), edge)

    def _decoded(self, frame: int) -> Grey | npt.NDArray[Any]:
        """Grey values with what belongs to them, or colours (h, w, 3), uint8."""
        values, interpretation = self._values(frame)
        bits = min(number(self._header, "BitsStored", 8), 8 * values.dtype.itemsize)
        if values.ndim == 3:
            return values if values.dtype == np.uint8 and bits >= 8 else eight_bit(values, bits)
        if interpretation == "PALETTE COLOR":
            return palette_colours(values, palette(self._header))
        return self._grey(values, bits, frame, interpretation == "MONOCHROME1")

    def _grey(self, values: npt.NDArray[Any], bits: int, frame: int, inverted: bool) -> Grey:
        header = self._header
        transformation = functional(header, frame, "PixelValueTransformationSequence") or header
        slope = real(transformation, "RescaleSlope", 1.0) or 1.0
        intercept = real(transformation, "RescaleIntercept", 0.0)
        unit = words_of(transformation, "RescaleType")
        if not unit and words_of(header, "Modality") == "CT" and transformation.value("RescaleIntercept") is not None:
            unit = "HU"
        table = None if values.dtype.kind == "f" else lookup(header, "ModalityLUTSequence")
        tables = [] if values.dtype.kind == "f" else lookups(header, "VOILUTSequence")
        shown_through = windows(functional(header, frame, "FrameVOILUTSequence") or header)
        fills = padding(header, signed=values.dtype.kind == "i")
        return Grey(
            values,
            bits,
            slope=slope if table is None else 1.0,
            intercept=intercept if table is None else 0.0,
            unit="" if unit == "US" else unit,
            inverted=inverted,
            windows=shown_through,
            table=table,
            shown_by=tables[0] if tables and not shown_through else None,
            padding=fills,
        )

    def _values(self, frame: int) -> tuple[npt.NDArray[Any], str]:
        """Stored values of a frame, (h, w) or (h, w, 3), and what they mean."""
        interpretation = words_of(self._header, "PhotometricInterpretation") or "MONOCHROME2"
        if self._syntax not in NATIVE:
            return self._expanded(frame, interpretation)
        if number(self._header, "BitsAllocated", 8) == 1:
            return self._single_bits(frame), interpretation
        options = self._options(interpretation) | {"number_of_frames": 1, "correct_unused_bits": False}
        length = self._frame_length
        start = self._pixels.start + frame * length
        # One frame of the file is the whole of what is decoded.
        source = memoryview(self._data)[start : start + length + length % 2]
        if self._pixels.in_words and length % 2:
            # In the words of a big endian file, one may belong to two frames.
            source = memoryview(self._data)[self._pixels.start :][: self._pixels.length]
            options["number_of_frames"] = self._all_frames
        else:
            frame = 0
        values, told = get_decoder(UID(self._syntax)).as_array(source, index=frame, **options)
        return self._shifted(values), str(told["photometric_interpretation"])

    def _expanded(self, frame: int, interpretation: str) -> tuple[npt.NDArray[Any], str]:
        encoded = self._encoded(frame)
        samples = number(self._header, "SamplesPerPixel", 1)
        check_stream(encoded, self._syntax, (self.width, self.height, samples), self._frame_length)
        options = self._options(interpretation) | {"number_of_frames": 1}
        if self._syntax == RLE:
            values, meant = decode_encoded(encoded, self._syntax, options)
            return self._shifted(values), meant
        values, meant = (chosen_decoder() or decode_encoded)(encoded, self._syntax, options)
        if values.shape[:2] != (self.height, self.width) or values.ndim != 2 + (samples == 3):
            raise CannotRead(tr(DAMAGED))
        return values, meant

    def _encoded(self, frame: int) -> bytes:
        source = _Counted(self._data)
        source.seek(self._pixels.start)
        with _in_words(str(too_early(self._data))):
            offsets = None
            table, lengths = (raw(self._header, f"ExtendedOffsetTable{end}") for end in ("", "Lengths"))
            if table and lengths:
                offsets = (table, lengths)
            return get_frame(source, frame, number_of_frames=self._all_frames, extended_offsets=offsets)

    def _options(self, interpretation: str) -> dict[str, Any]:
        header = self._header
        return {
            "rows": self.height,
            "columns": self.width,
            "samples_per_pixel": number(header, "SamplesPerPixel", 1),
            "photometric_interpretation": interpretation,
            "planar_configuration": number(header, "PlanarConfiguration", 0),
            "bits_allocated": number(header, "BitsAllocated", 8),
            "bits_stored": number(header, "BitsStored", number(header, "BitsAllocated", 8)),
            "pixel_representation": number(header, "PixelRepresentation", 0),
            "pixel_keyword": self._pixels.keyword,
            "pixel_vr": "OW" if self._pixels.in_words else "OB",
        }

    def _shifted(self, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Without the bits beside those that are stored, which may hold overlays; of signed ones with their sign."""
        if values.dtype.kind not in "ui":
            return values
        values = values.astype(values.dtype.newbyteorder("="), copy=False)
        allocated = 8 * values.dtype.itemsize
        stored = number(self._header, "BitsStored", allocated)
        high = number(self._header, "HighBit", stored - 1)
        if not 0 < stored <= allocated or not stored - 1 <= high < allocated or stored == allocated:
            return values
        shifted: npt.NDArray[Any] = np.right_shift(np.left_shift(values, allocated - 1 - high), allocated - stored)
        return shifted

    def _single_bits(self, frame: int) -> npt.NDArray[np.uint8]:
        count = self.width * self.height
        first, last = frame * count, (frame + 1) * count
        packed = np.frombuffer(self._data, np.uint8, (last + 7) // 8 - first // 8, self._pixels.start + first // 8)
        bits = np.unpackbits(packed, bitorder="little")[first % 8 : first % 8 + count]
        return bits.reshape(self.height, self.width)

    @property
    def _frame_length(self) -> int:
        """Bytes of one frame that is not compressed."""
        samples = number(self._header, "SamplesPerPixel", 1)
        if words_of(self._header, "PhotometricInterpretation") == "YBR_FULL_422" and self._syntax in NATIVE:
            return self.width * self.height * 2
        return self.width * self.height * samples * number(self._header, "BitsAllocated", 8) // 8

    def _warnings(self) -> tuple[str, ...]:
        found = [tr(BURNED_IN)] if may_have_text(self._header) else []
        if self._all_frames > self.frames:
            found.append(
                tr(
                    "This file has {n:,} frames; the first {shown:,} can be shown.",
                    n=self._all_frames,
                    shown=self.frames,
                )
            )
        return tuple(found)


def decode_encoded(encoded: bytes, syntax: str, options: dict[str, Any]) -> tuple[npt.NDArray[Any], str]:
    """The values of one compressed frame, (h, w) or (h, w, 3), and their photometric interpretation.

    Raises:
        CannotRead: it cannot be decoded. A damaged frame may also end the process: it is decoded in one of its own.
    """
    words = tr(
        "The image is compressed as {kind}; it is damaged, or no decoder for its kind is there.",
        kind=compression_words(syntax),
    )
    with _in_words(words):
        plugin = "pydicom" if syntax == RLE else "gdcm"
        decoder = get_decoder(UID(syntax))
        values, told = decoder.as_array(encapsulate([encoded]), index=0, decoding_plugin=plugin, **options)
        return values, str(told["photometric_interpretation"])


def open_file(data: bytes, tags: tuple[str, ...] = ()) -> DicomFile:
    """Read the header and check it against the data; nothing is decoded.

    Args:
        data: the whole file, with or without the preamble of PS3.10.
        tags: keywords that are to be told with pictures.

    Raises:
        CannotRead: no image, cut off, too large, compressed in a way that cannot be decoded; in words.
    """
    if not data:
        raise CannotRead(tr("The file is empty."))
    with _in_words(tr("The DICOM file is damaged: its header cannot be read.")):
        return _opened(data, tags)


def _opened(data: bytes, tags: tuple[str, ...]) -> DicomFile:
    header, data, syntax, found = _parsed(data, tags)
    height, width = number(header, "Rows", 0), number(header, "Columns", 0)
    if not found.keyword:
        raise CannotRead(_why_no_image(header, height > 0 and width > 0))
    if height <= 0 or width <= 0:
        raise CannotRead(tr("The DICOM file is damaged: its header gives it no width or no height."))
    # The decoder of JPEG gives wrong values where they have 12 bits.
    of_twelve = syntax == TWELVE_BITS and number(header, "BitsStored", 8) != 8
    if syntax not in NATIVE and (of_twelve or not _has_decoder(syntax)):
        raise CannotRead(
            tr(
                "The image is compressed as {kind}: there is no decoder for that in this program.",
                kind=compression_words(syntax),
            )
        )
    if found.keyword in _FLOATS and syntax not in NATIVE:
        raise CannotRead(tr(DAMAGED))
    frames = number(header, "NumberOfFrames", 1) or 1
    if not 0 < frames <= _MOST_FRAMES:
        raise CannotRead(tr("The DICOM file is damaged: its header speaks of an impossible number of frames."))
    file = DicomFile(width, height, min(frames, MAX_FRAMES), data, header, syntax, found, frames)
    check_size(width, height, number(header, "SamplesPerPixel", 1), number(header, "BitsAllocated", 8), len(data))
    if syntax in NATIVE:
        bits = number(header, "BitsAllocated", 8)
        wanted = file._frame_length * frames if bits != 1 else (width * height * frames + 7) // 8
        held = min(found.length, len(data) - found.start)
        if held < wanted:
            if len(data) - found.start < found.length:
                raise too_early(data, found.start + wanted)
            sides = (frames, width, height) if frames > 1 else (width, height)
            shape = joined((local(f"{side:,}") for side in sides), " x ")
            raise CannotRead(
                tr(
                    "The DICOM file is damaged: {shape} pixels need {needed}, and there are {held}.",
                    shape=shape,
                    needed=size_words(wanted),
                    held=size_words(held),
                )
            )
    return file


def _parsed(data: bytes, tags: tuple[str, ...]) -> tuple[Place, bytes, str, _Pixels]:
    """Header, the data that it tells the place of the pixels in, transfer syntax."""
    found = _Pixels("", 0, 0, False)
    source = _Counted(data)

    def at_pixels(tag: int, vr: str | None, length: int) -> bool:
        nonlocal found
        if tag < 0x7FE00008:
            return False
        found = _Pixels(_PIXELS.get(tag, ""), source.tell(), length, vr == "OW")
        return True

    wanted: list[Any] = [tag_for_keyword(keyword) for keyword in (*_HEADER, *tags)]
    options: dict[str, Any] = {"stop_when": at_pixels, "defer_size": _MOST_VALUE, "specific_tags": wanted}
    if _is_deflated(data):
        source.seek(132)
        _read_file_meta_info(source)
        data = inflated(data, source.tell())
        source = _Counted(data)
        header = read_dataset(source, False, True, **options)
        return _DataSet(header, True), data, DEFLATED, found
    file = read_partial(source, force=lacks_preamble(data), **options)
    if "SOPClassUID" not in file and "MediaStorageSOPClassUID" in file.file_meta:
        file.SOPClassUID = file.file_meta.MediaStorageSOPClassUID
    implicit, little = file.original_encoding
    syntax = str(file.file_meta.get("TransferSyntaxUID", "") or "").strip()
    if not syntax:
        syntax = "1.2.840.10008.1.2" if implicit else f"1.2.840.10008.1.2.{1 if little else 2}"
    return _DataSet(file, little is not False), data, syntax, found


def _is_deflated(data: bytes) -> bool:
    if data[128:132] != b"DICM":
        return False
    source = _Counted(data)
    source.seek(132)
    meta = _read_file_meta_info(source)
    return str(meta.get("TransferSyntaxUID", "")) == DEFLATED


def _why_no_image(header: Place, sized: bool) -> str:
    holding = holding_words(words_of(header, "SOPClassUID"))
    if not holding and sized:
        return tr("This DICOM file holds no image: the pixels were left out or cut off.")
    return (
        tr("This DICOM file holds no image ({what}).", what=holding)
        if holding
        else tr("This DICOM file holds no image.")
    )


def _has_decoder(syntax: str) -> bool:
    try:
        decoder = get_decoder(UID(syntax))
    except NotImplementedError:
        return False
    return ("pydicom" if syntax == RLE else "gdcm") in decoder.available_plugins
