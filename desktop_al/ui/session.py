"""Between window and project: intents in, screens out. The only place that knows both."""

import datetime
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from desktop_al.core.errors import DesktopAlError
from desktop_al.loop.screen import Evidence, HistoryRow
from desktop_al.ui import preferences as prefs
from desktop_al.ui.new_project import NewProjectForm
from desktop_al.ui.window import Window

if TYPE_CHECKING:
    # At run time each command loads what it needs: the window shows before the decoders are there.
    from desktop_al.loop.project import Project

_TICK_MS = 200
_MARGIN_MS = 60
#: The margins of a new sample (history, bars, what is next) are drawn one frame after the sample itself.
_FRAME_MS = 16
#: How long closing waits for the last labels before it says so.
_CLOSE_SECONDS = 3.0

OnSaved = Callable[[int, str, str], None]


class Session(QObject):
    """One window and the project in it. ``on_saved`` is told row number, sample and answer of every
    annotation once it is on disk."""

    _came_home = Signal(object)

    def __init__(self, window: Window, home: Path, on_saved: OnSaved | None = None) -> None:
        super().__init__(window)
        self.window = window
        self.project: Project | None = None
        self._home = home
        self._on_saved = on_saved
        self._changed: set[str] = set()
        self._in_intent = False
        self._discard = False
        self._rows: list[HistoryRow] = []
        #: The showing that evidence was asked for.
        self._explained: int | None = None
        self._preferences = prefs.load(home)
        # Queued also from the window's own thread: what comes home never runs in the middle of something else.
        self._came_home.connect(lambda work: work(), Qt.ConnectionType.QueuedConnection)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._refresh)
        self._margins = QTimer(self)
        self._margins.setSingleShot(True)
        self._margins.timeout.connect(self.flush)
        window.label.intent.connect(self._intent)
        window.command.connect(self._command)
        window.may_close = self._may_close
        window.theme_changed.connect(self._keep_theme)
        window.start.open_path.connect(lambda path: self.open_path(Path(path)))
        window.start.forget.connect(self._forget)
        window.form.create.connect(self._create)
        window.form.cancelled.connect(self.show_start)
        window.form.folder_chosen.connect(self._look_into)

    # -- pages -----------------------------------------------------------------------------------------

    def show_start(self) -> None:
        self.window.start.set_recent(prefs.recent_rows(self._preferences, datetime.datetime.now().astimezone()))
        self.window.show_start()

    def open_path(self, path: Path) -> bool:
        """Open a project, or the new-project form for a folder; False when it cannot be opened."""
        if path.is_dir():
            self.window.form.set_folder(str(path))
            self._look_into(str(path))
            self.window.show_form()
            return True
        return self.open_project(path)

    def open_project(self, path: Path, annotator: str = "") -> bool:
        from desktop_al.loop.project import Project

        if not self.close_project():
            return False
        try:
            project = Project(path.resolve(), annotator, self._home, self._post, self._listen, self.window.status.flash)
        except DesktopAlError as error:
            self.show_start()
            self.window.start.set_trouble(str(error))
            return False
        self.project = project
        self._discard = False
        self._explained = None
        self.window.start.set_trouble("")
        self.window.label.set_guideline(project.protocol_text)
        self._show_history(project.history_rows())
        project.start()
        self.flush()
        self.window.show_label()
        for words in project.words:
            self.window.status.flash(words)
        self._tick.start()
        return True

    def close_project(self) -> bool:
        """Close what is open; False when labels are not on disk and the annotator did not give them up."""
        project = self.project
        if project is None:
            return True
        if project.unsaved and not self._discard and not project.wait_saved(_CLOSE_SECONDS):
            self.window.status.flash(f"{project.unsaved} labels are not on disk yet. Closing waits until they are.")
            project.offer_discard()
            return False
        self._tick.stop()
        self.project = None
        self.remember(project)
        project.close(0.0 if self._discard else 10.0)
        return True

    def remember(self, project: "Project") -> None:
        """Put the project at the head of the recent ones, as it stands now."""
        status = project.screen().status
        self._preferences = self._preferences.with_recent(
            prefs.Recent(
                path=str(project.path),
                name=project.basics.name,
                kind=project.basics.kind,
                classes=len(project.classes),
                labelled=status.labelled,
                pool=status.pool,
                closed=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            )
        )
        prefs.save(self._home, self._preferences)

    def _may_close(self) -> bool:
        return self.close_project()

    def _forget(self, path: str) -> None:
        self._preferences = self._preferences.without(path)
        prefs.save(self._home, self._preferences)
        self.show_start()

    def _keep_theme(self, name: str) -> None:
        self._preferences = prefs.replace(self._preferences, theme=name)
        prefs.save(self._home, self._preferences)

    # -- new project -----------------------------------------------------------------------------------

    def _look_into(self, folder: str) -> None:
        """Say what a folder holds, without making the form wait for it."""
        self.window.form.set_found("Looking into the folder")

        def look() -> None:
            from desktop_al.loop.folder_summary import folder_summary

            words = folder_summary(Path(folder))
            self._post(lambda: self.window.form.set_found(words))

        threading.Thread(target=look, name="look-into-folder", daemon=True).start()

    def _create(self, form: NewProjectForm) -> None:
        from desktop_al.loop.opening import NewProject, create_project

        try:
            create_project(NewProject(form.project, form.folder, form.classes, form.annotator), self._home)
        except DesktopAlError as error:
            self.window.form.set_trouble("project", str(error))
            return
        self.open_project(form.project, form.annotator)

    # -- commands --------------------------------------------------------------------------------------

    def _command(self, command: str) -> None:
        if command == "new":
            if self.close_project():
                self.window.show_form()
        elif command == "open":
            chosen, _ = QFileDialog.getOpenFileName(self.window, "Open a project", "", "Projects (*.dal)")
            if chosen:
                self.open_path(Path(chosen))
        elif command == "export":
            self._ask_export()
        elif command == "close_project":
            if self.close_project():
                self.show_start()
        elif command == "quit":
            self.window.close()

    def _ask_export(self) -> None:
        if self.project is None:
            return
        proposed = self.project.path.with_suffix(".csv")
        chosen, _ = QFileDialog.getSaveFileName(
            self.window, "Export labels", str(proposed), "CSV (*.csv);;JSON lines (*.jsonl)"
        )
        if chosen:
            self.export(Path(chosen))

    def export(self, out: Path) -> None:
        """Write the annotations in force to ``out``, in the background."""
        project = self.project
        if project is None:
            return
        name = "jsonl" if out.suffix == ".jsonl" else "csv"

        def work() -> None:
            from desktop_al.loop.exporting import export_project

            saved = project.wait_saved(10.0)
            try:
                words = f"Exported {export_project(project.path, name, out)} labels to {out.name}."
                if not saved:
                    words += f" The last {project.unsaved} are not on disk yet and are not in it."
            except DesktopAlError as error:
                words = str(error)
            self._post(lambda: self.window.status.flash(words))

        threading.Thread(target=work, name="export", daemon=True).start()

    # -- intents ---------------------------------------------------------------------------------------

    def _intent(self, name: str, value: object) -> None:
        project = self.project
        if project is None:
            return
        self._in_intent = True
        try:
            self._carry_out(project, name, value)
        finally:
            self._in_intent = False
        if self._changed:
            self._refresh()

    def _carry_out(self, project: "Project", name: str, value: object) -> None:
        saved = self._saved_call(project, name, value)
        match name:
            case "label":
                project.label(str(value), saved)
            case "accept":
                project.accept(saved)
            case "unsure":
                project.unsure(saved)
            case "not_worth":
                project.not_worth(str(value), saved)
            case "comment":
                project.comment(str(value))
            case "undo":
                project.undo()
            case "redo":
                project.redo()
            case "visit":
                project.serving.visit(int(str(value)))
            case "back":
                project.serving.back()
            case "forward":
                project.forward()
            case "now":
                project.serving.now()
            case "retry":
                project.serving.read_again()
                self._changed.add("content")
            case "evidence":
                project.note("evidence")
                self._explain()
            case "notice":
                self._notice(project, value)

    def _saved_call(self, project: "Project", name: str, value: object) -> Callable[[int], None] | None:
        told = self._on_saved
        current = project.serving.current
        if told is None or current is None or name not in ("label", "accept", "unsure", "not_worth"):
            return None
        sample = project.pool.name(current.place)
        if name == "accept" and current.offer is not None:
            value = project.classes[current.offer.suggested].id
        names = {c.id: c.name for c in project.classes}
        answer = names.get(str(value), name if name != "not_worth" else "not_worth_labelling")
        return lambda number: told(number, sample, answer)

    def _notice(self, project: "Project", value: object) -> None:
        _, action = value if isinstance(value, tuple) else ("", "")
        if action == "retry":
            project.check_again()
        elif action == "discard":
            self._discard = True
            self.window.close()
        elif action == "relink":
            chosen = QFileDialog.getExistingDirectory(self.window, "Where are the samples now?")
            if chosen:
                project.relink(Path(chosen))

    def _explain(self) -> None:
        """While evidence is switched on it is asked for once for each sample that can be explained."""
        key = self.window.label.wants_evidence()
        if key != self._explained and self.project is not None:
            self._explained = key
            if key is not None:
                self.project.request_evidence(self._evidence_came)

    def _evidence_came(self, evidence: Evidence | None) -> None:
        if self.window.label.wants_evidence() is not None:
            self.window.label.set_evidence(evidence)

    # -- what changed ----------------------------------------------------------------------------------

    def _post(self, work: Callable[[], None]) -> None:
        self._came_home.emit(work)

    def _listen(self, what: str) -> None:
        self._changed.add(what)
        if self._in_intent:
            return
        if what in ("sample", "content", "notices"):
            self._later.start(0)
        else:
            self._draw_margins_in(_FRAME_MS if what == "history" else _MARGIN_MS)

    def _draw_margins_in(self, delay: int) -> None:
        if not self._margins.isActive() or self._margins.remainingTime() > delay:
            self._margins.start(delay)

    def _refresh(self) -> None:
        """Draw the sample; what only changes words and lists beside it never stands between a key and its picture."""
        if self.project is not None:
            self.window.label.show_sample(self.project.screen())
            self._explain()
            self._draw_margins_in(_FRAME_MS)

    def flush(self) -> None:
        """Draw everything that changed."""
        self._margins.stop()
        changed, self._changed = self._changed, set()
        if self.project is None:
            return
        if "history" in changed:
            self._show_history(self.project.history_rows())
        self.window.show_screen(self.project.screen())
        self._explain()

    def _show_history(self, rows: list[HistoryRow]) -> None:
        """Mostly a row more than before: then only that is added."""
        before, self._rows = self._rows, rows
        kept = len(before)
        if kept and kept < len(rows) and rows[0] is before[0] and rows[kept - 1] is before[-1]:
            for row in rows[kept:]:
                self.window.label.append_history(row)
        else:
            self.window.label.set_history(rows)

    def _on_tick(self) -> None:
        if self.project is not None:
            self.project.tick()
            self.flush()
