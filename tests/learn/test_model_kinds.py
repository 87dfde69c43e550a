"""Every kind of model: probabilities that are some, skill where there is any, weights that count, bounded cost."""

import tracemalloc
from time import process_time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_al.learn.calibration import stratified_folds
from desktop_al.learn.linear import fit_logistic
from desktop_al.learn.model_kinds import MODELS
from desktop_al.learn.models import train
from desktop_al.learn.probabilities import most_likely, softmax
from desktop_al.learn.rounds import RoundInput, run_round
from desktop_al.learn.steps import finish

NOBODY = np.empty(0, np.intp)


def groups(n, classes, apart, seed, dimensions=6):
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, classes, n)
    features = rng.normal(size=(n, dimensions)) + apart * np.eye(classes, dimensions)[labels]
    return features.astype(np.float32), labels


@pytest.mark.parametrize("kind", sorted(MODELS))
def test_a_kind_learns_what_can_be_learnt_and_is_described(kind):
    features, labels = groups(400, 3, 4, 0)
    trained = finish(train(features[:90], labels[:90], 3, NOBODY, 0, kind))
    assert trained.skill.beats_base_rate
    probabilities = trained.model.probabilities(features[90:])
    assert probabilities.dtype == np.float32
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, rtol=1e-5)
    right = (probabilities.argmax(axis=1) == labels[90:]).mean()
    assert right > 0.85
    # Calibrated: as sure as it is right.
    assert abs(probabilities.max(axis=1).mean() - right) < 0.12
    assert MODELS[kind].name == kind
    assert MODELS[kind].title
    assert MODELS[kind].sentence.endswith(".")
    assert MODELS[kind].cost.endswith(".")


@pytest.mark.parametrize("kind", sorted(MODELS))
def test_a_kind_is_the_same_each_time(kind):
    features, labels = groups(40, 2, 1, 1)
    first, second = (finish(train(features, labels, 2, NOBODY, 3, kind, folds=2)) for _ in range(2))
    assert first.model.probabilities(features).tolist() == second.model.probabilities(features).tolist()


@pytest.mark.parametrize("kind", ["bayes", "neighbours", "svm"])
def test_a_kind_seldom_claims_anything_about_noise(kind):
    claims = [finish(train(*groups(60, 3, 0, seed), 3, NOBODY, seed, kind)).skill.beats_base_rate for seed in range(24)]
    # One standard error: by chance one in six.
    assert sum(claims) <= 8


@pytest.mark.parametrize("kind", sorted(MODELS))
@given(
    n=st.integers(0, 14),
    seen=st.integers(1, 5),
    unseen=st.integers(0, 30),
    distinct=st.integers(1, 3),
    scale=st.sampled_from([0.0, 1e-6, 1.0, 1e6]),
    weighted=st.booleans(),
    seed=st.integers(0, 1000),
)
@settings(max_examples=6, deadline=None)
def test_any_few_labels_give_probabilities(kind, n, seen, unseen, distinct, scale, weighted, seed):
    rng = np.random.default_rng(seed)
    features = (scale * rng.integers(0, distinct, (n, 3))).astype(np.float32)
    labels = rng.integers(0, seen, n)
    weights = rng.uniform(0.1, 2, n).astype(np.float32) if weighted else None
    with np.errstate(invalid="raise"):
        trained = finish(train(features, labels, seen + unseen, NOBODY, seed, kind, None, weights, folds=2))
        probabilities = trained.model.probabilities((scale * rng.normal(size=(5, 3))).astype(np.float32))
    assert probabilities.shape == (5, seen + unseen)
    assert (probabilities >= 0).all()
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, rtol=1e-4)
    assert np.isfinite(trained.probabilities).all()


@pytest.mark.parametrize("kind", sorted(MODELS))
@pytest.mark.parametrize("n", [1, 2, 14])
def test_one_class_and_fewer_rows_than_neighbours(kind, n):
    features, _ = groups(n, 2, 1, 2)
    trained = finish(train(features, np.ones(n, np.intp), 3, NOBODY, 0, kind))
    # n answers of one class, three classes: add-one smoothing of what nobody has seen.
    np.testing.assert_allclose(
        trained.model.probabilities(features), [[1 / (n + 3), 1 - 2 / (n + 3), 1 / (n + 3)]] * n, rtol=1e-5
    )


