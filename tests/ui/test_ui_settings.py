"""The settings page by key and pointer: values, keys, undo, finding, and that nothing is cut. The shortcut sheet."""

import itertools
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from desktop_al.core.commands import BY_ID, COMMANDS, DEFAULT_KEYS, keymap
from desktop_al.core.settings import DEFAULTS, SETTINGS
from desktop_al.ui import about
from desktop_al.ui.controls import NumberField, SegmentedChoice, Switch
from desktop_al.ui.key_groups import grouped
from desktop_al.ui.key_row import KeyRow
from desktop_al.ui.keyboard_picture import guess_layout, keys_of
from desktop_al.ui.keys import X11
from desktop_al.ui.settings_nav import SECTIONS
from desktop_al.ui.settings_page import NO_PROJECT, READ_ONLY, SettingsPage
from desktop_al.ui.shortcut_sheet import ShortcutSheet, lines
from desktop_al.ui.shortcuts_page import refusal, with_key
from desktop_al.ui.storage_card import size_words
from desktop_al.ui.theme import THEMES, Theme, retheme
from desktop_al.ui.timers_card import PRIVATE
from desktop_al.ui.widgets import CapButton, Paragraph, Words

KEY = Qt.Key


class Heard:
    """The page with what it said."""

    def __init__(self, page: SettingsPage) -> None:
        self.page = page
        self.values: list[tuple[str, object]] = []
        self.keys: list[tuple[str, object]] = []
        self.commands: list[str] = []
        self.closed: list[bool] = []
        page.changed.connect(lambda name, value: self.values.append((name, value)))
        page.keys_changed.connect(lambda name, keys: self.keys.append((name, keys)))
        page.command.connect(self.commands.append)
        page.closed.connect(lambda: self.closed.append(True))

    def row(self, command: str):
        return next(row for row in self.page.shortcuts.rows if row.command.id == command)


def shown(qtbot, theme: Theme, size=(1440, 900), project: str = "Fundus grading") -> SettingsPage:
    page = SettingsPage(theme, X11)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show_values(DEFAULTS, project, "Reader 1" if project else "", False)
    page.show_storage(
        "/home/kim/.config/desktop_al", f"/data/{project}.dal" if project else "", "/data/pool", 5_000_000
    )
    page.show()
    page.activateWindow()
    QApplication.processEvents()
    return page


@pytest.fixture
def heard(qtbot, theme) -> Heard:
    return Heard(shown(qtbot, theme))


def press(qtbot, key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    """A key press at whatever has the focus."""
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, modifiers)


def undo(qtbot) -> None:
    press(qtbot, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)


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
    assert page.rows["language"].isAncestorOf(QApplication.focusWidget())
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


# -- keys ----------------------------------------------------------------------------------------------


@pytest.fixture
def table(qtbot, heard) -> Heard:
    heard.page.go_to("shortcuts")
    QApplication.processEvents()
    return heard


