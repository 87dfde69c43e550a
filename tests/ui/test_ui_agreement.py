"""The Agreement page: what it shows, by keys and to a screen reader, from 1 to 20 annotators, what leaves it."""

import csv
import io
from dataclasses import replace

import agreement_scenes as scenes
import pytest
import ui_pages as pages
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from desktop_al.core import events as ev
from desktop_al.core.shapes import Measured
from desktop_al.loop.agreement_screen import AgreementScreen, Stratum
from desktop_al.ui.agreement_filter import WORKING
from desktop_al.ui.agreement_page import AgreementPage
from desktop_al.ui.heat_table import CELL_ROLE, ramp
from desktop_al.ui.theme import THEMES, Theme, contrast, retheme, tokens
from tests.loop.several import errs, make_study, true

KEY = Qt.Key
SPOKEN = Qt.ItemDataRole.AccessibleTextRole
ALONE = "Agreement needs two annotators and 20 shared samples. Import an annotator's file."


def open_page(qtbot, theme: Theme, screen: AgreementScreen | None = None, size=(1440, 824)) -> AgreementPage:
    page = AgreementPage(theme)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    page.activateWindow()
    if screen is not None:
        page.show_agreement(screen)
    pages.settle(6)
    return page


@pytest.fixture
def page(qtbot, theme) -> AgreementPage:
    return open_page(qtbot, theme, scenes.agreement())


def press(qtbot, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, modifier)


def cut(widget: QWidget) -> list[str]:
    """Parts with words that have less room than they need."""
    return [
        f"{type(part).__name__} {part.accessibleName()}: {part.height()} < {part.heightForWidth(part.width())}"
        for part in widget.findChildren(QWidget)
        if part.isVisible() and part.hasHeightForWidth() and part.height() < part.heightForWidth(part.width())
    ]


# -- what it shows -------------------------------------------------------------------------------------


def test_the_head_says_how_sure_and_from_what(page):
    assert page.strip._head.accessibleName().startswith("Krippendorff's alpha: 0.86 95 % range 0.81 to 0.89, from the")
    assert page.strip.verdict.words.text() == "Reliable: the whole range is above 0.80"
    assert page.strip.verdict.bar.accessibleName() == "Krippendorff's alpha 0.86, from 0.81 to 0.89, 160 samples"
    assert "Krippendorff's marks" in page.strip.verdict._marks.text()
    assert "72 %" in page.strip._percent.accessibleName()
    assert page.strip.adjudicate.isEnabled()
    assert not cut(page)


def test_too_few_has_no_verdict_beside_the_figure(qtbot, theme):
    few = scenes.agreement(
        headline=Measured(0.7, n=12, reason="Fewer than 20 shared samples: no interval."),
        verdict="few",
        verdict_words="12 shared samples, too few to judge",
        undecided=0,
        ceiling=Measured(None),
        ceiling_words="",
    )
    page = open_page(qtbot, theme, few)
    assert "no interval" in page.strip._head.accessibleName()
    assert "Dotted" not in page.strip.verdict._marks.text()
    assert not page.strip.adjudicate.isEnabled()


def test_a_cell_speaks(page):
    model = page.pairs.table.cells
    assert model.index(0, 1).data(SPOKEN).startswith("Annotator 1 and Annotator 2, kappa 0.")
    assert model.index(0, 1).data(SPOKEN).endswith(", 160 samples")
    assert "their own earlier answers" in model.index(0, 0).data(SPOKEN)
    assert (
        page.confusion.table.cells.index(0, 1).data(SPOKEN).startswith("Annotator 2 No retinopathy, Annotator 4 Mild: ")
    )
    assert page.classes.list.model().index(1, 0).data(SPOKEN).startswith("Mild: kappa 0.71, from ")
    assert "Annotator 3: " in page.hardest.list.model().index(0, 0).data(SPOKEN)


def test_too_small_a_pair_is_hatched(qtbot, theme):
    page = open_page(qtbot, theme, scenes.agreement(20, 30))
    cell = page.pairs.table.cells.index(0, 7).data(CELL_ROLE)
    assert cell.hatched
    assert cell.lines[0] == "n too small"
    assert cell.level is None


