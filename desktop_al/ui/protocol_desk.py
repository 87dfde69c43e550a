"""Between the Protocol page and the open project: classes, guideline, scale and reasons are changed here."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from desktop_al.core.errors import DesktopAlError
from desktop_al.core.words import mark, tr
from desktop_al.ui.window import Window

if TYPE_CHECKING:
    from desktop_al.core.protocol_file import Protocol
    from desktop_al.loop.announcing import News
    from desktop_al.loop.project import Project
    from desktop_al.loop.protocol_import import Choices

_FILES = mark("Protocol files (*.md *.markdown *.txt)")


class ProtocolDesk(QObject):
    """``project`` gives the open project."""

    def __init__(self, window: Window, project: "Callable[[], Project | None]") -> None:
        super().__init__(window)
        self._window = window
        self._project = project
        #: The project whose annotator was told what has changed, and what that was.
        self._told: object = None
        self._news: News | None = None
        self._again: tuple[int, ...] = ()
        #: The file that is looked at: its name, what it holds, and remarks on it.
        self._file: tuple[str, Protocol, tuple[str, ...]] | None = None
        window.built.connect(self._built)

    def _built(self, name: str) -> None:
        if name == "protocol":
            page = self._window.page("protocol")
            page.intent.connect(self._intent)
            page.guideline.samples = self._samples

    def _samples(self) -> frozenset[str] | None:
        project = self._project()
        if project is None or not len(project.pool):
            return None
        return frozenset(project.pool.name(place) for place in range(len(project.pool)))

    def refresh(self) -> None:
        """Show the protocol as it is now, on the page and beside the sample."""
        project = self._project()
        if project is None:
            return
        from desktop_al.loop.protocol_versions import version_of

        self._window.label.set_guideline(project.state.protocol(), version_of(project.state).number)
        if self._window.has("protocol"):
            from desktop_al.loop.editing import protocol_view

            view = protocol_view(project.state, project.annotator, read_only=project.read_only)
            self._window.page("protocol").show_protocol(view)
        if self._told is not project:
            from desktop_al.loop.announcing import announce

            self._told, self._news = project, announce(project)

    def being_written(self) -> bool:
        """Whether somebody types a guideline that is not kept yet."""
        return self._window.has("protocol") and bool(self._window.page("protocol").guideline.unsaved())

    def take_written(self) -> str | None:
        """A guideline that is being typed, which is not kept; None where none is."""
        return self._window.page("protocol").guideline.take_written() if self.being_written() else None

    def write(self, text: str) -> None:
        """Go on with a guideline that was being typed, on the Protocol page."""
        self._window.page("protocol")
        self.refresh()
        self._window.page("protocol").guideline.write(text)

    def leave(self) -> None:
        """The project is being closed: what is typed in the list of classes counts."""
        if self._window.has("protocol") and self._window.shown == "protocol":
            self._window.page("protocol").leave()

    def forget(self) -> None:
        """The project was closed."""
        self._told, self._news, self._again, self._file = None, None, (), None
        if self._window.has("protocol"):
            self._window.page("protocol").forget()

    def add_class(self, name: str) -> None:
        """A class from the find field: added at the end."""
        self._intent("class_add", (name, ""))

    # -- what has changed ------------------------------------------------------------------------------

    def answer_notice(self, action: str) -> None:
        """A button of the notice that the protocol has changed."""
        from desktop_al.loop.announcing import AGAIN, SHOW, got_it

        project, told = self._project(), self._news
        if project is None or told is None:
            return
        if action == SHOW:
            self._show_class(told.class_id)
            return
        got_it(project)
        if action == AGAIN:
            project.serving.review(told.again.places)

    def _show_class(self, class_id: str) -> None:
        """The guideline beside the sample, open at a class."""
        inspector = self._window.label.inspector
        inspector.set_not_worth(False)
        inspector.set_guideline_open(True)
        place = next((n for n, row in enumerate(inspector.panel.model.label_rows()) if row.id == class_id), -1)
        if place >= 0:
            inspector.guideline.tabs.setCurrentIndex(place)

    def _ask_again(self, project: "Project", before: "Protocol") -> None:
        """Ask on the page whether to show again what the change just made touches."""
        from desktop_al.loop.announcing import Again, again, changed, protocol_now

        found = changed(before, protocol_now(project.state))
        asked = again(project, found.classes) if found.classes else Again()
        self._again = asked.places
        if self._window.has("protocol"):
            self._window.page("protocol").again.ask(asked.words, len(asked.places))

    def _answer_again(self, project: "Project", yes: bool) -> None:
        places, self._again = self._again, ()
        self._window.page("protocol").again.ask("", 0)
        if yes and places:
            project.serving.review(places)
            self._window.show_page("label")

    # -- intents ---------------------------------------------------------------------------------------

    def _intent(self, name: str, value: object) -> None:
        project = self._project()
        if project is None:
            return
        try:
            self._carry_out(project, name, value)
        except DesktopAlError as error:
            if self._window.shown == "protocol":
                self._window.page("protocol").set_trouble(_field(name, value), str(error))
            else:
                self._window.status.flash(str(error))

    def _carry_out(self, project: "Project", name: str, value: Any) -> None:
        from desktop_al.loop.announcing import protocol_now

        match name:
            case "protocol_load":
                self._ask_file(project)
            case "protocol_share":
                self._share(project)
            case "protocol_preview":
                self._preview(project, value, fresh=False)
            case "again":
                self._answer_again(project, bool(value))
            case "undo" | "redo":
                self._again = ()
                self._window.page("protocol").again.ask("", 0)
                (project.undo if name == "undo" else project.redo)()
            case _:
                before = protocol_now(project.state)
                self._change(project, name, value)
                project.edited()
                self._ask_again(project, before)

    def _change(self, project: "Project", name: str, value: Any) -> None:
        editing = project.editing
        match name:
            case "class_add":
                editing.add(*value)
            case "class_rename":
                editing.rename(*value)
            case "class_define":
                editing.define(*value)
            case "class_order":
                editing.reorder(value)
            case "class_retire":
                editing.retire(*value)
            case "class_merge":
                editing.merge(*value)
            case "protocol_set":
                editing.set_protocol(value)
            case "scale_set":
                editing.set_scale(value)
            case "reasons_set":
                editing.set_reasons(value)
            case "reason_for_change_set":
                editing.ask_reason_for_change(value)
            case "protocol_take":
                self._take(project, value)

    # -- files -----------------------------------------------------------------------------------------

    def _ask_file(self, project: "Project") -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, tr("Import a protocol file"), str(project.path.parent), tr(_FILES)
        )
        if chosen:
            self.look_at(project, Path(chosen))

    def look_at(self, project: "Project", path: Path) -> None:
        """Show on the page what a protocol file would change; nothing is written.

        Raises:
            DesktopAlError: the file cannot be read or used; the sentence says why.
        """
        from desktop_al.loop.guideline_file import read_protocol_file
        from desktop_al.loop.protocol_import import Choices

        protocol, remarks = read_protocol_file(path)
        self._file = (path.name, protocol, remarks)
        self._preview(project, Choices({}), fresh=True)

    def _preview(self, project: "Project", choices: "Choices", *, fresh: bool) -> None:
        from desktop_al.loop.guideline_file import state_protocol
        from desktop_al.loop.protocol_import import preview

        if self._file is not None:
            name, protocol, remarks = self._file
            shown = preview(project.state, state_protocol(project.state), protocol, remarks, name, choices)
            self._window.page("protocol").show_import(shown, fresh=fresh)

    def _take(self, project: "Project", choices: "Choices") -> None:
        from desktop_al.loop.protocol_import import take_over

        if self._file is None:
            return
        name, protocol, _ = self._file
        take_over(project.editing, project.state, protocol, choices)
        self._file = None
        self._window.page("protocol").close_import()
        self._window.status.flash(tr("{file} was taken over. Undo takes all of it back.", file=name))

    def _share(self, project: "Project") -> None:
        proposed = project.path.with_name(f"{project.path.stem} protocol.md")
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, tr("Share the protocol as a file"), str(proposed), tr(_FILES)
        )
        if chosen:
            self.share(project, Path(chosen))

    def share(self, project: "Project", out: Path) -> None:
        """Write the protocol to ``out``, whole or not at all.

        Raises:
            DesktopAlError: it cannot be written; the sentence says why.
        """
        from desktop_al.loop.export_log import note_export
        from desktop_al.loop.exporting import share_protocol

        share_protocol(project.state, project.path, project.loader.root, out)
        not_kept = note_export(project.record, project.annotator, "protocol", 1, out)
        self._window.status.flash(f"{tr('The protocol is in {file}.', file=out.name)} {not_kept}".strip())


def _field(name: str, value: Any) -> str:
    """Where on the page a sentence about an intent belongs."""
    if name == "class_add":
        return "add"
    if name in ("protocol_load", "protocol_share", "protocol_take", "protocol_preview"):
        return "file"
    if name.startswith("protocol"):
        return "protocol"
    if name in ("reasons_set", "scale_set", "reason_for_change_set"):
        return "reasons"
    return str(value[0]) if isinstance(value, tuple) and value else ""
