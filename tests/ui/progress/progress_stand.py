"""The Progress page with an example screen, for its tests."""

import ui_pages as pages
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_al.loop.progress_screen import ProgressScreen
from desktop_al.ui.progress_page import ProgressPage
from desktop_al.ui.theme import Theme

KEY = Qt.Key


def open_page(qtbot, theme: Theme, screen: ProgressScreen | None = None, size=(1440, 824)) -> ProgressPage:
    page = ProgressPage(theme)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    page.activateWindow()
    if screen is not None:
        page.show_progress(screen)
    pages.settle(6)
    return page


def enter(qtbot, edit: QLineEdit, text: str, key: Qt.Key = KEY.Key_Return) -> None:
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClick(edit, KEY.Key_Delete)
    qtbot.keyClicks(edit, text)
    qtbot.keyClick(edit, key)


def cut(widget: QWidget) -> list[str]:
    """Parts with words that have less room than they need."""
    return [
        f"{type(part).__name__} {part.accessibleName()}: {part.height()} < {part.heightForWidth(part.width())}"
        for part in widget.findChildren(QWidget)
        if part.isVisible() and part.hasHeightForWidth() and part.height() < part.heightForWidth(part.width())
    ]


def fields(page: ProgressPage) -> dict[str, QLineEdit]:
    return {name: given.edit for part in (page.rule, page.costs) for name, given in part.fields.items()}
