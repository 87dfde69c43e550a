"""What goes through the pipe between the window's process and the worker: small frozen values."""

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from desktop_al.core.shapes import Found, SampleKind
from desktop_al.store.project_file import SampleRow

Purpose = Literal["round", "view", "scan", "texts", "features", "report"]
#: One slot per purpose; a newer job of a purpose cancels the older. Earlier in this list goes first.
PURPOSES: tuple[Purpose, ...] = ("round", "view", "scan", "texts", "features", "report")


@dataclass(frozen=True, slots=True)
class Setup:
    """What the worker is told at its start. ``seed`` and ``audit_share`` are the project's."""

    root: str
    project: str
    seed: int
    audit_share: float
    kind: SampleKind


class Job(NamedTuple):
    id: int
    purpose: Purpose
    payload: Any


class Cancel(NamedTuple):
    id: int


class Rows(NamedTuple):
    """Samples that the window's process knows already, in pool order; ``start`` is the first one's place. 0 begins
    the pool anew and ends every job that came before."""

    start: int
    rows: tuple[SampleRow, ...]


class Part(NamedTuple):
    id: int
    value: Any


class Done(NamedTuple):
    id: int
    value: Any


class Failed(NamedTuple):
    """``words`` for the screen; ``detail`` for the log, empty when the failure was foreseen."""

    id: int
    words: str
    detail: str


@dataclass(frozen=True, slots=True)
class ScanRequest:
    root: str


class ScanPart(NamedTuple):
    """Samples new to the pool, with their places given."""

    rows: tuple[SampleRow, ...]


class Moved(NamedTuple):
    """A sample that lies elsewhere or was changed; ``digest`` is that of its content as it is now."""

    place: int
    found: Found
    digest: bytes | None


@dataclass(frozen=True, slots=True)
class ScanResult:
    """What changed since the last scan; ``passed_over`` counts files of no labelled kind by extension."""

    new: int
    moved: tuple[Moved, ...]
    gone: tuple[int, ...]
    back: tuple[int, ...]
    passed_over: dict[str, int]
    unreadable_folders: int


@dataclass(frozen=True, slots=True)
class FeaturesRequest:
    """Compute what the cache lacks. ``one_by_one`` are places whose chunk killed a worker before,
    ``skip`` those that did so alone."""

    order: npt.NDArray[np.int32]
    one_by_one: frozenset[int] = frozenset()
    skip: frozenset[int] = frozenset()


class FeaturesPart(NamedTuple):
    """``trying`` is sent before a chunk is touched; ``known`` after it: (place, digest, problem)."""

    trying: tuple[int, ...]
    known: tuple[tuple[int, bytes, str], ...]
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class RoundRequest:
    """Train on ``labels`` (class indices) of ``places`` and rank the rest but ``excluded``."""

    number: int
    places: npt.NDArray[np.int32]
    labels: npt.NDArray[np.int32]
    n_classes: int
    excluded: npt.NDArray[np.int32]
    strategy: str
    batch: int
    seed: int


@dataclass(frozen=True, slots=True)
class RoundResult:
    """``order`` holds places, the batch first. ``probabilities`` (m, k) belong to ``scored`` places.

    ``skilled`` says whether the model beats the base rate out of fold; only then is an offer shown.
    """

    number: int
    labelled: int
    n_classes: int
    order: npt.NDArray[np.int32]
    reasons: tuple[str, ...]
    scored: npt.NDArray[np.int32]
    probabilities: npt.NDArray[np.float16]
    skilled: bool
    audit_right: int
    audit_n: int
    seconds: float


@dataclass(frozen=True, slots=True)
class EvidenceRequest:
    place: int
    text: str
    class_index: int


@dataclass(frozen=True, slots=True)
class TextsRequest:
    """Read the first ``characters`` of the texts at ``places`` for searching, until ``room`` bytes are used."""

    places: npt.NDArray[np.int32]
    characters: int
    room: int


class TextsPart(NamedTuple):
    """Folded texts in UTF-8, one after the other in ``joined``; ``lengths`` are theirs in bytes, shape (m,), 0 for
    what cannot be read. ``cut`` counts those that go on beyond what was read."""

    places: npt.NDArray[np.int32]
    lengths: npt.NDArray[np.int32]
    joined: bytes
    cut: int
