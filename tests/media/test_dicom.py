"""DICOM files as pictures, deep values and pixels for learning."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ImplicitVRLittleEndian,
    JPEGBaseline8Bit,
    RLELossless,
)

from desktop_al.core.errors import BadArgument
from desktop_al.core.shapes import Found
from desktop_al.media.dicom import MAX_FRAMES, open_file
from desktop_al.media.dicom_header import BURNED_IN
from desktop_al.media.dicom_tags import check_tags, known_tags
from desktop_al.media.images import decode, decode_for_learning
from desktop_al.media.picture import Picture, Preset, View, finite_range, grey_levels
from desktop_al.media.samples import learn, load
from desktop_al.media.scan import scan
from tests.media.dicom_grid import grid, tried
from tests.media.made_dicom import NAME, NUMBER, SECONDARY, dicom, item, ramp, sequence
from tests.media.made_files import encoded

DEEP = View(None, deep=True)


def picture(data: bytes, view: View = DEEP) -> Picture:
    return open_file(data, view.tags).picture(view)


def linear(units: npt.NDArray[Any], centre: float, width: float) -> npt.NDArray[Any]:
    """PS3.3 C.11.2.1.2, word by word."""
    out = ((units - (centre - 0.5)) / (width - 1) + 0.5) * 255
    out[units <= centre - 0.5 - (width - 1) / 2] = 0
    out[units > centre - 0.5 + (width - 1) / 2] = 255
    return np.rint(out).astype(int)


def gray(shown: Picture) -> npt.NDArray[np.uint8]:
    assert (np.ptp(shown.pixels, axis=2) == 0).all()
    return shown.pixels[:, :, 0]


def test_ct_is_shown_through_its_first_window_and_kept_in_hounsfield_units() -> None:
    stored = ramp(least=0, most=4000)
    data = dicom(
        stored,
        Modality="CT",
        RescaleSlope="1",
        RescaleIntercept="-1024",
        WindowCenter=["-600", "40"],
        WindowWidth=["1500", "400"],
        WindowCenterWidthExplanation=["Lung", "Soft tissue"],
        PixelSpacing=["0.7", "0.8"],
        ImagerPixelSpacing=["1", "1"],
    )
    shown = picture(data)
    assert shown.deep is not None
    assert [one.name for one in shown.deep.presets] == ["Lung", "Soft tissue", "99.8 % of values", "Full range"]
    assert shown.deep.presets[0] == Preset("Lung", -600, 1500)
    assert (shown.deep.values == stored).all()
    assert (shown.deep.slope, shown.deep.intercept, shown.deep.unit) == (1.0, -1024.0, "HU")
    assert (np.abs(gray(shown).astype(int) - linear(stored - 1024.0, -600, 1500)) <= 1).all()
    assert shown.spacing == (0.7, 0.8)
    assert (shown.frame, shown.frames) == (0, 1)
    assert shown.warnings == ()
    full = shown.deep.presets[-1].limits
    assert full == pytest.approx((stored.min() - 1024, stored.max() - 1024))


@pytest.mark.parametrize("syntax", [ImplicitVRLittleEndian, ExplicitVRBigEndian, DeflatedExplicitVRLittleEndian])
@pytest.mark.parametrize("dtype", [np.int16, np.uint16])
def test_every_native_transfer_syntax_gives_the_same_values(syntax: str, dtype: Any) -> None:
    stored = ramp(dtype=dtype, least=0)
    shown = picture(dicom(stored, syntax=syntax, WindowCenter="500", WindowWidth="900"))
    assert shown.deep is not None
    assert shown.deep.values.dtype == dtype
    assert (shown.deep.values == stored).all()
    assert shown.deep.presets[0] == Preset("Window 1", 500, 900)


def test_rle_is_unpacked() -> None:
    stored = ramp(8, 6, np.uint8, 0, 255)

    def packed(frame: npt.NDArray[np.uint8]) -> bytes:
        literal = b"".join(bytes([5]) + row.tobytes() for row in frame)
        return np.array([1, 64, *[0] * 14], "<u4").tobytes() + literal

    data = dicom(
        np.stack([stored, 255 - stored]), frames=2, syntax=RLELossless, encoded=[packed(stored), packed(255 - stored)]
    )
    file = open_file(data)
    assert (gray(file.picture(View(frame=0))) == stored).all()
    assert (gray(file.picture(View(frame=1))) == 255 - stored).all()


def test_jpeg_is_decoded_and_its_colours_turned_to_rgb() -> None:
    rgb = np.zeros((32, 48, 3), np.uint8)
    rgb[:, :16, 0] = rgb[:, 16:32, 1] = rgb[:, 32:, 2] = 220
    jpeg = encoded(".jpg", rgb, cv2.IMWRITE_JPEG_QUALITY, 95)
    data = dicom(rgb, syntax=JPEGBaseline8Bit, encoded=[jpeg], PhotometricInterpretation="YBR_FULL_422")
    shown = picture(data)
    assert shown.deep is None
    assert np.abs(shown.pixels[:, [8, 24, 40]].astype(int) - rgb[:, [8, 24, 40]]).max() < 12


def test_the_least_value_of_monochrome1_is_white() -> None:
    stored = ramp(least=0, dtype=np.uint16)
    one = picture(dicom(stored, PhotometricInterpretation="MONOCHROME1"))
    two = picture(dicom(stored))
    assert one.deep is not None
    assert one.deep.inverted
    assert (gray(one) == 255 - gray(two)).all()
    first, second = (
        open_file(dicom(stored, PhotometricInterpretation=f"MONOCHROME{kind}")).for_learning(64) for kind in (1, 2)
    )
    assert (first == 65535 - second).all()


def test_only_the_bits_that_are_stored_count() -> None:
    stored = ramp(dtype=np.int16, least=-2000, most=2000)
    high = ((stored.astype(np.uint16) & 0xFFF) << 4) | 0xB
    data = dicom(high, BitsStored=12, HighBit=15, PixelRepresentation=1)
    shown = picture(data)
    assert shown.deep is not None
    assert (shown.deep.values == stored).all()
    low = (stored.astype(np.uint16) & 0xFFF) | 0xA000
    shown = picture(dicom(low, BitsStored=12, HighBit=11, PixelRepresentation=1))
    assert shown.deep is not None
    assert (shown.deep.values == stored).all()


def test_eight_bits_are_shown_as_they_are_and_fewer_over_the_whole_range() -> None:
    stored = ramp(dtype=np.uint8, least=0, most=255)
    shown = picture(dicom(stored))
    assert shown.deep is None
    assert (gray(shown) == stored).all()
    four = ramp(dtype=np.uint8, least=0, most=15)
    assert (gray(picture(dicom(four, BitsStored=4, HighBit=3))) == four * 17).all()
    windowed = picture(dicom(stored, WindowCenter="100", WindowWidth="50"))
    assert windowed.deep is not None
    assert windowed.deep.values.dtype == np.uint16
    assert (np.abs(gray(windowed).astype(int) - linear(stored.astype(float), 100, 50)) <= 1).all()


def test_single_bits_of_several_frames_are_found_between_bytes() -> None:
    masks = np.random.default_rng(0).integers(0, 2, (3, 5, 7)).astype(np.uint8)
    raw = np.packbits(masks.ravel(), bitorder="little").tobytes()
    file = open_file(dicom(masks, frames=3, raw=raw, BitsAllocated=1, BitsStored=1, HighBit=0))
    for frame in range(3):
        assert (gray(file.picture(View(frame=frame))) == masks[frame] * 255).all()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_floating_point_is_kept_and_nothing_that_is_not_finite_hurts(dtype: Any) -> None:
    stored = ramp(dtype=np.float64, least=-1, most=2).astype(dtype) / 3
    stored[3, 4], stored[5, 6] = np.nan, np.inf
    shown = picture(dicom(stored))
    assert shown.deep is not None
    assert shown.deep.values.dtype == np.float32
    assert np.allclose(shown.deep.values[10:], stored[10:])
    assert gray(shown)[0, 0] == 0
    assert gray(shown)[-1, -1] == 255
    assert open_file(dicom(stored)).for_learning(64).dtype == np.uint16


def test_values_of_32_bits_become_what_holds_them() -> None:
    small, large = ramp(dtype=np.uint32, least=0, most=60_000), ramp(dtype=np.uint32, least=0, most=8_000_000)
    shown = picture(dicom(small)), picture(dicom(large))
    assert [one.deep is not None and one.deep.values.dtype for one in shown] == [np.uint16, np.float32]


def test_a_modality_table_takes_the_place_of_slope_and_intercept() -> None:
    stored = ramp(dtype=np.uint16, least=0, most=255)
    table = np.arange(256, dtype="<u2") ** 2
    lookup = item(LUTDescriptor=[256, 0, 16], LUTData=table.tobytes(), ModalityLUTType="US")
    data = dicom(stored, ModalityLUTSequence=sequence(lookup))
    shown = picture(data)
    assert shown.deep is not None
    assert (shown.deep.values == table[stored]).all()
    assert (shown.deep.slope, shown.deep.intercept) == (1.0, 0.0)


def test_a_voi_table_is_used_where_there_is_no_window() -> None:
    stored = ramp(dtype=np.uint16, least=0, most=4095)
    curve = (4095 / (1 + np.exp(-(np.arange(4096) - 2048) / 400))).astype(int)
    voi = item(LUTDescriptor=[4096, 0, 12], LUTData=curve.astype("<u2").tobytes(), LUTExplanation="NORMAL")
    shown = picture(dicom(stored, VOILUTSequence=sequence(voi)))
    assert shown.deep is not None
    assert shown.deep.presets[0].name == "NORMAL"
    assert np.abs(gray(shown).astype(int) - curve[stored] * 255 / 4095).max() <= 1
    window = picture(dicom(stored, VOILUTSequence=sequence(voi), WindowCenter="2000", WindowWidth="100"))
    assert window.deep is not None
    assert (window.deep.values == stored).all()


def test_padding_has_no_part_in_the_range() -> None:
    stored = ramp(least=0, most=1000)
    stored[:20] = -2000
    shown = picture(dicom(stored, PixelPaddingValue=-2000))
    assert shown.deep is not None
    assert shown.deep.presets[0].limits[0] > 400
    assert (gray(shown)[:20] == 0).all()


def test_palettes_are_looked_up() -> None:
    stored = ramp(dtype=np.uint8, least=0, most=255)
    tables = {}
    for number, colour in enumerate(("Red", "Green", "Blue")):
        words = (np.roll(np.arange(256), 30 * number) * 257).astype("<u2")
        tables[f"{colour}PaletteColorLookupTableDescriptor"] = [256, 0, 16]
        tables[f"{colour}PaletteColorLookupTableData"] = words.tobytes()
    shown = picture(dicom(stored, PhotometricInterpretation="PALETTE COLOR", **tables))
    expected = np.stack([np.roll(np.arange(256), 30 * number)[stored] for number in range(3)], axis=2)
    assert (shown.pixels == expected).all()
    for colour in ("Red", "Green", "Blue"):
        del tables[f"{colour}PaletteColorLookupTableData"]
        # One value, then a line to the last.
        segmented = np.array([0, 1, 0, 1, 255, 65535], "<u2").tobytes()
        tables[f"Segmented{colour}PaletteColorLookupTableData"] = segmented
    lines = picture(dicom(stored, PhotometricInterpretation="PALETTE COLOR", **tables))
    assert np.abs(gray(lines).astype(int) - stored).max() <= 1


@pytest.mark.parametrize("planar", [0, 1])
@pytest.mark.parametrize("bits", [8, 16])
def test_rgb_in_both_orders_and_depths(planar: int, bits: int) -> None:
    rgb = np.random.default_rng(0).integers(0, 256, (6, 9, 3)).astype(np.uint8)
    deep = rgb if bits == 8 else rgb.astype(np.uint16) * 257
    raw = (deep if planar == 0 else deep.transpose(2, 0, 1)).tobytes()
    shown = picture(dicom(deep, raw=raw, PlanarConfiguration=planar))
    assert (shown.pixels == rgb).all()
    assert shown.deep is None


def test_ybr_becomes_rgb() -> None:
    rgb = np.random.default_rng(0).integers(0, 256, (8, 8, 3)).astype(np.uint8)
    turned = cv2.cvtColor(rgb, cv2.COLOR_RGB2YCrCb)[:, :, [0, 2, 1]]
    shown = picture(dicom(np.ascontiguousarray(turned), PhotometricInterpretation="YBR_FULL"))
    assert np.abs(shown.pixels.astype(int) - rgb).max() <= 4


def test_of_several_frames_the_middle_one_stands_for_all() -> None:
    stack = np.stack([ramp(dtype=np.uint16, least=0, most=1000 * (n + 1)) for n in range(5)])
    groups = [
        item(
            PixelMeasuresSequence=sequence(item(PixelSpacing=[n + 1, n + 1])),
            FrameVOILUTSequence=sequence(item(WindowCenter=100 * n, WindowWidth=50)),
            PixelValueTransformationSequence=sequence(item(RescaleSlope=n + 1, RescaleIntercept=n, RescaleType="HU")),
        )
        for n in range(5)
    ]
    data = dicom(stack, frames=5, PerFrameFunctionalGroupsSequence=sequence(*groups))
    file = open_file(data)
    shown = file.picture(DEEP)
    assert (shown.frame, shown.frames) == (2, 5)
    assert shown.deep is not None
    assert (shown.deep.values == stack[2]).all()
    assert shown.spacing == (3.0, 3.0)
    assert (shown.deep.slope, shown.deep.intercept, shown.deep.unit) == (3.0, 2.0, "HU")
    assert shown.deep.presets[0] == Preset("Window 1", 200, 50)
    last = file.picture(View(frame=4, deep=True))
    assert last.deep is not None
    assert (last.deep.values == stack[4]).all()
    assert (file.for_learning(50)[:, :, 0] == ((stack[2] * 3.0 + 2 + 1024) * 16).clip(0, 65535)).all()


def test_no_more_frames_than_can_be_shown() -> None:
    count = MAX_FRAMES + 5
    shown = picture(dicom(np.zeros((count, 2, 2), np.uint8), frames=count, BurnedInAnnotation="NO"))
    assert shown.frames == MAX_FRAMES
    assert shown.warnings == ("This file has 10,005 frames; the first 10,000 can be shown.",)


def test_what_is_learned_from_does_not_depend_on_windows() -> None:
    stored = ramp(least=0, most=3000)
    plain = open_file(dicom(stored, Modality="CT", RescaleIntercept="-1024", RescaleSlope="1"))
    narrow = open_file(
        dicom(stored, Modality="CT", RescaleIntercept="-1024", RescaleSlope="1", WindowCenter="0", WindowWidth="2")
    )
    first, second = plain.for_learning(64), narrow.for_learning(64)
    assert first.dtype == np.uint16
    assert (first == second).all()
    assert (first[:, :, 0] == stored.astype(int) * 16).all()
    assert picture(dicom(stored, Modality="CT")).deep.unit == "", "nothing says what the values mean"  # type: ignore[union-attr]
    dose = ramp(dtype=np.uint32, least=0, most=1_200_000)
    assert len(np.unique(open_file(dicom(dose)).for_learning(64))) > 1900, "of 32 bits few are in use"
    unsigned = ramp(dtype=np.uint16, least=0, most=4095)
    twelve = open_file(dicom(unsigned, BitsStored=12, HighBit=11)).for_learning(64)
    assert (twelve[:, :, 0] == np.rint(unsigned * (65535 / 4095))).all()


@pytest.mark.parametrize(
    ("tags", "warned"),
    [
        ({"BurnedInAnnotation": "YES", "Modality": "CT"}, True),
        ({"BurnedInAnnotation": "NO", "Modality": "US"}, False),
        ({"Modality": "US"}, True),
        ({"Modality": "CT"}, False),
        ({"Modality": "CT", "ImageType": ["DERIVED", "SECONDARY"]}, True),
        ({"Modality": "CR", "BurnedInAnnotation": ""}, True),
    ],
)
def test_it_is_warned_of_text_that_may_be_burned_in(tags: dict[str, Any], warned: bool) -> None:
    assert picture(dicom(ramp(), **tags)).warnings == ((BURNED_IN,) if warned else ())


def test_tags_are_told_only_where_they_are_asked_for() -> None:
    data = dicom(ramp(), BodyPartExamined="KNEE", ViewPosition="AP")
    assert picture(data).tags == ()
    view = View(tags=("BodyPartExamined", "StudyDescription"))
    assert picture(data, view).tags == (("BodyPartExamined", "KNEE"), ("StudyDescription", ""))


def test_tags_are_keywords_of_the_dictionary() -> None:
    assert check_tags("BodyPartExamined, ViewPosition;Modality") == ("BodyPartExamined", "ViewPosition", "Modality")
    for text, why in (
        ("Bodypart", "no keyword"),
        ("(0009,1001)", "Private"),
        ("PixelData", "holds data"),
        ("ReferencedImageSequence", "holds data"),
        (" ".join(["Modality"] * 21), "At most 20"),
    ):
        with pytest.raises(BadArgument, match=why):
            check_tags(text)
        assert set(known_tags(text)) <= {"Modality"}


def test_every_file_that_pydicom_ships_is_shown_or_has_its_sentence() -> None:
    every = list(tried())
    shown = [one.picture for one in every if one.picture is not None]
    assert len(every) > 150
    assert len(shown) > 95
    assert len(shown) + sum(bool(one.sentence.endswith(".")) for one in every) == len(every)
    assert all(one.deep is None or one.deep.presets for one in shown)
    assert grid(shown).shape[2] == 3
    by_name = {one.name: one for one in every}
    assert by_name["rtstruct.dcm"].sentence == "This DICOM file holds no image (a structure set)."
    assert by_name["JPGExtended.dcm"].sentence == (
        "The image is compressed as JPEG with 12 bits: there is no decoder for that in this program."
    )
    ends = ("", "_RLE", "_bigendian", "_jp2klossless", "_jpeg_ls_lossless")
    alike = [by_name[f"MR_small{end}.dcm"].picture for end in ends]
    assert len({one.pixels.tobytes() for one in alike if one is not None}) == 1


def test_nothing_is_written_to_the_terminal_and_no_network_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "a.dcm").write_bytes(dicom(ramp(), PatientBirthDate="19990101").replace(b"19990101", b"1999-1-1"))
    code = (
        "import sys, logging; logging.basicConfig(level=0)\n"
        "from pathlib import Path\n"
        "import desktop_al.media.samples as samples\n"
        "assert 'pydicom' not in sys.modules\n"
        "from desktop_al.media.dicom import open_file\n"
        "from desktop_al.media.picture import View\n"
        "open_file(Path(sys.argv[1]).read_bytes(), ('PatientBirthDate',)).picture(View(tags=('PatientBirthDate',)))\n"
        "assert 'pylibjpeg' not in sys.modules\n"
    )
    out = subprocess.run([sys.executable, "-c", code, str(tmp_path / "a.dcm")], capture_output=True, text=True)
    assert (out.returncode, out.stdout, out.stderr) == (0, "", "")


def test_files_without_extension_are_samples_where_they_begin_like_dicom(tmp_path: Path) -> None:
    data = dicom(ramp())
    for name in ("IM000001", "1.2.840.113619.2", "scan.dcm", "B.DICOM", "c.IMA"):
        (tmp_path / name).write_bytes(data)
    (tmp_path / "DICOMDIR").write_bytes(data)
    (tmp_path / "README").write_bytes(b"words " * 100)
    (tmp_path / "notes.2024").write_bytes(b"words " * 100)
    (tmp_path / "short").write_bytes(b"x")
    (tmp_path / "empty").write_bytes(b"")
    scanning = scan(tmp_path)
    found = [one for chunk in scanning for one in chunk]
    assert sorted(one.path for one in found) == ["1.2.840.113619.2", "B.DICOM", "IM000001", "c.IMA", "scan.dcm"]
    assert {one.kind for one in found} == {"image"}
    assert scanning.report.other == {"": 4, ".2024": 1}
    for one in found:
        loaded = load(tmp_path, one, View(32, deep=True)).content
        assert isinstance(loaded, Picture)
        assert loaded.pixels.shape == (26, 32, 3)
        assert loaded.deep is not None
        assert loaded.deep.values.shape == (40, 50)
        pixels, size = learn(one, data, 20)
        assert (pixels.shape, size) == ((16, 20, 3), (50, 40))
        assert (tmp_path / one.path).read_bytes() == data


def test_deep_png_and_tiff_have_their_values_and_two_presets() -> None:
    values = ramp(dtype=np.uint16, least=500, most=40_000)
    values[0, 0], values[1, 1] = 0, 65535
    for extension in (".png", ".tif"):
        data = encoded(extension, values)
        shown = decode(data, max_edge=20, deep=True)
        assert shown.deep is not None
        assert (shown.deep.values == values).all()
        assert [one.name for one in shown.deep.presets] == ["99.8 % of values", "Full range"]
        assert shown.deep.presets[1].limits == (0, 65535)
        assert shown.pixels.shape == (16, 20, 3)
        full = decode(data, deep=True)
        assert (gray(full) == grey_levels(values, shown.deep.presets[0])).all()
        assert decode(data).deep is None
        assert decode_for_learning(data).dtype == np.uint16
    assert decode(encoded(".png", values.astype(np.uint8)), deep=True).deep is None
    assert decode(encoded(".png", np.dstack([values] * 3)), deep=True).deep is None


@pytest.mark.parametrize("dtype", [np.uint16, np.int16, np.float32])
@pytest.mark.parametrize("size", [(1, 1), (7, 3), (90, 110)])
def test_ranges_are_those_of_numpy(dtype: Any, size: tuple[int, int]) -> None:
    values = (np.random.default_rng(1).normal(0, 3000, size) ** 2 / 2000 + 5).astype(dtype)
    shares = (0.1, 99.9)
    assert finite_range(values, *shares) == pytest.approx(tuple(np.percentile(values.astype(float), shares)))


def test_the_full_range_of_a_large_picture_is_exact() -> None:
    values = np.full((2100, 1900), 1000, np.uint16)
    values[1, 1], values[3, 5] = 3, 65000
    shown = decode(encoded(".png", values), deep=True)
    assert shown.deep is not None
    assert shown.deep.presets[1].limits == (3, 65000)


def test_one_value_all_over_is_grey() -> None:
    flat = np.full((9, 9), 700, np.uint16)
    assert set(gray(decode(encoded(".png", flat))).ravel().tolist()) <= {127, 128}
    assert set(gray(picture(dicom(flat))).ravel().tolist()) <= {127, 128}


def test_the_made_files_do_name_a_patient() -> None:
    data = dicom(ramp(), Modality="SC", SOPClassUID=SECONDARY)
    assert NAME.encode() in data
    assert NUMBER.encode() in data
    assert Found("a.dcm", "image", len(data), 0).name == "a.dcm"
