"""A page of cards that scrolls up and down, by keys too, and can be dimmed while new figures come."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGraphicsOpacityEffect, QScrollArea, QSlider, QWidget

from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import surface

_DIMMED = 0.45
_TURNS = {
    Qt.Key.Key_Up: QSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QSlider.SliderAction.SliderPageStepAdd,
}


class PageScroll(QScrollArea):
    """``inside`` is as wide as the page and as high as it needs."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.inside = QWidget()
        surface(self.inside, "app")
        self.setWidget(self.inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.verticalScrollBar().setSingleStep(theme.px(36))

    def turn(self, event: QKeyEvent) -> bool:
        """Scroll by a key; False for any other key."""
        action = _TURNS.get(Qt.Key(event.key()))
        if action is None:
            return False
        self.verticalScrollBar().triggerAction(action)
        return True

    def show_part(self, part: QWidget, around: float = 24) -> None:
        """Scroll until ``part`` is in sight, with so much ``around`` it."""
        self.ensureWidgetVisible(part, 0, self._theme.px(around))


def dim(part: QWidget, dimmed: bool) -> None:
    """Make what is out of date paler, or give it back its colours."""
    effect = part.graphicsEffect()
    if dimmed and effect is None:
        made = QGraphicsOpacityEffect(part)
        made.setOpacity(_DIMMED)
        part.setGraphicsEffect(made)
    elif not dimmed and effect is not None:
        part.setGraphicsEffect(None)
