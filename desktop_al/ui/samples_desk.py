"""Between the Samples page and the open project."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from desktop_al.core import events as ev
from desktop_al.core.errors import DesktopAlError
from desktop_al.core.words import tr, trn
from desktop_al.ui.suspects_desk import SuspectsDesk
from desktop_al.ui.window import Window

if TYPE_CHECKING:
    from desktop_al.loop.listing import Listing
    from desktop_al.loop.project import Project
    from desktop_al.loop.thumbnails import Thumbnails

#: Between two pieces of the work that is done ahead of the first look at the page.
_AHEAD_MS = 40


class SamplesDesk(QObject):
    """``project`` gives the open project, ``post`` has something done on the window's thread, ``ask_export`` writes
    the labels of some samples to a file, ``open_sample`` shows one on the Label page."""

    def __init__(
        self,
        window: Window,
        project: "Callable[[], Project | None]",
        post: Callable[[Callable[[], None]], None],
        ask_export: Callable[[frozenset[bytes]], None],
        add_class: Callable[[str], None],
        open_sample: Callable[[int], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._project = project
        self._post = post
        self._ask_export = ask_export
        self._add_class = add_class
        self._open_sample = open_sample
        self._listing: Listing | None = None
        self._thumbnails: Thumbnails | None = None
        self._suspects = SuspectsDesk(window, project, self.refresh)
        self._ahead = QTimer(self, interval=_AHEAD_MS)
        self._ahead.timeout.connect(self._prepare)
        window.built.connect(self._built)

    def _built(self, name: str) -> None:
        if name == "samples":
            page = self._window.page("samples")
            page.intent.connect(self._intent)
            page.inspector.offered = self._offered
            page.inspector.same.clicked.connect(lambda: self._same_answer(page.choice.places()))
            page.message.connect(self._window.status.flash)

    def begin(self, project: "Project") -> None:
        """A project was opened: make its list ready in idle moments."""
        from desktop_al.loop.listing import Listing

        self._listing = Listing(project.pool, project.state, project.annotator)
        self._ahead.start()

    def forget(self) -> None:
        """The project is being closed."""
        self._ahead.stop()
        self._suspects.forget()
        if self._window.has("samples"):
            self._window.page("samples").set_listing(None)
        if self._thumbnails is not None:
            self._thumbnails.close()
        self._listing = self._thumbnails = None

    def rescan(self) -> None:
        """Look into the folder for what is new, changed or gone."""
        project = self._project()
        if project is not None:
            project.upkeep.check_again()
            self._window.status.remark(tr("Checking the folder for new and changed files."))

    def relink(self) -> None:
        """Ask where the samples are now."""
        chosen = QFileDialog.getExistingDirectory(self._window, tr("Where are the samples now?"))
        project = self._project()
        if chosen and project is not None:
            project.upkeep.relink(Path(chosen))

    def _prepare(self) -> None:
        project = self._project()
        if project is not None and project.learning is not None and project.learning.scanning:
            # What the scan brings home fills the moments between keys already.
            return
        if self._listing is None or not self._listing.prepare():
            self._ahead.stop()

    def refresh(self) -> None:
        """Show the list as it is now."""
        project = self._project()
        if project is None or self._listing is None:
            return
        page = self._window.page("samples")
        self._listing.update(project.answers.take_touched())
        if self._thumbnails is None:
            from desktop_al.loop.thumbnails import Thumbnails

            self._thumbnails = Thumbnails(project.loader.root, project.pool, self._post, careful=project.loader.careful)
            page.set_listing(self._listing, self._thumbnails)
        if self._thumbnails.root != project.loader.root:
            self._thumbnails.root = project.loader.root
            self._thumbnails.forget()
        self._suspects.follow(project, self._listing)
        page.set_classes(project.classes)
        page.inspector.panel.model.set_reasons(project.screen().reasons)
        page.set_project_state(project.read_only, project.screen().undo_words)
        page.refresh()

    def changed(self, pool: bool = False) -> None:
        """Answers or classes have changed, or the pool."""
        if pool and self._listing is not None:
            self._ahead.start()
            if self._thumbnails is not None:
                self._thumbnails.forget_unreadable()
        if self._window.shown == "samples":
            self.refresh()

    def _intent(self, name: str, value: Any) -> None:
        project = self._project()
        if project is None:
            return
        match name:
            case "open":
                self._open_sample(value)
            case "relabel":
                places, kind, chosen = value
                self._relabel(project, places, _answer(kind, chosen))
            case "suspects":
                self._suspects.carry_out(value)
            case "review":
                places, kind, chosen = value
                self._suspects.answer(project, places, None if kind == "keep" else _answer(kind, chosen))
                # At once, so that the next key is for the next row.
                self.refresh()
            case "keep":
                places, back = value
                self._keep(project, places, back)
            case "undo":
                project.undo()
            case "redo":
                project.redo()
            case "export":
                self._export(value)
            case "add_class":
                self._add_class(value)
            case "read_texts":
                if self._listing is not None and project.learning is not None:
                    self._listing.read_texts(project.learning)

    def _offered(self, places: Sequence[int]) -> Sequence[int]:
        project = self._project()
        return project.near.offered(places) if project is not None else ()

    def _same_answer(self, places: Sequence[int]) -> None:
        project = self._project()
        if project is not None:
            count = project.following.same_answer(places)
            self._window.status.flash(
                trn(
                    "{n} near copy has the answer of what it is like.",
                    "{n:,} near copies have the answer of what they are like.",
                    count,
                )
            )

    def _relabel(self, project: "Project", places: tuple[int, ...], answer: str) -> None:
        try:
            words = project.relabel(places, answer)
        except DesktopAlError as error:
            words = str(error)
        count = len(places)
        self._window.status.flash(
            words
            or (tr("{count:,} samples: {words}.", count=count, words=_words(project, answer)) if count > 1 else "")
        )

    def _keep(self, project: "Project", places: tuple[int, ...], back: bool) -> None:
        if project.read_only:
            return
        project.keep(places, back)
        self._window.status.flash(_kept_words(len(places), back))

    def _export(self, places: tuple[int, ...]) -> None:
        if places and self._listing is not None:
            self._ask_export(self._listing.sample_ids(places))
        else:
            self._window.status.flash(tr("Nothing is shown, so there is nothing to export."))


def _words(project: "Project", answer: str) -> str:
    from desktop_al.loop.wording import answer_of

    reasons = project.state.protocol_record().reason_words()
    return answer_of(answer, {c.id: c for c in project.classes}, reasons).text


def _kept_words(count: int, back: bool) -> str:
    if back:
        return trn("{n} sample is back in the queue.", "{n:,} samples are back in the queue.", count)
    return trn("{n} sample is left out of the queue again.", "{n:,} samples are left out of the queue again.", count)


def _answer(kind: str, value: str) -> str:
    """An answer of the log."""
    if kind == "unsure":
        return ev.UNSURE
    return ev.label_answer([value]) if kind == "label" else ev.NOT_WORTH_PREFIX + value
