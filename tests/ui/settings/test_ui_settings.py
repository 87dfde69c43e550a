"""Settings: values are changed by key and pointer, found, reset and told once."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
)

from desktop_al.core.settings import DEFAULTS, SETTINGS
from desktop_al.ui.controls import NumberField
from desktop_al.ui.settings_nav import SECTIONS
from desktop_al.ui.settings_page import NO_PROJECT, READ_ONLY
from desktop_al.ui.timers_card import PRIVATE
from desktop_al.ui.widgets import Paragraph
from tests.ui.settings.settings_stand import KEY, press, undo

# -- values --------------------------------------------------------------------------------------------


def test_a_choice_by_arrow_keys_and_back(qtbot, heard):
    row = heard.page.rows["theme"]
    row.take_focus()
    press(qtbot, KEY.Key_Right)
    press(qtbot, KEY.Key_Right)
    assert heard.values == [("theme", "light"), ("theme", "dark")]
    assert "Theme: Dark." in heard.page._foot.words.text()
    undo(qtbot)
    assert heard.values[-1] == ("theme", "light")
    assert row.control.value() == "light"
    undo(qtbot)
    undo(qtbot)
    assert heard.values[-1] == ("theme", "system")
    assert len(heard.values) == 4, "there is nothing more to take back"
    press(qtbot, KEY.Key_Left)
    assert len(heard.values) == 4, "nothing lies before the first"


def test_only_the_chosen_part_is_a_tab_stop(qtbot, heard):
    control = heard.page.rows["theme"].control
    stops = [part for part in control._parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [part.text() for part in stops] == ["System"]
    qtbot.mouseClick(control._parts[3], Qt.MouseButton.LeftButton)
    stops = [part for part in control._parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [part.text() for part in stops] == ["High contrast"]
    assert heard.values == [("theme", "high-contrast")]


def test_a_switch_by_space_and_by_pointer(qtbot, heard):
    row = heard.page.rows["reduce_motion"]
    row.take_focus()
    press(qtbot, KEY.Key_Space)
    qtbot.mouseClick(row.control, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert heard.values == [("reduce_motion", True), ("reduce_motion", False)]


def test_a_number_typed_stepped_and_taken_back(qtbot, heard):
    row = heard.page.rows["text_size"]
    row.take_focus()
    field = row.control
    assert isinstance(field, NumberField)
    press(qtbot, KEY.Key_Up)
    press(qtbot, KEY.Key_Up)
    assert heard.values == [("text_size", 19), ("text_size", 20)]
    field.selectAll()
    qtbot.keyClicks(field, "24")
    assert len(heard.values) == 2, "half typed"
    assert heard.page.escape()
    assert field.cleanText() == "20"
    field.selectAll()
    qtbot.keyClicks(field, "24")
    press(qtbot, KEY.Key_Return)
    assert heard.values[-1] == ("text_size", 24)
    field.selectAll()
    qtbot.keyClicks(field, "99")
    press(qtbot, KEY.Key_Return)
    assert heard.values[-1][1] <= 40
    undo(qtbot)
    assert heard.values[-1] == ("text_size", 18), "stepping through numbers is one change"


def test_the_wheel_scrolls_and_changes_nothing(qtbot, heard):
    from PySide6.QtGui import QWheelEvent

    field = heard.page.rows["guard"].control
    field.setFocus()
    at = field.rect().center().toPointF()
    event = QWheelEvent(
        at, field.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(field, event)
    assert heard.values == []
    assert field.value() == 150


def test_the_reset_arrow(qtbot, heard):
    row = heard.page.rows["theme"]
    assert not row._reset.isVisible()
    row.take_focus()
    press(qtbot, KEY.Key_Right)
    before = row.control.geometry()
    assert row._reset.isVisible()
    row._reset.setFocus()
    press(qtbot, KEY.Key_Space)
    assert heard.values == [("theme", "light"), ("theme", "system")]
    assert not row._reset.isVisible()
    assert row.control.geometry() == before
    assert row.control.isAncestorOf(QApplication.focusWidget())
    undo(qtbot)
    assert heard.values[-1] == ("theme", "light")


def test_values_from_outside_are_shown_and_not_told(heard):
    values = {**DEFAULTS, "theme": "dark", "guard": 0, "hints": False, "strategy": "random"}
    heard.page.show_values(values, "Fundus grading", "Reader 1", False)
    assert heard.values == []
    assert {name: row.value for name, row in heard.page.rows.items()} == values
    controls = {name: row.control for name, row in heard.page.rows.items()}
    assert (controls["theme"].value(), controls["guard"].value(), controls["hints"].isChecked()) == ("dark", 0, False)
    assert heard.page.rows["guard"]._reset.isVisible()
    heard.page.show_values({"theme": "mauve", "guard": "x"}, "Fundus grading", "Reader 1", False)  # type: ignore[dict-item]
    assert {name: row.value for name, row in heard.page.rows.items()} == DEFAULTS


def test_settings_of_a_project_need_one(qtbot, heard, theme):
    page = heard.page
    own = [row for row in page.rows.values() if row.setting.scope == "project"]
    assert own
    assert all(row.isVisible() for row in own)
    page.rows["suggestions"].take_focus()
    press(qtbot, KEY.Key_Right)
    assert heard.values == [("suggestions", "request")]
    page.rows["theme"].take_focus()
    press(qtbot, KEY.Key_Right)
    page.show_values(DEFAULTS, "Fundus grading", "Reader 1", True)
    assert not any(row.control.isEnabled() for row in own)
    assert page._of_project.words.text() == READ_ONLY
    page.show_values(DEFAULTS, "", "", False)
    assert not any(row.isVisible() for row in own)
    assert page._of_project.words.text() == NO_PROJECT
    assert page.undo()
    assert heard.values[-1] == ("theme", "system")
    assert not page.undo(), "what was changed in the closed project is not taken back in another one"


def test_timers_and_breaks(qtbot, heard):
    page = heard.page
    page.go_to("timers")
    QApplication.processEvents()
    sections = ["general", "shortcuts", "timers", "privacy", "accessibility", "learning"]
    assert [section for section, *_ in SECTIONS][:6] == sections
    card = next(card for card in page._cards if card.section == "timers")
    own = [setting for setting in SETTINGS if setting.section == "timers"]
    assert [row.setting for row in card.rows if hasattr(row, "setting")] == own
    assert PRIVATE in [part.text() for part in card.findChildren(Paragraph) if part.isVisible()]
    assert "This project only." in page.rows["repeat_share"].sentence()
    page.rows["break_after"].take_focus()
    press(qtbot, KEY.Key_Up)
    page.rows["watch_pace"].take_focus()
    press(qtbot, KEY.Key_Space)
    page.rows["tell"].take_focus()
    press(qtbot, KEY.Key_Right)
    assert heard.values == [("break_after", 51), ("watch_pace", False), ("tell", "timer")]
    field = page.rows["repeat_share"].control
    page.rows["repeat_share"].take_focus()
    field.selectAll()
    qtbot.keyClicks(field, "0")
    press(qtbot, KEY.Key_Return)
    assert heard.values[-1] == ("repeat_share", 0)
    assert "Samples shown twice: 0 %." in page._foot.words.text()
    for _ in range(4):
        undo(qtbot)
    assert heard.values[4:] == [("repeat_share", 5), ("tell", "notice"), ("watch_pace", True), ("break_after", 50)]
    page.show_values(DEFAULTS, "", "", False)
    assert not page.rows["repeat_share"].isVisible()
    assert page.rows["break_after"].isVisible()


# -- moving about --------------------------------------------------------------------------------------


def test_through_the_page_by_keyboard(qtbot, heard):
    page = heard.page
    page.first_focus()
    press(qtbot, KEY.Key_Tab)
    assert page.rows["language"].isAncestorOf(QApplication.focusWidget())
    page.first_focus()
    press(qtbot, KEY.Key_Down)
    assert page._nav.section() == "shortcuts"
    assert page.shortcuts.isVisible()
    press(qtbot, KEY.Key_Tab)
    assert page.shortcuts.isAncestorOf(QApplication.focusWidget())
    page.first_focus()
    press(qtbot, KEY.Key_Down)
    assert page._nav.section() == "timers"
    assert not page.shortcuts.isVisible()
    press(qtbot, KEY.Key_Tab)
    assert page.rows["break_after"].isAncestorOf(QApplication.focusWidget())
    page.first_focus()
    press(qtbot, KEY.Key_Down)
    press(qtbot, KEY.Key_Tab)
    assert page.rows["lock_after"].isAncestorOf(QApplication.focusWidget())
    page.first_focus()
    press(qtbot, KEY.Key_Down)
    press(qtbot, KEY.Key_Tab)
    assert page.rows["theme"].isAncestorOf(QApplication.focusWidget())
    press(qtbot, KEY.Key_Tab)
    assert page.rows["scale"].isAncestorOf(QApplication.focusWidget())
    assert not page.escape(), "nothing is under way: the page can be left"
    qtbot.mouseClick(page._back, Qt.MouseButton.LeftButton)
    assert heard.closed == [True]


def test_regions(heard):
    page = heard.page
    for part, enter in page.regions():
        enter()
        assert part.isAncestorOf(QApplication.focusWidget())


def test_every_section_can_be_reached(qtbot, heard):
    page = heard.page
    for section, *_ in SECTIONS:
        page.first_focus()
        page.go_to(section)
        QApplication.processEvents()
        if section == "shortcuts":
            continue
        card = next(card for card in page._cards if card.section == section)
        assert card.property("chosen") is True
        view = page._scroll.viewport()
        top = card.mapTo(view, QPoint(0, 0)).y()
        assert -1 <= top < view.height() // 2 or top + card.height() <= view.height() + 1
        press(qtbot, KEY.Key_Return)
        assert QApplication.focusWidget() is not page._nav


def test_finding_settings_and_commands(qtbot, heard):
    page = heard.page
    page._find.setFocus()
    qtbot.keyClicks(page._find, "contrast")
    found = {name for name, row in page.rows.items() if row.isVisible()}
    assert found == {"theme"}, "by one of its choices"
    assert [row.command.id for row in page.shortcuts.rows if row.isVisible()] == ["contrast"]
    press(qtbot, KEY.Key_Return)
    assert page.rows["theme"].isAncestorOf(QApplication.focusWidget())
    page._find.setFocus()
    page._find.selectAll()
    qtbot.keyClicks(page._find, "numpy")
    assert [card.section for card in page._cards if card.isVisible()] == ["about"]
    page._find.selectAll()
    qtbot.keyClicks(page._find, "xyzzy")
    assert page._nothing.isVisible()
    assert "xyzzy" in page._nothing.text()
    assert page.escape()
    assert page._find.text() == ""
    assert all(row.isVisible() for row in page.rows.values())
    assert not page._nothing.isVisible()
    assert not page.escape()
