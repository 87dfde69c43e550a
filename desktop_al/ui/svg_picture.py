"""A picture of SVG, drawn without a window."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QFont, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from desktop_al.core.errors import DesktopAlError
from desktop_al.ui.theme import Theme

#: Pixels for each unit of the SVG.
_SCALE = 2


def svg_to_png(svg: str) -> bytes:
    """The content of a PNG file, two pixels for each unit.

    Raises:
        DesktopAlError: this is no SVG, or its picture would not fit into memory.
    """
    # Held until the end: nothing can be drawn without one.
    application = QGuiApplication.instance() or QGuiApplication([])
    # A computer may have no font of its own.
    QFont.insertSubstitutions("sans-serif", Theme("light").font("body").families()[:1])
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    image = QImage(renderer.defaultSize() * _SCALE, QImage.Format.Format_RGB32)
    if not renderer.isValid() or image.isNull():
        raise DesktopAlError("The picture could not be drawn.")
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    del application
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())
