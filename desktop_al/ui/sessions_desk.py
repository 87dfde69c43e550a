"""Between the page of the annotator's own sessions and the open project."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_al.ui.window import Window

if TYPE_CHECKING:
    from desktop_al.loop.project import Project


class SessionsDesk(QObject):
    """``project`` gives the open project; without one there is nothing to show."""

    def __init__(self, window: Window, project: "Callable[[], Project | None]") -> None:
        super().__init__(window)
        self._window = window
        self._project = project
        window.built.connect(self._built)

    def _built(self, name: str) -> None:
        if name == "sessions":
            page = self._window.page("sessions")
            page.closed.connect(self._window.leave_page)
            page.message.connect(self._window.status.flash)

    def toggle(self) -> None:
        """Turn to the page, as the log is now, or back from it."""
        project = self._project()
        if self._window.shown == "sessions":
            self._window.leave_page()
        elif project is not None and self._window.shown != "form":
            self._window.page("sessions").show_sessions(project.clock.sessions())
            self._window.show_page("sessions")
