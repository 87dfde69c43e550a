"""One event filter that turns key presses into command ids, whatever the keyboard layout.

Digits follow the printed character or the number row; letters follow the printed character, on layouts
without Latin letters the position of a QWERTY keyboard; combinations follow key and modifiers.
"""

import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGraphicsView,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from desktop_al.core.commands import BY_ID, DEFAULT_KEYS, Command, Keymap
from desktop_al.core.words import mark, tr

FIELD_HINT = mark("Single keys are off while you type in a field. Esc leaves it.")
#: A second press of the same key within this time is the key bouncing, not the person.
BOUNCE_SECONDS = 0.06
#: Keys kept during the guard; more than this is a hand on the keyboard.
KEPT_AT_MOST = 8
#: Held down, these go on; every other command answers to the first press only.
REPEATING = frozenset({"back", "forward", "zoom_in", "zoom_out", "frame_next", "frame_previous"})

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_META = Qt.KeyboardModifier.MetaModifier
_PAGES = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
#: Keys of a slider.
_ENDS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)
#: Keys that a text field keeps for itself although they are commands elsewhere.
_FIELD_OWNS = frozenset({"undo", "redo"})


@dataclass(frozen=True, slots=True)
class Positions:
    """Native codes of the number row (1 to 9, then 0) and of the letters' places on QWERTY."""

    digits: dict[int, str]
    letters: dict[int, str]
    by_virtual_key: bool = False


def _rows(starts: Iterable[tuple[int, str]]) -> dict[int, str]:
    return {start + offset: letter for start, row in starts for offset, letter in enumerate(row)}


X11 = Positions(_rows([(10, "1234567890")]), _rows([(24, "qwertyuiop"), (38, "asdfghjkl"), (52, "zxcvbnm")]))
WINDOWS = Positions(_rows([(2, "1234567890")]), _rows([(0x10, "qwertyuiop"), (0x1E, "asdfghjkl"), (0x2C, "zxcvbnm")]))
_MAC_DIGITS = (0x12, 0x13, 0x14, 0x15, 0x17, 0x16, 0x1A, 0x1C, 0x19, 0x1D)
_MAC_LETTERS = "asdfhgzxcv"
MACOS = Positions(
    dict(zip(_MAC_DIGITS, "1234567890", strict=True)),
    {
        **dict(enumerate(_MAC_LETTERS)),
        **_rows([(11, "bqweryt"), (45, "nm")]),
        31: "o",
        32: "u",
        34: "i",
        35: "p",
        37: "l",
        38: "j",
        40: "k",
    },
    by_virtual_key=True,
)


def positions() -> Positions:
    """The codes of the running platform. Windows and macOS codes are from documentation, not from a keyboard."""
    platform = QGuiApplication.platformName()
    if platform == "cocoa" or sys.platform == "darwin":
        return MACOS
    return WINDOWS if platform == "windows" or sys.platform == "win32" else X11


def _code(event: QKeyEvent, places: Positions) -> int:
    return event.nativeVirtualKey() if places.by_virtual_key else event.nativeScanCode()


@dataclass(frozen=True, slots=True)
class KeyTables:
    """Single characters -> command, and (key, modifiers) -> command."""

    single: Mapping[str, str]
    combined: Mapping[tuple[int, int], str]


def key_tables(keys: Keymap) -> KeyTables:
    """What :func:`match` looks up; keys that Qt does not know are passed over."""
    single: dict[str, str] = {}
    combined: dict[tuple[int, int], str] = {}
    for command, own in keys.items():
        for key in own:
            if len(key) == 1:
                single[key.casefold()] = command
                continue
            chord = _chord(key)
            if chord is None:
                continue
            modifiers = chord.keyboardModifiers()
            combined[int(chord.key()), modifiers.value] = command
            if key in ("Ctrl+Plus", "Ctrl+Minus"):
                # "+" is on Shift on some layouts and on its own key on others.
                combined[int(chord.key()), (modifiers | _SHIFT).value] = command
                if key == "Ctrl+Plus":
                    combined[int(Qt.Key.Key_Equal), modifiers.value] = command
    return KeyTables(single, combined)


def _chord(key: str) -> QKeyCombination | None:
    sequence = QKeySequence(key.replace("Plus", "+").replace("Minus", "-"))
    return sequence[0] if sequence.count() == 1 else None


