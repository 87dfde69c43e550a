"""The learning curve: measured points, the fit, the forecast, now, the stop rule and the goal; read out by keys."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_al.core.words import mark, tr, trn
from desktop_al.loop.curve_table import CurveRow
from desktop_al.loop.progress_screen import Curve
from desktop_al.ui.announce import announce
from desktop_al.ui.curve_layout import CurveLayout, layout_curve, paint_ground
from desktop_al.ui.theme import Theme

if TYPE_CHECKING:
    from desktop_al.ui.curve_drawing import CurveDrawing

_NONE = mark("No checkpoint yet")
_BROKEN = mark("The curve cannot be drawn on this computer. The table has the same numbers.")


class _Loading(QObject):
    """Imports what draws in a thread of its own: on that of the window, a key would wait for half a second."""

    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.ready = self.failed = self._started = False

    def start(self) -> None:
        if not self._started:
            self._started = True
            threading.Thread(target=self._import, name="load-curve-drawing").start()

    def _import(self) -> None:
        self.now()
        self.done.emit()

    def now(self) -> None:
        """Imports it before this returns."""
        try:
            import_module("desktop_al.ui.curve_drawing")
            self.ready = True
        except Exception:  # a broken installation of it must not take the page along
            self.failed = True


@lru_cache(maxsize=1)
def _loading() -> _Loading:
    return _Loading()


def row_words(row: CurveRow) -> str:
    """A point of the curve in words."""
    accuracy, labels = 100 * (row.accuracy or 0.0), round(row.labels)
    ends = None if row.low is None or row.high is None else {"low": 100 * row.low, "high": 100 * row.high}
    if row.kind == "expected":
        words = tr("{labels:,} labels: {accuracy:.1f} % expected", labels=labels, accuracy=accuracy)
        return words + (tr(", 80 % band {low:.1f} to {high:.1f}", **ends) if ends else "")
    words = tr("{labels:,} labels: {accuracy:.1f} %", labels=labels, accuracy=accuracy)
    if ends:
        words += tr(", 95 % range {low:.1f} to {high:.1f}", **ends)
    return words + (trn(", {n:,} audit sample", ", {n:,} audit samples", row.samples) if row.samples else "")


class LearningCurve(QWidget):
    """One stop of Tab. Left, Right, Home and End, or the pointer, read a point or a step of the forecast out; ``read``
    carries its words, "" for none."""

    read = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._curve = Curve()
        self._made: CurveLayout | None = None
        self._at: int | None = None
        self._drawing: CurveDrawing | None = None
        self._ratio: float | None = None
        self.setAccessibleName(tr("Learning curve"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        _loading().done.connect(self._draw)
        self.set_theme(theme)
        self.show_curve(Curve())

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self._lay_out()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(520), self._theme.px(300))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(150))

    def show_curve(self, curve: Curve) -> None:
        """Draws it; what is no number is left out."""
        self._curve = curve
        self._go(None)
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if self.rows() else Qt.FocusPolicy.NoFocus)

    def rows(self) -> tuple[CurveRow, ...]:
        """What can be read out, in its order."""
        return self._made.rows if self._made is not None else ()

    @contextmanager
    def as_picture(self, ratio: float) -> Iterator[None]:
        """Within it the plot is whole, without focus and mark, and for ``ratio`` pixels to a logical one."""
        if self.rows() and not _loading().ready:
            _loading().now()
        self._ratio = ratio
        self._draw()
        try:
            yield
        finally:
            self._ratio = None
            self._draw()

    # -- reading out -----------------------------------------------------------------------------------

    def _go(self, at: int | None) -> None:
        self._at = at
        words = "" if at is None else row_words(self.rows()[at])
        self.setAccessibleDescription(words or self._curve.spoken or self._empty_words())
        if self._drawing is not None:
            self._drawing.show_mark(at)
        self.read.emit(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self.rows()) - 1
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
        announce(self, self.accessibleDescription())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._go(None)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        rows, made = self.rows(), self._made
        if rows and made is not None:
            x = event.position().x() - self._inset()
            at = min(range(len(rows)), key=lambda n: abs(made.place(rows[n].labels, 0).x() - x))
            if at != self._at:
                self._go(at)

    def leaveEvent(self, event: object) -> None:
        self._go(None)

    # -- drawing ---------------------------------------------------------------------------------------

    def _inset(self) -> int:
        """Room for the focus ring."""
        return self._theme.px(4)

    def _empty_words(self) -> str:
        return self._curve.why_none or tr(_NONE)

    def _lay_out(self) -> None:
        inset = self._inset()
        inside = self.rect().adjusted(inset, inset, -inset, -inset)
        self._made = layout_curve(self._theme, inside.size(), self._curve)
        self._draw()
        self.update()

    def _draw(self) -> None:
        """The data, once there are any and what draws them is there."""
        made, ready = self._made, _loading().ready
        if made is None or not made.rows or not ready:
            if self._drawing is not None:
                self._drawing.hide()
            self.update()
            return
        if self._drawing is None:
            from desktop_al.ui.curve_drawing import CurveDrawing

            self._drawing = CurveDrawing(self, self._theme)
            self._drawing.setAccessibleName(tr("Drawing of the learning curve"))
        inset = self._inset()
        self._drawing.setGeometry(self.rect().adjusted(inset, inset, -inset, -inset))
        self._drawing.show_curve(self._curve, made, self._theme, self._ratio or self.devicePixelRatioF())
        self._drawing.show_mark(self._at if self._ratio is None else None)
        self._drawing.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._draw()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, inset = QPainter(self), self._theme, self._inset()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        loading = _loading()
        if not self.rows() or loading.failed:
            painter.setPen(theme.colour("text.muted"))
            painter.setFont(theme.font("body"))
            words = tr(_BROKEN) if self.rows() else self._empty_words()
            room = self.rect().adjusted(theme.px(24), 0, -theme.px(24), 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)
        elif not loading.ready and self._made is not None:
            # Ground first: the data follow.
            painter.translate(inset, inset)
            paint_ground(painter, theme, self._made)
            painter.resetTransform()
            loading.start()
        if self.hasFocus() and self._ratio is None:
            ring = theme.px(2)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus.ring"), ring))
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(ring / 2, ring / 2, -ring / 2, -ring / 2), theme.px(6), theme.px(6)
            )
        painter.end()
