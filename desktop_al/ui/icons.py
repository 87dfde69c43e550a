"""Icons of one set (Phosphor, through QtAwesome), coloured from the theme and cached."""

from functools import lru_cache

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from qtawesome.iconic_font import IconicFont

#: Meaning in this program -> name in the set.
NAMES: dict[str, str] = {
    "learning": "arrows-clockwise",
    "saved": "check",
    "saving": "dots-three",
    "not_saved": "warning",
    "read_only": "eye",
    "encrypted": "lock-simple",
    "offline": "wifi-slash",
    "annotator": "user",
    "settings": "gear-six",
    "theme": "circle-half-tilt",
    "menu": "caret-down",
    "zoom": "magnifying-glass-plus",
    "contrast": "circle-half",
    "evidence": "pencil-line",
    "uncertain": "gauge",
    "disagreement": "git-fork",
    "representative": "circles-three",
    "random": "shuffle",
    "own_view": "eye",
    "first": "sparkle",
    "history": "clock-counter-clockwise",
    "changed": "shuffle",
    "comment": "flag",
    "not_worth": "prohibit",
    "unsure": "question",
    "unreadable": "file-x",
    "notice": "warning-circle",
    "disk": "hard-drive",
    "fold": "caret-up",
    "unfold": "caret-down",
    "folder": "folder",
    "folder_open": "folder-open",
    "plus": "plus",
    "close": "x",
    "drop": "download-simple",
    "warning": "warning",
    "keyboard": "keyboard",
    "done": "check-circle",
    "image": "image",
    "text": "file-text",
    "wrong": "x-circle",
    "search": "magnifying-glass",
    "rule": "scales",
    "shield": "shield-check",
    "file": "file",
}


@lru_cache(maxsize=1)
def _font() -> IconicFont:
    # Only the one set: loading every set of the package would cost a quarter of a second at start.
    return IconicFont(("ph", "phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json"))


@lru_cache(maxsize=256)
def _icon(name: str, colour: str, disabled: str, bold: bool) -> QIcon:
    # The set draws a stroke of 1/16 of the side, its bold variant 3/32: 1.5 px at 24 and at 16.
    return _font().icon(f"ph.{NAMES[name]}{'-bold' if bold else ''}", color=colour, color_disabled=disabled)


def icon(name: str, colour: QColor, disabled: QColor | None = None) -> QIcon:
    """An icon by its meaning."""
    return _icon(name, colour.name(), (disabled or colour).name(), True)


@lru_cache(maxsize=256)
def _pixmap(name: str, side: int, colour: str, ratio: float) -> QPixmap:
    return _icon(name, colour, colour, side < 22).pixmap(QSize(side, side), ratio)


def paint_icon(painter: QPainter, name: str, rect: QRect, colour: QColor) -> None:
    """Paints the icon into ``rect`` (logical pixels), sharp at every device pixel ratio."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(rect, _pixmap(name, rect.width(), colour.name(), ratio))
