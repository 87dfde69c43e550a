"""The application mark: a learning curve on a rounded tile, drawn, so that it is sharp at every size."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from desktop_al.ui.theme import Theme


def paint_mark(painter: QPainter, rect: QRectF, fill: QColor, ink: QColor) -> None:
    """Paints the mark into ``rect``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / 20.0, rect.height() / 20.0)
    tile = QPainterPath()
    tile.addRoundedRect(QRectF(0, 0, 20, 20), 5, 5)
    painter.fillPath(tile, fill)
    curve = QPainterPath(QPointF(4.2, 15.2))
    curve.cubicTo(QPointF(5.6, 9.6), QPointF(8.6, 10.6), QPointF(10.6, 9.2))
    curve.cubicTo(QPointF(12.6, 7.8), QPointF(13.4, 5.4), QPointF(16, 5))
    painter.setPen(QPen(ink, 1.9, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPath(curve)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(QPointF(10.6, 9.2), 2.0, 2.0)
    painter.restore()


def mark_icon(fill: QColor, ink: QColor) -> QIcon:
    """The mark as a window icon, in the usual sizes."""
    made = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_mark(painter, QRectF(0, 0, side, side), fill, ink)
        painter.end()
        made.addPixmap(pixmap)
    return made


class MarkView(QWidget):
    """The application mark."""

    def __init__(self, theme: Theme, side: float = 20) -> None:
        super().__init__()
        self._side = side
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedSize(theme.px(self._side), theme.px(self._side))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_mark(painter, QRectF(self.rect()), self._theme.colour("accent.fill"), self._theme.colour("accent.on"))
        painter.end()
