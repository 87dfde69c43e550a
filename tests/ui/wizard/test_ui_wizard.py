"""The new-project wizard by keyboard: folders of every kind, and classes, a thousand too."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from desktop_al.loop.folder_look import FolderLook
from desktop_al.ui.class_rows import ROW, ClassDraft
from tests.ui.wizard.wizard_stand import create, last_look, press, write_images

Return, Tab, Backtab = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Backtab


@pytest.fixture
def sorted_pool(tmp_path: Path) -> Path:
    return write_images(tmp_path / "Tiere", [f"{kind}/{n}.png" for kind in ("cats", "dogs") for n in range(4)])


def type_words(qtbot, words: str) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), words)


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
    # Next takes what stands in the field, also while the focus is still in it.
    before = len(asked)
    other = tmp_path / "other.csv"
    other.write_text("sample,label\n0.png,A\n")
    form.data.labels.set_text(str(other))
    form.next()
    assert asked[before:] == [str(other)]
    assert form.step == 0
    form.set_labels("", "It holds no row that can be read.")
    form.next()
    assert form.step == 0
    form.data.labels.set_text(str(labels))
    form.data.labels.done.emit()
    form.set_labels("1 label for 1 sample.", "", ("A", "B"))
    # Labels are matched with samples: with another folder they are looked at again, once its samples are known.
    count = len(asked)
    form.data.set_folder(str(tmp_path))
    form.set_look(FolderLook("x", images=1, kind="image"))
    assert len(asked) == count
    form.set_look(FolderLook("x", images=4, kind="image", listed=True))
    form.set_look(FolderLook("x", images=4, kind="image", listed=True, done=True))
    assert asked[count:] == [str(labels)]


# -- the classes -----------------------------------------------------------------------------------


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
