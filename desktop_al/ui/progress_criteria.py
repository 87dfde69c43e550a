"""Stopping criteria from the literature: the value of each, whether it holds, and since when."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_al.core.words import mark, tr
from desktop_al.loop.progress_screen import CriterionLine, ProgressScreen
from desktop_al.ui.plain_table import PlainTable
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Paragraph

COLUMNS = (mark("Criterion"), mark("Value"), mark("Holds"), mark("First at"), mark("It holds when"))
LINE = mark(
    "The verdict rests on the audit target, the cost rule and stabilizing predictions; the "
    "others are there to compare. The row that the keys are at is said in full below."
)
NONE = "–"
_SIGNS = {
    mark("yes"): ("done", "success.text"),
    mark("no"): ("wrong", "text.secondary"),
    mark("not known"): ("unsure", "text.secondary"),
}


def criterion_row(line: CriterionLine) -> tuple[str, str, str, str, str]:
    """Title, value or why there is none, whether it holds, since when, sentence."""
    known = bool(line.value)
    return (
        line.title,
        line.value or NONE,
        tr(("yes" if line.holds else "no") if known else "not known"),
        line.since or (NONE if not line.holds else ""),
        line.sentence if known or not line.reason else f"{line.reason} {line.sentence}",
    )


class _Table(PlainTable):
    """A sign before "yes", "no" and "not known"."""

    def sign(self, row: int, column: int) -> tuple[str, str] | None:
        if column != COLUMNS.index("Holds"):
            return None
        return next((sign for words, sign in _SIGNS.items() if tr(words) == self.rows()[row][column]), None)


class Criteria(QWidget):
    """The table, and the row that the keys are at in full."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._lines: tuple[CriterionLine, ...] = ()
        self.table = _Table(theme, tr("Stopping criteria"), fits=True)
        self.words = Paragraph(theme, "", "caption", "text.secondary")
        self._all = QVBoxLayout(self)
        self._all.addWidget(self.table)
        self._all.addWidget(self.words)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._say())
        self.setFocusProxy(self.table)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(theme.px(8))

    def show_screen(self, screen: ProgressScreen) -> None:
        if screen.criteria != self._lines:
            at = self.table.currentIndex().row()
            self._lines = screen.criteria
            self.table.show_rows([tr(title) for title in COLUMNS], [criterion_row(line) for line in self._lines])
            if 0 < at < len(self._lines):
                self.table.setCurrentIndex(self.table.model().index(at, 0))
        self._say()

    def _say(self) -> None:
        at = self.table.currentIndex().row()
        if not 0 <= at < len(self._lines):
            self.words.set_text("")
            return
        line = self._lines[at]
        self.words.set_text(f"{line.title}: {' '.join(part for part in (line.sentence, line.reason) if part)}")
