"""What the other kinds of model say of the sample on screen, below the decision rule."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop_al.core.words import tr
from desktop_al.loop.beside_screen import Vote, VotesScreen
from desktop_al.ui.glyphs import paint_glyph
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Paragraph, Words, rule

_ROW, _SHARE = 20, 40


class _Rows(QWidget):
    """One line for each model: its kind, mark and name of the class it votes for, and what its vote weighs."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._votes: tuple[Vote, ...] = ()
        self._names: tuple[list[str], list[str]] = ([], [])
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFont(theme.font("body"))
        self.setFixedHeight(theme.px(_ROW) * len(self._votes))
        self.update()

    def set_votes(self, votes: tuple[Vote, ...]) -> None:
        self._votes = votes
        self._names = [vote.model for vote in votes], [vote.name for vote in votes]
        told = [
            tr(
                "{model}: {name}, {share} percent of the votes.",
                model=vote.model,
                name=vote.name,
                share=round(100 * vote.share),
            )
            for vote in votes
        ]
        self.setAccessibleName(" ".join(told))
        self.setFixedHeight(self._theme.px(_ROW) * len(votes))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        px, metrics, height = theme.px, self.fontMetrics(), theme.px(_ROW)
        side, middle = px(11), Qt.AlignmentFlag.AlignVCenter
        share = px(_SHARE)
        # Names of classes may be cut to the half, those of the models to what is left then.
        room = self.width() - share - side - px(6)
        model, name = (max(map(metrics.horizontalAdvance, names), default=0) + px(12) for names in self._names)
        left = min(model, room - min(name, room // 2))
        for number, vote in enumerate(self._votes):
            y = number * height
            painter.setPen(theme.colour("text.secondary"))
            words = metrics.elidedText(vote.model, Qt.TextElideMode.ElideRight, left - px(8))
            painter.drawText(QRect(0, y, left, height), middle, words)
            paint_glyph(
                painter, vote.colour, left, y + (height - side) / 2 + 0.5, side, theme.class_colour(vote.colour)
            )
            x = left + side + px(6)
            room = self.width() - share - x
            painter.setPen(theme.colour("text.primary"))
            words = metrics.elidedText(vote.name, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(x, y, room, height), middle, words)
            painter.setPen(theme.colour("text.secondary"))
            words = f"{round(100 * vote.share)} %"
            painter.drawText(QRect(self.width() - share, y, share, height), middle | Qt.AlignmentFlag.AlignRight, words)
        painter.end()


class VotesView(QWidget):
    """Hidden while there are no votes to show."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._screen: VotesScreen | None = None
        self._line = rule("soft")
        self._head = Words(theme, tr("What other models say"), "caption", "text.muted", 600)
        self._words = Paragraph(theme, "", "body", "text.primary")
        self._rows = _Rows(theme)
        self._all = QVBoxLayout(self)
        for part in (self._line, self._head, self._words, self._rows):
            self._all.addWidget(part)
        self._all.addStretch(1)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(0, theme.px(4), 0, 0)
        self._all.setSpacing(theme.px(4))

    def set_votes(self, screen: VotesScreen | None) -> bool:
        """Shows these, or goes; whether they are others than before."""
        if screen is self._screen:
            return False
        self._screen = screen
        if screen is not None:
            self._words.set_text(screen.words)
            self._rows.set_votes(screen.votes)
        self.setVisible(screen is not None)
        return True
