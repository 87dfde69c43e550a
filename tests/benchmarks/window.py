"""The window's budgets: start, folder, keys, commits, opening; with the real worker and real files."""

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import psutil
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_al.app import make_window
from desktop_al.core import events as ev
from desktop_al.learn.blocks import encode_block
from desktop_al.learn.features import EXTRACTORS
from desktop_al.loop.extraction import LOOKS
from desktop_al.loop.opening import WEIGHTS, NewProject, create_project
from desktop_al.loop.project import Project
from desktop_al.loop.record import Clock, Record
from desktop_al.media.image_looks import IMAGE_LOOKS_VERSION
from desktop_al.store.cache import Block, Cache
from desktop_al.store.project_file import open_project, read_samples
from desktop_al.ui.session import Session
from tests.benchmarks.junk import made_image_looks
from tests.benchmarks.pools import image_pool, varied_pool
from tests.benchmarks.table import Line, percentile

#: Enough of them for some dozens of keys while one runs.
_ROUNDS = 20
#: Images whose features are computed while keys are pressed, and how many keys.
_EXTRACTED, _PRESSED = 10_000, 400
_CLASSES = tuple("ABCDEFGHI") + ("K",)


def measure(place: Path, pool: int) -> list[Line]:
    work = place / "window"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    folder = image_pool(place, pool)
    # A network has its own line: reading 100,000 images with it would take longer than all the rest.
    weights = os.environ.pop(WEIGHTS, None)
    lines = [_start(work)]
    lines += _folder(work, folder, pool)
    lines += _keys(work, folder, pool)
    lines += _opening(work, folder, pool)
    if weights is not None:
        os.environ[WEIGHTS] = weights
    lines += _extracting(work, varied_pool(place, _EXTRACTED))
    return lines


def _start(work: Path) -> Line:
    script = (
        "import time, sys; from pathlib import Path; from desktop_al.app import make_window;"
        "app, s = make_window(Path(sys.argv[1])); s.window.show(); s.show_start();"
        "[app.processEvents() for _ in range(3)];"
        "print(time.time() - float(sys.argv[2]), 'sklearn' in sys.modules)"
    )
    times = []
    for _ in range(6):
        out = subprocess.run(
            [sys.executable, "-c", script, str(work), str(time.time())],
            capture_output=True,
            text=True,
            check=True,
            cwd=_root(),
        ).stdout.split()
        assert out[1] == "False", "scikit-learn was imported before the window showed"
        times.append(float(out[0]))
    return Line("program start -> window, warm (median of 5)", percentile(times[1:], 50), "s", 1.0)


def _folder(work: Path, folder: Path, pool: int) -> list[Line]:
    home = work / "home"
    create_project(NewProject(work / "fresh.dal", folder, _CLASSES, "bench", kind="image"), home)
    app, session = make_window(home, guard=False)
    session.window.show()
    app.processEvents()
    gaps = _Gaps()
    started = time.perf_counter()
    session.open_project(work / "fresh.dal")
    page = session.window.label
    _until(
        lambda: page.screen is not None and page.screen.sample is not None and page.screen.sample.content is not None
    )
    first = time.perf_counter() - started
    project = session.project
    assert project is not None
    assert project.learning is not None
    _until(lambda: project.learning is not None and project.learning.scanned is not None)
    whole = time.perf_counter() - started
    assert len(project.pool) == pool
    stalls = gaps.stop()
    session.window.close()
    return [
        Line(f"folder of {pool:,} -> first sample on screen", first, "s", 1.5),
        Line(f"folder of {pool:,} -> scan complete", whole, "s", 5.0),
        Line("longest stall of the window meanwhile", max(stalls), "ms", 100.0),
    ]


