"""What the Label page shows, as frozen values. The window draws these and decides nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from desktop_al.core.shapes import NOT_WORTH_REASONS, LabelClass, SampleKind
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
class Window:
    """Which values are spread over the grey levels of the screen: the linear VOI function of DICOM PS3.3 C.11.2.1.2.
    ``name`` is what the file or the program calls it: "Lung", "Full range"."""

    name: str
    centre: float
    width: float


@dataclass(frozen=True, slots=True, eq=False)
class Deep:
    """One channel of more than 8 bits, as the file has it.

    ``values``: (height, width), int16, uint16 or float32, upright, full size, before any window; ``slope`` and
    ``intercept`` turn them into the ``unit`` in which windows are given. ``presets``: at least one, the first one is
    what ``ImageContent.pixels`` was made with. ``inverted``: the least value is white (MONOCHROME1).
    """

    values: npt.NDArray[Any]
    presets: tuple[Window, ...]
    slope: float = 1.0
    intercept: float = 0.0
    unit: str = ""
    inverted: bool = False


@dataclass(frozen=True, slots=True)
class ImageContent:
    """``pixels`` is uint8 RGB, shape (height, width, 3), upright, at most screen-sized.

    ``width`` and ``height`` are those of the file, in pixels, after its orientation is applied. ``frame`` counts from
    0. ``spacing``: millimetres between rows and between columns, where the file tells. ``warnings``: one sentence each,
    shown over the sample ("Text may be burned into this image."). ``tags``: (name, value) that the owner wants shown.
    """

    pixels: npt.NDArray[np.uint8]
    width: int
    height: int
    deep: Deep | None = None
    frame: int = 0
    frames: int = 1
    spacing: tuple[float, float] | None = None
    warnings: tuple[str, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()


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
    """The pre-annotation for one sample: probabilities in the order of ``LabelScreen.classes``, NaN for what is not
    known. ``source``: the file that it was imported from, "" for the model's."""

    probabilities: tuple[float, ...]
    suggested: int
    source: str = ""


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
class AppliesTo:
    """The near copies that the next answer is given to beside the sample on screen: ``count`` of them, ``names`` of
    some. ``alone``: there are so many, but the annotator keeps the answer to this sample."""

    count: int
    names: tuple[str, ...]
    alone: bool = False


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One answered sample, oldest first. ``key`` names the sample for ``Project.visit``; ``repeated`` tells of a blind
    repeat, after its answer: "Same as at 14:02", "Before: Mild". ``copies`` near copies have the same answer by the
    same decision."""

    key: int
    name: str
    answer: Answer
    time: str
    excerpt: str = ""
    thumbnail: npt.NDArray[np.uint8] | None = None
    changed_suggestion: bool = False
    comment: bool = False
    repeated: str = ""
    copies: int = 0


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
    applies: AppliesTo | None = None


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
    #: How many the annotator marked Unsure, where ``empty`` offers to look at them.
    unsure: int = 0
    notices: tuple[Notice, ...] = field(default=())
    next_thumbnails: tuple[npt.NDArray[np.uint8], ...] = field(default=())
    next_words: str = ""
    timer: Timer | None = None
    rest: RestNotice | None = None
    #: Of "not worth labelling", (id, words) in the order of their keys.
    reasons: tuple[tuple[str, str], ...] = NOT_WORTH_REASONS