def match(event: QKeyEvent, places: Positions, tables: KeyTables, latin: bool = True) -> str:
    """The command id of a key press, "" when there is none. No state: what the key means, not whether it counts.
    ``latin`` False: the layout prints no Latin letters."""
    modifiers = _modifiers(event)
    with_control = bool(modifiers & (_CONTROL | _ALT | _META))
    # The place comes first: what a French keyboard prints on the 6 is a "-", and Ctrl+6 is meant all the same.
    character = _position(event, places, latin) if with_control else ""
    found = tables.combined.get((ord(character.upper()), modifiers.value)) if character else None
    found = found or tables.combined.get((int(event.key()), modifiers.value))
    if found or with_control:
        return found or ""
    character = _character(event, places)
    if modifiers & _SHIFT and character.isalpha():
        found = tables.combined.get((ord(character.upper()), _SHIFT.value), "") if len(character) == 1 else ""
        if found:
            return found
    return tables.single.get(character, "")


def _modifiers(event: QKeyEvent) -> Qt.KeyboardModifier:
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.GroupSwitchModifier


def _position(event: QKeyEvent, places: Positions, latin: bool = True) -> str:
    """The digit or letter of a key by its place, where what is printed on it is neither: with Ctrl held a key of
    the number row is a digit on every layout, and a Greek or Cyrillic letter is the Latin one of that place."""
    key = int(event.key())
    if Qt.Key.Key_0 <= key <= Qt.Key.Key_9 or Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
        return ""
    digit = places.digits.get(_code(event, places), "")
    if digit:
        return digit
    # Greek and Hebrew print signs on Q (and W); a sign there is meant as printed where letters are Latin (Dvorak).
    return places.letters.get(_code(event, places), "") if (0x7F if latin else 0x20) < key < 0x01000000 else ""


def _character(event: QKeyEvent, places: Positions) -> str:
    """The digit, letter or sign that a key without Ctrl, Alt or Meta stands for, in lower case."""
    key, text = int(event.key()), event.text()
    # A shifted "/" or "?" on the number row (German, Swiss) is meant as printed; unshifted keys of the row are digits.
    if event.modifiers() & _SHIFT and text and text in "+-?/":
        return text
    if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return chr(key)
    digit = places.digits.get(_code(event, places), "")
    if digit:
        return digit
    letter = text.casefold()
    if letter and letter.isalpha() and ord(letter[0]) > 0x24F:
        letter = places.letters.get(_code(event, places), letter)
    if not letter and int(Qt.Key.Key_A) <= key <= int(Qt.Key.Key_Z):
        letter = chr(key).lower()
    return letter if len(letter) == 1 else ""


_MODIFIER_KEYS = frozenset(
    int(key) for key in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
)


def key_name(event: QKeyEvent, places: Positions) -> str:
    """A key press as it is written in the command table, "" for one that cannot be used there."""
    key, modifiers = int(event.key()), _modifiers(event)
    if key in _MODIFIER_KEYS or key in (0, int(Qt.Key.Key_unknown)):
        return ""
    if not modifiers & (_CONTROL | _ALT | _META):
        character = _character(event, places)
        if character.isprintable() and not character.isspace() and character:
            upper = character.upper()
            return f"Shift+{upper}" if modifiers & _SHIFT and character.isalpha() else upper
    else:
        key = ord(_position(event, places).upper() or "\0") or key
    name = QKeySequence(QKeyCombination(modifiers, Qt.Key(key))).toString(QKeySequence.SequenceFormat.PortableText)
    if not name.isascii() or not name:
        return ""
    return name[:-1] + {"+": "Plus", "-": "Minus"}[name[-1]] if len(name) > 1 and name[-1] in "+-" else name


def is_text_field(widget: QWidget | None) -> bool:
    """Whether typed letters belong to ``widget``."""
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly()
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, QAbstractSpinBox)


#: Not pressed for themselves: a key with any of them is one press.
_MODIFIERS = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock}
)
#: Events that tell of somebody at the keyboard or the pointer.
_USES = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})


