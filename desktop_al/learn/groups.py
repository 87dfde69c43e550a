"""Groups for batch review: alike samples of one offered class, so sure that one look at all of them is enough."""

import math
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import betaincinv

from desktop_al.core.errors import BadArgument
from desktop_al.core.intervals import wilson_limits
from desktop_al.core.shapes import Measured
from desktop_al.core.words import tr, trn
from desktop_al.learn.models import MIN_AUDIT
from desktop_al.learn.reliability import BINS

Floats = npt.NDArray[np.floating]
Indices = npt.NDArray[np.intp]

LIMIT = 0.02
RECHECK = 0.1
SMALLEST, LARGEST = 12, 30
#: Groups offered at once, and the surest rows of a class among which they are found: a sitting, not the whole pool.
MOST_GROUPS, ROWS = 60, 1_200
#: Of the upper limit of the errors, one-sided: only too many do harm.
SURENESS = 0.95
#: Answers above the threshold at least, and how many answers the calibrated probabilities count for.
SUPPORT, PRIOR = 20, 30.0
POWER_STEPS = 6
#: More answers than these are not named as missing.
MOST_MISSING = 2_000


@dataclass(frozen=True, slots=True)
class ReviewInput:
    """What groups are made from; the same input gives the same groups.

    probabilities: (n, k) calibrated, of the pool; ``features`` (n, d) in the learner's space.
    excluded: (n,) bool, rows never offered: audit, overlap and answered samples, junk, near copies.
    held_probabilities, held_truth: (m, k) and (m,), the audit answers out of fold (``models.Trained.held_out``), and
        answers of earlier re-checks. Not the learner's own choices: these are the odd ones of the pool, and wrong
        offers among them say nothing of the rest.
    beats_base_rate: ``calibration.Skill.beats_base_rate`` of the same model.
    limit: the largest share of wrong offers in a group that is accepted, above 0 and below 1.
    recheck: the share of each group that is asked again later, blind.
    """

    probabilities: Floats
    features: Floats
    excluded: npt.NDArray[np.bool_]
    held_probabilities: Floats
    held_truth: Indices
    beats_base_rate: bool
    seed: int
    limit: float = LIMIT
    recheck: float = RECHECK


