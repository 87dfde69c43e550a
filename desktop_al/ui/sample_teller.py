"""What a screen reader hears of the Label page: what was answered, which sample comes, notices, suggestions."""

from PySide6.QtWidgets import QWidget

from desktop_al.core.words import tr
from desktop_al.loop.screen import LabelScreen, Notice
from desktop_al.ui.announce import Teller, announce
from desktop_al.ui.inspector import applies_words
from desktop_al.ui.rest_notice import REST


class SampleTeller:
    """Speaks for ``page``. ``in_full``: also why a sample was chosen and what is suggested."""

    def __init__(self, page: QWidget) -> None:
        self._page = page
        self._teller = Teller(page)
        self._done, self._counts = "", False
        #: Titles of the notices that were told and still hold.
        self._told: dict[str, str] = {}
        self.in_full = False

    def answered(self, words: str) -> None:
        """An answer is on its way; it is said with the sample that follows."""
        self._done, self._counts = f"{words}.", True

    def turned(self, name: str) -> None:
        """A command was given that turns to another sample without an answer."""
        if name in ("undo", "redo", "visit", "back", "forward", "now"):
            self._done, self._counts = "", False

    def sample(self, screen: LabelScreen, described: QWidget) -> None:
        """Another sample is on screen, or none; ``described`` tells more of it."""
        done, self._done = self._done, ""
        counts, self._counts = self._counts, False
        sample = screen.sample
        if sample is None:
            self._teller.say(f"{done} {screen.empty}".strip(), answer=counts)
            return
        words = tr("Next: {name}.", name=sample.name) if counts else tr("Sample {name}.", name=sample.name)
        if sample.applies is not None:
            words += f" {applies_words(sample.applies)}."
        if self.in_full:
            words += f" {described.accessibleDescription()}"
        self._teller.say(f"{done} {words}".strip(), answer=counts)

    def revealed(self, described: QWidget) -> None:
        """The suggestion of the sample on screen was asked for."""
        self._teller.say(described.accessibleDescription())

    def notices(self, shown: Notice | None, rest: str, rest_shown: bool) -> None:
        """The notice in the bar over the stage; the title of the one about a rest, "" for none, and whether that is to
        be seen. Each is told once while it holds."""
        if not self._page.isVisible():
            return
        now = {} if shown is None else {shown.id: shown}
        for name in [name for name in self._told if name not in now and not (name == REST and rest)]:
            del self._told[name]
        if rest and rest_shown:
            now[REST] = Notice(REST, rest, "", severe=False)
        for name, notice in now.items():
            if self._told.get(name) != notice.title:
                self._told[name] = notice.title
                text = "" if name == REST else notice.text
                announce(self._page, f"{notice.title.rstrip('.')}. {text}".strip(), urgent=notice.severe)

    def forget(self) -> None:
        """The project was closed."""
        self._teller.forget()
        self._done, self._counts, self._told = "", False, {}
