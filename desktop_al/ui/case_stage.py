"""The middle of the adjudication page: the sample as the Label page shows it, without a suggestion."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from desktop_al.loop.adjudication_screen import AdjudicationScreen
from desktop_al.loop.screen import Reason, SampleScreen, Unreadable
from desktop_al.ui.card import Card, CardAction
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.stage import Stage
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton

_BACK = "Back to Agreement"
_NOT_HERE = "You cannot decide here"


class CaseStage(Stage):
    """A sample, or why there is none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.back = CapButton(theme, "Agreement", icon="back", role="quiet", height=30, hug=True)
        self.back.setAccessibleName(_BACK)
        self.back.setToolTip(plain_tip(f"{_BACK} (Esc)"))
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
        self.back.set_words("Agreement" if self.width() >= self.back.fontMetrics().height() * 26 else "")
        self.back.setAccessibleName(_BACK)

    def show_case(self, screen: AdjudicationScreen, fresh: bool) -> None:
        """Draws the sample if it is another one or its content arrived."""
        self.toolbar.set_kind(screen.kind)
        if screen.current is None:
            self._content = None
            self.toolbar.set_sample("", "", False)
            title, _, rest = screen.empty.partition(". ")
            if screen.closed:
                title, rest = _NOT_HERE, screen.closed
            self.none.set_content(title.rstrip("."), rest, "", (CardAction("leave", _BACK, "Esc"),))
            self._stack.setCurrentWidget(self.none)
            return
        content = screen.shown.content if screen.shown is not None else None
        if fresh or content is not self._content:
            self._content = content
            place, name = screen.current, screen.name
            self._draw(SampleScreen(place, place, name, screen.kind, content, Reason("own_view", "", ""), None))
            if isinstance(content, Unreadable):
                actions = (CardAction("forward", "Skip", "Right"), CardAction("retry", "Try again"))
                self.unreadable.set_content(f"This {screen.kind} cannot be read", content.cause, name, actions)
        shown = self.shown()
        shown.setAccessibleName(f"Sample {screen.name}, {screen.kind}")
        shown.setAccessibleDescription(screen.headline)
