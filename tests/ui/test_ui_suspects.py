"""Labels that look wrong in the real window: asked for with the filter, kept and changed by one key, taken back."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from ui_pages import close_session

from desktop_al.app import make_window
from desktop_al.core import events as ev
from desktop_al.core.commands import COMMANDS
from desktop_al.loop.listing import SUSPECTS
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.loop.suspects_screen import REVIEW
from desktop_al.store.project_file import close_file, open_project
from tests.leaks import watched

K = Qt.Key
POOL = 64
WRONG = (8, 21, 34)


def true(number: int) -> str:
    return ("Pump", "Valve")[number % 2]


def until(done: Callable[[], object], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end
        QApplication.processEvents()
        time.sleep(0.005)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("suspects")
    folder = place / "notes"
    folder.mkdir()
    for number in range(POOL):
        own = (("leak", "pressure", "rotor"), ("handle", "thread", "gasket"))[number % 2]
        words = f"{true(number)} {own[number % 3]} {own[(number // 2) % 3]} number {number} was looked at."
        (folder / f"{number:02d}.txt").write_text(words, "utf-8")
    path = place / "p.dal"
    create_project(
        NewProject(path, folder, ("Pump", "Valve"), "Kim", kind="text", audit_share=0.0, seed=1), place / "home"
    )
    return path


@pytest.fixture(scope="module", autouse=True)
def nothing_left_running() -> Iterator[None]:
    """For the module as a whole: one project is open in most of it."""
    yield from watched()


@pytest.fixture(scope="module")
def opened(made: Path, qapp, nothing_left_running):
    """One window for all tests here, its labels given."""
    _, session = make_window(made.parent / "home", guard=False)
    session.window.resize(1440, 900)
    session.window.show()
    session.open_project(made)
    learning = session.project.learning
    until(lambda: learning.features_done == 1.0 and not learning.extracting)
    yield session
    close_session(session)


@pytest.fixture(autouse=True)
def nothing_left_on_screen() -> None:
    """The window stays for the tests that follow."""


@pytest.fixture
def session(opened):
    project = opened.project
    for name in ("Pump", "Valve"):
        places = [n for n in range(POOL) if (true(n) == name) != (n in WRONG)]
        project.relabel(places, ev.label_answer([next(c.id for c in project.classes if c.name == name)]))
    # The labels are new ones: what was found before is not about them.
    opened.samples._suspects.forget()
    opened.flush()
    opened.window.perform("tab.label")
    yield opened
    opened.window.page("samples").bar.clear()
    opened.window.perform("tab.label")


def look(session):
    """The page with the list of labels that look wrong."""
    session.window.perform("suspects")
    until(lambda: session.samples._suspects.idle)
    return session.window.page("samples")


def press(qtbot, session, *keys):
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget() or session.window, key)
    session.flush()


def shown(page):
    return [int(page.model.line(row).name[:2]) for row in range(page.model.rowCount())]


def newest(session, place):
    project = session.project
    assert project.wait_saved(10)
    event = project.state.in_force("Kim", project.pool.rows[place].id)[-1]
    file = open_project(project.path, look_only=True)
    try:
        row = file.connection.execute("SELECT body FROM bodies WHERE writer=? AND seq=?", ev.ref(event)).fetchone()
    finally:
        close_file(file)
    return event.answer, ev.decode_body(row[0])


def test_the_command_shows_the_list_with_its_grounds(qtbot, session):
    assert next(c for c in COMMANDS if c.id == "suspects").title == "Labels that look wrong"
    assert any(a.text() == "Labels that look wrong" for a in session.window.top.menu().actions())
    session.window.perform("suspects")
    page = session.window.page("samples")
    assert page.strip.head.text() == "Looking through your labels."
    assert page.model.rowCount() == 0
    assert page.bar.state.currentText() == "Labels that look wrong"
    until(lambda: session.samples._suspects.idle)
    assert set(shown(page)) == set(WRONG)
    assert page.bar.state.currentText() == "Labels that look wrong, 3"
    assert page.bar.order.currentText() == "Likeliest wrong first"
    assert f"of {POOL} labels" in page.strip.head.text()
    assert "3 are left to look at." in page.strip.head.text()
    assert page.strip.basis.text().startswith("It rests on models that had not seen the label")
    assert page.model.headerData(2, Qt.Orientation.Horizontal) == "Why it looks wrong"
    row = page.strip.row(page.model.place(0))
    assert page.model.detail(page.model.line(0)) == row.short
    assert row.short in page.model.words(page.model.line(0))
    assert page.inspector.why.text() == row.sentence
    given = page.model.line(0).answer.text
    assert page.inspector.keep_label.words() == f"Keep {given}"
    assert page.inspector.why.isVisible()
    assert page.view().hasFocus()
    assert page.model.places.tolist() == list(page.strip.screen.rows)


@pytest.mark.parametrize("form", ["table", "grid"])
def test_return_keeps_and_a_digit_changes_and_both_are_taken_back(qtbot, session, form):
    page = look(session)
    page.show_form(form)
    page.take_focus()
    first, second, third = (page.model.place(n) for n in range(3))
    answer = session.project.state.in_force("Kim", session.project.pool.rows[first].id)[-1].answer
    press(qtbot, session, K.Key_Return)
    assert session.window.shown == "samples", "Return opens nothing here"
    assert [page.model.place(n) for n in range(2)] == [second, third]
    assert page.choice.places() == (second,), "the next row"
    said, body = newest(session, first)
    assert (said, body["chosen"], body["kept"]) == (answer, REVIEW, True)
    digit = 1 if true(second) == "Pump" else 2
    press(qtbot, session, getattr(K, f"Key_{digit}"))
    assert page.choice.places() == (third,)
    said, body = newest(session, second)
    assert (said, body["kept"]) == (ev.label_answer([session.project.classes[digit - 1].id]), False)
    assert (body["arm"], body["suggested"], body["reason"]) == ("shown", said[1:], "model")
    assert 0.5 < body["p"] <= 1
    assert "changed since" not in page.strip.head.text()
    press(qtbot, session, K.Key_Z)
    assert page.choice.places() == (second,), "it is back, and chosen"
    press(qtbot, session, K.Key_Z)
    assert page.choice.places() == (first,)
    assert shown(page) == [first, second, third]
    assert session.project.state.in_force("Kim", session.project.pool.rows[first].id)[-1].answer == answer
    page.show_form("table")


def test_keys_in_quick_succession_each_take_a_row_of_their_own(qtbot, session):
    page = look(session)
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), K.Key_Return)
    assert page.model.rowCount() == 0
    title, basis = page.strip.empty_words()
    assert title == "All are looked at."
    assert basis.startswith("It rests on")
    assert page.empty.accessibleName() == title
    # What was kept does not come back in the next search.
    page.strip.again.click()
    assert not session.samples._suspects.idle
    until(lambda: session.samples._suspects.idle)
    assert page.strip.empty_words()[0] == "No label looks wrong."
    assert session.project.undo()
    session.flush()


def test_several_are_kept_together(qtbot, session):
    page = look(session)
    page.choice.all()
    assert page.inspector.keep_label.words() == "Keep all 3"
    assert page.inspector.why.text() == ""
    page.inspector.keep_label.click()
    assert page.model.rowCount() == 0
    session.project.undo()
    session.flush()
    assert page.model.rowCount() == 3


def test_leaving_stops_the_search_and_the_list_stays_until_labels_change(qtbot, session):
    session.window.perform("suspects")
    page = session.window.page("samples")
    assert not session.samples._suspects.idle
    page.bar.clear()
    assert session.samples._suspects.idle
    assert not page.strip.isVisible()
    assert page.model.headerData(2, Qt.Orientation.Horizontal) == "Text"
    assert page.bar.order.currentText() == "Sorted by name"
    assert not page.inspector.keep_label.isVisible()
    page = look(session)
    before = page.strip.screen
    session.window.perform("tab.label")
    session.window.perform("suspects")
    assert session.samples._suspects.idle, "nothing has changed, so nothing is looked for again"
    assert page.strip.screen.rows == before.rows
    # A label that is given elsewhere.
    session.project.relabel([40], ev.label_answer([session.project.classes[1].id]))
    session.flush()
    assert page.strip.head.text().startswith(before.head)
    assert "Labels have changed since." in page.strip.head.text()
    assert page.model.rowCount() == 3, "nothing goes away under the eyes of who looks at it"
    session.window.perform("suspects")
    assert not session.samples._suspects.idle
    until(lambda: session.samples._suspects.idle)
    assert "changed since" not in page.strip.head.text()
    assert 40 in shown(page)


def test_other_filters_and_orders_work_on_the_list(qtbot, session):
    page = look(session)
    page.bar.of_class.setCurrentIndex(1)
    assert set(shown(page)) == {n for n in WRONG if true(n) == "Valve"}
    page.bar.of_class.setCurrentIndex(0)
    page.bar.sort_by("name")
    assert shown(page) == sorted(WRONG)
    page._sort(2)
    assert page.bar.order.currentText() == "Likeliest wrong first"
    page.bar.search.setText("no such name")
    assert page.empty.accessibleName() == "Nothing found"
    page.bar.search.clear()
    assert page.bar.state.currentData() == SUSPECTS
    assert not page.bar.annotator.isEnabled()


def test_a_failure_is_told_and_can_be_tried_again(session):
    page = look(session)
    desk = session.samples._suspects
    page.strip.again.click()
    desk._asking.failed.emit("It could not be read.")
    desk._asking.stop()
    session.samples.refresh()
    assert page.empty.accessibleName() == "There is no list yet"
    assert page.strip.head.text() == "It could not be read."
    assert page.strip.again.isEnabled()
    page.strip.again.click()
    until(lambda: desk.idle)
    assert page.model.rowCount() == 3
