"""What table and grid paint alike: small pictures, the mark and words of an answer, signs."""

from collections import OrderedDict

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPixmap, QTextLayout, QTextOption

from desktop_al.core.words import tr
from desktop_al.loop.listing import SHORT_STATES, SampleLine
from desktop_al.loop.screen import Content, ImageContent
from desktop_al.ui.glyphs import paint_glyph
from desktop_al.ui.icons import paint_icon
from desktop_al.ui.samples_model import signs
from desktop_al.ui.theme import Theme

_KEPT = 256


class Pictures:
    """Scaled pictures of contents, the newest kept."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, int, int, float], tuple[Content, QPixmap]] = OrderedDict()

    def fitted(self, place: int, content: ImageContent, room: QSize, ratio: float) -> QPixmap:
        """The whole picture as large as fits into ``room``, in logical pixels."""
        key = (place, room.width(), room.height(), ratio)
        kept = self._kept.get(key)
        if kept is None or kept[0] is not content:
            kept = (content, self._scaled(content, room, ratio))
            self._kept[key] = kept
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return kept[1]

    @staticmethod
    def _scaled(content: ImageContent, room: QSize, ratio: float) -> QPixmap:
        pixels = content.pixels if content.pixels.flags.c_contiguous else content.pixels.copy(order="C")
        height, width = pixels.shape[:2]
        image = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
        target = QSize(max(1, round(room.width() * ratio)), max(1, round(room.height() * ratio)))
        smooth = Qt.TransformationMode.SmoothTransformation
        picture = QPixmap.fromImage(image.scaled(target, Qt.AspectRatioMode.KeepAspectRatio, smooth))
        picture.setDevicePixelRatio(ratio)
        return picture

    def paint(self, painter: QPainter, place: int, content: ImageContent, box: QRect) -> None:
        """The picture in the middle of ``box``."""
        picture = self.fitted(place, content, box.size(), painter.device().devicePixelRatioF())
        size = picture.deviceIndependentSize()
        left = box.left() + round((box.width() - size.width()) / 2)
        top = box.top() + round((box.height() - size.height()) / 2)
        painter.drawPixmap(left, top, picture)


def paint_answer(painter: QPainter, theme: Theme, line: SampleLine, box: QRect, ink: str, font: QFont) -> None:
    """Mark and name of the class; icon and words of unsure, of a reason, or of the state without an answer."""
    middle, side, x = box.center().y() + 1, theme.px(13), box.left()
    answer = line.answer
    if answer is not None and answer.kind == "label" and answer.colour >= 0:
        paint_glyph(painter, answer.colour, x, middle - side / 2, side, theme.class_colour(answer.colour))
    elif answer is not None and answer.kind != "label":
        _sign(painter, theme, answer.kind, x, middle, "text.secondary")
    elif answer is None and line.state != "unlabelled":
        _sign(painter, theme, line.state.partition(":")[0], x, middle, "text.secondary")
    x += side + theme.px(8)
    words = answer.text if answer is not None else tr(SHORT_STATES[line.state])
    painter.setFont(font)
    painter.setPen(theme.colour(ink if answer is not None else "text.muted"))
    paint_line(painter, words, QRect(x, box.top(), box.right() + 1 - x, box.height()))


def _sign(painter: QPainter, theme: Theme, name: str, x: int, middle: int, colour: str) -> None:
    side = theme.px(15)
    paint_icon(painter, name, QRect(x - theme.px(1), middle - side // 2, side, side), theme.colour(colour))


def paint_line(
    painter: QPainter, words: str, box: QRect, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight, right: bool = False
) -> None:
    shown = painter.fontMetrics().elidedText(words, mode, box.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | side | Qt.TextFlag.TextSingleLine, shown)


def paint_signs(painter: QPainter, theme: Theme, line: SampleLine, box: QRect) -> int:
    """The signs from the right; returns where free space on the left of them ends."""
    side, right = theme.px(15), box.right() + 1
    for name, colour, _ in reversed(signs(line)):
        right -= side
        place = QRect(right, box.center().y() + 1 - side // 2, side, side)
        paint_icon(painter, name, place, theme.colour(colour))
        right -= theme.px(5)
    return right


def paint_paragraph(painter: QPainter, text: str, box: QRect, pitch: int) -> None:
    """As many lines of a text as fit, the last one elided."""
    limit = max(1, box.height() // pitch)
    layout = QTextLayout(text, painter.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts = []
    while len(starts) <= limit:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(box.width())
        starts.append(line.textStart())
    layout.endLayout()
    for number, start in enumerate(starts[:limit]):
        place = QRectF(box.left(), box.top() + number * pitch, box.width(), pitch)
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        shown = text[start:end].rstrip()
        if number == limit - 1 and len(starts) > limit:
            shown = painter.fontMetrics().elidedText(
                text[start : start + 200], Qt.TextElideMode.ElideRight, box.width()
            )
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
