"""A report out of the window: worked out in the worker, written beside the window, noted in the log."""

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QPainter, QPdfWriter

from desktop_al.app import make_window
from desktop_al.core import events as ev
from desktop_al.core.study import StudyDesign
from desktop_al.loop.document import Column, Document, Key, Keys, Paragraph, Section, Table
from desktop_al.loop.report_screen import BLIND
from desktop_al.store.project_file import close_file, open_project, read_events
from desktop_al.ui.document_pages import _paged, document_pdf
from desktop_al.ui.page_table import column_widths
from desktop_al.ui.page_text import Measure, Piece, Style
from desktop_al.ui.report_desk import STOPPED
from tests.loop.several import Study, errs, make_study, true


@pytest.fixture
def study(tmp_path) -> Study:
    made = make_study(tmp_path, 40)
    made.label("ann", true, range(30))
    made.label("bea", errs(0.2, "AB", 1), range(30))
    return made


@pytest.fixture
def session(qtbot, study):
    _, made = make_window(study.home, guard=False)
    qtbot.addWidget(made.window)
    made.window.show()
    assert made.open_project(study.path)
    learning = made.project.learning
    qtbot.waitUntil(lambda: learning.scanned is not None and not learning.scanning, timeout=30_000)
    yield made
    made.close_project()


def exports(path: Path) -> list[tuple[str, str]]:
    file = open_project(path, look_only=True)
    try:
        return [(event.annotator, event.answer) for event in read_events(file.connection) if event.kind == ev.EXPORT]
    finally:
        close_file(file)


@pytest.mark.parametrize("name", ["r.html", "r.pdf"])
def test_a_report_is_written_and_noted(qtbot, session, study, tmp_path, name):
    session.exports.report.make(tmp_path / name)
    qtbot.waitUntil(lambda: f"The report is in {name}." in session.window.status.flashed(), timeout=60_000)
    data = (tmp_path / name).read_bytes()
    assert data.startswith(b"<!DOCTYPE html>" if name == "r.html" else b"%PDF-")
    assert session.project.wait_saved(10)
    assert exports(study.path) == [(session.project.annotator, name)]


def test_asking_again_stops_it_and_nothing_is_written(qtbot, session, tmp_path):
    desk = session.exports.report
    desk.make(tmp_path / "r.html")
    assert desk._asking.key is not None
    session.window.perform("report")
    assert session.window.status.flashed() == STOPPED
    assert desk._asking.key is None
    assert not session.project.learning.working_on("document")
    assert not (tmp_path / "r.html").exists()


def test_no_report_in_the_sample_folder(session, study):
    session.exports.report.make(study.folder / "r.html")
    assert "sample folder" in session.window.status.flashed()
    assert session.exports.report._asking.key is None


def test_who_works_blind_is_told(qtbot, study, tmp_path):
    study.design(StudyDesign(("bea", "cyd"), independent=True))
    _, made = make_window(study.home, guard=False)
    qtbot.addWidget(made.window)
    made.window.show()
    try:
        assert made.open_project(study.path, "bea")
        made.window.perform("report")
        assert made.window.status.flashed() == BLIND
    finally:
        made.close_project()


# -- pages ----------------------------------------------------------------------------------------------


def nothing(_: QPainter) -> None:
    """Draws nothing."""


def test_no_row_is_cut_and_the_head_comes_again():
    head = Piece(10.0, nothing, with_next=True)
    rows = [Piece(10.0, nothing, head=head) for _ in range(40)]
    pages = _paged([head, *rows], 100.0)
    placed = [one for page in pages for one in page]
    assert all(one.y + one.piece.height <= 100 for one in placed)
    assert all(page[0].piece is head for page in pages)
    assert sum(one.piece is not head for one in placed) == 40


def test_a_heading_is_never_the_last_on_a_page():
    title, text = Piece(20.0, nothing, with_next=True), Piece(50.0, nothing)
    pages = _paged([Piece(70.0, nothing), title, text], 100.0)
    assert [len(page) for page in pages] == [1, 2]


def test_what_is_larger_than_a_page_goes_on_over_it():
    pages = _paged([Piece(250.0, nothing), Piece(10.0, nothing)], 100.0)
    assert [round(page[0].y) for page in pages] == [0, -100, -200]
    assert pages[-1][1].y == 50.0


def test_one_cell_that_is_far_too_long_breaks_no_word_of_the_others(qapp):
    columns = tuple(Column(title, "text" if n < 2 else "figure") for n, title in enumerate(("Who", "Role", *"abcdef")))
    rows = (("W" * 180, "Adjudicator", *["2026-01-01"] * 6), ("Annotator of the department", "Annotator", *["–"] * 6))
    writer = QPdfWriter(QBuffer())
    writer.setResolution(1200)
    measure = Measure(writer, 8080.0, 1200)
    widths = column_widths(Table("T", columns, rows), measure)
    role = measure.text("Adjudicator", Style(9.0), widths[1])
    assert role.height == measure.text("A", Style(9.0), 4000.0).height
    assert sum(widths) + 7 * measure.pt(12) == pytest.approx(measure.width)


def test_hostile_and_long_words_stay_on_the_page(qapp):
    columns = (Column("Class", "text"), Column("n"), Column("What", "text"))
    rows = (("W" * 4000, "1", "x"), ("<b>&\u202e", "1,234", "a " * 3000), ("", "", ""))
    blocks = (Table("T" * 300, columns, rows, ("note",)), Keys((Key("k" * 200, "9" * 90, "l"),)), Paragraph("p" * 9000))
    data = document_pdf(Document("Report", "N" * 400, ("line",), (Section("s", "S" * 300, blocks),)))
    assert data.startswith(b"%PDF-")
    assert 2 <= data.count(b"/Type /Page\n") < 20
