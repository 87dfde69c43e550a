"""The tokens of the interface as colours, lengths, fonts, one palette and one style sheet.

Widgets hold a :class:`Theme` and ask it at paint time; :func:`retheme` hands a new one to a whole tree.
"""

import json
from functools import lru_cache
from typing import Any, Literal

import font_source_sans_pro
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from desktop_al.core.resources import resource
from desktop_al.ui.style_sheet import style_sheet

ThemeName = Literal["light", "dark", "high-contrast"]
THEMES: tuple[ThemeName, ...] = ("light", "dark", "high-contrast")
SCALES: tuple[float, ...] = (1.0, 1.15, 1.3, 1.5, 2.0)

#: The shipped font has a smaller x-height than the one the token sizes were drawn for (0.486 to 0.546 em).
_X_HEIGHT = 1.1
#: Property of the program: its style is set.
_STYLED = "desktop_al_styled"


@lru_cache(maxsize=1)
def tokens() -> dict[str, Any]:
    """The parsed token file."""
    parsed: dict[str, Any] = json.loads(resource("theme/tokens.json").read_text(encoding="utf-8"))
    return parsed


@lru_cache(maxsize=1)
def _load_fonts() -> str:
    family = ""
    for name in ("SourceSansPro", "SourceSansProSemibold", "SourceSansProLight"):
        path = getattr(font_source_sans_pro, name, None)
        number = QFontDatabase.addApplicationFont(path) if path else -1
        if number >= 0 and not family:
            family = QFontDatabase.applicationFontFamilies(number)[0]
    return family


@lru_cache(maxsize=1)
def _mono_family() -> str:
    known = set(QFontDatabase.families())
    for family in tokens()["type"]["family"]["mono"]:
        if family in known:
            return str(family)
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()


class Theme:
    """One look: a set of colours and a scale (1.0 to 2.0). Immutable; equal names share nothing mutable."""

    def __init__(self, name: ThemeName = "light", scale: float = 1.0) -> None:
        if name not in THEMES:
            raise ValueError(f"no theme named {name!r}")
        self.name: ThemeName = name
        self.scale = min(max(float(scale), 0.75), 3.0)
        self._hex: dict[str, str] = tokens()["color"][name]
        self._colours = {token: QColor(value) for token, value in self._hex.items()}
        self._class_colours = [QColor(value) for value in tokens()["class"][name]]
        self._fonts: dict[tuple[str, int | None, float], QFont] = {}
        self._lengths: dict[float, int] = {}

    def hex(self, token: str) -> str:
        """The colour as ``#RRGGBB``."""
        return self._hex[token]

    def colour(self, token: str) -> QColor:
        """A shared colour; copy it before changing it."""
        return self._colours[token]

    def class_colour(self, index: int) -> QColor:
        """Colour of a class mark; a negative index is a class without one."""
        return self.colour("text.secondary") if index < 0 else self._class_colours[index % len(self._class_colours)]

    def px(self, length: float) -> int:
        """Logical length at this scale, rounded to whole pixels; a hairline never vanishes."""
        found = self._lengths.get(length)
        if found is None:
            found = self._lengths[length] = max(1, round(length * self.scale)) if length > 0 else 0
        return found

    def size(self, name: str) -> int:
        """A length of the token table ``size``, scaled."""
        return self.px(tokens()["size"][name])

    def font(self, role: str, weight: int | None = None, px: float | None = None) -> QFont:
        """Font of a type role; ``px`` overrides the nominal size (before scale)."""
        spec = tokens()["type"]["scale"][role]
        nominal = float(px if px is not None else spec["px"])
        asked = weight if weight is not None else int(spec["weight"])
        key = (role, asked, nominal)
        font = self._fonts.get(key)
        if font is None:
            mono = spec.get("family") == "mono"
            families = [_mono_family()] if mono else [_load_fonts(), *tokens()["type"]["family"]["ui"][1:]]
            font = QFont([family for family in families if family])
            font.setPixelSize(max(8, round(nominal * (1.0 if mono else _X_HEIGHT) * self.scale)))
            # The family ships 300, 400 and 600: what is between goes to the nearer one below.
            font.setWeight(QFont.Weight(300 if asked < 350 else 400 if asked < 550 else 600))
            font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
            if not mono:
                font.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[key] = font
        return QFont(font)

    def line(self, role: str, px: float | None = None) -> int:
        """Line height of a role, scaled."""
        spec = tokens()["type"]["scale"][role]
        return self.px(spec["line"] * (px / spec["px"] if px else 1.0))

    def mono(self, px: float = 12) -> QFont:
        """The fixed font, for sample names and key caps."""
        return self.font("keycap", 400, px)

    def palette(self) -> QPalette:
        """The palette that Fusion draws from."""
        palette = QPalette()
        role = QPalette.ColorRole
        for target, token in (
            (role.Window, "bg.app"),
            (role.WindowText, "text.primary"),
            (role.Base, "bg.surface"),
            (role.AlternateBase, "bg.raised"),
            (role.Text, "text.primary"),
            (role.Button, "bg.surface"),
            (role.ButtonText, "text.primary"),
            (role.BrightText, "accent.on"),
            (role.Highlight, "selection.bg"),
            (role.HighlightedText, "selection.text"),
            (role.PlaceholderText, "text.muted"),
            (role.ToolTipBase, "bg.raised"),
            (role.ToolTipText, "text.primary"),
            (role.Link, "accent.text"),
            (role.Accent, "accent.fill"),
            (role.Mid, "border.default"),
            (role.Dark, "border.control"),
        ):
            palette.setColor(target, self.colour(token))
        for target in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, target, self.colour("text.disabled"))
        return palette

    def style_sheet(self) -> str:
        """The one style sheet of the program."""
        return style_sheet(self.hex, self.px)

    def apply(self, app: QApplication) -> None:
        """Sets style, palette, font and style sheet of the program."""
        # Noted on the program: under a style sheet its style has no name, and setting it polishes every widget again.
        if not app.property(_STYLED):
            app.setStyle("Fusion")
            app.setProperty(_STYLED, True)
        app.setPalette(self.palette())
        app.setFont(self.font("body"))
        sheet = self.style_sheet()
        # Setting a sheet polishes every widget again, a quarter of a second for a full window.
        if app.styleSheet() != sheet:
            app.setStyleSheet(sheet)


def retheme(root: QWidget, theme: Theme) -> None:
    """Hands ``theme`` to every widget below and including ``root`` that has ``set_theme``."""
    take = getattr(root, "set_theme", None)
    if take is not None:
        take(theme)
    # Looked up now: what is inside may have been made anew for the theme.
    for child in root.children():
        if isinstance(child, QWidget):
            retheme(child, theme)


def contrast(first: QColor, second: QColor) -> float:
    """Contrast ratio of two opaque colours, 1 to 21 (WCAG 2.2, relative luminance)."""

    def luminance(colour: QColor) -> float:
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (colour.redF(), colour.greenF(), colour.blueF())
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)
