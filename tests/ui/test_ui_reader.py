"""What a screen reader is told and can press: no more than is wanted, nothing that is withheld or locked."""

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import reader_tree as reader
import ui_pages as pages
import ui_scenes as scenes
from lock_stand import CANARY, cheap, make
from lock_stand import stand as locked_stand
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop_al.loop.batch_screen import Tile
from desktop_al.loop.screen import Notice
from desktop_al.ui import announce, page_names, roles
from desktop_al.ui.batch_grid import BatchGrid
from desktop_al.ui.choose import Choose
from desktop_al.ui.controls import Switch
from desktop_al.ui.theme import Theme
from desktop_al.ui.tick_list import Tick
from desktop_al.ui.window import Window
from tests.pictures.projects import text_project
from tests.pictures.stand import Stand

ROLE = QAccessible.Role


class Ears(list[tuple[str, bool]]):
    """(words, whether they break off what is being said)."""

    def said(self) -> list[str]:
        return [words for words, _ in self]


@pytest.fixture
def ears(qapp, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ears]:
    heard = Ears()
    told = announce.QAccessible.updateAccessibility

    def update(event) -> None:
        if event.type() == QAccessible.Event.Announcement:
            urgent = event.politeness() == QAccessible.AnnouncementPoliteness.Assertive
            heard.append((event.message(), urgent))
        told(event)

    roles.tell_roles(qapp)
    QAccessible.setActive(True)
    assert QAccessible.isActive()
    monkeypatch.setattr(announce.QAccessible, "updateAccessibility", update)
    yield heard
    QAccessible.setActive(False)


@pytest.fixture
def session(qtbot, qapp, tmp_path: Path, ears: Ears):
    made = pages.open_session(tmp_path)
    pages.wait_content(made, qtbot)
    yield made
    pages.close_session(made)
    Theme("light").apply(qapp)


def shown_name(session) -> str:
    return str(session.window.label.screen.sample.name)


def key(session, qtbot, name: Qt.Key) -> None:
    QTest.keyClick(session.window.focusWidget(), name)
    pages.settle()
    pages.wait_content(session, qtbot)


def quiet(session) -> bool:
    return not session.window.label.teller._teller._pause.isActive()


# -- a labelling session -----------------------------------------------------------------------------------


def test_an_answer_and_the_next_sample_are_said_once_and_calmly(qtbot, session, ears):
    assert ears.said() == ["Label page.", f"Sample {shown_name(session)}."]
    for name, word in ((Qt.Key.Key_1, "Device"), (Qt.Key.Key_2, "Fall"), (Qt.Key.Key_U, "Unsure")):
        qtbot.waitUntil(lambda: quiet(session))
        ears.clear()
        key(session, qtbot, name)
        assert ears == [(f"{word}. Next: {shown_name(session)}.", False)]
    qtbot.waitUntil(lambda: quiet(session))
    ears.clear()
    before = shown_name(session)
    key(session, qtbot, Qt.Key.Key_Z)
    assert shown_name(session) != before
    assert [f"Undone: Unsure on {shown_name(session)}.", f"Sample {shown_name(session)}."] == ears.said()


def test_quick_answers_are_said_together_and_end_with_what_is_on_screen(qtbot, session, ears):
    qtbot.waitUntil(lambda: quiet(session))
    ears.clear()
    label = session.window.label
    for _ in range(12):
        # Quicker than the pause between two announcements, on any computer.
        label.teller._teller._pause.start()
        key(session, qtbot, Qt.Key.Key_1)
    assert ears == []
    qtbot.waitUntil(lambda: bool(ears))
    assert ears == [(f"12 answers. Device. Next: {shown_name(session)}.", False)]
    qtbot.waitUntil(lambda: quiet(session))
    assert len(ears) == 1


def test_trouble_breaks_in_and_is_said_once(qtbot, theme, ears):
    window = Window(theme, 0)
    qtbot.addWidget(window)
    window.show()
    window.show_page("label")
    window.show_screen(scenes.image_screen())
    ears.clear()
    full = Notice("disk_full", "The disk is full. Your labels are safe.", "The last 3 are held.", severe=True)
    saved, not_saved = scenes.status(), scenes.status(saved="not_saved", saved_words="Not saved yet")
    for _ in range(3):
        window.show_screen(scenes.image_screen(notices=(full,), status=not_saved))
    assert sorted(ears) == [("Not saved yet", True), (f"{full.title} {full.text}", True)]
    ears.clear()
    window.show_screen(scenes.image_screen(status=saved))
    window.show_screen(scenes.image_screen(notices=(replace(full, severe=False),), status=saved))
    assert ears == [("Saved", False), (f"{full.title} {full.text}", False)]


