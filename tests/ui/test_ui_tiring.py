"""A scripted annotator who slows down and lapses, through the real window by keys, on a clock that the script moves."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt

from desktop_al.app import make_window
from desktop_al.core import events as ev
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.loop.record import Clock


class Script:
    """Seconds that pass when the script says so."""

    def __init__(self) -> None:
        self.wall, self.steady = 1_800_000_000.0, 500.0

    def passes(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds

    def clock(self) -> Clock:
        return Clock(lambda: int(self.wall * 1e6), lambda: int(self.steady * 1e6), lambda: 0.0)


@pytest.fixture
def played(qtbot, tmp_path: Path):
    """An open project of 500 texts and its script."""
    folder = tmp_path / "texts"
    folder.mkdir()
    rng = np.random.default_rng(0)
    for number in range(500):
        words = rng.choice(("pump", "alarm", "fall", "floor", "night", "ward"), 12)
        (folder / f"{'ab'[number % 2]}-{number:03d}.txt").write_text(" ".join(words), "utf-8")
    home = tmp_path / "home"
    create_project(NewProject(tmp_path / "p.dal", folder, ("Device", "Fall"), "Kim", kind="text"), home)
    _, session = make_window(home, guard=False)
    qtbot.addWidget(session.window)
    script = Script()
    session.time = script.clock()
    session.window.show()
    assert session.open_project(tmp_path / "p.dal")
    project = session.project
    qtbot.waitUntil(lambda: project.learning.scanned is not None and not project.learning.scanning, timeout=20_000)
    yield session, script
    session.close_project()


def press(qtbot, session, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(session.window.focusWidget() or session.window, key, modifier)


def answer(qtbot, session, script, seconds: float) -> None:
    page = session.window.label

    def there() -> bool:
        return page.screen is not None and page.screen.sample is not None and page.screen.sample.content is not None

    if not there():
        qtbot.waitUntil(there, timeout=10_000)
    before = page.screen.sample.key
    script.passes(seconds)
    press(qtbot, session, Qt.Key.Key_1 if page.screen.sample.name.startswith("a") else Qt.Key.Key_2)
    assert page.screen.sample is None or page.screen.sample.key != before


def regions(session) -> list[object]:
    page = session.window.label
    parts = (page.stage, page.inspector, page.inspector.panel, page.inspector.tray, session.window.top)
    return [part.geometry() for part in parts]


def seconds_of(rng, slower: float = 1.0, lapses: float = 0.0) -> float:
    value = float(np.exp(np.log(5) + 0.25 * rng.normal())) * slower
    return value + (30.0 if rng.random() < lapses else 0.0)


def test_who_slows_down_is_told_between_two_samples_and_nothing_moves(qtbot, played):
    session, script = played
    clock, window = session.project.clock, session.window
    clock.use({"break_after": 180})
    rng = np.random.default_rng(1)
    for _ in range(240):
        answer(qtbot, session, script, seconds_of(rng))
    assert clock.notice() is None
    before = regions(session)
    given = 0
    while clock.notice() is None and given < 200:
        answer(qtbot, session, script, seconds_of(rng, 1.6, 0.1))
        given += 1
    session.flush()
    notice = window.label.screen.rest
    assert notice is not None
    assert any(line.startswith("Slower: from") or "Long answers" in line for line in notice.lines)
    assert regions(session) == before
    # Never in the way: the next key answers the sample on screen.
    answer(qtbot, session, script, 8.0)
    for _ in range(6):
        answer(qtbot, session, script, 8.0)
    assert clock.notice() is None
    state = session.project.state
    said = [event for event in state.pace["Kim"] if event.answer == "said"]
    assert len(said) == 1


def test_b_begins_a_break_shift_b_puts_it_off_twice_and_only_a_key_ends_it(qtbot, played):
    session, script = played
    clock, window = session.project.clock, session.window
    clock.use({"break_after": 10})
    shift = Qt.KeyboardModifier.ShiftModifier
    for _ in range(13):
        answer(qtbot, session, script, 50.0)
    assert clock.notice() is not None
    press(qtbot, session, Qt.Key.Key_B, shift)
    assert clock.notice() is None
    for _ in range(7):
        answer(qtbot, session, script, 50.0)
    assert clock.notice() is not None
    press(qtbot, session, Qt.Key.Key_B, shift)
    for _ in range(13):
        answer(qtbot, session, script, 50.0)
    assert clock.notice() is None
    assert clock.timer().due
    press(qtbot, session, Qt.Key.Key_B)
    assert window.shown == "break"
    sample = session.project.serving.current.place
    labelled = len(session.project.answers.answered)
    # No key answers what is hidden, and time alone brings nobody back.
    for key in (Qt.Key.Key_1, Qt.Key.Key_U, Qt.Key.Key_Escape):
        press(qtbot, session, key)
    script.passes(400)
    qtbot.wait(300)
    # Return is "I am back" from everywhere; Space is for what has the focus.
    press(qtbot, session, Qt.Key.Key_Tab)
    assert window.shown == "break"
    assert len(session.project.answers.answered) == labelled
    assert clock.break_screen().left == 0
    press(qtbot, session, Qt.Key.Key_Return)
    assert window.shown == "label"
    assert session.project.serving.current.place == sample
    assert clock.on_task() == 0.0
    answer(qtbot, session, script, 5.0)
    assert [e.answer for e in session.project.state.pace["Kim"]][-2:] == ["break", "back"]
    assert ev.PACE not in {e.kind for e in session.project.state.annotations()}


def test_who_ignores_it_goes_on_and_a_pause_of_ones_own_counts(qtbot, played):
    session, script = played
    clock = session.project.clock
    clock.use({"break_after": 10})
    for _ in range(20):
        answer(qtbot, session, script, 50.0)
    assert clock.notice() is None
    assert clock.timer().due
    script.passes(700)
    answer(qtbot, session, script, 5.0)
    assert not clock.timer().due
    assert clock.on_task() < 60
