"""The examples of a class: small pictures with a line below, excerpts of texts, and what is said without a sample."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_al.core.protocol_parts import Example
from desktop_al.core.words import mark, tr
from desktop_al.loop.screen import Content, ImageContent, TextContent, Unreadable
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.icons import paint_icon
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import IconView, Paragraph

if TYPE_CHECKING:
    from desktop_al.loop.examples import Examples, ExampleSample

#: Size of a small picture, and the space between two.
WIDE, HIGH, GAP = 104, 78, 8
#: Characters of an excerpt.
_EXCERPT = 300
GONE = mark("{name} is not in this project.")
#: Where names are hidden, that of a sample that is elsewhere is not told either.
GONE_HIDDEN = mark("This example is not in this project.")


class Told(NamedTuple):
    """An example and its sample, None where it is words alone."""

    example: Example
    sample: "ExampleSample | None"

    def words(self) -> str:
        """What is read out, and told by the tool tip."""
        title = self.sample.title if self.sample is not None else ""
        return ", ".join(filter(None, (title, self.example.comment)))


class ExampleTile(QWidget):
    """A small picture in a field of 4 : 3, whole; ``against`` puts a cross on it."""

    def __init__(self, theme: Theme, told: Told, against: bool) -> None:
        super().__init__()
        self._theme, self._against = theme, against
        self._content: Content | None = None
        self._picture: QPixmap | None = None
        self.setFixedSize(theme.px(WIDE), theme.px(HIGH))
        self.setAccessibleName(tr("Not this class: {words}", words=told.words()) if against else told.words())
        self.setToolTip(plain_tip(told.words()))

    def show_content(self, content: Content | None) -> None:
        self._content, self._picture = content, None
        if isinstance(content, ImageContent):
            self._picture = _fitted(content, self.size(), self.devicePixelRatioF())
        elif isinstance(content, Unreadable):
            self.setAccessibleDescription(content.cause)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        field = QPainterPath()
        field.addRoundedRect(QRectF(self.rect()), theme.px(4), theme.px(4))
        painter.setClipPath(field)
        painter.fillRect(self.rect(), theme.colour("bg.canvas" if self._picture is not None else "bg.hover"))
        if self._picture is not None:
            size = self._picture.deviceIndependentSize()
            left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
            painter.drawPixmap(QPoint(round(left), round(top)), self._picture)
        elif self._content is not None:
            side = theme.px(24)
            place = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
            paint_icon(painter, "unreadable", place, theme.colour("text.secondary"))
        painter.setPen(QPen(theme.colour("border.default"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.px(4), theme.px(4))
        if self._against:
            self._cross(painter)
        painter.end()

    def _cross(self, painter: QPainter) -> None:
        theme, side = self._theme, self._theme.px(18)
        box = QRect(self.width() - side - theme.px(4), theme.px(4), side, side)
        painter.setPen(QPen(theme.colour("danger.text"), 1))
        painter.setBrush(theme.colour("bg.surface"))
        painter.drawEllipse(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5))
        inner = theme.px(12)
        inset = (side - inner) // 2
        place = QRect(box.left() + inset, box.top() + inset, inner, inner)
        paint_icon(painter, "close", place, theme.colour("danger.text"))


class _Line(QFrame):
    """A quiet box over the whole width: two lines of a text at most, or a sentence, and what is said about it."""

    def __init__(self, theme: Theme, told: Told, against: bool, words: str = "") -> None:
        super().__init__()
        self.setProperty("card", "quiet")
        self.setAccessibleName(tr("Not this class: {words}", words=told.words()) if against else told.words())
        self.setToolTip(plain_tip(told.words()))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(8))
        row.setSpacing(theme.px(8))
        if against:
            row.addWidget(IconView(theme, "close", 14, "danger.text"), 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout()
        lines.setSpacing(theme.px(2))
        row.addLayout(lines, 1)
        self._words = Paragraph(
            theme, words, "body", "text.muted" if words else "text.primary", lines=0 if words else 2
        )
        lines.addWidget(self._words)
        caption = told.example.comment or (told.sample.title if told.sample is not None and not words else "")
        if caption:
            lines.addWidget(Paragraph(theme, caption, "caption", "text.secondary"))

    def show_content(self, content: Content | None) -> None:
        if isinstance(content, TextContent):
            self._words.set_text(" ".join(content.text[: 4 * _EXCERPT].split())[:_EXCERPT])
        elif isinstance(content, Unreadable):
            self._words.set_text(content.cause)


class ExampleList(QWidget):
    """The examples of one part: small pictures side by side, then all else, each on a line of its own."""

    def __init__(self, theme: Theme, told: Sequence[Told], against: bool, texts: bool, width: int) -> None:
        super().__init__()
        self._theme, self._texts = theme, texts
        #: By place, what shows it.
        self._shown: dict[int, list[ExampleTile | _Line]] = {}
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.px(6))
        tiles = [one for one in told if one.sample is not None and one.sample.place >= 0 and not texts]
        if tiles:
            lines.addLayout(self._grid(tiles, against, width))
        for one in told:
            sample = one.sample
            if sample is None:
                lines.addWidget(_said(theme, one, against))
            elif sample.place < 0:
                words = tr(GONE, name=sample.title) if sample.title else tr(GONE_HIDDEN)
                lines.addWidget(_Line(theme, one, against, words))
            elif texts:
                line = _Line(theme, one, against)
                self._shown.setdefault(sample.place, []).append(line)
                lines.addWidget(line)

    def _grid(self, tiles: Sequence[Told], against: bool, width: int) -> QGridLayout:
        theme = self._theme
        across = max(1, (width + theme.px(GAP)) // theme.px(WIDE + GAP))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(GAP))
        grid.setVerticalSpacing(theme.px(3))
        metrics = QFontMetrics(theme.font("caption"))
        for number, one in enumerate(tiles):
            assert one.sample is not None
            tile = ExampleTile(theme, one, against)
            self._shown.setdefault(one.sample.place, []).append(tile)
            row, column = divmod(number, across)
            words = one.example.comment or one.sample.title
            caption = Paragraph(theme, words, "caption", "text.secondary", 1)
            if metrics.horizontalAdvance(words) > theme.px(WIDE):
                caption = Paragraph(theme, words, "caption", "text.secondary", 2)
            caption.setFixedWidth(theme.px(WIDE))
            grid.addWidget(tile, 2 * row, column)
            grid.addWidget(caption, 2 * row + 1, column, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(across, 1)
        return grid

    def places(self) -> list[int]:
        """The samples that are shown."""
        return list(self._shown)

    def edge(self) -> int:
        """The longest side of a small picture, in pixels of the screen."""
        return round(self._theme.px(WIDE) * self.devicePixelRatioF())

    def look(self, source: "Examples", place: int) -> None:
        """Shows what was read of a sample, if it is one of these."""
        for shown in self._shown.get(place, ()):
            shown.show_content(source.content(place, self.edge()))


def _said(theme: Theme, one: Told, against: bool) -> QWidget:
    """Words without a sample."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(8))
    sign = IconView(theme, "close" if against else "saved", 14, "danger.text" if against else "text.secondary")
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Paragraph(theme, one.example.comment, "body", "text.secondary"), 1)
    return made


def _fitted(content: ImageContent, room: QSize, ratio: float) -> QPixmap:
    """The whole picture as large as fits."""
    pixels = content.pixels if content.pixels.flags.c_contiguous else content.pixels.copy(order="C")
    height, width = pixels.shape[:2]
    image = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    target = QSize(max(1, round(room.width() * ratio)), max(1, round(room.height() * ratio)))
    smooth = Qt.TransformationMode.SmoothTransformation
    picture = QPixmap.fromImage(image.scaled(target, Qt.AspectRatioMode.KeepAspectRatio, smooth))
    picture.setDevicePixelRatio(ratio)
    return picture
