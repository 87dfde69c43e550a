"""Labels that look wrong: which answers to look at again, why, and how many are likely wrong in all.

After confident learning (Northcutt, Jiang & Chuang, JAIR 70, 2021, "Confident learning: estimating uncertainty in
dataset labels"). Taken from there: out-of-fold probabilities; the threshold of each class, the mean out-of-fold
probability of that class among the rows answered with it; the confident joint, in which a row counts as of a class
when its probability reaches the threshold (of several the likeliest), brought to the number of answers of each class;
the noise matrix from it, how often a row that is truly of one class is answered with another.

Changed: the probabilities are those of ``second_opinion``, two kinds of model and a second pass in which suspects count
for less. The noise matrix is drawn towards even errors, since hundreds of labels hold a handful of errors in dozens of
pairs of classes. Instead of pruning a number of rows for each pair of classes by margin, each row gets its posterior,
``P(class | features, answer)`` in proportion to ``P(class | features) * P(answer | class)`` (Bayes; Dawid & Skene,
Applied Statistics 1979, with the model in place of the other observers; Raykar et al., JMLR 2010): what the cut, the
order and the expected number rest on alike. A sample that is merely hard stays below the cut: its own answer is then
about as likely as the rival, and answers are more often right than wrong. On planted errors fewer
right answers are listed so, and in most settings as many errors or more are found.

Rows of a class with fewer than five different samples are not judged by the model, which cannot know such a class;
nor is any where it knows no more than the frequency of the classes.
"""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import BadArgument
from desktop_al.core.intervals import wilson_limits
from desktop_al.core.shapes import Measured
from desktop_al.core.words import tr, trn
from desktop_al.learn.model_kinds import MODELS
from desktop_al.learn.second_opinion import ask

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]
Reason = Literal["model", "copies", "repeat", "rushed"]

#: From this posterior probability of an error on an answer is in the cut: more likely wrong than right.
CUT = 0.5
#: Below this it is not listed at all.
LISTED = 0.1
#: Different samples that a class must have for the model to judge its answers, and judged answers in all.
MIN_MEMBERS, MIN_JUDGED = 5, 50
#: The noise matrix is drawn towards even errors as if by so many further samples for each class, times the classes.
PRIOR = 1.0
#: Share of errors taken where no model can tell: that of people in plain tasks.
USUAL_ERRORS = 0.05
#: A rushed answer took less than this share of the annotator's usual time.
RUSHED = 1 / 3


@dataclass(frozen=True, slots=True)
class Suspect:
    """An answer that looks wrong: row ``place`` of the labelled ones, why (the first of ``reasons`` weighs most), the
    class index ``suggested`` instead, ``score`` (0 to 1, probability of an error as estimated) and its grounds.
    ``shares``: how likely models that had not seen the answer hold ``suggested`` and the answer's own class; None where
    the model has no say."""

    place: int
    reasons: tuple[Reason, ...]
    suggested: int
    score: float
    grounds: str
    shares: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Suspects:
    """``found`` is best first, its first ``cut`` are those to look at; ``expected`` errors among the judged answers.

    ``scores`` (n,) of every row, 0 where nothing speaks against it or nothing can be told. ``silent`` says why the
    model has no say, else it is empty.
    """

    found: tuple[Suspect, ...]
    cut: int
    expected: Measured
    scores: Doubles
    silent: str


@dataclass(frozen=True, slots=True)
class Noise:
    """``matrix[i, j]`` (k, k) the probability that a sample of class i is answered with j; ``thresholds`` (k,)."""

    matrix: Doubles
    thresholds: Doubles


def even_noise(k: int, errors: float, size: float = 1.0) -> Doubles:
    """Noise matrix (k, k), times ``size``, of a share of errors spread evenly over the other classes."""
    result = np.full((k, k), size * errors / max(1, k - 1))
    np.fill_diagonal(result, size * (1 - errors) if k > 1 else size)
    return result


def noise_of(probabilities: Floats, given: Indices) -> Noise:
    """The noise matrix by the confident joint. ``probabilities`` (n, k), ``given`` (n,) columns; every one occurs."""
    n, k = probabilities.shape
    size = np.bincount(given, minlength=k).astype(np.float64)
    own = probabilities[np.arange(n), given].astype(np.float64)
    thresholds = np.bincount(given, own, k) / np.maximum(size, 1)
    reaching = np.where(probabilities >= thresholds, probabilities, -1)
    sure = np.flatnonzero(reaching.max(axis=1) >= 0)
    joint = np.zeros((k, k))
    np.add.at(joint, (given[sure], reaching[sure].argmax(axis=1)), 1)
    # A class none of whose answers is sure: taken as answered rightly.
    none = joint.sum(axis=1) == 0
    joint[none, none] = 1
    joint *= (size / joint.sum(axis=1))[:, None]
    errors = 1 - float(np.trace(joint)) / max(1, n)
    matrix = joint.T + PRIOR * k * even_noise(k, max(errors, 1 / (n + k)))
    return Noise(matrix / matrix.sum(axis=1, keepdims=True), thresholds)


