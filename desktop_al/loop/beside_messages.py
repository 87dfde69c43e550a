"""What goes through the pipe for what stands beside the sample: evidence, votes, and the closest labelled samples."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class ViewRequest:
    """Why the newest model gives ``class_index`` to the sample ``place``, and what other kinds of model say of it.
    ``text`` is that on screen, to which the evidence of a text refers; empty for an image."""

    place: int
    class_index: int
    text: str = ""


class SpansPart(NamedTuple):
    """Words that moved the model: (start, end, strength) in characters of the text."""

    spans: tuple[tuple[int, int, float], ...]


class HeatPart(NamedTuple):
    """Regions that moved the model: see ``learn.occlusion.Outlined``. ``effect`` (cells, cells) is above 0 where a
    cell speaks for the class; ``least`` the lowest probability that covering a part left of ``before``."""

    effect: npt.NDArray[np.float32]
    strength: npt.NDArray[np.uint8]
    towards: tuple[npt.NDArray[np.float32], ...]
    away: tuple[npt.NDArray[np.float32], ...]
    before: float
    least: float


class UnexplainedPart(NamedTuple):
    """There is no evidence; ``words`` say why."""

    words: str


class VotesPart(NamedTuple):
    """Of each member of the committee its kind in words, the class index it votes for, and its share of the votes."""

    models: tuple[str, ...]
    classes: tuple[int, ...]
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ClosestRequest:
    """The ``k`` labelled samples closest to each of ``asked`` (a place, and places that do not count).

    The worker keeps which samples are labelled. ``added`` and ``removed`` places are what is new since the request
    numbered ``since``; this one is ``number``. ``since`` -1: nothing of before counts.
    """

    number: int
    since: int
    added: npt.NDArray[np.int32]
    removed: npt.NDArray[np.int32]
    asked: tuple[tuple[int, tuple[int, ...]], ...]
    k: int


class ClosestResult(NamedTuple):
    """``lost``: the worker does not know the request ``since`` (it was started anew) and must be told all again.
    ``found``: by place asked for, the closest labelled places, the closest first; nothing of a place whose features
    are not in the newest round's space yet."""

    lost: bool
    found: dict[int, npt.NDArray[np.int32]]
