"""The samples as tiles. Only what is on screen costs anything, however many there are."""

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from desktop_al.core.words import tr
from desktop_al.loop.screen import ImageContent, TextContent
from desktop_al.loop.text_search import excerpt
from desktop_al.ui.icons import paint_icon
from desktop_al.ui.samples_model import Choice, SampleModel
from desktop_al.ui.samples_paint import Pictures, paint_answer, paint_line, paint_paragraph, paint_signs
from desktop_al.ui.samples_table import click, press
from desktop_al.ui.theme import Theme, tokens

Index = QModelIndex | QPersistentModelIndex
GAP, MARGIN = 12, 16
_EXCERPT = 260


class SampleGrid(QListView):
    """A list with places of its own: Qt's icon mode lays out every item, half a second for 100,000.

    ``scrolled`` tells that other tiles are on screen.
    """

    scrolled = Signal()

    def __init__(self, theme: Theme, model: SampleModel, choice: Choice, pictures: Pictures) -> None:
        super().__init__()
        self._theme = theme
        self._samples = model
        self._choice = choice
        self._pictures = pictures
        self._hovered = -1
        self.setModel(model)
        self.setSelectionModel(choice.selection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # So that scrolling moves what is there instead of painting it again.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        # A refresh never scrolls; a step of the annotator does.
        self.setAutoScroll(False)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Samples"))
        self.verticalScrollBar().valueChanged.connect(lambda _: self.scrolled.emit())
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometries()
        self.viewport().update()

    # -- places ----------------------------------------------------------------------------------------

    def _tile(self) -> tuple[int, int]:
        wide, high = tokens()["size"]["grid_tile"]
        return self._theme.px(wide), self._theme.px(high)

    def across(self) -> int:
        """Tiles beside each other."""
        px = self._theme.px
        return max(1, (self.viewport().width() - 2 * px(MARGIN) + px(GAP)) // (self._tile()[0] + px(GAP)))

    def _box(self, row: int) -> QRect:
        wide, high = self._tile()
        gap, margin, across = self._theme.px(GAP), self._theme.px(MARGIN), self.across()
        x = margin + row % across * (wide + gap)
        return QRect(x, margin + row // across * (high + gap) - self.verticalOffset(), wide, high)

    def _row_at(self, point: QPoint) -> int:
        wide, high = self._tile()
        gap, margin, across = self._theme.px(GAP), self._theme.px(MARGIN), self.across()
        x, y = point.x() - margin, point.y() - margin + self.verticalOffset()
        if x < 0 or y < 0 or x % (wide + gap) >= wide or y % (high + gap) >= high or x // (wide + gap) >= across:
            return -1
        row = y // (high + gap) * across + x // (wide + gap)
        return row if row < self._samples.rowCount() else -1

    def shown_rows(self) -> range:
        """The tiles on screen, also those that are so in part."""
        high = self._tile()[1] + self._theme.px(GAP)
        top = max(0, self.verticalOffset() - self._theme.px(MARGIN)) // high
        lines = self.viewport().height() // high + 2
        across = self.across()
        return range(top * across, min(self._samples.rowCount(), (top + lines) * across))

    def visualRect(self, index: Index) -> QRect:
        return self._box(index.row()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._row_at(point)
        return self._samples.index(row, 0) if row >= 0 else QModelIndex()

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:
        return index.column() != 0

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = QListView.ScrollHint.EnsureVisible) -> None:
        if not index.isValid():
            return
        box, bar, margin = self._box(index.row()), self.verticalScrollBar(), self._theme.px(MARGIN)
        if box.top() < margin:
            bar.setValue(bar.value() + box.top() - margin)
        elif box.bottom() > self.viewport().height() - margin:
            bar.setValue(bar.value() + box.bottom() - self.viewport().height() + margin)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        # The list's own way asks for the layout that is not made here, and does nothing without it.
        self.viewport().scroll(dx, dy)

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        high = self._tile()[1]
        gap, margin, across = self._theme.px(GAP), self._theme.px(MARGIN), self.across()
        lines = -(-self._samples.rowCount() // across)
        whole = lines * (high + gap) - gap + 2 * margin
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep((high + gap) // 3)
        bar.setRange(0, max(0, whole - self.viewport().height()))

    def setSelection(self, rect: QRect, command: object) -> None:
        """Keys and pointer choose through :class:`Choice`."""

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())

    def resizeEvent(self, event: QEvent) -> None:
        self.updateGeometries()
        self.scrolled.emit()

    # -- keys and pointer ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        across = self.across()
        lines = max(1, self.viewport().height() // (self._tile()[1] + self._theme.px(GAP)))
        press(self._choice, event, across, across * lines)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        click(self._choice, self._row_at(event.position().toPoint()), event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._choice.open(self._row_at(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._row_at(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)

    def paint_again(self, row: int) -> None:
        """The content of a row was read."""
        self.viewport().update(self._box(row))

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            for changed in (row, self._hovered):
                if changed >= 0:
                    self.viewport().update(self._box(changed))
            self._hovered = row

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands."""

    def focusInEvent(self, event: QEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # -- painting --------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self._theme.colour("bg.app"))
        for row in self.shown_rows():
            box = self._box(row)
            if box.adjusted(-8, -8, 8, 8).intersects(event.rect()):
                self._paint_tile(painter, row, box)
        painter.end()

    def _paint_tile(self, painter: QPainter, row: int, box: QRect) -> None:
        theme, px = self._theme, self._theme.px
        line, chosen = self._samples.line(row), self._choice.is_chosen(row)
        edge = "accent.line" if chosen else "border.control" if row == self._hovered else "border.default"
        painter.setPen(QPen(theme.colour(edge), px(2) if chosen else 1))
        painter.setBrush(theme.colour("accent.soft" if chosen else "bg.surface"))
        inset = px(2) / 2 if chosen else 0.5
        painter.drawRoundedRect(QRectF(box).adjusted(inset, inset, -inset, -inset), px(8), px(8))
        room = QRect(box.left() + px(6), box.top() + px(6), box.width() - px(12), box.height() - px(12 + 44))
        self._paint_content(painter, row, room)
        left, wide = box.left() + px(9), box.width() - px(18)
        name = QRect(left, room.bottom() + px(4), wide, px(20))
        right = paint_signs(painter, theme, line, name)
        painter.setFont(theme.font("caption") if self._samples.reviewing else theme.mono(12))
        painter.setPen(theme.colour("text.primary"))
        # Where labels that look wrong are listed, what makes one so matters more than its name.
        words, elided = (line.why, _RIGHT) if self._samples.reviewing else (line.name, _MIDDLE)
        paint_line(painter, words, QRect(left, name.top(), right - left, name.height()), elided)
        answer = QRect(left, name.bottom() + 1, wide - (px(26) if chosen else 0), px(20))
        paint_answer(painter, theme, line, answer, "text.primary", theme.font("body"))
        if chosen:
            side = px(20)
            sign = QRect(box.right() + 1 - px(8) - side, answer.top(), side, side)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent.fill"))
            painter.drawRoundedRect(sign, px(4), px(4))
            paint_icon(painter, "saved", sign.adjusted(px(3), px(3), -px(3), -px(3)), theme.colour("accent.on"))
        if row == self._choice.current() and self.hasFocus():
            painter.setPen(QPen(theme.colour("focus.ring"), px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            out = px(2) + px(2) / 2
            painter.drawRoundedRect(QRectF(box).adjusted(-out, -out, out, out), px(10), px(10))

    def _paint_content(self, painter: QPainter, row: int, room: QRect) -> None:
        theme, line = self._theme, self._samples.line(row)
        content = self._samples.contents(line.place)
        if isinstance(content, ImageContent):
            self._pictures.paint(painter, line.place, content, room)
            return
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text.secondary"))
        if isinstance(content, TextContent):
            text = excerpt(content.text, self._samples.text, _EXCERPT)
            paint_paragraph(painter, text, room.adjusted(theme.px(3), 0, -theme.px(3), 0), theme.line("caption"))
        elif content is not None:
            paint_paragraph(painter, content.cause, room.adjusted(theme.px(3), 0, 0, 0), theme.line("caption"))
        else:
            painter.fillRect(room, theme.colour("bg.hover"))


_MIDDLE, _RIGHT = Qt.TextElideMode.ElideMiddle, Qt.TextElideMode.ElideRight
