"""Encrypted projects: unlocking, locked, covered; privacy in the settings, in the wizard and in the recent list."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_al.core.errors import CannotOpen
from desktop_al.core.words import tr
from desktop_al.loop.locks import add_passphrase, lock
from desktop_al.store import sealing
from desktop_al.ui.class_rows import ClassDraft
from tests.pictures.projects import digits, image_project, text_project
from tests.pictures.scenes import Scene
from tests.pictures.stand import Stand

_PASSPHRASE = "correct horse battery staple"


def _cheap() -> Any:
    """Opening takes a fraction of a second."""
    return patch.object(sealing, "calibrated", lambda: sealing.FLOOR)


def _lock_page(stand: Stand) -> Any:
    return stand.window.page("lock")


def _try(stand: Stand, passphrase: str) -> None:
    page = _lock_page(stand)
    page.field.edit.setText(passphrase)
    stand.key(Qt.Key.Key_Return)
    stand.until(lambda: not page.working())


def _open(stand: Stand, path: Path) -> None:
    stand.session.open_path(path)
    if _lock_page(stand).isVisible():
        _try(stand, _PASSPHRASE)
    stand.until(lambda: not stand.project.screen().status.scanning and stand.shown())


def _forget(path: Path) -> None:
    try:
        lock(path)
    except CannotOpen as error:
        raise AssertionError(str(error)) from error


def locked(stand: Stand) -> Iterator[Scene]:
    """The page for the passphrase in all that it says."""
    with _cheap():
        path, truth = text_project(stand, 30, passphrase=_PASSPHRASE)
    stand.session.show_start()
    stand.session.open_path(path)
    yield Scene("lock-open", ("This project is locked", "Its passphrase opens it.", "Unlock", "Cancel"), main=True)
    page = _lock_page(stand)
    page.field.edit.setText(_PASSPHRASE)
    page.set_working(True)
    yield Scene("lock-working", ("Opening",))
    page.set_working(False)
    page.first_focus()
    _try(stand, "not this one")
    capital = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "A")
    QApplication.sendEvent(page.field.edit, capital)
    page.field.set_trouble(tr("That passphrase does not open this project."))
    yield Scene("lock-wrong", ("That passphrase does not open this project. Caps Lock is on.",), main=True)
    for _ in range(4):
        _try(stand, "not this one")
    yield Scene("lock-pause", ("5 tries were wrong.",))
    stand.session.locking._tries.clear()
    stand.session.locking.look()
    _try(stand, _PASSPHRASE)
    stand.until(lambda: not stand.project.screen().status.scanning and bool(stand.name()))
    stand.answer(truth, 4)
    stand.until(lambda: stand.project.unsaved == 0)
    stand.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    said = ("You locked it. Everything is saved.", "Passphrase of Ines", "Another annotator")
    yield Scene("locked", said, main=True)
    QTest.mouseClick(page.other, Qt.MouseButton.LeftButton)
    yield Scene("locked-another", ("Passphrase of another annotator",))
    _try(stand, _PASSPHRASE)
    page = _lock_page(stand)
    page.ask_new(("Ines", "Jo Berger"))
    stand.window.cover()
    page.first_focus()
    yield Scene("lock-recovery", ("The recovery code opened it.", "The same once more"), main=True)
    said = tr("{what}, {share:.0%}. The project is opened again when it is done.", what=tr("Copying"), share=0.4)
    page.show_work(tr("The project is being encrypted"), said)
    yield Scene("lock-encrypting", ("The project is being encrypted",))
    page.ask_plain()
    page.first_focus()
    yield Scene("lock-plain", ("This project is not encrypted. Enter shows it again.", "Show it again"), main=True)
    stand.window.show_page(stand.window.uncover())
    stand.session.close_project()
    stand.session.show_start()
    yield Scene("welcome-locked", ("Locked project",), main=True)
    _forget(path)


def privacy(stand: Stand) -> Iterator[Scene]:
    """The card of the settings, for a plain project and an encrypted one."""
    path, _ = image_project(stand, 30)
    stand.open(path)
    stand.session.settings.show("privacy")
    yield Scene("privacy-plain", ("Privacy and lock", "Project encryption"), main=True)
    card = stand.window.page("settings").privacy
    card.turn.click()
    yield Scene(
        "privacy-encrypt", ("Encrypt this project", "A lost passphrase cannot be recovered, by anyone."), main=True
    )
    form = card.project_form
    for field in (form.new.first, form.new.again):
        QTest.keyClicks(field.edit, _PASSPHRASE)
    with _cheap():
        form.do.click()
        stand.until(lambda: stand.session.project is not None)
    add_passphrase(path, "Jo Berger", "another long passphrase")
    stand.session.privacy.refresh()
    yield Scene("privacy", ("Encrypted", "Ines, you", "Jo Berger", "Recovery code"), main=True)
    card = stand.window.page("settings").privacy
    card.make_code.click()
    stand.until(lambda: bool(card.code.code))
    stand.rest(0.1)
    page = stand.window.page("settings")

    def code() -> None:
        page.show_part(card.code)
        stand.rest(0.05)

    yield Scene("privacy-code", ("It is written down",), main=True, again=code)
    card.code.forget()
    card._people.acted.emit("remove", 1)
    yield Scene("privacy-remove", ("Remove the passphrase of Jo Berger",))
    card.escape()
    card._people.acted.emit("change", 0)
    yield Scene("privacy-change", ("Change your passphrase", "Your passphrase so far"))
    card.escape()
    stand.session.close_project()


def wizard_encrypt(stand: Stand) -> Iterator[Scene]:
    """The last step of a new project."""
    digits(stand.place / "Scans", 12)
    stand.session.begin.new(stand.place / "Scans")
    form = stand.window.page("form")
    stand.until(lambda: form.data.look is not None and form.data.look.listed)
    form.classes.rows.set_classes((ClassDraft("Mild"), ClassDraft("Severe")))
    for _ in range(3):
        form.next()
    form.people.annotator.set_text("Ines")
    yield Scene("wizard-people", ("Encrypt this project", "The project file is not encrypted."), main=True)
    form.people.encrypt.click()
    QTest.keyClicks(form.people.passphrase.first.edit, "correct horse")

    def foot() -> None:
        form.people.verticalScrollBar().setValue(10_000)

    foot()
    yield Scene("wizard-encrypt", ("Make a recovery code", "Close, keep nothing"), main=True, again=foot)
    form.next()
    form.people.encrypt.click()
