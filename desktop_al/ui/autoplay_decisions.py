"""Decisions given by key events into the real window, by somebody who knows the truth."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_al.ui.session import Session

#: Pause between two looks at the screen, in milliseconds, and how many looks at nothing mean that there is nothing.
_LOOK_MS, _PATIENCE = 10, 500


class AutoplayDecisions(QObject):
    """Adjudicates up to ``count`` samples: an own answer, then what it is, then the decision. Calls ``finished`` when
    that is done or nothing is left. ``answer`` gives the class name of a sample."""

    def __init__(
        self, session: Session, answer: Callable[[str], str], count: int, finished: Callable[[], None]
    ) -> None:
        super().__init__(session)
        self._session = session
        self._answer = answer
        self._count = count
        self._finished = finished
        self._given = 0
        self._idle = 0
        session.window.perform("tab.agreement")
        session.window.perform("adjudicate")
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOK_MS)

    def _look(self) -> None:
        window, project = self._session.window, self._session.project
        screen = window.page("adjudication").screen if window.shown == "adjudication" else None
        if project is None or screen is None or screen.closed or screen.current is None or self._given >= self._count:
            self._end()
            return
        case = next((case for case in screen.cases if case.place == screen.current), None)
        if case is None or case.done or screen.shown is None:
            self._idle += 1
            if self._idle > _PATIENCE or all(case.done for case in screen.cases):
                self._end()
            return
        self._idle = 0
        name = self._answer(project.pool.name(screen.current))
        place = next((k for k, c in enumerate(screen.classes) if c.name == name), None)
        if place is None:
            self._press(Qt.Key.Key_Right)
        elif not screen.revealed or screen.chosen is None:
            self._choose(place, name)
        else:
            self._given += 1
            self._press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def _choose(self, place: int, name: str) -> None:
        if place < 9:
            self._press(Qt.Key(Qt.Key.Key_1.value + place))
        else:
            self._press(Qt.Key.Key_Slash)
            QTest.keyClicks(self._target(), name)
            self._press(Qt.Key.Key_Return)

    def _press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self._target(), key, modifier)

    def _target(self) -> object:
        focused = QApplication.focusWidget()
        return focused if focused is not None and focused.window() is self._session.window else self._session.window

    def _end(self) -> None:
        self._timer.stop()
        self._finished()
