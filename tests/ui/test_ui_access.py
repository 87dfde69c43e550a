"""Every page by keyboard and by screen reader: names, roles, the way of Tab, a focus to be seen, room for the pointer,
and no words cut at any size."""

from collections import Counter

import pytest
import ui_pages as pages
import ui_scenes as scenes
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QSpinBox,
    QTabBar,
    QTextEdit,
    QWidget,
)

from desktop_al.loop.screen import Notice
from desktop_al.ui.theme import Theme, contrast
from desktop_al.ui.widgets import CapButton, Paragraph, Words
from desktop_al.ui.window import Window

#: Logical pixels a target has at least in both directions.
LEAST = 28
#: Around a control, where a focus ring may lie.
AROUND = 6
#: Pixels that change plainly when a control takes the focus: more than any text cursor has.
SEEN = 60
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
NO_ROLES = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window, QAccessible.Role.Pane)
CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QAbstractItemView, QTabBar)

# What is known and not yet mended: (page, name of the control). It is to be empty.


def name_of(widget: QWidget) -> str:
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name) if found is not None else ""


def role_of(widget: QWidget) -> QAccessible.Role:
    """No interface is kept in a variable of a test: it would outlive its widget in the report of a failure, and the
    next widget at its address would be taken for it."""
    found = QAccessible.queryAccessibleInterface(widget)
    return found.role() if found is not None else QAccessible.Role.NoRole


def lines(found: list[tuple[str, ...]]) -> str:
    """What was found, in full."""
    return "\n" + "\n".join(" | ".join(parts) for parts in found)


def where(widget: QWidget) -> str:
    parent = widget.parentWidget()
    return f"{type(widget).__name__} {name_of(widget)!r} in {type(parent).__name__}"


def inner(widget: QWidget) -> bool:
    """Part of a control that Qt makes itself and that is used through the control."""
    parent = widget.parentWidget()
    return (
        widget.objectName().startswith("qt_")
        or isinstance(widget, QScrollBar | QHeaderView)
        or isinstance(parent, QSpinBox | QComboBox)
        or (isinstance(widget, QAbstractItemView) and widget.window() is not parent and widget.isWindow())
    )


def controls(page: QWidget) -> list[QWidget]:
    """What can be worked with: takes the focus by Tab, or by the pointer."""
    found = [w for w in page.findChildren(QWidget) if w.isVisible() and w.isEnabled() and not inner(w)]
    return [w for w in found if isinstance(w, CONTROLS) or w.focusPolicy() & Qt.FocusPolicy.TabFocus]


def stops(page: QWidget) -> list[QWidget]:
    """What Tab has to come to."""
    return [w for w in controls(page) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.focusProxy() is None]


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


def walk(qtbot, window: Window, key: Qt.Key, most: int = 400) -> list[QWidget]:
    """What Tab comes to, from what has the focus until it is there again."""
    start = window.focusWidget()
    assert start is not None
    found = [start]
    for _ in range(most):
        qtbot.keyClick(window.focusWidget(), key)
        here = window.focusWidget()
        assert here is not None
        if here is start and found[-1] is not start:
            return found
        if here is not found[-1]:
            found.append(here)
    raise AssertionError(f"Tab never comes back; it is caught at {where(found[-1])}")


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
        found = walk(qtbot, session.window, Qt.Key.Key_Tab)
        # A table of fields hands the focus on to them.
        missed += [(page, where(w)) for w in wanted if not any(w is f or w.isAncestorOf(f) for f in found)]
        again += [(page, where(w)) for w, count in Counter(found).items() if count > 1]
        back = walk(qtbot, session.window, Qt.Key.Key_Backtab)
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

    order = [region(widget) for widget in walk(qtbot, window, Qt.Key.Key_Tab)]
    short = [name for n, name in enumerate(order) if n == 0 or name != order[n - 1]]
    assert short == ["stage", "classes", "actions", "tray", "history", "toolbar", "tabs"]


# -- a focus that can be seen ------------------------------------------------------------------------------


def changed_plainly(window: Window, widget: QWidget) -> int:
    """How many pixels in and around a control differ by 3 to 1 or more with and without the focus."""
    at = QRect(widget.mapTo(window, QPoint()), widget.size())
    box = at.adjusted(-AROUND, -AROUND, AROUND, AROUND).intersected(window.rect())
    widget.clearFocus()
    without = window.grab(box).toImage()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    with_focus = window.grab(box).toImage()
    ratios: dict[tuple[int, int], float] = {}
    count = 0
    for y in range(with_focus.height()):
        for x in range(with_focus.width()):
            pair = with_focus.pixel(x, y), without.pixel(x, y)
            if pair[0] != pair[1]:
                if pair not in ratios:
                    ratios[pair] = contrast(QColor(pair[0]), QColor(pair[1]))
                count += ratios[pair] >= 3.0
                if count >= SEEN:
                    return count
    return count


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


def small(page: QWidget, least: int) -> list[str]:
    """Targets that are hard to hit. Lists are hit by their rows."""
    found = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or inner(widget) or not isinstance(widget, CONTROLS):
            continue
        size = widget.size()
        if isinstance(widget, QAbstractItemView):
            model = widget.model()
            if model is None or not model.rowCount():
                continue
            box = widget.visualRect(model.index(0, 0))
            size = QSize(widget.viewport().width(), box.height())
        if size.width() < least or size.height() < least:
            found.append(f"{where(widget)}: {size.width()} x {size.height()}")
    return found


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
