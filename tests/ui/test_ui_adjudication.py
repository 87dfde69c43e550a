"""Adjudication in the real window: by keys alone, blind before and after, closed to who may not decide."""

import shutil
from pathlib import Path

import pytest
import ui_pages as pages
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_al.app import make_window
from desktop_al.core import events as ev
from desktop_al.loop.adjudicating import CHOOSE_FIRST, NOTHING
from desktop_al.loop.export_wish import Wish
from desktop_al.ui.adjudication_page import AdjudicationPage, _Foot
from desktop_al.ui.case_votes import VoteRow
from desktop_al.ui.keys import FIELD_HINT
from desktop_al.ui.session import Session
from tests.loop.study import NAMES, annotate, make, make_texts

KEY, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier
LINES = {"t000.txt": "AABB", "t001.txt": "AB..", "t002.txt": "AAA."}
GUIDE = """# Reports

## A or B?

A pump that leaks is A, a bill for it is B.
"""


def project(place: Path, classes: tuple[str, ...] = ("A", "B")) -> Path:
    path = make(place, make_texts(place / "texts", 4), classes, protocol=GUIDE)
    for number, name in enumerate(NAMES):
        said = {sample: signs[number] for sample, signs in LINES.items() if signs[number] != "."}
        annotate(path, name, said, {"t000.txt": "Two pumps, one bill."} if name == "Egon" else None)
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    return project(tmp_path_factory.mktemp("study"))


@pytest.fixture
def copied(made) -> Path:
    """The project as it was made, for one test."""
    path = made.with_name("copied.dal")
    for old in made.parent.glob("copied*"):
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    return Path(shutil.copy(made, path))


@pytest.fixture
def opened(qtbot, qapp, copied):
    sessions: list[Session] = []

    def open_one(annotator: str = "ann", path: Path = copied, **more) -> Session:
        _, made = make_window(path.parent / "home", guard=False)
        made.window.resize(1440, 900)
        made.window.show()
        made.window.activateWindow()
        assert made.open_project(path, annotator, **more)
        sessions.append(made)
        qtbot.waitUntil(lambda: not made.project.screen().status.scanning, timeout=20_000)
        pages.settle()
        return made

    yield open_one
    for made in sessions:
        pages.close_session(made)


