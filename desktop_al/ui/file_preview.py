"""All that a file will hold, to read before it is written, and what to do with it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_al.core.words import tr
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Paragraph


class FilePreview(QWidget):
    """``name`` is for screen readers; ``waiting`` stands in the place of a text that is not there yet."""

    def __init__(self, theme: Theme, name: str, save: str = "", leave: str = "", *, waiting: str = "") -> None:
        super().__init__()
        self._waiting = waiting
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(name)
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.save = CapButton(theme, save or tr("Save"), role="primary", hug=True)
        self.leave = CapButton(theme, leave or tr("Do not save"), hug=True)
        self._words = Paragraph(theme, tr("This is the whole file."), "caption", "text.secondary")
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        self._foot.addWidget(self.leave)
        self._foot.addWidget(self.save)
        self._all = QVBoxLayout(self)
        self._all.addWidget(self.text)
        self._all.addLayout(self._foot)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self.text.setFont(theme.mono(12))
        self.text.setFixedHeight(theme.px(220))
        self._all.setContentsMargins(0, 0, 0, theme.px(8))
        self._all.setSpacing(theme.px(8))
        self._foot.setSpacing(theme.px(8))

    def show_text(self, text: str) -> None:
        self.text.setPlainText(text or self._waiting)
        self.save.setEnabled(bool(text))
