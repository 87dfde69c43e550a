"""The annotator's clock on screen: the timer in the top bar, the notice in the tray, the page of a break, and what the
history tells of a blind repeat."""

from dataclasses import replace

import pytest
import ui_pages as pages
import ui_scenes as scenes
from control_tree import changed_plainly, small, stops, walk
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QImage
from PySide6.QtWidgets import QAbstractButton, QWidget
from test_ui_access import cut
from test_ui_geometry import Watch, label_parts, moved, places

from desktop_al.core.commands import DEFAULT_KEYS, keymap
from desktop_al.loop.clock_screen import BreakScreen, RestNotice, Sign, Timer
from desktop_al.loop.screen import Notice
from desktop_al.ui import announce
from desktop_al.ui.break_page import PRIVACY, SECOND_LOOK
from desktop_al.ui.key_groups import LABEL, grouped
from desktop_al.ui.small_plots import SmallPlot
from desktop_al.ui.theme import Theme
from desktop_al.ui.timer_chip import spoken
from desktop_al.ui.widgets import CapButton, Paragraph, Words
from desktop_al.ui.window import Window

CALM = Timer("38 min on task", "Break in 12 min", 0.76, False, "1 h 20 min today")
DUE = Timer("52 min on task", "Break due", 1.0, True, "2 h 5 min today")
PACE = (9.8, 10.0, 9.7, 10.2, 10.1, 10.6, 11.5, 13.0, 14.6)
REST = RestNotice(
    "A short break may help",
    (
        "You have worked 52 min without a rest.",
        "Slower: from 9.8 to 14.6 s per image.",
        "Repeats: 5 of the last 8 had the same answer as before; earlier 15 of 16.",
    ),
    PACE,
    "5 min break",
    "In 5 min",
)
SIGNS = (
    Sign("timer", "52 min without a rest", "A break is suggested after 45 min.", "bar", (0.96, 0.83)),
    Sign("clock", "Each image takes longer", "From 9.8 to 14.6 seconds, at the beginning and now.", "line", PACE),
    Sign("repeat", "Samples shown twice", "5 of the last 8 had the same answer as before.", "marks", (1, 1, 0, 1, 0)),
)
RESTING = "Look at something far away for a moment, or stand up and walk a little. Your place is kept."
BREAK = BreakScreen(272, 300, RESTING, SIGNS, 7, True)


@pytest.fixture
def window(qtbot, qapp, theme):
    made = Window(theme, guard_ms=0)
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    made.activateWindow()
    made.show_page("label")
    made.label.set_history(scenes.history())
    made.show_screen(scenes.image_screen())
    pages.settle()
    made.intents, made.commands = [], []
    made.label.intent.connect(lambda name, value: made.intents.append((name, value)))
    made.command.connect(made.commands.append)
    yield made
    Theme("light").apply(qapp)


def show(window: Window, key: int = 2, **changes: object) -> None:
    window.show_screen(scenes.image_screen(key=key, **changes))
    pages.settle()


def take_break(window: Window, screen: BreakScreen = BREAK) -> QWidget:
    page = window.page("break")
    page.show_break(screen)
    window.show_page("break")
    page.acts, page.choices = [], []
    page.acted.connect(page.acts.append)
    page.again.connect(page.choices.append)
    pages.settle()
    return page


def press(qtbot, window: Window, *keys: Qt.Key, **how: object) -> None:
    for key in keys:
        qtbot.keyClick(window.focusWidget() or window, key, **how)
    pages.settle()


def words_in(part: QWidget) -> list[str]:
    """What is to be read in a part of the window."""
    found = [w.text() for w in (*part.findChildren(Words), *part.findChildren(Paragraph)) if w.isVisible()]
    return found + [w.words() for w in part.findChildren(CapButton) if w.isVisible()]


def colours(shown: QImage) -> set[str]:
    return {shown.pixelColor(x, y).name() for x in range(shown.width()) for y in range(shown.height())}


