"""The page on which an export is chosen, by keys, and what becomes of it: written, stopped, refused."""

import csv
import threading

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop_al.app import make_window
from desktop_al.core.errors import DesktopAlError
from desktop_al.core.events import label_answer
from desktop_al.loop import exporting
from desktop_al.loop.export_wish import ExportStopped
from desktop_al.loop.model_files import read_model
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.ui import export_desk, written

K = Qt.Key


@pytest.fixture
def labelled(qtbot, tmp_path):
    """A project of texts with three labels, and the page open."""
    folder = tmp_path / "notes"
    folder.mkdir()
    for number in range(6):
        (folder / f"note-{number}.txt").write_text(f"Note {number} about pumps and valves.", "utf-8")
    path = tmp_path / "p.dal"
    create_project(NewProject(path, folder, ("Pump", "Valve"), "Kim", kind="text"), tmp_path / "home")
    _, session = make_window(tmp_path / "home", guard=False)
    qtbot.addWidget(session.window)
    session.window.show()
    assert session.open_project(path)
    page = session.window.label
    for key in (K.Key_1, K.Key_2, K.Key_2):
        qtbot.waitUntil(
            lambda: page.screen.sample is not None and page.screen.sample.content is not None, timeout=20_000
        )
        qtbot.keyClick(QApplication.focusWidget() or session.window, key)
    qtbot.waitUntil(lambda: session.project.unsaved == 0, timeout=10_000)
    qtbot.keyClick(QApplication.focusWidget() or session.window, K.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert session.window.shown == "export"
    yield session
    qtbot.waitUntil(lambda: not session.exports.at_work(), timeout=10_000)
    session.close_project()


def page_of(session):
    return session.window.page("export")


def titles(rows) -> list[str]:
    return [row.accessibleName() for row in rows if row.isVisible()]


def to_place(monkeypatch, place) -> list[str]:
    """What the dialog proposed; it answers with ``place``."""
    asked: list[str] = []

    def answer(_parent, _title, proposed, *_more, **_options):
        asked.append(proposed)
        return str(place), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return asked


def test_chosen_by_keys_and_written(qtbot, labelled, tmp_path, monkeypatch):
    page, out = page_of(labelled), tmp_path / "out.csv"
    asked = to_place(monkeypatch, out)
    assert labelled.window.focusWidget() is page.formats.rows[0]
    assert titles(page.rules.rows) == [], "every annotation needs no rule"
    QTest.keyClick(page.formats.rows[0], K.Key_Tab)
    assert labelled.window.focusWidget() is page.views.rows[0]
    QTest.keyClick(page.views.rows[0], K.Key_Down)
    QTest.keyClick(labelled.window.focusWidget(), K.Key_Down)
    QTest.keyClick(labelled.window.focusWidget(), K.Key_Space)
    assert page.wish().view == "training"
    assert titles(page.rules.rows) == ["Majority", "Adjudicated", "Dawid-Skene", "Single"]
    page.rules.rows[3].click()
    page.go.setFocus()
    QTest.keyClick(page.go, K.Key_Return)
    qtbot.waitUntil(lambda: page.written.text() == "Exported 3 samples to out.csv.", timeout=10_000)
    assert asked == [str(labelled.project.path.with_suffix(".csv"))]
    assert labelled.window.shown == "export", "what became of it stays"
    with open(out, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["rule"] for row in rows} == {"single"}
    assert {row["weight"] for row in rows} == {"1.0"}


def test_what_was_left_out_and_where_it_is_stays_until_the_page_is_left(qtbot, labelled, tmp_path, monkeypatch):
    page, opened = page_of(labelled), []
    monkeypatch.setattr(written.QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    place = tmp_path / "sent"
    place.mkdir()
    to_place(monkeypatch, place / "out.csv")
    page.views.rows[2].click()
    page.go.setFocus()
    QTest.keyClick(page.go, K.Key_Return)
    qtbot.waitUntil(page.written.isVisible, timeout=10_000)
    assert labelled.window.focusWidget() is page._back
    assert page.written.place.toolTip() == str(place)
    assert page.written.button.accessibleDescription().endswith("sent")
    page.go.setFocus()
    QTest.keyClick(page.go, K.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert labelled.window.focusWidget() is page.written.button
    QTest.keyClick(page.written.button, K.Key_Return)
    assert opened == [str(place)]
    labelled.window.escape()
    assert labelled.window.shown == "label"
    labelled.window.perform("export")
    assert not page.written.isVisible()


def test_a_folder_that_is_gone_is_said(qtbot, labelled, tmp_path, monkeypatch):
    page, place = page_of(labelled), tmp_path / "sent"
    place.mkdir()
    to_place(monkeypatch, place / "out.csv")
    page.go.click()
    qtbot.waitUntil(page.written.isVisible, timeout=10_000)
    (place / "out.csv").unlink()
    place.rmdir()
    page.written.button.click()
    assert labelled.window.status.flashed() == f"This folder could not be opened: {place}"


def test_the_next_export_takes_what_became_of_the_last_one_away(qtbot, labelled, tmp_path, monkeypatch):
    page = page_of(labelled)
    to_place(monkeypatch, tmp_path / "out.csv")
    page.go.click()
    qtbot.waitUntil(page.written.isVisible, timeout=10_000)
    to_place(monkeypatch, tmp_path / "no" / "out.csv")
    page.go.click()
    qtbot.waitUntil(lambda: bool(page.trouble.text()), timeout=10_000)
    assert not page.written.isVisible()


def test_a_report_is_told_of_on_the_page_when_it_is_opened_next(qtbot, labelled, tmp_path):
    labelled.window.escape()
    labelled.exports.report.make(tmp_path / "r.html")
    qtbot.waitUntil(lambda: "The report is in r.html." in labelled.window.status.flashed(), timeout=60_000)
    page = page_of(labelled)
    labelled.window.perform("export")
    assert page.written.text() == "The report is in r.html."
    assert page.written.place.toolTip() == str(tmp_path)
    labelled.window.escape()
    labelled.window.perform("export")
    assert page.written.text() == ""


def test_a_name_without_an_ending_gets_it_unless_that_would_write_over_a_file(labelled, monkeypatch, tmp_path, qtbot):
    for taken, expected in ((False, "mine.csv"), (True, "mine")):
        to_place(monkeypatch, tmp_path / "mine")
        labelled.window.perform("export")
        page_of(labelled).go.click()
        qtbot.waitUntil(lambda: not labelled.exports.at_work(), timeout=10_000)
        assert (tmp_path / expected).exists(), taken
        assert (tmp_path / "mine").exists() is taken


def test_a_format_that_holds_a_sample_once_says_so(labelled, monkeypatch, tmp_path, qtbot):
    page = page_of(labelled)
    names = [row.name for row in page.formats.rows]
    assert "coco" not in names, "which holds images"
    page.formats.rows[names.index("folders")].click()
    assert not page.views.rows[0].isEnabled()
    assert page.wish().view == "samples"
    assert "holds a sample once" in page._instead.text()
    assert "sample files themselves leave with it, unencrypted" in page._leaves.text()
    assert page.link.isVisible()
    to_place(monkeypatch, tmp_path / "classes")
    page.go.click()
    qtbot.waitUntil(lambda: not labelled.exports.at_work(), timeout=10_000)
    assert len(list((tmp_path / "classes").rglob("*.txt"))) == 3
    labelled.window.perform("export")
    page.formats.rows[names.index("npz")].click()
    assert not page.link.isVisible()
    to_place(monkeypatch, tmp_path / "x.npz")
    page.go.click()
    qtbot.waitUntil(lambda: (tmp_path / "x.npz").exists(), timeout=20_000)
    with np.load(tmp_path / "x.npz") as arrays:
        assert len(arrays["X"]) == 3
    qtbot.waitUntil(lambda: not labelled.exports.at_work(), timeout=10_000)


def test_what_goes_wrong_is_said_and_the_choice_stays(qtbot, labelled, tmp_path, monkeypatch):
    page = page_of(labelled)
    to_place(monkeypatch, tmp_path / "no" / "out.csv")
    page.formats.rows[1].click()
    page.go.click()
    qtbot.waitUntil(lambda: "does not exist" in page.trouble.text(), timeout=10_000)
    assert labelled.window.shown == "export"
    assert page.wish().format == "jsonl"
    assert page.go.isEnabled()
    labelled.window.escape()
    assert labelled.window.shown == "label"
    labelled.window.perform("export")
    assert page.trouble.text() == ""


def test_what_takes_long_shows_how_far_it_is_and_can_be_stopped(qtbot, labelled, tmp_path, monkeypatch):
    page, go_on = page_of(labelled), threading.Event()

    def slowly(*_, progress, stop, **__):
        progress(0.4)
        while not stop():
            go_on.wait(0.01)
        raise ExportStopped("The export was stopped. Nothing was written.")

    monkeypatch.setattr(exporting, "export_labels", slowly)
    monkeypatch.setattr(export_desk, "_SHOWN_AFTER_S", 0.0)
    to_place(monkeypatch, tmp_path / "out.csv")
    page.go.setFocus()
    page.go.click()
    assert page.window().focusWidget() is page.stop
    qtbot.waitUntil(lambda: page.bar.isVisible() and page.bar.share() == 0.4, timeout=10_000)
    assert page.said.text() == "Writing out.csv"
    assert page.bar.accessibleDescription() == "40%"
    assert not page.go.isEnabled()
    page.stop.click()
    qtbot.waitUntil(lambda: "was stopped" in page.trouble.text(), timeout=10_000)
    assert not page.bar.isVisible()
    assert not page.stop.isVisible()
    assert page.go.isEnabled()
    assert page.window().focusWidget() is page.go


def test_leaving_the_page_lets_it_go_on(qtbot, labelled, tmp_path, monkeypatch):
    page, go_on, export = page_of(labelled), threading.Event(), exporting.export_labels

    def slowly(*given, **more):
        go_on.wait(20)
        return export(*given, **more)

    monkeypatch.setattr(exporting, "export_labels", slowly)
    to_place(monkeypatch, tmp_path / "out.csv")
    page.go.click()
    labelled.window.escape()
    assert labelled.window.shown == "label"
    labelled.window.perform("export")
    assert page.stop.isVisible(), "found again where it was begun"
    labelled.window.escape()
    go_on.set()
    qtbot.waitUntil(lambda: labelled.window.status.flashed() == "Exported 3 annotations to out.csv.", timeout=10_000)
    assert labelled.window.shown == "label"
    labelled.window.perform("export")
    assert page.written.text() == "Exported 3 annotations to out.csv.", "found where it was begun"


def test_a_failure_nobody_foresaw_is_said(qtbot, labelled, tmp_path, monkeypatch):
    def broken(*_, **__):
        raise DesktopAlError("It is too late.")

    monkeypatch.setattr(exporting, "export_labels", broken)
    to_place(monkeypatch, tmp_path / "out.csv")
    page_of(labelled).go.click()
    qtbot.waitUntil(lambda: page_of(labelled).trouble.text() == "It is too late.", timeout=10_000)


def test_a_model_needs_labels_and_says_so(labelled):
    page = page_of(labelled)
    row = next(row for row in page.formats.rows if row.name == "model")
    row.click()
    assert not page.go.isEnabled()
    assert page._instead.isVisible()
    assert page._instead.text().startswith("There are too few labels for a model: 10 labels of two classes")
    assert "treat it like the samples" in page._leaves.text()
    page.formats.rows[0].click()
    assert page.go.isEnabled()
    labelled.exports.ask(frozenset())
    assert "model" not in [row.name for row in page.formats.rows], "it is of the whole project"


def test_the_model_is_written_to_a_folder(qtbot, tmp_path, monkeypatch):
    folder, out, path = tmp_path / "notes", tmp_path / "model", tmp_path / "p.dal"
    folder.mkdir()
    for number in range(16):
        words = ("pumps and pressure", "valves and flow")[number % 2]
        (folder / f"note-{number:02d}.txt").write_text(f"Note {number} about {words}.", "utf-8")
    create_project(NewProject(path, folder, ("Pump", "Valve"), "Kim", kind="text"), tmp_path / "home")
    _, session = make_window(tmp_path / "home", guard=False)
    qtbot.addWidget(session.window)
    session.window.show()
    assert session.open_project(path)
    project = session.project
    qtbot.waitUntil(lambda: len(project.pool) == 16 and not project.learning.scanning, timeout=20_000)
    qtbot.waitUntil(lambda: all(row.digest for row in project.pool.rows), timeout=20_000)
    for half, one in enumerate(project.classes):
        places = [place for place in range(16) if int(project.pool.name(place)[5:7]) % 2 == half]
        assert project.relabel(places, label_answer([one.id])) == ""
    session.exports.ask()
    page = page_of(session)
    asked = to_place(monkeypatch, out)
    next(row for row in page.formats.rows if row.name == "model").click()
    assert not page.views.isVisible()
    page.go.click()
    qtbot.waitUntil(lambda: not session.exports.at_work(), timeout=60_000)
    assert asked[0].endswith("p model")
    qtbot.waitUntil(lambda: page.written.text().startswith("Exported a model from 16 labels to model."), timeout=10_000)
    trained = read_model(out)
    assert [name for _, name in trained.classes] == ["Pump", "Valve"]
    assert trained.model.labels == 16
    assert ("not do better" in page.written.text()) != trained.beats_base_rate
    qtbot.waitUntil(lambda: project.unsaved == 0, timeout=10_000)
    session.close_project()