def _keys(work: Path, folder: Path, pool: int) -> list[Line]:
    """Keys into the shown window, idle and during full rounds of the real worker."""
    home = work / "home"
    path = work / "keys.dal"
    create_project(NewProject(path, folder, _CLASSES, "bench", kind="image"), home)
    _scan(path, home, pool)
    _fill_features(path)
    commits: dict[int, float] = {}
    pressed: list[float] = []

    def saved(_number: int, _sample: str, _answer: str) -> None:
        commits[len(commits)] = time.perf_counter()

    app, session = make_window(home, guard=False, on_saved=saved)
    session.window.show()
    session.open_project(path)
    project = session.project
    assert project is not None
    assert project.learning is not None
    learning = project.learning
    _until(lambda: learning.scanned is not None and learning.features_done == 1.0 and not learning.extracting, 120)
    _until(lambda: not learning.training, 120)
    assert project._record.drain(120)
    # Idle: no round may start. Without the tick nothing asks whether one is due.
    session._tick.stop()
    idle = _press(session, app, 300, pressed, stop=lambda: False, quiet=True)
    session._tick.start()
    _until(lambda: project.unsaved == 0)
    latencies = [1000 * (commits[k] - pressed[k]) for k in range(len(commits))]
    seconds: list[float] = []
    gaps = _Gaps()
    busy: list[float] = []
    for _ in range(_ROUNDS):
        learning.train(tuple(c.id for c in project.classes), 50, 1)
        begun = time.perf_counter()
        busy += _press(session, app, 100_000, pressed, stop=lambda: not learning.training, quiet=False)
        seconds.append(time.perf_counter() - begun)
    stalls = gaps.stop()
    memory = [_pss(os.getpid()), _pss(learning.worker_pid)]
    session.window.close()
    return [
        Line(f"key -> painted, idle, pool {pool:,}: p99 of {len(idle)}", percentile(idle, 99), "ms", 16.0),
        Line("key -> painted, idle: median", percentile(idle, 50), "ms"),
        Line("key -> painted, idle: p95", percentile(idle, 95), "ms"),
        Line("key -> painted, idle: worst", max(idle), "ms", 100.0),
        Line(f"key -> painted, during rounds: p99 of {len(busy)}", percentile(busy, 99), "ms", 33.0),
        Line("key -> painted, during rounds: worst", max(busy), "ms", 100.0),
        Line("longest stall of the window during rounds (5 ms timer)", max(stalls), "ms", 100.0),
        Line("p99 stall of the window during rounds", percentile(stalls, 99), "ms"),
        Line("decision committed on disk: p95", percentile(latencies, 95), "ms", 20.0),
        Line(f"round through the worker, 10 classes (slowest of {_ROUNDS})", max(seconds), "s", 3.0, "features random"),
        Line(
            "memory, window and worker (PSS)",
            sum(memory) / 1e9,
            "GB",
            1.2,
            f"{memory[0] / 1e9:.2f} + {memory[1] / 1e9:.2f}",
        ),
    ]


def _extracting(work: Path, folder: Path) -> list[Line]:
    """Keys while the features of a new project are computed and rounds run as they fall due."""
    home = work / "home"
    path = work / "extracting.dal"
    create_project(NewProject(path, folder, _CLASSES, "bench", kind="image"), home)
    app, session = make_window(home, guard=False)
    session.window.show()
    session.open_project(path)
    project = session.project
    assert project is not None
    assert project.learning is not None
    learning = project.learning
    _until(lambda: learning.scanned is not None, 60)
    gaps = _Gaps()
    times = _press(session, app, _PRESSED, [], stop=lambda: not learning.extracting, quiet=False)
    stalls = gaps.stop()
    share, network = learning.features_done or 0.0, learning.network_done
    done = f"{share:.0%} of the features" + (f", {network:.0%} of the network" if network is not None else "")
    what = f"{done}, {learning.rounds} rounds meanwhile"
    session.window.close()
    return [
        Line(
            f"key -> painted while features are computed: p99 of {len(times)}", percentile(times, 99), "ms", 33.0, what
        ),
        Line("key -> painted, computing features: worst", max(times), "ms", 100.0),
        Line("longest stall while features are computed (5 ms timer)", max(stalls), "ms", 100.0),
        Line("p99 stall while features are computed", percentile(stalls, 99), "ms"),
    ]


