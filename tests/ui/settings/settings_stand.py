"""The Settings page with what it tells, for its tests."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from desktop_al.core.settings import DEFAULTS
from desktop_al.ui.keys import X11
from desktop_al.ui.settings_page import SettingsPage
from desktop_al.ui.theme import Theme

KEY = Qt.Key


class Heard:
    """The page with what it said."""

    def __init__(self, page: SettingsPage) -> None:
        self.page = page
        self.values: list[tuple[str, object]] = []
        self.keys: list[tuple[str, object]] = []
        self.commands: list[str] = []
        self.closed: list[bool] = []
        page.changed.connect(lambda name, value: self.values.append((name, value)))
        page.keys_changed.connect(lambda name, keys: self.keys.append((name, keys)))
        page.command.connect(self.commands.append)
        page.closed.connect(lambda: self.closed.append(True))

    def row(self, command: str):
        return next(row for row in self.page.shortcuts.rows if row.command.id == command)


def shown(qtbot, theme: Theme, size=(1440, 900), project: str = "Fundus grading") -> SettingsPage:
    page = SettingsPage(theme, X11)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show_values(DEFAULTS, project, "Reader 1" if project else "", False)
    page.show_storage(
        "/home/kim/.config/desktop_al", f"/data/{project}.dal" if project else "", "/data/pool", 5_000_000
    )
    page.show()
    page.activateWindow()
    QApplication.processEvents()
    return page


def press(qtbot, key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    """A key press at whatever has the focus."""
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, modifiers)


def undo(qtbot) -> None:
    press(qtbot, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)


def controls(root: QWidget) -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit, QSpinBox, QListWidget, QPlainTextEdit)
    own = [w for w in root.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible()]
    return [w for w in own if not isinstance(w.parentWidget(), QSpinBox)]
