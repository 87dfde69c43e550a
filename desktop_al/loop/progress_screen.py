"""What the Progress page shows, as frozen values. The window draws these and decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from desktop_al.core.shapes import LabelClass, Measured
from desktop_al.loop.messages import RoundRequest
from desktop_al.loop.suggestion_screen import HALF_WIDTH, NO_EFFORT, CalibrationCard, EffortCard, InfluenceCard

UNKNOWN = Measured(None)
Verdict = Literal["keep_going", "nearly", "can_stop", "too_early", "disagree"]
#: The rules to choose from; "error_cost" may be chosen once everything it needs is given.
Rule = Literal["gain", "goal", "price", "error_cost"]


@dataclass(frozen=True, slots=True)
class StopChoices:
    """What the user gave for the advice; None: not given, and then no figure is made of it.

    rule: which one decides. gain: points that 100 labels must bring. target: the goal, a share from 0 to 1. price: what
    the next point may cost at most. hourly_cost, review_cost (of a further batch of 100 labels), error_cost (of one
    wrong prediction), predictions (how many will be made), seconds (of one label; None: as measured). ``currency`` is
    written before amounts, and may be empty. half_width: to how many points on either side it is to be known what
    suggestions do.
    """

    rule: Rule = "gain"
    gain: float = 0.5
    target: float | None = None
    price: float | None = None
    hourly_cost: float | None = None
    review_cost: float | None = None
    error_cost: float | None = None
    predictions: float | None = None
    seconds: float | None = None
    currency: str = ""
    half_width: float = HALF_WIDTH


@dataclass(frozen=True, slots=True)
class ProgressRequest:
    """What the page asks the worker for: the labels as a round takes them, the names of the classes in the order of
    the label indices, and the choices in force. ``annotator`` is who looks at it; ``own_only``: in a blind study.
    ``called``: for a report, what each annotator is called in it; None: for the screen. ``times``: with what tells of
    the time that people took, and with the costs that follow from it."""

    round: RoundRequest
    annotator: str
    classes: tuple[LabelClass, ...]
    choices: StopChoices
    own_only: bool = False
    called: Mapping[str, str] | None = None
    times: bool = True


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the large figures: its title, the figure in words ("87.1 %", "–"), a line below, and all of it spoken."""

    title: str
    value: str
    line: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A measured point of the curve: accuracy on the audit samples with its 95 % interval."""

    labels: int
    accuracy: Measured


@dataclass(frozen=True, slots=True)
class BandPoint:
    """The forecast at ``labels``: expected accuracy and the ends of its 80 % band, shares."""

    labels: float
    accuracy: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Curve:
    """The learning curve. ``fit``: (labels, accuracy) up to now; ``forecast`` from now on, empty with ``why_none`` to
    say why. ``now``: labels given; ``stop_at``: labels at which the rule should hold, None: not within sight;
    ``goal`` a share. ``spoken`` says what the picture shows."""

    points: tuple[Point, ...] = ()
    fit: tuple[tuple[float, float], ...] = ()
    forecast: tuple[BandPoint, ...] = ()
    why_none: str = ""
    now: int = 0
    stop_at: int | None = None
    goal: float | None = None
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A row of "If you label more", all in words; ``time`` and ``cost`` are empty where they are not known.
    ``by_rule``: the row of the user's own rule."""

    more: str
    accuracy: str
    gain: str
    time: str = ""
    cost: str = ""
    by_rule: bool = False


@dataclass(frozen=True, slots=True)
class ClassRow:
    """``index`` of the class in ``classes``; labels ``given``; recall: found of those that truly are of it;
    precision: right of those said to be; both from the audit samples, with a reason where there are too few."""

    index: int
    given: int
    recall: Measured
    precision: Measured


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A stopping criterion: its title, a sentence, its value against its threshold in words, whether it holds, and
    since when (empty: not yet), or why there is no value. ``name``: a row of ``RULES``."""

    title: str
    sentence: str
    value: str
    holds: bool
    since: str = ""
    reason: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class FindAll:
    """Looking for all samples of one class: ``index`` of the class, ``found`` so far of ``screened`` samples in a
    pool of ``pool``; estimated ``recall`` with its interval; ``at_least``: the lower limit by the stopping test;
    ``done``: the test says that 95 % are found; ``words``: all that in a sentence."""

    index: int
    found: int
    screened: int
    pool: int
    recall: Measured
    at_least: float
    done: bool
    words: str


@dataclass(frozen=True, slots=True)
class ProgressScreen:
    """Everything on the page.

    ``verdict`` with its ``words`` and one sentence of ``grounds``. ``looked_at``: labels of the newest look, 0 without
    one; ``next_look``: labels at which the next one comes. ``figures``: accuracy now, spent so far, the next point,
    reaching the goal. ``chosen``: accuracy on the samples that the model chose itself, never part of the advice, with
    ``chosen_words``. ``what_if`` may be empty (``curve.why_none`` says why). ``rests_on``: paragraphs. ``find_all`` is
    None unless a class is looked for. ``missing``: what the rule on errors still needs, in words. ``measured_seconds``:
    of one label, from the log; unknown without times. ``influence`` and ``calibration`` are None for who works blind.
    ``empty``: why there is nothing yet; then all else but ``choices`` may be empty.
    """

    verdict: Verdict = "too_early"
    words: str = ""
    grounds: str = ""
    labels: int = 0
    looked_at: int = 0
    next_look: int = 0
    classes: tuple[LabelClass, ...] = ()
    figures: tuple[Figure, ...] = ()
    chosen: Measured = UNKNOWN
    chosen_words: str = ""
    curve: Curve = Curve()
    what_if: tuple[WhatIf, ...] = ()
    rests_on: tuple[str, ...] = ()
    by_class: tuple[ClassRow, ...] = ()
    criteria: tuple[CriterionLine, ...] = ()
    choices: StopChoices = StopChoices()
    missing: tuple[str, ...] = ()
    measured_seconds: Measured = UNKNOWN
    find_all: FindAll | None = None
    influence: InfluenceCard | None = None
    calibration: CalibrationCard | None = None
    effort: EffortCard = NO_EFFORT
    empty: str = ""
