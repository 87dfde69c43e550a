"""Between the Label page and what stands beside the sample on screen: evidence, votes, closest labelled samples."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_al.loop.beside_screen import Heat, Shown, Unexplained
from desktop_al.loop.screen import SampleScreen
from desktop_al.ui.announce import announce
from desktop_al.ui.window import Window

if TYPE_CHECKING:
    from desktop_al.loop.beside import Beside
    from desktop_al.loop.project import Project


class BesideDesk(QObject):
    """``project`` gives the open project. ``follow`` is called whenever something may have changed."""

    def __init__(
        self, window: Window, project: "Callable[[], Project | None]", post: Callable[[Callable[[], None]], None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._project = project
        self._post = post
        self._beside: Beside | None = None
        #: Evidence as it was drawn last, on which showing and content.
        self._shown: tuple[Shown | None, int, object] | None = None

    def follow(self) -> None:
        """Have worked out what belongs to the sample on screen, and draw what is there of it."""
        project, label = self._project(), self._window.label
        if project is None:
            return
        if self._beside is None:
            # Loaded with the project, not with the window.
            from desktop_al.loop.beside import Beside

            self._beside = Beside(project, self._post, self.follow)
        screen, current = label.screen, project.serving.current
        if screen is None or screen.sample is None or current is None or screen.sample.key != current.key:
            # What belongs to the next sample is not drawn beside the one before.
            return
        beside, wanted = self._beside, label.wants_evidence()
        beside.follow()
        beside.explain(wanted)
        self._show(beside.evidence() if wanted else None, screen.sample)
        rules, votes = label.inspector.tray.rules, beside.votes() if wanted else None
        if rules.set_votes(votes) and votes is not None:
            self._say(votes.words)
        rules.closest.set_closest(beside.closest())
        if count := rules.closest.seen():
            project.saw("closest", count)
        if rules.votes.isVisible():
            project.saw("votes", 1)

    def _show(self, evidence: Shown | None, sample: SampleScreen) -> None:
        """On the stage, once: where the sample was drawn anew it has no marks on it any more."""
        before, self._shown = self._shown, (evidence, sample.key, sample.content)
        if before is not None and before[0] is evidence and before[1] == sample.key and before[2] is sample.content:
            return
        label = self._window.label
        label.stage.set_evidence(evidence)
        if isinstance(evidence, Heat | Unexplained):
            self._say(evidence.words)
        if isinstance(evidence, Unexplained) and label.stage.shown() is label.stage.text:
            label.message.emit(evidence.words)

    def _say(self, words: str) -> None:
        """Tells a screen reader what came up beside the sample."""
        label = self._window.label
        if label.isVisible():
            announce(label, words)

    def forget(self) -> None:
        """The project is closed."""
        if self._beside is not None:
            self._beside.close()
            self._beside = self._shown = None
