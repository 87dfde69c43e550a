"""Broken, huge and hostile DICOM files: a sentence each, without any value of a tag, soon and in little memory."""

import logging
import struct
import time
import tracemalloc
import zlib

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.uid import (
    HTJ2K,
    JPEG2000,
    MPEG4HP41,
    DeflatedExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEGBaseline8Bit,
    JPEGExtended12Bit,
    RLELossless,
)

from desktop_al.core.errors import CannotRead
from desktop_al.media import dicom_streams
from desktop_al.media.dicom import open_file
from desktop_al.media.dicom_streams import check_stream
from desktop_al.media.picture import View
from tests.media.made_dicom import NAME, NUMBER, dicom, item, ramp, sequence
from tests.media.made_files import encoded, photo
from tests.media.test_media_fuzz import mutated


def sentence(data: bytes) -> str:
    with pytest.raises(CannotRead) as caught:
        open_file(data).picture(View(64))
    words = str(caught.value)
    assert words.endswith(".")
    assert NAME not in words
    assert NUMBER not in words
    return words


@pytest.mark.parametrize(
    ("sop_class", "words"),
    [
        ("1.2.840.10008.5.1.4.1.1.88.33", "(a report)"),
        ("1.2.840.10008.5.1.4.1.1.481.3", "(a structure set)"),
        ("1.2.840.10008.5.1.4.1.1.9.1.1", "(a waveform)"),
        ("1.2.840.10008.5.1.4.1.1.104.1", "(a document)"),
    ],
)
def test_what_holds_no_image_says_what_it_holds(sop_class: str, words: str) -> None:
    assert sentence(dicom(None, SOPClassUID=sop_class)) == f"This DICOM file holds no image {words}."


def test_an_image_without_pixels_and_one_without_a_size() -> None:
    assert "left out or cut off" in sentence(dicom(ramp(), without=("PixelData",)))
    assert "no width or no height" in sentence(dicom(ramp(), without=("Rows",)))
    assert "no width or no height" in sentence(dicom(ramp(), Columns=0))


@pytest.mark.parametrize(
    ("syntax", "words"),
    [
        (JPEGExtended12Bit, "JPEG with 12 bits"),
        (HTJ2K, "high-throughput JPEG 2000"),
        (MPEG4HP41, "video (MPEG)"),
        ("1.2.3.4.5", "something that is not known here"),
    ],
)
def test_a_missing_decoder_names_the_compression(syntax: str, words: str) -> None:
    data = dicom(
        ramp(least=0, dtype=np.uint16), syntax=syntax, encoded=[b"\xff\xd8\xff\xd9"], BitsStored=12, HighBit=11
    )
    assert sentence(data) == f"The image is compressed as {words}: there is no decoder for that in this program."


def test_a_compression_newer_than_the_library_has_its_name_too() -> None:
    data = dicom(ramp(), syntax=HTJ2K, encoded=[b"\xff\xd8"]).replace(HTJ2K.encode(), b"1.2.840.10008.1.2.4.110")
    assert "compressed as JPEG XL: there is no decoder" in sentence(data)


def test_sizes_that_do_not_fit() -> None:
    assert "need 12 KB, and there are 4 KB" in sentence(dicom(ramp(), Rows=120))
    assert "3 x 50 x 40 pixels need" in sentence(dicom(ramp(), NumberOfFrames="3"))
    assert "of 12 bits are not read" in sentence(dicom(ramp(), BitsAllocated=12))
    assert "2 samples" in sentence(dicom(ramp(), SamplesPerPixel=2))
    assert "impossible number of frames" in sentence(dicom(ramp(), NumberOfFrames="-4"))
    assert "impossible number of frames" in sentence(dicom(ramp(), NumberOfFrames="99999999999"))


