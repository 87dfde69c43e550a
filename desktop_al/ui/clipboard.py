"""What is copied while an encrypted project is open: marked as a secret, and taken back."""

import secrets
from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication, QPixmap

from desktop_al.core.words import mark, tr

#: After so long what was copied is gone.
SECONDS = 30
NO_PICTURES = mark("Pictures of an encrypted project do not go to the clipboard. Export what is to leave it.")
#: By which our own content is known again. The platforms' words for "keep this in no history": KDE's, and on Windows
#: those that clipboard histories and cloud clipboards heed. macOS has one as well (org.nspasteboard.ConcealedType),
#: which Qt cannot write from here: there the 30 seconds have to do.
_OURS = "application/x-desktop-al-secret"
_HINTS = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\0\0\0\0",
}
#: Window systems of tests, which do not tell whose content it is.
_DUMB = ("offscreen", "minimal")


class ClipboardGuard(QObject):
    """``secret`` says whether an encrypted project is open."""

    def __init__(self, parent: QObject, secret: Callable[[], bool]) -> None:
        super().__init__(parent)
        self._secret = secret
        self._clipboard = QGuiApplication.clipboard()
        self._mark, self._putting = b"", False
        self._off = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._off.timeout.connect(self.clear)
        self._clipboard.dataChanged.connect(self._changed)

    def _changed(self) -> None:
        if self._putting:
            return
        if self._mark and not self._is_ours():
            self._mark = b""
            self._off.stop()
        owned = self._clipboard.ownsClipboard() or QGuiApplication.platformName() in _DUMB
        if not owned or not self._secret() or self._is_ours():
            return
        copied = self._clipboard.mimeData()
        if copied is None or not copied.formats():
            return
        kept = QMimeData()
        if copied.hasText() and not copied.hasImage():
            kept.setText(copied.text())
        self._mark = secrets.token_bytes(8)
        kept.setData(_OURS, self._mark)
        for name, value in _HINTS.items():
            kept.setData(name, value)
        self._put(kept)
        self._off.start()

    def _put(self, content: QMimeData) -> None:
        self._putting = True
        try:
            self._clipboard.setMimeData(content)
        finally:
            self._putting = False

    def _is_ours(self) -> bool:
        content = self._clipboard.mimeData()
        return bool(self._mark) and content is not None and bytes(content.data(_OURS).data()) == self._mark

    def clear(self) -> None:
        """Take back what is still ours; what somebody else copied since stays."""
        self._off.stop()
        if self._is_ours():
            self._putting = True
            self._clipboard.clear()
            self._putting = False
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            # What was marked in a text is there by that alone.
            self._clipboard.clear(QClipboard.Mode.Selection)
        self._mark = b""


_secret: Callable[[], bool] = lambda: False  # noqa: E731


def guard_pictures(secret: Callable[[], bool]) -> None:
    """Whether pictures may be copied is asked of ``secret`` from now on."""
    global _secret
    _secret = secret


def copy_picture(picture: QPixmap, words: str) -> str:
    """Put a picture into the clipboard; what to say: ``words``, or why it is not there."""
    if _secret():
        return tr(NO_PICTURES)
    QGuiApplication.clipboard().setPixmap(picture)
    return words
