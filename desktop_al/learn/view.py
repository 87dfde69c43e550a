"""What a query strategy sees, what it returns, and what makes one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from desktop_al.learn.models import Model

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.intp]
Utility = npt.NDArray[np.floating]
PickReason = Literal["uncertain", "disagreement", "influential", "representative", "unlike", "wanted", "random"]


def _nothing() -> Indices:
    return np.empty(0, np.intp)


@dataclass(frozen=True, slots=True)
class Votes:
    """A committee's opinion of the candidates: ``probabilities`` (members, m, k), ``weights`` (members,) with sum 1."""

    probabilities: Floats
    weights: Floats


@dataclass(frozen=True, slots=True)
class View:
    """The pool at one moment.

    probabilities: (n, k) calibrated, over all classes; uniform while nothing is labelled.
    features: (n, d) float32 in the learner's space.
    candidates: (m,) row indices that may be asked, ascending.
    labelled, labels: row indices that are answered and their class indices, same length.
    seed: of everything random.
    junk: row indices that were answered with "not worth labelling".
    wanted: the class of which all samples are looked for, -1 for none.
    model: what gave the probabilities; None while nothing is labelled.
    votes: of the committee, for strategies that need one.
    """

    probabilities: Floats
    features: Floats
    candidates: Indices
    labelled: Indices
    labels: Indices
    seed: int
    junk: Indices = field(default_factory=_nothing)
    wanted: int = -1
    model: Model | None = None
    votes: Votes | None = None

    @property
    def candidate_probabilities(self) -> Floats:
        """(m, k), without a copy where every row is a candidate."""
        return self._of_candidates(self.probabilities)

    @property
    def candidate_features(self) -> Floats:
        """(m, d), without a copy where every row is a candidate."""
        return self._of_candidates(self.features)

    def _of_candidates(self, table: Floats) -> Floats:
        return table if len(self.candidates) == len(table) else table[self.candidates]


@dataclass(frozen=True, slots=True)
class Batch:
    """Chosen row indices, distinct, in the order of asking, and why each was chosen."""

    rows: Indices
    reasons: tuple[PickReason, ...]


@dataclass(frozen=True, slots=True)
class Strategy:
    """A query strategy: how much is learnt from each candidate, and how a batch is drawn from that.

    ``utility(view)`` gives (m,) values of the candidates, higher = ask first, never NaN. ``batch`` names the
    row of ``batches.BATCHES`` that draws from them; ``phases`` stands in its place where how a batch is drawn
    changes as labels come in. ``needs_model`` marks those with nothing to go by before the first label: they
    begin as a cold start; ``needs_votes`` those that ask a committee. Where there are more candidates than
    ``limit`` (0: none), a random draw of that many is looked at. ``sentence`` says what it does, ``cost`` what
    it takes, both in plain words.
    """

    name: str
    title: str
    sentence: str
    cost: str
    source: str
    utility: Callable[[View], Utility]
    batch: str = "clustered"
    reason: PickReason = "uncertain"
    needs_model: bool = True
    needs_votes: bool = False
    limit: int = 0
    phases: "Callable[[View, Utility, int], Batch] | None" = None
