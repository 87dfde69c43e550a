"""Settings, keys: recording, clashes, resetting, and the drawn keyboard."""

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QApplication,
)

from desktop_al.core.commands import COMMANDS, DEFAULT_KEYS, keymap
from desktop_al.ui.key_groups import grouped
from desktop_al.ui.keyboard_picture import guess_layout, keys_of
from desktop_al.ui.shortcuts_page import refusal, with_key
from tests.ui.settings.settings_stand import KEY, Heard, press, undo


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


# -- keys ----------------------------------------------------------------------------------------------


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
