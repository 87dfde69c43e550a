"""Five hundred broken files among sixty good ones: labelling goes on, and every broken one is listed with its cause."""

import contextlib
import os
import random
import socket
import struct
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest

from desktop_al.core.errors import CannotRead
from desktop_al.core.shapes import SampleKind
from desktop_al.loop.folder_look import look_into, words
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.media.images import decode
from tests.loop.desk import Desk, labels, text_of
from tests.media.made_files import (
    claiming_sixty_thousand,
    encoded,
    gif,
    photo,
    png_bomb,
    png_chunk,
    tiff,
)

GOOD = 60
#: What one process may need more than before while it reads all of it.
MOST_MEMORY = 600_000_000
LINUX = sys.platform.startswith("linux")

#: Names of good samples that are hard on anybody who prints, sorts or splits them.
ODD_NAMES = (
    "two\nlines.png",
    "\U0001f600 smile.png",
    "\u202eright to left\u202c \u05d0\u05d1.png",
    "-rf.png",
    " leading.png",
    "quote'\"`$(x);|&.png",
    "\u00fc composed.png",
    "u\u0308 apart.png",
    "tab\tand\x1besc.png",
    "percent%20%s{0}.png",
    "UPPER.PNG",
    "many.dots.in.it.png",
    "\u4e2d" * 80 + ".png",
    "l" * 250 + ".png",
)


#: Files that are mostly holes: size in bytes. Elsewhere they would take the room.
SPARSE = {"five gigabytes.jpg": 5 << 30, "zeros.png": 900 << 20, "zeros.txt": 5 << 30} if LINUX else {}


def picture(number: int) -> bytes:
    """Even ones are bright (A), odd ones dark (B)."""
    level = 170 if number % 2 == 0 else 30
    noise = np.random.default_rng(number).integers(0, 60, (24, 32, 3), dtype=np.uint8)
    return encoded(".png", noise + np.uint8(level))


def seeds() -> dict[str, bytes]:
    pixels = photo(40, 50)
    palette = np.random.default_rng(1).integers(0, 256, (256, 3), dtype=np.uint8)
    indices = np.random.default_rng(2).integers(0, 256, (20, 30), dtype=np.uint8)
    return {
        ".png": encoded(".png", pixels),
        ".jpg": encoded(".jpg", pixels),
        ".bmp": encoded(".bmp", pixels),
        ".webp": encoded(".webp", pixels),
        ".gif": gif([indices], palette),
        ".tif": tiff(pixels),
    }


def broken_images(rng: np.random.Generator) -> Iterator[tuple[str, bytes]]:
    """(extension, content) of files that no decoder should make a picture of."""
    made = seeds()
    for extension, data in made.items():
        yield extension, b""
        yield extension, bytes(2000)
        yield extension, claiming_sixty_thousand(extension)
        for share in (0.02, 0.1, 0.25, 0.5, 0.7):
            yield extension, data[: int(len(data) * share)]
        for length in (1, 2, 3, 8, 12, 20, 30):
            yield extension, data[:length]
        for _ in range(45):
            yield extension, rng.bytes(int(rng.integers(1, 4000)))
        for _ in range(6):
            yield extension, data[:16] + rng.bytes(400)
        for text in ("<html><body>Not found</body></html>", '<svg xmlns="http://www.w3.org/2000/svg"/>', "{}", "x"):
            yield extension, text.encode()
        for mark in (b"%PDF-1.7\n", b"PK\x03\x04", b"MZ\x90\x00", b"\x7fELF", b"\x00\x00\x00\x18ftypheic"):
            yield extension, mark + rng.bytes(200)
    png = made[".png"]
    for place in range(20, len(png), 97):
        # Inside a chunk: its checksum tells.
        yield ".png", png[:place] + bytes([png[place] ^ 0x40]) + png[place + 1 :]
    yield ".png", png_bomb(12_000, 12_000)
    head = struct.pack(">IIBBBBB", 3, 3, 8, 2, 0, 0, 0)
    lies = png_chunk(b"IHDR", head) + struct.pack(">I", 2**31 - 1) + b"IDAT" + zlib.compress(bytes(99))
    yield ".png", b"\x89PNG\r\n\x1a\n" + lies


def broken_texts(rng: np.random.Generator) -> Iterator[tuple[str, bytes]]:
    for extension in (".txt", ".md"):
        yield extension, b""
        yield extension, bytes(500)
        yield extension, seeds()[".png"]
        for mark in (b"%PDF-1.7\n", b"PK\x03\x04", b"\x7fELF"):
            yield extension, mark + rng.bytes(300)
        for _ in range(10):
            yield extension, rng.bytes(int(rng.integers(300, 3000)))


