"""The document of a text that somebody else wrote."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument


class QuietDocument(QTextDocument):
    """Shows what was put into it and loads nothing that it names: no file, no address, no data written out.

    That a ``QTextEdit`` loads nothing is not enough: its document then looks for itself.
    """

    def loadResource(self, kind: int, name: QUrl) -> object:
        return None
