"""The review list of labels that look wrong, as frozen values. The window draws these and decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

import numpy as np
import numpy.typing as npt

from desktop_al.core.events import Ref
from desktop_al.core.shapes import LabelClass
from desktop_al.loop.messages import RoundRequest

#: ``chosen`` in the body of an annotation that was made from the list.
REVIEW = "review"
#: So many are listed at most: the likeliest to be wrong.
MOST = 500


@dataclass(frozen=True, slots=True)
class SuspectsRequest:
    """What the worker is asked: the labels as a round takes them, the classes in the order of the label indices, whose
    answers are listed. ``copies`` (m, 2): place of a near copy, and of the sample that it is like. ``blind``: the
    annotator works independently, nothing of the model and of others may be told. ``hide_names``: codes for names,
    made with ``code_key``."""

    round: RoundRequest
    annotator: str
    classes: tuple[LabelClass, ...]
    copies: npt.NDArray[np.int32] = field(default_factory=lambda: np.zeros((0, 2), np.int32))
    blind: bool = False
    hide_names: bool = False
    code_key: bytes = b""


@dataclass(frozen=True, slots=True)
class SuspectRow:
    """A label to look at again: the annotation ``at`` with its ``answer``, as in the log.

    ``likelier`` is the id of the class that is likelier, ``p`` its probability by models that had not seen the label;
    None where no model is quoted. ``reasons`` as in ``learn.suspects``, ``short`` the first in a few words,
    ``sentence`` all of them with their grounds.
    """

    place: int
    at: Ref
    answer: str
    likelier: str
    p: float | None
    reasons: tuple[str, ...]
    short: str
    sentence: str


@dataclass(frozen=True, slots=True)
class SuspectsScreen:
    """``rows``: the likeliest to be wrong first. ``head`` says how many labels are expected wrong in all, or why that
    cannot be told; ``basis`` what the list rests on."""

    rows: tuple[SuspectRow, ...]
    head: str
    basis: str


@dataclass(frozen=True, slots=True)
class ReviewScreen:
    """The list as it stands. ``state``: "" while nobody asked, "working", "failed" or "known". ``head`` and ``basis``
    stand above the list, ``title`` in its place where it is empty; where it failed ``head`` says why. ``rows`` are
    those left, by place, in their order. ``stale``: labels have changed since."""

    state: Literal["", "working", "failed", "known"] = ""
    head: str = ""
    title: str = ""
    basis: str = ""
    rows: Mapping[int, SuspectRow] = field(default_factory=lambda: MappingProxyType({}))
    stale: bool = False
