"""What a query strategy sees, what it returns, and what makes one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.intp]
Utility = npt.NDArray[np.floating]
PickReason = Literal["uncertain", "representative", "random"]


@dataclass(frozen=True, slots=True)
class View:
    """The pool at one moment.

    probabilities: (n, k) calibrated, over all classes; uniform while nothing is labelled.
    features: (n, d) float32 in the learner's space.
    candidates: row indices that may be asked, ascending.
    labelled, labels: row indices that are answered and their class indices, same length.
    seed: of everything random.
    """

    probabilities: Floats
    features: Floats
    candidates: Indices
    labelled: Indices
    labels: Indices
    seed: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Chosen row indices, distinct, in the order of asking, and why each was chosen."""

    rows: Indices
    reasons: tuple[PickReason, ...]


@dataclass(frozen=True, slots=True)
class Strategy:
    """A query strategy: how much is learnt from each row, and how a batch is drawn from that.

    ``utility(view)`` gives (n,) values, higher = ask first; rows that are no candidates are not looked at.
    ``select(view, utility, count)`` draws the batch. ``needs_model`` marks those with nothing to go by
    before the first label: they begin as a cold start. ``reason`` is that of the rows after the batch.
    """

    name: str
    title: str
    sentence: str
    source: str
    utility: Callable[[View], Utility]
    select: Callable[[View, Utility, int], Batch]
    reason: PickReason = "uncertain"
    needs_model: bool = True
