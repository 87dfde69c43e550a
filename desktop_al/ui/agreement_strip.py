"""The head of the Agreement page: how far annotators agree, and what is left to decide."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_al.core.shapes import Measured
from desktop_al.core.words import local, tr, trn
from desktop_al.loop.agreement_screen import AgreementScreen
from desktop_al.loop.figure_words import NONE, has_interval, interval, percent, spoken, two
from desktop_al.ui.big_figure import BigFigure
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, IconView, Paragraph, rule

#: Krippendorff's marks (Content Analysis, 2004, chapter 11): below the first one only for exploring, from the second
#: one on to be relied upon.
MARKS = (0.667, 0.80)
_SIGNS = {
    "reliable": ("done", "success.text"),
    "care": ("notice", "warning.text"),
    "not_yet": ("unsure", "text.secondary"),
    "few": ("unsure", "text.secondary"),
    "none": ("", "text.secondary"),
}
#: Widths at 100 %: from the first one on all figures stand in a row, from the second one in two.
_ROW, _PAIRS = 1000, 560


class IntervalBar(QWidget):
    """A figure and its interval on the line from 0 to 1, with two marks, and a dotted one for the ceiling."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._figure, self._ceiling = Measured(None), Measured(None)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedHeight(theme.px(18) + theme.line("caption"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(140), self.height())

    def show_figure(self, name: str, figure: Measured, ceiling: Measured) -> None:
        self._figure, self._ceiling = figure, ceiling
        self.setAccessibleName(spoken(figure, name))
        self.setAccessibleDescription(tr("On a line from 0 to 1 with Krippendorff's marks at 0.667 and 0.80."))
        self.update()

    def _x(self, value: float) -> float:
        edge = self._theme.px(1)
        return edge + min(1.0, max(0.0, value)) * (self.width() - 2 * edge)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, figure = QPainter(self), self._theme, self._figure
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px, high, middle = theme.px, theme.px(8), theme.px(9)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("bg.pressed"))
        painter.drawRoundedRect(QRectF(0, middle - high / 2, self.width(), high), px(2), px(2))
        if figure.value is not None and figure.low is not None and figure.high is not None:
            left, right = self._x(figure.low), self._x(figure.high)
            painter.setBrush(theme.colour("accent.soft"))
            painter.setPen(QPen(theme.colour("accent.line"), 1))
            painter.drawRoundedRect(QRectF(left, middle - high / 2, max(2.0, right - left), high), px(2), px(2))
        painter.setPen(QPen(theme.colour("text.secondary"), theme.px(1)))
        for mark in MARKS:
            painter.drawLine(QPointF(self._x(mark), middle - px(8)), QPointF(self._x(mark), middle + px(8)))
        if self._ceiling.value is not None:
            painter.setPen(QPen(theme.colour("text.primary"), theme.px(2), Qt.PenStyle.DotLine))
            x = self._x(self._ceiling.value)
            painter.drawLine(QPointF(x, middle - px(8)), QPointF(x, middle + px(8)))
        if figure.value is not None:
            wide = px(3)
            x = min(max(self._x(figure.value), wide / 2), self.width() - wide / 2)
            painter.fillRect(QRectF(x - wide / 2, middle - px(8), wide, px(16)), theme.colour("accent.line"))
        self._paint_marks(painter, middle + px(9))
        painter.end()

    def _paint_marks(self, painter: QPainter, top: float) -> None:
        theme = self._theme
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text.secondary"))
        metrics, high = QFontMetrics(theme.font("caption")), theme.line("caption")
        words = (local("0.667"), local("0.80"))
        wide = [metrics.horizontalAdvance(word) + theme.px(2) for word in words]
        left = [self._x(mark) - w / 2 for mark, w in zip(MARKS, wide, strict=True)]
        # On a short line the two stand side by side instead of one over the other.
        left[1] = max(left[1], left[0] + wide[0] + theme.px(4))
        left[1] = min(left[1], self.width() - wide[1])
        left[0] = min(left[0], left[1] - wide[0] - theme.px(4))
        for word, x, w in zip(words, left, wide, strict=True):
            painter.drawText(QRectF(x, top, w, high), Qt.AlignmentFlag.AlignCenter, word)


