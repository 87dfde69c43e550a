"""Keys with files decoded in a process of their own, beside the same in the window's own threads."""

import argparse
import os
import shutil
import tempfile
import time
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_al.app import make_window
from desktop_al.core.shapes import Found
from desktop_al.loop.decoding import Decoder
from desktop_al.loop.loader import SCREEN_EDGE, read_for_screen
from desktop_al.loop.opening import WEIGHTS, NewProject, create_project
from desktop_al.media.picture import View
from desktop_al.ui.session import Session
from tests.benchmarks.pools import large_jpegs
from tests.benchmarks.table import Line, percentile, table
from tests.benchmarks.window import _CLASSES, _spin, _until

#: Seconds between two keys: as quick as anybody is for long.
_BETWEEN = 0.2
_KEYS = 120


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bench careful", description=__doc__)
    parser.add_argument("--place", type=Path, help="where test pools are made and kept (default: a temporary place)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        place = options.place or Path(temporary)
        place.mkdir(parents=True, exist_ok=True)
        print(table(measure(place)), flush=True)
    return 0


def measure(place: Path) -> list[Line]:
    work = place / "careful"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    os.environ.pop(WEIGHTS, None)
    folder = _pool(place / "screen-sized")
    lines = _alone(large_jpegs(place / "large", 6))
    for careful in (False, True):
        lines += _keys(work, folder, careful)
    return lines


def _pool(root: Path) -> Path:
    """Pictures of the size of a screen, of which no two are alike."""
    root.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(3)
    for number in range(_KEYS + 40):
        path = root / f"picture-{number:03d}.jpg"
        if not path.exists():
            small = rng.integers(0, 255, (120, 160, 3), np.uint8)
            picture = cv2.resize(small, (1600, 1200), interpolation=cv2.INTER_CUBIC)
            cv2.imwrite(str(path), picture, [cv2.IMWRITE_JPEG_QUALITY, 90])
    return root


def _alone(paths: list[Path]) -> list[Line]:
    decoder = Decoder()
    began = time.perf_counter()
    decoder.start()
    founds = [Found(path.name, "image", path.stat().st_size, 1) for path in paths]
    root = paths[0].parent
    decoder.read(root, founds[0], View(SCREEN_EDGE))
    first = time.perf_counter() - began
    times: dict[str, list[float]] = {"here": [], "there": []}
    for found in founds[1:] * 3:
        for name, read in (("here", read_for_screen), ("there", decoder.read)):
            began = time.perf_counter()
            read(root, found, View(SCREEN_EDGE))
            times[name].append(1000 * (time.perf_counter() - began))
    decoder.close()
    return [
        Line("12 MP JPEG for the screen, own threads: median", percentile(times["here"], 50), "ms"),
        Line("12 MP JPEG for the screen, careful: median", percentile(times["there"], 50), "ms"),
        Line("careful: start of the process to its first picture", first, "s"),
    ]


def _keys(work: Path, folder: Path, careful: bool) -> list[Line]:
    home, path = work / "home", work / f"careful-{careful}.dal"
    create_project(NewProject(path, folder, _CLASSES, "bench", kind="image", seed=1), home)
    app, session = make_window(home, guard=False)
    session.window.resize(1440, 900)
    session.window.show()
    session.open_project(path)
    if careful:
        assert session.project is not None
        session.project.planning.choose("untrusted_folder", True)
        session.close_project()
        session.open_project(path)
    project = session.project
    assert project is not None
    assert project.loader.careful == careful
    assert project.learning is not None
    learning = project.learning
    _until(lambda: learning.scanned is not None and _place(session) >= 0, 60)
    _until(lambda: not learning.extracting, 120)
    painted, shown = [], []
    for _ in range(_KEYS):
        _spin(app, _BETWEEN)
        before = _place(session)
        began = time.perf_counter()
        QTest.keyClick(session.window, Qt.Key.Key_1)
        app.processEvents()
        painted.append(1000 * (time.perf_counter() - began))
        _until(lambda before=before: _place(session) not in (before, -1))
        shown.append(1000 * (time.perf_counter() - began))
    session.window.close()
    how = "careful" if careful else "own threads"
    return [
        Line(f"key -> painted, {how}: median of {_KEYS}", percentile(painted, 50), "ms"),
        Line(f"key -> painted, {how}: p99", percentile(painted, 99), "ms", 33.0),
        Line(f"key -> painted, {how}: worst", max(painted), "ms", 100.0),
        Line(f"key -> next picture on screen, {how}: p99", percentile(shown, 99), "ms"),
        Line(f"key -> next picture on screen, {how}: worst", max(shown), "ms"),
    ]


def _place(session: Session) -> int:
    """Of the sample whose picture is on screen, -1 for none."""
    screen = session.window.label.screen
    sample = screen.sample if screen is not None else None
    return sample.index if sample is not None and sample.content is not None else -1