def find_suspects(
    features: Floats,
    labels: Indices,
    names: Sequence[str],
    seed: int,
    *,
    weights: Floats | None = None,
    kind: str = "logistic",
    groups: Indices | None = None,
    repeats: Mapping[int, int] | None = None,
    seconds: Doubles | None = None,
    usual_seconds: Doubles | None = None,
    settled: npt.NDArray[np.bool_] | None = None,
    untold: npt.NDArray[np.bool_] | None = None,
    unasked: str = "",
) -> Generator[None, None, Suspects]:
    """Labels that look wrong, in steps of at most about half a second.

    Args:
        features: (n, d) of the labelled rows, finite, scaled as ``space`` does; ``labels`` (n,) class indices.
        names: of the classes, for the sentences.
        weights: (n,) how far each answer is trusted, >= 0; None: all alike.
        kind: a row of ``MODELS``.
        groups: (n,) the same number for near copies, as ``near_duplicates`` gives; None: there are none.
        repeats: row -> the other class that its annotator answered when it was shown again.
        seconds: (n,) that each answer took; ``usual_seconds`` (n,) of its annotator; NaN where not known.
        settled: (n,) answers that were looked at again and stand: not counted among those expected wrong.
        untold: (n,) answers of which the model may say nothing: neither whether they are listed nor where rests on it.
        unasked: why no model is to be asked; then only copies and repeats speak. "": models are asked.

    Raises:
        BadArgument: arrays that do not fit each other, or values that mean nothing.
    """
    n = len(labels)
    groups = np.arange(n) if groups is None else np.asarray(groups)
    repeats = {} if repeats is None else repeats
    rushed = _rushed(n, seconds, usual_seconds)
    _check(features, labels, len(names), weights, kind, groups, repeats)
    classes, given = np.unique(labels, return_inverse=True)
    given = given.astype(np.intp)
    judged = _judged(given, groups, len(classes))
    silent = unasked or _too_little(judged, given)
    plain = np.full((n, len(classes)), 1 / max(1, len(classes)))
    noise = even_noise(len(classes), USUAL_ERRORS)
    if not silent:
        opinion = yield from ask(np.asarray(features, np.float32), labels, groups, kind, seed, weights)
        if opinion.skill.beats_base_rate:
            plain = opinion.probabilities.astype(np.float64)
            noise = noise_of(opinion.probabilities, given).matrix
            yield
        else:
            silent = tr(
                "The model knows no more than how frequent the classes are; it cannot say which answers look wrong."
            )
    if silent:
        judged = np.zeros(n, bool)
    told = _Told(given, classes, names, plain, noise)
    if not silent:
        told.by_model(judged)
        told.by_haste(np.flatnonzero(rushed & judged), seconds, usual_seconds)
    expected = _expected(told.scores[judged if settled is None else judged & ~settled], silent)
    if untold is not None:
        told.leave_out(untold)
    yield
    told.by_copies(_mixed(groups, given))
    told.by_repeats(repeats)
    found = told.listed(known=not silent)
    return Suspects(found, sum(one.score >= CUT for one in found), expected, told.scores, silent)


