"""Between "Export" on any page and the file that is written."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from desktop_al.core.errors import DesktopAlError
from desktop_al.ui.window import Window

if TYPE_CHECKING:
    from desktop_al.loop.project import Project

_RESULTS = "Results, one row for each sample (*.csv)"
_FORMATS = f"CSV (*.csv);;JSON lines (*.jsonl);;{_RESULTS}"


class ExportDesk(QObject):
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

    def ask(self, samples: frozenset[bytes] | None = None) -> None:
        """Ask where to, then write the labels of ``samples``, or all."""
        project = self._project()
        if project is None:
            return
        title = "Export labels" if samples is None else "Export the labels of what is shown"
        stem = project.path.stem if samples is None else f"{project.path.stem} selection"
        proposed = project.path.with_name(f"{stem}.csv")
        chosen, which = QFileDialog.getSaveFileName(self._window, title, str(proposed), _FORMATS)
        if chosen:
            self.export(Path(chosen), samples, results=which == _RESULTS)

    def export(self, out: Path, samples: frozenset[bytes] | None = None, *, results: bool = False) -> None:
        """Write the annotations in force (of ``samples``, or all) to ``out``, in the background; with ``results`` what
        each sample is in the end instead."""
        project = self._project()
        if project is None:
            return
        name = "results" if results else "jsonl" if out.suffix == ".jsonl" else "csv"
        times = project.clock.times_leave

        def work() -> None:
            from desktop_al.loop.exporting import export_project

            saved = project.wait_saved(10.0)
            try:
                count = export_project(project.path, name, out, only=samples, times=times, viewer=project.annotator)
                what = "result" if results else "label"
                words = f"Exported {count} {what}{'s' * (count != 1)} to {out.name}."
                if not saved:
                    words += f" The last {project.unsaved} are not on disk yet and are not in it."
            except DesktopAlError as error:
                words = str(error)
            self._post(lambda: self._window.status.flash(words))

        threading.Thread(target=work, name="export", daemon=True).start()
