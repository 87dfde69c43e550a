"""A drawn keyboard that shows which keys do what. The layout is a guess and changes nothing but the letters."""

from dataclasses import dataclass

from PySide6.QtCore import QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_al.core.commands import BY_ID, DEFAULT_KEYS, Keymap
from desktop_al.core.words import tr
from desktop_al.ui.key_groups import is_label
from desktop_al.ui.theme import Theme

_LAYOUTS = {
    "QWERTY": ("`1234567890-=", "QWERTYUIOP[]", "ASDFGHJKL;'\\", "<ZXCVBNM,./"),
    "QWERTZ": ("^1234567890ß´", "QWERTZUIOPÜ+", "ASDFGHJKLÖÄ#", "<YXCVBNM,.-"),
    "AZERTY": ("²&é\"'(-è_çà)=", "AZERTYUIOP^$", "QSDFGHJKLMÙ*", "<WXCVBN,;:!"),
}
#: Where the rows begin, in keys.
_STARTS = (0.0, 0.93, 1.13, 0.74)
_WIDE, _HIGH = 14.86, 4.85
_QWERTZ = ("de", "cs", "hu", "sk", "sl", "hr", "sq")


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the picture: its place and size in keys, what is printed on it, the command it gives ("" for none)."""

    box: QRectF
    printed: str
    command: str


def guess_layout(locale: QLocale) -> str:
    """The usual layout of a language: "QWERTY", "QWERTZ" or "AZERTY"."""
    language, _, country = locale.name().partition("_")
    if language == "fr":
        return {"CA": "QWERTY", "CH": "QWERTZ"}.get(country, "AZERTY")
    if country == "BE":
        return "AZERTY"
    return "QWERTZ" if language in _QWERTZ else "QWERTY"


def system_layout() -> str:
    """What the system says about its keyboard, guessed from the language."""
    return guess_layout(QGuiApplication.inputMethod().locale())


def short_words(command: str) -> str:
    """A command in one or two words."""
    if is_label(command):
        return tr("Label", about="what is done")
    short = {
        "accept": tr("Accept"),
        "not_worth": tr("Not worth"),
        "undo": tr("Undo"),
        "redo": tr("Redo"),
        "find_class": tr("Find class"),
        "zoom_hold": tr("Zoom or peek (hold)"),
        "zoom_in": tr("In", about="zoom"),
        "zoom_out": tr("Out", about="zoom"),
        "contrast": tr("Contrast"),
        "mask": tr("Mask"),
        "evidence": tr("Evidence"),
        "rule": tr("Rule"),
        "shortcuts": tr("Help"),
    }
    return short.get(command) or tr(BY_ID[command].title)


def keys_of(layout: str, keymap: Keymap) -> list[Key]:
    """All keys of the picture. Digits belong to their place, letters and signs to what is printed."""
    commands = {key.casefold(): command for command, keys in keymap.items() for key in keys}
    found = []
    for row, (start, signs) in enumerate(zip(_STARTS, _LAYOUTS[layout], strict=True)):
        for place, sign in enumerate(signs):
            digit = str(place % 10) if row == 0 and 1 <= place <= 10 else ""
            command = commands.get(digit or sign.casefold(), "")
            printed = f"{sign} {digit}" if digit and digit != sign else sign
            found.append(Key(QRectF(start + place, row, 1, 1), printed, command))
    found.append(Key(QRectF(13.36, 1, 1.5, 2), tr("Enter", about="key"), commands.get("return", "")))
    found.append(Key(QRectF(2.67, 4, 5.1, 0.85), tr("Space", about="key"), commands.get("space", "")))
    return found


class KeyboardPicture(QWidget):
    """The keyboard, as wide as there is room for, at most 847 at 100 %. The table beside it says the same in words."""

    def __init__(self, theme: Theme, layout: str) -> None:
        super().__init__()
        self._layout, self._keymap = layout, DEFAULT_KEYS
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(tr("Keyboard, {layout}", layout=layout))
        self.setAccessibleDescription(tr("The table below says the same in words."))
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self.update()

    def show_keys(self, keymap: Keymap) -> None:
        self._keymap = keymap
        self.update()

    def _pitch(self, width: int) -> float:
        return min(57 * self._theme.scale, width / _WIDE)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._pitch(width) * 0.84 * _HIGH)

    def sizeHint(self) -> QSize:
        wide = round(57 * self._theme.scale * _WIDE)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(300), self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pitch = self._pitch(self.width())
        gap = 3.5 * pitch / 57
        for key in keys_of(self._layout, self._keymap):
            box = QRectF(
                round(key.box.x() * pitch) + 0.5,
                round(key.box.y() * pitch * 0.84) + 0.5,
                round(key.box.width() * pitch - gap),
                round(key.box.height() * pitch * 0.84 - gap),
            )
            used = bool(key.command)
            painter.setBrush(theme.colour("accent.soft" if used else "bg.surface"))
            painter.setPen(QPen(theme.colour("accent.line" if used else "border.default"), 1))
            painter.drawRoundedRect(box, theme.px(4), theme.px(4))
            self._print(painter, key, box)
        painter.end()

    def _print(self, painter: QPainter, key: Key, box: QRectF) -> None:
        theme, centre = self._theme, Qt.AlignmentFlag.AlignCenter
        words = short_words(key.command) if key.command else ""
        font = theme.font("caption", px=10)
        # A key too small for its word is only marked: the table has the word.
        inside = box.adjusted(1, 1, -1, -1)
        if key.printed in ("Enter", "Space"):
            painter.setPen(theme.colour("text.primary" if words else "text.muted"))
            painter.setFont(theme.font("caption"))
            joint = "\n" if key.printed == "Enter" else ": "
            shown = f"{key.printed}{joint}{words}" if words else key.printed
            painter.drawText(inside, centre, shown)
            return
        painter.setPen(theme.colour("text.primary" if words else "text.muted"))
        painter.setFont(theme.mono(12))
        head = QRectF(box.left() + theme.px(7), box.top() + theme.px(3), box.width() - theme.px(8), theme.px(18))
        if box.height() < theme.px(34):
            painter.drawText(box, centre, key.printed[-1])
            return
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, key.printed)
        if words:
            painter.setFont(font)
            shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, round(inside.width()))
            foot = QRectF(inside.left(), box.bottom() - theme.px(20), inside.width(), theme.px(18))
            painter.drawText(foot, centre, shown)
