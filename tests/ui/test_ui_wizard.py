"""The new-project wizard as a whole: by keyboard, with folders of every kind, with a thousand classes, as a draft."""

import json
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from desktop_al.core.errors import DesktopAlError
from desktop_al.loop.folder_look import FolderLook, look_into
from desktop_al.loop.opening import NewProject as New
from desktop_al.loop.opening import create_project
from desktop_al.ui.class_rows import ROW, ClassDraft, ClassRows
from desktop_al.ui.new_project import NewProject, NewProjectForm
from desktop_al.ui.theme import Theme, retheme
from desktop_al.ui.widgets import CapButton, Words

Return, Tab, Backtab = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Backtab


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


@pytest.fixture
def pool(tmp_path: Path) -> Path:
    return write_images(tmp_path / "Aufnahmen", [f"{n}.png" for n in range(4)])


@pytest.fixture
def sorted_pool(tmp_path: Path) -> Path:
    return write_images(tmp_path / "Tiere", [f"{kind}/{n}.png" for kind in ("cats", "dogs") for n in range(4)])


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


def press(qtbot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def type_words(qtbot, words: str) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), words)


def create(made: NewProjectForm, home: Path) -> None:
    """As the session does it."""
    new = New(made.project, made.folder, made.classes, made.annotator, made.name, made.guideline, made.kind)
    create_project(new, home)


# -- from the first key to the project -------------------------------------------------------------


def test_a_project_with_enter_only(qtbot, form, made, pool, tmp_path):
    asked: list[str] = []
    form.folder_chosen.connect(asked.append)
    form.folder_chosen.connect(lambda folder: form.set_look(last_look(Path(folder))))
    type_words(qtbot, str(pool))
    press(qtbot, Return)
    assert asked == [str(pool)]
    assert form.step == 1
    for name in ("Keine", "Milde  Form", "Andere"):
        type_words(qtbot, name)
        press(qtbot, Return)
    press(qtbot, Return)
    assert form.step == 2
    press(qtbot, Return)
    assert form.step == 3
    press(qtbot, Return)
    assert made[0].classes == ("Keine", "Milde Form", "Andere")
    assert made[0].annotator == "Kim"
    assert made[0].project == (tmp_path / "Aufnahmen.dal").resolve()
    assert (made[0].kind, made[0].folders, made[0].name) == ("image", "ignore", "Aufnahmen")
    create(made[0], tmp_path / "home")
    assert made[0].project.is_file()


def test_subfolders_that_look_like_classes_need_no_typing(qtbot, form, made, sorted_pool, tmp_path):
    form.folder_chosen.connect(lambda folder: form.set_look(last_look(Path(folder))))
    form.set_folder(str(sorted_pool))
    form.first_focus()
    for _ in range(4):
        press(qtbot, Return)
    assert made[0].classes == ("cats", "dogs")
    assert made[0].folders == "classes"
    create(made[0], tmp_path / "home")


def test_ctrl_enter_goes_on_from_anywhere(qtbot, form, made, pool):
    control = Qt.KeyboardModifier.ControlModifier
    form.set_folder(str(pool))
    form.set_look(last_look(pool))
    form.classes.rows.set_classes((ClassDraft("A", "First letter"), ClassDraft("B")))
    press(qtbot, Return, control)
    assert form.step == 1
    form._back.setFocus()
    press(qtbot, Return, control)
    assert form.step == 2
    form.protocol.text.setFocus()
    type_words(qtbot, "## A")
    press(qtbot, Return)
    type_words(qtbot, "Said.")
    press(qtbot, Return, control)
    assert form.step == 3
    assert form.protocol.guideline() == "## A\nSaid."
    press(qtbot, Return, control)
    assert made[0].definitions == (("A", "First letter"),)
    assert made[0].guideline == "## A\nSaid."


def test_next_says_what_is_missing(qtbot, form, made, pool):
    press(qtbot, Return)
    assert form.step == 0
    assert form.data.folder.trouble.isVisible()
    assert "Choose the folder" in form._hint.text()
    type_words(qtbot, "x")
    assert not form.data.folder.trouble.isVisible()
    form.set_folder(str(pool))
    form.set_look(last_look(pool))
    form.go(1)
    form.classes.rows.set_classes((ClassDraft("A"), ClassDraft("B"), ClassDraft("a")))
    form.next()
    assert form.step == 1
    assert form.classes._wrong.text() == "Two classes are named “a”."
    assert form.focusWidget().text() == "a"
    assert form.focusWidget().property("wrong") == "true"
    form.classes.rows.set_classes((ClassDraft("A"), ClassDraft("B")))
    assert form.classes._wrong.text() == ""
    form.go(3)
    form.people.project.set_text(str(pool / "p.dal"))
    form.next()
    assert form.focusWidget() is form.people.project.edit
    assert "in the sample folder" in form.people.project.trouble.text()
    # What went wrong on an earlier step in the meantime brings that step back.
    form.people.project.set_text(str(pool.parent / "p.dal"))
    form.classes.rows.set_classes(())
    form.next()
    assert form.step == 1
    assert made == []


