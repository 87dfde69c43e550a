"""Reliability: how often the model is right over how sure it says it is, with the line on which both are the same."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_al.core.words import mark, tr
from desktop_al.loop.suggestion_screen import CalibrationCard
from desktop_al.ui.theme import Theme

_WIDE, _HIGH = 340, 300
SAYS, RIGHT = mark("Model says"), mark("Right")


class ReliabilityPlot(QWidget):
    """Points with their ranges; hollow ones are those before calibration. The table beside it says the same."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._card = CalibrationCard()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Reliability diagram"))
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedHeight(theme.px(_HIGH))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDE), self._theme.px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(220), self._theme.px(_HIGH))

    def show_card(self, card: CalibrationCard) -> None:
        self._card = card
        self.setAccessibleDescription(card.spoken)
        self.update()

    def _floor(self) -> float:
        """Both axes begin at this share: below it there is nothing."""
        values = [value for one in self._card.bins for value in (one.said, one.right.low or 0.0)]
        values += [value for one in self._card.before for value in (one.said, one.right.value or 0.0)]
        return max(0.0, int(5 * min(values, default=0.0)) / 5)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("caption"))
        px, low = theme.px, theme.line("caption")
        left = painter.fontMetrics().horizontalAdvance("100 %") + px(8)
        # A little room, so that points at the ends are not cut.
        box = QRectF(left, low + px(8), self.width() - left - px(10), self.height() - 3 * low - px(16))
        floor = self._floor()

        def at(says: float, right: float) -> QPointF:
            scale = 1.0 - floor
            return QPointF(
                box.left() + (says - floor) / scale * box.width(), box.bottom() - (right - floor) / scale * box.height()
            )

        self._paint_axes(painter, box, floor)
        painter.setPen(QPen(theme.colour("text.secondary"), px(1), Qt.PenStyle.DashLine))
        painter.drawLine(at(floor, floor), at(1.0, 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("text.secondary"), px(1.5)))
        for one in self._card.before:
            painter.drawEllipse(at(one.said, one.right.value or 0.0), px(3), px(3))
        ink = theme.colour("accent.line")
        for one in self._card.bins:
            painter.setPen(QPen(ink, px(2)))
            painter.drawLine(at(one.said, one.right.low or 0.0), at(one.said, one.right.high or 0.0))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(at(one.said, one.right.value or 0.0), px(4), px(4))
        painter.end()

    def _paint_axes(self, painter: QPainter, box: QRectF, floor: float) -> None:
        theme, px, low = self._theme, self._theme.px, self._theme.line("caption")
        for step in range(round(5 * floor), 6):
            share = step / 5
            away = (share - floor) / (1.0 - floor)
            y, x = round(box.bottom() - away * box.height()) + 0.5, box.left() + away * box.width()
            painter.setPen(QPen(theme.colour("border.default" if share == floor else "border.subtle"), 1))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(theme.colour("text.secondary"))
            words = f"{100 * share:.0f} %"
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, y - low / 2, box.left() - px(6), low), side, words)
            wide = painter.fontMetrics().horizontalAdvance(words)
            place = QRectF(min(x - wide / 2, self.width() - wide - 1), box.bottom() + px(4), wide + 1, low)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft, words)
        painter.drawText(QRectF(0, 0, self.width(), low), Qt.AlignmentFlag.AlignLeft, tr(RIGHT))
        under = QRectF(box.left(), box.bottom() + px(4) + low, box.width(), low)
        painter.drawText(under, Qt.AlignmentFlag.AlignHCenter, tr(SAYS))
