"""Painted rows of a list, kept as pictures: a key press repaints whole lists whose rows mostly stay the same."""

from collections import OrderedDict
from collections.abc import Callable, Hashable

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap

_KEPT = 256


class RowCache:
    """Pictures by key; whatever a row's look depends on must be in the key."""

    def __init__(self) -> None:
        self._pictures: OrderedDict[Hashable, QPixmap] = OrderedDict()

    def clear(self) -> None:
        self._pictures.clear()

    def paint(
        self,
        painter: QPainter,
        box: QRect,
        key: Hashable,
        background: QColor,
        draw: Callable[[QPainter, QRect], None],
    ) -> None:
        """Draw the picture of ``key`` into ``box``; ``draw`` makes it where it is not kept."""
        ratio = painter.device().devicePixelRatioF()
        full = (key, box.width(), box.height(), ratio, background.rgba())
        picture = self._pictures.get(full)
        if picture is None:
            picture = QPixmap(QSize(round(box.width() * ratio), round(box.height() * ratio)))
            picture.setDevicePixelRatio(ratio)
            picture.fill(background)
            inner = QPainter(picture)
            draw(inner, QRect(0, 0, box.width(), box.height()))
            inner.end()
            self._pictures[full] = picture
            if len(self._pictures) > _KEPT:
                self._pictures.popitem(last=False)
        else:
            self._pictures.move_to_end(full)
        painter.drawPixmap(box.topLeft(), picture)
