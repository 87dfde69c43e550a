"""The card on what suggestions do: in words, how many samples it takes to know, the figures, what counts."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_al.core.words import mark, tr
from desktop_al.loop.progress_screen import ProgressScreen
from desktop_al.loop.suggestion_screen import HALF_WIDTH, ArmLine, InfluenceCard
from desktop_al.ui.cut_words import one_line
from desktop_al.ui.form_fields import Field
from desktop_al.ui.given import Given
from desktop_al.ui.plain_table import PlainTable
from desktop_al.ui.sentences import Sentences
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Paragraph

TITLE = mark("What suggestions do")
LINE = mark("Samples with their suggestion on screen beside samples where it was withheld by lot.")
FIELD = mark("Precision in points")
_COLUMNS = (mark("Samples"), mark("Shown"), mark("Withheld"), mark("Difference"), mark("95 % range"), mark("n"))
_FIGURES = (1, 2, 3, 4, 5)
EACH = mark("Each annotator")


#: Characters of a name in the table.
_NAME = 24


def _cells(line: ArmLine) -> tuple[str, ...]:
    return (_cut(line.title), line.shown, line.withheld, line.difference, line.interval, line.n)


def _cut(name: str) -> str:
    words = one_line(name)
    return words if len(words) <= _NAME else f"{words[: _NAME - 1]}…"


def _remarks(lines: Sequence[ArmLine], said: Sequence[str] = ()) -> str:
    """Each remark once, with the rows that it is about, and none that is ``said`` above."""
    rows: dict[str, list[str]] = {}
    for line in lines:
        if line.remark and line.remark not in said:
            rows.setdefault(line.remark, []).append(_cut(line.title))
    return " ".join(f"{', '.join(titles)}: {remark}" for remark, titles in rows.items())


class InfluencePart(QWidget):
    """``chosen`` carries the name of a choice and its new value."""

    chosen = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._shown: InfluenceCard | None = None
        self.words = Sentences(theme)
        self.row = Field(theme, tr(FIELD))
        self.field = Given(self.row.edit, "half_width", "points", HALF_WIDTH)
        self.field.troubled.connect(self.row.set_trouble)
        self.field.given.connect(self.chosen)
        self.plan = Paragraph(theme, "", "body", "text.primary")
        self.table = PlainTable(theme, tr(TITLE), _FIGURES, spread=True)
        self.remarks = Paragraph(theme, "", "caption", "text.secondary")
        self.each = Paragraph(theme, tr(EACH), "caption", "text.secondary", weight=600)
        self.by_annotator = PlainTable(theme, tr(EACH), _FIGURES, spread=True)
        self.remarks_each = Paragraph(theme, "", "caption", "text.secondary")
        self.notes = Sentences(theme)
        self._all = QVBoxLayout(self)
        for part in (
            *(self.words, self.table, self.remarks, self.each, self.by_annotator, self.remarks_each),
            *(self.row, self.plan, self.notes),
        ):
            self._all.addWidget(part)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(theme.px(8))
        self.row.setMaximumWidth(theme.px(280))

    def show_screen(self, screen: ProgressScreen) -> None:
        card = screen.influence or InfluenceCard()
        self.field.show_value(screen.choices.half_width)
        if card == self._shown:
            return
        self._shown = card
        self.words.show_sentences(card.words)
        self.plan.set_text(card.plan)
        columns = [tr(title) for title in _COLUMNS]
        self.table.show_rows(columns, [_cells(line) for line in card.lines])
        self.by_annotator.show_rows((tr("Annotator"), *columns[1:]), [_cells(line) for line in card.by_annotator])
        self.remarks.set_text(_remarks(card.lines, card.words))
        self.remarks_each.set_text(_remarks(card.by_annotator))
        self.notes.show_sentences(card.notes)
        for part, there in (
            (self.row, card.plan),
            (self.plan, card.plan),
            (self.table, card.lines),
            (self.remarks, self.remarks.text()),
            (self.remarks_each, self.remarks_each.text()),
            (self.each, card.by_annotator),
            (self.by_annotator, card.by_annotator),
        ):
            part.setVisible(bool(there))

    def forget(self) -> None:
        self.show_screen(ProgressScreen())
        self._shown = None
