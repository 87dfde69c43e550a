"""What the file dialogs of Qt remember by themselves: the folder that was seen last, and those before it."""

from PySide6.QtCore import QSettings


def forget_dialogs() -> None:
    """Take it away, as it may lead to an encrypted project. The dialogs of a desktop keep their own, out of reach."""
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    kept.beginGroup("FileDialog")
    for key in ("history", "lastVisited"):
        if kept.contains(key):
            kept.remove(key)
    kept.endGroup()
    kept.sync()
