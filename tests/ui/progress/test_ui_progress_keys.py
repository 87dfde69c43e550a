"""The Progress page: looking for a class, keys, sizes, looks and states."""

from dataclasses import replace

import progress_scenes as scenes
import pytest
import ui_pages as pages
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication
from test_ui_contrast import drawn, too_low

from desktop_al.ui.progress_head import WORKING
from desktop_al.ui.progress_page import ProgressPage, first_stop
from desktop_al.ui.theme import THEMES, Theme, retheme, tokens
from tests.ui.progress.progress_stand import KEY, cut, enter, fields, open_page


def shown(page: ProgressPage) -> list[QImage]:
    """Pictures of all cards but the curve."""
    return [part.grab().toImage() for part in (page.head, page.strip, *page.cards.values())]


# -- all samples of a class ----------------------------------------------------------------------------


def test_all_samples_of_a_class_are_looked_for_and_no_more(qtbot, page, heard):
    assert page.find.choice.count() == 5
    page.find.choice.setCurrentIndex(4)
    page.find.begin.setFocus()
    qtbot.keyClick(page.find.begin, KEY.Key_Space)
    assert heard == [("find", 4)]
    page.show_progress(scenes.finding())
    seeking = page.find.seeking
    assert seeking.isVisible()
    assert seeking.stop.hasFocus(), "the keys are where they were"
    assert seeking.name.text() == "Proliferative"
    assert seeking.counts.text() == "48 found; 620 of 1,240 samples screened."
    assert seeking.recall.text() == (
        "Estimated recall 86 %, 95 % range 71 % to 97 %. At least 71 % by the stopping test."
    )
    assert seeking.line.accessibleName() == "Estimated recall 86 %, from 71 % to 97 %, 61 samples"
    assert "is not ruled out" in seeking.words.text()
    before = seeking._done.grab().toImage()
    page.show_progress(scenes.finding(done=True))
    pages.settle()
    assert seeking._done.grab().toImage() != before
    seeking.stop.click()
    assert heard[1:] == [("find", None)]
    page.show_progress(scenes.progress())
    assert page.find.choice.isVisible()
    assert page.find.choice.hasFocus()
    assert page.find.choice.currentData() == 4


def test_classes_that_are_no_more_given_are_not_looked_for(qtbot, theme):
    old = scenes.classes()
    screen = scenes.progress(classes=(replace(old[0], retired=True), replace(old[1], merged_into="c2"), *old[2:]))
    page = open_page(qtbot, theme, screen)
    assert [page.find.choice.itemData(n) for n in range(page.find.choice.count())] == [2, 3, 4]
    page.show_progress(scenes.progress(classes=(), by_class=()))
    assert not page.find.begin.isEnabled()


# -- keys and scrolling --------------------------------------------------------------------------------


def test_tab_comes_to_every_control_and_back(qtbot, page):
    page.head.copy.setFocus()
    seen = []
    for _ in range(40):
        seen.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Tab)
        if QApplication.focusWidget() is page.head.copy:
            break
    wanted = [page.what_if.table, page.found.list, page.rule.rows["gain"].radio, *fields(page).values()]
    wanted += [page.find.choice, page.find.begin, page.criteria.table]
    assert [part for part in seen if part in wanted] == wanted, "in the order of the page"
    assert all(part.accessibleName() for part in seen)
    qtbot.keyClick(page.head.copy, KEY.Key_Backtab)
    assert QApplication.focusWidget() is seen[-1]


def test_regions_lead_to_every_part(qtbot, page):
    regions = page.regions()
    assert len(regions) == 11, "what has nothing to go to is left out"
    for part, go in regions:
        go()
        focus = QApplication.focusWidget()
        assert part.isAncestorOf(focus)
        assert focus.visibleRegion().boundingRect().height() > 0, "what has the focus is in sight"
    assert page._scroll.verticalScrollBar().value() > 0
    assert first_stop(page.strip) is None


def test_the_focus_is_seen(qtbot, page):
    parts = [page.what_if.table, page.found.list, page.rule.rows["gain"].radio, page.find.begin, page.criteria.table]
    for part in (*parts, *fields(page).values()):
        page.head.copy.setFocus()
        pages.settle()
        before = part.grab().toImage()
        part.setFocus()
        pages.settle()
        assert part.grab().toImage() != before


def test_the_page_scrolls_by_keys_and_wheel(qtbot, page):
    bar = page._scroll.verticalScrollBar()
    page.setFocus()
    for key in (KEY.Key_Down, KEY.Key_PageDown):
        before = bar.value()
        qtbot.keyClick(page, key)
        assert bar.value() > before
    qtbot.keyClick(fields(page)["gain"], KEY.Key_PageUp)
    assert bar.value() < before + page._scroll.height()
    for part in (fields(page)["gain"], page.found.list.viewport(), page.criteria.table.viewport(), page.find.choice):
        at = QPointF(part.rect().center())
        down, nothing = QPoint(0, -120), Qt.MouseButton.NoButton
        turn = QWheelEvent(
            *(at, part.mapToGlobal(at), QPoint(), down, nothing, Qt.KeyboardModifier.NoModifier),
            *(Qt.ScrollPhase.NoScrollPhase, False),
        )
        QApplication.sendEvent(part, turn)
        assert not turn.isAccepted(), "it goes on to the page"


