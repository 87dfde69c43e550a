"""Class by class: how far annotators agree on one class against all others."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_al.core.words import tr, trn
from desktop_al.loop.agreement_screen import AgreementScreen, ClassAgreement
from desktop_al.loop.figure_words import has_interval, spoken, two
from desktop_al.ui.glyphs import paint_glyph
from desktop_al.ui.row_list import RowList
from desktop_al.ui.samples_paint import paint_line
from desktop_al.ui.theme import Theme

_ROW, _ROWS = 30, 8


def _votes(row: ClassAgreement) -> str:
    return trn("{n:,} vote", "{n:,} votes", row.votes)


class ClassList(QWidget):
    """A row for each class: mark, name, bar with its interval, figure, votes."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._screen: AgreementScreen | None = None
        self.list = RowList(theme, tr("Class by class"), _ROW, self._paint, self._words)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.list)
        self.setFocusProxy(self.list)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._fit()

    def _fit(self) -> None:
        many = len(self._screen.by_class) if self._screen is not None else 1
        self.list.setFixedHeight(self._theme.px(_ROW) * min(_ROWS, max(1, many)))

    def show_screen(self, screen: AgreementScreen) -> None:
        self._screen = screen
        self.list.show_rows(screen.by_class)
        self._fit()

    def _words(self, row: ClassAgreement) -> str:
        name = self._screen.classes[row.index].name if self._screen is not None else ""
        return f"{name}: {spoken(row.figure, tr('kappa'))}, {_votes(row)}"

    def _paint(self, painter: QPainter, theme: Theme, box: QRect, row: ClassAgreement) -> None:
        if self._screen is None:
            return
        px, item = theme.px, self._screen.classes[row.index]
        middle, side = box.center().y() + 1, px(13)
        paint_glyph(painter, item.colour, box.left() + px(4), middle - side / 2, side, theme.class_colour(item.colour))
        votes, value = px(74), px(44)
        name = min(px(150), max(px(70), round(box.width() * 0.34)))
        left = box.left() + px(26)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("text.primary"))
        paint_line(painter, item.name, QRect(left, box.top(), name - px(6), box.height()))
        right = box.right() - px(4)
        painter.setPen(theme.colour("text.secondary"))
        paint_line(painter, _votes(row), QRect(right - votes, box.top(), votes, box.height()), right=True)
        painter.setPen(theme.colour("text.primary"))
        right -= votes
        paint_line(painter, two(row.figure.value), QRect(right - value, box.top(), value, box.height()), right=True)
        bar = QRectF(left + name, middle - px(3), right - value - left - name - px(4), px(6))
        if bar.width() > px(24):
            self._paint_bar(painter, theme, bar, row)

    @staticmethod
    def _paint_bar(painter: QPainter, theme: Theme, bar: QRectF, row: ClassAgreement) -> None:
        painter.setRenderHint(painter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("bg.pressed"))
        painter.drawRoundedRect(bar, theme.px(3), theme.px(3))
        figure = row.figure
        if figure.value is None:
            return

        def x(value: float) -> float:
            return bar.left() + min(1.0, max(0.0, value)) * bar.width()

        painter.setBrush(theme.colour("accent.line"))
        painter.drawRoundedRect(
            QRectF(bar.left(), bar.top(), max(0.0, x(figure.value) - bar.left()), bar.height()),
            theme.px(3),
            theme.px(3),
        )
        if has_interval(figure):
            painter.setPen(QPen(theme.colour("text.primary"), theme.px(1)))
            for end in (figure.low or 0.0, figure.high or 0.0):
                painter.drawLine(
                    round(x(end)), round(bar.top() - theme.px(2)), round(x(end)), round(bar.bottom() + theme.px(2))
                )
