"""What is written over a picture on the stage: the words of a mode, a scale bar, the tags that are to be shown."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop_al.core.words import local
from desktop_al.ui.theme import Theme

#: Longest scale bar, in pixels at 100 %; and from the edges of the stage.
_LONGEST, _EDGE = 120, 12
#: Room at the foot for the words of a mode, and for those of evidence.
MODE_ROOM, EVIDENCE_ROOM = 54, 26
#: Tags shown at most.
_TAGS = 6


def nice_length(millimetres: float) -> float:
    """The largest of 1, 2, 5, 10, 20 ... (and 0.5, 0.2 ...) not above ``millimetres``, which is above 0."""
    power = 10.0
    while power > millimetres:
        power /= 10
    while power * 10 <= millimetres:
        power *= 10
    return max(step * power for step in (1, 2, 5) if step * power <= millimetres)


def length_words(millimetres: float) -> str:
    if millimetres < 0.1:
        return local(f"{millimetres * 1000:g} µm")
    return local(f"{millimetres:g} mm" if millimetres < 1000 else f"{millimetres / 1000:g} m")


def paint_scale_bar(painter: QPainter, theme: Theme, view: QRect, per_millimetre: float, above: int = 0) -> None:
    """In the lower right corner, so far ``above`` its foot; ``per_millimetre``: pixels of the stage for one
    millimetre."""
    longest = min(theme.px(_LONGEST), view.width() / 3)
    if not 1e-6 < per_millimetre < 1e9:
        return
    length = nice_length(longest / per_millimetre)
    wide, words = length * per_millimetre, length_words(length)
    painter.setFont(theme.font("caption"))
    room = painter.fontMetrics().horizontalAdvance(words)
    box = QRectF(0, 0, max(wide, room) + theme.px(16), theme.px(26))
    box.moveBottomRight(QPointF(view.width() - theme.px(_EDGE) - 0.5, view.height() - above - theme.px(3) - 0.5))
    _box(painter, theme, box)
    base, middle, tick = box.bottom() - theme.px(6), box.center().x(), theme.px(4)
    painter.setPen(QPen(theme.colour("text.primary"), 1.5 * theme.scale))
    left, right = middle - wide / 2, middle + wide / 2
    painter.drawLine(QPointF(left, base), QPointF(right, base))
    for end in (left, right):
        painter.drawLine(QPointF(end, base - tick), QPointF(end, base))
    top = QRectF(box.left(), box.top() + theme.px(1), box.width(), theme.px(16))
    painter.drawText(top, Qt.AlignmentFlag.AlignCenter, words)


def paint_tags(painter: QPainter, theme: Theme, view: QRect, tags: Sequence[tuple[str, str]], top: int = 0) -> None:
    """Small lines in the upper left corner, ``top`` pixels below the edge."""
    if not tags:
        return
    painter.setFont(theme.font("caption"))
    metrics, room = painter.fontMetrics(), max(theme.px(80), view.width() // 2)
    lines = [" ".join(f"{name} {value}".split()) for name, value in tags[:_TAGS]]
    lines = [metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines]
    wide = max(metrics.horizontalAdvance(line) for line in lines) + theme.px(16)
    high = theme.line("caption")
    box = QRectF(theme.px(_EDGE) + 0.5, top + theme.px(_EDGE) + 0.5, wide, high * len(lines) + theme.px(8))
    _box(painter, theme, box)
    painter.setPen(theme.colour("text.secondary"))
    for number, line in enumerate(lines):
        place = QRectF(box.left() + theme.px(8), box.top() + theme.px(4) + number * high, wide, high)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)


def paint_mode(painter: QPainter, theme: Theme, view: QRect, choices: Sequence[str]) -> None:
    """What a mode of the stage does, at its foot: the first of ``choices`` that there is room for, else the last."""
    painter.setFont(theme.font("body"))
    metrics, room = painter.fontMetrics(), view.width() - theme.px(48)
    words = next((words for words in choices if metrics.horizontalAdvance(words) <= room), choices[-1])
    words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
    width, height = metrics.horizontalAdvance(words) + theme.px(32), theme.px(36)
    box = QRectF((view.width() - width) // 2 + 0.5, view.height() - height - theme.px(16) + 0.5, width, height)
    _box(painter, theme, box, 6)
    painter.setPen(theme.colour("text.primary"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _box(painter: QPainter, theme: Theme, box: QRectF, radius: int = 4) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("border.control"), 1))
    painter.setBrush(theme.colour("bg.surface"))
    painter.drawRoundedRect(box, theme.px(radius), theme.px(radius))
    painter.setBrush(Qt.BrushStyle.NoBrush)
