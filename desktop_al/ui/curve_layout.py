"""Where everything of the learning curve stands: ranges, ticks, lines and words, before anything is drawn."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from desktop_al.core.words import local, tr
from desktop_al.loop.curve_table import CurveRow, curve_rows
from desktop_al.loop.progress_screen import Curve
from desktop_al.ui.theme import Theme

#: Steps between ticks, times a power of ten.
_STEPS = (1.0, 2.0, 5.0, 10.0)
#: Points that the range of accuracy always spans.
_LEAST_SPAN = 4.0
#: A stop rule this many times beyond all else is named at the edge: drawn to scale it would squeeze the curve.
_FAR = 2.0
_DOTS, _DASHES = (1.0, 2.0), (4.0, 2.5)
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line, its colour by token, and its dashes in widths, none for a solid one."""

    start: QPointF
    end: QPointF
    colour: str
    width: float = 1.0
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """Words in a box. ``backed``: nothing shines through them."""

    words: str
    box: QRectF
    align: Qt.AlignmentFlag
    colour: str = "text.secondary"
    weight: int = 400
    backed: bool = False


@dataclass(frozen=True, slots=True)
class CurveLayout:
    """``box`` of the data, with ``labels`` across (from 0) and ``accuracy`` in per cent up; ``rows`` with an accuracy,
    in the order in which they are read out."""

    box: QRectF
    labels: float
    accuracy: tuple[float, float]
    rows: tuple[CurveRow, ...]
    lines: tuple[Line, ...]
    words: tuple[Label, ...]

    def place(self, labels: float, share: float) -> QPointF:
        """The place of a point, its accuracy a share."""
        low, high = self.accuracy
        up = (100.0 * share - low) / (high - low)
        return QPointF(
            self.box.left() + self.box.width() * labels / self.labels, self.box.bottom() - self.box.height() * up
        )

    def sharp(self, labels: float, width: float) -> float:
        """The labels beside ``labels`` at which an upright line of that width is sharp, half a pixel away at most."""
        x = _crisp(self.place(labels, 0.0).x(), width)
        return (x - self.box.left()) / self.box.width() * self.labels

    def sharp_share(self, share: float, width: float) -> float:
        """The same for a level line at an accuracy."""
        low, high = self.accuracy
        y = _crisp(self.place(0.0, share).y(), width)
        return (low + (self.box.bottom() - y) / self.box.height() * (high - low)) / 100.0


def finite_fit(curve: Curve) -> list[tuple[float, float]]:
    """The fit without what is no number, by labels."""
    return sorted(point for point in curve.fit if all(math.isfinite(value) for value in point))


def round_ticks(low: float, high: float, most: int) -> list[float]:
    """Round numbers from ``low`` to ``high``, at most ``most`` of them, the least step that allows it."""
    span = max(high - low, 1e-9)
    power = 10.0 ** math.floor(math.log10(span / max(1, most)))
    for step in (power * factor for factor in (*_STEPS, 20.0, 50.0, 100.0)):
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if last - first + 1 <= max(1, most):
            return [round(step * number, 9) for number in range(first, last + 1)]
    return []


def accuracy_range(curve: Curve, rows: Iterable[CurveRow]) -> tuple[float, float]:
    """Lowest and highest accuracy in per cent: of all points with their whiskers, the band and the goal; never beyond 0
    to 100."""
    rows = list(rows)
    sure = [row.accuracy for row in rows if row.accuracy is not None]
    sure += [end for row in rows for end in (row.low, row.high) if end is not None]
    sure += [curve.goal] if curve.goal is not None and math.isfinite(curve.goal) else []
    if not sure:
        return 0.0, 100.0
    low, high = 100.0 * min(sure), 100.0 * max(sure)
    lacking = max(0.0, _LEAST_SPAN - (high - low)) / 2 + 0.03 * (high - low)
    low, high = low - lacking, high + lacking
    # A range that would go beyond an end is moved back, so that its span stays.
    if high > 100.0:
        low, high = low - (high - 100.0), 100.0
    if low < 0.0:
        low, high = 0.0, min(100.0, high - low)
    return low, high


