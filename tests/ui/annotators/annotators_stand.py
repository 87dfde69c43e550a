"""The real window with annotators, for the tests of their page."""

import ui_pages as pages
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_al.ui.annotators_page import AnnotatorsPage
from desktop_al.ui.widgets import CapButton, Paragraph, Words

KEY, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def key(session, *keys: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    for one in keys:
        QTest.keyClick(session.window.focusWidget() or session.window, one, modifier)
        pages.settle()


def open_page(session) -> AnnotatorsPage:
    key(session, KEY.Key_A, modifier=CTRL | SHIFT)
    assert session.window.shown == "annotators"
    return session.window.page("annotators")


def add(session, page: AnnotatorsPage, name: str) -> None:
    page.people.add.edit.setFocus()
    QTest.keyClicks(page.people.add.edit, name)
    key(session, KEY.Key_Return)


def words_on(page: AnnotatorsPage) -> str:
    found = [w.text() for w in (*page.findChildren(Words), *page.findChildren(Paragraph)) if w.isVisible()]
    return "\n".join(found + [w.words() for w in page.findChildren(CapButton) if w.isVisible()])
