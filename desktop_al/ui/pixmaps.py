"""Pixmaps from arrays of pixels, which the window itself never computes with."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap

#: A numpy array as in ``ImageContent.pixels``: uint8 RGB, shape (height, width, 3).
Pixels = Any


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
