"""Every state of the window that can be brought about, by keyboard, by screen reader, and by what the focus looks like:
those that the pictures are taken of."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from examined import Examiner
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_al.ui.window import LEFT_BY_ESCAPE, Window
from tests.pictures.album import PLAYS
from tests.pictures.scenes import CannotPlay
from tests.pictures.stand import Stand

#: What is played always; the rest goes with the slow tests. The pages themselves are walked through in test_ui_access.
_ALWAYS = ("welcome", "wizard-encrypt")
#: Presses of Esc that are enough for what lies on top, the field that has the focus, and the page.
_PRESSES = 6
_examiner = Examiner()


@pytest.fixture
def stand(qapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stand]:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    # A cursor that blinks would look like a focus that can be seen.
    before = QApplication.cursorFlashTime()
    QApplication.setCursorFlashTime(0)
    made = Stand(tmp_path)
    yield made
    made.end()
    QApplication.setCursorFlashTime(before)


def not_left(window: Window) -> Iterator[str]:
    """Where Esc does not lead out of, back to the pages under the tabs."""
    page = window.page(window.shown)
    if window.covered or getattr(page, "working", bool)():
        return
    for _ in range(_PRESSES):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Escape)
        QApplication.processEvents()
    if window.sheet.isVisible() or window.shown in LEFT_BY_ESCAPE:
        yield f"not left by Esc: {window.shown}"


@pytest.mark.timeout(240)
@pytest.mark.parametrize("name", [pytest.param(n, marks=() if n in _ALWAYS else pytest.mark.slow) for n in PLAYS])
def test_every_state_can_be_used_without_a_mouse_and_without_sight(stand: Stand, name: str):
    wrong, seen, focused = [], 0, 0
    try:
        for scene in PLAYS[name](stand):
            stand.settle()
            stand.window.activateWindow()
            found = _examiner.examine(stand.window, scene.main)
            seen, focused = seen + found.controls, focused + found.focused
            wrong += [f"{scene.name}: {words}" for words in found.wrong]
            if scene.again is not None:
                scene.again()
            stand.settle()
        wrong += list(not_left(stand.window))
    except CannotPlay as reason:
        pytest.skip(str(reason))
    print(f"{name}: {seen} controls, the focus of {focused} looked at")
    assert not wrong, "\n" + "\n".join(dict.fromkeys(wrong))
    assert seen
