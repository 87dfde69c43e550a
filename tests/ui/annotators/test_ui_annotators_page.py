"""Annotators and study: the page, its form and planner, names of others, and what each has of their own."""

import json
from dataclasses import replace

import pytest
import ui_pages as pages
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_al.core.shapes import Measured
from desktop_al.core.study import StudyDesign
from desktop_al.loop.roles import COURTESY
from desktop_al.loop.study_screen import AnnotatorRow, PlanRow, StudyScreen
from desktop_al.ui.annotators_page import AnnotatorsPage
from desktop_al.ui.design_card import CALM, DEVIATION, FIRST
from desktop_al.ui.menu_button import AnnotatorButton, menu_words
from desktop_al.ui.planner_card import FEW_CLASSES, hours_words, plan_words, spread
from desktop_al.ui.preferences import Preferences, load
from desktop_al.ui.theme import Theme, retheme
from desktop_al.ui.widgets import CapButton
from tests.ui.annotators.annotators_stand import CTRL, KEY, add, open_page, words_on

HOSTILE = ("<b>Ann</b><img src=x>", "A&B\tC", "two\nlines", "\u202eevil", "a" * 200, "<!-- x", "&lt;i&gt;")


DESIGN = StudyDesign(("Ann", "Bo", "Cy"), seed=7, overlap_share=0.153)


PLAN = tuple(PlanRow(n, 1.4 / n**0.5, n / 50, n / 60, n / 40) for n in (50, 100, 200, 400))


def rows(*names: str) -> tuple[AnnotatorRow, ...]:
    return tuple(
        AnnotatorRow(name, "owner" if n == 0 else "annotator", 10 * n, n, 40, 0, n == 0, "3 May" if n == 1 else "")
        for n, name in enumerate(names)
    )


