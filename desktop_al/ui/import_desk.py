"""Between the page on importing labels and the open project."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from desktop_al.core.words import tr
from desktop_al.ui.window import Window

if TYPE_CHECKING:
    from desktop_al.core.column_roles import ColumnRoles
    from desktop_al.loop.import_choices import Choices
    from desktop_al.loop.import_open import Importing
    from desktop_al.loop.project import Project

_PROGRESS_MS = 250


class ImportDesk(QObject):
    """``project`` gives the open project, ``post`` has something done on the window's thread."""

    def __init__(
        self, window: Window, project: "Callable[[], Project | None]", post: Callable[[Callable[[], None]], None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._project = project
        self._post = post
        self._importing: Importing | None = None
        self._progress = QTimer(self)
        self._progress.setInterval(_PROGRESS_MS)
        self._progress.timeout.connect(self.refresh)
        window.built.connect(self._built)

    @property
    def _page(self) -> Any:
        return self._window.page("import")

    def _built(self, name: str) -> None:
        if name == "import":
            page = self._page
            page.closed.connect(self._leave)
            page.stopped.connect(self._stop)
            page.file_asked.connect(self._ask_file)
            page.folder_asked.connect(self._ask_folder)
            page.format_chosen.connect(self._read_as)
            page.chosen.connect(self._choose)
            page.columns_chosen.connect(self._choose_columns)
            page.taken.connect(self._take)

    # -- the page --------------------------------------------------------------------------------------

    def show(self) -> None:
        """Turn to the page."""
        if self._project() is not None and self._window.shown != "form":
            self._window.page("import")
            self.refresh()
            self._window.show_page("import")

    def refresh(self) -> None:
        """Show how it stands."""
        project = self._project()
        if project is None or not self._window.has("import"):
            return
        from desktop_al.loop.import_screen import import_screen

        blocked = tr("This project is open to look only.") if project.read_only else ""
        importing = self._of(project)
        (self._progress.start if importing.at_work() else self._progress.stop)()
        self._page.show_screen(import_screen(importing, project.state, blocked=blocked))

    def _of(self, project: "Project") -> "Importing":
        if self._importing is None:
            from desktop_al.loop.import_open import Importing

            self._importing = Importing(project, self._post, self.refresh)
        return self._importing

    def at_work(self) -> bool:
        """Whether an import is on its way into the log."""
        return self._importing is not None and self._importing.phase in ("making", "writing")

    def forget(self) -> None:
        """The project is being closed."""
        self._progress.stop()
        if self._importing is not None:
            self._importing.close()
            self._importing = None
        if self._window.has("import"):
            self._page.forget()

    # -- what is wished --------------------------------------------------------------------------------

    def read(self, path: Path) -> None:
        """Look at a file or a folder; nothing is written."""
        project = self._project()
        if project is not None and not project.read_only:
            self.show()
            self._page.forget()
            self._of(project).read(path)

    def _ask_file(self) -> None:
        project = self._project()
        if project is None or project.read_only:
            return
        kinds = tr("Files of labels") + " (*.csv *.tsv *.json *.jsonl);;" + tr("All files") + " (*)"
        chosen, _ = QFileDialog.getOpenFileName(self._window, tr("Import labels"), str(project.path.parent), kinds)
        if chosen:
            self.read(Path(chosen))

    def _ask_folder(self) -> None:
        project = self._project()
        if project is None or project.read_only:
            return
        chosen = QFileDialog.getExistingDirectory(self._window, tr("Import labels"), str(project.path.parent))
        if chosen:
            self.read(Path(chosen))

    def _read_as(self, name: str) -> None:
        importing = self._importing
        if importing is not None and importing.path is not None:
            plan = importing.plan
            importing.read(importing.path, name, plan.choices if plan is not None else None)

    def _choose(self, choices: "Choices") -> None:
        if self._importing is not None:
            self._importing.choose(choices)

    def _choose_columns(self, roles: "ColumnRoles") -> None:
        if self._importing is not None:
            self._importing.choose_columns(roles)

    def _take(self) -> None:
        if self._importing is not None:
            self._importing.write()

    def _stop(self) -> None:
        if self._importing is not None:
            self._importing.stop()
            self.refresh()

    def _leave(self) -> None:
        importing = self._importing
        if importing is not None and not self.at_work():
            importing.stop()
            self._page.forget()
        self._window.leave_page()
