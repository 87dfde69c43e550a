"""Import labels through the real window: the plan on the page, what is chosen there, writing, undo, and bad files."""

from pathlib import Path

import pytest
import ui_pages as pages
from PySide6.QtCore import Qt

from desktop_al.loop.import_choices import ANNOTATIONS, NEW, OUT, Choices
from desktop_al.ui.import_page import ImportPage
from desktop_al.ui.session import Session

COUNT = 16


@pytest.fixture
def session(qtbot, tmp_path: Path):
    made = pages.open_session(tmp_path, count=COUNT)
    qtbot.waitUntil(lambda: len(made.project.pool) == COUNT, timeout=20_000)
    yield made
    pages.close_session(made)


def names(session: Session) -> list[str]:
    return [session.project.pool.name(place) for place in range(COUNT)]


def table(session: Session, tmp_path: Path, label: str = "Device", count: int = COUNT) -> Path:
    path = tmp_path / "ward 7.csv"
    rows = [f"{name},{label},Bo" for name in names(session)[:count]]
    path.write_text("\n".join(["path,label,annotator", *rows, "nowhere.txt,Device,Bo", "broken"]), "utf-8")
    return path


def planned(qtbot, session: Session, path: Path) -> ImportPage:
    session.window.perform("import_labels")
    session.imports.read(path)
    return settled(qtbot, session)


def settled(qtbot, session: Session) -> ImportPage:
    importing = session.imports._importing
    qtbot.waitUntil(lambda: not importing.at_work(), timeout=20_000)
    pages.settle()
    return session.window.page("import")


def rows(page: ImportPage) -> list[str]:
    return [page.comes.rows.item(n).text() for n in range(page.comes.rows.count())]


def test_the_menu_leads_to_the_page_and_escape_back(session):
    session.window.perform("import_labels")
    assert session.window.shown == "import"
    page = session.window.page("import")
    assert page.card.accessibleName() == "Which file holds the labels?"
    session.window.escape()
    assert session.window.shown == "label"


def test_suggestions_are_the_safe_beginning(qtbot, session, tmp_path):
    page = planned(qtbot, session, table(session, tmp_path))
    assert page.offers.isChecked()
    assert page.take.words() == f"Import {COUNT} suggestions"
    assert not page.people.isVisible()
    assert rows(page) == [
        f"Line {COUNT + 3}: The row has 1 column, too few.",
        f"Line {COUNT + 2}, nowhere.txt: No sample has this name.",
    ]
    assert page.format.currentText() == "CSV or TSV"
    assert not session.project.unsaved
    page.take.click()
    settled(qtbot, session)
    assert page.card.accessibleName() == "Imported"
    assert not list(session.project.state.annotations())
    assert session.project.state.brought.offer(session.project.pool.rows[0].id).source == "ward 7.csv"


def test_annotations_by_the_keyboard_and_taken_back(qtbot, session, tmp_path):
    page = planned(qtbot, session, table(session, tmp_path))
    page.offers.setFocus()
    qtbot.keyClick(page.offers, Qt.Key.Key_Down)
    settled(qtbot, session)
    if not page.annotations.isChecked():
        qtbot.keyClick(page.annotations, Qt.Key.Key_Space)
        settled(qtbot, session)
    assert page.take.words() == f"Import {COUNT} labels"
    assert page.people.fields["Bo"].currentText() == "Bo, new"
    qtbot.keyClick(page.take, Qt.Key.Key_Space)
    settled(qtbot, session)
    assert len(list(session.project.state.annotations())) == COUNT
    session.window.perform("tab.label")
    session.window.perform("undo")
    assert not list(session.project.state.annotations())
    qtbot.waitUntil(lambda: not session.project.unsaved, timeout=10_000)


def test_a_class_goes_where_it_is_sent(qtbot, session, tmp_path):
    page = planned(qtbot, session, table(session, tmp_path, "Pump", 3))
    field = page.classes.fields["Pump"]
    assert field.currentData() == NEW
    field.setCurrentIndex(field.findData(OUT))
    field.activated.emit(field.currentIndex())
    settled(qtbot, session)
    assert not page.take.isEnabled()
    assert page.trouble.text() == "Nothing of this file can be imported."
    field.setCurrentIndex(field.findText("Fall"))
    field.activated.emit(field.currentIndex())
    settled(qtbot, session)
    assert page.take.isEnabled()
    page.take.click()
    settled(qtbot, session)
    assert [c.name for c in session.project.classes] == list(pages.CLASSES)


