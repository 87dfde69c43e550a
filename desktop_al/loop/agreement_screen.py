"""What the Agreement page shows, as frozen values. The window draws these and decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from desktop_al.core.shapes import LabelClass, Measured

UNKNOWN = Measured(None)
#: "few": under 60 shared samples; "none": no value at all.
Verdict = Literal["reliable", "care", "not_yet", "few", "none"]


@dataclass(frozen=True, slots=True)
class Stratum:
    """Which annotations count. ``source``: "overlap" (the random overlap set), "chosen" (samples that the model
    chose) or "all". ``protocol`` is a version of the guideline, "" for all; ``days`` the last so many, 0 for all."""

    source: Literal["overlap", "chosen", "all"] = "overlap"
    protocol: str = ""
    days: int = 0


@dataclass(frozen=True, slots=True)
class AgreementRequest:
    """What the page asks the worker for. ``annotator`` is who looks at it; ``now`` in microseconds, 0 for the
    computer's time; ``hide_names``: samples are called by codes. ``called``: for a report, what each annotator is
    called in it; None: for the screen."""

    annotator: str
    stratum: Stratum = Stratum()
    bootstrap: int = 2000
    seed: int = 0
    now: int = 0
    hide_names: bool = False
    called: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A measure by its name on screen; ``id`` is the name of the command line."""

    id: str
    name: str
    figure: Measured


@dataclass(frozen=True, slots=True)
class Pair:
    """Two annotators (places in ``AgreementScreen.annotators``, ``a`` < ``b``), or one and the same: answered twice.

    ``counts[i][j]``: samples that ``a`` gave the class i and ``b`` the class j; empty for oneself.
    """

    a: int
    b: int
    figure: Measured
    counts: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ClassAgreement:
    """``index`` of the class; kappa of this class against the rest; ``votes`` annotations that name it."""

    index: int
    figure: Measured
    votes: int


@dataclass(frozen=True, slots=True)
class HardSample:
    """``answers`` one for each annotator: the index of a class, or None for no answer. ``open``: no majority and not
    decided yet. ``distance`` in words."""

    place: int
    title: str
    answers: tuple[int | None, ...]
    distance: str
    open: bool


@dataclass(frozen=True, slots=True)
class Running:
    """One annotator's agreement with the others as it went: (samples shared so far, figure over the newest ones)."""

    annotator: str
    points: tuple[tuple[int, Measured], ...]


@dataclass(frozen=True, slots=True)
class AgainstTruth:
    """One annotator against known answers or decisions; ``per_class`` sensitivity and specificity by class."""

    annotator: str
    against: Literal["gold", "decisions", "model of annotators"]
    right: Measured
    per_class: tuple[tuple[Measured, Measured], ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementScreen:
    """Everything on the page, computed in the worker for one stratum.

    ``empty``: why there is nothing yet; then all else may be empty. ``rests_on`` says on which samples the headline
    rests; ``chosen`` is the same measure on samples that the model chose, with ``chosen_words``. ``unanimous`` of
    ``shared`` samples have one answer; ``undecided`` of the whole project wait for a decision, the
    ``doubtful`` ones (places) because the model of the annotators is not sure of them. ``ceiling``: how often the
    annotators agree with themselves. ``plain``: paragraphs in plain words; ``paradox``: why kappa is low though
    nearly all agree, "" where it is not so. ``running`` is empty for who may not see it. ``deviations``: what went
    otherwise than the design said. ``versions`` of the guideline: (id, words).
    """

    stratum: Stratum
    annotators: tuple[str, ...] = ()
    classes: tuple[LabelClass, ...] = ()
    headline_name: str = ""
    headline: Measured = UNKNOWN
    verdict: Verdict = "none"
    verdict_words: str = ""
    rests_on: str = ""
    percent: Measured = UNKNOWN
    unanimous: int = 0
    shared: int = 0
    undecided: int = 0
    doubtful: tuple[int, ...] = ()
    chosen: Measured | None = None
    chosen_words: str = ""
    ceiling: Measured = UNKNOWN
    ceiling_words: str = ""
    pair_measure: str = ""
    pairs: tuple[Pair, ...] = ()
    by_class: tuple[ClassAgreement, ...] = ()
    hardest: tuple[HardSample, ...] = ()
    hardest_total: int = 0
    plain: tuple[str, ...] = ()
    paradox: str = ""
    measures: tuple[NamedFigure, ...] = ()
    truth_words: str = ""
    against: tuple[AgainstTruth, ...] = ()
    running: tuple[Running, ...] = ()
    unsure_words: str = ""
    deviations: tuple[str, ...] = ()
    versions: tuple[tuple[str, str], ...] = ()
    courtesy: str = ""
    empty: str = ""
