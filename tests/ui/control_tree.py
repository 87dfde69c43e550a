"""What can be worked with in a window, as the keyboard and a screen reader come to it."""

from collections import Counter

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QSpinBox,
    QTabBar,
    QTextEdit,
    QWidget,
)

from desktop_al.ui.theme import contrast

#: Around a control, where a focus ring may lie.
AROUND = 6
#: Pixels that change plainly when a control takes the focus: more than any text cursor has.
SEEN = 60
NO_ROLES = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window, QAccessible.Role.Pane)
CONTROLS = (
    *(QAbstractButton, QLineEdit, QPlainTextEdit, QTextEdit),
    *(QComboBox, QSpinBox, QAbstractItemView, QTabBar, QAbstractSlider),
)


def name_of(widget: QWidget) -> str:
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name) if found is not None else ""


def role_of(widget: QWidget) -> QAccessible.Role:
    """No interface is kept in a variable of a test: it would outlive its widget in the report of a failure, and the
    next widget at its address would be taken for it."""
    found = QAccessible.queryAccessibleInterface(widget)
    return found.role() if found is not None else QAccessible.Role.NoRole


def description_of(widget: QWidget) -> str:
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Description) if found is not None else ""


def where(widget: QWidget) -> str:
    parent = widget.parentWidget()
    return f"{type(widget).__name__} {name_of(widget)!r} in {type(parent).__name__}"


def inner(widget: QWidget) -> bool:
    """Part of a control that Qt makes itself and that is used through the control."""
    parent = widget.parentWidget()
    if isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget:
        return True
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


def walk(window: QWidget, key: Qt.Key, most: int = 400) -> list[QWidget]:
    """What Tab comes to, from what has the focus until it is there again. Where Tab comes there no more, as from a
    choice that was pressed and left again: what it goes round in instead."""
    start = window.focusWidget()
    assert start is not None
    found = [start]
    if stops(window) in ([], [start]):
        return found
    steps: Counter[tuple[int, int]] = Counter()
    for _ in range(most):
        QTest.keyClick(window.focusWidget(), key)
        here = window.focusWidget()
        assert here is not None
        if here is start and found[-1] is not start:
            return found
        if here is not found[-1]:
            steps[id(found[-1]), id(here)] += 1
            found.append(here)
            if steps.most_common(1)[0][1] > 2:
                break
        elif stops(window) == [here]:
            return [here]
    round_ = list(dict.fromkeys(reversed(found[found.index(here) + 1 :])))[::-1]
    if len(round_) < 3:
        raise AssertionError(f"Tab never comes back to {where(start)}; it is caught at {where(here)}")
    return round_


def changed_plainly(window: QWidget, widget: QWidget) -> int:
    """How many pixels in and around a control differ by 3 to 1 or more with and without the focus."""
    at = QRect(widget.mapTo(window, QPoint()), widget.size())
    box = at.adjusted(-AROUND, -AROUND, AROUND, AROUND).intersected(window.rect())
    (window.focusWidget() or widget).clearFocus()
    without = window.grab(box).toImage()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    return differing(window.grab(box).toImage(), without)


def differing(one: QImage, other: QImage) -> int:
    """How many pixels of two pictures of one size differ by 3 to 1 or more; counted up to ``SEEN``."""
    ratios: dict[tuple[int, int], float] = {}
    count = 0
    for y in range(one.height()):
        for x in range(one.width()):
            pair = one.pixel(x, y), other.pixel(x, y)
            if pair[0] != pair[1]:
                if pair not in ratios:
                    ratios[pair] = contrast(QColor(pair[0]), QColor(pair[1]))
                count += ratios[pair] >= 3.0
                if count >= SEEN:
                    return count
    return count


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
