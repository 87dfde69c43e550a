"""What protects the data of a project, against whom, and what does not: the shipped text, as the guideline is shown."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_al.core.errors import DesktopAlError
from desktop_al.core.resources import resource
from desktop_al.ui.guideline import GuidelineText
from desktop_al.ui.page_header import PageHeader
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, surface

TEXT = "guide/security.md"
#: Widest column of reading, in pixels before scale.
_COLUMN = 760


def security_text() -> str:
    """The text as it is shipped, or a sentence on why it is not there."""
    try:
        return resource(TEXT).read_text("utf-8")
    except (DesktopAlError, OSError, UnicodeDecodeError) as error:
        return str(error) if isinstance(error, DesktopAlError) else "The text on security cannot be read."


class SecurityPage(QWidget):
    """``closed``: the page is left."""

    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "app")
        self.setAccessibleName("Security")
        self._back = CapButton(theme, "Back", trailing=("Esc",), role="quiet", hug=True)
        self._back.clicked.connect(self.closed)
        self._header = PageHeader(theme, "Security", (self._back,))
        self.text = GuidelineText(theme)
        self.text.setAccessibleName("Security text")
        self.text.set_guideline(security_text(), {})
        self._row = QHBoxLayout()
        self._row.addStretch(1)
        self._row.addWidget(self.text, 1000)
        self._row.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._header)
        rows.addLayout(self._row, 1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self.text.setMaximumWidth(theme.px(_COLUMN))

    def first_focus(self) -> None:
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def regions(self) -> list[tuple[QWidget, Callable[[], None]]]:
        """Parts of the page that F6 goes round, and what puts the focus into each."""
        return [(self.text, self.first_focus), (self._header, self._back.setFocus)]

    def escape(self) -> bool:
        """Nothing lies on top: the page itself can be left."""
        return False
