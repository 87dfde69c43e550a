"""The annotator's clock on screen: the page of a break, and repeats in the history."""

from dataclasses import replace

import pytest
import ui_pages as pages
import ui_scenes as scenes
from control_tree import changed_plainly, small, stops, walk
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QImage
from PySide6.QtWidgets import QWidget
from test_ui_access import cut
from test_ui_geometry import Watch

from desktop_al.loop.clock_screen import BreakScreen, Sign
from desktop_al.ui.break_page import PRIVACY, SECOND_LOOK
from desktop_al.ui.small_plots import SmallPlot
from desktop_al.ui.theme import Theme
from desktop_al.ui.window import Window
from tests.ui.clock.clock_stand import PACE, REST, colours, press, show, words_in

SIGNS = (
    Sign("timer", "52 min without a rest", "A break is suggested after 45 min.", "bar", (0.96, 0.83)),
    Sign("clock", "Each image takes longer", "From 9.8 to 14.6 seconds, at the beginning and now.", "line", PACE),
    Sign("repeat", "Samples shown twice", "5 of the last 8 had the same answer as before.", "marks", (1, 1, 0, 1, 0)),
)


RESTING = "Look at something far away for a moment, or stand up and walk a little. Your place is kept."


BREAK = BreakScreen(272, 300, RESTING, SIGNS, 7, True)


def take_break(window: Window, screen: BreakScreen = BREAK) -> QWidget:
    page = window.page("break")
    page.show_break(screen)
    window.show_page("break")
    page.acts, page.choices = [], []
    page.acted.connect(page.acts.append)
    page.again.connect(page.choices.append)
    pages.settle()
    return page


# -- the page of a break -------------------------------------------------------------------------------------


def test_the_page_of_a_break_hides_the_sample_and_its_keys(qtbot, window):
    page = take_break(window)
    assert not window.top.isVisible()
    assert not window.label.isVisible()
    assert "The image is hidden while you are away" in words_in(window.status)
    assert not {"IMG_0001.jpg", "Fundus grading"} & set(words_in(window))
    K = Qt.Key
    press(qtbot, window, K.Key_1, K.Key_U, K.Key_X, K.Key_Z, K.Key_Left, K.Key_B, K.Key_R, K.Key_G, K.Key_Escape)
    press(qtbot, window, K.Key_2, K.Key_N, K.Key_Comma, modifier=Qt.KeyboardModifier.ControlModifier)
    assert (window.intents, window.commands, page.acts) == ([], [], [])
    assert window.shown == "break"
    # What changes meanwhile is drawn behind it and takes neither the page nor the focus away.
    show(window, key=8, rest=REST)
    assert window.shown == "break"
    assert page.isAncestorOf(window.focusWidget())
    window.perform("quit")
    assert window.commands == ["quit"]
    window.show_page("label")
    assert "The image is hidden while you are away" not in words_in(window.status)


def test_texts_are_hidden_as_texts(window):
    window.show_screen(scenes.text_screen(key=4))
    page = take_break(window, replace(BREAK, kind="text"))
    assert "The text is hidden while you are away" in words_in(window.status)
    assert page.box.title() == "Show me the last 7 texts once more later"


def test_return_is_the_way_back(qtbot, window):
    page = take_break(window)
    press(qtbot, window, Qt.Key.Key_Return)
    assert page.acts == ["back"]
    page.setFocus()
    page.back.clearFocus()
    qtbot.keyClick(page, Qt.Key.Key_Enter)
    assert page.acts == ["back", "back"]
    for button, act in ((page.more, "more"), (page.end, "end"), (page.back, "back")):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert page.acts[-1] == act


def test_the_countdown(window):
    page = take_break(window)
    clock = page._left.clock
    assert clock.text() == "04:32"
    assert clock.accessibleName() == "5 minutes left"
    places_before = {w: w.geometry() for w in (page.back, page.more, page.end, page._left)}
    page.show_break(replace(BREAK, left=61))
    assert (clock.text(), clock.accessibleName()) == ("01:01", "2 minutes left")
    page.show_break(replace(BREAK, left=0, words="Ready when you are."))
    pages.settle()
    assert (clock.text(), clock.accessibleName()) == ("00:00", "The break is over")
    assert "Ready when you are." in words_in(page)
    assert {w: w.geometry() for w in places_before} == places_before
    assert page.acts == [], "it never ends by itself"
    page.show_break(replace(BREAK, left=3600, total=3600))
    assert clock.text() == "60:00"


def test_a_second_draws_the_time_alone(window):
    page = take_break(window)
    rows = page._right.findChildren(SmallPlot)
    watch = Watch({"right": page._right, "left": page._left, **{str(n): row for n, row in enumerate(rows)}})
    for left in range(271, 240, -1):
        page.show_break(replace(BREAK, left=left))
        pages.settle(1)
    assert watch.seen == []
    assert page._right.findChildren(SmallPlot) == rows
    watch.end()


