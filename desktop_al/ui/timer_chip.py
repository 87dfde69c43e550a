"""The session timer in the top bar: minutes on task, and how far the next break is. Its place never changes size."""

import re

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from desktop_al.core.words import tr, trn
from desktop_al.loop.clock_screen import Timer
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.icons import paint_icon
from desktop_al.ui.key_cap import cap_width, on_cap, paint_cap
from desktop_al.ui.small_plots import paint_share
from desktop_al.ui.theme import Theme

_BAR, _LEAST_BAR = 72, 16
_MINUTES = re.compile(r"\b(\d+) (min|h)\b")


def spoken(words: str) -> str:
    """Units in full: "38 min on task" is "38 minutes on task"."""
    return _MINUTES.sub(_in_full, words)


def _in_full(found: re.Match[str]) -> str:
    count = int(found[1])
    return trn("{n} minute", "{n} minutes", count) if found[2] == "min" else trn("{n} hour", "{n} hours", count)


class TimerChip(QAbstractButton):
    """Draws a :class:`Timer` at the right end of its room; a press asks for the annotator's own sessions."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._timer: Timer | None = None
        self._key, self._key_counts = "", True
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFont(theme.font("body"))
        self.setFixedSize(theme.px(300), theme.px(32))
        self.update()

    def set_key(self, key: str) -> None:
        """The key that begins a break, "" for none."""
        self._key = key
        self.update()

    def set_key_counts(self, on: bool) -> None:
        """Whether that key does anything on the page that is shown; only then is it printed."""
        self._key_counts = on
        self.update()

    def timer(self) -> Timer | None:
        """What is drawn now."""
        return self._timer

    def set_timer(self, timer: Timer | None) -> None:
        """Draws what differs in words: the bar goes on with them, once a minute."""
        before, self._timer = self._timer, timer
        if timer is None:
            self.hide()
            return
        if before is None or (before.words, before.detail, before.due) != (timer.words, timer.detail, timer.due):
            detail = timer.detail[:1].lower() + timer.detail[1:]
            self.setAccessibleName(spoken(f"{timer.words}, {detail}" if detail else timer.words))
            self.update()
        else:
            self._timer = Timer(timer.words, timer.detail, before.share, timer.due, timer.today)
        if before is None or before.today != timer.today:
            self.setAccessibleDescription(tr("{today}. Opens My sessions.", today=spoken(timer.today)))
            self.setToolTip(plain_tip(tr("{today}. My sessions", today=timer.today)))
        self.show()

    def sizeHint(self) -> QSize:
        return self.size()

    def _cap(self) -> str:
        return on_cap(self._key) if self._key_counts and self._timer and self._timer.due else ""

    def _widths(self) -> tuple[int, int, int, int]:
        """Widths of the words, of the bar or the key, of what is said of the break, and of all."""
        timer, px = self._timer, self._theme.px
        if timer is None:
            return 0, 0, 0, 0
        words = self._words_metrics().horizontalAdvance(timer.words) + 1
        detail = self.fontMetrics().horizontalAdvance(timer.detail) + 1
        around = px(10) + px(18) + px(8) + px(10)
        if timer.due:
            third = px(8) + cap_width(self._theme, self._cap()) if self._cap() else 0
            taken = around + words + px(8) + third
            detail = min(detail, self.width() - taken)
            return words, third, detail, taken + detail
        room = self.width() - around - words - 2 * px(10) - detail
        bar = min(px(_BAR), room) if room >= px(_LEAST_BAR) else 0
        taken = around + words + (px(10) + bar if bar else 0) + px(10)
        detail = min(detail, self.width() - taken)
        return words, bar, detail, taken + detail

    def _words_metrics(self) -> QFontMetrics:
        return QFontMetrics(self._theme.font("body", 600))

    def box(self) -> QRect:
        """The part of the room that is drawn on."""
        wide = min(self.width(), self._widths()[3])
        return QRect(self.width() - wide, 0, wide, self.height())

    def hitButton(self, pos: QPoint) -> bool:
        return self.box().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        timer, theme, px = self._timer, self._theme, self._theme.px
        if timer is None:
            return
        painter = QPainter(self)
        box, due = self.box(), timer.due
        words, third, detail, _ = self._widths()
        self._paint_ground(painter, box, due)
        middle, side, x = box.center().y() + 1, px(18), box.left() + px(10)
        ink = theme.colour("warning.text" if due else "text.secondary")
        paint_icon(painter, "coffee" if due else "timer", QRect(x, middle - side // 2, side, side), ink)
        x += side + px(8)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.setPen(theme.colour("warning.text" if due else "text.primary"))
        painter.setFont(theme.font("body", 600))
        painter.drawText(QRect(x, 0, words, self.height()), flags, timer.words)
        x += words + px(8 if due else 10)
        if not due and third:
            bar = QRectF(x, middle - px(4) / 2, third, px(4))
            paint_share(painter, theme, bar, timer.share, "text.secondary")
            x += third + px(10)
        painter.setPen(theme.colour("text.secondary"))
        painter.setFont(self.font())
        shown = self.fontMetrics().elidedText(timer.detail, Qt.TextElideMode.ElideRight, detail)
        painter.drawText(QRect(x, 0, detail, self.height()), flags, shown)
        if self._cap():
            wide, high = cap_width(theme, self._cap()), px(22)
            cap = QRectF(box.right() + 1 - px(10) - wide, middle - high // 2, wide, high)
            inks = theme.colour("text.secondary"), theme.colour("border.control")
            paint_cap(painter, theme, cap, self._cap(), *inks, theme.colour("bg.surface"))
        painter.end()

    def _paint_ground(self, painter: QPainter, box: QRect, due: bool) -> None:
        theme, radius = self._theme, self._theme.px(6)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
        pressed, over = self.isDown(), self.underMouse() and box.contains(self.mapFromGlobal(self.cursor().pos()))
        if due:
            painter.setPen(QPen(theme.colour("warning.line"), 1))
            painter.setBrush(theme.colour("warning.soft"))
            painter.drawRoundedRect(whole, radius, radius)
        elif pressed or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("bg.pressed" if pressed else "bg.hover"))
            painter.drawRoundedRect(whole, radius, radius)
        if self.hasFocus():
            ring = theme.px(2)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus.ring"), ring))
            painter.drawRoundedRect(QRectF(box).adjusted(ring / 2, ring / 2, -ring / 2, -ring / 2), radius, radius)
