"""A document as a PDF of A4 pages: its parts measured one by one, then put on pages so that no row and no picture is
cut, a table's head comes again on the next page, and no heading stands at the end of one.

Only Qt's drawing is used, no widget: the command line makes one too, without a display. Text is set as plain text.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen
from PySide6.QtSvg import QSvgRenderer

from desktop_al.core.errors import DesktopAlError
from desktop_al.core.words import tr
from desktop_al.loop.document import (
    Block,
    Copyable,
    Document,
    Heading,
    Keys,
    Listing,
    Paragraph,
    Picture,
    Section,
    Table,
    made_plain,
)
from desktop_al.ui.page_table import table_pieces
from desktop_al.ui.page_text import LINE, SOFT, WARNING, WARNING_GROUND, Measure, Piece, Style

_DPI = 1200
#: Millimetres.
_LEFT, _RIGHT, _TOP, _BOTTOM = 20.0, 18.0, 25.0, 20.0
_KEY_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Placed:
    piece: Piece
    y: float


def pdf_alone(document: Document) -> bytes:
    """The same where there is no program with a window.

    Raises:
        DesktopAlError: Qt cannot draw here.
    """
    application = QGuiApplication.instance()
    if application is None:
        # Nothing is shown, so no display is asked for.
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        application = QGuiApplication(["desktop_al"])
    whole = document_pdf(document)
    del application
    return whole


def document_pdf(document: Document) -> bytes:
    """The content of a PDF file.

    Raises:
        DesktopAlError: it could not be drawn.
    """
    document = made_plain(document)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(_LEFT, _TOP, _RIGHT, _BOTTOM),
            QPageLayout.Unit.Millimeter,
        )
    )
    writer.setTitle(f"{document.title}: {document.kind}")
    writer.setCreator("desktop_al")
    area = writer.pageLayout().paintRectPixels(_DPI)
    measure = Measure(writer, float(area.width()), _DPI)
    pages = _paged(list(_pieces(document, measure)), float(area.height()))
    painter = QPainter()
    if not painter.begin(writer):
        raise DesktopAlError("The pages could not be drawn.")
    try:
        for number, placed in enumerate(pages, 1):
            if number > 1:
                writer.newPage()
            _frame(painter, document, measure, float(area.height()), number, len(pages))
            for one in placed:
                _draw(painter, one, float(area.height()))
    finally:
        painter.end()
    return bytes(buffer.data().data())


def _draw(painter: QPainter, one: Placed, room: float) -> None:
    painter.save()
    if one.y < 0 or one.y + one.piece.height > room:
        # Larger than a page: the part of it that belongs here.
        painter.setClipRect(QRectF(-room, 0, 4 * room, room))
    painter.translate(0, one.y)
    one.piece.draw(painter)
    painter.restore()


# -- pages ---------------------------------------------------------------------------------------------


def _paged(pieces: Sequence[Piece], room: float) -> list[list[Placed]]:
    pages: list[list[Placed]] = [[]]
    y, at = 0.0, 0
    while at < len(pieces):
        end = at + 1
        while end < len(pieces) and pieces[end - 1].with_next:
            end += 1
        group = pieces[at:end]
        first = y == 0
        needed = sum(one.height + (0 if first and one is group[0] else one.gap) for one in group)
        if not first and y + needed > room:
            pages.append([])
            y = 0.0
            if group[0].head is not None:
                pages[-1].append(Placed(group[0].head, 0.0))
                y = group[0].head.height
        for piece in group:
            y += piece.gap if y else 0.0
            if y and y + piece.height > room and piece.height <= room:
                # A group that is larger than a page is parted after all.
                pages.append([])
                y = 0.0
                if piece.head is not None:
                    pages[-1].append(Placed(piece.head, 0.0))
                    y = piece.head.height
            pages[-1].append(Placed(piece, y))
            y += piece.height
            while y > room and piece.height > room:
                y -= room
                pages.append([Placed(piece, y - piece.height)])
        at = end
    return pages


def _frame(painter: QPainter, document: Document, measure: Measure, room: float, number: int, pages: int) -> None:
    """What stands at the edges of every page."""
    quiet = Style(8.0, SOFT)
    top, bottom = -measure.mm(10), room + measure.mm(6)
    if number > 1:
        name = measure.text(document.title, quiet, measure.width * 0.7)
        kind = measure.text(document.kind, Style(8.0, SOFT, right=True), measure.width)
        painter.save()
        painter.setClipRect(QRectF(0, top, measure.width, measure.pt(11)))
        painter.translate(0, top)
        name.draw(painter)
        kind.draw(painter)
        painter.restore()
        _line(painter, measure, top + measure.pt(13))
    made = measure.text(document.lines[0] if document.lines else "", quiet, measure.width * 0.7)
    page = measure.text(tr("Page {n} of {all}", n=number, all=pages), Style(8.0, SOFT, right=True), measure.width)
    painter.save()
    painter.translate(0, bottom)
    made.draw(painter)
    page.draw(painter)
    painter.restore()


def _line(painter: QPainter, measure: Measure, y: float) -> None:
    painter.save()
    painter.setPen(QPen(QColor(LINE), measure.pt(0.5)))
    painter.drawLine(QPointF(0, y), QPointF(measure.width, y))
    painter.restore()


# -- pieces --------------------------------------------------------------------------------------------


def _pieces(document: Document, measure: Measure) -> list[Piece]:
    found = [
        measure.text(document.kind, Style(11.0, measure.accent, bold=True), measure.width),
        measure.text(document.title, Style(23.0, bold=True), measure.width),
    ]
    found += [measure.text(line, Style(9.0, SOFT), measure.width).after(measure.pt(1)) for line in document.lines]
    found.append(_rule_piece(measure))
    for number, section in enumerate(document.sections, 1):
        found += _section(number, section, measure)
    return found


def _rule_piece(measure: Measure) -> Piece:
    def draw(painter: QPainter) -> None:
        painter.setPen(QPen(QColor(measure.ink), measure.pt(1.2)))
        painter.drawLine(QPointF(0, 0), QPointF(measure.width, 0))

    return Piece(measure.pt(1.2), draw, gap=measure.pt(8))


def _section(number: int, section: Section, measure: Measure) -> list[Piece]:
    title = measure.text(f"{number}  {section.title}", Style(15.0, bold=True), measure.width)
    found = [title.after(measure.pt(24)).kept()]
    for block in section.blocks:
        made = _block(block, measure)
        if block is section.blocks[0] and isinstance(block, Paragraph) and len(section.blocks) > 1:
            # One or two lines under a heading say what comes below them.
            made = [piece.kept() for piece in made]
        found += made
    return found


def _block(block: Block, measure: Measure) -> list[Piece]:
    width, pt = measure.width, measure.pt
    match block:
        case Paragraph(text, "warning"):
            return [_warning(text, measure)]
        case Paragraph(text, look):
            style = {"lead": Style(11.5), "note": Style(9.0, SOFT)}.get(look, Style(10.0))
            return [measure.text(text, style, width).after(pt(7))]
        case Heading(text):
            return [measure.text(text, Style(11.5, bold=True), width).after(pt(14)).kept()]
        case Listing(items):
            return _items([_item(item, measure) for item in items])
        case Copyable(paragraphs):
            return [measure.text(one, Style(10.0), width).after(pt(8)) for one in paragraphs]
        case Keys():
            return _keys(block, measure)
        case Picture():
            return _picture(block, measure)
        case Table():
            return table_pieces(block, measure)


def _items(made: list[Piece]) -> list[Piece]:
    """The first two stay together, and the last two."""
    last = len(made) - 2
    return [piece.kept() if number in (0, last) and number <= last else piece for number, piece in enumerate(made)]


def _item(text: str, measure: Measure) -> Piece:
    indent = measure.pt(12)
    words = measure.text(text, Style(10.0), measure.width - indent)
    dot = measure.text("•", Style(10.0, SOFT), indent)

    def draw(painter: QPainter) -> None:
        dot.draw(painter)
        painter.translate(indent, 0)
        words.draw(painter)

    return Piece(words.height, draw, gap=measure.pt(4))


def _warning(text: str, measure: Measure) -> Piece:
    pad = measure.pt(7)
    words = measure.text(text, Style(10.0, WARNING), measure.width - 2 * pad)

    def draw(painter: QPainter) -> None:
        painter.fillRect(QRectF(0, 0, measure.width, words.height + 2 * pad), QColor(WARNING_GROUND))
        painter.translate(pad, pad)
        words.draw(painter)

    return Piece(words.height + 2 * pad, draw, gap=measure.pt(8))


def _keys(keys: Keys, measure: Measure) -> list[Piece]:
    gap = measure.pt(14)
    width = (measure.width - gap * (_KEY_COLUMNS - 1)) / _KEY_COLUMNS
    rows = [keys.items[start : start + _KEY_COLUMNS] for start in range(0, len(keys.items), _KEY_COLUMNS)]
    made = []
    for row in rows:
        cells = [
            [
                measure.text(key.title, Style(9.0, SOFT), width),
                measure.text(key.value, Style(17.0, bold=True), width),
                *([measure.text(key.line, Style(8.5, SOFT), width)] if key.line else []),
            ]
            for key in row
        ]
        height = measure.pt(5) + max(sum(part.height for part in cell) for cell in cells)
        made.append(Piece(height, _key_row(cells, width, gap, measure), gap=measure.pt(12)))
    return made


def _key_row(cells: list[list[Piece]], width: float, gap: float, measure: Measure) -> Callable[[QPainter], None]:
    def draw(painter: QPainter) -> None:
        for cell in cells:
            painter.save()
            painter.setPen(QPen(QColor(SOFT), measure.pt(0.6)))
            painter.drawLine(QPointF(0, 0), QPointF(width, 0))
            painter.translate(0, measure.pt(4))
            for part in cell:
                part.draw(painter)
                painter.translate(0, part.height)
            painter.restore()
            painter.translate(width + gap, 0)

    return draw


def _picture(picture: Picture, measure: Measure) -> list[Piece]:
    QFont.insertSubstitutions("sans-serif", [measure.family])
    renderer = QSvgRenderer(QByteArray(picture.svg.encode()))
    if not renderer.isValid():
        raise DesktopAlError("A picture of the report could not be drawn.")
    size = QSizeF(measure.width, measure.width * picture.height / picture.width)

    def draw(painter: QPainter) -> None:
        renderer.render(painter, QRectF(QPointF(0, 0), size))

    words = measure.text(picture.caption, Style(9.0, SOFT), measure.width)
    return [
        Piece(size.height(), draw, gap=measure.pt(12), with_next=True),
        words.after(measure.pt(4)),
    ]
