"""The main window: bars, pages, overlay, and the one key router. It carries signals and decides nothing."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from desktop_al.loop.screen import LabelScreen
from desktop_al.ui.bars import StatusBar, TopBar
from desktop_al.ui.keys import KeyRouter
from desktop_al.ui.label_page import LabelPage
from desktop_al.ui.mark import mark_icon
from desktop_al.ui.new_project import NewProject
from desktop_al.ui.shortcut_sheet import ShortcutSheet
from desktop_al.ui.start_page import StartPage
from desktop_al.ui.theme import THEMES, Theme, ThemeName, retheme, tokens

PROGRAM = "desktop_al"


class Window(QWidget):
    """Start, new project and Label page. ``command`` carries the commands that concern the whole program:
    new, open, export, close_project, quit. ``may_close`` is asked before the window goes."""

    command = Signal(str)
    theme_changed = Signal(str)

    def __init__(self, theme: Theme, guard_ms: int = 150) -> None:
        super().__init__()
        self.theme = theme
        self.may_close: Callable[[], bool] = lambda: True
        self.setObjectName("window")
        self.setWindowTitle(PROGRAM)
        self.setMinimumSize(*tokens()["size"]["window_min"])
        self.resize(*tokens()["size"]["window_default"])
        self.top, self.status = TopBar(theme), StatusBar(theme)
        self.start, self.form, self.label = StartPage(theme), NewProject(theme), LabelPage(theme)
        self._pages = QStackedWidget()
        for page in (self.start, self.form, self.label):
            self._pages.addWidget(page)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.top)
        rows.addWidget(self._pages, 1)
        rows.addWidget(self.status)
        self._sheet: ShortcutSheet | None = None
        self.keys = KeyRouter(self, guard_ms)
        self.keys.command.connect(self.perform)
        self.keys.released.connect(self.label.release)
        self.keys.escape.connect(self.escape)
        self.keys.hint.connect(self.status.flash)
        self.label.message.connect(self.status.flash)
        self.label.command.connect(self.perform)
        self.label.sample_shown.connect(self.keys.sample_shown)
        self.top.command.connect(self.perform)
        self.start.new_project.connect(lambda: self.perform("new"))
        self._look()
        self.show_start()

    def _look(self) -> None:
        self.setWindowIcon(mark_icon(self.theme.colour("accent.fill"), self.theme.colour("accent.on")))

    @property
    def sheet(self) -> ShortcutSheet:
        """All shortcuts; built when it is first asked for, which the start does not wait for."""
        if self._sheet is None:
            self._sheet = ShortcutSheet(self.theme, self)
            self._sheet.closed.connect(self._contexts)
        return self._sheet

    def _sheet_open(self) -> bool:
        return self._sheet is not None and not self._sheet.isHidden()

    def _contexts(self) -> None:
        if self._sheet_open():
            self.keys.set_contexts("anywhere")
        elif self._pages.currentWidget() is self.label:
            self.keys.set_contexts("label", "stage", "anywhere")
        else:
            self.keys.set_contexts("anywhere")

    def _turn(self, page: QWidget) -> None:
        self.keys.drop_kept()
        self._pages.setCurrentWidget(page)
        in_project = page is self.label
        self.top.setVisible(in_project)
        self.status.setVisible(in_project)
        self._contexts()

    def show_start(self) -> None:
        """The start page."""
        self._turn(self.start)
        self.start.first_focus()

    def show_form(self) -> None:
        """The new-project form."""
        self._turn(self.form)
        self.form.first_focus()

    def show_label(self) -> None:
        """The Label page."""
        self._turn(self.label)
        self.label.stage.take_focus()

    def show_screen(self, screen: LabelScreen) -> None:
        """Draws a screen of the Label page and the bars around it."""
        self.top.set_project(screen.project, screen.annotator)
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
        self.theme_changed.emit(name)

    def perform(self, command: str) -> None:
        """Carries out a command, wherever it came from."""
        if command == "shortcuts":
            if self._sheet_open():
                self.sheet.close_sheet()
            else:
                self.sheet.open_sheet()
            self._contexts()
        elif command == "theme":
            self.use_theme(THEMES[(THEMES.index(self.theme.name) + 1) % len(THEMES)])
        elif command in ("region_next", "region_previous", "history") and self._pages.currentWidget() is not self.label:
            return
        elif command in ("export", "open", "new", "close_project", "quit"):
            self.command.emit(command)
        else:
            self.label.perform(command)

    def escape(self) -> None:
        """Esc: closes what lies on top."""
        if self._sheet_open():
            self.sheet.close_sheet()
        elif self._pages.currentWidget() is self.label:
            self.label.escape()
        elif self._pages.currentWidget() is self.form:
            self.form.cancelled.emit()

    def resizeEvent(self, event: QEvent) -> None:
        if self._sheet is not None:
            self._sheet.follow()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.may_close():
            event.accept()
        else:
            event.ignore()