def test_pages_and_what_became_of_an_act_are_said_and_what_happens_by_itself_is_not(session, ears):
    ears.clear()
    for tab in ("samples", "progress", "protocol", "label"):
        session.window.perform(f"tab.{tab}")
        pages.settle()
    session.window.perform("tab.label")
    assert ears.said() == ["Samples page.", "Progress page.", "Protocol page.", "Label page."]
    ears.clear()
    session.window.status.flash("60 labels are in labels.csv.")
    session.window.status.flash("")
    session.window.status.remark("Queue reordered. Your next 2 did not move.")
    assert ears.said() == ["60 labels are in labels.csv."]
    session.window.show_page("start")
    ears.clear()
    session.window.start.set_trouble("This file is no project.")
    assert ears == [("This file is no project.", True)]


def test_what_is_behind_another_page_is_silent(session, ears):
    session.window.show_page("settings")
    ears.clear()
    announce.announce(session.window.label, "A sample.")
    session.window.label.teller._teller.say("Device. Next: b.", answer=True)
    assert ears == []


# -- what is withheld, and what is locked ------------------------------------------------------------------


def told(session) -> str:
    found = reader.nodes(session.window, hidden=True)
    return " ".join(f"{node.name} {node.more}" for node in found)


def test_a_withheld_suggestion_is_neither_said_nor_in_the_tree(qtbot, tmp_path: Path, ears, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    stand = Stand(tmp_path)
    try:
        path, truth = text_project(stand, 60)
        stand.open(path)
        stand.session.settings.change("announce", "full")
        stand.session.settings.change("withheld_share", 50)
        stand.learn(truth, 24)
        kept, given = 0, 0
        teller = stand.window.label.teller._teller
        teller._pause.setInterval(1)
        for _ in range(24):
            current = stand.project.serving.current
            assert current is not None
            offered = current.offer is not None
            words = told(stand.session)
            assert ("suggested" in words.casefold().replace("suggested by", "")) == offered
            assert ("percent" in words) == offered, words
            qtbot.waitUntil(lambda: not teller._pause.isActive())
            assert any("Suggested: " in said for said in ears.said()) == offered or not ears
            kept, given = kept + (not offered), given + offered
            ears.clear()
            stand.answer(truth, 1)
            stand.until(stand.shown)
        assert kept >= 3
        assert given >= 3
    finally:
        stand.end()


def test_behind_the_lock_nothing_is_told(qtbot, tmp_path: Path, ears, monkeypatch):
    cheap(monkeypatch)
    path = make(tmp_path)
    for session in locked_stand(qtbot, tmp_path):
        from desktop_al.loop.locks import unlock

        unlock(path, "correct horse battery")
        assert session.open_project(path, f"{CANARY} Kim")
        pages.wait_content(session, qtbot)
        assert CANARY in told(session)
        QTest.keyClick(session.window.focusWidget(), Qt.Key.Key_1)
        session.window.label.teller._teller.say(f"{CANARY} waits.")
        ears.clear()
        session.locking.lock_now()
        pages.settle()
        assert session.window.shown == "lock"
        # Whose passphrase is asked for is to be seen on the lock page itself.
        whose = f"Passphrase of {CANARY} Kim"
        found = [n for n in reader.nodes(session.window, hidden=True) if CANARY in f"{n.name} {n.more}"]
        found = [node for node in found if node.name != whose]
        assert found == []
        session.window.status.flash(f"{CANARY} was exported.")
        announce.announce(session.window.label, f"Sample {CANARY}.")
        assert not session.window.label.teller._teller._pause.isActive()
        assert [said for said in ears.said() if CANARY in said] == []
        assert "Locked." in ears.said()


# -- what can be pressed -----------------------------------------------------------------------------------


def test_rows_tabs_checks_and_menus_can_be_pressed(qtbot, session, ears):
    window, project = session.window, session.project
    before = shown_name(session)
    assert reader.press(window, ROLE.ListItem, "2, Fall")
    qtbot.waitUntil(lambda: shown_name(session) != before)
    assert project.wait_saved(10)
    pages.wait_content(session, qtbot)
    assert any(before in row.name and row.answer.text == "Fall" for row in project.history_rows())
    assert window.label.inspector.panel.view.selectionModel().selectedIndexes() == []
    assert reader.press(window, ROLE.CheckBox, "Not worth it")
    qtbot.waitUntil(window.label.inspector.not_worth_open)
    window.escape()
    assert reader.press(window, ROLE.Cell, f"Fall, {before}")
    qtbot.waitUntil(lambda: shown_name(session) == before)
    assert reader.press(window, ROLE.RadioButton, "Protocol page")
    qtbot.waitUntil(lambda: window.shown == "protocol")
    assert reader.press(window, ROLE.Button, "Project ")
    qtbot.waitUntil(lambda: any(node.role == ROLE.MenuItem for node in reader.nodes(window)))
    assert [n.name for n in reader.nodes(window) if n.role == ROLE.PopupMenu] == ["Project menu"]
    assert reader.press(window, ROLE.MenuItem, "Settings")
    qtbot.waitUntil(lambda: window.shown == "settings")
    session.settings.show("accessibility")
    pages.settle()
    assert reader.press(window, ROLE.RadioButton, "Theme: Dark")
    qtbot.waitUntil(lambda: window.theme.name == "dark")


def test_every_named_role_is_of_a_class_there_is():
    folder = Path(roles.__file__).parent
    texts = [path.read_text("utf-8") for path in folder.glob("*.py")]
    known = {name for text in texts for name in re.findall(r"^class (\w+)", text, re.MULTILINE)}
    assert set(roles.ROLES) <= known
    from desktop_al.ui import window

    text = Path(window.__file__).read_text("utf-8")
    pages_there = set(re.findall(r'if name == "(\w+)":\n        from', text)) | {"start", "label", "settings"}
    assert len(pages_there) > 15
    assert pages_there == set(page_names.PAGE_NAMES)


def _states(window: Window, role: ROLE) -> dict[str, tuple[bool, bool]]:
    """(can be checked, is checked) by name, of what is shown."""
    found = {}
    for widget in window.findChildren(QWidget):
        one = QAccessible.queryAccessibleInterface(widget) if widget.isVisible() else None
        if one is not None and one.role() == role:
            state = one.state()
            found[one.text(QAccessible.Text.Name)] = (bool(state.checkable), bool(state.checked))
    return found


def test_what_is_drawn_by_the_program_tells_its_state(qtbot, session):
    """Switches, parts of a choice, ticks, tabs, chips and fields to choose from: on or off, chosen or not."""
    window = session.window
    session.settings.show("accessibility")
    pages.settle()
    chosen = _states(window, ROLE.RadioButton)
    themes = {name: checked for name, (can, checked) in chosen.items() if name.startswith("Theme: ") and can}
    assert len(themes) >= 3
    assert sum(themes.values()) == 1
    switches = [switch for switch in window.findChildren(Switch) if switch.isVisible() and switch.isEnabled()]
    assert switches
    for switch in switches:
        for _ in range(2):
            told = _states(window, ROLE.CheckBox)[switch.accessibleName()]
            assert told == (True, switch.isChecked())
            switch.setChecked(not switch.isChecked())
    assert reader.press(window, ROLE.RadioButton, "Theme: Dark")
    qtbot.waitUntil(lambda: window.theme.name == "dark")
    assert _states(window, ROLE.RadioButton)["Theme: Dark"] == (True, True)
    window.perform("tab.samples")
    pages.settle()
    told = _states(window, ROLE.RadioButton)
    assert told["Samples page"] == (True, True)
    assert told["Label page"] == (True, False)
    assert (told["As a table"], told["As a grid"]) == ((True, True), (True, False))
    boxes = _states(window, ROLE.ComboBox)
    assert {"State", "Class", "Order"} <= {name.split(":")[0] for name in boxes}
    assert all(": " in name or sys.platform != "linux" for name in boxes)
    window.perform("annotators")
    pages.settle()
    ticks = [box for box in window.findChildren(Tick) if box.isVisible()]
    assert ticks
    told = _states(window, ROLE.CheckBox)
    assert all(told[box.accessibleName()] == (True, box.isChecked()) for box in ticks)
    ticks[0].setChecked(not ticks[0].isChecked())
    assert _states(window, ROLE.CheckBox)[ticks[0].accessibleName()] == (True, ticks[0].isChecked())
    window.perform("tab.label")
    pages.settle()
    chips = _states(window, ROLE.Button)
    assert any("on task" in name for name in chips)
    window.perform("not_worth")
    pages.settle()
    assert _states(window, ROLE.CheckBox)["Not worth it"] == (True, True)


def test_a_field_to_choose_from_says_what_it_is_about_and_opens(qtbot, session):
    window = session.window
    window.perform("tab.samples")
    pages.settle()
    box = next(box for box in window.findChildren(Choose) if box.isVisible() and box.accessibleName() == "State")
    names = [node.name for node in reader.nodes(window) if node.role == ROLE.ComboBox]
    assert any(name.startswith("State") for name in names)
    assert reader.press(window, ROLE.ComboBox, "State")
    qtbot.waitUntil(lambda: box.view().isVisible())
    assert any(box.itemText(1) == node.name for node in reader.nodes(window))
    box.hidePopup()


def test_tiles_of_a_group_tell_in_the_tree_what_is_said_of_them(qtbot, theme, ears):
    grid = BatchGrid(theme)
    qtbot.addWidget(grid)
    words = ("a.png, Fall, ticked", "b.png, Fall, not ticked")
    tiles = [Tile(n, f"{n}.png", "98 %", n == 0, likeness="Alike", spoken=said) for n, said in enumerate(words)]
    grid.tiles.set_tiles(tuple(tiles))
    grid.resize(600, 400)
    grid.show()
    pages.settle()
    names = [node.name for node in reader.nodes(grid) if node.role == ROLE.ListItem]
    assert names == list(words)
