"""What one annotator answered where another answered something: a table of counts with marks of the classes."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_al.core.words import local, tr, trn
from desktop_al.loop.agreement_screen import AgreementScreen, Pair
from desktop_al.ui.heat_table import Cell, Head, HeatTable
from desktop_al.ui.theme import Theme


def _cells(screen: AgreementScreen, pair: Pair) -> list[list[Cell]]:
    first, second = screen.annotators[pair.a], screen.annotators[pair.b]
    most = max((number for row in pair.counts for number in row), default=0)
    rows = []
    for i, row in enumerate(pair.counts):
        cells = []
        for j, number in enumerate(row):
            a, b = screen.classes[i].name, screen.classes[j].name
            what = tr("both {label}", label=a) if i == j else f"{first} {a}, {second} {b}"
            # The square root, so that a rare difference is still seen beside a frequent agreement.
            level = (number / most) ** 0.5 if number and most else None
            cells.append(
                Cell(
                    (local(f"{number:,}"),),
                    level,
                    f"{what}: {trn('{n:,} sample', '{n:,} samples', number)}",
                    framed=i == j,
                )
            )
        rows.append(cells)
    return rows


class ConfusionTable(QWidget):
    """``chosen`` carries two classes (of the first and of the second annotator), or -1 twice for no choice."""

    chosen = Signal(int, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.table = HeatTable(theme, tr("Answers of the pair"), QSize(32, 32), QSize(56, 56), 340)
        self.table.picked.connect(self._picked)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.table)
        self.setFocusProxy(self.table)

    def show_pair(self, screen: AgreementScreen, pair: Pair | None) -> None:
        """Draw the counts of a pair; nothing is chosen."""
        heads = [Head(item.name, item.colour) for item in screen.classes]
        if pair is None or not pair.counts:
            self.table.show_cells((), (), ())
            return
        names = screen.annotators[pair.a], screen.annotators[pair.b]
        self.table.setAccessibleName(tr("Answers of {first} and {second}", first=names[0], second=names[1]))
        self.table.show_cells(heads, heads, _cells(screen, pair))

    def clear(self) -> bool:
        """Choose nothing; whether anything was chosen."""
        if self.table.chosen is None:
            return False
        self.table.choose(None)
        self.chosen.emit(-1, -1)
        return True

    def _picked(self, row: int, column: int) -> None:
        if self.table.chosen == (row, column):
            self.clear()
        else:
            self.table.choose((row, column))
            self.chosen.emit(row, column)