def test_an_undefined_measure_says_why(page):
    rows = {row[0]: row for row in page.more.measures.rows()}
    assert rows["ICC (A,1)"][1:] == ("–", "", "160", "not defined: the classes have no scores")
    assert rows["Percent agreement"][1] == "72 %"
    assert rows["Krippendorff's alpha, samples chosen by the model"][1] == "0.610"


def test_what_is_not_there_has_no_card(qtbot, theme):
    bare = scenes.agreement(against=(), running=(), deviations=(), measures=(), chosen=None, courtesy="")
    page = open_page(qtbot, theme, bare)
    assert not any(card.isVisible() for card in page.more.cards.values())


def test_names_are_no_rich_text(qtbot, theme):
    names = ("<b>Ann</b>", "&amp;", "C" * 300, "D")
    page = open_page(qtbot, theme, replace(scenes.agreement(), annotators=names))
    tip = page.pairs.table.cells.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert tip == "<qt>&lt;b&gt;Ann&lt;/b&gt;</qt>"
    assert page.pairs.table.cells.headerData(0, Qt.Orientation.Vertical) == "<b>Ann</b>"
    assert page.pairs.table.width() <= page.width()


# -- choosing ------------------------------------------------------------------------------------------


def test_a_pair_is_chosen_by_key(qtbot, page):
    page.first_focus()
    assert page.pairs.table.hasFocus()
    for key in (KEY.Key_Home, KEY.Key_Up, KEY.Key_Up, KEY.Key_Up):
        press(qtbot, key)
    press(qtbot, KEY.Key_Right)
    assert page.pairs.table.at() == (0, 1)
    assert page.pairs.pair() == (0, 1)
    assert page._cards[1].title() == "Annotator 1 and Annotator 2"
    press(qtbot, KEY.Key_Left)
    assert page.pairs.pair() == (0, 1), "nobody is a pair with themselves"


def test_a_cell_of_the_pair_narrows_the_hardest(qtbot, page):
    table, screen = page.confusion.table, page.screen
    a, b = page.pairs.pair()
    table.setFocus()
    table.setCurrentIndex(table.cells.index(0, 0))
    press(qtbot, KEY.Key_Right)
    assert len(page.hardest.rows()) == len(screen.hardest), "the keys only move"
    press(qtbot, KEY.Key_Return)
    shown = page.hardest.rows()
    assert shown
    assert all((hard.answers[a], hard.answers[b]) == (0, 1) for hard in shown)
    pair = next(p for p in screen.pairs if (p.a, p.b) == (a, b))
    assert len(shown) == pair.counts[0][1]
    assert page.hardest.clear.isVisible()
    assert page.escape()
    assert len(page.hardest.rows()) == len(screen.hardest)
    assert not page.escape()
    press(qtbot, KEY.Key_Space)
    press(qtbot, KEY.Key_Space)
    assert len(page.hardest.rows()) == len(screen.hardest), "chosen twice is not chosen"
    qtbot.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(table.cells.index(1, 0)).center()
    )
    assert len(page.hardest.rows()) == pair.counts[1][0]
    page.hardest.clear.click()
    assert len(page.hardest.rows()) == len(screen.hardest)


