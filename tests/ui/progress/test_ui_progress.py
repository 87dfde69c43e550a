"""The Progress page: what may be given, the rule, and what it shows."""

from dataclasses import replace

import progress_scenes as scenes
import pytest
import ui_pages as pages
from PySide6.QtCore import Qt

from desktop_al.core.shapes import Measured
from desktop_al.loop.progress_screen import StopChoices
from desktop_al.ui.class_found import FEW
from desktop_al.ui.given import given_words, number_words, read_given
from desktop_al.ui.keys import is_text_field
from desktop_al.ui.progress_rule import ADVICE
from tests.ui.progress.progress_stand import KEY, cut, enter, fields, open_page

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


TIP = Qt.ItemDataRole.ToolTipRole


FULL = tuple(name for name, screen in scenes.SCENES.items() if not screen.empty)


# -- what may be given ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("0.5", "points", 0.5),
        (" 2 ", "points", 2.0),
        (".25", "points", 0.25),
        ("90 %", "share", 0.9),
        ("90", "share", 0.9),
        ("99.5%", "share", 0.995),
        ("€ 150", "money", 150.0),
        ("€150.50", "money", 150.5),
        ("0", "money", 0.0),
        ("250000", "count", 250_000.0),
        ("", "money", None),
        ("  ", "share", None),
        ("%", "share", None),
        ("€", "money", None),
        ("CHF", "currency", "CHF"),
        ("", "currency", ""),
    ],
)
def test_what_is_read_from_a_field(text, kind, value):
    assert read_given(text, kind, "€") == value


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("0,5", "points", "point"),
        ("1,000", "money", "comma"),
        ("abc", "points", "digits"),
        ("-1", "money", "below 0"),
        ("\u22123", "points", "below 0"),
        ("inf", "money", "digits"),
        ("nan", "points", "digits"),
        ("1e400", "count", "digits"),
        ("1e3", "count", "digits"),
        ("0x10", "count", "digits"),
        ("\u0663", "points", "digits"),
        ("1 000", "money", "digits"),
        ("$ 5", "money", "digits"),
        ("1_000", "count", "digits"),
        ("9" * 40, "count", "at most"),
        ("0", "points", "above 0"),
        ("0", "seconds", "above 0"),
        ("0.9", "share", "per cent"),
        ("101 %", "share", "per cent"),
        ("Gulden", "currency", "at most 4"),
        ("12", "currency", "letters"),
        ("\u202e€", "currency", "sign"),
        ("a\tb", "currency", "sign"),
    ],
)
def test_what_cannot_be_meant_is_said(text, kind, words):
    with pytest.raises(ValueError, match=words):
        read_given(text, kind, "€")


@pytest.mark.parametrize("value", [0.5, 0.05, 12.5, 150.0, 1e12, 250_000.0, 0.000001, 13.2])
def test_a_number_is_read_as_it_is_written(value):
    assert read_given(number_words(value), "money") == value
    assert "e" not in number_words(value)
    assert read_given(given_words(value, "money", "CHF"), "money", "CHF") == value


def test_a_goal_is_written_in_per_cent():
    assert given_words(0.9, "share") == "90 %"
    assert given_words(0.995, "share") == "99.5 %"
    assert read_given(given_words(0.07, "share"), "share") == pytest.approx(0.07)


# -- giving it -----------------------------------------------------------------------------------------


def test_a_value_is_told_once_by_enter_or_by_leaving(qtbot, page, heard):
    edits = fields(page)
    enter(qtbot, edits["gain"], "0.8")
    edits["target"].setFocus()
    assert heard == [("choice", ("gain", 0.8))], "leaving after Enter tells nothing new"
    enter(qtbot, edits["target"], "95", KEY.Key_Tab)
    assert edits["target"].text() == "95 %"
    enter(qtbot, edits["price"], "150")
    assert edits["price"].text() == "€ 150"
    enter(qtbot, edits["target"], "95 %")
    assert heard[1:] == [("choice", ("target", 0.95)), ("choice", ("price", 150.0))]


