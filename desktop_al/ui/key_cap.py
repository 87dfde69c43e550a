"""A key as it is printed on a cap, and the cap itself."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from desktop_al.core.words import tr
from desktop_al.ui.theme import Theme

#: Printed on a cap instead of the key's name.
_SIGNS = {"Return": "↵", "Enter": "↵", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}


def on_cap(key: str) -> str:
    """What is printed on the cap of a key."""
    return _SIGNS.get(key) or (tr("Space", about="key") if key == "Space" else key)


def spoken_keys(keys: Sequence[str]) -> str:
    """Keys that are pressed together, as a screen reader says them."""
    names = {
        "Return": tr("Return", about="key"),
        "Enter": tr("Enter", about="key"),
        "Left": tr("Left", about="key"),
        "Right": tr("Right", about="key"),
        "Up": tr("Up", about="key"),
        "Down": tr("Down", about="key"),
        "Space": tr("Space", about="key"),
    }
    return " ".join(names.get(key, key) for key in keys)


def cap_width(theme: Theme, text: str) -> int:
    """Width of a key cap in pixels."""
    side = theme.px(22)
    if len(text) == 1:
        return side
    return max(side, QFontMetrics(theme.mono(12)).horizontalAdvance(text) + theme.px(12))


def paint_cap(
    painter: QPainter, theme: Theme, rect: QRectF, text: str, colour: QColor, border: QColor, fill: QColor | None = None
) -> None:
    """A key cap: a rounded box on half pixels with the key in the fixed font."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(border, 1))
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    box = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(box, theme.px(4), theme.px(4))
    painter.setPen(colour)
    painter.setFont(theme.mono(12))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
