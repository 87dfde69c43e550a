"""A plain table in which a row stands out: the chosen one, or the one that is looked for."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desktop_al.ui.plain_table import Index, PlainTable
from desktop_al.ui.theme import Theme


class _Cells(QStyledItemDelegate):
    """Fills the row that stands out, and has the table's own delegate paint over it."""

    def __init__(self, table: "MarkedTable", cells: QStyledItemDelegate) -> None:
        super().__init__(table)
        self._table, self._cells = table, cells

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.row() == self._table.marked():
            painter.fillRect(option.rect, self._table.theme.colour("accent.soft"))
        self._cells.paint(painter, option, index)


class MarkedTable(PlainTable):
    """``chooses``: the row that arrow keys and the pointer are at stands out, and ``chosen`` carries its number; else
    the one that is named does."""

    chosen = Signal(int)

    def __init__(
        self,
        theme: Theme,
        name: str,
        figures: Sequence[int] = (),
        *,
        chooses: bool = False,
        spread: bool = False,
        fits: bool = False,
    ) -> None:
        self._chooses, self._marked = chooses, -1
        super().__init__(theme, name, figures, spread=spread, fits=fits)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # The delegate that it had is kept by the new one.
        self.setItemDelegate(_Cells(self, self.itemDelegate()))  # type: ignore[arg-type]
        self.selectionModel().currentRowChanged.connect(self._moved)

    def marked(self) -> int:
        """The row that stands out, -1 for none."""
        return self.currentIndex().row() if self._chooses else self._marked

    def show_rows(self, columns: Sequence[str], rows: Sequence[Sequence[str]], mark: int = -1) -> None:
        """Other rows; ``mark`` is the one that stands out or is chosen, -1 for none."""
        super().show_rows(columns, rows)
        self._marked = mark
        if 0 <= mark < len(rows):
            self.setCurrentIndex(self.model().index(mark, 0))
        self.viewport().update()

    def _moved(self, to: QModelIndex, _before: QModelIndex) -> None:
        self.viewport().update()
        if self._chooses and to.isValid():
            self.chosen.emit(to.row())
