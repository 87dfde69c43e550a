"""The image on screen: one pixmap, fitted, with its own zoom arithmetic and a contrast mode."""

from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsPixmapItem, QGraphicsScene, QGraphicsView

from desktop_al.ui.focus import by_key
from desktop_al.ui.theme import Theme

#: A numpy array as in ``ImageContent.pixels``: uint8 RGB, shape (height, width, 3).
Pixels = Any

MARGIN = 28
HOLD_FACTOR = 3.0
STEP = 1.25
#: Grounds that are the same in every theme: a middle grey of equal luminance steps to both ends, and black.
_GROUNDS = {"grey": "#777777", "black": "#000000"}
#: Above this magnification of the shown pixels, single pixels are shown as they are.
NEAREST_ABOVE = 2.0
_LARGEST, _SMALLEST = 64.0, 0.02


def pixmap_of(pixels: Pixels) -> QPixmap:
    """A pixmap from uint8 RGB (height, width, 3); the array may be changed or freed afterwards."""
    array = pixels if pixels.flags.c_contiguous else pixels.copy(order="C")
    height, width = array.shape[:2]
    return QPixmap.fromImage(QImage(array.data, width, height, 3 * width, QImage.Format.Format_RGB888))


def adjusted_pixmap(pixels: Pixels, table: bytes) -> QPixmap:
    """The pixmap of a copy of ``pixels`` with every value sent through ``table`` (256 bytes)."""
    height, width = pixels.shape[:2]
    changed = pixels.tobytes().translate(table)
    return QPixmap.fromImage(QImage(changed, width, height, 3 * width, QImage.Format.Format_RGB888))


