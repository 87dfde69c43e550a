"""Labels that look wrong: planted errors are found, right answers are left alone, and little data says so."""

import time

import numpy as np
import pytest
from sklearn.datasets import load_digits

from desktop_al.core.errors import BadArgument
from desktop_al.learn.second_opinion import ask, folds_of
from desktop_al.learn.space import fit_space
from desktop_al.learn.steps import finish
from desktop_al.learn.suspects import CUT, LISTED, find_suspects, noise_of

TEN = [str(digit) for digit in range(10)]


@pytest.fixture(scope="module")
def digits():
    raw, labels = load_digits(return_X_y=True)
    return fit_space(raw.astype(np.float32), 0).transform(raw.astype(np.float32)), labels.astype(np.intp)


def blobs(sizes, seed=0, apart=4.0):
    random = np.random.default_rng(seed)
    labels = np.repeat(np.arange(len(sizes)), sizes)
    centres = random.normal(size=(len(sizes), 8)) * apart
    return (centres[labels] + random.normal(size=(len(labels), 8))).astype(np.float32), labels


def look(features, labels, names=TEN, seed=0, **more):
    return finish(find_suspects(features, labels, names, seed, **more))


def kinds(found):
    return {one.place: one.reasons for one in found.found}


@pytest.mark.parametrize("rate", [0.05, 0.1])
@pytest.mark.parametrize("pair", [False, True])
def test_planted_errors_are_found_and_little_else(digits, rate, pair):
    features, labels = digits
    precision, recall, first = [], [], []
    for seed in range(2):
        random = np.random.default_rng([seed, 1])
        rows = random.permutation(len(labels))[:600]
        given = labels[rows].copy()
        wrong = random.permutation(600)[: int(600 * rate)]
        # Errors of a kind: a digit is always taken for the same other one.
        given[wrong] = (given[wrong] + (3 if pair else random.integers(1, 10, len(wrong)))) % 10
        found = look(features[rows], given, seed=seed)
        bad = given != labels[rows]
        listed = [one.place for one in found.found[: found.cut]]
        precision.append(bad[listed].mean())
        recall.append(bad[listed].sum() / bad.sum())
        first.append(bad[[one.place for one in found.found[: len(wrong)]]].mean())
        right = [one.suggested == labels[rows[one.place]] for one in found.found if bad[one.place]]
        assert np.mean(right) > 0.8
        assert found.expected.low <= bad.sum() <= found.expected.high
    assert np.mean(precision) > 0.8
    assert np.mean(recall) > 0.85
    assert np.mean(first) > 0.85


def test_hard_samples_that_the_learner_chose_are_not_all_listed():
    # Two classes that overlap; most labels lie where they meet, and all are right.
    random = np.random.default_rng(3)
    labels = np.repeat([0, 1], 2000)
    features = random.normal(size=(4000, 6)).astype(np.float32)
    features[:, 0] += 3 * labels
    hard = np.argsort(np.abs(features[:, 0] - 1.5))[:250]
    rows = np.concatenate((hard, random.permutation(4000)[:150]))
    found = look(features[rows], labels[rows], ["a", "b"])
    against = ((features[rows, 0] > 1.5) != labels[rows]).sum()
    assert against > 60
    assert found.cut < against / 2


def test_a_confident_joint_counts_what_reaches_the_thresholds():
    shares = np.array([[0.9, 0.1], [0.8, 0.2], [0.2, 0.8], [0.1, 0.9], [0.3, 0.7], [0.95, 0.05]], np.float32)
    given = np.array([0, 0, 0, 1, 1, 1])
    noise = noise_of(shares, given)
    # Mean of what each answer's own class was given.
    assert noise.thresholds == pytest.approx([(0.9 + 0.8 + 0.2) / 3, (0.9 + 0.7 + 0.05) / 3])
    # Joint [[2, 1], [1, 2]] of answers by true class, drawn towards a third of errors by 2 more of each class.
    assert noise.matrix == pytest.approx(np.array([[2, 1], [1, 2]]) / 3)


def test_copies_are_in_one_fold():
    labels, groups = np.arange(60) % 3, np.arange(60) // 4
    fold_of = folds_of(labels, groups, 5, 0)
    assert len(np.unique(fold_of)) == 5
    assert all(len(np.unique(fold_of[groups == group])) == 1 for group in np.unique(groups))


def test_an_error_that_was_copied_is_found_only_with_its_copies_in_one_fold():
    features, labels = blobs([60, 60])
    features = np.concatenate((features, np.repeat(features[:1], 12, axis=0)))
    labels = np.concatenate((labels, np.zeros(12, int)))
    copies = np.concatenate(([0], np.arange(120, 132)))
    labels[copies] = 1
    groups = np.arange(132)
    groups[copies] = 0
    together = finish(ask(features, labels, groups, "neighbours", 0)).probabilities
    apart = finish(ask(features, labels, np.arange(132), "neighbours", 0)).probabilities
    assert (together[copies, 0] > 0.9).all()
    assert (apart[copies, 0] < 0.9).all()


