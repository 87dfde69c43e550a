"""Contrast of the tokens, and that no words are cut at any size."""

from dataclasses import replace

import pytest
import ui_scenes as scenes
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel

from desktop_al.loop.screen import Notice
from desktop_al.ui.glyphs import GLYPHS, glyph_path
from desktop_al.ui.theme import SCALES, THEMES, Theme, contrast, tokens
from desktop_al.ui.widgets import CapButton, Words
from desktop_al.ui.window import Window


@pytest.mark.parametrize("name", THEMES)
def test_contrast_of_text(qapp, name):
    theme = Theme(name)
    floor = tokens()["contrast_floor"]["text_high_contrast" if name == "high-contrast" else "text"]
    grounds = ("bg.app", "bg.surface", "bg.raised", "bg.hover", "accent.soft")
    for ink in ("text.primary", "text.secondary", "text.muted"):
        for ground in grounds:
            assert contrast(theme.colour(ink), theme.colour(ground)) >= floor, (ink, ground)
    pairs = [(f"{tone}.text", f"{tone}.soft") for tone in ("success", "warning", "danger", "accent")]
    pairs += [(f"{tone}.text", "bg.surface") for tone in ("success", "warning", "danger", "accent")]
    pairs += [("accent.on", "accent.fill"), ("accent.on", "accent.fill.hover"), ("selection.text", "selection.bg")]
    pairs += [("text.primary", f"evidence.{step}") for step in (1, 2, 3)]
    for ink, ground in pairs:
        assert contrast(theme.colour(ink), theme.colour(ground)) >= floor, (ink, ground)


@pytest.mark.parametrize("name", THEMES)
def test_contrast_of_marks_and_borders(qapp, name):
    theme = Theme(name)
    floor = tokens()["contrast_floor"]["non_text"]
    for ground in ("bg.surface", "bg.raised", "accent.soft"):
        assert contrast(theme.colour("border.control"), theme.colour(ground)) >= floor
        assert contrast(theme.colour("focus.ring"), theme.colour(ground)) >= floor
        for index in range(9):
            assert contrast(theme.class_colour(index), theme.colour(ground)) >= floor, (index, ground)


def test_known_contrast():
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21.0)
    assert contrast(QColor("#777777"), QColor("#FFFFFF")) == pytest.approx(4.48, abs=0.01)


def test_glyphs_are_nine_shapes_in_their_box(qapp):
    assert len(GLYPHS) == 9 == len({glyph_path(n).simplified().boundingRect().getRect() + (n,) for n in range(9)})
    for number in range(9):
        box = glyph_path(number).boundingRect()
        assert box.left() >= -0.3
        assert box.right() <= 12.3
        assert box.width() > 9


def cut(window: Window) -> list[str]:
    """Labels and buttons that are smaller than their words, and may not be."""
    found = []
    for label in window.findChildren(QLabel):
        may_elide = isinstance(label, Words) and label._elide
        if label.isVisible() and label.text() and not may_elide and label.width() < label.sizeHint().width():
            found.append(label.text())
    for button in window.findChildren(CapButton):
        if button.isVisible() and button._hug and button.width() < button.sizeHint().width():
            found.append(button.words())
    return found


@pytest.mark.parametrize(("size", "scale"), [((1120, 700), 1.0), ((1440, 900), 1.0), ((1440, 900), 2.0)])
@pytest.mark.parametrize("page", ["image", "text", "notice", "start", "form", "sheet"])
def test_nothing_is_cut(qtbot, qapp, size, scale, page):
    theme = Theme("light", scale)
    theme.apply(qapp)
    window = Window(theme, 0)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    if page in ("image", "text", "notice", "sheet"):
        window.show_label()
        screen = scenes.text_screen() if page == "text" else scenes.image_screen()
        if page == "notice":
            screen = replace(screen, notices=(Notice("disk", "The disk is full.", "Safe.", (("a", "Check again"),)),))
        window.show_screen(screen)
    if page == "form":
        window.show_form()
        window.form.submit()
    if page == "sheet":
        window.perform("shortcuts")
    QApplication.processEvents()
    QApplication.processEvents()
    assert cut(window) == []
    picture = window.grab().toImage()
    assert (picture.width(), picture.height()) == size


def test_changing_the_look_keeps_the_page(qtbot, theme):
    window = Window(theme, 0)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.show_label()
    window.show_screen(scenes.image_screen())
    for name in THEMES:
        for scale in SCALES[:3]:
            window.use_theme(name, scale)
            assert window.top.height() == round(48 * scale)
            assert window.label.inspector.width() == round(376 * scale)
    ground = window.grab().toImage().pixelColor(2, window.height() // 2)
    assert ground == window.theme.colour("bg.surface")


def test_a_thousand_classes_paint(qtbot, theme):
    window = Window(theme, 0)
    qtbot.addWidget(window)
    window.resize(1120, 700)
    window.show()
    window.show_label()
    window.show_screen(scenes.image_screen(scenes.many(1000)))
    panel = window.label.inspector.panel
    assert panel.model.rowCount() == 1000
    assert panel.view.verticalScrollBar().maximum() > 0
    assert window.label.inspector.tray.height() >= 100
    assert [panel.nth(n).key for n in range(1, 10)] == list("123456789")
    window.grab()