def odd_entries(folder: Path) -> Iterator[None]:
    """What is there besides files: folders, links, pipes, sockets, files with holes. Samples among them are broken."""
    (folder / "a.png").mkdir()
    (folder / "a.txt").mkdir()
    (folder / "dot.png.").write_bytes(picture(0))
    for name, size in SPARSE.items():
        with open(folder / name, "wb") as file:
            file.truncate(size)
    with contextlib.suppress(OSError, NotImplementedError):
        (folder / "loop1.png").symlink_to("loop2.png")
        (folder / "loop2.png").symlink_to("loop1.png")
        (folder / "dangling.png").symlink_to("nowhere.png")
        (folder / "out.png").symlink_to(folder.parent / "outside.png")
        (folder / "around").symlink_to(".", target_is_directory=True)
        (folder / "zero.png").symlink_to("/dev/zero")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.png")
        os.mkfifo(folder / "pipe.txt")
    if hasattr(socket, "AF_UNIX"):
        with socket.socket(socket.AF_UNIX) as listening, contextlib.suppress(OSError):
            listening.bind(os.path.relpath(folder / "socket.png"))
            yield
            return
    yield


@contextlib.contextmanager
def dirty_folder(tmp_path: Path) -> Iterator[tuple[Path, dict[str, str], set[str]]]:
    """The folder, the true answers of all good samples, and the names of the broken files."""
    folder = tmp_path / "s"
    folder.mkdir()
    (tmp_path / "outside.png").write_bytes(picture(0))
    truth: dict[str, str] = {}
    rng = np.random.default_rng(7)
    words_rng = random.Random(7)
    names = [*ODD_NAMES, *(f"good{n}.png" for n in range(GOOD - len(ODD_NAMES)))]
    for number, name in enumerate(names):
        with contextlib.suppress(OSError):
            (folder / name).write_bytes(picture(number))
            truth[name] = "AB"[number % 2]
    for number in range(GOOD):
        data = text_of(number, words_rng).encode(("utf-8", "utf-16", "cp1252")[number % 3])
        (folder / f"good{number}.txt").write_bytes(data)
        truth[f"good{number}.txt"] = "AB"[number % 2]
    bad: set[str] = set()
    for number, (extension, data) in enumerate([*broken_images(rng), *broken_texts(rng)]):
        bad.add(f"bad{number}{extension}")
        (folder / f"bad{number}{extension}").write_bytes(data)
    with contextlib.contextmanager(odd_entries)(folder):
        yield folder, truth, bad | set(SPARSE)


