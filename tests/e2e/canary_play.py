"""A working day in encrypted projects, in the real window: all that could leave something behind is done once.

``canary_play.py TEXTS IMAGES FOLDER OUT PART``: two projects; DESKTOP_AL_HOME and the passphrase in the environment.
PART "day": all is done with the texts, they are closed, the images are opened, then program and learning process end by
SIGSEGV; "again": the images are opened once more, until the program is killed.
"""

import os
import resource
import signal
import sys
import traceback
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from desktop_al import app
from desktop_al.loop.locks import lock, unlock
from tests.pictures.stand import Stand

CANARY = "Zanzicanary"


def truth(stand: Stand) -> str:
    """The number in a sample's name says its class."""
    return stand.project.classes[int("".join(filter(str.isdigit, stand.name()))) % 2].id


def answer(stand: Stand, count: int) -> None:
    for _ in range(count):
        stand.until(stand.shown)
        stand.project.label(truth(stand))


def in_dialog(path: Path) -> None:
    """What somebody does in the file dialog that is about to open."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, QFileDialog):
        QTimer.singleShot(50, lambda: in_dialog(path))
        return
    dialog.findChild(QLineEdit).setText(str(path))
    dialog.accept()


def work(stand: Stand, out: Path) -> None:
    window, project = stand.window, stand.project
    stand.until(lambda: project.learning is not None and project.learning.features_done == 1.0)
    stand.do("comment")
    stand.type(f"{CANARY} comment")
    stand.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    answer(stand, 14)
    learning = project.learning
    stand.until(lambda: learning.result is not None and not learning.training, 25)
    stand.do("unsure")
    stand.do("undo")
    stand.do("evidence")
    stand.do("find_class")
    stand.type(f"{CANARY} class")
    window.escape()
    stand.do("guideline")
    stand.rest(0.1)
    window.escape()
    stand.do("find_sample")
    stand.type(f"{CANARY} word")
    for page in ("samples", "batch", "progress", "agreement", "protocol"):
        stand.do(f"tab.{page}")
        stand.rest(0.25)
    project.editing.set_protocol(f"# Guideline\n\n{CANARY} rule\n\n- ![{CANARY}](https://example.org/{CANARY}.png)\n")
    project.editing.add(f"{CANARY} late")
    for name in ("settings", "sessions", "annotators", "guide"):
        stand.do(name)
        window.leave_page()
    for name, value in (("text_size", 20), ("hints", False), ("wanted", project.classes[0].id)):
        stand.session.settings.change(name, value)
    stand.do("tab.label")
    stand.session.begin.keep_draft()
    QApplication.clipboard().setText(f"{CANARY} copied")
    QApplication.clipboard().setPixmap(window.grab())
    # The proposed place is beside the project, whose name the dialog's history would keep.
    QTimer.singleShot(0, lambda: in_dialog(out / f"{CANARY}-labels.csv"))
    stand.do("export")
    window.page("export").go.click()
    stand.until(lambda: (out / f"{CANARY}-labels.csv").exists())
    stand.do("support")
    page = window.page("settings")
    stand.until(lambda: page.storage.preview.text.toPlainText() if hasattr(page.storage, "preview") else True)
    stand.rest(0.3)
    stand.session.support._save(str(stand.place / "support.txt"))
    app.logbook._log.warning("a sample could not be shown: %s", stand.name())
    raise_in_a_slot(stand)
    assert stand.project.wait_saved(10)


def raise_in_a_slot(stand: Stand) -> None:
    """An error that nobody foresaw, with a name in its words."""

    def fails() -> None:
        raise KeyError(f"{CANARY} {stand.name()}")

    QTimer.singleShot(0, fails)
    stand.rest(0.05)


def open_again(stand: Stand, project: Path) -> None:
    unlock(project, os.environ["DESKTOP_AL_PASSPHRASE"])
    stand.open(project)
    stand.until(stand.shown)


def lock_and_unlock(stand: Stand) -> None:
    """With a comment half written."""
    stand.do("tab.label")
    stand.until(stand.shown)
    stand.do("comment")
    stand.type(f"{CANARY} draft")
    stand.do("lock")
    stand.until(lambda: stand.session.project is None)
    assert stand.window.shown == "lock"
    stand.window.page("lock").tried.emit(os.environ["DESKTOP_AL_PASSPHRASE"])
    stand.until(lambda: stand.session.project is not None and stand.window.shown != "lock")
    stand.window.escape()


def close(stand: Stand, project: Path) -> None:
    stand.do("close_project")
    assert stand.session.project is None
    lock(project)


def main() -> None:
    texts, images, folder, out = map(Path, sys.argv[1:5])
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    # As a developer's computer may have it: the program itself has to lower it.
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
    app._keep_quiet()
    stand = Stand(folder)
    stand.home = Path(os.environ["DESKTOP_AL_HOME"])
    stand.session.show_start()
    if sys.argv[5] == "again":
        # After the crash, until it is killed.
        open_again(stand, images)
        answer(stand, 2)
        assert stand.project.wait_saved(10)
        print("ready", flush=True)
        stand.rest(60)
    open_again(stand, texts)
    work(stand, out)
    lock_and_unlock(stand)
    close(stand, texts)
    open_again(stand, images)
    answer(stand, 10)
    for page in ("samples", "batch"):
        stand.do(f"tab.{page}")
        stand.rest(0.25)
    assert stand.project.wait_saved(10)
    learning = stand.project.learning
    stand.until(lambda: learning.features_done == 1.0)
    print("ready", flush=True)
    os.kill(learning._worker.pid, signal.SIGSEGV)
    os.kill(os.getpid(), signal.SIGSEGV)


if __name__ == "__main__":
    try:
        main()
    except Exception:
        # Of the play itself, told to the test alone.
        print(f"failed\n{traceback.format_exc()}", flush=True)
        os._exit(1)
