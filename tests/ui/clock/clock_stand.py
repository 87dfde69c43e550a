"""A window with the annotator's clock, for its tests."""

import ui_pages as pages
import ui_scenes as scenes
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from desktop_al.loop.clock_screen import RestNotice
from desktop_al.ui.widgets import CapButton, Paragraph, Words
from desktop_al.ui.window import Window

PACE = (9.8, 10.0, 9.7, 10.2, 10.1, 10.6, 11.5, 13.0, 14.6)


REST = RestNotice(
    "A short break may help",
    (
        "You have worked 52 min without a rest.",
        "Slower: from 9.8 to 14.6 s per image.",
        "Repeats: 5 of the last 8 had the same answer as before; earlier 15 of 16.",
    ),
    PACE,
    "5 min break",
    "In 5 min",
)


def show(window: Window, key: int = 2, **changes: object) -> None:
    window.show_screen(scenes.image_screen(key=key, **changes))
    pages.settle()


def press(qtbot, window: Window, *keys: Qt.Key, **how: object) -> None:
    for key in keys:
        qtbot.keyClick(window.focusWidget() or window, key, **how)
    pages.settle()


def words_in(part: QWidget) -> list[str]:
    """What is to be read in a part of the window."""
    found = [w.text() for w in (*part.findChildren(Words), *part.findChildren(Paragraph)) if w.isVisible()]
    return found + [w.words() for w in part.findChildren(CapButton) if w.isVisible()]


def colours(shown: QImage) -> set[str]:
    return {shown.pixelColor(x, y).name() for x in range(shown.width()) for y in range(shown.height())}