class KeyRouter(QObject):
    """Sees the keys of one window before its widgets do.

    ``command`` carries a command id, ``released`` the id of a held command that was let go, ``hint`` a line
    for the status bar, ``escape`` a press of Esc that no widget keeps for itself.
    """

    command = Signal(str)
    released = Signal(str)
    hint = Signal(str)
    #: The hint given last no longer holds.
    hint_over = Signal(str)
    escape = Signal()
    #: Somebody is at the keyboard or the pointer.
    somebody = Signal()

    def __init__(
        self,
        window: QWidget,
        guard_ms: int = 150,
        clock: Callable[[], float] = time.monotonic,
        places: Positions | None = None,
    ) -> None:
        super().__init__(window)
        self._window = window
        #: While this says so, keys go to the widgets alone (a key is being recorded).
        self.paused: Callable[[], bool] = lambda: False
        #: Told of every key and of the pointer: somebody is there.
        self.used: Callable[[], None] = lambda: None
        #: Told of every press of a key, once, whoever takes it; modifiers and what a held key repeats are none.
        self.pressed: Callable[[], None] = lambda: None
        self._clock = clock
        self._places = places or positions()
        self._tables = key_tables(DEFAULT_KEYS)
        self._contexts: frozenset[str] = frozenset({"anywhere"})
        self._guard = 0.0
        self._guard_until = 0.0
        self._kept: list[str] = []
        #: Command, seconds of the clock and milliseconds of the keyboard's of the last answer; 0 where it told none.
        self._last: tuple[str, float, int] = ("", -1.0, 0)
        self._held, self._held_key = "", 0
        #: Whether the last letter that was typed was a Latin one.
        self._latin = True
        self._passed: tuple[object, ...] | None = None
        self._hinted: QWidget | None = None
        self._focus: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.flush)
        self.set_guard(guard_ms)
        window.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)
        self._follow(None, QApplication.focusWidget())

    @property
    def places(self) -> Positions:
        """Codes of the keyboard in use."""
        return self._places

    def set_keys(self, keys: Keymap) -> None:
        """Other keys for the commands, at once."""
        self._tables = key_tables(keys)

    def set_contexts(self, *contexts: str) -> None:
        """The contexts whose commands are live: any of label, stage, anywhere."""
        self._contexts = frozenset(contexts)
        if "label" not in self._contexts:
            self._kept.clear()

    def set_guard(self, milliseconds: int) -> None:
        """Input guard after a new sample, 0 to 500 ms; 0 turns guard and bounce filter off."""
        self._guard = min(max(milliseconds, 0), 500) / 1000.0

    def sample_shown(self) -> None:
        """Starts the guard: call it when another sample has been put on screen."""
        if self._guard > 0:
            self._guard_until = self._clock() + self._guard
            if self._kept:
                self._timer.start(round(self._guard * 1000))

    def guarding(self) -> bool:
        """Whether another sample came on screen less than the guard ago."""
        return self._clock() < self._guard_until

    def drop_kept(self) -> None:
        """Forgets keys kept during the guard (the project closes, an overlay opens)."""
        self._kept.clear()
        self._timer.stop()
        self._guard_until = 0.0

    def flush(self) -> None:
        """Applies kept keys whose guard is over; each may show a sample and so start the next guard."""
        while self._kept:
            left = self._guard_until - self._clock()
            if left > 0:
                self._timer.start(max(1, round(left * 1000)))
                return
            self.command.emit(self._kept.pop(0))

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        inside = new is not None and new is not self._window and self._window.isAncestorOf(new)
        if inside and new is self._focus:
            return
        if self._focus is not None:
            try:
                self._focus.removeEventFilter(self)
            except RuntimeError:  # already deleted by Qt
                pass
        self._focus = new if inside else None
        if self._focus is not None:
            self._focus.installEventFilter(self)
        if self._hinted is not None and self._hinted is not new:
            self._hinted = None
            self.hint_over.emit(tr(FIELD_HINT))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _USES:
            # A key that is held down says nothing of the person.
            repeated = kind == QEvent.Type.KeyPress and event.isAutoRepeat()  # type: ignore[attr-defined]
            if not repeated:
                self.used()
                self.somebody.emit()
        if kind == QEvent.Type.KeyPress:
            return self._press(watched, event)  # type: ignore[arg-type]
        if kind == QEvent.Type.KeyRelease:
            return self._release(event)  # type: ignore[arg-type]
        if kind in (QEvent.Type.FocusOut, QEvent.Type.WindowDeactivate) and self._held:
            held, self._held = self._held, ""
            self.released.emit(held)
        return False

    def _press(self, watched: QObject, event: QKeyEvent) -> bool:
        sign = (event.key(), event.modifiers(), event.nativeScanCode(), event.timestamp())
        if watched is self._window and sign == self._passed:
            # The focused widget let it through and it comes up again: it has been judged, and what the
            # widget did with it may have changed the page.
            self._passed = None
            return False
        if not event.isAutoRepeat() and event.key() not in _MODIFIERS:
            self.pressed()
        taken = self._judge(watched, event)
        if not taken and watched is not self._window:
            self._passed = sign
            QTimer.singleShot(0, self._forget_passed)
        return taken

    def _forget_passed(self) -> None:
        self._passed = None

    def _judge(self, watched: QObject, event: QKeyEvent) -> bool:
        focus = self._focus if self._focus is not None else watched
        widget = focus if isinstance(focus, QWidget) else None
        if self.paused():
            return False
        if event.key() == Qt.Key.Key_Escape:
            if event.isAutoRepeat():
                return True
            self.escape.emit()
            return True
        if event.text().isalpha() and not event.modifiers() & (_CONTROL | _ALT | _META):
            self._latin = ord(event.text()[0]) <= 0x24F
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        button = isinstance(widget, QAbstractButton) and not widget.property("plain_return")
        if enter and "stage" not in self._contexts and button:
            # Away from the Label page, where it accepts the suggestion, Enter presses the button in focus.
            if not event.isAutoRepeat() and isinstance(widget, QAbstractButton):
                widget.click()
            return True
        found = match(event, self._places, self._tables, self._latin)
        if not found:
            return False
        if is_text_field(widget):
            modified = bool(event.modifiers() & (_CONTROL | _ALT | _META))
            function_key = int(Qt.Key.Key_F1) <= int(event.key()) <= int(Qt.Key.Key_F35)
            if not (modified or function_key) or found in _FIELD_OWNS:
                if not modified and self._hinted is not widget and "label" in self._contexts:
                    self._hinted = widget
                    self.hint.emit(tr(FIELD_HINT))
                return False
        if self._belongs_to_widget(widget, event):
            return False
        command = BY_ID[found]
        if self._contexts.isdisjoint((command.context, *command.also)):
            return False
        if event.isAutoRepeat() and found not in REPEATING:
            return True
        if found == "zoom_hold":
            self._held, self._held_key = found, event.key()
        self._take(command, event.timestamp())
        return True

    @staticmethod
    def _belongs_to_widget(widget: QWidget | None, event: QKeyEvent) -> bool:
        """Space and Enter press the focused button or choose the focused row; what scrolls has its keys."""
        key = event.key()
        if isinstance(widget, QAbstractButton):
            return key == Qt.Key.Key_Space
        if isinstance(widget, QAbstractItemView):
            return key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, *_PAGES)
        if isinstance(widget, QAbstractSlider):
            return key in _ENDS
        # A text is turned over by its pages, a picture by its frames.
        return isinstance(widget, QAbstractScrollArea) and not isinstance(widget, QGraphicsView) and key in _PAGES

    def _take(self, command: Command, pressed: int) -> None:
        now = self._clock()
        if self._guard > 0 and command.files_answer:
            last, when, before = self._last
            self._last = (command.id, now, pressed)
            # By the time of the press: two that waited while the window was busy come at the same moment.
            apart = (pressed - before) / 1000 if pressed and before else now - when
            if last == command.id and 0 <= apart < BOUNCE_SECONDS:
                return
        # Only the Label page shows samples that must be seen for a while.
        guarded = "label" in self._contexts and command.context == "label"
        if guarded and (self._kept or (command.files_answer and now < self._guard_until)):
            # Keys behind a kept one wait with it, so that they act in the order in which they were pressed.
            if len(self._kept) < KEPT_AT_MOST:
                self._kept.append(command.id)
            if not self._timer.isActive():
                self._timer.start(max(1, round((self._guard_until - now) * 1000)))
            return
        self.command.emit(command.id)

    def _release(self, event: QKeyEvent) -> bool:
        if self._held and event.key() == self._held_key:
            if not event.isAutoRepeat():
                held, self._held = self._held, ""
                self.released.emit(held)
            return True
        return False
