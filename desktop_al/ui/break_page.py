"""The page of a break: how long it lasts, what was noticed, and the way back. Nothing of a sample is seen here."""

import math

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_al.core.words import mark, tr, trn
from desktop_al.loop.clock_screen import BreakScreen, Sign
from desktop_al.ui.announce import announce
from desktop_al.ui.icons import paint_icon
from desktop_al.ui.options import bring_into_view
from desktop_al.ui.small_plots import SmallPlot, paint_share
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, IconView, Paragraph, Words, rule, surface

PRIVACY = mark("Only you see these figures. They leave this computer only if you include them in an export.")
SECOND_LOOK = mark("Nothing is removed or marked down. You only get a second look.")
#: What is carried out although a break is on: the look, help, and leaving. All else would show samples.
_ALLOWED = frozenset({"theme", "close_project", "quit"})
#: Logical widths: of the two columns, of the gap, and of the window below which they stand below one another.
_LEFT, _RIGHT, _GAP, _STACKED = 400, 648, 72, 960
_PLOT = (176, 34)
#: From the edge of a quiet button to its words.
_EDGE = 12


def clock_words(seconds: int) -> str:
    """Minutes and seconds: 04:32."""
    return f"{seconds // 60:02d}:{seconds % 60:02d}"


def left_words(seconds: int) -> str:
    """For a screen reader, which is not to be told of every second."""
    minutes = math.ceil(seconds / 60)
    return trn("{n} minute left", "{n} minutes left", minutes) if seconds else tr("The break is over")


def again_words(count: int, kind: str) -> str:
    if kind == "image":
        return trn("Show me the last image once more later", "Show me the last {n} images once more later", count)
    return trn("Show me the last text once more later", "Show me the last {n} texts once more later", count)