def test_an_emptied_field_is_not_given(qtbot, page, heard):
    edits = fields(page)
    for name in ("target", "hourly_cost", "currency"):
        enter(qtbot, edits[name], "")
    enter(qtbot, edits["gain"], "2")
    enter(qtbot, edits["gain"], "")
    wanted = [("target", None), ("hourly_cost", None), ("currency", ""), ("gain", 2.0), ("gain", StopChoices().gain)]
    assert heard == [("choice", pair) for pair in wanted]
    choices = StopChoices()
    for _, (name, value) in heard:
        choices = replace(choices, **{name: value})
    assert choices == StopChoices(), "what is told goes into the choices as it is"


def test_every_cost_has_its_field(qtbot, page, heard):
    wanted = {
        "seconds": 9.5,
        "hourly_cost": 60.0,
        "review_cost": 20.0,
        "error_cost": 4.0,
        "predictions": 1000.0,
        "currency": "CHF",
    }
    for name, value in wanted.items():
        enter(qtbot, fields(page)[name], str(value) if isinstance(value, str) else number_words(value))
    assert heard == [("choice", pair) for pair in wanted.items()]


@pytest.mark.parametrize("name", ["gain", "target", "price", "seconds", "predictions"])
def test_bad_input_is_said_beside_the_field_and_changes_nothing(qtbot, page, heard, name):
    edit, row = fields(page)[name], {"target": "goal"}.get(name, name)
    trouble = (page.rule.rows | page.costs.rows)[row].trouble
    for text in ("0,5", "abc", "-3", "inf", "1e400"):
        enter(qtbot, edit, text)
        assert heard == []
        assert edit.text() == text, "it stays to be mended"
        assert edit.property("wrong") == "true"
        assert trouble.isVisible()
        assert trouble.text() == edit.accessibleDescription()
        assert trouble.text().endswith(".")
    pages.settle(8)
    assert not cut(page.cards["rule"])
    assert not cut(page.cards["costs"])
    page.show_progress(scenes.progress(labels=500))
    assert (edit.text(), trouble.isVisible()) == (text, True), "a refresh takes nothing away"
    enter(qtbot, edit, "7")
    assert [value for _, (_, value) in heard] == [0.07 if name == "target" else 7.0]
    assert not trouble.isVisible()
    assert edit.property("wrong") is None


def test_a_refresh_leaves_alone_what_is_being_typed(qtbot, page, heard):
    edits = fields(page)
    edits["hourly_cost"].setFocus()
    edits["hourly_cost"].selectAll()
    qtbot.keyClicks(edits["hourly_cost"], "12")
    newer = scenes.progress(choices=StopChoices("goal", 0.7, 0.8, 120.0, 75.0, currency="£"))
    page.show_working()
    page.show_progress(newer)
    assert edits["hourly_cost"].text() == "12"
    assert edits["hourly_cost"].hasFocus()
    assert (edits["gain"].text(), edits["target"].text(), edits["price"].text()) == ("0.7", "80 %", "£ 120")
    qtbot.keyClicks(edits["hourly_cost"], "5")
    qtbot.keyClick(edits["hourly_cost"], KEY.Key_Return)
    assert heard == [("choice", ("hourly_cost", 125.0))]
    assert edits["hourly_cost"].text() == "£ 125"
    edits["seconds"].setFocus()
    qtbot.keyClick(edits["seconds"], KEY.Key_Backspace)
    page.show_progress(replace(newer, choices=replace(newer.choices, seconds=9.0)))
    assert edits["seconds"].text() == "9", "nothing was typed"


def test_escape_takes_back_what_is_typed_and_leaves(qtbot, page, heard):
    edit = fields(page)["gain"]
    edit.setFocus()
    qtbot.keyClicks(edit, "7x")
    assert page.escape()
    pages.settle()
    assert edit.text() == "0.5"
    assert not edit.hasFocus()
    assert not page.rule.rows["gain"].trouble.isVisible()
    assert heard == []
    assert not page.escape()
    assert all(is_text_field(edit) for edit in fields(page).values()), "single keys are off in them"


