"""My sessions: what the page shows, its table and plot by keyboard, and the file that is shown before it is written."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
import ui_pages as pages
import ui_scenes as scenes
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop_al.core.settings import DEFAULTS, SETTINGS
from desktop_al.loop.clock_screen import SessionsScreen, Watched
from desktop_al.loop.day_table import COLUMNS, day_table
from desktop_al.ui.day_view import DayView, date_words
from desktop_al.ui.pace_plot import PaceView, pace_words, ticks
from desktop_al.ui.sessions_page import PRIVATE, SessionsPage
from desktop_al.ui.theme import Theme, retheme
from desktop_al.ui.widgets import IconView, Paragraph

KEY = Qt.Key
NOTHING = {"pace": (), "usual": None, "cost": "", "watched": (), "empty": "Nothing yet. Your days stand here later."}


def open_page(qtbot, theme: Theme, screen: SessionsScreen, size=(1440, 900)) -> SessionsPage:
    page = SessionsPage(theme)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show_sessions(screen)
    page.show()
    page.activateWindow()
    QApplication.processEvents()
    return page


@pytest.fixture
def page(qtbot, theme) -> SessionsPage:
    return open_page(qtbot, theme, scenes.sessions())


def press(qtbot, key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key)


def paragraphs(page: SessionsPage) -> list[str]:
    return [part.text() for part in page.findChildren(Paragraph) if part.isVisible()]


def cells(view: DayView) -> list[list[str]]:
    model = view.model()
    return [[model.index(row, n).data() for n in range(model.columnCount())] for row in range(model.rowCount())]


# -- what it shows -------------------------------------------------------------------------------------


def test_days_as_a_table(page):
    model = page.days.model()
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    assert heads == ["Date", "Active", "Samples", "Per hour", "Breaks", "Repeats same", "Focus lost", "Left alone"]
    shown = cells(page.days)
    assert shown[0] == ["Wed 20 May 2026", "1 h 58 min", "412", "190", "0", "15 of 16", "0", "4 min"]
    assert shown[2][3] == shown[2][5] == "–", "what cannot be told is not a nought"
    spoken = model.index(2, 3).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Per hour: not known"
    assert [row[0][4:6] for row in shown] == ["20", "19", "18", "17", "16", "15", "14"], "newest first"
    assert date_words("not a date") == "not a date"


def test_what_is_watched_is_told_apart_without_colour(qtbot, theme):
    watched = (
        Watched("Pace", "Slower than usual.", True, True),
        Watched("Long answers", "Nothing noticed.", True),
        Watched("Repeats", "Too few repeats.", False),
    )
    page = open_page(qtbot, theme, scenes.sessions(watched=watched))
    rows = page._watched_card.findChildren(IconView)[1:]
    assert len({icon._name for icon in rows}) == 3
    assert [icon.accessibleName() for icon in rows] == ["Noticed", "Nothing noticed", "Cannot be told"]
    assert {"Slower than usual.", "Too few repeats."} <= set(paragraphs(page))
    page.show_sessions(scenes.sessions(watched=watched[:1]))
    QApplication.processEvents()
    assert "Too few repeats." not in paragraphs(page)


def test_it_says_who_sees_it_with_and_without_data(qtbot, theme, page):
    said = [word for word in page.findChildren(type(page._head._title)) if word.isVisible() and word.text() == PRIVATE]
    assert len(said) == 1
    assert scenes.sessions().cost in paragraphs(page)
    page.show_sessions(scenes.sessions(0, **NOTHING))
    QApplication.processEvents()
    assert said[0].isVisible()
    assert not page.days.isVisible()
    assert page._empty.accessibleName() == "Nothing yet"
    assert page._empty.accessibleDescription() == "Your days stand here later."
    page.first_focus()
    assert page._back.hasFocus()
    for part, enter in page.regions():
        enter()
        assert part.isAncestorOf(QApplication.focusWidget())


# -- the pace ------------------------------------------------------------------------------------------


def test_the_plot_in_words(page):
    assert pace_words(((1.0, 9.0), (2.0, 12.0), (3.0, 11.0)), 8.4, "text") == (
        "9.0 s for each text at first, 11.0 s at the end; between 9.0 and 12.0 s over 3 min. Usual for you: 8.4 s."
    )
    assert page.pace.words() in paragraphs(page)
    assert page.pace.plot.accessibleDescription() == page.pace.words()


def test_a_point_is_read_out_by_key_and_pointer(qtbot, page):
    plot, points = page.pace.plot, scenes.sessions().pace
    page.first_focus()
    assert plot.hasFocus()
    press(qtbot, KEY.Key_Left)
    assert page.pace._read.text() == f"{points[-1][0]:.0f} min: {points[-1][1]:.1f} s", "the newest first"
    press(qtbot, KEY.Key_Left)
    assert page.pace._read.text() == f"{points[-2][0]:.0f} min: {points[-2][1]:.1f} s"
    press(qtbot, KEY.Key_Home)
    press(qtbot, KEY.Key_Left)
    assert page.pace._read.text() == f"{points[0][0]:.0f} min: {points[0][1]:.1f} s"
    assert plot.accessibleDescription() == page.pace._read.text()
    page._back.setFocus()
    assert page.pace._read.text() == ""
    qtbot.mouseMove(plot, plot._place(points[20]).toPoint())
    assert page.pace._read.text() == f"{points[20][0]:.0f} min: {points[20][1]:.1f} s"


@pytest.mark.parametrize("most", [0.0, 1e-4, 0.3, 1.0, 7.2, 9.99, 48.0, 1e6])
def test_marks_of_an_axis(most):
    for count in (1, 4, 9):
        found = ticks(most, count)
        assert found[0] == 0.0
        assert found[-1] >= most * (1 - 1e-9)
        assert 2 <= len(found) <= count + 2
        assert found == sorted(set(found))


@pytest.mark.parametrize(
    ("points", "usual"),
    [
        ((), None),
        (((1.0, 5.0),), 5.0),
        (((0.0, 0.0), (0.0, 0.0)), 0.0),
        (((1.0, float("nan")), (2.0, 4.0), (3.0, float("inf")), (4.0, -1.0)), float("nan")),
        (((1.0, 4.0), (600.0, 90_000.0)), 1e-9),
    ],
)
def test_a_plot_of_little_or_of_nonsense_is_drawn(qtbot, theme, points, usual):
    view = PaceView(theme)
    qtbot.addWidget(view)
    view.resize(400, 260)
    view.show_pace(points, usual, "image")
    view.show()
    QApplication.processEvents()
    drawn = view.plot.grab().toImage()
    ground = drawn.pixel(1, 1)
    assert any(drawn.pixel(x, y) != ground for x in range(drawn.width()) for y in range(0, drawn.height(), 2))
    for key in (KEY.Key_Left, KEY.Key_Right, KEY.Key_End):
        qtbot.keyClick(view.plot, key)
    usable = [point for point in points if point[1] == point[1] and 0 <= point[1] < float("inf")]
    assert bool(view._read.text()) == bool(usable)


def test_the_usual_level_is_a_line_of_its_own(qtbot, theme):
    view = PaceView(theme)
    qtbot.addWidget(view)
    view.resize(600, 300)
    pictures = []
    for usual in (None, 3.0, 6.0):
        view.show_pace(((1.0, 4.0), (20.0, 8.0)), usual, "image")
        pictures.append(view.plot.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2]
    assert "usual 6.0 s" in view.plot._usual_words()


# -- keys and columns ----------------------------------------------------------------------------------


def test_through_the_page_by_keyboard(qtbot, page):
    page.first_focus()
    press(qtbot, KEY.Key_Tab)
    assert page.days.hasFocus()
    press(qtbot, KEY.Key_Down)
    press(qtbot, KEY.Key_Right)
    assert (page.days.currentIndex().row(), page.days.currentIndex().column()) == (1, 1)
    press(qtbot, KEY.Key_Tab)
    assert page.export.hasFocus(), "Tab leads out of the table"
    for part, enter in page.regions():
        enter()
        assert part.isAncestorOf(QApplication.focusWidget())


def test_the_page_scrolls_by_key_where_it_is_longer_than_the_window(qtbot, theme):
    page = open_page(qtbot, theme, scenes.sessions(), (1120, 500))
    bar = page._scroll.verticalScrollBar()
    page.first_focus()
    press(qtbot, KEY.Key_PageDown)
    assert bar.value() > 0
    page.show_sessions(scenes.sessions())
    assert bar.value() == 0


def test_columns_fill_the_room_until_one_is_drawn(qtbot, page):
    view = page.days
    header = view.horizontalHeader()
    assert header.length() == view.viewport().width()
    edge = header.sectionViewportPosition(1) - 1
    middle = header.height() // 2
    before = view.columnWidth(0)
    qtbot.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(edge, middle))
    qtbot.mouseMove(header.viewport(), QPoint(edge - 40, middle))
    qtbot.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(edge - 40, middle))
    assert view.columnWidth(0) == before - 40
    page.resize(1300, 900)
    QApplication.processEvents()
    assert view.columnWidth(0) == before - 40, "the width that was chosen stays"


@pytest.mark.parametrize(("size", "scale"), [((1440, 900), 1.0), ((1120, 700), 1.0), ((1440, 900), 2.0)])
def test_nothing_is_cut(qtbot, qapp, size, scale):
    theme = Theme("light", scale)
    theme.apply(qapp)
    page = open_page(qtbot, theme, scenes.sessions(30), size)
    page.export.click()
    for look in (theme, Theme("dark", scale), theme):
        retheme(page, look)
        for _ in range(3):
            QApplication.processEvents()
        view = page.days
        assert sum(view._needed()) <= view.viewport().width(), "every cell in full"
        assert view.verticalScrollBar().maximum() > 0, "a long history scrolls in its own box"
        short = [
            p.text() for p in page.findChildren(Paragraph) if p.isVisible() and p.heightForWidth(p.width()) > p.height()
        ]
        assert short == []
        assert page._scroll.widget().width() <= page._scroll.viewport().width()
    assert page.size().toTuple() == size


# -- the file ------------------------------------------------------------------------------------------


def test_the_table_of_days_reads_back():
    screen = scenes.sessions(3)
    rows = list(csv.DictReader(io.StringIO(day_table(screen), newline="")))
    assert [row["date"] for row in rows] == [day.date for day in screen.days]
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["active_min"] == "118"
    assert (rows[0]["repeats_same"], rows[0]["repeats"]) == ("15", "16")
    assert rows[2]["per_hour"] == "", "what cannot be told is nothing, not a nought"
    assert day_table(scenes.sessions(0)).splitlines() == [",".join(COLUMNS)]


@pytest.mark.parametrize(
    "name", ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\tx", "\r=1", '="a,b"', "Kim, =R", "Jo\nhn"]
)
def test_no_cell_is_a_formula(name):
    screen = replace(scenes.sessions(1), annotator=name)
    found = next(csv.DictReader(io.StringIO(day_table(screen), newline="")))["annotator"]
    assert found[0] not in "=+-@\t\r"
    assert found.removeprefix("'") == name


def test_what_is_shown_is_what_is_written(qtbot, page, tmp_path, monkeypatch):
    said: list[str] = []
    page.message.connect(said.append)
    page.export.click()
    assert page.preview.isVisible()
    assert page.preview.text.hasFocus()
    assert page.preview.text.isReadOnly()
    assert page.preview.text.toPlainText() == day_table(scenes.sessions()).replace("\r\n", "\n")
    assert not page.export.isEnabled()
    out = tmp_path / "days.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    page.preview.save.click()
    assert out.read_bytes() == day_table(scenes.sessions()).encode()
    assert not page.preview.isVisible()
    assert said == ["Your sessions are in days.csv."]
    assert [path.name for path in tmp_path.iterdir()] == ["days.csv"]


def test_cancelled_and_failed_saves_lose_nothing(qtbot, page, tmp_path, monkeypatch):
    said: list[str] = []
    page.message.connect(said.append)
    page.export.click()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    page.preview.save.click()
    assert page.preview.isVisible()
    assert said == []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "gone" / "days.csv"), ""))
    page.preview.save.click()
    assert page.preview.isVisible()
    assert "the folder does not exist" in said[0]
    assert page.escape(), "Esc closes what lies on top first"
    assert not page.preview.isVisible()
    assert page.export.hasFocus()
    assert not page.escape()
    page.export.click()
    page.preview.leave.click()
    assert not page.preview.isVisible()
    assert list(tmp_path.iterdir()) == []
    page.export.click()
    page.show_sessions(scenes.sessions(2))
    assert not page.preview.isVisible(), "what was shown of another moment is not written"


# -- in the window -------------------------------------------------------------------------------------


class Clock:
    """What the desks ask of the project's clock."""

    def __init__(self) -> None:
        self.used: list[dict[str, object]] = []

    def sessions(self) -> SessionsScreen:
        return scenes.sessions(len(self.used) + 1)

    def use(self, settings) -> None:
        self.used.append(dict(settings))


