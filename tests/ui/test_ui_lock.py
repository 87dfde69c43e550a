"""Locking: nothing of the project is left on screen or in its widgets, and everything is there again afterwards."""

import threading
from pathlib import Path

import pytest
from lock_stand import CANARY, PASSPHRASE, cheap, make, stand, traces, words_of
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_al.core.errors import NeedsPassphrase
from desktop_al.loop import exporting
from desktop_al.loop.export_wish import Exported
from desktop_al.loop.locks import add_passphrase, lock, make_recovery_code, passphrases, unlock
from desktop_al.ui.clipboard import NO_PICTURES, copy_picture


@pytest.fixture
def session(qtbot, tmp_path: Path, monkeypatch):
    cheap(monkeypatch)
    make(tmp_path)
    yield from stand(qtbot, tmp_path)


def page(session):
    return session.window.page("lock")


def locked(session) -> bool:
    return session.window.shown == "lock"


def give(qtbot, session, passphrase: str = PASSPHRASE) -> None:
    qtbot.waitUntil(lambda: session.window.focusWidget() is not None)
    QTest.keyClicks(session.window.focusWidget(), passphrase)
    QTest.keyClick(session.window.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page(session).working(), timeout=20_000)


def enter(qtbot, session, place: Path) -> None:
    session.open_path(place / "secret.dal")
    give(qtbot, session)
    ready(qtbot, session)


def ready(qtbot, session) -> None:
    label = session.window.label
    qtbot.waitUntil(
        lambda: label.screen is not None and label.screen.sample is not None and label.screen.sample.content is not None
    )


