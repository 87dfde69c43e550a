"""Window and level against the formula of DICOM PS3.3 C.11.2.1.2, worked out by hand and by another library."""

from dataclasses import replace

import numpy as np
import pytest

from desktop_al.loop.screen import Deep, Window
from desktop_al.loop.windowing import KeptWindows, dragged, number_words, part, render, span, stepped, window_words

WHOLE = Window("Whole", 127.5, 255.0)


def deep(values, dtype=np.int16, **changes: object) -> Deep:
    made = Deep(np.atleast_2d(np.array(values, dtype)), (WHOLE,))
    return replace(made, **changes)  # type: ignore[arg-type]


def greys(of: Deep, centre: float, width: float) -> list[int]:
    return render(of, Window("", centre, width)).ravel().tolist()


def test_the_examples_of_the_standard() -> None:
    """Notes of C.11.2.1.2.1: the ranges of values that three windows take to black and to white."""
    # Centre 2048, width 4096: 0 is black, 4095 is white. With width 1: a threshold, 2047 black, 2048 white.
    assert greys(deep([-1, 0, 1, 8, 4094, 4095, 5000]), 2048, 4096) == [0, 0, 0, 0, 255, 255, 255]
    assert greys(deep([2046, 2047, 2048, 2049]), 2048, 1) == [0, 0, 255, 255]
    # Centre 0, width 100: black to -50, white from 49 on; in between 255 * ((x + 0.5) / 99 + 0.5).
    assert greys(deep([-51, -50, -49, -1, 0, 48, 49, 50]), 0, 100) == [0, 0, 3, 126, 129, 252, 255, 255]


def test_a_table_by_hand() -> None:
    # Centre 5, width 6: 255 * ((x - 4.5) / 5 + 0.5) is 255 * (x - 2) / 5.
    assert greys(deep(range(10)), 5, 6) == [0, 0, 0, 51, 102, 153, 204, 255, 255, 255]
    assert greys(deep(range(10), inverted=True), 5, 6) == [255, 255, 255, 204, 153, 102, 51, 0, 0, 0]
    assert greys(deep([0, 1, 2], np.uint16, slope=2.0, intercept=1.0), 5, 6) == [0, 51, 153]


@pytest.mark.parametrize("dtype", [np.int16, np.uint16, np.uint8, np.int32, ">i2", ">u2"])
@pytest.mark.parametrize("inverted", [False, True])
def test_every_value_against_pydicom(dtype, inverted: bool) -> None:
    pixels = pytest.importorskip("pydicom.pixels")
    dataset = pytest.importorskip("pydicom").Dataset()
    low, high = (0, 255) if dtype is np.uint8 else (-32768, 32767) if "i" in np.dtype(dtype).kind else (0, 65535)
    values = np.arange(low, high + 1, dtype=np.int64)
    of = deep(values.astype(dtype), dtype, intercept=-7.0, inverted=inverted)
    dataset.PhotometricInterpretation = "MONOCHROME2"
    dataset.BitsStored, dataset.PixelRepresentation = 8, 0
    for centre, width in ((40, 400), (-600.5, 1500), (0, 2), (30000, 60000.5)):
        dataset.WindowCenter, dataset.WindowWidth, dataset.VOILUTFunction = centre, width, "LINEAR"
        dataset.RescaleSlope, dataset.RescaleIntercept = 1, 0
        expected = np.rint(pixels.apply_windowing((values - 7).astype(np.float64), dataset))
        got = render(of, Window("", centre, width)).ravel().astype(int)
        assert np.abs((255 - got if inverted else got) - expected).max() <= 1
        assert (np.abs((255 - got if inverted else got) - expected) > 0).mean() < 0.001, "only a half may round apart"


def test_values_that_are_no_whole_numbers() -> None:
    nan, inf = float("nan"), float("inf")
    of = deep([0.0, 0.25, 0.5, 1.0, 2.0, nan, inf, -inf], np.float32)
    assert greys(of, 0.5, 1.0) == [0, 64, 128, 255, 255, 0, 255, 0]
    assert greys(of, 0.5, 0.0) == [0, 0, 0, 255, 255, 0, 255, 0]


