"""The way to the window's thread, from any thread."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget


class WayHome(QObject):
    """``post`` has something done on the thread of ``window``, later, also when it is called there; once the window is
    gone, nothing.

    It has no parent: a thread that has still something to tell holds it, and never speaks to what is being taken down.
    """

    _came = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self._open = True
        # Queued also from the window's own thread: what comes home never runs in the middle of something else.
        self._came.connect(self._do, Qt.ConnectionType.QueuedConnection)
        window.destroyed.connect(self._end)

    def post(self, work: Callable[[], None]) -> None:
        self._came.emit(work)

    def _do(self, work: Callable[[], None]) -> None:
        if self._open:
            work()

    def _end(self) -> None:
        self._open = False
