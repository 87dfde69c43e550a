"""What suggestions do to the labels and to the time they take: samples shown with their suggestion are compared with
samples where it was withheld, and nothing but a draw decides which are which."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from desktop_al.core.words import mark, tr
from desktop_al.people.arms import Bools, Contrast, Ratio, contrast, key_ratio, time_ratio

#: What is not known, in ``right`` and ``correct``.
UNKNOWN = -1
#: The caveat of an accuracy that is not known but concluded.
TAKEN_AS_RIGHT = mark("Taken as right wherever a wrong suggestion was not followed.")
#: A sample without a score bin.
NO_BIN = -1


@dataclass(frozen=True, slots=True)
class Answers:
    """One row for each sample that an annotator had with a suggestion, in the arm drawn for it whether or not it went
    as planned; shape (n,) each.

    ``annotator``: codes of any kind. ``withheld``: the arm. ``followed``: whether the final label equals the
    suggestion; False also where there is no label in the end (passed over). ``right``: whether the suggestion is right,
    1, 0 or UNKNOWN. ``seconds`` and ``keys``: NaN where missing. ``score_bin``: NO_BIN where there is none.
    ``sample``: codes, for samples that several annotators have; None: no two rows are of one sample. ``correct``:
    whether the final label is right, 1, 0 or UNKNOWN; None: as follows from ``followed`` and ``right``, taking a label
    for right wherever a wrong suggestion was not followed, which two classes make true and more classes do not.

    Raises ValueError for arrays of different lengths, and for other values in ``right`` and ``correct``.
    """

    annotator: npt.NDArray[Any]
    withheld: Bools
    followed: Bools
    right: npt.NDArray[np.integer]
    seconds: npt.NDArray[Any]
    keys: npt.NDArray[Any]
    score_bin: npt.NDArray[np.integer]
    sample: npt.NDArray[Any] | None = None
    correct: npt.NDArray[np.integer] | None = None

    def __post_init__(self) -> None:
        rows = (len(self.annotator),)
        given = [self.annotator, self.withheld, self.followed, self.right, self.seconds, self.keys, self.score_bin]
        given += [more for more in (self.sample, self.correct) if more is not None]
        if any(np.shape(one) != rows for one in given):
            raise ValueError("every array has one value for each row")
        if any(one.dtype != np.bool_ for one in (self.withheld, self.followed)):
            raise ValueError("the arm and whether the suggestion was followed are yes or no")
        for known in (self.right, self.correct):
            if known is not None and not np.isin(known, (0, 1, UNKNOWN)).all():
                raise ValueError("what is right is 1, what is wrong 0, what is not known -1")


@dataclass(frozen=True, slots=True)
class Influence:
    """Shown against withheld. ``following``: labels equal to the suggestion (the difference is Delta). ``help`` and
    ``harm``: the same on right and on wrong suggestions, where that is known; a positive difference of ``harm`` means
    that wrong suggestions were followed more often when they were on screen. ``accuracy``: labels that are right.
    ``seconds``: geometric means; ``keys``: means of key presses."""

    following: Contrast
    help: Contrast
    harm: Contrast
    accuracy: Contrast
    seconds: Ratio
    keys: Ratio


@dataclass(frozen=True, slots=True)
class InfluenceReport:
    """``pooled`` over the annotators (each compared with themself only), each annotator by code, and ``following`` of
    each score bin, pooled."""

    pooled: Influence
    by_annotator: dict[Any, Influence]
    by_bin: dict[int, Contrast]


def influence(answers: Answers) -> InfluenceReport:
    """The report on ``answers``, any number of rows. Every figure that cannot be had says why."""
    n = len(answers.annotator)
    sample = np.arange(n) if answers.sample is None else np.unique(answers.sample, return_inverse=True)[1]
    everyone = np.ones(n, np.bool_)
    return InfluenceReport(
        _influence(answers, sample, everyone),
        {
            code: _influence(answers, sample, np.asarray(answers.annotator == code))
            for code in np.unique(answers.annotator).tolist()
        },
        {
            int(one): _contrast(answers, sample, answers.score_bin == one, answers.followed)
            for one in np.unique(answers.score_bin)
            if one != NO_BIN
        },
    )


def _contrast(answers: Answers, sample: npt.NDArray[Any], rows: Bools, outcome: Bools, caveat: str = "") -> Contrast:
    return contrast(answers.annotator[rows], sample[rows], answers.withheld[rows], outcome[rows], caveat)


def _influence(answers: Answers, sample: npt.NDArray[Any], rows: Bools) -> Influence:
    right = answers.right
    if answers.correct is None:
        known, correct = right != UNKNOWN, answers.followed == (right == 1)
        caveat = tr(TAKEN_AS_RIGHT)
    else:
        known, correct, caveat = answers.correct != UNKNOWN, answers.correct == 1, ""
    who, withheld = answers.annotator[rows], answers.withheld[rows]
    return Influence(
        following=_contrast(answers, sample, rows, answers.followed),
        help=_contrast(answers, sample, rows & (right == 1), answers.followed),
        harm=_contrast(answers, sample, rows & (right == 0), answers.followed),
        accuracy=_contrast(answers, sample, rows & known, correct, caveat),
        seconds=time_ratio(who, sample[rows], withheld, answers.seconds[rows]),
        keys=key_ratio(who, sample[rows], withheld, answers.keys[rows]),
    )
