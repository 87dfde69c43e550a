"""Deep images on the Label page: window and level, frames, a warning, masks being drawn and drawn."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Qt

from desktop_al.loop.loader import Shown
from desktop_al.loop.screen import ImageContent
from desktop_al.media.images import thumbnail
from tests.pictures.projects import image_project
from tests.pictures.scenes import Scene
from tests.pictures.stand import Stand
from tests.ui.deep_scenes import content, ct_values, deep

_WARNING = "Text may be burned into this image."


def deep_images(stand: Stand) -> Iterator[Scene]:
    path, _ = image_project(stand, 40, "Chest CT", ("Normal", "Nodule", "Effusion", "Other"))
    stand.open(path)
    stand.until(stand.shown)
    _read(stand, content())
    stand.do("contrast")
    yield Scene("deep-window", ("Window 400, level 40 HU",), main=True)
    stand.key(Qt.Key.Key_2)
    stand.key(Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    yield Scene("deep-window-changed")
    stand.key(Qt.Key.Key_0)
    stand.window.escape()
    frames = content(frames=40, frame=11, tags=(("Body part", "CHEST"), ("Series", "3 of 5")))
    _read(stand, frames)
    yield Scene("deep-frames", ("Frame 12 of 40",), main=True)
    _read(stand, content(warnings=(_WARNING,)))
    yield Scene("deep-warning", (_WARNING,), main=True)
    stand.do("mask")
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Right):
        stand.key(key, Qt.KeyboardModifier.NoModifier)
    yield Scene("deep-mask", main=True)
    stand.key(Qt.Key.Key_Return)
    stand.window.escape()
    stand.window.escape()
    yield Scene("deep-masked")
    large = replace(content(deep(ct_values(2048, 2048, 3))), spacing=(0.05, 0.05))
    _read(stand, large)
    stand.do("zoom_in")
    stand.do("zoom_in")
    stand.do("zoom_in")
    stand.rest(0.3)
    yield Scene("deep-zoomed")


def _read(stand: Stand, made: ImageContent) -> None:
    """The sample on screen as if this had been read from its file: these images are made of numbers."""
    current, loader = stand.project.serving.current, stand.project.loader
    assert current is not None
    loader._ready[current.place] = Shown(made, b"", thumbnail(made.pixels, 112))
    # Another showing of the same sample.
    stand.project.serving.show_again()
    stand.settle()
