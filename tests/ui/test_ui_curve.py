"""The learning curve: where things stand, what is read out, the table, the picture and the file."""

import csv
import math
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop_al.core.shapes import Measured
from desktop_al.loop.curve_table import curve_rows
from desktop_al.loop.progress_screen import BandPoint, Curve, Point, ProgressScreen
from desktop_al.ui.curve_card import CurveCard
from desktop_al.ui.curve_layout import accuracy_range, layout_curve, round_ticks
from desktop_al.ui.learning_curve import LearningCurve
from desktop_al.ui.theme import THEMES, Theme, retheme
from desktop_al.ui.widgets import CapButton, Words

KEY = Qt.Key


WHY = "About 60 more labels are needed before a forecast makes sense."


def accuracy(labels: float) -> float:
    return 0.93 - 0.9 * (labels + 8) ** -0.45


def curve(points=14, now=412, stop=470, goal=0.9, end=900, first=30) -> Curve:
    """Points from ``first`` to ``now``, a forecast to ``end``, none with 0."""
    at = [now] if points == 1 else [first + (now - first) * k // (points - 1) for k in range(points)]
    measured = []
    for k, labels in enumerate(at):
        half = 1.96 * math.sqrt(0.16 / (20 + 8 * k))
        value = accuracy(labels)
        measured.append(Point(labels, Measured(value, max(0, value - half), min(1, value + 0.7 * half), 20 + 8 * k)))
    ahead = [now + (end - now) * k / 12 for k in range(13)] if end else []
    band = [BandPoint(x, accuracy(x), accuracy(x) - (x - now) / 2e4, accuracy(x) + (x - now) / 3e4) for x in ahead]
    fit = tuple((float(labels), accuracy(labels)) for labels in at) if end else ()
    spoken = "Accuracy is 87.1 % at 412 labels."
    return Curve(tuple(measured), fit, tuple(band), "" if end else WHY, now, stop, goal, spoken)


NAN = math.nan


CURVES = {
    "usual": curve(),
    "one point": curve(1, 40, None, None, 0),
    "two points": curve(2, 60, 90, 0.9, 0),
    "25 points": curve(25, 1000, 1010, 0.9, 2000),
    "a million": curve(12, 1_000_000, 1_080_000, 0.9, 2_000_000),
    "far stop": curve(stop=12_000),
    "stop now": curve(stop=412),
    "stop at the edge": curve(stop=890),
    "both at the edge": curve(stop=885, now=880),
    "early": curve(3, 30, 34, 0.9, 900, 10),
    "none and all": Curve(
        tuple(Point(30 * k, Measured(k / 4, max(0.0, k / 4 - 0.1), min(1.0, k / 4 + 0.1), 50)) for k in range(5)),
        why_none=WHY,
        now=120,
        goal=1.0,
    ),
    "no numbers": Curve(
        (Point(10, Measured(None)), Point(40, Measured(0.8)), Point(80, Measured(0.82, NAN, 0.9, 9))),
        ((10, NAN), (40, 0.8), (80, 0.82)),
        (BandPoint(80, 0.82, 0.8, 0.84), BandPoint(100, NAN, 0.8, 0.9)),
        now=80,
        goal=NAN,
    ),
}


def drawn(qtbot, theme: Theme, shown: Curve, size=(560, 300)) -> LearningCurve:
    plot = LearningCurve(theme)
    qtbot.addWidget(plot)
    plot.resize(*size)
    plot.show_curve(shown)
    plot.show()
    plot.activateWindow()
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not plot.rows() or bool(plot.children()), timeout=20_000)
    return plot


def card_of(qtbot, theme: Theme, shown: Curve, size=(935, 400)) -> CurveCard:
    card = CurveCard(theme)
    qtbot.addWidget(card)
    card.resize(*size)
    card.show_screen(ProgressScreen(curve=shown))
    card.show()
    card.activateWindow()
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not card.plot.rows() or bool(card.plot.children()), timeout=20_000)
    return card