def peak(pid: int) -> int:
    """Most memory that a process has had at once since ``forget_peak``, in bytes."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) * 1024


def forget_peak(pid: int) -> int:
    """Begin anew; returns what the process has now."""
    Path(f"/proc/{pid}/clear_refs").write_text("5", "ascii")
    return psutil.Process(pid).memory_info().rss


@pytest.mark.parametrize("kind", ["image", "text"])
def test_labelling_goes_on_among_broken_files(tmp_path: Path, kind: SampleKind) -> None:
    with dirty_folder(tmp_path) as (folder, truth, bad):
        assert len(bad) >= 500
        known = {"\u00fc apart.png" if name == "u\u0308 apart.png" else name: answer for name, answer in truth.items()}
        end = ".txt" if kind == "text" else ".png"
        good = {name: answer for name, answer in known.items() if name.lower().endswith(end)}
        path = tmp_path / "p.dal"
        create_project(NewProject(path, folder, ("A", "B"), "ann", kind=kind, seed=3), tmp_path / "home")
        before = forget_peak(os.getpid()) if LINUX else 0
        with Desk(path) as desk:
            project = desk.scanned().project
            worker = project.learning._worker.pid
            done: list[str] = []
            while sample := desk.ready():
                if sample in good:
                    desk.label(good[sample])
                    done.append(sample)
                else:
                    project.forward()
            desk.read()
            assert sorted(done) == sorted(good)
            problems = {project.pool.name(i): row.problem for i, row in enumerate(project.pool.rows)}
            memory = (peak(os.getpid()) - before, peak(worker)) if LINUX else (0, 0)
            assert project.learning._worker.pid == worker
            assert psutil.pid_exists(worker)
        listed = {name for name in problems if name not in good}
        texts = (".txt", ".md")
        assert listed == {name for name in bad if name.endswith(texts) == (kind == "text")}
        for name in listed:
            assert problems[name].endswith("."), (name, problems[name])
            assert 10 < len(problems[name]) < 200
            assert "\n" not in problems[name]
        assert not any(problems[name] for name in good)
        assert labels(path) == good
        assert memory[0] < MOST_MEMORY
        assert memory[1] < MOST_MEMORY


def test_the_look_at_the_folder_lists_them_too(tmp_path: Path) -> None:
    with dirty_folder(tmp_path) as (folder, truth, bad):
        look = list(look_into(folder, lambda: False))[-1]
        images = [name for name in bad if not name.endswith((".txt", ".md"))]
        good = [name for name in truth if not name.endswith(".txt")]
        assert (look.kind, look.images) == ("image", len(images) + len(good))
        named = {name for name, _ in look.unreadable}
        assert {"dangling.png", "out.png", "loop1.png"} <= named or sys.platform == "win32"
        assert not named & set(good)
        # Nothing is decoded: a little damage inside a picture is left to be found out.
        assert look.unreadable_count > 0.9 * len(images)
        assert "cannot be read" in words(look)


def quarters(height: int, width: int, depth: type[np.generic], channels: int) -> np.ndarray:
    """Red, green, blue and half grey (RGB), where there are so many channels."""
    most = np.iinfo(depth).max
    made = np.zeros((height, width, channels), depth)
    colours = [(most, 0, 0), (0, most, 0), (0, 0, most), (most // 2,) * 3]
    for place, colour in enumerate(colours):
        rows, columns = divmod(place, 2)
        part = made[rows * height // 2 :][: height // 2, columns * width // 2 :][:, : width // 2]
        part[:, :, : min(3, channels)] = colour[: min(3, channels)]
    if channels == 4:
        made[:, :, 3] = most
    return made


@pytest.mark.slow
@pytest.mark.skipif(not LINUX, reason="reads the peak of memory where Linux keeps it")
@pytest.mark.parametrize(
    ("extension", "side", "depth", "channels"),
    [
        (".bmp", 8300, np.uint8, 3),
        (".png", 3000, np.uint8, 4),
        (".tif", 4700, np.uint16, 3),
        (".jpg", 5000, np.uint8, 3),
    ],
)
def test_a_huge_picture_is_seen_as_it_is_and_costs_bounded_memory(
    extension: str, side: int, depth: type[np.generic], channels: int
) -> None:
    made = quarters(side, side, depth, channels)
    data = encoded(extension, made)
    del made
    before = forget_peak(os.getpid())
    small = decode(data, max_edge=1920).pixels
    assert peak(os.getpid()) - before < MOST_MEMORY
    assert small.shape == (1920, 1920, 3)
    ends = small[[400, 400, 1500, 1500], [400, 1500, 400, 1500]].astype(int)
    assert np.abs(ends - [[255, 0, 0], [0, 255, 0], [0, 0, 255], [127, 127, 127]]).max() < 6


@pytest.mark.slow
@pytest.mark.skipif(not LINUX, reason="reads the peak of memory where Linux keeps it")
@pytest.mark.parametrize("made", [(12_400, 8, 2), (12_100, 16, 0), (8_500, 8, 6)])
def test_the_largest_pictures_that_are_shown_cost_bounded_memory(made: tuple[int, int, int]) -> None:
    side, depth, colour = made
    data = png_bomb(side, side, depth, colour)
    before = forget_peak(os.getpid())
    assert decode(data, max_edge=256).pixels.shape == (256, 256, 3)
    assert peak(os.getpid()) - before < MOST_MEMORY


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (png_bomb(12_000, 12_000), "12,000 x 12,000 pixels need 2.3 GB of memory, more than 600.0 MB."),
        (png_bomb(14_000, 14_000, 8, 2), "need 735.6 MB of memory"),
    ],
)
def test_a_picture_that_would_cost_too_much_memory_is_refused_before_it_is_decoded(data: bytes, words: str) -> None:
    assert len(data) < 3_000_000
    with pytest.raises(CannotRead, match=words):
        decode(data, max_edge=1920)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_files_and_folders_without_permission_are_listed(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    (folder / "closed").mkdir(parents=True)
    (folder / "good.png").write_bytes(picture(0))
    (folder / "mine.png").write_bytes(picture(1))
    (folder / "mine.png").chmod(0)
    (folder / "closed").chmod(0)
    try:
        look = list(look_into(folder, lambda: False))[-1]
        assert dict(look.unreadable) == {
            "mine.png": "You have no permission to read this file.",
            "closed": "It cannot be read: Permission denied.",
        }
    finally:
        (folder / "closed").chmod(0o700)
