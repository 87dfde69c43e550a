"""The class marks: nine shapes that stay apart without colour, drawn in a box of 12 units.

With nine colours, filled or in outline, they make 162 marks that are all different.
"""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPolygonF

#: In the order of class colours.
GLYPHS: tuple[str, ...] = (
    "circle",
    "square",
    "triangle-up",
    "diamond",
    "plus",
    "triangle-down",
    "hexagon",
    "ring",
    "star",
)


def _polygon(points: list[tuple[float, float]]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    path.closeSubpath()
    return path


def _circle() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(0.8, 0.8, 10.4, 10.4))
    return path


def _square() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(1.2, 1.2, 9.6, 9.6), 0.8, 0.8)
    return path


def _ring() -> QPainterPath:
    path = _circle()
    path.addEllipse(QRectF(3.4, 3.4, 5.2, 5.2))
    path.setFillRule(Qt.FillRule.OddEvenFill)
    return path


def _star() -> QPainterPath:
    points = []
    for corner in range(10):
        radius = 6.0 if corner % 2 == 0 else 2.7
        angle = math.pi * corner / 5 - math.pi / 2
        points.append((6 + radius * math.cos(angle), 6.4 + radius * math.sin(angle)))
    return _polygon(points)


def _hexagon() -> QPainterPath:
    return _polygon([(6 + 5.8 * math.cos(math.pi * k / 3), 6 + 5.8 * math.sin(math.pi * k / 3)) for k in range(6)])


_PATHS: tuple[QPainterPath, ...] = (
    _circle(),
    _square(),
    _polygon([(6, 0.8), (11.6, 11), (0.4, 11)]),
    _polygon([(6, 0), (12, 6), (6, 12), (0, 6)]),
    _polygon(
        [(4, 0.6), (8, 0.6), (8, 4), (11.4, 4), (11.4, 8), (8, 8), (8, 11.4), (4, 11.4), (4, 8), (0.6, 8)]
        + [(0.6, 4), (4, 4)]
    ),
    _polygon([(0.4, 1), (11.6, 1), (6, 11.2)]),
    _hexagon(),
    _ring(),
    _star(),
)


#: Marks with a filled shape; those after them are outlines.
FILLED = len(GLYPHS) ** 2
_LINE = 1.5


def _outline(shape: QPainterPath) -> QPainterPath:
    """The edge of a shape as a path: it lies inside, so that outlines are no larger than filled marks."""
    pen = QPainterPathStroker()
    pen.setWidth(2 * _LINE)
    return pen.createStroke(shape).intersected(shape)


def _target() -> QPainterPath:
    """The ring's outline would be a ring again: a thin circle around a disc instead."""
    path = _outline(_circle())
    path.addEllipse(QRectF(3.5, 3.5, 5, 5))
    return path


_OUTLINES = tuple(_target() if name == "ring" else _outline(path) for name, path in zip(GLYPHS, _PATHS, strict=True))


def glyph_path(index: int) -> QPainterPath:
    """What mark ``index`` fills in a box of 12 x 12 units. Each round of nine pairs shapes and colours anew."""
    count = len(_PATHS)
    return (_OUTLINES if index // FILLED % 2 else _PATHS)[(index + index // count) % count]


def paint_glyph(painter: QPainter, index: int, x: float, y: float, side: float, colour: QColor) -> None:
    """Paints mark ``index`` into the square of ``side`` pixels at ``x``, ``y``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(x, y)
    painter.scale(side / 12.0, side / 12.0)
    painter.fillPath(glyph_path(index), colour)
    painter.restore()
