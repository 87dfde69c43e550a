"""Encryption in the settings and in the wizard, by a person's way: panels, passphrases, the recovery code."""

import json
import threading
from pathlib import Path

import pytest
from lock_stand import CANARY, PASSPHRASE, cheap, make, stand
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from desktop_al.core.errors import WrongPassphrase
from desktop_al.core.passphrase_strength import strength
from desktop_al.loop.inside import are_inside
from desktop_al.loop.locks import is_encrypted, lock, unlock
from desktop_al.ui.class_rows import ClassDraft
from desktop_al.ui.secret_form import SecretForm


@pytest.fixture
def session(qtbot, tmp_path: Path, monkeypatch):
    cheap(monkeypatch)
    yield from stand(qtbot, tmp_path)


def card(session):
    return session.window.page("settings").privacy


def show(session) -> None:
    session.settings.show("privacy")


def fill(form: SecretForm, new: str, again: str | None = None) -> None:
    form.new.first.edit.setFocus()
    QTest.keyClicks(form.new.first.edit, new)
    QTest.keyClicks(form.new.again.edit, new if again is None else again)


def click(session, words: str) -> None:
    # What was just added to a layout is shown with the next events.
    QApplication.processEvents()
    (button,) = [b for b in card(session).findChildren(QPushButton) if b.accessibleName() == words and b.isVisible()]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def settle(qtbot, session, form) -> None:
    qtbot.waitUntil(lambda: form.do.isEnabled() or form.isHidden(), timeout=10_000)


def test_a_plain_project_is_encrypted_and_made_plain_again(qtbot, session, tmp_path: Path):
    path = make(tmp_path, passphrase="")
    session.open_path(path)
    label = session.window.label
    qtbot.waitUntil(lambda: label.screen.sample is not None and label.screen.sample.content is not None)
    QTest.keyClick(session.window.focusWidget(), Qt.Key.Key_1)
    assert session.project.screen().status.labelled == 1
    assert session.project.wait_saved(5.0)
    session.window.perform("back_up")
    qtbot.waitUntil(lambda: any(tmp_path.glob("plain-backups/*.dal")), timeout=10_000)
    show(session)
    page = session.window.page("settings")
    assert not page.rows["lock_after"].control.isEnabled()
    assert "not encrypted" in page.rows["lock_after"].sentence()
    assert page.rows["hide_recent"].control.isEnabled()
    assert not card(session).add.isEnabled()
    QTest.mouseClick(card(session).turn, Qt.MouseButton.LeftButton)
    form = card(session).project_form
    assert any("SSD" in part.text() for part in form._sentences)
    fill(form, PASSPHRASE, "something else")
    QTest.mouseClick(form.do, Qt.MouseButton.LeftButton)
    assert form.new.again.trouble.text() == "The two are not the same."
    form.new.empty()
    fill(form, PASSPHRASE)
    # A backup that is being made reads the file: it is waited for.
    made = threading.Event()
    session.backups._threads.append(backup := threading.Thread(target=made.wait))
    backup.start()
    QTest.keyClick(form.new.again.edit, Qt.Key.Key_Return)
    assert session.window.covered
    assert session.window.page("lock").title.text() == "The project is being encrypted"
    qtbot.wait(300)
    assert not is_encrypted(path)
    made.set()
    qtbot.waitUntil(lambda: session.project is not None, timeout=20_000)
    assert is_encrypted(path), session.window.page("settings")._foot.words.text()
    assert CANARY.encode() not in path.read_bytes()
    assert session.window.shown == "settings"
    assert session.project.annotator == f"{CANARY} Kim"
    assert session.project.screen().status.labelled == 1
    assert session.project.screen().status.encrypted
    page = session.window.page("settings")
    assert page._foot.words.text().startswith("The project is encrypted.")
    assert "1 backup in " in page._foot.words.text()
    assert len(list(tmp_path.glob("plain-backups/*.dal"))) == 1, "no plain copy was made at that moment"
    assert page.rows["lock_after"].control.isEnabled()
    click(session, "Remove encryption")
    form = card(session).project_form
    QTest.mouseClick(form.do, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.project is not None, timeout=20_000)
    assert not is_encrypted(path)
    assert session.project.screen().status.labelled == 1
    session.window.page("settings")._back.click()
    assert session.window.shown == "label"