def _press(
    session: Session, app: QApplication, count: int, pressed: list[float], *, stop: Callable[[], bool], quiet: bool
) -> list[float]:
    """Press label keys and time each until the next sample is drawn; about 8 a second, 16 when ``quiet``."""
    page = session.window.label
    times = []
    rng = random.Random(0)
    for _ in range(count):
        if stop():
            break
        _until(lambda: page.screen.sample is not None and page.screen.sample.content is not None)
        before = page.screen.sample.key
        target = QApplication.focusWidget() or session.window
        started = time.perf_counter()
        pressed.append(started)
        QTest.keyClick(target, Qt.Key(Qt.Key.Key_1.value + rng.randrange(9)))
        app.processEvents()
        while page.screen.sample.key == before or page.screen.sample.content is None:
            app.processEvents()
        times.append(1000 * (time.perf_counter() - started))
        _spin(app, 0.06 if quiet else 0.12)
    return times


def _opening(work: Path, folder: Path, pool: int) -> list[Line]:
    home = work / "home"
    path = work / "full.dal"
    create_project(NewProject(path, folder, _CLASSES, "bench", kind="image"), home)
    _scan(path, home, pool)
    file = open_project(path)
    record = Record(file, "bench", Clock(), lambda f: f(), lambda _: None, lambda: None)
    classes = [c.id for c in record.state.active_classes()]
    body = {"arm": "shown", "p": 0.5, "seconds": 1.0, "position": 1}
    for number, row in enumerate(read_samples(file.connection)[: pool // 2]):
        record.add(ev.ANNOTATION, body, "bench", row.id, ev.label_answer([classes[number % len(classes)]]))
    assert record.drain(300)
    record.close()
    times = []
    for _ in range(3):
        app, session = make_window(home, guard=False)
        session.window.show()
        app.processEvents()
        started = time.perf_counter()
        session.open_project(path)
        app.processEvents()
        times.append(time.perf_counter() - started)
        session.window.close()
    return [Line(f"open {pool:,} samples, {pool // 2:,} annotations (median of 3)", percentile(times, 50), "s", 2.0)]


def _scan(path: Path, home: Path, pool: int) -> None:
    """Fill the pool of a project, without a window."""
    todo: list[Callable[[], None]] = []
    project = Project(path, "bench", home, todo.append, lambda _: None)
    project.start()
    assert project.learning is not None
    end = time.monotonic() + 60
    while project.learning.scanned is None and time.monotonic() < end:
        while todo:
            todo.pop(0)()
        time.sleep(0.01)
    assert len(project.pool) == pool
    project.close(60)


def _fill_features(path: Path) -> None:
    """Random features for every sample: what is measured is the round, not the extraction."""
    file = open_project(path, look_only=True)
    rows = read_samples(file.connection)
    file.connection.close()
    extractor = EXTRACTORS["handmade"]
    rng = np.random.default_rng(0)
    centres = rng.normal(size=(40, sum(extractor.blocks))).astype(np.float32)
    cache = Cache(path)
    looks = made_image_looks(len(rows), 0, copies=0.0)
    for start in range(0, len(rows), 1024):
        ids = [row.id for row in rows[start : start + 1024]]
        raw = centres[rng.integers(0, 40, len(ids))] + rng.normal(0, 1, (len(ids), centres.shape[1])).astype(np.float32)
        for name, version, part in (
            (extractor.name, extractor.version, raw),
            (LOOKS["image"], IMAGE_LOOKS_VERSION, looks[start : start + 1024]),
        ):
            cache.add(name, version, Block(b"".join(ids), b"".join(ids), encode_block(part)))
    cache.close()


class _Gaps:
    """How long the window's thread does not answer: gaps between the ticks of a 5 ms timer, in ms."""

    def __init__(self) -> None:
        self._gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(5)

    def _tick(self) -> None:
        now = time.perf_counter()
        self._gaps.append(1000 * (now - self._last))
        self._last = now

    def stop(self) -> list[float]:
        self._timer.stop()
        return self._gaps


def _until(done: Callable[[], bool], seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not done():
        QApplication.processEvents()
        time.sleep(0.0005)
        if time.monotonic() > end:
            raise TimeoutError("the window did not get there")


def _spin(app: QApplication, seconds: float) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        app.processEvents()
        time.sleep(0.0005)


def _pss(pid: int) -> float:
    process = psutil.Process(pid)
    try:
        return float(process.memory_full_info().pss)
    except AttributeError:
        return float(process.memory_info().rss)


def _root() -> Path:
    return Path(__file__).resolve().parents[2]
