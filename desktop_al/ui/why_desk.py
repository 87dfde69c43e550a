"""Between the question for a reason and the open project: why an answer is changed, why comments are erased."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_al.core.errors import DesktopAlError
from desktop_al.core.words import mark, tr, trn
from desktop_al.ui.window import Window

if TYPE_CHECKING:
    from desktop_al.loop.project import Project

KEPT_OLD = mark("The old answer stays.")
KEPT_TEXT = mark("Nothing was erased.")
_ERASE = (mark("Erase for good"), mark("Keep them"))
_ERASING = "erase"
_ANSWERS = frozenset({"label", "accept", "unsure", "not_worth"})


class WhyDesk(QObject):
    """Holds an answer back until its reason is given."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._held: tuple[Project, str, object] | None = None
        view = window.label.inspector.tray.why
        view.kept.connect(self._kept)
        view.dropped.connect(self._dropped)

    def asks(self, project: "Project", name: str, value: object) -> bool:
        """Whether this intent of the page has to wait for a reason, which is asked for then."""
        if name not in _ANSWERS or not project.state.protocol_record().reason_for_change:
            return False
        from desktop_al.loop.changing import answer_for, asked_why, recent_reasons

        question = asked_why(project, answer_for(project, name, value))
        if not question:
            return False
        label = self._window.label
        label.inspector.set_guideline_open(False)
        label.inspector.tray.ask_why(question, recent_reasons(project))
        self._held = project, name, value
        return True

    def ask_erasing(self, project: "Project") -> None:
        """Ask why the comments on the sample on screen are to be erased, where there are any."""
        current = project.serving.current
        try:
            count = project.comments.erasable(current.place) if current is not None else 0
        except DesktopAlError as error:
            self._window.status.flash(str(error))
            return
        if current is None or not count:
            self._window.status.flash(tr("No comment was ever made on this sample, or it is erased."))
            return
        question = trn(
            "Why is the comment on this sample erased? It cannot be undone.",
            "Why are all {n} comments, also earlier ones, on this sample erased? It cannot be undone.",
            count,
        )
        label = self._window.label
        label.inspector.set_guideline_open(False)
        label.inspector.tray.ask_why(question, (), _ERASE)
        self._held = project, _ERASING, current.place

    def _erase(self, project: "Project", place: int, reason: str) -> None:
        count = project.comments.erase(place, reason)
        self._window.status.flash(
            trn(
                "{n} comment was erased. That there was one, who erased it and why, stays in the log.",
                "{n} comments were erased. That there was one, who erased it and why, stays in the log.",
                count,
            )
        )

    def _kept(self, reason: str) -> None:
        held, self._held = self._held, None
        label = self._window.label
        label.inspector.tray.close_comment()
        label.stage.take_focus()
        if held is not None and held[1] == _ERASING:
            self._erase(held[0], int(str(held[2])), reason)
        elif held is not None:
            project, name, value = held
            project.answering.change_reason = reason
            label.intent.emit(name, value)
            # Not for another answer, where this one could not be given.
            project.answering.change_reason = ""

    def _dropped(self) -> None:
        held, self._held = self._held, None
        tray = self._window.label.inspector.tray
        if tray.asking_why():
            tray.close_comment()
            self._window.label.stage.take_focus()
        if held is not None:
            self._window.status.flash(tr(KEPT_TEXT if held[1] == _ERASING else KEPT_OLD))