class _Told:
    """All that speaks against the answers, collected reason by reason, each put before the earlier ones.

    ``plain`` (n, k) is what the model holds likely without the answer, ``noise`` (k, k) how classes are answered;
    ``given`` (n,) are columns, ``classes`` (k,) the class index of each.
    """

    def __init__(self, given: Indices, classes: Indices, names: Sequence[str], plain: Doubles, noise: Doubles) -> None:
        self._given, self._classes, self._names = given, classes, names
        self._plain, self._noise = plain, noise
        self.scores = np.zeros(len(given))
        self._instead: dict[int, int] = {}
        self._reasons: dict[int, list[Reason]] = {}
        self._said: dict[int, list[str]] = {}
        self._untold = np.zeros(len(given), np.bool_)

    def by_model(self, judged: npt.NDArray[np.bool_]) -> None:
        posterior = self._plain * self._noise[:, self._given].T
        posterior /= np.maximum(posterior.sum(axis=1, keepdims=True), 1e-300)
        wrong = 1 - posterior[np.arange(len(posterior)), self._given]
        self.scores = np.where(judged, np.clip(wrong, 0, 1), 0.0)
        for row in np.flatnonzero(self.scores >= LISTED).tolist():
            rival = self._best_but(posterior[row], self._given[row])
            self._put(row, "model", rival, self._model_words(row, rival))

    def by_haste(self, rows: Indices, seconds: Doubles | None, usual: Doubles | None) -> None:
        """An answer in haste says little: the model's word without it."""
        if seconds is None or usual is None:
            return
        for row in rows.tolist():
            own = self._given[row]
            rival = self._best_but(self._plain[row], own)
            if self._plain[row, rival] <= self._plain[row, own]:
                continue
            self.scores[row] = max(self.scores[row], 1 - self._plain[row, own])
            if row not in self._reasons:
                self._put(row, "model", rival, self._model_words(row, rival))
            words = f"It was answered in {seconds[row]:.1f} s, where {usual[row]:.1f} s are usual."
            self._put(row, "rushed", rival, words)

    def leave_out(self, untold: npt.NDArray[np.bool_]) -> None:
        """Take back what the model says of these rows, and say nothing of it from now on."""
        self._untold = untold
        self.scores = np.where(untold, 0.0, self.scores)
        for row in np.flatnonzero(untold).tolist():
            for kept in (self._reasons, self._said, self._instead):
                kept.pop(row, None)

    def _model_of(self, rows: Indices) -> tuple[Doubles, Doubles]:
        """What the model holds likely of ``rows``, and how classes are answered; both even where it is not to speak."""
        k = len(self._classes)
        if self._untold[rows].any():
            return np.full((len(rows), k), 1 / k), even_noise(k, USUAL_ERRORS)
        return self._plain[rows], self._noise

    def by_copies(self, mixed: Sequence[Indices]) -> None:
        """Near copies are of one class: their answers and what the model says of each, taken together."""
        for members in mixed:
            own = self._given[members]
            plain, noise = self._model_of(members)
            evidence = np.log(plain + 1e-9).mean(axis=0) + np.log(noise[:, own]).sum(axis=1)
            shared = np.exp(evidence - evidence.max())
            shared /= shared.sum()
            counts = np.bincount(own, minlength=len(self._classes))
            for row, column in zip(members.tolist(), own.tolist()):
                self.scores[row] = 1 - shared[column]
                best = self._best_but(np.where(counts > 0, shared, -1), column)
                other, this = self._name(best), self._name(column)
                if len(members) == 2:
                    words = f"Its near copy is “{other}”; this one is “{this}”."
                else:
                    verb = "is" if counts[best] == 1 else "are"
                    words = (
                        f"Of its {len(members) - 1} near copies {counts[best]} {verb} “{other}”; this one is “{this}”."
                    )
                self._put(row, "copies", best, words)

    def by_repeats(self, repeats: Mapping[int, int]) -> None:
        """Two answers of one person that differ are looked at in any case."""
        for row, answer in repeats.items():
            own = self._given[row]
            if answer == self._classes[own]:
                continue
            score = CUT
            column = int(np.searchsorted(self._classes, answer))
            # Its class may be one that no other row has.
            if column < len(self._classes) and self._classes[column] == answer:
                plain, noise = self._model_of(np.array([row]))
                both = plain[0] * noise[:, own] * noise[:, column]
                score = float(both[column] / max(both[column] + both[own], 1e-300))
            self.scores[row] = max(CUT, self.scores[row], score)
            words = f"Shown again, it was answered “{self._names[answer]}” instead of “{self._name(own)}”."
            self._put(row, "repeat", column, words)
            self._instead[row] = answer

    def listed(self, known: bool) -> tuple[Suspect, ...]:
        """``known``: the model has a say."""
        rows = [row for row in self._reasons if self.scores[row] >= LISTED]
        rows.sort(key=lambda row: (-self.scores[row], row))
        return tuple(
            Suspect(
                row,
                tuple(self._reasons[row]),
                self._instead[row],
                float(self.scores[row]),
                " ".join(self._said[row]),
                self._shares(row) if known else None,
            )
            for row in rows
        )

    def _shares(self, row: int) -> tuple[float, float]:
        # A class that no other row has is not one that the model knows.
        instead = np.flatnonzero(self._classes == self._instead[row])
        return float(self._plain[row, instead].sum()), float(self._plain[row, self._given[row]])

    def _put(self, row: int, why: Reason, column: int, words: str) -> None:
        self._reasons.setdefault(row, []).insert(0, why)
        self._said.setdefault(row, []).insert(0, words)
        if column < len(self._classes):
            self._instead[row] = int(self._classes[column])

    def _best_but(self, shares: Doubles, own: int) -> int:
        return int(np.where(np.arange(len(shares)) == own, -2, shares).argmax())

    def _name(self, column: int) -> str:
        return self._names[int(self._classes[column])]

    def _model_words(self, row: int, rival: int) -> str:
        shares, own = self._plain[row], int(self._given[row])
        return (
            f"Models that had not seen this answer give “{self._name(rival)}” {_percent(shares[rival])} "
            f"and “{self._name(own)}” {_percent(shares[own])}."
        )


