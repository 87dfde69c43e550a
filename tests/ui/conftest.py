"""A window system for the tests that needs no screen."""

import os
import sys
from pathlib import Path

# The screens in ui_scenes.py are shared; test modules are imported by path, so the folder has to be named.
sys.path.insert(0, str(Path(__file__).parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from desktop_al.ui.theme import Theme


@pytest.fixture(autouse=True)
def _no_windows_left(qapp: QApplication) -> None:
    """Windows of the last test go before the next one: every style sheet polishes all that are left."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme("light")
    made.apply(qapp)
    return made