def thumbnail(pixels: Pixels, side: int, ratio: float = 1.0) -> QPixmap:
    """A square picture of ``side`` logical pixels cut from the middle."""
    height, width = pixels.shape[:2]
    edge, wanted = min(height, width), max(1, round(side * ratio))
    top, left = (height - edge) // 2, (width - edge) // 2
    # Every n-th pixel first: a smooth reduction from four times the size is as good to the eye.
    step = max(1, edge // (4 * wanted))
    square = pixels[top : top + edge : step, left : left + edge : step].copy(order="C")
    rows, columns = square.shape[:2]
    image = QImage(square.data, columns, rows, 3 * columns, QImage.Format.Format_RGB888)
    mode = Qt.TransformationMode.SmoothTransformation
    pixmap = QPixmap.fromImage(image.scaled(wanted, wanted, Qt.AspectRatioMode.IgnoreAspectRatio, mode))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def lookup_table(contrast: int, brightness: int) -> bytes:
    """Table of 256 grey values for steps of contrast and brightness, each -10 to 10; (0, 0) changes nothing."""
    gain = 2.0 ** (contrast / 5.0)
    shifted = ((value - 127.5) * gain + 127.5 + brightness * 12.0 for value in range(256))
    return bytes(round(min(max(value, 0.0), 255.0)) for value in shifted)


class ImageStage(QGraphicsView):
    """Shows one image. ``zoomed`` tells the magnification in per cent of the file's own pixels."""

    zoomed = Signal(int)
    adjusted = Signal(int, int)
    #: Whether a key brought the focus here; False when it goes.
    ringed = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._scene = QGraphicsScene(self)
        self._item = QGraphicsPixmapItem()
        self._scene.addItem(self._item)
        self.setScene(self._scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        # The background brush fills all of it: nothing below has to be painted first.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Sample")
        self._pixels: Pixels | None = None
        self._file_width = 0
        self._scale = 1.0
        self._centre = QPointF()
        self._fitted = True
        self._held: tuple[float, QPointF, bool] | None = None
        self._drag: QPoint | None = None
        self._pointer: QPointF | None = None
        self.contrast_mode = False
        self._steps = (0, 0)
        self._ground = "theme"
        self.set_theme(theme)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.ringed.emit(by_key(event))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.ringed.emit(False)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.set_ground(self._ground)
        self._refit()

    def set_ground(self, ground: str) -> None:
        """What lies behind the picture: "theme", "grey" or "black"."""
        self._ground = ground
        colour = _GROUNDS.get(ground)
        self.setBackgroundBrush(QColor(colour) if colour else self._theme.colour("bg.canvas"))

    def set_image(self, pixels: Pixels, file_width: int) -> None:
        """Puts another image on screen: a cut, fitted, without contrast steps of the one before."""
        self._pixels, self._file_width = pixels, file_width
        self._steps, self._held, self._fitted = (0, 0), None, True
        self._item.setPixmap(pixmap_of(pixels))
        # Room around the picture, so that any point of it can be brought to the middle.
        height, width = pixels.shape[:2]
        self._scene.setSceneRect(-2 * width, -2 * height, 5 * width, 5 * height)
        self._refit()

    def clear(self) -> None:
        self._pixels = None
        self._item.setPixmap(QPixmap())
        self.contrast_mode = False

    def has_image(self) -> bool:
        return self._pixels is not None

    def percent(self) -> int:
        """Magnification relative to the file's pixels."""
        if self._pixels is None or not self._file_width:
            return 100
        return round(100.0 * self._scale * self._pixels.shape[1] / self._file_width)

    def _fit_scale(self) -> float:
        if self._pixels is None:
            return 1.0
        height, width = self._pixels.shape[:2]
        margin = 2 * self._theme.px(MARGIN)
        room_x, room_y = max(16, self.viewport().width() - margin), max(16, self.viewport().height() - margin)
        return float(min(room_x / width, room_y / height))

    def _refit(self) -> None:
        if self._fitted and self._pixels is not None:
            height, width = self._pixels.shape[:2]
            self._set(self._fit_scale(), QPointF(width / 2, height / 2))

    def _set(self, scale: float, centre: QPointF) -> None:
        self._scale = min(max(scale, _SMALLEST), _LARGEST)
        self._centre = centre
        smooth = self._scale <= NEAREST_ABOVE
        mode = Qt.TransformationMode.SmoothTransformation if smooth else Qt.TransformationMode.FastTransformation
        self._item.setTransformationMode(mode)
        self.setTransform(QTransform.fromScale(self._scale, self._scale))
        self.centerOn(centre)
        self.zoomed.emit(self.percent())

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zooms; the image point under ``at`` (viewport pixels, default the middle) stays where it is."""
        if self._pixels is None:
            return
        middle = QPointF(self.viewport().width() / 2, self.viewport().height() / 2)
        point = at if at is not None else middle
        offset = point - middle
        under = self._centre + offset / self._scale
        scale = min(max(self._scale * factor, _SMALLEST), _LARGEST)
        self._fitted = False
        self._set(scale, under - offset / scale)

    def fit(self) -> None:
        self._fitted = True
        self._refit()

    def hold(self) -> None:
        """Magnifies at the pointer until :meth:`release`."""
        if self._pixels is None or self._held is not None:
            return
        before = (self._scale, QPointF(self._centre), self._fitted)
        inside = self._pointer is not None and self.viewport().rect().contains(self._pointer.toPoint())
        self.zoom_by(HOLD_FACTOR, self._pointer if inside else None)
        self._held = before

    def release(self) -> None:
        if self._held is not None:
            scale, centre, self._fitted = self._held
            self._held = None
            self._set(scale, centre)

    def set_contrast_mode(self, on: bool) -> None:
        self.contrast_mode = on and self._pixels is not None
        self.viewport().update()

    def adjust(self, contrast: int, brightness: int) -> None:
        """Moves contrast and brightness by steps."""
        if self._pixels is None:
            return
        before = self._steps
        self._steps = (
            min(max(before[0] + contrast, -10), 10),
            min(max(before[1] + brightness, -10), 10),
        )
        if self._steps != before:
            plain = self._steps == (0, 0)
            table = lookup_table(*self._steps)
            self._item.setPixmap(pixmap_of(self._pixels) if plain else adjusted_pixmap(self._pixels, table))
            self.adjusted.emit(*self._steps)

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        if not self.contrast_mode:
            return
        theme = self._theme
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words = f"Contrast {self._steps[0]:+d}   Brightness {self._steps[1]:+d}      Arrow keys change, Esc leaves"
        painter.setFont(theme.font("body"))
        width = painter.fontMetrics().horizontalAdvance(words) + theme.px(32)
        height, view = theme.px(36), self.viewport().rect()
        box = QRectF((view.width() - width) // 2 + 0.5, view.height() - height - theme.px(16) + 0.5, width, height)
        painter.setPen(QPen(theme.colour("border.control"), 1))
        painter.setBrush(theme.colour("bg.surface"))
        painter.drawRoundedRect(box, theme.px(6), theme.px(6))
        painter.setPen(theme.colour("text.primary"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self._refit()
        else:
            self.centerOn(self._centre)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y()
        if turn:
            self.zoom_by(STEP ** (turn / 120.0), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton) and self.has_image():
            self._drag = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        if self._drag is not None:
            here = event.position().toPoint()
            moved, self._drag = here - self._drag, here
            self._fitted = False
            self._set(self._scale, self._centre - QPointF(moved) / self._scale)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag = None
        self.viewport().unsetCursor()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.contrast_mode and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.adjust(0, 1 if event.key() == Qt.Key.Key_Up else -1)
            event.accept()
            return
        # Scrolling by keys is not for images: the keys belong to the page.
        event.ignore()