# -- sizes and looks -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["five", "bare", "many", "finding"])
@pytest.mark.parametrize(("width", "height", "scale"), [(1440, 824, 1.0), (1120, 624, 1.0), (1440, 824, 2.0)])
def test_every_size_has_its_room(qtbot, qapp, name, width, height, scale):
    theme = Theme("light", scale)
    theme.apply(qapp)
    page = open_page(qtbot, theme, scenes.SCENES[name], (width, height))
    assert not cut(page)
    right = page._scroll.viewport().width()
    for card in (page.strip, page.curve, *page.cards.values()):
        left = card.mapTo(page._scroll.viewport(), QPoint(0, 0)).x()
        assert left >= 0
        assert left + card.width() <= right
    for part in page.findChildren(QAbstractScrollArea):
        assert not part.isVisible() or part.horizontalScrollBar().maximum() == 0, part.accessibleName()
    for part in page.strip.figures.parts:
        assert part.figure.width() >= part.figure.sizeHint().width()
    columns = {card.x() for card in page.cards.values() if card.parent() is page._scroll.inside and card.isVisible()}
    assert len(columns) == (1 if scale > 1 else 2)
    assert page.rule.rows["error_cost"].radio.width() >= page.rule.rows["error_cost"].radio.sizeHint().width()
    Theme("light").apply(qapp)


def test_the_layout_survives_other_widths(qtbot, page):
    for width in (1440, 980, 640, 1300, 560, 1920, 1440):
        page.resize(width, 700)
        pages.settle(12)
        assert not cut(page), width
        assert page._scroll.inside.width() <= page._scroll.viewport().width()


def test_other_looks_and_back(qtbot, qapp, page):
    page.setFocus()
    pages.settle()
    before = shown(page)
    for theme in (Theme("dark"), Theme("high-contrast"), Theme("light", 2.0), Theme("light")):
        theme.apply(qapp)
        retheme(page, theme)
        pages.settle(12)
        assert not cut(page)
        assert (shown(page) == before) == (theme.name == "light" and theme.scale == 1.0)


@pytest.mark.parametrize("name", THEMES)
def test_words_are_read_on_what_they_stand_on(qtbot, qapp, name):
    theme = Theme(name)
    theme.apply(qapp)
    page = open_page(qtbot, theme, scenes.finding(), (1440, 1600))
    enter(qtbot, fields(page)["gain"], "abc")
    pages.settle()
    colours = tokens()["color"][name]
    grounds = {colours[key].upper(): key for key in colours if key.startswith("bg.") or key.endswith(".soft")}
    found = drawn(page)
    assert [one for one in found if one[1] not in grounds] == []
    floor = tokens()["contrast_floor"]["text_high_contrast" if name == "high-contrast" else "text"]
    assert too_low(theme, sorted({(ink, grounds[ground]) for ink, ground, _ in found}), floor) == []
    Theme("light").apply(qapp)


# -- states --------------------------------------------------------------------------------------------


def test_nothing_to_show_yet(qtbot, theme):
    page = open_page(qtbot, theme)
    page.show_working()
    assert page._empty.isVisible()
    assert page._empty.accessibleName() == WORKING
    page.show_working(0.4)
    assert "40%" in page._empty.accessibleDescription()
    assert page.regions() == []
    page.show_failure("The curve could not be worked out. Labelling goes on.")
    assert page._empty.accessibleName() == "The curve could not be worked out"
    page.show_progress(scenes.empty())
    assert page._empty.accessibleName() == "Nothing is labelled yet"
    page.first_focus()
    pages.settle()
    with qtbot.waitSignal(page.command) as told:
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Space)
    assert told.args == ["tab.label"]
    page.show_working()
    assert page._empty.accessibleName() == "Nothing is labelled yet", "what was said before stays"
    page.show_progress(scenes.progress())
    pages.settle()
    assert not page._empty.isVisible()
    assert page.curve.isAncestorOf(QApplication.focusWidget())
    assert page._scroll.verticalScrollBar().value() == 0, "the verdict is in sight"
    page.forget()
    assert page.screen is None
    assert page._empty.isVisible()


def test_old_figures_stay_as_they_are_while_new_ones_come(qtbot, page):
    before = shown(page)
    heights = [card.height() for card in page.cards.values()]
    page.show_working()
    assert page.head.state.text() == f"{WORKING}."
    page.show_working(0.5)
    pages.settle()
    assert all(card.graphicsEffect() is None for card in page.cards.values()), "nothing fades"
    assert page.head.bar.share == 0.5
    assert [card.height() for card in page.cards.values()] == heights, "nothing moves"
    page.show_progress(scenes.progress())
    pages.settle()
    assert shown(page) == before
    page.show_working()
    page.show_failure("The curve could not be worked out.")
    assert page.head.state.text() == "The curve could not be worked out."
    assert page.screen == scenes.progress()


def test_a_refresh_keeps_the_place_in_the_page(page):
    bar = page._scroll.verticalScrollBar()
    bar.setValue(300)
    page.criteria.table.setFocus()
    page.show_working()
    page.show_progress(scenes.progress(labels=430, verdict="nearly"))
    pages.settle()
    assert bar.value() == 300
    assert page.criteria.table.hasFocus()


def test_another_project_gets_nothing_of_this_one(qtbot, page):
    enter(qtbot, fields(page)["gain"], "abc")
    page.forget()
    page.show_progress(scenes.early())
    assert fields(page)["gain"].text() == "0.5"
    assert fields(page)["hourly_cost"].text() == ""
    assert not page.rule.rows["gain"].trouble.isVisible()


def test_copy_as_picture_has_the_whole_page(page):
    said = []
    page.message.connect(said.append)
    page.head.copy.click()
    picture = QGuiApplication.clipboard().image()
    assert picture.height() >= page._scroll.inside.height() > page._scroll.viewport().height()
    assert said == ["The page is in the clipboard, as a picture."]
    QGuiApplication.clipboard().clear()
