"""The keys of every command: a drawn keyboard and a table in which they are changed."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_al.core.commands import BY_ID, COMMANDS, DEFAULT_KEYS, RESERVED, Keymap, holder
from desktop_al.core.words import mark, tr
from desktop_al.ui.key_groups import MOVE, PAGES, group_title, grouped, is_label, printed, words_of
from desktop_al.ui.key_row import NARROW_TABLE, KeyRow, action_width
from desktop_al.ui.keyboard_picture import KeyboardPicture, system_layout
from desktop_al.ui.keys import Positions, positions
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Paragraph, Words, rule, surface

#: What is to be kept for a command: its new keys, None for those of the beginning.
Change = tuple[str, tuple[str, ...] | None]

NO_SUCH_KEY = mark("This key cannot be used.")
#: What a field does with its text, and Ctrl with Return, by which fields are left.
_OF_FIELDS = frozenset(
    (
        *(f"Ctrl+{key}" for key in ("A", "C", "V", "X", "Y", "Z", "Shift+Z", "Return", "Enter")),
        *(f"Ctrl+{key}" for key in ("Left", "Right", "Up", "Down", "Home", "End", "Backspace", "Del", "Ins")),
        *(f"Ctrl+Shift+{key}" for key in ("Left", "Right", "Up", "Down", "Home", "End")),
        *("Shift+Ins", "Shift+Del"),
    )
)
#: What lists and buttons live by, with Shift or without it. On one page a command may have them, not on all.
_OF_LISTS = frozenset(
    ("Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDown")
    + ("Return", "Enter", "Space", "Backspace", "Del", "Tab")
)
_LABELS = tuple(command.id for command in COMMANDS if is_label(command.id))
#: Below this width of the page the keyboard is not drawn: its words would not be readable.
_PICTURE_FROM = 560


def refusal(key: str, command: str = "") -> str:
    """Why ``key`` cannot be given to ``command``, "" if it can."""
    if not key:
        return tr(NO_SUCH_KEY)
    if key in RESERVED:
        return tr("{key} moves between fields and cannot be used.", key=words_of(key))
    owner = holder(DEFAULT_KEYS, key)
    if owner and is_label(owner):
        return tr("1 to 9 give labels and stay so.")
    if owner and BY_ID[owner].fixed:
        return tr("{key} always means “{title}”.", key=words_of(key), title=tr(BY_ID[owner].title))
    if command and owner == command:
        return ""
    if key in _OF_FIELDS:
        return tr("{key} is needed while typing in a field and cannot be used.", key=words_of(key))
    bare = key.removeprefix("Shift+")
    if bare in _OF_LISTS and command and BY_ID[command].context == "anywhere":
        return tr("{key} is needed in lists and on buttons and cannot be used for this.", key=words_of(key))
    return ""


def with_key(keys: Sequence[str], key: str) -> tuple[str, ...]:
    """``keys`` with ``key`` in place of the first one, which is the one that is printed."""
    shown = printed(keys)
    # Enter on the number pad goes with Return.
    rest = [old for old in keys if old != key and (not shown or old != shown[0]) and old in shown]
    return (key, *rest)


def without_key(keys: Sequence[str], key: str) -> tuple[str, ...]:
    return tuple(old for old in keys if old.casefold() != key.casefold())


class _Note(QWidget):
    """What the picture of the keyboard does not say."""

    def __init__(self, theme: Theme, layout: str) -> None:
        super().__init__()
        sentence = tr(
            "1 to 9 belong to the place of the number row, with or without Shift. Letters follow what is printed on "
            "the key."
        )
        self._all = QVBoxLayout(self)
        self._all.addWidget(Words(theme, tr("Keyboard layout"), "caption", "text.secondary", 600))
        self._all.addWidget(Words(theme, layout, "body", "text.primary", 600))
        self._all.addWidget(
            Paragraph(theme, tr("Guessed from the language; only this picture depends on it."), "caption")
        )
        self._all.addWidget(Paragraph(theme, sentence, "caption"))
        self._all.addStretch(1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self.setFixedWidth(theme.px(182))
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(theme.px(6))


class ShortcutsPage(QWidget):
    """``changed`` carries a list of changes that belong together and the words for them."""

    changed = Signal(object, str)

    def __init__(self, theme: Theme, places: Positions | None = None) -> None:
        super().__init__()
        self._keys: Keymap = dict(DEFAULT_KEYS)
        self._changed: frozenset[str] = frozenset()
        #: The row in which a key is disputed, the key, and whether the row's own default keys were asked for.
        self._dispute: tuple[KeyRow, str, bool] | None = None
        layout = system_layout()
        self._title = Words(theme, tr("Shortcuts"), "heading", "text.primary")
        self._all_back = CapButton(theme, tr("Back to defaults"), hug=True)
        self._all_back.clicked.connect(self._all_to_default)
        self._head = QHBoxLayout()
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._all_back)
        self._picture = KeyboardPicture(theme, layout)
        self._note = _Note(theme, layout)
        self._board = QFrame()
        self._board.setProperty("card", "plain")
        self._board_row = QHBoxLayout(self._board)
        self._board_row.addWidget(self._picture, 1, Qt.AlignmentFlag.AlignTop)
        self._board_row.addWidget(self._note)
        self._table = QFrame()
        self._table.setProperty("card", "plain")
        self._table.setAccessibleName(tr("Keys of all commands"))
        self._lines = QVBoxLayout(self._table)
        self.rows: list[KeyRow] = []
        #: Of every group the line above it, its head, and its rows with the line above each.
        self._groups: list[tuple[QWidget, QWidget, list[tuple[QWidget, KeyRow]]]] = []
        self._finding = False
        self._fill(theme, places or positions())
        self._all = QVBoxLayout(self)
        self._all.addLayout(self._head)
        self._all.addWidget(self._board)
        self._all.addWidget(self._table)
        self._all.addStretch(1)
        self.set_theme(theme)
        self.show_keys(DEFAULT_KEYS, ())

    def _fill(self, theme: Theme, places: Positions) -> None:
        self._columns = _Columns(theme)
        self._lines.addWidget(self._columns)
        found = grouped()
        found[MOVE] = found[MOVE] + found.pop(PAGES)
        for name, commands in found.items():
            head = _Head(theme, group_title(name))
            parts: list[tuple[QWidget, KeyRow]] = []
            above = rule()
            self._lines.addWidget(above)
            self._lines.addWidget(head)
            for command in commands:
                line, row = rule("soft"), KeyRow(theme, command, places)
                row.recorded.connect(lambda key, row=row: self._recorded(row, key))
                row.decided.connect(self._decided)
                row.reset.connect(lambda row=row: self._to_default(row))
                row.started.connect(lambda row=row: self._settle(row))
                self._lines.addWidget(line)
                self._lines.addWidget(row)
                parts.append((line, row))
                self.rows.append(row)
            self._groups.append((above, head, parts))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        px = theme.px
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(px(16))
        self._board_row.setSpacing(px(24))
        self._lines.setContentsMargins(1, px(1), 1, px(4))
        self._lines.setSpacing(0)
        self._fold()

    def resizeEvent(self, event: QEvent) -> None:
        self._fold()

    def _fold(self) -> None:
        wide = self.width() / self._theme.scale
        self._board.setVisible(wide >= _PICTURE_FROM and not self._finding)
        self._note.setVisible(wide >= 860)
        side = self._theme.px(24 if wide >= 860 else 12)
        self._board_row.setContentsMargins(side, self._theme.px(20), side, self._theme.px(20))
        self._columns.setVisible(wide >= NARROW_TABLE)
        self._columns.set_action_width(action_width(self._theme, self.width() - 2))
        # Without the heads of the columns the card's own border is line enough.
        above = next((above for above, head, _ in self._groups if not head.isHidden()), None)
        for line, head, _ in self._groups:
            line.setVisible(not head.isHidden() and (line is not above or wide >= NARROW_TABLE))

    # -- what it shows ---------------------------------------------------------------------------------

    def show_keys(self, keys: Keymap, changed: Collection[str]) -> None:
        """The keys of every command, and the commands whose keys differ from those of the beginning."""
        self._keys, self._changed = dict(keys), frozenset(changed)
        self._settle(None)
        for row in self.rows:
            own = row.command.id
            differs = bool(self._changed & set(_LABELS)) if is_label(own) else own in self._changed
            if not row.recording():
                row.show_keys(self._keys.get(own, ()), differs)
        self._picture.show_keys(self._keys)
        self._all_back.setEnabled(bool(self._changed))

    def find(self, text: str) -> int:
        """Show only the commands that speak of ``text`` (in lower case), all of them for ""; returns how many."""
        self._finding = bool(text)
        found = 0
        for _, head, parts in self._groups:
            here = 0
            for line, row in parts:
                shown = not text or row.matches(text)
                line.setVisible(shown)
                row.setVisible(shown)
                here += shown
            head.setVisible(bool(here))
            found += here
        self._fold()
        return found

    def recording(self) -> bool:
        """A key press belongs to the table, whatever it means elsewhere."""
        return any(row.recording() for row in self.rows)

    def escape(self) -> bool:
        """Leave what is under way here; False when nothing is."""
        row = next((row for row in self.rows if row.recording()), None)
        if row is not None and row.button is not None:
            row.button.stop()
            return True
        if self._dispute is not None:
            self._decided(False)
            return True
        return False

    def take_focus(self) -> None:
        first = next((row for row in self.rows if row.button is not None and row.isVisible()), None)
        if first is not None:
            first.take_focus()

    # -- what is changed -------------------------------------------------------------------------------

    def _settle(self, at: KeyRow | None) -> None:
        """A key that is still disputed stays where it was."""
        if self._dispute is None:
            return
        row = self._dispute[0]
        self._dispute = None
        row.say("")
        if row is not at:
            row.show_keys(self._keys.get(row.command.id, ()), row.command.id in self._changed)

    def _recorded(self, row: KeyRow, key: str) -> None:
        self._settle(row)
        own = row.command.id
        reason = refusal(key, own)
        if reason:
            row.say(reason)
            return
        other = holder(self._keys, key)
        if other and other != own:
            self._dispute = (row, key, False)
            row.dispute(key, tr(BY_ID[other].title))
            return
        keys = with_key(self._keys.get(own, ()), key)
        if keys != tuple(self._keys.get(own, ())):
            self._say([(own, keys)], f"{row.title}: {words_of(key)}.")

    def _decided(self, here: bool) -> None:
        if self._dispute is None:
            return
        row, key, defaults = self._dispute
        own, other = row.command.id, holder(self._keys, key)
        self._settle(None)
        if here:
            changes: list[Change] = [(other, without_key(self._keys[other], key))] if other else []
            changes.append((own, None if defaults else with_key(self._keys.get(own, ()), key)))
            self._say(
                changes,
                tr(
                    "{title}: {key}, taken from “{other}”.",
                    title=row.title,
                    key=words_of(key),
                    other=tr(BY_ID[other].title),
                ),
            )
            self._tell_left(other)

    def _tell_left(self, other: str) -> None:
        """Say in the row that lost its key what became of it."""
        left = printed(self._keys.get(other, ()))
        row = next((row for row in self.rows if row.command.id == other), None)
        if row is not None and not left:
            row.say(tr("Has no key now."))

    def _to_default(self, row: KeyRow) -> None:
        own = row.command.id
        ids = _LABELS if is_label(own) else (own,)
        taken = next(
            (key for i in ids for key in DEFAULT_KEYS[i] if holder(self._keys, key) not in ("", i)),
            "",
        )
        if taken and row.button is not None:
            self._settle(row)
            self._dispute = (row, taken, True)
            row.dispute(taken, tr(BY_ID[holder(self._keys, taken)].title))
            return
        row.take_focus()
        self._say([(i, None) for i in ids if i in self._changed], tr("{title}: key as at first.", title=row.title))

    def _all_to_default(self) -> None:
        changes: list[Change] = [(command, None) for command in sorted(self._changed)]
        self._say(changes, tr("All keys as at first."))

    def _say(self, changes: list[Change], words: str) -> None:
        for row in self.rows:
            if not row.disputed():
                row.say("")
        if changes:
            self.changed.emit(changes, words)


class _Head(QWidget):
    """The name of a group of commands."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.addWidget(Words(theme, name, "caption", "accent.text", 600))
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._row.setContentsMargins(theme.px(16), 0, 0, 0)
        self.setFixedHeight(theme.px(32))


class _Columns(QWidget):
    """The heads of the table's columns."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._action = Words(theme, tr("Action"), "caption", "text.secondary")
        self._row.addWidget(self._action)
        self._row.addWidget(Words(theme, tr("Key"), "caption", "text.secondary"), 1)
        surface(self, "none")
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._row.setContentsMargins(theme.px(16), 0, 0, 0)
        self._row.setSpacing(theme.px(20))
        self.setFixedHeight(theme.px(30))

    def set_action_width(self, width: int) -> None:
        self._action.setFixedWidth(width)
