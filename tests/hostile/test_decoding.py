"""Decoding in a process of its own: the same as without, and a hostile file or a hostile decoder costs one sample."""

import contextlib
import json
import multiprocessing
import os
import pickle
import queue
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import psutil
import pytest

from desktop_al.core.languages import PSEUDO, VARIABLE
from desktop_al.core.shapes import Found
from desktop_al.core.words import english
from desktop_al.loop import decoding, reading_marks
from desktop_al.loop.decoded_form import NotBelievedError, receive, send
from desktop_al.loop.decoding import UNSAFE, Decoder
from desktop_al.loop.extraction import read_for_learning
from desktop_al.loop.loader import SCREEN_EDGE, Loader, Shown, read_for_screen
from desktop_al.loop.messages import Setup
from desktop_al.loop.pool import Pool
from desktop_al.loop.screen import Deep, ImageContent, TextContent, Unreadable, Window
from desktop_al.loop.thumbnails import Thumbnails
from desktop_al.loop.worker import CONTEXT, Worker
from desktop_al.media.picture import View
from desktop_al.media.samples import sample_id
from desktop_al.media.scan import scan
from desktop_al.store.project_file import SampleRow
from tests.media.made_files import encoded, photo
from tests.pseudo import pseudo, untranslated

ROOT = Path(__file__).resolve().parents[2]
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")
HEADER = struct.Struct("<4sBBxxIQ6I")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("decoding")
    (root / "a.png").write_bytes(encoded(".png", photo(300, 200)))
    (root / "b.jpg").write_bytes(encoded(".jpg", photo(1500, 2300)))
    (root / "c.tif").write_bytes(encoded(".tif", photo(40, 50)[:, :, 0].astype(np.uint16) * 200))
    (root / "d.txt").write_text("Größe\x00\x1b[31m and words\r\n", "utf-8")
    (root / "e.png").write_bytes(encoded(".png", photo(30, 20))[:-40])
    (root / "f.csv").write_text("text\nfirst row\nsecond row\n")
    (root / "g.bmp").write_bytes(b"")
    return root


@pytest.fixture(scope="module")
def samples(folder: Path) -> dict[str, Found]:
    return {found.name: found for part in scan(folder) for found in part}


@pytest.fixture(scope="module")
def decoder() -> Iterator[Decoder]:
    made = Decoder(patience=1.0)
    made.start()
    yield made
    made.close()


def same(one: Shown, other: Shown) -> bool:
    if not isinstance(one.content, ImageContent) or not isinstance(other.content, ImageContent):
        return one.content == other.content
    assert one.thumbnail is not None
    assert other.thumbnail is not None
    return (
        np.array_equal(one.content.pixels, other.content.pixels)
        and np.array_equal(one.thumbnail, other.thumbnail)
        and (one.content.width, one.content.height) == (other.content.width, other.content.height)
        and one.digest == other.digest
    )


def test_what_is_decoded_there_is_what_is_decoded_here(
    decoder: Decoder, folder: Path, samples: dict[str, Found]
) -> None:
    kinds = set()
    for edge in (SCREEN_EDGE, 112):
        for found in samples.values():
            here, there = read_for_screen(folder, found, View(edge)), decoder.read(folder, found, View(edge))
            assert same(here, there), found
            kinds.add(type(there.content))
    assert kinds == {ImageContent, TextContent, Unreadable}
    assert decoder.pid != os.getpid()
    gone = decoder.read(folder, Found("gone.png", "image", 1, 1), View(SCREEN_EDGE))
    assert gone.content == Unreadable("The file is not there any more.")


@posix
def test_a_decoder_that_hangs_or_dies_costs_one_sample(folder: Path, samples: dict[str, Found]) -> None:
    with contextlib.closing(Decoder(patience=1.0)) as decoder:
        decoder.start()
        end_it_again_and_again(decoder, folder, samples["a.png"])


def end_it_again_and_again(decoder: Decoder, folder: Path, found: Found) -> None:
    assert isinstance(decoder.read(folder, found, View(SCREEN_EDGE)).content, ImageContent)
    for end in (signal.SIGSTOP, signal.SIGKILL):
        pid = decoder.pid
        began = time.monotonic()
        if end == signal.SIGSTOP:
            os.kill(pid, end)
        else:
            os.kill(pid, signal.SIGSTOP)
            threading.Timer(0.2, os.kill, (pid, end)).start()
        assert decoder.read(folder, found, View(SCREEN_EDGE)).content == Unreadable(UNSAFE)
        assert time.monotonic() - began < 5
        assert isinstance(decoder.read(folder, found, View(SCREEN_EDGE)).content, ImageContent)
        assert decoder.pid != pid
        assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    # Dead while nobody asked anything of it: nobody notices.
    os.kill(decoder.pid, signal.SIGKILL)
    time.sleep(0.05)
    content = decoder.read(folder, found, View(SCREEN_EDGE)).content
    assert isinstance(content, ImageContent) or content == Unreadable(UNSAFE)


