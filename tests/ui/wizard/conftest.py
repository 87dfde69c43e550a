"""The new-project wizard with a folder before it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop_al.ui.class_rows import ClassRows
from desktop_al.ui.new_project import NewProject, NewProjectForm
from tests.ui.wizard.wizard_stand import last_look, write_images


@pytest.fixture
def pool(tmp_path: Path) -> Path:
    return write_images(tmp_path / "Aufnahmen", [f"{n}.png" for n in range(4)])


@pytest.fixture
def form(qtbot, theme):
    made = NewProject(theme, "Kim")
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    made.first_focus()
    return made


@pytest.fixture
def made(form) -> list[NewProjectForm]:
    forms: list[NewProjectForm] = []
    form.create.connect(forms.append)
    return forms


@pytest.fixture
def rows(form, pool) -> ClassRows:
    form.set_folder(str(pool))
    form.set_look(last_look(pool))
    form.go(1)
    return form.classes.rows
