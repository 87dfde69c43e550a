"""The middle of the adjudication page: the sample as the Label page shows it, without a suggestion."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from desktop_al.core.words import mark, tr
from desktop_al.loop.adjudication_screen import AdjudicationScreen
from desktop_al.loop.screen import Reason, SampleScreen, Unreadable
from desktop_al.ui.card import Card, CardAction
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.stage import Stage
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton

_BACK = mark("Back to Agreement")
_NOT_HERE = mark("You cannot decide here")


class CaseStage(Stage):
    """A sample, or why there is none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.back = CapButton(theme, tr("Agreement"), icon="back", role="quiet", height=30, hug=True)
        self.back.setAccessibleName(tr(_BACK))
        self.back.setToolTip(plain_tip(f"{tr(_BACK)} (Esc)"))
        self.back.clicked.connect(lambda: self.action.emit("leave"))
        self.none = Card(theme, "adjudicate")
        self.none.setParent(self)
        self.none.acted.connect(self.action)
        self._stack.addWidget(self.none)
        self.toolbar.set_lead(self.back)
        self.toolbar.look_only()
        # A case is decided by its first frame: others are shown on the Label page.
        self.with_frames = False

    def tools(self) -> tuple[QWidget, ...]:
        """The buttons above the sample from left to right."""
        return (self.back, *self.toolbar.tools())

    def resizeEvent(self, event: QEvent) -> None:
        super().resizeEvent(event)
        # Where the tools have little room the arrow stands alone.
        self.back.set_words(tr("Agreement") if self.width() >= self.back.fontMetrics().height() * 26 else "")
        self.back.setAccessibleName(tr(_BACK))

    def show_case(self, screen: AdjudicationScreen, fresh: bool) -> None:
        """Draws the sample if it is another one or its content arrived."""
        self.toolbar.set_kind(screen.kind)
        if screen.current is None:
            self._content = None
            self.toolbar.set_sample("", "", False)
            title, _, rest = screen.empty.partition(". ")
            if screen.closed:
                title, rest = tr(_NOT_HERE), screen.closed
            self.none.set_content(title.rstrip("."), rest, "", (CardAction("leave", tr(_BACK), "Esc"),))
            self._stack.setCurrentWidget(self.none)
            return
        content = screen.shown.content if screen.shown is not None else None
        if fresh or content is not self._content:
            self._content = content
            place, name = screen.current, screen.name
            self._draw(SampleScreen(place, place, name, screen.kind, content, Reason("own_view", "", ""), None))
            if isinstance(content, Unreadable):
                actions = (CardAction("forward", tr("Skip"), "Right"), CardAction("retry", tr("Try again")))
                words = tr("This image cannot be read") if screen.kind == "image" else tr("This text cannot be read")
                self.unreadable.set_content(words, content.cause, name, actions)
        shown = self.shown()
        shown.setAccessibleName(
            tr("Sample {name}, image", name=screen.name)
            if screen.kind == "image"
            else tr("Sample {name}, text", name=screen.name)
        )
        shown.setAccessibleDescription(screen.headline)
