"""An image in the middle of a page: one pixmap, fitted, with its own zoom arithmetic."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPixmap, QResizeEvent, QTransform
from PySide6.QtWidgets import QFrame, QGraphicsPixmapItem, QGraphicsScene, QGraphicsView

from desktop_al.core.words import tr
from desktop_al.loop.beside_screen import Heat
from desktop_al.loop.screen import ImageContent
from desktop_al.ui.focus import by_key
from desktop_al.ui.heat_overlay import HeatOverlay
from desktop_al.ui.pixmaps import Pixels, adjusted_pixmap, lookup_table, pixmap_of
from desktop_al.ui.theme import Theme

if TYPE_CHECKING:
    from desktop_al.ui.deep_view import DeepView

MARGIN = 28
HOLD_FACTOR = 3.0
STEP = 1.25
#: Grounds that are the same in every theme: a middle grey of equal luminance steps to both ends, and black.
_GROUNDS = {"grey": "#777777", "black": "#000000"}
#: Above this magnification of the shown pixels, single pixels are shown as they are.
NEAREST_ABOVE = 2.0
_LARGEST, _SMALLEST = 64.0, 0.02
#: After so long without a change a deep image is drawn in full.
_REST_MS = 120


class ImageView(QGraphicsView):
    """Shows one image. ``zoomed`` tells the magnification in per cent of the file's own pixels."""

    zoomed = Signal(int)
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
        self.setAccessibleName(tr("Sample"))
        self._pixels: Pixels | None = None
        #: Size of the scene: of the picture, or of a deep image in full; and of the file.
        self._extent = (1, 1)
        self._file = (0, 0)
        self._scale = 1.0
        self._centre = QPointF()
        self._fitted = True
        self._held: tuple[float, QPointF, bool] | None = None
        #: What a drag that is under way does, and where the pointer was.
        self._drag: tuple[str, QPointF] | None = None
        self._pointer: QPointF | None = None
        self._steps = (0, 0)
        self._ground = "theme"
        self._overlay = HeatOverlay()
        self._content: ImageContent | None = None
        self._deep: DeepView | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._draw_at_rest)
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
        height, width = pixels.shape[:2]
        self.set_content(ImageContent(pixels, file_width, round(file_width * height / max(1, width))))

    def set_content(self, content: ImageContent, same: bool = False) -> bool:
        """Puts an image on screen: a cut, fitted. ``same``: another frame of the one before, or that one masked, where
        zoom, contrast and window stay. Returns whether they stay: not where the size is another."""
        pixels, deep = content.pixels, content.deep
        height, width = (pixels if deep is None else deep.values).shape[:2]
        same = same and self._extent == (width, height) and self._content is not None
        same = same and (self._content.deep is None) == (deep is None)
        self._content, self._pixels, self._extent = content, pixels, (width, height)
        self._file = (content.width, content.height)
        self._overlay.set(None)
        if not same:
            self._steps, self._held, self._fitted, self._drag = (0, 0), None, True, None
        self._rest.stop()
        if deep is not None:
            if self._deep is None:
                # Loaded with the first such image: it needs what the start page does without.
                from desktop_al.ui.deep_view import DeepView

                self._deep = DeepView(self._item)
            drawn = self._deep.take(deep, pixels, same)
        else:
            drawn = True
            if self._deep is not None:
                self._deep.leave()
            self._show_steps()
        # Room around the picture, so that any point of it can be brought to the middle.
        self._scene.setSceneRect(-2 * width, -2 * height, 5 * width, 5 * height)
        if same:
            self._follow_deep(anew=not drawn)
        else:
            self._refit(anew=not drawn)
        self.viewport().update()
        return same

    def set_heat(self, heat: Heat | None, words: str = "") -> None:
        """Draws evidence over the picture, or ``words`` below it that say why there is none; nothing for neither."""
        if heat is not self._overlay.heat or words != self._overlay.words():
            self._overlay.set(heat, words)
            self.viewport().update()

    def heat_words(self) -> str:
        """What the evidence on screen says in words."""
        return self._overlay.words()

    def deep(self) -> "DeepView | None":
        """The deep image on screen with its window, None for any other picture."""
        return self._deep if self._deep is not None and self._deep.deep is not None else None

    def forget(self) -> None:
        """The windows that were kept for the next image."""
        if self._deep is not None:
            self._deep.forget()

    def _density(self) -> float:
        """Pixels of the screen for one of the scene."""
        return self._scale * self.viewport().devicePixelRatioF()

    def _visible(self) -> QRectF:
        return self.mapToScene(self.viewport().rect()).boundingRect()

    def _follow_deep(self, anew: bool = False) -> None:
        """Draw a deep image quickly where what is drawn of it will not do; in full when it rests."""
        deep = self.deep()
        if deep is None:
            return
        view, density = self._visible(), self._density()
        if anew or not deep.shows(view, density):
            deep.draw(view, density)
            self._rest.start()

    def _draw_at_rest(self) -> None:
        deep = self.deep()
        if deep is not None and self._drag is None:
            deep.draw_at_rest(self._visible())
        elif deep is not None:
            self._rest.start()

    def clear(self) -> None:
        self._pixels = self._content = None
        if self._deep is not None:
            self._deep.leave()
        self._overlay.set(None)
        self._item.setPixmap(QPixmap())

    def has_image(self) -> bool:
        return self._pixels is not None

    def percent(self) -> int:
        """Magnification relative to the file's pixels."""
        if self._pixels is None or not self._file[0]:
            return 100
        return round(100.0 * self._scale * self._extent[0] / self._file[0])

    def _fit_scale(self) -> float:
        if self._pixels is None:
            return 1.0
        width, height = self._extent
        margin = 2 * self._theme.px(MARGIN)
        room_x, room_y = max(16, self.viewport().width() - margin), max(16, self.viewport().height() - margin)
        return float(min(room_x / width, room_y / height))

    def _refit(self, anew: bool = False) -> None:
        if self._fitted and self._pixels is not None:
            width, height = self._extent
            self._set(self._fit_scale(), QPointF(width / 2, height / 2), anew)

    def _set(self, scale: float, centre: QPointF, anew: bool = False) -> None:
        self._scale = min(max(scale, _SMALLEST), _LARGEST)
        self._centre = centre
        smooth = self._scale <= NEAREST_ABOVE
        mode = Qt.TransformationMode.SmoothTransformation if smooth else Qt.TransformationMode.FastTransformation
        self._item.setTransformationMode(mode)
        self.setTransform(QTransform.fromScale(self._scale, self._scale))
        self.centerOn(centre)
        self._follow_deep(anew)
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

    def _show_steps(self) -> None:
        if self._steps == (0, 0):
            self._item.setPixmap(pixmap_of(self._pixels))
        else:
            self._item.setPixmap(adjusted_pixmap(self._pixels, lookup_table(*self._steps)))

    def _per_file_pixel(self) -> tuple[float, float]:
        """Units of the scene for one pixel of the file, across and down."""
        return self._extent[0] / max(1, self._file[0]), self._extent[1] / max(1, self._file[1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self._refit()
        else:
            self.centerOn(self._centre)
            self._follow_deep()
