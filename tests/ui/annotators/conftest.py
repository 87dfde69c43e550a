"""The real window with annotators."""

import pytest
import ui_pages as pages

from desktop_al.ui.theme import Theme


@pytest.fixture
def session(qtbot, qapp, tmp_path):
    made = pages.open_session(tmp_path)
    made.window.activateWindow()
    pages.wait_content(made, qtbot)
    qtbot.waitUntil(lambda: not made.project.screen().status.scanning and len(made.project.pool) == 60, timeout=20_000)
    yield made
    pages.close_session(made)
    Theme("light").apply(qapp)
