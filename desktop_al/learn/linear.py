"""Linear models: softmax regression and the linear support vector machine, as plain arrays.

The solvers are loaded when first needed: the window reads the table of models without them.
"""

import warnings
from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.intp]

#: Inverse strength of the penalty, for features scaled as ``space.MEAN_SQUARE`` says.
PENALTY_C = 10.0
SVM_PENALTY_C = 0.05
MAX_ITERATIONS = 150
#: Floating-point operations of one call of the solver: about a quarter of a second on one slow core.
OPERATIONS = 8e8


@dataclass(frozen=True, slots=True)
class Linear:
    """Logits ``features @ coefficients.T + intercept`` of the class indices ``classes`` (k,), ascending.

    coefficients (k, d) and intercept (k,) float32; k may be 0 or 1. ``penalty_c`` is what it was fitted with.
    """

    classes: Indices
    coefficients: Floats
    intercept: Floats
    penalty_c: float = PENALTY_C

    def logits(self, features: Floats) -> Floats:
        """float32 (n, k)."""
        return features @ self.coefficients.T + self.intercept


def no_choice(labels: Indices, width: int) -> Linear | None:
    """The model of at most one class, whose logits say nothing; None where there are several."""
    classes = np.unique(labels)
    if len(classes) > 1:
        return None
    return Linear(classes, np.zeros((len(classes), width), np.float32), np.zeros(len(classes), np.float32))


def fit_logistic(
    features: Floats,
    labels: Indices,
    weights: Floats | None = None,
    start: object = None,
    penalty_c: float = PENALTY_C,
) -> Generator[None, None, Linear]:
    """Multinomial logistic regression with a squared penalty (L-BFGS), in short steps.

    Args:
        features: (n, d) float32; ``labels`` (n,) class indices, n >= 0.
        weights: (n,) how much each row counts; None: all alike.
        start: a solution to begin from, if it is a linear one for the same classes.
    """
    from scipy.optimize import minimize

    width = features.shape[1]
    if (trivial := no_choice(labels, width)) is not None:
        return trivial
    classes, code = np.unique(labels, return_inverse=True)
    step = int(OPERATIONS / (8 * features.size * len(classes)))
    step = min(max(step, 5), MAX_ITERATIONS)
    # Of two classes only the difference counts: the first one's row stays 0.
    solution = np.zeros((len(classes) if len(classes) > 2 else 1, width + 1))
    if isinstance(start, Linear) and np.array_equal(start.classes, classes) and start.coefficients.shape[1] == width:
        solution = np.column_stack((start.coefficients, start.intercept)).astype(np.float64)
        if len(classes) == 2:
            solution = 2 * solution[1:]
    share = np.ones(len(labels)) if weights is None else weights.astype(np.float64)
    total = float(share.sum())
    given = (features, code, share / total, 1 / (penalty_c * total))
    # The bound is ours: a model that has not quite converged ranks as well. Few labels of many classes are how every
    # project begins.
    options = {"maxiter": step, "maxls": 50, "gtol": 1e-3, "ftol": 64 * np.finfo(np.float64).eps}
    for _ in range(0, MAX_ITERATIONS, step):
        found = minimize(_log_loss, solution.ravel(), given, "L-BFGS-B", jac=True, options=options)
        solution = found.x.reshape(solution.shape)
        if found.nit < step:
            break
        yield
    return _of_every_class(classes, solution[:, :-1], solution[:, -1], penalty_c)


def _log_loss(
    flat: npt.NDArray[np.float64], features: Floats, code: Indices, share: npt.NDArray[np.float64], penalty: float
) -> tuple[float, npt.NDArray[np.float64]]:
    """The log loss of the rows, each by its ``share`` (n,), with the squared penalty of the coefficients; and the
    gradient. ``flat`` is (k, d + 1), coefficients and intercept of each class, or (1, d + 1) of the second of two."""
    solution = flat.reshape(-1, features.shape[1] + 1)
    coefficients = solution[:, :-1]
    logits = features @ coefficients.T.astype(features.dtype) + solution[:, -1].astype(features.dtype)
    if len(solution) == 1:
        logits = np.concatenate((np.zeros_like(logits), logits), axis=1)
    logits -= logits.max(axis=1, keepdims=True)
    rows = np.arange(len(logits))
    own = logits[rows, code].astype(np.float64)
    # From here on in place: with hundreds of classes the table is large.
    slope = np.exp(logits, out=logits)
    among = slope.sum(axis=1, dtype=np.float64)
    slope *= (share / among)[:, None].astype(slope.dtype)
    slope[rows, code] -= share.astype(slope.dtype)
    slope = slope[:, -len(solution) :]
    gradient = np.empty_like(solution)
    gradient[:, :-1] = slope.T @ features + penalty * coefficients
    gradient[:, -1] = slope.sum(axis=0, dtype=np.float64)
    loss = share @ (np.log(among) - own) + penalty / 2 * float((coefficients**2).sum())
    return float(loss), gradient.ravel()


def fit_svm(
    features: Floats,
    labels: Indices,
    weights: Floats | None = None,
    start: object = None,  # noqa: ARG001 - the solver cannot begin from a solution
) -> Generator[None, None, Linear]:
    """Linear support vector machine, one class against the rest (Fan et al., JMLR 2008), as logits."""
    from sklearn.svm import LinearSVC

    if (trivial := no_choice(labels, features.shape[1])) is not None:
        return trivial
    yield
    solver = LinearSVC(C=SVM_PENALTY_C, tol=1e-2, max_iter=200, random_state=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        solver.fit(features, labels, weights)
    return _of_every_class(solver.classes_, 2 * solver.coef_, 2 * solver.intercept_, SVM_PENALTY_C)


def _of_every_class(
    classes: Indices, weights: npt.NDArray[np.floating], bias: npt.NDArray[np.floating], penalty_c: float
) -> Linear:
    if len(classes) == 2:
        # One logit of the second class; halved to both sides so that every model has one row for each class.
        weights, bias = np.concatenate((-weights, weights)) / 2, np.concatenate((-bias, bias)) / 2
    return Linear(classes.astype(np.intp), weights.astype(np.float32), bias.astype(np.float32), penalty_c)
