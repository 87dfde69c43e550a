"""Keys while closest samples, thumbnails and evidence are worked out beside each sample, beside the same without."""

import argparse
import os
import shutil
import tempfile
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_al.app import make_window
from desktop_al.core import events as ev
from desktop_al.learn.blocks import encode_block
from desktop_al.learn.features import EXTRACTORS
from desktop_al.loop.extraction import LOOKS
from desktop_al.loop.opening import WEIGHTS, NewProject, create_project
from desktop_al.loop.record import Clock, Record
from desktop_al.media.image_looks import IMAGE_LOOKS_VERSION
from desktop_al.store.cache import Block, Cache
from desktop_al.store.project_file import open_project, read_samples
from desktop_al.ui.session import Session
from tests.benchmarks.junk import made_image_looks
from tests.benchmarks.pools import image_pool
from tests.benchmarks.table import Line, percentile, table
from tests.benchmarks.window import _CLASSES, _Gaps, _scan, _spin, _until

#: Blocks of each kind, taken in turns so that whatever else the machine does meets both.
_BLOCKS = 3
#: Keys in one block, and seconds between two of them: nobody is quicker for long; the other leaves time to look.
_QUICK, _LOOKING = (40, 0.12), (12, 0.7)
#: One in so many samples is labelled before.
_LABELLED = 20


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bench beside", description=__doc__)
    parser.add_argument("--pool", type=int, default=10_000)
    parser.add_argument("--place", type=Path, help="where test pools are made and kept (default: a temporary place)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        place = options.place or Path(temporary)
        place.mkdir(parents=True, exist_ok=True)
        print(table(measure(place, options.pool)), flush=True)
    return 0


def measure(place: Path, pool: int) -> list[Line]:
    work = place / "beside"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    os.environ.pop(WEIGHTS, None)
    home, path = work / "home", work / "p.dal"
    create_project(NewProject(path, image_pool(place, pool), _CLASSES, "bench", kind="image"), home)
    _scan(path, home, pool)
    truth = _fill(path)
    count = _label(path, truth)
    app, session = make_window(home, guard=False)
    session.window.resize(1440, 900)
    session.window.show()
    began = time.perf_counter()
    session.open_project(path)
    project = session.project
    assert project is not None
    assert project.learning is not None
    learning = project.learning
    _until(lambda: learning.result is not None and not learning.training, 360)
    trained = time.perf_counter() - began
    assert learning.result is not None
    assert learning.result.skilled
    began = time.perf_counter()
    while _no_offer(session):
        _press(session, app, truth, 1, 0.02, {})
    rules = session.window.label.inspector.tray.rules
    _until(lambda: rules.closest.seen() > 0, 120)
    first = time.perf_counter() - began
    lines = [
        Line(f"pool {pool:,}, {count:,} labelled: opened -> first round", trained, "s"),
        Line("first round -> closest samples on screen, index built", first, "s"),
    ]
    for name, (keys, gap) in (("quick keys", _QUICK), ("looking at each", _LOOKING)):
        lines += _side_by_side(session, app, truth, name, keys, gap)
    session.window.close()
    return lines


def _no_offer(session: Session) -> bool:
    screen = session.window.label.screen
    return screen is None or screen.sample is None or screen.sample.offer is None


def _side_by_side(
    session: Session, app: QApplication, truth: dict[int, int], name: str, keys: int, gap: float
) -> list[Line]:
    """The same keys with everything beside the sample, and with nothing; rounds come as they fall due."""
    page, beside = session.window.label, session.beside
    project = beside._project
    times: dict[bool, list[float]] = {True: [], False: []}
    work: dict[bool, list[float]] = {True: [], False: []}
    stalls: dict[bool, list[float]] = {True: [], False: []}
    seen: dict[str, int] = {}
    for number in range(2 * _BLOCKS):
        on = number % 2 == 0
        # Nothing is asked for and nothing is drawn beside the sample.
        beside._project = project if on else lambda: None
        if page.stage.evidence_on != on:
            _until(lambda: _readable(session))
            while page.stage.evidence_on != on:
                page.perform("evidence")
                if page.stage.evidence_on != on:
                    _press(session, app, truth, 1, gap, {})
        gaps = _Gaps()
        taken, worked = _press(session, app, truth, keys, gap, seen if on else {})
        times[on] += taken
        work[on] += worked
        stalls[on] += gaps.stop()
    beside._project = project
    lines = []
    for on in (False, True):
        with_it = "all on" if on else "all off"
        lines += [
            Line(
                f"{name}, {with_it}: key -> painted, median of {len(times[on])}", percentile(times[on], 50), "ms", 50.0
            ),
            Line(f"{name}, {with_it}: the window's own work of it, median", percentile(work[on], 50), "ms"),
            Line(f"{name}, {with_it}: the window's own work of it, p95", percentile(work[on], 95), "ms"),
            Line(f"{name}, {with_it}: p95", percentile(times[on], 95), "ms"),
            Line(f"{name}, {with_it}: p99", percentile(times[on], 99), "ms", 33.0),
            Line(f"{name}, {with_it}: worst", max(times[on]), "ms", 100.0),
            Line(f"{name}, {with_it}: longest stall (5 ms timer)", max(stalls[on]), "ms", 100.0),
        ]
    offered = max(1, seen.get("offered", 0))
    told = ", ".join(f"{what} {100 * seen.get(what, 0) // offered} %" for what in ("closest", "evidence", "votes"))
    lines.append(Line(f"{name}: on screen before the next key, of {offered} with a suggestion", 0.0, "", note=told))
    return lines


def _readable(session: Session) -> bool:
    screen = session.window.label.screen
    return screen is not None and screen.sample is not None and screen.sample.content is not None


def _press(
    session: Session, app: QApplication, truth: dict[int, int], count: int, gap: float, seen: dict[str, int]
) -> tuple[list[float], list[float]]:
    """Milliseconds from each key to its picture, and those of them that the window's thread itself was at work: what
    else the machine does counts in the first alone."""
    page = session.window.label
    rules = page.inspector.tray.rules
    times, work = [], []
    for _ in range(count):
        _until(lambda: _readable(session))
        sample = page.screen.sample
        if sample.offer is not None:
            for what, there in (
                ("offered", True),
                ("closest", rules.closest.seen() > 0),
                ("evidence", bool(page.stage.image.heat_words())),
                ("votes", rules.votes.isVisible()),
            ):
                seen[what] = seen.get(what, 0) + there
        target = QApplication.focusWidget() or session.window
        started, worked = time.perf_counter(), time.thread_time()
        QTest.keyClick(target, Qt.Key(Qt.Key.Key_1.value + truth[sample.index]))
        app.processEvents()
        while page.screen.sample.key == sample.key or page.screen.sample.content is None:
            app.processEvents()
        times.append(1000 * (time.perf_counter() - started))
        work.append(1000 * (time.thread_time() - worked))
        _spin(app, gap)
    return times, work


def _fill(path: Path) -> dict[int, int]:
    """Features in nine groups, one for each class, not quite apart; returns the group of each place."""
    file = open_project(path, look_only=True)
    rows = read_samples(file.connection)
    file.connection.close()
    extractor = EXTRACTORS["handmade"]
    rng = np.random.default_rng(0)
    width = sum(extractor.blocks)
    centres = rng.normal(0, 0.14, size=(9, width)).astype(np.float32)
    groups = rng.integers(0, 9, len(rows))
    looks = made_image_looks(len(rows), 0, copies=0.0)
    cache = Cache(path)
    for start in range(0, len(rows), 1024):
        ids = [row.id for row in rows[start : start + 1024]]
        raw = centres[groups[start : start + len(ids)]] + rng.normal(0, 1, (len(ids), width)).astype(np.float32)
        for name, version, part in (
            (extractor.name, extractor.version, raw.astype(np.float32)),
            (LOOKS["image"], IMAGE_LOOKS_VERSION, looks[start : start + 1024]),
        ):
            cache.add(name, version, Block(b"".join(ids), b"".join(ids), encode_block(part)))
    cache.close()
    return {row.i: int(group) for row, group in zip(rows, groups, strict=True)}


def _label(path: Path, truth: dict[int, int]) -> int:
    """Some samples are answered already."""
    file = open_project(path)
    record = Record(file, "bench", Clock(), lambda f: f(), lambda _: None, lambda: None)
    classes = [c.id for c in record.state.active_classes()]
    body = {"arm": "absent", "seconds": 1.0, "position": 1}
    rows = read_samples(file.connection)[::_LABELLED]
    for row in rows:
        record.add(ev.ANNOTATION, body, "bench", row.id, ev.label_answer([classes[truth[row.i]]]))
    assert record.drain(300)
    record.close()
    return len(rows)