def facts(**changed: object) -> bytes:
    whole = {"size": [4, 3], "frame": [0, 1], "spacing": None, "warnings": [], "tags": []}
    return json.dumps(whole | changed).encode()


def image(told: bytes, sizes: tuple[int, ...] = (3, 4, 3, 4, 0, 0), number: int = 0, kind: int = 2) -> list[bytes]:
    return [HEADER.pack(b"dal1", kind, number, len(told), 0, *sizes), told, b"x" * 36, b"y" * 36]


HOSTILE: dict[str, list[bytes]] = {
    "a pickle": [pickle.dumps({"a": os.system})],
    "nothing": [b""],
    "another mark": [HEADER.pack(b"evil", 2, 0, 10, 0, *(1,) * 6)],
    "an unknown kind": image(facts(), kind=9),
    "facts without end": [HEADER.pack(b"dal1", 2, 0, 2**32 - 1, 0, *(1,) * 6), b"x" * 10**6],
    "text without end": [HEADER.pack(b"dal1", 3, 0, 2, 2**63, *(0,) * 6), b"{}"],
    "a picture larger than asked for": image(facts(), (2000, 2000, 3, 4, 0, 0)),
    "a picture of everything": image(facts(), (2**32 - 1, 2**32 - 1, 3, 4, 0, 0)),
    "no picture": image(facts(), (0, 4, 3, 4, 0, 0)),
    "a small picture that is none": image(facts(), (3, 4, 4000, 4000, 0, 0)),
    "more pixels than it said": [*image(facts())[:2], b"x" * 10**6],
    "less pixels than it said": [*image(facts())[:2], b"x"],
    "facts that are a list": image(b"[1]"),
    "facts that are too deep": image(b"[" * 5000),
    "no facts": image(b"{}"),
    "a size in words": image(facts(size=["4", 3])),
    "a size below zero": image(facts(size=[-4, 3])),
    "a size without end": image(facts(size=[2**31 - 1, 2**31 - 1])),
    "three sizes": image(facts(size=[4, 3, 2])),
    "a frame beyond": image(facts(frame=[5, 2])),
    "spacing of no number": image(facts(spacing=[float("nan"), 1.0])),
    "warnings of numbers": image(facts(warnings=[1])),
    "deep values of everything": image(facts(deep=[[["a", 1, 1]], 1, 0, "", False]), (3, 4, 3, 4, 2**31, 2**31)),
    "deep values of objects": image(facts(deep=[[["a", 1, 1]], 1, 0, "", False]), (3, 4, 3, 4, 3, 4), 200),
    "deep values without window": image(facts(deep=[[], 1, 0, "", False]), (3, 4, 3, 4, 3, 4)),
    "a text of no text": [HEADER.pack(b"dal1", 3, 0, 29, 2, *(0,) * 6), b'{"words": 1, "encoding": "a"}', b"\xff\xff"],
    "the end in the middle": image(facts())[:2],
}


@pytest.mark.parametrize("messages", HOSTILE.values(), ids=HOSTILE)
def test_what_a_hostile_decoder_sends_is_not_believed(messages: list[bytes]) -> None:
    ours, theirs = CONTEXT.Pipe()

    def speak() -> None:
        try:
            for message in messages:
                theirs.send_bytes(message)
        except OSError:
            pass
        theirs.close()

    thread = threading.Thread(target=speak)
    thread.start()
    try:
        with pytest.raises((NotBelievedError, EOFError, OSError)):
            receive(ours, b"d", 1000, 1920)
    finally:
        ours.close()
        thread.join()


def test_what_is_believed_is_plain_and_whole() -> None:
    ours, theirs = CONTEXT.Pipe()
    values = np.arange(12, dtype=np.int16).reshape(3, 4) - 5
    deep = Deep(values, (Window("Lung\u202e", -600.0, 1500.0),), 2.0, -1024.0, "HU", True)
    pixels = photo(3, 4)
    content = ImageContent(pixels, 40, 30, deep, 1, 3, (0.5, 0.25), ("Look\u202e out.",), (("Age", "0\x1b"),))
    thread = threading.Thread(target=send, args=(theirs, Shown(content, b"", pixels)))
    thread.start()
    found = receive(ours, b"digest", 1000, 4).content
    thread.join()
    ours.close()
    theirs.close()
    assert isinstance(found, ImageContent)
    assert found.deep is not None
    assert np.array_equal(found.deep.values, values)
    assert found.deep.values.dtype == np.int16
    assert found.deep.presets == (Window("Lung\\u202e", -600.0, 1500.0),)
    assert (found.deep.slope, found.deep.intercept, found.deep.unit, found.deep.inverted) == (2.0, -1024.0, "HU", True)
    assert (found.frame, found.frames, found.spacing) == (1, 3, (0.5, 0.25))
    assert (found.warnings, found.tags) == (("Look\\u202e out.",), (("Age", "0\\x1b"),))
    assert replace(found, deep=None).width == 40


