"""Deep images on the stage: window and level, frames, warnings, scale, masks; with real keys and a real pointer."""

from dataclasses import replace

import deep_scenes as deep
import numpy as np
import pytest
import ui_scenes as scenes
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_al.loop.windowing import render
from desktop_al.ui.stage_marks import length_words, nice_length
from desktop_al.ui.window import Window

K = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot, theme):
    made = Window(theme, guard_ms=0)
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    made.show_page("label")
    made.intents = []
    made.label.intent.connect(lambda name, value: made.intents.append((name, value)))
    show(made, deep.content())
    return made


def show(window, content, key=1):
    window.show_screen(deep.with_content(scenes.image_screen(key=key), content))
    QApplication.processEvents()


def press(window, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(window.focusWidget(), key, modifier)


def image(window):
    return window.label.stage.image


def in_force(window):
    window_now = image(window).deep().window
    return (window_now.name, window_now.centre, window_now.width)


def drag(window, button, start, end):
    port = image(window).viewport()
    QTest.mousePress(port, button, Qt.KeyboardModifier.NoModifier, start)
    for part in (0.5, 1.0):
        QTest.mouseMove(port, start + (end - start) * part)
        # The offscreen platform tells of no buttons with a move.
        QApplication.processEvents()
    QTest.mouseRelease(port, button, Qt.KeyboardModifier.NoModifier, end)


def wheel(window, notches, modifier=Qt.KeyboardModifier.NoModifier):
    port = image(window).viewport()
    middle = QPointF(port.rect().center())
    turned = QWheelEvent(
        middle,
        QPointF(port.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(port, turned)


def grey_at(window, column, row):
    """Of the picture on screen at a pixel of the file, and what its window makes of that value."""
    stage = image(window)
    point = stage.mapFromScene(QPointF(column + 0.5, row + 0.5))
    shown = stage.viewport().grab().toImage().pixelColor(point).red()
    view = stage.deep()
    return shown, int(render(view.deep, view.window)[row, column])


# -- window and level ----------------------------------------------------------------------------------


def test_digits_choose_windows_and_answer_nothing(window):
    press(window, K.Key_C, K.Key_2)
    assert in_force(window) == ("Lung", -600, 1500)
    assert window.intents == []
    assert window.label.stage.toolbar._contrast.words() == "Window 1,500, level −600 HU"
    press(window, K.Key_9)
    assert in_force(window)[0] == "Lung", "there are four windows, and a ninth digit is no answer here"
    assert window.intents == []
    press(window, K.Key_0)
    assert in_force(window) == ("Abdomen", 40, 400)
    press(window, K.Key_3, K.Key_Backspace)
    assert in_force(window) == ("Abdomen", 40, 400)
    press(window, K.Key_Escape, K.Key_2)
    assert window.intents == [("label", "c1")]


def test_arrows_change_window_and_level(window):
    press(window, K.Key_C, K.Key_Right)
    assert in_force(window) == ("", 40, 420)
    press(window, K.Key_Left, K.Key_Up)
    name, centre, width = in_force(window)
    assert (name, width) == ("", 399)
    assert centre == 50
    press(window, K.Key_Down, modifier=SHIFT)
    assert in_force(window)[1] == 0
    press(window, K.Key_Right, modifier=SHIFT)
    assert in_force(window)[2] == 499
    assert window.intents == [], "the arrows do not leaf through the history"
    press(window, K.Key_Escape, K.Key_Left)
    assert [name for name, _ in window.intents] == ["back"]


def test_what_is_seen_is_what_the_window_says(window, qtbot):
    values = np.repeat(np.repeat(np.arange(-400, 624, 16, np.int16).reshape(8, 8), 64, axis=0), 64, axis=1)
    show(window, deep.content(deep.deep(values, intercept=0.0)), key=2)
    places = ((32, 32), (288, 224), (352, 224), (500, 500))
    press(window, K.Key_C, K.Key_Right)
    for drawn_anew in (False, True):
        pairs = [grey_at(window, *place) for place in places]
        assert all(seen == expected for seen, expected in pairs), (drawn_anew, pairs)
        assert len({seen for seen, _ in pairs}) > 2
        qtbot.waitUntil(lambda: not image(window)._rest.isActive())


def test_large_images_are_drawn_as_far_as_they_are_seen(window):
    values = deep.ct_values(2048, 2048)
    show(window, replace(deep.content(deep.deep(values)), width=2048, height=2048), key=2)
    stage = image(window)
    press(window, K.Key_C, K.Key_Right)
    assert stage._item.pixmap().width() <= 800, "as many as there are on screen are enough"
    for _ in range(8):
        stage.zoom_by(1.6)
    stage.adjust(1, 0)
    assert stage._item.pixmap().width() < 200
    assert stage._item.transform().m11() == 1.0
    stage.fit()
    assert stage._item.sceneBoundingRect().width() == pytest.approx(2048, abs=2)


@pytest.mark.parametrize(("button", "mode"), [(Qt.MouseButton.RightButton, False), (Qt.MouseButton.LeftButton, True)])
def test_dragging(window, button, mode):
    if mode:
        press(window, K.Key_C)
    middle = image(window).viewport().rect().center()
    place = image(window).mapToScene(0, 0)
    drag(window, button, middle, middle + QPoint(100, -50))
    _, centre, width = in_force(window)
    assert width > 460
    assert centre > 80
    assert image(window).mapToScene(0, 0) == place, "the picture stays where it is"
    assert window.intents == []


def test_left_drag_moves_the_picture_outside_the_mode(window):
    middle = image(window).viewport().rect().center()
    before = image(window).mapToScene(0, 0)
    drag(window, Qt.MouseButton.LeftButton, middle, middle + QPoint(60, 0))
    assert image(window).mapToScene(0, 0) != before
    assert in_force(window)[0] == "Abdomen"


def test_the_window_stays_for_the_next_of_its_kind(window):
    press(window, K.Key_C, K.Key_2)
    other = deep.deep(presets=tuple(reversed(deep.CT_WINDOWS)))
    show(window, deep.content(other), key=2)
    assert in_force(window) == ("Lung", -600, 1500)
    assert not image(window).contrast_mode, "a digit answers again"
    show(window, deep.content(deep.deep(unit="", intercept=0.0)), key=3)
    assert in_force(window)[0] == "Abdomen", "another kind of image"
    show(window, deep.content(), key=4)
    press(window, K.Key_C, K.Key_Right)
    own = in_force(window)
    show(window, deep.content(), key=5)
    assert in_force(window) == own
    press(window, K.Key_C, K.Key_0)
    show(window, deep.content(), key=6)
    assert in_force(window) == ("Abdomen", 40, 400)
    assert "It stays for the next image" in window.label.stage.toolbar._contrast.toolTip()
    press(window, K.Key_C, K.Key_3)
    window.label.forget()
    show(window, deep.content(), key=7)
    assert in_force(window) == ("Abdomen", 40, 400), "another project begins anew"


def test_an_image_of_eight_bits_has_contrast(window):
    window.show_screen(scenes.image_screen(key=8))
    assert image(window).deep() is None
    assert window.label.stage.toolbar._contrast.words() == "Contrast"
    assert not window.label.stage.toolbar._presets.isVisible()
    press(window, K.Key_C, K.Key_Right)
    assert image(window)._steps == (1, 0)
    press(window, K.Key_2)
    assert window.intents == [("label", "c1")], "it has no windows: digits answer"


def test_presets_by_menu(window, qtbot):
    button = window.label.stage.toolbar._presets
    button.setFocus()
    QTest.keyClick(button, K.Key_Space)
    menu = button.menu_shown
    assert menu.isVisible()
    words = [action.text() for action in menu.actions()]
    assert words[1] == "Lung\t1,500 / −600"
    assert words[-1] == "Reset\t0"
    QTest.keyClick(menu, K.Key_Down)
    QTest.keyClick(menu, K.Key_Return)
    assert in_force(window)[0] == "Lung"
    assert not menu.isVisible()


# -- frames --------------------------------------------------------------------------------------------


def frames(window):
    return [value for name, value in window.intents if name == "frame"]


def test_keys_and_wheel_turn_to_frames(window):
    several = deep.content(frames=40)
    show(window, several, key=2)
    bar = window.label.stage.frames
    assert bar.isVisible()
    press(window, K.Key_PageDown, K.Key_PageDown, K.Key_PageUp)
    assert frames(window) == [1, 2, 1], "the newest wish counts, whatever is on screen"
    zoom = image(window).percent()
    wheel(window, -3)
    wheel(window, -0.5)
    wheel(window, -0.5)
    assert frames(window)[3:] == [4, 5]
    wheel(window, 1)
    assert frames(window)[-1] == 4
    assert image(window).percent() == zoom
    wheel(window, 1, Qt.KeyboardModifier.ControlModifier)
    assert image(window).percent() > zoom
    press(window, K.Key_PageDown, modifier=Qt.KeyboardModifier.ControlModifier)
    assert frames(window)[-1] == 39
    press(window, K.Key_PageDown)
    assert frames(window)[-1] == 39
    assert bar._words.text() == "Frame 40 of 40"
    press(window, K.Key_PageUp, modifier=Qt.KeyboardModifier.ControlModifier)
    assert frames(window)[-1] == 0


def test_a_frame_that_comes_changes_nothing_else(window):
    several = deep.content(frames=40)
    show(window, several, key=2)
    press(window, K.Key_C, K.Key_2)
    image(window).zoom_by(2)
    before, place = image(window).percent(), image(window).mapToScene(0, 0)
    press(window, K.Key_PageDown, K.Key_PageDown)
    show(window, replace(deep.content(deep.deep(deep.ct_values(seed=2))), frames=40, frame=1), key=2)
    assert image(window).percent() == before
    assert image(window).mapToScene(0, 0) == place
    assert in_force(window)[0] == "Lung"
    assert image(window).contrast_mode
    assert window.label.stage.frames.frame() == 2, "it is the older wish that has come"
    show(window, deep.content(), key=3)
    assert not window.label.stage.frames.isVisible()


def test_one_frame_leaves_the_wheel_as_it_was(window):
    before = image(window).percent()
    wheel(window, 1)
    press(window, K.Key_PageDown)
    assert image(window).percent() > before
    assert window.intents == []


def test_dragging_the_frame_bar(window):
    show(window, deep.content(frames=5), key=2)
    slider = window.label.stage.frames.slider
    slider.setFocus()
    QTest.keyClick(slider, K.Key_Right)
    assert frames(window) == [1], "on the bar the arrows belong to it"
    assert [name for name, _ in window.intents] == ["frame"]
    slider.setSliderPosition(3)
    assert frames(window) == [1, 3]


# -- scale, tags, warnings -----------------------------------------------------------------------------


def test_lengths_of_the_scale_bar():
    assert [nice_length(x) for x in (1, 4.9, 5, 19, 120, 0.3, 0.024)] == [1, 2, 5, 10, 100, 0.2, 0.02]
    assert [length_words(x) for x in (10, 0.5, 0.02, 2000)] == ["10 mm", "0.5 mm", "20 µm", "2 m"]


@pytest.mark.parametrize("spacing", [None, (0.7, 0.7), (1e-9, 1e-9), (float("nan"), float("nan")), (0.0, 0.0)])
def test_any_spacing(window, spacing):
    show(window, deep.content(spacing=None), key=2)
    plain = image(window).viewport().grab().toImage()
    show(window, deep.content(spacing=spacing), key=3)
    assert (image(window).viewport().grab().toImage() != plain) == (spacing == (0.7, 0.7))


def test_a_warning_folds_away_for_this_sample(window):
    warned = deep.content(warnings=("Text may be burned into this image.",))
    show(window, warned, key=2)
    bar = window.label.stage.warning
    port = image(window).viewport().rect()
    assert bar.isVisible()
    press(window, K.Key_Escape)
    assert not bar.isVisible()
    assert image(window).viewport().rect() == port, "it moves nothing"
    show(window, warned, key=3)
    assert bar.isVisible()
    show(window, warned, key=2)
    assert not bar.isVisible(), "folded for that sample"
    show(window, warned, key=3)
    QTest.mouseClick(bar.mask, Qt.MouseButton.LeftButton)
    assert image(window).mask.on


def test_tags_only_where_there_are_any(window):
    show(window, deep.content(spacing=None), key=2)
    plain = image(window).viewport().grab().toImage()
    show(window, deep.content(spacing=None, tags=(("Body part", "CHEST " * 80),) * 9), key=3)
    assert image(window).viewport().grab().toImage() != plain


# -- masks ---------------------------------------------------------------------------------------------


def test_a_mask_by_keys(window):
    press(window, K.Key_M)
    assert image(window).mask.box == (192, 230, 128, 51)
    press(window, K.Key_Right, K.Key_Up, K.Key_Up)
    x, y, wide, high = image(window).mask.box
    assert (x > 192, y < 230, wide, high) == (True, True, 128, 51)
    press(window, K.Key_Right, modifier=SHIFT)
    press(window, K.Key_Up, modifier=SHIFT)
    assert image(window).mask.box[2] > 128
    assert image(window).mask.box[3] < 51
    press(window, K.Key_Return)
    assert window.intents == [("mask", image(window).mask.box)], "Enter accepts nothing here"
    press(window, K.Key_Delete)
    assert window.intents[-1] == ("unmask", image(window).mask.centre())
    for _ in range(200):
        press(window, K.Key_Down)
    assert image(window).mask.box[1] + image(window).mask.box[3] == 512, "it stays in the picture"
    press(window, K.Key_Escape, K.Key_Return)
    assert window.intents[-1] == ("accept", None)


def test_a_mask_by_pointer(window):
    press(window, K.Key_M)
    stage = image(window)
    corners = [stage.mapFromScene(QPointF(*corner)) for corner in ((300, 200), (100, 50))]
    drag(window, Qt.MouseButton.LeftButton, *corners)
    (name, box), scale = window.intents[-1], 512 / 730
    assert name == "mask"
    assert np.allclose(box, (100, 50, 200, 150), atol=2 * scale + 1)
    count = len(window.intents)
    QTest.mouseClick(stage.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, corners[0])
    assert len(window.intents) == count, "a click draws nothing"
    press(window, K.Key_Delete)
    assert np.allclose(window.intents[-1][1], (300, 200), atol=3)


def test_no_masks_where_nothing_can_be_kept(window):
    screen = deep.with_content(scenes.image_screen(key=2), deep.content())
    window.show_screen(replace(screen, read_only=True))
    press(window, K.Key_M)
    assert not image(window).mask.on
    window.show_screen(scenes.text_screen(key=3))
    press(window, K.Key_M, K.Key_PageDown)
    assert not image(window).mask.on
    assert window.intents == []
