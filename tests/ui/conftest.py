"""A window system for the tests that needs no screen."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

# The screens in ui_scenes.py are shared; test modules are imported by path, so the folder has to be named.
sys.path.insert(0, str(Path(__file__).parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication

from desktop_al.ui.theme import Theme
from tests.leaks import nothing_left_running  # noqa: F401 - a fixture for every test here


@pytest.fixture(autouse=True)
def nothing_left_on_screen(qapp: QApplication) -> Iterator[None]:
    """A test that leaves a window open or a timer running fails."""
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # A single shot that was under way when the window was closed may come to its end.
    end = time.monotonic() + 6.0
    while (left := _open_windows() + _running_timers(qapp)) and time.monotonic() < end:
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        time.sleep(0.01)
    assert not left


def _open_windows() -> list[str]:
    return [f"open window {type(w).__name__}" for w in QApplication.topLevelWidgets() if w.isVisible()]


def _running_timers(qapp: QApplication) -> list[str]:
    owners = [qapp, *QApplication.topLevelWidgets()]
    timers = [timer for owner in owners for timer in owner.findChildren(QTimer) if timer.isActive()]
    return [f"running timer of {type(timer.parent()).__name__}" for timer in timers]


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme("light")
    made.apply(qapp)
    return made
