"""Backups in the real window: on closing, every half hour, by hand; going back, also from a damaged file."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_al.app import make_window
from desktop_al.loop.backups import make_backup
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.loop.restoring import RestoreRow
from desktop_al.store.verify import verify
from desktop_al.ui.restore_page import RestorePage, row_words
from tests.store.logs import mounted

NAMES = ("Device", "Fall")


@pytest.fixture
def session(qtbot, tmp_path: Path):
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(30):
        (folder / f"note-{number:02d}.txt").write_text(f"{number} pump alarm night ward", "utf-8")
    create_project(NewProject(tmp_path / "p.dal", folder, NAMES, "Kim", kind="text"), tmp_path / "home")
    _, made = make_window(tmp_path / "home", guard=False)
    qtbot.addWidget(made.window)
    made.window.show()
    yield made
    made.close_project()
    settle(qtbot, made)


def settle(qtbot, session) -> None:
    """Wait until no backup is being made, and until what it had to say has come."""
    qtbot.waitUntil(lambda: not any(thread.is_alive() for thread in session.backups._threads), timeout=10_000)
    qtbot.wait(1)


def start(qtbot, session, path: Path) -> None:
    assert session.open_project(path)
    qtbot.waitUntil(lambda: session.project.learning.scanned is not None, timeout=20_000)


def label(qtbot, session, count: int = 1) -> None:
    page = session.window.label
    for _ in range(count):
        qtbot.waitUntil(lambda: page.screen.sample is not None and page.screen.sample.content is not None)
        assert session.project.label(session.project.classes[0].id)
        session.flush()
    assert session.project.wait_saved(10)


def made(path: Path) -> list[Path]:
    return sorted(path.with_name(f"{path.stem}-backups").glob("*.dal"))


def test_on_closing_and_every_half_hour_if_something_changed(qtbot, session, tmp_path):
    path, now = tmp_path / "p.dal", [0.0]
    session.backups.seconds = lambda: now[0]
    start(qtbot, session, path)
    label(qtbot, session)
    now[0] = 29 * 60.0
    session.backups.tick()
    settle(qtbot, session)
    assert made(path) == []
    now[0] = 30 * 60.0
    session.backups.tick()
    settle(qtbot, session)
    assert len(made(path)) == 1
    label(qtbot, session)
    assert session.close_project()
    settle(qtbot, session)
    assert len(made(path)) == 2
    assert all(verify(backup).annotations == n for n, backup in zip((2, 1), made(path)))
    # Opened and closed again: nothing new.
    start(qtbot, session, path)
    assert session.close_project()
    settle(qtbot, session)
    assert len(made(path)) == 2
    # Switched off: only by hand.
    session.settings.change("backups", False)
    start(qtbot, session, path)
    label(qtbot, session)
    session.backups.back_up()
    settle(qtbot, session)
    assert len(made(path)) == 3
    label(qtbot, session)
    assert session.close_project()
    settle(qtbot, session)
    assert len(made(path)) == 3


def test_going_back_in_the_window(qtbot, session, tmp_path):
    path = tmp_path / "p.dal"
    start(qtbot, session, path)
    session.window.perform("restore")
    page = session.window.page("restore")
    qtbot.waitUntil(page._empty.isVisible)
    assert page._empty.accessibleName() == "No backups yet"
    label(qtbot, session, 2)
    session.window.escape()
    assert session.window.shown == "label"
    session.window.perform("back_up")
    settle(qtbot, session)
    label(qtbot, session, 3)
    session.window.perform("restore")
    qtbot.waitUntil(lambda: page.chosen() is not None and page.chosen().whole is True, timeout=10_000)
    assert page.chosen().labels == "2 labels"
    assert page.words.text().startswith("p.dal becomes what it was on ")
    QTest.keyClick(page.go, Qt.Key.Key_Space)
    assert session.backups.at_work()
    assert not session.window.close()
    qtbot.waitUntil(lambda: session.project is not None and session.window.shown == "label", timeout=10_000)
    assert session.project.screen().status.labelled == 2
    (notice,) = session.project.notices.all()
    assert "it can be merged" in notice.text
    (kept,) = tmp_path.glob("p-before-*.dal")
    assert verify(kept).annotations == 5
    # The newest backup is the one that closing made: of all five.
    assert sorted(verify(backup).annotations for backup in made(path)) == [2, 5]


def test_the_first_page_offers_one_for_a_damaged_project(qtbot, session, tmp_path):
    path = tmp_path / "p.dal"
    start(qtbot, session, path)
    label(qtbot, session, 2)
    assert session.close_project()
    settle(qtbot, session)
    # The newest one is damaged too.
    newest = shutil.copyfile(made(path)[0], made(path)[0].with_name("p-2999-01-01T0000Z.dal"))
    newest.write_bytes(newest.read_bytes()[:6000])
    path.write_bytes(b"SQLite format 3\0" + b"\xee" * 8000)
    assert not session.open_project(path)
    first = session.window.start
    qtbot.waitUntil(lambda: "The newest whole backup is of" in first.trouble(), timeout=10_000)
    assert "with 2 labels." in first.trouble()
    first.acted.emit("restore")
    page = session.window.page("restore")
    qtbot.waitUntil(lambda: len(page.list.rows()) == 2 and page.list.rows()[1].whole is True, timeout=10_000)
    assert page.list.rows()[0].whole is False
    assert "damaged" in page.words.text()
    assert not page.go.isEnabled()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.go.isEnabled()
    page.go.click()
    qtbot.waitUntil(lambda: session.project is not None and session.window.shown == "label", timeout=10_000)
    assert session.project.screen().status.labelled == 2
    (kept,) = tmp_path.glob("p-before-*.dal")
    assert kept.read_bytes()[16:20] == b"\xee" * 4


def test_what_does_not_work_is_said_once_and_works_again(qtbot, session, tmp_path):
    start(qtbot, session, tmp_path / "p.dal")
    label(qtbot, session)
    with mounted(tmp_path / "stick", "size=8m") as disk:
        session.settings.change("backup_folder", str(disk))
        for _ in range(2):
            session.backups._due = 0.0
            session.backups.tick()
            settle(qtbot, session)
        (notice,) = session.project.notices.all()
        assert (notice.id, notice.severe) == ("backup", False)
        assert "the disk is nearly full" in notice.text
        # Put aside, it does not come again by itself.
        session._notice(session.project, ("backup", "dismiss"))
        session.backups._due = 0.0
        session.backups.tick()
        settle(qtbot, session)
        assert session.project.notices.all() == ()
        session._notice(session.project, ("backup", "backup"))
        settle(qtbot, session)
        assert len(session.project.notices.all()) == 1
        assert list(disk.glob("*/*.dal")) == []
    # The drive is gone: the usual place is used, and said.
    shutil.rmtree(tmp_path / "stick")
    session.backups._due = 0.0
    session.backups.tick()
    settle(qtbot, session)
    assert session.project.notices.all() == ()
    assert len(made(tmp_path / "p.dal")) == 1
    assert "The folder for backups is not there" in session.backups._told_folder


def test_the_settings_page_tells_how_many_and_where(qtbot, session, tmp_path):
    start(qtbot, session, tmp_path / "p.dal")
    label(qtbot, session)
    session.settings.show("storage")
    card = session.window.page("settings").storage
    row = card._rows["backups"]
    qtbot.waitUntil(lambda: row.sentence().startswith("None yet."), timeout=5000)
    card._back_up.click()
    qtbot.waitUntil(lambda: row.sentence().startswith("1 backup, "), timeout=5000)
    assert str(tmp_path / "p-backups") in row.sentence()
    card._restore.click()
    assert session.window.shown == "restore"
    session.window.escape()
    assert session.close_project()
    settle(qtbot, session)
    session.settings.show("storage")
    assert not row.isVisible()
    session.show_start()


def test_the_page_by_keys(qtbot, theme):
    page = RestorePage(theme)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    rows = [RestoreRow(Path(f"b{n}.dal"), f"{n} Nov 2026, 09:12", "3.4 MB") for n in range(3)]
    page.show_rows(Path("p.dal"), rows, can_make=True)
    page.first_focus()
    assert page.focusWidget() is page.list
    assert not page.go.isEnabled()
    assert row_words(rows[0]) == "0 Nov 2026, 09:12, 3.4 MB, Being checked"
    page.show_row(RestoreRow(rows[1].path, rows[1].when, "3.4 MB", "12 labels", True))
    assert page.chosen().path == rows[0].path
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.restore) as asked:
        page.go.click()
    assert asked.args == [rows[1].path]
    page.show_work(True)
    assert page.escape()
    page.show_work(False)
    assert not page.escape()


def test_nothing_is_made_of_a_project_open_to_look_only(qtbot, session, tmp_path):
    assert session.open_project(tmp_path / "p.dal", look_only=True)
    session.backups.back_up()
    assert session.close_project()
    settle(qtbot, session)
    assert made(tmp_path / "p.dal") == []
    assert make_backup(tmp_path / "p.dal").backup is not None
