"""Icons of one set (Phosphor, from the files of QtAwesome), coloured from the theme and cached."""

import importlib.util
import json
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

_FONT, _CHARACTERS = "phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json"

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
    "mask": "selection-background",
    "evidence": "pencil-line",
    "uncertain": "gauge",
    "disagreement": "git-fork",
    "influential": "lightning",
    "representative": "circles-three",
    "unlike": "arrows-out-simple",
    "wanted": "crosshair",
    "aside": "archive-box",
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
    "keep_going": "play",
    "nearly": "flag-banner",
    "too_early": "question",
    "progress": "chart-line-up",
    "image": "image",
    "text": "file-text",
    "wrong": "x-circle",
    "search": "magnifying-glass",
    "rule": "scales",
    "shield": "shield-check",
    "file": "file",
    "accessibility": "person",
    "database": "database",
    "reset": "arrow-u-up-left",
    "about": "info",
    "up": "arrow-up",
    "down": "arrow-down",
    "more": "dots-three-vertical",
    "drag": "dots-six-vertical",
    "table": "list",
    "grid": "squares-four",
    "edit": "pencil-simple",
    "export": "export",
    "users": "users",
    "classes": "tag",
    "protocol": "book-open",
    "duplicate": "copy",
    "ascending": "caret-up",
    "descending": "caret-down",
    "undo": "arrow-counter-clockwise",
    "gone": "file-dotted",
    "conflict": "git-merge",
    "timer": "timer",
    "clock": "clock",
    "coffee": "coffee",
    "repeat": "repeat",
    "hidden": "eye-slash",
    "suggestion": "lightbulb",
    "class": "tag",
    "discuss": "chat-text",
    "back": "arrow-left",
    "adjudicate": "scales",
}


@lru_cache(maxsize=1)
def _set() -> tuple[str, dict[str, str]]:
    """Font family, and name to character in hexadecimal.

    The package's files are read without importing it: its compatibility layer costs a sixth of a second at start.

    Raises:
        ImportError: QtAwesome is not installed.
        OSError: its files are not where they belong.
    """
    found = importlib.util.find_spec("qtawesome")
    if found is None or not found.submodule_search_locations:
        raise ImportError("QtAwesome is not installed.")
    folder = Path(found.submodule_search_locations[0]) / "fonts"
    number = QFontDatabase.addApplicationFontFromData((folder / _FONT).read_bytes())
    family = QFontDatabase.applicationFontFamilies(number)[0]
    return family, json.loads((folder / _CHARACTERS).read_text(encoding="utf-8"))


def _draw(painter: QPainter, name: str, box: QRect, colour: QColor, bold: bool) -> None:
    family, characters = _set()
    # The set draws a stroke of 1/16 of the side, its bold variant 3/32: 1.5 px at 24 and at 16.
    character = chr(int(characters[f"{NAMES[name]}{'-bold' if bold else ''}"], 16))
    font = QFont(family)
    # The characters fill seven eighths of the square.
    font.setPixelSize(max(1, round(0.875 * box.height())))
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, character)


def _picture(name: str, size: QSize, colour: QColor, bold: bool) -> QPixmap:
    picture = QPixmap(size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _draw(painter, name, QRect(QPoint(0, 0), size), colour, bold)
    painter.end()
    return picture


class _Engine(QIconEngine):
    """Draws a character at whatever size a button asks for."""

    def __init__(self, name: str, colour: QColor) -> None:
        super().__init__()
        self._name, self._colour = name, colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.save()
        _draw(painter, self._name, rect, self._colour, True)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return _picture(self._name, size, self._colour, True)


@lru_cache(maxsize=64)
def _icon(name: str, colour: str) -> QIcon:
    return QIcon(_Engine(name, QColor(colour)))


def icon(name: str, colour: QColor) -> QIcon:
    """An icon by its meaning."""
    return _icon(name, colour.name())


@lru_cache(maxsize=256)
def _pixmap(name: str, side: int, colour: str, ratio: float) -> QPixmap:
    picture = _picture(name, QSize(side, side) * ratio, QColor(colour), side < 22)
    picture.setDevicePixelRatio(ratio)
    return picture


def paint_icon(painter: QPainter, name: str, rect: QRect, colour: QColor) -> None:
    """Paints the icon into ``rect`` (logical pixels), sharp at every device pixel ratio."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(rect, _pixmap(name, rect.width(), colour.name(), ratio))
