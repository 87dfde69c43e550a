"""Backups: the settings, the list to go back from, one that is damaged, a project that cannot be opened."""

import datetime
from collections.abc import Iterator
from dataclasses import replace

from desktop_al.core.words import tr
from desktop_al.loop.backups import make_backup
from tests.pictures.projects import image_project
from tests.pictures.scenes import Scene
from tests.pictures.stand import Stand


def backups(stand: Stand) -> Iterator[Scene]:
    path, truth = image_project(stand, 40)
    stand.open(path)
    session = stand.session
    session.window.perform("restore")
    page = session.window.page("restore")
    stand.until(lambda: not page._empty.isHidden())
    yield Scene("restore-none", ("No backups yet", "Back up now"))
    session.window.escape()
    began = datetime.datetime(2026, 10, 5, 16, 40, tzinfo=datetime.UTC)
    for day in (0, 9, 16, 30, 37, 44, 45, 46):
        stand.answer(truth, 4)
        stand.until(lambda: stand.project.unsaved == 0)
        made = make_backup(path, now=began + datetime.timedelta(days=day, minutes=17 * day % 240), even_if_same=True)
        assert made.backup is not None
        if day == 45:
            data = made.backup.path.read_bytes()
            made.backup.path.write_bytes(data[: len(data) // 3])
    session.settings.show("storage")
    card = session.window.page("settings").storage
    stand.until(lambda: "8 " in card._rows["backups"].sentence())
    words = ("Backups of this project", "Where backups go")
    settings = session.window.page("settings")

    def again() -> None:
        settings.go_to("general")
        settings.go_to("storage")

    yield Scene("settings-storage", words, main=True, again=again)
    session.window.perform("restore")
    stand.until(lambda: all(row.whole is not None for row in page.list.rows()) and bool(page.list.rows()))
    yield Scene("restore", ("Restore a backup", "Restore this backup"), main=True)
    page.list.setCurrentIndex(page.list.model().index(1, 0))
    yield Scene("restore-damaged", ("Restore this backup",))
    page.list.setCurrentIndex(page.list.model().index(2, 0))
    page.go.click()
    stand.until(lambda: session.project is not None and session.window.shown == "label")
    yield Scene("restored", ("The backup was restored. Nothing was deleted.",))
    assert session.close_project()
    stand.until(lambda: not any(thread.is_alive() for thread in session.backups._threads))
    path.write_bytes(path.read_bytes()[:200] + b"\xee" * 4000)
    session.open_project(path)
    told = session.window.start.trouble()
    stand.until(lambda: len(session.window.start.trouble()) > len(told))
    yield Scene("start-restore", ("Restore a backup",), main=True)
    session.window.start.acted.emit("restore")
    page = session.window.page("restore")
    stand.until(lambda: all(row.whole is not None for row in page.list.rows()) and bool(page.list.rows()))
    # As those of an encrypted project.
    for row in page.list.rows():
        page.show_row(replace(row, whole=None, labels="", locked=True))
    page.set_trying(False, tr("That passphrase does not open this backup."))
    yield Scene("restore-locked", ("Unlock", "That passphrase does not open this backup."), main=True)