class _Elapsed(QWidget):
    """How much of the break is over."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._share = 0.0
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedHeight(theme.px(4))
        self.update()

    def set_share(self, share: float) -> None:
        if share != self._share:
            self._share = share
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_share(painter, self._theme, QRectF(self.rect()), self._share, "accent.line")
        painter.end()


class _Countdown(QWidget):
    """The left column: time, words, and three ways to go on."""

    acted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._head = Words(theme, tr("Break"), "label", "text.secondary", 600)
        self.clock = Words(theme, "", "countdown", "text.primary")
        self.bar = _Elapsed(theme)
        self.words = Paragraph(theme, "", "title", "text.secondary", weight=400)
        self.back = CapButton(theme, tr("I am back"), "Return", role="primary", height=40, weight=600, hug=True)
        self.more = CapButton(theme, tr("5 more minutes"), height=40, hug=True)
        self.end = CapButton(theme, tr("End the session for today"), role="quiet", height=32, hug=True)
        for name, button in (("back", self.back), ("more", self.more), ("end", self.end)):
            button.clicked.connect(lambda _checked=False, name=name: self.acted.emit(name))
        for child in (self._head, self.clock, self.bar, self.words, self.back, self.more, self.end):
            child.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        # The height follows from theirs.
        for part in (self._head, self.clock, self.bar, self.words, self.back, self.more, self.end):
            part.set_theme(theme)

    def fit(self, width: int) -> None:
        """Takes a width and the height that the parts need in it. The quiet button has its words, not its edge, in
        line with what is above it: the column begins that much further left."""
        px, edge = self._theme.px, self._theme.px(_EDGE)
        inner = width - edge
        self._head.setGeometry(edge, 0, inner, px(20))
        clock = self._theme.line("countdown")
        # A round figure at this size begins a little to the right of its place.
        self.clock.setGeometry(edge - px(4), px(24), inner + px(4), clock)
        y = px(24) + clock + px(12)
        self.bar.setGeometry(edge, y, inner, px(4))
        y += px(4 + 24)
        words = self.words.heightForWidth(inner)
        # Room for two lines whatever is said, so that nothing moves when the time is over.
        self.words.setGeometry(edge, y, inner, words)
        y += max(words, 2 * self._theme.line("title")) + px(28)
        first, second = self.back.sizeHint().width() + px(8), self.more.sizeHint().width()
        self.back.setGeometry(edge, y, first, px(40))
        self.more.setGeometry(edge + first + px(12), y, second, px(40))
        y += px(40 + 12)
        self.end.setGeometry(0, y, self.end.sizeHint().width(), px(32))
        self.setFixedSize(width, y + px(32))


class SignRow(QWidget):
    """One thing that was noticed: sign, title, sentence, plot."""

    def __init__(self, theme: Theme, sign: Sign) -> None:
        super().__init__()
        self.setAccessibleName(sign.title)
        self.setAccessibleDescription(sign.sentence)
        self._icon = IconView(theme, sign.icon, 20)
        self._title = Words(theme, sign.title, "label", "text.primary", 600, elide=True)
        self._sentence = Paragraph(theme, sign.sentence, "body", "text.secondary")
        self.plot = SmallPlot(theme, sign.picture, sign.points, *_PLOT)
        self._texts = QVBoxLayout()
        self._texts.addWidget(self._title)
        self._texts.addWidget(self._sentence)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon)
        self._row.addLayout(self._texts, 1)
        if self.plot.drawn():
            self._row.addWidget(self.plot)
        else:
            self.plot.setParent(self)
            self.plot.hide()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._row.setContentsMargins(theme.px(20), theme.px(14), theme.px(20), theme.px(14))
        self._row.setSpacing(theme.px(16))
        self._texts.setSpacing(theme.px(2))


class TickBox(QCheckBox):
    """A box with a title and a sentence, all of which can be pressed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._title = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleDescription(tr(SECOND_LOOK))
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self.update()

    def title(self) -> str:
        return self._title

    def set_title(self, title: str) -> None:
        if title != self._title:
            self._title = title
            self.setAccessibleName(title)
            self.updateGeometry()
            self.update()

    def _boxes(self, width: int) -> tuple[QRectF, QRectF]:
        px, left = self._theme.px, self._theme.px(20 + 20 + 16)
        wide = max(px(80), width - left - px(20))
        found, y = [], px(14)
        for role, weight, text in (("label", 600, self._title), ("body", None, tr(SECOND_LOOK))):
            metrics = QFontMetrics(self._theme.font(role, weight))
            flags = int(Qt.TextFlag.TextWordWrap)
            high = metrics.boundingRect(0, 0, wide, 10_000, flags, text).height()
            found.append(QRectF(left, y, wide, high))
            y += high + px(2)
        return found[0], found[1]

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._boxes(width)[1].bottom()) + self._theme.px(14)

    def sizeHint(self) -> QSize:
        wide = self.width() or self._theme.px(300)
        return QSize(self._theme.px(240), self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(32))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, px = QPainter(self), self._theme, self._theme.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        title, sentence = self._boxes(self.width())
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("bg.hover"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(7), px(7))
        side, on = px(16), self.isChecked()
        box = QRectF(px(22), title.center().y() - side / 2, side, side)
        painter.setPen(QPen(theme.colour("accent.fill" if on else "border.control"), 1.5 * theme.scale))
        painter.setBrush(theme.colour("accent.fill" if on else "bg.surface"))
        painter.drawRoundedRect(box, px(3), px(3))
        if on:
            inside = box.adjusted(px(2), px(2), -px(2), -px(2)).toAlignedRect()
            paint_icon(painter, "saved", inside, theme.colour("accent.on"))
        for room, role, weight, ink, text in (
            (title, "label", 600, "text.primary", self._title),
            (sentence, "body", None, "text.secondary", tr(SECOND_LOOK)),
        ):
            painter.setFont(theme.font(role, weight))
            painter.setPen(theme.colour(ink))
            painter.drawText(room, int(Qt.TextFlag.TextWordWrap), text)
        if self.hasFocus():
            ring = px(2)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus.ring"), ring))
            inset = 1 + ring
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), px(6), px(6))
        painter.end()


