"""Closed forms and short cuts against the same thing done at length."""

import numpy as np
import pytest
from scipy.stats import spearmanr
from sklearn.linear_model import LogisticRegression

from desktop_al.learn import error_reduction
from desktop_al.learn.batches import gradient_spread
from desktop_al.learn.error_reduction import expected_error_exact, expected_error_reduction, look_ahead
from desktop_al.learn.linear import PENALTY_C, Linear, fit_logistic
from desktop_al.learn.model_change import expected_gradient_length, gradient_length
from desktop_al.learn.models import Model
from desktop_al.learn.probabilities import softmax
from desktop_al.learn.steps import finish
from desktop_al.learn.view import View


def few(classes, seed, apart=1.0, n=60, candidates=25):
    """A model of eight answers of each class, and a view of some of the rest."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, classes, n)
    features = 1.5 * rng.normal(size=(n, 8)) + apart * np.eye(classes, 8)[labels]
    features = (features * np.sqrt(16 / (features**2).sum(axis=1).mean())).astype(np.float32)
    labelled = np.concatenate([np.flatnonzero(labels == one)[:8] for one in range(classes)])
    rest = np.setdiff1d(np.arange(n), labelled)[:candidates]
    linear = solved(features[labelled], labels[labelled])
    model = Model(linear, classes, 1.0, len(labelled))
    return View(model.probabilities(features), features, rest, labelled, labels[labelled], seed, model=model)


def refitted(features, labels):
    return LogisticRegression(C=PENALTY_C, tol=1e-7, max_iter=3000).fit(features.astype(np.float64), labels)


def solved(features, labels):
    model = refitted(features, labels)
    weights, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        weights, bias = np.vstack((-weights, weights)) / 2, np.concatenate((-bias, bias)) / 2
    return Linear(model.classes_, weights.astype(np.float32), bias.astype(np.float32))


def brute_force(view):
    """The expected error by scikit-learn and two loops."""
    rows, errors = view.candidate_features, []
    for at, row in enumerate(rows):
        error = 0.0
        for label, chance in enumerate(view.candidate_probabilities[at]):
            if chance > 0:
                training = np.vstack((view.features[view.labelled], row)), np.append(view.labels, label)
                error += chance * (1 - refitted(*training).predict_proba(rows.astype(np.float64)).max(axis=1)).mean()
        errors.append(error)
    return np.array(errors)


@pytest.mark.parametrize("classes", [2, 3])
def test_the_exact_expected_error_is_that_of_fitting_anew(classes):
    view = few(classes, 0, candidates=6)
    np.testing.assert_allclose(expected_error_exact(view), brute_force(view), atol=4e-3)
    assert spearmanr(expected_error_exact(view), brute_force(view))[0] > 0.8
    # A small pool is looked ahead exactly.
    np.testing.assert_allclose(expected_error_reduction(view), -expected_error_exact(view), atol=1e-6)


@pytest.mark.parametrize(("classes", "seeds", "least"), [(2, 3, 0.7), (3, 2, 0.7)])
def test_one_step_ahead_ranks_like_fitting_anew(classes, seeds, least):
    alike, off, within = [], [], []
    for seed in range(seeds):
        view = few(classes, seed, apart=0.7, candidates=12)
        exact = brute_force(view)
        rows = view.candidate_features
        found = look_ahead(view.model.linear, view.features[view.labelled], rows, rows, classes)
        alike.append(spearmanr(exact, found)[0])
        off.append(np.abs(exact - found).mean())
        within.append((exact < exact[found.argmin()]).sum() < len(exact) / 4)
    assert np.mean(alike) > least
    # The step must also have the right length: twice as far is off by more than a hundredth.
    assert np.mean(off) < 0.006
    assert sum(within) >= seeds - 1


@pytest.mark.slow
@pytest.mark.parametrize("classes", [2, 3, 5])
def test_one_step_ahead_ranks_like_fitting_anew_on_many_seeds(classes):
    alike, place = [], []
    for seed in range(12):
        view = few(classes, seed, apart=0.7, n=80, candidates=30)
        exact = brute_force(view)
        rows = view.candidate_features
        found = look_ahead(view.model.linear, view.features[view.labelled], rows, rows, classes)
        alike.append(spearmanr(exact, found)[0])
        place.append((exact < exact[found.argmin()]).mean())
    assert np.mean(alike) > 0.75
    assert np.mean(np.array(place) < 0.25) >= 0.8


def test_of_a_larger_pool_a_draw_is_looked_at_and_the_others_come_last(monkeypatch):
    monkeypatch.setattr(error_reduction, "CANDIDATES", 20)
    view = few(3, 1, n=400, candidates=300)
    utility = expected_error_reduction(view)
    assert (utility > -1).sum() == 20
    assert (utility[utility <= -1] == -2).all()
    assert utility.tolist() == expected_error_reduction(view).tolist()


def log_loss(weights, row, label):
    logits = weights @ np.append(row, 1.0)
    return np.log(np.exp(logits - logits.max()).sum()) + logits.max() - logits[label]


def test_the_expected_gradient_length_is_that_of_finite_differences():
    rng = np.random.default_rng(0)
    weights, rows = rng.normal(size=(4, 6)), rng.normal(size=(7, 5))
    linear = Linear(np.arange(4), weights[:, :-1].astype(np.float32), weights[:, -1].astype(np.float32))
    probabilities = softmax(linear.logits(rows.astype(np.float32)))
    nobody = np.empty(0, np.intp)
    view = View(probabilities, rows.astype(np.float32), np.arange(7), nobody, nobody, 0)
    step = 1e-6
    expected, badge = np.zeros(7), np.zeros(7)
    for at, row in enumerate(rows):
        lengths = []
        for label in range(4):
            gradient = np.zeros_like(weights)
            for place in np.ndindex(*weights.shape):
                moved = np.zeros_like(weights)
                moved[place] = step
                up, down = (log_loss(weights + sign * moved, row, label) for sign in (1, -1))
                gradient[place] = (up - down) / (2 * step)
            lengths.append(np.linalg.norm(gradient))
        expected[at] = probabilities[at] @ lengths
        badge[at] = lengths[probabilities[at].argmax()]
    np.testing.assert_allclose(expected_gradient_length(view), expected, rtol=1e-4)
    np.testing.assert_allclose(gradient_length(view), badge, rtol=1e-4)


def test_the_gradient_spread_is_k_means_plus_plus_over_written_out_embeddings():
    rng = np.random.default_rng(3)
    n, picks = 30, 2
    features, probabilities = rng.normal(size=(n, 4)).astype(np.float32), rng.dirichlet(np.ones(3), n)
    pull = probabilities - np.eye(3)[probabilities.argmax(axis=1)]
    embeddings = (pull[:, :, None] * np.c_[features, np.ones(n)][:, None, :]).reshape(n, -1)
    lengths = np.linalg.norm(embeddings, axis=1)
    nobody = np.empty(0, np.intp)
    drawn = np.zeros(n)
    seeds = 1500
    for seed in range(seeds):
        view = View(probabilities.astype(np.float32), features, np.arange(n), nobody, nobody, seed)
        chosen = gradient_spread(view, gradient_length(view), picks)
        assert chosen[0] == lengths.argmax()
        drawn[chosen[1]] += 1
    chance = ((embeddings - embeddings[lengths.argmax()]) ** 2).sum(axis=1)
    chance /= chance.sum()
    error = np.sqrt(seeds * chance * (1 - chance)) + 1e-9
    assert (np.abs(drawn - seeds * chance) < 4.5 * error + 1e-6).all()


def test_the_gradient_spread_of_another_utility_begins_with_its_best_and_keeps_its_distances():
    rng = np.random.default_rng(0)
    # Two kinds of gradient, many rows of the first: whatever the utility, the second pick is of the other kind.
    features = np.repeat(np.array([[5, 0], [0, 5]], np.float32), [39, 1], axis=0)
    probabilities = np.full((40, 2), [0.6, 0.4], np.float32)
    nobody = np.empty(0, np.intp)
    view = View(probabilities, features, np.arange(40), nobody, nobody, 0)
    utility = rng.permutation(np.linspace(0, 1, 40)).astype(np.float32)
    utility[39] = 0
    chosen = gradient_spread(view, utility, 2)
    assert chosen.tolist() == [utility.argmax(), 39]


def test_the_solver_is_as_good_as_the_reference_here():
    view = few(3, 2)
    mine = finish(fit_logistic(view.features[view.labelled], view.labels))
    np.testing.assert_allclose(
        softmax(mine.logits(view.features)), softmax(view.model.linear.logits(view.features)), atol=0.02
    )