def labels_range(curve: Curve, rows: Iterable[CurveRow]) -> float:
    """The most labels across."""
    most = max([0.0, float(curve.now), *(row.labels for row in rows), *(labels for labels, _ in finite_fit(curve))])
    if curve.stop_at is not None and curve.stop_at <= _FAR * most:
        most = max(most, float(curve.stop_at))
    return most if most > 0 and curve.forecast else max(10.0, most * 1.15)


def layout_curve(theme: Theme, size: QSize, curve: Curve) -> CurveLayout:
    """All of it for a drawing of ``size``."""
    rows = tuple(row for row in curve_rows(curve) if row.accuracy is not None)
    low, high = accuracy_range(curve, rows)
    across = labels_range(curve, rows)
    px, plain = theme.px, QFontMetrics(theme.font("caption"))
    bold = QFontMetrics(theme.font("caption", 600))
    line = theme.line("caption")
    goal = curve.goal if curve.goal is not None and math.isfinite(curve.goal) else None
    quiet = curve.why_none if not curve.forecast else ""
    left = plain.horizontalAdvance(local("100.0 %")) + px(8)
    right = bold.horizontalAdvance(tr("Goal")) + px(14) if goal is not None else px(20)
    width = max(px(40), size.width() - left - right)
    marks = _marks(theme, curve, across, left, width, left + width if goal is not None else size.width() - px(4))
    rows_of_marks = 1 + max((mark.row for mark in marks), default=0)
    foot = rows_of_marks * (line + px(4)) + px(2) if marks else px(6)
    top = px(8) + (line + px(10) if quiet else 0)
    box = QRectF(left, top, width, max(px(30), size.height() - top - foot - px(8) - line))
    floor = box.bottom() + foot
    made = CurveLayout(box, across, (low, high), rows, (), ())

    lines: list[Line] = []
    words: list[Label] = []
    up = round_ticks(low, high, min(6, max(2, int(box.height() / px(30)))))
    digits = 0 if len(up) < 2 or up[1] - up[0] >= 1 else 1
    for value in up:
        y = _crisp(made.place(0, value / 100).y())
        # The dashes of the goal are to be seen as such.
        if goal is None or abs(y - made.place(0, goal).y()) > px(3):
            lines.append(Line(QPointF(left, y), QPointF(left + width, y), "border.subtle"))
        spot = QRectF(0, y - line / 2, left - px(8), line)
        words.append(Label(local(f"{value:.{digits}f} %"), spot, _RIGHT))
    words += _under(theme, across, left, width, floor + px(6))
    if quiet:
        room = size.width() - left - px(4)
        shown = plain.elidedText(quiet, Qt.TextElideMode.ElideRight, room)
        words.append(Label(shown, QRectF(left, px(4), room, line), _LEFT, "text.muted"))
    if goal is not None:
        y = _crisp(made.place(0, goal).y())
        lines.append(Line(QPointF(left, y), QPointF(left + width, y), "success.line", 1.5 * theme.scale, _DASHES))
        spot = QRectF(left + width + px(6), y - line / 2, right - px(6), line)
        words.append(Label(tr("Goal"), spot, _LEFT, "success.text", 600))
    for mark in marks:
        if mark.x is not None:
            x = _crisp(mark.x, mark.stroke[0])
            lines.append(Line(QPointF(x, px(4) if not quiet else top), QPointF(x, floor), mark.line, *mark.stroke))
        spot = QRectF(mark.left, box.bottom() + px(2) + mark.row * (line + px(4)), mark.width, line)
        words.append(Label(mark.words, spot, mark.align, mark.colour, 600, rows_of_marks > 1))
    return CurveLayout(box, across, (low, high), rows, tuple(lines), tuple(words))


def _crisp(value: float, width: float = 1.0) -> float:
    """Where a line of that width is sharp: between two pixels, or in the middle of one."""
    return float(round(value)) if round(width) == width and width % 2 == 0 else math.floor(value) + 0.5


