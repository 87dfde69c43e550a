"""Between the adjudication page and the open project."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from desktop_al.core.errors import DesktopAlError
from desktop_al.core.words import tr
from desktop_al.ui.window import Window

if TYPE_CHECKING:
    from desktop_al.loop.adjudicating import Adjudicating
    from desktop_al.loop.loader import Loader
    from desktop_al.loop.project import Project
    from desktop_al.loop.thumbnails import Thumbnails

#: Longest edge of a picture in the list, in pixels.
_EDGE = 112


class AdjudicationDesk(QObject):
    """``project`` gives the open project; samples are read by a loader of its own, beside that of the Label page."""

    _came_home = Signal(object)

    def __init__(self, window: Window, project: "Callable[[], Project | None]") -> None:
        super().__init__(window)
        self.commands: dict[str, Callable[[], None]] = {"adjudicate": self.begin}
        self._window = window
        self._project = project
        self._case: Adjudicating | None = None
        #: Told row number, sample and answer of every decision once it is on disk.
        self.on_saved: Callable[[int, str, str], None] | None = None
        self._loader: Loader | None = None
        self._thumbnails: Thumbnails | None = None
        self._came_home.connect(lambda work: work(), Qt.ConnectionType.QueuedConnection)
        window.built.connect(self._built)

    def _built(self, name: str) -> None:
        if name == "adjudication":
            page, window = self._window.page("adjudication"), self._window
            page.intent.connect(self._intent)
            page.message.connect(window.status.flash)
            page.command.connect(window.perform)
            page.sample_shown.connect(window.keys.sample_shown)
            page.early = window.keys.guarding
            window.keys.released.connect(page.release)

    def begin(self) -> None:
        """Turn to the page, or say that nothing waits for a decision."""
        project = self._project()
        if project is None:
            return
        from desktop_al.loop.adjudicating import NOTHING

        case = self._made(project)
        case.extra = self._doubtful()
        case.refresh()
        if not case.places and not case.closed:
            self._window.status.flash(tr(NOTHING))
            return
        self._window.page("adjudication")
        self.refresh()
        self._window.show_page("adjudication")

    def _doubtful(self) -> frozenset[int]:
        """What the Agreement page found that the model of the annotators is not sure of."""
        shown = self._window.page("agreement").screen if self._window.has("agreement") else None
        return frozenset(shown.doubtful) if shown is not None else frozenset()

    def _made(self, project: "Project") -> "Adjudicating":
        """The cases of the open project; drafts are kept until it is closed."""
        from desktop_al.loop.adjudicating import Adjudicating
        from desktop_al.loop.loader import Loader
        from desktop_al.loop.thumbnails import Thumbnails

        if self._case is None or self._loader is None or self._thumbnails is None:
            masks, careful = project.pool.masks_of, project.loader.careful
            draw = lambda _place, _shown: self._draw()  # noqa: E731
            self._loader = Loader(project.loader.root, self._came_home.emit, draw, masks, careful=careful)
            self._thumbnails = Thumbnails(project.loader.root, project.pool, self._came_home.emit, careful=careful)
            self._thumbnails.on_ready = lambda _: self._window.page("adjudication").list.picture_came()
            self._case = Adjudicating(
                project.record,
                project.pool,
                project.answers,
                self._loader,
                project.annotator,
                project.basics.seed,
                lambda: project.classes,
                self._window.status.flash,
            )
            self._case.on_saved = self.on_saved
        if self._loader.root != project.loader.root:
            self._loader.root = self._thumbnails.root = project.loader.root
            self._loader.forget()
            self._thumbnails.forget()
        return self._case

    def refresh(self) -> None:
        """Show the cases as they are now."""
        project = self._project()
        if project is None or not self._window.has("adjudication"):
            return
        case = self._made(project)
        case.refresh()
        page, thumbnails = self._window.page("adjudication"), self._thumbnails
        if thumbnails is not None:
            page.list.set_pictures(lambda place: getattr(thumbnails.get(place, _EDGE), "pixels", None))
        from desktop_al.loop.protocol_versions import version_of

        page.set_guideline(project.state.protocol(), version_of(project.state).number)
        self._draw()

    def forget(self) -> None:
        """The project is being closed."""
        if self._window.has("adjudication"):
            self._window.page("adjudication").forget()
        if self._loader is not None:
            self._loader.close()
        if self._thumbnails is not None:
            self._thumbnails.close()
        self._case = self._loader = self._thumbnails = None

    def _draw(self) -> None:
        if self._case is not None and self._window.has("adjudication"):
            screen = self._case.screen()
            self._window.page("adjudication").show_screen(screen)
            self._window.top.set_count("agreement", len(screen.cases) - screen.done, tr("to decide"))

    def _intent(self, name: str, value: Any) -> None:
        case = self._case
        if case is None:
            return
        match name:
            case "reason":
                # What is typed stands on the page already.
                case.set_reason(value)
                return
            case "pictures":
                if self._thumbnails is not None:
                    self._thumbnails.want([(place, _EDGE) for place in value])
                return
            case "answer":
                self._try(lambda: case.answer(value))
            case "decide":
                self._try(case.decide)
            case "open":
                case.open(value)
            case "skip":
                case.skip(value)
            case "undo":
                case.undo()
            case "redo":
                case.redo()
            case "code":
                case.set_reason_code(value)
            case "ambiguous":
                case.set_ambiguous(value)
            case "retry":
                case.read_again()
        self._draw()

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except DesktopAlError as error:
            self._window.status.flash(str(error))
