"""A sentence with a sign, between the rows of a card; hidden while there is nothing to say."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import IconView, Paragraph


class Said(QWidget):
    """``icon`` and its colour; ``weight`` of the letters."""

    def __init__(self, theme: Theme, icon: str, colour: str = "text.secondary", weight: int | None = None) -> None:
        super().__init__()
        self._words = Paragraph(theme, "", "body", "text.primary", weight=weight)
        self._row = QHBoxLayout(self)
        self._row.addWidget(IconView(theme, icon, 18, colour), 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._words, 1)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._row.setContentsMargins(0, theme.px(8), 0, theme.px(8))
        self._row.setSpacing(theme.px(10))

    def text(self) -> str:
        return self._words.text()

    def set_text(self, words: str) -> None:
        self._words.set_text(words)
        self.setVisible(bool(words))