def image(plot: LearningCurve) -> QImage:
    return plot.grab().toImage()


def colours(picture: QImage, box: QRect | None = None) -> set[str]:
    plain = picture.copy(box or picture.rect()).convertToFormat(QImage.Format.Format_RGB32)
    return {f"#{pixel & 0xFFFFFF:06x}" for pixel in set(memoryview(plain.constBits()).cast("I"))}


# -- where things stand --------------------------------------------------------------------------------


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("name", CURVES)
def test_words_neither_touch_nor_leave_the_plot(qapp, name, scale):
    theme = Theme("light", scale)
    for wide, high in ((512, 220), (900, 300)):
        size = QSize(round(wide * scale), round(high * scale))
        made = layout_curve(theme, size, CURVES[name])
        whole = QRectF(0, 0, size.width(), size.height()).adjusted(-1, -1, 1, 1)
        assert not [label for label in made.words if not whole.contains(label.box)]
        for one, other in combinations(made.words, 2):
            assert not one.box.intersects(other.box), (one, other)


def test_now_stands_left_and_the_stop_rule_right_unless_there_is_no_room(qapp):
    def sides(shown: Curve) -> tuple[bool, bool]:
        made = layout_curve(Theme(), QSize(560, 260), shown)
        marks = {label.words.partition(",")[0]: label.box for label in made.words if label.weight == 600}
        return (
            marks["Now"].right() < made.place(shown.now, 0).x(),
            marks["Your stop rule"].left() > made.place(shown.stop_at, 0).x(),
        )

    assert sides(CURVES["usual"]) == (True, True)
    assert sides(CURVES["stop at the edge"]) == (True, False)
    assert sides(CURVES["early"]) == (False, True)


def test_a_stop_rule_far_beyond_does_not_squeeze_the_curve(qapp):
    made = layout_curve(Theme(), QSize(560, 260), CURVES["far stop"])
    assert made.labels == 900
    assert any(label.words == "Your stop rule, about 12,000 →" for label in made.words)


@pytest.mark.parametrize(
    ("low", "high", "most", "expected"),
    [
        (58, 95, 5, [60, 70, 80, 90]),
        (96, 98.4, 6, [96, 96.5, 97, 97.5, 98]),
        (0, 100, 6, [0, 20, 40, 60, 80, 100]),
        (0, 2_000_000, 5, [0, 500_000, 1_000_000, 1_500_000, 2_000_000]),
        (0, 10, 1, [0]),
    ],
)
def test_ticks_are_round(low, high, most, expected):
    assert round_ticks(low, high, most) == expected


@pytest.mark.parametrize("name", CURVES)
def test_the_range_holds_every_point_and_stays_between_nothing_and_all(name):
    shown = CURVES[name]
    rows = [row for row in curve_rows(shown) if row.accuracy is not None]
    low, high = accuracy_range(shown, rows)
    assert 0 <= low < high <= 100
    for row in rows:
        assert low - 1e-9 <= 100 * row.accuracy <= high + 1e-9


def test_a_huge_whisker_is_shown_whole():
    shown = Curve(tuple(Point(30 * k, Measured(0.9, 0.1 if k == 1 else 0.88, 0.92, 9)) for k in range(1, 9)))
    low, high = accuracy_range(shown, curve_rows(shown))
    assert low < 10
    assert high > 92
    usual = CURVES["usual"]
    low, high = accuracy_range(usual, curve_rows(usual))
    assert all(low <= 100 * point.accuracy.low and 100 * point.accuracy.high <= high for point in usual.points)


def test_a_flat_curve_has_a_range_and_one_at_the_top_ends_there():
    flat = Curve((Point(10, Measured(1.0)), Point(20, Measured(1.0))))
    low, high = accuracy_range(flat, curve_rows(flat))
    assert high == 100
    assert 3 < high - low < 10
    assert accuracy_range(Curve(), []) == (0, 100)


