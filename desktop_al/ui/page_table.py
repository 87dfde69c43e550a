"""A table on paper: column widths by what is in them, one piece for each row, the head again on every page."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from desktop_al.loop.document import Table
from desktop_al.ui.page_text import LINE, SOFT, STRONG, Measure, Piece, Style

_SIZE, _NOTE = 9.0, 8.5
#: Points between columns, and above and below the words of a row.
_BETWEEN, _ABOVE, _BELOW = 12.0, 2.4, 2.6
#: A table of up to so many rows is not parted.
_WHOLE = 15


def table_pieces(table: Table, measure: Measure) -> list[Piece]:
    """Caption, head, rows and notes."""
    widths = column_widths(table, measure)
    caption = measure.text(table.caption, Style(_SIZE + 0.5, bold=True), measure.width)
    titles = [column.title for column in table.columns]
    head = _row(titles, table, widths, measure, Style(_SIZE, SOFT), above=STRONG, below=STRONG, low=True)
    pieces = [caption.after(measure.pt(13)).kept(), head.after(measure.pt(4)).kept()]
    last = len(table.rows) - 1
    for number, cells in enumerate(table.rows):
        row = _row(cells, table, widths, measure, Style(_SIZE), below=STRONG if number == last else LINE)
        # The first row stays with the head, the last one with the row before it and with the notes.
        kept = last < _WHOLE or number == last - 1
        with_next = bool(table.notes) if number == last else kept
        pieces.append(Piece(row.height, row.draw, with_next=with_next, head=head))
    if not table.rows:
        pieces[-1] = head.after(measure.pt(4))
    for place, note in enumerate(table.notes):
        words = measure.text(note, Style(_NOTE, SOFT), measure.width)
        words = words.after(measure.pt(5 if place == 0 else 2))
        pieces.append(words if place == len(table.notes) - 1 else words.kept())
    return pieces


def column_widths(table: Table, measure: Measure) -> list[float]:
    """The width of each column, gaps left out; together as wide as the page."""
    style = Style(_SIZE)
    room = measure.width - measure.pt(_BETWEEN) * (len(table.columns) - 1)
    # Words beyond this are broken anyway.
    cells = [[row[k][:400] for row in table.rows] for k in range(len(table.columns))]
    body = [max((measure.natural(cell, style) for cell in column), default=0.0) for column in cells]
    head = [measure.natural(column.title, style) for column in table.columns]
    wide = [max(one) for one in zip(body, head, strict=True)]
    if sum(wide) <= room:
        return _stretched(wide, table, room)
    # Titles may take several lines, figures may not.
    narrow = []
    for k, column in enumerate(table.columns):
        word = measure.longest_word(column.title, style)
        words = max((measure.longest_word(cell, style) for cell in cells[k]), default=0.0)
        narrow.append(max(word, body[k] if column.align == "figure" else min(words, room / 4)))
    left = room - sum(narrow)
    if left <= 0:
        return _lowered(narrow, room)
    # A single cell that is far too long takes nothing from the others.
    wish = [max(0.0, min(one, room / 2) - least) for one, least in zip(wide, narrow, strict=True)]
    if not sum(wish):
        return _stretched(narrow, table, room)
    return [least + left * more / sum(wish) for least, more in zip(narrow, wish, strict=True)]


def _lowered(wide: Sequence[float], room: float) -> list[float]:
    """The widest give way first, down to one level."""
    left, columns = room, len(wide)
    for one in sorted(wide):
        if one * columns > left:
            break
        left -= one
        columns -= 1
    level = left / max(columns, 1)
    return [min(one, level) for one in wide]


def _stretched(wide: Sequence[float], table: Table, room: float) -> list[float]:
    """What is left over goes to all columns alike, to the first one twice."""
    shares = [2.0 if k == 0 else 1.0 for k in range(len(table.columns))]
    left = room - sum(wide)
    return [one + left * share / sum(shares) for one, share in zip(wide, shares, strict=True)]


def _row(
    cells: Sequence[str],
    table: Table,
    widths: Sequence[float],
    measure: Measure,
    style: Style,
    *,
    above: str | None = None,
    below: str | None = None,
    low: bool = False,
) -> Piece:
    made = [
        measure.text(cell, Style(style.size, style.colour, style.bold, column.align == "figure"), width)
        for cell, column, width in zip(cells, table.columns, widths, strict=True)
    ]
    inner = max((one.height for one in made), default=0.0)
    height = inner + measure.pt(_ABOVE + _BELOW)
    return Piece(height, _draw_row(made, widths, measure, height, inner, above, below, low))


def _draw_row(
    made: Sequence[Piece],
    widths: Sequence[float],
    measure: Measure,
    height: float,
    inner: float,
    above: str | None,
    below: str | None,
    low: bool,
) -> Callable[[QPainter], None]:
    def draw(painter: QPainter) -> None:
        for colour, y in ((above, 0.0), (below, height)):
            if colour is not None:
                painter.setPen(QPen(QColor(colour), measure.pt(0.5)))
                painter.drawLine(QPointF(0, y), QPointF(measure.width, y))
        x = 0.0
        for piece, width in zip(made, widths, strict=True):
            painter.save()
            painter.translate(x, measure.pt(_ABOVE) + (inner - piece.height if low else 0.0))
            piece.draw(painter)
            painter.restore()
            x += width + measure.pt(_BETWEEN)

    return draw
