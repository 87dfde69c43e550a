"""A screen for every test here."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.screen import Screen, virtual_screen


@pytest.fixture
def screen(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Screen]:
    """With a window manager; "bare" as its parameter: without."""
    with virtual_screen(tmp_path, getattr(request, "param", "managed") == "managed") as made:
        yield made
