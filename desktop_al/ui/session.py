"""Between window and project: intents in, screens out. The desks beside it do the same for the other pages."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from desktop_al.core.errors import DesktopAlError
from desktop_al.loop.screen import Evidence, HistoryRow
from desktop_al.ui.adjudication_desk import AdjudicationDesk
from desktop_al.ui.agreement_desk import AgreementDesk
from desktop_al.ui.annotators_desk import AnnotatorsDesk
from desktop_al.ui.aside_card import ASIDE
from desktop_al.ui.clock_desk import ClockDesk
from desktop_al.ui.export_desk import ExportDesk
from desktop_al.ui.preferences import Keeper
from desktop_al.ui.progress_desk import ProgressDesk
from desktop_al.ui.protocol_desk import ProtocolDesk
from desktop_al.ui.samples_desk import SamplesDesk
from desktop_al.ui.sessions_desk import SessionsDesk
from desktop_al.ui.settings_desk import SettingsDesk
from desktop_al.ui.start_desk import StartDesk
from desktop_al.ui.support_desk import SupportDesk
from desktop_al.ui.window import Window

if TYPE_CHECKING:
    # At run time each command loads what it needs: the window shows before the decoders are there.
    from desktop_al.loop.project import Project
    from desktop_al.loop.record import Clock

_TICK_MS = 200
_MARGIN_MS = 60
#: The margins of a new sample (history, bars, what is next) are drawn one frame after the sample itself.
_FRAME_MS = 16
#: How long closing waits for the last labels before it says so.
_CLOSE_SECONDS = 3.0

OnSaved = Callable[[int, str, str], None]


NO_REVEAL = "No suggestion waits here."
#: Tabs whose page a desk of the same name keeps; the Label page is the session's own.
_WITH_DESK = ("samples", "progress", "agreement", "protocol")


class Session(QObject):
    """One window and the project in it. ``on_saved`` is told row number, sample and answer of every
    annotation once it is on disk. ``guard`` False: answers count at once, whatever the setting says."""

    _came_home = Signal(object)

    def __init__(
        self, window: Window, home: Path, on_saved: OnSaved | None = None, *, guard: bool = True, keeper: Keeper
    ) -> None:
        super().__init__(window)
        self.window = window
        self.project: Project | None = None
        self._home = home
        #: Another clock than the computer's, for scripted annotators.
        self.time: Clock | None = None
        self.keeper = keeper
        self._on_saved = on_saved
        self._changed: set[str] = set()
        self._in_intent = False
        self._discard = False
        self._rows: list[HistoryRow] = []
        #: The showing that evidence was asked for.
        self._explained: int | None = None
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
        self.settings = SettingsDesk(window, keeper, home, self._open_one, self._command, guard=guard, post=self.post)
        self.begin = StartDesk(window, keeper, home, self.post, self.open_path, self.open_project, self._go_back)
        self.protocol = ProtocolDesk(window, self._open_one)
        self.exports = ExportDesk(window, self._open_one, self.post)
        self.samples = SamplesDesk(
            window, self._open_one, self.post, self.exports.ask, self.protocol.add_class, self._open_sample
        )
        self.sessions = SessionsDesk(window, self._open_one)
        self.progress = ProgressDesk(window, self._open_one)
        self.agreement = AgreementDesk(window, self._open_one, self._open_sample)
        self.adjudication = AdjudicationDesk(window, self._open_one)
        self.annotators = AnnotatorsDesk(
            window, self._open_one, home, self.post, self.open_project, self.close_project, self.protocol.being_written
        )
        self.support = SupportDesk(window, home, self.post, self._open_one, lambda: dict(self.settings.values()))
        self.clock = ClockDesk(window, self._open_one, self._close)
        window.label.intent.connect(self._intent)
        window.command.connect(self._command)
        window.dropped.connect(lambda path: self.open_path(Path(path)))
        window.start.new_project.connect(lambda: self.begin.new(None))
        window.start.command.connect(window.perform)
        window.start.acted.connect(self._start_acted)
        window.may_close = self._may_close

    def _open_one(self) -> "Project | None":
        return self.project

    # -- opening and closing ---------------------------------------------------------------------------

    def show_start(self) -> None:
        self.settings.apply_to_project()
        self.begin.show_start()
        self.support.tell_of_crash(self.begin.newest())

    def open_path(self, path: Path) -> bool:
        """Open a project, or the new-project form for a folder; False when it cannot be opened."""
        if path.is_dir():
            self.begin.new(path)
            return True
        return self.open_project(path)

    def open_project(self, path: Path, annotator: str = "", look_only: bool = False) -> bool:
        from desktop_al.loop.project import Project

        path = path.resolve()
        if self.project is not None and self.project.path == path and not self.close_project():
            return False
        try:
            project = Project(
                path,
                annotator,
                self._home,
                self.post,
                self._listen,
                self.window.status.flash,
                remark=self.window.status.remark,
                clock=self.time,
                look_only=look_only,
                own_network=str(self.keeper.now.settings["own_network"]),
            )
        except DesktopAlError as error:
            if self.project is not None:
                # What is open stays open.
                self.window.status.flash(str(error))
                return False
            self.begin.leave()
            self.show_start()
            self.window.start.set_trouble(str(error))
            return False
        if not self.close_project():
            project.close()
            return False
        self.begin.leave()
        self.project = project
        self._discard = False
        self._explained = None
        self.samples.begin(project)
        self.window.start.set_trouble("")
        self.settings.apply_to_project()
        self.protocol.refresh()
        self._show_history(project.history_rows())
        project.start()
        self.begin.remember(project)
        self.support.project_open(True)
        self.flush()
        self.window.show_page("label")
        self._tick.start()
        return True

    def close_project(self) -> bool:
        """Close what is open; False when labels are not on disk and the annotator did not give them up."""
        project = self.project
        if project is None:
            return True
        self.window.label.keep_comment()
        self.protocol.leave()
        if self.protocol.being_written():
            self._turn_to("protocol")
            self.window.status.flash("The guideline is being edited. Keep it or drop it first.")
            return False
        if project.unsaved and not self._discard and not project.wait_saved(_CLOSE_SECONDS):
            self._turn_to("label")
            self.window.status.flash(f"Labels are not on disk yet: {project.unsaved}. Closing waits until they are.")
            project.notices.ask_to_discard(project.unsaved)
            return False
        self._tick.stop()
        self.project = None
        self.window.label.forget()
        self.protocol.forget()
        for desk in (self.samples, self.progress, self.agreement, self.adjudication, self.annotators, self.settings):
            desk.forget()
        self.begin.remember(project)
        project.close(0.0 if self._discard else 10.0)
        self.support.project_open(False)
        return True

    def _may_close(self) -> bool:
        self.begin.keep_draft()
        size = self.window.normalGeometry().size()
        if size.width() > 0:
            kept_size = (size.width(), size.height(), self.window.isMaximized())
            self.keeper.keep(lambda kept: replace(kept, window=kept_size))
        return not self.annotators.at_work() and self.close_project()

    def _start_acted(self, action: str) -> None:
        newest = self.begin.newest()
        if action == "support":
            self._support()
        elif action == "open" and newest is not None:
            self.open_project(newest)
        elif action == "dismiss":
            self.window.start.set_trouble("")

    def _go_back(self) -> None:
        """The form was left: to what was open before, or to the first page."""
        if self.project is not None:
            self._turn_to("label")
        else:
            self.show_start()

    # -- commands --------------------------------------------------------------------------------------

    def _command(self, command: str) -> None:
        if command.startswith("tab.") or command == "find_sample":
            self._turn_to("samples" if command == "find_sample" else command.removeprefix("tab."))
            if command == "find_sample" and self.project is not None:
                self.window.page("samples").perform("find_sample")
            return
        if command.startswith(ASIDE):
            self._turn_to("samples")
            self.window.page("samples").show_state(command)
            return
        act = {
            "new": lambda: self.begin.new(None),
            "open": self._open,
            "export": self.exports.ask,
            "rescan": self._rescan,
            "relink": self._relink,
            "review_unsure": lambda: self.project and self.project.serving.review(self.project.answers.unsure()),
            "show_in_folder": lambda: self.support.show_in_folder(),
            "theme": self.settings.next_theme,
            "sessions": self.sessions.toggle,
            "settings": self.settings.toggle,
            "support": self._support,
            "about": lambda: (self.begin.leave(), self.settings.show("about")),
            "open_home": self.support.open_home,
            "open_project_folder": self.support.open_project_folder,
            "close_project": self._close,
            "quit": self.window.close,
            **self.agreement.commands,
            **self.adjudication.commands,
            **self.annotators.commands,
        }.get(command)
        if act is not None:
            act()

    def _turn_to(self, name: str) -> None:
        if self.project is None:
            return
        self.window.page(name)
        (getattr(self, name) if name in _WITH_DESK else self).refresh()
        self.window.show_page(name)

    def _open_sample(self, place: int) -> None:
        """Show a sample on the Label page."""
        if self.project is not None:
            self.project.serving.visit(place)
            self.flush()
            self.window.show_page("label")

    def refresh(self) -> None:
        """Draw the Label page anew."""
        self.flush()

    def _open(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self.window, "Open a project", "", "Projects (*.dal)")
        if chosen:
            self.open_path(Path(chosen))

    def _close(self) -> None:
        if self.project is not None and self.close_project():
            self.show_start()

    def _support(self) -> None:
        """Show what a support file would hold, on the settings page."""
        self.begin.leave()
        if self.window.shown != "settings":
            self.settings.show("storage")
        self.window.page("settings").await_support()
        self.support.gather()

    def _rescan(self) -> None:
        if self.project is not None:
            self.project.upkeep.check_again()
            self.window.status.remark("Checking the folder for new and changed files.")

    def _relink(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self.window, "Where are the samples now?")
        if chosen and self.project is not None:
            self.project.upkeep.relink(Path(chosen))

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
        saved = _saved_call(self._on_saved, project, name, value)
        match name:
            case "label":
                project.label(str(value), saved)
            case "accept":
                project.accept(saved)
            case "unsure":
                project.unsure(saved)
            case "reveal":
                self._changed.add("sample") if project.serving.reveal() else self.window.status.flash(NO_REVEAL)
            case "not_worth":
                project.not_worth(str(value), saved)
            case "comment":
                project.comment(str(value))
            case "undo" | "redo":
                (project.undo if name == "undo" else project.redo)()
            case "visit":
                project.serving.visit(int(str(value)))
            case "back" | "forward" | "now":
                {"back": project.serving.back, "forward": project.forward, "now": project.serving.now}[name]()
            case "retry":
                project.serving.read_again()
                self._changed.add("content")
            case "break" | "postpone":
                (self.clock.begin if name == "break" else self.clock.postpone)()
            case "evidence":
                project.note("evidence")
                self._explain()
            case "add_class":
                self._add_class(str(value))
            case "notice":
                self._notice(project, value)

    def _add_class(self, name: str) -> None:
        """From the find field, which stays open so that the new class can be given with Return."""
        self.protocol.add_class(name)
        self._refresh()
        panel = self.window.label.inspector.panel
        if self.project is not None and any(c.name == name for c in self.project.classes):
            self.window.status.flash(f"{name} is a class now. Enter gives it to this sample.")
            panel.open_find()
            panel.find.setText(name)

    def _notice(self, project: "Project", value: object) -> None:
        notice, action = value if isinstance(value, tuple) else ("", "")
        if action == "retry":
            project.upkeep.check_again()
        elif action == "dismiss":
            project.notices.put(notice, None)
        elif action == "reopen":
            # Later: what is being carried out belongs to the project that this closes.
            QTimer.singleShot(0, lambda: self.open_project(project.path, project.annotator))
        elif action == "discard":
            self._discard = True
            self.window.close()
        elif action == "relink":
            self._relink()

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

    def post(self, work: Callable[[], None]) -> None:
        """Have ``work`` done on the window's thread, from any thread."""
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
        if "classes" in changed:
            self.protocol.refresh()
            self.settings.refresh()
        elif changed & {"pool", "status"}:
            self.settings.follow()
            self.progress.follow()
        if changed & {"history", "classes", "pool"}:
            self.samples.changed(pool="pool" in changed)
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
            self.clock.follow()
            self.flush()


def _saved_call(told: OnSaved | None, project: "Project", name: str, value: object) -> Callable[[int], None] | None:
    """What to call once the answer ``name``, ``value`` is on disk."""
    current = project.serving.current
    if told is None or current is None or name not in ("label", "accept", "unsure", "not_worth"):
        return None
    sample = project.pool.name(current.place)
    if name == "accept" and current.offer is not None:
        value = project.classes[current.offer.suggested].id
    names = {c.id: c.name for c in project.classes}
    answer = names.get(str(value), name if name != "not_worth" else "not_worth_labelling")
    return lambda number: told(number, sample, answer)
