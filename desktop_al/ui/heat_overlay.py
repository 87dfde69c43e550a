"""Evidence on an image: a heat overlay with a contour, and a line of words below the picture."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF, qRgba

from desktop_al.core.words import mark, tr
from desktop_al.loop.beside_screen import Heat
from desktop_al.ui.theme import Theme

#: Opacity where the effect is strongest.
OPACITY = 0.35
CAUTION = mark("It can be wrong.")
DOTTED = mark("Dotted: away from it.")


def _colours(theme: Theme) -> tuple[QColor, QColor]:
    """A light and a dark one: over a picture, whatever its colours, one of the two can be seen in every theme."""
    pair = sorted((theme.colour("evidence.3"), theme.colour("evidence.line")), key=QColor.lightness)
    return pair[1], pair[0]


class HeatOverlay:
    """``set`` gives it what to draw, None and no words for nothing."""

    def __init__(self) -> None:
        self._heat: Heat | None = None
        self._words = ""
        self._made: tuple[str, QImage] | None = None
        self._paths: tuple[QPainterPath, QPainterPath] = (QPainterPath(), QPainterPath())

    @property
    def heat(self) -> Heat | None:
        return self._heat

    def set(self, heat: Heat | None, words: str = "") -> None:
        self._heat, self._words, self._made = heat, words, None
        if heat is not None:
            self._words = " ".join(part for part in (heat.words, tr(DOTTED) * bool(heat.away), tr(CAUTION)) if part)
            self._paths = (_path(heat.towards), _path(heat.away))

    def words(self) -> str:
        return self._words

    def paint(self, painter: QPainter, theme: Theme, width: int, height: int) -> None:
        """Over the picture, in its own coordinates: whatever it is zoomed to, the places stay right."""
        if self._heat is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawImage(QRectF(0, 0, width, height), self._image(theme))
        # The lines keep their thickness while the picture is zoomed.
        painter.scale(width, height)
        light, dark = _colours(theme)
        for path, style in zip(self._paths, (Qt.PenStyle.SolidLine, Qt.PenStyle.DotLine), strict=True):
            for colour, thick in ((dark, 4.5), (light, 1.5)):
                pen = QPen(colour, thick * theme.scale, style if thick < 2 else Qt.PenStyle.SolidLine)
                if style is Qt.PenStyle.DotLine and thick > 2:
                    pen.setColor(QColor(colour.red(), colour.green(), colour.blue(), 150))
                pen.setCosmetic(True)
                painter.setPen(pen)
                painter.drawPath(path)
        painter.restore()

    def paint_words(self, painter: QPainter, theme: Theme, view: QRect) -> None:
        """In the margin below the picture, in coordinates of the widget."""
        if not self._words:
            return
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("caption"))
        room, words = view.width() - theme.px(40), self._words
        # Where there is no room for all of it: whole sentences as long as possible.
        while painter.fontMetrics().horizontalAdvance(words) > room and ". " in words:
            words = words.rpartition(". ")[0] + "."
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        wide, high = painter.fontMetrics().horizontalAdvance(words) + theme.px(20), theme.px(22)
        box = QRectF((view.width() - wide) // 2 + 0.5, view.height() - high - theme.px(3) + 0.5, wide, high - 1)
        painter.setPen(QPen(theme.colour("border.control"), 1))
        painter.setBrush(theme.colour("bg.surface"))
        painter.drawRoundedRect(box, theme.px(4), theme.px(4))
        painter.setPen(theme.colour("text.primary"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()

    def _image(self, theme: Theme) -> QImage:
        assert self._heat is not None
        if self._made is None or self._made[0] != theme.name:
            light, _ = _colours(theme)
            strength = self._heat.strength
            height, width = strength.shape
            image = QImage(strength.tobytes(), width, height, width, QImage.Format.Format_Indexed8)
            image.setColorTable(
                [qRgba(light.red(), light.green(), light.blue(), round(OPACITY * step)) for step in range(256)]
            )
            self._made = (theme.name, image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied))
        return self._made[1]


def _path(lines: tuple[tuple[tuple[float, float], ...], ...]) -> QPainterPath:
    path = QPainterPath()
    for line in lines:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in line]))
        path.closeSubpath()
    return path
