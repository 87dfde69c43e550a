"""An encrypted project in a real window, with clocks that tests move."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from desktop_al.app import make_window
from desktop_al.loop.locks import lock
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.store import sealing
from desktop_al.ui.menu_button import MenuButton
from desktop_al.ui.screen_lock import Clocks
from desktop_al.ui.widgets import CapButton, Paragraph

PASSPHRASE = "correct horse battery"
CANARY = "Canary"


class Hands:
    """Clocks that stand still until they are moved."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.asleep = 0.0

    def clocks(self) -> Clocks:
        return Clocks(
            lambda: self.seconds, lambda: self.seconds + self.asleep, lambda: 1e9 + self.seconds + self.asleep
        )


def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a try costs is tested elsewhere: here many are made."""
    monkeypatch.setattr(sealing, "FLOOR", sealing.Cost(256, 1, 1))


def make(place: Path, passphrase: str = PASSPHRASE) -> Path:
    """A project of 40 texts that all hold the canary, as all names in it do."""
    folder = place / "samples"
    folder.mkdir(exist_ok=True)
    for number in range(40):
        (folder / f"{CANARY}-{number:02d}.txt").write_text(f"{CANARY} text number {number} of a pump", "utf-8")
    path = place / ("secret.dal" if passphrase else "plain.dal")
    new = NewProject(
        path,
        folder,
        (f"{CANARY} one", f"{CANARY} two"),
        f"{CANARY} Kim",
        name=f"{CANARY} study",
        kind="text",
        passphrase=passphrase,
        protocol=f"# {CANARY} guideline\n\n## {CANARY} one\n\nA pump.\n",
        definitions=(f"{CANARY} definition", ""),
    )
    create_project(new, place / "home")
    return path


def stand(qtbot, place: Path) -> Iterator:
    _, session = make_window(place / "home", guard=False)
    hands = Hands()
    session.locking.clocks = hands.clocks()
    session.hands = hands
    qtbot.addWidget(session.window)
    session.window.show()
    session.show_start()
    yield session
    if session.project is not None:
        session.project.wait_saved(5.0)
    session.close_project()
    session.window.close()
    lock(place / "secret.dal")


def words_of(root: QWidget) -> Iterator[tuple[QWidget, str]]:
    """Every widget with every text that it holds, shown or not."""
    for widget in (root, *root.findChildren(QWidget)):
        yield from ((widget, words) for words in _words(widget))


def _words(widget: QWidget) -> Iterator[str]:
    yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle())
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield widget.text()
    elif isinstance(widget, QTextEdit | QPlainTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(n) for n in range(widget.count()))
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _cells(widget.model())
    if isinstance(widget, Paragraph | CapButton | MenuButton):
        yield from (str(value) for value in vars(widget).values() if isinstance(value, str))


def _cells(model: QAbstractItemModel) -> Iterator[str]:
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
    for row in range(model.rowCount(QModelIndex())):
        for column in range(12):
            yield from (
                str(model.index(row, column).data(role) or "") for role in roles if model.index(row, column).isValid()
            )


def traces(root: QWidget) -> list[str]:
    """What tells of the project, once pages that are to go are gone."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [f"{type(w).__name__} {w.objectName()}: {words}" for w, words in words_of(root) if CANARY in words]
