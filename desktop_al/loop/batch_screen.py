"""What the Batch page shows, and what the worker is asked for it, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from desktop_al.core.shapes import LabelClass, Measured, SampleKind

if TYPE_CHECKING:
    # The window draws these without numpy.
    import numpy as np
    import numpy.typing as npt

Likeness = Literal["least", "less", "like"]
#: Why there are no groups: no model, one of other labels or classes, no better than guessing, too few answers to
#: samples drawn at random, too many of the surest wrong, nothing alike.
Why = Literal["", "no_model", "other_model", "guessing", "few_audit", "unsure", "none_alike"]
#: The number of no round: there is none yet of the classes of now.
OTHER_ROUND = 0


@dataclass(frozen=True, slots=True)
class BatchRequest:
    """What the worker is asked for: groups by round ``number``, none of ``excluded`` (places, (n,)) among them;
    ``recheck`` is the share of each that is to be asked again."""

    number: int
    classes: tuple[str, ...]
    excluded: npt.NDArray[np.int32]
    recheck: float
    seed: int


@dataclass(frozen=True, slots=True)
class Sure:
    """A sample of a group: its place, how probable the class of the group is, the second choice (a class id, "" for
    none) with its probability, and how like the others it is."""

    place: int
    probability: float
    second: str = ""
    second_probability: float = 0.0
    likeness: Likeness = "like"


@dataclass(frozen=True, slots=True)
class Group:
    """Alike samples of the class ``class_id``, in folder order. ``errors``: how many of them are probably of another
    class; ``recheck``: places drawn by lot to be asked again. ``name`` is unique within a project's round."""

    name: str
    class_id: str
    samples: tuple[Sure, ...]
    errors: Measured
    recheck: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Groups:
    """What came of it: ``groups`` in the order in which they are offered, or ``why`` there are none.

    To samples drawn at random there were ``audit_n`` answers; of ``surest`` of them the model was sure, of ``wrong`` of
    these wrongly, where a share of ``limit`` may be; ``missing``: so many more would do, 0 where that cannot be said.
    ``sure`` samples were sure enough; a group has at least ``smallest`` of them."""

    groups: tuple[Group, ...] = ()
    why: Why = ""
    audit_n: int = 0
    surest: int = 0
    wrong: int = 0
    missing: int = 0
    sure: int = 0
    smallest: int = 12
    limit: float = 0.02


@dataclass(frozen=True, slots=True)
class Tile:
    """A sample as a tile. ``given``: the class that it gets instead, None for that of the group. ``blocked``: why it
    cannot be accepted; then it is not ticked. ``second`` is the model's second choice."""

    place: int
    name: str
    percent: str
    ticked: bool
    given: LabelClass | None = None
    blocked: str = ""
    likeness: str = ""
    second: LabelClass | None = None
    second_percent: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class BatchScreen:
    """Everything on the page. ``key`` changes with the group. ``number`` of ``count``: the group's place among those
    offered; ``waiting``: groups not decided yet. ``alike``: the sentence below the class. ``gets``, ``single`` and
    ``other`` count tiles; ``safe`` are paragraphs, the first one the estimate. ``empty`` and
    ``why``: title and sentence where there is no group; ``undo`` names what Z takes back, "" for nothing."""

    key: str = ""
    kind: SampleKind = "image"
    classes: tuple[LabelClass, ...] = ()
    number: int = 0
    count: int = 0
    waiting: int = 0
    label: LabelClass | None = None
    alike: str = ""
    tiles: tuple[Tile, ...] = ()
    gets: int = 0
    single: int = 0
    other: int = 0
    accept: str = ""
    safe: tuple[str, ...] = ()
    undo: str = ""
    read_only: bool = False
    empty: str = ""
    why: str = ""