@dataclass(frozen=True, slots=True)
class _Mark:
    """A vertical line at ``x``, none where it is out of sight, and its words in a row below the data."""

    x: float | None
    words: str
    left: float
    width: float
    align: Qt.AlignmentFlag
    row: int
    line: str
    colour: str
    stroke: tuple[float, tuple[float, ...]]

    def spoils(self, other: "_Mark") -> bool:
        """Whether its words stand on those of the other, or on its line."""
        right = self.left + self.width
        over = self.left < other.left + other.width + 8 and other.left < right + 8
        return over or (other.x is not None and self.left - 3 < other.x < right + 3)


def _marks(theme: Theme, curve: Curve, across: float, left: float, width: float, most: float) -> list[_Mark]:
    """ "Now" at its left and "Your stop rule" at its right, each at the other side where there is no room; in two rows
    where they would touch. They stand between ``left`` and ``most``."""
    px, metrics = theme.px, QFontMetrics(theme.font("caption", 600))

    def sides(labels: float, words: str, first: Qt.AlignmentFlag, *look: object) -> list[_Mark]:
        wide = metrics.horizontalAdvance(words) + 2.0
        if labels > across:
            return [_Mark(None, words, most - wide, wide, _RIGHT, 0, *look)]
        x = left + width * labels / across
        places = {_RIGHT: x - px(6) - wide, _LEFT: x + px(7)}
        order = (first, _LEFT if first == _RIGHT else _RIGHT)
        fitting = [side for side in order if places[side] >= left and places[side] + wide <= most]
        if not fitting:
            return [_Mark(x, words, max(left, min(x - wide / 2, most - wide)), wide, _LEFT, 0, *look)]
        return [_Mark(x, words, places[side], wide, side, 0, *look) for side in fitting]

    now = sides(
        curve.now, tr("Now, {labels:,}", labels=curve.now), _RIGHT, "text.primary", "text.primary", (float(px(1)), ())
    )
    now = now if curve.now > 0 else []
    if curve.stop_at is None:
        return now[:1]
    words = tr("Your stop rule, about {labels:,}", labels=curve.stop_at)
    if curve.stop_at > across:
        words += " →"
    stop = sides(curve.stop_at, words, _LEFT, "warning.line", "warning.text", (1.5 * theme.scale, _DOTS))
    if not now:
        return stop[:1]
    for one in now:
        for other in stop:
            if not one.spoils(other) and not other.spoils(one):
                return [one, other]
    below = stop[0]
    moved = _Mark(
        *(below.x, below.words, below.left, below.width, below.align, 1, below.line, below.colour, below.stroke)
    )
    return [now[0], moved]


def _under(theme: Theme, across: float, left: float, width: float, top: float) -> list[Label]:
    """Ticks of labels from 0, and what they count, at the end."""
    px, metrics, line = theme.px, QFontMetrics(theme.font("caption")), theme.line("caption")
    unit = metrics.horizontalAdvance(tr("labels")) + 2.0
    widest = metrics.horizontalAdvance(local(f"{round(across):,}")) + px(28)
    made = [Label(tr("labels"), QRectF(left + width - unit, top, unit, line), _RIGHT)]
    # Counts are whole.
    ticks = [tick for tick in round_ticks(0.0, across, max(2, int(width / widest))) if tick == round(tick)]
    for tick in ticks:
        words, x = local(f"{round(tick):,}"), left + width * tick / across
        wide = metrics.horizontalAdvance(words) + 2.0
        if x + wide / 2 + px(8) <= left + width - unit:
            made.append(Label(words, QRectF(x - wide / 2, top, wide, line), Qt.AlignmentFlag.AlignHCenter))
    return made


def paint_ground(painter: QPainter, theme: Theme, made: CurveLayout) -> None:
    """Everything but the data: ticks, lines, words."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for line in made.lines:
        pen = QPen(theme.colour(line.colour), line.width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if line.dashes:
            pen.setDashPattern(list(line.dashes))
        painter.setPen(pen)
        painter.drawLine(line.start, line.end)
    for label in made.words:
        painter.setFont(theme.font("caption", label.weight))
        if label.backed:
            painter.fillRect(label.box.adjusted(-theme.px(3), 0, theme.px(3), 0), theme.colour("bg.surface"))
        painter.setPen(theme.colour(label.colour))
        flags = label.align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
        painter.drawText(label.box, flags, label.words)
