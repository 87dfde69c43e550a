"""The votes on a case: a letter, an answer and what was commented, one below the other."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop_al.core.shapes import LabelClass
from desktop_al.core.words import tr
from desktop_al.loop.adjudication_screen import Vote
from desktop_al.ui.glyphs import paint_glyph
from desktop_al.ui.icons import paint_icon
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Paragraph, Words, surface

_LINE, _LETTER, _NAME = 36, 16, 46


class VoteRow(QWidget):
    """One vote. The comment stands below in quotation marks."""

    def __init__(self, theme: Theme, vote: Vote, item: LabelClass | None) -> None:
        super().__init__()
        self._item = item
        self._letter = Words(theme, vote.letter, "body", "text.secondary")
        self._name = Words(theme, item.name if item else vote.words, "label", "text.primary", elide=True)
        self._comment = Paragraph(theme, f"“{vote.comment}”" if vote.comment else "", "body", "text.secondary")
        for child in (self._letter, self._name, self._comment):
            child.setParent(self)
        said = f"{vote.letter}: {self._name.text()}"
        self.setAccessibleName(
            tr("{vote}. Comment: {comment}", vote=said, comment=vote.comment) if vote.comment else said
        )
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self._place()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        px = self._theme.px
        below = self._comment.heightForWidth(max(1, width - px(_LETTER + 24 + 16))) + px(8)
        return px(_LINE) + 1 + (below - px(6) if self._comment.text() else 0)

    def sizeHint(self) -> QSize:
        wide = self.width() or self._theme.px(344)
        return QSize(wide, self.heightForWidth(wide))

    def _place(self) -> None:
        px, width = self._theme.px, self.width()
        self._letter.setGeometry(px(_LETTER), 0, px(22), px(_LINE))
        self._name.setGeometry(px(_LETTER + 24 + 21), 0, max(0, width - px(_LETTER + 24 + 21 + 16)), px(_LINE))
        self._comment.setVisible(bool(self._comment.text()))
        wide = max(1, width - px(_LETTER + 24 + 16))
        self._comment.setGeometry(px(_LETTER + 24), px(_LINE - 6), wide, self._comment.heightForWidth(wide))

    def resizeEvent(self, event: QEvent) -> None:
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        side, x = theme.px(13), theme.px(_LETTER + 24)
        y = (theme.px(_LINE) - side) // 2
        if self._item is not None and self._item.colour >= 0:
            paint_glyph(painter, self._item.colour, x, y, side, theme.class_colour(self._item.colour))
        else:
            area = self.rect()
            area.setRect(x, y, side, side)
            paint_icon(painter, "class" if self._item else "unsure", area, theme.colour("text.secondary"))
        line = theme.px(16)
        bottom = self.height() - 1
        painter.fillRect(line, bottom, self.width() - 2 * line, 1, theme.colour("border.subtle"))
        painter.end()


class VotesView(QScrollArea):
    """All votes; many of them scroll, and Tab comes to them then."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._votes: tuple[Vote, ...] = ()
        self._classes: tuple[LabelClass, ...] = ()
        self._inside = QWidget()
        surface(self._inside, "surface")
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._rows.addStretch(1)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Votes"))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def rows(self) -> list[VoteRow]:
        found = (self._rows.itemAt(place).widget() for place in range(self._rows.count() - 1))
        return [row for row in found if isinstance(row, VoteRow)]

    def wanted_height(self, width: int) -> int:
        """Height at which every vote shows, with the frame that the focus is drawn in."""
        frame = 2 * self._theme.px(2)
        return sum(row.heightForWidth(width - frame) for row in self.rows()) + frame

    def set_votes(self, votes: tuple[Vote, ...], classes: tuple[LabelClass, ...]) -> bool:
        """Shows other votes; whether they are others than before."""
        if votes == self._votes and classes == self._classes:
            return False
        self._votes, self._classes = votes, classes
        for row in self.rows():
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, vote in enumerate(votes):
            item = classes[vote.index] if vote.index is not None else None
            self._rows.insertWidget(place, VoteRow(self._theme, vote, item))
        self.verticalScrollBar().setValue(0)
        return True

    def resizeEvent(self, event: QEvent) -> None:
        super().resizeEvent(event)
        scrolls = self.wanted_height(self.width()) > self.height()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if scrolls else Qt.FocusPolicy.NoFocus)
