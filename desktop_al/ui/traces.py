"""What Qt and the desktop keep of their own accord about files that were chosen and pictures that were drawn."""

import os

from PySide6.QtCore import QCoreApplication, QSettings, Qt
from PySide6.QtGui import QPixmapCache


def keep_no_history() -> None:
    """Qt's file dialogs write names of files and folders into settings that all Qt programs share: here they have no
    place to be written to. The program itself keeps nothing in such settings."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, f"{os.devnull}/none")


def follow_encryption(encrypted: bool) -> None:
    """Another project is open, or none is. While it is an encrypted one, files are chosen in Qt's own dialogs: the
    desktop's put what was chosen on a list of recent files."""
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, encrypted)
    # In memory only, and not of use for another project.
    QPixmapCache.clear()
