"""The tiles of a group: as large as lets all of them be seen at once, ticked or not, by keys and pointer."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from desktop_al.core.words import tr
from desktop_al.loop.batch_screen import Tile
from desktop_al.loop.screen import Content, ImageContent, TextContent
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.glyphs import paint_glyph
from desktop_al.ui.icons import paint_icon
from desktop_al.ui.samples_paint import Pictures, paint_line, paint_paragraph
from desktop_al.ui.theme import Theme, tokens

Index = QModelIndex | QPersistentModelIndex

GAP, MARGIN = 12, 18
#: The widths of a tile that may be asked for, and the least one that it shrinks to by itself, at 100 %.
NARROWEST, WIDEST, LEAST = 112, 320, 88
#: Height of the line below the picture.
_FOOT = 30
_EXCERPT = 2000


class TileModel(QAbstractListModel):
    """The tiles as rows, for painting and for screen readers. ``contents`` gives what was read of a place."""

    def __init__(self) -> None:
        super().__init__()
        self.tiles: tuple[Tile, ...] = ()
        self.contents: Callable[[int], Content | None] = lambda _: None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.tiles)

    def set_tiles(self, tiles: tuple[Tile, ...]) -> None:
        if [tile.place for tile in tiles] != [tile.place for tile in self.tiles]:
            self.beginResetModel()
            self.tiles = tiles
            self.endResetModel()
        elif tiles != self.tiles:
            self.tiles = tiles
            self.dataChanged.emit(self.index(0), self.index(len(tiles) - 1))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.tiles):
            return None
        tile = self.tiles[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return tile.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tile.spoken
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return tile.likeness
        return plain_tip(tile.name) if role == Qt.ItemDataRole.ToolTipRole else None


class BatchGrid(QListView):
    """``toggled`` carries the place of a tile to tick or untick, ``accepted`` comes with Return, ``large`` with a
    double click; ``moved`` tells that another tile is the current one, ``resized`` that pictures are needed in another
    size."""

    toggled = Signal(int)
    accepted = Signal()
    large = Signal()
    moved = Signal()
    resized = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pictures = Pictures()
        self._wanted = 0
        self._hovered = -1
        self.tiles = TileModel()
        self.setModel(self.tiles)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Tiles of the group"))
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometries()
        self.viewport().update()
        self.resized.emit()

    def show_tiles(self, tiles: tuple[Tile, ...], anew: bool) -> None:
        """Draw the tiles; ``anew``: of another group, whose first one is the current one then."""
        row = 0 if anew else max(0, self.currentIndex().row())
        self.tiles.set_tiles(tiles)
        self.updateGeometries()
        self._go(min(row, len(tiles) - 1))
        if anew:
            self.verticalScrollBar().setValue(0)
        self.viewport().update()

    def set_wanted(self, width: int) -> None:
        """The width of a tile at 100 %, 0 for as large as usual and still all in sight."""
        self._wanted = width
        self.updateGeometries()
        self.viewport().update()
        self.resized.emit()

    def current(self) -> Tile | None:
        """The tile that keys and buttons are about."""
        row = self.currentIndex().row()
        return self.tiles.tiles[row] if 0 <= row < len(self.tiles.tiles) else None

    def picture_edge(self) -> int:
        """Pixels of the screen that the longer side of a tile's picture needs."""
        return max(64, round(max(self._tile()) * self.devicePixelRatioF()))

    # -- places ----------------------------------------------------------------------------------------

    def _tile(self) -> tuple[int, int]:
        """The usual size; smaller where that lets the whole group be seen at once."""
        wide, high = tokens()["size"]["grid_tile"]
        px, count = self._theme.px, len(self.tiles.tiles)
        width = self._wanted or wide
        if not self._wanted:
            while width > LEAST and not self._fits(px(width), px(width * high / wide), count):
                width -= 4
        return px(width), px(width * high / wide)

    def _fits(self, wide: int, high: int, count: int) -> bool:
        gap, margin = self._theme.px(GAP), self._theme.px(MARGIN)
        across = max(1, (self.width() - 2 * margin + gap) // (wide + gap))
        return -(-count // across) * (high + gap) - gap + 2 * margin <= self.height()

    def across(self) -> int:
        """Tiles beside each other."""
        gap, margin = self._theme.px(GAP), self._theme.px(MARGIN)
        return max(1, (self.viewport().width() - 2 * margin + gap) // (self._tile()[0] + gap))

    def _box(self, row: int) -> QRect:
        wide, high = self._tile()
        gap, margin, across = self._theme.px(GAP), self._theme.px(MARGIN), self.across()
        x = margin + row % across * (wide + gap)
        return QRect(x, margin + row // across * (high + gap) - self.verticalOffset(), wide, high)

    def _row_at(self, point: QPoint) -> int:
        return next((row for row in range(len(self.tiles.tiles)) if self._box(row).contains(point)), -1)

    def _foot(self, box: QRect) -> QRect:
        """The line with the tick: a click on it ticks."""
        high = self._theme.px(_FOOT)
        return QRect(box.left(), box.bottom() + 1 - high, box.width(), high)

    def visualRect(self, index: Index) -> QRect:
        return self._box(index.row()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._row_at(point)
        return self.tiles.index(row) if row >= 0 else QModelIndex()

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:
        return False

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = QListView.ScrollHint.EnsureVisible) -> None:
        if not index.isValid():
            return
        box, bar, margin = self._box(index.row()), self.verticalScrollBar(), self._theme.px(GAP)
        if box.top() < margin:
            bar.setValue(bar.value() + box.top() - margin)
        elif box.bottom() > self.viewport().height() - margin:
            bar.setValue(bar.value() + box.bottom() - self.viewport().height() + margin)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        high = self._tile()[1]
        gap, margin = self._theme.px(GAP), self._theme.px(MARGIN)
        lines = -(-len(self.tiles.tiles) // self.across())
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep((high + gap) // 3)
        bar.setRange(0, max(0, lines * (high + gap) - gap + 2 * margin - self.viewport().height()))

    def setSelection(self, rect: QRect, command: object) -> None:
        """Nothing is selected: tiles are ticked."""

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return QRegion()

    def resizeEvent(self, event: QEvent) -> None:
        self.updateGeometries()
        self.resized.emit()

    # -- keys and pointer ------------------------------------------------------------------------------

    def _go(self, row: int) -> None:
        index = self.tiles.index(row) if row >= 0 else QModelIndex()
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(index)
        self.viewport().update()
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, count, across = event.key(), len(self.tiles.tiles), self.across()
        here = self.currentIndex().row()
        moves = {
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_Up: here - across,
            Qt.Key.Key_Down: here + across,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: count - 1,
        }
        if key in moves:
            if 0 <= moves[Qt.Key(key)] < count:
                self._go(moves[Qt.Key(key)])
        elif key == Qt.Key.Key_Space:
            if not event.isAutoRepeat() and (tile := self.current()) is not None:
                self.toggled.emit(tile.place)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # A key that is held down accepts nothing more.
            if not event.isAutoRepeat():
                self.accepted.emit()
        else:
            event.ignore()

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().toPoint())
        if row < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        self._go(row)
        if self._foot(self._box(row)).contains(event.position().toPoint()):
            self.toggled.emit(self.tiles.tiles[row].place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().toPoint())
        if row >= 0 and not self._foot(self._box(row)).contains(event.position().toPoint()):
            self.large.emit()
        else:
            self.mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._row_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # -- painting --------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self._theme.colour("bg.app"))
        for row, tile in enumerate(self.tiles.tiles):
            box = self._box(row)
            if box.adjusted(-8, -8, 8, 8).intersects(event.rect()):
                self._paint_tile(painter, row, tile, box)
        painter.end()

    def _paint_tile(self, painter: QPainter, row: int, tile: Tile, box: QRect) -> None:
        theme, px = self._theme, self._theme.px
        frame = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = "border.control" if row == self._hovered else "border.default"
        pen = QPen(theme.colour(edge), 1)
        if not tile.ticked:
            pen = QPen(theme.colour("text.secondary"), px(2), Qt.PenStyle.DashLine)
            frame = QRectF(box).adjusted(px(1), px(1), -px(1), -px(1))
        painter.setPen(pen)
        painter.setBrush(theme.colour("bg.surface"))
        painter.drawRoundedRect(frame, px(8), px(8))
        foot = self._foot(box)
        room = QRect(box.left() + px(7), box.top() + px(7), box.width() - px(14), foot.top() - box.top() - px(8))
        self._paint_content(painter, tile, room)
        self._paint_foot(painter, tile, foot.adjusted(px(9), 0, -px(9), -px(3)))
        if row == self.currentIndex().row() and self.hasFocus():
            painter.setPen(QPen(theme.colour("focus.ring"), px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            out = px(2) + px(2) / 2
            painter.drawRoundedRect(QRectF(box).adjusted(-out, -out, out, out), px(10), px(10))
        elif row == self.currentIndex().row():
            # Where the buttons beside it act while the focus is on them.
            painter.setPen(QPen(theme.colour("accent.line"), px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(-px(2), -px(2), px(2), px(2)), px(10), px(10))

    def _paint_content(self, painter: QPainter, tile: Tile, room: QRect) -> None:
        theme, content = self._theme, self.tiles.contents(tile.place)
        if isinstance(content, ImageContent):
            self._pictures.paint(painter, tile.place, content, room)
            return
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text.primary" if isinstance(content, TextContent) else "text.secondary"))
        inside = room.adjusted(theme.px(3), 0, -theme.px(3), 0)
        if isinstance(content, TextContent):
            paint_paragraph(painter, " ".join(content.text[:_EXCERPT].split()), inside, theme.line("caption"))
        elif content is not None:
            paint_paragraph(painter, content.cause, inside, theme.line("caption"))
        else:
            painter.fillRect(room, theme.colour("bg.hover"))

    def _paint_foot(self, painter: QPainter, tile: Tile, line: QRect) -> None:
        theme, px = self._theme, self._theme.px
        side, middle = px(16), line.center().y() + 1
        box = QRect(line.left(), middle - side // 2, side, side)
        paint_tick(painter, theme, box, tile.ticked)
        left, right = box.right() + 1 + px(8), line.right() + 1
        if tile.given is not None:
            mark = px(13)
            paint_glyph(
                painter, tile.given.colour, left, middle - mark / 2, mark, theme.class_colour(tile.given.colour)
            )
            left += mark + px(6)
        painter.setFont(theme.font("body" if tile.given is not None or not tile.ticked else "caption", None, 13))
        if tile.ticked and tile.given is None and line.width() >= px(110):
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.colour("text.secondary"))
            wide = painter.fontMetrics().horizontalAdvance(tile.percent)
            paint_line(painter, tile.percent, QRect(right - wide, line.top(), wide + 1, line.height()), right=True)
            right -= wide + px(6)
            painter.setFont(theme.font("body", None, 13))
        painter.setPen(theme.colour("text.primary"))
        words, mode, single = tile.name, Qt.TextElideMode.ElideLeft, tr("Single review")
        if tile.given is not None or not tile.ticked:
            words, mode = tile.given.name if tile.given is not None else single, Qt.TextElideMode.ElideRight
        if painter.fontMetrics().horizontalAdvance(words) > right - left:
            words = tr("Single", about="review") if words is single else stem(words) if words is tile.name else words
        paint_line(painter, words, QRect(left, line.top(), right - left, line.height()), mode)


def stem(name: str) -> str:
    """What tells a name from others beside it: without folder and kind of file."""
    last = name.rpartition("/")[2]
    return last.rpartition(".")[0] or last


def paint_tick(painter: QPainter, theme: Theme, box: QRect, ticked: bool) -> None:
    """A box with a tick, or an empty one."""
    px = theme.px
    painter.setPen(QPen(theme.colour("accent.fill" if ticked else "border.control"), 1.5))
    painter.setBrush(theme.colour("accent.fill" if ticked else "bg.surface"))
    painter.drawRoundedRect(QRectF(box).adjusted(0.75, 0.75, -0.75, -0.75), px(4), px(4))
    if ticked:
        paint_icon(painter, "saved", box.adjusted(px(2), px(2), -px(2), -px(2)), theme.colour("accent.on"))
