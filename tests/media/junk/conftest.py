"""Pools of images and texts for the tests of junk and of near copies."""

import numpy as np
import pytest

from desktop_al.learn.demo_sources import function_texts
from tests.media.junk.junk_stand import drawing, looked_at


@pytest.fixture(scope="module")
def pool() -> list[np.ndarray]:
    return looked_at([drawing(seed) for seed in range(60)])


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return looked_at([text for text, _ in function_texts()][::3])
