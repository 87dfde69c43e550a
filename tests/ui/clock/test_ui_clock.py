"""The annotator's clock on screen: the timer in the top bar and the notice in the tray."""

from dataclasses import replace

import pytest
import ui_pages as pages
import ui_scenes as scenes
from control_tree import changed_plainly, small, stops, walk
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton
from test_ui_access import cut
from test_ui_geometry import Watch, label_parts, moved, places

from desktop_al.core.commands import DEFAULT_KEYS, keymap
from desktop_al.loop.clock_screen import Timer
from desktop_al.loop.screen import Notice
from desktop_al.ui import announce
from desktop_al.ui.key_groups import LABEL, grouped
from desktop_al.ui.small_plots import SmallPlot
from desktop_al.ui.timer_chip import spoken
from desktop_al.ui.widgets import CapButton
from tests.ui.clock.clock_stand import REST, colours, press, show, words_in

CALM = Timer("38 min on task", "Break in 12 min", 0.76, False, "1 h 20 min today")


DUE = Timer("52 min on task", "Break due", 1.0, True, "2 h 5 min today")


# -- the timer -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("scale", "wide"), [(1.0, 1440), (1.5, 1800)])
def test_the_timer_never_moves_anything(window, scale, wide):
    window.use_theme("light", scale)
    window.resize(wide, 1000)
    pages.settle()
    parts = label_parts(window) | {"slot": window.top.slot}
    before, watch = places(parts), Watch(parts)
    chip = window.top.timer
    assert not chip.isVisible()
    assert window.top.slot.width() == round(300 * scale)
    for timer in (CALM, DUE, replace(CALM, words="1 h 32 min on task", detail="Break in 1 h 28 min"), None, DUE):
        show(window, timer=timer)
        assert chip.isVisible() == (timer is not None)
        assert chip.size() == window.top.slot.size()
        assert chip.rect().contains(chip.box())
    assert moved(before, parts) == {}
    assert watch.seen == []
    watch.end()


def test_a_break_that_is_due_is_told_by_more_than_its_colour(window):
    chip, theme = window.top.timer, window.theme
    show(window, timer=CALM)
    assert chip.accessibleName() == "38 minutes on task, break in 12 minutes"
    assert "1 hour 20 minutes today" in chip.accessibleDescription()
    assert "1 h 20 min today" in chip.toolTip()
    calm = chip.grab().toImage()
    assert theme.hex("warning.soft").lower() not in colours(calm)
    assert theme.hex("bg.pressed").lower() in colours(calm), "the rest of the bar"
    show(window, timer=DUE)
    assert chip.accessibleName() == "52 minutes on task, break due"
    due = chip.grab().toImage()
    assert {theme.hex("warning.soft").lower(), theme.hex("warning.line").lower()} <= colours(due)
    # The key is printed where it does something.
    window.show_page("samples")
    pages.settle()
    assert chip.grab().toImage() != due
    window.show_page("label")
    window.set_keys(keymap({"break": ["K"]}))
    pages.settle()
    assert chip.grab().toImage() != due


def test_the_bar_of_the_timer_goes_on_with_its_words(window):
    chip = window.top.timer
    show(window, timer=CALM)
    before = chip.grab().toImage()
    show(window, timer=replace(CALM, share=0.77))
    assert chip.grab().toImage() == before
    show(window, timer=replace(CALM, words="39 min on task", share=0.78))
    assert chip.grab().toImage() != before


