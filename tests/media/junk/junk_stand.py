"""Pools of images and texts for the tests of junk and of near copies."""

from typing import Any

import cv2
import numpy as np

from desktop_al.media.image_looks import image_looks
from desktop_al.media.text_looks import text_looks


def drawing(seed: int, side: int = 96) -> np.ndarray:
    """Flat colours with sharp edges, each seed another."""
    rng = np.random.default_rng(seed)
    picture = np.full((side, side, 3), rng.integers(120, 256, 3), np.uint8)
    for _ in range(8):
        x, y = rng.integers(0, side, 2).tolist()
        colour = rng.integers(0, 256, 3).tolist()
        cv2.circle(picture, (x, y), int(rng.integers(side // 12, side // 4)), colour, -1)
    return picture


#: Samples of the pools below with their looks: many tests put one more sample among the same hundreds.
_LOOKED: dict[int, tuple[Any, np.ndarray]] = {}


def looks_of(samples: list[Any]) -> np.ndarray:
    return np.array([_LOOKED[id(one)][1] if id(one) in _LOOKED else _look(one) for one in samples])


def _look(one: Any) -> np.ndarray:
    return text_looks(one) if isinstance(one, str) else image_looks(one)


def looked_at(samples: list[Any]) -> list[Any]:
    """The same samples; none of them may be changed."""
    _LOOKED.update((id(one), (one, _look(one))) for one in samples)
    for one in samples:
        if isinstance(one, np.ndarray):
            one.setflags(write=False)
    return samples


def gray(value: float, noise: float = 0) -> np.ndarray:
    rng = np.random.default_rng(0)
    return np.clip(value + rng.normal(0, noise, (96, 96, 1)), 0, 255).astype(np.uint8).repeat(3, axis=2)
