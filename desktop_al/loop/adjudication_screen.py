"""What the adjudication page shows, as frozen values. The window draws these and decides nothing."""

from dataclasses import dataclass

from desktop_al.core.shapes import NOT_WORTH_REASONS, LabelClass, SampleKind
from desktop_al.core.words import mark
from desktop_al.loop.loader import Shown
from desktop_al.loop.screen import Rule

#: Why a decision fell as it did: (id, words), in the order of the choice.
REASON_CODES: tuple[tuple[str, str], ...] = (
    ("slip", mark("A slip of the hand")),
    ("overlooked", mark("Something was overlooked")),
    ("rule", mark("The rule was read differently")),
    ("border", mark("A true borderline case")),
    ("quality", mark("The sample is of poor quality")),
    ("other", mark("Other")),
)


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A row of the list. ``marks``: the answers (index of a class, None for Unsure or not worth labelling), shuffled;
    empty until the adjudicator has given an own answer. ``decided``: index of the class decided for, None while
    open. ``discussed``: looked at, and it stays open. ``revealed``: whether an own answer was given."""

    place: int
    title: str
    marks: tuple[int | None, ...]
    answers: int
    done: bool
    decided: int | None = None
    discussed: bool = False
    revealed: bool = False


@dataclass(frozen=True, slots=True)
class Vote:
    """One annotator's answer under a letter; ``index`` of the class, None for what ``words`` say."""

    letter: str
    index: int | None
    words: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class AdjudicationScreen:
    """``current`` is a place in the pool, None where nothing is to be decided. Before the adjudicator's own answer
    ``revealed`` is False and ``votes`` is empty. ``headline``: "Two against two". ``counts`` votes for each class.
    ``chosen`` index of the class that would be decided for now. ``rule_pair``: the two classes between which the
    decision rule is wanted, ``rule`` what the guideline says between them. ``status`` is one line on where the
    adjudicator stands. ``closed``: why this annotator may not decide, ``empty``: why no sample is shown.
    ``chosen_reason``: the reason of "not worth labelling" that would be decided for now; ``reasons``: (id, words) of
    all of them."""

    title: str
    cases: tuple[OpenCase, ...]
    done: int
    classes: tuple[LabelClass, ...]
    current: int | None
    name: str
    shown: Shown | None
    revealed: bool
    headline: str
    votes: tuple[Vote, ...]
    counts: tuple[int, ...]
    chosen: int | None
    reason_code: str
    reason: str
    ambiguous: bool
    exemplar: bool
    rule_pair: tuple[int, int] | None
    status: str
    can_undo: bool = False
    closed: str = ""
    empty: str = ""
    can_redo: bool = False
    chosen_reason: str = ""
    rule: Rule | None = None
    has_guideline: bool = False
    kind: SampleKind = "image"
    adjudicator: str = ""
    reasons: tuple[tuple[str, str], ...] = NOT_WORTH_REASONS