def test_what_was_noticed(qtbot, window):
    page = take_break(window)
    said = words_in(page)
    assert {part for sign in SIGNS for part in (sign.title, sign.sentence)} <= set(said)
    assert PRIVACY in said
    plots = [plot.accessibleName() for plot in page.findChildren(SmallPlot) if plot.isVisible()]
    assert plots[0] == "96% of the bar is filled, the mark stands at 83%"
    assert plots[2] == "Oldest first: same, same, another, same, another"
    assert page.box.title() == "Show me the last 7 images once more later"
    assert page.box.accessibleDescription() == SECOND_LOOK
    assert page.box.isChecked()
    page.show_break(replace(BREAK, again_chosen=False))
    assert not page.box.isChecked()
    assert page.choices == [], "what the screen says is no choice"
    qtbot.mouseClick(page.box, Qt.MouseButton.LeftButton)
    assert page.choices == [True]
    page.show_break(replace(BREAK, again=1))
    assert page.box.title() == "Show me the last image once more later"
    page.show_break(replace(BREAK, signs=(), again=0))
    pages.settle()
    assert not page.box.isVisible()
    assert "What was noticed" not in words_in(page)
    page.show_break(replace(BREAK, signs=SIGNS[:1]))
    pages.settle()
    assert SIGNS[0].title in words_in(page)
    assert SIGNS[1].title not in words_in(page)


def test_other_answers_are_told_apart_without_colour(qtbot, theme):
    """The same ones are filled, the other ones hollow."""
    plot = SmallPlot(theme, "marks", (1.0, 0.0), 176, 34)
    qtbot.addWidget(plot)
    shown = plot.grab().toImage()
    middle = shown.height() // 2
    inked = [x for x in range(shown.width()) if shown.pixelColor(x, middle) != shown.pixelColor(0, 0)]
    runs = [x for n, x in enumerate(inked) if n == 0 or x != inked[n - 1] + 1]
    assert len(runs) == 3, "a filled bar, and the two edges of an outline"


@pytest.mark.parametrize("points", [(0.0,), (1.0, 1.0), (2.0, 2.0, 2.0), tuple(float(n % 2) for n in range(400))])
@pytest.mark.parametrize("picture", ["bar", "line", "marks", ""])
def test_every_plot_can_be_drawn(qtbot, theme, picture, points):
    plot = SmallPlot(theme, picture, points, 176, 34)
    qtbot.addWidget(plot)
    shown = plot.grab().toImage()
    assert (len(colours(shown)) > 1) == (picture in ("bar", "marks") or (picture == "line" and len(points) >= 3))


@pytest.mark.parametrize(
    ("name", "size", "scale"),
    [("light", (1440, 900), 1.0), ("dark", (1120, 700), 1.0), ("high-contrast", (1440, 900), 2.0)],
)
def test_the_page_of_a_break_by_keyboard_and_pointer(qtbot, window, name, size, scale):
    window.use_theme(name, scale)
    window.resize(*size)
    page = take_break(window)
    assert cut(page) + small(page, round(28 * scale)) == []
    found = walk(window, Qt.Key.Key_Tab)
    assert found == [page.back, page.more, page.end, page.box]
    assert set(found) == set(stops(window))
    for control in found:
        control.setFocus(Qt.FocusReason.TabFocusReason)
        pages.settle()
        assert control.accessibleName()
        assert QAccessible.queryAccessibleInterface(control).role() in (
            QAccessible.Role.Button,
            QAccessible.Role.CheckBox,
        )
    for control in (page.back, page.more, page.end):
        page._scroll.ensureWidgetVisible(control)
        assert changed_plainly(window, control) >= 60, control.accessibleName()
    page._scroll.ensureWidgetVisible(page.box)
    assert changed_plainly(window, page.box) >= 60
    assert (window.width(), window.height()) == size
    # Tab brings what it comes to into view.
    page.end.setFocus()
    press(qtbot, window, Qt.Key.Key_Tab)
    assert page.box.hasFocus()
    top = page.box.mapTo(page, QPoint()).y()
    assert 0 <= top < page.height()
    assert page.box.visibleRegion().boundingRect().height() == page.box.height()


def test_a_break_takes_another_look_with_it(qapp, window):
    page = take_break(window)
    window.use_theme("dark", 1.3)
    pages.settle()
    assert page.grab().toImage().pixelColor(2, 2).name() == Theme("dark").hex("bg.app").lower()
    assert page._left.clock.font().pixelSize() == Theme("dark", 1.3).font("countdown").pixelSize()


# -- the history ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["image", "text"])
def test_a_repeat_is_told_in_the_history(window, kind):
    screen = scenes.image_screen(key=7) if kind == "image" else scenes.text_screen(key=7)
    window.show_screen(screen)
    plain = scenes.history(3, kind)
    view, model = window.label.history.view, window.label.history.model

    def row_picture(row: object) -> QImage:
        window.label.set_history([*plain[:2], row])
        pages.settle()
        return view.viewport().grab(view.visualRect(model.index(2))).toImage()

    before = row_picture(plain[2])
    pictures = [row_picture(replace(plain[2], repeated=words)) for words in ("Same as at 14:02", "Before: Mild")]
    assert before not in pictures
    assert pictures[0] != pictures[1]
    index = model.index(2)
    assert "Before: Mild" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Before: Mild" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert plain[2].name in index.data(Qt.ItemDataRole.ToolTipRole)
    # The words fit beside their sign in a row of this width.
    theme = window.theme
    used = theme.px(15) + (theme.px(50) if kind == "image" else 0) + theme.px(18) + theme.px(10)
    wanted = QFontMetrics(theme.font("caption")).horizontalAdvance("Same as at 14:02")
    assert wanted <= view.viewport().width() - used
