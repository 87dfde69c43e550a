"""The real window with a real project."""

import pytest

from desktop_al.app import make_window
from desktop_al.loop.opening import NewProject, create_project
from tests.ui.desks.desks_stand import texts


@pytest.fixture
def start(qtbot, tmp_path):
    """The program as it starts, with an empty home."""
    _, made = make_window(tmp_path / "home", guard=False)
    qtbot.addWidget(made.window)
    made.window.show()
    made.show_start()
    yield made
    made.close_project()


@pytest.fixture
def session(qtbot, start, tmp_path):
    create_project(
        NewProject(tmp_path / "p.dal", texts(tmp_path / "notes"), ("Pump", "Valve"), "Kim", kind="text"),
        tmp_path / "home",
    )
    assert start.open_project(tmp_path / "p.dal")
    page = start.window.label
    qtbot.waitUntil(lambda: page.screen.sample is not None and page.screen.sample.content is not None, timeout=15_000)
    learning = start.project.learning
    qtbot.waitUntil(lambda: learning.scanned is not None and not learning.scanning, timeout=15_000)
    return start
