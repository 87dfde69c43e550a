"""A large figure with a line above and one below."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Paragraph, Words


class BigFigure(QWidget):
    """What it is, the figure, and a line on what it rests on. ``margins`` around it: left, top, right, bottom."""

    def __init__(self, theme: Theme, margins: tuple[float, float, float, float] = (0, 0, 0, 0)) -> None:
        super().__init__()
        self._margins = margins
        self.head = Words(theme, "", "caption", "text.secondary", elide=True)
        self.figure = Words(theme, "", "figure", "text.primary")
        self.foot = Paragraph(theme, "", "caption", "text.secondary")
        self.rows = QVBoxLayout(self)
        for part in (self.head, self.figure, self.foot):
            self.rows.addWidget(part)
        self.rows.addStretch(1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self.rows.setContentsMargins(*(theme.px(side) for side in self._margins))
        self.rows.setSpacing(0)

    def show_words(self, head: str, figure: str, foot: str, spoken: str = "") -> None:
        """``spoken``: all of it as a screen reader says it, where that differs."""
        self.head.set_text(head)
        self.figure.set_text(figure)
        self.foot.set_text(foot)
        self.setAccessibleName(spoken or f"{head}: {figure} {foot}".strip())
