"""The Settings page with what it tells."""

import pytest

from tests.ui.settings.settings_stand import Heard, shown


@pytest.fixture
def heard(qtbot, theme) -> Heard:
    return Heard(shown(qtbot, theme))