def test_what_differs_is_kept_or_replaced_as_said(qtbot, session, tmp_path):
    pages.wait_content(session, qtbot)
    given = session.project.pool.name(session.project.serving.current.place)
    assert session.project.label(session.project.classes[1].id)
    file = tmp_path / "mine.csv"
    file.write_text(f"path,label,annotator\n{given},Device,Kim\n", "utf-8")
    page = planned(qtbot, session, file)
    page.annotations.click()
    settled(qtbot, session)
    assert page.replace.isVisible()
    assert page.replace.accessibleName() == "1 sample has another answer here. Take that of the file."
    assert not page.take.isEnabled()
    page.replace.click()
    settled(qtbot, session)
    page.take.click()
    settled(qtbot, session)
    (event,) = session.project.state.annotations()
    assert event.answer == f"={session.project.classes[0].id}"


def test_a_bad_file_is_said_and_another_can_be_chosen(qtbot, session, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"\x00\x01\x02" * 100)
    page = planned(qtbot, session, bad)
    assert page.card.accessibleName() == "Nothing was imported"
    assert page.card.accessibleDescription()
    page = planned(qtbot, session, table(session, tmp_path))
    assert page.take.isEnabled()


def test_another_format_is_tried_and_the_page_says_how_it_went(qtbot, session, tmp_path):
    page = planned(qtbot, session, table(session, tmp_path))
    page.format.setCurrentIndex(page.format.findData("coco"))
    page.format.activated.emit(page.format.currentIndex())
    settled(qtbot, session)
    assert page.card.accessibleName() == "Nothing was imported"


def choose(qtbot, session: Session, page: ImportPage, role: str, column: str) -> None:
    field = page.columns.fields[role]
    field.setFocus()
    field.setCurrentIndex(field.findData(column))
    field.activated.emit(field.currentIndex())
    settled(qtbot, session)


def own_table(session: Session, tmp_path: Path, header: str = "Datei;Befund;Leser") -> Path:
    rows = [f"{name};{('Device', 'Fall')[n % 2]};{('Bo', 'Cy')[n % 2]}" for n, name in enumerate(names(session))]
    path = tmp_path / "Befunde.csv"
    path.write_text("\n".join([header, *rows]), "utf-8")
    return path


def test_unknown_columns_are_chosen_by_keys_and_imported(qtbot, session, tmp_path):
    page = planned(qtbot, session, own_table(session, tmp_path))
    fields = page.columns.fields
    assert page.columns.isVisible()
    assert page.trouble.text() == "Choose which column names the samples, and which holds the labels."
    assert [field.accessibleName() for field in fields.values()] == [
        f"Column for: {what}" for what in ("Sample", "Label", "Annotator", "Date and time", "Comment")
    ]
    assert not any(part.isVisible() for part in (page.take, page.comes, page.classes, page.offers))
    assert fields["sample"].hasFocus()
    qtbot.keyClick(fields["sample"], Qt.Key.Key_Down)
    assert fields["sample"].currentText() == "Datei"
    assert fields["sample"].accessibleDescription() == "For example: " + ", ".join(names(session)[:3])
    qtbot.keyClick(fields["sample"], Qt.Key.Key_Tab)
    assert fields["label"].hasFocus()
    for _ in range(2):
        qtbot.keyClick(fields["label"], Qt.Key.Key_Down)
        settled(qtbot, session)
    assert fields["label"].currentText() == "Befund"
    # The plan is there, and the next column can be chosen at once.
    assert fields["label"].hasFocus()
    assert page.take.words() == f"Import {COUNT} suggestions"
    page.annotations.click()
    settled(qtbot, session)
    choose(qtbot, session, page, "annotator", "Leser")
    assert page.annotations.isChecked()
    assert list(page.people.fields) == ["Bo", "Cy"]
    page.take.click()
    settled(qtbot, session)
    assert len(list(session.project.state.annotations())) == COUNT
    assert {event.annotator for event in session.project.state.annotations()} == {"Bo", "Cy"}


