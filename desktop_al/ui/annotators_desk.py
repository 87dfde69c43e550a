"""Between the page of annotators and study, the annotator menu, and the open project and its file."""

import logging
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from desktop_al.core.errors import DesktopAlError
from desktop_al.core.study import StudyDesign
from desktop_al.core.words import mark, tr, trn
from desktop_al.ui.cut_words import one_line
from desktop_al.ui.window import Window

if TYPE_CHECKING:
    from desktop_al.loop.handing_out import HandedOut
    from desktop_al.loop.project import Project

_log = logging.getLogger(__name__)
CHOOSE = mark("Choose an annotator, then Hand out.")
AGAIN = mark("The project opens again when it is done.")
BEING_WRITTEN = mark("The guideline is being edited. Keep it or drop it first.")
_PROJECTS = mark("Projects (*.dal)")


class OpenProject(Protocol):
    def __call__(self, path: Path, annotator: str = "", look_only: bool = False) -> bool: ...


class AnnotatorsDesk(QObject):
    """``project`` gives the open project, ``post`` has something done on the window's thread. Handing out and merging
    close the project, work on its file in a thread, and open it again in any case."""

    def __init__(
        self,
        window: Window,
        project: "Callable[[], Project | None]",
        home: Path,
        post: Callable[[Callable[[], None]], None],
        open_project: OpenProject,
        close_project: Callable[[], bool],
        being_written: Callable[[], bool],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._project = project
        self._home = home
        self._post = post
        self._open_project = open_project
        self._close_project = close_project
        self._being_written = being_written
        self._thread: threading.Thread | None = None
        self.commands: dict[str, Callable[[], None]] = {
            "annotators": self.toggle,
            "hand_out": self.choose_for_hand_out,
            "merge": self.ask_merge,
        }
        window.built.connect(self._built)
        window.top.annotators_wanted.connect(self._tell_names)
        window.top.annotator_chosen.connect(self.label_as)

    @property
    def _page(self) -> Any:
        return self._window.page("annotators")

    def _built(self, name: str) -> None:
        if name != "annotators":
            return
        page = self._page
        page.closed.connect(self._window.leave_page)
        page.message.connect(self._window.status.flash)
        page.people.added.connect(self._add)
        page.people.role_chosen.connect(self._set_role)
        page.people.label_as.connect(self.label_as)
        page.design.fixed.connect(self._fix)
        page.design.edited.connect(self._count)
        page.design.protocol.connect(self._ask_protocol)
        page.planner.wanted.connect(self._plan)
        page.hand_out_asked.connect(self.ask_hand_out)
        page.merge_asked.connect(self.ask_merge)

    # -- the page --------------------------------------------------------------------------------------

    def toggle(self) -> None:
        """Turn to the page, or back from it."""
        if self._window.shown == "annotators":
            self._window.leave_page()
        else:
            self._show()

    def _show(self) -> None:
        if self._project() is not None and self._window.shown != "form":
            self._window.page("annotators")
            self.refresh()
            self._window.show_page("annotators")

    def refresh(self, choose: str = "") -> None:
        """Show what is known now. ``choose`` names who is to be chosen in the table."""
        project = self._project()
        if project is not None and self._window.has("annotators"):
            self._page.show_screen(project.studying.screen(), project.basics.name, choose)

    def forget(self) -> None:
        """The project is being closed."""
        if self._window.has("annotators") and not self._page.working():
            self._page.forget()

    def _tell_names(self) -> None:
        """What the annotator menu offers, just before it unfolds."""
        project = self._project()
        if project is None:
            return
        from desktop_al.loop.roles import handed_to, names

        only = handed_to(project.state)
        if only:
            self._window.top.set_annotators([only], tr("This copy was made for {name} only", name=one_line(only)))
        else:
            known = dict.fromkeys((*names(project.state), project.annotator))
            self._window.top.set_annotators(list(known))

    # -- annotators and design -------------------------------------------------------------------------

    def _add(self, name: str) -> None:
        project = self._project()
        if project is not None:
            try:
                added = project.studying.add_annotator(name)
            except DesktopAlError as error:
                self._page.people.show_trouble(str(error), adding=True)
                return
            self.refresh(added)

    def _set_role(self, name: str, role: Any) -> None:
        project = self._project()
        if project is not None:
            try:
                project.studying.set_role(name, role)
            except DesktopAlError as error:
                self._page.people.show_trouble(str(error))
                return
            self.refresh()

    def _count(self, design: StudyDesign) -> None:
        project = self._project()
        if project is not None:
            self._page.design.show_drawn(*project.studying.drawn(design))

    def _fix(self, design: StudyDesign) -> None:
        project = self._project()
        if project is not None:
            first = project.studying.screen().design is None
            try:
                project.studying.set_design(design)
            except DesktopAlError as error:
                self._page.design.show_trouble(str(error))
                return
            self.refresh()
            self._window.status.flash(tr("The design is fixed.") if first else tr("The design was changed."))

    def _plan(self, prevalence: tuple[float, ...], kappa: float, annotators: int) -> None:
        project = self._project()
        if project is not None:
            try:
                self._page.show_plan(project.studying.plan(prevalence, kappa, annotators))
            except DesktopAlError as error:
                self._page.show_plan((), str(error))

    def _ask_protocol(self) -> None:
        project = self._project()
        if project is not None:
            proposed = project.path.with_name(f"{project.path.stem} study protocol.md")
            chosen, _ = QFileDialog.getSaveFileName(
                self._window, tr("Save the study protocol"), str(proposed), "Markdown (*.md)"
            )
            if chosen:
                self.save_protocol(Path(chosen))

    def save_protocol(self, out: Path) -> None:
        """Write the study protocol to ``out``."""
        project = self._project()
        if project is None:
            return
        from desktop_al.loop.study_file import save_study_protocol

        try:
            save_study_protocol(out, project.studying.protocol_text())
        except DesktopAlError as error:
            self._page.design.show_trouble(str(error))
            return
        self._page.design.show_trouble("")
        self._window.status.flash(tr("The study protocol is in {name}.", name=one_line(out.name)))

    # -- who labels here -------------------------------------------------------------------------------

    def label_as(self, name: str) -> None:
        """Open the project anew as somebody else; what was written is kept first."""
        project = self._project()
        if project is not None and name != project.annotator:
            self._open_project(project.path, annotator=name, look_only=project.read_only)

    # -- files -----------------------------------------------------------------------------------------

    def choose_for_hand_out(self) -> None:
        """Turn to the page, where an annotator is chosen first."""
        self._show()
        if self._window.shown == "annotators":
            self._page.first_focus()
            self._window.status.flash(tr(CHOOSE))

    def ask_hand_out(self, name: str) -> None:
        """Ask where the file for ``name`` goes."""
        project = self._project()
        if project is None or self._hindered():
            return
        proposed = project.path.with_name(f"{project.path.stem} {_file_part(name)}.dal")
        title = tr("Hand out to {name}", name=one_line(name))
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(proposed), tr(_PROJECTS))
        if chosen:
            out = Path(chosen)
            self.hand_out(name, out if out.suffix.lower() == ".dal" else out.with_name(f"{out.name}.dal"))

    def hand_out(self, name: str, out: Path) -> None:
        """Make the file ``out`` for one annotator, in the background."""
        home = self._home

        def work(path: Path) -> tuple[str, ...]:
            from desktop_al.loop.handing_out import hand_out

            made = hand_out(path, name, out, home)
            return (_made_words(made),)

        self._work(
            tr("Handing out to {name}", name=one_line(name)),
            f"{tr('Writing {name}.', name=one_line(out.name))} {tr(AGAIN)}",
            work,
        )

    def ask_merge(self) -> None:
        """Ask which files to merge."""
        project = self._project()
        if project is None or self._hindered():
            return
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window, tr("Merge project files"), str(project.path.parent), tr(_PROJECTS)
        )
        if chosen:
            self.merge([Path(path) for path in chosen])

    def merge(self, others: Sequence[Path]) -> None:
        """Add what is new in ``others``, in the background."""
        home = self._home

        def work(path: Path) -> tuple[str, ...]:
            from desktop_al.loop.merging import merge_projects, merged_words

            return (merged_words(merge_projects(path, others, home), len(others)),)

        self._work(trn("Merging {n:,} file", "Merging {n:,} files", len(others)), tr(AGAIN), work)

    def _hindered(self) -> bool:
        """Whether the project cannot be closed now; says so."""
        if self._being_written():
            self._window.status.flash(tr(BEING_WRITTEN))
        return self._being_written()

    # -- while the project is closed -------------------------------------------------------------------

    def at_work(self) -> bool:
        """Whether the project is closed because its file is being worked on; the window then says so and stays."""
        if self._thread is None:
            return False
        self._window.status.flash(tr("The project file is being written. The window can be closed when it is done."))
        return True

    def _work(self, title: str, sentence: str, work: Callable[[Path], tuple[str, ...]]) -> None:
        project = self._project()
        if project is None or self._thread is not None:
            return
        path, annotator, look_only = project.path, project.annotator, project.read_only
        page, window = self._page, self._window
        self.refresh()
        if window.shown != "annotators":
            window.show_page("annotators")
        page.show_work(title, sentence)
        if not self._close_project():
            # Why not is said already, on another page.
            page.show_work("")
            return
        window.setAcceptDrops(False)

        def run() -> None:
            words, trouble = _outcome(work, path)
            self._post(lambda: self._finish(path, annotator, look_only, words, trouble))

        self._thread = threading.Thread(target=run, name="project file")
        self._thread.start()

    def _finish(self, path: Path, annotator: str, look_only: bool, words: tuple[str, ...], trouble: str) -> None:
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        page, window = self._page, self._window
        window.setAcceptDrops(True)
        page.show_work("")
        opened = self._open_project(path, annotator=annotator, look_only=look_only)
        page.forget()
        if opened:
            page.files.show_result(words, trouble)
            self._show()
            page.show_files()
        window.status.flash(trouble or " ".join(words))