def test_a_hard_sample_is_opened(qtbot, page):
    page.hardest.list.setFocus()
    press(qtbot, KEY.Key_Down)
    with qtbot.waitSignal(page.intent) as heard:
        press(qtbot, KEY.Key_Return)
    assert heard.args == ["open", page.screen.hardest[1].place]
    with qtbot.waitSignal(page.intent) as heard:
        at = page.hardest.list.visualRect(page.hardest.list.model().index(0, 0)).center()
        qtbot.mouseClick(page.hardest.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
        qtbot.mouseDClick(page.hardest.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert heard.args == ["open", page.screen.hardest[0].place]


def test_a_stratum_is_chosen(qtbot, page):
    with qtbot.waitSignal(page.intent) as heard:
        page.filter.days.setCurrentIndex(2)
    assert heard.args == ["stratum", Stratum(days=7)]
    with qtbot.waitSignal(page.intent) as heard:
        page.filter.source.setCurrentIndex(1)
    assert heard.args == ["stratum", Stratum("chosen", "", 7)]
    page.filter.version.setCurrentIndex(2)
    assert page.filter.stratum().protocol == "d4e5f6"
    page.show_agreement(scenes.agreement(versions=()))
    assert not page.filter.version.isVisible()
    assert page.filter.stratum() == Stratum(), "what is shown is what is chosen"


def test_regions_lead_to_every_part(qtbot, page):
    regions = page.regions()
    assert len(regions) == 7
    for part, enter in regions:
        enter()
        assert part.isAncestorOf(QApplication.focusWidget())
    assert page._scroll.verticalScrollBar().value() > 0, "what has the focus is in sight"


def test_tab_comes_to_every_control(qtbot, page):
    page.filter.source.setFocus()
    seen = []
    for _ in range(40):
        seen.append(QApplication.focusWidget())
        press(qtbot, KEY.Key_Tab)
        if QApplication.focusWidget() is page.filter.source:
            break
    wanted = [
        *(page.filter.version, page.filter.days, page.filter.copy, page.filter.save, page.strip.adjudicate),
        *(page.pairs.table, page.confusion.table, page.hardest.list, page.classes.list, page.plain.guideline),
        *(page.more.measures, page.more.against.table, page.more.running.table),
    ]
    assert all(part in seen for part in wanted)


def test_the_focus_is_seen_in_each_table(qtbot, page):
    for part in (page.pairs.table, page.confusion.table, page.hardest.list, page.classes.list, page.more.measures):
        page.filter.copy.setFocus()
        pages.settle()
        before = part.grab().toImage()
        part.setFocus()
        pages.settle()
        assert part.grab().toImage() != before


# -- sizes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("annotators", "classes"), [(2, 2), (4, 5), (20, 30)])
@pytest.mark.parametrize(("width", "height", "scale"), [(1440, 824, 1.0), (1120, 624, 1.0), (1440, 824, 2.0)])
def test_every_size_has_its_room(qtbot, qapp, annotators, classes, width, height, scale):
    theme = Theme("light", scale)
    theme.apply(qapp)
    page = open_page(qtbot, theme, scenes.agreement(annotators, classes), (width, height))
    assert not cut(page)
    right = page._scroll.viewport().width()
    for card in (*page._cards, *page.more.cards.values(), page.strip):
        left = card.mapTo(page._scroll.viewport(), QPoint(0, 0)).x()
        assert left >= 0
        assert left + card.width() <= right
    for table in (page.pairs.table, page.confusion.table):
        assert table.width() <= table.parentWidget().width()
        assert table.height() <= theme.px(380)
    Theme("light").apply(qapp)


def test_the_layout_survives_other_widths(qtbot, page):
    for width in (1440, 1150, 700, 1300, 640, 1440):
        page.resize(width, 700)
        pages.settle(6)
        assert not cut(page.strip), width


@pytest.mark.parametrize("name", THEMES)
def test_figures_are_read_on_every_shade(qapp, name):
    theme = Theme(name)
    floor = tokens()["contrast_floor"]["text_high_contrast" if name == "high-contrast" else "text"]
    steps = ramp(theme)
    assert len(steps) >= 4
    assert all(contrast(ink, shade) >= floor for shade, ink in steps)
    light = [QColor(shade).lightnessF() for shade, _ in steps]
    assert light in (sorted(light), sorted(light, reverse=True))


def test_another_scale_and_back(qtbot, qapp, page):
    def heights() -> list[int]:
        return [card.height() for card in (page.strip, *page._cards, *page.more.cards.values())]

    before = heights()
    for scale in (2.0, 1.0):
        theme = Theme("light", scale)
        theme.apply(qapp)
        retheme(page, theme)
        pages.settle(8)
        assert not cut(page)
        assert page.filter.save.width() == page.filter.save.sizeHint().width()
    assert heights() == before


def test_other_themes_keep_what_is_chosen(qtbot, qapp, page):
    page.pairs.table.setFocus()
    page.pairs._moved(0, 1)
    before = page.pairs.grab().toImage()
    for name in ("dark", "high-contrast", "light"):
        theme = Theme(name)
        theme.apply(qapp)
        retheme(page, theme)
        pages.settle()
        assert page.pairs.pair() == (0, 1)
        assert (page.pairs.grab().toImage() == before) == (name == "light")


# -- states --------------------------------------------------------------------------------------------


def test_nothing_to_show(qtbot, theme):
    page = open_page(qtbot, theme)
    assert page._empty.isVisible()
    assert not page.filter.isVisible()
    with qtbot.waitSignal(page.filter.told, timeout=3000):
        page.show_working(0.4)
    assert page._empty.accessibleName() == f"{WORKING}, 40%"
    page.show_agreement(AgreementScreen(Stratum(), ("Kim",), empty=ALONE))
    assert page._empty.accessibleName() == "Agreement needs two annotators and 20 shared samples"
    assert not page.filter.isVisible()
    page.show_agreement(AgreementScreen(Stratum("chosen"), ("Kim", "Lee"), empty="Nothing to compare. Choose more."))
    assert page.filter.isVisible(), "another choice may have something"
    assert not page.filter.save.isEnabled()
    page.show_failure("The agreement could not be worked out.")
    assert page.filter.state.text() == "The agreement could not be worked out."
    page.forget()
    assert page.screen is None


def test_old_figures_stay_dimmed_while_new_ones_come(qtbot, page):
    before = page.grab().toImage()
    page.show_working()
    assert page._inside.graphicsEffect() is not None
    assert page.strip.isVisible()
    assert page.filter.state.text() == f"{WORKING}."
    page.show_agreement(scenes.agreement())
    pages.settle()
    assert page._inside.graphicsEffect() is None
    assert page.filter.state.text() == ""
    assert page.grab().toImage() == before


# -- out -----------------------------------------------------------------------------------------------


def test_save_as_csv(qtbot, page, tmp_path, monkeypatch):
    out = tmp_path / "agreement.csv"
    said = []
    page.message.connect(said.append)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    page.filter.save.click()
    assert not said
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    page.filter.save.click()
    assert said == ["The agreement is in agreement.csv."]
    rows = list(csv.reader(io.StringIO(out.read_text("utf-8"))))
    assert ["measures"] in rows
    assert ["deviations"] in rows
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "gone" / "a.csv"), ""))
    page.filter.save.click()
    assert "was not written" in said[-1]


