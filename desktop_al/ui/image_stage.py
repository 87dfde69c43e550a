"""The image on screen and what is done to it: contrast, or window and level of a deep one; frames; masks."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QWheelEvent

from desktop_al.core.words import tr
from desktop_al.loop.screen import ImageContent
from desktop_al.ui.image_view import STEP, ImageView
from desktop_al.ui.mask_tool import WORDS as MASK_WORDS
from desktop_al.ui.mask_tool import MaskTool
from desktop_al.ui.stage_marks import EVIDENCE_ROOM, MODE_ROOM, paint_mode, paint_scale_bar, paint_tags
from desktop_al.ui.theme import Theme

#: Angle of one notch of a wheel, in eighths of a degree.
_NOTCH = 120
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class ImageStage(ImageView):
    """An image with its modes: one of contrast (window and level of a deep image) and masking at a time.

    ``windowed``: the window of a deep image is another one. ``scrolled`` carries steps of the wheel through the frames,
    ``mask_drawn`` a rectangle (x, y, width, height) of the file to mask, ``unmask`` a point whose mask is to go.
    """

    adjusted = Signal(int, int)
    windowed = Signal()
    scrolled = Signal(int)
    mask_drawn = Signal(object)
    unmask = Signal(object)

    def __init__(self, theme: Theme) -> None:
        self.contrast_mode = False
        self.mask = MaskTool()
        #: Pixels below the upper edge that something else lies over.
        self.covered = 0
        self._turned = 0
        super().__init__(theme)

    def set_content(self, content: ImageContent, same: bool = False) -> bool:
        same = super().set_content(content, same)
        if not same:
            self._turned = 0
            self._leave_modes()
        return same

    def clear(self) -> None:
        super().clear()
        self._leave_modes()

    def _leave_modes(self) -> None:
        self.contrast_mode = False
        self.mask.stop()

    def set_contrast_mode(self, on: bool) -> None:
        self.contrast_mode = on and self._pixels is not None
        if self.contrast_mode:
            self.mask.stop()
        self.viewport().update()

    def set_mask_mode(self, on: bool) -> None:
        """Switch the tool that masks on or off."""
        if on and self._pixels is not None:
            self.contrast_mode = False
            self.mask.start(*self._file)
        else:
            self.mask.stop()
        self.viewport().update()

    def adjust(self, contrast: int, brightness: int, large: bool = False) -> None:
        """Moves contrast and brightness by steps; of a deep image width and level of the window."""
        deep = self.deep()
        if deep is not None:
            deep.step(contrast, brightness, large)
            self._window_changed()
            return
        if self._pixels is None:
            return
        before = self._steps
        self._steps = (
            min(max(before[0] + contrast, -10), 10),
            min(max(before[1] + brightness, -10), 10),
        )
        if self._steps != before:
            self._show_steps()
            self.adjusted.emit(*self._steps)

    def _window_changed(self) -> None:
        self._follow_deep(anew=True)
        self.viewport().update()
        self.windowed.emit()

    def choose_preset(self, number: int) -> bool:
        """The window of a preset, counted from 0; False where there is none of that number."""
        deep = self.deep()
        if deep is None or deep.deep is None or not 0 <= number < len(deep.deep.presets):
            return False
        deep.set_window(deep.deep.presets[number])
        self._window_changed()
        return True

    def reset_window(self) -> None:
        """The image's own window again, for it and for those after it."""
        deep = self.deep()
        if deep is not None:
            deep.reset()
            self._window_changed()

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        theme, view, content = self._theme, self.viewport().rect(), self._content
        if content is not None:
            self._overlay.paint(painter, theme, *self._extent)
        if self.mask.on:
            self.mask.paint(painter, theme, *self._per_file_pixel())
        if not (self.contrast_mode or self.mask.on):
            self._overlay.paint_words(painter, theme, view)
        if content is None:
            return
        painter.save()
        painter.resetTransform()
        paint_tags(painter, theme, view, content.tags, self.covered)
        spacing = content.spacing
        if spacing is not None and spacing[1] > 0:
            above = MODE_ROOM if self.contrast_mode or self.mask.on else EVIDENCE_ROOM if self.heat_words() else 0
            per_millimetre = self._scale * self._per_file_pixel()[0] / spacing[1]
            paint_scale_bar(painter, theme, view, per_millimetre, theme.px(above))
        if self.contrast_mode or self.mask.on:
            paint_mode(painter, theme, view, self._mode_words())
        painter.restore()

    def _mode_words(self) -> tuple[str, ...]:
        """What the mode shows and takes, from many words to few."""
        if self.mask.on:
            return tuple(tr(words) for words in MASK_WORDS)
        deep = self.deep()
        if deep is None:
            return (
                tr(
                    "Contrast {contrast:+d}   Brightness {brightness:+d}      Arrow keys change, Esc leaves",
                    contrast=self._steps[0],
                    brightness=self._steps[1],
                ),
            )
        words, presets = deep.words(), "   ".join(deep.preset_words())
        keys = tr("Arrow keys change, 0 resets, Esc leaves")
        return (
            f"{words}      {presets}      {keys}",
            f"{words}      {keys}",
            words + "      " + tr("Esc leaves"),
            words,
        )

    def _in_file(self, at: QPointF) -> tuple[float, float]:
        """A point of the viewport in pixels of the file."""
        point = self.viewportTransform().inverted()[0].map(at)
        across, down = self._per_file_pixel()
        return point.x() / across, point.y() / down

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y()
        frames = self._content.frames if self._content is not None else 1
        if turn and frames > 1 and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            # Fine wheels and touch pads turn by less than a notch at a time.
            self._turned -= turn
            steps = int(self._turned / _NOTCH)
            self._turned -= _NOTCH * steps
            if steps:
                self.scrolled.emit(steps)
        elif turn:
            self.zoom_by(STEP ** (turn / _NOTCH), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        button, here = event.button(), event.position()
        if self.has_image() and self._drag is None:
            left = button == Qt.MouseButton.LeftButton
            if self.mask.on and left:
                self._start_drag("mask", here)
            elif self.deep() is not None and (button == Qt.MouseButton.RightButton or (left and self.contrast_mode)):
                self._start_drag("window", here)
            elif left or button == Qt.MouseButton.MiddleButton:
                self._start_drag("pan", here)
        event.accept()

    def _start_drag(self, what: str, here: QPointF) -> None:
        self._drag = (what, here)
        shape = {"pan": Qt.CursorShape.ClosedHandCursor, "mask": Qt.CursorShape.CrossCursor}
        self.viewport().setCursor(shape.get(what, Qt.CursorShape.SizeAllCursor))
        deep = self.deep()
        if what == "window" and deep is not None:
            deep.begin_drag()
        elif what == "mask":
            self.mask.press(*self._in_file(here))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = self._pointer = event.position()
        what, start = self._drag or ("", here)
        if what == "pan":
            self._drag = (what, here)
            self._fitted = False
            self._set(self._scale, self._centre - (here - start) / self._scale)
        elif what == "window" and (deep := self.deep()) is not None:
            deep.drag(here.x() - start.x(), start.y() - here.y())
            self._window_changed()
        elif what == "mask" and self.mask.far(start, here):
            self.mask.drag(*self._in_file(here))
            self.viewport().update()
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        what, start = self._drag or ("", QPointF())
        self._drag = None
        self.viewport().unsetCursor()
        if what == "mask" and self.mask.on:
            drawn = self.mask.far(start, event.position())
            self.mask.release()
            if drawn:
                self.mask_drawn.emit(self.mask.box)
            else:
                self.mask.move_to(*self._in_file(event.position()))
            self.viewport().update()
        event.accept()

    def take(self, command: str) -> bool:
        """Carry out a command whose keys belong to the mode that is on; False where they do not."""
        step = {"back": -1, "forward": 1}.get(command)
        if self.mask.on:
            if step is not None:
                self._move_mask(step, 0, resize=False)
            elif command == "accept":
                self.mask_drawn.emit(self.mask.box)
            return step is not None or command == "accept"
        if not self.contrast_mode:
            return False
        if step is not None:
            self.adjust(step, 0)
            return True
        if self.deep() is None:
            return False
        if command.startswith("label."):
            # Also where there is no preset of that number: in this mode a digit is no answer.
            self.choose_preset(int(command.removeprefix("label.")) - 1)
        elif command == "zoom_fit":
            self.reset_window()
        return command.startswith("label.") or command == "zoom_fit"

    def _move_mask(self, across: int, down: int, resize: bool) -> None:
        self.mask.step(across, down, self._scale * self._per_file_pixel()[0], resize)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        arrow, erase = _ARROWS.get(key), key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        if arrow is not None and self.mask.on:
            self._move_mask(arrow[0], -arrow[1], resize=shift)
        elif arrow is not None and self.contrast_mode:
            self.adjust(*arrow, shift)
        elif self.mask.on and erase:
            self.unmask.emit(self.mask.centre())
        elif self.contrast_mode and self.deep() is not None and (erase or key == Qt.Key.Key_0):
            self.reset_window()
        else:
            # Scrolling by keys is not for images: the keys belong to the page.
            event.ignore()
            return
        event.accept()