def test_the_timer_leads_to_the_sessions_and_gives_way_in_a_narrow_window(qtbot, window):
    chip = window.top.timer
    show(window, timer=DUE)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.box().center())
    assert window.commands == ["sessions"]
    # Beside what is drawn there is nothing to press.
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(2, chip.height() // 2))
    assert window.commands == ["sessions"]
    assert chip.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert changed_plainly(window, chip) >= 60
    window.use_theme("light", 2.0)
    pages.settle()
    assert not chip.isVisible()


@pytest.mark.parametrize(
    ("words", "said"),
    [("1 min on task", "1 minute on task"), ("2 h 1 min today", "2 hours 1 minute today"), ("Break due", "Break due")],
)
def test_units_are_said_in_full(words, said):
    assert spoken(words) == said


# -- the notice ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "scale"), [((1440, 900), 1.0), ((1120, 700), 1.0), ((1440, 900), 2.0)])
def test_the_notice_moves_nothing(window, size, scale):
    window.use_theme("light", scale)
    window.resize(*size)
    pages.settle()
    parts = label_parts(window)
    before, watch = places(parts), Watch(parts)
    tray = window.label.inspector.tray
    for rest in (REST, replace(REST, lines=REST.lines * 4), replace(REST, postpone="", trend=()), None, REST):
        show(window, key=3, rest=rest, timer=DUE)
        in_tray, bar = tray.rest_shown(), window.label.stage.notice.notice()
        assert (in_tray or bar is not None) == (rest is not None)
        assert moved(before, parts) == {}
    for _ in range(2):
        window.perform("rule")
        pages.settle()
        assert moved(before, parts) == {}
    show(window, key=4)
    assert watch.seen == []
    watch.end()


def test_r_switches_between_notice_and_rule(qtbot, window):
    tray = window.label.inspector.tray
    show(window, rest=REST)
    assert {REST.title, *REST.lines, REST.begin, REST.postpone, "Decision rule"} <= set(words_in(tray))
    press(qtbot, window, Qt.Key.Key_R)
    assert "Decision rule for this choice" in words_in(tray)
    assert REST.title not in words_in(tray)
    # What was chosen stays for the next samples, and the way back can be seen and pressed.
    show(window, key=3, rest=REST)
    assert not tray.rest_shown()
    qtbot.mouseClick(tray.rules.switching, Qt.MouseButton.LeftButton)
    assert tray.rest_shown()
    qtbot.mouseClick(tray.rest.switching, Qt.MouseButton.LeftButton)
    assert not tray.rest_shown()
    # Another notice is shown again.
    show(window, key=4, rest=replace(REST, title="A break would help now"))
    assert tray.rest_shown()
    show(window, key=5)
    assert not tray.rest_shown()
    assert not tray.rules.switching.isVisible()
    assert window.intents == []


def test_break_and_postpone_are_intents(qtbot, window):
    tray = window.label.inspector.tray
    show(window, rest=REST)
    press(qtbot, window, Qt.Key.Key_B)
    press(qtbot, window, Qt.Key.Key_B, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert window.intents == [("break", None), ("postpone", None)]
    buttons = {w.words(): w for w in tray.rest.findChildren(CapButton)}
    qtbot.mouseClick(buttons[REST.begin], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(buttons[REST.postpone], Qt.MouseButton.LeftButton)
    assert window.intents[2:] == [("break", None), ("postpone", None)]
    assert buttons[REST.postpone].accessibleDescription() == "Key Shift B"
    show(window, key=3, rest=replace(REST, postpone=""))
    assert not buttons[REST.postpone].isVisible()
    assert buttons[REST.begin].isVisible()


def test_the_trend_needs_three_points(window):
    plot = window.label.inspector.tray.rest.findChild(SmallPlot)
    for points in ((), (9.0, 10.0)):
        show(window, rest=replace(REST, trend=points))
        assert not plot.isVisible()
    show(window, rest=REST)
    assert plot.isVisible()
    assert plot.accessibleName().startswith("Seconds: 9.8, 10.0")


def test_while_a_comment_is_written_the_notice_waits(qtbot, window):
    tray = window.label.inspector.tray
    show(window)
    window.perform("comment")
    qtbot.keyClicks(tray.comment.field, "a b")
    show(window, rest=REST)
    assert tray.commenting()
    assert tray.comment.field.toPlainText() == "a b"
    assert tray.comment.field.hasFocus()
    window.escape()
    assert tray.rest_shown()


def test_what_is_covered_in_the_tray_is_told_over_the_stage(qtbot, window):
    bar = window.label.stage.notice
    window.perform("guideline")
    show(window, rest=REST)
    assert bar.isVisible()
    assert bar.folded()
    assert bar.notice().title == REST.title
    press(qtbot, window, Qt.Key.Key_R)
    assert not bar.isVisible(), "the guideline is closed: the notice has its place"
    assert window.label.inspector.tray.rest_shown()
    window.use_theme("light", 2.0)
    pages.settle()
    assert bar.isVisible(), "large letters leave no room in the tray"
    press(qtbot, window, Qt.Key.Key_R)
    buttons = {w.words(): w for w in bar.findChildren(CapButton) if w.isVisible()}
    assert {"5 min break", "In 5 min"} <= buttons.keys()
    qtbot.mouseClick(buttons["In 5 min"], Qt.MouseButton.LeftButton)
    assert window.intents == [("postpone", None)]
    # Trouble comes first.
    trouble = Notice("trouble", "Not on disk.", "Trying again.")
    show(window, rest=REST, notices=(trouble,))
    assert bar.notice() == trouble
    show(window)
    assert not bar.isVisible()


def test_a_screen_reader_is_told_of_a_notice_once(window, monkeypatch):
    told: list[str] = []
    monkeypatch.setattr(announce.QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(announce.QAccessible, "updateAccessibility", lambda event: told.append(event.message()))
    for key in range(2, 5):
        show(window, key=key, rest=REST)
    window.perform("rule")
    window.perform("rule")
    assert told.count(f"{REST.title}.") == 1
    show(window, key=5)
    show(window, key=6, rest=REST)
    assert told.count(f"{REST.title}.") == 2
    tray = window.label.inspector.tray
    assert tray.rest.accessibleName() == REST.title
    assert REST.lines[1] in tray.rest.accessibleDescription()


def test_the_focus_goes_back_to_the_sample_with_the_notice(qtbot, window):
    tray, label = window.label.inspector.tray, window.label
    show(window, rest=REST)
    tray.rest.switching.setFocus()
    press(qtbot, window, Qt.Key.Key_Space)
    assert tray.rules.switching.hasFocus(), "the button that turns back"
    show(window, rest=None)
    assert label.stage.shown().hasFocus()


@pytest.mark.parametrize(("size", "scale"), [((1440, 900), 1.0), ((1120, 700), 1.0), ((1440, 1400), 2.0)])
def test_nothing_of_the_notice_is_cut(qtbot, window, size, scale):
    window.use_theme("light", scale)
    window.resize(*size)
    tray = window.label.inspector.tray
    for number, rest in enumerate((REST, replace(REST, lines=REST.lines * 3))):
        show(window, key=number + 2, rest=rest, timer=DUE)
        assert tray.rest_shown()
        assert cut(window) + small(window, round(28 * scale)) == []
        found = walk(window, Qt.Key.Key_Tab)
        assert [w for w in stops(window) if not any(w is f or w.isAncestorOf(f) for f in found)] == []
    named = [w.accessibleName() for w in tray.findChildren(QAbstractButton) if w.isVisible()]
    assert all(named)
    assert len(named) == len(set(named))


def test_a_low_tray_keeps_the_buttons(window):
    """With many classes the tray is as low as it gets; the reasons scroll."""
    window.resize(1120, 700)
    window.show_screen(scenes.image_screen(scenes.many(14), key=9, rest=REST))
    pages.settle()
    tray = window.label.inspector.tray
    assert tray.rest_shown()
    whole = QRect(QPoint(), tray.rest.size())
    for button in tray.rest.findChildren(CapButton):
        assert whole.contains(QRect(button.mapTo(tray.rest, QPoint()), button.size())), button.words()


def test_both_commands_stand_among_those_of_labelling():
    assert {"break", "postpone"} <= {command.id for command in grouped()[LABEL]}
    assert DEFAULT_KEYS["break"] == ("B",)
