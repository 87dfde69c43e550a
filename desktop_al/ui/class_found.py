"""Found per class: how many samples of each class the model finds, and how many it names rightly."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_al.core.shapes import Measured
from desktop_al.core.words import local, mark, tr, trn
from desktop_al.loop.figure_words import has_interval, interval, percent
from desktop_al.loop.progress_screen import ClassRow, ProgressScreen
from desktop_al.ui.glyphs import paint_glyph
from desktop_al.ui.range_line import paint_range
from desktop_al.ui.row_list import RowList
from desktop_al.ui.samples_paint import paint_line
from desktop_al.ui.theme import Theme

_ROW, _ROWS, _HEAD = 31, 14, 28
FEW = mark("too few to say")
MEANS = mark(
    "Found: of the samples that truly are of the class, the share that the model finds. Right: "
    "of those that it says are of it, the share that is. 95 % ranges, from the audit samples."
)


def share_words(name: str, figure: Measured) -> str:
    """ "found 84 %, from 70 % to 93 %, 32 samples", or why there is too little."""
    if figure.value is None:
        return f"{name}: {tr(FEW)}" + (f", {figure.reason}" if figure.reason else "")
    parts = [f"{name} {percent(figure.value)}"]
    if has_interval(figure):
        parts.append(tr("from {interval}", interval=interval(figure, share=True)))
    parts.append(trn("{n:,} sample", "{n:,} samples", figure.n))
    return ", ".join([*parts, *([figure.reason] if figure.reason else [])])


@dataclass(frozen=True, slots=True)
class _Columns:
    """Left end and width of each."""

    name: tuple[int, int]
    given: tuple[int, int]
    found_line: tuple[int, int]
    found: tuple[int, int]
    right_line: tuple[int, int]
    right: tuple[int, int]


def _columns(theme: Theme, box: QRect) -> _Columns:
    px = theme.px
    value, given, gap = px(58), px(84), px(20)
    # Beside the figure as much as the words for too few need, drawn or not.
    line = max(px(34), min(px(150), (box.width() - px(180) - given - 2 * value - 2 * gap) // 2))
    right = box.right() - px(3) - value
    found = right - line - gap - value
    labels = found - line - gap - given
    left = box.left() + px(26)
    return _Columns(
        name=(left, max(0, labels - left - px(6))),
        given=(labels, given),
        found_line=(found - line, line),
        found=(found, value),
        right_line=(right - line, line),
        right=(right, value),
    )


class _Head(QWidget):
    """Titles above the columns."""

    def __init__(self, theme: Theme, rows: QWidget) -> None:
        super().__init__()
        self._rows = rows
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedHeight(theme.px(_HEAD))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, high = QPainter(self), self._theme, self.height()
        # A bar at the side of the rows takes its room from the columns.
        columns = _columns(theme, QRect(0, 0, self._rows.width(), high))
        painter.fillRect(0, high - 1, self.width(), 1, theme.colour("border.default"))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text.secondary"))
        paint_line(painter, tr("Class"), QRect(theme.px(4), 0, columns.name[1], high))
        for words, line, (left, wide) in (
            (tr("Labels given"), 0, columns.given),
            (tr("Found"), columns.found_line[1], columns.found),
            (tr("Right", about="share of right answers"), columns.right_line[1], columns.right),
        ):
            paint_line(painter, words, QRect(left - line, 0, wide + line, high), right=True)
        painter.end()


class FoundList(QWidget):
    """A row for each class: mark, name, labels given, found and right with their ranges."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._screen: ProgressScreen | None = None
        self.list = RowList(theme, tr("Found per class"), _ROW, self._paint, self._words)
        self._head = _Head(theme, self.list.viewport())
        self._all = QVBoxLayout(self)
        self._all.addWidget(self._head)
        self._all.addWidget(self.list)
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(0)
        self.setFocusProxy(self.list)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._fit(theme)

    def _fit(self, theme: Theme) -> None:
        self._theme = theme
        many = len(self._screen.by_class) if self._screen is not None else 1
        self.list.setFixedHeight(theme.px(_ROW) * min(_ROWS, max(1, many)))

    def show_screen(self, screen: ProgressScreen) -> None:
        same = self._screen is not None and self._screen.by_class == screen.by_class
        self._screen = screen
        if not same:
            self.list.show_rows(screen.by_class)
        self.list.viewport().update()
        self._fit(self._theme)

    def forget(self) -> None:
        self._screen = None
        self.list.show_rows(())

    def _words(self, row: ClassRow) -> str:
        name = self._screen.classes[row.index].name if self._screen is not None else ""
        return "; ".join(
            (
                f"{name}: {trn('{n:,} label', '{n:,} labels', row.given)}",
                share_words(tr("found"), row.recall),
                share_words(tr("right"), row.precision),
            )
        )

    def _paint(self, painter: QPainter, theme: Theme, box: QRect, row: ClassRow) -> None:
        if self._screen is None:
            return
        px, item, columns = theme.px, self._screen.classes[row.index], _columns(theme, box)
        if row.index != self._screen.by_class[-1].index:
            painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), theme.colour("border.subtle"))
        middle, side, ink = box.center().y() + 1, px(13), theme.class_colour(item.colour)
        if item.colour >= 0:
            paint_glyph(painter, item.colour, box.left() + px(4), middle - side / 2, side, ink)

        def place(column: tuple[int, int]) -> QRect:
            return QRect(column[0], box.top(), column[1], box.height())

        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("text.primary"))
        paint_line(painter, item.name, place(columns.name))
        painter.setPen(theme.colour("text.secondary"))
        paint_line(painter, local(f"{row.given:,}"), place(columns.given), right=True)
        for figure, line, value in (
            (row.recall, columns.found_line, columns.found),
            (row.precision, columns.right_line, columns.right),
        ):
            if figure.value is None:
                painter.setPen(theme.colour("text.secondary"))
                paint_line(painter, tr(FEW), place(line).united(place(value)), right=True)
                continue
            painter.setPen(theme.colour("text.primary"))
            paint_line(painter, percent(figure.value), place(value), right=True)
            if line[1] >= px(56):
                paint_range(painter, theme, QRectF(line[0], box.top(), line[1], box.height()), figure, ink)
