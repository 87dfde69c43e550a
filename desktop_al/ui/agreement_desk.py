"""Between the Agreement page and the open project: figures are worked out in the worker, and only when needed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop_al.loop.agreement_screen import AgreementRequest, AgreementScreen, Stratum
from desktop_al.ui.window import Window

if TYPE_CHECKING:
    from desktop_al.loop.project import Project
    from desktop_al.loop.thumbnails import Thumbnails

#: The worker reads the file: labels that are on their way to the disk are waited for, at most so many times.
_UNSAVED_MS, _UNSAVED_TIMES = 100, 20
#: A worker that was started anew has lost what it was asked: after so long without a word it is asked again.
_SILENT_MS, _SILENT_TIMES = 20_000, 5
FAILED = "The agreement could not be worked out. Labelling goes on."

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
        self._asked: _Key | None = None
        self._tries = 0
        self._thumbnails: Thumbnails | None = None
        self.commands: dict[str, Callable[[], None]] = {}
        # Queued also from the window's own thread: what comes home never runs in the middle of something else.
        self._came.connect(lambda work: work(), Qt.ConnectionType.QueuedConnection)
        self._later = QTimer(self, singleShot=True, interval=_UNSAVED_MS)
        self._later.timeout.connect(self._ask)
        self._silent = QTimer(self, singleShot=True, interval=_SILENT_MS)
        self._silent.timeout.connect(self._ask_again)
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
            self._stop()
            self._show(self._known[key])
        elif key != self._asked:
            self._asked, self._tries = key, 0
            page.show_working()
            self._ask()

    def _key(self, project: "Project") -> _Key:
        return id(project), frozenset(project.state.heads.items()), self._stratum, project.pool.hide_names

    def _ask(self) -> None:
        project, key = self._project(), self._asked
        if project is None or key is None:
            return
        self._tries += 1
        if project.unsaved and self._tries < _UNSAVED_TIMES:
            self._later.start()
            return
        self._tries = 0
        self._submit(project, key)

    def _submit(self, project: "Project", key: _Key) -> None:
        if project.learning is None:
            self._done(key, FAILED)
            return
        request = AgreementRequest(project.annotator, key[2], seed=project.basics.seed, hide_names=key[3])
        self._silent.start()
        project.learning.report(request, lambda share: self._heard(key, share), lambda result: self._done(key, result))

    def _ask_again(self) -> None:
        project, key = self._project(), self._asked
        self._tries += 1
        if project is None or key is None:
            return
        if self._tries > _SILENT_TIMES:
            self._done(key, FAILED)
        else:
            self._submit(project, key)

    def _stop(self) -> None:
        self._asked = None
        self._later.stop()
        self._silent.stop()

    # -- what comes home -------------------------------------------------------------------------------

    def _heard(self, key: _Key, share: float) -> None:
        if key == self._asked:
            self._tries = 0
            self._silent.start()
            self._window.page("agreement").show_working(share)

    def _done(self, key: _Key, result: AgreementScreen | str) -> None:
        if key != self._asked:
            return
        self._stop()
        if isinstance(result, str):
            self._window.page("agreement").show_failure(result)
            return
        if self._known and next(iter(self._known))[:2] != key[:2]:
            # The log has grown: what was known of other strata is out of date too.
            self._known.clear()
        self._known[key] = result
        self._show(result)

    def _show(self, screen: AgreementScreen) -> None:
        self._window.page("agreement").show_agreement(screen)
        if screen.stratum == Stratum():
            self._window.top.set_count("agreement", screen.undecided, "to decide")

    def _show_thumbnails(self, project: "Project") -> None:
        if project.basics.kind != "image":
            return
        if self._thumbnails is None:
            from desktop_al.loop.thumbnails import Thumbnails

            self._thumbnails = Thumbnails(project.loader.root, project.pool, self._came.emit)
            self._window.page("agreement").set_thumbnails(self._thumbnails)
        elif self._thumbnails.root != project.loader.root:
            self._thumbnails.root = project.loader.root
            self._thumbnails.forget()

    def forget(self) -> None:
        """The project is being closed."""
        self._stop()
        self._known.clear()
        self._stratum = Stratum()
        self._window.top.set_count("agreement", 0, "")
        if self._window.has("agreement"):
            self._window.page("agreement").forget()
        if self._thumbnails is not None:
            self._thumbnails.close()
            self._thumbnails = None
