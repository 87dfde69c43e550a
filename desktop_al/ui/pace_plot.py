"""The pace over a session: seconds of a sample over minutes of active time, as a line and in words."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_al.core.words import local, mark, tr
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Paragraph, Words

_NONE = mark("Too few answers in the newest session to draw a pace.")
_EACH_IMAGE = mark(
    "{first:.1f} s for each image at first, {last:.1f} s at the end; "
    "between {least:.1f} and {most:.1f} s over {minutes:.0f} min."
)
_EACH_TEXT = mark(
    "{first:.1f} s for each text at first, {last:.1f} s at the end; "
    "between {least:.1f} and {most:.1f} s over {minutes:.0f} min."
)
#: Steps between the marks of an axis, times a power of ten.
_STEPS = (1.0, 2.0, 5.0, 10.0)

Points = Sequence[tuple[float, float]]


def ticks(most: float, count: int) -> list[float]:
    """Round numbers from 0 on, at most ``count`` steps, the last one at or above ``most``."""
    rough = max(most, 1e-3) / max(1, count)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(s * power for s in _STEPS if s * power >= rough * (1 - 1e-9))
    return [step * n for n in range(math.ceil(most / step - 1e-9) + 1)] if most > 0 else [0.0, step]


def pace_words(points: Points, usual: float | None, what: str) -> str:
    """The plot in words: first, last, least, most, and the usual level."""
    if not points:
        return tr(_NONE)
    seconds = [value for _, value in points]
    each = _EACH_TEXT if what == "text" else _EACH_IMAGE
    ends = {"first": seconds[0], "last": seconds[-1]}
    words = tr(each, **ends, least=min(seconds), most=max(seconds), minutes=points[-1][0])
    return words if usual is None else f"{words} {tr('Usual for you: {seconds:.1f} s.', seconds=usual)}"


class PacePlot(QWidget):
    """The line. Left, Right, Home and End, or the pointer, read a point out. ``read`` carries its words, "" for
    none."""

    read = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._points: tuple[tuple[float, float], ...] = ()
        self._usual: float | None = None
        self._at: int | None = None
        self.setAccessibleName(tr("Pace of the newest session"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(420), self._theme.px(220))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(180))

    def show_pace(self, points: Points, usual: float | None) -> None:
        """Draws it; what is no number is left out."""
        self._points = tuple(point for point in points if all(math.isfinite(v) and v >= 0 for v in point))
        self._usual = usual if usual is not None and math.isfinite(usual) else None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if self._points else Qt.FocusPolicy.NoFocus)
        self._go(None)
        self.update()

    # -- reading out -----------------------------------------------------------------------------------

    def _go(self, at: int | None) -> None:
        self._at = at
        words = ""
        if at is not None:
            minutes, seconds = self._points[at]
            words = tr("{minutes:.0f} min: {seconds:.1f} s", minutes=minutes, seconds=seconds)
        self.read.emit(words)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._points) - 1
        at = last if self._at is None else self._at
        ways = {
            Qt.Key.Key_Left: at - (self._at is not None),
            Qt.Key.Key_Right: at + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        to = ways.get(Qt.Key(event.key()))
        if to is None or last < 0:
            super().keyPressEvent(event)
            return
        self._go(min(max(to, 0), last))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._go(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._points:
            x = event.position().x()
            self._go(min(range(len(self._points)), key=lambda n: abs(self._place(self._points[n]).x() - x)))

    def leaveEvent(self, event: object) -> None:
        self._go(None)

    # -- drawing ---------------------------------------------------------------------------------------

    def _usual_words(self) -> str:
        return tr("usual {seconds:.1f} s", seconds=self._usual) if self._usual is not None else ""

    def _box(self) -> QRectF:
        px, metrics = self._theme.px, QFontMetrics(self._theme.font("caption"))
        right = metrics.horizontalAdvance(self._usual_words()) + px(18) if self._usual is not None else px(24)
        left = metrics.horizontalAdvance("0000 s") + px(8)
        return QRectF(left, px(10), max(1, self.width() - left - right), max(1, self.height() - px(10) - px(28)))

    def _axes(self) -> tuple[list[float], list[float]]:
        box, scale = self._box(), self._theme.scale
        across = max((minute for minute, _ in self._points), default=0.0)
        up = max([value for _, value in self._points] + [self._usual or 0.0])
        return ticks(across, max(2, int(box.width() / scale / 80))), ticks(up, max(2, int(box.height() / scale / 44)))

    def _place(self, point: tuple[float, float]) -> QPointF:
        box, (across, up) = self._box(), self._axes()
        return QPointF(
            box.left() + box.width() * point[0] / across[-1], box.bottom() - box.height() * point[1] / up[-1]
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("caption"))
        if not self._points:
            painter.setPen(theme.colour("text.muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, tr(_NONE))
        else:
            self._paint_axes(painter)
            self._paint_usual(painter)
            self._paint_line(painter)
        if self.hasFocus():
            ring = theme.px(2)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus.ring"), ring))
            inset = ring / 2
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), theme.px(6), theme.px(6)
            )
        painter.end()

    def _paint_axes(self, painter: QPainter) -> None:
        theme, box = self._theme, self._box()
        across, up = self._axes()
        high, digits = theme.line("caption"), 0 if up[1] >= 1 else 1 if up[1] >= 0.1 else 2
        for value in up:
            y = round(self._place((0.0, value)).y()) + 0.5
            painter.setPen(QPen(theme.colour("border.default" if value == 0 else "border.subtle"), 1))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(theme.colour("text.secondary"))
            words = QRectF(0, y - high / 2, box.left() - theme.px(8), high)
            painter.drawText(
                words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, local(f"{value:.{digits}f} s")
            )
        wide = theme.px(80)
        for value in across:
            x = self._place((value, 0.0)).x()
            unit = " min" if value == across[-1] else ""
            painter.drawText(
                QRectF(x - wide / 2, box.bottom() + theme.px(6), wide, high),
                Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop,
                local(f"{value:g}{unit}"),
            )

    def _paint_usual(self, painter: QPainter) -> None:
        if self._usual is None:
            return
        theme, box = self._theme, self._box()
        y = round(self._place((0.0, self._usual)).y()) + 0.5
        painter.setPen(QPen(theme.colour("text.secondary"), theme.px(2), Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        high = theme.line("caption")
        words = QRect(round(box.right()) + theme.px(8), round(y - high / 2), self.width(), high)
        painter.setPen(theme.colour("text.primary"))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._usual_words())

    def _paint_line(self, painter: QPainter) -> None:
        theme = self._theme
        places = [self._place(point) for point in self._points]
        pen = QPen(theme.colour("accent.line"), theme.px(2))
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(places))
        radius = theme.px(4)
        painter.setBrush(theme.colour("bg.surface"))
        for at in {0, self._at} if len(places) == 1 else {self._at}:
            if at is not None:
                painter.drawEllipse(places[at], radius, radius)


class PaceView(QWidget):
    """What the plot shows, the plot, and the same in words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._what = Words(theme, "", "caption", "text.secondary", elide=True)
        self._read = Words(theme, "", "caption", "text.primary", 600)
        self.plot = PacePlot(theme)
        self._twin = Paragraph(theme, "", "body", "text.secondary")
        self._head = QHBoxLayout()
        self._head.addWidget(self._what, 1)
        self._head.addWidget(self._read)
        self._all = QVBoxLayout(self)
        self._all.addLayout(self._head)
        self._all.addWidget(self.plot, 1)
        self._all.addWidget(self._twin)
        self.plot.read.connect(self._tell)
        self._words = ""
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(0, 0, 0, theme.px(8))
        self._all.setSpacing(theme.px(8))

    def show_pace(self, points: Points, usual: float | None, what: str) -> None:
        """``points`` (minute of active time, seconds of a sample); ``what`` is "image" or "text"."""
        self._what.set_text(
            tr("Seconds for each text over minutes of active time, newest session")
            if what == "text"
            else tr("Seconds for each image over minutes of active time, newest session")
        )
        self._words = pace_words(points, usual, what) if points else ""
        self._twin.set_text(self._words)
        self._twin.setVisible(bool(points))
        self.plot.show_pace(points, usual)

    def words(self) -> str:
        """The plot in words."""
        return self._words

    def _tell(self, point: str) -> None:
        self._read.set_text(point)
        self.plot.setAccessibleDescription(point or self._words or tr(_NONE))
