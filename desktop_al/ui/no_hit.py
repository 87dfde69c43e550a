"""What stands in the class list when no class is found."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_al.core.words import tr
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Words


class NoHit(QWidget):
    """Words, and the offer to add a class."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._words = Words(theme, tr("No class has this in its name."), "body", "text.secondary")
        self.button = CapButton(theme, tr("Add a class"), icon="plus", trailing=("Ctrl", "Return"), hug=True)
        self._all = QVBoxLayout(self)
        self._all.addWidget(self._words)
        self._all.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self._all.addStretch(1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(theme.px(16), theme.px(8), theme.px(12), 0)
        self._all.setSpacing(theme.px(8))

    def set_name(self, name: str) -> None:
        """``name``: what could be added, "" to offer nothing."""
        self.button.setVisible(bool(name))
        short = name if len(name) < 17 else name[:15].rstrip() + "…"
        self.button.set_words(tr("Add “{name}” as a class", name=short))
