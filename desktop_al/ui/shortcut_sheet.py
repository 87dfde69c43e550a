"""Every command with its keys, over the page. Drawn from the command table."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop_al.core.commands import COMMANDS, Command
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Caps, Paragraph, Words, rule, surface

#: Heading -> contexts or ids; a command goes under the first heading that takes it.
_LABEL = ("accept", "not_worth", "unsure", "comment", "undo", "redo", "find_class", "guideline", "rule")
_MOVE = ("back", "forward", "now", "history", "region_next", "region_previous")


def groups() -> tuple[tuple[str, tuple[tuple[tuple[str, ...], str], ...]], ...]:
    """(heading, rows of (keys, words)); the nine label commands are one row."""

    def row(command: Command) -> tuple[tuple[str, ...], str]:
        words = f"{command.title}, {command.note}" if command.note else command.title
        return command.keys, words

    label = ((("1", "to", "9"), "Give a label"), *(row(c) for c in COMMANDS if c.id in _LABEL))
    look = tuple(row(c) for c in COMMANDS if c.context == "stage")
    move = tuple(row(c) for c in COMMANDS if c.id in _MOVE)
    rest = tuple(row(c) for c in COMMANDS if c.context == "anywhere" and c.id not in _MOVE)
    return (("Label", label), ("Look", look), ("Move", move), ("Program", rest))


def _chords(keys: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Keys as caps: "Ctrl+Z" is two caps; at most two ways are shown."""
    if "to" in keys:
        return [(keys[0],), (keys[2],)]
    shown = [key for key in keys if key != "Enter"][:2]
    caps = {"Plus": "+", "Minus": "-"}
    return [tuple(caps.get(part, part) for part in key.split("+")) if len(key) > 1 else (key,) for key in shown]


class ShortcutSheet(QWidget):
    """A child widget over the whole window; Esc or its button closes it. ``closed`` is sent then."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName("Shortcuts")
        self._before: QWidget | None = None
        self._panel = QFrame(self)
        self._panel.setProperty("card", "sheet")
        self._find = QLineEdit()
        self._find.setPlaceholderText("Type to find an action")
        self._find.setAccessibleName("Find an action")
        self._find.textChanged.connect(self._filter)
        self._close = CapButton(theme, "Close", "Esc", role="quiet", height=32, hug=True)
        self._close.clicked.connect(self.close_sheet)
        self._rows: list[tuple[str, tuple[QWidget, ...]]] = []
        self._columns: list[QVBoxLayout] = []
        head = QHBoxLayout()
        head.addWidget(Words(theme, "Shortcuts", "heading", "text.primary"), 1)
        head.addWidget(self._find)
        head.addWidget(self._close)
        inside = QWidget()
        surface(inside, "surface")
        self._grid = QHBoxLayout(inside)
        first, second, third = (self._column() for _ in range(3))
        made = groups()
        for column, heading in ((first, made[0]), (second, made[1]), (second, made[2]), (third, made[3])):
            self._group(column, *heading)
        for column in (first, second, third):
            column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        note = "Digits work on the number row of every layout; letters follow what is printed on the key."
        self._note = Words(theme, note, "caption", "text.muted", elide=True)
        self._all = QVBoxLayout(self._panel)
        self._all.addLayout(head)
        self._all.addWidget(scroll, 1)
        self._all.addWidget(rule("soft"))
        self._all.addWidget(self._note)
        self.set_theme(theme)
        self.hide()

    def _column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        self._columns.append(column)
        self._grid.addLayout(column, 1)
        return column

    def _group(self, column: QVBoxLayout, heading: str, rows: tuple[tuple[tuple[str, ...], str], ...]) -> None:
        theme = self._theme
        column.addWidget(Words(theme, heading, "label", "accent.text", 600))
        column.addWidget(rule())
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(8))
        grid.setColumnMinimumWidth(0, theme.px(112))
        for number, (keys, words) in enumerate(rows):
            caps = QWidget()
            line = QHBoxLayout(caps)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(theme.px(6))
            for place, chord in enumerate(_chords(keys)):
                if place:
                    joint = "to" if "to" in keys else "or"
                    line.addWidget(Words(theme, joint, "caption", "text.muted"))
                line.addWidget(Caps(theme, chord))
            line.addStretch(1)
            label = Paragraph(theme, words, "body", "text.primary")
            grid.addWidget(caps, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, number, 1)
            self._rows.append((f"{words} {' '.join(keys)}".casefold(), (caps, label)))
        column.addLayout(grid)
        column.addSpacing(theme.px(16))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        px = theme.px
        self._all.setContentsMargins(px(32), px(24), px(32), px(16))
        self._all.setSpacing(px(16))
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(px(36))
        for column in self._columns:
            column.setSpacing(px(8))
        self._find.setFont(theme.font("body"))
        self._find.setFixedWidth(px(240))
        self.follow()

    def _filter(self, text: str) -> None:
        wanted = text.strip().casefold()
        for words, widgets in self._rows:
            for widget in widgets:
                widget.setVisible(wanted in words)

    def open_sheet(self) -> None:
        """Shows the sheet and remembers where the focus was."""
        self._before = self.window().focusWidget()
        self._find.clear()
        self.follow()
        self.show()
        self.raise_()
        self._find.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_sheet(self) -> None:
        """Hides the sheet; the focus goes back to where it was."""
        if self.isHidden():
            return
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
        self.closed.emit()

    def follow(self) -> None:
        """The window was resized."""
        parent = self.parentWidget()
        if parent is None:
            return
        self.setGeometry(parent.rect())
        px = self._theme.px
        wide, high = min(px(1240), self.width() - px(48)), min(px(640), self.height() - px(48))
        # Three columns side by side, or below one another where they would not be wide enough.
        stacked = wide < px(900)
        way = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._grid.setDirection(way)
        self._grid.setSpacing(0 if stacked else px(36))
        self._panel.setGeometry((self.width() - wide) // 2, (self.height() - high) // 2, wide, high)

    def resizeEvent(self, event: QEvent) -> None:
        self.follow()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shade = QColor(self._theme.colour("bg.canvas"))
        shade.setAlphaF(0.72)
        painter.fillRect(self.rect(), shade)
        painter.end()
