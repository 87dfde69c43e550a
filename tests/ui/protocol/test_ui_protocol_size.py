"""The Protocol page at every size and in every look, and with a thousand classes."""

import time
from dataclasses import replace

import pytest
import ui_scenes as scenes
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop_al.core.shapes import LabelClass
from desktop_al.loop.editing import ProtocolView
from desktop_al.ui.protocol_page import ProtocolPage
from desktop_al.ui.theme import THEMES, Theme, retheme
from desktop_al.ui.widgets import CapButton, Words
from tests.ui.protocol.protocol_stand import GUIDE


@pytest.mark.alone
def test_a_thousand_classes_are_shown_and_changed_quickly(qtbot, page):
    kinds = tuple(LabelClass(f"c{n}", f"Class {n}", n, "Said.") for n in range(1000))
    view = ProtocolView(kinds, {f"c{n}": n for n in range(1000)})
    page.show_protocol(view)
    QApplication.processEvents()
    before = len(page.findChildren(QWidget))
    start = time.perf_counter()
    page.show_protocol(replace(view, classes=(replace(kinds[0], name="Other"), *kinds[1:])))
    QApplication.processEvents()
    renamed = time.perf_counter() - start
    start = time.perf_counter()
    page.show_protocol(replace(view, classes=(*kinds, LabelClass("new", "New", 1000))))
    QApplication.processEvents()
    added = time.perf_counter() - start
    assert renamed < 0.3
    assert added < 0.3
    # Rows are painted, not made of widgets.
    assert len(page.findChildren(QWidget)) <= before + 2
    assert page.classes.table.verticalScrollBar().maximum() > 0


def cut(page: QWidget) -> list[str]:
    found = []
    for label in page.findChildren(QLabel):
        may_elide = isinstance(label, Words) and label._elide
        if label.isVisible() and label.text() and not may_elide and label.width() < label.sizeHint().width():
            found.append(label.text())
    for button in page.findChildren(CapButton):
        if button.isVisible() and button._hug and button.width() < button.sizeHint().width():
            found.append(button.words())
    return found


@pytest.mark.parametrize(("size", "scale"), [((1120, 620), 1.0), ((1440, 820), 1.0), ((1440, 800), 2.0)])
def test_nothing_is_cut_at_any_size(qtbot, qapp, size, scale):
    theme = Theme("light", scale)
    theme.apply(qapp)
    page = ProtocolPage(theme)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    gone = LabelClass("b", "B", 1, retired=True)
    kinds = (*(LabelClass(f"c{n}", name, n) for n, name in enumerate(scenes.FIVE)), gone)
    for text in (GUIDE, ""):
        page.show_protocol(ProtocolView(kinds, {}, text, 3, "22 November 2026", "anna", undo_words="adding x"))
        if text:
            page.classes._fold.click()
            page.classes._ask_merge("c0")
        else:
            page.guideline.open_edit()
        QApplication.processEvents()
        QApplication.processEvents()
        assert cut(page) == []
        # Never wider than the window; in a low one it scrolls down.
        assert page._scroll.horizontalScrollBar().maximum() == 0
    assert page.size().toTuple() == size


def test_every_control_has_a_name_and_room(qtbot, study):
    page = study.page
    page.classes._ask_merge(study.id("Mild"))
    page.guideline.open_edit()
    QApplication.processEvents()
    for child in page.findChildren(QWidget):
        if child.isVisible() and child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.parent() is not None:
            assert child.accessibleName(), child
            assert child.height() >= 28, child


@pytest.mark.parametrize("name", THEMES)
def test_another_look_keeps_what_is_typed(qtbot, qapp, study, name):
    study.page.guideline.open_edit()
    qtbot.keyClicks(study.page.classes.adding.name, "half")
    theme = Theme(name, 1.3)
    theme.apply(qapp)
    retheme(study.page, theme)
    QApplication.processEvents()
    assert study.page.classes.adding.name.text() == "half"
    assert study.page.guideline.field.toPlainText() == GUIDE
    assert study.page.classes.table.rowHeight(0) == theme.px(44)
