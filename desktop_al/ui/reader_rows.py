"""Rows that a screen reader can press. Qt offers it no more than to select a row, which does nothing in a list where a
row is chosen by a click; here what it selects is taken as pressed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractItemView

_Base = QAbstractItemView if TYPE_CHECKING else object


class ReaderRows(_Base):
    """Comes before the view among the bases. Keys and pointer select nothing."""

    _last = False

    def take_presses(self, act: Callable[[QModelIndex], object], clicks: bool = False, last: bool = False) -> None:
        """Have ``act`` carry out the press of a row, with ``clicks`` a click too; to be called once the view has its
        model. Where the keys have no row yet, they begin at the first one; with ``last`` at the last one, also where
        theirs is out of sight."""
        self._act, self._last = act, last
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.selectionModel().selectionChanged.connect(self._selected)
        if clicks:
            self.clicked.connect(act)

    def focusInEvent(self, event: QFocusEvent) -> None:
        rows, here = self.model().rowCount() if self.model() is not None else 0, self.currentIndex()
        seen = here.isValid() and self.viewport().rect().intersects(self.visualRect(here))
        if rows and not (seen if self._last else here.isValid()):
            # Without a current row the focus would be seen nowhere. Before Qt's own turn, which takes the first one.
            self.setCurrentIndex(self.model().index(rows - 1 if self._last else 0, 0))
        super().focusInEvent(event)
        if rows and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.scrollTo(self.currentIndex())

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        return QItemSelectionModel.SelectionFlag.NoUpdate

    def _selected(self, now: QItemSelection, before: QItemSelection) -> None:
        found = now.indexes()
        if found:
            self.selectionModel().clearSelection()
            row = QPersistentModelIndex(found[0])
            # The reader has its answer first: the row may be gone after this.
            QTimer.singleShot(0, self, lambda: self._pressed(row))

    def _pressed(self, row: QPersistentModelIndex) -> None:
        if row.isValid() and self.isVisible() and self.isEnabled():
            self._act(row.model().index(row.row(), row.column(), row.parent()))
