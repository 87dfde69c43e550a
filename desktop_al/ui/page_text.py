"""Text measured and drawn for paper, and the pieces that pages are made of."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

import font_source_sans_pro
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QPainter,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from desktop_al.loop.document import turned

#: Colours of the light theme, black for the text.
INK, SOFT, LINE, STRONG = "#000000", "#434A53", "#D5D9DE", "#737C86"
ACCENT, WARNING, WARNING_GROUND = "#3A40BE", "#704400", "#FFF2D6"
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that stays whole: ``draw`` paints it below and to the right of the painter's origin. ``gap`` before
    it, unless it begins a page; ``with_next``: the next one comes on the same page; ``head`` is drawn again where it
    begins a page."""

    height: float
    draw: Callable[[QPainter], None]
    gap: float = 0.0
    with_next: bool = False
    head: "Piece | None" = None

    def after(self, gap: float) -> "Piece":
        return replace(self, gap=gap)

    def kept(self) -> "Piece":
        return replace(self, with_next=True)


@dataclass(frozen=True, slots=True)
class Style:
    """``size`` in points."""

    size: float = 10.0
    colour: str = INK
    bold: bool = False
    right: bool = False


def _isolated(text: str) -> str:
    """What is written from right to left between marks (Unicode Standard Annex 9, FSI and PDI) that keep its
    direction from what is around it."""
    return "".join(f"\u2068{part}\u2069" if right else part for right, part in turned(text))


@lru_cache(maxsize=1)
def family() -> str:
    """The shipped font, loaded without anything of a window."""
    found = ""
    for name in ("SourceSansPro", "SourceSansProSemibold"):
        path = getattr(font_source_sans_pro, name, None)
        number = QFontDatabase.addApplicationFont(path) if path else -1
        if number >= 0 and not found:
            found = QFontDatabase.applicationFontFamilies(number)[0]
    return found or QFont().defaultFamily()


class Measure:
    """Lengths and texts on the pages of ``writer``; ``width`` of their text in its pixels."""

    def __init__(self, writer: QPdfWriter, width: float, dpi: int) -> None:
        self._writer = writer
        self.width = width
        self._dpi = dpi
        self.family = family()
        self.ink, self.accent = INK, ACCENT

    def pt(self, points: float) -> float:
        return points * self._dpi / 72

    def mm(self, millimetres: float) -> float:
        return millimetres * self._dpi / 25.4

    def font(self, style: Style) -> QFont:
        font = QFont(self.family)
        font.setPointSizeF(style.size)
        font.setWeight(QFont.Weight.DemiBold if style.bold else QFont.Weight.Normal)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def natural(self, text: str, style: Style) -> float:
        """How wide a text is on one line."""
        metrics = QFontMetricsF(self.font(style), self._writer)
        return max((metrics.horizontalAdvance(line) for line in text.split("\n")), default=0.0)

    def longest_word(self, text: str, style: Style) -> float:
        """The width in which no word of it is broken."""
        metrics = QFontMetricsF(self.font(style), self._writer)
        # A line rounds its letters one by one.
        return max((metrics.horizontalAdvance(word) + self.pt(0.75) for word in text.split()), default=0.0)

    def text(self, text: str, style: Style, width: float) -> Piece:
        """A text in lines of at most ``width``."""
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setUndoRedoEnabled(False)
        document.setUseDesignMetrics(True)
        document.documentLayout().setPaintDevice(self._writer)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        document.setDefaultFont(self.font(style))
        look, block = QTextCharFormat(), QTextBlockFormat()
        look.setFont(self.font(style))
        look.setForeground(QColor(style.colour))
        block.setLineHeight(112.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if style.right:
            block.setAlignment(_RIGHT)
        cursor = QTextCursor(document)
        cursor.setBlockFormat(block)
        cursor.insertText(_isolated(text), look)
        document.setTextWidth(width)
        height = document.size().height()

        def draw(painter: QPainter) -> None:
            document.drawContents(painter, QRectF(0, 0, width, height))

        return Piece(height, draw)
