"""Between window and project: intents in, screens out. The desks beside it do the same for the other pages."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from desktop_al.core.errors import DesktopAlError, NeedsPassphrase
from desktop_al.core.words import tr
from desktop_al.ui.adjudication_desk import AdjudicationDesk
from desktop_al.ui.agreement_desk import AgreementDesk
from desktop_al.ui.annotators_desk import AnnotatorsDesk
from desktop_al.ui.audit_desk import AuditDesk
from desktop_al.ui.backup_desk import BackupDesk
from desktop_al.ui.batch_desk import BatchDesk
from desktop_al.ui.beside_desk import BesideDesk
from desktop_al.ui.clock_desk import ClockDesk
from desktop_al.ui.export_desk import ExportDesk
from desktop_al.ui.guideline_desk import GuidelineDesk
from desktop_al.ui.import_desk import ImportDesk
from desktop_al.ui.label_desk import LabelDesk, OnSaved
from desktop_al.ui.lock_desk import LockDesk, Ways
from desktop_al.ui.preferences import Keeper
from desktop_al.ui.privacy_desk import PrivacyDesk
from desktop_al.ui.progress_desk import ProgressDesk
from desktop_al.ui.protocol_desk import ProtocolDesk
from desktop_al.ui.samples_desk import SamplesDesk
from desktop_al.ui.session_commands import carry_out
from desktop_al.ui.sessions_desk import SessionsDesk
from desktop_al.ui.settings_desk import SettingsDesk
from desktop_al.ui.start_desk import StartDesk
from desktop_al.ui.support_desk import SupportDesk
from desktop_al.ui.way_home import WayHome
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

#: Tabs whose page a desk of the same name keeps; the Label page is the session's own.
_WITH_DESK = ("samples", "batch", "progress", "agreement", "protocol")


class Session(QObject):
    """One window and the project in it. ``on_saved`` is told row number, sample and answer of every
    annotation once it is on disk. ``guard`` False: answers count at once, whatever the setting says."""

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
        self._changed: set[str] = set()
        self._in_intent = False
        self._discard = False
        self._way_home = WayHome(window)
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
        self.beside = BesideDesk(window, self._open_one, self.post)
        self.guideline = GuidelineDesk(window, self._open_one, self.post)
        self.exports = ExportDesk(window, self._open_one, self.post, home)
        self.imports = ImportDesk(window, self._open_one, self.post)
        self.samples = SamplesDesk(
            window, self._open_one, self.post, self.exports.ask, self.protocol.add_class, self._open_sample
        )
        self.sessions = SessionsDesk(window, self._open_one)
        self.batch = BatchDesk(window, self._open_one, self.post)
        self.audit = AuditDesk(window, self._open_one, self.post)
        self.progress = ProgressDesk(window, self._open_one)
        self.agreement = AgreementDesk(window, self._open_one, self._open_sample)
        self.adjudication = AdjudicationDesk(window, self._open_one)
        self.annotators = AnnotatorsDesk(
            window, self._open_one, home, self.post, self.open_project, self._close_for_now, self.protocol.being_written
        )
        self.backups = BackupDesk(
            window,
            self._open_one,
            self.settings.values,
            self.post,
            self.open_project,
            self._close_for_now,
            self.show_start,
        )
        self.settings.refreshed.connect(self.backups.follow)
        self.support = SupportDesk(window, home, self.post, self._open_one, lambda: dict(self.settings.values()))
        self.clock = ClockDesk(window, self._open_one, self.leave_project, self.batch.count_keys)
        self.label = LabelDesk(
            window, on_saved, self.protocol, self.beside, self.clock, self._changed_now, self._refresh, self._notice
        )
        reopen = (self.open_project, self._close_for_now, self.post, home, self.backups)
        self.privacy = PrivacyDesk(window, self._open_one, self.settings, *reopen)
        self.begin.code_made.connect(self.privacy.show_code)
        self.locking = LockDesk(
            window,
            keeper,
            Ways(
                self._open_one,
                self.open_project,
                self._close_for_now,
                self._show_again,
                self.show_start,
                self._busy,
                self.post,
            ),
            self.protocol,
        )
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
        if self.locking.needs_other(path, annotator, look_only):
            return False
        if self.project is not None and self.project.path == path and not self._close_for_now():
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
        except NeedsPassphrase:
            self.begin.leave()
            self.locking.ask(path, annotator, look_only)
            return False
        except DesktopAlError as error:
            if self.project is not None:
                # What is open stays open.
                self.window.status.flash(str(error))
                return False
            self.locking.closed(path)
            self.begin.leave()
            self.show_start()
            self.backups.offer(path, error)
            return False
        if not self.close_project():
            project.close()
            return False
        self.begin.leave()
        self.project = project
        self._discard = False
        self.samples.begin(project)
        self.window.start.set_trouble("")
        self.settings.apply_to_project()
        self.protocol.refresh()
        self.label.show_history(project.history_rows())
        project.start()
        self.begin.remember(project)
        self.backups.opened()
        self.locking.opened(project)
        self.support.project_open(True)
        self.flush()
        self.window.show_page("label")
        self._tick.start()
        return True

    def close_project(self) -> bool:
        """Close what is open; False when labels are not on disk and the annotator did not give them up."""
        path = self.project.path if self.project is not None else None
        closed = self._close_for_now()
        if closed and path is not None:
            self.locking.closed(path)
        return closed

    def _close_for_now(self) -> bool:
        """The same; an encrypted project can be opened again without its passphrase."""
        project = self.project
        if project is None:
            return True
        self.window.label.keep_comment()
        self.protocol.leave()
        if self.protocol.being_written():
            self.turn_to("protocol")
            self.window.status.flash(tr("The guideline is being edited. Keep it or drop it first."))
            return False
        if project.unsaved and not self._discard and not project.wait_saved(_CLOSE_SECONDS):
            self.turn_to("label")
            self.window.status.flash(
                tr("Labels are not on disk yet: {n}. Closing waits until they are.", n=project.unsaved)
            )
            project.notices.ask_to_discard(project.unsaved)
            return False
        self._tick.stop()
        self.project = None
        self.window.label.forget()
        self.protocol.forget()
        for desk in (
            self.beside,
            self.guideline,
            self.exports,
            self.imports,
            self.samples,
            self.batch,
            self.progress,
            self.audit,
            self.agreement,
            self.adjudication,
            self.annotators,
            self.backups,
            self.settings,
            self.label,
        ):
            desk.forget()
        self.begin.remember(project)
        project.close(0.0 if self._discard else 10.0)
        self.backups.closed(project)
        self.support.project_open(False)
        return True

    def _may_close(self) -> bool:
        self.begin.keep_draft()
        size = self.window.normalGeometry().size()
        if size.width() > 0:
            kept_size = (size.width(), size.height(), self.window.isMaximized())
            self.keeper.keep(lambda kept: replace(kept, window=kept_size))
        if self.annotators.at_work() or self.backups.at_work() or self.privacy.at_work() or not self.close_project():
            return False
        self.locking.end()
        return True

    def _start_acted(self, action: str) -> None:
        newest = self.begin.newest()
        if action == "support":
            self.show_support()
        elif action == "restore":
            self.backups.accept_offer()
        elif action == "open" and newest is not None:
            self.open_project(newest)
        elif action == "dismiss":
            self.window.start.set_trouble("")

    def _go_back(self) -> None:
        """The form was left: to what was open before, or to the first page."""
        if self.project is not None:
            self.turn_to("label")
        else:
            self.show_start()

    # -- commands --------------------------------------------------------------------------------------

    def _command(self, command: str) -> None:
        carry_out(self, command)

    def turn_to(self, name: str) -> None:
        if self.project is None:
            return
        self.window.page(name)
        (getattr(self, name) if name in _WITH_DESK else self).refresh()
        self.window.show_page(name)

    def _show_again(self, name: str) -> None:
        """Draw what was covered, and turn to a page; "" for the one that is shown."""
        self.flush()
        if name == "settings":
            self.settings.show()
        elif name in ("sessions", "annotators"):
            self._command(name)
        elif name:
            self.turn_to(name)

    def _busy(self) -> str:
        """What works on the project's file, in words."""
        if self.annotators.at_work():
            return tr("The project file is still being written; it is locked when that is done.")
        if self.backups.at_work():
            return tr("A backup is still being restored; it is locked when that is done.")
        return tr("Labels are still being exported; it is locked when that is done.") if self.exports.at_work() else ""

    def _open_sample(self, place: int) -> None:
        """Show a sample on the Label page."""
        if self.project is not None:
            self.project.serving.visit(place)
            self.flush()
            self.window.show_page("label")

    def refresh(self) -> None:
        """Draw the Label page anew."""
        self.flush()

    def choose_project(self) -> None:
        """Ask for a project file and open it."""
        chosen, _ = QFileDialog.getOpenFileName(self.window, tr("Open a project"), "", tr("Projects (*.dal)"))
        if chosen:
            self.open_path(Path(chosen))

    def leave_project(self) -> None:
        """Close the project and show the first page."""
        if self.project is not None and self.close_project():
            self.show_start()

    def show_support(self) -> None:
        """Show what a support file would hold, on the settings page."""
        self.begin.leave()
        if self.window.shown != "settings":
            self.settings.show("storage")
        self.window.page("settings").await_support()
        self.support.gather()

    # -- intents ---------------------------------------------------------------------------------------

    def _intent(self, name: str, value: object) -> None:
        project = self.project
        if project is None:
            return
        self._in_intent = True
        try:
            self.label.carry_out(project, name, value)
        finally:
            self._in_intent = False
        if self._changed:
            self._refresh()

    def _notice(self, project: "Project", value: object) -> None:
        notice, action = value if isinstance(value, tuple) else ("", "")
        if notice == "protocol":
            self.protocol.answer_notice(action)
        elif action == "retry":
            project.upkeep.check_again()
        elif action == "dismiss":
            project.notices.put(notice, None)
        elif action == "backup":
            self.backups.back_up()
        elif action == "reopen":
            # Later: what is being carried out belongs to the project that this closes.
            QTimer.singleShot(0, lambda: self.open_project(project.path, project.annotator))
        elif action == "discard":
            self._discard = True
            self.window.close()
        elif action == "relink":
            self.samples.relink()

    # -- what changed ----------------------------------------------------------------------------------

    def post(self, work: Callable[[], None]) -> None:
        """Have ``work`` done on the window's thread, from any thread; what comes after the window's end is dropped."""
        self._way_home.post(work)

    def _changed_now(self, what: str) -> None:
        self._changed.add(what)

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
        if self.project is not None and not self.window.covered:
            self.window.label.show_sample(self.project.screen())
            self._draw_margins_in(_FRAME_MS)

    def flush(self) -> None:
        """Draw everything that changed."""
        self._margins.stop()
        if self.window.covered:
            # Drawn when the cover is taken away.
            return
        changed, self._changed = self._changed, set()
        if self.project is None:
            return
        if "history" in changed:
            self.label.show_history(self.project.history_rows())
        if "classes" in changed:
            self.protocol.refresh()
            self.settings.refresh()
        elif changed & {"pool", "status"}:
            self.settings.follow()
            self.progress.follow()
        if changed & {"history", "classes", "pool"}:
            self.samples.changed(pool="pool" in changed)
        if changed:
            self.batch.follow()
        self.window.show_screen(self.project.screen())
        self.beside.follow()

    def _on_tick(self) -> None:
        if self.project is not None:
            self.project.tick()
            self.backups.tick()
            self.clock.follow()
            self.flush()
