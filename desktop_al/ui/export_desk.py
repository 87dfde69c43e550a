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
#: Opened by a spreadsheet, a cell that begins like a formula would be run; an apostrophe keeps it a text.
_SAFE, _RAW = "CSV, safe in spreadsheets (*.csv)", "CSV, every cell as it is (*.csv)"
_FORMATS = f"{_SAFE};;JSON lines (*.jsonl);;{_RESULTS};;{_RAW}"


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
        self._writing = 0

    def at_work(self) -> bool:
        """Whether a file is being written."""
        return self._writing > 0

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
            self.export(Path(chosen), samples, results=which == _RESULTS, raw=which == _RAW)

    def export(
        self, out: Path, samples: frozenset[bytes] | None = None, *, results: bool = False, raw: bool = False
    ) -> None:
        """Write the annotations in force (of ``samples``, or all) to ``out``, in the background; with ``results`` what
        each sample is in the end instead; with ``raw`` every cell as it is."""
        project = self._project()
        if project is None:
            return
        name = "results" if results else "jsonl" if out.suffix == ".jsonl" else "csv"
        times = project.clock.times_leave

        def work() -> None:
            from desktop_al.loop.exporting import export_project

            count = -1
            words = "The labels could not be exported. The log has the details."
            saved = project.wait_saved(10.0)
            try:
                who = project.annotator
                count = export_project(project.path, name, out, only=samples, times=times, raw=raw, viewer=who)
                what = "result" if results else "label"
                words = f"Exported {count} {what}{'s' * (count != 1)} to {out.name}."
                if not saved:
                    words += f" The last {project.unsaved} are not on disk yet and are not in it."
            except DesktopAlError as error:
                words = str(error)
            finally:
                self._post(lambda: self._done(project, name, count, out, words) if count >= 0 else self._wrote(words))

        self._writing += 1
        threading.Thread(target=work, name="export", daemon=True).start()

    def _done(self, project: "Project", name: str, count: int, out: Path, words: str) -> None:
        """The file is there: that it was written goes into the log."""
        from desktop_al.loop.export_log import CLOSED, note_export

        open_still = self._project() is project
        not_kept = note_export(project.record, project.annotator, name, count, out) if open_still else CLOSED
        self._wrote(" ".join(filter(None, (words, not_kept))))

    def _wrote(self, words: str) -> None:
        self._writing -= 1
        self._window.status.flash(words)