# -- what is drawn -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CURVES)
def test_every_curve_is_drawn(qtbot, theme, name):
    plot = drawn(qtbot, theme, CURVES[name])
    # The ring has the colour of the curve.
    plot.clearFocus()
    found = colours(image(plot))
    assert theme.hex("text.primary").lower() in found
    assert (theme.hex("accent.line").lower() in found) == bool(CURVES[name].fit)


@pytest.mark.parametrize("name", THEMES)
def test_points_fit_forecast_goal_and_rule_stand_where_they_should(qtbot, qapp, name):
    theme = Theme(name)
    theme.apply(qapp)
    plot = drawn(qtbot, theme, curve(goal=0.95))
    picture, made, inset = image(plot), plot._made, plot._inset()

    def at(labels: float, share: float) -> QPoint:
        return (made.place(labels, share) + QPointF(inset, inset)).toPoint()

    def shows(token: str, place: QPoint, reach: int) -> bool:
        wanted = theme.colour(token)
        box = QRect(place, QSize(1, 1)).adjusted(-reach, -reach, reach, reach)
        found = [QColor(name) for name in colours(picture, box)]
        return any(max(abs(a - b) for a, b in zip(c.getRgb(), wanted.getRgb(), strict=True)) < 16 for c in found)

    for point in plot._curve.points:
        figure = point.accuracy
        assert shows("text.primary", at(point.labels, figure.value), 6)
        assert shows("bg.surface", at(point.labels, figure.value), 0)
        for end in (figure.low, figure.high):
            assert shows("text.secondary", at(point.labels, end), 3)
        assert not shows("text.secondary", at(point.labels, figure.low - 0.03), 2) or point.labels == 412
    assert shows("accent.line", at(100, accuracy(100)), 2)
    assert shows("accent.line", at(700, accuracy(700)), 8)
    assert not shows("accent.line", at(700, accuracy(700) - 0.03), 4)
    assert shows("success.line", at(200, 0.95), 6)
    assert shows("warning.line", at(470, 0.6), 3)
    assert shows("text.primary", at(412, 0.6), 2)
    assert not shows("bg.surface", at(880, accuracy(880) - 0.015), 0)