def _made_words(made: "HandedOut") -> str:
    if not made.overlap:
        return tr(
            "{name} is made for {annotator}: {samples:,} samples.",
            name=made.out.name,
            annotator=made.annotator,
            samples=made.samples,
        )
    return tr(
        "{name} is made for {annotator}: {samples:,} samples, {shared:,} of them shared with others.",
        name=made.out.name,
        annotator=made.annotator,
        samples=made.samples,
        shared=made.overlap,
    )


def _outcome(work: Callable[[Path], tuple[str, ...]], path: Path) -> tuple[tuple[str, ...], str]:
    """What came of it in words, or why nothing did."""
    try:
        return work(path), ""
    except DesktopAlError as error:
        return (), str(error)
    except OSError as error:
        return (), tr(
            "A file cannot be read or written: {cause}. The project itself is unchanged.", cause=error.strerror or error
        )
    except Exception as error:
        # The project has to be opened again whatever happened.
        _log.exception("the project file could not be worked on")
        return (), tr(
            "This did not work, and the project is as it was: {name}. The log has the details.",
            name=type(error).__name__,
        )


def _file_part(name: str) -> str:
    """A name as a part of the name of a file."""
    kept = "".join(sign if sign.isalnum() or sign in "-_ " else "_" for sign in one_line(name))
    return kept.strip()[:60] or "annotator"