def _check(
    features: Floats,
    labels: Indices,
    n_classes: int,
    weights: Floats | None,
    kind: str,
    groups: Indices,
    repeats: Mapping[int, int],
) -> None:
    n = len(labels)
    if np.ndim(features) != 2 or len(features) != n:
        raise BadArgument(f"Features of shape {np.shape(features)} do not fit {n:,} labels.")
    if not np.isfinite(features).all():
        raise BadArgument("The features hold values that are not numbers.")
    if n and not (labels.min() >= 0 and labels.max() < n_classes):
        raise BadArgument(f"A label is none of the {n_classes} classes.")
    if groups.shape != (n,):
        raise BadArgument(f"Groups of shape {groups.shape} do not fit {n:,} labels.")
    if weights is not None and (
        weights.shape != (n,) or not (np.isfinite(weights).all() and (weights >= 0).all() and (not n or weights.any()))
    ):
        raise BadArgument(f"Weights must be {n:,} numbers of 0 or more, and not all 0.")
    if kind not in MODELS:
        raise BadArgument(f"There is no model “{kind}”; there are {', '.join(MODELS)}.")
    if any(not (0 <= row < n and 0 <= answer < n_classes) for row, answer in repeats.items()):
        raise BadArgument("A repeated answer is of no labelled row, or of none of the classes.")


def _rushed(n: int, seconds: Doubles | None, usual: Doubles | None) -> npt.NDArray[np.bool_]:
    """Rows (n,) answered far faster than usual; a time that is not known, or no time at all, is not."""
    if seconds is None or usual is None:
        return np.zeros(n, bool)
    if np.shape(seconds) != (n,) or np.shape(usual) != (n,):
        raise BadArgument(f"Seconds must be given for each of the {n:,} labels.")
    known = np.isfinite(seconds) & np.isfinite(usual) & (seconds > 0)
    fast: npt.NDArray[np.bool_] = known & (np.where(known, seconds, 1) < RUSHED * np.where(known, usual, 0))
    return fast


def _judged(given: Indices, groups: Indices, k: int) -> npt.NDArray[np.bool_]:
    """Rows (n,) whose class has enough different samples for a model to know it."""
    if not len(given):
        return np.zeros(0, bool)
    pairs = np.unique(np.column_stack((given, groups)), axis=0)
    enough: npt.NDArray[np.bool_] = (np.bincount(pairs[:, 0], minlength=k) >= MIN_MEMBERS)[given]
    return enough


def _too_little(judged: npt.NDArray[np.bool_], given: Indices) -> str:
    if len(np.unique(given[judged])) < 2:
        return tr(
            "Two classes with at least {least} different samples each are needed to tell which look wrong.",
            least=MIN_MEMBERS,
        )
    if (count := int(judged.sum())) < MIN_JUDGED:
        return trn(
            "There are {n} labels in classes of at least {least}; from {needed} on it can be told.",
            "There are {n} labels in classes of at least {least}; from {needed} on it can be told.",
            count,
            least=MIN_MEMBERS,
            needed=MIN_JUDGED,
        )
    return ""


def _mixed(groups: Indices, given: Indices) -> list[Indices]:
    """The rows of each group of near copies that were not all answered alike."""
    order = np.argsort(groups, kind="stable")
    starts = np.flatnonzero(np.diff(groups[order])) + 1
    return [members for members in np.split(order, starts) if len(members) > 1 and len(np.unique(given[members])) > 1]


def _expected(errors: Doubles, silent: str) -> Measured:
    """Sum of the posterior probabilities of an error. The interval is Wilson's, as if the errors had been counted in a
    draw of that size: that of independent events alone would be too narrow, since the model errs as well."""
    n = len(errors)
    if silent:
        return Measured(None, n=n, reason=silent)
    total = float(errors.sum())
    low, high = wilson_limits(total, n)
    return Measured(total, float(n * low), float(n * high), n)


def _percent(share: float) -> str:
    return "less than 1 %" if share < 0.01 else "over 99 %" if share > 0.99 else f"{100 * share:.0f} %"
