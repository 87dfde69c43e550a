"""One command of the table of keys: its name, its keys, what is to be said about them, the way back."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from desktop_al.core.commands import Command
from desktop_al.core.words import mark, tr
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.controls import LinkButton
from desktop_al.ui.key_cap import cap_width, on_cap, paint_cap
from desktop_al.ui.key_groups import caps, is_label, printed, words_of
from desktop_al.ui.keys import Positions, key_name, key_tables, match
from desktop_al.ui.settings_rows import ResetButton
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Caps, IconView, Paragraph, Words, surface

NO_KEY = mark("No key")
PRESS = mark("Press the new key")
#: Widths of the table's columns at 100 %; the note has the rest.
ACTION_WIDTH, LEAST_ACTION_WIDTH, KEY_WIDTH = 272, 208, 218
#: Below these widths of the table the note, and then the keys too, stand under the name.
NARROW_TABLE, _TIGHT_TABLE = 700, 400
_SILENT = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock)


def action_width(theme: Theme, table: int) -> int:
    """Width of the column of names in a table as wide as ``table``."""
    return min(theme.px(ACTION_WIDTH), max(theme.px(LEAST_ACTION_WIDTH), table // 4))


class KeyButton(QPushButton):
    """The keys of a command. Pressed, it takes the next key: ``recorded`` carries it as it is written in the command
    table, "" for one that cannot be used."""

    recorded = Signal(str)
    started = Signal()
    ended = Signal()

    def __init__(self, theme: Theme, title: str, places: Positions) -> None:
        super().__init__()
        self._title, self._places = title, places
        self._keys: tuple[str, ...] = ()
        self._recording = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("role", "quiet")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.start)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedHeight(theme.px(32))
        self._measure()

    def show_keys(self, keys: Sequence[str]) -> None:
        self._keys = tuple(keys)
        self._measure()
        self._name()

    def recording(self) -> bool:
        return self._recording

    def start(self) -> None:
        """Wait for a key."""
        if not self._recording:
            self._recording = True
            self._measure()
            self._name()
            self.started.emit()

    def stop(self) -> None:
        """Keep the key that there is."""
        if self._recording:
            self._recording = False
            self._measure()
            self._name()
            self.ended.emit()

    def _name(self) -> None:
        shown = f" {tr('or')} ".join(words_of(key) for key in printed(self._keys)) or tr(NO_KEY)
        said = tr("press the new key") if self._recording else shown
        self.setAccessibleName(f"{self._title}: {said}")
        self.setAccessibleDescription(self._keep_words() if self._recording else tr("Enter gives it another key"))

    def _keep_words(self) -> str:
        shown = printed(self._keys)
        return tr("Esc: keep {key}", key=words_of(shown[0])) if shown else tr("Esc: no key")

    def _chords(self) -> list[tuple[str, ...]]:
        """At most two ways are shown."""
        return [tuple(on_cap(cap) for cap in caps(key)) for key in printed(self._keys)[:2]]

    def _measure(self) -> None:
        theme = self._theme
        small = QFontMetrics(theme.font("caption"))
        wide = theme.px(16)
        if self._recording:
            strong = QFontMetrics(theme.font("body", 600))
            words = strong.horizontalAdvance(tr(PRESS)) + small.horizontalAdvance(self._keep_words())
            wide = words + theme.px(44)
        else:
            chords = self._chords()
            wide += sum(cap_width(theme, cap) + theme.px(4) for chord in chords for cap in chord)
            wide += (len(chords) - 1) * (small.horizontalAdvance(tr("or")) + theme.px(10)) if chords else 0
            if not chords:
                wide += QFontMetrics(theme.font("body")).horizontalAdvance(tr(NO_KEY))
        self.setFixedWidth(max(wide, theme.px(44)))
        self.update()

    def event(self, event: QEvent) -> bool:
        if self._recording and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if self._recording and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            # Before Tab, Enter and Space get the meaning that they have for a button.
            self._take(event)
            event.accept()
            return True
        return super().event(event)

    def _take(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat() or event.key() in _SILENT:
            return
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.stop()
            return
        key = key_name(event, self._places)
        # Some letters are not found again by their capital: that of the Turkish dotless i is another key's.
        if not match(event, self._places, key_tables({"recorded": (key,)})):
            key = ""
        self.stop()
        self.recorded.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.start()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.stop()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._recording:
            self._paint_field(painter)
        else:
            option = QStyleOptionButton()
            self.initStyleOption(option)
            option.text = ""
            self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
            self._paint_caps(painter)
        painter.end()

    def _paint_caps(self, painter: QPainter) -> None:
        theme = self._theme
        chords = self._chords()
        x, top = float(theme.px(8)), (self.height() - theme.px(22)) / 2
        if not chords:
            painter.setPen(theme.colour("text.muted"))
            painter.setFont(theme.font("body"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr(NO_KEY))
        for place, chord in enumerate(chords):
            if place:
                painter.setPen(theme.colour("text.muted"))
                painter.setFont(theme.font("caption"))
                wide = painter.fontMetrics().horizontalAdvance(tr("or"))
                box = QRectF(x + theme.px(3), 0, wide + 1, self.height())
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, tr("or"))
                x += wide + theme.px(10)
            for cap in chord:
                wide = cap_width(theme, cap)
                ink, line = theme.colour("text.primary"), theme.colour("border.control")
                paint_cap(painter, theme, QRectF(x, top, wide, theme.px(22)), cap, ink, line)
                x += wide + theme.px(4)

    def _paint_field(self, painter: QPainter) -> None:
        theme, px = self._theme, self._theme.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = px(2)
        painter.setBrush(theme.colour("bg.surface"))
        painter.setPen(QPen(theme.colour("focus.ring"), ring))
        outer = QRectF(self.rect()).adjusted(ring / 2, ring / 2, -ring / 2, -ring / 2)
        painter.drawRoundedRect(outer, px(7), px(7))
        painter.setPen(QPen(theme.colour("border.control"), 1))
        inset = ring + px(2) - 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), px(4), px(4))
        painter.setPen(theme.colour("accent.text"))
        painter.setFont(theme.font("body", 600))
        inside = QRectF(self.rect()).adjusted(px(12), 0, -px(12), 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, tr(PRESS))
        painter.setPen(theme.colour("text.secondary"))
        painter.setFont(theme.font("caption"))
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._keep_words())


class _StillCaps(QWidget):
    """Keys that cannot be changed."""

    def __init__(self, theme: Theme, joint: str) -> None:
        super().__init__()
        self._joint, self._keys = joint, ()
        self._row = QHBoxLayout(self)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._row.setContentsMargins(theme.px(8), 0, 0, 0)
        self._row.setSpacing(theme.px(8))

    def show_keys(self, keys: Sequence[str]) -> None:
        if tuple(keys) == self._keys:
            return
        self._keys = tuple(keys)
        while self._row.count():
            item = self._row.takeAt(0)
            if item is not None and item.widget() is not None:
                item.widget().deleteLater()
        for place, key in enumerate(keys):
            if place:
                self._row.addWidget(Words(self._theme, self._joint, "caption", "text.muted"))
            self._row.addWidget(Caps(self._theme, caps(key)))


class _Notes(QWidget):
    """What is to be said beside the keys; with a warning sign and two ways out where they are needed."""

    decided = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._room = 0
        #: Made when they are first needed, which for most rows is never: warning, use here, or, keep there.
        self.ways: tuple[IconView, LinkButton, Words, LinkButton] | None = None
        self.words = Words(theme, "", "caption", "text.secondary", elide=True)
        # As wide as its words where there is room; see _measure.
        self.words.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.words, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addStretch(1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(6))
        # The words get their new font after this.
        self.words.set_theme(theme)
        self._measure()

    def say(self, words: str, warn: bool, names: tuple[str, str] | None = None) -> None:
        """``names`` are what the two ways out are called where they cannot be seen; None: no ways."""
        self.words.set_text(words)
        self.words.set_colour("warning.text" if warn else "text.secondary")
        if warn and self.ways is None:
            self._make_ways()
        if self.ways is not None:
            sign, use, joint, keep = self.ways
            sign.setVisible(warn)
            for part in (use, joint, keep):
                part.setVisible(names is not None)
            if names is not None:
                use.setAccessibleName(names[0])
                keep.setAccessibleName(names[1])
        self._measure()

    def _make_ways(self) -> None:
        theme, middle = self._theme, Qt.AlignmentFlag.AlignVCenter
        sign = IconView(theme, "warning", 16, "warning.text")
        use, keep = LinkButton(theme, tr("Use here")), LinkButton(theme, tr("Keep there"))
        joint = Words(theme, tr("or"), "body", "text.secondary")
        use.clicked.connect(lambda: self.decided.emit(True))
        keep.clicked.connect(lambda: self.decided.emit(False))
        self._row.insertWidget(0, sign, 0, middle)
        for place, part in enumerate((use, joint, keep)):
            self._row.insertWidget(2 + place, part, 0, middle)
        self.ways = (sign, use, joint, keep)

    def disputed(self) -> bool:
        return self.ways is not None and not self.ways[1].isHidden()

    def set_room(self, room: int) -> None:
        """How wide words and ways may be together."""
        if room != self._room:
            self._room = room
            self._measure()

    def _measure(self) -> None:
        room = self._room
        for part in self.ways or ():
            if not part.isHidden():
                room -= part.sizeHint().width() if isinstance(part, Words) else part.width()
                room -= self._theme.px(6)
        words = self.words.text()
        wide = self.words.fontMetrics().horizontalAdvance(words) + 1
        self.words.setFixedWidth(max(0, min(wide, room)))
        self.words.setToolTip(plain_tip(words) if wide > room else "")


class KeyRow(QWidget):
    """``recorded`` carries a key pressed for the command, ``decided`` whether a disputed one is taken ("Use here")
    or left, ``reset`` the wish for the keys of the beginning."""

    recorded = Signal(str)
    decided = Signal(bool)
    reset = Signal()
    started = Signal()

    def __init__(self, theme: Theme, command: Command, places: Positions) -> None:
        super().__init__()
        self.command = command
        labels = is_label(command.id)
        self.title = tr("Label 1 to 9") if labels else tr(command.title)
        note = tr(command.note) if command.note else ""
        self._note_words = tr("Number row, with or without Shift, and number pad") if labels else note
        self._title = Paragraph(theme, self.title, "body", "text.primary")
        self.button = KeyButton(theme, self.title, places) if not command.fixed else None
        self._still = _StillCaps(theme, tr("to", about="keys") if labels else tr("or")) if self.button is None else None
        self._shown: QWidget = self.button or self._still or self
        if self.button is not None:
            self.button.recorded.connect(self.recorded)
            self.button.started.connect(self._recording)
            self.button.started.connect(self.started)
            self.button.ended.connect(self._mark)
        self.notes = _Notes(theme)
        self.notes.decided.connect(self._decide)
        self._reset: ResetButton | None = None
        self._trailing: QWidget
        if command.fixed:
            self._trailing = IconView(theme, "encrypted", 16)
            self._trailing.setAccessibleName(tr("Cannot be removed"))
        else:
            self._trailing = self._reset = ResetButton(theme, self.title)
            self._reset.clicked.connect(self.reset)
            self._reset.hide()
        self._grid = QGridLayout(self)
        self._folds = -1
        surface(self, "none")
        self.set_theme(theme)
        self.say("")

    # -- what it shows ---------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        px = theme.px
        self._grid.setContentsMargins(px(16), px(2), px(8), px(4))
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(0)
        self._folds = -1
        self._fold()

    def resizeEvent(self, event: QEvent) -> None:
        self._fold()
        self._tell()

    def _fold(self) -> None:
        """Name, keys, note and way back in one line; where it is narrow the note, then the keys go below."""
        px, wide = self._theme.px, self.width() / self._theme.scale
        folds = 0 if wide >= NARROW_TABLE else 1 if wide >= _TIGHT_TABLE else 2
        if folds == self._folds:
            return
        self._folds = folds
        while self._grid.count():
            self._grid.takeAt(0)
        middle = Qt.AlignmentFlag.AlignVCenter
        for column, (least, stretch) in enumerate(
            ((0, 0), (KEY_WIDTH, 0), (0, 1), (32, 0)) if not folds else ((0, 1), (0, 0), (0, 0), (32, 0))
        ):
            self._grid.setColumnMinimumWidth(column, px(least))
            self._grid.setColumnStretch(column, stretch)
        self._grid.setRowMinimumHeight(0, px(32))
        self._grid.addWidget(self._title, 0, 0, middle)
        self._grid.addWidget(self._trailing, 0, 3, middle | Qt.AlignmentFlag.AlignHCenter)
        if folds == 2:
            self._grid.addWidget(self._shown, 1, 0, 1, 4, Qt.AlignmentFlag.AlignLeft)
        else:
            self._grid.addWidget(self._shown, 0, 1, middle | Qt.AlignmentFlag.AlignLeft)
        if folds:
            self._grid.addWidget(self.notes, 2, 0, 1, 4)
        else:
            self._grid.addWidget(self.notes, 0, 2, middle)
        self._tell()

    def minimumSizeHint(self) -> QSize:
        # Narrower than its parts side by side: it folds.
        return QSize(self._theme.px(240), super().minimumSizeHint().height())

    def show_keys(self, keys: Sequence[str], changed: bool) -> None:
        """The keys that the command has, and whether they differ from those of the beginning."""
        if self.button is not None:
            self.button.show_keys(keys)
        elif self._still is not None:
            self._still.show_keys(("1", "9") if is_label(self.command.id) else printed(keys)[:2])
        if self._reset is not None:
            self._reset.setVisible(changed)

    def say(self, words: str) -> None:
        """A sentence beside the keys, with a warning sign; "" for the note that always stands there."""
        always = self._note_words or (tr("Cannot be removed") if self.command.fixed else "")
        self.notes.say(words or always, bool(words))
        self._tell()

    def dispute(self, key: str, other: str) -> None:
        """``key`` was pressed and belongs to ``other``: show both ways out."""
        if self.button is not None:
            self.button.show_keys((key,))
        names = (
            tr("Use {key} here, for {command}", key=words_of(key), command=self.title),
            tr("Keep {key} there, for {command}", key=words_of(key), command=other),
        )
        self.notes.say(tr("Also “{command}”.", command=other), True, names)
        if self.button is not None and self.notes.ways is not None:
            # They may just have been made, and what is new is else the last stop of the page.
            _, use, _, keep = self.notes.ways
            self.setTabOrder(self.button, use)
            self.setTabOrder(use, keep)
        self._tell()

    def disputed(self) -> bool:
        return self.notes.disputed()

    def _tell(self) -> None:
        """Room for the name and for the notes."""
        px = self._theme.px
        self.notes.setVisible(bool(self.notes.words.text()) or not self._folds)
        action = action_width(self._theme, self.width())
        self._title.setMinimumWidth(0 if self._folds else action)
        self._title.setMaximumWidth(16_777_215 if self._folds else action)
        columns = 0 if self._folds else action + px(KEY_WIDTH) + px(32) + 3 * px(12)
        self.notes.set_room(self.width() - px(24) - columns)

    def _decide(self, here: bool) -> None:
        if self.button is not None:
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.decided.emit(here)

    def _recording(self) -> None:
        self.say("")
        self._mark()

    def _mark(self) -> None:
        surface(self, "raised" if self.recording() else "none")
        self.style().unpolish(self)
        self.style().polish(self)

    def take_focus(self) -> None:
        if self.button is not None:
            self.button.setFocus(Qt.FocusReason.TabFocusReason)

    def recording(self) -> bool:
        return self.button is not None and self.button.recording()

    def matches(self, text: str) -> bool:
        return text in f"{self.title} {self._note_words}".casefold()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), self._theme.px(37)))
