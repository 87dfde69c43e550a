"""Parts of the page on importing labels: names of the file and what they are here, what comes in, how far it is."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop_al.core.words import tr
from desktop_al.loop.import_screen import NameRow
from desktop_al.ui.choose import Choose
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Paragraph, Words, rule

#: Rows that are in sight at once.
_MOST = 9


class NameTable(QFrame):
    """A card with a row for each name of the file: how many labels it has, and a field with what it is here.
    ``chosen`` carries the name in the file and the value chosen."""

    chosen = Signal(str, str)

    def __init__(self, theme: Theme, title: str, sentence: str) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self.setAccessibleName(title)
        self._theme = theme
        self._title = Words(theme, title, "label", "text.primary", 600)
        self._sentence = Paragraph(theme, sentence, "caption", "text.secondary")
        self._more = Paragraph(theme, "", "caption", "text.secondary")
        self._grid = QGridLayout()
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(2, 4)
        self._keys: tuple[str, ...] = ()
        self.fields: dict[str, Choose] = {}
        self._all = QVBoxLayout(self)
        for part in (self._title, self._sentence):
            self._all.addWidget(part)
        self._all.addLayout(self._grid)
        self._all.addWidget(self._more)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._all.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(16))
        self._all.setSpacing(theme.px(6))
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(6))

    def show_rows(self, rows: Sequence[NameRow], more: str = "") -> None:
        """Fields that stay keep the focus."""
        keys = tuple(row.key for row in rows)
        if keys != self._keys:
            self._clear()
            self._keys = keys
            for at, row in enumerate(rows):
                self._add(at, row)
        for row in rows:
            field = self.fields[row.key]
            field.set_choices([(words, value, None) for words, value in row.options])
            field.choose(row.target)
        self._more.set_text(more)
        self._more.setVisible(bool(more))
        self.setVisible(bool(rows))

    def _add(self, at: int, row: NameRow) -> None:
        name = Words(self._theme, row.words, "body", "text.primary", elide=True)
        name.setToolTip(plain_tip(row.words))
        count = Words(self._theme, row.count, "body", "text.secondary")
        field = Choose(self._theme, tr("{name} of the file is here", name=row.words))
        field.setMinimumContentsLength(10)
        field.activated.connect(lambda _=0, key=row.key, of=field: self.chosen.emit(key, str(of.currentData())))
        self._grid.addWidget(name, at, 0)
        self._grid.addWidget(count, at, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(field, at, 2)
        self.fields[row.key] = field

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (part := item.widget()) is not None:
                part.hide()
                part.deleteLater()
        self.fields = {}

    def targets(self) -> Mapping[str, str]:
        """What is chosen of each name that has a field."""
        return {key: str(field.currentData()) for key, field in self.fields.items()}

    def forget(self) -> None:
        self._clear()
        self._keys = ()


class ComesIn(QFrame):
    """A card: what of the file comes in and what does not, in numbers, and the first rows that stay out."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self.setAccessibleName(tr("What comes in"))
        self._theme = theme
        self._title = Words(theme, tr("What comes in"), "label", "text.primary", 600)
        self._counts = QVBoxLayout()
        self._notes = Paragraph(theme, "", "body", "text.secondary")
        self._line = rule("soft")
        self._out = Words(theme, tr("Rows that stay out"), "label", "text.primary", 600)
        self.rows = QListWidget()
        self.rows.setFrameShape(QFrame.Shape.NoFrame)
        self.rows.setAccessibleName(tr("Rows that stay out"))
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._more = Words(theme, "", "caption", "text.secondary")
        self._shown: tuple[tuple[str, str], ...] = ()
        self._all = QVBoxLayout(self)
        self._all.addWidget(self._title)
        self._all.addLayout(self._counts)
        for part in (self._notes, self._line, self._out, self.rows, self._more):
            self._all.addWidget(part)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._all.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(16))
        self._all.setSpacing(theme.px(8))
        self._counts.setSpacing(theme.px(2))
        self.rows.setFont(theme.font("caption"))
        self._fit()

    def show_counts(
        self, counts: Sequence[tuple[str, str]], notes: Sequence[str], rows: Sequence[str], more: str
    ) -> None:
        if tuple(counts) != self._shown:
            self._shown = tuple(counts)
            while (item := self._counts.takeAt(0)) is not None:
                if (part := item.widget()) is not None:
                    part.hide()
                    part.deleteLater()
            for number, (what, count) in enumerate(counts):
                self._counts.addWidget(_CountRow(self._theme, what, count, first=not number))
        self._notes.set_text("\n".join(notes))
        self._notes.setVisible(bool(notes))
        if [self.rows.item(n).text() for n in range(self.rows.count())] != list(rows):
            self.rows.clear()
            for words in rows:
                item = QListWidgetItem(words)
                item.setToolTip(plain_tip(words))
                self.rows.addItem(item)
        for part in (self._line, self._out, self.rows):
            part.setVisible(bool(rows))
        self._more.set_text(more)
        self._more.setVisible(bool(more))
        self._fit()

    def _fit(self) -> None:
        count, high = self.rows.count(), self._theme.px(28)
        for at in range(count):
            self.rows.item(at).setSizeHint(QSize(0, high))
        self.rows.setFixedHeight(high * min(count, _MOST) + self._theme.px(4))


class _CountRow(QWidget):
    """What, and how many at the right; the first one stands out."""

    def __init__(self, theme: Theme, what: str, count: str, *, first: bool) -> None:
        super().__init__()
        weight = 600 if first else 400
        ink = "text.primary" if first else "text.secondary"
        self._what = Paragraph(theme, what, "body", ink, weight=weight)
        self._count = Words(theme, count, "body", ink, weight)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._what, 1)
        self._row.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(f"{what}: {count}")

    def set_theme(self, theme: Theme) -> None:
        self._row.setSpacing(theme.px(12))


class ShareBar(QWidget):
    """How much is done, 0 to 1; what is done stands beside it in words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.share = 0.0
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedHeight(theme.px(4))

    def set_share(self, share: float) -> None:
        self.share = min(1.0, max(0.0, share))
        self.setAccessibleName(tr("{n:.0%} done", n=self.share))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        high, wide = self.height(), self.width()
        for colour, length in (("border.default", wide), ("accent.fill", round(wide * self.share))):
            painter.setBrush(self._theme.colour(colour))
            painter.drawRoundedRect(0, 0, length, high, high / 2, high / 2)
        painter.end()
