"""A table of shaded cells with a figure in each: one hue from low to high, arrow keys, one chosen cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop_al.core.words import tr
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.glyphs import paint_glyph
from desktop_al.ui.reader_rows import ReaderRows
from desktop_al.ui.theme import Theme, contrast, tokens

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Qt.ItemDataRole.UserRole + 1
HEAD_ROLE = Qt.ItemDataRole.UserRole + 2
_HEAD_HEIGHT, _LONGEST_NAME = 28, 132


@dataclass(frozen=True, slots=True)
class Cell:
    """``lines``: the figure, then what stands small below it. ``level`` 0 to 1 is its shade, None for none.
    ``hatched``: too little to show a shade. ``framed``: a cell of the diagonal that has a thin frame."""

    lines: tuple[str, ...]
    level: float | None
    spoken: str
    hatched: bool = False
    framed: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """Of a row or column: a name, and the mark of a class, -1 for none."""

    name: str
    mark: int = -1


def ramp(theme: Theme) -> list[tuple[QColor, QColor]]:
    """Shades from low to high, each with the colour of a figure on it. A shade on which nothing would be read well
    enough is left out."""
    floor = tokens()["contrast_floor"]["text_high_contrast" if theme.name == "high-contrast" else "text"]
    inks = [theme.colour("text.primary"), theme.colour("bg.app" if theme.name == "dark" else "accent.on")]
    made = []
    for shade in map(QColor, tokens()["heat"][theme.name]):
        ink = max(inks, key=lambda ink, shade=shade: contrast(ink, shade))
        if contrast(ink, shade) >= floor:
            made.append((shade, ink))
    return made


class HeatModel(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self._cells: Sequence[Sequence[Cell]] = ()
        self._rows: Sequence[Head] = ()
        self._columns: Sequence[Head] = ()

    def show(self, rows: Sequence[Head], columns: Sequence[Head], cells: Sequence[Sequence[Cell]]) -> None:
        self.beginResetModel()
        self._rows, self._columns, self._cells = rows, columns, cells
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self._cells[index.row()][index.column()]
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(cell.lines)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(cell.spoken)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        heads = self._columns if orientation == Qt.Orientation.Horizontal else self._rows
        if not 0 <= section < len(heads):
            return None
        if role == HEAD_ROLE:
            return heads[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return heads[section].name
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(heads[section].name)
        return None


class _Heads(QHeaderView):
    """Names, marks of classes, or both: over a column there is room for the mark only."""

    def __init__(self, theme: Theme, way: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(way, parent)
        self._theme = theme
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setAccessibleName(tr("Columns") if way == Qt.Orientation.Horizontal else tr("Rows"))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, end = QPainter(self.viewport()), self.length()
        across = self.orientation() == Qt.Orientation.Horizontal
        rest = QRect(end, 0, self.width(), self.height()) if across else QRect(0, end, self.width(), self.height())
        painter.fillRect(rest, self._theme.colour("bg.surface"))
        painter.end()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme, head = self._theme, self.model().headerData(section, self.orientation(), HEAD_ROLE)
        painter.save()
        painter.fillRect(rect, theme.colour("bg.surface"))
        side, across = theme.px(13), self.orientation() == Qt.Orientation.Horizontal
        inner = rect.adjusted(theme.px(2), 0, -theme.px(2 if across else 8), 0)
        if head.mark >= 0:
            x = inner.center().x() + 1 - side / 2 if across else inner.right() + 1 - side
            middle = inner.center().y() + 1
            paint_glyph(painter, head.mark, x, middle - side / 2, side, theme.class_colour(head.mark))
            inner.setRight(inner.right() - side - theme.px(8))
        if head.mark < 0 or not across:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.colour("text.secondary"))
            words = painter.fontMetrics().elidedText(head.name, Qt.TextElideMode.ElideMiddle, inner.width())
            where = Qt.AlignmentFlag.AlignHCenter if across else Qt.AlignmentFlag.AlignRight
            painter.drawText(inner, where | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)
        painter.restore()


class _Cells(QStyledItemDelegate):
    def __init__(self, table: "HeatTable") -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table, theme, cell = self._table, self._table.theme, index.data(CELL_ROLE)
        here = (index.row(), index.column())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(1, 1, -1, -1)
        ink, small = self._fill(painter, cell, box)
        self._frame(painter, cell, box, here)
        figure, rest = theme.font("label", 600), theme.font("caption", 400, 11)
        lines = [(figure, ink), *((rest, small) for _ in cell.lines[1:])]
        if cell.level is None:
            lines[0] = (theme.font("caption"), small)
        heights = [QFontMetrics(font).height() for font, _ in lines]
        y = box.center().y() - sum(heights) / 2
        for words, (font, colour), high in zip(cell.lines, lines, heights, strict=True):
            painter.setFont(font)
            painter.setPen(colour)
            painter.drawText(QRectF(box.left(), y, box.width(), high), Qt.AlignmentFlag.AlignCenter, words)
            y += high
        if table.hasFocus() and table.at() == here:
            # A gap keeps the ring apart from a shade of the same hue.
            wide = theme.px(2)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for token, inset in (("focus.ring", 0.5), ("bg.surface", 1.5)):
                painter.setPen(QPen(theme.colour(token), wide))
                edge = wide * inset + (theme.px(3) if table.chosen == here else 0)
                painter.drawRect(box.adjusted(edge, edge, -edge, -edge))
        painter.restore()

    def _fill(self, painter: QPainter, cell: Cell, box: QRectF) -> tuple[QColor, QColor]:
        theme = self._table.theme
        painter.setPen(Qt.PenStyle.NoPen)
        ink, small = theme.colour("text.primary"), theme.colour("text.secondary")
        if cell.level is not None:
            steps = self._table.steps
            shade, ink = steps[min(len(steps) - 1, max(0, int(cell.level * len(steps))))]
            painter.setBrush(shade)
            painter.drawRoundedRect(box, theme.px(3), theme.px(3))
            return ink, ink
        painter.setBrush(theme.colour("bg.raised"))
        painter.drawRoundedRect(box, theme.px(3), theme.px(3))
        if cell.hatched:
            painter.save()
            painter.setClipRect(box)
            painter.setPen(QPen(theme.colour("border.default"), 1))
            pitch = theme.px(7)
            for step in range(round((box.width() + box.height()) / pitch) + 1):
                x = box.left() + step * pitch
                painter.drawLine(round(x), round(box.top()), round(x - box.height()), round(box.bottom()))
            painter.restore()
            high = QFontMetrics(theme.font("caption")).height() * len(cell.lines)
            painter.fillRect(
                QRectF(box.left() + theme.px(3), box.center().y() - high / 2, box.width() - theme.px(6), high),
                theme.colour("bg.raised"),
            )
        return ink, small

    def _frame(self, painter: QPainter, cell: Cell, box: QRectF, here: tuple[int, int]) -> None:
        table, theme = self._table, self._table.theme
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if table.chosen == here:
            wide = 2.5 * theme.scale
            painter.setPen(QPen(theme.colour("text.primary"), wide))
            painter.drawRoundedRect(box.adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2), theme.px(3), theme.px(3))
        elif cell.framed or table.hovered == here:
            painter.setPen(QPen(theme.colour("text.secondary"), 1))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), theme.px(3), theme.px(3))
        elif cell.level is None:
            painter.setPen(QPen(theme.colour("border.subtle"), 1))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), theme.px(3), theme.px(3))


class HeatTable(ReaderRows, QTableView):
    """``moved`` carries row and column of the cell that the keys or the pointer came to, ``picked`` of one that was
    clicked or taken with Return or Space. ``least`` and ``most``: width and height of a cell at 100 %."""

    moved = Signal(int, int)
    picked = Signal(int, int)

    def __init__(self, theme: Theme, name: str, least: QSize, most: QSize, high: int) -> None:
        super().__init__()
        self.cells = HeatModel()
        self.chosen: tuple[int, int] | None = None
        self.hovered: tuple[int, int] | None = None
        self._least, self._most, self._high = least, most, high
        self._across = _Heads(theme, Qt.Orientation.Horizontal, self)
        self._down = _Heads(theme, Qt.Orientation.Vertical, self)
        self.setHorizontalHeader(self._across)
        self.setVerticalHeader(self._down)
        self.setModel(self.cells)
        self.setItemDelegate(_Cells(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        corner = self.findChild(QAbstractButton)
        if corner is not None:
            # Nothing is to be chosen with it; the table shows it again with every layout.
            corner.setMaximumSize(0, 0)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.take_presses(lambda index: self.picked.emit(index.row(), index.column()))
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self.theme, self.steps = theme, ramp(theme)
        for heads in (self._across, self._down):
            heads.set_theme(theme)
        self._fit()
        self.viewport().update()

    def show_cells(self, rows: Sequence[Head], columns: Sequence[Head], cells: Sequence[Sequence[Cell]]) -> None:
        """Other cells; the keys stay where they are when there is such a place."""
        at = self.at()
        self.chosen = None
        self.cells.show(rows, columns, cells)
        if rows and columns:
            row, column = at or (0, 0)
            self._go(min(row, len(rows) - 1), min(column, len(columns) - 1))
        self._fit()

    def choose(self, at: tuple[int, int] | None) -> None:
        """Mark a cell as the chosen one."""
        self.chosen = at
        if at is not None:
            self._go(*at)
        self.viewport().update()

    def at(self) -> tuple[int, int] | None:
        index = self.currentIndex()
        return (index.row(), index.column()) if index.isValid() else None

    def _go(self, row: int, column: int) -> None:
        index = self.cells.index(row, column)
        if index != self.currentIndex():
            self.setCurrentIndex(index)

    def _fit(self) -> None:
        rows, columns, px = self.cells.rowCount(), self.cells.columnCount(), self.theme.px
        metrics = QFontMetrics(self.theme.font("caption"))
        heads = [self.cells.headerData(n, Qt.Orientation.Vertical, HEAD_ROLE) for n in range(rows)]
        widest = max((metrics.horizontalAdvance(h.name) + px(21 if h.mark >= 0 else 0) for h in heads), default=0)
        name = min(widest, px(_LONGEST_NAME), max(px(48), self.width() // 3)) + px(12)
        self._down.setFixedWidth(name)
        self._across.setFixedHeight(px(_HEAD_HEIGHT))
        # What may need a bar at the side leaves it its room.
        room = self.width() - name - (px(10) if rows * px(self._least.height()) > px(self._high) else 0)
        wide = max(px(self._least.width()), min(px(self._most.width()), room // columns if columns else room))
        share = wide / px(self._most.width())
        tall = max(px(self._least.height()), min(px(self._most.height()), round(share * px(self._most.height()))))
        self._across.setDefaultSectionSize(wide)
        self._down.setDefaultSectionSize(tall)
        bar = px(10) if wide * columns > room else 0
        self.setFixedHeight(px(_HEAD_HEIGHT) + min(rows * tall, px(self._high)) + bar)

    def resizeEvent(self, event: QEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.at()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and at is not None:
            if not event.isAutoRepeat():
                self.picked.emit(*at)
            return
        super().keyPressEvent(event)
        if self.at() != at and self.at() is not None:
            self.moved.emit(*self.at())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.moved.emit(index.row(), index.column())
            self.picked.emit(index.row(), index.column())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self._hover((index.row(), index.column()) if index.isValid() else None)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def _hover(self, at: tuple[int, int] | None) -> None:
        if at != self.hovered:
            self.hovered = at
            self.viewport().update()

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
