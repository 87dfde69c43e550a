"""The main window: bars, pages, overlay, and the one key router. It carries signals and decides nothing."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from desktop_al.core.commands import Keymap
from desktop_al.core.plain_names import plain
from desktop_al.core.words import tr
from desktop_al.loop.screen import LabelScreen, Status
from desktop_al.ui.announce import announce
from desktop_al.ui.bars import StatusBar, TopBar
from desktop_al.ui.keys import KeyRouter
from desktop_al.ui.label_page import LabelPage
from desktop_al.ui.mark import mark_icon
from desktop_al.ui.page_names import PAGE_NAMES
from desktop_al.ui.shortcut_sheet import ShortcutSheet
from desktop_al.ui.start_page import StartPage, is_droppable
from desktop_al.ui.tabs import TABS
from desktop_al.ui.theme import Theme, ThemeName, retheme, tokens

PROGRAM = "desktop_al"
#: What is drawn of no project.
NOTHING = LabelScreen("", "", "image", (), None, Status("", "", "saved", "", 0, 0, False, False))
#: Commands that the open page carries out, whatever page it is; all others concern the whole program.
_OF_PAGES = frozenset({"region_next", "region_previous", "history"})
#: Pages that belong to a tab without being one.
_UNDER_TAB = {"adjudication": "agreement"}
#: Pages that are left by Esc for what was shown before.
LEFT_BY_ESCAPE = frozenset(
    {"settings", "guide", "sessions", "audit", "annotators", "adjudication", "restore", "import", "export"}
)
#: Pages on which the keys of commands are printed.
_WITH_KEYS = ("samples", "batch", "adjudication")
#: Pages that show nothing of a project.
_OF_NO_PROJECT = frozenset({"start", "form", "label", "lock"})
#: Pages that lead back to the tab that they were opened from.
#: What can be done while the lock page is shown.
_WHILE_LOCKED = frozenset({"quit", "theme", "region_next", "region_previous"})


def _build(name: str, theme: Theme) -> QWidget:
    """A page that the start does not wait for."""
    if name == "form":
        from desktop_al.ui.new_project import NewProject

        return NewProject(theme)
    if name == "samples":
        from desktop_al.ui.samples_page import SamplesPage

        return SamplesPage(theme)
    if name == "batch":
        from desktop_al.ui.batch_page import BatchPage

        return BatchPage(theme)
    if name == "progress":
        from desktop_al.ui.progress_page import ProgressPage

        return ProgressPage(theme)
    if name == "agreement":
        from desktop_al.ui.agreement_page import AgreementPage

        return AgreementPage(theme)
    if name == "adjudication":
        from desktop_al.ui.adjudication_page import AdjudicationPage

        return AdjudicationPage(theme)
    if name == "annotators":
        from desktop_al.ui.annotators_page import AnnotatorsPage

        return AnnotatorsPage(theme)
    if name == "protocol":
        from desktop_al.ui.protocol_page import ProtocolPage

        return ProtocolPage(theme)
    if name == "break":
        from desktop_al.ui.break_page import BreakPage

        return BreakPage(theme)
    if name == "lock":
        from desktop_al.ui.lock_page import LockPage

        return LockPage(theme)
    if name == "sessions":
        from desktop_al.ui.sessions_page import SessionsPage

        return SessionsPage(theme)
    if name == "export":
        from desktop_al.ui.export_page import ExportPage

        return ExportPage(theme)
    if name == "restore":
        from desktop_al.ui.restore_page import RestorePage

        return RestorePage(theme)
    if name == "import":
        from desktop_al.ui.import_page import ImportPage

        return ImportPage(theme)
    if name == "audit":
        from desktop_al.ui.audit_page import AuditPage

        return AuditPage(theme)
    if name == "guide":
        from desktop_al.ui.guide_page import GuidePage

        return GuidePage(theme)
    from desktop_al.ui.settings_page import SettingsPage

    return SettingsPage(theme)


class Window(QWidget):
    """Start, new project, the pages of an open project, settings. ``command`` carries the commands that concern the
    whole program; ``built`` tells of a page that is there now, by name; ``dropped`` carries a path;
    ``active_changed`` whether the window has the focus now; ``minimised`` that it was put away.
    ``may_close`` is asked before the window goes."""

    command = Signal(str)
    built = Signal(str)
    dropped = Signal(str)
    active_changed = Signal(bool)
    minimised = Signal()

    def __init__(self, theme: Theme, guard_ms: int = 150) -> None:
        super().__init__()
        self.theme = theme
        self.may_close: Callable[[], bool] = lambda: True
        self.setObjectName("window")
        self.setWindowTitle(PROGRAM)
        self.setAcceptDrops(True)
        self.setMinimumSize(*tokens()["size"]["window_min"])
        self.resize(*tokens()["size"]["window_default"])
        self.top, self.status = TopBar(theme), StatusBar(theme)
        self.start, self.label = StartPage(theme), LabelPage(theme)
        self._pages: dict[str, Any] = {"start": self.start, "label": self.label}
        self._shown = "start"
        #: The tab that settings and sessions lead back to; "" while no project is open.
        self._tab = ""
        #: The page that is shown when the cover is taken away; None while there is none.
        self._under: str | None = None
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.top)
        rows.addWidget(self._stack, 1)
        rows.addWidget(self.status)
        self._sheet: ShortcutSheet | None = None
        self._keymap: Keymap | None = None
        self.keys = KeyRouter(self, guard_ms)
        self.keys.paused = self._recording
        self.keys.command.connect(self.perform)
        self.keys.released.connect(self.label.release)
        self.keys.escape.connect(self.escape)
        self.keys.hint.connect(self.status.flash)
        self.keys.hint_over.connect(self.status.take_back)
        self.label.message.connect(self.status.flash)
        self.label.command.connect(self.perform)
        self.label.sample_shown.connect(self.keys.sample_shown)
        self.label.early = self.keys.guarding
        self.top.command.connect(self.perform)
        self._look()
        self.show_page("start")

    def _look(self) -> None:
        self.setWindowIcon(mark_icon(self.theme.colour("accent.fill"), self.theme.colour("accent.on")))

    # -- pages -----------------------------------------------------------------------------------------

    def page(self, name: str) -> Any:
        """A page by name (start, form, label, samples, batch, progress, agreement, adjudication, annotators, protocol,
        break, sessions, audit, export, import, restore, guide, settings, lock), built when it is first asked for."""
        if name not in self._pages:
            page = _build(name, self.theme)
            self._pages[name] = page
            self._stack.addWidget(page)
            if name in _WITH_KEYS and self._keymap is not None:
                page.set_keys(self._keymap)
            self.built.emit(name)
        return self._pages[name]

    def has(self, name: str) -> bool:
        """Whether a page was built."""
        return name in self._pages

    @property
    def shown(self) -> str:
        """Name of the page that is shown."""
        return self._shown

    def show_page(self, name: str) -> None:
        """Turn to a page; the focus goes to where its work begins."""
        page = self.page(name)
        if self._under is not None and name != "lock":
            # Whoever turns to a page behind the cover: it is shown when the cover is taken away.
            self._under = name
            return
        if self._sheet_open():
            self.sheet.close_sheet()
        self.keys.drop_kept()
        before, self._shown = self._shown, name
        tab = _UNDER_TAB.get(name, name)
        if tab in TABS:
            self._tab = tab
            self.top.show_tab(tab)
        elif name in ("start", "form"):
            self._tab = ""
            self.setWindowTitle(PROGRAM)
        self._stack.setCurrentWidget(page)
        page.setAccessibleName(tr(PAGE_NAMES[name]))
        self.top.setVisible(tab in TABS)
        self.status.setVisible(bool(self._tab) and name != "lock")
        self.status.show_hints(labelling=name == "label")
        self.status.set_away(name == "break")
        self._contexts()
        if name == "label":
            # What is on it may have come while another page was shown.
            self.keys.sample_shown()
        page.first_focus()
        if before != name:
            announce(page, f"{page.accessibleName()}.")

    def leave_page(self) -> None:
        """Back to the tab from which settings or sessions were opened."""
        self.show_page(self._tab or "start")

    def cover(self) -> None:
        """The lock page instead of everything, at once, until :meth:`uncover`; nothing shows through to the title,
        and no page is turned to."""
        if self._under is None:
            shown, self._under = self._shown, self._shown
            self.show_page("lock")
            self.setWindowTitle(PROGRAM)
            self.setAcceptDrops(False)
            if shown != "lock":
                # What comes next may take its time: the picture is gone before that.
                self.repaint()

    def uncover(self) -> str:
        """Pages can be turned to again; the one that would be shown."""
        under, self._under = self._under or self._shown, None
        self.setAcceptDrops(True)
        return under

    @property
    def covered(self) -> bool:
        return self._under is not None

    def forget_project(self) -> None:
        """Keep nothing on any page of the project that was open: pages are made anew when they are asked for."""
        for name in [name for name in self._pages if name not in _OF_NO_PROJECT]:
            page = self._pages.pop(name)
            self._stack.removeWidget(page)
            page.hide()
            page.deleteLater()
        self._tab = ""
        if self._under is not None:
            self._under = "start"
        self.show_screen(NOTHING)
        self.label.forget_all()
        self.top.forget()
        self.status.forget()
        self.setWindowTitle(PROGRAM)

    @property
    def sheet(self) -> ShortcutSheet:
        """All shortcuts; built when it is first asked for, which the start does not wait for."""
        if self._sheet is None:
            self._sheet = ShortcutSheet(self.theme, self)
            self._sheet.closed.connect(self._contexts)
            if self._keymap is not None:
                self._sheet.show_keys(self._keymap)
        return self._sheet

    def set_keys(self, keys: Keymap) -> None:
        """Other keys for the commands, wherever they count or are printed."""
        self._keymap = keys
        self.keys.set_keys(keys)
        self.top.set_keys(keys)
        self.label.set_keys(keys)
        self.status.set_keys(keys)
        for name in _WITH_KEYS:
            if name in self._pages:
                self._pages[name].set_keys(keys)
        if self._sheet is not None:
            self._sheet.show_keys(keys)

    def _recording(self) -> bool:
        return self._shown == "settings" and self._pages["settings"].recording()

    def _sheet_open(self) -> bool:
        return self._sheet is not None and not self._sheet.isHidden()

    def _contexts(self) -> None:
        if self._sheet_open():
            self.keys.set_contexts("anywhere")
        elif self._shown == "label":
            self.keys.set_contexts("label", "stage", "anywhere")
        elif self._shown == "samples":
            self.keys.set_contexts("label", "anywhere")
        elif self._shown == "batch":
            self.keys.set_contexts("batch", "anywhere")
        elif self._shown == "agreement":
            self.keys.set_contexts("agreement", "anywhere")
        elif self._shown == "adjudication":
            self.keys.set_contexts("adjudication", "label", "stage", "anywhere")
        else:
            self.keys.set_contexts("anywhere")

    def show_screen(self, screen: LabelScreen) -> None:
        """Draws a screen of the Label page and the bars around it; nothing of it while they are covered."""
        if self._under is not None and screen is not NOTHING:
            return
        self.top.set_project(screen.project, screen.annotator)
        self.top.set_timer(screen.timer)
        self.setWindowTitle(f"{plain(screen.project)} - {PROGRAM}")
        self.status.set_kind(screen.kind)
        self.status.show_status(screen.status)
        self.label.show_screen(screen)

    def set_theme(self, theme: Theme) -> None:
        """The window's own part of a change of look; :meth:`use_theme` makes the change."""
        self.theme = theme
        self._look()

    def use_theme(self, name: ThemeName, scale: float | None = None) -> None:
        """Changes the look of the whole program."""
        theme = Theme(name, self.theme.scale if scale is None else scale)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.apply(application)
        retheme(self, theme)

    # -- commands --------------------------------------------------------------------------------------

    def perform(self, command: str) -> None:
        """Carries out a command, wherever it came from."""
        page = self._pages[self._shown]
        if self._shown == "lock" and command not in _WHILE_LOCKED:
            return
        if command == "shortcuts":
            if self._sheet_open():
                self.sheet.close_sheet()
            else:
                self.sheet.open_sheet()
            self._contexts()
        elif command in ("region_next", "region_previous"):
            self._region(1 if command == "region_next" else -1)
        elif hasattr(page, "perform") and page.perform(command):
            return
        elif command not in _OF_PAGES:
            self.command.emit(command)

    def escape(self) -> None:
        """Esc: closes what lies on top."""
        page = self._pages[self._shown]
        if self._sheet_open():
            self.sheet.close_sheet()
            if not self._has_focus(page):
                page.first_focus()
        elif page.escape():
            return
        elif self._shown in LEFT_BY_ESCAPE:
            self.leave_page()

    def _has_focus(self, page: QWidget) -> bool:
        focus = self.focusWidget()
        return focus is not None and (page.isAncestorOf(focus) or self.top.isAncestorOf(focus)) and focus.isVisible()

    def _region(self, step: int) -> None:
        """F6 goes round the regions of the page and the bar above it."""
        page = self._pages[self._shown]
        regions: list[tuple[QWidget, Callable[[], None]]] = list(page.regions()) if hasattr(page, "regions") else []
        if self.top.isVisible():
            regions.append((self.top, self.top.first_focus))
        if not regions:
            return
        focus = self.focusWidget()
        inside = [n for n, (part, _) in enumerate(regions) if focus is part or (focus and part.isAncestorOf(focus))]
        here = inside[0] if inside else (-1 if step > 0 else 0)
        regions[(here + step) % len(regions)][1]()

    # -- events ----------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange:
            self.active_changed.emit(self.isActiveWindow())
        elif event.type() == QEvent.Type.WindowStateChange and self.isMinimized():
            self.minimised.emit()
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if is_droppable(event.mimeData()) and not self.covered:
            event.acceptProposedAction()
            self.start.set_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.start.set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.start.set_over(False)
        path = is_droppable(event.mimeData())
        if path:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(path)

    def resizeEvent(self, event: QEvent) -> None:
        if self._sheet is not None:
            self._sheet.follow()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.may_close():
            event.accept()
        else:
            event.ignore()
