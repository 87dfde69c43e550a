"""Linear models with calibrated probabilities, honest figures out of fold, and what they are worth."""

import warnings
from collections.abc import Callable, Generator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.intp]

#: Inverse strength of the penalty, for features scaled as ``space.MEAN_SQUARE`` says.
PENALTY_C = 3.0
MAX_ITERATIONS = 150
#: Floating-point operations of one call of the solver: about a quarter of a second on one slow core.
OPERATIONS = 8e8
FOLDS = 5
#: Fewer held-out answers than this say nothing about temperature or skill.
MIN_HELD_OUT = 10
#: From this many audit labels on, they alone calibrate: a fair draw of the pool, as the chosen ones are not.
MIN_AUDIT = 30


@dataclass(frozen=True, slots=True)
class Linear:
    """Logits ``features @ coefficients.T + intercept`` of the class indices ``classes`` (k,), ascending.

    coefficients (k, d) and intercept (k,) float32; k may be 0 or 1.
    """

    classes: Indices
    coefficients: Floats
    intercept: Floats

    def logits(self, features: Floats) -> Floats:
        """float32 (n, k)."""
        return features @ self.coefficients.T + self.intercept


@dataclass(frozen=True, slots=True)
class Model:
    """A linear model with calibrated probabilities over all ``n_classes`` classes of the project.

    ``temperature`` divides the logits (Guo et al., ICML 2017). ``labels`` is the number trained on.
    """

    linear: Linear
    n_classes: int
    temperature: float
    labels: int

    @property
    def classes(self) -> Indices:
        """Indices of the classes seen in training, ascending."""
        return self.linear.classes

    @property
    def coefficients(self) -> Floats:
        return self.linear.coefficients

    @property
    def intercept(self) -> Floats:
        return self.linear.intercept

    def probabilities(self, features: Floats) -> Floats:
        """float32 (n, n_classes), rows sum to 1; a class never seen gets the share of add-one smoothing."""
        return spread_over_classes(
            self.linear.logits(features) / np.float32(self.temperature), self.classes, self.n_classes, self.labels
        )


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


@dataclass(frozen=True, slots=True)
class Trained:
    """A model with what is honestly known of it.

    ``held_out`` are the row positions with out-of-fold ``probabilities`` (m, n_classes); ``audit`` is
    (right, n): out-of-fold accuracy over the audit rows, everything else always in training.
    """

    model: Model
    held_out: Indices
    probabilities: Floats
    audit: tuple[int, int]
    skill: Skill


def softmax(logits: npt.NDArray[np.floating]) -> Floats:
    """Rows of ``logits`` (n, k >= 1) as probabilities; a logit of -inf gives 0."""
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    result: Floats = (shifted / shifted.sum(axis=1, keepdims=True)).astype(np.float32)
    return result


def spread_over_classes(logits: Floats, classes: Indices, n_classes: int, labels: int) -> Floats:
    """Probabilities over all classes: each unseen one gets 1 / (labels + n_classes), the seen share the rest."""
    if not len(classes):
        return np.full((len(logits), n_classes), 1 / n_classes, np.float32)
    share = 1 / (labels + n_classes)
    result = np.full((len(logits), n_classes), share, np.float32)
    result[:, classes] = softmax(logits) * np.float32(1 - share * (n_classes - len(classes)))
    return result


Fit = Callable[[Floats, Indices, Linear | None], Generator[None, None, Linear]]


def fit_logistic(features: Floats, labels: Indices, start: Linear | None = None) -> Generator[None, None, Linear]:
    """Multinomial logistic regression with a squared penalty (L-BFGS), in short steps.

    Args:
        features: (n, d) float32; ``labels`` (n,) class indices, n >= 0.
        start: a solution for the same classes to begin from.
    """
    classes = np.unique(labels)
    width = features.shape[1]
    if len(classes) < 2:
        return Linear(classes, np.zeros((len(classes), width), np.float32), np.zeros(len(classes), np.float32))
    step = int(OPERATIONS / (8 * features.size * len(classes)))
    step = min(max(step, 5), MAX_ITERATIONS)
    solver = LogisticRegression(C=PENALTY_C, tol=1e-3, max_iter=step, warm_start=True)
    if start is not None and np.array_equal(start.classes, classes) and start.coefficients.shape[1] == width:
        solver.coef_, solver.intercept_ = start.coefficients.copy(), start.intercept.copy()
        if len(classes) == 2:
            solver.coef_, solver.intercept_ = 2 * solver.coef_[1:], 2 * solver.intercept_[1:]
    for _ in range(0, MAX_ITERATIONS, step):
        with warnings.catch_warnings():
            # The bound is ours: a model that has not quite converged ranks as well.
            warnings.simplefilter("ignore", ConvergenceWarning)
            solver.fit(features, labels)
        if int(np.max(solver.n_iter_)) < step:
            break
        yield
    weights, bias = solver.coef_, solver.intercept_
    if len(classes) == 2:
        # One logit of the second class; halved to both sides so that every model has one row for each class.
        weights, bias = np.concatenate((-weights, weights)) / 2, np.concatenate((-bias, bias)) / 2
    return Linear(classes, weights.astype(np.float32), bias.astype(np.float32))


