"""Between the guideline beside the sample and the open project: its examples, and adding one."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_al.core.errors import DesktopAlError
from desktop_al.ui.guideline_view import GuidelineView
from desktop_al.ui.window import Window

if TYPE_CHECKING:
    from desktop_al.loop.examples import Examples
    from desktop_al.loop.project import Project
    from desktop_al.loop.thumbnails import Thumbnails


class GuidelineDesk(QObject):
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
        self._examples: Examples | None = None
        self._thumbnails: Thumbnails | None = None
        view = self._view = window.label.inspector.guideline
        self._views: list[GuidelineView] = [view]
        view.set_source(self._source)
        view.offer_examples()
        view.example_asked.connect(self._asked)
        view.example_kept.connect(self._kept)
        window.built.connect(self._built)

    def _built(self, name: str) -> None:
        if name == "adjudication":
            view = self._window.page(name).inspector.guideline
            view.set_source(self._source)
            self._views.append(view)

    def forget(self) -> None:
        """The project is being closed."""
        if self._thumbnails is not None:
            self._thumbnails.close()
        self._examples = self._thumbnails = None

    def _source(self) -> "Examples | None":
        """What knows the samples of the open project; made when a guideline is first looked at."""
        project = self._project()
        if project is None:
            return None
        if self._examples is None or self._thumbnails is None:
            from desktop_al.loop.examples import Examples
            from desktop_al.loop.thumbnails import Thumbnails

            self._thumbnails = Thumbnails(
                project.loader.root, project.pool, self._post, threads=1, careful=project.loader.careful
            )
            self._examples = Examples(project.pool, self._thumbnails)
            self._examples.listen(self._came)
        if self._thumbnails.root != project.loader.root:
            self._thumbnails.root = project.loader.root
            self._thumbnails.forget()
        return self._examples

    def _came(self, place: int) -> None:
        for view in self._views:
            view.came(place)

    def _asked(self, against: bool) -> None:
        project = self._project()
        if project is None:
            return
        from desktop_al.loop.examples import why_no_example

        if why := why_no_example(project):
            self._window.status.flash(why)
        else:
            self._view.begin_example(against)

    def _kept(self, class_name: str, caption: str, against: bool) -> None:
        project = self._project()
        if project is None:
            return
        from desktop_al.loop.examples import add_example

        try:
            words = add_example(project, self._view.subject(), class_name, caption, against)
        except DesktopAlError as error:
            self._window.status.flash(str(error))
            return
        project.edited()
        self._window.status.flash(words)
