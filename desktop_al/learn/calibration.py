"""Honest figures out of fold: the logits of rows by models that have not seen them, and what they show."""

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop_al.learn.model_kinds import Fit

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.intp]

FOLDS = 5
#: Fewer held-out answers than this say nothing about temperature or skill.
MIN_HELD_OUT = 10
#: What the answers chosen by the learner count for together in the temperature, in audit answers.
PRIOR_ROWS = 10


@dataclass(frozen=True, slots=True)
class Skill:
    """Whether the model knows more than the frequency of the classes, on held-out answers.

    ``log_loss`` and ``base_log_loss`` are means in nats, ``right`` and ``base_right`` counts of ``n``; the
    base always answers with the commonest class. Undefined losses (n = 0) are NaN.
    """

    beats_base_rate: bool
    n: int
    right: int
    base_right: int
    log_loss: float
    base_log_loss: float


def stratified_folds(labels: Indices, folds: int, seed: int) -> Indices:
    """Fold number (n,) of each row: the members of each class, shuffled, dealt out in turn."""
    order = np.random.default_rng(seed).permutation(len(labels))
    order = order[np.argsort(labels[order], kind="stable")]
    result = np.empty(len(labels), np.intp)
    result[order] = np.arange(len(labels)) % folds
    return result


def out_of_fold(
    features: Floats,
    labels: Indices,
    held_out: Indices,
    classes: Indices,
    fit: Fit,
    seed: int,
    folds: int = FOLDS,
    weights: Floats | None = None,
) -> Generator[None, None, Floats]:
    """Logits (m, k) of the rows ``held_out``, each by a model that has not seen it.

    The held-out rows are dealt to stratified folds; all other rows are always in training. Columns are
    ``classes``, those of all rows, ascending; a class that the fold's model has not seen has logit -inf.
    Each fold begins from nothing: with more dimensions than labels the solver finds nothing to mend in the model of
    all rows, which has seen the held-out ones, and would give it back.
    """
    logits = np.full((len(held_out), len(classes)), -np.inf, np.float32)
    fold_of = stratified_folds(labels[held_out], min(folds, len(held_out)), seed)
    for fold in range(fold_of.max(initial=-1) + 1):
        rows = np.flatnonzero(fold_of == fold)
        training = np.ones(len(labels), bool)
        training[held_out[rows]] = False
        if not training.any():
            continue
        part = None if weights is None else weights[training]
        fitted = yield from fit(features[training], labels[training], part, None)
        logits[rows[:, None], np.searchsorted(classes, fitted.classes)] = fitted.logits(features[held_out[rows]])
        yield
    return logits


def calibration_weights(audit: int, chosen: int) -> Floats:
    """How much each of ``audit`` fairly drawn answers and, after them, of ``chosen`` others counts, (audit + chosen,).

    The learner's own choices are the hard part of the pool: by them alone every probability comes out too low. A few
    audit answers alone may all be right, and say nothing. So the chosen ones together count like ``PRIOR_ROWS``, which
    the audit outweighs as it grows; with hardly any audit answers all count alike.
    """
    share = 1.0 if audit < MIN_HELD_OUT else min(1.0, PRIOR_ROWS / max(chosen, 1))
    return np.repeat(np.array([1, share], np.float32), (audit, chosen))


def fit_temperature(logits: Floats, columns: Indices, weights: Floats | None = None) -> float:
    """The temperature with the best log-likelihood of the true ``columns`` (m,) of ``logits`` (m, k).

    Rows whose true class the model had not seen are left out; a weak pull towards 1 keeps few rows from an
    extreme. 1 when fewer than ``MIN_HELD_OUT`` rows remain. ``weights`` (m,) are how much each row counts; None: all
    alike. Guo et al., ICML 2017.
    """
    from scipy.optimize import minimize_scalar

    rows = np.arange(len(logits))
    usable = np.isfinite(logits[rows, columns]) & (np.isfinite(logits).sum(axis=1) > 1)
    share = np.ones(len(logits)) if weights is None else weights.astype(np.float64)
    logits, columns, share = logits[usable].astype(np.float64), columns[usable], share[usable]
    if len(logits) < MIN_HELD_OUT:
        return 1.0
    logits -= logits.max(axis=1, keepdims=True)
    true = logits[np.arange(len(logits)), columns]

    def loss(log_temperature: float) -> float:
        divisor = np.exp(log_temperature)
        normaliser = np.log(np.exp(logits / divisor).sum(axis=1))
        return float(share @ (normaliser - true / divisor) + log_temperature**2 / 2)

    return float(np.exp(minimize_scalar(loss, bounds=(-2.5, 2.5), method="bounded").x))


def measure_skill(probabilities: Floats, truth: Indices, labels: Indices) -> Skill:
    """Out-of-fold ``probabilities`` (m, n_classes) of rows of class ``truth`` against the base rate.

    The base rate is the add-one smoothed frequency among ``labels`` without the row itself. The model beats
    it when its log loss is lower by more than one standard error of the paired difference and it is right
    more often; with fewer than ``MIN_HELD_OUT`` rows it never does.
    """
    n, n_classes = probabilities.shape
    if not n:
        return Skill(False, 0, 0, 0, float("nan"), float("nan"))
    counts = np.bincount(labels, minlength=n_classes)
    base = -np.log(counts[truth] / (len(labels) - 1 + n_classes))
    # A class absent from the fold's training has probability 0 there: it costs what an unseen class costs.
    loss = -np.log(np.maximum(probabilities[np.arange(n), truth], 1 / (len(labels) + n_classes)))
    gain = base - loss
    error = gain.std(ddof=1) / np.sqrt(n) if n > 1 else np.inf
    right = int((probabilities.argmax(axis=1) == truth).sum())
    base_right = int((truth == counts.argmax()).sum())
    beats = bool(n >= MIN_HELD_OUT and gain.mean() > error and right > base_right)
    return Skill(beats, n, right, base_right, float(loss.mean()), float(base.mean()))
