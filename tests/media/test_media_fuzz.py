"""Broken files by the hundred: whatever is in them, reading gives a sample or a sentence, nothing else."""

import os
from pathlib import Path

import cv2
import numpy as np
import pytest

from desktop_al.core.errors import CannotRead
from desktop_al.core.shapes import Found
from desktop_al.media.images import decode, decode_for_learning
from desktop_al.media.samples import READERS, load
from desktop_al.media.scan import scan
from desktop_al.media.texts import read_text
from tests.media.made_dicom import dicom
from tests.media.made_files import encoded, gif, jpeg_with_exif, photo, png_claiming, png_with_exif, tiff


def image_seeds() -> list[bytes]:
    picture = photo(40, 50)
    palette = np.random.default_rng(1).integers(0, 256, (256, 3), dtype=np.uint8)
    indices = np.random.default_rng(2).integers(0, 256, (20, 30), dtype=np.uint8)
    return [
        png_with_exif(encoded(".png", picture), 6),
        encoded(".png", np.dstack([picture, picture[:, :, 0]])),
        encoded(".png", picture[:, :, 0].astype(np.uint16) * 200),
        jpeg_with_exif(encoded(".jpg", picture), 5),
        encoded(".jpg", picture, cv2.IMWRITE_JPEG_PROGRESSIVE, 1),
        encoded(".bmp", picture),
        encoded(".webp", picture),
        encoded(".webp", picture, cv2.IMWRITE_WEBP_QUALITY, 101),
        encoded(".tif", picture),
        tiff(picture, 3, ">"),
        tiff(picture[:, :, 0].astype(np.uint16) * 200),
        gif([indices, indices], palette, interlaced=True, clear=3),
    ]


def mutated(seed: bytes, rng: np.random.Generator) -> bytes:
    data = bytearray(seed)
    choice = rng.integers(0, 5)
    for _ in range(int(rng.integers(1, 8))):
        # Headers lie at the start; most changes go there.
        place = int(rng.integers(0, min(len(data), 80) if rng.random() < 0.6 else len(data)))
        if choice == 0:
            data[place] ^= 1 << int(rng.integers(0, 8))
        elif choice == 1:
            data[place] = int(rng.choice([0, 1, 127, 128, 255]))
        elif choice == 2:
            data[place : place + 4] = rng.bytes(4)
        elif choice == 3:
            del data[place : place + int(rng.integers(1, 20))]
        else:
            data[place:place] = rng.bytes(int(rng.integers(1, 20)))
        if len(data) < 2:
            break
    return bytes(data[: int(rng.integers(0, len(data) + 1))] if rng.random() < 0.15 else data)


def test_mutated_images_give_a_picture_or_a_sentence() -> None:
    rng = np.random.default_rng(0)
    seeds = image_seeds()
    read, causes = 0, []
    for trial in range(2000):
        data = mutated(seeds[trial % len(seeds)], rng)
        try:
            picture = decode(data, max_edge=64)
            assert picture.pixels.dtype == np.uint8
            assert picture.pixels.ndim == 3
            assert max(picture.pixels.shape) <= 64
            decode_for_learning(data, 32)
            read += 1
        except CannotRead as error:
            causes.append(str(error))
    assert min(read, len(causes)) > 100
    assert all(cause.endswith(".") for cause in causes)


def test_mutated_texts_and_tables_give_text_or_a_sentence(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    text = 'id,text\n1,"Größe, ""x""\nzwei"\n2,b\n\n3,😀\n'
    seeds = [
        text.encode(),
        text.encode("utf-16"),
        text.encode("cp1252", "replace"),
        b'{"text": "a"}\n{"text": "b\\u00e9"}\n',
    ]
    for trial in range(1000):
        data = mutated(seeds[trial % len(seeds)], rng)
        try:
            read_text(data).text.encode("utf-8")
        except CannotRead:
            pass
        if trial % 4 == 0:
            path = tmp_path / ("t.jsonl" if trial % 8 else "t.csv")
            path.write_bytes(data)
            os.utime(path, ns=(trial, trial))
            for found in (sample for part in scan(tmp_path) for sample in part if sample.path == path.name):
                try:
                    load(tmp_path, found).content.text.encode("utf-8")
                except CannotRead:
                    pass


def test_five_hundred_broken_files_are_listed_and_explained(tmp_path: Path) -> None:
    rng = np.random.default_rng(2)
    seeds = image_seeds()
    extensions = [name for name, reader in READERS.items() if not reader.rows]
    makers = [
        lambda: b"",
        lambda: seeds[rng.integers(len(seeds))][: int(rng.integers(1, 60))],
        lambda: rng.bytes(int(rng.integers(1, 3000))),
        lambda: b"%PDF-1.7\n" + rng.bytes(100),
        lambda: b"\x89PNG\r\n\x1a\n" + rng.bytes(200),
        lambda: png_claiming(int(rng.integers(20_000, 2**31)), int(rng.integers(20_000, 2**31))),
        lambda: bytes(int(rng.integers(1, 5000))),
        lambda: "Ärger".encode("utf-16")[: int(rng.integers(1, 5))] + b"\xd8\x00" * 3,
    ]
    for i in range(500):
        (tmp_path / f"f{i}{extensions[i % len(extensions)]}").write_bytes(makers[i % len(makers)]())
    (tmp_path / "a.png").mkdir()
    samples = [found for part in scan(tmp_path) for found in part]
    assert len(samples) == 500
    causes = set()
    for found in samples:
        try:
            load(tmp_path, found, 200)
        except CannotRead as error:
            causes.add(str(error))
    assert all(cause.endswith(".") for cause in causes)
    assert len({cause.split("(")[0] for cause in causes}) > 8


@pytest.mark.parametrize("extension", sorted(READERS))
def test_every_reader_takes_the_file_that_bears_its_extension(tmp_path: Path, extension: str) -> None:
    if READERS[extension].kind == "image":
        dicom_kinds = (".dcm", ".dicom", ".ima")
        data = dicom(photo()) if extension in dicom_kinds else encoded(extension, photo())
    else:
        data = b'{"text": "a b"}\n' if extension == ".jsonl" else b"text\na b\n"
    (tmp_path / f"x{extension}").write_bytes(data)
    found: list[Found] = [sample for part in scan(tmp_path) for sample in part]
    assert len(found) == 1
    load(tmp_path, found[0])
