"""Plots of the size of a word: a share of a whole, a line of seconds, a row of same and other answers."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from desktop_al.core.words import local, tr
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.theme import Theme

Picture = Literal["bar", "line", "marks", ""]
#: Points that a line needs to show a trend.
LEAST_POINTS = 3


def paint_share(painter: QPainter, theme: Theme, box: QRectF, share: float, fill: str) -> None:
    """A bar filled to ``share``, 0 to 1, with round ends; ``fill`` names a colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    radius = box.height() / 2
    painter.setBrush(theme.colour("bg.pressed"))
    painter.drawRoundedRect(box, radius, radius)
    share = min(1.0, max(0.0, share))
    if share > 0:
        painter.setBrush(theme.colour(fill))
        painter.drawRoundedRect(
            QRectF(box.left(), box.top(), max(box.height(), share * box.width()), box.height()), radius, radius
        )
    painter.restore()


def paint_line(painter: QPainter, theme: Theme, box: QRectF, points: Sequence[float]) -> None:
    """The points as a line over the width of ``box``, the newest with a dot. Flat where they are all the same."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    dot = theme.px(3)
    inner = box.adjusted(1, dot, -dot, -dot)
    low, span = min(points), (max(points) - min(points)) or 1.0
    step = inner.width() / max(1, len(points) - 1)
    places = [
        QPointF(inner.left() + n * step, inner.bottom() - inner.height() * (value - low) / span)
        for n, value in enumerate(points)
    ]
    pen = QPen(theme.colour("text.secondary"), 1.5 * theme.scale)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawPolyline(QPolygonF(places))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("warning.line"))
    painter.drawEllipse(places[-1], dot, dot)
    painter.restore()


def _paint_bar(painter: QPainter, theme: Theme, box: QRectF, points: Sequence[float]) -> None:
    high, mark = theme.px(6), theme.px(16)
    middle = box.center().y()
    bar = QRectF(box.left(), middle - high / 2, box.width(), high)
    paint_share(painter, theme, bar, points[0], "text.secondary")
    for share in points[1:2]:
        x = box.left() + min(1.0, max(0.0, share)) * (box.width() - theme.px(2))
        painter.fillRect(QRectF(x, middle - mark / 2, theme.px(2), mark), theme.colour("warning.line"))


def _paint_marks(painter: QPainter, theme: Theme, box: QRectF, points: Sequence[float]) -> None:
    """Same answers are filled, other ones an outline: told apart without colour."""
    pitch = min(theme.px(8), box.width() / len(points))
    wide, high = max(2.0, pitch - theme.px(2)), theme.px(14)
    left, top = box.right() - pitch * len(points) + (pitch - wide), box.center().y() - high / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for n, same in enumerate(points):
        cell = QRectF(left + n * pitch, top, wide, high)
        if same:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("text.secondary"))
            painter.drawRoundedRect(cell, 1, 1)
        else:
            edge = 1.5 * theme.scale
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("warning.line"), edge))
            painter.drawRect(cell.adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2))


def told(picture: Picture, points: Sequence[float]) -> str:
    """What a plot shows, in words."""
    if picture == "bar":
        if len(points) > 1:
            return tr("{share:.0%} of the bar is filled, the mark stands at {at:.0%}", share=points[0], at=points[1])
        return tr("{share:.0%} of the bar is filled", share=points[0])
    if picture == "line":
        return tr("Seconds: {values}", values=", ".join(local(f"{value:.1f}") for value in points))
    if picture == "marks":
        answers = (tr("same", about="answer") if same else tr("another", about="answer") for same in points)
        return tr("Oldest first: {answers}", answers=", ".join(answers))
    return ""


class SmallPlot(QWidget):
    """One plot; its name says what it shows."""

    def __init__(self, theme: Theme, picture: Picture, points: Sequence[float], wide: float, high: float) -> None:
        super().__init__()
        self._wide, self._high = wide, high
        self._picture: Picture = picture
        self._points: tuple[float, ...] = ()
        self.set_theme(theme)
        self.set_points(points)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedSize(theme.px(self._wide), theme.px(self._high))
        self.update()

    def set_points(self, points: Sequence[float]) -> None:
        self._points = tuple(points)
        words = told(self._picture, points) if points else ""
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(words))
        self.update()

    def drawn(self) -> bool:
        """Whether there is enough to draw."""
        return len(self._points) >= (LEAST_POINTS if self._picture == "line" else 1) and bool(self._picture)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.drawn():
            return
        painter = QPainter(self)
        paint = {"bar": _paint_bar, "line": paint_line, "marks": _paint_marks}[self._picture]
        paint(painter, self._theme, QRectF(self.rect()), self._points)
        painter.end()
