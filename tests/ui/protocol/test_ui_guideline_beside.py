"""The guideline beside the sample."""

import time
from dataclasses import replace

import pytest
import ui_scenes as scenes
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_al.core.shapes import LabelClass
from desktop_al.loop.editing import ProtocolView
from desktop_al.ui.class_table import NAME
from desktop_al.ui.guideline import GuidelineText
from desktop_al.ui.guideline_view import NO_GUIDELINE
from desktop_al.ui.inspector import Inspector
from tests.ui.protocol.protocol_stand import CTRL, GUIDE, K, texts


@pytest.fixture
def inspector(qtbot, theme) -> Inspector:
    made = Inspector(theme)
    qtbot.addWidget(made)
    made.resize(376, 820)
    made.show()
    made.show_screen(scenes.image_screen(("Mild", "Severe", "None")), None)
    return made


# -- the guideline beside the sample -------------------------------------------------------------------


def test_guideline_opens_on_the_likeliest_class(qtbot, inspector):
    view = inspector.guideline
    view.set_markdown(GUIDE, 3)
    screen = scenes.image_screen(("Mild", "Severe", "None"), key=2)
    sample = replace(screen.sample, offer=scenes.offer(3, 1))
    inspector.show_screen(replace(screen, sample=sample), None)
    inspector.set_guideline_open(True)
    assert view.tabs.count() == 4
    assert view.tabs.currentIndex() == 1
    assert view._suggested.text().startswith("Suggested: Severe, ")
    assert view._which.text() == "version 3"
    shown = texts(view)
    assert "Severe" in shown
    assert "Definition of Severe." in shown
    assert "Between two classes" in shown
    assert "Any exudate: Severe." in shown
    view.tabs.setCurrentIndex(0)
    assert "Dots only." in texts(view)
    # Turning to the next sample leaves the page where the person put it.
    inspector.show_screen(scenes.image_screen(("Mild", "Severe", "None"), key=3), None)
    assert view.tabs.currentIndex() == 0


def test_ctrl_tab_goes_through_the_tabs(qtbot, inspector):
    view = inspector.guideline
    view.set_markdown(GUIDE, 1)
    inspector.set_guideline_open(True)
    seen = []
    for _ in range(5):
        seen.append(view.tabs.currentIndex())
        view.step(1)
    assert seen == [0, 1, 2, 3, 0]
    view.step(-1)
    view.step(-1)
    assert view.tabs.tabText(view.tabs.currentIndex()) == "Whole text"
    assert view.text.isVisible()
    assert "For all." in view.text.toPlainText()


def test_ctrl_tab_by_key_while_the_stage_has_the_focus(qtbot, inspector):
    inspector.guideline.set_markdown(GUIDE, 1)
    inspector.set_guideline_open(True)
    inspector.activateWindow()
    QApplication.processEvents()
    qtbot.keyClick(inspector, K.Key_Tab, CTRL)
    assert inspector.guideline.tabs.currentIndex() == 1
    qtbot.keyClick(inspector, K.Key_Backtab, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert inspector.guideline.tabs.currentIndex() == 0


def test_names_with_tags_stay_text(qtbot, page, panel):
    name = "<img src='file:///x.png'>"
    kinds = (LabelClass("a", name, 0, "<b>bold</b>"), LabelClass("b", "B", 1))
    page.show_protocol(ProtocolView(kinds, {}, f"## {name}\n{name}\n", 1, undo_words=f"adding {name}"))
    panel.set_classes(kinds)
    tips = [page.classes.undo.toolTip(), page.classes.table.rows.index(0, NAME).data(Qt.ItemDataRole.ToolTipRole)]
    tips.append(panel.model.index(0).data(Qt.ItemDataRole.ToolTipRole))
    for tip in tips:
        assert "&lt;img" in tip
        assert "<img" not in tip
    assert page.guideline.text.toPlainText().count("<img") == 2


def test_without_a_guideline_the_definitions_are_shown(qtbot, inspector):
    view = inspector.guideline
    inspector.set_guideline_open(True)
    assert view._none.isVisible()
    assert view._none.text() == NO_GUIDELINE
    assert "Definition of Mild." in texts(view)
    assert view.tabs.count() == 3


def test_keys_above_the_guideline_label(qtbot, inspector):
    heard = []
    inspector.chosen.connect(lambda kind, value: heard.append((kind, value)))
    inspector.set_guideline_open(True)
    QApplication.processEvents()
    assert [key.isChecked() for key in inspector.guideline.keys._keys] == [True, False, False]
    qtbot.mouseClick(inspector.guideline.keys._keys[1], Qt.MouseButton.LeftButton)
    assert heard == [("label", "c1")]
    assert [key.isChecked() for key in inspector.guideline.keys._keys] == [True, False, False]


def test_tray_without_a_guideline(qtbot, inspector):
    screen = scenes.image_screen(("Mild", "Severe", "None"), key=4)
    inspector.show_screen(replace(screen, sample=replace(screen.sample, rule=None)), None)
    rules = inspector.tray.rules
    assert rules._paragraphs[0].text() == "No guideline yet."
    assert not rules._open.isVisible()
    inspector.guideline.set_markdown(GUIDE, 1)
    assert rules._paragraphs[0].text() == "The protocol has no rule for this choice."
    assert rules._open.isVisible()
    inspector.guideline.set_markdown("", 2)
    assert not rules._open.isVisible()


@pytest.mark.alone
@pytest.mark.parametrize(
    "text",
    [
        "#" * 200_000,
        "#\n" * 100_000,
        "> " * 100_000,
        "*a" * 100_000,
        "[" * 200_000,
        "<img src='http://a.b/c.png'>" * 5000,
    ]
    + ["- " * 50_000, "\x00\x1b" * 50_000, "![a](file:///etc/passwd)\n\n" * 5000, "word " * 40_000],
    ids=["hashes", "headings", "quotes", "stars", "brackets", "tags", "items", "controls", "images", "words"],
)
def test_hostile_guidelines_are_shown_in_time(qtbot, theme, text):
    view = GuidelineText(theme)
    qtbot.addWidget(view)
    view.resize(376, 600)
    view.show()
    start = time.process_time()
    view.set_guideline(text, {"a": 0})
    QApplication.processEvents()
    assert time.process_time() - start < 1.0
    assert "\ufffc" not in view.toPlainText()
    view.grab()


@pytest.mark.alone
@pytest.mark.parametrize("text", ["a" * 100_000, "- a\n" * 50_000, "*a" * 50_000, "```\n" + "x\n" * 50_000])
def test_a_class_with_hostile_text_is_shown_in_time(qtbot, inspector, text):
    inspector.guideline.set_markdown(f"## Mild\n{text}\n## Mild or None?\n{text}\n", 1)
    start = time.process_time()
    inspector.set_guideline_open(True)
    QApplication.processEvents()
    inspector.grab()
    assert time.process_time() - start < 3


def test_marks_stand_before_headings_that_name_a_class(qtbot, theme):
    view = GuidelineText(theme)
    qtbot.addWidget(view)
    view.set_guideline(GUIDE, {"mild": 1})
    assert view.toPlainText().count("\ufffc") == 1
    assert "\ufffc  Mild\n" in view.toPlainText()
    assert "Dots only." in view.toPlainText()
