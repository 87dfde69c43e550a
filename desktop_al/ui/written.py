"""What became of a file that was written: it stays readable, with the way to its folder."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_al.core.words import tr
from desktop_al.ui.announce import announce
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.home_paths import home_words
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, IconView, Paragraph, Words


def open_folder(folder: Path) -> bool:
    """Open a folder in the system's file manager; whether there is one that took it."""
    return folder.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def not_opened(folder: Path) -> str:
    """What is said where :func:`open_folder` was in vain."""
    return tr("This folder could not be opened: {folder}", folder=folder)


class WrittenLine(QWidget):
    """What was written and what it lacks, in which folder, and a button that shows that; hidden while nothing was.
    ``folder_asked`` carries the folder."""

    folder_asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._folder: Path | None = None
        self._icon = IconView(theme, "saved", 16, "success.text")
        self.words = Paragraph(theme, "", "body", "text.primary")
        self.place = Words(theme, "", "caption", "text.secondary", elide=True)
        self.button = CapButton(theme, tr("Show in folder"), icon="folder_open", height=36, hug=True)
        self.button.clicked.connect(lambda: self.folder_asked.emit(self._folder))
        self._lines = QVBoxLayout()
        self._lines.addWidget(self.words)
        self._lines.addWidget(self.place)
        self._row = QHBoxLayout(self)
        # Beside the middle of the first line.
        self._sign = QVBoxLayout()
        self._sign.addWidget(self._icon)
        self._sign.addStretch(1)
        self._row.addLayout(self._sign)
        self._row.addLayout(self._lines, 1)
        self._row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._lines.setSpacing(theme.px(2))
        self._sign.setContentsMargins(0, theme.px(2), 0, 0)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(8))

    def text(self) -> str:
        """What is told, "" for nothing."""
        return self.words.text()

    def tell(self, words: str, out: Path) -> None:
        """``words``: what became of it; ``out``: the file or the folder that was written."""
        folder = out.absolute().parent
        self._folder = folder
        self.words.set_text(words)
        near = home_words(str(folder))
        place = tr("In {folder}", folder=near if near != "~" else folder)
        self.place.set_text(place)
        self.place.setToolTip(plain_tip(str(folder)))
        self.button.setAccessibleDescription(place)
        self.show()
        announce(self, words)

    def clear(self) -> None:
        self._folder = None
        self.words.set_text("")
        self.place.set_text("")
        self.hide()
