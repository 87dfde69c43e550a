"""Between the Label page and the open project: what its keys and buttons ask for."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_al.core.words import mark, tr
from desktop_al.loop.screen import HistoryRow
from desktop_al.ui.beside_desk import BesideDesk
from desktop_al.ui.clock_desk import ClockDesk
from desktop_al.ui.protocol_desk import ProtocolDesk
from desktop_al.ui.why_desk import WhyDesk
from desktop_al.ui.window import Window

if TYPE_CHECKING:
    from desktop_al.loop.project import Project

OnSaved = Callable[[int, str, str], None]

NO_REVEAL = mark("No suggestion waits here.")
NO_COPIES = mark("No near copies here: the answer is for this sample alone.")


class LabelDesk(QObject):
    """``on_saved`` is told row number, sample and answer of every annotation once it is on disk. ``changed`` is told
    what of the screen is to be drawn anew, ``refresh`` draws it at once; ``notice`` carries out what the bar over the
    stage was asked."""

    def __init__(
        self,
        window: Window,
        on_saved: OnSaved | None,
        protocol: ProtocolDesk,
        beside: BesideDesk,
        clock: ClockDesk,
        changed: Callable[[str], None],
        refresh: Callable[[], None],
        notice: "Callable[[Project, object], None]",
    ) -> None:
        super().__init__(window)
        self._window = window
        self._on_saved = on_saved
        self._protocol = protocol
        self._beside = beside
        self._clock = clock
        self._changed = changed
        self._refresh = refresh
        self._notice = notice
        self._why = WhyDesk(window)
        self._rows: list[HistoryRow] = []

    def show_history(self, rows: list[HistoryRow]) -> None:
        """Mostly a row more than before: then only that is added."""
        before, self._rows = self._rows, rows
        kept, page = len(before), self._window.label
        if kept and kept < len(rows) and rows[0] is before[0] and rows[kept - 1] is before[-1]:
            for row in rows[kept:]:
                page.append_history(row)
        else:
            page.set_history(rows)

    def forget(self) -> None:
        """The project was closed."""
        self._rows = []

    def carry_out(self, project: "Project", name: str, value: object) -> None:
        saved = _saved_call(self._on_saved, project, name, value)
        for words in (tr(NO_REVEAL), tr(NO_COPIES)):
            # It was said of what came before this.
            self._window.status.take_back(words)
        if self._why.asks(project, name, value):
            return
        match name:
            case "label":
                project.label(str(value), saved)
            case "accept":
                project.accept(saved)
            case "unsure":
                project.unsure(saved)
            case "reveal":
                self._reveal(project)
            case "only_this":
                self._changed("sample")
                if not project.near.turn(project.serving.current):
                    self._window.status.flash(tr(NO_COPIES))
            case "not_worth":
                project.not_worth(str(value), saved)
            case "comment":
                project.comments.say(str(value))
            case "undo" | "redo":
                (project.undo if name == "undo" else project.redo)()
            case "visit":
                project.serving.visit(int(str(value)))
            case "back" | "forward" | "now":
                {"back": project.serving.back, "forward": project.forward, "now": project.serving.now}[name]()
            case "retry":
                project.serving.read_again()
                self._changed("content")
            case "break" | "postpone":
                (self._clock.begin if name == "break" else self._clock.postpone)()
            case "evidence":
                project.note("evidence")
                self._beside.follow()
            case "erase":
                self._why.ask_erasing(project)
            case "frame":
                project.serving.show_frame(int(str(value)))
            case "mask" | "unmask":
                self._mask(project, name, value)
            case "add_class":
                self._add_class(project, str(value))
            case "notice":
                self._notice(project, value)

    def _mask(self, project: "Project", name: str, value: object) -> None:
        # Loaded with the project, not with the window.
        from desktop_al.loop.masks import add_mask, remove_mask

        if not isinstance(value, tuple):
            return
        if name == "mask":
            done, words = add_mask(project, value), tr("Nothing to mask there.")
        else:
            done, words = remove_mask(project, *value), tr("No mask here.")
        if done:
            project.note("mask")
            self._changed("history")
            self._changed("content")
        else:
            self._window.status.flash(words)

    def _reveal(self, project: "Project") -> None:
        if project.serving.reveal():
            self._changed("sample")
        else:
            self._window.status.flash(tr(NO_REVEAL))

    def _add_class(self, project: "Project", name: str) -> None:
        """From the find field, which stays open so that the new class can be given with Return."""
        self._protocol.add_class(name)
        self._refresh()
        panel = self._window.label.inspector.panel
        if any(c.name == name for c in project.classes):
            self._window.status.flash(tr("{name} is a class now. Enter gives it to this sample.", name=name))
            panel.open_find()
            panel.find.setText(name)


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
