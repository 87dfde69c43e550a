"""Between the Agreement page and the open project: figures are worked out in the worker, and only when needed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from desktop_al.core.words import mark, tr
from desktop_al.loop.agreement_screen import AgreementRequest, AgreementScreen, Stratum
from desktop_al.ui.asking import Asking, Done, Heard
from desktop_al.ui.window import Window

if TYPE_CHECKING:
    from desktop_al.loop.project import Project
    from desktop_al.loop.thumbnails import Thumbnails

FAILED = mark("The agreement could not be worked out. Labelling goes on.")

#: What figures rest on: the project, how far its log goes, the stratum, and how samples are called.
_Key = tuple[int, frozenset[tuple[bytes, int]], Stratum, bool]


class AgreementDesk(QObject):
    """``project`` gives the open project, ``open_sample`` shows a sample on the Label page."""

    _came = Signal(object)

    def __init__(
        self, window: Window, project: "Callable[[], Project | None]", open_sample: "Callable[[int], None]"
    ) -> None:
        super().__init__(window)
        self._window = window
        self._project = project
        self._open_sample = open_sample
        self._stratum = Stratum()
        self._known: dict[_Key, AgreementScreen] = {}
        self._asking = Asking(self, project, self._submit, tr(FAILED))
        self._asking.heard.connect(lambda share: window.page("agreement").show_working(share))
        self._asking.failed.connect(lambda words: window.page("agreement").show_failure(words))
        self._asking.came.connect(self._come)
        self._thumbnails: Thumbnails | None = None
        self.commands: dict[str, Callable[[], None]] = {}
        # Queued also from the window's own thread: what comes home never runs in the middle of something else.
        self._came.connect(lambda work: work(), Qt.ConnectionType.QueuedConnection)
        window.built.connect(self._built)

    def _built(self, name: str) -> None:
        if name == "agreement":
            page = self._window.page("agreement")
            page.intent.connect(self._intent)
            page.message.connect(self._window.status.flash)
            page.command.connect(self._window.perform)

    def _intent(self, name: str, value: Any) -> None:
        if name == "open" and self._project() is not None:
            self._open_sample(value)
        elif name == "stratum":
            self._stratum = value
            self.refresh()

    # -- asking ----------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the figures as the log is now; those that are not known yet are worked out."""
        project = self._project()
        if project is None:
            return
        page, key = self._window.page("agreement"), self._key(project)
        self._show_thumbnails(project)
        if key in self._known:
            self._asking.stop()
            self._show(self._known[key])
        elif key != self._asking.key:
            page.show_working()
            self._asking.ask(key)

    def _key(self, project: "Project") -> _Key:
        return id(project), frozenset(project.state.heads.items()), self._stratum, project.pool.hide_names

    def _submit(self, project: "Project", key: _Key, heard: Heard, done: Done) -> str:
        if project.learning is None:
            return tr(FAILED)
        request = AgreementRequest(project.annotator, key[2], seed=project.basics.seed, hide_names=key[3])
        project.learning.report(request, heard, done)
        return ""

    # -- what comes home -------------------------------------------------------------------------------

    def _come(self, key: _Key, screen: AgreementScreen) -> None:
        if self._known and next(iter(self._known))[:2] != key[:2]:
            # The log has grown: what was known of other strata is out of date too.
            self._known.clear()
        self._known[key] = screen
        self._show(screen)

    def _show(self, screen: AgreementScreen) -> None:
        self._window.page("agreement").show_agreement(screen)
        if screen.stratum == Stratum():
            self._window.top.set_count("agreement", screen.undecided, tr("to decide"))

    def _show_thumbnails(self, project: "Project") -> None:
        if project.basics.kind != "image":
            return
        if self._thumbnails is None:
            from desktop_al.loop.thumbnails import Thumbnails

            self._thumbnails = Thumbnails(
                project.loader.root, project.pool, self._came.emit, careful=project.loader.careful
            )
            self._window.page("agreement").set_thumbnails(self._thumbnails)
        elif self._thumbnails.root != project.loader.root:
            self._thumbnails.root = project.loader.root
            self._thumbnails.forget()

    def forget(self) -> None:
        """The project is being closed."""
        self._asking.stop()
        self._known.clear()
        self._stratum = Stratum()
        self._window.top.set_count("agreement", 0, "")
        if self._window.has("agreement"):
            self._window.page("agreement").forget()
        if self._thumbnails is not None:
            self._thumbnails.close()
            self._thumbnails = None