def test_hostile_sizes_are_refused_before_anything_is_decoded() -> None:
    tracemalloc.start()
    try:
        assert "megapixels, more than 200" in sentence(dicom(ramp(), Rows=65535, Columns=65535))
        assert "of memory, more than" in sentence(dicom(ramp(dtype=np.uint32, least=0), Rows=14_000, Columns=14_000))
        jpeg = encoded(".jpg", photo(16, 16))
        tall = jpeg.replace(struct.pack(">BHH", 8, 16, 16), struct.pack(">BHH", 8, 60_000, 60_000))
        assert tall != jpeg
        words = sentence(dicom(photo(16, 16), syntax=JPEGBaseline8Bit, encoded=[tall]))
        assert "its compressed image 60,000 x 60,000" in words
        assert tracemalloc.get_traced_memory()[1] < 30e6
    finally:
        tracemalloc.stop()


def test_a_jpeg_2000_of_many_tiles_or_another_size_is_refused() -> None:
    def image(width: int, tile: int, components: int = 1) -> bytes:
        sizes = struct.pack(">HIIIIIIIIH", 0, width, 8, 0, 0, tile, 8, 0, 0, components)
        return b"\xff\x4f\xff\x51" + struct.pack(">H", 38 + 3 * components) + sizes + b"\x07\x01\x01" * components

    check_stream(image(8, 8), JPEG2000, (8, 8, 1), 64)
    for wrong in (image(8, 0), image(9, 9), image(8, 8, 3), image(2**31, 1), b"\xff\x4f\xff\x51", b""):
        with pytest.raises(CannotRead):
            check_stream(wrong, JPEG2000, (8, 8, 1), 64)


def test_packed_runs_that_unpack_to_more_than_the_frame_are_refused() -> None:
    bomb = np.array([1, 64, *[0] * 14], "<u4").tobytes() + b"\x81\x00" * 500_000
    began = time.process_time()
    assert "damaged" in sentence(dicom(ramp(8, 8, np.uint8, 0, 255), syntax=RLELossless, encoded=[bomb]))
    for wrong in (b"\0" * 64, b"\0" * 8, b"\xff" * 64):
        assert "damaged" in sentence(dicom(ramp(8, 8, np.uint8, 0, 255), syntax=RLELossless, encoded=[wrong]))
    assert time.process_time() - began < 2


def test_a_deflated_bomb_stops_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dicom_streams, "MAX_MEMORY", 4_000_000)
    data = dicom(ramp(), syntax=DeflatedExplicitVRLittleEndian)
    start = data.index(b"DICM") + 4
    start += 12 + struct.unpack_from("<I", data, start + 8)[0]
    deflating = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = deflating.compress(b"\0" * 20_000_000) + deflating.flush()
    assert "it unpacks to more than" in sentence(data[:start] + bomb)
    assert "ends too early" in sentence(data[: start + 40])


def nested(depth: int) -> Dataset:
    inner = item(CodeValue="x")
    for _ in range(depth):
        inner = item(ReferencedImageSequence=sequence(inner))
    return inner


def test_deep_and_endless_headers_end_soon() -> None:
    # Sequences of undefined length are read at once, one in the other.
    head = dicom(None, syntax=ImplicitVRLittleEndian)
    opening = struct.pack("<HHI", 8, 0x1140, 0xFFFFFFFF) + struct.pack("<HHI", 0xFFFE, 0xE000, 0xFFFFFFFF)
    began = time.process_time()
    assert sentence(head + opening * 3_000)
    assert sentence(head + struct.pack("<HHI", 0x10, 0x10, 0) * 2_000_000) == (
        "The header of this DICOM file has too many entries."
    )
    assert sentence(head + struct.pack("<HHI", 0x10, 0x10, 0xFFFFFFF0))
    assert open_file(dicom(ramp(), SourceImageSequence=sequence(nested(60)))).picture(View(64)).width == 50
    assert time.process_time() - began < 6


def test_values_that_make_no_sense_are_passed_over() -> None:
    data = dicom(
        ramp(),
        WindowCenter=["1", "2"],
        WindowWidth=["0", "-5"],
        PixelSpacing=["0", "1"],
        RescaleSlope="0",
        PixelPaddingValue=7,
    )
    shown = open_file(data).picture(View(64, deep=True))
    assert shown.deep is not None
    assert [one.name for one in shown.deep.presets] == ["99.8 % of values", "Full range"]
    assert shown.deep.slope == 1
    assert shown.spacing is None