class _Noticed(QWidget):
    """The right column: the signs with their plots, the second look, and who sees all this."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._signs: tuple[Sign, ...] | None = None
        self._head = Words(theme, tr("What was noticed"), "label", "text.primary", 600)
        self._card = QFrame()
        self._card.setProperty("card", "plain")
        self._rows = QVBoxLayout(self._card)
        self._rows.setContentsMargins(1, 1, 1, 1)
        self._rows.setSpacing(0)
        self.box = TickBox(theme)
        self._rows.addWidget(self.box)
        self._lock = IconView(theme, "hidden", 16)
        self._private = Paragraph(theme, tr(PRIVACY), "body", "text.secondary")
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._lock, 0, Qt.AlignmentFlag.AlignVCenter)
        self._foot.addWidget(self._private, 1)
        self._all = QVBoxLayout(self)
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.addWidget(self._head)
        self._all.addWidget(self._card)
        self._all.addLayout(self._foot)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._all.setSpacing(theme.px(12))
        self._foot.setSpacing(theme.px(8))
        self._foot.setContentsMargins(0, theme.px(2), 0, 0)

    def indent(self, left: int, width: int) -> None:
        """Takes a width beside an empty margin."""
        self._all.setContentsMargins(left, 0, 0, 0)
        self.setFixedWidth(left + width)

    def show_screen(self, screen: BreakScreen) -> None:
        self.box.setVisible(bool(screen.again))
        self.box.set_title(again_words(screen.again, screen.kind))
        if self.box.isChecked() != screen.again_chosen:
            self.box.setChecked(screen.again_chosen)
        if screen.signs != self._signs:
            self._signs = screen.signs
            while self._rows.count() > 1:
                part = self._rows.takeAt(0).widget()
                part.hide()
                part.deleteLater()
            parts: list[QWidget] = []
            for sign in screen.signs:
                parts += [SignRow(self._theme, sign), rule("soft")]
            for place, part in enumerate(parts):
                self._rows.insertWidget(place, part)
        if screen.signs:
            # No line below the last row.
            self._rows.itemAt(self._rows.count() - 2).widget().setVisible(bool(screen.again))
        self._head.setVisible(bool(screen.signs))
        self.setVisible(bool(screen.signs or screen.again))


class BreakPage(QWidget):
    """Draws a :class:`BreakScreen`. ``acted`` carries back, more or end; ``again`` whether the last answers are to be
    shown once more. It ends with the annotator's word alone, never by itself."""

    acted = Signal(str)
    again = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "app")
        self.setAccessibleName(tr("Break"))
        self._screen: BreakScreen | None = None
        self._left = _Countdown(theme)
        self._right = _Noticed(theme)
        self.back, self.more, self.end, self.box = self._left.back, self._left.more, self._left.end, self._right.box
        self._left.acted.connect(self.acted)
        # A press only: what the screen says is no choice of the annotator.
        self.box.clicked.connect(self.again)
        inside = QWidget()
        surface(inside, "app")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._row.addStretch(1)
        self._row.addWidget(self._left, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._right, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._scroll)
        for button in self.findChildren(QAbstractButton):
            # Return is "I am back" wherever the focus is, as the button says; Space presses the others.
            button.setProperty("plain_return", True)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._left.set_theme(theme)
        self._fit()

    def resizeEvent(self, event: QEvent) -> None:
        self._fit()

    def _fit(self) -> None:
        """Two columns, or one where the letters are large."""
        px, width = self._theme.px, self.width()
        stacked = width < px(_STACKED)
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight)
        align = Qt.AlignmentFlag.AlignHCenter if stacked else Qt.AlignmentFlag.AlignVCenter
        self._row.setAlignment(self._left, align)
        self._row.setAlignment(self._right, align)
        # The left column begins further left than its words, by so much.
        margin, edge = px(24), px(_EDGE)
        self._row.setContentsMargins(margin - edge, margin, margin, margin)
        room = max(px(200), width - 2 * margin)
        gap = px(32) if stacked else min(px(_GAP), max(px(32), room - px(_LEFT) - px(_RIGHT)))
        self._row.setSpacing(gap)
        right = min(px(_RIGHT), room) if stacked else min(px(_RIGHT), room - px(_LEFT) - gap)
        self._left.fit((right if stacked else px(_LEFT)) + edge)
        # One below the other they begin at the same edge.
        self._right.indent(edge if stacked else 0, right)

    def show_break(self, screen: BreakScreen) -> None:
        """Draws what differs from the screen before."""
        before, self._screen = self._screen, screen
        if before == screen:
            return
        left = self._left
        left.clock.set_text(clock_words(screen.left))
        if left.clock.accessibleName() != left_words(screen.left):
            left.clock.setAccessibleName(left_words(screen.left))
        left.bar.set_share(1.0 - screen.left / screen.total if screen.total else 1.0)
        if before is None or before.words != screen.words:
            left.words.set_text(screen.words)
            self._fit()
        if before is None or _noticed(before) != _noticed(screen):
            self._right.show_screen(screen)
        if before is not None and before.left and not screen.left and self.isVisible():
            announce(self, screen.words)

    def first_focus(self) -> None:
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.acted.emit("back")
        else:
            super().keyPressEvent(event)

    def perform(self, command: str) -> bool:
        """Takes every command that would lead to a sample."""
        return command not in _ALLOWED

    def escape(self) -> bool:
        """Esc does nothing: only the annotator's word ends a break."""
        return True

    def focusNextPrevChild(self, forward: bool) -> bool:
        found = super().focusNextPrevChild(forward)
        focus = self.focusWidget()
        if focus is not None:
            bring_into_view(focus, self._theme.px(16))
        return found


def _noticed(screen: BreakScreen) -> tuple[object, ...]:
    return screen.signs, screen.again, screen.again_chosen, screen.kind
