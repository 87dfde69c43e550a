"""Settings and the sheet of shortcuts at every size and in every look."""

import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QWidget,
)

from desktop_al.core.commands import BY_ID, COMMANDS, DEFAULT_KEYS, keymap
from desktop_al.core.settings import DEFAULTS, SETTINGS
from desktop_al.ui.controls import NumberField, SegmentedChoice, Switch
from desktop_al.ui.key_row import KeyRow
from desktop_al.ui.settings_nav import SECTIONS
from desktop_al.ui.shortcut_sheet import ShortcutSheet, lines
from desktop_al.ui.theme import THEMES, Theme, retheme
from desktop_al.ui.widgets import CapButton, Words
from tests.ui.settings.settings_stand import controls, shown

# -- how it looks --------------------------------------------------------------------------------------


@pytest.mark.parametrize("section", ["general", "shortcuts"])
def test_every_control_has_a_name_a_role_and_room(qtbot, heard, section):
    heard.page.go_to(section)
    heard.page.storage.open_preview()
    heard.page.storage.show_support("x")
    QApplication.processEvents()
    found = controls(heard.page)
    assert len(found) > 20
    for control in found:
        interface = QAccessible.queryAccessibleInterface(control)
        assert interface.text(QAccessible.Text.Name), control
        assert interface.role() not in (QAccessible.Role.NoRole, QAccessible.Role.Client), control
        assert control.width() >= 28, control
        assert control.height() >= 28, control
    roles = {
        kind: {QAccessible.queryAccessibleInterface(c).role() for c in heard.page.findChildren(kind)}
        for kind in (Switch, NumberField)
    }
    assert roles == {Switch: {QAccessible.Role.CheckBox}, NumberField: {QAccessible.Role.SpinBox}}
    parts = [part for choice in heard.page.findChildren(SegmentedChoice) for part in choice._parts]
    assert {QAccessible.queryAccessibleInterface(part).role() for part in parts} == {QAccessible.Role.RadioButton}


@pytest.mark.parametrize("name", THEMES)
def test_focus_is_visible(qtbot, qapp, name):
    theme = Theme(name)
    theme.apply(qapp)
    page = shown(qtbot, theme)
    for section in ("general", "shortcuts"):
        page.go_to(section)
        page.show_keys(keymap({"unsure": ("W",)}), {"unsure"})
        QApplication.processEvents()
        stops = [c for c in controls(page) if c.focusPolicy() & Qt.FocusPolicy.TabFocus and c.isEnabled()]
        assert len(stops) > 12
        for stop in stops:
            page._back.setFocus() if stop is not page._back else page.first_focus()
            before = stop.grab().toImage()
            stop.setFocus(Qt.FocusReason.TabFocusReason)
            assert stop.hasFocus(), stop
            assert stop.grab().toImage() != before, stop.accessibleName()


def cut(root: QWidget) -> list[str]:
    """Words and buttons that are smaller than they need to be, and what stands out of its parent."""
    found = []
    for label in root.findChildren(QLabel):
        may_elide = isinstance(label, Words) and label._elide
        wide = label.fontMetrics().horizontalAdvance(label.text())
        if label.isVisible() and not may_elide and label.width() < wide:
            found.append(label.text())
    for button in root.findChildren(CapButton):
        if button.isVisible() and button._hug and button.width() < button.sizeHint().width():
            found.append(button.words())
    for widget in root.findChildren(QWidget):
        parent = widget.parentWidget()
        outer = type(parent).__name__ in ("Row", "SettingRow", "Card", "KeyRow", "_Line")
        if outer and widget.isVisible() and not parent.rect().contains(widget.geometry()):
            found.append(f"{type(widget).__name__} out of {type(parent).__name__}")
    for row in root.findChildren(KeyRow):
        parts = [part for part in (row.notes.words, *(row.notes.ways or ())[1:]) if part.isVisible()]
        for one, other in itertools.pairwise(parts):
            if one.geometry().right() >= other.geometry().left() or not row.notes.rect().contains(other.geometry()):
                found.append(f"notes of {row.title}")
    return found


