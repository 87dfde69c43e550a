"""A line that says what is being worked out, and after a second how far that is."""

from PySide6.QtCore import QTimer, Signal

from desktop_al.ui.announce import announce
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Words


class WorkingWords(Words):
    """``told`` carries what is being done, after a second; ``what`` names it."""

    told = Signal(str)

    def __init__(self, theme: Theme, what: str) -> None:
        self._what = what
        super().__init__(theme, "", "caption", "text.secondary", elide=True)
        self._slow = QTimer(self, singleShot=True, interval=1000)
        self._slow.timeout.connect(self._say)
        self._share, self._said = -1.0, False
        #: How many quarters of it a screen reader was told of.
        self._quarters = -1

    def work(self, share: float) -> None:
        """It is being worked out, up to ``share`` from 0 to 1."""
        self._share = share
        if not self._said and not self._slow.isActive():
            self._slow.start()
            self.set_text(f"{self._what}.")
        elif self._said:
            self._say()

    def rest(self, words: str = "") -> None:
        """Nothing is being worked out; ``words`` say why there is nothing new."""
        self._slow.stop()
        self._share, self._said, self._quarters = -1.0, False, -1
        self.set_text(words)

    def _say(self) -> None:
        self._said = True
        words = f"{self._what}, {self._share:.0%}." if self._share > 0 else f"{self._what}."
        self.set_text(words)
        quarters = int(4 * max(self._share, 0.0))
        if quarters > self._quarters:
            self._quarters = quarters
            announce(self, words)
        self.told.emit(words)
