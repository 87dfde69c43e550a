"""Having the worker work something out from the project's file for a page, with patience."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from desktop_al.loop.project import Project

#: The worker reads the file: labels that are on their way to the disk are waited for, at most so many times.
_UNSAVED_MS, _UNSAVED_TIMES = 100, 20
#: A worker that was started anew has lost what it was asked: after so long without a word it is asked again.
_SILENT_MS, _SILENT_TIMES = 20_000, 5

Heard = Callable[[float], None]
Done = Callable[[Any], None]


class Asking(QObject):
    """One question at a time, known by a key; a newer one replaces it. ``submit`` gives it to the worker and returns
    "", or why that cannot be, in words. ``heard`` carries a share of the work, ``came`` the key and the result,
    ``failed`` a sentence."""

    heard = Signal(float)
    came = Signal(object, object)
    failed = Signal(str)

    def __init__(
        self,
        parent: QObject,
        project: "Callable[[], Project | None]",
        submit: "Callable[[Project, Any, Heard, Done], str]",
        failure: str,
    ) -> None:
        super().__init__(parent)
        self._project = project
        self._submit_to = submit
        self._failure = failure
        self._key: Any = None
        self._tries = 0
        self._later = QTimer(self, singleShot=True, interval=_UNSAVED_MS)
        self._later.timeout.connect(self._ask)
        self._silent = QTimer(self, singleShot=True, interval=_SILENT_MS)
        self._silent.timeout.connect(self._ask_again)

    @property
    def key(self) -> Any:
        """What is being asked; None: nothing."""
        return self._key

    def ask(self, key: Any) -> None:
        self._key, self._tries = key, 0
        self._ask()

    def stop(self) -> None:
        self._key = None
        self._later.stop()
        self._silent.stop()

    def _ask(self) -> None:
        project = self._project()
        if project is None or self._key is None:
            return
        self._tries += 1
        if project.unsaved and self._tries < _UNSAVED_TIMES:
            self._later.start()
            return
        self._tries = 0
        self._submit(project)

    def _submit(self, project: "Project") -> None:
        key = self._key
        self._silent.start()
        words = self._submit_to(project, key, lambda share: self._heard(key, share), lambda come: self._done(key, come))
        if words:
            self._done(key, words)

    def _ask_again(self) -> None:
        project = self._project()
        self._tries += 1
        if project is None or self._key is None:
            return
        if self._tries > _SILENT_TIMES:
            self._done(self._key, self._failure)
        else:
            self._submit(project)

    def _heard(self, key: Any, share: float) -> None:
        if key == self._key:
            self._tries = 0
            self._silent.start()
            self.heard.emit(share)

    def _done(self, key: Any, result: Any) -> None:
        if key != self._key:
            return
        self.stop()
        if isinstance(result, str):
            self.failed.emit(result)
        else:
            self.came.emit(key, result)
