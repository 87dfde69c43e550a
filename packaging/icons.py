"""The icon in the sizes that desktops ask for, drawn from ``resources/icon``; run with a Python that has PySide6.

``python packaging/icons.py FOLDER`` writes ``NxN.png`` and ``desktop-al.ico``.
"""

from __future__ import annotations

import sys
from pathlib import Path

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
SOURCE = Path(__file__).resolve().parent.parent / "resources" / "icon" / "desktop-al.svg"


def draw(folder: Path) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    folder.mkdir(parents=True, exist_ok=True)
    renderer = QSvgRenderer(str(SOURCE))
    for side in SIZES:
        image = QImage(side, side, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        names = [f"{side}x{side}.png", *(["desktop-al.ico"] if side == 256 else [])]
        for name in names:
            if not image.save(str(folder / name)):
                raise SystemExit(f"{name} could not be written.")


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
