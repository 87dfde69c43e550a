"""The days of an annotator's own work as a table."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop_al.core.dates import day_words
from desktop_al.core.words import local, mark, tr
from desktop_al.loop.clock_screen import Day
from desktop_al.loop.pace_words import minutes_words
from desktop_al.ui.theme import Theme

#: Rows that are shown without scrolling inside the table.
_ROWS = 12
#: Of a figure that cannot be told.
_NONE = "–"

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    sentence: str
    words: Callable[[Day], str]


def date_words(date: str) -> str:
    """ "2026-05-09" as "Sat 9 May 2026"; what is no date of that form stays as it is."""
    try:
        day = datetime.date.fromisoformat(date)
    except ValueError:
        return date
    return day_words(day, weekday=True)


def _repeats(day: Day) -> str:
    return tr("{n:,} of {all:,}", n=day.same, all=day.repeats) if day.repeats else _NONE


COLUMNS = (
    _Column(mark("Date"), mark("The day by this computer's clock"), lambda day: date_words(day.date)),
    _Column(
        mark("Active"), mark("Time with a sample on screen that you worked on"), lambda day: minutes_words(day.active)
    ),
    _Column(mark("Samples"), mark("Answers you gave"), lambda day: local(f"{day.answers:,}")),
    _Column(
        mark("Per hour"),
        mark("Answers in an hour of active time"),
        lambda day: _NONE if day.per_hour is None else local(f"{day.per_hour:,}"),
    ),
    _Column(mark("Breaks"), mark("Breaks you took"), lambda day: local(f"{day.breaks:,}")),
    _Column(mark("Repeats same"), mark("Samples shown twice that got the same answer both times"), _repeats),
    _Column(mark("Focus lost"), mark("Times another window had the keyboard"), lambda day: local(f"{day.away:,}")),
    _Column(mark("Left alone"), mark("Time without a key or the pointer"), lambda day: minutes_words(day.idle)),
)


class DayModel(QAbstractTableModel):
    """A row for each day, in the order given."""

    def __init__(self) -> None:
        super().__init__()
        self._days: tuple[Day, ...] = ()

    def set_days(self, days: Sequence[Day]) -> None:
        self.beginResetModel()
        self._days = tuple(days)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._days)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, words = COLUMNS[index.column()], COLUMNS[index.column()].words(self._days[index.row()])
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{tr(column.title)}: {tr('not known') if words == _NONE else words}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(COLUMNS[section].title)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return tr(COLUMNS[section].sentence)
        return None


def _aligned(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter


def _paint_words(painter: QPainter, theme: Theme, words: str, box: QRect, column: int) -> None:
    # At the right end of its cell a figure needs less room at the left.
    inner = box.adjusted(theme.px(4 if column else 8), 0, -theme.px(8), 0)
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, _aligned(column), shown)


def _width(theme: Theme, words: int, column: int) -> int:
    """Of a cell whose words are so wide."""
    return words + theme.px(14 if column else 18)


class _Header(QHeaderView):
    """Names of the columns; a line marks where each can be drawn wider."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setHighlightSections(False)
        self.setAccessibleName(tr("Columns"))
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedHeight(theme.px(32))
        self.setMinimumSectionSize(theme.px(40))
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:
        theme = self._theme
        painter.save()
        painter.fillRect(rect, theme.colour("bg.surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("border.default"))
        if column < len(COLUMNS) - 1:
            mark = QRect(rect.right(), rect.top() + theme.px(9), 1, rect.height() - theme.px(18))
            painter.fillRect(mark, theme.colour("border.default"))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text.secondary"))
        _paint_words(painter, theme, tr(COLUMNS[column].title), rect, column)
        painter.restore()


class _Cells(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme, words = self.theme, str(index.data())
        wide = QFontMetrics(theme.font("body")).horizontalAdvance(words)
        return QSize(_width(theme, wide, index.column()), theme.size("table_row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box = self.theme, option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("accent.soft"))
        if index.row() < index.model().rowCount() - 1:
            painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), theme.colour("border.subtle"))
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("text.primary"))
        _paint_words(painter, theme, str(index.data()), box, index.column())
        if option.state & QStyle.StateFlag.State_HasFocus:
            wide, ring = theme.px(2), theme.colour("focus.ring")
            for side in (
                QRect(box.topLeft(), QSize(box.width(), wide)),
                QRect(box.topLeft(), QSize(wide, box.height())),
                QRect(box.bottomLeft() - QPoint(0, wide - 1), QSize(box.width(), wide)),
                QRect(box.topRight() - QPoint(wide - 1, 0), QSize(wide, box.height())),
            ):
                painter.fillRect(side, ring)
        painter.restore()


class DayView(QTableView):
    """The table; arrow keys go from cell to cell. Columns share the room until one is drawn wider or narrower."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._days = DayModel()
        self._fitting, self._own_widths = False, False
        self.setHorizontalHeader(_Header(theme, self))
        self._cells = _Cells(theme, self)
        self.setItemDelegate(self._cells)
        self.setModel(self._days)
        self.horizontalHeader().sectionResized.connect(self._resized)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setAccessibleName(tr("Rows"))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(tr("Days, newest first"))
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._cells.theme = theme
        self.horizontalHeader().set_theme(theme)
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(theme.size("table_row"))
        self._own_widths = False
        self._fit()

    def show_days(self, days: Sequence[Day]) -> None:
        self._days.set_days(days)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(400), self._high())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._high())

    def _high(self) -> int:
        rows = min(_ROWS, max(1, self._days.rowCount())) * self._theme.size("table_row")
        bar = self._theme.px(10) if sum(self._needed()) > self.viewport().width() else 0
        return self._theme.px(32) + rows + bar

    def _needed(self) -> list[int]:
        """Widths that show every cell and every heading in full."""
        theme = self._theme
        heads, cells = QFontMetrics(theme.font("caption")), QFontMetrics(theme.font("body"))
        texts = [
            [str(self._days.index(row, n).data()) for row in range(self._days.rowCount())] for n in range(len(COLUMNS))
        ]
        return [
            _width(theme, max([heads.horizontalAdvance(tr(column.title)), *map(cells.horizontalAdvance, texts[n])]), n)
            for n, column in enumerate(COLUMNS)
        ]

    def _fit(self) -> None:
        self.setFixedHeight(self._high())
        if self._own_widths:
            return
        needed = self._needed()
        spare, count = max(0, self.viewport().width() - sum(needed)), len(COLUMNS)
        self._fitting = True
        for column, wide in enumerate(needed):
            # What cannot be shared out evenly goes to the last ones.
            self.setColumnWidth(column, wide + (spare + column) // count)
        self._fitting = False

    def _resized(self) -> None:
        if not self._fitting:
            self._own_widths = True

    def resizeEvent(self, event: QEvent) -> None:
        super().resizeEvent(event)
        self._fit()