# -- the rule ------------------------------------------------------------------------------------------


def test_a_rule_is_chosen_by_key_and_pointer(qtbot, page, heard):
    rows = page.rule.rows
    rows["gain"].radio.setFocus()
    qtbot.keyClick(rows["gain"].radio, KEY.Key_Down)
    assert rows["goal"].radio.isChecked()
    assert rows["goal"].radio.hasFocus()
    qtbot.mouseClick(rows["price"].radio, Qt.MouseButton.LeftButton)
    assert heard == [("choice", ("rule", "goal")), ("choice", ("rule", "price"))]
    assert rows["price"].note.text() == "This rule needs a price."
    page.show_progress(scenes.progress(choices=StopChoices("goal", target=0.9)))
    assert rows["goal"].radio.isChecked()
    assert len(heard) == 2, "what is shown is not told"
    assert not rows["price"].note.isVisible()


def test_the_rule_on_errors_waits_for_what_it_needs(qtbot, page, heard):
    row = page.rule.rows["error_cost"]
    assert not row.radio.isEnabled()
    assert row.note.text() == "Needs cost of a wrong prediction and number of future predictions."
    assert row.radio.accessibleDescription() == row.note.text()
    page.show_progress(scenes.progress(missing=()))
    assert row.radio.isEnabled()
    assert not row.note.isVisible()
    qtbot.mouseClick(row.radio, Qt.MouseButton.LeftButton)
    assert heard == [("choice", ("rule", "error_cost"))]
    page.show_progress(scenes.progress(choices=StopChoices("error_cost"), missing=("hourly cost",)))
    assert row.radio.isChecked()
    assert row.radio.isEnabled(), "it can be left by keys"
    assert row.note.text() == "Needs hourly cost."


def test_it_says_that_it_is_advice(page):
    assert page.rule._advice.text() == ADVICE == "This is advice. Labelling never stops by itself."


# -- what it shows -------------------------------------------------------------------------------------


def test_the_verdict_and_its_figures(page):
    strip = page.strip
    for name in FULL:
        screen = scenes.SCENES[name]
        page.show_progress(screen)
        assert strip.verdict.accessibleName() == screen.words
        assert strip.verdict.grounds.text() == screen.grounds
        for part, figure in zip(strip.figures.parts, screen.figures, strict=True):
            assert (part.head.text(), part.figure.text(), part.foot.text()) == (figure.title, figure.value, figure.line)
            assert part.accessibleName() == figure.spoken


def test_each_verdict_has_a_sign_of_its_own(page):
    seen = {}
    for name in ("full", "nearly", "can-stop", "five", "disagree"):
        page.show_progress(scenes.SCENES[name])
        pages.settle()
        seen[name] = page.strip.verdict.icon.grab().toImage()
    images = list(seen.values())
    assert all(images[a] != images[b] for a in range(5) for b in range(a))


def test_columns_of_what_is_not_known_are_not_there(qtbot, page):
    table = page.what_if.table
    assert table.titles() == ["Labels", "Accuracy", "Gain, points", "Your time", "Cost"]
    assert table.rows()[0] == ("+58", "87.4 %", "+0.2 to +0.6", "13 min", "€ 19")
    assert table.marked() == 0
    assert "+58" in page.cards["what_if"].line()
    page.show_progress(scenes.without_costs())
    assert table.titles() == ["Labels", "Accuracy", "Gain, points"]
    page.show_progress(scenes.early())
    assert not table.isVisible()
    assert page.what_if.why.text() == scenes.early().curve.why_none
    assert page.cards["what_if"].line() == ""


