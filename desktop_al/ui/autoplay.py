"""Answers given by key events into the real window, by somebody who knows the truth."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_al.loop.screen import Unreadable
from desktop_al.ui.session import Session

#: Pause between two looks at the screen, in milliseconds.
_LOOK_MS = 4
#: Nothing to answer for this long (in looks) and no scan running: the pool is empty.
_PATIENCE = 500
#: The longest wait for one round of the model.
_ROUND_SECONDS = 3.0
#: After this many answers the first model is waited for, this long: samples must be read before it can be.
_WARM_UP = 10
_FIRST_MODEL_SECONDS = 15.0


class Autoplay(QObject):
    """Presses keys until ``count`` answers were given or there is nothing left; then calls ``finished``.

    ``answer`` gives the class name of a sample, "" where it is not known (then the answer is "unsure").
    """

    def __init__(
        self, session: Session, answer: Callable[[str], str], count: int, finished: Callable[[], None]
    ) -> None:
        super().__init__(session)
        self._session = session
        self._answer = answer
        self._count = count
        self._finished = finished
        self._given = 0
        self._last = -1
        self._idle = 0
        self._patience = 0.0
        self._first_model = 0.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOK_MS)

    def _look(self) -> None:
        # What is drawn, not what the project knows: a person answers what can be seen.
        screen = self._session.window.label.screen
        if self._session.project is None or screen is None or self._given >= self._count:
            self._end()
            return
        if self._model_is_at_work():
            return
        sample = screen.sample
        if sample is None or sample.content is None or sample.key == self._last:
            self._idle = 0 if screen.status.scanning else self._idle + 1
            if self._idle > _PATIENCE:
                self._end()
            return
        self._idle = 0
        self._last = sample.key
        if isinstance(sample.content, Unreadable):
            self._press(Qt.Key.Key_Right)
            return
        name = self._answer(self._session.project.pool.name(sample.index))
        place = next((k for k, c in enumerate(screen.classes) if c.name == name), None)
        self._given += 1
        if place is None:
            self._press(Qt.Key.Key_U)
        elif place < 9:
            self._press(Qt.Key(Qt.Key.Key_1.value + place))
        else:
            self._press(Qt.Key.Key_Slash)
            QTest.keyClicks(self._target(), name)
            self._press(Qt.Key.Key_Return)

    def _model_is_at_work(self) -> bool:
        """Leave the model the time that a person's own pace would leave it, within limits."""
        project = self._session.project
        learning = project.learning if project is not None else None
        if learning is None or learning.failed:
            return False
        first = self._given >= _WARM_UP and (learning.result is None or not learning.result.labelled)
        if first:
            self._first_model = self._first_model or time.monotonic() + _FIRST_MODEL_SECONDS
            return time.monotonic() < self._first_model
        if not (learning.training or learning.due(1.0)):
            self._patience = time.monotonic() + _ROUND_SECONDS
            return False
        return time.monotonic() < self._patience

    def _press(self, key: Qt.Key) -> None:
        QTest.keyClick(self._target(), key)

    def _target(self) -> object:
        focused = QApplication.focusWidget()
        return focused if focused is not None and focused.window() is self._session.window else self._session.window

    def _end(self) -> None:
        self._timer.stop()
        self._finished()
