"""The tool that masks a part of an image: one rectangle that is drawn, moved and kept."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop_al.core.words import mark
from desktop_al.ui.theme import Theme

#: x, y, width and height in pixels of the file.
Box = tuple[int, int, int, int]

#: A press that moves less than so many pixels of the screen draws nothing.
CLICK = 4
#: How far an arrow key moves an edge, in pixels of the screen: finer the closer it is looked at.
_STEP = 8

WORDS = (
    mark("Drag over what to mask, or arrow keys move, Shift+arrows size, Enter masks, Delete unmasks, Esc leaves"),
    mark("Arrow keys move, Shift+arrows size, Enter masks, Delete unmasks, Esc leaves"),
    mark("Enter masks, Delete unmasks, Esc leaves"),
)


class MaskTool:
    """Holds the rectangle that Enter would mask; what is masked already is in the picture."""

    def __init__(self) -> None:
        self.on = False
        self._size = (1, 1)
        self._box: Box = (0, 0, 1, 1)
        self._from: tuple[float, float] | None = None

    def start(self, width: int, height: int) -> None:
        """Switch it on for a picture of so many pixels: the rectangle lies in its middle."""
        self.on, self._size, self._from = True, (width, height), None
        wide, high = max(1, width // 4), max(1, height // 10)
        self._box = ((width - wide) // 2, (height - high) // 2, wide, high)

    def stop(self) -> None:
        self.on, self._from = False, None

    @property
    def box(self) -> Box:
        return self._box

    def centre(self) -> tuple[int, int]:
        x, y, width, height = self._box
        return x + width // 2, y + height // 2

    def dragging(self) -> bool:
        return self._from is not None

    def press(self, x: float, y: float) -> None:
        self._from = (x, y)

    def drag(self, x: float, y: float) -> None:
        """The other corner of the rectangle that is being drawn."""
        if self._from is not None:
            left, right = sorted((self._inside(x, 0), self._inside(self._from[0], 0)))
            top, bottom = sorted((self._inside(y, 1), self._inside(self._from[1], 1)))
            self._box = (left, top, max(1, right - left), max(1, bottom - top))

    def release(self) -> None:
        self._from = None

    def move_to(self, x: float, y: float) -> None:
        """The middle of the rectangle to a point: a mask below it can be taken away."""
        wide, high = self._box[2:]
        self._place(round(x - wide / 2), round(y - high / 2), wide, high)

    def step(self, across: int, down: int, scale: float, resize: bool) -> None:
        """Arrow keys; ``scale``: pixels of the screen for one of the file."""
        by = max(1, round(_STEP / max(scale, 1e-6)))
        x, y, wide, high = self._box
        if resize:
            self._place(x, y, wide + across * by, high + down * by)
        else:
            self._place(x + across * by, y + down * by, wide, high)

    def _inside(self, at: float, axis: int) -> int:
        return min(max(0, round(at)), self._size[axis])

    def _place(self, x: int, y: int, wide: int, high: int) -> None:
        width, height = self._size
        wide, high = min(max(1, wide), width), min(max(1, high), height)
        self._box = (min(max(0, x), width - wide), min(max(0, y), height - high), wide, high)

    def paint(self, painter: QPainter, theme: Theme, across: float, down: float) -> None:
        """The outline, in coordinates of the scene: so many of its units for one pixel of the file."""
        x, y, wide, high = self._box
        box = QRectF(x * across, y * down, wide * across, high * down)
        painter.save()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # On a ground of its own: it can be seen over any grey.
        for token, thick in (("bg.surface", 5.0), ("focus.ring", 2.0)):
            pen = QPen(theme.colour(token), thick * theme.scale)
            pen.setCosmetic(True)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.drawRect(box)
        painter.restore()

    def far(self, start: QPointF, here: QPointF) -> bool:
        """Whether the pointer has moved far enough to have drawn something."""
        return (here - start).manhattanLength() >= CLICK
