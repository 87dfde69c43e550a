"""What stands beside the sample on the Label page, as frozen values. The window draws these and decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_al.loop.screen import Answer, Evidence

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class ClosestSample:
    """A labelled sample that is much like the one on screen. ``picture`` (height, width, 3) is None for a text, or
    while it is being read; ``excerpt`` is the beginning of a text."""

    place: int
    name: str
    answer: Answer
    picture: npt.NDArray[np.uint8] | None = None
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class ClosestScreen:
    """The closest first. ``key`` is that of the showing they belong to."""

    key: int
    title: str
    is_text: bool
    samples: tuple[ClosestSample, ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """Regions of an image that moved the model. ``strength`` (n, n) is 0 to 255 over the whole image; lines are closed
    and given in shares, 0 to 1, of its width and height. ``words`` say the same for who cannot see it."""

    strength: npt.NDArray[np.uint8]
    towards: tuple[tuple[Point, ...], ...]
    away: tuple[tuple[Point, ...], ...]
    words: str


@dataclass(frozen=True, slots=True)
class Unexplained:
    """There is no evidence for this sample; one sentence says why."""

    words: str


Shown = Evidence | Heat | Unexplained


@dataclass(frozen=True, slots=True)
class Vote:
    """What one kind of model says; ``share`` is what its vote weighs, 0 to 1."""

    model: str
    name: str
    colour: int
    share: float


@dataclass(frozen=True, slots=True)
class VotesScreen:
    """``words``: how far they agree. ``votes`` in the order of the committee."""

    words: str
    votes: tuple[Vote, ...]