# -- the timer -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("scale", "wide"), [(1.0, 1440), (1.5, 1800)])
def test_the_timer_never_moves_anything(window, scale, wide):
    window.use_theme("light", scale)
    window.resize(wide, 1000)
    pages.settle()
    parts = label_parts(window) | {"slot": window.top.slot}
    before, watch = places(parts), Watch(parts)
    chip = window.top.timer
    assert not chip.isVisible()
    assert window.top.slot.width() == round(300 * scale)
    for timer in (CALM, DUE, replace(CALM, words="1 h 32 min on task", detail="Break in 1 h 28 min"), None, DUE):
        show(window, timer=timer)
        assert chip.isVisible() == (timer is not None)
        assert chip.size() == window.top.slot.size()
        assert chip.rect().contains(chip.box())
    assert moved(before, parts) == {}
    assert watch.seen == []
    watch.end()


def test_a_break_that_is_due_is_told_by_more_than_its_colour(window):
    chip, theme = window.top.timer, window.theme
    show(window, timer=CALM)
    assert chip.accessibleName() == "38 minutes on task, break in 12 minutes"
    assert "1 hour 20 minutes today" in chip.accessibleDescription()
    assert "1 h 20 min today" in chip.toolTip()
    calm = chip.grab().toImage()
    assert theme.hex("warning.soft").lower() not in colours(calm)
    assert theme.hex("bg.pressed").lower() in colours(calm), "the rest of the bar"
    show(window, timer=DUE)
    assert chip.accessibleName() == "52 minutes on task, break due"
    due = chip.grab().toImage()
    assert {theme.hex("warning.soft").lower(), theme.hex("warning.line").lower()} <= colours(due)
    # The key is printed where it does something.
    window.show_page("samples")
    pages.settle()
    assert chip.grab().toImage() != due
    window.show_page("label")
    window.set_keys(keymap({"break": ["K"]}))
    pages.settle()
    assert chip.grab().toImage() != due


def test_the_bar_of_the_timer_goes_on_with_its_words(window):
    chip = window.top.timer
    show(window, timer=CALM)
    before = chip.grab().toImage()
    show(window, timer=replace(CALM, share=0.77))
    assert chip.grab().toImage() == before
    show(window, timer=replace(CALM, words="39 min on task", share=0.78))
    assert chip.grab().toImage() != before


