"""The guide: short texts by task, and what protects the data of a project; shipped, and shown as the guideline is."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_al.core.errors import DesktopAlError
from desktop_al.core.resources import resource
from desktop_al.core.words import mark, tr
from desktop_al.ui.choose import Choose
from desktop_al.ui.guideline import GuidelineText
from desktop_al.ui.page_header import PageHeader
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, surface

#: Name of the file and words, in the order in which they are offered. Those for developers are not shown here.
GUIDES = (
    ("alone", mark("Label alone")),
    ("medical", mark("Confidential and medical samples")),
    ("study", mark("A study with several annotators")),
    ("troubleshooting", mark("Troubleshooting")),
    ("security", mark("Security")),
)
#: Widest column of reading, in pixels before scale.
_COLUMN, _CHOICE = 760, 280


def guide_text(name: str) -> str:
    """A text as it is shipped, or a sentence on why it is not there."""
    try:
        text = resource(f"guide/{name}.md").read_text("utf-8")
    except (DesktopAlError, OSError, UnicodeDecodeError) as error:
        return str(error) if isinstance(error, DesktopAlError) else tr("This text cannot be read.")
    # What is shown needs no marks of the language of a block.
    return text.replace("```sh\n", "```\n")


class GuidePage(QWidget):
    """``closed``: the page is left."""

    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "app")
        self.setAccessibleName(tr("Guide"))
        self._back = CapButton(theme, tr("Back"), trailing=("Esc",), role="quiet", hug=True)
        self._back.clicked.connect(self.closed)
        self.choice = Choose(theme, tr("Text of the guide"))
        self.choice.set_choices([(tr(words), name, None) for name, words in GUIDES])
        self.choice.currentIndexChanged.connect(lambda _: self._show())
        self._header = PageHeader(theme, tr("Guide"), (self.choice, self._back))
        self.text = GuidelineText(theme)
        self.text.setAccessibleName(tr("Guide text"))
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
        self._show()

    def _show(self) -> None:
        self.text.set_guideline(guide_text(str(self.choice.currentData())), {})

    def turn_to(self, name: str) -> None:
        """Show one of ``GUIDES``."""
        self.choice.choose(name)
        self._show()

    def set_theme(self, theme: Theme) -> None:
        self.text.setMaximumWidth(theme.px(_COLUMN))
        self.choice.setFixedWidth(theme.px(_CHOICE))

    def first_focus(self) -> None:
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def regions(self) -> list[tuple[QWidget, Callable[[], None]]]:
        """Parts of the page that F6 goes round, and what puts the focus into each."""
        return [(self.text, self.first_focus), (self._header, self.choice.setFocus)]

    def escape(self) -> bool:
        """Nothing lies on top: the page itself can be left."""
        return False
