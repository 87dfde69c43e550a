"""The card on effort: seconds and key presses of a label, by the way in which it was given."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_al.core.words import mark, tr
from desktop_al.loop.suggestion_screen import NO_EFFORT, EffortCard
from desktop_al.ui.plain_table import PlainTable
from desktop_al.ui.sentences import Sentences
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Paragraph

TITLE, LINE = mark("Effort"), mark("What a label takes, by the way in which it was given.")
_COLUMNS = (mark("Way"), mark("Labels"), mark("Seconds"), mark("95 % range"), mark("Key presses"), mark("95 % range"))


class Effort(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._shown: EffortCard | None = None
        self.words = Sentences(theme)
        self.table = PlainTable(theme, tr(TITLE), range(1, 6), spread=True)
        self.notes = Paragraph(theme, "", "caption", "text.secondary")
        self._all = QVBoxLayout(self)
        for part in (self.words, self.table, self.notes):
            self._all.addWidget(part)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(theme.px(8))

    def show_card(self, card: EffortCard) -> None:
        if card == self._shown:
            return
        self._shown = card
        self.words.show_sentences(card.words)
        rows = [
            (one.title, one.labels, one.seconds, one.seconds_interval, one.keys, one.keys_interval)
            for one in card.lines
        ]
        self.table.show_rows([tr(title) for title in _COLUMNS], rows)
        self.notes.set_text(" ".join(card.notes))

    def forget(self) -> None:
        self.show_card(NO_EFFORT)
        self._shown = None