def press(session, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(session.window.focusWidget() or session.window, key, modifier)


def lock_by_key(session) -> None:
    press(session, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def test_the_passphrase_opens_it_as_its_owner(qtbot, session, tmp_path: Path):
    assert not session.open_path(tmp_path / "secret.dal")
    assert locked(session)
    assert traces(session.window) == []
    give(qtbot, session, "something else")
    assert locked(session)
    assert "That passphrase does not open this project." in page(session).field.trouble.text()
    assert page(session).field.text() == ""
    give(qtbot, session)
    assert session.window.shown == "label"
    assert session.project.annotator == f"{CANARY} Kim"


def test_locking_leaves_nothing_and_gives_everything_back(qtbot, session, tmp_path: Path):
    enter(qtbot, session, tmp_path)
    for tab in ("samples", "batch", "progress", "agreement", "protocol", "label"):
        session.window.perform(f"tab.{tab}")
    session.window.perform("settings")
    session.window.perform("annotators")
    session.window.perform("tab.label")
    press(session, Qt.Key.Key_1)
    ready(qtbot, session)
    sample = session.window.label.screen.sample.name
    press(session, Qt.Key.Key_F)
    QTest.keyClicks(session.window.focusWidget(), "half a thou")
    assert traces(session.window)
    lock_by_key(session)
    assert locked(session)
    assert session.project is None
    left = traces(session.window)
    assert {words.split(": ")[1] for words in left} == {f"Passphrase of {CANARY} Kim"}
    assert not any("half a thou" in words for _, words in words_of(session.window))
    assert (tmp_path / "secret.dal-draft").exists()
    assert b"half" not in (tmp_path / "secret.dal-draft").read_bytes()
    assert page(session).reason.text() == "You locked it. Everything is saved."
    give(qtbot, session)
    assert session.window.shown == "label"
    assert session.window.label.screen.sample.name == sample
    tray = session.window.label.inspector.tray
    assert tray.commenting()
    assert tray.comment.field.toPlainText() == "half a thou"
    assert not (tmp_path / "secret.dal-draft").exists()
    press(session, Qt.Key.Key_Escape)
    press(session, Qt.Key.Key_Z)
    session.flush()
    assert session.project.screen().status.labelled == 0


def test_it_locks_when_nobody_is_there(qtbot, session, tmp_path: Path):
    enter(qtbot, session, tmp_path)
    look = session.locking.look
    for _ in range(9):
        session.hands.seconds += 59
        look()
        if _ % 2:
            QTest.mouseMove(session.window.windowHandle(), session.window.rect().center())
    press(session, Qt.Key.Key_E)
    for _ in range(10):
        session.hands.seconds += 59
        look()
    assert not locked(session), "a key was pressed less than ten minutes ago"
    session.hands.seconds += 11
    look()
    assert locked(session)
    assert session.project is None
    assert page(session).reason.text() == "No key was pressed for 10 minutes. Everything is saved."
    give(qtbot, session)
    session.hands.asleep += 90
    look()
    assert page(session).reason.text() == "The computer went to sleep. Everything is saved."
    give(qtbot, session)
    session.locking.screen.away.emit()
    assert page(session).reason.text() == "The screen was locked. Everything is saved."
    give(qtbot, session)
    session.hands.seconds += 700
    press(session, Qt.Key.Key_1)
    assert locked(session), "a key that comes first after a long time is no answer"
    give(qtbot, session)
    assert session.project.screen().status.labelled == 0
    session.window.showMinimized()
    assert locked(session)
    # What the system says of it comes later, and would count as another time once it is unlocked.
    qtbot.wait(100)
    session.window.showNormal()
    qtbot.wait(100)
    give(qtbot, session)
    assert not locked(session)
    session.settings.change("lock_minimised", False)
    session.window.showMinimized()
    assert not locked(session)
    session.window.showNormal()


def test_a_guideline_that_is_being_written_comes_back(qtbot, session, tmp_path: Path):
    enter(qtbot, session, tmp_path)
    session.window.perform("tab.protocol")
    guideline = session.window.page("protocol").guideline
    guideline.open_edit()
    QTest.keyClicks(guideline.field, "New words ")
    written = guideline.field.toPlainText()
    lock_by_key(session)
    assert locked(session)
    # As after a crash: nothing in memory, the file beside the project.
    session.locking._locked.sealed = b""
    give(qtbot, session)
    assert session.window.shown == "protocol"
    guideline = session.window.page("protocol").guideline
    assert guideline.unsaved()
    assert guideline.field.toPlainText() == written
    guideline._close_edit()


def test_another_annotator_opens_it_under_their_own_name(qtbot, session, tmp_path: Path):
    enter(qtbot, session, tmp_path)
    path = tmp_path / "secret.dal"
    add_passphrase(path, f"{CANARY} Bea", "another long one")
    press(session, Qt.Key.Key_F)
    QTest.keyClicks(session.window.focusWidget(), "only mine")
    lock_by_key(session)
    QTest.mouseClick(page(session).other, Qt.MouseButton.LeftButton)
    assert page(session).field.name() == "Passphrase of another annotator"
    give(qtbot, session, "another long one")
    assert session.project.annotator == f"{CANARY} Bea"
    assert not session.window.label.inspector.tray.commenting(), "what somebody else was writing is not shown"
    session.annotators.label_as(f"{CANARY} Kim")
    assert locked(session)
    give(qtbot, session)
    assert session.project.annotator == f"{CANARY} Kim"
    assert session.window.label.inspector.tray.comment.field.toPlainText() == "only mine"
    press(session, Qt.Key.Key_Escape)
    press(session, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert session.window.shown == "start"
    with pytest.raises(NeedsPassphrase):
        passphrases(path)


def test_the_recovery_code_asks_for_a_new_passphrase(qtbot, session, tmp_path: Path):
    path = tmp_path / "secret.dal"
    unlock(path, PASSPHRASE)
    code = make_recovery_code(path)
    lock(path)
    session.open_path(path)
    give(qtbot, session, code.lower())
    assert locked(session)
    QTest.keyClicks(session.window.focusWidget(), "short")
    press(session, Qt.Key.Key_Return)
    press(session, Qt.Key.Key_Return)
    assert "Too short" in page(session).new.first.trouble.text()
    page(session).new.empty()
    page(session).new.take_focus()
    QTest.keyClicks(session.window.focusWidget(), "a fresh passphrase")
    press(session, Qt.Key.Key_Return)
    give(qtbot, session, "a fresh passphrase")
    assert session.project.annotator == f"{CANARY} Kim"
    lock_by_key(session)
    give(qtbot, session)
    assert locked(session), "the old passphrase no longer counts"
    give(qtbot, session, "a fresh passphrase")
    assert not locked(session)


def test_wrong_tries_wait_longer_and_longer(qtbot, session, tmp_path: Path):
    session.open_path(tmp_path / "secret.dal")
    for _ in range(5):
        give(qtbot, session, "not this one")
    assert page(session).say.text() == "5 tries were wrong. The next one is possible in 5 s."
    QTest.keyClicks(page(session).field.edit, PASSPHRASE)
    press(session, Qt.Key.Key_Return)
    assert not page(session).working()
    press(session, Qt.Key.Key_Escape)
    assert session.window.shown == "start"
    session.open_path(tmp_path / "secret.dal")
    assert page(session).waiting(), "leaving the page does not shorten it"
    session.hands.seconds += 6
    session.locking.look()
    assert not page(session).waiting()
    give(qtbot, session, "not this one")
    assert page(session).say.text().endswith("6 tries were wrong. The next one is possible in 10 s.")
    session.hands.seconds += 11
    session.locking.look()
    give(qtbot, session)
    assert not locked(session)


def test_caps_lock_is_told(qtbot, session, tmp_path: Path):
    session.open_path(tmp_path / "secret.dal")
    QTest.keyClick(page(session).field.edit, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    assert page(session).field.caps.isHidden()
    capital = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "A")
    QApplication.sendEvent(page(session).field.edit, capital)
    assert page(session).field.caps.text() == "Caps Lock is on."
    page(session).field.edit.eye.click()
    assert page(session).field.edit.echoMode() == page(session).field.edit.EchoMode.Normal
    press(session, Qt.Key.Key_Escape)


def test_labels_that_are_not_on_disk_keep_it_open_behind_the_page(qtbot, session, tmp_path: Path, monkeypatch):
    enter(qtbot, session, tmp_path)
    unsaved = {"count": 2}
    kind = type(session.project)
    monkeypatch.setattr(kind, "unsaved", property(lambda _: unsaved["count"]))
    monkeypatch.setattr(kind, "wait_saved", lambda *_: not unsaved["count"])
    lock_by_key(session)
    assert locked(session)
    assert session.project is not None
    assert "not on disk yet: 2" in page(session).reason.text()
    assert session.window.windowTitle() == "desktop_al"
    session.flush()
    assert session.window.windowTitle() == "desktop_al"
    give(qtbot, session, "not this one")
    assert locked(session)
    give(qtbot, session)
    assert session.window.shown == "label"
    lock_by_key(session)
    unsaved["count"] = 0
    session.locking.look()
    assert session.project is None
    assert page(session).reason.text() == "You locked it. Everything is saved."
    assert {words.split(": ")[1] for words in traces(session.window)} == {f"Passphrase of {CANARY} Kim"}


def test_long_work_ends_behind_the_page(qtbot, session, tmp_path: Path, monkeypatch):
    enter(qtbot, session, tmp_path)
    go_on, export = threading.Event(), exporting.export_labels

    def slowly(*given, **more) -> Exported:
        go_on.wait(20)
        return export(*given, **more)

    monkeypatch.setattr(exporting, "export_labels", slowly)
    session.exports.export(tmp_path / "labels.csv")
    lock_by_key(session)
    assert locked(session)
    assert session.project is not None
    assert "still being exported" in page(session).reason.text()
    go_on.set()
    qtbot.waitUntil(lambda: not session.exports.at_work(), timeout=10_000)

    def closed() -> bool:
        # That it was exported is an event, which has to be on disk, too.
        session.locking.look()
        return session.project is None

    qtbot.waitUntil(closed, timeout=10_000)
    assert (tmp_path / "labels.csv").exists()
    assert page(session).reason.text() == "You locked it. Everything is saved."
    give(qtbot, session)
    assert session.window.shown == "label"


def test_a_plain_project_is_covered(qtbot, session, tmp_path: Path):
    session.open_path(make(tmp_path, passphrase=""))
    ready(qtbot, session)
    sample = session.window.label.screen.sample.name
    session.hands.seconds += 4000
    session.locking.look()
    session.window.showMinimized()
    session.window.showNormal()
    assert not locked(session), "only encrypted projects lock by themselves"
    lock_by_key(session)
    assert locked(session)
    assert page(session).reason.text() == "This project is not encrypted. Enter shows it again."
    assert session.window.windowTitle() == "desktop_al"
    press(session, Qt.Key.Key_1)
    press(session, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    press(session, Qt.Key.Key_Return)
    assert session.window.shown == "label"
    assert session.window.label.screen.sample.name == sample
    assert session.project.screen().status.labelled == 0


def test_the_recent_list_and_the_preferences_tell_nothing(qtbot, session, tmp_path: Path):
    enter(qtbot, session, tmp_path)
    session.settings.change("theme", "dark")
    session.close_project()
    session.show_start()
    kept = (tmp_path / "home" / "preferences.json").read_text("utf-8")
    assert CANARY not in kept
    row = session.window.start.model.rows[0]
    assert row.title == "Locked project"
    assert row.encrypted
    session.settings.change("hide_recent", False)
    enter(qtbot, session, tmp_path)
    session.close_project()
    session.show_start()
    assert session.window.start.model.rows[0].title == f"{CANARY} study"
    session.settings.change("hide_recent", True)
    assert CANARY not in (tmp_path / "home" / "preferences.json").read_text("utf-8")


def test_what_is_copied_is_marked_and_taken_back(qtbot, session, tmp_path: Path):
    clipboard = QApplication.clipboard()
    enter(qtbot, session, tmp_path)
    text = session.window.label.stage.text
    text.selectAll()
    text.copy()
    assert CANARY in clipboard.text()
    assert bytes(clipboard.mimeData().data("x-kde-passwordManagerHint").data()) == b"secret"
    assert session.locking.clipboard._off.isActive()
    lock_by_key(session)
    assert clipboard.text() == ""
    give(qtbot, session)
    text.selectAll()
    text.copy()
    session.locking.clipboard._off.timeout.emit()
    assert clipboard.text() == ""
    assert copy_picture(session.window.grab(), "It is there.") == NO_PICTURES
    assert clipboard.pixmap().isNull()
    session.close_project()
    text.setPlainText("nothing secret")
    text.selectAll()
    text.copy()
    assert not clipboard.mimeData().hasFormat("x-kde-passwordManagerHint")
