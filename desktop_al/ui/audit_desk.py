"""Between the audit page and the open project: the worker reads the log, signing and saving happen here."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from desktop_al.core.errors import DesktopAlError
from desktop_al.core.words import mark, tr, trn
from desktop_al.loop.audit_screen import AuditFilter, AuditRequest, AuditScreen, SignRequest
from desktop_al.ui.asking import Asking, Done, Heard
from desktop_al.ui.window import Window

if TYPE_CHECKING:
    from desktop_al.loop.project import Project

FAILED = mark("The audit trail could not be read. Labelling goes on.")
NOT_WRITTEN = mark("The audit trail could not be written. Nothing else has changed.")
SIGNED = mark("Signed. Save the head now and keep it elsewhere.")
CHANGED = mark("Something was recorded meanwhile. Look at it and sign again.")
#: What is signed, and how far the log went when that was asked.
_Signing = tuple[SignRequest, dict[bytes, int]]


class AuditDesk(QObject):
    """``project`` gives the open project, ``post`` has something done on the window's thread."""

    def __init__(
        self, window: Window, project: "Callable[[], Project | None]", post: Callable[[Callable[[], None]], None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._project = project
        self._post = post
        self._filter, self._first = AuditFilter(), 0
        self._screen: AuditScreen | None = None
        self._asking = Asking(self, project, self._submit, tr(FAILED))
        self._asking.heard.connect(lambda share: window.page("audit").show_working(share))
        self._asking.failed.connect(lambda words: window.page("audit").show_failure(words))
        self._asking.came.connect(self._come)
        self._writing = Asking(self, project, self._submit_writing, tr(NOT_WRITTEN))
        self._writing.failed.connect(window.status.flash)
        self._writing.came.connect(self._written)
        self._signing = Asking(self, project, self._submit_signing, tr(FAILED))
        self._signing.failed.connect(lambda words: window.page("audit").form.set_trouble("name", words))
        self._signing.came.connect(self._signed)
        window.built.connect(self._built)

    def _built(self, name: str) -> None:
        if name == "audit":
            page = self._window.page("audit")
            page.closed.connect(self._window.leave_page)
            page.intent.connect(self._intent)

    def toggle(self) -> None:
        """Turn to the page, as the log is now, or back from it."""
        project = self._project()
        if self._window.shown == "audit":
            self._window.leave_page()
        elif project is not None and self._window.shown != "form":
            from desktop_al.loop.reopening import is_secret

            page = self._window.page("audit")
            page.begin(project.annotator if is_secret(project) else "", project.read_only)
            self._window.show_page("audit")
            self.refresh()

    def sign_off(self) -> None:
        """Turn to the page with the form for signing open."""
        if self._window.shown != "audit":
            self.toggle()
        if self._window.shown == "audit":
            self._window.page("audit").open_form()

    def refresh(self) -> None:
        """Have the page of the trail read anew."""
        project = self._project()
        if project is None:
            return
        from desktop_al.loop.auditing import audit_request

        self._window.page("audit").show_working(0.0)
        self._asking.ask(audit_request(project, self._filter, self._first))

    # -- intents ---------------------------------------------------------------------------------------

    def _intent(self, name: str, value: Any) -> None:
        project = self._project()
        if project is None:
            return
        if name == "filter":
            self._set_filter(value)
        elif name == "turn":
            self._first = max(0, int(value))
            self.refresh()
        elif name == "copy" and self._screen is not None:
            QGuiApplication.clipboard().setText(self._screen.fingerprint)
            self._window.status.flash(tr("The fingerprint was copied."))
        elif name == "save_head":
            self._choose_head(project)
        elif name == "export":
            self._choose_out(project)
        elif name == "sign":
            self._confirm(project, *value)

    def _set_filter(self, fields: dict[str, str]) -> None:
        from desktop_al.loop.auditing import day

        page, times = self._window.page("audit"), {}
        for name in ("since", "until"):
            try:
                times[name] = day(fields[name], end=name == "until")
            except DesktopAlError as error:
                page.set_trouble(name, str(error))
                return
        page.set_trouble("", "")
        words = {name: fields[name] for name in ("annotator", "group", "sample", "words")}
        self._filter, self._first = AuditFilter(**words, **times), 0
        self.refresh()

    # -- reading ---------------------------------------------------------------------------------------

    def _submit(self, project: "Project", request: AuditRequest, heard: Heard, done: Done) -> str:
        if project.learning is None:
            return tr(FAILED)
        project.learning.report(request, heard, done, "audit")
        return ""

    def _come(self, _: AuditRequest, screen: AuditScreen) -> None:
        self._screen, self._first = screen, screen.request.first
        self._window.page("audit").show_audit(screen)

    # -- files -----------------------------------------------------------------------------------------

    def _choose_head(self, project: "Project") -> None:
        proposed = project.path.with_name(f"{project.path.stem} head.json")
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save the head of the log"), str(proposed), "JSON (*.json)"
        )
        if chosen:
            self.save_head(Path(chosen))

    def save_head(self, out: Path) -> None:
        """Write the head that is shown to ``out``."""
        from desktop_al.loop.exporting import not_itself
        from desktop_al.loop.heads import write_head

        project = self._project()
        if project is None or self._screen is None:
            return
        try:
            not_itself(project.path, out)
            write_head(self._screen.head, out)
        except DesktopAlError as error:
            self._window.status.flash(str(error))
            return
        self._window.status.flash(tr("The head is in {name}. Keep it on another computer.", name=out.name))

    def _choose_out(self, project: "Project") -> None:
        proposed = project.path.with_name(f"{project.path.stem} audit.csv")
        kinds = "CSV (*.csv);;JSON lines (*.jsonl)"
        chosen, which = QFileDialog.getSaveFileName(self._window, tr("Export the audit trail"), str(proposed), kinds)
        if chosen:
            out = Path(chosen)
            self.export(out if out.suffix else out.with_suffix(".jsonl" if "jsonl" in which else ".csv"))

    def export(self, out: Path) -> None:
        """Have the worker write the whole trail to ``out``."""
        self._writing.ask(str(out))

    def _submit_writing(self, project: "Project", out: str, heard: Heard, done: Done) -> str:
        from desktop_al.loop.auditing import trail_request

        if project.learning is None:
            return tr(NOT_WRITTEN)
        project.learning.report(trail_request(project, out), heard, done, "trail")
        return ""

    def _written(self, out: str, count: int) -> None:
        from desktop_al.loop.audit_file import trail_format
        from desktop_al.loop.export_log import note_export

        project, path = self._project(), Path(out)
        if project is None:
            return
        not_kept = note_export(project.record, project.annotator, trail_format(path), count, path)
        told = trn("Exported {n:,} event to {name}.", "Exported {n:,} events to {name}.", count, name=path.name)
        self._window.status.flash(f"{told} {not_kept}".strip())
        if self._window.shown == "audit":
            self.refresh()

    # -- signing ---------------------------------------------------------------------------------------

    def _confirm(self, project: "Project", meaning: str, name: str, passphrase: str) -> None:
        from desktop_al.loop.reopening import is_secret

        if not is_secret(project):
            self._sign(project, meaning, name, asked=False)
            return

        def work() -> None:
            from desktop_al.loop.locks import confirm

            wrong = tr("That is not the passphrase of {annotator}.", annotator=project.annotator)
            try:
                wrong = "" if confirm(project.path, passphrase, project.annotator) else wrong
            except DesktopAlError as error:
                wrong = str(error)
            except OSError as error:
                # Without a word the form would wait for ever.
                wrong = tr("The project file cannot be read: {cause}.", cause=error.strerror or error)
            self._post(lambda: self._confirmed(project, meaning, name, wrong))

        self._window.page("audit").form.wait()
        threading.Thread(target=work, name="confirm", daemon=True).start()

    def _confirmed(self, project: "Project", meaning: str, name: str, wrong: str) -> None:
        if self._project() is not project:
            return
        if wrong:
            self._window.page("audit").form.set_trouble("passphrase", wrong)
        else:
            self._sign(project, meaning, name, asked=True)

    def _sign(self, project: "Project", meaning: str, name: str, *, asked: bool) -> None:
        from desktop_al.loop.auditing import sign_request

        page = self._window.page("audit")
        try:
            request = sign_request(project, meaning, name, passphrase=asked)
        except DesktopAlError as error:
            page.form.set_trouble("name", str(error))
            return
        page.form.wait()
        self._signing.ask((request, dict(project.state.heads)))

    def _submit_signing(self, project: "Project", key: _Signing, heard: Heard, done: Done) -> str:
        if project.learning is None:
            return tr(FAILED)
        project.learning.report(key[0], heard, done, "trail")
        return ""

    def _signed(self, key: _Signing, body: dict[str, Any]) -> None:
        from desktop_al.loop.auditing import add_signature

        project, (request, heads) = self._project(), key
        if project is None:
            return
        page = self._window.page("audit")
        if dict(project.state.heads) != heads:
            page.form.set_trouble("name", tr(CHANGED))
            return
        add_signature(project, request, body)
        page.close_form()
        self._window.status.flash(tr(SIGNED))
        self._first = 0
        self.refresh()

    def forget(self) -> None:
        """The project is being closed."""
        self._asking.stop()
        self._writing.stop()
        self._signing.stop()
        self._filter, self._first, self._screen = AuditFilter(), 0, None
        if self._window.has("audit"):
            self._window.page("audit").forget()
