"""A field in which one of several is chosen from a list that drops down."""

from PySide6.QtCore import QRect, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from desktop_al.ui.icons import paint_icon
from desktop_al.ui.theme import Theme


class Choose(QComboBox):
    """One of several; by pointer it never takes the focus, which stays where the keys label."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setProperty("choice", "true")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFont(theme.font("body"))
        self.view().setFont(theme.font("body"))
        self.setFixedHeight(theme.px(32))
        self.setIconSize(QSize(theme.px(13), theme.px(13)))

    def set_choices(self, choices: list[tuple[str, object, QIcon | None]]) -> None:
        """Words, value and mark of each. The chosen value stays chosen while there is one like it."""
        old = [(self.itemText(n), self.itemData(n)) for n in range(self.count())]
        if old == [(words, value) for words, value, _ in choices]:
            return
        chosen = self.currentData()
        with QSignalBlocker(self):
            if [value for _, value in old] == [value for _, value, _ in choices]:
                for number, (words, _, _) in enumerate(choices):
                    self.setItemText(number, words)
            else:
                self.clear()
                for words, value, mark in choices:
                    self.addItem(mark or QIcon(), words, value)
                self.setCurrentIndex(max(0, self.findData(chosen)))
        self.update()

    def choose(self, value: object) -> None:
        """Choose by value, without saying so."""
        with QSignalBlocker(self):
            self.setCurrentIndex(max(0, self.findData(value)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, side = QPainter(self), self._theme.px(14)
        colour = self._theme.colour("text.primary" if self.isEnabled() else "text.disabled")
        right = self.width() - self._theme.px(8) - side
        paint_icon(painter, "menu", QRect(right, (self.height() - side) // 2 + 1, side, side), colour)
        painter.end()