@pytest.mark.parametrize("kind", sorted(MODELS))
def test_an_answer_that_is_trusted_more_counts_more(kind):
    rng = np.random.default_rng(0)
    # Both classes in one place: only the weights can tell.
    features, labels = rng.normal(size=(60, 3)).astype(np.float32), np.arange(60) % 2
    shares = []
    for weight in (0.1, 1.0, 10.0):
        weights = np.where(labels == 1, weight, 1).astype(np.float32)
        fitted = finish(MODELS[kind].fit(features, labels, weights, None))
        shares.append(float(softmax(fitted.logits(np.zeros((1, 3), np.float32)))[0, 1]))
    assert shares[0] <= shares[1] <= shares[2]
    assert shares[0] < 0.45 < 0.55 < shares[2]


def test_a_weight_of_two_is_the_answer_twice():
    features, labels = groups(60, 3, 1, 0)
    weights = 1 + (np.arange(60) % 3 == 0).astype(np.float32)
    twice = np.repeat(np.arange(60), weights.astype(int))
    weighted = finish(fit_logistic(features, labels, weights))
    repeated = finish(fit_logistic(features[twice], labels[twice]))
    plain = finish(fit_logistic(features, labels))
    probabilities = [softmax(model.logits(features)) for model in (weighted, repeated, plain)]
    np.testing.assert_allclose(probabilities[0], probabilities[1], atol=0.01)
    assert np.abs(probabilities[0] - probabilities[2]).max() > 0.03


@pytest.mark.parametrize("kind", ["logistic", "bayes", "neighbours"])
def test_rows_that_are_all_alike_give_the_frequency_of_the_classes(kind):
    features = np.full((40, 4), 1e4, np.float32)
    labels = (np.arange(40) % 4 == 0).astype(np.intp)
    probabilities = finish(train(features, labels, 2, NOBODY, 0, kind)).model.probabilities(features)
    assert (probabilities[:, 0] >= 0.5).all()
    assert (probabilities[:, 1] > 0.02).all()


def of_a_thousand_classes(n, labelled, dimensions, **changes):
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 1000, n)
    features = rng.normal(size=(1000, dimensions))[truth] * 3 + rng.normal(size=(n, dimensions))
    rows = rng.permutation(n)[:labelled]
    none = np.zeros(n, bool)
    given = RoundInput(
        features.astype(np.float32), rows, truth[rows], 1000, none, "recommended", 50, 0, NOBODY, **changes
    )
    tracemalloc.start()
    try:
        begun = process_time()
        ranking = finish(run_round(given))
        return ranking, process_time() - begun, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.alone
@pytest.mark.parametrize(("kind", "seconds"), [("bayes", 3), ("neighbours", 3), ("logistic", 12), ("svm", 6)])
@pytest.mark.filterwarnings("ignore:The number of unique classes")
def test_a_thousand_classes_are_trained_scored_and_ranked_in_bounded_time_and_memory(kind, seconds):
    ranking, spent, peak = of_a_thousand_classes(1500, 400, 12, model=kind)
    # About six times what a slow core needs.
    assert spent < seconds
    assert peak < 150e6
    assert ranking.batch == 50
    assert ranking.probabilities.shape == (1500, 1000)
    assert np.isfinite(ranking.probabilities).all()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:The number of unique classes")
def test_a_forest_of_a_thousand_classes_is_bounded_too():
    ranking, spent, peak = of_a_thousand_classes(4000, 2000, 32, model="forest")
    assert ranking.batch == 50
    assert spent < 90
    assert peak < 1.5e9


def test_folds_of_more_classes_than_rows_hold_every_row_once():
    folds = stratified_folds(np.arange(7), 5, 0)
    assert np.bincount(folds, minlength=5).tolist() == [2, 2, 1, 1, 1]


@given(n=st.integers(0, 6), classes=st.integers(1, 12), count=st.integers(1, 15), seed=st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_the_likeliest_classes_come_first_with_their_shares(n, classes, count, seed):
    probabilities = np.random.default_rng(seed).dirichlet(np.ones(classes), n).astype(np.float16)
    found, shares = most_likely(probabilities, count)
    width = min(count, classes)
    assert found.shape == shares.shape == (n, width)
    assert found.dtype == np.int16
    np.testing.assert_array_equal(shares, -np.sort(-probabilities, axis=1)[:, :width])
    np.testing.assert_array_equal(np.take_along_axis(probabilities, found.astype(int), axis=1), shares)
    for row in found.tolist():
        assert len(set(row)) == width