@pytest.mark.parametrize("size", [(1120, 700), (1440, 900)])
@pytest.mark.parametrize("scale", [1.0, 1.3, 2.0])
def test_nothing_is_cut(qtbot, qapp, size, scale):
    theme = Theme("light", scale)
    theme.apply(qapp)
    page = shown(qtbot, theme, size)
    for section, *_ in SECTIONS:
        page.go_to(section)
        if section == "shortcuts":
            next(r for r in page.shortcuts.rows if r.command.id == "comment").button.start()
            for command, key in (("unsure", "X"), ("contrast", "G"), ("evidence", "Return")):
                page.shortcuts._recorded(next(r for r in page.shortcuts.rows if r.command.id == command), key)
                QApplication.processEvents()
                assert cut(page) == [], command
        if section == "storage":
            page.await_support()
            page.show_support("x\n" * 30)
        for _ in range(3):
            QApplication.processEvents()
        assert cut(page) == [], section
        inside = page._scroll.widget()
        assert inside.width() <= page._scroll.viewport().width(), section
    assert page.grab().size().toTuple() == size


def test_changing_the_look_keeps_page_and_values(qtbot, qapp, heard):
    page = heard.page
    page.go_to("shortcuts")
    page.show_values({**DEFAULTS, "guard": 20}, "Fundus grading", "Reader 1", False)
    for name, scale in (("dark", 1.5), ("high-contrast", 2.0), ("light", 1.0)):
        theme = Theme(name, scale)
        theme.apply(qapp)
        retheme(page, theme)
        for _ in range(3):
            QApplication.processEvents()
        assert cut(page) == []
    page.go_to("general")
    QApplication.processEvents()
    assert page.rows["guard"].control.value() == 20
    assert cut(page) == []
    assert heard.values == []


def sheet_lines(sheet: ShortcutSheet) -> list[str]:
    return [line.words for group in sheet._groups for line in group.lines if line.isVisible()]


# -- the sheet -----------------------------------------------------------------------------------------


def test_the_sheet_shows_the_keys_there_are(qtbot, theme):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1440, 900)
    before = QLineEdit(window)
    sheet = ShortcutSheet(theme, window, keymap({"comment": ("Q",)}))
    window.show()
    window.activateWindow()
    before.setFocus()
    sheet.open_sheet()
    QApplication.processEvents()
    assert "comment q" in sheet_lines(sheet)
    qtbot.keyClicks(sheet._find, "history")
    assert sheet_lines(sheet) == ["earlier, later in history left right", "show or hide the history ctrl h"]
    sheet._find.selectAll()
    qtbot.keyClicks(sheet._find, "xyzzy")
    assert sheet._nothing.isVisible()
    sheet._find.clear()
    sheet.show_keys(keymap({"comment": (), "back": (), "support": ("F9",)}))
    QApplication.processEvents()
    found = sheet_lines(sheet)
    assert not any(line.startswith("comment") for line in found)
    assert "save a support file f9" in found
    assert any(line.endswith("right") and "earlier" not in line for line in found), "half a pair stands alone"
    assert sheet._note.isVisible()
    assert cut(sheet) == []
    sheet._close.click()
    assert sheet.isHidden()
    assert before.hasFocus()


def test_every_command_with_a_key_is_on_the_sheet():
    found = lines(DEFAULT_KEYS)
    words = " ".join(text for group in found.values() for _, text in group)
    for command in ("accept", "not_worth", "zoom_fit", "guideline", "tab.label", "settings", "find_sample"):
        assert BY_ID[command].title in words
    count = sum(bool(c.keys) for c in COMMANDS if not c.id.startswith("label.")) + 1 - 3
    assert sum(len(group) for group in found.values()) == count
    assert len(SETTINGS) == len(DEFAULTS)


@pytest.mark.parametrize(("size", "scale"), [((1120, 700), 1.0), ((1440, 900), 1.0), ((1440, 900), 2.0)])
def test_the_sheet_is_not_cut(qtbot, qapp, size, scale):
    theme = Theme("high-contrast", scale)
    theme.apply(qapp)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(*size)
    sheet = ShortcutSheet(theme, window)
    window.show()
    sheet.open_sheet()
    for _ in range(3):
        QApplication.processEvents()
    sheet.follow()
    QApplication.processEvents()
    assert cut(sheet) == []
    assert sheet._scroll.widget().width() <= sheet._scroll.viewport().width()