def test_steps_can_be_gone_to_when_all_before_are_finished(qtbot, form, pool):
    assert [button.isEnabled() for button in form.rail.steps] == [True, False, False, False]
    form.set_folder(str(pool))
    assert [button.isEnabled() for button in form.rail.steps] == [True, True, False, False]
    form.set_look(last_look(pool))
    form.classes.rows.set_classes((ClassDraft("A"), ClassDraft("B")))
    qtbot.mouseClick(form.rail.steps[3], Qt.MouseButton.LeftButton)
    assert form.step == 3
    assert form.rail.steps[0].accessibleName() == "Step 1, Data, done"
    assert form.rail.steps[0].accessibleDescription() == "4 images found"
    assert form.rail.steps[1].accessibleDescription() == "2 classes"
    qtbot.mouseClick(form._back, Qt.MouseButton.LeftButton)
    assert form.step == 2


# -- the folder ------------------------------------------------------------------------------------


def test_next_waits_for_the_first_look_and_no_longer(qtbot, form, pool):
    type_words(qtbot, str(pool))
    press(qtbot, Return)
    assert form.step == 0
    form.set_look(FolderLook("Aufnahmen"))
    assert form.step == 0
    form.set_look(FolderLook("Aufnahmen", images=4, kind="image"))
    assert form.step == 0
    form.set_look(FolderLook("Aufnahmen", images=4, kind="image", listed=True))
    assert form.step == 1
    form.go(0)
    form.set_folder(str(pool.parent))
    form.next()
    form.next()
    assert form.step == 1


def test_an_empty_folder_is_said_in_place_of_the_questions(qtbot, form, tmp_path):
    folder = tmp_path / "Export 2024"
    folder.mkdir()
    for name in ("a.pdf", "b.pdf", "c.zip"):
        (folder / name).write_bytes(b"x")
    form.set_folder(str(folder))
    form.next()
    form.set_look(last_look(folder))
    assert form.step == 0
    assert form.data._empty.isVisible()
    assert not form.data.labels.isVisible()
    assert form.data._empty._title.text() == "No images or texts in this folder"
    assert form.data._empty._kinds.text() == "2 PDF, 1 ZIP"
    assert form.focusWidget().accessibleName() == "Choose another folder"
    assert not form.rail.steps[1].isEnabled()


def test_folder_questions(qtbot, form, sorted_pool):
    (sorted_pool / "dogs" / "note.txt").write_text("words")
    look = last_look(sorted_pool)
    form.set_folder(str(sorted_pool))
    form.set_look(look)
    assert form.data._kind.isVisible()
    assert form.data._folders.isVisible()
    assert form.classes.rows.names() == ("cats", "dogs")
    form.data._folders.rows["ignore"].click()
    assert form.classes.rows.names() == ()
    form.data._folders.rows["labels"].click()
    assert form.form().folders == "labels"
    # The other kind lies in other folders: nothing is known about those.
    form.data._kind.rows["text"].click()
    assert not form.data._folders.isVisible()
    assert (form.form().folders, form.form().kind) == ("ignore", "text")
    form.data._kind.rows["image"].click()
    form.classes.rows.set_classes((ClassDraft("cats"), ClassDraft("birds")))
    form.data._folders.rows["classes"].click()
    assert form.classes.rows.names() == ("cats", "birds")
    form.data._folders.rows["labels"].click()
    form.go(1)
    form.classes.refresh()
    assert "“dogs”" in form.classes._unmatched.text()


