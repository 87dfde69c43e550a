"""Boxes to tick, side by side in as many columns as there is room for."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QGridLayout, QSizePolicy, QWidget

from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.cut_words import one_line
from desktop_al.ui.theme import Theme

#: Width of a column at 100 %, at least.
_COLUMN = 150


class Tick(QCheckBox):
    """A box with one name, all of which can be pressed."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.name = name
        self.setAccessibleName(one_line(name))
        self.setToolTip(plain_tip(name))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFont(theme.font("body"))
        self.setFixedHeight(theme.px(30))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_COLUMN), self._theme.px(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(80), self._theme.px(30))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, px = QPainter(self), self._theme, self._theme.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, enabled = self.isChecked(), self.isEnabled()
        if self.underMouse() and enabled:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("bg.hover"))
            painter.drawRoundedRect(QRectF(self.rect()), px(6), px(6))
        side = px(16)
        box = QRectF(px(6), (self.height() - side) / 2, side, side)
        edge = "border.default" if not enabled else "accent.fill" if on else "border.control"
        painter.setPen(QPen(theme.colour(edge), 1.5 * theme.scale))
        painter.setBrush(theme.colour(edge if on else "bg.surface"))
        painter.drawRoundedRect(box, px(3), px(3))
        if on:
            pen = QPen(theme.colour("accent.on" if enabled else "text.disabled"), 2 * theme.scale)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            corners = [QPointF(box.left() + x * side, box.top() + y * side) for x, y in _HOOK]
            painter.drawPolyline(corners)
        painter.setPen(theme.colour("text.primary" if enabled else "text.disabled"))
        painter.setFont(self.font())
        room = QRect(px(30), 0, self.width() - px(34), self.height())
        words = painter.fontMetrics().elidedText(one_line(self.name), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus.ring"), px(2)))
            inset = px(2) / 2
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), px(6), px(6))
        painter.end()


#: Corners of the hook in a ticked box, in parts of its side.
_HOOK = ((0.24, 0.52), (0.43, 0.71), (0.77, 0.31))


class TickList(QWidget):
    """``ticked`` says that a box was pressed."""

    ticked = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.boxes: list[Tick] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(0)
        self._place()

    def set_names(self, names: Sequence[str]) -> None:
        """Boxes for these; those that were ticked stay so."""
        if [box.name for box in self.boxes] == list(names):
            return
        ticked = self.names()
        for box in self.boxes:
            self._grid.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.boxes = [Tick(self._theme, name) for name in names]
        for box in self.boxes:
            box.setChecked(box.name in ticked)
            box.clicked.connect(self.ticked)
        self._columns = 0
        self._place()

    def names(self) -> tuple[str, ...]:
        """What is ticked, in the order shown."""
        return tuple(box.name for box in self.boxes if box.isChecked())

    def tick(self, names: Collection[str]) -> None:
        """Tick exactly these; says nothing."""
        for box in self.boxes:
            box.setChecked(box.name in names)

    def resizeEvent(self, event: QEvent) -> None:
        self._place()

    def _place(self) -> None:
        px = self._theme.px
        columns = max(1, (self.width() + px(8)) // px(_COLUMN + 8))
        if columns == self._columns:
            return
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for number, box in enumerate(self.boxes):
            self._grid.addWidget(box, number // columns, number % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def minimumSizeHint(self) -> QSize:
        # Narrower than its columns side by side: it folds.
        return QSize(self._theme.px(100), super().minimumSizeHint().height())
