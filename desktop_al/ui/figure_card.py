"""A card with a title, a quiet line below it, and one part; the cards of the Agreement page."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Paragraph, Words


class FigureCard(QFrame):
    """``stretch``: the part takes what height there is; else it stands at the top."""

    def __init__(self, theme: Theme, title: str, line: str, part: QWidget, stretch: bool = False) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self.part = part
        self._title = Words(theme, "", "title", "text.primary", elide=True)
        self._line = Paragraph(theme, "", "caption", "text.secondary")
        self._all = QVBoxLayout(self)
        self._all.addWidget(self._title)
        self._all.addWidget(self._line)
        self._all.addWidget(part, 1 if stretch else 0)
        if not stretch:
            self._all.addStretch(1)
        self.set_title(title, line)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        px = theme.px
        self._all.setContentsMargins(px(20), px(14), px(20), px(16))
        self._all.setSpacing(px(2))
        self._title.setFixedHeight(px(26))

    def set_title(self, title: str, line: str = "") -> None:
        self._title.set_text(title)
        self._line.set_text(line)
        self._line.setVisible(bool(line))
        self.setAccessibleName(title)
        self.setAccessibleDescription(line)

    def title(self) -> str:
        return self._title.text()

    def line(self) -> str:
        return self._line.text()
