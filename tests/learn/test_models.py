"""The linear model: the right solution, calibrated, honest out of fold, and never at a loss for a probability."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from desktop_al.learn.calibration import fit_temperature, measure_skill, out_of_fold, stratified_folds
from desktop_al.learn.linear import PENALTY_C, Linear, fit_logistic
from desktop_al.learn.models import Model, balanced, choose_penalty, train
from desktop_al.learn.probabilities import softmax, spread_over_classes
from desktop_al.learn.steps import finish

NO_AUDIT = np.empty(0, np.intp)


def groups(n, classes, apart, seed, dimensions=6):
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, classes, n)
    features = rng.normal(size=(n, dimensions)) + apart * np.eye(classes, dimensions)[labels]
    return features.astype(np.float32), labels


@pytest.mark.parametrize("classes", [2, 4])
def test_the_solution_is_that_of_logistic_regression(classes):
    features, labels = groups(200, classes, 2, 0)
    linear = finish(fit_logistic(features, labels))
    reference = LogisticRegression(C=PENALTY_C, tol=1e-6, max_iter=1000).fit(features, labels)
    np.testing.assert_allclose(softmax(linear.logits(features)), reference.predict_proba(features), atol=0.02)


@pytest.mark.parametrize(("rows", "classes", "dimensions"), [(30, 2, 90), (30, 7, 90), (900, 2, 9), (900, 30, 64)])
def test_weights_count_as_in_logistic_regression(rows, classes, dimensions):
    features, labels = groups(rows, classes, 2, 5, dimensions)
    weights = np.random.default_rng(6).uniform(0.1, 4, rows).astype(np.float32)
    linear = finish(fit_logistic(features, labels, weights, penalty_c=0.3))
    reference = LogisticRegression(C=0.3, tol=1e-3, max_iter=150).fit(features, labels, weights)
    np.testing.assert_allclose(softmax(linear.logits(features)), reference.predict_proba(features), atol=1e-3)


def test_an_earlier_solution_leads_to_the_same_place_and_a_foreign_one_does_no_harm():
    for classes in (2, 3):
        features, labels = groups(150, classes, 2, 1)
        cold = finish(fit_logistic(features, labels))
        narrow = Linear(cold.classes, cold.coefficients[:, :2], cold.intercept)
        other = Linear(cold.classes + 1, cold.coefficients, cold.intercept)
        for start in (cold, narrow, other):
            warm = finish(fit_logistic(features, labels, None, start))
            np.testing.assert_allclose(softmax(warm.logits(features)), softmax(cold.logits(features)), atol=0.02)


def test_folds_are_even_and_stratified():
    labels = np.repeat([0, 1, 2], [50, 25, 5])
    folds = stratified_folds(labels, 5, 3)
    for label, share in ((0, 10), (1, 5), (2, 1)):
        assert np.bincount(folds[labels == label], minlength=5).tolist() == [share] * 5
    assert folds.tolist() == stratified_folds(labels, 5, 3).tolist()
    assert folds.tolist() != stratified_folds(labels, 5, 4).tolist()


@pytest.mark.parametrize("dimensions", [64, 200, 512])
def test_out_of_fold_never_sees_the_row_itself(dimensions):
    # Random labels in many dimensions: a model separates what it has seen, and only guesses the rest.
    rng = np.random.default_rng(0)
    features, labels = rng.normal(size=(100, dimensions)).astype(np.float32), rng.integers(0, 2, 100)
    whole = finish(fit_logistic(features, labels))
    assert (whole.logits(features).argmax(axis=1) == labels).mean() == 1
    logits = finish(out_of_fold(features, labels, np.arange(100), whole.classes, fit_logistic, 0))
    assert (logits.argmax(axis=1) == labels).mean() < 0.7


def test_out_of_fold_keeps_the_other_rows_in_training():
    # The two held-out rows of class 1 are alone in their fold's class; rows 0..19 teach it all the same.
    features, labels = groups(60, 2, 6, 4)
    held_out = np.arange(40, 60)
    whole = finish(fit_logistic(features, labels))
    logits = finish(out_of_fold(features, labels, held_out, whole.classes, fit_logistic, 0))
    assert logits.shape == (20, 2)
    assert (logits.argmax(axis=1) == labels[held_out]).mean() > 0.9


def test_the_temperature_that_was_put_in_is_found():
    rng = np.random.default_rng(0)
    logits = rng.normal(0, 2, (3000, 4))
    truth = np.array([rng.choice(4, p=row) for row in softmax(logits)])
    assert fit_temperature((3 * logits).astype(np.float32), truth) == pytest.approx(3, rel=0.1)
    assert fit_temperature((logits / 2).astype(np.float32), truth) == pytest.approx(0.5, rel=0.1)
    assert fit_temperature(logits[:5].astype(np.float32), truth[:5]) == 1


def test_calibrated_probabilities_mean_what_they_say():
    calibrated, raw = [], []
    for seed in range(5, 9):
        features, labels = groups(2000, 3, 1.5, seed, dimensions=60)
        model = finish(train(features[:150], labels[:150], 3, NO_AUDIT, 0)).model
        right = (model.probabilities(features[150:]).argmax(axis=1) == labels[150:]).mean()
        calibrated.append(model.probabilities(features[150:]).max(axis=1).mean() - right)
        raw.append(softmax(model.linear.logits(features[150:])).max(axis=1).mean() - right)
    assert np.mean(raw) > 0.2
    assert np.abs(calibrated).mean() < 0.08


def test_the_honest_accuracy_is_that_of_new_samples():
    features, labels = groups(3000, 3, 1.5, 6)
    trained = finish(train(features[:400], labels[:400], 3, np.arange(100), 0))
    right, n = trained.audit
    new = (trained.model.probabilities(features[400:]).argmax(axis=1) == labels[400:]).mean()
    assert n == 100
    assert abs(right / n - new) < 0.12
    assert trained.held_out.tolist() == list(range(100))
    assert finish(train(features[:400], labels[:400], 3, np.arange(7), 0)).audit[1] == 7


def test_skill_is_seen_where_there_is_some_and_not_where_there_is_none():
    features, labels = groups(120, 3, 3, 7)
    assert finish(train(features, labels, 3, NO_AUDIT, 0)).skill.beats_base_rate
    noise = [finish(train(*groups(60, 3, 0, seed), 3, NO_AUDIT, seed)).skill.beats_base_rate for seed in range(20)]
    assert sum(noise) <= 4
    one_class = finish(train(features, np.zeros(120, np.intp), 3, NO_AUDIT, 0)).skill
    assert not one_class.beats_base_rate
    assert not finish(train(features[:4], labels[:4], 3, NO_AUDIT, 0)).skill.beats_base_rate


def test_answers_by_lot_in_more_dimensions_than_answers_are_no_skill():
    rng = np.random.default_rng(0)
    features = rng.normal(size=(60, 512)).astype(np.float32) * np.float32(8 / np.sqrt(512))
    trained = finish(train(features, rng.integers(0, 2, 60), 2, np.arange(40), 0))
    assert not trained.skill.beats_base_rate
    assert trained.audit[0] < 30


def test_skill_has_the_values_computed_by_hand():
    labels = np.array([0, 0, 0, 1])
    skill = measure_skill(np.array([[0.8, 0.2], [0.4, 0.6]], np.float32), np.array([0, 1]), labels)
    assert (skill.n, skill.right, skill.base_right) == (2, 2, 1)
    assert skill.log_loss == pytest.approx(-(np.log(0.8) + np.log(0.6)) / 2)
    assert skill.base_log_loss == pytest.approx(-(np.log(3 / 5) + np.log(1 / 5)) / 2)


def test_classes_never_seen_share_what_add_one_smoothing_gives_them():
    probabilities = spread_over_classes(np.zeros((2, 2), np.float32), np.array([0, 3]), 4, 6)
    np.testing.assert_allclose(probabilities, [[0.4, 0.1, 0.1, 0.4]] * 2, rtol=1e-6)
    nothing = Model(Linear(NO_AUDIT, np.zeros((0, 5), np.float32), np.zeros(0, np.float32)), 4, 1.0, 0)
    np.testing.assert_allclose(nothing.probabilities(np.ones((3, 5), np.float32)), 0.25)


@given(
    n=st.integers(0, 14),
    seen=st.integers(1, 5),
    unseen=st.integers(0, 30),
    distinct=st.integers(1, 3),
    audit=st.integers(0, 3),
    scale=st.sampled_from([0.0, 1.0, 1e4]),
    seed=st.integers(0, 1000),
)
@settings(max_examples=40, deadline=None)
def test_any_few_labels_give_probabilities(n, seen, unseen, distinct, audit, scale, seed):
    rng = np.random.default_rng(seed)
    features = (scale * rng.integers(0, distinct, (n, 3))).astype(np.float32)
    labels = rng.integers(0, seen, n)
    trained = finish(train(features, labels, seen + unseen, np.arange(min(audit, n)), seed))
    probabilities = trained.model.probabilities((scale * rng.normal(size=(5, 3))).astype(np.float32))
    assert probabilities.shape == (5, seen + unseen)
    assert probabilities.dtype == np.float32
    assert np.isfinite(probabilities).all()
    assert (probabilities >= 0).all()
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, rtol=1e-4)
    assert 0 < trained.model.temperature < 20
    assert trained.audit[0] <= trained.audit[1] == min(audit, n)
    assert np.isfinite(trained.probabilities).all()


def test_a_rare_class_counts_for_more_by_the_root_of_its_rarity():
    labels = np.repeat([0, 3], [16, 4])
    weights = balanced(labels, None)
    assert weights.mean() == pytest.approx(1)
    assert weights[-1] / weights[0] == pytest.approx(2)
    trusted = balanced(labels, np.where(np.arange(20) == 0, 0.5, 1).astype(np.float32))
    assert trusted[0] / trusted[1] == pytest.approx(0.5)
    assert balanced(np.empty(0, np.intp), None) is None


def test_the_penalty_is_the_usual_one_while_little_is_known_and_strong_for_noise():
    features, labels = groups(300, 2, 0, 0, dimensions=40)
    assert finish(choose_penalty(features[:6], labels[:6], None, 0)) == PENALTY_C
    assert finish(choose_penalty(features, np.zeros(300, np.intp), None, 0)) == PENALTY_C
    assert finish(choose_penalty(features, labels, None, 0)) < PENALTY_C