def test_the_timer_leads_to_the_sessions_and_gives_way_in_a_narrow_window(qtbot, window):
    chip = window.top.timer
    show(window, timer=DUE)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.box().center())
    assert window.commands == ["sessions"]
    # Beside what is drawn there is nothing to press.
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(2, chip.height() // 2))
    assert window.commands == ["sessions"]
    assert chip.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert changed_plainly(window, chip) >= 60
    window.use_theme("light", 2.0)
    pages.settle()
    assert not chip.isVisible()


@pytest.mark.parametrize(
    ("words", "said"),
    [("1 min on task", "1 minute on task"), ("2 h 1 min today", "2 hours 1 minute today"), ("Break due", "Break due")],
)
def test_units_are_said_in_full(words, said):
    assert spoken(words) == said


# -- the notice ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "scale"), [((1440, 900), 1.0), ((1120, 700), 1.0), ((1440, 900), 2.0)])
def test_the_notice_moves_nothing(window, size, scale):
    window.use_theme("light", scale)
    window.resize(*size)
    pages.settle()
    parts = label_parts(window)
    before, watch = places(parts), Watch(parts)
    tray = window.label.inspector.tray
    for rest in (REST, replace(REST, lines=REST.lines * 4), replace(REST, postpone="", trend=()), None, REST):
        show(window, key=3, rest=rest, timer=DUE)
        in_tray, bar = tray.rest_shown(), window.label.stage.notice.notice()
        assert (in_tray or bar is not None) == (rest is not None)
        assert moved(before, parts) == {}
    for _ in range(2):
        window.perform("rule")
        pages.settle()
        assert moved(before, parts) == {}
    show(window, key=4)
    assert watch.seen == []
    watch.end()


def test_r_switches_between_notice_and_rule(qtbot, window):
    tray = window.label.inspector.tray
    show(window, rest=REST)
    assert {REST.title, *REST.lines, REST.begin, REST.postpone, "Decision rule"} <= set(words_in(tray))
    press(qtbot, window, Qt.Key.Key_R)
    assert "Decision rule for this choice" in words_in(tray)
    assert REST.title not in words_in(tray)
    # What was chosen stays for the next samples, and the way back can be seen and pressed.
    show(window, key=3, rest=REST)
    assert not tray.rest_shown()
    qtbot.mouseClick(tray.rules.switching, Qt.MouseButton.LeftButton)
    assert tray.rest_shown()
    qtbot.mouseClick(tray.rest.switching, Qt.MouseButton.LeftButton)
    assert not tray.rest_shown()
    # Another notice is shown again.
    show(window, key=4, rest=replace(REST, title="A break would help now"))
    assert tray.rest_shown()
    show(window, key=5)
    assert not tray.rest_shown()
    assert not tray.rules.switching.isVisible()
    assert window.intents == []


def test_break_and_postpone_are_intents(qtbot, window):
    tray = window.label.inspector.tray
    show(window, rest=REST)
    press(qtbot, window, Qt.Key.Key_B)
    press(qtbot, window, Qt.Key.Key_B, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert window.intents == [("break", None), ("postpone", None)]
    buttons = {w.words(): w for w in tray.rest.findChildren(CapButton)}
    qtbot.mouseClick(buttons[REST.begin], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(buttons[REST.postpone], Qt.MouseButton.LeftButton)
    assert window.intents[2:] == [("break", None), ("postpone", None)]
    assert buttons[REST.postpone].accessibleDescription() == "Key Shift B"
    show(window, key=3, rest=replace(REST, postpone=""))
    assert not buttons[REST.postpone].isVisible()
    assert buttons[REST.begin].isVisible()


def test_the_trend_needs_three_points(window):
    plot = window.label.inspector.tray.rest.findChild(SmallPlot)
    for points in ((), (9.0, 10.0)):
        show(window, rest=replace(REST, trend=points))
        assert not plot.isVisible()
    show(window, rest=REST)
    assert plot.isVisible()
    assert plot.accessibleName().startswith("Seconds: 9.8, 10.0")


def test_while_a_comment_is_written_the_notice_waits(qtbot, window):
    tray = window.label.inspector.tray
    show(window)
    window.perform("comment")
    qtbot.keyClicks(tray.comment.field, "a b")
    show(window, rest=REST)
    assert tray.commenting()
    assert tray.comment.field.toPlainText() == "a b"
    assert tray.comment.field.hasFocus()
    window.escape()
    assert tray.rest_shown()


def test_what_is_covered_in_the_tray_is_told_over_the_stage(qtbot, window):
    bar = window.label.stage.notice
    window.perform("guideline")
    show(window, rest=REST)
    assert bar.isVisible()
    assert bar.folded()
    assert bar.notice().title == REST.title
    press(qtbot, window, Qt.Key.Key_R)
    assert not bar.isVisible(), "the guideline is closed: the notice has its place"
    assert window.label.inspector.tray.rest_shown()
    window.use_theme("light", 2.0)
    pages.settle()
    assert bar.isVisible(), "large letters leave no room in the tray"
    press(qtbot, window, Qt.Key.Key_R)
    buttons = {w.words(): w for w in bar.findChildren(CapButton) if w.isVisible()}
    assert {"5 min break", "In 5 min"} <= buttons.keys()
    qtbot.mouseClick(buttons["In 5 min"], Qt.MouseButton.LeftButton)
    assert window.intents == [("postpone", None)]
    # Trouble comes first.
    trouble = Notice("trouble", "Not on disk.", "Trying again.")
    show(window, rest=REST, notices=(trouble,))
    assert bar.notice() == trouble
    show(window)
    assert not bar.isVisible()


def test_a_screen_reader_is_told_of_a_notice_once(window, monkeypatch):
    told: list[str] = []
    monkeypatch.setattr(announce.QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(announce.QAccessible, "updateAccessibility", lambda event: told.append(event.message()))
    for key in range(2, 5):
        show(window, key=key, rest=REST)
    window.perform("rule")
    window.perform("rule")
    assert told.count(f"{REST.title}.") == 1
    show(window, key=5)
    show(window, key=6, rest=REST)
    assert told.count(f"{REST.title}.") == 2
    tray = window.label.inspector.tray
    assert tray.rest.accessibleName() == REST.title
    assert REST.lines[1] in tray.rest.accessibleDescription()


def test_the_focus_goes_back_to_the_sample_with_the_notice(qtbot, window):
    tray, label = window.label.inspector.tray, window.label
    show(window, rest=REST)
    tray.rest.switching.setFocus()
    press(qtbot, window, Qt.Key.Key_Space)
    assert tray.rules.switching.hasFocus(), "the button that turns back"
    show(window, rest=None)
    assert label.stage.shown().hasFocus()


@pytest.mark.parametrize(("size", "scale"), [((1440, 900), 1.0), ((1120, 700), 1.0), ((1440, 1400), 2.0)])
def test_nothing_of_the_notice_is_cut(qtbot, window, size, scale):
    window.use_theme("light", scale)
    window.resize(*size)
    tray = window.label.inspector.tray
    for number, rest in enumerate((REST, replace(REST, lines=REST.lines * 3))):
        show(window, key=number + 2, rest=rest, timer=DUE)
        assert tray.rest_shown()
        assert cut(window) + small(window, round(28 * scale)) == []
        found = walk(window, Qt.Key.Key_Tab)
        assert [w for w in stops(window) if not any(w is f or w.isAncestorOf(f) for f in found)] == []
    named = [w.accessibleName() for w in tray.findChildren(QAbstractButton) if w.isVisible()]
    assert all(named)
    assert len(named) == len(set(named))


def test_a_low_tray_keeps_the_buttons(window):
    """With many classes the tray is as low as it gets; the reasons scroll."""
    window.resize(1120, 700)
    window.show_screen(scenes.image_screen(scenes.many(14), key=9, rest=REST))
    pages.settle()
    tray = window.label.inspector.tray
    assert tray.rest_shown()
    whole = QRect(QPoint(), tray.rest.size())
    for button in tray.rest.findChildren(CapButton):
        assert whole.contains(QRect(button.mapTo(tray.rest, QPoint()), button.size())), button.words()


def test_both_commands_stand_among_those_of_labelling():
    assert {"break", "postpone"} <= {command.id for command in grouped()[LABEL]}
    assert DEFAULT_KEYS["break"] == ("B",)


# -- the page of a break -------------------------------------------------------------------------------------


def test_the_page_of_a_break_hides_the_sample_and_its_keys(qtbot, window):
    page = take_break(window)
    assert not window.top.isVisible()
    assert not window.label.isVisible()
    assert "The image is hidden while you are away" in words_in(window.status)
    assert not {"IMG_0001.jpg", "Fundus grading"} & set(words_in(window))
    K = Qt.Key
    press(qtbot, window, K.Key_1, K.Key_U, K.Key_X, K.Key_Z, K.Key_Left, K.Key_B, K.Key_R, K.Key_G, K.Key_Escape)
    press(qtbot, window, K.Key_2, K.Key_N, K.Key_Comma, modifier=Qt.KeyboardModifier.ControlModifier)
    assert (window.intents, window.commands, page.acts) == ([], [], [])
    assert window.shown == "break"
    # What changes meanwhile is drawn behind it and takes neither the page nor the focus away.
    show(window, key=8, rest=REST)
    assert window.shown == "break"
    assert page.isAncestorOf(window.focusWidget())
    window.perform("quit")
    assert window.commands == ["quit"]
    window.show_page("label")
    assert "The image is hidden while you are away" not in words_in(window.status)


def test_texts_are_hidden_as_texts(window):
    window.show_screen(scenes.text_screen(key=4))
    page = take_break(window, replace(BREAK, kind="text"))
    assert "The text is hidden while you are away" in words_in(window.status)
    assert page.box.title() == "Show me the last 7 texts once more later"


def test_return_is_the_way_back(qtbot, window):
    page = take_break(window)
    press(qtbot, window, Qt.Key.Key_Return)
    assert page.acts == ["back"]
    page.setFocus()
    page.back.clearFocus()
    qtbot.keyClick(page, Qt.Key.Key_Enter)
    assert page.acts == ["back", "back"]
    for button, act in ((page.more, "more"), (page.end, "end"), (page.back, "back")):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert page.acts[-1] == act


def test_the_countdown(window):
    page = take_break(window)
    clock = page._left.clock
    assert clock.text() == "04:32"
    assert clock.accessibleName() == "5 minutes left"
    places_before = {w: w.geometry() for w in (page.back, page.more, page.end, page._left)}
    page.show_break(replace(BREAK, left=61))
    assert (clock.text(), clock.accessibleName()) == ("01:01", "2 minutes left")
    page.show_break(replace(BREAK, left=0, words="Ready when you are."))
    pages.settle()
    assert (clock.text(), clock.accessibleName()) == ("00:00", "The break is over")
    assert "Ready when you are." in words_in(page)
    assert {w: w.geometry() for w in places_before} == places_before
    assert page.acts == [], "it never ends by itself"
    page.show_break(replace(BREAK, left=3600, total=3600))
    assert clock.text() == "60:00"


def test_a_second_draws_the_time_alone(window):
    page = take_break(window)
    rows = page._right.findChildren(SmallPlot)
    watch = Watch({"right": page._right, "left": page._left, **{str(n): row for n, row in enumerate(rows)}})
    for left in range(271, 240, -1):
        page.show_break(replace(BREAK, left=left))
        pages.settle(1)
    assert watch.seen == []
    assert page._right.findChildren(SmallPlot) == rows
    watch.end()


def test_what_was_noticed(qtbot, window):
    page = take_break(window)
    said = words_in(page)
    assert {part for sign in SIGNS for part in (sign.title, sign.sentence)} <= set(said)
    assert PRIVACY in said
    plots = [plot.accessibleName() for plot in page.findChildren(SmallPlot) if plot.isVisible()]
    assert plots[0] == "96% of the bar is filled, the mark stands at 83%"
    assert plots[2] == "Oldest first: same, same, another, same, another"
    assert page.box.title() == "Show me the last 7 images once more later"
    assert page.box.accessibleDescription() == SECOND_LOOK
    assert page.box.isChecked()
    page.show_break(replace(BREAK, again_chosen=False))
    assert not page.box.isChecked()
    assert page.choices == [], "what the screen says is no choice"
    qtbot.mouseClick(page.box, Qt.MouseButton.LeftButton)
    assert page.choices == [True]
    page.show_break(replace(BREAK, again=1))
    assert page.box.title() == "Show me the last image once more later"
    page.show_break(replace(BREAK, signs=(), again=0))
    pages.settle()
    assert not page.box.isVisible()
    assert "What was noticed" not in words_in(page)
    page.show_break(replace(BREAK, signs=SIGNS[:1]))
    pages.settle()
    assert SIGNS[0].title in words_in(page)
    assert SIGNS[1].title not in words_in(page)


def test_other_answers_are_told_apart_without_colour(qtbot, theme):
    """The same ones are filled, the other ones hollow."""
    plot = SmallPlot(theme, "marks", (1.0, 0.0), 176, 34)
    qtbot.addWidget(plot)
    shown = plot.grab().toImage()
    middle = shown.height() // 2
    inked = [x for x in range(shown.width()) if shown.pixelColor(x, middle) != shown.pixelColor(0, 0)]
    runs = [x for n, x in enumerate(inked) if n == 0 or x != inked[n - 1] + 1]
    assert len(runs) == 3, "a filled bar, and the two edges of an outline"


@pytest.mark.parametrize("points", [(0.0,), (1.0, 1.0), (2.0, 2.0, 2.0), tuple(float(n % 2) for n in range(400))])
@pytest.mark.parametrize("picture", ["bar", "line", "marks", ""])
def test_every_plot_can_be_drawn(qtbot, theme, picture, points):
    plot = SmallPlot(theme, picture, points, 176, 34)
    qtbot.addWidget(plot)
    shown = plot.grab().toImage()
    assert (len(colours(shown)) > 1) == (picture in ("bar", "marks") or (picture == "line" and len(points) >= 3))


@pytest.mark.parametrize(
    ("name", "size", "scale"),
    [("light", (1440, 900), 1.0), ("dark", (1120, 700), 1.0), ("high-contrast", (1440, 900), 2.0)],
)
def test_the_page_of_a_break_by_keyboard_and_pointer(qtbot, window, name, size, scale):
    window.use_theme(name, scale)
    window.resize(*size)
    page = take_break(window)
    assert cut(page) + small(page, round(28 * scale)) == []
    found = walk(window, Qt.Key.Key_Tab)
    assert found == [page.back, page.more, page.end, page.box]
    assert set(found) == set(stops(window))
    for control in found:
        control.setFocus(Qt.FocusReason.TabFocusReason)
        pages.settle()
        assert control.accessibleName()
        assert QAccessible.queryAccessibleInterface(control).role() in (
            QAccessible.Role.Button,
            QAccessible.Role.CheckBox,
        )
    for control in (page.back, page.more, page.end):
        page._scroll.ensureWidgetVisible(control)
        assert changed_plainly(window, control) >= 60, control.accessibleName()
    page._scroll.ensureWidgetVisible(page.box)
    assert changed_plainly(window, page.box) >= 60
    assert (window.width(), window.height()) == size
    # Tab brings what it comes to into view.
    page.end.setFocus()
    press(qtbot, window, Qt.Key.Key_Tab)
    assert page.box.hasFocus()
    top = page.box.mapTo(page, QPoint()).y()
    assert 0 <= top < page.height()
    assert page.box.visibleRegion().boundingRect().height() == page.box.height()


def test_a_break_takes_another_look_with_it(qapp, window):
    page = take_break(window)
    window.use_theme("dark", 1.3)
    pages.settle()
    assert page.grab().toImage().pixelColor(2, 2).name() == Theme("dark").hex("bg.app").lower()
    assert page._left.clock.font().pixelSize() == Theme("dark", 1.3).font("countdown").pixelSize()


# -- the history ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["image", "text"])
def test_a_repeat_is_told_in_the_history(window, kind):
    screen = scenes.image_screen(key=7) if kind == "image" else scenes.text_screen(key=7)
    window.show_screen(screen)
    plain = scenes.history(3, kind)
    view, model = window.label.history.view, window.label.history.model

    def row_picture(row: object) -> QImage:
        window.label.set_history([*plain[:2], row])
        pages.settle()
        return view.viewport().grab(view.visualRect(model.index(2))).toImage()

    before = row_picture(plain[2])
    pictures = [row_picture(replace(plain[2], repeated=words)) for words in ("Same as at 14:02", "Before: Mild")]
    assert before not in pictures
    assert pictures[0] != pictures[1]
    index = model.index(2)
    assert "Before: Mild" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Before: Mild" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert plain[2].name in index.data(Qt.ItemDataRole.ToolTipRole)
    # The words fit beside their sign in a row of this width.
    theme = window.theme
    used = theme.px(15) + (theme.px(50) if kind == "image" else 0) + theme.px(18) + theme.px(10)
    wanted = QFontMetrics(theme.font("caption")).horizontalAdvance("Same as at 14:02")
    assert wanted <= view.viewport().width() - used
