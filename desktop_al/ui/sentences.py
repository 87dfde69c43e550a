"""Paragraphs one below the other."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Paragraph


class Sentences(QWidget):
    """As many paragraphs as there are sentences to show."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[str, ...] = ()
        self._all = QVBoxLayout(self)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._all.setContentsMargins(0, theme.px(4), 0, 0)
        self._all.setSpacing(theme.px(8))

    def show_sentences(self, sentences: Sequence[str]) -> None:
        shown = tuple(sentence for sentence in sentences if sentence)
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._all.takeAt(0)) is not None:
            if item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()
        for sentence in shown:
            self._all.addWidget(Paragraph(self._theme, sentence, "body", "text.primary"))

    def sentences(self) -> tuple[str, ...]:
        return self._shown