def test_copy_as_picture_has_the_whole_page(page):
    page.filter.copy.click()
    picture = QGuiApplication.clipboard().image()
    assert picture.height() >= page._inside.height() > page._scroll.viewport().height()
    QGuiApplication.clipboard().clear()


# -- the real window -----------------------------------------------------------------------------------


@pytest.fixture
def session(qtbot, qapp, tmp_path):
    from desktop_al.app import make_window

    study = make_study(tmp_path, 70)
    study.label("ann", true)
    study.label("Bo", errs(0.3, "AB"))
    _, made = make_window(study.home, guard=False)
    made.window.show()
    made.window.activateWindow()
    assert made.open_project(study.path)
    pages.settle()
    yield made
    pages.close_session(made)


def test_from_the_log_to_the_screen(qtbot, session):
    window = session.window
    window.perform("tab.agreement")
    assert window.shown == "agreement"
    page = window.page("agreement")
    qtbot.waitUntil(lambda: page.screen is not None, timeout=60_000)
    first = page.screen
    assert (first.annotators, first.shared) == (("ann", "Bo"), 70)
    assert window.top.tabs["agreement"].text() == f"Agreement {first.undecided}"
    assert window.focusWidget() is page.pairs.table
    window.perform("tab.label")
    window.perform("tab.agreement")
    assert page.screen is first, "nothing has changed, nothing is worked out again"
    project = session.project
    place = first.hardest[0].place
    project.record.add(ev.ANNOTATION, {}, "ann", project.pool.rows[place].id, ev.UNSURE)
    window.perform("tab.agreement")
    assert page.filter.state.text() == f"{WORKING}."
    qtbot.waitUntil(lambda: page.screen is not first, timeout=60_000)
    assert page.screen.shared == 69
    page.filter.days.setCurrentIndex(2)
    qtbot.waitUntil(lambda: page.screen.stratum.days == 7, timeout=60_000)
    assert page.screen.empty
    page.intent.emit("open", place)
    assert window.shown == "label"
    assert project.serving.current.place == place
    session.close_project()
    assert page.screen is None
    assert window.top.tabs["agreement"].text() == "Agreement"
