"""The list of the left column: many rows of one height, the newest at the bottom."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from desktop_al.core.words import tr
from desktop_al.ui.reader_rows import ReaderRows


class HistoryView(ReaderRows, QTableView):
    """The list: click, Space or Enter goes to the sample.

    A table of one column, because a list view lays out all of its rows again for each new one
    (200 ms at 50,000 rows).
    """

    picked = Signal(QModelIndex)

    def __init__(self) -> None:
        super().__init__()
        self.horizontalHeader().setAccessibleName(tr("Column"))
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setAccessibleName(tr("Rows"))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)

    def set_row_height(self, height: int) -> None:
        self.verticalHeader().setDefaultSectionSize(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # What stands at the bottom stays in sight, also when the foot below has grown while another page was shown.
        bar = self.verticalScrollBar()
        at_the_end = bar.value() == bar.maximum()
        super().resizeEvent(event)
        if at_the_end:
            self.scrollToBottom()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.picked.emit(self.currentIndex())
            event.accept()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            super().keyPressEvent(event)
        else:
            event.ignore()
