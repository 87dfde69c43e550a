"""The new-project wizard: guideline, creating, drafts and sizes."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from desktop_al.core.errors import DesktopAlError
from desktop_al.ui.class_rows import ClassDraft
from desktop_al.ui.new_project import NewProject
from desktop_al.ui.theme import Theme, retheme
from desktop_al.ui.widgets import CapButton, Words
from tests.ui.wizard.wizard_stand import create, last_look, press

# -- guideline, creating ---------------------------------------------------------------------------


def test_guideline_is_loaded_and_understood(qtbot, form, rows, tmp_path):
    rows.set_classes((ClassDraft("Mild"), ClassDraft("Severe")))
    form.go(2)
    path = tmp_path / "g.md"
    path.write_text("## Mild\nA.\n\n## Severe\nB.\n\n## Mild or Severe?\nCount.\n", "utf-8")
    form.protocol.load(path)
    assert form.protocol._understood.text() == "2 of 2 classes are defined, 1 decision rule."
    assert "Mild or Severe?\nCount." in form.protocol._rules_text.text()
    form.protocol.load(tmp_path / "none.md")
    assert "cannot be read" in form.protocol._wrong.text()
    assert "## Mild" in form.protocol.guideline()


PROTOCOL_FILE = """---
classes:
  - {name: Severe, key: 2, definition: A large one.}
  - {name: Mild, key: 1}
---

