"""Between the Protocol page and the open project: classes and guideline are changed here."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from desktop_al.core.errors import DesktopAlError
from desktop_al.ui.window import Window

if TYPE_CHECKING:
    from desktop_al.loop.project import Project


class ProtocolDesk(QObject):
    """``project`` gives the open project."""

    def __init__(self, window: Window, project: "Callable[[], Project | None]") -> None:
        super().__init__(window)
        self._window = window
        self._project = project
        window.built.connect(self._built)

    def _built(self, name: str) -> None:
        if name == "protocol":
            self._window.page("protocol").intent.connect(self._intent)

    def refresh(self) -> None:
        """Show classes and guideline as they are now, on the page and beside the sample."""
        project = self._project()
        if project is None:
            return
        self._window.label.set_guideline(project.state.protocol(), len(project.state.protocols))
        if self._window.has("protocol"):
            from desktop_al.loop.editing import protocol_view

            view = protocol_view(project.state, project.annotator, read_only=project.read_only)
            self._window.page("protocol").show_protocol(view)

    def being_written(self) -> bool:
        """Whether somebody types a guideline that is not kept yet."""
        return self._window.has("protocol") and bool(self._window.page("protocol").guideline.unsaved())

    def leave(self) -> None:
        """The project is being closed: what is typed in the list of classes counts."""
        if self._window.has("protocol") and self._window.shown == "protocol":
            self._window.page("protocol").leave()

    def forget(self) -> None:
        """The project was closed."""
        if self._window.has("protocol"):
            self._window.page("protocol").forget()

    def add_class(self, name: str) -> None:
        """A class from the find field: added at the end."""
        self._intent("class_add", (name, ""))

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
            case "protocol_load":
                self._load(project)
                return
            case "undo":
                project.undo()
                return
            case "redo":
                project.redo()
                return
        project.edited()

    def _load(self, project: "Project") -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, "Load a guideline", str(project.path.parent), "Markdown (*.md *.markdown *.txt)"
        )
        if chosen:
            self.load_guideline(project, Path(chosen))

    def load_guideline(self, project: "Project", path: Path) -> None:
        """A new version of the guideline from a file.

        Raises:
            DesktopAlError: the file cannot be read or is no text; the sentence says why.
        """
        from desktop_al.loop.guideline_file import read_guideline

        project.editing.set_protocol(read_guideline(path))
        project.edited()


def _field(name: str, value: Any) -> str:
    """Where on the page a sentence about an intent belongs."""
    if name == "class_add":
        return "add"
    if name.startswith("protocol"):
        return "protocol"
    return str(value[0]) if isinstance(value, tuple) and value else ""
