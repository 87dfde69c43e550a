"""Pair by pair: how far each two annotators agree, as a table of shaded cells."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_al.core.shapes import Measured
from desktop_al.core.words import local, tr
from desktop_al.loop.agreement_screen import AgreementScreen, Pair
from desktop_al.loop.figure_words import NONE, has_interval, spoken, two
from desktop_al.ui.heat_table import Cell, Head, HeatTable
from desktop_al.ui.theme import Theme

#: From this value on a cell has its first shade; agreement by chance or worse has none.
_FROM = 0.4
#: Fewer shared samples than this say nothing.
LEAST = 20


def pair_words(screen: AgreementScreen, pair: Pair) -> str:
    """ "Annotator 1 and Annotator 4, kappa 0.85, from 0.80 to 0.89, 160 samples"."""
    first, second = screen.annotators[pair.a], screen.annotators[pair.b]
    if pair.a == pair.b:
        words = spoken(pair.figure, screen.pair_measure)
        return tr("{first} with their own earlier answers, {words}", first=first, words=words)
    words = spoken(pair.figure, screen.pair_measure)
    return tr("{first} and {second}, {words}", first=first, second=second, words=words)


def _cell(screen: AgreementScreen, pair: Pair) -> Cell:
    figure, words = pair.figure, pair_words(screen, pair)
    if pair.a == pair.b:
        return Cell((tr("itself"), two(figure.value), local(f"n {figure.n:,}")), None, words)
    if figure.value is None or figure.n < LEAST:
        known = tr("n too small") if figure.n < LEAST else tr("not defined")
        return Cell((known, local(f"n {figure.n:,}")), None, words, hatched=True)
    low_high = f"{two(figure.low)}–{two(figure.high)}" if has_interval(figure) else tr("no range")
    level = max(0.0, (figure.value - _FROM) / (1 - _FROM))
    return Cell((two(figure.value), low_high, local(f"n {figure.n:,}")), level, words)


def _cells(screen: AgreementScreen) -> list[list[Cell]]:
    known = {(pair.a, pair.b): pair for pair in screen.pairs}
    many = range(len(screen.annotators))
    rows = []
    for a in many:
        row = []
        for b in many:
            pair = known.get((min(a, b), max(a, b)))
            if pair is not None:
                row.append(_cell(screen, pair))
            elif a == b:
                words = tr("{name} has answered no sample twice", name=screen.annotators[a])
                row.append(Cell((tr("itself"), NONE), None, words))
            else:
                unknown = Pair(min(a, b), max(a, b), Measured(None, reason=tr("they have no sample in common")))
                row.append(_cell(screen, unknown))
        rows.append(row)
    return rows


class PairTable(QWidget):
    """``chosen`` carries the places of two annotators, the lower one first."""

    chosen = Signal(int, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.table = HeatTable(theme, tr("Pair by pair"), QSize(68, 62), QSize(82, 72), 330)
        self.table.moved.connect(self._moved)
        self._pair: tuple[int, int] | None = None
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.table)
        self.setFocusProxy(self.table)

    def pair(self) -> tuple[int, int] | None:
        """The pair that is chosen."""
        return self._pair

    def show_screen(self, screen: AgreementScreen) -> None:
        """Draw all pairs; the chosen pair stays, else it is the one that agrees least."""
        heads = [Head(name) for name in screen.annotators]
        self.table.show_cells(heads, heads, _cells(screen))
        many = len(screen.annotators)
        told = [p for p in screen.pairs if p.a != p.b and p.figure.value is not None and p.figure.n >= LEAST]
        told = told or [p for p in screen.pairs if p.a != p.b]
        if self._pair is None or max(self._pair) >= many:
            self._pair = None
            if told:
                least = min(told, key=lambda p: p.figure.value if p.figure.value is not None else 2.0)
                self._pair = (least.a, least.b)
        at = self.table.at()
        if self._pair is not None and at not in (self._pair, self._pair[::-1]):
            at = self._pair
        self.table.choose(at if self._pair is not None else None)

    def forget(self) -> None:
        self._pair = None

    def _moved(self, row: int, column: int) -> None:
        if row != column:
            self._pair = (min(row, column), max(row, column))
            self.table.choose((row, column))
            self.chosen.emit(*self._pair)


def pair_line(screen: AgreementScreen) -> str:
    """What the table shows."""
    shared = f"{screen.pair_measure[:1].upper()}{screen.pair_measure[1:]}" if screen.pair_measure else tr("Agreement")
    return tr(
        "{measure}, 95 % range and samples in common. The diagonal is each with their own repeats.", measure=shared
    )