MODELS: dict[str, Fit] = {"logistic": fit_logistic}


def stratified_folds(labels: Indices, folds: int, seed: int) -> Indices:
    """Fold number (n,) of each row: the members of each class, shuffled, dealt out in turn."""
    order = np.random.default_rng(seed).permutation(len(labels))
    order = order[np.argsort(labels[order], kind="stable")]
    result = np.empty(len(labels), np.intp)
    result[order] = np.arange(len(labels)) % folds
    return result


def out_of_fold(
    features: Floats, labels: Indices, held_out: Indices, whole: Linear, fit: Fit, seed: int
) -> Generator[None, None, Floats]:
    """Logits (m, k) of the rows ``held_out``, each by a model that has not seen it.

    The held-out rows are dealt to 5 stratified folds; all other rows are always in training. Columns are
    those of ``whole``, the model of all rows, from which each fold starts; a class that the fold's model has
    not seen has logit -inf.
    """
    logits = np.full((len(held_out), len(whole.classes)), -np.inf, np.float32)
    folds = stratified_folds(labels[held_out], min(FOLDS, len(held_out)), seed)
    for fold in range(folds.max(initial=-1) + 1):
        rows = np.flatnonzero(folds == fold)
        training = np.ones(len(labels), bool)
        training[held_out[rows]] = False
        if not training.any():
            continue
        linear = yield from fit(features[training], labels[training], whole)
        logits[rows[:, None], np.searchsorted(whole.classes, linear.classes)] = linear.logits(features[held_out[rows]])
        yield
    return logits


def fit_temperature(logits: Floats, columns: Indices) -> float:
    """The temperature with the best log-likelihood of the true ``columns`` (m,) of ``logits`` (m, k).

    Rows whose true class the model had not seen are left out; a weak pull towards 1 keeps few rows from an
    extreme. 1 when fewer than ``MIN_HELD_OUT`` rows remain.
    """
    rows = np.arange(len(logits))
    usable = np.isfinite(logits[rows, columns]) & (np.isfinite(logits).sum(axis=1) > 1)
    logits, columns = logits[usable].astype(np.float64), columns[usable]
    if len(logits) < MIN_HELD_OUT:
        return 1.0
    logits -= logits.max(axis=1, keepdims=True)
    true = logits[np.arange(len(logits)), columns]

    def loss(log_temperature: float) -> float:
        divisor = np.exp(log_temperature)
        normaliser = np.log(np.exp(logits / divisor).sum(axis=1))
        return float((normaliser - true / divisor).sum() + log_temperature**2 / 2)

    return float(np.exp(minimize_scalar(loss, bounds=(-2.5, 2.5), method="bounded").x))


def train(
    features: Floats,
    labels: Indices,
    n_classes: int,
    audit: Indices,
    seed: int,
    kind: str = "logistic",
    previous: Linear | None = None,
) -> Generator[None, None, Trained]:
    """Fit, calibrate and judge a model of the labelled rows, in short steps.

    Args:
        features: (n, d) float32 of the labelled rows; ``labels`` (n,) class indices below ``n_classes``.
        audit: positions among the labelled rows that are a fair random draw of the pool.
        previous: an earlier solution, to begin from.
    """
    fit = MODELS[kind]
    linear = yield from fit(features, labels, previous)
    yield
    right, audit_logits = 0, np.empty((0, len(linear.classes)), np.float32)
    if len(audit):
        audit_logits = yield from out_of_fold(features, labels, audit, linear, fit, seed)
        right = int((linear.classes[audit_logits.argmax(axis=1)] == labels[audit]).sum()) if len(labels) > 1 else 0
    if len(audit) >= MIN_AUDIT:
        held_out, logits = audit, audit_logits
    else:
        held_out = np.arange(len(labels)) if len(labels) > 1 else np.empty(0, np.intp)
        logits = yield from out_of_fold(features, labels, held_out, linear, fit, seed)
    temperature = fit_temperature(logits, np.searchsorted(linear.classes, labels[held_out]))
    probabilities = spread_over_classes(logits / np.float32(temperature), linear.classes, n_classes, len(labels))
    skill = measure_skill(probabilities, labels[held_out], labels)
    return Trained(
        Model(linear, n_classes, temperature, len(labels)), held_out, probabilities, (right, len(audit)), skill
    )


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
