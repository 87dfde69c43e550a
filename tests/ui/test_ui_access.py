"""Every page by keyboard and by screen reader: names, roles, the way of Tab, a focus to be seen, room for the pointer,
and no words cut at any size."""

from collections import Counter

import pytest
import ui_pages as pages
import ui_scenes as scenes
from control_tree import (
    CONTROLS,
    NO_ROLES,
    SEEN,
    changed_plainly,
    controls,
    inner,
    name_of,
    role_of,
    small,
    stops,
    walk,
    where,
)
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

from desktop_al.loop.screen import Notice
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Paragraph, Words
from desktop_al.ui.window import LEFT_BY_ESCAPE, Window

#: Logical pixels a target has at least in both directions.
LEAST = 28
#: Pages that Tab is walked through. In the other sections of the settings Tab leads from the list of sections past
#: those above the chosen one, which are reached by choosing them.
WALKED = (
    "label",
    "label, guideline",
    "samples, table",
    "samples, grid",
    "agreement",
    "protocol",
    "protocol, editing",
    "sessions",
    "sessions, file",
    "audit",
    "audit, signing",
    "annotators",
    "export",
    "export, folder",
    "restore",
    "settings, general",
    "settings, shortcuts",
    "sheet",
    "start",
    "form, 1",
    "form, 2",
    "form, 3",
    "form, 4",
)


def lines(found: list[tuple[str, ...]]) -> str:
    """What was found, in full."""
    return "\n" + "\n".join(" | ".join(parts) for parts in found)


@pytest.fixture
def session(qtbot, qapp, tmp_path):
    made = pages.open_session(tmp_path)
    made.window.activateWindow()
    pages.wait_content(made, qtbot)
    # A cursor that blinks would look like a focus that can be seen.
    before = QApplication.cursorFlashTime()
    QApplication.setCursorFlashTime(0)
    yield made
    QApplication.setCursorFlashTime(before)
    pages.close_session(made)
    Theme("light").apply(qapp)


# -- names and roles, by Tab -------------------------------------------------------------------------------


def test_every_control_has_a_name_and_a_role_and_tab_comes_to_it_and_back(qtbot, session, tmp_path):
    bad, same, seen, missed, again = [], [], 0, [], []
    for page, part in pages.each_page(session, tmp_path):
        found = controls(part)
        seen += len(found)
        for widget in found:
            if not name_of(widget).strip() or (isinstance(widget, CONTROLS) and role_of(widget) in NO_ROLES):
                bad.append((page, where(widget), role_of(widget).name))
        # A name alone says what a button does; the same one twice says nothing.
        named = Counter(name_of(w) for w in found if isinstance(w, QAbstractButton | QComboBox | QLineEdit))
        same += [(page, name) for name, count in named.items() if count > 1]
        if page not in WALKED:
            continue
        wanted = stops(part)
        found = walk(session.window, Qt.Key.Key_Tab)
        # A table of fields hands the focus on to them.
        missed += [(page, where(w)) for w in wanted if not any(w is f or w.isAncestorOf(f) for f in found)]
        again += [(page, where(w)) for w, count in Counter(found).items() if count > 1]
        back = walk(session.window, Qt.Key.Key_Backtab)
        if set(back) != set(found):
            missed += [(page, "only one way", where(w)) for w in set(back) ^ set(found)]
    assert seen > 200
    assert not bad, lines(bad)
    assert not same, lines(same)
    assert not missed, lines(missed)
    assert not again, lines(again)


def test_the_order_on_the_label_page(qtbot, session):
    """Stage, classes, actions, tray, history, toolbar, tabs, settings."""
    window, label = session.window, session.window.label
    window.perform("tab.label")
    label.first_focus()
    regions = (
        ("stage", label.stage.shown()),
        ("classes", label.inspector.panel),
        ("tray", label.inspector.tray),
        ("actions", label.inspector),
        ("history", label.history),
        ("toolbar", label.stage.toolbar),
        ("tabs", window.top),
    )

    def region(widget: QWidget) -> str:
        return next((name for name, part in regions if part is widget or part.isAncestorOf(widget)), "elsewhere")

    order = [region(widget) for widget in walk(window, Qt.Key.Key_Tab)]
    short = [name for n, name in enumerate(order) if n == 0 or name != order[n - 1]]
    assert short == ["stage", "classes", "actions", "tray", "history", "toolbar", "tabs"]


# -- Esc ---------------------------------------------------------------------------------------------------


def test_escape_closes_what_lies_on_top_and_leaves_every_page(qtbot, session):
    window = session.window
    commands = {"settings": "settings", "guide": "guide", "sessions": "sessions", "audit": "audit"}
    commands |= {"annotators": "annotators", "import": "import_labels", "export": "export", "restore": "restore"}

    def press() -> None:
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Escape)
        pages.settle()

    assert set(commands) | {"adjudication"} == LEFT_BY_ESCAPE
    for name, command in commands.items():
        window.perform("tab.protocol")
        window.perform(command)
        pages.settle()
        assert window.shown == name
        for _ in range(2):
            # A field that has the focus is left first.
            if window.shown == name:
                press()
        assert window.shown == "protocol", name
    editing = window.page("protocol").guideline
    editing.open_edit()
    pages.settle()
    assert editing.field.isVisible()
    press()
    assert not editing.field.isVisible()
    window.perform("shortcuts")
    press()
    assert not window.sheet.isVisible()
    window.perform("tab.label")
    inspector = window.label.inspector
    for command, is_open in (
        ("guideline", inspector.guideline_open),
        ("not_worth", inspector.not_worth_open),
        ("comment", inspector.tray.commenting),
        ("find_class", inspector.panel.find.isVisible),
    ):
        window.perform(command)
        pages.settle()
        assert is_open(), command
        press()
        assert not is_open(), command


