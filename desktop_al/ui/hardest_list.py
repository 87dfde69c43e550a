"""The samples on which annotators differ most: picture, title, one mark for each annotator, what they differ by."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_al.core.words import tr
from desktop_al.loop.agreement_screen import AgreementScreen, HardSample
from desktop_al.loop.screen import ImageContent
from desktop_al.loop.thumbnails import Thumbnails
from desktop_al.ui.glyphs import paint_glyph
from desktop_al.ui.row_list import RowList
from desktop_al.ui.samples_paint import Pictures, paint_line
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Paragraph, Words, rule

_ROW, _EDGE, _PICTURE = 52, 96, 40


class HardestList(QWidget):
    """``opened`` carries the place of a sample, ``cleared`` that all are to be shown again."""

    opened = Signal(int)
    cleared = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._screen: AgreementScreen | None = None
        self._thumbnails: Thumbnails | None = None
        self._pictures = Pictures()
        self._kept: tuple[HardSample, ...] = ()
        self._asking = QTimer(self, singleShot=True, interval=60)
        self._asking.timeout.connect(self._ask)
        self.list = RowList(theme, tr("Hardest samples"), _ROW, self._paint, self._words, opens=True)
        self.list.opened.connect(lambda number: self.opened.emit(self._kept[number].place))
        self.list.verticalScrollBar().valueChanged.connect(lambda _: self._asking.start())
        self._none = Paragraph(theme, "", "body", "text.secondary")
        self._foot = Words(theme, "", "caption", "text.secondary", elide=True)
        self.clear = CapButton(theme, tr("Show all"), role="quiet", height=28, hug=True)
        self.clear.clicked.connect(self.cleared)
        self._line = rule("soft")
        self._row = QHBoxLayout()
        self._row.addWidget(self._foot, 1)
        self._row.addWidget(self.clear)
        self._all = QVBoxLayout(self)
        # Above the list: where it is long, its end is out of sight.
        self._all.addLayout(self._row)
        self._all.addWidget(self._line)
        self._all.addWidget(self._none)
        self._all.addWidget(self.list, 1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(0)
        self._foot.setFixedHeight(theme.px(28))
        self.list.setMinimumHeight(theme.px(3 * _ROW))

    def set_thumbnails(self, thumbnails: Thumbnails | None) -> None:
        """Where the pictures of samples come from; None once they are closed."""
        self._thumbnails = thumbnails
        if thumbnails is not None:
            thumbnails.on_ready = lambda _: self.list.viewport().update()

    def rows(self) -> Sequence[HardSample]:
        """The samples shown."""
        return self._kept

    def show_hardest(self, screen: AgreementScreen, only: tuple[int, int, int, int] | None = None) -> None:
        """All, or those to which annotator a gave the class i and annotator b the class j: (a, i, b, j)."""
        self._screen = screen
        kept = screen.hardest
        if only is not None:
            a, i, b, j = only
            kept = tuple(hard for hard in kept if hard.answers[a] == i and hard.answers[b] == j)
        self._kept = kept
        self.list.show_rows(kept)
        self.list.setVisible(bool(kept))
        self.clear.setVisible(only is not None)
        whole = (
            tr("No shared sample has different answers.")
            if only is None
            else tr("None of these has different answers.")
        )
        self._none.set_text("" if kept else whole)
        self._none.setVisible(not kept)
        self._foot.set_text(
            tr(
                "{shown:,} of {all:,} with different answers",
                shown=len(kept),
                all=screen.hardest_total,
            )
        )
        self._asking.start()

    def forget(self) -> None:
        self._asking.stop()
        self._screen, self._kept = None, ()
        self.list.show_rows(())
        self.set_thumbnails(None)

    def _ask(self) -> None:
        if self._thumbnails is not None:
            ratio = self.devicePixelRatioF()
            edge = max(_EDGE, round(self._theme.px(_PICTURE) * ratio))
            self._thumbnails.want([(self._kept[n].place, edge) for n in self.list.seen() if n < len(self._kept)])

    def _words(self, hard: HardSample) -> str:
        screen = self._screen
        if screen is None:
            return hard.title
        said = [
            f"{name}: {screen.classes[answer].name}"
            for name, answer in zip(screen.annotators, hard.answers, strict=True)
            if answer is not None
        ]
        return f"{hard.title}. {'; '.join(said)}. {hard.distance}."

    def _paint(self, painter: QPainter, theme: Theme, box: QRect, hard: HardSample) -> None:
        screen, px = self._screen, theme.px
        if screen is None:
            return
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), theme.colour("border.subtle"))
        side = px(_PICTURE)
        picture = QRect(box.left() + px(6), box.center().y() + 1 - side // 2, side, side)
        content = None
        if self._thumbnails is not None:
            edge = max(_EDGE, round(side * self.devicePixelRatioF()))
            content = self._thumbnails.get(hard.place, edge)
        if isinstance(content, ImageContent):
            self._pictures.paint(painter, hard.place, content, picture)
            left = picture.right() + px(10)
        elif content is None and self._thumbnails is not None:
            painter.fillRect(picture, theme.colour("bg.hover"))
            left = picture.right() + px(10)
        else:
            left = box.left() + px(6)
        room = box.right() - px(6) - left
        painter.setFont(theme.font("caption"))
        far = min(px(120), max(painter.fontMetrics().horizontalAdvance(hard.distance) + px(4), px(60)))
        marks = min(px(19) * len(hard.answers), max(px(60), room - far - px(80)))
        self._paint_marks(
            painter, theme, hard, QRect(box.right() - far - marks - px(6), box.top(), marks, box.height())
        )
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text.secondary"))
        paint_line(painter, hard.distance, QRect(box.right() - far - px(6), box.top(), far, box.height()), right=True)
        painter.setFont(theme.mono(12))
        painter.setPen(theme.colour("text.primary"))
        name = QRect(left, box.top(), room - far - marks - px(10), box.height())
        paint_line(painter, hard.title, name, Qt.TextElideMode.ElideMiddle)

    def _paint_marks(self, painter: QPainter, theme: Theme, hard: HardSample, box: QRect) -> None:
        """One for each annotator, in their order; a small line for no answer."""
        screen, side = self._screen, theme.px(13)
        pitch = min(theme.px(19), box.width() / max(1, len(hard.answers)))
        middle = box.center().y() + 1
        small = min(side, pitch - 1)
        for number, answer in enumerate(hard.answers):
            x = box.left() + number * pitch
            if answer is None or screen is None:
                painter.fillRect(
                    QRect(round(x), middle, round(small * 0.6), max(1, theme.px(1))), theme.colour("border.control")
                )
                continue
            mark = screen.classes[answer].colour
            paint_glyph(painter, mark, x, middle - small / 2, small, theme.class_colour(mark))