def test_what_is_cut_off_or_something_else_says_so() -> None:
    data = dicom(ramp())
    assert "The file ends too early" in sentence(data[:-200])
    assert sentence(b"") == "The file is empty."
    assert sentence(b"%PDF-1.7" + b"x" * 200) == "This is not a DICOM file: it begins like a PDF."
    assert "an image of another kind" in sentence(encoded(".png", photo()))
    assert "The file ends too early" in sentence(b"\0" * 20)
    assert sentence(b"words " * 100) == "This is not a DICOM file."
    stream = encoded(".jpg", photo(16, 16))
    cut = dicom(photo(16, 16), syntax=JPEGBaseline8Bit, encoded=[stream])
    assert sentence(cut[: cut.index(stream) + 10])


def test_a_file_of_before_the_preamble_is_read() -> None:
    data = dicom(ramp(least=0), syntax=ImplicitVRLittleEndian)
    start = data.index(b"DICM") + 4
    start += 12 + struct.unpack_from("<I", data, start + 8)[0]
    assert open_file(data[start:]).picture(View(64)).width == 50


def test_mutated_files_give_a_picture_or_a_sentence(caplog: pytest.LogCaptureFixture) -> None:
    rng = np.random.default_rng(0)
    colour = {f"{name}PaletteColorLookupTableDescriptor": [256, 0, 16] for name in ("Red", "Green", "Blue")}
    colour |= {f"{name}PaletteColorLookupTableData": bytes(512) for name in ("Red", "Green", "Blue")}
    frame = np.array([1, 64, *[0] * 14], "<u4").tobytes() + b"\x85\x07" * 8
    group = item(FrameVOILUTSequence=sequence(item(WindowCenter=1, WindowWidth=50)))
    table = item(LUTDescriptor=[256, 0, 16], LUTData=np.arange(256, dtype="<u2").tobytes())
    seeds = [
        dicom(ramp(10, 12), Modality="CT", WindowCenter=["40", "50"], WindowWidth="90", VOILUTSequence=sequence(table)),
        dicom(ramp(10, 12, np.uint8, 0, 255), PhotometricInterpretation="PALETTE COLOR", **colour),
        dicom(np.stack([ramp(9, 7)] * 3), frames=3, PerFrameFunctionalGroupsSequence=sequence(group, group, group)),
        dicom(ramp(10, 12), syntax=DeflatedExplicitVRLittleEndian),
        dicom(ramp(8, 6, np.uint8, 0, 255), syntax=RLELossless, encoded=[frame]),
        dicom(ramp(9, 9, np.float32, 0, 1), syntax=ImplicitVRLittleEndian),
        dicom(photo(10, 8), PlanarConfiguration=1),
    ]
    read, causes = 0, []
    caplog.set_level(logging.DEBUG)
    tracemalloc.start()
    try:
        for trial in range(560):
            seed = seeds[trial % len(seeds)]
            # Behind the preamble, which may hold anything.
            data = seed[:132] + mutated(seed[132 + int(rng.integers(0, len(seed) - 300)) :], rng)
            if trial == 60:
                most = tracemalloc.get_traced_memory()[1]
                # Watching costs more than all the rest.
                tracemalloc.stop()
            if trial % 2:
                cut = 132 + int(rng.integers(0, len(seed) - 300))
                data = seed[:cut] + mutated(seed[cut:], rng)
            try:
                file = open_file(data, ("PatientName",))
                shown = file.picture(View(32, deep=True, tags=("PatientName",)))
                assert shown.pixels.dtype == np.uint8
                assert max(shown.pixels.shape) <= 32
                file.for_learning(16)
                read += 1
            except CannotRead as error:
                causes.append(str(error))
    finally:
        tracemalloc.stop()
    assert most < 60e6
    assert min(read, len(causes)) > 40
    assert all(cause.endswith(".") and "Zwiebel" not in cause for cause in causes)
    assert not caplog.records