def record(qtbot, table: Heard, command: str, key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    table.row(command).take_focus()
    press(qtbot, KEY.Key_Return)
    assert table.page.recording()
    press(qtbot, key, modifiers)
    assert not table.page.recording()


def test_a_new_key(qtbot, table):
    record(qtbot, table, "unsure", KEY.Key_W)
    assert table.keys == [("unsure", ("W",))]
    assert "Unsure: W." in table.page._foot.words.text()
    assert table.row("unsure")._reset.isVisible()
    record(qtbot, table, "undo", KEY.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert table.keys[-1] == ("undo", ("Ctrl+B", "Ctrl+Z")), "the printed key changes, the other way stays"
    record(qtbot, table, "accept", KEY.Key_L)
    assert table.keys[-1] == ("accept", ("L",))
    record(qtbot, table, "support", KEY.Key_F9)
    assert table.keys[-1] == ("support", ("F9",)), "a command without a key gets one"
    undo(qtbot)
    assert table.keys[-1] == ("support", None)
    undo(qtbot)
    undo(qtbot)
    assert table.keys[-1] == ("undo", None)
    undo(qtbot)
    assert table.keys[-1] == ("unsure", None)
    assert not table.row("unsure")._reset.isVisible()


def test_the_same_key_again_changes_nothing(qtbot, table):
    record(qtbot, table, "unsure", KEY.Key_U)
    assert table.keys == []


def test_esc_keeps_the_key(qtbot, table):
    row = table.row("unsure")
    qtbot.mouseClick(row.button, Qt.MouseButton.LeftButton)
    assert table.page.recording()
    assert "press the new key" in row.button.accessibleName()
    press(qtbot, KEY.Key_Escape)
    assert not table.page.recording()
    # The same where the window asks the page first.
    press(qtbot, KEY.Key_Return)
    assert table.page.escape()
    assert not table.page.recording()
    assert table.keys == []


def test_going_elsewhere_ends_the_recording(qtbot, table):
    table.row("unsure").take_focus()
    press(qtbot, KEY.Key_Return)
    table.page._find.setFocus()
    assert not table.page.recording()


def test_keys_that_cannot_be_given(qtbot, table):
    row = table.row("unsure")
    for key, modifiers, words in (
        (KEY.Key_Tab, Qt.KeyboardModifier.NoModifier, "Tab moves"),
        (KEY.Key_F1, Qt.KeyboardModifier.NoModifier, "always means"),
        (KEY.Key_3, Qt.KeyboardModifier.NoModifier, "1 to 9 give labels"),
    ):
        record(qtbot, table, "unsure", key, modifiers)
        assert words in row.notes.words.text()
        assert row.notes.ways[0].isVisible()
    assert table.keys == []
    assert "cannot be used" in refusal("")
    record(qtbot, table, "unsure", KEY.Key_W)
    assert row.notes.words.text() == "", "the sentence goes with the next key"


def test_modifiers_alone_and_held_keys_are_waited_out(qtbot, table):
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    table.row("unsure").take_focus()
    press(qtbot, KEY.Key_Return)
    button = table.row("unsure").button
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(button, QKeyEvent(QEvent.Type.KeyPress, KEY.Key_Return, none, "\r", True))
    press(qtbot, KEY.Key_Shift)
    press(qtbot, KEY.Key_Control)
    assert table.page.recording()
    press(qtbot, KEY.Key_W, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert table.keys == [("unsure", ("Ctrl+Shift+W",))]


def test_space_and_enter_can_be_given_too(qtbot, table):
    record(qtbot, table, "zoom_hold", KEY.Key_H)
    record(qtbot, table, "unsure", KEY.Key_Space)
    assert table.keys == [("zoom_hold", ("H",)), ("unsure", ("Space",))]


def test_a_clash_kept_there(qtbot, table):
    row = table.row("comment")
    record(qtbot, table, "comment", KEY.Key_G)
    assert row.disputed()
    assert "Guideline" in row.notes.words.text()
    assert table.keys == [], "nothing has changed yet"
    press(qtbot, KEY.Key_Tab)
    assert QApplication.focusWidget() is row.notes.ways[1]
    press(qtbot, KEY.Key_Tab)
    press(qtbot, KEY.Key_Return)
    assert not row.disputed()
    assert table.keys == []
    assert row.button._keys == ("F",)
    assert QApplication.focusWidget() is row.button
    record(qtbot, table, "comment", KEY.Key_G)
    assert table.page.escape()
    assert not row.disputed()
    record(qtbot, table, "comment", KEY.Key_G)
    record(qtbot, table, "evidence", KEY.Key_Y)
    assert not row.disputed(), "turning elsewhere leaves the key where it was"
    assert table.keys == [("evidence", ("Y",))]


def test_a_clash_used_here_and_undone(qtbot, table):
    record(qtbot, table, "comment", KEY.Key_G)
    table.row("comment").notes.ways[1].click()
    assert table.keys == [("guideline", ()), ("comment", ("G",))]
    other = table.row("guideline")
    assert other.notes.words.text() == "Has no key now."
    assert "No key" in other.button.accessibleName()
    assert "taken from “Guideline”" in table.page._foot.words.text()
    undo(qtbot)
    assert table.keys[2:] == [("guideline", None), ("comment", None)]
    assert table.row("guideline").button._keys == ("G",)
    assert table.row("comment").button._keys == ("F",)


def test_a_default_key_that_was_taken(qtbot, table):
    """Back to default asks again where the key is in use elsewhere."""
    record(qtbot, table, "comment", KEY.Key_G)
    table.row("comment").notes.ways[1].click()
    table.row("guideline")._reset.click()
    row = table.row("guideline")
    assert row.disputed()
    assert "Comment" in row.notes.words.text()
    before = len(table.keys)
    row.notes.ways[1].click()
    assert table.keys[before:] == [("comment", ()), ("guideline", None)]


def test_reset_of_one_and_of_all(qtbot, table):
    record(qtbot, table, "unsure", KEY.Key_W)
    record(qtbot, table, "evidence", KEY.Key_Q)
    table.row("unsure")._reset.click()
    assert table.keys[-1] == ("unsure", None)
    record(qtbot, table, "unsure", KEY.Key_W)
    before = len(table.keys)
    table.page.shortcuts._all_back.click()
    assert sorted(table.keys[before:]) == [("evidence", None), ("unsure", None)]
    assert not table.page.shortcuts._all_back.isEnabled()
    undo(qtbot)
    assert table.row("unsure").button._keys == ("W",)
    assert table.row("evidence").button._keys == ("Q",)


def test_keys_from_outside(qtbot, table):
    own = {"evidence": ("T",), "comment": ()}
    table.page.show_keys(keymap(own), set(own))
    assert table.row("evidence")._reset.isVisible()
    assert table.keys == []
    table.row("evidence")._reset.click()
    assert table.keys == [("evidence", None)]


def test_fixed_keys_and_labels_have_no_button(table):
    for row in table.page.shortcuts.rows:
        assert (row.button is None) == row.command.fixed
    fixed = table.row("shortcuts")
    assert fixed.notes.words.text() == "Cannot be removed"


def test_every_command_has_a_row_and_a_place():
    shown = [command.id for commands in grouped().values() for command in commands]
    wanted = [command.id for command in COMMANDS if not command.id.startswith("label.") or command.id == "label.1"]
    assert sorted(shown) == sorted(wanted)


def test_with_key():
    assert with_key(("Z", "Ctrl+Z"), "Ctrl+Z") == ("Ctrl+Z",)
    assert with_key((), "A") == ("A",)
    assert with_key(("Return", "Enter"), "A") == ("A",)


@pytest.mark.parametrize(
    ("locale", "layout"),
    [("de_DE", "QWERTZ"), ("fr_FR", "AZERTY"), ("fr_CH", "QWERTZ"), ("fr_CA", "QWERTY"), ("nl_BE", "AZERTY"),
     ("en_GB", "QWERTY"), ("ja_JP", "QWERTY"), ("C", "QWERTY")],
)  # fmt: skip
def test_the_keyboard_is_a_guess(locale, layout):
    assert guess_layout(QLocale(locale)) == layout


@pytest.mark.parametrize("layout", ["QWERTY", "QWERTZ", "AZERTY"])
def test_the_drawn_keyboard(layout):
    keys = keys_of(layout, DEFAULT_KEYS)
    used = {key.command: key.printed for key in keys if key.command}
    assert used["label.1"].endswith(("1", "& 1"))
    assert used["undo"] == "Z"
    assert used["accept"] == "Enter"
    assert used["zoom_hold"] == "Space"
    boxes = [key.box for key in keys]
    assert not any(a.intersects(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])


# -- storage, support, about ---------------------------------------------------------------------------


def test_storage(qtbot, heard):
    card = heard.page.storage
    for button in (card._home, card._project, card._check):
        button.click()
    assert heard.commands == ["open_home", "open_project_folder", "rescan"]
    assert card._size.text() == "4.8 MB"
    heard.page.show_storage("/home/kim", "", "", 0)
    assert not card._project.isVisible()
    assert [size_words(n) for n in (0, 1, 1024, 10**7, 3 * 10**9)] == ["0 KB", "1 KB", "1 KB", "9.5 MB", "2.8 GB"]


def test_the_support_file_is_shown_before_it_is_saved(qtbot, heard, monkeypatch, tmp_path):
    page, card = heard.page, heard.page.storage
    saved = []
    page.support_save.connect(saved.append)
    card._support.setFocus()
    press(qtbot, KEY.Key_Space)
    assert heard.commands == ["support"]
    assert card.previewing()
    assert not card.preview.save.isEnabled(), "nothing to save yet"
    page.show_support("desktop_al support file\nsamples: 12\n")
    assert card.preview.text.toPlainText() == "desktop_al support file\nsamples: 12\n"
    assert card.preview.text.isReadOnly()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "s.txt"), ""))
    card.preview.save.click()
    assert saved == [str(tmp_path / "s.txt")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    card.preview.save.click()
    assert len(saved) == 1
    page.say("Saved as s.txt.")
    assert page._foot.words.text() == "Saved as s.txt."
    page.go_to("shortcuts")
    page.await_support()
    page.show_support("asked for by its key")
    assert card.preview.isVisible()
    card.preview.text.setFocus()
    assert page.escape()
    assert not card.previewing()
    assert not page.escape()
    card._support.click()
    assert card.preview.text.toPlainText() != "desktop_al support file\nsamples: 12\n", "counted anew"


def test_tags_are_typed_and_count_with_return(qtbot, theme):
    heard = Heard(shown(qtbot, theme))
    row = heard.page.rows["dicom_tags"]
    field = row.control
    assert field.accessibleName() == "Tags of DICOM files shown"
    assert field.height() >= theme.px(28)
    field.setFocus()
    qtbot.keyClicks(field, " Modality,  ViewPosition ")
    assert heard.values == []
    qtbot.keyClick(field, KEY.Key_Return)
    assert heard.values == [("dicom_tags", "Modality, ViewPosition")]
    assert field.text() == "Modality, ViewPosition"
    assert row.words_of("") == "None"
    # What was refused is taken back.
    heard.page.show_values(DEFAULTS, "Fundus grading", "Ines", False)
    assert field.text() == ""
    assert heard.values == [("dicom_tags", "Modality, ViewPosition")]


def test_about_names_what_the_program_stands_on():
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {line.split(">")[0].split("=")[0] for line in project["dependencies"]}
    assert set(about.needed_packages()) == set(about._NEEDED) == wanted
    found = about.parts()
    assert {part.name for part in found} == wanted
    assert all(part.version and part.licence and len(part.licence) < 80 for part in found)
    assert about.program_licence() == project["license"]


# -- how it looks --------------------------------------------------------------------------------------


def controls(root: QWidget) -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit, QSpinBox, QListWidget, QPlainTextEdit)
    own = [w for w in root.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible()]
    return [w for w in own if not isinstance(w.parentWidget(), QSpinBox)]


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


# -- the sheet -----------------------------------------------------------------------------------------


def sheet_lines(sheet: ShortcutSheet) -> list[str]:
    return [line.words for group in sheet._groups for line in group.lines if line.isVisible()]


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
