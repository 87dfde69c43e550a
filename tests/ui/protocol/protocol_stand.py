"""A protocol page with a study behind it, for the tests of the page and of what it shows beside a sample."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_al.core.errors import BadArgument
from desktop_al.loop.editing import Editing, protocol_view
from desktop_al.loop.record import Clock, Record
from desktop_al.store.project_file import open_project
from desktop_al.ui.guideline_view import GuidelineView
from desktop_al.ui.protocol_page import ProtocolPage

K = Qt.Key


CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


GUIDE = """# Fundus
For **all**.

## Mild
Dots *only*.

## Mild or Severe?
Any exudate: Severe.

## Modrate
A slip.
"""


class Study:
    """A page wired to a real project as the window does it."""

    def __init__(self, page: ProtocolPage, path: Path) -> None:
        self.page = page
        self.record = Record(
            open_project(path), "computer-1", Clock(), lambda done: done(), lambda trouble: None, lambda: None
        )
        self.editing = Editing(self.record, "ann")
        self.intents: list[tuple[str, object]] = []
        page.intent.connect(self.act)
        self.show()

    def show(self) -> None:
        self.page.show_protocol(protocol_view(self.record.state, "ann"))

    def act(self, name: str, value) -> None:  # type: ignore[no-untyped-def]
        self.intents.append((name, value))
        acts = {
            "class_add": lambda: self.editing.add(*value),
            "class_rename": lambda: self.editing.rename(*value),
            "class_define": lambda: self.editing.define(*value),
            "class_order": lambda: self.editing.reorder(value),
            "class_retire": lambda: self.editing.retire(*value),
            "class_merge": lambda: self.editing.merge(*value),
            "protocol_set": lambda: self.editing.set_protocol(value),
            "undo": lambda: self.record.retract(self.record.state.undo_step("ann"), "ann"),
            "protocol_load": lambda: None,
            "scale_set": lambda: self.editing.set_scale(value),
            "reasons_set": lambda: self.editing.set_reasons(value),
        }
        try:
            acts[name]()
        except BadArgument as error:
            key = {"class_add": "add", "protocol_set": "protocol", "reasons_set": "reasons"}.get(name)
            self.page.set_trouble(key or value[0], str(error))
        else:
            self.show()

    def names(self) -> list[str]:
        return [c.name for c in self.record.state.active_classes()]

    def id(self, name: str) -> str:
        return next(c.id for c in self.record.state.classes() if c.name == name)


def texts(view: GuidelineView) -> list[str]:
    inside = view._class.widget()
    return [child.text() for child in inside.findChildren(QWidget) if hasattr(child, "text")]