def test_what_the_model_chose_is_no_part_of_the_advice(page):
    assert page.grounds.words.sentences() == scenes.RESTS
    assert page.grounds.aside.text() == "Not part of the advice"
    words = "On samples that the model chose itself: 78 %, 95 % range 73 % to 83 %, 294 samples. Those are harder"
    assert page.grounds.chosen.text().startswith(words)
    page.show_progress(scenes.early())
    assert not page.grounds.aside.isVisible()


def test_a_class_speaks_its_figures(qtbot, page):
    model = page.found.list.model()
    assert model.index(1, 0).data(SPOKEN) == (
        "Mild: 93 labels; found 79 %, from 60 % to 91 %, 24 samples; right 83 %, from 63 % to 93 %, 23 samples"
    )
    page.show_progress(scenes.many())
    assert model.rowCount() == 12
    words = f"Not an incident: 0 labels; found: {FEW}, only 0 audit samples are of it, 5 are needed"
    assert model.index(11, 0).data(SPOKEN).startswith(words)
    assert model.index(11, 0).data(TIP).startswith(words)
    page.found.list.setFocus()
    qtbot.keyClick(page.found.list, KEY.Key_End)
    assert page.found.list.currentIndex().row() == 11


def test_ranges_are_painted_where_there_are_any(page):
    list_ = page.found.list

    def row(figure: Measured):
        rows = (replace(scenes.progress().by_class[0], recall=figure),)
        page.show_progress(scenes.progress(by_class=rows))
        pages.settle()
        return list_.grab().toImage()

    pictures = [row(Measured(0.5, 0.4, 0.6, 30)), row(Measured(0.5, 0.2, 0.9, 30)), row(Measured(0.5, n=30))]
    assert all(pictures[a] != pictures[b] for a in range(3) for b in range(a))


def test_criteria_say_whether_they_hold_and_why_not(qtbot, page):
    rows = {row[0]: row for row in page.criteria.table.rows()}
    assert rows["Overall uncertainty"][1:4] == ("3.1 % of 5 %", "yes", "360 labels")
    assert rows["Goal"][1:4] == ("80 % of 90 %", "no", "–")
    assert rows["Predicted change of F"][1:3] == ("–", "not known")
    assert rows["Predicted change of F"][4].startswith("It is defined for two classes only.")
    signs = [page.criteria.table.sign(row, 2) for row in range(6)]
    assert len({sign[0] for sign in signs}) == 3
    assert page.criteria.table.sign(0, 1) is None
    page.criteria.table.setFocus()
    qtbot.keyClick(page.criteria.table, KEY.Key_Down)
    assert page.criteria.words.text().startswith("Overall uncertainty: The mean entropy of the pool")
    page.show_progress(scenes.progress(criteria=tuple(replace(c, since="") for c in scenes.criteria())))
    assert page.criteria.table.currentIndex().row() == 1, "the keys stay where they were"


def test_the_pace_is_said_where_it_was_measured(page):
    row = page.costs.rows["seconds"]
    assert row.edit.placeholderText() == "13.2"
    assert row.note.text() == "Empty: as measured, 13.2 s (12.4 to 14.1), 412 labels."
    page.show_progress(scenes.without_costs())
    assert row.edit.placeholderText() == "not given"
    assert "The clock was switched off." in row.note.text()


def test_how_far_the_figures_go(page):
    assert page.head.looks.text() == "412 labels, figures from the look at 405, next look at 420."
    page.show_progress(scenes.early())
    assert page.head.looks.text() == "5 labels, next look at 15."


def test_names_are_no_rich_text(qtbot, theme):
    named = scenes.classes(("<b>Mild</b>", "&amp;", "C" * 300, "D", "E"))
    page = open_page(qtbot, theme, replace(scenes.finding(), classes=named))
    assert page.found.list.model().index(0, 0).data(TIP).startswith("<qt>&lt;b&gt;Mild")
    assert page.find.seeking.name.text() == "E"
    assert page._scroll.horizontalScrollBar().maximum() == 0
    page.show_progress(scenes.progress(classes=named))
    pages.settle()
    assert page.cards["find"].width() <= theme.px(440)
