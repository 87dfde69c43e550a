"""Between the Progress page and the open project: the worker works it out while the page is looked at, and else at the
label counts at which the advice may change."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from desktop_al.core.errors import DesktopAlError
from desktop_al.core.words import mark, tr
from desktop_al.loop.progress_screen import ProgressScreen
from desktop_al.ui.asking import Asking, Done, Heard
from desktop_al.ui.window import Window

if TYPE_CHECKING:
    from desktop_al.loop.project import Project

FAILED = mark("The progress could not be worked out. Labelling goes on.")
NO_CLASS = mark("There is no class yet. Add one on the Protocol page; then there is something to learn.")

#: Verdicts that are told once to who labels.
_TOLD = ("can_stop", "disagree")

#: What the page rests on: the project, how far its log goes, and rounds so far (features may have come since).
_Key = tuple[int, frozenset[tuple[bytes, int]], int]


class ProgressDesk(QObject):
    """``project`` gives the open project."""

    def __init__(self, window: Window, project: "Callable[[], Project | None]") -> None:
        super().__init__(window)
        self._window = window
        self._project = project
        self._known: tuple[_Key, ProgressScreen] | None = None
        #: Labels at which the advice is looked at next though nobody looks at the page.
        self._next_look = 0
        self._asking = Asking(self, project, self._submit, tr(FAILED))
        self._asking.heard.connect(self._heard)
        self._asking.failed.connect(self._failed)
        self._asking.came.connect(self._come)
        window.built.connect(self._built)

    def _built(self, name: str) -> None:
        if name == "progress":
            page = self._window.page("progress")
            page.intent.connect(self._intent)
            page.message.connect(self._window.status.flash)
            page.command.connect(self._window.perform)

    def _intent(self, name: str, value: Any) -> None:
        project = self._project()
        if project is None:
            return
        # Loaded with the project, not with the window.
        from desktop_al.loop import progress

        try:
            if name == "choice":
                progress.choose(project, *value)
            elif name == "find":
                progress.find_all(project, value)
        except DesktopAlError as error:
            self._window.status.flash(str(error))
        self.refresh()

    @property
    def idle(self) -> bool:
        """Whether nothing is being worked out."""
        return self._asking.key is None

    def refresh(self) -> None:
        """Show what is known as the log is now."""
        project = self._project()
        if project is None:
            return
        rounds = project.learning.rounds if project.learning is not None else 0
        key = (id(project), frozenset(project.state.heads.items()), rounds)
        if self._known is not None and key == self._known[0]:
            self._asking.stop()
            if self._window.has("progress"):
                self._window.page("progress").show_progress(self._known[1])
        elif key != self._asking.key:
            if self._window.has("progress"):
                self._window.page("progress").show_working()
            self._asking.ask(key)

    def follow(self) -> None:
        """The model may be a newer one: whoever looks at the page sees the newest figures, and whoever labels is told
        once when labels are no longer worth their cost."""
        project = self._project()
        if project is None or project.read_only:
            return
        labels = project.learning.result.labelled if project.learning and project.learning.result else 0
        if self._window.shown == "progress" or (labels >= max(self._next_look, 1) and self._asking.key is None):
            self._next_look = max(self._next_look, labels + 1)
            self.refresh()

    def _submit(self, project: "Project", _: _Key, heard: Heard, done: Done) -> str:
        from desktop_al.loop.progress import progress_request

        request = progress_request(project)
        if project.learning is None:
            return tr(FAILED)
        if request is None:
            return tr(NO_CLASS)
        project.learning.report(request, heard, done, "progress")
        return ""

    def _heard(self, share: float) -> None:
        if self._window.has("progress"):
            self._window.page("progress").show_working(share)

    def _failed(self, words: str) -> None:
        if self._window.has("progress"):
            self._window.page("progress").show_failure(words)

    def _come(self, key: _Key, screen: ProgressScreen) -> None:
        before = self._known[1].verdict if self._known is not None else ""
        self._known, self._next_look = (key, screen), screen.next_look
        if self._window.has("progress"):
            self._window.page("progress").show_progress(screen)
        if screen.verdict in _TOLD and screen.verdict != before and before and self._window.shown == "label":
            self._window.status.flash(tr("{verdict}. The Progress page says why.", verdict=screen.words))

    def forget(self) -> None:
        """The project is being closed."""
        self._asking.stop()
        self._known, self._next_look = None, 0
        if self._window.has("progress"):
            self._window.page("progress").forget()