class _Verdict(QWidget):
    """What the headline means, on the bar with the two marks."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = IconView(theme, "", 16)
        self.words = Paragraph(theme, "", "caption", "text.primary", weight=600)
        self.bar = IntervalBar(theme)
        self._marks = Paragraph(theme, "", "caption", "text.secondary")
        self._row = QHBoxLayout()
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.words, 1)
        self._all = QVBoxLayout(self)
        self._all.addLayout(self._row)
        self._all.addWidget(self.bar)
        self._all.addWidget(self._marks)
        self._all.addStretch(1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(theme.px(4))
        self._row.setSpacing(theme.px(6))

    def show_verdict(self, screen: AgreementScreen) -> None:
        sign, colour = _SIGNS[screen.verdict]
        self._icon.set_icon(sign, colour)
        self._icon.setVisible(bool(sign))
        self.words.set_text(screen.verdict_words)
        self.words.set_colour(colour)
        self.words.setVisible(bool(screen.verdict_words))
        dotted = " " + tr("Dotted: annotators with themselves.") if screen.ceiling.value is not None else ""
        self._marks.set_text(tr("Krippendorff's marks.") + dotted)
        self.bar.show_figure(screen.headline_name, screen.headline, screen.ceiling)


class AgreementStrip(QFrame):
    """``command`` carries a command id."""

    command = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self.setAccessibleName(tr("Agreement of all annotators"))
        self._head, self.verdict = BigFigure(theme), _Verdict(theme)
        self._ceiling = Paragraph(theme, "", "caption", "text.secondary")
        self._head.rows.insertWidget(3, self._ceiling)
        self._percent, self._unanimous, self._open = BigFigure(theme), BigFigure(theme), BigFigure(theme)
        self.adjudicate = CapButton(theme, tr("Adjudicate"), trailing=("A",), role="primary", hug=True)
        self.adjudicate.clicked.connect(lambda: self.command.emit("adjudicate"))
        self._lead, self._decide = QWidget(), QWidget()
        self._lead_row, self._decide_row = QHBoxLayout(self._lead), QHBoxLayout(self._decide)
        self._lead_row.addWidget(self._head, 1)
        self._lead_row.addWidget(self.verdict, 1)
        self._decide_row.addWidget(self._open, 1)
        self._decide_row.addWidget(self.adjudicate, 0, Qt.AlignmentFlag.AlignVCenter)
        self._second = QHBoxLayout()
        self._lines = [rule("v"), rule("v"), rule("h"), rule("v"), rule("h")]
        self._all = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        for part in (self._lead, self._percent, self._unanimous, self._decide, *self._lines):
            part.setParent(self)
        self._shape = ""
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        px = theme.px
        self._lead_row.setContentsMargins(0, 0, 0, 0)
        self._lead_row.setSpacing(px(20))
        self._decide_row.setContentsMargins(0, 0, 0, 0)
        self._decide_row.setSpacing(px(12))
        self._all.setContentsMargins(px(20), px(14), px(20), px(14))
        self._all.setSpacing(px(18))
        self._second.setSpacing(px(18))
        self._shape = ""
        self._fold()

    def resizeEvent(self, event: QEvent) -> None:
        self._fold()

    def _fold(self) -> None:
        """All in a row; or the headline above the rest; or one below the other."""
        wide = self.width() / self._theme.scale
        shape = "row" if wide >= _ROW else "two" if wide >= _PAIRS else "stack"
        if shape == self._shape:
            return
        self._shape = shape
        for part in (self._lead, self._percent, self._unanimous, self._decide, *self._lines):
            # Not taken out by place: Python would keep the layout's item, and Qt the heights that it remembers.
            for layout in (self._all, self._second):
                layout.removeWidget(part)
        self._all.removeItem(self._second)
        ways = QBoxLayout.Direction
        small = (self._percent, self._unanimous, self._decide)
        for line in self._lines:
            line.hide()
        self._all.setDirection(ways.LeftToRight if shape == "row" else ways.TopToBottom)
        self._all.addWidget(self._lead, 11 if shape == "row" else 0)
        if shape == "two":
            self._all.addWidget(self._show(2))
            for number, part in enumerate(small):
                if number:
                    self._second.addWidget(self._show(number - 1))
                self._second.addWidget(part, (5, 4, 6)[number])
            self._all.addLayout(self._second)
            return
        for number, part in enumerate(small):
            line = (0, 1, 3)[number] if shape == "row" else None
            if line is not None:
                self._all.addWidget(self._show(line))
            self._all.addWidget(part, (5, 5, 6)[number] if shape == "row" else 0)

    def _show(self, number: int) -> QFrame:
        self._lines[number].show()
        return self._lines[number]

    def show_screen(self, screen: AgreementScreen) -> None:
        many = len(screen.annotators)
        headline = screen.headline
        sure = tr("95 % range {range}", range=interval(headline)) if has_interval(headline) else headline.reason
        foot = ", ".join(part.rstrip(".") for part in (sure, screen.rests_on) if part)
        self._head.show_words(screen.headline_name, two(headline.value), foot)
        self._ceiling.set_text(screen.ceiling_words)
        self._ceiling.setVisible(bool(screen.ceiling_words))
        self.verdict.show_verdict(screen)
        range_words = interval(screen.percent, share=True)
        self._percent.show_words(
            tr("Same answer, any two"),
            percent(screen.percent.value),
            tr("before correcting for chance; 95 % range {range}", range=range_words)
            if range_words
            else tr("before correcting for chance"),
        )
        self._unanimous.show_words(
            tr("Both the same") if many == 2 else tr("All the same, of those asked"),
            local(f"{screen.unanimous:,}") if screen.shared else NONE,
            trn("of {n:,} shared sample", "of {n:,} shared samples", screen.shared),
        )
        self._open.show_words(tr("No majority"), local(f"{screen.undecided:,}"), tr("to decide"))
        self.adjudicate.setEnabled(screen.undecided > 0)
