"""What went wrong once at the edges: very many classes, fields that are gone, keys that lists need, names with tags."""

import os
import time
from pathlib import Path

import pytest
import ui_scenes as scenes
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QTableView, QVBoxLayout, QWidget

from desktop_al.app import make_window
from desktop_al.core.commands import COMMANDS
from desktop_al.core.protocol import MAX_BYTES
from desktop_al.core.settings import DEFAULTS
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.loop.screen import Notice
from desktop_al.ui.bars import StatusBar, TopBar
from desktop_al.ui.card import Card
from desktop_al.ui.class_model import ClassRow, plain_tip
from desktop_al.ui.guideline_view import GuidelineView
from desktop_al.ui.home_paths import home_words
from desktop_al.ui.keys import X11
from desktop_al.ui.notice import NoticeBar
from desktop_al.ui.recent_list import RecentModel
from desktop_al.ui.recent_row import RecentRow
from desktop_al.ui.settings_page import SettingsPage
from desktop_al.ui.shortcut_sheet import ShortcutSheet
from desktop_al.ui.shortcuts_page import NO_SUCH_KEY, refusal
from desktop_al.ui.stage_toolbar import StageToolbar
from desktop_al.ui.theme import Theme, retheme
from desktop_al.ui.widgets import Paragraph
from desktop_al.ui.wizard_classes import StepClasses
from desktop_al.ui.wizard_protocol import StepProtocol
from desktop_al.ui.wizard_step import StepButton

K = Qt.Key
BOLD = "<b>bold<i>.txt"
AS_TYPED = "<qt>&lt;b&gt;bold&lt;i&gt;.txt</qt>"


