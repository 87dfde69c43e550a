"""The head of the Progress page: the verdict with its grounds, and the large figures beside it."""

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_al.core.words import tr
from desktop_al.loop.progress_screen import ProgressScreen
from desktop_al.ui.big_figure import BigFigure
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import IconView, Paragraph

#: Icon and colour of each verdict.
SIGNS = {
    "keep_going": ("keep_going", "accent.text"),
    "nearly": ("nearly", "accent.text"),
    "can_stop": ("done", "success.text"),
    "too_early": ("too_early", "text.secondary"),
    "disagree": ("warning", "warning.text"),
}
#: Widths at 100 %: of the verdict beside the figures, from where it stands there, and from where the figures stand
#: four and two in a row.
_VERDICT, _BESIDE, _FOUR, _TWO = 430, 1180, 640, 330
#: No limit of a width.
WIDEST = 16_777_215
_FIGURES = 4


class VerdictView(QWidget):
    """Icon and words, and one sentence of grounds, on a ground of its own."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.icon = IconView(theme, "", 22)
        self.words = Paragraph(theme, "", "heading", "text.primary", weight=600)
        self.grounds = Paragraph(theme, "", "body", "text.secondary")
        self._row = QHBoxLayout()
        # In the middle of the first line of the words.
        self._sign = QVBoxLayout()
        self._sign.addWidget(self.icon)
        self._sign.addStretch(1)
        self._row.addLayout(self._sign)
        self._row.addWidget(self.words, 1)
        self._all = QVBoxLayout(self)
        self._all.addLayout(self._row)
        self._all.addWidget(self.grounds)
        self._all.addStretch(1)
        self.above = False
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        px = theme.px
        self._all.setContentsMargins(px(20), px(14), px(20), px(14))
        self._all.setSpacing(px(6))
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(10))
        self._sign.setContentsMargins(0, px(4), 0, 0)
        self.update()

    def show_screen(self, screen: ProgressScreen) -> None:
        name, colour = SIGNS[screen.verdict]
        self.icon.set_icon(name, colour)
        self.words.set_text(screen.words)
        self.grounds.set_text(screen.grounds)
        self.grounds.setVisible(bool(screen.grounds))
        self.setAccessibleName(screen.words)
        self.setAccessibleDescription(screen.grounds)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Round where the card is round: at the left, or at the top when the figures stand below."""
        painter, box = QPainter(self), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius, path, square = self._theme.px(7), QPainterPath(), QPainterPath()
        path.addRoundedRect(box, radius, radius)
        if self.above:
            square.addRect(box.adjusted(0, radius, 0, 0))
        else:
            square.addRect(box.adjusted(radius, 0, 0, 0))
        painter.fillPath(path.united(square), self._theme.colour("accent.soft"))
        painter.end()


class FigureRow(QWidget):
    """The large figures side by side, with hairlines between them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.parts = tuple(BigFigure(theme, (20, 12, 12, 12)) for _ in range(_FIGURES))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._across = 0
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._across = 0
        self.fold(self.width())

    def fold(self, width: int) -> None:
        """Four, two or one in a row of ``width`` pixels."""
        px = self._theme.px
        across = 4 if width >= px(_FOUR) else 2 if width >= px(_TWO) else 1
        if across == self._across:
            return
        self._across = across
        for number, part in enumerate(self.parts):
            self._grid.removeWidget(part)
            self._grid.addWidget(part, number // across, number % across)
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

    def show_screen(self, screen: ProgressScreen) -> None:
        for number, part in enumerate(self.parts):
            there = number < len(screen.figures)
            part.setVisible(there)
            if there:
                one = screen.figures[number]
                part.show_words(one.title, one.value, one.line, one.spoken)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = self._theme.colour("border.subtle")
        for part in self.parts:
            box = part.geometry()
            if part.isVisible() and box.left() > 0:
                painter.fillRect(box.left(), box.top(), 1, box.height(), line)
            if part.isVisible() and box.top() > 0:
                painter.fillRect(box.left(), box.top(), box.width(), 1, line)
        painter.end()


class VerdictStrip(QFrame):
    """Verdict and figures in one card; the verdict goes above where there is no room beside."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self.setAccessibleName(tr("Verdict"))
        self.verdict, self.figures = VerdictView(theme), FigureRow(theme)
        self._all = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._all.addWidget(self.verdict)
        self._all.addWidget(self.figures, 1)
        self._all.setContentsMargins(1, 1, 1, 1)
        self._all.setSpacing(0)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._fold()

    def resizeEvent(self, event: QEvent) -> None:
        self._fold()

    def _fold(self) -> None:
        px, way = self._theme.px, QBoxLayout.Direction
        beside = self.width() >= px(_BESIDE)
        self._all.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self.verdict.setMinimumWidth(px(_VERDICT) if beside else 0)
        self.verdict.setMaximumWidth(px(_VERDICT) if beside else WIDEST)
        if self.verdict.above == beside:
            # A layout that is turned does not tell those around it.
            self.updateGeometry()
        self.verdict.above = not beside
        self.verdict.update()
        self.figures.fold(self.width() - (px(_VERDICT) if beside else 0) - 2)

    def show_screen(self, screen: ProgressScreen) -> None:
        self.verdict.show_screen(screen)
        self.figures.show_screen(screen)
        self.figures.setVisible(bool(screen.figures))
