"""The bar above a page that is not one of an open project's tabs: mark, title, a quiet word, what leads away."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_al.core.words import tr
from desktop_al.ui.mark import MarkView
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Surface, Words, rule


class PageHeader(Surface):
    """48 high. ``right`` are the widgets at the right end, from left to right."""

    def __init__(self, theme: Theme, title: str, right: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self.setAccessibleName(tr("Top bar"))
        self._title = Words(theme, title, "label", "text.primary", 600, px=15)
        self._quiet = Words(theme, "", "body", "text.muted", elide=True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(MarkView(theme))
        self._row.addWidget(self._title)
        self._row.addWidget(self._quiet, 1)
        for widget in right:
            self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._line = rule()
        self._line.setParent(self)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedHeight(theme.size("topbar"))
        self._row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        self._row.setSpacing(theme.px(12))

    def set_title(self, title: str, quiet: str = "") -> None:
        """The title and, in a quieter colour, what it is about."""
        self._title.set_text(title)
        self._quiet.set_text(quiet)

    def resizeEvent(self, event: QEvent) -> None:
        self._line.setGeometry(0, self.height() - 1, self.width(), 1)
