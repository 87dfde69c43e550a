"""The Progress page with an example screen."""

import progress_scenes as scenes
import pytest

from desktop_al.ui.progress_page import ProgressPage
from tests.ui.progress.progress_stand import open_page


@pytest.fixture
def page(qtbot, theme) -> ProgressPage:
    return open_page(qtbot, theme, scenes.progress())


@pytest.fixture
def heard(page) -> list[tuple[str, object]]:
    said: list[tuple[str, object]] = []
    page.intent.connect(lambda name, value: said.append((name, value)))
    return said
