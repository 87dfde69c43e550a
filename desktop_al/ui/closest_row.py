"""The labelled samples closest to the one on screen, at the foot of the tray: small pictures, or a line of each text.

Its height follows from that of the tray alone. Where there is nothing to show the space stays empty, so that samples
with and without a suggestion look alike.
"""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_al.loop.beside_screen import ClosestSample, ClosestScreen
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.glyphs import paint_glyph
from desktop_al.ui.pixmaps import thumbnail
from desktop_al.ui.theme import Theme

COUNT = 4
#: Heights, and heights of the tray from which on there is room for them; below nothing is shown.
FULL, COMPACT = 146, 80
ROOM_FULL, ROOM_COMPACT = 300, 190
_SIDE, _SMALL, _GAP = 76, 40, 8


class ClosestView(QWidget):
    """Draws a ``ClosestScreen``; each sample in it is a child of its own for tool tips and screen readers."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._screen: ClosestScreen | None = None
        self._full = True
        self._pictures: dict[int, tuple[object, int, QPixmap]] = {}
        self._cells = [QWidget(self) for _ in range(COUNT)]
        for cell in self._cells:
            cell.hide()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._pictures.clear()
        self.set_room(self.parentWidget().height() if self.parentWidget() is not None else 0)

    def set_room(self, height: int) -> None:
        """Takes the place that a tray of this height leaves it."""
        theme = self._theme
        self._full = height >= theme.px(ROOM_FULL)
        wanted = FULL if self._full else COMPACT if height >= theme.px(ROOM_COMPACT) else 0
        self.setFixedHeight(theme.px(wanted))
        self.setVisible(bool(wanted))
        self._lay_out()
        self.update()

    def set_closest(self, screen: ClosestScreen | None) -> None:
        """Draws these, or leaves the space empty."""
        if screen is self._screen:
            return
        self._screen = screen
        shown = {sample.place for sample in screen.samples} if screen is not None else set()
        self._pictures = {place: kept for place, kept in self._pictures.items() if place in shown}
        self.setAccessibleName(screen.title if screen is not None else "")
        self._lay_out()
        self.update()

    def seen(self) -> int:
        """How many samples are on screen now."""
        return sum(cell.isVisible() for cell in self._cells)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def resizeEvent(self, event: QEvent) -> None:
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._lay_out()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        screen = self._screen
        samples = screen.samples if screen is not None else ()
        for number, cell in enumerate(self._cells):
            place = self._cell(number) if number < len(samples) else QRect()
            if place.isValid() and place.bottom() < self.height():
                sample = samples[number]
                cell.setGeometry(place)
                cell.setAccessibleName(f"{sample.name}, {sample.answer.text}")
                cell.setAccessibleDescription(sample.excerpt)
                tip = f"{sample.name}: {sample.answer.text}" + (f"\n{sample.excerpt}" if sample.excerpt else "")
                cell.setToolTip(plain_tip(tip))
            cell.setVisible(place.isValid() and place.bottom() < self.height())

    def _cell(self, number: int) -> QRect:
        """The place of one sample; an invalid one where it has none."""
        px, width = self._theme.px, self.width()
        left, room = px(16), width - px(32)
        top = self._top()
        if self._screen is not None and self._screen.is_text:
            height = px(24 if self._full else 20)
            return QRect(left, top + number * height, max(0, room), height)
        # Narrow, in large letters: smaller pictures rather than fewer.
        step = min(px(_SIDE + _GAP), (room + px(_GAP)) // COUNT)
        if not self._full:
            step = (room + px(_GAP)) // COUNT
        height = self._side() + (px(4 + 16) if self._full else 0)
        return QRect(left + number * step, top, max(0, step - px(_GAP)), height)

    def _top(self) -> int:
        px = self._theme.px
        return px(11 + 16 + 6) if self._full else px(7 + 16 + 5)

    def _side(self) -> int:
        px = self._theme.px
        room = (self.width() - px(32) - (COUNT - 1) * px(_GAP)) // COUNT
        return max(1, min(px(_SIDE), room)) if self._full else px(_SMALL)

    def paintEvent(self, event: QPaintEvent) -> None:
        screen = self._screen
        if screen is None or not any(cell.isVisibleTo(self) for cell in self._cells):
            return
        painter, theme = QPainter(self), self._theme
        px = theme.px
        painter.fillRect(QRect(px(16), 0, self.width() - px(32), 1), theme.colour("border.default"))
        painter.setFont(theme.font("caption", 600))
        painter.setPen(theme.colour("text.muted"))
        head = QRect(px(16), px(11 if self._full else 7), self.width() - px(32), px(16))
        title = painter.fontMetrics().elidedText(screen.title, Qt.TextElideMode.ElideRight, head.width())
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, title)
        for cell, sample in zip(self._cells, screen.samples, strict=False):
            if cell.isVisibleTo(self):
                (self._paint_line if screen.is_text else self._paint_picture)(painter, cell.geometry(), sample)
        painter.end()

    def _paint_line(self, painter: QPainter, place: QRect, sample: ClosestSample) -> None:
        """Mark, class, and how the text begins, in one line."""
        theme, px = self._theme, self._theme.px
        x = self._paint_mark(painter, place.left(), place.center().y(), sample)
        painter.setFont(theme.font("body"))
        metrics = painter.fontMetrics()
        name = metrics.elidedText(sample.answer.text, Qt.TextElideMode.ElideRight, px(110))
        painter.setPen(theme.colour("text.primary"))
        painter.drawText(QRect(x, place.top(), px(112), place.height()), Qt.AlignmentFlag.AlignVCenter, name)
        x += metrics.horizontalAdvance(name) + px(10)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text.secondary"))
        rest = place.right() - x
        words = painter.fontMetrics().elidedText(sample.excerpt, Qt.TextElideMode.ElideRight, rest)
        painter.drawText(QRect(x, place.top(), rest, place.height()), Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_picture(self, painter: QPainter, place: QRect, sample: ClosestSample) -> None:
        theme, px, side = self._theme, self._theme.px, self._side()
        box = QRect(place.left(), place.top(), side, side)
        if sample.picture is None:
            painter.fillRect(box, theme.colour("bg.pressed"))
        else:
            painter.drawPixmap(box.topLeft(), self._pixmap(sample, side))
        if not self._full:
            self._paint_mark(painter, box.right() + px(7), place.center().y(), sample)
            return
        foot = QRect(place.left(), box.bottom() + px(4), place.width(), px(16))
        x = self._paint_mark(painter, foot.left(), foot.center().y(), sample)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text.primary"))
        words = painter.fontMetrics().elidedText(sample.answer.text, Qt.TextElideMode.ElideRight, foot.right() - x)
        painter.drawText(QRect(x, foot.top(), foot.right() - x, foot.height()), Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_mark(self, painter: QPainter, x: int, middle: int, sample: ClosestSample) -> int:
        """Returns where what stands beside the mark begins."""
        theme, side = self._theme, self._theme.px(11)
        if sample.answer.colour >= 0:
            colour = theme.class_colour(sample.answer.colour)
            paint_glyph(painter, sample.answer.colour, x, middle - side / 2 + 0.5, side, colour)
        return x + side + theme.px(5)

    def _pixmap(self, sample: ClosestSample, side: int) -> QPixmap:
        kept = self._pictures.get(sample.place)
        if kept is None or kept[0] is not sample.picture or kept[1] != side:
            made = thumbnail(sample.picture, side, self.devicePixelRatioF())
            kept = self._pictures[sample.place] = (sample.picture, side, made)
        return kept[2]