@pytest.fixture
def session(qtbot, tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    for number in range(4):
        (folder / f"note-{number}.txt").write_text(f"Note {number} about pumps and valves.", "utf-8")
    _, made = make_window(tmp_path / "home", guard=False)
    qtbot.addWidget(made.window)
    made.window.show()
    made.show_start()
    create_project(NewProject(tmp_path / "p.dal", folder, ("Pump", "Valve"), "Kim", kind="text"), tmp_path / "home")
    assert made.open_project(tmp_path / "p.dal")
    page = made.window.label
    qtbot.waitUntil(lambda: page.screen.sample is not None and page.screen.sample.content is not None, timeout=15_000)
    learning = made.project.learning
    qtbot.waitUntil(lambda: learning.scanned is not None and not learning.scanning, timeout=15_000)
    yield made
    made.close_project()


def press(qtbot, window, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)


def gone() -> None:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


# -- very many classes, very long guidelines -----------------------------------------------------------


@pytest.mark.alone
def test_the_guideline_of_a_thousand_classes_opens_at_once(qtbot, theme):
    view = GuidelineView(theme)
    qtbot.addWidget(view)
    view.resize(400, 700)
    view.set_markdown("## Class 3\nThe third.", 1)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.tabs.setFocus()
    start = time.perf_counter()
    view.set_rows(tuple(ClassRow(str(n), f"Class {n}", n, "", n, "") for n in range(1000)))
    assert time.perf_counter() - start < 2.0
    assert view.tabs.count() == 1001
    assert view.tabs.isVisible()
    assert view.tabs.hasFocus()


def test_a_long_guideline_is_not_read_with_every_key(qtbot, theme, monkeypatch):
    step = StepProtocol(theme)
    qtbot.addWidget(step)
    reads, read = [], step.text.toPlainText
    monkeypatch.setattr(step.text, "toPlainText", lambda: reads.append(1) or read())
    step.text.setPlainText("word word\n" * 100_000)
    for _ in range(5):
        step.text.insertPlainText("x")
        assert step.trouble() == ""
        assert step.summary() == "Guideline"
    assert reads == []
    step.text.setPlainText("e" * (MAX_BYTES // 3))
    assert step.trouble() == step.trouble() == ""
    assert len(reads) == 1, "once for one text"
    step.text.setPlainText("two words")
    assert step.summary() == "Guideline, 2 words"
    # Fewer characters than bytes: only the bytes are too many.
    step.text.setPlainText("€" * (MAX_BYTES // 3 + 1))
    assert "larger than 5 MB" in step.trouble()
    step.text.setPlainText("e" * (MAX_BYTES // 3 + 1))
    assert step.trouble() == ""
    step.clear()
    assert step.summary() == "May be skipped"
    step.hide()
    step._later.stop()


# -- the shortcut sheet --------------------------------------------------------------------------------


@pytest.fixture
def covered(qtbot, theme):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1200, 800)
    lines = QVBoxLayout(window)
    window.table = QTableView()
    window.page = QWidget()
    window.button = QPushButton("Below")
    QVBoxLayout(window.page).addWidget(window.button)
    window.editor = QLineEdit(window.table.viewport())
    lines.addWidget(window.table)
    lines.addWidget(window.page)
    window.sheet = ShortcutSheet(theme, window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_the_sheet_closes_over_a_field_that_is_gone(covered):
    window, sheet = covered, covered.sheet
    window.editor.setFocus()
    sheet.open_sheet()
    window.editor.deleteLater()
    gone()
    sheet.close_sheet()
    assert window.table.hasFocus()


def test_the_sheet_gives_no_focus_to_what_is_hidden(covered):
    window, sheet = covered, covered.sheet
    window.button.setFocus()
    sheet.open_sheet()
    window.page.hide()
    sheet.close_sheet()
    assert window.table.hasFocus()
    window.page.show()
    window.button.setFocus()
    sheet.open_sheet()
    sheet.close_sheet()
    assert window.button.hasFocus()


def test_tab_stays_in_the_sheet(qtbot, covered):
    window, sheet = covered, covered.sheet
    window.button.setFocus()
    sheet.open_sheet()
    seen = []
    for key in (K.Key_Tab, K.Key_Tab, K.Key_Tab, K.Key_Backtab, K.Key_Backtab):
        press(qtbot, window, key)
        seen.append(QApplication.focusWidget())
    close, find = sheet._close, sheet._find
    assert seen == [close, find, close, find, close]


def test_the_sheet_over_the_editor_of_a_class_name(qtbot, session):
    press(qtbot, session.window, K.Key_6, Qt.KeyboardModifier.ControlModifier)
    page = session.window.page("protocol")
    table = next(view for view in page.findChildren(QTableView) if view.isVisible())
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 1))
    press(qtbot, session.window, K.Key_F2)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    press(qtbot, session.window, K.Key_F1)
    assert session.window.sheet.isVisible()
    gone()
    assert session.window.sheet.isAncestorOf(QApplication.focusWidget())
    press(qtbot, session.window, K.Key_Escape)
    assert session.window.sheet.isHidden()
    assert page.isAncestorOf(QApplication.focusWidget())


# -- keys that are needed elsewhere --------------------------------------------------------------------


@pytest.mark.parametrize("key", ["Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Z", "Ctrl+Y", "Ctrl+Return"])
def test_keys_of_fields_are_refused(key):
    for command in COMMANDS:
        if not command.fixed and key not in command.keys:
            assert "typing in a field" in refusal(key, command.id), command.id


def test_keys_of_lists_are_refused_everywhere_but_on_one_page():
    names = ("Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDown", "Return", "Space", "Backspace", "Del")
    for key in names:
        assert "in lists" in refusal(key, "export")
        assert refusal(key, "comment") == ""
    assert "in lists" in refusal("Shift+Down", "theme")
    assert "moves between" in refusal("Tab", "export")
    assert refusal("Ctrl+K", "export") == refusal("F9", "export") == refusal("K", "export") == ""


def test_the_own_keys_of_a_command_stay_allowed():
    for command in COMMANDS:
        for key in () if command.fixed else command.keys:
            assert refusal(key, command.id) == "", command.id


def test_a_letter_that_its_capital_does_not_find_is_refused(qtbot, theme):
    page = SettingsPage(theme, X11)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    heard = []
    page.keys_changed.connect(lambda command, keys: heard.append((command, keys)))
    row = next(row for row in page.shortcuts.rows if row.command.id == "comment")
    for text, code in (("ı", K.Key_I), ("ß", K.Key_ssharp)):
        row.button.start()
        QApplication.sendEvent(
            row.button, QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, 0, 0, 0, text)
        )
        assert row.notes.words.text() == NO_SUCH_KEY
    assert heard == []
    row.button.start()
    event = QKeyEvent(QEvent.Type.KeyPress, K.Key_Odiaeresis, Qt.KeyboardModifier.NoModifier, 0, 0, 0, "ö")
    QApplication.sendEvent(row.button, event)
    assert heard == [("comment", ("Ö",))]


# -- theme and names -----------------------------------------------------------------------------------


def test_another_look_keeps_what_is_filtered(qtbot, session):
    press(qtbot, session.window, K.Key_2, Qt.KeyboardModifier.ControlModifier)
    page = session.window.page("samples")
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)
    bar = page.bar
    bar.search.setText("note")
    bar.of_class.setCurrentIndex(2)
    bar.state.setCurrentIndex(bar.state.findData("labelled"))
    bar.order.setCurrentIndex(1)
    before = bar.query()
    assert before.class_id
    assert before.state == "labelled"
    old = bar.of_class.itemIcon(2).cacheKey()
    session.settings.change("theme", "dark")
    session.settings.change("scale", DEFAULTS["scale"])
    assert bar.query() == before
    assert bar.of_class.itemIcon(2).cacheKey() != old, "its mark has the colour of the theme"


def test_names_with_tags_are_told_as_typed(qtbot, theme):
    tools, card, top = StageToolbar(theme), Card(theme, "warning"), TopBar(theme)
    step, words = StepButton(theme, 1, "Data"), Paragraph(theme, BOLD, lines=2)
    for part in (tools, card, top, step, words):
        qtbot.addWidget(part)
    tools.set_sample(BOLD, "3 words", True)
    assert tools._name.toolTip() == AS_TYPED
    card.set_content("Title", "Sentence", BOLD)
    assert card._name.toolTip() == AS_TYPED
    top.set_project("<b>P</b>", BOLD * 20)
    assert top._project.toolTip() == "<qt>&lt;b&gt;P&lt;/b&gt;</qt>"
    assert top._annotator.toolTip() == plain_tip(BOLD * 20) != BOLD * 20
    step.set_state(BOLD, False, False, True, narrow=True)
    assert step.toolTip() == "<qt>Data<br>&lt;b&gt;bold&lt;i&gt;.txt</qt>"
    assert words.toolTip() == AS_TYPED
    words.set_text("plain")
    assert words.toolTip() == "plain"
    recent = RecentModel()
    recent.set_rows([RecentRow(f"/x/{BOLD}", "x", "text", "", 0, 0, "")])
    tip = recent.data(recent.index(0), Qt.ItemDataRole.ToolTipRole)
    assert tip == "<qt>/x/&lt;b&gt;bold&lt;i&gt;.txt</qt>"
    # Qt takes this one for HTML as well.
    assert plain_tip("a &lt;b") == "<qt>a &amp;lt;b</qt>"


def test_names_of_samples_with_tags_are_told_as_typed(qtbot, session, tmp_path):
    (tmp_path / "notes" / "<b>x.txt").write_text("More.", "utf-8")
    press(qtbot, session.window, K.Key_2, Qt.KeyboardModifier.ControlModifier)
    page = session.window.page("samples")
    press(qtbot, session.window, K.Key_F5)
    qtbot.waitUntil(lambda: page.model.rowCount() == 5, timeout=15_000)
    tips = {
        str(page.model.index(row, column).data(Qt.ItemDataRole.ToolTipRole))
        for row in range(5)
        for column in range(page.model.columnCount())
    }
    assert "<qt>&lt;b&gt;x.txt</qt>" in tips


# -- settings of two projects of one name --------------------------------------------------------------


@pytest.fixture
def settings(qtbot, theme):
    page = SettingsPage(theme, X11)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show_values(DEFAULTS, "Notes", "Kim", False, key="/a/notes.dal")
    page.show_storage("/h", "/a/notes.dal", "/a", 0)
    page.show()
    return page


def test_undo_does_not_reach_into_another_project_of_the_same_name(settings):
    row, name = settings.rows["suggestions"], "suggestions"
    value, other = (value for value, _ in row.setting.choices[:2][::-1])
    row.changed.emit(value)
    settings.show_values({**DEFAULTS, name: value}, "Notes", "Kim", False, key="/a/notes.dal")
    heard = []
    settings.changed.connect(lambda *change: heard.append(change))
    settings.show_values({**DEFAULTS, name: value}, "Notes", "Kim", False, key="/b/notes.dal")
    assert not settings.undo()
    assert heard == []
    row.changed.emit(other)
    settings.show_values({**DEFAULTS, name: other}, "Renamed", "Kim", False, key="/b/notes.dal")
    assert settings.undo(), "another name alone is no other project"


def test_a_closed_preview_stays_closed(settings):
    settings.go_to("storage")
    settings.storage._support.click()
    assert settings.storage.previewing()
    assert settings.escape()
    settings.show_support("counted meanwhile")
    assert not settings.storage.previewing()
    settings.await_support()
    assert settings.storage.previewing()
    assert not settings.storage.preview.save.isEnabled()
    settings.show_support("counts of a")
    settings.await_support()
    assert settings.storage.preview.text.toPlainText() == "counts of a", "open, it stays as it is"
    settings.show_values(DEFAULTS, "Notes", "Kim", False, key="/b/notes.dal")
    assert not settings.storage.previewing()
    settings.show_support("counts of a, late")
    assert not settings.storage.previewing()


# -- the wizard, and the notice ------------------------------------------------------------------------


def test_no_kinds_of_colour_vision_without_classes(qtbot, theme):
    step = StepClasses(theme)
    whole = QWidget()
    qtbot.addWidget(whole)
    lines = QVBoxLayout(whole)
    for part in (step, step.panel):
        lines.addWidget(part)
    whole.show()
    assert not step._vision.isVisible()
    assert not step._vision_head.isVisible()
    step.set_draft({"classes": [["Mild", ""]]})
    assert step._vision.isVisible()
    assert step._vision_head.isVisible()
    step.clear()
    assert not step._vision.isVisible()


def test_a_folder_beside_home_is_not_in_it(monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: Path(os.sep, "home", "anna"))
    home = os.path.join(os.sep, "home", "anna")
    assert home_words(home + "belle") == home + "belle"
    assert home_words(home) == "~"
    assert home_words(os.path.join(home, "notes")) == os.path.join("~", "notes")


@pytest.mark.parametrize(("scale", "width"), [(1.0, 900), (2.0, 640)])
def test_a_long_notice_can_be_read_in_full(qtbot, qapp, scale, width):
    theme = Theme("light", scale)
    theme.apply(qapp)
    stage = QWidget()
    qtbot.addWidget(stage)
    stage.resize(width, 900)
    bar = NoticeBar(theme, stage)
    title = "The project file is on a network folder that cannot be reached at this moment"
    for sentence in ("Short.", "The last 24 labels are held in memory until then. " * 3, "Nothing is lost. " * 200):
        bar.set_notice(Notice("disk", title, sentence, (("again", "Try again"),)))
        stage.show()
        QApplication.processEvents()
        area, words = bar._text_area, bar._text
        assert bar.height() <= stage.height() // 2
        assert words.height() >= words.heightForWidth(words.width())
        assert area.viewport().height() + area.verticalScrollBar().maximum() >= words.height()
        scrolls = area.verticalScrollBar().maximum() > 0
        assert scrolls == (sentence.startswith("Nothing"))
        assert (area.focusPolicy() != Qt.FocusPolicy.NoFocus) == scrolls
    assert bar._title.toolTip() == title
    assert bar._title.height() == theme.line("label") * (1 if scale == 1.0 else 2)
    bar.fold()
    assert bar._title.height() == theme.line("label")
    assert bar.height() == theme.px(40)
    bar.toggle()
    retheme(stage, Theme("light"))
    QApplication.processEvents()
    assert bar._text.height() >= bar._text.heightForWidth(bar._text.width())
    Theme("light").apply(qapp)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [1120, 1440])
def test_the_status_line_cuts_no_word_without_a_sign_of_it(qtbot, qapp, scale, width):
    theme = Theme("light", scale)
    theme.apply(qapp)
    bar = StatusBar(theme)
    qtbot.addWidget(bar)
    bar.resize(width, bar.height())
    bar.show_status(scenes.status(detail="Model 14, from 120 labels. Next update at 130.", encrypted=True))
    bar.show()
    for words in (
        "Saved elsewhere.",
        "12 samples: Not worth labelling. 4 have not been read yet, try again.",
        "Long. " * 60,
    ):
        bar.flash(words, 5)
        said, first = bar._learning, bar._saved_icon
        assert said.geometry().right() < first.geometry().left()
        assert said.text() == words
        cut = said.fontMetrics().horizontalAdvance(words) > said.width()
        assert cut == (words in said.toolTip())
        assert cut <= bar._offline.isHidden() == bar._lock.isHidden(), "what never changes gives way first"
        assert bar._offline_icon.isVisible()
        assert bar._offline_icon.toolTip()
        assert bar._saved.isVisible()
        assert bar._saved.width() >= bar._saved.sizeHint().width()
    qtbot.waitUntil(lambda: not bar.flashed())
    assert said.toolTip() == ""
    Theme("light").apply(qapp)


def test_what_happens_by_itself_never_hides_what_came_of_an_act(qtbot, theme):
    """A round that ended in the moment of an export took the place of the line that names the file."""
    status = StatusBar(theme)
    qtbot.addWidget(status)
    status.remark("Queue reordered.")
    assert status.flashed() == "Queue reordered."
    status.flash("Exported 3 labels to labels.csv.", 200)
    status.remark("In the folder: 1 new.")
    status.remark("Queue reordered again.")
    assert status.flashed() == "Exported 3 labels to labels.csv."
    qtbot.waitUntil(lambda: status.flashed() == "Queue reordered again.", timeout=2_000)
    status.remark("In the folder: 2 new.")
    assert status.flashed() == "In the folder: 2 new."
    status.flash("Nothing to undo.", 1)
    assert status.flashed() == "Nothing to undo."
    qtbot.waitUntil(lambda: not status.flashed(), timeout=2_000)
