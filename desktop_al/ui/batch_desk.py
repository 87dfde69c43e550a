"""Between the Batch page and the open project: the worker finds groups after every round, the page shows one."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from desktop_al.core.words import mark, tr
from desktop_al.loop.batch_screen import Groups
from desktop_al.loop.screen import Unreadable
from desktop_al.ui.asking import Asking, Done, Heard
from desktop_al.ui.window import Window

if TYPE_CHECKING:
    from desktop_al.loop.batch import Reviewing
    from desktop_al.loop.project import Project
    from desktop_al.loop.thumbnails import Thumbnails

FAILED = mark("The groups could not be found. Labelling goes on.")

#: What groups rest on: the project, its rounds, how suggestions are shown, the share asked again, and the classes.
_Key = tuple[int, int, str, int, tuple[str, ...]]


class BatchDesk(QObject):
    """``project`` gives the open project, ``post`` has something done on the window's thread."""

    def __init__(
        self,
        window: Window,
        project: "Callable[[], Project | None]",
        post: Callable[[Callable[[], None]], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._project = project
        self._post = post
        self._sitting: Reviewing | None = None
        self._thumbnails: Thumbnails | None = None
        self._known: _Key | None = None
        self._asked: _Key | None = None
        self._asking = Asking(self, project, self._submit, tr(FAILED))
        self._asking.failed.connect(self._failed)
        self._asking.came.connect(self._come)
        window.built.connect(self._built)

    def _built(self, name: str) -> None:
        if name == "batch":
            page = self._window.page("batch")
            page.intent.connect(self._intent)
            page.message.connect(self._window.status.flash)
            page.message_over.connect(self._window.status.take_back)
            page.command.connect(self._window.perform)

    @property
    def idle(self) -> bool:
        """Whether nothing is being worked out."""
        return self._asking.key is None

    @property
    def sitting(self) -> "Reviewing | None":
        """The groups of the open project."""
        return self._sitting

    def count_keys(self, keys: int) -> None:
        """So many were pressed on this page, 0 for the pointer."""
        if self._sitting is not None:
            self._sitting.count_keys(keys)

    def _made(self, project: "Project") -> "Reviewing":
        if self._sitting is None:
            # Loaded with the project, not with the window.
            from desktop_al.loop.batch import Reviewing

            self._sitting = Reviewing(project, self._window.status.flash)
        return self._sitting

    # -- following the project -------------------------------------------------------------------------

    def follow(self) -> None:
        """Something has changed: there may be a newer model, other classes, or answers given elsewhere."""
        project = self._project()
        if project is None or project.learning is None:
            return
        sitting = self._made(project)
        result = project.learning.result
        key = (
            id(project),
            result.number if result is not None else 0,
            str(project.choices["suggestions"]),
            int(project.choices["batch_recheck"]),
            tuple(item.id for item in project.classes),
        )
        if key != self._known and key != self._asking.key:
            self._ask(project, sitting, key)
        if self._window.shown == "batch":
            # Elsewhere it is done when the page is turned to: nothing is said of a group that nobody sees.
            sitting.follow()
        self._draw()

    def refresh(self) -> None:
        """Show the group as it is now."""
        self.follow()
        if self._sitting is not None:
            self._sitting.follow()
        self._draw(fully=True)

    def _ask(self, project: "Project", sitting: "Reviewing", key: _Key) -> None:
        from desktop_al.loop.batch import hindrance

        stopped = hindrance(project)
        if stopped is not None:
            self._asking.stop()
            self._known = key
            sitting.unavailable(stopped)
        else:
            self._asked = key
            self._asking.ask(key)

    def _submit(self, project: "Project", key: _Key, heard: Heard, done: Done) -> str:
        from desktop_al.loop.batch import batch_request

        sitting = self._made(project)
        request = batch_request(project, sitting.skipped)
        if isinstance(request, tuple):
            sitting.unavailable(request)
            self._known = key
            self._asking.stop()
            self._draw()
        elif project.learning is None:
            return tr(FAILED)
        else:
            project.learning.report(request, heard, done, "groups")
        return ""

    def _come(self, key: _Key, found: Groups) -> None:
        if self._sitting is not None:
            self._known = key
            self._sitting.offered(found)
            self._draw()

    def _failed(self, words: str) -> None:
        if self._sitting is not None:
            self._known = self._asked
            title, _, rest = words.partition(". ")
            self._sitting.unavailable((title.rstrip("."), rest))
            self._draw()

    # -- the page --------------------------------------------------------------------------------------

    def _draw(self, fully: bool = False) -> None:
        project, sitting = self._project(), self._sitting
        if project is None or sitting is None:
            return
        self._window.top.set_count("batch", sitting.waiting, tr("groups"))
        if self._window.shown != "batch" and not fully:
            return
        page = self._window.page("batch")
        if self._thumbnails is None:
            from desktop_al.loop.thumbnails import Thumbnails

            self._thumbnails = Thumbnails(project.loader.root, project.pool, self._post, careful=project.loader.careful)
            self._thumbnails.on_ready = self._picture_came
            page.set_contents(self._thumbnails.get)
        if self._thumbnails.root != project.loader.root:
            self._thumbnails.root = project.loader.root
            self._thumbnails.forget()
        page.show_screen(sitting.screen())

    def _picture_came(self, place: int) -> None:
        """What cannot be read cannot be seen, and so not accepted."""
        page, sitting, thumbnails = self._window.page("batch"), self._sitting, self._thumbnails
        if sitting is None or thumbnails is None:
            return
        content = thumbnails.get(place, page.grid.picture_edge())
        if isinstance(content, Unreadable):
            sitting.block(place, content.cause)
            page.show_screen(sitting.screen())
        page.picture_came()

    def _intent(self, name: str, value: Any) -> None:
        project, sitting = self._project(), self._sitting
        if project is None or sitting is None:
            return
        if name == "pictures":
            if self._thumbnails is not None:
                self._thumbnails.want(value)
            return
        # What is done here is no time spent on the sample of the Label page.
        project.clock.shown()
        sitting.count_keys(0)
        match name:
            case "toggle":
                sitting.toggle(value)
            case "give":
                sitting.give(*value)
            case "accept":
                sitting.accept()
            case "skip":
                sitting.skip()
            case "undo":
                sitting.undo()
            case "redo":
                sitting.redo()
        self._draw()

    def forget(self) -> None:
        """The project is being closed."""
        self._asking.stop()
        if self._window.has("batch"):
            self._window.page("batch").forget()
        if self._thumbnails is not None:
            self._thumbnails.close()
        self._sitting = self._thumbnails = self._known = self._asked = None
        self._window.top.set_count("batch", 0, "")
