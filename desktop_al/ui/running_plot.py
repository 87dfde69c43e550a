"""How often each annotator answered as the others did, as it went: small plots on one scale, and a table."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_al.core.words import local, tr
from desktop_al.loop.agreement_screen import Running
from desktop_al.loop.figure_words import count, interval, percent, spoken
from desktop_al.ui.plain_table import PlainTable
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Words

_WIDE, _HIGH = 240, 96


class RunningPlot(QWidget):
    """One annotator: the share of same answers over the samples shared so far, with its range."""

    def __init__(self, theme: Theme, running: Running, most: int) -> None:
        super().__init__()
        self._running, self._most = running, max(1, most)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Agreement of {name} with the others as it went", name=running.annotator))
        if running.points:
            shared, figure = running.points[-1]
            last = spoken(figure, tr("same answer"), share=True)
            self.setAccessibleDescription(
                tr("At {shared}: {last}. The table below has every point.", shared=count(shared), last=last)
            )
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedHeight(theme.px(_HIGH))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDE), self._theme.px(_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("caption"))
        left, low = painter.fontMetrics().horizontalAdvance("100 %") + theme.px(6), theme.line("caption")
        box = QRectF(left, theme.px(6), self.width() - left - theme.px(8), self.height() - theme.px(8) - low)
        for value, words in ((0.0, "0"), (0.5, "50 %"), (1.0, "100 %")):
            y = round(box.bottom() - value * box.height()) + 0.5
            painter.setPen(QPen(theme.colour("border.default" if value == 0 else "border.subtle"), 1))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(theme.colour("text.secondary"))
            at = QRectF(0, y - low / 2, left - theme.px(5), low)
            painter.drawText(at, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        under = QRectF(box.left(), box.bottom() + theme.px(2), box.width(), low)
        painter.drawText(under, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, "0")
        painter.drawText(under, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, local(f"{self._most:,}"))
        self._paint_line(painter, box)
        painter.end()

    def _paint_line(self, painter: QPainter, box: QRectF) -> None:
        theme = self._theme
        told = [(n, figure) for n, figure in self._running.points if figure.value is not None]

        def at(shared: int, value: float | None) -> QPointF:
            inside = min(1.0, max(0.0, value or 0.0))
            return QPointF(box.left() + box.width() * shared / self._most, box.bottom() - inside * box.height())

        ranged = [(n, f) for n, f in told if f.low is not None and f.high is not None]
        if len(ranged) > 1:
            band = [at(n, f.high) for n, f in ranged] + [at(n, f.low) for n, f in reversed(ranged)]
            fill = QColor(theme.colour("accent.line"))
            fill.setAlpha(48)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            painter.drawPolygon(QPolygonF(band))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("accent.line"), theme.px(2)))
        places = [at(n, f.value) for n, f in told]
        if len(places) > 1:
            painter.drawPolyline(QPolygonF(places))
        painter.setBrush(theme.colour("bg.surface"))
        for place in places if len(places) <= 12 else places[-1:]:
            painter.drawEllipse(place, theme.px(3), theme.px(3))


class RunningView(QWidget):
    """As many plots in a row as there is room for, and their table."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[Running, ...] = ()
        self._parts: list[QWidget] = []
        self._across = 0
        self._plots = QWidget()
        self._grid = QGridLayout(self._plots)
        self.table = PlainTable(theme, tr("Agreement as it went"), (1, 2))
        self._all = QVBoxLayout(self)
        self._all.addWidget(self._plots)
        self._all.addWidget(self.table)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(theme.px(10))
        self._grid.setContentsMargins(0, theme.px(4), 0, 0)
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(10))
        self._place(again=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def show_running(self, running: tuple[Running, ...]) -> None:
        if running != self._shown:
            self._shown = running
            for part in self._parts:
                part.hide()
                part.deleteLater()
            most = max((n for one in running for n, _ in one.points), default=1)
            self._parts = []
            for one in running:
                plot = QWidget()
                rows = QVBoxLayout(plot)
                rows.setContentsMargins(0, 0, 0, 0)
                rows.setSpacing(0)
                rows.addWidget(Words(self._theme, one.annotator, "caption", "text.primary", elide=True))
                rows.addWidget(RunningPlot(self._theme, one, most))
                self._parts.append(plot)
            self._place(again=True)
        rows = [
            (one.annotator, local(f"{n:,}"), percent(figure.value), interval(figure, share=True), figure.reason)
            for one in running
            for n, figure in one.points
        ]
        self.table.show_rows(
            (tr("Annotator"), tr("Samples shared"), tr("Same answer"), tr("95 % range"), tr("Remark")), rows
        )

    def _place(self, again: bool = False) -> None:
        across = max(1, min(len(self._parts) or 1, self.width() // self._theme.px(_WIDE)))
        if across == self._across and not again:
            return
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        self._across = across
        for number, part in enumerate(self._parts):
            self._grid.addWidget(part, number // across, number % across)
        for column in range(across):
            self._grid.setColumnStretch(column, 1)
