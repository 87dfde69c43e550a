"""Where things are kept, and the support file, which is shown in full before it is written."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog

from desktop_al.core.words import local, mark, tr
from desktop_al.ui.file_preview import FilePreview
from desktop_al.ui.key_groups import caps, words_of
from desktop_al.ui.settings_rows import Card, Row, SettingRow
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Words

_SUPPORT = mark(
    "Versions, settings, counts and the log, for somebody who helps you. It holds no names, no paths and nothing of "
    "what is in your samples."
)
_SIDE = mark("What was computed from the samples. Deleting it loses nothing, only time.")
_GATHERING = mark("Counting and checking the project.")


def size_words(count: int) -> str:
    """Bytes as "0 KB", "12 KB" or "3.4 MB"."""
    if count < 1024 * 1024:
        return f"{-(-count // 1024)} KB"
    return local(f"{count / 2**20:.1f} MB" if count < 2**30 else f"{count / 2**30:.1f} GB")


class _KeyedButton(CapButton):
    """A button with the key of its command, which may change."""

    def show_key(self, key: str) -> None:
        self._trailing = caps(key) if key else ()
        self.setAccessibleDescription(tr("Key {key}", key=words_of(key)) if key else "")
        self.updateGeometry()
        self.update()


class StorageCard(Card):
    """``command`` carries open_home, open_project_folder, rescan, back_up, restore or support; ``support_save`` where
    the support file is to be written. ``settings`` are the rows of how backups are made."""

    command = Signal(str)
    support_save = Signal(str)

    def __init__(self, theme: Theme, settings: Sequence[SettingRow] = ()) -> None:
        self._home = CapButton(theme, tr("Open the folder"), hug=True)
        self._project = CapButton(theme, tr("Open the folder"), hug=True)
        self._home.setAccessibleName(tr("Open the folder of settings and log"))
        self._project.setAccessibleName(tr("Open the folder of the project file"))
        self._check = _KeyedButton(theme, tr("Check the folder again"), hug=True)
        self._size = Words(theme, "0 KB", "body", "text.primary")
        self._support = CapButton(theme, tr("Save a support file"), hug=True)
        self._back_up = CapButton(theme, tr("Back up now"), hug=True)
        self._restore = CapButton(theme, tr("Restore a backup"), hug=True)
        self._rows = {
            "backups": Row(theme, tr("Backups of this project"), "", (self._back_up, self._restore)),
            "home": Row(theme, tr("Settings and log"), "", (self._home,)),
            "project": Row(theme, tr("Project file"), "", (self._project,)),
            "samples": Row(theme, tr("Sample folder"), "", (self._check,)),
            "side": Row(theme, tr("Side file"), tr(_SIDE), (self._size,)),
            "support": Row(theme, tr("Support file"), tr(_SUPPORT), (self._support,)),
        }
        self.preview = FilePreview(theme, tr("What the support file will hold"), waiting=tr(_GATHERING))
        self.preview.hide()
        super().__init__(
            theme, "storage", "disk", tr("Storage and support"), (*settings, *self._rows.values(), self.preview)
        )
        self._back_up.clicked.connect(lambda: self.command.emit("back_up"))
        self._restore.clicked.connect(lambda: self.command.emit("restore"))
        self._home.clicked.connect(lambda: self.command.emit("open_home"))
        self._project.clicked.connect(lambda: self.command.emit("open_project_folder"))
        self._check.clicked.connect(lambda: self.command.emit("rescan"))
        self._support.clicked.connect(self.ask)
        self.preview.save.clicked.connect(self._ask_where)
        self.preview.leave.clicked.connect(self.close_preview)
        self.show_storage("", "", "", 0)

    def show_storage(self, home: str, project: str, samples: str, side_bytes: int) -> None:
        """Where settings, project file and samples are, and the size of the side file; "" for no project."""
        for name, path in (("home", home), ("project", project), ("samples", samples)):
            self._rows[name].set_sentence(path)
        for name in ("backups", "project", "samples", "side"):
            self._rows[name].available = bool(project)
            self._rows[name].setVisible(bool(project))
        self._size.set_text(size_words(side_bytes))
        self._size.setAccessibleName(tr("Side file, {size}", size=size_words(side_bytes)))
        self.tidy()

    def show_backups(self, words: str, can_make: bool) -> None:
        """How many backups there are and where; whether one can be made now."""
        self._rows["backups"].set_sentence(words)
        self._back_up.setEnabled(can_make)
        self.tidy()

    def ask(self) -> None:
        """Show what a support file would hold; ``show_support`` brings it."""
        self.open_preview()
        self.command.emit("support")

    def open_preview(self) -> None:
        """The place where the support file is shown, empty until it is gathered; open, it stays as it is."""
        if self.previewing():
            return
        self.preview.show_text("")
        self.preview.show()
        self._support.setEnabled(False)
        self.tidy()
        self.preview.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_support(self, text: str) -> None:
        """What the file will hold, to the letter; passed over when the preview was closed meanwhile."""
        if self.previewing():
            self.preview.show_text(text)

    def close_preview(self) -> None:
        if self.preview.isHidden():
            return
        inside = self.preview.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._support.setEnabled(True)
        self.preview.hide()
        self.tidy()
        if inside:
            self._support.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_key(self, key: str) -> None:
        """The key of "Check the folder again"."""
        self._check.show_key(key)

    def take_focus(self) -> None:
        self._home.setFocus(Qt.FocusReason.TabFocusReason)

    def previewing(self) -> bool:
        return not self.preview.isHidden()

    def _ask_where(self) -> None:
        proposed = str(Path.home() / "desktop_al-support.txt")
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save the support file"), proposed, tr("Text (*.txt)"))
        if chosen:
            self.support_save.emit(chosen)