def test_who_can_open_it(qtbot, session, tmp_path: Path):
    path = make(tmp_path)
    unlock(path, PASSPHRASE)
    session.open_path(path)
    show(session)
    QTest.mouseClick(card(session).add, Qt.MouseButton.LeftButton)
    form = card(session).people_form
    QTest.mouseClick(form.do, Qt.MouseButton.LeftButton)
    assert form.name.trouble.text()
    QTest.keyClicks(form.name.edit, "Bea")
    fill(form, PASSPHRASE)
    QTest.mouseClick(form.do, Qt.MouseButton.LeftButton)
    settle(qtbot, session, form)
    assert form.trouble.text() == "That passphrase cannot be used here. Choose another one."
    assert form.do.accessibleName() == "Add", "it is no longer being done"
    assert session.window.focusWidget() is form.name.edit
    form.new.empty()
    fill(form, "the one of Bea")
    QTest.mouseClick(form.do, Qt.MouseButton.LeftButton)
    settle(qtbot, session, form)
    assert [name for _, name in card(session)._screen.people] == [f"{CANARY} Kim", "Bea"]
    click(session, "Reset the passphrase of Bea")
    fill(form, "a new one of Bea")
    QTest.mouseClick(form.do, Qt.MouseButton.LeftButton)
    settle(qtbot, session, form)
    click(session, f"Change the passphrase of {CANARY} Kim")
    QTest.keyClicks(form.old.edit, "not the old one")
    fill(form, "a new one of Kim")
    QTest.mouseClick(form.do, Qt.MouseButton.LeftButton)
    settle(qtbot, session, form)
    assert "Nothing was changed" in form.trouble.text()
    assert not form.old.text()
    QTest.keyClicks(session.window.focusWidget(), PASSPHRASE)
    QTest.mouseClick(form.do, Qt.MouseButton.LeftButton)
    settle(qtbot, session, form)
    assert form.isHidden()
    assert form.new.text() == form.old.text() == "", "nothing that was typed stays"
    QTest.mouseClick(card(session).make_code, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(card(session).code.code), timeout=10_000)
    code = card(session).code.code
    assert card(session).make_code.words() == "Make a new one"
    card(session).code._button.click()
    assert card(session).code.code == ""
    click(session, "Remove the passphrase of Bea")
    QTest.mouseClick(form.do, Qt.MouseButton.LeftButton)
    settle(qtbot, session, form)
    session.close_project()
    assert unlock(path, "a new one of Kim").name == f"{CANARY} Kim"
    lock(path)
    assert unlock(path, code).kind == "recovery"
    lock(path)
    for gone in (PASSPHRASE, "a new one of Bea"):
        with pytest.raises(WrongPassphrase):
            unlock(path, gone)


def test_the_wizard_makes_an_encrypted_project_and_keeps_no_draft(qtbot, session, tmp_path: Path):
    make(tmp_path, passphrase="").unlink()
    session.begin.new(tmp_path / "samples")
    form = session.window.page("form")
    qtbot.waitUntil(lambda: form.data.look is not None and form.data.look.listed, timeout=10_000)
    form.next()
    form.classes.rows.set_classes((ClassDraft(f"{CANARY} one"), ClassDraft(f"{CANARY} two")))
    form.next()
    form.next()
    assert form.step == 3
    people = form.people
    people.annotator.set_text(f"{CANARY} Kim")
    people.name.set_text(f"{CANARY} study")
    people.project.set_text(str(tmp_path / "secret.dal"))
    session.begin.keep_draft()
    kept = tmp_path / "home" / "preferences.json"
    assert len(json.loads(kept.read_text("utf-8"))["drafts"]) == 1
    people.encrypt.click()
    assert form._close.words() == "Close, keep nothing"
    session.begin.keep_draft()
    assert json.loads(kept.read_text("utf-8"))["drafts"] == []
    form.next()
    assert "Too short" in people.passphrase.first.trouble.text()
    QTest.keyClicks(people.passphrase.first.edit, PASSPHRASE)
    assert people.passphrase.words.text() == "Very good."
    QTest.keyClicks(people.passphrase.again.edit, PASSPHRASE)
    form.next()
    qtbot.waitUntil(lambda: session.project is not None, timeout=20_000)
    assert session.project.screen().status.encrypted
    qtbot.waitUntil(lambda: session.window.shown == "settings")
    assert card(session).code.code
    assert people.passphrase.text() == ""
    assert CANARY not in kept.read_text("utf-8")


@pytest.mark.parametrize(
    ("passphrase", "level"),
    [
        ("", "short"),
        ("seven77", "short"),
        ("password", "guessable"),
        ("Password123", "guessable"),
        ("aaaaaaaaaaaaaaaa", "guessable"),
        ("1987654321987", "guessable"),
        ("qwertzuiop", "guessable"),
        ("kim miller 1", "guessable"),
        ("gh7!kLq0z", "fair"),
        ("correct horse", "good"),
        ("correct horse battery staple", "good"),
    ],
)
def test_strength(passphrase: str, level: str):
    assert strength(passphrase, "Kim Miller").level == level


def test_samples_are_copied_in_and_written_to_a_folder(qtbot, session, tmp_path: Path, monkeypatch):
    path = make(tmp_path)
    unlock(path, PASSPHRASE)
    session.open_path(path)
    show(session)
    QTest.mouseClick(card(session).samples, Qt.MouseButton.LeftButton)
    form = card(session).project_form
    assert any("folder itself stays" in part.text() for part in form._sentences)
    assert form.new.isHidden()
    QTest.mouseClick(form.do, Qt.MouseButton.LeftButton)
    assert session.window.covered
    assert session.window.page("lock").title.text() == "The samples are being copied"
    qtbot.waitUntil(lambda: session.project is not None, timeout=20_000)
    assert are_inside(path)
    assert "copied into the project" in session.window.page("settings")._foot.words.text()
    assert not card(session).turn.isEnabled(), "the samples have to come out first"
    label = session.window.label
    session.window.perform("tab.label")
    qtbot.waitUntil(lambda: label.screen.sample is not None and label.screen.sample.content is not None)
    show(session)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    QTest.mouseClick(card(session).samples, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.project is not None, timeout=20_000)
    assert "is not an empty folder" in session.window.page("settings")._foot.words.text()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "out"))
    QTest.mouseClick(card(session).samples, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.project is not None, timeout=20_000)
    assert not are_inside(path)
    assert len(list((tmp_path / "out").rglob("*.txt"))) == len(session.project.pool)
