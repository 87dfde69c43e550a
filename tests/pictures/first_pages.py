"""Welcome page and new-project wizard."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtWidgets import QApplication

from desktop_al.core.words import english
from tests.pictures.projects import GUIDELINE, WARD, digits, image_project, reports, sorted_digits, text_project
from tests.pictures.scenes import Scene
from tests.pictures.seen import words_on
from tests.pictures.stand import Stand, write

ROOT = Path(__file__).resolve().parents[2]
_KILLED = """
import os, sys
from pathlib import Path
from desktop_al.loop import logbook
logbook.mark_running(Path(sys.argv[1]), True)
os.kill(os.getpid(), 9)
"""


def welcome(stand: Stand) -> Iterator[Scene]:
    stand.session.show_start()
    yield Scene("welcome-empty", ("No projects yet. Open a folder of images or texts to begin.", "New project"))
    digits(stand.place / "Scans", 4)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(stand.place / "Scans"))])
    _drag_over(stand, mime)
    yield Scene("welcome-drop", ("Drop a folder or a project here",))
    QApplication.sendEvent(stand.window, QDragLeaveEvent())
    _use_four(stand)
    yield Scene("welcome-recent", ("Recent projects", "Incidents", "Forms", "Lost scans", "Night shift"), main=True)
    stranger = write(stand.place, "holiday.dal", b"\x89PNG\r\n\x1a\nnot a project at all" * 40)
    stand.session.open_path(stranger)
    yield Scene(
        "welcome-not-a-project", ("holiday.dal is not a desktop_al project, or its beginning is damaged.",), main=True
    )
    stand.session.show_start()
    stand.end()
    subprocess.run([sys.executable, "-c", _KILLED, str(stand.home)], cwd=ROOT, check=False)
    stand.session.show_start()
    said = "The program did not come to its end the last time. What was on screen as saved is saved."
    yield Scene("welcome-after-crash", (said, "Save a support file", "Not now"))


def _drag_over(stand: Stand, mime: QMimeData) -> None:
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPoint(400, 500), Qt.DropAction.CopyAction, mime, buttons, keys)
    QApplication.sendEvent(stand.window, event)


def _use_four(stand: Stand) -> None:
    """Three projects that were open, of which one was moved away since, and a draft."""
    lost, _ = image_project(stand, 12, "Lost scans")
    forms, forms_truth = image_project(stand, 40)
    incidents, incidents_truth = text_project(stand, 30)
    for path, truth, count in ((lost, forms_truth, 0), (forms, forms_truth, 23), (incidents, incidents_truth, 30)):
        stand.open(path)
        stand.answer(truth, count)
        stand.session.close_project()
    lost.rename(lost.with_suffix(".old"))
    reports(stand.place / "Night shift", 12)
    stand.session.begin.new(stand.place / "Night shift")
    stand.until(lambda: _form(stand).data.look is not None and _form(stand).data.look.listed)
    _form(stand).next()
    stand.session.begin.keep_draft()
    stand.session.show_start()


def _form(stand: Stand) -> Any:
    return stand.window.page("form")


def _look_into(stand: Stand, folder: Path) -> None:
    stand.session.begin.new(folder)
    stand.until(lambda: _form(stand).data.look is not None and _form(stand).data.look.listed)


def wizard_data(stand: Stand) -> Iterator[Scene]:
    """The first step."""
    place = stand.place
    stand.session.show_start()
    stand.do("new")
    yield Scene("wizard-data-empty", ("Where are the images or texts?", "Nothing is written to your images or texts."))
    stand.key(Qt.Key.Key_Return)
    yield Scene("wizard-data-trouble", ("Choose the folder that holds the images or texts.",))
    digits(place / "Scans", 60)
    _look_into(stand, place / "Scans")
    yield Scene("wizard-data-found", ("60 images found.",), main=True)
    _look_into(stand, sorted_digits(place / "Sorted", 80, {"0": "zero", "1": "one", "3": "three", "7": "seven"}))
    yield Scene("wizard-data-folders", ("look like classes.", "Take their names as classes"), main=True)
    digits(place / "Mixed", 30)
    reports(place / "Mixed", 12)
    _look_into(stand, place / "Mixed")
    yield Scene("wizard-data-both", ("The folder holds images and texts. Which are to be labelled?",))
    write(place / "Mixed", "scan 31.png", b"\x89PNG\r\n\x1a\n" + bytes(40))
    write(place / "Mixed", "scan 32.jpg", b"")
    write(place / "Mixed", "older/scan 33.tif", b"II*\x00")
    _look_into(stand, place / "Mixed")
    yield Scene("wizard-data-unreadable", ("Could not be read", "See the 3 files"))
    _form(stand).data.show_files()
    yield Scene("wizard-data-files", ("scan 31.png", "scan 32.jpg", "older/scan 33.tif"))
    _form(stand).data.close_files()
    for name in ("minutes.docx", "budget.xlsx", "archive.zip"):
        write(place / "Office", name, b"PK\x03\x04" + bytes(200))
    _look_into(stand, place / "Office")
    said = "No images or texts in this folder"
    yield Scene("wizard-data-nothing", (said, "Office holds 3 files, none of a kind that can be labelled."), main=True)
    table = write(place, "labels.csv", "path,label\nform-001.png,0\nform-002.png,1\nform-999.png,2\n")
    _look_into(stand, place / "Scans")
    _form(stand).data.labels.set_text(str(table))
    _form(stand).data.commit_labels()
    stand.until(lambda: not any("Reading the labels" in english(words) for words in words_on(stand.window)))
    yield Scene("wizard-data-labels", ("2 labels match. 1 row does not.",))


def wizard_steps(stand: Stand) -> Iterator[Scene]:
    """Classes, guideline, people, and making the project."""
    place = stand.place
    stand.session.show_start()
    digits(place / "Scans", 30)
    _look_into(stand, place / "Scans")
    form = _form(stand)
    form.next()
    yield Scene("wizard-classes-empty")
    form.next()
    yield Scene("wizard-classes-trouble")
    _name(stand, "Benign", "Malignant", "Malignat", "Other")
    yield Scene("wizard-classes-close", ("Malignant", "Malignat"))
    form.classes.clear()
    _name(stand, "No finding", "Uncertain", "Finding")
    yield Scene("wizard-classes-words")
    form.classes.clear()
    _name(stand, *WARD)
    yield Scene("wizard-classes", WARD, main=True)
    form.next()
    yield Scene("wizard-guideline-empty", ("What does each class mean?",))
    form.protocol.load(write(place, "guideline.md", GUIDELINE))
    stand.rest(0.5)
    yield Scene("wizard-guideline", main=True)
    form.protocol.load(write(place, "picture.md", bytes(range(256)) * 8))
    yield Scene("wizard-guideline-trouble")
    form.protocol.load(place / "guideline.md")
    stand.rest(0.5)
    form.next()
    yield Scene("wizard-people", main=True)
    form.people.annotator.set_text("")
    form.people.project.set_text(str(place / "Scans" / "here.dal"))
    form.next()
    yield Scene("wizard-people-trouble")
    form.people.annotator.set_text("Ines")
    write(place, "taken.dal", b"x")
    form.people.project.set_text(str(place / "taken.dal"))
    form.next()
    stand.until(lambda: not form.creating())
    yield Scene("wizard-create-trouble")


def wizard_creating(stand: Stand) -> Iterator[Scene]:
    """The labels of a few thousand files in folders take their time to come in."""
    source = sorted_digits(stand.place / "one", 12, {"0": "zero", "1": "one"})
    folder = stand.place / "Archive"
    for name in ("zero", "one"):
        (folder / name).mkdir(parents=True)
        files = sorted((source / name).iterdir())
        for number in range(1500):
            shutil.copyfile(files[number % len(files)], folder / name / f"{number:04d}.png")
    stand.session.show_start()
    _look_into(stand, folder)
    form = _form(stand)
    form.data._folders.set_answer("labels")
    form.data._answered()
    for _ in range(3):
        form.next()
    form.next()
    # What the thread tells is taken in while waiting, the end of it not before the picture.
    stand.until(lambda: not form.creating() or "%" in form._hint.text())
    yield Scene("wizard-creating", ("Creating",))
    stand.until(lambda: not form.creating())
    stand.until(lambda: stand.window.shown == "label")


def _name(stand: Stand, *names: str) -> None:
    from desktop_al.ui.class_rows import ClassDraft

    _form(stand).classes.rows.set_classes(ClassDraft(name) for name in names)
    stand.rest(0.3)
