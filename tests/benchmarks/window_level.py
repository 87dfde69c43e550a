"""Window and level by dragging, on an image of 2048 x 2048 with 16 bits, in the real window: 60 pictures a second.

Each picture is one move of the pointer with the right button down, until it is painted. Beside it what the parts cost,
a drag into a magnified part, the full picture at rest, and another frame.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from desktop_al.app import make_window
from desktop_al.core.shapes import LabelClass
from desktop_al.loop.screen import Deep, ImageContent, LabelScreen, Reason, SampleScreen, Status, Window
from desktop_al.loop.windowing import render
from tests.benchmarks.table import Line, percentile

_SIDE, _MOVES, _FRAME_MS = 2048, 240, 1000 / 60


def measure(place: Path, _pool: int) -> list[Line]:
    app, session = make_window(place / "window-level-home", guard=False)
    window = session.window
    window.resize(1440, 900)
    window.show()
    window.show_page("label")
    lines = []
    for name, dtype in (("int16", np.int16), ("float32", np.float32)):
        content = _content(_values(0).astype(dtype))
        window.show_screen(_screen(content, 1))
        app.processEvents()
        stage, deep = window.label.stage.image, content.deep
        assert deep is not None
        stage.fit()
        app.processEvents()
        times, work = _drag(app, stage)
        lines += [
            Line(f"{name}: move of the pointer -> painted, median of {len(times)}", percentile(times, 50), "ms"),
            Line(f"{name}: p99", percentile(times, 99), "ms", _FRAME_MS),
            Line(f"{name}: worst", max(times), "ms"),
            Line(f"{name}: processor time of it, median", percentile(work, 50), "ms"),
            Line(f"{name}: processor time of it, p99", percentile(work, 99), "ms", _FRAME_MS),
        ]
        stage.zoom_by(6.0)
        app.processEvents()
        times, _ = _drag(app, stage)
        lines.append(Line(f"{name}, magnified six times: p99", percentile(times, 99), "ms", _FRAME_MS))
        stage.fit()
        lines.append(Line(f"{name}: all of it rendered, median", _median(lambda of=deep: render(of, _WINDOW)), "ms"))
        stage.adjust(1, 0)
        began = time.perf_counter()
        stage._draw_at_rest()
        stage.viewport().repaint()
        lines.append(Line(f"{name}: drawn in full when the drag is over", 1000 * (time.perf_counter() - began), "ms"))
    several = [_content(_values(seed), frames=8, frame=seed) for seed in range(8)]
    window.show_screen(_screen(several[0], 2))
    app.processEvents()
    window.label.stage.image.choose_preset(1)
    times = []
    for turn in range(64):
        screen = _screen(several[turn % 8], 2)
        began = time.perf_counter()
        window.label.show_sample(screen)
        app.processEvents()
        times.append(1000 * (time.perf_counter() - began))
    lines.append(Line("another frame that is there -> painted, median", percentile(times, 50), "ms"))
    lines.append(Line("another frame that is there: p99", percentile(times, 99), "ms", 33.0))
    window.close()
    return lines


_WINDOW = Window("Narrow", 1100.0, 400.0)


def _values(seed: int) -> np.ndarray:
    """A gradient with structure and noise, 12 bits of 16 used."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0 : 1 : complex(0, _SIDE), 0 : 1 : complex(0, _SIDE)].astype(np.float32)
    made = 400 + 1800 * y + 900 * np.sin(12 * x + seed) * np.cos(9 * y)
    made += rng.normal(0, 25, made.shape).astype(np.float32)
    return made.clip(0, 4095).astype(np.int16)


def _content(values: np.ndarray, **more: int) -> ImageContent:
    deep = Deep(values, (Window("Full range", 2048.0, 4096.0), _WINDOW), unit="HU")
    grey = render(deep, deep.presets[0])[:1920, :1920]
    made = ImageContent(np.repeat(grey[:, :, None], 3, axis=2), _SIDE, _SIDE, deep=deep, spacing=(0.2, 0.2))
    return replace(made, **more)  # type: ignore[arg-type]


def _screen(content: ImageContent, key: int) -> LabelScreen:
    sample = SampleScreen(key, key, "a.dcm", "image", content, Reason("first", "First samples", ""), None)
    status = Status("", "", "saved", "Saved", 0, 1, False, False)
    return LabelScreen("Bench", "bench", "image", (LabelClass("a", "A", 0),), sample, status)


def _drag(app: QApplication, stage: object) -> tuple[list[float], list[float]]:
    """Milliseconds of each move with the right button down, and those of them that this program was at work, in all its
    threads: what else the machine does counts in the first alone."""
    port = stage.viewport()  # type: ignore[attr-defined]
    centre = QPointF(port.rect().center())
    right, none, plain = Qt.MouseButton.RightButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier

    def send(kind: QEvent.Type, at: QPointF, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
        place = QPointF(port.mapToGlobal(at.toPoint()))
        QApplication.sendEvent(port, QMouseEvent(kind, at, place, button, held, plain))

    send(QEvent.Type.MouseButtonPress, centre, right, right)
    times, work = [], []
    for turn in range(_MOVES):
        at = centre + QPointF(80 * np.sin(turn / 20), 60 * np.cos(turn / 15))
        began, worked = time.perf_counter(), time.process_time()
        send(QEvent.Type.MouseMove, at, none, right)
        app.processEvents()
        times.append(1000 * (time.perf_counter() - began))
        work.append(1000 * (time.process_time() - worked))
    send(QEvent.Type.MouseButtonRelease, centre, right, none)
    return times, work


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(9):
        began = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - began))
    return percentile(times, 50)
