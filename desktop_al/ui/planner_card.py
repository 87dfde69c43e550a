"""How many samples several annotators have to answer until the agreement is known well enough, and what that costs."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_al.core.words import local, mark, tr
from desktop_al.loop.study_screen import PlanRow
from desktop_al.ui.choose import Choose
from desktop_al.ui.controls import NumberField, SegmentedChoice, WithUnit
from desktop_al.ui.form_fields import TroubleLine
from desktop_al.ui.marked_table import MarkedTable
from desktop_al.ui.pace_plot import ticks
from desktop_al.ui.said import Said
from desktop_al.ui.settings_rows import Card, Row
from desktop_al.ui.theme import Theme

COLUMNS = (mark("Overlap samples"), mark("95 % interval"), mark("Time of all together"), "")
KAPPAS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
WIDTHS = (0.05, 0.08, 0.1, 0.15, 0.2)
#: What is asked for at first: an interval of 0.10 to each side at a kappa of 0.7.
_KAPPA, _WIDTH = 0.7, 0.1
NO_PACE = mark("not known yet: no pace was measured")
#: Labels from which on the classes' shares are taken from them.
ENOUGH_LABELS = 20
FEW_LABELS = mark("Fewer than {n} labels, or of one class only: how often the classes come is not known yet.")
FEW_CLASSES = mark("Agreement is counted between two classes or more. Add classes on the Protocol page first.")


def hours_words(row: PlanRow) -> str:
    """ "5.5 h (4.6 to 6.6)", minutes where it is less than an hour; that it is not known where no pace was
    measured."""
    if row.hours is None:
        return tr(NO_PACE)
    most = row.hours if row.hours_high is None else row.hours_high
    if 60 * most < 1:
        return tr("less than a minute")
    if row.hours_low is None or row.hours_high is None:
        return tr("{time:.0f} min", time=60 * row.hours) if most < 1 else tr("{time:.1f} h", time=row.hours)
    if most < 1:
        ends = {"low": 60 * row.hours_low, "high": 60 * row.hours_high}
        return tr("{time:.0f} min ({low:.0f} to {high:.0f})", time=60 * row.hours, **ends)
    return tr("{time:.1f} h ({low:.1f} to {high:.1f})", time=row.hours, low=row.hours_low, high=row.hours_high)


def enough(rows: Sequence[PlanRow], width: float) -> int:
    """Number of the first row whose interval is as narrow as wished, -1 for none."""
    return next((number for number, row in enumerate(rows) if row.half_width <= width + 1e-9), -1)


def plan_words(rows: Sequence[PlanRow], width: float) -> str:
    """What the plan says about an interval of ``width`` to each side."""
    if not rows:
        return ""
    at = enough(rows, width)
    if at < 0:
        return tr("More than {samples:,} samples are needed for ± {width:.2f}.", samples=rows[-1].samples, width=width)
    return tr(
        "About {samples:,} samples for ± {width:.2f}. Time of all together: {time}.",
        samples=rows[at].samples,
        width=width,
        time=hours_words(rows[at]),
    )


def spread(classes: int, rarest: float | None) -> tuple[float, ...]:
    """Shares of the classes: all alike, or one of ``rarest`` and the others alike."""
    if rarest is None:
        return (1 / classes,) * classes
    return (*((1 - rarest) / (classes - 1),) * (classes - 1), rarest)


class WidthPlot(QWidget):
    """Half width of the interval over samples; the table beside it says the same."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._rows: tuple[PlanRow, ...] = ()
        self._width = _WIDTH
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Half width of the interval over samples"))
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedHeight(theme.px(170))
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(170))

    def show_plan(self, rows: Sequence[PlanRow], width: float) -> None:
        """Draws it; what is no number is left out."""
        self._rows = tuple(row for row in rows if math.isfinite(row.half_width) and row.half_width >= 0)
        self._width = width
        self.setAccessibleDescription(plan_words(self._rows, width))
        self.setVisible(len(self._rows) > 1)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, px = QPainter(self), self._theme, self._theme.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("caption"))
        metrics, high = QFontMetrics(theme.font("caption")), theme.line("caption")
        left = metrics.horizontalAdvance(local("± 0.00")) + px(8)
        wish = tr("wished ± {width:.2f}", width=self._width)
        box = QRectF(left, px(12), self.width() - left - px(24), self.height() - px(12) - px(30))
        if len(self._rows) < 2 or box.width() < px(60):
            painter.end()
            return
        across = ticks(max(row.samples for row in self._rows), max(2, int(box.width() / px(80))))
        up = ticks(max(*(row.half_width for row in self._rows), self._width), 4)

        def place(samples: float, width: float) -> QPointF:
            return QPointF(
                box.left() + box.width() * samples / across[-1], box.bottom() - box.height() * width / up[-1]
            )

        for value in up:
            y = round(place(0, value).y()) + 0.5
            painter.setPen(QPen(theme.colour("border.default" if value == 0 else "border.subtle"), 1))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(theme.colour("text.secondary"))
            room = QRectF(0, y - high / 2, left - px(8), high)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, local(f"± {value:.2f}"))
        for value in across:
            words = local(f"{value:,.0f}")
            wide = metrics.horizontalAdvance(words) + px(4)
            x = min(place(value, 0).x() - wide / 2, self.width() - wide)
            painter.drawText(QRectF(x, box.bottom() + px(6), wide, high), Qt.AlignmentFlag.AlignHCenter, words)
        line = round(place(0, self._width).y()) + 0.5
        painter.setPen(QPen(theme.colour("text.secondary"), px(2), Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(box.left(), line), QPointF(box.right(), line))
        painter.setPen(theme.colour("text.primary"))
        room = QRectF(box.right() - px(160), line - high - px(2), px(160), high)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, wish)
        points = [place(row.samples, row.half_width) for row in self._rows]
        painter.setPen(QPen(theme.colour("accent.line"), px(2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        at = enough(self._rows, self._width)
        for number, point in enumerate(points):
            painter.setBrush(theme.colour("accent.line" if number == at else "bg.surface"))
            painter.drawEllipse(point, px(5 if number == at else 3), px(5 if number == at else 3))
        painter.end()


class PlannerCard(Card):
    """``wanted`` carries shares of the classes, expected kappa and number of annotators."""

    wanted = Signal(tuple, float, int)

    def __init__(self, theme: Theme) -> None:
        self._classes = 0
        self._rows: tuple[PlanRow, ...] = ()
        #: Whether the number of annotators was chosen here; until then it is that of the design.
        self._own_number = False
        self._counts: tuple[int, ...] = ()
        even = [("even", tr("All alike")), ("rare", tr("One is rare")), ("labelled", tr("As labelled"))]
        self.shape = SegmentedChoice(theme, tr("How often the classes come"), even)
        self.rarest = NumberField(theme, tr("Share of the rarest class"), 1, 50, "%")
        self.kappa = Choose(theme, tr("Expected kappa"))
        self.people = NumberField(theme, tr("Annotators of the plan"), 2, 50, "")
        self.width_wanted = Choose(theme, tr("Wished interval"))
        self.table = MarkedTable(theme, tr("Plan"), (0, 1))
        self.plot, self.words, self.trouble = (
            WidthPlot(theme),
            Said(theme, "suggestion", weight=600),
            TroubleLine(theme),
        )
        self.kappa.set_choices([(local(f"{value:.1f}"), value, None) for value in KAPPAS])
        self.kappa.choose(_KAPPA)
        self.width_wanted.set_choices([(local(f"± {value:.2f}"), value, None) for value in WIDTHS])
        self.width_wanted.choose(_WIDTH)
        self.rarest.set_value(10)
        percent = WithUnit(theme, self.rarest, "%")
        self._rarest_row = Row(
            theme, tr("Share of the rarest class"), tr("The others are taken to come alike."), (percent,)
        )
        rows = (
            Row(theme, tr("How often the classes come"), tr("Rare classes make the interval wider."), (self.shape,)),
            self._rarest_row,
            Row(theme, tr("Expected kappa"), tr("The agreement beyond chance that you expect."), (self.kappa,)),
            Row(theme, tr("Annotators"), tr("How many answer each sample of the overlap set."), (self.people,)),
            Row(theme, tr("Wished interval"), tr("Half of the 95 % interval of kappa."), (self.width_wanted,)),
        )
        parts = (*rows, self.words, self.trouble, self.plot, self.table)
        super().__init__(theme, "planner", "uncertain", tr("Planner"), parts)
        self.shape.chosen.connect(self._changed)
        self.rarest.committed.connect(self._changed)
        self.people.committed.connect(self._number_chosen)
        self.kappa.currentIndexChanged.connect(self._changed)
        self.width_wanted.currentIndexChanged.connect(lambda _: self._draw())
        self._rarest_row.hide()
        self.tidy()

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for choice in (self.kappa, self.width_wanted):
            choice.setMinimumWidth(theme.px(110))

    def begin(self, classes: int, annotators: int, counts: tuple[int, ...] = ()) -> None:
        """What the project has, and how many labels of each class; asks for a plan of it."""
        self._classes, self._counts = classes, counts
        if not self._own_number:
            self.people.set_value(annotators)
        self._changed()

    def _number_chosen(self) -> None:
        self._own_number = True
        self._changed()

    def _changed(self, *_: object) -> None:
        rare = self.shape.value() == "rare"
        self._rarest_row.setVisible(rare)
        self.tidy()
        if self._classes < 2:
            self.show_plan((), tr(FEW_CLASSES))
            return
        if self.shape.value() == "labelled":
            if sum(self._counts) < ENOUGH_LABELS or sum(n > 0 for n in self._counts) < 2:
                self.show_plan((), tr(FEW_LABELS, n=ENOUGH_LABELS))
                return
            shares = tuple(count / sum(self._counts) for count in self._counts)
            self.wanted.emit(shares, float(self.kappa.currentData()), self.people.value())
            return
        # The rarest cannot come more often than all alike.
        share = min(self.rarest.value() / 100, 1 / self._classes) if rare else None
        kappa = self.kappa.currentData()
        self.wanted.emit(spread(self._classes, share), float(kappa), self.people.value())

    def show_plan(self, rows: Sequence[PlanRow], trouble: str = "") -> None:
        """The plan that was asked for, or why there is none."""
        self._rows = tuple(rows)
        self.trouble.set_text(trouble)
        self._draw()

    def _draw(self) -> None:
        wish, rows = float(self.width_wanted.currentData()), self._rows
        at = enough(rows, wish)
        cells = [
            (
                local(f"{row.samples:,}"),
                local(f"± {row.half_width:.2f}"),
                _hours(row),
                tr("± {width:.2f} reached", width=wish) if n == at else "",
            )
            for n, row in enumerate(rows)
        ]
        self.table.show_rows([tr(title) if title else "" for title in COLUMNS], cells, at)
        self.table.setVisible(bool(rows))
        self.plot.show_plan(rows, wish)
        self.words.set_text(plan_words(rows, wish))
        self.tidy()

    def forget(self) -> None:
        """Another project comes next."""
        self._rows, self._own_number = (), False


def _hours(row: PlanRow) -> str:
    return tr("not known yet") if row.hours is None else hours_words(row)
