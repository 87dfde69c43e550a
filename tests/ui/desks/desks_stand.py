"""The real window with a real project, for the tests of its desks."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

K = Qt.Key


def texts(folder: Path, count: int = 12) -> Path:
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"note-{number:02d}.txt").write_text(f"Note {number} about pumps and valves.", "utf-8")
    return folder


def press(qtbot, session, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget() or session.window, key, modifier)


def control(qtbot, session, *keys):
    press(qtbot, session, *keys, modifier=Qt.KeyboardModifier.ControlModifier)
