"""The learning curve drawn by pyqtgraph. To be imported late: that takes half a second."""

import pyqtgraph
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from desktop_al.loop.curve_table import CurveRow
from desktop_al.loop.progress_screen import Curve
from desktop_al.ui.curve_layout import CurveLayout, finite_fit, paint_ground
from desktop_al.ui.theme import Theme

#: Pixels at 100 % that a ring on the edge of the range may stand out of it.
_SLACK = 8


class CurveDrawing(pyqtgraph.GraphicsView):
    """Shows, and takes neither keys nor the pointer. Ground and marks are painted here, the data are its items."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, useOpenGL=False, background=None)
        self._theme = theme
        self._made: CurveLayout | None = None
        self._at: int | None = None
        self._ratio = 1.0
        # Kept by the cache, words would be blurred on screens of a high resolution.
        self.setCacheMode(self.CacheModeFlag.CacheNone)
        self.setViewportUpdateMode(self.ViewportUpdateMode.FullViewportUpdate)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAntialiasing(True)
        self._view = pyqtgraph.ViewBox(enableMouse=False, enableMenu=False)
        self._view.setAcceptHoverEvents(False)
        self.scene().addItem(self._view)

    def show_curve(self, curve: Curve, made: CurveLayout, theme: Theme, ratio: float) -> None:
        """Draws it anew; ``ratio``: device pixels to a logical one."""
        self._theme, self._made, self._at, self._ratio = theme, made, None, ratio
        self.setBackground(theme.colour("bg.surface"))
        for item in list(self._view.addedItems):
            self._view.removeItem(item)
        slack = theme.px(_SLACK)
        self._view.setGeometry(made.box.adjusted(-slack, -slack, slack, slack))
        low, high = made.accuracy
        aside, above = made.labels * slack / made.box.width(), (high - low) * slack / made.box.height()
        self._view.setRange(
            xRange=(-aside, made.labels + aside),
            yRange=(low - above, high + above),
            padding=0,
            disableAutoRange=True,
        )
        self._add_forecast([row for row in made.rows if row.kind == "expected"])
        self._add_line(finite_fit(curve), None)
        self._add_measured([row for row in made.rows if row.kind == "measured"])
        self.viewport().update()

    def show_mark(self, at: int | None) -> None:
        """Marks the row that is read out."""
        self._at = at
        self.viewport().update()

    # -- data ------------------------------------------------------------------------------------------

    def _pen(self, token: str, width: float, dashes: list[float] | None = None) -> QPen:
        # A pen whose width the scale of the axes leaves alone, the ratio of the screen leaves alone as well.
        pen = QPen(self._theme.colour(token), self._theme.px(width) * self._ratio)
        pen.setCosmetic(True)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if dashes:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern(dashes)
        return pen

    def _add_line(self, points: list[tuple[float, float]], dashes: list[float] | None) -> None:
        if len(points) < 2:
            return
        across, up = zip(*points, strict=True)
        pen = self._pen("accent.line", 2, dashes)
        self._view.addItem(
            pyqtgraph.PlotCurveItem(x=list(across), y=[100 * value for value in up], pen=pen, antialias=True)
        )

    def _add_forecast(self, rows: list[CurveRow]) -> None:
        band = [row for row in rows if row.low is not None and row.high is not None]
        if len(band) > 1:
            across = [row.labels for row in band]
            # Where fills are told apart by contrast, the band has an outline.
            edge = self._pen("accent.line", 1) if self._theme.name == "high-contrast" else None
            ends = [
                pyqtgraph.PlotCurveItem(x=across, y=[100 * value for value in values], pen=edge, antialias=True)
                for values in ([row.low for row in band], [row.high for row in band])
            ]
            fill = QColor(self._theme.colour("accent.line"))
            fill.setAlphaF(0.2)
            self._view.addItem(pyqtgraph.FillBetweenItem(*ends, brush=fill))
            for end in ends:
                self._view.addItem(end)
        self._add_line([(row.labels, row.accuracy) for row in rows if row.accuracy is not None], [3.0, 2.5])

    def _add_measured(self, rows: list[CurveRow]) -> None:
        made, width = self._made, self._theme.px(1)
        if made is None or not rows:
            return
        across: list[float] = []
        up: list[float] = []
        # Short bars at the ends: at "Now" there would be nothing to be seen of the whisker else.
        half = self._theme.px(5) / 2 / made.box.width() * made.labels
        for row in rows:
            if row.low is None or row.high is None:
                continue
            x, ends = made.sharp(row.labels, width), [100 * made.sharp_share(e, width) for e in (row.low, row.high)]
            across += [x, x, x - half, x + half, x - half, x + half]
            up += [*ends, ends[0], ends[0], ends[1], ends[1]]
        if across:
            pen = self._pen("text.secondary", 1)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            self._view.addItem(pyqtgraph.PlotCurveItem(x=across, y=up, connect="pairs", pen=pen, antialias=True))
        rings = pyqtgraph.ScatterPlotItem(
            x=[made.sharp(row.labels, width) for row in rows],
            y=[100 * row.accuracy for row in rows],
            symbol="o",
            size=self._theme.px(8),
            pen=self._pen("text.primary", 1.5),
            brush=self._theme.colour("bg.surface"),
            antialias=True,
            useCache=False,
        )
        self._view.addItem(rings)

    # -- ground and mark -------------------------------------------------------------------------------

    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:
        painter.fillRect(rect, self._theme.colour("bg.surface"))
        if self._made is not None:
            paint_ground(painter, self._theme, self._made)

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        made, theme = self._made, self._theme
        if made is None or self._at is None or self._at >= len(made.rows):
            return
        row = made.rows[self._at]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent.line"), theme.px(2)))
        if row.low is not None and row.high is not None:
            painter.setClipRect(made.box)
            painter.drawLine(made.place(row.labels, row.low), made.place(row.labels, row.high))
            painter.setClipping(False)
        painter.setPen(QPen(theme.colour("bg.surface"), theme.px(2)))
        painter.setBrush(theme.colour("accent.line"))
        painter.drawEllipse(made.place(row.labels, row.accuracy or 0.0), theme.px(6), theme.px(6))
