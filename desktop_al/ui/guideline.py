"""The guideline as a whole, as text that loads nothing."""

from collections.abc import Iterator, Mapping
from itertools import islice

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QImage,
    QPainter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextImageFormat,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from desktop_al.core.protocol import Block, Run, name_key, parse_protocol, runs
from desktop_al.core.words import tr
from desktop_al.ui.glyphs import paint_glyph
from desktop_al.ui.quiet_document import QuietDocument
from desktop_al.ui.theme import Theme

#: Shown of one guideline; more than this is no reading matter, and laying it out would be felt.
_CHARACTERS, _BLOCKS = 200_000, 3000
#: Characters of one block and changes of style in it: beyond these, laying out takes the square of the length.
_LONG, _RUNS = 2000, 200
#: Boxes round pieces of code in one text; where there are more, the rest has none.
_FRAMES = 100


def mark_image(theme: Theme, index: int, side: int, ratio: float) -> QImage:
    """A class mark as a picture of ``side`` logical pixels."""
    image = QImage(QSize(side, side) * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_glyph(painter, index, 0, 0, side, theme.class_colour(index))
    painter.end()
    return image


def pieces(block: Block) -> Iterator[Block]:
    """A block in parts of a length that is laid out without being felt."""
    text = block.text
    while len(text) > _LONG:
        end = text.rfind(" ", _LONG // 2, _LONG) + 1 or _LONG
        yield block._replace(text=text[:end])
        text = text[end:]
    yield block._replace(text=text)


class GuidelineText(QTextEdit):
    """A guideline as a whole, read-only. Built block by block: it loads nothing and takes no HTML."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setDocument(QuietDocument(self))
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Guideline text"))
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._theme = theme
        self._shown: tuple[str, dict[str, int]] = ("", {})
        self._framed = 0

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._fill()

    def set_guideline(self, text: str, marks: Mapping[str, int]) -> None:
        """``marks``: the mark of each class by name key, painted before headings that are its name."""
        text = text[: _CHARACTERS + 1]
        headings = {name_key(section.heading) for section in parse_protocol(text).sections}
        shown = (text, {key: mark for key, mark in marks.items() if key in headings})
        if shown != self._shown:
            fresh, self._shown = text != self._shown[0], shown
            self._fill()
            if fresh:
                self.moveCursor(QTextCursor.MoveOperation.Start)

    def _fill(self) -> None:
        theme, document = self._theme, self.document()
        text, marks = self._shown
        place = self.verticalScrollBar().value()
        document.clear()
        self._framed = 0
        document.setDefaultFont(theme.font("body"))
        document.setDocumentMargin(theme.px(16))
        self.setTabStopDistance(theme.px(18))
        cursor = QTextCursor(document)
        # One edit: laying out after each block would take minutes for a long text.
        cursor.beginEditBlock()
        whole = (piece for block in parse_protocol(text[:_CHARACTERS]).whole() for piece in pieces(block))
        shown = list(islice(whole, _BLOCKS + 1))
        for number, block in enumerate(shown[:_BLOCKS]):
            self._block(cursor, block, first=number == 0, marks=marks)
        if len(text) > _CHARACTERS or len(shown) > _BLOCKS:
            words = tr("The guideline goes on: it is too long to be shown whole. Open its file to read the rest.")
            self._block(cursor, Block("paragraph", words), first=False, marks={})
        cursor.endEditBlock()
        self.verticalScrollBar().setValue(place)

    def _block(self, cursor: QTextCursor, block: Block, *, first: bool, marks: Mapping[str, int]) -> None:
        theme, shape, letters = self._theme, QTextBlockFormat(), QTextCharFormat()
        heading = block.kind == "heading"
        role = "title" if heading and block.level == 1 else "label" if heading else "body"
        letters.setFont(theme.mono(12) if block.kind == "code" else theme.font(role, 600 if heading else None))
        letters.setForeground(theme.colour("text.primary" if heading else "text.secondary"))
        line = theme.line("title" if heading and block.level == 1 else "body")
        shape.setLineHeight(line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        shape.setTopMargin(theme.px(12) if heading and not first else 0)
        shape.setBottomMargin(theme.px(2 if block.kind == "item" else 6))
        if block.kind == "item":
            hang = theme.px(18)
            shape.setLeftMargin(hang * (block.level + 1))
            shape.setTextIndent(-hang)
        if block.kind == "code" and self._framed < _FRAMES:
            self._framed += 1
            self._code(cursor, block.text, shape, letters)
            return
        # Below a frame a block is there already.
        if first or cursor.block().length() == 1:
            cursor.setBlockFormat(shape)
        else:
            cursor.insertBlock(shape)
        if block.kind == "code":
            cursor.insertText(block.text.replace("\n", "\u2028"), letters)
            return
        if heading and name_key(block.text) in marks:
            self._mark(cursor, marks[name_key(block.text)], letters)
        if block.lead:
            cursor.insertText(f"{block.lead}\t", letters)
        parts = list(islice(runs(block.text), _RUNS + 1)) if not heading else []
        for run in parts if len(parts) <= _RUNS else [Run(block.text, "")]:
            styled = QTextCharFormat(letters)
            if "code" in run.style:
                styled.setFont(theme.mono(12))
                styled.setBackground(theme.colour("bg.raised"))
            if "bold" in run.style:
                # The shipped font has a semibold: Qt would fake a bold.
                styled.setFontWeight(600)
                styled.setForeground(theme.colour("text.primary"))
            styled.setFontItalic("italic" in run.style)
            cursor.insertText(run.text, styled)
        if heading:
            cursor.insertText(block.text, letters)

    def _code(self, cursor: QTextCursor, text: str, shape: QTextBlockFormat, letters: QTextCharFormat) -> None:
        """Commands or a table as they stand, in a box of their own; the cursor is below it afterwards."""
        theme, box = self._theme, QTextFrameFormat()
        box.setBackground(theme.colour("bg.raised"))
        box.setBorder(1)
        box.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        box.setBorderBrush(theme.colour("border.default"))
        box.setPadding(theme.px(8))
        box.setTopMargin(theme.px(2))
        box.setBottomMargin(theme.px(8))
        shape.setBottomMargin(0)
        cursor.insertFrame(box)
        cursor.setBlockFormat(shape)
        cursor.insertText(text.replace("\n", "\u2028"), letters)
        cursor.movePosition(QTextCursor.MoveOperation.End)

    def _mark(self, cursor: QTextCursor, index: int, letters: QTextCharFormat) -> None:
        side, name = self._theme.px(12), f"mark:{index}"
        image = mark_image(self._theme, index, side, self.devicePixelRatioF())
        self.document().addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), image)
        shape = QTextImageFormat()
        shape.setName(name)
        shape.setWidth(side)
        shape.setHeight(side)
        cursor.insertImage(shape)
        cursor.insertText("  ", letters)
