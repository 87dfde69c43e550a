"""The classes as keys alone, compact: what stands above the guideline."""

from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from desktop_al.ui.class_model import ClassRow, plain_tip
from desktop_al.ui.glyphs import paint_glyph
from desktop_al.ui.key_cap import paint_cap
from desktop_al.ui.theme import Theme


class KeyMark(QPushButton):
    """A class as its key and its mark alone."""

    def __init__(self, theme: Theme, row: ClassRow) -> None:
        super().__init__()
        self.row = row
        self.setProperty("role", "action")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCheckable(True)
        self.setAccessibleName(f"{row.key}, {row.name}")
        self.setToolTip(plain_tip(row.name))
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedHeight(theme.px(32))
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(56), self._theme.px(32))

    def nextCheckState(self) -> None:
        """The suggestion is checked, whoever clicks."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, theme, cap, side = QPainter(self), self._theme, self._theme.px(22), self._theme.px(12)
        x = (self.width() - cap - theme.px(8) - side) / 2
        middle, fill = self.height() / 2, theme.colour("accent.fill")
        box = QRectF(round(x), round(middle - cap / 2), cap, cap)
        if self.isChecked() and self.isEnabled():
            paint_cap(painter, theme, box, self.row.key, theme.colour("accent.on"), fill, fill)
        else:
            ink = theme.colour("text.primary" if self.isEnabled() else "text.disabled")
            paint_cap(painter, theme, box, self.row.key, ink, theme.colour("border.control"))
        colour = theme.class_colour(self.row.colour)
        paint_glyph(painter, self.row.colour, x + cap + theme.px(8), middle - side / 2, side, colour)
        painter.end()


class ClassKeys(QWidget):
    """The classes that have a key, compact, above the guideline: the keys go on working, and so does a click."""

    chosen = Signal(str)
    _ACROSS = 5

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._rows: tuple[ClassRow, ...] = ()
        self._keys: list[KeyMark] = []
        self._grid = QGridLayout(self)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._grid.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        self._grid.setSpacing(theme.px(6))

    def set_rows(self, rows: tuple[ClassRow, ...]) -> None:
        rows = tuple(row for row in rows if row.key)
        if rows == self._rows:
            return
        self._rows = rows
        for key in self._keys:
            key.hide()
            key.deleteLater()
        self._keys = [KeyMark(self._theme, row) for row in rows]
        across = min(self._ACROSS, max(1, len(rows)))
        for number, key in enumerate(self._keys):
            key.clicked.connect(lambda _checked=False, row=key.row: self.chosen.emit(row.id))
            self._grid.addWidget(key, number // across, number % across)

    def precede(self, after: QWidget) -> None:
        """Has Tab come to the keys in front of ``after``: what is made later would come last of all."""
        before = after.previousInFocusChain()
        while before is not after and before.focusPolicy() == Qt.FocusPolicy.NoFocus:
            before = before.previousInFocusChain()
        for first, key in pairwise((before, *self._keys)):
            QWidget.setTabOrder(first, key)

    def set_suggested(self, class_id: str, enabled: bool) -> None:
        for key in self._keys:
            key.setChecked(key.row.id == class_id)
            key.setEnabled(enabled)
