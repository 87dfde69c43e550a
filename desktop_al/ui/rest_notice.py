"""The notice that a break may help, in the place of the decision rule. It moves nothing and asks for no answer."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from desktop_al.core.commands import DEFAULT_KEYS, Keymap
from desktop_al.core.words import tr
from desktop_al.loop.clock_screen import RestNotice
from desktop_al.loop.screen import Notice
from desktop_al.ui.key_groups import caps
from desktop_al.ui.small_plots import LEAST_POINTS, SmallPlot
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, IconView, Paragraph, Words, surface

#: Id of the notice where it is a bar.
REST = "rest"
#: Height of the tray below which the notice has no room in it.
NO_ROOM = 96
_HEAD, _LOW_HEAD, _BUTTON = 40, 32, 32
#: Height below which head and gaps are smaller.
_LOW = 160
_PLOT = (84, 34)


def as_bar(rest: RestNotice) -> Notice:
    """The notice for the bar over the stage, where the tray has no room for it or is covered."""
    actions = (("break", rest.begin), ("postpone", rest.postpone))
    return Notice(REST, rest.title, " ".join(rest.lines), tuple(pair for pair in actions if pair[1]), severe=False)


class _Reasons(QWidget):
    """The reasons that hold, one below the other, and the trend beside the first ones."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "raised")
        self._lines: list[Paragraph] = []
        self._plot = SmallPlot(theme, "line", (), *_PLOT)
        self._plot.setParent(self)
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for part in (*self._lines, self._plot):
            part.set_theme(theme)

    def set_reasons(self, lines: tuple[str, ...], trend: tuple[float, ...]) -> None:
        while len(self._lines) < len(lines):
            self._lines.append(Paragraph(self._theme, "", "body", "text.secondary"))
            self._lines[-1].setParent(self)
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(lines))
            line.set_text(lines[number] if number < len(lines) else "")
        self._plot.set_points(trend)
        self._plot.setVisible(len(trend) >= LEAST_POINTS)

    def fit(self, width: int) -> int:
        """Places the parts in a width; returns the height they need."""
        px, y = self._theme.px, 0
        # A plot beside a few letters would say less than the words alone.
        plotted = not self._plot.isHidden() and width >= px(260)
        beside = self._plot.height() if plotted else 0
        self._plot.move(width - self._plot.width() if plotted else width, 0)
        for line in self._lines:
            if line.isHidden():
                continue
            room = width - (self._plot.width() + px(10) if y < beside else 0)
            high = line.heightForWidth(room)
            line.setGeometry(0, y, room, high)
            y += high + px(2)
        return max(y - px(2), beside)


class RestReasons(QScrollArea):
    """Reasons that have no room scroll, and Tab goes to them."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidget(inside)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Reasons in full"))


class _Head(QFrame):
    """What the notice is about, and the way back to the rule."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("notice", "mild")
        self._icon = IconView(theme, "coffee", 18, "warning.text")
        self.title = Words(theme, "", "label", "warning.text", 600, elide=True)
        self.rule = CapButton(theme, tr("Decision rule"), trailing=("R",), role="quiet", height=28, hug=True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon)
        self._row.addWidget(self.title, 1)
        self._row.addWidget(self.rule)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._row.setContentsMargins(theme.px(16), 0, theme.px(4), 0)
        self._row.setSpacing(theme.px(10))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class RestView(QWidget):
    """Title, reasons, trend, two buttons. ``acted`` carries a command id: break, postpone or rule."""

    acted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rest: RestNotice | None = None
        self._postpone_keys: tuple[str, ...] = ()
        self._head = _Head(theme)
        self._reasons = _Reasons(theme)
        self._scroll = RestReasons(self._reasons)
        self._begin = CapButton(theme, "", "B", role="primary", hug=True)
        self._later = CapButton(theme, "", hug=True)
        for child in (self._head, self._scroll, self._begin, self._later):
            child.setParent(self)
        #: Turns to the rule.
        self.switching = self._head.rule
        self.switching.clicked.connect(lambda: self.acted.emit("rule"))
        self._begin.clicked.connect(lambda: self.acted.emit("break"))
        self._later.clicked.connect(lambda: self.acted.emit("postpone"))
        self.set_keys(DEFAULT_KEYS)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        # Their places follow from their sizes.
        for part in (self._head, self._head.title, self.switching, self._reasons, self._begin, self._later):
            part.set_theme(theme)
        self._place()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def set_keys(self, keys: Keymap) -> None:
        """The keys printed on the buttons."""
        self._begin.set_key(next(iter(keys["break"]), ""))
        self.switching.set_trailing(keys["rule"][:1])
        self._postpone_keys = caps(keys["postpone"][0]) if keys["postpone"] else ()
        self._place()

    def set_rest(self, rest: RestNotice) -> None:
        """Draws a notice."""
        if rest == self._rest:
            return
        self._rest = rest
        self._head.title.set_text(rest.title)
        self._reasons.set_reasons(rest.lines, rest.trend)
        self._begin.set_words(rest.begin)
        self._later.set_words(rest.postpone)
        self._later.setVisible(bool(rest.postpone))
        self.setAccessibleName(rest.title)
        self.setAccessibleDescription(" ".join(rest.lines))
        self._scroll.verticalScrollBar().setValue(0)
        self._place()

    def resizeEvent(self, event: QEvent) -> None:
        self._place()

    def _place(self) -> None:
        px, width, height = self._theme.px, self.width(), self.height()
        low = height < px(_LOW)
        head, gap = px(_LOW_HEAD if low else _HEAD), px(6 if low else 12)
        self._head.setGeometry(0, 0, width, head)
        inner = max(1, width - 2 * px(16))
        buttons = px(_BUTTON)
        most = max(0, height - head - 3 * gap - buttons)
        wanted = self._reasons.fit(inner)
        if wanted > most:
            # The handle of the scroll bar stands beside the words.
            wanted = self._reasons.fit(inner - px(10))
        self._reasons.resize(inner, wanted)
        shown = min(wanted, most)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus if wanted > most else Qt.FocusPolicy.NoFocus)
        ring = px(2)
        self._scroll.setGeometry(px(16) - ring, head + gap - ring, inner + 2 * ring, shown + 2 * ring)
        self._scroll.setVisible(shown >= self._theme.line("body"))
        top = head + gap + (shown + gap if shown else 0)
        self._place_buttons(top, inner)

    def _place_buttons(self, top: int, inner: int) -> None:
        px = self._theme.px
        self._later.set_trailing(self._postpone_keys)
        first, second = self._begin.sizeHint().width(), self._later.sizeHint().width()
        if first + px(8) + second > inner:
            self._later.set_trailing(())
            second = min(self._later.sizeHint().width(), max(px(28), inner - first - px(8)))
        self._begin.setGeometry(px(16), top, min(first, inner), px(_BUTTON))
        self._later.setGeometry(px(16) + first + px(8), top, second, px(_BUTTON))