def test_copies_with_other_answers_are_told_by_majority_and_by_the_model():
    features, labels = blobs([40, 40, 40])
    groups = np.arange(120)
    groups[[1, 2]] = 0
    groups[51] = 50
    labels[[2, 50]] = [1, 2]
    found = look(features, labels, ["ant", "bee", "cat"], groups=groups)
    told = {one.place: one for one in found.found[: found.cut]}
    assert set(told) == {2, 50}
    assert told[2].reasons[0] == told[50].reasons[0] == "copies"
    assert told[2].suggested == 0
    assert "Of its 2 near copies 2 are “ant”; this one is “bee”." in told[2].grounds
    assert "Its near copy is “bee”; this one is “cat”." in told[50].grounds


def test_copies_and_repeats_are_told_where_no_model_can_be():
    found = look(
        np.zeros((4, 2), np.float32),
        np.array([0, 1, 0, 0]),
        ["a", "b", "c"],
        groups=np.array([7, 7, 8, 9]),
        repeats={2: 2, 3: 0},
    )
    assert {place: why[0] for place, why in kinds(found).items()} == {0: "copies", 1: "copies", 2: "repeat"}
    assert found.cut == 3
    assert [one.suggested for one in sorted(found.found, key=lambda one: one.place)] == [1, 0, 2]
    assert found.found[-1].grounds == "Shown again, it was answered “c” instead of “a”."
    assert found.expected.value is None
    assert found.expected.reason


def test_a_rushed_answer_is_listed_only_where_the_model_disagrees():
    features, labels = blobs([60, 60], apart=1.5)
    labels[3] = 1
    usual = np.full(120, 6.0)
    seconds = usual.copy()
    seconds[[3, 4]] = 0.8
    seconds[5:8] = [np.nan, 0, 2.5]
    found = look(features, labels, ["a", "b"], seconds=seconds, usual_seconds=usual)
    rushed = [one for one in found.found if "rushed" in one.reasons]
    assert [one.place for one in rushed] == [3]
    assert "answered in 0.8 s, where 6.0 s are usual" in rushed[0].grounds
    plain = look(features, labels, ["a", "b"])
    assert plain.scores[3] <= rushed[0].score


def test_grounds_name_classes_and_numbers_best_first(digits):
    features, labels = digits
    given = labels[:300].copy()
    given[0] = (given[0] + 1) % 10
    found = look(features[:300], given)
    assert found.found[0].place == 0
    assert "“0”" in found.found[0].grounds
    assert "%" in found.found[0].grounds
    scores = [one.score for one in found.found]
    assert scores == sorted(scores, reverse=True)
    assert all(LISTED <= score <= 1 for score in scores)
    assert found.cut == sum(score >= CUT for score in scores)
    assert look(features[:300], given).found == found.found


@pytest.mark.parametrize("sizes", [[], [1], [80], [1, 1, 1], [4, 4, 4], [80, 1, 2, 3, 4], [20, 20]])
def test_few_labels_and_small_classes_say_why_nothing_is_told(sizes):
    features, labels = blobs(sizes) if sizes else (np.zeros((0, 8), np.float32), np.zeros(0, np.intp))
    found = look(features, labels)
    assert found.silent
    assert found.expected.value is None
    assert not found.found


def test_members_of_small_classes_are_not_suspected_for_being_few():
    features, labels = blobs([80, 80, 1, 2, 4])
    found = look(features, labels)
    assert not found.silent
    assert found.cut == 0
    assert found.expected.n == 160


def test_answers_at_random_are_not_judged():
    features, _ = blobs([150])
    found = look(features, np.random.default_rng(0).integers(0, 3, 150))
    assert "no more than how frequent" in found.silent
    assert not found.found


@pytest.mark.parametrize("kind", ["logistic", "svm", "forest", "bayes", "neighbours"])
def test_every_kind_of_model_finds_a_plain_error(kind):
    features, labels = blobs([40, 40])
    labels[0] = 1
    found = look(features, labels, ["a", "b"], kind=kind, weights=np.ones(80, np.float32))
    assert [one.place for one in found.found[: found.cut]] == [0]


def test_no_step_takes_long(digits):
    features, labels = (np.concatenate([one] * 2) for one in digits)
    longest, at = 0.0, time.process_time()
    for _ in find_suspects(features, labels, TEN, 0, groups=np.arange(len(labels)) % 1797):
        longest, at = max(longest, time.process_time() - at), time.process_time()
    assert longest < 0.5


@pytest.mark.parametrize(
    "wrong",
    [
        {"features": np.zeros((9, 2), np.float32)},
        {"features": np.full((10, 2), np.nan, np.float32)},
        {"labels": np.full(10, 10)},
        {"labels": np.full(10, -1)},
        {"groups": np.zeros(9, int)},
        {"weights": np.full(10, -1, np.float32)},
        {"weights": np.zeros(10, np.float32)},
        {"kind": "oracle"},
        {"repeats": {10: 0}},
        {"repeats": {0: 10}},
        {"seconds": np.zeros(9), "usual_seconds": np.zeros(10)},
    ],
)
def test_what_does_not_fit_is_refused(wrong):
    given = {"features": np.zeros((10, 2), np.float32), "labels": np.zeros(10, int), "names": TEN, "seed": 0} | wrong
    with pytest.raises(BadArgument, match=r"^[A-Z].*\.$"):
        finish(find_suspects(**given))
