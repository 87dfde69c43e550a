"""What the Label page shows, as frozen values. The window draws these and decides nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from desktop_al.core.shapes import LabelClass, SampleKind
from desktop_al.loop.clock_screen import RestNotice, Timer

if TYPE_CHECKING:
    # The start page needs none of it: numpy is loaded with the first project.
    import numpy as np
    import numpy.typing as npt

Arm = Literal["shown", "withheld", "request", "after", "absent"]
ReasonKind = Literal[
    "uncertain",
    "disagreement",
    "influential",
    "representative",
    "unlike",
    "wanted",
    "random",
    "own_view",
    "first",
    "history",
]
SaveState = Literal["saved", "saving", "not_saved", "read_only"]


@dataclass(frozen=True, slots=True)
class ImageContent:
    """``pixels`` is uint8 RGB, shape (height, width, 3), upright, at most screen-sized.

    ``width`` and ``height`` are those of the file, in pixels, after its orientation is applied.
    """

    pixels: npt.NDArray[np.uint8]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class TextContent:
    text: str
    words: int
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The sample keeps its place; ``cause`` is one sentence."""

    cause: str


Content = ImageContent | TextContent | Unreadable


@dataclass(frozen=True, slots=True)
class Reason:
    """Why this sample: one word and one sentence."""

    kind: ReasonKind
    word: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Offer:
    """The model's pre-annotation for one sample: probabilities in the order of ``LabelScreen.classes``."""

    probabilities: tuple[float, ...]
    suggested: int


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in force. ``kind`` says which of label, unsure and not worth it is; ``value`` is the
    class id, "" or the reason's id; ``text`` is what to print."""

    kind: Literal["label", "unsure", "not_worth"]
    value: str
    text: str
    colour: int = -1


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a text that moved the model: (start, end, strength) in characters of the text.

    Strength runs from -1 (away from the suggested class) to 1 (towards it)."""

    towards: str
    spans: tuple[tuple[int, int, float], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """The decision rule between the two likeliest classes, from the protocol (paragraphs)."""

    first: LabelClass | None
    second: LabelClass | None
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One answered sample, oldest first. ``key`` names the sample for ``Project.visit``; ``repeated`` tells of a blind
    repeat, after its answer: "Same as at 14:02", "Before: Mild"."""

    key: int
    name: str
    answer: Answer
    time: str
    excerpt: str = ""
    thumbnail: npt.NDArray[np.uint8] | None = None
    changed_suggestion: bool = False
    comment: bool = False
    repeated: str = ""


@dataclass(frozen=True, slots=True)
class SampleScreen:
    """One sample as it is on screen. ``content`` is None while it is being read. ``key`` is unique per
    showing: the same sample shown again has the same ``index`` and another ``key``."""

    key: int
    index: int
    name: str
    kind: SampleKind
    content: Content | None
    reason: Reason
    offer: Offer | None
    given: Answer | None = None
    rule: Rule | None = None
    comment: str = ""
    in_history: bool = False


@dataclass(frozen=True, slots=True)
class Status:
    """Left and right part of the status bar, and the counts above and below the history."""

    learning: str
    detail: str
    saved: SaveState
    saved_words: str
    labelled: int
    pool: int
    scanning: bool
    busy: bool
    encrypted: bool = False
    unsaved: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """A bar over the stage toolbar: trouble that stays until it is solved."""

    id: str
    title: str
    text: str
    actions: tuple[tuple[str, str], ...] = ()
    severe: bool = True


@dataclass(frozen=True, slots=True)
class LabelScreen:
    """Everything on the Label page. ``empty`` replaces the sample when there is none to show."""

    project: str
    annotator: str
    kind: SampleKind
    classes: tuple[LabelClass, ...]
    sample: SampleScreen | None
    status: Status
    read_only: bool = False
    undo_words: str = ""
    redo_words: str = ""
    empty: str = ""
    notices: tuple[Notice, ...] = field(default=())
    next_thumbnails: tuple[npt.NDArray[np.uint8], ...] = field(default=())
    next_words: str = ""
    timer: Timer | None = None
    rest: RestNotice | None = None