def test_into_a_buffer_and_of_a_part() -> None:
    values = np.arange(10_000, dtype=np.uint16).reshape(100, 100)
    of, window = Deep(values, (WHOLE,)), Window("", 5000, 10_000)
    out = np.zeros((100, 100), np.uint8)
    assert render(of, window, out) is out
    assert (out == render(of, window)).all()
    assert (render(part(of, 10, 20, 31, 40), window) == out[20:60, 10:41]).all()
    assert (render(part(of, 10, 20, 33, 39, 3.0), window) == out[21:60:3, 11:43:3]).all(), "the middle ones"
    assert render(part(of, 0, 0, 100, 100, 2.56), window).shape == (39, 39)
    assert render(part(of, 0, 0, 100, 2, 60.0), window).shape == (1, 2)
    floats = replace(of, values=values.astype(np.float32))
    assert (render(floats, window, np.empty_like(out)) == render(floats, window)).all()
    assert render(part(of, 5, 5, 0, 0), window).size == 0


@pytest.mark.parametrize("broken", [float("nan"), float("inf")])
def test_broken_files_give_some_picture(broken: float) -> None:
    for window in (Window("", broken, 10), Window("", 10, broken), Window("", 5, -5)):
        assert render(deep([1, 2, 3]), window).shape == (1, 3)
    for of in (deep([1, 2, 3]), deep([1, 2, 3], np.float32), deep([1, 2], slope=0.0), deep([-9, 9], slope=1e308)):
        for window in (Window("", broken, broken), Window("", -1e300, 1e300), Window("", 0, 0)):
            assert np.isfinite(stepped(of, span(of), window, 1, 1).width)
            assert dragged(of, span(of), window, 9, 9).width > 0
            assert len(window_words(of, window)) < 60
    assert greys(deep([0, 255], slope=broken, intercept=broken), 128, 256) == [0, 255]
    assert span(deep([broken, broken], np.float32)) == (0.0, 0.0)


def test_keys_and_drags_stay_within_what_shows_something() -> None:
    ct = deep(np.arange(0, 4096), intercept=-1024.0, unit="HU")
    assert span(ct) == (-1024, 3071)
    window = Window("Abdomen", 40, 400)
    assert stepped(ct, span(ct), window, 1, 0) == Window("", 40, 420)
    assert stepped(ct, span(ct), window, 0, -1, large=True) == Window("", -10, 400)
    narrow = window
    for _ in range(100):
        narrow = stepped(ct, span(ct), narrow, -1, 0, large=True)
    assert narrow.width == 1
    assert stepped(ct, span(ct), narrow, 1, 0).width == 2, "and out again"
    wide = dragged(ct, span(ct), window, 5000, 5000)
    assert wide.width == 4 * 4095
    assert wide.centre <= 3071 + 4095
    assert dragged(ct, span(ct), window, 0, 0) == Window("", 40, 400)
    flat = deep([[0.5, 0.5]], np.float32)
    assert stepped(flat, span(flat), Window("", 0.5, 1e-9), -1, 1).width > 0
    ramp = deep(np.linspace(0, 1, 100), np.float32)
    assert 0.5 < stepped(ramp, span(ramp), Window("", 0.5, 1.0), 0, 1).centre < 0.6


def test_words() -> None:
    ct = deep([0], unit="HU")
    assert window_words(ct, Window("", 40, 400)) == "Window 400, level 40 HU"
    assert window_words(deep([0]), Window("", -600, 1500)) == "Window 1,500, level \N{MINUS SIGN}600"
    assert number_words(0.123456) == "0.1235"


def test_the_window_is_kept_by_kind_and_by_name() -> None:
    lung, bone = Window("Lung", -600, 1500), Window("Bone", 480, 2500)
    one = deep([0], unit="HU", presets=(bone, lung))
    other = deep([0], unit="HU", presets=(replace(lung, width=1400.0), bone))
    xray = deep([0], unit="", presets=(WHOLE,))
    kept = KeptWindows()
    assert kept.of(one) == bone
    kept.keep(one, lung)
    assert kept.of(other).width == 1400, "by its name, as that image has it"
    assert kept.of(xray) == WHOLE
    kept.keep(one, Window("", 1, 2))
    assert kept.of(other) == Window("", 1, 2)
    kept.keep(one, Window("Brain", 1, 2))
    assert kept.of(one) == bone, "it has none of that name"
    kept.keep(one, lung)
    assert kept.reset(other) == other.presets[0]
    assert kept.of(one) == bone
