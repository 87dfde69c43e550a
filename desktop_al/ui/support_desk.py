"""Between the window and what support needs: the log, the support file, and what to say after a crash."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, qVersion

from desktop_al.core.errors import DesktopAlError
from desktop_al.core.plain_names import plain
from desktop_al.core.program import program_version
from desktop_al.core.words import mark, tr, trn
from desktop_al.loop import logbook
from desktop_al.ui.traces import follow_encryption
from desktop_al.ui.window import Window
from desktop_al.ui.written import not_opened, open_folder

if TYPE_CHECKING:
    from desktop_al.loop.project import Project

CRASHED = mark("The program did not come to its end the last time. What was on screen as saved is saved.")
_LATER = (("dismiss", mark("Not now")), ("support", mark("Save a support file")))


class SupportDesk(QObject):
    """``post`` has something done on the window's thread; ``project`` gives the open project; ``values`` the settings
    in force."""

    def __init__(
        self,
        window: Window,
        home: Path,
        post: Callable[[Callable[[], None]], None],
        project: "Callable[[], Project | None]",
        values: Callable[[], "dict[str, object]"],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._home = home
        self._post = post
        self._project = project
        self._values = values
        #: What was shown as the content of the support file, and is written as shown.
        self._text = ""
        self._crashed = logbook.crashed_before(home)
        logbook.mark_running(home, False)
        window.built.connect(self._built)

    def _built(self, name: str) -> None:
        if name == "settings":
            self._window.page("settings").support_save.connect(self._save)

    def tell_of_crash(self, newest: Path | None) -> None:
        """On the first page, once: the last run did not end, and what of its project (the newest one) is saved."""
        report, self._crashed = self._crashed, None
        if report is None:
            return
        later = tuple((action, tr(words)) for action, words in _LATER)
        if not report.project_open or newest is None:
            self._window.start.set_trouble(tr(CRASHED), later)
            return
        if _is_secret(newest):
            self._window.start.set_trouble(tr(CRASHED), (("open", tr("Open the project")), *later))
            return
        actions = (("open", tr("Open {name}", name=plain(newest.stem))), *later)
        self._window.start.set_trouble(tr(CRASHED), actions)

        def count() -> None:
            from desktop_al.loop.support import labels_saved

            found = labels_saved(newest)
            if found is not None:
                name = plain(newest.stem)
                held = trn("{name} holds {n} label.", "{name} holds {n:,} labels.", found, name=name)
                words = f"{tr(CRASHED)} {held}"
                self._post(lambda: self._say_again(words, actions))

        threading.Thread(target=count, name="count-saved", daemon=True).start()

    def _say_again(self, words: str, actions: tuple[tuple[str, str], ...]) -> None:
        if self._window.shown == "start" and self._window.start.trouble() == tr(CRASHED):
            self._window.start.set_trouble(words, actions)

    def project_open(self, is_open: bool) -> None:
        project = self._project() if is_open else None
        follow_encryption(project is not None and project.record.file.key is not None)
        logbook.mark_running(self._home, is_open)

    def ended(self) -> None:
        """The window has closed as it should."""
        logbook.mark_ended(self._home)

    # -- the settings page -----------------------------------------------------------------------------

    def gather(self) -> None:
        """Bring what a support file would hold onto the settings page; counting happens aside."""
        project, values = self._project(), self._values()
        path = project.path if project is not None else None
        scale = self._window.devicePixelRatioF()

        def work() -> None:
            from desktop_al.loop.support import ProgramFacts, project_facts, support_text

            facts = ProgramFacts(program_version(), qVersion(), scale)
            text = support_text(self._home, facts, values, project_facts(path) if path is not None else None)
            self._post(lambda: self._gathered(text, path))

        threading.Thread(target=work, name="support", daemon=True).start()

    def _gathered(self, text: str, path: Path | None) -> None:
        project = self._project()
        if path != (project.path if project is not None else None):
            # Another project is open by now.
            return
        self._text = text
        self._window.page("settings").show_support(text)

    def _save(self, path: str) -> None:
        from desktop_al.loop.support import save_support

        try:
            save_support(Path(path), self._text)
            words = tr("The support file is in {name}.", name=Path(path).name)
        except DesktopAlError as error:
            words = str(error)
        self._window.page("settings").say(words)

    # -- the file manager ------------------------------------------------------------------------------

    def open_home(self) -> None:
        self._open(self._home)

    def open_project_folder(self) -> None:
        project = self._project()
        if project is not None:
            self._open(project.path.parent)

    def show_in_folder(self) -> None:
        """The folder of the sample on screen, in the system's file manager."""
        project = self._project()
        current = project.serving.current if project is not None else None
        if project is not None and current is not None:
            self._open((project.loader.root / project.pool.found(current.place).path).parent)

    def _open(self, folder: Path) -> None:
        if not open_folder(folder):
            self._window.status.flash(not_opened(folder))


def _is_secret(project: Path) -> bool:
    from desktop_al.loop.locks import is_encrypted

    return is_encrypted(project)
