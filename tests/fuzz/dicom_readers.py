"""DICOM files: seeds made and shipped, values of their tags exchanged, and how they are read.

Compressed frames are decoded in a process of their own, as the window has it: a damaged one may end that.
"""

import io
import struct
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
from pydicom.config import disable_value_validation
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ImplicitVRLittleEndian,
    JPEGBaseline8Bit,
    RLELossless,
)

from desktop_al.loop.frame_process import decode_elsewhere, end_frame_process
from desktop_al.media import dicom_streams
from desktop_al.media.dicom import decode_encoded, open_file
from desktop_al.media.dicom_tags import check_tags, known_tags
from desktop_al.media.picture import View
from tests.media.made_dicom import NAME, NUMBER, SECONDARY, dicom, item, ramp, sequence
from tests.media.made_files import encoded, photo

#: Of the files that pydicom ships: other makers' headers, and each compression that is decoded here.
_SHIPPED = (
    *("693_J2KI.dcm", "JPEG2000.dcm", "JPEG-lossy.dcm", "JPGExtended.dcm", "MR_small_RLE.dcm", "SC_rgb_rle_2frame.dcm"),
    *("JPEGLSNearLossless_08.dcm", "JPEGLSNearLossless_16.dcm", "SC_rgb_jls_lossy_line.dcm", "SC_rgb_jpeg_dcmtk.dcm"),
    *("SC_rgb_small_odd.dcm", "SC_rgb_small_odd_big_endian.dcm", "SC_rgb_small_odd_jpeg.dcm", "MR_small_implicit.dcm"),
    *("MR_small_bigendian.dcm", "SC_rgb_rle_32bit.dcm", "rtdose.dcm", "rtplan.dcm", "test-SR.dcm", "UN_sequence.dcm"),
    *("ExplVR_BigEndNoMeta.dcm", "ExplVR_LitEndNoMeta.dcm", "meta_missing_tsyntax.dcm", "image_dfl.dcm"),
    *("MR_truncated.dcm", "nested_priv_SQ.dcm", "empty_charset_LEI.dcm", "SC_rgb_dcmtk_+eb+cy+n2.dcm"),
)
_TAGS = check_tags("Modality, BodyPartExamined SliceThickness;ImageType")


@cache
def seeds() -> list[bytes]:
    home = Path(pydicom.__file__).parent / "data" / "test_files"
    return [*_made(), *(path.read_bytes() for name in _SHIPPED if (path := home / name).is_file())]