# -- a focus that can be seen ------------------------------------------------------------------------------


def test_the_focus_can_be_seen(qtbot, session, tmp_path):
    unseen, seen = [], 0
    for page, part in pages.each_page(session, tmp_path):
        if page not in WALKED:
            continue
        looked: set[int] = set()
        for _ in range(40):
            widget = session.window.focusWidget()
            if id(widget) in looked:
                qtbot.keyClick(widget, Qt.Key.Key_Tab)
                continue
            looked.add(id(widget))
            seen += 1
            if part.isAncestorOf(widget) and changed_plainly(session.window, widget) < SEEN:
                unseen.append((page, where(widget)))
            qtbot.keyClick(widget, Qt.Key.Key_Tab)
    assert seen > 100
    assert not unseen, lines(unseen)


# -- room --------------------------------------------------------------------------------------------------


def cut(page: QWidget) -> list[str]:
    """Words that do not fit where they stand and say themselves nowhere else."""
    found = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        if short := too_short(widget):
            found.append(f"{where(widget)}: {short}")
    return found


def too_short(widget: QWidget) -> str:
    """What of a widget's words does not fit, "" if all do or a tooltip says them."""
    metrics, tip = widget.fontMetrics(), widget.toolTip()
    if isinstance(widget, QLabel):
        wide = metrics.horizontalAdvance(widget.text())
        fits = wide <= widget.width() and metrics.tightBoundingRect(widget.text()).height() <= widget.height()
        elides = isinstance(widget, Words) and widget._elide
        return "" if fits or (elides and tip) else f"{widget.text()} ({wide} in {widget.width()})"
    if isinstance(widget, Paragraph):
        needed, limit = widget.heightForWidth(widget.width()), widget._lines
        if limit and len(widget._layout(widget.width())[1]) > limit:
            return "" if tip else widget.text()
        return "" if needed <= widget.height() else f"{widget.text()} ({needed} in {widget.height()})"
    if isinstance(widget, CapButton):
        return "" if widget.sizeHint().width() <= widget.width() or tip else widget.words()
    if isinstance(widget, QAbstractButton) and widget.text() and type(widget).paintEvent is QAbstractButton.paintEvent:
        return "" if metrics.horizontalAdvance(widget.text()) <= widget.width() or tip else widget.text()
    if isinstance(widget, QComboBox):
        room = widget.width() - 2 * 9 - 22
        return "" if metrics.horizontalAdvance(widget.currentText()) <= room or tip else widget.currentText()
    if isinstance(widget, QLineEdit) and not widget.text() and not inner(widget):
        margins = widget.textMargins()
        room = widget.width() - margins.left() - margins.right() - 12
        return "" if metrics.horizontalAdvance(widget.placeholderText()) <= room else widget.placeholderText()
    return ""


@pytest.mark.parametrize(("size", "scale"), [((1440, 900), 1.0), ((1120, 700), 1.0), ((1440, 900), 2.0)])
def test_nothing_is_cut_and_everything_can_be_hit(session, tmp_path, size, scale):
    window = session.window
    if scale != 1.0:
        window.use_theme("light", scale)
    window.resize(*size)
    pages.settle()
    found = {page: (cut(part), small(part, round(LEAST * scale))) for page, part in pages.each_page(session, tmp_path)}
    bad = [(page, words) for page, both in found.items() for words in (*both[0], *both[1])]
    assert not bad, lines(bad)
    assert (window.width(), window.height()) == size, "no page needs more room than the window has"


@pytest.mark.parametrize(("size", "scale"), [((1120, 700), 1.0), ((1440, 900), 2.0)])
def test_nothing_is_cut_on_screens_with_long_words(qtbot, qapp, size, scale):
    """Long class names, a picture with a suggestion, a rule, a notice with actions."""
    theme = Theme("light", scale)
    theme.apply(qapp)
    window = Window(theme, 0)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    window.show_page("label")
    window.label.set_history(scenes.history())
    notice = Notice(
        "disk_full", "The disk is full. Your labels are safe.", "The last 3 are held.", (("a", "Check again"),)
    )
    long = "Proliferative diabetische Retinopathie mit Glaskörperblutung"
    found = {}
    for name, screen in (
        ("image", scenes.image_screen(undo_words=long)),
        ("text", scenes.text_screen((long, *scenes.SEVEN), key=2)),
        ("notice", scenes.image_screen(key=3, notices=(notice,))),
        ("read only", scenes.image_screen(key=4, read_only=True)),
    ):
        window.show_screen(screen)
        pages.settle()
        found[name] = cut(window) + small(window, round(LEAST * scale))
    Theme("light").apply(qapp)
    bad = [(name, words) for name, cuts in found.items() for words in cuts]
    assert not bad, lines(bad)
