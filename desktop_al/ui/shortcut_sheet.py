"""Every command with its keys, over the page. Drawn from the command table."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_al.core.commands import DEFAULT_KEYS, Keymap
from desktop_al.core.words import mark, tr
from desktop_al.ui.controls import FindField
from desktop_al.ui.key_groups import LABEL, LOOK, MOVE, PAGES, PROGRAM, caps, group_title, grouped, is_label, printed
from desktop_al.ui.keyboard_picture import system_layout
from desktop_al.ui.theme import Theme, retheme
from desktop_al.ui.widgets import Caps, IconView, Paragraph, Words, rule, surface

#: Two commands that belong together are one line: words, and the keys of both.
_PAIRS = {
    ("back", "forward"): mark("Earlier, later in history"),
    ("zoom_in", "zoom_out"): mark("Zoom in, out"),
    ("region_next", "region_previous"): mark("Next, previous region"),
}
_SECOND = {second for _, second in _PAIRS}
#: Lines of a group that stand in one column; what is more goes on in the next.
_IN_COLUMN = 6
_NARROW = 900

#: Keys as caps and what they do.
Line = tuple[tuple[tuple[str, ...], ...], str]


def lines(keys: Keymap) -> dict[str, list[Line]]:
    """The lines of every group; commands without a key are left out, the nine label commands are one line."""
    found: dict[str, list[Line]] = {}
    for name, commands in grouped().items():
        found[name] = []
        for command in commands:
            pair = next((pair for pair in _PAIRS if pair[0] == command.id), None)
            if is_label(command.id):
                found[name].append(((("1",), ("to",), ("9",)), tr("Give a label")))
            elif pair is not None:
                chords = tuple(caps(printed(keys.get(own, ()))[0]) for own in pair if keys.get(own))
                words = tr(_PAIRS[pair] if len(chords) == 2 else command.title)
                found[name] += [(chords, words)] if chords else []
            elif command.id not in _SECOND and keys.get(command.id):
                words = f"{tr(command.title)}, {tr(command.note)}" if command.note else tr(command.title)
                found[name].append(((caps(printed(keys[command.id])[0]),), words))
            elif command.id in _SECOND and keys.get(command.id) and not _first_has_key(command.id, keys):
                found[name].append(((caps(printed(keys[command.id])[0]),), tr(command.title)))
    return found


def _first_has_key(second: str, keys: Keymap) -> bool:
    return any(bool(keys.get(first)) for first, other in _PAIRS if other == second)


def _keyboard_words(layout: str) -> str:
    letters = tr("Letters follow what is printed on the key. Change any of them in Settings, Shortcuts.")
    return tr("The number row works without Shift.") + " " + letters if layout == "AZERTY" else letters


class _Line(QWidget):
    """Caps and words."""

    def __init__(self, theme: Theme, line: Line) -> None:
        super().__init__()
        chords, words = line
        self.words = f"{words} {' '.join(cap for chord in chords for cap in chord)}".casefold()
        self._caps = QWidget()
        self._caps.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._caps_row = QHBoxLayout(self._caps)
        # Caps of one chord stand closer to one another than two ways to press.
        self._one = len(chords) == 1 or all(len(chord) == 1 for chord in chords)
        for chord in chords:
            to = chord == ("to",)
            self._caps_row.addWidget(
                Words(theme, tr("to", about="keys 1 to 9"), "body", "text.secondary") if to else Caps(theme, chord)
            )
        self._caps_row.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._caps, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(Paragraph(theme, words, "body", "text.primary"), 1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        px = theme.px
        self._row.setContentsMargins(0, px(5), 0, px(5))
        self._row.setSpacing(px(10))
        self._caps_row.setContentsMargins(0, 0, 0, 0)
        self._caps_row.setSpacing(px(4 if self._one else 12))
        self._caps.setMinimumWidth(px(136))


class _Group(QWidget):
    """A heading and its lines."""

    def __init__(self, theme: Theme, heading: str, found: list[Line]) -> None:
        super().__init__()
        self._head = Words(theme, heading, "label", "accent.text", 600)
        self.lines = [_Line(theme, line) for line in found]
        self._all = QVBoxLayout(self)
        self._all.addWidget(self._head)
        self._all.addWidget(rule())
        for line in self.lines:
            self._all.addWidget(line)
        self._all.addStretch(1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(0, 0, 0, theme.px(12))
        self._all.setSpacing(theme.px(1))
        self._head.setMinimumHeight(theme.px(28))

    def find(self, text: str) -> bool:
        """Show the lines that speak of ``text``; False when there is none."""
        for line in self.lines:
            line.setVisible(text in line.words)
        return any(text in line.words for line in self.lines)


class _Note(QFrame):
    """What is known about the keyboard."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        layout = system_layout()
        self.setProperty("card", "accent")
        self._row = QHBoxLayout(self)
        self._row.addWidget(IconView(theme, "keyboard", 18, "accent.text"), 0, Qt.AlignmentFlag.AlignTop)
        self._words = QVBoxLayout()
        self._words.addWidget(Words(theme, tr("Keyboard: {layout}", layout=layout), "body", "text.primary", 600))
        self._words.addWidget(Paragraph(theme, _keyboard_words(layout), "body", "text.secondary"))
        self._row.addLayout(self._words, 1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._row.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(10))
        self._row.setSpacing(theme.px(10))
        self._words.setSpacing(0)