@pytest.fixture
def session(qtbot, tmp_path):
    made = pages.open_session(tmp_path, count=12)
    made.window.activateWindow()
    yield made
    pages.close_session(made)


@pytest.fixture
def clock(session, monkeypatch) -> Clock:
    made, own = Clock(), session.project.clock
    for name in ("sessions", "use"):
        monkeypatch.setattr(own, name, getattr(made, name))
    return made


def test_ctrl_t_and_esc(qtbot, session, clock, tmp_path: Path, monkeypatch):
    window = session.window
    window.perform("tab.samples")
    qtbot.keyClick(window, KEY.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert window.shown == "sessions"
    assert len(cells(window.page("sessions").days)) == 1
    assert window.status.isVisible()
    out = tmp_path / "mine.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    window.page("sessions").export.click()
    qtbot.keyClick(window, KEY.Key_Escape)
    assert window.shown == "sessions", "the preview is left first"
    window.page("sessions").export.click()
    window.page("sessions").preview.save.click()
    assert out.exists()
    assert "mine.csv" in window.status.flashed()
    qtbot.keyClick(window, KEY.Key_Escape)
    assert window.shown == "samples"
    window.perform("sessions")
    window.perform("sessions")
    assert window.shown == "samples", "the same key leads back"
    window.perform("sessions")
    qtbot.mouseClick(window.page("sessions")._back, Qt.MouseButton.LeftButton)
    assert window.shown == "samples"
    groups = {action.text(): action.menu() for action in window.top.menu().actions()}
    assert "My sessions\tCtrl+T" in [action.text() for action in groups["Records"].actions()]


def test_a_new_project_has_no_sessions_yet(session):
    session.window.perform("sessions")
    assert session.window.page("sessions")._empty.isVisible()


def test_nothing_to_show_without_a_project(session):
    assert session.close_project()
    session.show_start()
    session.window.perform("sessions")
    assert session.window.shown == "start"


def test_the_clock_follows_the_settings_at_once(session, clock):
    session.settings.change("break_after", 30)
    assert clock.used[-1]["break_after"] == 30
    session.settings.change("tell", "off")
    assert (clock.used[-1]["tell"], clock.used[-1]["break_after"]) == ("off", 30)
    count = len(clock.used)
    session.settings.change("repeat_share", 12)
    assert len(clock.used) == count + 1
    assert clock.used[-1]["repeat_share"] == 12, "of the project, and of everybody in it"
    session.settings.change("text_size", 20)
    assert len(clock.used) == count + 1, "other settings are none of its business"
    assert {s.id for s in SETTINGS if s.section == "timers"} <= set(clock.used[-1])


def test_the_clock_of_a_project_opened_later_has_the_settings(session, monkeypatch):
    from desktop_al.loop.annotator_clock import AnnotatorClock

    path = session.project.path
    session.settings.change("break_length", 9)
    assert session.keeper.now.settings["break_length"] == 9
    assert session.close_project()
    used: list[dict[str, object]] = []
    before = AnnotatorClock.use

    def use(clock, settings):
        used.append(dict(settings))
        before(clock, settings)

    monkeypatch.setattr(AnnotatorClock, "use", use)
    assert session.open_project(path)
    assert used[0]["break_length"] == 9
    assert DEFAULTS["break_length"] != 9
