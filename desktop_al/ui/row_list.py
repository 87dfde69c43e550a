"""A list of painted rows that arrow keys go through; each row says in words what it shows."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.reader_rows import ReaderRows
from desktop_al.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
#: Paints a row, which is any value, into a box.
Paint = Callable[[QPainter, Theme, QRect, Any], None]


class _Model(QAbstractListModel):
    def __init__(self, words: Callable[[Any], str]) -> None:
        super().__init__()
        self._words = words
        self.rows: Sequence[Any] = ()

    def show(self, rows: Sequence[Any]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._words(row))
        return None


class _Rows(QStyledItemDelegate):
    def __init__(self, view: "RowList", paint: Paint) -> None:
        super().__init__(view)
        self._view, self._paint = view, paint

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._view.pitch())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box = self._view.theme, option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_MouseOver and self._view.opens:
            painter.fillRect(box, theme.colour("bg.hover"))
        painter.save()
        self._paint(painter, theme, box, index.data(ROW_ROLE))
        painter.restore()
        if self._view.hasFocus() and index.row() == self._view.currentIndex().row():
            wide = theme.px(2)
            painter.setPen(QPen(theme.colour("focus.ring"), wide))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(wide // 2, wide // 2, -(wide + 1) // 2, -(wide + 1) // 2))
        painter.restore()


class RowList(ReaderRows, QListView):
    """``opened`` carries the number of a row taken with Return or a double click. ``opens``: rows can be."""

    opened = Signal(int)

    def __init__(
        self, theme: Theme, name: str, height: float, paint: Paint, words: Callable[[Any], str], opens: bool = False
    ) -> None:
        super().__init__()
        self.opens, self._height = opens, height
        self._model = _Model(words)
        self.setModel(self._model)
        self.setItemDelegate(_Rows(self, paint))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.take_presses(lambda index: self._open(index.row()))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.verticalScrollBar().setSingleStep(self.pitch())
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def pitch(self) -> int:
        """Height of a row in pixels."""
        return self.theme.px(self._height)

    def rows(self) -> Sequence[Any]:
        return self._model.rows

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Other rows; the keys stay at the same number."""
        at = self.currentIndex().row()
        self._model.show(rows)
        if rows:
            self.setCurrentIndex(self._model.index(min(max(at, 0), len(rows) - 1), 0))

    def seen(self) -> range:
        """Numbers of the rows on screen."""
        first = self.verticalScrollBar().value() // max(1, self.pitch())
        return range(first, min(len(self._model.rows), first + self.viewport().height() // max(1, self.pitch()) + 2))

    def _open(self, number: int) -> None:
        if self.opens and 0 <= number < len(self._model.rows):
            self.opened.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands."""

    def resizeEvent(self, event: QEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
