"""Between the window and the annotator's clock: what is pressed, whether the window has the focus, breaks."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_al.core.words import mark, tr
from desktop_al.ui.window import Window

if TYPE_CHECKING:
    from desktop_al.loop.project import Project

NOTHING_DUE = mark("No break is due yet. B begins one at any time.")
PUT_OFF = mark("You are reminded in five minutes.")
PUT_OFF_TWICE = mark("Put off twice already. From now on only the timer says so.")


class ClockDesk(QObject):
    """``close`` ends the session: the project is closed and the first page shown. ``grouped`` is told how many keys
    were pressed on the Batch page, 0 for the pointer."""

    def __init__(
        self,
        window: Window,
        project: Callable[[], "Project | None"],
        close: Callable[[], None],
        grouped: Callable[[int], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._project = project
        self._close = close
        self._grouped = grouped
        window.keys.used = self._used
        window.keys.pressed = self._pressed
        window.active_changed.connect(self._focus)
        window.built.connect(self._built)

    def _built(self, name: str) -> None:
        if name == "break":
            page = self._window.page("break")
            page.acted.connect(self._acted)
            page.again.connect(self._again)

    def _used(self) -> None:
        project = self._project()
        if project is not None:
            project.clock.input()
            # Answered by the pointer alone, a sample took no key: that is known as well.
            project.clock.sample.count(0)
            if self._window.shown == "batch":
                self._grouped(0)

    def _pressed(self) -> None:
        """Only keys pressed where the samples are: what is done on other pages is no part of a label."""
        project = self._project()
        if project is not None and self._window.shown == "label":
            project.clock.sample.count(1)
        elif project is not None and self._window.shown == "batch":
            self._grouped(1)

    def _focus(self, here: bool) -> None:
        project = self._project()
        if project is not None:
            project.clock.focus(here)

    def begin(self) -> None:
        """The break begins: the sample is hidden, its place and a comment that is being written are kept."""
        project = self._project()
        if project is None:
            return
        self._window.label.keep_comment()
        project.clock.begin_break()
        self.follow()
        self._window.show_page("break")

    def postpone(self) -> None:
        project = self._project()
        if project is None:
            return
        due = project.clock.timer()
        if project.clock.postpone():
            self._window.status.flash(tr(PUT_OFF))
        else:
            self._window.status.flash(tr(PUT_OFF_TWICE) if due is not None and due.due else tr(NOTHING_DUE))

    def follow(self) -> None:
        """Draw the break as it is now; the page is built with the first one."""
        project = self._project()
        screen = project.clock.break_screen() if project is not None else None
        if screen is not None:
            self._window.page("break").show_break(screen)

    def _again(self, again: bool) -> None:
        project = self._project()
        if project is not None:
            project.clock.choose_again(again)

    def _acted(self, action: str) -> None:
        project = self._project()
        if project is None:
            return
        if action == "more":
            project.clock.more()
            self.follow()
            return
        self.end()
        if action == "end":
            self._close()

    def end(self) -> None:
        """Back to the sample."""
        project = self._project()
        if project is not None:
            project.clock.end_break()
            self._window.show_page("label")
