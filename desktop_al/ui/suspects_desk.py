"""Between the list of labels that look wrong and the open project: the worker looks while the list is looked at."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_al.core.errors import DesktopAlError
from desktop_al.core.words import mark, tr, trn
from desktop_al.ui.asking import Asking, Done, Heard
from desktop_al.ui.window import Window

if TYPE_CHECKING:
    from desktop_al.loop.listing import Listing
    from desktop_al.loop.project import Project
    from desktop_al.loop.reviewing import Labels, Review
    from desktop_al.loop.suspects_screen import SuspectsScreen

FAILED = mark("Your labels could not be looked through. Labelling goes on.")
NO_CLASS = mark("There is no class yet, so there is no label to look at.")


class SuspectsDesk(QObject):
    """``project`` gives the open project; ``refresh`` has the Samples page shown as things are now."""

    def __init__(self, window: Window, project: "Callable[[], Project | None]", refresh: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._project = project
        self._refresh = refresh
        self._review: Review | None = None
        self._labels: Labels | None = None
        self._failure = ""
        self._asked = 0
        self._asking = Asking(self, project, self._submit, tr(FAILED))
        self._asking.came.connect(self._come)
        self._asking.failed.connect(self._failed)

    @property
    def idle(self) -> bool:
        """Whether nothing is being looked for."""
        return self._asking.key is None

    def carry_out(self, what: str) -> None:
        """The list is wanted, wanted again, or left."""
        project = self._project()
        if project is None:
            return
        if what == "leave":
            self._stop(project)
        elif what == "again" or self._review is None or not self._review.fresh(project):
            self._review, self._failure = None, ""
            self._asked += 1
            self._asking.ask(self._asked)
        self._refresh()

    def _stop(self, project: "Project") -> None:
        if not self.idle and project.learning is not None:
            project.learning.drop("suspects")
        self._asking.stop()

    def follow(self, project: "Project", listing: "Listing") -> None:
        """Give list and page what is known as the log is now."""
        from desktop_al.loop.suspects_screen import ReviewScreen

        if self._review is not None:
            screen = self._review.screen(project)
        elif self._failure:
            screen = ReviewScreen("failed", self._failure)
        else:
            screen = ReviewScreen("" if self.idle else "working")
        listing.set_suspects(None if self._review is None else screen.rows)
        self._window.page("samples").show_review(screen)

    def answer(self, project: "Project", places: tuple[int, ...], answer: str | None) -> None:
        """Give ``answer`` to labels of the list, None: keep them."""
        from desktop_al.loop.reviewing import answer_again

        if self._review is None:
            return
        try:
            words = answer_again(project, self._review, places, answer)
        except DesktopAlError as error:
            words = str(error)
        count = max(1, len(places))
        if answer is None:
            done = trn("Label kept.", "{n:,} labels kept.", count)
        else:
            done = trn("Label changed.", "{n:,} labels changed.", count)
        self._window.status.flash(words or done)

    def _submit(self, project: "Project", _: int, heard: Heard, done: Done) -> str:
        # Loaded when first wanted, not with the window.
        from desktop_al.loop.reviewing import Labels, suspects_request

        request = suspects_request(project)
        if project.learning is None:
            return tr(FAILED)
        if request is None:
            return tr(NO_CLASS)
        self._labels = Labels(project)
        project.learning.report(request, heard, done, "suspects")
        return ""

    def _come(self, _: int, screen: "SuspectsScreen") -> None:
        from desktop_al.loop.reviewing import Review

        if self._labels is not None:
            self._review = Review(screen, self._labels)
        self._refresh()

    def _failed(self, words: str) -> None:
        self._failure = words
        self._refresh()

    def forget(self) -> None:
        """The project is being closed."""
        self._asking.stop()
        self._review, self._labels, self._failure = None, None, ""
