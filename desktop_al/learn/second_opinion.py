"""What models that have not seen an answer say of it: the evidence that it may be wrong.

Two opinions, since each errs in its own way: the project's kind of model, and the nearest labelled rows. Models that
follow the labels closely follow the wrong ones too, so the borders are drawn with a strong penalty, and all is done
twice: the second time answers that the first time spoke against count for less. Near copies are always in one fold:
a copy in training would repeat the error.
"""

from collections.abc import Generator
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from desktop_al.learn.calibration import FOLDS, Skill, fit_temperature, measure_skill, stratified_folds
from desktop_al.learn.linear import fit_logistic
from desktop_al.learn.model_kinds import MODELS, Fit
from desktop_al.learn.models import COSTLY, balanced
from desktop_al.learn.probabilities import softmax

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.intp]

#: Inverse strength of the penalty: of 0.1 to 10 the borders of 0.1 and 0.3 found most planted errors.
PENALTY_C = 0.3
REPETITIONS = 3
#: An answer that the models spoke against counts at least so much in the second pass.
LEAST_TRUST = 0.02
#: A probability below this is not told from 0.
FLOOR = 1e-6
#: Training rows times rows to predict times dimensions of one step.
STEP = 1e9
#: Rows times classes that the temperature is fitted to.
CELLS = 1e6


@dataclass(frozen=True, slots=True)
class Opinion:
    """Out-of-fold ``probabilities`` (n, k) of the classes ``classes`` (k,), ascending; ``skill`` as in calibration."""

    classes: Indices
    probabilities: Floats
    skill: Skill


def folds_of(labels: Indices, groups: Indices, folds: int, seed: int) -> Indices:
    """Fold number (n,) of each row, stratified by class; rows with the same number in ``groups`` (n,) share one."""
    _, first, group = np.unique(groups, return_index=True, return_inverse=True)
    dealt: Indices = stratified_folds(labels[first], folds, seed)[group]
    return dealt


def ask(
    features: Floats, labels: Indices, groups: Indices, kind: str, seed: int, weights: Floats | None = None
) -> Generator[None, None, Opinion]:
    """Two passes of repeated cross-validation, in short steps.

    Args:
        features: (n, d) float32, at least two rows of at least two groups; ``labels`` (n,) class indices.
        groups: (n,) the same number for near copies.
        kind: a row of ``MODELS``.
        weights: (n,) how far each answer is trusted; None: all alike.
    """
    classes, columns = np.unique(labels, return_inverse=True)
    given = columns.astype(np.intp)
    even = balanced(labels, weights)
    # Twice the nearest rows would be one opinion.
    other = "logistic" if kind == "neighbours" else "neighbours"
    fits = [
        partial(fit_logistic, penalty_c=PENALTY_C) if name == "logistic" else MODELS[name].fit for name in (kind, other)
    ]
    # A forest is a mean already, and slow.
    costly = kind == "forest" or features.size * len(classes) >= COSTLY
    repetitions = 1 if costly else REPETITIONS
    rows = np.arange(len(labels))
    believed = np.ones(len(labels), bool)
    weight = even
    for turn in range(2):
        opinions = []
        for fit in fits:
            parts = []
            for repetition in range(repetitions):
                fold_of = folds_of(labels, groups, FOLDS, seed + turn * REPETITIONS + repetition)
                logits = yield from _out_of_fold(features, given, fold_of, len(classes), fit, weight)
                # Fitted to wrong answers too, the probabilities would be those of a wrong answer as well.
                trusted = np.flatnonzero(believed)[:: max(1, int(logits.size / CELLS))]
                temperature = fit_temperature(logits[trusted], given[trusted])
                parts.append(softmax(logits / np.float32(temperature)))
            opinions.append(np.log(np.mean(parts, axis=0) + FLOOR))
        shares = softmax(np.mean(opinions, axis=0))
        if turn == 0:
            own = shares[rows, given]
            rival = np.where(np.arange(len(classes)) == given[:, None], 0, shares).max(axis=1)
            trust = own / np.maximum(own + rival, FLOOR)
            believed = trust > 0.5
            part = np.clip(2 * trust, LEAST_TRUST, 1)
            weight = part.astype(np.float32) if even is None else (even * part).astype(np.float32)
    return Opinion(classes, shares, measure_skill(shares, given, given))


def _out_of_fold(
    features: Floats, labels: Indices, fold_of: Indices, n_classes: int, fit: Fit, weights: Floats | None
) -> Generator[None, None, Floats]:
    """Logits (n, n_classes), each row's by a model that has not seen its fold; -inf of a class unknown there."""
    logits = np.full((len(labels), n_classes), -np.inf, np.float32)
    for fold in np.unique(fold_of):
        training = fold_of != fold
        rows = np.flatnonzero(~training)
        if not training.any():
            logits[rows] = 0
            continue
        part = None if weights is None else weights[training]
        fitted = yield from fit(features[training], labels[training], part, None)
        yield
        # The nearest rows of thousands are looked for among thousands.
        chunk = max(64, int(STEP / max(1, training.sum() * features.shape[1])))
        for start in range(0, len(rows), chunk):
            some = rows[start : start + chunk]
            logits[some[:, None], fitted.classes] = fitted.logits(features[some])
            yield
    return logits