def press(session: Session, key: Qt.Key | str, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(session.window.focusWidget() or session.window, key, modifier)
    pages.settle()


def decide(session: Session) -> None:
    press(session, KEY.Key_Return, CONTROL)


def begin(session: Session, qtbot, name: str = "t000.txt") -> AdjudicationPage:
    """The Agreement page, A, and to a case by the keys of the list."""
    session.window.perform("tab.agreement")
    assert session.window.shown == "agreement"
    press(session, "a")
    assert session.window.shown == "adjudication"
    page = session.window.page("adjudication")
    for key in (KEY.Key_Left, KEY.Key_Left, KEY.Key_Right):
        if page.screen.name != name:
            press(session, key)
    assert page.screen.name == name
    qtbot.waitUntil(lambda: page.screen.shown is not None, timeout=10_000)
    pages.settle()
    return page


def letters(page: AdjudicationPage) -> list[str]:
    return [row.accessibleName() for row in page.findChildren(VoteRow) if row.isVisible()]


def told(widget: QWidget) -> str:
    """Everything that a widget tree says: texts, names, descriptions and tool tips, those of rows too."""
    found = []
    for part in [widget, *widget.findChildren(QWidget)]:
        found += [part.accessibleName(), part.accessibleDescription(), part.toolTip()]
        for name in ("text", "words", "toPlainText", "placeholderText"):
            get = getattr(part, name, None)
            if callable(get):
                try:
                    found.append(str(get()))
                except TypeError:
                    continue
        model = getattr(part, "model", None)
        if callable(model) and (rows := model()) is not None:
            for row in range(rows.rowCount()):
                index = rows.index(row, 0)
                roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, QAccessible.Text.Name)
                found += [str(index.data(role)) for role in roles[:2]]
                found.append(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
    return "\n".join(found)


# -- the whole way -------------------------------------------------------------------------------------


def test_by_keys_from_the_own_answer_to_the_next_case(opened, qtbot):
    session = opened()
    page = begin(session, qtbot)
    window, project = session.window, session.project
    assert window.top.isVisible()
    assert window.top.tabs["agreement"].isChecked()
    assert page.screen.headline == "Your own answer first"
    assert not letters(page)
    assert not page.inspector.decide.isEnabled()
    assert not page.inspector.reason.field.isEnabled()
    given = list(project.state.annotations())
    press(session, "1")
    assert page.screen.revealed
    assert sorted(name[3] for name in letters(page)) == ["A", "A", "B", "B"]
    assert "Two pumps, one bill." in told(page)
    assert page.screen.chosen is None, "the own answer chooses nothing"
    decide(session)
    assert window.status.flashed() == CHOOSE_FIRST
    press(session, "2")
    assert page.screen.chosen == 1
    assert page.inspector.decide.accessibleName() == "Decide: B"
    press(session, "f")
    assert QApplication.focusWidget() is page.inspector.reason.field
    press(session, "1")
    assert page.screen.chosen == 1, "single keys are off while a reason is typed"
    assert window.status.flashed() == FIELD_HINT
    page.inspector.reason.field.clear()
    QTest.keyClicks(page.inspector.reason.field, "A bill is named.")
    press(session, KEY.Key_Backtab)
    assert QApplication.focusWidget() is page.inspector.reason.code
    assert window.status.flashed() == "", "the field has been left: what was said of it does not hold any more"
    press(session, KEY.Key_Down)
    press(session, KEY.Key_Down)
    press(session, KEY.Key_Tab)
    press(session, KEY.Key_Tab)
    assert QApplication.focusWidget() is page.inspector.reason.ambiguous
    press(session, KEY.Key_Space)
    decide(session)
    place = next(n for n in range(len(project.pool)) if project.pool.name(n) == "t000.txt")
    sample = project.pool.rows[place].id
    (event,) = project.state.decision(sample)
    body = project.state.read_body(event)
    assert event.answer == ev.label_answer([project.classes[1].id])
    assert (body["reason"], body["reason_code"], body["ambiguous"]) == ("A bill is named.", "overlooked", True)
    assert body["own_answer"] == ev.label_answer([project.classes[0].id])
    assert sorted(project.state.annotations()) == sorted(given), "the annotations stay as they are"
    assert project.answers.labels[place] == project.classes[1].id
    assert page.screen.name == "t001.txt", "the next case comes"
    assert not page.screen.revealed
    assert "1 of 2 done" in told(page.list)


def test_undo_brings_the_case_back(opened, qtbot):
    session = opened()
    page = begin(session, qtbot)
    assert not page.undo.isEnabled()
    for key in ("1", "2"):
        press(session, key)
    decide(session)
    assert page.undo.isEnabled()
    here = session.project.serving.current
    press(session, "z")
    assert (page.screen.name, page.screen.done, page.screen.chosen) == ("t000.txt", 0, 1)
    assert session.project.serving.current is here
    press(session, "z", Qt.KeyboardModifier.ShiftModifier)
    assert page.screen.done == 1
    press(session, "z")
    page.inspector.first_focus()
    press(session, KEY.Key_Up)
    press(session, KEY.Key_Space)
    assert page.screen.chosen == 0, "also by the arrows and Space"
    decide(session)
    assert page.screen.done == 1


def test_discuss_skip_not_worth_and_leaving(opened, qtbot):
    session = opened()
    page = begin(session, qtbot)
    press(session, "x")
    assert page.inspector.not_worth_open()
    press(session, KEY.Key_Escape)
    assert not page.inspector.not_worth_open()
    press(session, "x")
    press(session, "1")
    assert page.screen.revealed, "not worth labelling is an own answer too"
    assert page.inspector.discuss.words() == "Discuss"
    press(session, "u")
    assert page.screen.name == "t001.txt"
    row = next(row for row in page.screen.cases if row.title == "t000.txt")
    assert (row.discussed, row.done) == (True, False)
    assert page.inspector.discuss.words() == "Unsure"
    press(session, KEY.Key_Return)
    assert "Nothing is chosen for you" in session.window.status.flashed()
    press(session, "f")
    assert QApplication.focusWidget() is not page.inspector.reason.field
    press(session, "g")
    assert page.inspector.guideline_open()
    press(session, KEY.Key_Escape)
    assert not page.inspector.guideline_open()
    press(session, KEY.Key_Escape)
    assert session.window.shown == "agreement"


def test_all_that_can_be_reached(opened, qtbot):
    session = opened()
    page = begin(session, qtbot)
    press(session, "1")
    press(session, "2")
    seen = []
    for _ in range(60):
        press(session, KEY.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus in seen:
            break
        seen.append(focus)
    reason = page.inspector.reason
    wanted = (page.inspector.panel.view, reason.code, reason.field, reason.ambiguous, page.inspector.decide)
    wanted += (page.inspector.discuss, page.inspector.skip, page.list.view, page.stage.back)
    assert [part for part in wanted if part not in seen] == []
    for part in (*wanted, page.inspector.panel.not_worth):
        assert part.accessibleName()
        assert part.height() >= 28
    rounds = []
    for _ in range(4):
        press(session, KEY.Key_F6)
        rounds.append(QApplication.focusWidget())
    assert page.inspector.panel.view in rounds
    assert page.list.view in rounds


# -- blind ---------------------------------------------------------------------------------------------


def test_no_name_is_told_before_or_after(opened, qtbot):
    session = opened()
    page = begin(session, qtbot)

    def look(words: str) -> None:
        # The page of agreement, which shows who said what, may fill up behind this one.
        here = (page, session.window.top, session.window.status)
        qtbot.waitUntil(lambda: words in told(page), timeout=10_000)
        said = "\n".join(map(told, here))
        assert [name for name in NAMES if name in said] == []

    look("Your own answer first")
    assert "Two pumps, one bill." not in told(session.window)
    assert "A pump that leaks is A" not in told(page.inspector.rules), "nor which classes are in question"
    press(session, "1")
    look("Two against two")
    press(session, "2")
    decide(session)
    look("1 of 2 done")
    press(session, KEY.Key_Left)
    press(session, KEY.Key_Left)
    look("Two against two")
    assert "A pump that leaks is A" in told(page.inspector.rules)


def test_closed_to_annotators(opened, qtbot):
    session = opened("Dora")
    session.window.perform("adjudicate")
    pages.settle()
    page = session.window.page("adjudication")
    assert page.screen.closed == "Decisions are for adjudicators and the owner of the study. You label as Dora."
    assert page.stage.shown() is page.stage.none
    assert not page.inspector.isVisible()
    assert not page.list.isVisible()
    heads = dict(session.project.state.heads)
    for key in ("1", "u", "x", "z", "f", "g", "/"):
        press(session, key)
    decide(session)
    assert session.project.state.heads == heads
    assert session.window.shown == "adjudication"
    press(session, KEY.Key_Escape)
    assert session.window.shown == "agreement"


def test_nothing_to_decide(opened, qtbot, tmp_path):
    path = make(tmp_path, make_texts(tmp_path / "texts", 3))
    session = opened("ann", path)
    session.window.perform("adjudicate")
    pages.settle()
    assert session.window.shown == "label"
    assert session.window.status.flashed() == NOTHING


def test_a_sample_that_cannot_be_read_can_be_decided_all_the_same(opened, qtbot, made):
    broken = made.parent / "texts" / "t000.txt"
    before = broken.read_bytes()
    try:
        broken.unlink()
        session = opened()
        page = begin(session, qtbot)
        assert page.stage.shown() is page.stage.unreadable
        for key in ("x", "1", "x", "1"):
            press(session, key)
        assert page.screen.chosen_reason == "focus"
        decide(session)
        assert page.screen.done == 1
        press(session, KEY.Key_Left)
        broken.write_bytes(before)
        page.stage.unreadable.acted.emit("retry")
        qtbot.waitUntil(lambda: page.stage.shown() is page.stage.text, timeout=10_000)
    finally:
        broken.write_bytes(before)


def test_the_results_as_a_file(opened, qtbot, tmp_path):
    session = opened()
    out = tmp_path / "results.csv"
    session.exports.export(out, wish=Wish("results"))
    qtbot.waitUntil(lambda: session.window.status.flashed() == "Exported 3 results to results.csv.", timeout=10_000)
    assert out.read_text("utf-8").splitlines()[3].startswith("t002.txt,A,unanimous,3,3,")


# -- looks ---------------------------------------------------------------------------------------------


def test_more_classes_than_keys(opened, qtbot, tmp_path):
    classes = ("A", "B", *(f"Class {number}" for number in range(3, 13)))
    session = opened("ann", project(tmp_path, classes))
    page = begin(session, qtbot)
    press(session, "/")
    assert page.inspector.panel.finding()
    QTest.keyClicks(page.inspector.panel.find, "12")
    press(session, KEY.Key_Return)
    assert page.screen.revealed
    press(session, "/")
    QTest.keyClicks(page.inspector.panel.find, "Class 12")
    press(session, KEY.Key_Return)
    assert page.screen.chosen == 11
    assert page.inspector.panel.height() < 12 * page.inspector.panel.row_height()


@pytest.mark.parametrize(("size", "scale"), [((1440, 900), 1.0), ((1120, 700), 1.0), ((1120, 700), 2.0)])
def test_everything_has_its_place(opened, qtbot, size, scale):
    session = opened()
    window = session.window
    window.resize(*size)
    window.use_theme("dark", scale)
    page = begin(session, qtbot)
    for key in ("1", "2"):
        press(session, key)
    assert page.list.isVisible() == (size[0] >= 1280 * scale)
    for button in (page.inspector.decide, page.inspector.discuss, page.inspector.skip):
        assert page.inspector.rect().contains(button.geometry())
        assert button.width() >= button.sizeHint().width()
    parts = [page.stage, page.inspector, page.findChild(_Foot)] + ([page.list] if page.list.isVisible() else [])
    for n, part in enumerate(parts):
        assert page.rect().contains(part.geometry())
        assert all(not part.geometry().intersects(other.geometry()) for other in parts[n + 1 :])
    before = [part.geometry() for part in (*parts, page.inspector.panel)]
    press(session, "1")
    assert [part.geometry() for part in (*parts, page.inspector.panel)] == before, "a choice moves nothing"
    press(session, "h", CONTROL)
    assert page.list.isVisible() != (size[0] >= 1280 * scale)


def test_the_project_is_closed_while_the_page_is_open(opened, qtbot):
    session = opened()
    begin(session, qtbot)
    path = session.project.path
    assert session.close_project()
    pages.settle()
    assert session.open_project(path, "ann")
    begin(session, qtbot)
