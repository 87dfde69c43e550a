"""A deep image on the stage: what of it is visible, drawn with the window in force."""

import math
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QImage, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsPixmapItem

from desktop_al.core.words import tr
from desktop_al.loop import windowing
from desktop_al.loop.screen import Deep, Window
from desktop_al.ui.pixmaps import Pixels, pixmap_of

#: Values that are drawn at once while the picture rests: more of them are drawn as far as they are visible.
_AT_REST = 6_000_000


class DeepView:
    """Draws into ``item``, whose place is in pixels of the file. The window is kept for the next image of its kind."""

    def __init__(self, item: QGraphicsPixmapItem) -> None:
        self._item = item
        self._kept = windowing.KeptWindows()
        self.deep: Deep | None = None
        self.window = self._began = Window("", 0.0, 1.0)
        self._within: windowing.Span | None = None
        #: What is drawn of the image, and how many of its pixels, in one direction, one drawn pixel stands for.
        self._drawn, self._step = QRect(), 1.0
        self._sampled: tuple[QRect, float, Deep] | None = None

    def take(self, deep: Deep, pixels: Pixels, same: bool) -> bool:
        """Another image, or another frame of the same one; ``pixels`` is its picture in its first window. Returns
        whether that picture will do."""
        self.deep, self._within, self._sampled = deep, None, None
        if not same:
            self.window = self._kept.of(deep)
        if self.window != deep.presets[0]:
            self._drawn = QRect()
            return False
        height, width = deep.values.shape
        self._put(pixmap_of(pixels), QRect(0, 0, width, height))
        return True

    def leave(self) -> None:
        """The next picture is none of this kind."""
        self.deep = self._sampled = None
        self._item.setPos(QPointF())
        self._item.setTransform(QTransform())

    def forget(self) -> None:
        """The windows kept for the next image."""
        self._kept.clear()

    def set_window(self, window: Window) -> None:
        assert self.deep is not None
        self.window = window
        self._kept.keep(self.deep, window)
        self._drawn = QRect()

    def reset(self) -> None:
        assert self.deep is not None
        self.window = self._kept.reset(self.deep)
        self._drawn = QRect()

    def begin_drag(self) -> None:
        self._began = self.window

    def drag(self, across: float, up: float) -> None:
        """The window for a pointer so many pixels from where the drag began."""
        assert self.deep is not None
        self.set_window(windowing.dragged(self.deep, self._span(), self._began, across, up))

    def step(self, wider: int, higher: int, large: bool) -> None:
        """Steps of the keys: wider, and the level higher."""
        assert self.deep is not None
        self.set_window(windowing.stepped(self.deep, self._span(), self.window, wider, higher, large))

    def _span(self) -> windowing.Span:
        """Of the image on screen, worked out with its first change."""
        assert self.deep is not None
        if self._within is None:
            self._within = windowing.span(self.deep)
        return self._within

    def words(self) -> str:
        """The window in numbers."""
        return windowing.window_words(self.deep, self.window) if self.deep is not None else ""

    def short_words(self) -> str:
        return " / ".join(map(windowing.number_words, (self.window.width, self.window.centre)))

    def preset_words(self) -> list[str]:
        """The presets that have a digit, by name."""
        presets = self.deep.presets if self.deep is not None else ()
        return [f"{number} {' '.join(tr(preset.name).split())}" for number, preset in enumerate(presets[:9], 1)]

    def menu_words(self) -> list[str]:
        """All presets with their numbers."""
        presets = self.deep.presets if self.deep is not None else ()
        number = windowing.number_words
        return [f"{' '.join(tr(p.name).split())}\t{number(p.width)} / {number(p.centre)}" for p in presets]

    def shows(self, view: QRectF, density: float) -> bool:
        """Whether what is drawn will do for the part ``view``, at ``density`` device pixels for one of the image."""
        box = self._box(view)
        # A quarter more than there is on screen cannot be told.
        return not box.isEmpty() and self._drawn.contains(box) and self._step <= max(1.0, 1.25 / density)

    def draw(self, view: QRectF, density: float) -> None:
        """Draw what is visible, at about the resolution of the screen: quick enough for every frame of a drag."""
        self._render(self._box(view), max(1.0, 1 / max(density, 1e-6)))

    def draw_at_rest(self, view: QRectF) -> bool:
        """Draw in full, a very large image as far as it is visible; returns whether anything was drawn anew."""
        deep = self.deep
        if deep is None or (self._step <= 1 and not self._drawn.isEmpty() and self._drawn.contains(self._box(view))):
            return False
        height, width = deep.values.shape
        box = QRect(0, 0, width, height)
        if width * height > _AT_REST:
            box = self._box(view)
        self._render(box, max(1.0, math.sqrt(box.width() * box.height() / _AT_REST)))
        return True

    def _box(self, view: QRectF) -> QRect:
        """The part of the image that is visible, with the pixels at its edge."""
        assert self.deep is not None
        height, width = self.deep.values.shape
        return view.toAlignedRect().intersected(QRect(0, 0, width, height))

    def _render(self, box: QRect, step: float) -> None:
        if self.deep is None or box.isEmpty():
            return
        if self._sampled is None or self._sampled[:2] != (box, step):
            # Kept while the window alone changes: of all the values those that are on screen.
            some = windowing.part(self.deep, box.left(), box.top(), box.width(), box.height(), step)
            self._sampled = (box, step, some)
        grey: Any = windowing.render(self._sampled[2], self.window)
        rows, columns = grey.shape
        image = QImage(grey.data, columns, rows, columns, QImage.Format.Format_Grayscale8)
        self._put(QPixmap.fromImage(image), box)

    def _put(self, pixmap: QPixmap, place: QRect) -> None:
        across, down = place.width() / max(1, pixmap.width()), place.height() / max(1, pixmap.height())
        self._item.setPixmap(pixmap)
        self._item.setPos(QPointF(place.topLeft()))
        self._item.setTransform(QTransform.fromScale(across, down))
        self._drawn, self._step = place, across