## Mild
A.
"""


def test_classes_and_guideline_of_a_protocol_file(qtbot, form, rows, tmp_path):
    path = tmp_path / "p.md"
    path.write_text(PROTOCOL_FILE, "utf-8")
    rows.set_classes(())
    form.take_protocol(path)
    assert [(c.name, c.definition) for c in rows.classes()] == [("Mild", ""), ("Severe", "A large one.")]
    assert form.protocol.guideline() == "## Mild\nA.\n"
    assert form.form().definitions == (("Severe", "A large one."),)


def test_typed_classes_stay_and_get_definitions(qtbot, form, rows, tmp_path):
    path = tmp_path / "p.md"
    path.write_text(PROTOCOL_FILE, "utf-8")
    rows.set_classes((ClassDraft("severe"), ClassDraft("None", "Nothing.")))
    form.protocol.load(path)
    assert [(c.name, c.definition) for c in rows.classes()] == [("severe", "A large one."), ("None", "Nothing.")]
    assert "The file names 1 other class: the classes stay as they are." in form.protocol._understood.text()
    path.write_text(PROTOCOL_FILE.partition("## Mild")[0], "utf-8")
    form.take_protocol(path)
    assert form.protocol.guideline() == "## Mild\nA.\n"
    assert "1 other class" in form.classes._wrong.text()
    form.protocol.text.appendPlainText("more")
    form.protocol.refresh()
    assert "other class" not in form.protocol._understood.text()


def test_a_broken_protocol_file_changes_nothing(qtbot, form, rows, tmp_path):
    path = tmp_path / "p.md"
    path.write_text(PROTOCOL_FILE.replace("Severe", "mild"), "utf-8")
    rows.set_classes((ClassDraft("A"), ClassDraft("B")))
    form.take_protocol(path)
    assert "Line 4: there are two classes named Mild" in form.classes._wrong.text()
    assert rows.names() == ("A", "B")
    assert form.protocol.guideline() == ""


def test_while_creating_only_esc_works(qtbot, form, made, rows):
    rows.set_classes((ClassDraft("A"), ClassDraft("B")))
    form.go(3)
    form.next()
    form.set_creating("Adding 2 of 4 samples")
    form.next()
    form.go(0)
    assert len(made) == 1
    assert form.step == 3
    assert form._next.words() == "Creating"
    assert form._hint.text() == "Adding 2 of 4 samples"
    assert not form.people.annotator.edit.isEnabled()
    cancelled: list[bool] = []
    form.cancelled.connect(lambda: cancelled.append(True))
    press(qtbot, Qt.Key.Key_Escape)
    assert cancelled == [True]
    form.set_trouble("project", "The disk is full.")
    assert form._next.words() == "Create project"
    assert form.people.project.trouble.text() == "The disk is full."
    form.set_trouble("classes", "A class has no name.")
    assert form.step == 1
    assert form.classes._wrong.isVisible()


def test_the_core_agrees_with_the_checks(form, made, rows, tmp_path):
    rows.set_classes((ClassDraft("A"), ClassDraft("B")))
    form.go(3)
    form.next()
    create(made[0], tmp_path / "home")
    # The name is taken now: the wizard says so before anyone tries.
    form.next()
    assert len(made) == 1
    assert "exists already" in form.people.project.trouble.text()
    with pytest.raises(DesktopAlError):
        create(made[0], tmp_path / "home")


# -- drafts ----------------------------------------------------------------------------------------


def test_a_draft_goes_through_json_and_back(qtbot, form, rows, theme):
    rows.set_classes((ClassDraft("Ä", "Erste"), ClassDraft("B")))
    form.protocol.text.setPlainText("## Ä\nSo.")
    form.people.name.set_text("Mein Projekt")
    form.go(2)
    draft = json.loads(json.dumps(form.draft()))
    assert draft["step"] == 3
    assert form.draft()["id"] == draft["id"]
    other = NewProject(theme, "Kim")
    qtbot.addWidget(other)
    other.set_draft(draft)
    assert other.step == 2
    assert other.form().classes == ("Ä", "B")
    assert other.form().definitions == (("Ä", "Erste"),)
    assert other.form().guideline == "## Ä\nSo."
    assert other.form().name == "Mein Projekt"
    assert other.form().draft == draft["id"]
    assert {k: v for k, v in other.draft().items() if k != "step"} == {k: v for k, v in draft.items() if k != "step"}


def test_nothing_entered_is_no_draft(form, pool):
    assert form.draft() == {}
    form.set_folder(str(pool))
    first = form.draft()["id"]
    form.begin()
    assert form.draft() == {}
    form.set_folder(str(pool))
    assert form.draft()["id"] != first


@pytest.mark.parametrize(
    "draft",
    [
        {},
        {"step": 9, "classes": "AB", "folder": 3, "guideline": None, "annotator": [], "id": 5},
        {"step": "2", "classes": [["A"], ["B", 2], None, ["C", "D"]], "folder": "a\0b", "labels": "x" * 9000},
        {"step": True, "kind": "video", "folders": {}, "project": "~nobody-of-this-name/x", "id": "x" * 999},
        {"step": 4, "folder": "/no/such/folder", "classes": [["A", ""], ["B", ""]]},
    ],
)
def test_broken_drafts_are_passed_over(qtbot, form, draft):
    form.set_draft(draft)
    assert form.step == 0
    form.next()
    json.dumps(form.draft())
    form.grab()


def cut(form: NewProject) -> list[str]:
    found = []
    for label in form.findChildren(QLabel):
        may_elide = isinstance(label, Words) and label._elide
        if label.isVisible() and label.text() and not may_elide and label.width() < label.sizeHint().width():
            found.append(label.text())
    for button in form.findChildren(CapButton):
        if button.isVisible() and button._hug and button.width() < button.sizeHint().width():
            found.append(button.words())
    return found


# -- sizes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "scale", "panel", "words"),
    [
        ((1440, 900), 1.0, True, True),
        ((1120, 700), 1.0, False, True),
        ((1440, 900), 2.0, False, False),
        ((1120, 700), 2.0, False, False),
    ],
)
def test_it_can_be_used_at_every_size(qtbot, qapp, pool, size, scale, panel, words):
    theme = Theme("light", scale)
    theme.apply(qapp)
    form = NewProject(theme, "Kim")
    qtbot.addWidget(form)
    form.resize(*size)
    form.show()
    form.set_folder(str(pool))
    form.set_look(last_look(pool))
    form.classes.rows.set_classes((ClassDraft("A" * 200, "B" * 900), ClassDraft("C")))
    for step in range(4):
        form.go(step)
        QApplication.processEvents()
        assert form.step == step
        assert cut(form) == []
        assert form.steps[step].panel.isVisible() == panel
        assert form.found.isVisible() == words
        assert form.steps[step].widget().width() <= form.steps[step].viewport().width()
        assert (form.width(), form.height()) == size
        for edit in form.findChildren(QLineEdit):
            assert not edit.isVisible() or edit.width() >= theme.px(90)
        for button in form.findChildren(QPushButton):
            assert not button.isVisible() or min(button.width(), button.height()) >= 28 * scale
    # What is wrong is scrolled to.
    form.people.project.set_text("")
    form.next()
    QApplication.processEvents()
    shown = form.people.project.edit.visibleRegion().boundingRect().height()
    assert shown == form.people.project.edit.height() > 0
    retheme(form, Theme("high-contrast", scale))
    form.grab()
