"""Cards of the Progress page at the right of the curve: what more labels should bring, and what all this rests on."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_al.core.words import mark, tr, trn
from desktop_al.loop.figure_words import has_interval, interval, percent
from desktop_al.loop.progress_screen import ProgressScreen
from desktop_al.ui.marked_table import MarkedTable
from desktop_al.ui.sentences import Sentences
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Paragraph

ASIDE = mark("Not part of the advice")


def rule_line(screen: ProgressScreen) -> str:
    """Which row of the table is that of the user's rule."""
    row = next((row for row in screen.what_if if row.by_rule), None)
    return tr("At {labels} your stop rule should hold; the row is marked.", labels=row.more) if row is not None else ""


class WhatIfTable(QWidget):
    """Labels more, and what they should bring and cost; or why that cannot be said."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.table = MarkedTable(theme, tr("If you label more"), (1, 2, 3, 4), spread=True, fits=True)
        self.why = Paragraph(theme, "", "body", "text.secondary")
        self._all = QVBoxLayout(self)
        self._all.addWidget(self.table)
        self._all.addWidget(self.why)
        self._all.setContentsMargins(0, 0, 0, 0)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setSpacing(theme.px(4))

    def show_screen(self, screen: ProgressScreen) -> None:
        rows = screen.what_if
        columns = [(tr("Labels"), [row.more for row in rows]), (tr("Accuracy"), [row.accuracy for row in rows])]
        columns.append((tr("Gain, points"), [row.gain for row in rows]))
        for title, cells in ((tr("Your time"), [row.time for row in rows]), (tr("Cost"), [row.cost for row in rows])):
            if any(cells):
                columns.append((title, cells))
        mark = next((n for n, row in enumerate(rows) if row.by_rule), -1)
        titles, cells = [title for title, _ in columns], list(zip(*(cells for _, cells in columns), strict=True))
        if (titles, cells) != (list(self.table.titles()), list(self.table.rows())) or mark != self.table.marked():
            self.table.show_rows(titles, cells, mark)
        self.table.setVisible(bool(rows))
        self.why.set_text("" if rows else screen.curve.why_none)
        self.why.setVisible(bool(self.why.text()))


def chosen_words(screen: ProgressScreen) -> str:
    """Accuracy on the samples that the model chose itself."""
    chosen, parts = screen.chosen, []
    if chosen.value is not None:
        share = percent(chosen.value)
        if has_interval(chosen):
            words = trn(
                "On samples that the model chose itself: {share}, 95 % range {range}, {n:,} sample.",
                "On samples that the model chose itself: {share}, 95 % range {range}, {n:,} samples.",
                chosen.n,
                share=share,
                range=interval(chosen, share=True),
            )
        else:
            words = trn(
                "On samples that the model chose itself: {share}, {n:,} sample.",
                "On samples that the model chose itself: {share}, {n:,} samples.",
                chosen.n,
                share=share,
            )
        parts.append(words)
    return " ".join([*parts, screen.chosen_words]).strip()


class Grounds(QWidget):
    """Paragraphs, and below them the figure that is no part of the advice."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.words = Sentences(theme)
        self.aside = Paragraph(theme, tr(ASIDE), "caption", "text.secondary", weight=600)
        self.chosen = Paragraph(theme, "", "caption", "text.secondary")
        self._all = QVBoxLayout(self)
        self._below = QVBoxLayout()
        for part in (self.aside, self.chosen):
            self._below.addWidget(part)
        self._all.addWidget(self.words)
        self._all.addLayout(self._below)
        self._all.setContentsMargins(0, 0, 0, 0)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setSpacing(theme.px(12))
        self._below.setSpacing(0)

    def show_screen(self, screen: ProgressScreen) -> None:
        self.words.show_sentences(screen.rests_on)
        words = chosen_words(screen)
        self.chosen.set_text(words)
        for part in (self.aside, self.chosen):
            part.setVisible(bool(words))