@dataclass(frozen=True, slots=True)
class Threshold:
    """The least ``confidence`` of a row that is offered: ``errors`` of the ``n`` answers from it up were others than
    the offered class, and a share of up to ``high`` may be wrong. ``distrusted`` are classes whose own answers from
    there up were wrong too often."""

    confidence: float
    n: int
    errors: int
    high: float
    distrusted: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows offered the class ``class_index`` together, the surest first. ``errors`` is how many of them are probably of
    another class; ``recheck`` the rows, drawn by lot, that are to be asked again."""

    class_index: int
    rows: Indices
    errors: Measured
    recheck: Indices


@dataclass(frozen=True, slots=True)
class Review:
    """Groups, the surest first, of equally sure ones the largest. ``reason`` says why there are none, else empty;
    ``sure`` is how many rows of the pool are above the threshold."""

    groups: tuple[Group, ...]
    threshold: Threshold | None
    sure: int
    reason: str = ""


def find_threshold(probabilities: Floats, truth: Indices, limit: float = LIMIT) -> Threshold | str:
    """The lowest confidence from which up the errors stay under ``limit``, or a sentence why there is none.

    Out-of-fold ``probabilities`` (m, k) of rows of the classes ``truth`` (m,) are put into bins of the same size by
    confidence; from the top as many bins are taken together as keep the upper 95 % limit of their errors at or under
    ``limit``, and at least ``SUPPORT`` answers. The limit is that of a beta distribution (Gelman et al., Bayesian Data
    Analysis, 2013, section 2.4): what the calibrated probabilities say of these rows counts like ``PRIOR`` answers,
    the answers count for themselves, so that an error among few answers weighs heavily.
    """
    if len(truth) < MIN_AUDIT:
        return trn(
            "{needed} audit answers are needed before groups are offered; there are {n}.",
            "{needed} audit answers are needed before groups are offered; there are {n}.",
            len(truth),
            needed=MIN_AUDIT,
        )
    made = _cuts(probabilities, truth)
    confidence, offered, wrong = made.confidence, made.offered, made.wrong
    cuts, errors = made.cuts, made.errors
    high = _upper(made.prior, cuts, errors)
    good = np.flatnonzero(high <= limit)
    if not len(good):
        best = int(high.argmin())
        return tr(
            "Of the {surest} surest audit answers {wrong} were other than offered: up to {high:.1%} may be, more than "
            "the limit of {limit:.1%}.",
            surest=int(cuts[best]),
            wrong=int(errors[best]),
            high=float(high[best]),
            limit=limit,
        )
    n = int(cuts[good[-1]])
    classes = np.unique(offered[:n])
    size = np.array([(offered[:n] == one).sum() for one in classes])
    failed = np.array([wrong[:n][offered[:n] == one].sum() for one in classes])
    doubtful = wilson_limits(failed, size)[0] > limit
    return Threshold(
        float(confidence[n - 1]),
        n,
        int(errors[good[-1]]),
        float(high[good[-1]]),
        tuple(int(one) for one in classes[doubtful]),
    )


def answers_missing(probabilities: Floats, truth: Indices, limit: float = LIMIT) -> tuple[int, int, int]:
    """Where ``find_threshold`` finds none: how many of the surest answers come nearest to it, how many of these are of
    another class, and how many answers more (of all, as many of them sure as now) would do if no sure one is wrong;
    0 where more than ``MOST_MISSING`` would be needed."""
    made = _cuts(probabilities, truth)
    best = int(_upper(made.prior, made.cuts, made.errors).argmin())
    cut, errors = int(made.cuts[best]), int(made.errors[best])
    more = np.arange(1, MOST_MISSING + 1)
    good = np.flatnonzero(_upper(made.prior[best], cut + more, errors) <= limit)
    needed = math.ceil(int(more[good[0]]) * len(truth) / cut) if len(good) else 0
    return cut, errors, needed if needed <= MOST_MISSING else 0


@dataclass(frozen=True, slots=True)
class _Cuts:
    """Answers, the surest first, with the class ``offered`` and whether that is ``wrong``; and where the bins end:
    answers up to there, errors among them, and what their probabilities say, in answers that count before."""

    confidence: Floats
    offered: Indices
    wrong: npt.NDArray[np.bool_]
    cuts: Indices
    errors: Indices
    prior: npt.NDArray[np.float64]


def _cuts(probabilities: Floats, truth: Indices) -> _Cuts:
    confidence, offered = probabilities.max(axis=1), probabilities.argmax(axis=1)
    order = np.argsort(-confidence, kind="stable")
    confidence, offered, wrong = confidence[order], offered[order], (offered != truth)[order]
    cuts = np.arange(1, BINS + 1) * len(wrong) // BINS
    # Rows of one confidence stay together.
    cuts = np.unique(np.searchsorted(-confidence, -confidence[cuts - 1], side="right"))
    cuts = cuts[cuts >= min(SUPPORT, len(wrong))]
    errors = np.cumsum(wrong)[cuts - 1]
    said = np.cumsum(1 - confidence.astype(np.float64))[cuts - 1] / cuts
    return _Cuts(confidence, offered, wrong, cuts, errors, PRIOR * np.clip(said, 1e-4, 1 - 1e-4))


def _upper(prior: Any, n: Indices, errors: Any) -> npt.NDArray[np.float64]:
    """The upper limit of the share of errors: ``errors`` of ``n`` answers after ``prior`` of ``PRIOR``."""
    result: npt.NDArray[np.float64] = betaincinv(prior + errors, PRIOR - prior + n - errors, SURENESS)
    return result


def review_groups(given: ReviewInput) -> Generator[float, None, Review]:
    """Groups of ``SMALLEST`` to ``LARGEST`` rows, at most ``MOST_GROUPS``, yielding progress 0..1 between short steps.

    Raises:
        BadArgument: arrays that do not fit together, or shares out of range.
    """
    check(given)
    if not given.beats_base_rate:
        return _none(tr("The model is not yet better than always offering the commonest class."))
    threshold = find_threshold(given.held_probabilities, given.held_truth, given.limit)
    if isinstance(threshold, str):
        return _none(threshold)
    confidence = given.probabilities.max(axis=1)
    offered = given.probabilities.argmax(axis=1)
    is_sure = ~given.excluded & (confidence >= threshold.confidence) & ~np.isin(offered, threshold.distrusted)
    yield 0.1
    groups: list[Group] = []
    n_classes = given.probabilities.shape[1]
    for one in range(n_classes):
        rows = np.flatnonzero(is_sure & (offered == one))
        rows = rows[np.argsort(-confidence[rows], kind="stable")[:ROWS]]
        features = np.ascontiguousarray(given.features[rows], np.float32)
        for part in split(features, given.seed):
            if len(part) >= SMALLEST:
                groups.append(_group(given, threshold, one, rows[np.sort(part)], confidence))
        yield 0.1 + 0.9 * (one + 1) / n_classes
    groups = [group for group in groups if _share(group) <= given.limit]
    groups.sort(key=lambda group: (round(_share(group), 3), -len(group.rows), int(group.rows[0])))
    reason = (
        ""
        if groups
        else tr("No {smallest} samples of one class are sure enough to be looked at together.", smallest=SMALLEST)
    )
    return Review(tuple(groups[:MOST_GROUPS]), threshold, int(is_sure.sum()), reason)


def check(given: ReviewInput) -> None:
    """Raises BadArgument when the arrays or shares do not fit together."""
    n, m = len(given.probabilities), len(given.held_truth)
    tables = (given.probabilities, given.features, given.held_probabilities)
    if any(table.ndim != 2 for table in tables) or not given.probabilities.shape[1]:
        raise BadArgument("Groups need tables of probabilities and of features.")
    if given.features.shape[0] != n or given.excluded.shape != (n,) or given.excluded.dtype != np.bool_:
        raise BadArgument("Groups need features and a mark for each row of probabilities.")
    if given.held_probabilities.shape != (m, given.probabilities.shape[1]):
        raise BadArgument("The answers out of fold need a class and a probability of each class.")
    if not (np.isfinite(given.probabilities).all() and np.isfinite(given.held_probabilities).all()):
        raise BadArgument("The probabilities hold values that are not numbers.")
    if not 0 < given.limit < 1 or not 0 <= given.recheck <= 1:
        raise BadArgument("The limit of errors must be between 0 and 1, the share to check again from 0 to 1.")


def split(rows: npt.NDArray[np.float32], seed: int) -> list[Indices]:
    """Positions of ``rows`` (n, d) in groups of alike ones, each of ``SMALLEST`` to ``LARGEST``; all in one if fewer.

    A principal axis tree (McNames, IEEE TPAMI 2001): each part is cut across its longest extent, here at the widest
    gap of its middle half, so that what lies apart comes apart.
    """
    rng = np.random.default_rng([seed, 13])
    parts, done = [np.arange(len(rows))], []
    while parts:
        part = parts.pop()
        if len(part) <= LARGEST:
            done.append(part)
            continue
        values = _along_axis(rows[part], rng)
        order = np.argsort(values, kind="stable")
        first = max(SMALLEST, len(part) // 4)
        gaps = np.diff(values[order])[first - 1 : len(part) - first]
        # Equal rows have no gap: then in half.
        cut = first + int(gaps.argmax()) if gaps.max(initial=0) > 0 else len(part) // 2
        parts += [part[order[cut:]], part[order[:cut]]]
    return done


def _along_axis(rows: npt.NDArray[np.float32], rng: np.random.Generator) -> npt.NDArray[np.float32]:
    """Where each of ``rows`` (n, d) lies along the direction in which they vary most, by power iteration."""
    centred: npt.NDArray[np.float32] = rows - rows.mean(axis=0)
    axis: npt.NDArray[np.float32] = np.asarray(rng.normal(size=rows.shape[1]), np.float32)
    for _ in range(POWER_STEPS):
        axis = centred.T @ (centred @ axis)
        axis /= np.float32(max(float(np.linalg.norm(axis)), 1e-12))
    result: npt.NDArray[np.float32] = centred @ axis
    return result


def _group(given: ReviewInput, threshold: Threshold, class_index: int, rows: Indices, confidence: Floats) -> Group:
    low, high = (len(rows) * float(side) for side in wilson_limits(threshold.errors, threshold.n))
    # The more cautious of what the probabilities say and what the answers show.
    value = max(float((1 - confidence[rows]).sum()), len(rows) * threshold.errors / threshold.n)
    errors = Measured(value, min(low, value), max(high, value), threshold.n)
    count = min(len(rows), int(np.ceil(given.recheck * len(rows) - 1e-9)))
    rng = np.random.default_rng([given.seed, 14, int(rows[0])])
    return Group(class_index, rows, errors, np.sort(rng.choice(rows, count, replace=False)))


def _share(group: Group) -> float:
    assert group.errors.value is not None
    return group.errors.value / len(group.rows)


def _none(reason: str) -> Review:
    return Review((), None, 0, reason)