def screen(**changes: object) -> StudyScreen:
    made = StudyScreen(
        *(rows("Ann", "Bo", "Cy"), "owner", DESIGN, DESIGN, DESIGN.hash(), 1800, 270, 180, 54, 0),
        *(False, "", Measured(12.0, 10.0, 14.0, 200), ("A", "B", "C"), COURTESY),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def show_page(qtbot, theme: Theme, shown: StudyScreen, size=(1440, 900)) -> AnnotatorsPage:
    page = AnnotatorsPage(theme)
    qtbot.addWidget(page)
    page.planner.wanted.connect(lambda *_: page.show_plan(PLAN))
    page.resize(*size)
    page.show_screen(shown, "Forms")
    page.show()
    page.activateWindow()
    pages.settle()
    return page


# -- names of others -------------------------------------------------------------------------------------


def test_hostile_names_are_words_everywhere(qtbot, theme):
    shown = screen(annotators=rows(*HOSTILE), design=replace(DESIGN, annotators=HOSTILE))
    page = show_page(qtbot, theme, shown)
    cells = [row[0] for row in page.people.table.rows()]
    assert cells[0] == HOSTILE[0]
    assert cells[2] == "two lines"
    assert "\u202e" not in cells[3]
    assert cells[3] == "\\u202eevil"
    assert page.design.people.names() == HOSTILE, "what is kept is the name itself"
    for box in page.design.people.boxes:
        tip = box.toolTip()
        assert tip.startswith("<qt>&") or ("<" not in tip and "&lt;" not in tip), tip
        assert "\n" not in box.accessibleName()
    page.grab()
    button = AnnotatorButton(theme)
    qtbot.addWidget(button)
    button.set_names(HOSTILE)
    button.set_name(HOSTILE[0])
    assert not button.toolTip().startswith("<b>")
    menu = button.menu_of_names()
    texts = [action.text() for action in menu.actions()]
    assert texts[1] == "A&&B C"
    assert max(map(len, texts)) <= 61
    assert [action.isChecked() for action in menu.actions()][:2] == [True, False]
    heard = []
    button.chosen.connect(heard.append)
    menu.actions()[1].trigger()
    menu.actions()[0].trigger()
    assert heard == ["A&B\tC"], "the name itself, and nothing for who labels already"
    assert menu_words("&&") == "&&&&"


def test_a_long_name_takes_no_room_from_the_others(qtbot, session):
    top = session.window.top
    before = top._settings.geometry()
    for name in ("K", "Kim von und zu Hohenstein-Wallerstein " * 5, "Kim"):
        top.set_project("p", name)
        pages.settle()
        assert top._settings.geometry() == before
        assert top.rect().contains(top._annotator.geometry())
        assert top._annotator.width() <= top._theme.px(232)


# -- the page --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("scale", "size"), [(1.0, (1440, 900)), (1.0, (1120, 700)), (2.0, (1120, 700))])
def test_twenty_annotators_in_every_size(qtbot, qapp, scale, size):
    theme = Theme("light", scale)
    theme.apply(qapp)
    names = [f"Annotator number {n}" for n in range(20)]
    design = replace(DESIGN, annotators=tuple(names), per_sample=3)
    page = show_page(qtbot, theme, screen(annotators=rows(*names), design=design), size)
    inside = page._scroll.widget()
    assert inside.width() <= page._scroll.viewport().width(), "nothing lies beyond the right edge"
    for box in page.design.people.boxes:
        assert box.width() >= theme.px(80)
        assert inside.rect().contains(box.geometry().translated(box.parentWidget().mapTo(inside, box.rect().topLeft())))
    for button in page.findChildren(CapButton):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width(), button.words()
    assert page.design.per_sample.currentText() == "3 of them"
    assert page.design.design() == design
    QTest.keyClick(page.people.table, KEY.Key_End, CTRL)
    assert page.people.name() == names[-1]
    retheme(page, Theme("dark", scale))
    pages.settle()
    assert page.people.name() == names[-1]
    Theme("light").apply(qapp)


def test_what_a_change_of_the_design_means(qtbot, theme):
    page = show_page(qtbot, theme, screen(design=None))
    fix, words = page.design.foot.fix, page.design.foot.words
    assert (fix.words(), fix.isEnabled(), words.text()) == ("Fix the design", True, FIRST)
    page.show_screen(screen(), "Forms")
    assert (fix.words(), fix.isEnabled(), words.text()) == ("Change the design", False, CALM)
    page.show_screen(screen(begun=True), "Forms")
    pages.settle()
    assert words.text() == DEVIATION
    assert "270 samples in the overlap set, 180 in the audit set, 54 gold, of which 0 have a known answer." in words_on(
        page
    )
    page.show_screen(screen(locked="This project is open to look only."), "Forms")
    pages.settle()
    assert "This project is open to look only." in words_on(page)
    assert not fix.isEnabled()
    for part in (page.design.overlap, page.design.people, page.people.add, page.files.give, page.people.chosen.role):
        assert not part.isEnabled()
    assert page.files.take.isEnabled()


def test_the_form_says_what_was_touched_and_keeps_what_is_half_done(qtbot, theme):
    page = show_page(qtbot, theme, screen())
    card = page.design
    assert card.design() == DESIGN, "0.153 is shown as 15 % and stays 0.153"
    heard = []
    card.fixed.connect(heard.append)
    card.gold.setValue(5)
    card.people.boxes[1].click()
    assert card.foot.fix.isEnabled()
    assert not card.foot.drop.isHidden()
    # Somebody is added meanwhile: what was changed here stays.
    page.show_screen(screen(annotators=rows("Ann", "Bo", "Cy", "Di")), "Forms")
    assert card.design() == replace(DESIGN, gold_share=0.05, annotators=("Ann", "Cy"))
    card.foot.fix.click()
    assert heard == [card.design()]
    card.foot.drop.click()
    assert card.design() == DESIGN
    # Without a design the seed is proposed anew each time, and who is new takes part.
    fresh = replace(DESIGN, seed=1)
    page.design.forget()
    page.show_screen(screen(design=None, proposed=fresh), "Forms")
    card.gold.setValue(9)
    again = replace(DESIGN, seed=2, annotators=("Ann", "Bo", "Cy", "Di"))
    page.show_screen(screen(design=None, proposed=again, annotators=rows("Ann", "Bo", "Cy", "Di")), "Forms")
    assert card.design() == replace(again, seed=1, gold_share=0.09)


def test_fewer_annotators_than_answer_each_sample_are_not_offered(qtbot, theme):
    page = show_page(qtbot, theme, screen(design=replace(DESIGN, per_sample=2)))
    choice = page.design.per_sample
    assert [choice.itemText(n) for n in range(choice.count())] == ["Everyone", "2 of them"]
    page.design.people.boxes[0].click()
    page.design.people.boxes[1].click()
    assert page.design.design().per_sample in (0, 2)
    assert len(page.design.design().annotators) == 1


# -- the planner -----------------------------------------------------------------------------------------


def test_the_plan_in_words_and_rows(qtbot, theme):
    page = show_page(qtbot, theme, screen())
    asked = []
    page.planner.wanted.connect(lambda *values: asked.append(values))
    assert plan_words(PLAN, 0.1) == "About 200 samples for ± 0.10. Time of all together: 4.0 h (3.3 to 5.0)."
    assert plan_words(PLAN, 0.05) == "More than 400 samples are needed for ± 0.05."
    assert plan_words((), 0.1) == ""
    assert hours_words(PlanRow(20, 0.3, None, None, None)) == "not known yet: no pace was measured"
    assert hours_words(PlanRow(20, 0.3, 0.2, 0.15, 0.25)) == "12 min (9 to 15)"
    assert hours_words(PlanRow(20, 0.3, 0.0, 0.0, 0.001)) == "less than a minute"
    assert plan_words(PLAN, 0.1) in words_on(page)
    assert page.planner.table.marked() == 2
    assert page.planner.plot.accessibleDescription() == plan_words(PLAN, 0.1)
    page.planner.width_wanted.setCurrentIndex(3)
    assert page.planner.table.marked() == 1
    page.planner.width_wanted.setCurrentIndex(0)
    assert page.planner.table.marked() == -1
    assert asked == [], "the wish asks for no other plan"
    page.planner.kappa.setCurrentIndex(5)
    page.planner.people.setValue(4)
    page.planner.shape.step(page.planner.shape._parts[0], 1)
    page.planner.rarest.setValue(20)
    assert asked[0] == (spread(3, None), 0.9, 3)
    assert asked[1][2] == 4
    assert asked[-1][0] == pytest.approx((0.4, 0.4, 0.2))
    page.planner.rarest.setValue(50)
    assert asked[-1][0] == pytest.approx((1 / 3, 1 / 3, 1 / 3)), "the rarest is never the most frequent"
    four = replace(DESIGN, annotators=("Ann", "Bo", "Cy", "Di", "Ed"))
    page.show_screen(screen(design=four), "Forms")
    assert page.planner.people.value() == 4, "as it was chosen"
    page.forget()
    page.show_screen(screen(design=four), "Forms")
    assert page.planner.people.value() == 5, "as the design says"


def test_a_plan_of_too_little_is_said(qtbot, theme):
    page = show_page(qtbot, theme, screen(classes=("Only",)))
    assert FEW_CLASSES in words_on(page)
    assert not page.planner.table.isVisible()
    assert not page.planner.plot.isVisible()
    page.show_plan((), "Two annotators are needed.")
    pages.settle()
    assert "Two annotators are needed." in words_on(page)
    for odd in ((PLAN[0],), (replace(PLAN[0], half_width=float("nan")), *PLAN[1:])):
        page.show_plan(odd)
        pages.settle()
        page.grab()


def test_through_the_page_by_region_and_tab(qtbot, theme):
    page = show_page(qtbot, theme, screen())
    seen = []
    for part, enter in page.regions():
        enter()
        pages.settle()
        focus = QApplication.focusWidget()
        assert part.isAncestorOf(focus)
        seen.append(focus)
        if part is not page._head:
            assert not focus.visibleRegion().isEmpty(), part
    assert len(seen) == 5
    assert not page.escape()
    page.show_work("Merging 2 files", "The project opens again when it is done.")
    pages.settle()
    assert page.escape()
    assert page.regions() == []
    assert "Merging 2 files" in words_on(page)
    assert "Study design" not in words_on(page)


# -- settings of each annotator --------------------------------------------------------------------------


def test_everybody_has_an_own_look_and_clock(qtbot, session, tmp_path):
    page, window, settings = open_page(session), session.window, session.settings
    settings.change("theme", "dark")
    assert session.keeper.now.settings["theme"] == "dark", "alone in the project: it counts everywhere"
    add(session, page, "Lou")
    session.annotators.label_as("Lou")
    settings.change("theme", "high-contrast")
    settings.change("scale", "150")
    settings.change("text_size", 24)
    settings.change("break_after", 30)
    settings.change("hints", False)
    assert session.keeper.now.settings["theme"] == "dark", "only for Lou"
    session.annotators.label_as("Kim")
    pages.settle()
    assert (window.theme.name, window.theme.scale) == ("dark", 1.0)
    assert settings.values()["break_after"] == 50
    assert settings.values()["hints"] is False, "what is not personal is one for all"
    session.annotators.label_as("Lou")
    pages.settle()
    assert (window.theme.name, window.theme.scale) == ("high-contrast", 1.5)
    assert (settings.values()["break_after"], settings.values()["text_size"]) == (30, 24)
    settings.show("timers")
    assert window.page("settings").rows["break_after"].value == 30
    # Without a project the general ones hold; after the next start everything is as it was.
    session.close_project()
    session.show_start()
    assert (window.theme.name, window.theme.scale) == ("dark", 1.0)
    assert load(tmp_path / "home").profiles == session.keeper.now.profiles
    assert session.open_project(tmp_path / "p.dal", "Lou")
    assert window.theme.name == "high-contrast"


def test_broken_profiles_are_passed_over(tmp_path):
    kept = {
        "Ann": {"theme": "dark", "scale": "17", "guard": 20, "break_after": "soon", "text_size": 20},
        "Bo": [],
        "Cy": {"theme": 5},
    }
    (tmp_path / "preferences.json").write_text(json.dumps({"profiles": kept}), "utf-8")
    assert load(tmp_path).profiles == {"Ann": {"theme": "dark", "text_size": 20}}
    (tmp_path / "preferences.json").write_text(json.dumps({"profiles": 3}), "utf-8")
    assert load(tmp_path).profiles == {}


def test_the_only_annotator_of_a_computer_is_meant_without_a_project():
    kept = Preferences().with_setting("theme", "dark", "Kim")
    assert kept.with_setting("theme", "light").settings_of("Kim")["theme"] == "light"
    two = kept.with_setting("theme", "dark", "Lou", alone=False)
    assert two.with_setting("theme", "light").settings_of("Kim")["theme"] == "dark"
    many = two
    for n in range(300):
        many = many.with_setting("scale", "150", f"A{n}")
    assert len(many.profiles) <= 200
    assert "A299" in many.profiles
