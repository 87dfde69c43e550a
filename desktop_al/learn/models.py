"""The model of a round: fitted, calibrated, and judged by answers that it has not seen."""

from collections.abc import Generator
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from desktop_al.learn.calibration import (
    FOLDS,
    Skill,
    calibration_weights,
    fit_temperature,
    measure_skill,
    out_of_fold,
)
from desktop_al.learn.linear import OPERATIONS, PENALTY_C, Linear, fit_logistic
from desktop_al.learn.model_kinds import MODELS, Fitted
from desktop_al.learn.probabilities import softmax, spread_over_classes

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.intp]

#: From this many audit labels on, they alone judge the model: a fair draw of the pool, as the chosen ones are not.
MIN_AUDIT = 30
#: A model this costly (operations of one step of one fit) is judged on two folds instead of five.
COSTLY = OPERATIONS / 8
#: Inverse strengths of the penalty to choose from, and the labels from which on there is something to choose by.
PENALTIES = (3.0, 10.0, 30.0)
MIN_CHOICE = 50


@dataclass(frozen=True, slots=True)
class Model:
    """A fitted model with calibrated probabilities over all ``n_classes`` classes of the project.

    ``temperature`` divides the logits (Guo et al., ICML 2017). ``labels`` is the number trained on.
    """

    fitted: Fitted
    n_classes: int
    temperature: float
    labels: int

    @property
    def classes(self) -> Indices:
        """Indices of the classes seen in training, ascending."""
        return self.fitted.classes

    @property
    def linear(self) -> Linear | None:
        """The fitted model where it is linear."""
        return self.fitted if isinstance(self.fitted, Linear) else None

    def probabilities(self, features: Floats) -> Floats:
        """float32 (n, n_classes), rows sum to 1; a class never seen gets the share of add-one smoothing."""
        logits = self.fitted.logits(features)
        logits /= np.float32(self.temperature)
        return spread_over_classes(logits, self.classes, self.n_classes, self.labels)


@dataclass(frozen=True, slots=True)
class Trained:
    """A model with what is honestly known of it.

    ``held_out`` are the row positions with out-of-fold ``probabilities`` (m, n_classes), ``uncalibrated`` the same
    at temperature 1: the audit rows, where there are ``MIN_AUDIT``, else all; ``audit`` is
    (right, n): out-of-fold accuracy over the audit rows, everything else always in training; ``audit_said``
    is the class that each of them was given there, -1 where nothing but it was there to train on.
    """

    model: Model
    held_out: Indices
    probabilities: Floats
    uncalibrated: Floats
    audit: tuple[int, int]
    skill: Skill
    audit_said: Indices


def balanced(labels: Indices, weights: Floats | None) -> Floats | None:
    """``weights`` (n,) such that a rare class counts for more: by the root of how much rarer it is, mean 1.

    Half way between counting every answer alike, where the rare class is never found, and every class alike,
    where a single odd answer weighs as much as a hundred.
    """
    if not len(labels):
        return weights
    _, code, count = np.unique(labels, return_inverse=True, return_counts=True)
    result = 1 / np.sqrt(count[code])
    if weights is not None:
        result = result * weights
    even: Floats = (result / result.mean()).astype(np.float32)
    return even


def choose_penalty(
    features: Floats, labels: Indices, weights: Floats | None, seed: int
) -> Generator[None, None, float]:
    """Of ``PENALTIES`` the one whose models say most about the half of the labels that they have not seen.

    Measured in log loss after calibration; ``PENALTY_C`` while there are too few labels to tell, or where it would
    cost too much.
    """
    classes, columns = np.unique(labels, return_inverse=True)
    if len(labels) < MIN_CHOICE or len(classes) < 2 or features.size * len(classes) >= COSTLY:
        return PENALTY_C
    rows = np.arange(len(labels))
    losses = []
    for penalty_c in PENALTIES:
        fit = partial(fit_logistic, penalty_c=penalty_c)
        logits = yield from out_of_fold(features, labels, rows, classes, fit, seed, 2, weights)
        shares = softmax(logits / np.float32(fit_temperature(logits, columns)))
        losses.append(float(-np.log(np.maximum(shares[rows, columns], 1 / (len(labels) + len(classes)))).mean()))
    return PENALTIES[int(np.argmin(losses))]


def train(
    features: Floats,
    labels: Indices,
    n_classes: int,
    audit: Indices,
    seed: int,
    kind: str = "logistic",
    previous: Linear | None = None,
    weights: Floats | None = None,
    folds: int = FOLDS,
) -> Generator[None, None, Trained]:
    """Fit, calibrate and judge a model of the labelled rows, in short steps.

    Args:
        features: (n, d) float32 of the labelled rows; ``labels`` (n,) class indices below ``n_classes``.
        audit: positions among the labelled rows that are a fair random draw of the pool.
        kind: a row of ``MODELS``.
        previous: an earlier solution, to begin from.
        weights: (n,) how far each answer is trusted, mean about 1; None: all alike.
    """
    weights = balanced(labels, weights)
    fit = MODELS[kind].fit
    if kind == "logistic":
        penalty_c = yield from choose_penalty(features, labels, weights, seed)
        fit = partial(fit_logistic, penalty_c=penalty_c)
    fitted = yield from fit(features, labels, weights, previous)
    yield
    classes = fitted.classes
    folds = folds if features.size * len(classes) < COSTLY else 2
    audit_said, audit_logits = np.full(len(audit), -1, np.intp), np.empty((0, len(classes)), np.float32)
    if len(audit):
        audit_logits = yield from out_of_fold(features, labels, audit, classes, fit, seed, FOLDS, weights)
        audit_said = classes[audit_logits.argmax(axis=1)] if len(labels) > 1 else audit_said
    right = int((audit_said == labels[audit]).sum())
    # Of a single answer nothing can be said by a model that has not seen it.
    chosen = np.setdiff1d(np.arange(len(labels)), audit) if len(labels) > 1 else np.empty(0, np.intp)
    if len(audit) >= MIN_AUDIT:
        held_out, logits = audit, audit_logits
        chosen_logits = yield from out_of_fold(features, labels, chosen, classes, fit, seed, 2, weights)
    else:
        held_out = np.arange(len(labels)) if len(labels) > 1 else np.empty(0, np.intp)
        logits = yield from out_of_fold(features, labels, held_out, classes, fit, seed, folds, weights)
        chosen_logits = logits[chosen]
    temperature = fit_temperature(
        np.concatenate((audit_logits, chosen_logits)),
        np.searchsorted(classes, labels[np.concatenate((audit, chosen))]),
        calibration_weights(len(audit), len(chosen)),
    )
    probabilities = spread_over_classes(logits / np.float32(temperature), classes, n_classes, len(labels))
    uncalibrated = spread_over_classes(logits, classes, n_classes, len(labels))
    skill = measure_skill(probabilities, labels[held_out], labels)
    return Trained(
        Model(fitted, n_classes, temperature, len(labels)),
        held_out,
        probabilities,
        uncalibrated,
        (right, len(audit)),
        skill,
        audit_said,
    )