def test_one_column_for_two_things_is_said_and_mended(qtbot, session, tmp_path):
    page = planned(qtbot, session, own_table(session, tmp_path, "path;Befund;Leser"))
    assert page.columns.fields["sample"].currentText() == "path"
    choose(qtbot, session, page, "label", "path")
    assert page.trouble.text() == "The column path is chosen for two things at once."
    assert not page.take.isVisible()
    choose(qtbot, session, page, "label", "Befund")
    assert page.take.words() == f"Import {COUNT} suggestions"
    choose(qtbot, session, page, "comment", "Befund")
    assert not page.take.isVisible()
    choose(qtbot, session, page, "comment", "")
    assert page.take.isEnabled()


def test_columns_that_were_found_are_chosen_again_behind_a_button(qtbot, session, tmp_path):
    page = planned(qtbot, session, own_table(session, tmp_path, "path;label;Leser"))
    assert not page.columns.isVisible()
    qtbot.keyClick(page.open_columns, Qt.Key.Key_Space)
    assert page.columns.isVisible()
    assert page.columns.fields["sample"].hasFocus()
    assert not page.open_columns.isVisible()
    choose(qtbot, session, page, "label", "Leser")
    assert set(page.classes.fields) == {"Bo", "Cy"}
    coco = tmp_path / "c.json"
    coco.write_text('{"images": [], "annotations": [], "categories": []}', "utf-8")
    page = planned(qtbot, session, coco)
    assert not any(part.isVisible() for part in (page.columns, page.open_columns))


def test_the_field_with_the_focus_is_in_sight_in_large_letters(qtbot, session, tmp_path):
    session.window.use_theme("light", 2.0)
    session.window.resize(1120, 700)
    page = planned(qtbot, session, own_table(session, tmp_path))
    seen = page._scroll.viewport()

    def in_sight(role: str) -> bool:
        field = page.columns.fields[role]
        return field.hasFocus() and seen.rect().contains(field.mapTo(seen, field.rect().center()))

    qtbot.waitUntil(lambda: in_sight("sample"))
    choose(qtbot, session, page, "sample", "Datei")
    choose(qtbot, session, page, "label", "Befund")
    # The plan has come, with more above the columns.
    assert page.offers.isVisible()
    qtbot.waitUntil(lambda: in_sight("label"))


def test_a_table_without_a_header_has_numbered_columns(qtbot, session, tmp_path):
    path = own_table(session, tmp_path)
    path.write_text("\n".join(path.read_text("utf-8").splitlines()[1:]), "utf-8")
    page = planned(qtbot, session, path)
    assert not page.columns.header.isChecked()
    choose(qtbot, session, page, "sample", "1")
    choose(qtbot, session, page, "label", "2")
    assert page.take.words() == f"Import {COUNT} suggestions"
    assert page.columns.fields["label"].currentText() == "Column 2"
    page.columns.header.click()
    settled(qtbot, session)
    # The same columns, and the first row is one no more.
    assert page.columns.fields["sample"].currentText() == names(session)[0]
    assert page.take.words() == f"Import {COUNT - 1} suggestions"


def test_leaving_forgets_the_plan_and_closing_the_project_too(qtbot, session, tmp_path):
    planned(qtbot, session, table(session, tmp_path))
    session.window.page("import").leave.click()
    session.window.perform("import_labels")
    assert session.window.page("import").card.isVisible()
    session.imports.read(table(session, tmp_path))
    session.close_project()
    assert session.imports._importing is None


def test_the_page_fits_a_small_window_in_large_letters(qtbot, session, tmp_path):
    page = planned(qtbot, session, table(session, tmp_path))
    session.window.use_theme("light", 2.0)
    session.window.resize(1120, 700)
    pages.settle()
    for part in (page.take, page.leave):
        assert session.window.rect().contains(part.mapTo(session.window, part.rect().bottomRight()))
    assert page._scroll.inside.width() <= page._scroll.width()


def test_choices_of_the_page_are_those_of_the_plan(qtbot, session, tmp_path):
    page = planned(qtbot, session, table(session, tmp_path))
    with qtbot.waitSignal(page.chosen) as heard:
        page.annotations.click()
    made = heard.args[0]
    assert isinstance(made, Choices)
    assert made.kind == ANNOTATIONS
    assert made.classes == {"Device": session.project.classes[0].id}
