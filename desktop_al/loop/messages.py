"""What goes through the pipe between the window's process and the worker: small frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, get_args

import numpy as np
import numpy.typing as npt

from desktop_al.core.shapes import Found, SampleKind
from desktop_al.store.project_file import SampleRow

#: Classes whose probabilities are told for each sample: with a thousand classes all of them would not fit.
MOST_LIKELY = 12

Purpose = Literal[
    "view",
    "closest",
    "round",
    "scan",
    "report",
    "document",
    "progress",
    "groups",
    "suspects",
    "audit",
    "trail",
    "texts",
    "features",
]
#: One slot per purpose; a newer job of a purpose cancels the older. Earlier in this list goes first.
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)


@dataclass(frozen=True, slots=True)
class Setup:
    """What the worker is told at its start. ``seed`` and ``audit_share`` are the project's; ``weights`` is the folder
    of the networks' weights, ``own_network`` an ONNX file of the user, ``key`` that of an encrypted project, each empty
    for none. ``careful``: the samples come from somebody else, memory is limited. ``deadly``: ids of samples at which
    it died before; they are passed over."""

    root: str
    project: str
    seed: int
    audit_share: float
    kind: SampleKind
    weights: str = ""
    own_network: str = ""
    key: bytes = field(default=b"", repr=False)
    careful: bool = False
    deadly: frozenset[bytes] = frozenset()


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
    ``skip`` those that did so alone. ``thresholds`` are those of junk (``media.junk``) by kind, None where a kind is
    off; ``likeness`` is the least one of near copies, 0 for none; of these one that is ``answered`` stays."""

    order: npt.NDArray[np.int32]
    one_by_one: frozenset[int] = frozenset()
    skip: frozenset[int] = frozenset()
    thresholds: Mapping[str, float | None] = field(default_factory=dict)
    likeness: float = 0.0
    answered: npt.NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))


class FeaturesPart(NamedTuple):
    """``trying`` is sent before a chunk is touched; ``known`` after it: (place, digest, problem). ``stage`` 0 is what
    is cheap, 1 the network."""

    trying: tuple[int, ...]
    known: tuple[tuple[int, bytes, str], ...]
    done: int
    total: int
    stage: int = 0


class AsidePart(NamedTuple):
    """What the queue should leave out: ``places`` (m,) with the kind of junk as its place in ``JUNK_KINDS``, or -1
    for a near copy of ``copy_of`` (a place, -1 for none). ``off``: kinds that are off here and why. ``likeness``: the
    least one that copies were found with, 0 where none were looked for."""

    places: npt.NDArray[np.int32]
    kinds: npt.NDArray[np.int8]
    copy_of: npt.NDArray[np.int32]
    off: dict[str, str]
    likeness: float = 0.0


@dataclass(frozen=True, slots=True)
class RoundRequest:
    """Train on ``labels`` (class indices) of ``places`` and rank the rest but ``excluded``.

    ``weights`` (m,) is how certain each label is; ``junk`` places were answered with "not worth labelling";
    ``wanted`` is the class of which all are looked for, -1 for none; ``votes`` the user's weights of committee
    members; ``limit`` how many candidates are looked at, 0 for all. ``given`` (k, 3): what each annotator said (place,
    number of the annotator, class index), where a model of the annotators is to say what is learned; else empty.
    """

    number: int
    places: npt.NDArray[np.int32]
    labels: npt.NDArray[np.int32]
    n_classes: int
    excluded: npt.NDArray[np.int32]
    strategy: str
    batch: int
    seed: int
    weights: npt.NDArray[np.float32]
    junk: npt.NDArray[np.int32]
    model: str = "logistic"
    wanted: int = -1
    votes: Mapping[str, float] = field(default_factory=dict)
    limit: int = 0
    given: npt.NDArray[np.int32] = field(default_factory=lambda: np.zeros((0, 3), np.int32))


@dataclass(frozen=True, slots=True)
class RoundResult:
    """``order`` holds places, the batch first. ``probabilities`` (m, t) belong to ``scored`` places and the classes
    of ``likeliest`` (m, t), the likeliest first; t is at most ``MOST_LIKELY``.

    ``skilled`` says whether the model beats the base rate out of fold; only then is an offer shown.
    ``looked_at`` of ``candidates`` were looked at; ``members`` is what each committee member's vote weighed;
    ``sources`` are the names of the features learned from, ``lacking`` a sentence on what is missing of them.
    """

    number: int
    labelled: int
    n_classes: int
    order: npt.NDArray[np.int32]
    reasons: tuple[str, ...]
    scored: npt.NDArray[np.int32]
    likeliest: npt.NDArray[np.int16]
    probabilities: npt.NDArray[np.float16]
    skilled: bool
    audit_right: int
    audit_n: int
    seconds: float
    seconds_query: float = 0.0
    looked_at: int = 0
    candidates: int = 0
    members: Mapping[str, float] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    lacking: str = ""


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
