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
