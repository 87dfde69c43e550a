"""Between the settings page and what settings change: the look, the keys, the open project."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from desktop_al.core.commands import keymap
from desktop_al.core.errors import DesktopAlError
from desktop_al.core.settings import BY_ID, Value
from desktop_al.ui import motion
from desktop_al.ui.aside_card import ASIDE
from desktop_al.ui.learning_card import VOTE
from desktop_al.ui.preferences import Keeper
from desktop_al.ui.theme import THEMES, ThemeName
from desktop_al.ui.window import Window

if TYPE_CHECKING:
    from desktop_al.loop.project import Project
    from desktop_al.loop.thumbnails import Thumbnails


def theme_of(value: Value) -> ThemeName:
    """The theme that a value of the setting stands for; "system" asks the desktop."""
    found = next((name for name in THEMES if name == value), None)
    if found is not None:
        return found
    application = QGuiApplication.instance()
    hints = QGuiApplication.styleHints() if application is not None else None
    if hints is not None and hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "high-contrast"
    return "dark" if hints is not None and hints.colorScheme() == Qt.ColorScheme.Dark else "light"


class SettingsDesk(QObject):
    """Applies settings at once and keeps them. ``project`` gives the open project, ``command`` carries out what a
    button of the page asks for, ``post`` has something done on the window's thread. ``guard`` False: no input guard
    whatever the setting says. ``refreshed``: the page shows what is in force."""

    refreshed = Signal()

    def __init__(
        self,
        window: Window,
        keeper: Keeper,
        home: Path,
        project: "Callable[[], Project | None]",
        command: Callable[[str], None],
        *,
        guard: bool = True,
        post: Callable[[Callable[[], None]], None] = lambda work: work(),
    ) -> None:
        super().__init__(window)
        self._window = window
        self._keeper = keeper
        self._home = home
        self._project = project
        self._command = command
        self._guard = guard
        self._post = post
        self._thumbnails: Thumbnails | None = None
        #: Theme and scale that were applied last.
        self._look: tuple[Value, Value] = ("", "")
        window.built.connect(self._built)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(lambda _: self._apply_look())
        window.set_keys(keymap(keeper.now.keys))
        for name, value in keeper.now.settings.items():
            if name not in ("theme", "scale"):
                self._apply(name, value)
        self._apply_look()

    def _built(self, name: str) -> None:
        if name == "settings":
            page = self._window.page("settings")
            page.changed.connect(self.change)
            page.keys_changed.connect(self._change_keys)
            page.command.connect(self._command)
            page.closed.connect(self._window.leave_page)
        elif name == "guide":
            self._window.page("guide").closed.connect(self._window.leave_page)

    def show(self, section: str = "") -> None:
        """Turn to the settings page, to one of its sections."""
        page = self._window.page("settings")
        self.refresh()
        self._window.show_page("settings")
        if section:
            page.go_to(section)
        self._want_examples()

    def toggle(self) -> None:
        """Turn to the settings page, or back from it."""
        if self._window.shown == "settings":
            self._window.leave_page()
        elif self._window.shown != "form":
            self.show()

    def values(self) -> Mapping[str, Value]:
        """Values of all settings: those of the program as the annotator has them, and of the open project."""
        project = self._project()
        return {**self._own(), **(project.choices if project is not None else {})}

    def _own(self) -> Mapping[str, Value]:
        """The program's settings as who labels here has them."""
        project = self._project()
        return self._keeper.now.settings_of(project.annotator if project is not None else "")

    def refresh(self) -> None:
        """Show on the page what is in force."""
        if not self._window.has("settings"):
            return
        page, project = self._window.page("settings"), self._project()
        name, annotator = (project.basics.name, project.annotator) if project is not None else ("", "")
        read_only = project is not None and project.read_only
        key = str(project.path) if project is not None else ""
        page.show_values(self.values(), name, annotator, read_only, key=key)
        self._show_learning(page, project)
        page.show_keys(keymap(self._keeper.now.keys), set(self._keeper.now.keys))
        side = project.path.with_name(f"{project.path.name}-cache") if project is not None else None
        page.show_storage(
            str(self._home),
            str(project.path) if project is not None else "",
            str(project.loader.root) if project is not None else "",
            _bytes(side),
        )
        self.refreshed.emit()

    def _show_learning(self, page: Any, project: "Project | None") -> None:
        if project is None:
            page.show_learning(None)
            return
        # With the first project its tables are loaded anyway.
        from desktop_al.loop.learning_choices import draws, learning_screen
        from desktop_al.loop.opening import weights_folder

        page.show_learning(learning_screen(project, weights_folder(self._home)), draws())
        self._want_examples()

    def _want_examples(self) -> None:
        """Have the samples read that the page shows in small."""
        project = self._project()
        if project is None or self._window.shown != "settings":
            return
        aside = self._window.page("settings").aside
        places, edge = aside.places(), aside.edge()
        if places and self._thumbnails is None:
            from desktop_al.loop.thumbnails import Thumbnails

            self._thumbnails = made = Thumbnails(
                project.loader.root, project.pool, self._post, threads=1, careful=project.loader.careful
            )
            made.on_ready = aside.came
            aside.contents = lambda place: made.get(place, aside.edge())
        if self._thumbnails is not None:
            self._thumbnails.want([(place, edge) for place in places])

    def forget(self) -> None:
        """The project is being closed."""
        if self._thumbnails is not None:
            self._window.page("settings").aside.contents = lambda _: None
            self._thumbnails.close()
            self._thumbnails = None

    def follow(self) -> None:
        """Something was found out about the open project: show it where it is looked at."""
        if self._window.shown == "settings":
            self._show_learning(self._window.page("settings"), self._project())

    def change(self, name: str, value: Value | float | None) -> None:
        """A setting has another value from now on."""
        project = self._project()
        if name not in BY_ID or BY_ID[name].scope == "project":
            if project is None:
                return
            try:
                _change_project(project, name, value)
            except DesktopAlError as error:
                self._window.status.flash(str(error))
            self._tell_clock(name)
        else:
            whose, alone = _whose(project)
            self._keeper.keep(lambda kept: kept.with_setting(name, value, whose, alone=alone))
            self._apply(name, value)
        self.refresh()

    def next_theme(self) -> None:
        """The theme after the one in use."""
        self.change("theme", THEMES[(THEMES.index(self._window.theme.name) + 1) % len(THEMES)])

    def _change_keys(self, command: str, keys: tuple[str, ...] | None) -> None:
        self._keeper.keep(lambda kept: kept.with_keys(command, keys))
        self._window.set_keys(keymap(self._keeper.now.keys))
        self.refresh()

    def _apply_look(self) -> None:
        settings, window = self._own(), self._window
        self._look = (settings["theme"], settings["scale"])
        name, scale = theme_of(settings["theme"]), int(str(settings["scale"])) / 100
        if (name, scale) != (window.theme.name, window.theme.scale):
            window.use_theme(name, scale)

    def _apply(self, name: str, value: Value) -> None:
        window = self._window
        match name:
            case "theme" | "scale":
                self._apply_look()
            case "guard":
                window.keys.set_guard(int(value) if self._guard else 0)
            case "hints":
                window.status.show_hints(bool(value))
            case "hide_names":
                self.apply_to_project()
            case "hide_recent":
                if value:
                    self._keeper.keep(lambda kept: kept.without_names())
            case "canvas":
                window.label.stage.image.set_ground(str(value))
            case "text_size":
                window.label.stage.text.set_size(int(value))
            case "reduce_motion":
                motion.reduce(bool(value))
            case "announce":
                window.label.teller.in_full = value == "full"
            case _:
                self._tell_clock(name)

    def _tell_clock(self, name: str) -> None:
        """The clock follows when one of its settings has changed."""
        if name in BY_ID and BY_ID[name].section == "timers":
            self.apply_to_project()

    def apply_to_project(self) -> None:
        """What of the settings an open project has to follow, and how it looks to who labels in it."""
        project, own = self._project(), self._own()
        if (own["theme"], own["scale"]) != self._look:
            self._apply_look()
        self._apply("text_size", own["text_size"])
        if project is not None:
            project.hide_names(bool(self._keeper.now.settings["hide_names"]))
            project.clock.use(self.values())


def _whose(project: "Project | None") -> tuple[str, bool]:
    """For whom a change of a setting counts, and whether nobody else labels there."""
    if project is None:
        return "", True
    from desktop_al.loop.reopening import is_secret
    from desktop_al.loop.roles import names

    if is_secret(project):
        # The names of its annotators are kept nowhere else.
        return "", True

    return project.annotator, set(names(project.state)) <= {project.annotator}


def _change_project(project: "Project", name: str, value: Any) -> None:
    if name.startswith(VOTE):
        project.planning.choose_votes(name.removeprefix(VOTE), float(value))
    elif name.startswith(ASIDE):
        project.planning.choose_threshold(name.removeprefix(ASIDE), value)
    else:
        project.choose(name, value)


def _bytes(path: Path | None) -> int:
    try:
        return path.stat().st_size if path is not None else 0
    except OSError:
        return 0
