"""A quiet table of words and figures: arrow keys go from cell to cell, columns share the room."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QFrame, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from desktop_al.core.words import tr
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.icons import paint_icon
from desktop_al.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
#: Rows that are shown without scrolling inside the table; the widest column takes at most this at 100 %; the last one
#: keeps that much where it gives way.
_ROWS, _WIDEST, _LEAST = 14, 340, 140
#: Side of a sign before the words of a cell, and the gap behind it.
_SIGN, _GAP = 15, 6


class _Model(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.columns: Sequence[str] = ()
        self.rows: Sequence[Sequence[str]] = ()

    def show(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self.beginResetModel()
        self.columns, self.rows = columns, rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        words = self.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(words)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.columns[index.column()]}: {words or tr('nothing')}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section]
        return None


def _paint_words(painter: QPainter, theme: Theme, words: str, box: QRect, right: bool) -> None:
    inner = box.adjusted(theme.px(8), 0, -theme.px(8), 0)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


class _Header(QHeaderView):
    def __init__(self, theme: Theme, table: "PlainTable") -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._theme, self._table = theme, table
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setHighlightSections(False)
        self.setAccessibleName(tr("Columns"))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedHeight(theme.px(30))
        self.setMinimumSectionSize(theme.px(28))
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:
        theme = self._theme
        painter.save()
        painter.fillRect(rect, theme.colour("bg.surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("border.default"))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text.secondary"))
        words = self.model().headerData(column, Qt.Orientation.Horizontal)
        _paint_words(painter, theme, words, rect, column in self._table.figures)
        painter.restore()


class _Cells(QStyledItemDelegate):
    def __init__(self, table: "PlainTable") -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table, theme, box = self._table, self._table.theme, option.rect
        painter.save()
        if index.row() < index.model().rowCount() - 1:
            painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), theme.colour("border.subtle"))
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("text.primary" if index.column() < 2 else "text.secondary"))
        room, sign = box, table.sign(index.row(), index.column())
        if sign is not None:
            side = theme.px(_SIGN)
            place = QRect(box.left() + theme.px(8), box.center().y() + 1 - side // 2, side, side)
            paint_icon(painter, sign[0], place, theme.colour(sign[1]))
            room = box.adjusted(side + theme.px(_GAP), 0, 0, 0)
        _paint_words(painter, theme, index.data(), room, index.column() in table.figures)
        if table.hasFocus() and index == table.currentIndex():
            wide = theme.px(2)
            painter.setPen(QPen(theme.colour("focus.ring"), wide))
            painter.drawRect(box.adjusted(wide // 2, wide // 2, -(wide + 1) // 2, -(wide + 1) // 2))
        painter.restore()


class PlainTable(QTableView):
    """``figures`` are the columns whose words stand at the right. ``fills``: it takes what height there is, else that
    of its rows. ``spread``: every column gets its part of the room that is left over, not the last one all of it.
    ``fits``: the last column gives way rather than that the table scrolls sideways; a tool tip has its words."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        figures: Sequence[int] = (),
        *,
        fills: bool = False,
        spread: bool = False,
        fits: bool = False,
    ) -> None:
        super().__init__()
        self.figures = frozenset(figures)
        self._fills, self._spread, self._fits = fills, spread, fits
        self._model = _Model()
        self._header = _Header(theme, self)
        self.setHorizontalHeader(self._header)
        self.setModel(self._model)
        self.setItemDelegate(_Cells(self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setAccessibleName(tr("Rows"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(name)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self._header.set_theme(theme)
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(theme.px(32))
        self._fit()

    def titles(self) -> Sequence[str]:
        return self._model.columns

    def rows(self) -> Sequence[Sequence[str]]:
        return self._model.rows

    def sign(self, row: int, column: int) -> tuple[str, str] | None:
        """Icon before the words of a cell and the token of its colour, None for no icon."""
        return None

    def show_rows(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self._model.show(columns, rows)
        if rows:
            self.setCurrentIndex(self._model.index(0, 0))
        self._fit()

    def _fit(self) -> None:
        theme, px = self.theme, self.theme.px
        heads, cells = QFontMetrics(theme.font("caption")), QFontMetrics(theme.font("body"))
        needed = []
        for number, title in enumerate(self._model.columns):
            words = [
                cells.horizontalAdvance(row[number]) + (px(_SIGN + _GAP) if self.sign(place, number) else 0)
                for place, row in enumerate(self._model.rows)
            ]
            needed.append(min(px(_WIDEST), max([heads.horizontalAdvance(title), *words])) + px(18))
        # A bar at the side takes its room from the columns.
        whole = px(30) + len(self._model.rows) * px(32)
        longer = whole > self.height() if self._fills else len(self._model.rows) > _ROWS
        room = self.width() - (px(10) if longer else 0)
        if self._fits and sum(needed) > room:
            needed[-1] = max(min(px(_LEAST), needed[-1]), needed[-1] - (sum(needed) - room))
        spare = max(0, room - sum(needed))
        each = spare // max(1, len(needed)) if self._spread else 0
        for number, wide in enumerate(needed):
            # The last column has the sentences.
            more = spare - each * (len(needed) - 1) if number == len(needed) - 1 else each
            self.setColumnWidth(number, wide + more)
        if self._fills:
            return
        bar = px(10) if sum(needed) > room else 0
        self.setFixedHeight(px(30) + min(_ROWS, max(1, len(self._model.rows))) * px(32) + bar)

    def resizeEvent(self, event: QEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
