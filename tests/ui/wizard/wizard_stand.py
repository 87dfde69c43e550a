"""The new-project wizard with a folder before it, for its tests."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop_al.loop.folder_look import FolderLook, look_into
from desktop_al.loop.opening import NewProject as New
from desktop_al.loop.opening import create_project
from desktop_al.ui.new_project import NewProjectForm


def write_images(folder: Path, names: list[str]) -> Path:
    for number, name in enumerate(names):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        image = QImage(8, 8, QImage.Format.Format_RGB32)
        image.fill(number * 1000)
        image.save(str(path))
    return folder


def last_look(folder: Path) -> FolderLook:
    return list(look_into(folder, lambda: False))[-1]


def press(qtbot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def create(made: NewProjectForm, home: Path) -> None:
    """As the session does it."""
    new = New(made.project, made.folder, made.classes, made.annotator, made.name, made.guideline, made.kind)
    create_project(new, home)