class _CloseButton(QPushButton):
    """[Esc] or [?] close."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "quiet")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Close"))
        self.setAccessibleDescription(tr("Key Esc or ?"))
        self._row = QHBoxLayout(self)
        for part in (
            Caps(theme, ("Esc",)),
            Words(theme, tr("or", about="keys"), "body", "text.secondary"),
            Caps(theme, ("?",)),
            Words(theme, tr("close", about="what a key does"), "body", "text.primary"),
        ):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._row.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._row.setContentsMargins(theme.px(10), 0, theme.px(10), 0)
        self._row.setSpacing(theme.px(8))
        self._row.activate()
        self.setFixedSize(self._row.sizeHint().width(), theme.px(32))


def _line_of(widget: QWidget | None) -> tuple[QWidget, ...]:
    """A widget and all it stands in, from the inside."""
    found = []
    while widget is not None:
        found.append(widget)
        widget = widget.parentWidget()
    return tuple(found)


def _takes_focus(widget: QWidget) -> bool:
    """Whether a widget that had the focus, or held what had it, can be given the focus now."""
    try:
        return widget.isVisible() and widget.isEnabled() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    except RuntimeError:  # the field of a table that was left is deleted by Qt
        return False


class ShortcutSheet(QWidget):
    """A child widget over the whole window; Esc or its button closes it. ``closed`` is sent then."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget, keys: Keymap = DEFAULT_KEYS) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(tr("Shortcuts"))
        #: What had the focus, and what it stood in.
        self._before: tuple[QWidget, ...] = ()
        self._panel = QFrame(self)
        self._panel.setProperty("card", "sheet")
        self._find = FindField(theme, tr("Type to find an action"), tr("Find an action"))
        self._find.textChanged.connect(self._filter)
        self._close = _CloseButton(theme)
        self._close.clicked.connect(self.close_sheet)
        self._nothing = Words(theme, tr("No action is called so."), "body", "text.muted")
        self._nothing.hide()
        self._note = _Note(theme)
        self._groups: list[_Group] = []
        head = QHBoxLayout()
        head.addWidget(Words(theme, tr("Shortcuts"), "heading", "text.primary"), 1)
        head.addWidget(self._find)
        inside = QWidget()
        surface(inside, "surface")
        self._grid = QGridLayout(inside)
        self._scroll = QScrollArea()
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._close)
        self._all = QVBoxLayout(self._panel)
        self._all.addLayout(head)
        self._all.addWidget(self._nothing)
        self._all.addWidget(self._scroll, 1)
        self._all.addWidget(rule("soft"))
        self._all.addLayout(foot)
        self._columns = 0
        self._keys: Keymap = {}
        self.show_keys(keys)
        self.set_theme(theme)
        self.hide()

    def show_keys(self, keys: Keymap) -> None:
        """The keys of every command as they are now."""
        if keys == self._keys:
            return
        self._keys = dict(keys)
        # It stands in a group and outlives it.
        self._note.setParent(self._panel)
        for group in self._groups:
            group.setParent(None)
            group.deleteLater()
        found = lines(keys)
        program = found[PROGRAM]
        cut = max(_IN_COLUMN, (len(program) + 1) // 2)
        # The program's lines go on in a second column, under a heading that says so.
        more = tr("{group}, more", group=group_title(PROGRAM))
        named = [(group_title(name), found[name]) for name in (LABEL, LOOK, MOVE)]
        named += [(group_title(PROGRAM), program[:cut]), (more, program[cut:]), (group_title(PAGES), found[PAGES])]
        self._groups = [_Group(self._theme, name, own) for name, own in named]
        self._columns = 0
        self._place()
        self._filter(self._find.text())

    def _place(self) -> None:
        """Three columns side by side, or everything below one another where they would not be wide enough."""
        columns = 1 if self._panel.width() / self._theme.scale < _NARROW else 3
        if columns == self._columns:
            return
        self._columns = columns
        while self._grid.count():
            self._grid.takeAt(0)
        parts = [*self._groups[:5], self._last_column()] if columns == 3 else [*self._groups, self._note]
        for place, part in enumerate(parts):
            self._grid.addWidget(part, place // columns, place % columns)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for row in range(8):
            self._grid.setRowStretch(row, 0)
        self._grid.setRowStretch(-(-len(parts) // columns), 1)

    def _last_column(self) -> QWidget:
        """The pages, and below them what is known about the keyboard."""
        group = self._groups[5]
        layout = group.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertSpacing(layout.count() - 1, self._theme.px(12))
            layout.insertWidget(layout.count() - 1, self._note)
        return group

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        px = theme.px
        self._all.setContentsMargins(px(32), px(24), px(32), px(12))
        self._all.setSpacing(px(12))
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(36))
        self._grid.setVerticalSpacing(px(8))
        self._find.setFixedWidth(px(260))
        # How high it is follows from its parts.
        retheme(self._panel, theme)
        self.follow()

    def _filter(self, text: str) -> None:
        wanted = " ".join(text.casefold().split())
        found = [group.find(wanted) for group in self._groups]
        for group, there in zip(self._groups, found, strict=True):
            group.setVisible(there or group.isAncestorOf(self._note))
        self._nothing.setVisible(not any(found))

    def open_sheet(self) -> None:
        """Shows the sheet and remembers where the focus was."""
        self._before = _line_of(self.window().focusWidget())
        self._find.clear()
        self.follow()
        self.show()
        self.raise_()
        self._find.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_sheet(self) -> None:
        """Hides the sheet; the focus goes back to where it was."""
        if self.isHidden():
            return
        before, self._before = self._before, ()
        self.hide()
        for widget in before:
            if _takes_focus(widget):
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                break
        self.closed.emit()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays inside: what lies below cannot be seen."""
        if self.isHidden():
            # Closing: what was below gets the focus.
            return super().focusNextPrevChild(forward)
        stops = (self._find, self._close)
        here = next((place for place, stop in enumerate(stops) if stop.hasFocus()), -1 if forward else 0)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(here + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def follow(self) -> None:
        """The window was resized."""
        parent = self.parentWidget()
        if parent is None:
            return
        self.setGeometry(parent.rect())
        px = self._theme.px
        wide = min(px(1240), self.width() - px(48))
        self._panel.resize(wide, self._panel.height())
        self._place()
        wanted = self._scroll.widget().sizeHint().height() + px(150)
        high = min(wanted, self.height() - px(48))
        self._panel.setGeometry((self.width() - wide) // 2, (self.height() - high) // 2, wide, high)

    def resizeEvent(self, event: QEvent) -> None:
        self.follow()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shade = QColor(self._theme.colour("bg.canvas"))
        shade.setAlphaF(0.72)
        painter.fillRect(self.rect(), shade)
        painter.end()
