"""The real window over a place of its own: driven by keys, and by waiting for what comes home."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_al.app import make_window
from desktop_al.loop.project import Project
from desktop_al.ui.session import Session
from desktop_al.ui.window import Window
from tests.pictures.scenes import PLAIN, Look

#: What is waited for happens in a second or two; a busy machine takes longer.
_SECONDS = 60.0


class _Watch(QObject):
    """Sees windows come up."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            known = isinstance(watched, Window) or bool(
                watched.windowFlags() & Qt.WindowType.Popup & ~Qt.WindowType.Window
            )
            if not known:
                self.found.append(f"{type(watched).__name__} {watched.accessibleName()}".strip())
        return False


class Stand:
    """``place`` is an empty folder; it is the home folder of the one who labels while pictures are taken."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.home = place / ".desktop_al"
        self._session: Session | None = None
        self._watch = _Watch()

    @property
    def session(self) -> Session:
        if self._session is None:
            self.app, self._session = make_window(self.home, guard=False)
            self.window.resize(PLAIN.width, PLAIN.height)
            self.window.show()
            self.app.installEventFilter(self._watch)
        return self._session

    @property
    def window(self) -> Window:
        return self.session.window

    @property
    def project(self) -> Project:
        assert self.session.project is not None
        return self.session.project

    def end(self) -> None:
        """Close the window; the next use makes a new one."""
        if self._session is None:
            return
        session, self._session = self._session, None
        session.close_project()
        if session.project is not None:
            # Labels that nothing can save any more: the scene is over, they are not missed.
            session.project.close(0.0)
            session.project = None
        session.support.ended()
        self.app.removeEventFilter(self._watch)
        session.window.close()
        session.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def strangers(self) -> list[str]:
        """Windows that came up beside the one window since the last call: a part that was shown before it had its
        place does, and takes the focus."""
        found, self._watch.found = self._watch.found, []
        return found

    # -- time ------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Let everything that waits to be laid out and painted do so."""
        if self.session.project is not None:
            self.session.flush()
        for _ in range(6):
            QApplication.processEvents()

    def until(self, done: Callable[[], object], seconds: float = _SECONDS) -> None:
        """Let the window live until ``done()``."""
        end = time.monotonic() + seconds
        while not done():
            QApplication.processEvents()
            if time.monotonic() > end:
                raise TimeoutError("What the picture is of did not happen.")
            time.sleep(0.005)
        self.settle()

    def rest(self, seconds: float) -> None:
        """Let the window live for a while."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.005)

    # -- keys ------------------------------------------------------------------------------------------

    def focus(self) -> QWidget:
        return self.window.focusWidget() or self.window

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focus(), key, modifier)
        self.settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus(), text)
        self.settle()

    def do(self, command: str) -> None:
        self.window.perform(command)
        self.settle()

    # -- an open project -------------------------------------------------------------------------------

    def open(self, path: Path, **more: object) -> None:
        """Open and wait until there is a sample, or the reason why there is none."""
        opened = self.session.open_project(path, **more)  # type: ignore[arg-type]
        assert opened, self.window.start.trouble()
        self.until(lambda: not self.project.screen().status.scanning and self.shown())

    def shown(self) -> bool:
        """Whether what is on screen has its content."""
        current = self.project.serving.current
        return current is None or self.project.serving.shown() is not None

    def name(self) -> str:
        """The sample on screen; "" for none."""
        current = self.project.serving.current
        return self.project.pool.name(current.place) if current is not None else ""

    def answer(self, truth: Callable[[str], str], count: int) -> None:
        """Give ``count`` true answers."""
        ids = {item.name: item.id for item in self.project.classes}
        for _ in range(count):
            self.until(self.shown)
            self.project.label(ids[truth(self.name())])

    def learn(self, truth: Callable[[str], str], count: int) -> None:
        """Give ``count`` answers, wait for a round that has seen nearly all of them, and go on to a sample with a
        suggestion."""
        self.until(lambda: self.project.learning is not None and self.project.learning.features_done == 1.0)
        self.answer(truth, count)
        learning = self.project.learning
        assert learning is not None
        self.until(
            lambda: learning.result is not None and learning.result.labelled >= count - 12 and not learning.training
        )
        self.offered(truth)

    def offered(self, truth: Callable[[str], str]) -> None:
        """Go on to a sample with a suggestion."""
        for _ in range(60):
            current = self.project.serving.current
            if current is not None and current.offer is not None:
                break
            self.answer(truth, 1)
        self.until(self.shown)
        self.until(lambda: self.project.unsaved == 0)
        current = self.project.serving.current
        assert current is not None
        assert current.offer is not None, "the model makes no suggestions"

    # -- pictures --------------------------------------------------------------------------------------

    def wear(self, look: Look) -> None:
        window = self.window
        window.resize(look.width, look.height)
        if (window.theme.name, window.theme.scale) != (look.theme, look.scale):
            window.use_theme(look.theme, look.scale)
        self.settle()

    def picture(self) -> QImage:
        self.settle()
        return self.window.grab().toImage()


def write(folder: Path, name: str, content: bytes | str) -> Path:
    """A file, with the folders it lies in."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def kill(pid: int) -> None:
    """As the system does when memory is short."""
    os.kill(pid, 9)
