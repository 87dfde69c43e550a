"""A share from 0 to 1 as a dot on a line, its interval as a bar."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop_al.core.shapes import Measured
from desktop_al.loop.figure_words import has_interval
from desktop_al.ui.theme import Theme


def paint_range(painter: QPainter, theme: Theme, box: QRectF, figure: Measured, ink: QColor) -> None:
    """Fills the width of ``box``, in the middle of its height; only the line where the figure is not known."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle, dot = box.center().y(), theme.px(4)
    left, wide = box.left() + dot, box.width() - 2 * dot

    def at(value: float) -> QPointF:
        return QPointF(left + min(1.0, max(0.0, value)) * wide, middle)

    painter.setPen(QPen(theme.colour("border.subtle"), theme.px(1)))
    painter.drawLine(at(0.0), at(1.0))
    if figure.value is not None:
        if has_interval(figure):
            pen = QPen(ink, theme.px(3))
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLine(at(figure.low or 0.0), at(figure.high or 0.0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(at(figure.value), dot, dot)
    painter.restore()
