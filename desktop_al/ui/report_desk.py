"""Between "Report" in the menu and the file that is written: figures by the worker, pages beside the window."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from desktop_al.core.errors import DesktopAlError
from desktop_al.core.words import mark, tr
from desktop_al.ui.asking import Asking, Done, Heard
from desktop_al.ui.window import Window

if TYPE_CHECKING:
    from desktop_al.loop.project import Project
    from desktop_al.loop.report_screen import Report

FAILED = mark("The report could not be made. Labelling goes on; the log has the details.")
STOPPED = mark("The report was stopped; nothing was written.")
WORKING = mark("The report is being worked out: {share} %. Report in the menu stops it.")
#: Title of a kind of file, its ending, and whether codes stand for the names of people.
_KINDS = (
    (mark("HTML, one file (*.html)"), ".html", False),
    (mark("PDF (*.pdf)"), ".pdf", False),
    (mark("HTML, codes for the names of people (*.html)"), ".html", True),
    (mark("PDF, codes for the names of people (*.pdf)"), ".pdf", True),
)

#: The file, and whether codes stand for names.
_Key = tuple[str, bool]


class ReportDesk(QObject):
    """``project`` gives the open project, ``post`` has something done on the window's thread; ``tell`` says what was
    written where. One report at a time; asking for another one stops it."""

    def __init__(
        self,
        window: Window,
        project: "Callable[[], Project | None]",
        post: Callable[[Callable[[], None]], None],
        tell: Callable[[str, Path], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tell = tell
        self._project = project
        self._post = post
        self._writing = 0
        self._asking = Asking(self, project, self._submit, tr(FAILED))
        self._asking.heard.connect(self._heard)
        self._asking.failed.connect(lambda words: window.status.flash(tr(words)))
        self._asking.came.connect(self._come)

    def at_work(self) -> bool:
        """Whether a file is being written."""
        return self._writing > 0

    def ask(self) -> None:
        """Ask where to, then make the report; stop the one that is being made."""
        project = self._project()
        if project is None:
            return
        if self._asking.key is not None:
            self.stop()
            return
        refused = self._refused(project)
        if refused:
            self._window.status.flash(refused)
            return
        proposed = project.path.with_name(f"{project.path.stem} report.html")
        kinds = {tr(words): (ending, coded) for words, ending, coded in _KINDS}
        chosen, which = QFileDialog.getSaveFileName(self._window, tr("Save a report"), str(proposed), ";;".join(kinds))
        if chosen:
            ending, coded = kinds.get(which, (".html", False))
            out = Path(chosen)
            known = out.suffix.lower() in (".html", ".htm", ".pdf")
            self.make(out if known else out.with_name(out.name + ending), anonymous=coded)

    def make(self, out: Path, *, anonymous: bool = False) -> None:
        """Write a report to ``out``, in the background."""
        from desktop_al.loop.exporting import check_place, not_itself
        from desktop_al.loop.reporting import report_format

        project = self._project()
        if project is None:
            return
        refused = self._refused(project)
        try:
            report_format(out)
            not_itself(project.path, out)
            check_place(out, project.loader.root)
        except DesktopAlError as error:
            refused = refused or str(error)
        if refused:
            self._window.status.flash(refused)
            return
        self._heard(0.0)
        self._asking.ask((str(out), anonymous))

    def _refused(self, project: "Project") -> str:
        from desktop_al.loop.report_screen import BLIND
        from desktop_al.loop.roles import may_see_agreement

        return "" if may_see_agreement(project.state, project.annotator) else tr(BLIND)

    def stop(self) -> None:
        """Drop what is being worked out; nothing is written."""
        project = self._project()
        if project is not None and project.learning is not None:
            project.learning.drop("document")
        self._asking.stop()
        self._window.status.flash(tr(STOPPED))

    def _submit(self, project: "Project", key: _Key, heard: Heard, done: Done) -> str:
        from desktop_al.loop.reporting import window_request

        if project.learning is None:
            return tr(FAILED)
        project.learning.report(window_request(project, anonymous=key[1]), heard, done, "document")
        return ""

    def _heard(self, share: float) -> None:
        self._window.status.remark(tr(WORKING, share=f"{100 * share:.0f}"))

    def _come(self, key: _Key, report: "Report") -> None:
        project, out = self._project(), Path(key[0])
        if project is None:
            return

        def work() -> None:
            from desktop_al.loop.reporting import report_format, write_report

            name, words, written = "", tr(FAILED), False
            try:
                name = report_format(out)
                write_report(out, _content(report, name))
                words, written = tr("The report is in {name}.", name=out.name), True
            except DesktopAlError as error:
                words = str(error)
            finally:
                self._post(lambda: self._wrote(project, report, name if written else "", out, words))

        self._writing += 1
        threading.Thread(target=work, name="report", daemon=True).start()

    def _wrote(self, project: "Project", report: "Report", name: str, out: Path, words: str) -> None:
        """The file is there: that it was written goes into the log."""
        from desktop_al.loop.export_log import CLOSED, note_export

        self._writing -= 1
        not_kept = ""
        if name:
            open_still = self._project() is project
            count = report.facts.annotations
            not_kept = note_export(project.record, project.annotator, name, count, out) if open_still else tr(CLOSED)
        words = " ".join(filter(None, (words, not_kept)))
        if name and self._project() is project:
            self._tell(words, out)
        else:
            self._window.status.flash(words)

    def forget(self) -> None:
        """The project is being closed."""
        self._asking.stop()


def _content(report: "Report", name: str) -> bytes:
    from desktop_al.loop.document_html import document_html
    from desktop_al.loop.report_document import report_document

    document = report_document(report)
    if name == "report-html":
        return document_html(document).encode("utf-8", "backslashreplace")
    from desktop_al.ui.document_pages import document_pdf

    return document_pdf(document)
