"""Telling a screen reader something: at once, or the last of several that come quickly one after another."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from desktop_al.core.words import trn

#: After something was said, what follows waits so long and is said together.
APART_MS = 700


def announce(source: QWidget, words: str, *, urgent: bool = False) -> None:
    """Say ``words``; ``urgent`` breaks off what is being said. Nothing happens where nobody listens, and nothing is
    said by what is not to be seen: a page behind another one, or behind the lock, is silent."""
    if words and source.isVisible() and QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(source, words)
        if urgent:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)


class Teller(QObject):
    """Says answers for ``source``: the first one at once, of those that follow within ``APART_MS`` only the last one,
    after how many there were. Whoever answers twice a second would otherwise hear of samples long gone."""

    def __init__(self, source: QWidget) -> None:
        super().__init__(source)
        self._source = source
        self._waiting, self._answers = "", 0
        self._pause = QTimer(self, singleShot=True, interval=APART_MS)
        self._pause.timeout.connect(self._over)

    def say(self, words: str, *, answer: bool = False) -> None:
        """``answer``: the words tell of one that was given, which is counted where it is not said."""
        if not QAccessible.isActive():
            return
        self._answers += answer
        if self._pause.isActive():
            self._waiting = words
            return
        self._waiting = ""
        self._tell(words)

    def forget(self) -> None:
        """What waits is not said any more."""
        self._waiting, self._answers = "", 0
        self._pause.stop()

    def _tell(self, words: str) -> None:
        answers, self._answers = self._answers, 0
        if answers > 1:
            words = trn("{n} answer. {words}", "{n} answers. {words}", answers, words=words)
        announce(self._source, words)
        self._pause.start()

    def _over(self) -> None:
        waiting, self._waiting = self._waiting, ""
        if waiting:
            self._tell(waiting)