def test_the_picture_is_fine_and_lines_keep_their_width(qtbot, theme):
    card = card_of(qtbot, theme, curve())
    picture = card.picture().toImage()
    assert picture.devicePixelRatio() == 2
    column = [picture.pixelColor(x, picture.height() // 2) for x in range(picture.width())]
    dark = theme.colour("text.primary")
    now = [x for x, colour in enumerate(column) if colour == dark]
    assert len(now) == 2
    assert now[1] == now[0] + 1


def test_another_theme_draws_it_anew(qtbot, theme):
    plot = drawn(qtbot, theme, curve())
    retheme(plot, Theme("dark"))
    found = colours(image(plot))
    assert Theme("dark").hex("accent.line").lower() in found
    assert theme.hex("accent.line").lower() not in found
    retheme(plot, Theme("light", 2.0))
    assert theme.hex("accent.line").lower() in colours(image(plot))


def test_an_empty_curve_says_why_and_is_no_stop_of_tab(qtbot, theme):
    plot = drawn(qtbot, theme, Curve())
    assert plot.accessibleDescription() == "No checkpoint yet"
    assert plot.focusPolicy() == Qt.FocusPolicy.NoFocus
    before = image(plot)
    plot.show_curve(Curve(why_none="Too few audit samples."))
    assert plot.accessibleDescription() == "Too few audit samples."
    assert image(plot) != before
    qtbot.keyClick(plot, KEY.Key_Home)
    plot.show_curve(curve())
    plot.show_curve(Curve())
    assert not plot.rows()
    assert image(plot) == before


def test_without_a_forecast_the_reason_stands_there(qapp):
    made = layout_curve(Theme(), QSize(560, 260), CURVES["two points"])
    assert WHY in [label.words for label in made.words]
    assert not [label for label in layout_curve(Theme(), QSize(560, 260), curve()).words if label.words == WHY]


# -- keys and pointer ----------------------------------------------------------------------------------


def test_keys_read_points_and_forecast_out(qtbot, theme):
    plot = drawn(qtbot, theme, curve())
    said = []
    plot.read.connect(said.append)
    plot.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(plot, KEY.Key_Home)
    assert said[-1] == "30 labels: 75.5 %, 95 % range 58.0 to 87.8, 20 audit samples"
    assert plot.accessibleDescription() == said[-1]
    unmarked = image(plot)
    qtbot.keyClick(plot, KEY.Key_Left)
    assert said[-1].startswith("30 labels")
    qtbot.keyClick(plot, KEY.Key_Right)
    assert said[-1].startswith("59 labels")
    assert image(plot) != unmarked
    qtbot.keyClick(plot, KEY.Key_End)
    assert said[-1].startswith("900 labels: 88.8 % expected, 80 % band ")
    qtbot.keyClick(plot, KEY.Key_Right)
    assert said[-1].startswith("900 labels")
    plot.clearFocus()
    assert said[-1] == ""
    assert plot.accessibleDescription() == plot._curve.spoken


def test_the_pointer_reads_out_what_is_nearest_and_changes_nothing_else(qtbot, theme):
    plot = drawn(qtbot, theme, curve())
    said = []
    plot.read.connect(said.append)
    spot = (plot._made.place(412, 0.5) + QPointF(plot._inset() + 1, 0)).toPoint()
    qtbot.mouseMove(plot, QPoint(spot.x(), 100))
    assert said[-1].startswith("412 labels")
    before = plot._drawing._view.viewRange()
    for button in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
        qtbot.mousePress(plot, button, pos=QPoint(200, 100))
        qtbot.mouseMove(plot, QPoint(300, 150))
        qtbot.mouseRelease(plot, button, pos=QPoint(300, 150))
    assert plot._drawing._view.viewRange() == before
    assert QApplication.activePopupWidget() is None
    assert plot.childAt(200, 100) is None or plot.childAt(200, 100).testAttribute(
        Qt.WidgetAttribute.WA_TransparentForMouseEvents
    )


def test_its_name_and_its_focus(qtbot, theme):
    plot = drawn(qtbot, theme, curve())
    plot.setFocus(Qt.FocusReason.OtherFocusReason)
    found = QAccessible.queryAccessibleInterface(plot)
    assert found.text(QAccessible.Text.Name) == "Learning curve"
    assert found.text(QAccessible.Text.Description) == "Accuracy is 87.1 % at 412 labels."
    del found
    ring = theme.colour("focus.ring")
    assert image(plot).pixelColor(280, 1) == ring
    plot.clearFocus()
    assert image(plot).pixelColor(280, 1) != ring


# -- the card ------------------------------------------------------------------------------------------


def test_the_table_has_the_same_numbers_and_is_left_again(qtbot, theme):
    card = card_of(qtbot, theme, curve())
    qtbot.mouseClick(card.as_table, Qt.MouseButton.LeftButton)
    assert card.table.isVisible()
    assert not card.plot.isVisible()
    rows = card.table.rows()
    assert len(rows) == 14 + 13
    assert rows[0] == ("30", "75.5 %", "58.0 %", "87.8 %", "20", "measured, 95 % range")
    assert rows[-1][0] == "900"
    assert rows[-1][-1] == "expected, 80 % band"
    qtbot.mouseClick(card.as_table, Qt.MouseButton.LeftButton)
    assert card.plot.isVisible()
    assert card.as_table.words() == "Show as table"
    qtbot.mouseClick(card.as_table, Qt.MouseButton.LeftButton)
    card.forget()
    assert card.table.rows() == []
    assert not card.table.isVisible()
    assert card.plot.isVisible()
    assert not any(button.isEnabled() for button in (card.as_table, card.copy, card.save))


def test_tab_goes_from_the_plot_to_the_table_and_on(qtbot, theme):
    card = card_of(qtbot, theme, curve())
    card.plot.setFocus(Qt.FocusReason.OtherFocusReason)
    walked = []
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Tab)
        walked.append(QApplication.focusWidget())
    assert walked == [card.as_table, card.copy, card.save]
    card.as_table.setFocus()
    qtbot.keyClick(card.as_table, KEY.Key_Space)
    qtbot.keyClick(card.as_table, KEY.Key_Backtab)
    assert QApplication.focusWidget() is card.table
    qtbot.keyClick(card.table, KEY.Key_Down)
    qtbot.keyClick(card.table, KEY.Key_Tab)
    assert QApplication.focusWidget() is card.as_table


def test_the_same_curve_again_leaves_the_reading_alone(qtbot, theme):
    card = card_of(qtbot, theme, curve())
    card.plot.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(card.plot, KEY.Key_Home)
    card.show_screen(ProgressScreen(curve=curve(), labels=413))
    assert "30 labels" in card._read.text()
    card.show_screen(ProgressScreen(curve=curve(now=420), labels=420))
    assert card._read.text() == ""


@pytest.mark.parametrize("reading", [False, True])
def test_the_picture_has_neither_focus_nor_mark(qtbot, theme, reading):
    card = card_of(qtbot, theme, curve())
    plain = card.picture().toImage()
    card.plot.setFocus(Qt.FocusReason.TabFocusReason)
    if reading:
        qtbot.keyClick(card.plot, KEY.Key_Home)
    assert card.picture().toImage() == plain
    assert bool(card._read.text()) == reading
    # Also while the table is shown.
    card.as_table.click()
    QApplication.processEvents()
    assert card.picture().toImage() == plain
    assert card.table.isVisible()


def test_the_picture_goes_to_the_clipboard(qtbot, theme):
    card = card_of(qtbot, theme, curve())
    with qtbot.waitSignal(card.message) as told:
        card.copy.click()
    assert told.args == ["The learning curve is in the clipboard, as a picture."]
    assert QColor(theme.hex("accent.line")).name() in colours(QApplication.clipboard().image())


def test_the_file_is_written_and_trouble_is_told(qtbot, theme, tmp_path, monkeypatch):
    card = card_of(qtbot, theme, curve())
    path = tmp_path / "curve.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    with qtbot.waitSignal(card.message) as told:
        card.save.click()
    assert told.args == ["The learning curve is in curve.csv."]
    with path.open(encoding="utf-8", newline="") as file:
        assert len(list(csv.reader(file))) == 1 + 14 + 13
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "none" / "curve.csv"), ""))
    with qtbot.waitSignal(card.message) as told:
        card.save.click()
    assert "folder does not exist" in told.args[0]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    with qtbot.assertNotEmitted(card.message):
        card.save.click()


@pytest.mark.parametrize(
    ("wide", "high", "scale"), [(935, 400, 1.0), (560, 340, 1.0), (520, 300, 1.0), (1072, 640, 2.0)]
)
def test_nothing_on_the_card_is_cut(qtbot, qapp, wide, high, scale):
    theme = Theme("light", scale)
    theme.apply(qapp)
    card = card_of(qtbot, theme, curve(), (wide, high))
    card.plot.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(card.plot, KEY.Key_Home)
    assert card.size() == QSize(wide, high)
    shown = [part for part in card.findChildren(Words) if part.isVisible() and part.text()]
    assert len(shown) == 5
    for part in shown:
        assert part.fontMetrics().horizontalAdvance(part.text()) <= part.width() + 1, part.text()
    buttons = [part for part in card.findChildren(CapButton) if part.isVisible()]
    for part in [*shown, *buttons, card.plot]:
        assert card.rect().contains(QRect(part.mapTo(card, QPoint(0, 0)), part.size())), part
    for button in buttons:
        assert button.width() >= button.sizeHint().width()
        assert button.height() >= theme.px(28)
    assert card.plot.height() >= 165 * scale