def _made() -> list[bytes]:
    unsigned = ramp(least=0, most=4000, dtype=np.uint16)
    bytes_ = ramp(12, 14, np.uint8, 0, 255)
    words = np.linspace(0, 65535, 256).astype("<u2")
    table: dict[str, Any] = {
        f"{colour}PaletteColorLookupTable{end}": value
        for colour in ("Red", "Green", "Blue")
        for end, value in (("Descriptor", [256, 0, 16]), ("Data", words.tobytes()))
    }
    short = struct.pack("<10H", 0, 2, 0, 65535, 1, 254, 0, 0, 0, 0)[:14]
    segmented: dict[str, Any] = {
        name.replace("Red", "SegmentedRed").replace("Green", "SegmentedGreen").replace("Blue", "SegmentedBlue")
        if name.endswith("Data")
        else name: short if name.endswith("Data") else value
        for name, value in table.items()
    }
    eight = {name: bytes(range(256)) if name.endswith("Data") else [256, 0, 8] for name, value in table.items()}
    modality = item(
        LUTDescriptor=[64, 0, 16], LUTData=np.arange(0, 64_000, 1000).astype("<u2").tobytes(), LUTExplanation="m"
    )
    packed = item(LUTDescriptor=[256, 0, 8], LUTData=bytes(range(256)))
    window = item(WindowCenter=["40", "9"], WindowWidth=["400", "9"], WindowCenterWidthExplanation=["SOFT", "BONE"])
    group = item(
        PixelMeasuresSequence=sequence(item(PixelSpacing=["0.5", "0.6"])),
        FrameVOILUTSequence=sequence(window),
        PixelValueTransformationSequence=sequence(item(RescaleSlope="2", RescaleIntercept="-5", RescaleType="US")),
    )
    rgb = photo(12, 14)
    jpeg = encoded(".jpg", rgb)
    plain = dicom(unsigned)
    return [
        dicom(ramp(), Modality="CT", RescaleSlope="1", RescaleIntercept="-1024", WindowCenter="40", WindowWidth="400"),
        dicom(unsigned, BitsStored=12, HighBit=11, PixelPaddingValue=7, PixelPaddingRangeLimit=9),
        dicom(unsigned, BitsStored=12, HighBit=15, PhotometricInterpretation="MONOCHROME1", BurnedInAnnotation="YES"),
        dicom(unsigned, ModalityLUTSequence=sequence(modality), RescaleSlope="2"),
        dicom(unsigned, VOILUTSequence=sequence(modality, packed), VOILUTFunction="SIGMOID", RescaleSlope="0.5"),
        dicom(bytes_, VOILUTSequence=sequence(packed), SOPClassUID=SECONDARY, ImageType=["DERIVED", "SECONDARY"]),
        dicom(bytes_, BitsStored=6, HighBit=5, WindowCenter="20", WindowWidth="30", ImagerPixelSpacing=["1", "2"]),
        dicom(np.stack([unsigned] * 3), frames=3, SharedFunctionalGroupsSequence=sequence(group)),
        dicom(np.stack([bytes_] * 2), frames=2, PerFrameFunctionalGroupsSequence=sequence(group, group)),
        dicom(bytes_.astype(np.int8), WindowCenter="0", WindowWidth="50", VOILUTFunction="LINEAR_EXACT"),
        dicom(bytes_, PhotometricInterpretation="PALETTE COLOR", **table),
        dicom(bytes_, PhotometricInterpretation="PALETTE COLOR", **segmented),
        dicom(bytes_, PhotometricInterpretation="PALETTE COLOR", **eight),
        dicom(rgb),
        dicom(np.ascontiguousarray(rgb.transpose(2, 0, 1)).reshape(rgb.shape), PlanarConfiguration=1),
        dicom(rgb.astype(np.uint16) * 100, BitsStored=15, HighBit=14),
        dicom(ramp(dtype=np.float32, least=-1, most=1)),
        dicom(ramp(dtype=np.float64, least=-1, most=1)),
        dicom(ramp(dtype=np.uint32, least=0, most=2**31)),
        dicom(ramp(dtype=np.int32, least=-70000, most=70000), frames=0),
        dicom(np.stack([unsigned] * 2), frames=2, syntax=ExplicitVRBigEndian),
        dicom(np.zeros((2, 3, 5), np.uint8), frames=2, syntax=ExplicitVRBigEndian),
        dicom(unsigned, syntax=ImplicitVRLittleEndian),
        dicom(unsigned, syntax=DeflatedExplicitVRLittleEndian),
        dicom(np.zeros((9, 7), np.uint8), raw=bytes(range(8)), BitsAllocated=1, BitsStored=1, HighBit=0),
        dicom(np.zeros((2, 6, 8), np.uint8), frames=2, raw=bytes(12), BitsAllocated=1, BitsStored=1, HighBit=0),
        dicom(rgb, syntax=JPEGBaseline8Bit, encoded=[jpeg], PhotometricInterpretation="YBR_FULL_422"),
        dicom(np.stack([rgb] * 2), frames=2, syntax=JPEGBaseline8Bit, encoded=[jpeg, jpeg]),
        dicom(bytes_, syntax=RLELossless, encoded=[_packed(bytes_.tobytes())]),
        dicom(None, SOPClassUID="1.2.840.10008.5.1.4.1.1.88.33"),
        plain[132:],
        plain[: len(plain) // 2],
        b"",
        b"DICM",
        b"%PDF-1.7".ljust(200),
        encoded(".png", rgb),
    ]


def _packed(data: bytes) -> bytes:
    """One segment of RLE in which nothing repeats."""
    parts = [bytes([len(part) - 1]) + part for at in range(0, len(data), 100) if (part := data[at : at + 100])]
    return np.array([1, 64, *[0] * 14], "<u4").tobytes() + b"".join(parts)


#: Values that a tag of that kind should not have, or only together with others.
_NUMBERS = (0, 1, 2, 3, 4, 7, 8, 9, 12, 14, 15, 16, 24, 32, 40, 64, 255, 256, 4096, 65535)
_TEXTS = (
    *(
        "",
        "-1",
        "0",
        "1",
        "2",
        "1e999",
        "NaN",
        "9" * 16,
        "0.5\\0.5",
        "1\\2\\3",
        "a\\b",
        "x" * 300,
        "\u202e",
        "MONOCHROME1",
    ),
    *("MONOCHROME2", "RGB", "PALETTE COLOR", "YBR_FULL", "YBR_FULL_422", "YBR_RCT", "CT", "US", "HU", "YES"),
    *("1.2.840.10008.1.2", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.5", "1.2.840.10008.1.2.4.50", "SIGMOID"),
    *("1.2.840.10008.1.2.4.70", "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.1.99", "1.2.840.10008.5.1.4.1.1.88.11"),
)
_KINDS = ("US", "SS", "UL", "DS", "IS", "LO", "OW", "OB", "UN", "SQ", "FD", "CS", "AT")


def with_other_tags(data: bytes, rng: np.random.Generator) -> bytes:
    """A file with one to three of its values exchanged, doubled, dropped, or of another kind; what cannot be parsed or
    written so, as it is."""
    try:
        with disable_value_validation():
            whole = pydicom.dcmread(io.BytesIO(data), force=True)
            for _ in range(int(rng.integers(1, 4))):
                _change(whole, rng)
            out = io.BytesIO()
            whole.save_as(out, enforce_file_format=False)
            return out.getvalue()
    except Exception:
        return data


def _change(whole: Dataset, rng: np.random.Generator) -> None:
    places: list[tuple[Dataset, DataElement]] = []
    waiting = [whole, getattr(whole, "file_meta", None) or Dataset()]
    while waiting:
        one = waiting.pop()
        for element in one:
            places.append((one, element))
            waiting += list(element.value or ()) if element.VR == "SQ" else []
    if not places:
        return
    # What describes the pixels, most of the time.
    near = [place for place in places if place[1].tag.group in (0x28, 0x7FE0, 0x5200) or place[0] is not whole]
    chosen = near if near and rng.random() < 0.7 else places
    holder, element = chosen[int(rng.integers(len(chosen)))]
    match int(rng.integers(0, 8)):
        case 0:
            del holder[element.tag]
        case 1:
            other = places[int(rng.integers(len(places)))][1]
            holder.add_new(element.tag, other.VR, other.value)
        case 2 if isinstance(element.value, bytes) and element.value:
            changed = bytearray(element.value)
            for _ in range(int(rng.integers(1, 6))):
                at = int(rng.integers(min(len(changed), 90) if rng.random() < 0.6 else len(changed)))
                changed[at] = int(rng.integers(256))
            holder.add_new(element.tag, element.VR, bytes(changed))
        case 3 if isinstance(element.value, bytes):
            holder.add_new(element.tag, element.VR, element.value[: int(rng.integers(len(element.value) + 1))])
        case 4:
            values = element.value if isinstance(element.value, list) else [element.value]
            holder.add_new(element.tag, element.VR, values * int(rng.choice([2, 3, 40])))
        case 5:
            holder.add_new(element.tag, str(rng.choice(_KINDS)), element.value)
        case _ if element.VR in ("US", "SS", "UL", "SL"):
            holder.add_new(element.tag, element.VR, int(rng.choice(_NUMBERS)))
        case _ if element.VR in ("OB", "OW", "UN", "OF", "OD"):
            holder.add_new(element.tag, element.VR, rng.bytes(int(rng.integers(200))))
        case _ if element.VR == "SQ":
            holder.add_new(element.tag, "SQ", list(element.value)[: int(rng.integers(2))])
        case _:
            holder.add_new(element.tag, element.VR, str(rng.choice(_TEXTS)))


def _inside(data: bytes, rng: np.random.Generator) -> bytes:
    """A file with some bytes changed behind its preamble, most of them near the head of the first encoded frame."""
    changed = bytearray(data)
    frame = data.rfind(b"\xfe\xff\x00\xe0") if rng.random() < 0.5 else 132
    for _ in range(int(rng.integers(1, 6))):
        at = max(0, frame) + int(rng.integers(0, 120 if rng.random() < 0.6 else 4000))
        if at < len(changed):
            changed[at] = int(rng.integers(256))
    return bytes(changed)


def read(data: bytes, _place: Path, rng: np.random.Generator) -> None:
    decode_elsewhere()
    how = rng.random()
    if how < 0.7:
        known = seeds()
        data = (with_other_tags if how < 0.45 else _inside)(known[int(rng.integers(len(known)))], rng)
    try:
        file = open_file(data, _TAGS)
        for view in (View(64, tags=_TAGS), View(None, deep=True, frame=int(rng.integers(0, 4)))):
            picture = file.picture(view)
            assert picture.pixels.dtype == np.uint8
            assert picture.pixels.ndim == 3
            assert NAME not in " ".join(picture.warnings)
        assert max(file.for_learning(32).shape[:2]) <= 32
        known_tags(data[:200].decode("latin-1"))
    except Exception as error:
        if NAME in str(error) or NUMBER in str(error):
            raise AssertionError("a patient is named") from error
        raise
    except BaseException:
        # In the middle of a frame: its answer would be taken for that of the next one.
        end_frame_process()
        raise


def after() -> None:
    """As if nobody had asked for another process."""
    end_frame_process()
    dicom_streams.decode_elsewhere(decode_encoded)
