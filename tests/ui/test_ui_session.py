"""A session with a real project: evidence goes on from sample to sample, margins follow the sample."""

import time
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt

from desktop_al.app import make_window
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.media.images import write_png
from desktop_al.ui.preferences import load

_WORDS = (("pump", "infusion", "alarm"), ("fall", "floor", "bed"))


@pytest.fixture
def session(qtbot, tmp_path: Path):
    folder = tmp_path / "texts"
    folder.mkdir()
    rng = np.random.default_rng(0)
    for number in range(200):
        words = rng.choice([*_WORDS[number % 2], "patient", "night", "ward"], 12)
        (folder / f"{'ab'[number % 2]}-{number:03d}.txt").write_text(" ".join(words), "utf-8")
    home = tmp_path / "home"
    create_project(NewProject(tmp_path / "p.dal", folder, ("Device", "Fall"), "Kim", kind="text"), home)
    _, made = make_window(home, guard=False)
    qtbot.addWidget(made.window)
    made.window.show()
    assert made.open_project(tmp_path / "p.dal")
    yield made
    made.close_project()


def answer(qtbot, session) -> None:
    """The right answer to the sample on screen, by key."""
    page = session.window.label
    qtbot.waitUntil(lambda: page.screen.sample is not None and page.screen.sample.content is not None, timeout=10_000)
    before = page.screen.sample.key
    name = page.screen.sample.name
    qtbot.keyClick(session.window.focusWidget(), Qt.Key.Key_1 if name.startswith("a") else Qt.Key.Key_2)
    assert page.screen.sample.key != before


def test_evidence_goes_on_from_sample_to_sample(qtbot, session):
    page = session.window.label
    end = time.monotonic() + 60
    given = 0
    while page.screen is None or page.screen.sample is None or page.screen.sample.offer is None:
        assert time.monotonic() < end, "no suggestion came"
        answer(qtbot, session)
        given += 1
        if given >= 20:
            qtbot.waitUntil(lambda: not session.project.learning.training, timeout=20_000)
            qtbot.wait(50)
    text = page.stage.text
    page.perform("evidence")
    qtbot.waitUntil(lambda: bool(text.extraSelections()), timeout=10_000)
    for _ in range(2):
        answer(qtbot, session)
        while page.screen.sample.offer is None:
            assert text.extraSelections() == []
            answer(qtbot, session)
        qtbot.waitUntil(lambda: bool(text.extraSelections()), timeout=10_000)
    page.perform("evidence")
    assert text.extraSelections() == []
    answer(qtbot, session)
    qtbot.wait(300)
    assert text.extraSelections() == []


def test_margins_follow_the_sample(qtbot, session):
    page, rows = session.window.label, session.window.label.history.model.rows
    for _ in range(3):
        answer(qtbot, session)
    # Keys faster than a frame: the samples are drawn at once, the rows of the history come together.
    qtbot.waitUntil(lambda: len(page.history.model.rows) == 3, timeout=1000)
    assert page.history.model.now[0] == page.screen.sample.name
    assert page.history._count.text().startswith("3 of ")
    page.perform("undo")
    session.flush()
    assert len(page.history.model.rows) == 2
    assert rows is not page.history.model.rows


def test_theme_is_kept(qtbot, session, tmp_path):
    session.window.perform("theme")
    assert load(tmp_path / "home").settings["theme"] == session.window.theme.name == "dark"
    _, again = make_window(tmp_path / "home")
    qtbot.addWidget(again.window)
    assert again.window.theme.name == "dark"
    session.window.perform("theme")
    session.window.perform("theme")
    assert load(tmp_path / "home").settings["theme"] == "light"


def test_a_mask_from_the_key_to_the_log_and_back(qtbot, tmp_path):
    folder, path = tmp_path / "images", tmp_path / "images.dal"
    folder.mkdir()
    for number in range(3):
        write_png(folder / f"{number}.png", np.full((100, 200, 3), 180 + number, np.uint8))
    create_project(NewProject(path, folder, ("A", "B"), "Kim", kind="image"), tmp_path / "home")
    _, made = make_window(tmp_path / "home", guard=False)
    qtbot.addWidget(made.window)
    made.window.show()
    assert made.open_project(path)
    try:
        page = made.window.label
        qtbot.waitUntil(lambda: page.screen.sample is not None and page.screen.sample.content is not None)
        key = page.screen.sample.key

        def press(pressed: Qt.Key) -> None:
            qtbot.keyClick(made.window.focusWidget(), pressed)

        def least() -> int:
            return int(page.screen.sample.content.pixels.min())

        press(Qt.Key.Key_M)
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: least() == 0)
        assert page.stage.image.mask.on, "the next rectangle can be drawn"
        assert page.screen.sample.key == key
        press(Qt.Key.Key_Delete)
        qtbot.waitUntil(lambda: least() >= 180)
        press(Qt.Key.Key_Delete)
        assert made.window.status.flashed() == "No mask here."
        press(Qt.Key.Key_Z)
        qtbot.waitUntil(lambda: least() == 0)
        press(Qt.Key.Key_Z)
        qtbot.waitUntil(lambda: least() >= 180)
        page.intent.emit("frame", 3)
        press(Qt.Key.Key_1)
        assert page.screen.sample.key != key
        assert not page.stage.image.mask.on
        assert made.project.wait_saved(10)
    finally:
        made.close_project()
