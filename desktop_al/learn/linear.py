"""Linear models: softmax regression and the linear support vector machine, as plain arrays.

The solvers' library is loaded when first needed: the window reads the table of models without it.
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
    from sklearn.linear_model import LogisticRegression

    width = features.shape[1]
    if (trivial := no_choice(labels, width)) is not None:
        return trivial
    classes = np.unique(labels)
    step = int(OPERATIONS / (8 * features.size * len(classes)))
    step = min(max(step, 5), MAX_ITERATIONS)
    solver = LogisticRegression(C=penalty_c, tol=1e-3, max_iter=step, warm_start=True)
    if isinstance(start, Linear) and np.array_equal(start.classes, classes) and start.coefficients.shape[1] == width:
        solver.coef_, solver.intercept_ = start.coefficients.copy(), start.intercept.copy()
        if len(classes) == 2:
            solver.coef_, solver.intercept_ = 2 * solver.coef_[1:], 2 * solver.intercept_[1:]
    for _ in range(0, MAX_ITERATIONS, step):
        with warnings.catch_warnings():
            # The bound is ours: a model that has not quite converged ranks as well. Few labels of many classes are
            # how every project begins.
            warnings.simplefilter("ignore", UserWarning)
            solver.fit(features, labels, weights)
        if int(np.max(solver.n_iter_)) < step:
            break
        yield
    return _of_every_class(classes, solver.coef_, solver.intercept_, penalty_c)


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
