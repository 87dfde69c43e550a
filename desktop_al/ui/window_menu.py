"""The presets of window and level as a menu."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from desktop_al.core.words import tr
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton

#: Width of a button that is an icon alone.
SIDE = 40


class WindowMenu(CapButton):
    """``chosen`` carries the number of a preset, counted from 0, -1 for the image's own window."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "", icon="menu", role="quiet", height=30, hug=True)
        self.setAccessibleName(tr("Window presets"))
        self.setToolTip(plain_tip(tr("Window presets")))
        self.menu_shown = QMenu(self)
        self._presets: tuple[str, ...] = ()
        self.clicked.connect(self._open)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.setFixedWidth(theme.px(SIDE))

    def set_presets(self, presets: Sequence[str]) -> None:
        """Names with their numbers, in the order of their digits."""
        self._presets = tuple(presets)

    def _open(self) -> None:
        menu = self.menu_shown
        menu.clear()
        for number, words in enumerate(self._presets):
            # An ampersand would mark a letter.
            menu.addAction(words.replace("&", "&&")).triggered.connect(lambda _=False, n=number: self.chosen.emit(n))
        menu.addSeparator()
        menu.addAction(tr("Reset") + "\t0").triggered.connect(lambda: self.chosen.emit(-1))
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])
