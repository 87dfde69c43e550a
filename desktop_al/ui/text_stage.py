"""The text on screen: a reading column, evidence marks, a legend, and a limit on what is laid out at once."""

import time

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPushButton, QTextEdit, QWidget

from desktop_al.core.words import tr
from desktop_al.loop.screen import Evidence
from desktop_al.ui.focus import by_key
from desktop_al.ui.quiet_document import QuietDocument
from desktop_al.ui.theme import Theme, tokens

#: Characters shown without being asked for more; a longer text says so.
SHOWN_AT_ONCE = 200_000
#: Characters laid out at once; the rest follows between other events in pieces that take no longer than a frame or
#: two. Where even the smallest does (one word without end) the rest waits until it is asked for.
FIRST = 3_000
_LEAST_PIECE, _LARGEST_PIECE = 500, 32_000
_QUICK, _SLOW, _TOO_SLOW = 0.01, 0.025, 0.05
TOP = 56
WIDEST = 680
LEAST_PEEK = 7


def strength_step(strength: float) -> int:
    """Step 1, 2 or 3 of a strength towards the class; 0 for away from it."""
    if strength < 0:
        return 0
    return 1 if strength < 1 / 3 else 2 if strength < 2 / 3 else 3


def utf16_offsets(text: str, offsets: list[int]) -> list[int]:
    """Character offsets as positions of Qt's document (UTF-16 units; CR LF is one paragraph end)."""
    if not offsets or (max(text, default="") <= "\uffff" and "\r" not in text):
        return offsets
    places = []
    for offset in offsets:
        before = text[: max(0, offset)]
        places.append(len(before.encode("utf-16-le", "surrogatepass")) // 2 - before.count("\r\n"))
    return places


class Legend(QWidget):
    """What the marks mean, below the text."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._towards = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedHeight(theme.px(72))
        self.update()

    def set_towards(self, name: str) -> None:
        self._towards = name
        self.setAccessibleName(tr("Marked words push towards {name}; dotted words push away from it.", name=name))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setPen(QPen(theme.colour("border.default"), 1))
        painter.drawLine(0, 0, self.width(), 0)
        painter.setFont(theme.font("caption"))
        metrics = painter.fontMetrics()
        x, y, height = 0, theme.px(14), theme.px(19)
        for step, word in ((1, tr("weak")), (2, tr("medium")), (3, tr("strong"))):
            width = metrics.horizontalAdvance(word) + theme.px(8)
            painter.fillRect(QRect(x, y, width, height), theme.colour(f"evidence.{step}"))
            painter.fillRect(QRect(x, y + height - 1, width, 1), theme.colour("evidence.line"))
            painter.setPen(theme.colour("text.primary"))
            painter.drawText(QRect(x, y, width, height - 1), Qt.AlignmentFlag.AlignCenter, word)
            x += width + theme.px(8)
        painter.setPen(theme.colour("text.secondary"))
        room = self.width() - x - theme.px(150)
        words = metrics.elidedText(tr("pushes towards {name}", name=self._towards), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(x, y, room, height), Qt.AlignmentFlag.AlignVCenter, words)
        x += metrics.horizontalAdvance(words) + theme.px(24)
        width = metrics.horizontalAdvance(tr("dotted"))
        painter.drawText(QRect(x, y, width + 1, height), Qt.AlignmentFlag.AlignVCenter, tr("dotted"))
        painter.setPen(QPen(theme.colour("text.primary"), theme.px(1), Qt.PenStyle.DotLine))
        painter.drawLine(x, y + height - 1, x + width, y + height - 1)
        x += width + theme.px(8)
        painter.setPen(theme.colour("text.secondary"))
        painter.drawText(QRect(x, y, self.width() - x, height), Qt.AlignmentFlag.AlignVCenter, tr("pushes away"))
        painter.setPen(theme.colour("text.muted"))
        line = QRectF(0, y + height + theme.px(8), self.width(), height)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, tr("These words moved the model. It can be wrong."))
        painter.end()


class TextStage(QTextEdit):
    """Shows one text, read-only. ``size_changed`` tells the reading size in nominal pixels."""

    size_changed = Signal(int)
    #: Whether a key brought the focus here; False when it goes.
    ringed = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setDocument(QuietDocument(self))
        spec = tokens()["type"]["scale"]["reading"]
        self._size, self._least, self._most = int(spec["px"]), int(spec["min_px"]), int(spec["max_px"])
        self._measure = int(spec["measure_ch"])
        self._text, self._shown = "", 0
        self._evidence: Evidence | None = None
        self._peeking: tuple[int, int] | None = None
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("stage", "true")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setAccessibleName(tr("Sample"))
        self._more = QPushButton(tr("Show more"), self.viewport())
        self._more.setProperty("role", "quiet")
        self._more.setAccessibleDescription(tr("Lays out the next part of a long text"))
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._more.clicked.connect(self.show_more)
        self._more.hide()
        self._goal = self._scroll = 0
        self._piece = FIRST
        self._pieces = QTimer(self)
        self._pieces.timeout.connect(self._add_piece)
        self._legend = Legend(theme, self.viewport())
        self.verticalScrollBar().valueChanged.connect(self._place)
        self.document().documentLayout().documentSizeChanged.connect(self._place)
        self.set_theme(theme)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.ringed.emit(by_key(event))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.ringed.emit(False)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._more.setFont(theme.font("body"))
        self._reformat()

    def set_text(self, text: str) -> None:
        """Puts another text on screen, from its beginning."""
        self._text, self._evidence, self._peeking = text, None, None
        self._legend.hide()
        self._show(SHOWN_AT_ONCE)
        self.verticalScrollBar().setValue(0)

    def _show(self, count: int) -> None:
        self._goal, self._piece = min(count, len(self._text)), FIRST // 2
        self._lay_out(0)

    def _lay_out(self, scroll: int) -> None:
        """The first piece now, the rest from the timer; ``scroll`` is where to scroll to once that is laid out."""
        self._scroll = scroll
        self._shown = self._cut(0, FIRST)
        self.setExtraSelections([])
        self.setPlainText(self._text[: self._shown])
        self._format()
        self._go_on()

    def _cut(self, start: int, count: int) -> int:
        """Where the piece from ``start`` ends: never between the two halves of one line end."""
        end = min(start + count, self._goal)
        return end + 1 if end < self._goal and self._text[end - 1 : end + 1] == "\r\n" else end

    def _add_piece(self) -> None:
        began = time.perf_counter()
        start, self._shown = self._shown, self._cut(self._shown, self._piece)
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(self._text[start : self._shown])
        took = time.perf_counter() - began
        if took > _TOO_SLOW and self._piece == _LEAST_PIECE:
            self._goal = self._shown
        elif took > _SLOW:
            self._piece = max(self._piece // 2, _LEAST_PIECE)
        elif took < _QUICK:
            self._piece = min(self._piece * 2, _LARGEST_PIECE)
        self._go_on()

    def _go_on(self) -> None:
        """Another piece as soon as there is time, or what to say when all that may be shown is there."""
        bar = self.verticalScrollBar()
        if self._scroll and (bar.maximum() >= self._scroll or self._shown == self._goal):
            bar.setValue(self._scroll)
            self._scroll = 0
        if self._shown < self._goal:
            self._more.hide()
            self._pieces.start(0)
            return
        self._pieces.stop()
        rest = len(self._text) - self._shown
        if rest:
            self._more.setText(
                tr(
                    "The first {shown:,} of {whole:,} characters are shown. Show {more:,} more",
                    shown=self._shown,
                    whole=len(self._text),
                    more=min(rest, SHOWN_AT_ONCE),
                )
            )
        self._more.setVisible(bool(rest))
        self._mark()
        self._place()

    def show_more(self) -> None:
        """Lays out the next part of a long text."""
        self._goal = min(self._goal + SHOWN_AT_ONCE, len(self._text))
        # Asked for, so it may take a little: at least half as much again.
        self._piece = max(_LEAST_PIECE, min(self._shown // 2, _LARGEST_PIECE))
        self._go_on()

    def shown(self) -> int:
        """Characters laid out."""
        return self._shown

    def reading_size(self) -> int:
        return self._size

    def change_size(self, step: int) -> None:
        """Larger or smaller reading font, within the limits."""
        self.set_size(self._size + step)

    def set_size(self, size: int) -> None:
        """The reading font in nominal pixels, within the limits."""
        size = min(max(size, self._least), self._most)
        if size != self._size:
            self._size = size
            self._reformat()
            self.size_changed.emit(size)

    def _reformat(self, scroll: int | None = None) -> None:
        """Another look for the same text; a long one is laid out anew in pieces."""
        bar = self.verticalScrollBar()
        if self._shown > FIRST:
            self._lay_out(bar.value() if scroll is None else scroll)
            return
        self._format()
        self._mark()
        if scroll is not None:
            bar.setValue(scroll)

    def _format(self) -> None:
        theme = self._theme
        size = self._size if self._peeking is None else self._peeking[0]
        font = theme.font("reading", px=size)
        if font != self.document().defaultFont():
            self.document().setDefaultFont(font)
            self.setFont(font)
        self.document().setDocumentMargin(0)
        block = QTextBlockFormat()
        block.setLineHeight(1.6 * font.pixelSize(), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        block.setBottomMargin(0.9 * font.pixelSize())
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(block)
        self._margins()

    def _column(self) -> int:
        if self._peeking is not None:
            return max(80, self.width() - 2 * self._theme.px(28))
        widest = min(self._theme.px(WIDEST), self.fontMetrics().averageCharWidth() * self._measure * 1.05)
        # A larger reading font earns a wider column than the standard one, as long as there is room.
        if self._size > 18:
            widest = self._theme.px(WIDEST) * self._size / 18
        return int(min(widest, self.width() - 2 * self._theme.px(28)))

    def _margins(self) -> None:
        side = max(self._theme.px(28), (self.width() - self._column()) // 2)
        frame = self.document().rootFrame().frameFormat()
        bottom = self._theme.px(120)
        if frame.topMargin() != self._theme.px(TOP) or frame.bottomMargin() != bottom:
            frame.setTopMargin(self._theme.px(TOP))
            frame.setBottomMargin(bottom)
            self.document().rootFrame().setFrameFormat(frame)
        self.setViewportMargins(side, 0, 0, 0)
        self.document().setTextWidth(self._column())
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setLineWrapColumnOrWidth(self._column())
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._margins()

    def _place(self) -> None:
        if not hasattr(self, "_legend"):
            return
        bottom = round(self.document().size().height()) - self._theme.px(120) - self.verticalScrollBar().value()
        if self._more.isVisibleTo(self.viewport()):
            self._more.setGeometry(0, bottom, self._more.sizeHint().width(), self._theme.px(32))
            bottom += self._theme.px(40)
        self._legend.setGeometry(0, bottom + self._theme.px(30), self._column(), self._legend.height())

    def set_evidence(self, evidence: Evidence | None) -> None:
        """Marks the words that moved the model, or takes the marks away."""
        self._evidence = evidence
        self._mark()

    def _mark(self) -> None:
        evidence, theme = self._evidence, self._theme
        self._legend.setVisible(evidence is not None)
        if evidence is None:
            self.setExtraSelections([])
            return
        self._legend.set_towards(evidence.towards)
        self._place()
        spans = [
            (max(0, start), min(end, self._shown), strength)
            for start, end, strength in evidence.spans
            if start < min(end, self._shown) and strength == strength
        ]
        flat = utf16_offsets(self._text[: self._shown], [offset for span in spans for offset in span[:2]])
        marks = []
        for number, (_, _, strength) in enumerate(spans):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(self.document())
            mark.cursor.setPosition(flat[2 * number])
            mark.cursor.setPosition(flat[2 * number + 1], QTextCursor.MoveMode.KeepAnchor)
            step = strength_step(strength)
            if step:
                mark.format.setBackground(theme.colour(f"evidence.{step}"))
                mark.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
                mark.format.setUnderlineColor(theme.colour("evidence.line"))
            else:
                mark.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
                mark.format.setUnderlineColor(theme.colour("text.primary"))
            marks.append(mark)
        self.setExtraSelections(marks)

    def hold(self) -> None:
        """Peek: the whole text at once, as small as it takes, until :meth:`release`."""
        if self._peeking is not None:
            return
        tall, room = self.document().size().height(), self.viewport().height()
        if tall <= room:
            return
        size = max(LEAST_PEEK, int(self._size * (room / tall) ** 0.5))
        self._peeking = (size, self.verticalScrollBar().value())
        if self._shown > FIRST:
            self._reformat(0)
            return
        self._format()
        while size > LEAST_PEEK and self.document().size().height() > room:
            size -= 1
            self._peeking = (size, self._peeking[1])
            self._format()

    def release(self) -> None:
        if self._peeking is not None:
            place = self._peeking[1]
            self._peeking = None
            self._reformat(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        line = round(1.6 * self.document().defaultFont().pixelSize())
        moves = {
            Qt.Key.Key_Up: -3 * line,
            Qt.Key.Key_Down: 3 * line,
            Qt.Key.Key_PageUp: -bar.pageStep() + line,
            Qt.Key.Key_PageDown: bar.pageStep() - line,
        }
        move = moves.get(Qt.Key(event.key()))
        if move is not None:
            bar.setValue(bar.value() + move)
            event.accept()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()