def test_what_cannot_be_decoded_is_told_in_the_language_and_kept_in_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.png").write_bytes(encoded(".png", photo())[:-200])
    found = next(found for chunk in scan(tmp_path) for found in chunk)
    monkeypatch.setenv(VARIABLE, PSEUDO)
    # As a user's program starts it: with the environment that there is now.
    monkeypatch.setattr(decoding, "CONTEXT", multiprocessing.get_context("spawn"))
    with pseudo(), contextlib.closing(Decoder()) as decoder:
        content = decoder.read(tmp_path, found, View(64)).content
        assert isinstance(content, Unreadable)
        assert untranslated(content.cause) == []
        assert english(content.cause).startswith("The file ends too early")


@pytest.mark.skipif(sys.platform != "linux", reason="the limit on memory is held on Linux")
def test_the_process_cannot_take_all_memory_nor_write_files(tmp_path: Path) -> None:
    script = (
        "import sys, numpy as np\n"
        "from desktop_al.loop.decoding_process import confine\n"
        "confine(200_000_000)\n"
        "try:\n    np.ones(10**9, np.uint8)\nexcept MemoryError:\n    print('no memory')\n"
        "try:\n    open(sys.argv[1], 'wb').write(b'x' * 10**5)\nexcept OSError:\n    print('no file')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "f")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.split("\n")[:2] == ["no memory", "no file"], done.stderr


def home_of(work: "queue.SimpleQueue[Callable[[], None]]", until: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not until():
        assert time.monotonic() < end
        work.get(timeout=10)()


def test_loader_and_lists_decode_carefully(folder: Path, samples: dict[str, Found]) -> None:
    work: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
    come: dict[int, Shown] = {}
    whole = list(enumerate(samples.values()))
    loader = Loader(folder, work.put, come.__setitem__, careful=True)
    pool = Pool(0, 0.0)
    pool.extend(
        SampleRow(i, sample_id(f.name), f.path, f.row, f.kind, f.size, f.mtime_ns, f.offset, f.length) for i, f in whole
    )
    lists = [Thumbnails(folder, pool, work.put, careful=True) for _ in range(2)]
    assert len(decoding._shared) == 1
    loader.want(whole)
    for each in lists:
        each.want([(place, 64) for place, _ in whole])
    home_of(work, lambda: len(come) == len(whole) and all(t.get(i, 64) for t in lists for i, _ in whole))
    for place, found in whole:
        assert same(come[place], read_for_screen(folder, found, View(SCREEN_EDGE))), found
    for each in lists:
        each.close()
        each.close()
    assert not decoding._shared
    loader.close()


@posix
def test_a_sample_at_which_the_worker_died_twice_is_passed_over(
    folder: Path, samples: dict[str, Found], tmp_path: Path
) -> None:
    restarts: queue.SimpleQueue[bool] = queue.SimpleQueue()
    setup = Setup(str(folder), str(tmp_path / "p.dal"), 1, 0.1, "image", careful=True)
    worker = Worker(setup, lambda call: call(), lambda alive, _lost: restarts.put(alive))
    bad = sample_id("a.png")
    try:
        for deaths in range(1, 3):
            # As the process itself marks it; the kill is what the file does.
            worker._mark[1:] = bad
            worker._mark[0] = 1
            os.kill(worker.pid, signal.SIGKILL)
            assert restarts.get(timeout=10)
            assert worker._setup.deadly == (frozenset({bad}) if deaths == 2 else frozenset())
    finally:
        worker.close()
    mark = CONTEXT.RawArray("B", reading_marks.BYTES)
    try:
        reading_marks.use(mark, worker._setup.deadly)
        assert read_for_learning(folder, samples["a.png"]).problem == UNSAFE
        assert read_for_learning(folder, samples["c.tif"]).value is not None
        assert reading_marks.marked(mark) == b""
        with reading_marks.decoding(samples["c.tif"]):
            assert reading_marks.marked(mark) == sample_id("c.tif")
    finally:
        reading_marks.use(None, frozenset())
