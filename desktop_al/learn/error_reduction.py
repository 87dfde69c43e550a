"""Expected error reduction: which answer would make the model err least on the rest of the pool.

Roy & McCallum, ICML 2001, with the 0/1 loss: for each candidate and each class that it may have, the model is
taken one answer further, and the error that it then expects of itself is weighed by the class's probability.
"""

import numpy as np

from desktop_al.learn.linear import Linear, fit_logistic
from desktop_al.learn.probabilities import softmax
from desktop_al.learn.steps import finish
from desktop_al.learn.view import Floats, Utility, View

#: Pools up to this many candidates, with this much training, are looked ahead exactly: by fitting anew.
EXACT_CANDIDATES, EXACT_FITS = 40, 200
#: Above, this many candidates are drawn, against this many rows of the pool, with at most this many classes each.
CANDIDATES, POOL_ROWS, CLASSES = 200, 500, 8
#: Class columns times pool rows times candidates times classes looked at: about half a second.
OPERATIONS = 4e7


def expected_error_reduction(view: View) -> Utility:
    """Minus the expected error (mean 1 - p(likeliest) over the pool) after asking each candidate.

    Exact (a fit for each candidate and class) where both are few; otherwise a random draw of the candidates is
    looked at, each by one Newton step on the fitted softmax regression (see ``look_ahead``); those not drawn
    get the lowest value.
    """
    m, k = len(view.candidates), view.probabilities.shape[1]
    if not m:
        return np.zeros(0, np.float32)
    if view.model is None or len(view.model.classes) < 2:
        return np.zeros(m, np.float32)
    if m <= EXACT_CANDIDATES and m * k <= EXACT_FITS:
        return -expected_error_exact(view)
    rng = np.random.default_rng([view.seed, 5])
    linear = view.model.linear if view.model.linear is not None else _fitted(view)
    classes = len(linear.classes)
    looked_at = min(classes, CLASSES)
    count = int(min(m, CANDIDATES, max(20, OPERATIONS / (classes * looked_at * min(m, POOL_ROWS)))))
    drawn = np.sort(rng.choice(m, count, replace=False))
    pool = rng.choice(m, min(m, POOL_ROWS), replace=False)
    errors = look_ahead(
        linear,
        view.features[view.labelled],
        view.features[view.candidates[drawn]],
        view.features[view.candidates[pool]],
        looked_at,
    )
    result = np.full(m, -2.0, np.float32)
    result[drawn] = -errors
    return result


def expected_error_exact(view: View) -> Floats:
    """Expected error (m,) of the candidates' rows after each candidate's answer, by fitting the model anew."""
    features, rows = view.features[view.labelled], view.candidate_features
    errors = np.zeros(len(rows), np.float64)
    probabilities = view.candidate_probabilities
    for at, row in enumerate(rows):
        for label in range(probabilities.shape[1]):
            steps = fit_logistic(np.vstack((features, row)), np.append(view.labels, label))
            linear = finish(steps)
            likeliest = softmax(linear.logits(rows)).max(axis=1)
            errors[at] += probabilities[at, label] * float((1 - likeliest).mean())
    return errors.astype(np.float32)


def look_ahead(linear: Linear, labelled: Floats, candidates: Floats, pool: Floats, classes: int) -> Floats:
    """Expected error (c,) of ``pool`` (u, d) after one more answer to each of ``candidates`` (c, d).

    The answer y moves the logit of class j at a row u by -C (p_j - [y = j]) s_j u'H_j^-1 x, a Newton step with
    the Hessian taken class by class, H_j = I + C X' diag(p_j (1 - p_j)) X over the labelled rows X, and
    s_j = 1 / (1 + C p_j (1 - p_j) x'H_j^-1 x) for the candidate's own share (Sherman & Morrison 1950).
    With two classes the model is one of half the difference of their logits, and so is the step.
    Only the ``classes`` likeliest classes of each candidate are tried, their probabilities brought to sum 1.
    """
    x, u = with_ones(candidates), with_ones(pool)
    given = with_ones(labelled)
    p_labelled, p = softmax(linear.logits(labelled)), softmax(linear.logits(candidates))
    start = linear.logits(pool).astype(np.float32)
    step = np.empty((len(linear.classes), len(u), len(x)), np.float32)
    # H^-1 by the rows rather than the columns: with fewer labels than dimensions that is far smaller.
    gram, to_x, to_u = given @ given.T, given @ x.T, given @ u.T
    plain, own = u @ x.T, np.einsum("ij,ij->i", x, x)
    # The two logits of two classes are one, halved to both sides.
    reach = linear.penalty_c / 2 if len(linear.classes) == 2 else linear.penalty_c
    for j in range(len(linear.classes)):
        curvature = linear.penalty_c * np.maximum(p_labelled[:, j] * (1 - p_labelled[:, j]), 1e-6)
        inner = gram.copy()
        inner[np.diag_indices_from(inner)] += 1 / curvature
        solved = np.linalg.solve(inner, to_x)
        norm = own - np.einsum("ij,ij->j", to_x, solved)
        step[j] = reach * (plain - to_u.T @ solved)
        step[j] /= 1 + linear.penalty_c * p[:, j] * (1 - p[:, j]) * norm
    tried = np.argsort(-p, axis=1, kind="stable")[:, :classes]
    chances = np.take_along_axis(p, tried, axis=1)
    chances /= chances.sum(axis=1, keepdims=True)
    errors = np.zeros(len(x), np.float32)
    for rank in range(tried.shape[1]):
        for at in range(len(x)):
            pull = -p[at]
            pull[tried[at, rank]] += 1
            logits = start + (step[:, :, at] * pull[:, None]).T
            errors[at] += chances[at, rank] * (1 - _largest_share(logits))
    return errors


def with_ones(rows: Floats) -> Floats:
    """``rows`` (n, d) with a last column of ones, for the intercept."""
    return np.concatenate((rows, np.ones((len(rows), 1), rows.dtype)), axis=1)


def _largest_share(logits: Floats) -> float:
    """The mean over rows of the likeliest class's probability."""
    return float((1 / np.exp(logits - logits.max(axis=1, keepdims=True)).sum(axis=1)).mean())


def _fitted(view: View) -> Linear:
    """A softmax regression to look ahead with where the project's model is of another kind."""
    return finish(fit_logistic(view.features[view.labelled], view.labels))
