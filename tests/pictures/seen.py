"""What can be read on a window: whole words, and words that are cut off or lie over each other."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QWidget,
)

from desktop_al.ui.widgets import CapButton, Paragraph, Words

#: Pixels that two boxes may share.
_TOUCH = 8


def _visible(root: QWidget) -> Iterator[QWidget]:
    return (child for child in root.findChildren(QWidget) if child.isVisible() and not child.visibleRegion().isEmpty())


def _text(widget: QWidget) -> str:
    match widget:
        case Paragraph() | QLabel() | QLineEdit():
            return widget.text() or (widget.placeholderText() if isinstance(widget, QLineEdit) else "")
        case CapButton():
            return widget.words()
        case QAbstractButton():
            return widget.text() or widget.accessibleName()
        case QTextEdit() | QPlainTextEdit():
            return widget.toPlainText()
        case QAbstractItemView():
            return "\n".join(_rows(widget))
    return widget.accessibleName()


def _rows(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is None:
        return
    columns = 1
    if isinstance(view, QTableView) and isinstance(model, QAbstractTableModel):
        columns = model.columnCount(QModelIndex())
    for row in range(min(model.rowCount(QModelIndex()), 500)):
        for column in range(columns):
            index = model.index(row, column)
            if view.visualRect(index).intersects(view.viewport().rect()):
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                    yield str(model.data(index, role) or "")


def words_on(window: QWidget) -> list[str]:
    """What stands on the window, part by part; words that are cut off are left out."""
    return [_text(w) for w in _visible(window) if _text(w) and not _cut(w) and not _covered(w)]


def missing(window: QWidget, words: tuple[str, ...]) -> list[str]:
    """Which of ``words`` do not stand on the window."""
    there = words_on(window)
    return [wanted for wanted in words if not any(wanted in text for text in there)]


def spoilt(window: QWidget) -> list[str]:
    """What is cut off, and which words lie over others."""
    shown = [w for w in _visible(window) if isinstance(w, Paragraph | QLabel | QAbstractButton) and _text(w)]
    found = [f"cut off: “{_text(widget)}” ({_cut(widget)})" for widget in shown if _cut(widget)]
    boxes = [(widget, _box(widget, window)) for widget in shown]
    for at, (first, box) in enumerate(boxes):
        for second, other in boxes[at + 1 :]:
            related = first.isAncestorOf(second) or second.isAncestorOf(first)
            over = box.intersected(other)
            if not related and first.parent() is second.parent() and min(over.width(), over.height()) > _TOUCH:
                found.append(f"“{_text(first)}” lies over “{_text(second)}”")
    return found


def _box(widget: QWidget, window: QWidget) -> QRect:
    """Where the words of a widget are, as far as they are to be seen; of a button all of it."""
    box = widget.visibleRegion().boundingRect()
    if isinstance(widget, QLabel):
        words = widget.fontMetrics().boundingRect(widget.rect(), int(widget.alignment()), widget.text())
        box = box.intersected(words)
    return box.translated(widget.mapTo(window, QPoint(0, 0)))


def _covered(widget: QWidget) -> bool:
    """Whether something else lies over the middle of a widget."""
    window = widget.window()
    top = window.childAt(widget.mapTo(window, widget.visibleRegion().boundingRect().center()))
    return top is not None and top is not widget and not top.isAncestorOf(widget) and not widget.isAncestorOf(top)


def _cut(widget: QWidget) -> str:
    """Why the words of a widget are not whole; "" when they are."""
    text = _text(widget)
    if isinstance(widget, Paragraph):
        lines = widget._lines
        if lines and len(widget._layout(widget.width())[1]) > lines:
            return f"more than {lines} lines"
        if not lines and widget.heightForWidth(widget.width()) > widget.height():
            return f"{widget.height()} px high instead of {widget.heightForWidth(widget.width())}"
    elif isinstance(widget, Words) and not text.count("\n"):
        need = widget.fontMetrics().horizontalAdvance(text)
        if need > widget.width() + 1:
            return f"{widget.width()} px wide instead of {need}"
        # Ascent and descent of a font leave room that letters do not take.
        if 0.9 * widget.fontMetrics().height() > widget.height():
            return f"{widget.height()} px high instead of {widget.fontMetrics().height()}"
    elif isinstance(widget, CapButton) and widget.sizeHint().width() > widget.width() + 1 and widget._hug:
        return f"{widget.width()} px wide instead of {widget.sizeHint().width()}"
    return ""