def test_files_that_cannot_be_read_are_listed(qtbot, form, pool):
    (pool / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    form.set_folder(str(pool))
    form.set_look(last_look(pool))
    assert form.found.see.words() == "See the file"
    cancelled: list[bool] = []
    form.cancelled.connect(lambda: cancelled.append(True))
    qtbot.mouseClick(form.found.see, Qt.MouseButton.LeftButton)
    assert form.data._files.isVisible()
    assert "broken.png" in form.data._files._list.item(0).text()
    press(qtbot, Qt.Key.Key_Escape)
    assert not form.data._files.isVisible()
    assert cancelled == []
    press(qtbot, Qt.Key.Key_Escape)
    assert cancelled == [True]


def test_labels_that_there_are_already(qtbot, form, pool, tmp_path):
    asked: list[str] = []
    form.labels_chosen.connect(asked.append)
    form.set_folder(str(pool))
    form.set_look(last_look(pool))
    labels = tmp_path / "labels.csv"
    labels.write_text("sample,label\n0.png,A\n")
    form.data.labels.take_focus()
    type_words(qtbot, str(labels))
    press(qtbot, Tab)
    assert asked == [str(labels)]
    form.set_labels("", "The file has no column named label.")
    assert form.data.trouble() == "The file has no column named label."
    form.next()
    assert form.step == 0
    form.data.labels.edit.clear()
    form.data.labels.done.emit()
    assert asked[-1] == ""
    assert form.data.trouble() == ""
    form.data.labels.set_text(str(labels))
    form.data.labels.done.emit()
    form.set_labels("1 label for 1 sample.", "", ("A", "B"))
    assert form.form().labels == labels.resolve()
    assert form.classes.rows.names() == ("A", "B")
    # Labels are matched with samples: with another folder they are looked at again, once its samples are known.
    count = len(asked)
    form.data.set_folder(str(tmp_path))
    form.set_look(FolderLook("x", images=1, kind="image"))
    assert len(asked) == count
    form.set_look(FolderLook("x", images=4, kind="image", listed=True))
    form.set_look(FolderLook("x", images=4, kind="image", listed=True, done=True))
    assert asked[count:] == [str(labels)]


# -- the classes -----------------------------------------------------------------------------------


@pytest.fixture
def rows(form, pool) -> ClassRows:
    form.set_folder(str(pool))
    form.set_look(last_look(pool))
    form.go(1)
    return form.classes.rows


def test_tab_goes_through_the_table_and_out_again(qtbot, form, rows):
    rows.set_classes((ClassDraft("A"), ClassDraft("B")))
    rows._go(0, 0)
    seen = []
    for _ in range(6):
        seen.append(QApplication.focusWidget().accessibleName())
        press(qtbot, Tab)
    assert seen == [
        "Name of class 1",
        "Class 1 in one sentence",
        "Remove class 1",
        "Name of class 2",
        "Class 2 in one sentence",
        "Remove class 2",
    ]
    assert QApplication.focusWidget().accessibleName() == "Add a class"
    press(qtbot, Backtab)
    assert QApplication.focusWidget().accessibleName() == "Remove class 2"
    rows._go(0, 0)
    press(qtbot, Backtab)
    assert not rows.isAncestorOf(QApplication.focusWidget())
    press(qtbot, Tab)
    assert QApplication.focusWidget().accessibleName() == "Name of class 1"


def test_order_by_keys_and_by_the_pointer(qtbot, rows):
    rows.set_classes(tuple(ClassDraft(name) for name in "ABCD"))
    rows._go(0, 0)
    press(qtbot, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert rows.names() == ("B", "A", "C", "D")
    assert QApplication.focusWidget().text() == "A"
    for _ in range(9):
        press(qtbot, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert rows.names() == ("A", "B", "C", "D")
    row = rows._shown[3]
    qtbot.mousePress(row, Qt.MouseButton.LeftButton, pos=QPoint(10, 20))
    qtbot.mouseMove(row, QPoint(10, 20 - 2 * ROW))
    qtbot.mouseRelease(row, Qt.MouseButton.LeftButton, pos=QPoint(10, 20))
    assert rows.names() == ("A", "D", "B", "C")


def test_removing_and_pasting(qtbot, rows):
    rows.set_classes(tuple(ClassDraft(name) for name in "ABC"))
    rows._shown[1].remove.click()
    assert rows.names() == ("A", "C")
    assert QApplication.focusWidget().text() == "C"
    QApplication.clipboard().setText("Eins\tDie erste\nZwei\n\nDrei\n")
    rows.add()
    press(qtbot, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert rows.names() == ("A", "C", "Eins", "Zwei", "Drei")
    assert rows.classes()[2].definition == "Die erste"
    assert QApplication.focusWidget().text() == "Drei"
    # One line is pasted as usual, into what stands there.
    QApplication.clipboard().setText("zehn")
    press(qtbot, Qt.Key.Key_End)
    press(qtbot, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert rows.names()[-1] == "Dreizehn"


@pytest.mark.alone
def test_a_thousand_classes_are_typed_as_fast_as_ten(qtbot, form, rows):
    begun = time.perf_counter()
    rows.set_classes(tuple(ClassDraft(f"Kategorie {n}") for n in range(1000)))
    form.classes.refresh()
    assert time.perf_counter() - begun < 1.0
    assert len(rows._shown) + len(rows._spare) < 60
    rows.focus_place(999)
    QApplication.processEvents()
    assert QApplication.focusWidget().text() == "Kategorie 999"
    assert QApplication.focusWidget().visibleRegion().boundingRect().height() > 20
    begun = time.perf_counter()
    type_words(qtbot, "wxyz")
    assert (time.perf_counter() - begun) / 4 < 0.05
    assert rows.names()[999] == "wxyz"
    press(qtbot, Return)
    assert form.step == 2
    form.go(1)
    rows.set_classes(tuple(ClassDraft(f"Kategorie {n}") for n in range(1001)))
    form.next()
    assert form.step == 1
    assert "1,001" in form._hint.text()


def test_the_preview_follows(qtbot, form, rows):
    rows.set_classes((ClassDraft("Moderate"), ClassDraft("Moderata"), ClassDraft("Other")))
    qtbot.waitUntil(form.classes._close.isVisible)
    assert form.classes._preview._model.rowCount() == 3
    assert form.classes._verdict._words.text() == "All pairs stay apart"
    rows.set_classes(())
    form.classes.refresh()
    assert not form.classes._close.isVisible()
    assert not form.classes._verdict.isVisible()


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


# -- sizes -----------------------------------------------------------------------------------------


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
