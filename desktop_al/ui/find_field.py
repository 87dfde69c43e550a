"""A field that finds rows of a list."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from desktop_al.core.words import tr
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import IconView


class FindField(QLineEdit):
    """Finds a project. ``down``: to the list."""

    down = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setPlaceholderText(tr("Find a project"))
        self.setAccessibleName(tr("Find a project"))
        self.setMaxLength(200)
        self._sign = IconView(theme, "search", 16)
        self._sign.setParent(self)
        self._sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedWidth(theme.px(220))
        self.setFont(theme.font("body"))
        self.setTextMargins(theme.px(22), 0, 0, 0)
        self._place()

    def _place(self) -> None:
        side = self._theme.px(16)
        self._sign.move(self._theme.px(10), (self.height() - side) // 2)

    def resizeEvent(self, event: QEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)
