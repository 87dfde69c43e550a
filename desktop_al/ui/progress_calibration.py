"""The card on the shown probabilities: how far they can be believed, as a picture or a table, and in words."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desktop_al.core.words import local, mark, tr
from desktop_al.loop.figure_words import interval, percent
from desktop_al.loop.suggestion_screen import CalibrationCard, ReliabilityBin
from desktop_al.ui.plain_table import PlainTable
from desktop_al.ui.reliability_plot import ReliabilityPlot
from desktop_al.ui.sentences import Sentences
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Paragraph

TITLE, LINE = (
    mark("Do the probabilities hold"),
    mark("Of the suggestions, for samples that the model has not learned from."),
)
_COLUMNS = (mark("Model says"), mark("On average"), mark("Right"), mark("95 % range"), mark("Samples"))
_ERRORS = (mark("Calibration error, points"), mark("Counted"), mark("By chance"), mark("Corrected"))
_TO_TABLE, _TO_PLOT = mark("Show reliability as table"), mark("Show as diagram")
LEGEND = mark("Filled: as shown, with 95 % ranges. Hollow: before calibration. Dashed: said and right are the same.")
#: Width at 100 % from which the words stand beside the diagram.
_BESIDE = 720


def bin_cells(one: ReliabilityBin) -> tuple[str, ...]:
    """A row of the table."""
    low, high = percent(one.least), percent(one.most)
    said = low if low == high else tr("{low} to {high}", low=low, high=high)
    right = one.right
    return (said, percent(one.said), percent(right.value), interval(right, share=True), local(f"{right.n:,}"))


class Calibration(QWidget):
    """The diagram or its table at the left, words and errors beside it or below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._shown: CalibrationCard | None = None
        self.plot = ReliabilityPlot(theme)
        self.table = PlainTable(theme, tr("Reliability, as a table"), figures=range(5), fills=True)
        self.as_table = CapButton(theme, tr(_TO_TABLE), role="quiet", height=28, hug=True)
        self.legend = Paragraph(theme, tr(LEGEND), "caption", "text.secondary")
        self.words = Sentences(theme)
        self.errors = PlainTable(theme, tr("Calibration error"), figures=(1, 2, 3), spread=True)
        self.notes = Paragraph(theme, "", "caption", "text.secondary")
        self._figure = QWidget()
        self._left = QVBoxLayout(self._figure)
        self._stack = QStackedLayout()
        self._left.addLayout(self._stack)
        self._stack.addWidget(self.plot)
        self._stack.addWidget(self.table)
        self._foot = QHBoxLayout()
        # Its first line is level with the words on the button.
        self._beside = QVBoxLayout()
        self._beside.addWidget(self.legend)
        self._beside.addStretch(1)
        self._foot.addLayout(self._beside, 1)
        self._foot.addWidget(self.as_table, 0, Qt.AlignmentFlag.AlignTop)
        self._left.addLayout(self._foot)
        self._left.addStretch(1)
        self._right = QVBoxLayout()
        for part in (self.words, self.errors, self.notes):
            self._right.addWidget(part)
        self._right.addStretch(1)
        self._all = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._all.addWidget(self._figure, 1)
        self._all.addLayout(self._right, 1)
        self.as_table.clicked.connect(self._swap)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for box in (self._all, self._left, self._right, self._foot):
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(theme.px(8))
        self._beside.setContentsMargins(0, theme.px(6), 0, 0)
        self._all.setContentsMargins(0, theme.px(6), 0, 0)
        self._all.setSpacing(theme.px(24))
        self._fold()

    def resizeEvent(self, event: QEvent) -> None:
        self._fold()

    def _fold(self) -> None:
        ways = QBoxLayout.Direction
        way = ways.LeftToRight if self.width() >= self._theme.px(_BESIDE) else ways.TopToBottom
        if way != self._all.direction():
            self._all.setDirection(way)
            # A layout that is turned does not tell those around it.
            self.updateGeometry()

    def show_card(self, card: CalibrationCard) -> None:
        if card == self._shown:
            return
        self._shown = card
        self.words.show_sentences(card.words)
        self.plot.show_card(card)
        self.table.show_rows([tr(title) for title in _COLUMNS], [bin_cells(one) for one in card.bins])
        self.errors.show_rows(
            [tr(title) for title in _ERRORS], [(one.kind, one.error, one.chance, one.corrected) for one in card.errors]
        )
        self.notes.set_text(" ".join(card.notes))
        for part, there in ((self._figure, card.bins), (self.errors, card.errors), (self.notes, card.notes)):
            part.setVisible(bool(there))

    def forget(self) -> None:
        self.show_card(CalibrationCard())
        self._shown = None
        if self._stack.currentWidget() is self.table:
            self._swap()

    def _swap(self) -> None:
        drawn = self._stack.currentWidget() is self.plot
        self._stack.setCurrentWidget(self.table if drawn else self.plot)
        self.as_table.set_words(tr(_TO_PLOT if drawn else _TO_TABLE))
