"""The line above the Progress page: labels given, the newest look, what is being worked out, copy as picture."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_al.core.words import mark, tr, trn
from desktop_al.loop.progress_screen import ProgressScreen
from desktop_al.ui.small_plots import paint_share
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Words, surface
from desktop_al.ui.working_words import WorkingWords

WORKING = mark("Working out the curve")


def look_words(screen: ProgressScreen) -> str:
    """How many labels there are, and at how many the figures were and will be worked out."""
    parts = [trn("{n:,} label", "{n:,} labels", screen.labels)]
    if screen.looked_at:
        parts.append(tr("figures from the look at {labels:,}", labels=screen.looked_at))
    if screen.next_look:
        parts.append(tr("next look at {labels:,}", labels=screen.next_look))
    return ", ".join(parts) + "."


class _Bar(QWidget):
    """How far it is; its room stays while there is nothing to show."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.share = 0.0
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedSize(theme.px(72), theme.px(12))
        self.update()

    def show_share(self, share: float) -> None:
        self.share = share if share == share else 0.0
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.share <= 0:
            return
        painter, high = QPainter(self), self._theme.px(4)
        box = QRectF(0, (self.height() - high) / 2, self.width(), high)
        paint_share(painter, self._theme, box, self.share, "accent.fill")
        painter.end()


class ProgressHead(QWidget):
    """``told`` carries what is being done, after a second."""

    told = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "app")
        self.setAccessibleName(tr("Labels and looks"))
        self.looks = Words(theme, "", "caption", "text.secondary", elide=True)
        self.state = WorkingWords(theme, tr(WORKING))
        self.state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.state.told.connect(self.told)
        self.bar = _Bar(theme)
        self.copy = CapButton(theme, tr("Copy as picture"), icon="image", role="quiet", height=30, hug=True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.looks, 3)
        self._row.addWidget(self.state, 2)
        self._row.addWidget(self.bar)
        self._row.addWidget(self.copy)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._row.setSpacing(theme.px(10))
        self.setFixedHeight(theme.px(38))
        self._place()

    def resizeEvent(self, event: QEvent) -> None:
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(400), self.height())

    def _place(self) -> None:
        px = self._theme.px
        side = px(24) if self.width() >= px(900) else px(12)
        self._row.setContentsMargins(side, px(4), side - px(8), px(4))

    def show_screen(self, screen: ProgressScreen) -> None:
        self.looks.set_text(look_words(screen))

    def work(self, share: float) -> None:
        self.state.work(share)
        self.bar.show_share(share)

    def rest(self, words: str = "") -> None:
        self.state.rest(words)
        self.bar.show_share(0.0)
