"""Which frame of a sample is on screen, at the foot of the stage; drag it to another."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider

from desktop_al.core.words import tr
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Surface, Words

HEIGHT = 32


class FrameBar(Surface):
    """``wished`` carries the frame that is wanted, counted from 0. The newest wish is what the bar shows, whatever
    frame is on screen meanwhile."""

    wished = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(tr("Frames"))
        self._words = Words(theme, "", "body", "text.secondary")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setProperty("plain", "true")
        self.slider.setAccessibleName(tr("Frame"))
        self.slider.setPageStep(1)
        self.slider.setToolTip(plain_tip(tr("Wheel, Page Up and Page Down turn to other frames.")))
        self.slider.valueChanged.connect(self._moved)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._words)
        self._row.addWidget(self.slider, 1)
        self._frames, self._wish = 1, 0
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedHeight(theme.px(HEIGHT))
        self.slider.setFixedHeight(theme.px(28))
        self._row.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        self._row.setSpacing(theme.px(12))
        self._words.set_theme(theme)
        self._hold_width()

    def _hold_width(self) -> None:
        # Wide enough for the last frame: the slider keeps its place while it is dragged.
        last = tr("Frame {n:,} of {all:,}", n=self._frames, all=self._frames)
        self._words.setFixedWidth(self._words.fontMetrics().horizontalAdvance(last) + self._theme.px(4))

    def show_frame(self, frame: int, frames: int, same: bool) -> None:
        """A frame is on screen; ``same``: of the sample that was there before, whose newest wish is still open."""
        self.setVisible(frames > 1)
        if same and frames == self._frames:
            return
        self._frames, self._wish = frames, frame
        with QSignalBlocker(self.slider):
            self.slider.setRange(0, max(0, frames - 1))
            self.slider.setValue(frame)
        self._hold_width()
        self._tell()

    def frame(self) -> int:
        """The frame that was wished for last."""
        return self._wish

    def step(self, by: int) -> None:
        """So many frames on from the one wished for last."""
        self.slider.setValue(self._wish + by)

    def go_to(self, frame: int) -> None:
        """To a frame; below 0 counts from the end."""
        self.slider.setValue(frame if frame >= 0 else self._frames + frame)

    def _moved(self, frame: int) -> None:
        self._wish = frame
        self._tell()
        self.wished.emit(frame)

    def _tell(self) -> None:
        words = tr("Frame {n:,} of {all:,}", n=self._wish + 1, all=self._frames)
        self._words.set_text(words)
        self.slider.setAccessibleDescription(words)
