"""Backups of encrypted projects in the real window: going back from an open project, and from a damaged one."""

from pathlib import Path

import pytest
from lock_stand import PASSPHRASE, cheap, make, stand
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_al.loop.backups import look_into


@pytest.fixture
def session(qtbot, tmp_path: Path, monkeypatch):
    cheap(monkeypatch)
    make(tmp_path)
    yield from stand(qtbot, tmp_path)


def give(qtbot, session) -> None:
    QTest.keyClicks(session.window.focusWidget(), PASSPHRASE)
    QTest.keyClick(session.window.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.project is not None and session.window.shown == "label", timeout=10_000)
    qtbot.waitUntil(lambda: session.project.learning.scanned is not None, timeout=20_000)


def begin(qtbot, session, path: Path) -> None:
    """The project is open, one sample labelled, and there is a backup of that."""
    session.open_path(path)
    give(qtbot, session)
    label(qtbot, session)
    session.window.perform("back_up")
    settle(qtbot, session)


def label(qtbot, session) -> None:
    page = session.window.label
    qtbot.waitUntil(lambda: page.screen.sample is not None and page.screen.sample.content is not None)
    assert session.project.label(session.project.classes[0].id)
    assert session.project.wait_saved(10)
    session.flush()


def settle(qtbot, session) -> None:
    qtbot.waitUntil(lambda: not any(thread.is_alive() for thread in session.backups._threads), timeout=10_000)
    qtbot.wait(1)


def test_going_back_from_an_open_project(qtbot, session, tmp_path):
    path = tmp_path / "secret.dal"
    begin(qtbot, session, path)
    label(qtbot, session)
    session.window.perform("restore")
    page = session.window.page("restore")
    qtbot.waitUntil(lambda: page.chosen() is not None and page.chosen().whole is True, timeout=10_000)
    page.go.click()
    # It was unlocked, and stays so.
    qtbot.waitUntil(lambda: session.window.shown == "label" and session.project is not None, timeout=10_000)
    (kept,) = tmp_path.glob("secret-before-*.dal")
    assert look_into(kept).whole
    assert session.project.screen().status.labelled == 1
    (notice,) = session.project.notices.all()
    assert kept.name in notice.text


def test_going_back_from_a_damaged_project(qtbot, session, tmp_path):
    path = tmp_path / "secret.dal"
    begin(qtbot, session, path)
    assert session.close_project()
    settle(qtbot, session)
    session.show_start()
    # Neither the pages nor the sealed keys can be read.
    path.write_bytes(b"\xee" * path.stat().st_size)
    assert not session.open_project(path)
    first = session.window.start
    qtbot.waitUntil(lambda: "Its passphrase opens it." in first.trouble(), timeout=10_000)
    first.acted.emit("restore")
    page = session.window.page("restore")
    qtbot.waitUntil(lambda: page.chosen() is not None and page.chosen().locked, timeout=10_000)
    assert not page.go.isVisible()
    for typed, known in (("wrong words here", False), (PASSPHRASE, True)):
        page.field.take_focus()
        QTest.keyClicks(session.window.focusWidget(), typed)
        QTest.keyClick(session.window.focusWidget(), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: page.unlock.isEnabled() and not page.field.text(), timeout=10_000)
        assert ("does not open this backup" in page.field.trouble.text()) is not known
    qtbot.waitUntil(lambda: page.chosen().whole is True, timeout=10_000)
    assert page.chosen().labels == "1 label"
    page.go.click()
    qtbot.waitUntil(lambda: session.window.shown == "lock", timeout=10_000)
    give(qtbot, session)
    assert session.project.screen().status.labelled == 1


def test_leaving_the_page_locks_the_backup_again(qtbot, session, tmp_path):
    path = tmp_path / "secret.dal"
    begin(qtbot, session, path)
    assert session.close_project()
    settle(qtbot, session)
    session.backups.show(path)
    page = session.window.page("restore")
    qtbot.waitUntil(lambda: page.chosen() is not None and page.chosen().locked, timeout=10_000)
    backup = page.chosen().path
    page.tried.emit(backup, PASSPHRASE)
    qtbot.waitUntil(lambda: page.chosen().whole is True, timeout=10_000)
    session.window.escape()
    assert session.window.shown == "start"
    assert look_into(backup).locked
