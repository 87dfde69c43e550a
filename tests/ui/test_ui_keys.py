"""Key presses on real widgets, with the codes that keyboards of several layouts send."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop_al.core.commands import COMMANDS, DEFAULT_KEYS, keymap
from desktop_al.ui.keys import FIELD_HINT, MACOS, WINDOWS, X11, KeyRouter, key_name, key_tables, match

K, M = Qt.Key, Qt.KeyboardModifier
NONE, SHIFT, CTRL, PAD = M.NoModifier, M.ShiftModifier, M.ControlModifier, M.KeypadModifier


def press(key, modifiers=NONE, code=0, text="", virtual=0, repeat=False, kind=QEvent.Type.KeyPress):
    return QKeyEvent(kind, int(key), modifiers, code, virtual, 0, text, repeat)


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


class Bench:
    """A window with a button and two fields, its router, and what the router said."""

    def __init__(self, guard=0, contexts=("label", "stage", "anywhere")):
        self.window = QWidget()
        self.stage, self.button, self.field, self.note = QWidget(), QPushButton("x"), QLineEdit(), QPlainTextEdit()
        self.stage.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        rows = QVBoxLayout(self.window)
        for child in (self.stage, self.button, self.field, self.note):
            rows.addWidget(child)
        self.clock = Clock()
        self.keys = KeyRouter(self.window, guard, self.clock, X11)
        self.keys.set_contexts(*contexts)
        self.said, self.released, self.hints, self.escapes = [], [], [], []
        self.keys.command.connect(self.said.append)
        self.keys.released.connect(self.released.append)
        self.keys.hint.connect(self.hints.append)
        self.keys.escape.connect(lambda: self.escapes.append(1))
        self.window.show()
        self.window.activateWindow()
        self.stage.setFocus()
        QApplication.processEvents()

    def send(self, *args, **kwargs):
        target = self.window.focusWidget() or self.window
        QApplication.sendEvent(target, press(*args, **kwargs))


@pytest.fixture
def bench(qtbot):
    made = Bench()
    qtbot.addWidget(made.window)
    return made


@pytest.mark.parametrize(
    ("event", "places", "wanted"),
    [
        (press(K.Key_1, text="1"), X11, "label.1"),
        (press(K.Key_9, text="9", code=18), X11, "label.9"),
        (press(K.Key_Ampersand, text="&", code=10), X11, "label.1"),
        (press(K.Key_Eacute, text="é", code=11), X11, "label.2"),
        (press(K.Key_Minus, text="-", code=15), X11, "label.6"),
        (press(K.Key_Ccedilla, text="ç", code=18), X11, "label.9"),
        (press(K.Key_Agrave, text="à", code=19), X11, "zoom_fit"),
        (press(K.Key_1, SHIFT, 10, "1"), X11, "label.1"),
        (press(K.Key_Exclam, SHIFT, 10, "!"), X11, "label.1"),
        (press(K.Key_Slash, SHIFT, 16, "/"), X11, "find_class"),
        (press(K.Key_Plus, SHIFT, 10, "+"), X11, "zoom_in"),
        (press(K.Key_Question, SHIFT, 20, "?"), X11, "shortcuts"),
        (press(K.Key_5, PAD, 84, "5"), X11, "label.5"),
        (press(K.Key_Enter, PAD, 104, "\r"), X11, "accept"),
        (press(K.Key_Return, text="\r"), X11, "accept"),
        (press(K.Key_Ampersand, text="&", code=2), WINDOWS, "label.1"),
        (press(K.Key_Ampersand, text="&", virtual=0x12), MACOS, "label.1"),
        (press(K.Key_Ccedilla, text="ç", virtual=0x19), MACOS, "label.9"),
        (press(K.Key_Z, text="z", code=29), X11, "undo"),
        (press(K.Key_Z, SHIFT, 29, "Z"), X11, "redo"),
        (press(0x03B6, text="ζ", code=52), X11, "undo"),
        (press(0x03A7, text="χ", code=53), X11, "not_worth"),
        (press(0x0421, text="с", code=54), X11, "contrast"),
        (press(0x0435, text="у", code=26), X11, "evidence"),
        (press(0x0423, text="ع", virtual=32), MACOS, "unsure"),
        (press(K.Key_X, text="X"), X11, "not_worth"),
        (press(K.Key_Z, CTRL, 52, "\x1a"), X11, "undo"),
        (press(0x03B6, CTRL, 52, ""), X11, "undo"),
        (press(K.Key_Plus, CTRL | SHIFT), X11, "zoom_in"),
        (press(K.Key_Minus, CTRL), X11, "zoom_out"),
        (press(K.Key_1, CTRL, 10), X11, "tab.label"),
        (press(K.Key_Ampersand, CTRL, 10), X11, "tab.label"),
        (press(K.Key_9, CTRL, 18), X11, ""),
        (press(K.Key_Minus, CTRL, 15), X11, "tab.protocol"),
        (press(K.Key_Minus, CTRL, 20), X11, "zoom_out"),
        (press(K.Key_F6, SHIFT), X11, "region_previous"),
        (press(K.Key_Space, text=" "), X11, "zoom_hold"),
        (press(K.Key_Q, text="q"), X11, ""),
    ],
)
def test_match(qapp, event, places, wanted):
    assert match(event, places, key_tables(DEFAULT_KEYS)) == wanted


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.keys], ids=lambda c: c.id)
def test_every_key_of_the_table_is_written_as_it_is_pressed(qapp, command):
    """What a key press is called when it is recorded is what the table calls it, and it means the same again."""
    for key in command.keys:
        chord = QKeySequence(key.replace("Plus", "+").replace("Minus", "-"))[0]
        plain = chord.keyboardModifiers() in (NONE, SHIFT)
        text = chr(chord.key().value).lower() if plain and 0x20 < chord.key().value < 0x7F else ""
        event = press(chord.key(), chord.keyboardModifiers(), 0, text)
        assert key_name(event, X11) == key
        assert match(event, X11, key_tables(DEFAULT_KEYS)) == command.id


@pytest.mark.parametrize(
    ("event", "wanted"),
    [
        (press(K.Key_Shift, SHIFT), ""),
        (press(K.Key_Ampersand, NONE, 10, "&"), "1"),
        (press(K.Key_Ampersand, CTRL, 10, "&"), "Ctrl+1"),
        (press(0x3B6, NONE, 52, "ζ"), "Z"),
        (press(0x3B6, CTRL, 52, ""), "Ctrl+Z"),
        (press(K.Key_F9), "F9"),
        (press(K.Key_Delete), "Del"),
        (press(K.Key_Eacute, M.AltModifier, 0, "é"), ""),
    ],
)
def test_the_name_of_a_recorded_key(qapp, event, wanted):
    assert key_name(event, X11) == wanted


def test_changed_keys_count_and_two_commands_never_share_one(qapp):
    keys = keymap({"unsure": ("N",), "comment": ("U", "Esc"), "shortcuts": ("S",), "nothing": ("Q",), "rule": ("N",)})
    assert (keys["unsure"], keys["comment"], keys["shortcuts"]) == ((), ("U",), ("?", "F1"))
    assert keys["rule"] == ("N",)
    tables = key_tables(keys)
    assert match(press(K.Key_N, NONE, 57, "n"), X11, tables) == "rule"
    assert match(press(K.Key_U, NONE, 30, "u"), X11, tables) == "comment"
    shared = [key.casefold() for own in keys.values() for key in own]
    assert len(shared) == len(set(shared))


def test_answers_synchronously_without_guard(bench):
    bench.send(K.Key_1, text="1")
    bench.send(K.Key_1, text="1")
    assert bench.said == ["label.1", "label.1"]


def test_auto_repeat_files_nothing(bench):
    bench.send(K.Key_1, text="1")
    for _ in range(5):
        bench.send(K.Key_1, text="1", repeat=True)
    bench.send(K.Key_Right, repeat=True)
    assert bench.said == ["label.1", "forward"]


def test_guard_keeps_the_key(qtbot):
    bench = Bench(guard=150)
    qtbot.addWidget(bench.window)
    bench.keys.sample_shown()
    bench.send(K.Key_2, text="2")
    bench.keys.flush()
    assert bench.said == []
    bench.clock.now += 0.151
    bench.keys.flush()
    assert bench.said == ["label.2"]


def test_guard_keeps_order_and_starts_again(qtbot):
    bench = Bench(guard=100)
    qtbot.addWidget(bench.window)
    bench.keys.command.connect(lambda name: bench.keys.sample_shown() if name.startswith("label") else None)
    bench.keys.sample_shown()
    bench.send(K.Key_1, text="1")
    bench.clock.now += 0.05
    bench.send(K.Key_Z, text="z")
    assert bench.said == []
    bench.clock.now += 0.06
    bench.keys.flush()
    assert bench.said == ["label.1"]
    bench.clock.now += 0.11
    bench.keys.flush()
    assert bench.said == ["label.1", "undo"]


def test_guard_timer_runs_by_itself(qtbot):
    import time

    bench = Bench(guard=60)
    qtbot.addWidget(bench.window)
    bench.keys._clock = time.monotonic
    bench.keys.sample_shown()
    bench.send(K.Key_3, text="3")
    qtbot.waitUntil(lambda: bench.said == ["label.3"], timeout=2000)


def test_bounce_is_dropped_and_a_second_press_counts(qtbot):
    bench = Bench(guard=150)
    qtbot.addWidget(bench.window)
    bench.clock.now += 1
    bench.send(K.Key_1, text="1")
    bench.clock.now += 0.03
    bench.send(K.Key_1, text="1")
    assert bench.said == ["label.1"]
    bench.clock.now += 0.2
    bench.send(K.Key_1, text="1")
    assert bench.said == ["label.1", "label.1"]


@pytest.mark.parametrize(("apart", "counted"), [(200, 2), (30, 1)])
def test_a_bounce_is_told_by_when_keys_were_pressed(qtbot, apart, counted):
    """Two presses that waited while the window was busy arrive at the same moment; a bounce may arrive late."""
    bench = Bench(guard=150)
    qtbot.addWidget(bench.window)
    for pressed in (5_000, 5_000 + apart):
        event = press(K.Key_1, text="1")
        event.setTimestamp(pressed)
        QApplication.sendEvent(bench.stage, event)
        bench.clock.now += 0.001 if counted == 2 else 1
    assert bench.said == ["label.1"] * counted


@pytest.mark.parametrize("field", ["field", "note"])
def test_text_field_takes_single_keys(bench, field):
    widget = getattr(bench, field)
    widget.setFocus()
    bench.send(K.Key_1, text="1")
    bench.send(K.Key_X, text="x")
    assert bench.said == []
    assert bench.hints == [FIELD_HINT]
    assert (widget.text() if field == "field" else widget.toPlainText()) == "1x"
    bench.send(K.Key_H, CTRL, text="\x08")
    bench.send(K.Key_F6)
    assert bench.said == ["history", "region_next"]
    bench.send(K.Key_Z, CTRL, text="\x1a")
    assert "undo" not in bench.said
    bench.send(K.Key_Escape)
    assert bench.escapes == [1]


def test_space_presses_a_focused_button(bench):
    pressed = []
    bench.button.clicked.connect(lambda: pressed.append(1))
    bench.button.setFocus()
    bench.send(K.Key_Space, text=" ")
    bench.send(K.Key_Space, text=" ", kind=QEvent.Type.KeyRelease)
    assert pressed == [1]
    assert bench.said == []


def test_hold_and_release(bench):
    bench.send(K.Key_Space, text=" ")
    bench.send(K.Key_Space, text=" ", repeat=True)
    bench.send(K.Key_Space, text=" ", repeat=True, kind=QEvent.Type.KeyRelease)
    assert (bench.said, bench.released) == (["zoom_hold"], [])
    bench.send(K.Key_Space, text=" ", kind=QEvent.Type.KeyRelease)
    assert bench.released == ["zoom_hold"]


def test_release_when_the_window_loses_the_keyboard(bench):
    bench.send(K.Key_Space, text=" ")
    QApplication.sendEvent(bench.window, QEvent(QEvent.Type.WindowDeactivate))
    assert bench.released == ["zoom_hold"]


def test_contexts(bench):
    bench.keys.set_contexts("anywhere")
    bench.send(K.Key_1, text="1")
    bench.send(K.Key_N, CTRL, text="\x0e")
    assert bench.said == ["new"]
