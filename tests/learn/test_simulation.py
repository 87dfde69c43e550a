"""The simulation: the contract of its JSON, its fairness between strategies, and what it refuses."""

import json

import numpy as np
import pytest
from scipy import sparse
from sklearn.metrics import f1_score

from desktop_al.core.errors import BadArgument
from desktop_al.learn.simulation import macro_f1, simulate, stratified_split
from desktop_al.learn.strategies import STRATEGIES


def data(n=120, classes=3, seed=0):
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, classes, n)
    features = (rng.normal(size=(n, 6)) + 2 * np.eye(classes, 6)[labels]).astype(np.float32)
    return features, labels


def test_the_result_has_the_shape_of_the_command_and_is_json():
    features, labels = data()
    seen = []
    result = simulate(features, labels, strategies=["margin"], budget=33, batch=10, seeds=2, progress=seen.append)
    assert json.loads(json.dumps(result)) == result
    assert set(result) == {"runs"}
    assert [(run["strategy"], run["seed"]) for run in result["runs"]] == [
        ("margin", 0),
        ("margin", 1),
        ("random", 0),
        ("random", 1),
    ]
    for run in result["runs"]:
        assert set(run) == {"strategy", "seed", "curve", "picked", "stop"}
        assert [point["labels"] for point in run["curve"]] == [10, 20, 30, 33]
        assert set(run["curve"][0]) == {"labels", "asked", "accuracy", "macro_f1", "seconds_fit", "seconds_query"}
        assert all(point["asked"] == point["labels"] for point in run["curve"])
        assert all(0 <= point["accuracy"] <= 1 and 0 <= point["macro_f1"] <= 1 for point in run["curve"])
        assert len(set(run["picked"])) == len(run["picked"]) == 33
        assert set(run["stop"]) == {"advised_at", "reason", "criteria"}
    assert seen == sorted(seen)
    assert seen[-1] == 1


#: One of each sort: what needs a committee or looks ahead takes seconds, and is tested by itself.
SOME = ["recommended", "random", "entropy", "expected_gradient_length", "badge", "typicality", "k_center"]


@pytest.mark.slow
def test_all_strategies_are_run():
    runs = simulate(*data(60), strategies=["all"], budget=15, seeds=1)["runs"]
    assert {run["strategy"] for run in runs} == set(STRATEGIES)


def test_every_strategy_of_a_seed_starts_alike_and_the_test_set_is_never_asked():
    features, labels = data()
    runs = simulate(features, labels, strategies=SOME, budget=30, seeds=[3, 8])["runs"]
    assert {run["strategy"] for run in runs} == set(SOME)
    for seed in (3, 8):
        of_seed = [run for run in runs if run["seed"] == seed]
        assert len({tuple(run["picked"][:10]) for run in of_seed}) == 1
        assert len({run["curve"][0]["accuracy"] for run in of_seed}) == 1
        _, test = stratified_split(labels.astype(np.intp), 0.3, seed)
        assert not any(set(test.tolist()) & set(run["picked"]) for run in of_seed)
    assert runs[0]["picked"] != runs[1]["picked"]


def test_the_same_call_gives_the_same_picks():
    first, second = (simulate(*data(), strategies=SOME, budget=20, seeds=1)["runs"] for _ in range(2))
    for one, other in zip(first, second):
        assert one["picked"] == other["picked"]
        assert [p["accuracy"] for p in one["curve"]] == [p["accuracy"] for p in other["curve"]]


def test_a_given_test_set_leaves_the_whole_pool():
    features, labels = data()
    run = simulate(features, labels, test=data(seed=5), budget=500, batch=50, seeds=1)["runs"][0]
    assert sorted(run["picked"]) == list(range(120))
    assert [point["labels"] for point in run["curve"]] == [10, 60, 110, 120]


def test_names_and_sparse_features_do_as_well():
    features, labels = data()
    names = [f"class {label}" for label in labels]
    plain = simulate(features, names, budget=20, seeds=1)["runs"][0]
    assert plain["picked"] == simulate(features, labels, budget=20, seeds=1)["runs"][0]["picked"]
    run = simulate(sparse.csr_matrix(np.abs(features)), names, budget=20, seeds=1)["runs"][0]
    assert len(run["picked"]) == 20


def test_numbers_written_with_a_point_are_the_same_classes():
    features, labels = data()
    test = (features, labels.astype(np.float64))
    run = simulate(features.astype(np.float64), labels, test=test, budget=120, batch=110, seeds=1)["runs"][0]
    assert run["curve"][-1]["accuracy"] > 0.8


def test_initial_indices_are_taken_as_they_are_and_never_end_in_the_test():
    initial = np.array([7, 3, 99])
    for run in simulate(*data(), initial=initial, budget=13, seeds=4)["runs"]:
        assert run["picked"][:3] == [7, 3, 99]
        assert [point["labels"] for point in run["curve"]] == [3, 13]


def test_without_initial_labels_the_strategy_starts_cold():
    runs = simulate(*data(), initial=0, budget=20, batch=8, seeds=1)["runs"]
    assert [point["labels"] for point in runs[0]["curve"]] == [8, 16, 20]
    assert runs[0]["picked"][:8] != runs[1]["picked"][:8]


def test_noise_turns_answers_but_not_the_test():
    features, labels = data(400)
    clean, noisy = (
        simulate(features, labels, strategies=[], budget=200, batch=95, seeds=3, noise=noise)["runs"]
        for noise in (0, 1)
    )
    # With every answer wrong a model of three well-parted classes is worse than a guess.
    assert np.mean([run["curve"][-1]["accuracy"] for run in clean]) > 0.7
    assert np.mean([run["curve"][-1]["accuracy"] for run in noisy]) < 1 / 3
    assert [run["picked"] for run in clean] == [run["picked"] for run in noisy]


@pytest.mark.parametrize(
    "labels",
    [[0] * 12, [0] * 11 + [1], list(range(6)) * 2, ["a", "b"] + ["c"] * 10],
    ids=["one class", "a single sample", "two of each", "names"],
)
def test_poor_pools(labels):
    features = np.ones((12, 2), np.float32)
    for run in simulate(features, labels, strategies=SOME, budget=100, batch=50, initial=2, seeds=2)["runs"]:
        assert len(run["picked"]) == run["curve"][-1]["labels"]
        assert all(np.isfinite(list(point.values())).all() for point in run["curve"])


GOOD, LABELS = data(20)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"features": np.where(np.eye(20) > 0, np.nan, 0)}, "not numbers"),
        ({"features": np.zeros((20, 0))}, "column"),
        ({"features": np.array([["x"]] * 20)}, "numbers"),
        ({"labels": LABELS[:7]}, "20 rows .* 7 labels"),
        ({"test": (GOOD[:, :3], LABELS)}, "6 columns"),
        ({"test": (GOOD, LABELS[:1])}, "test"),
        ({"strategies": ["margni"]}, "margni"),
        ({"initial": [1, 1]}, "different"),
        ({"initial": [20]}, "between 0 and 19"),
        ({"initial": [0.5]}, "whole numbers"),
        ({"initial": -1}, "budget"),
        ({"initial": 11, "budget": 10}, "budget"),
        ({"batch": 0}, "at least 1"),
        ({"seeds": 0}, "at least 1"),
        ({"noise": 2.0}, "noise"),
        ({"abstain": 1.0}, "unsure"),
        ({"abstain": -0.1}, "unsure"),
        ({"abstain": float("nan")}, "unsure"),
        ({"model": "forrest"}, 'no model "forrest"'),
        ({"wanted": "7"}, "Its classes are: 0, 1, 2"),
        ({"features": []}, "no pool features"),
        ({"features": [GOOD, GOOD[:3]]}, "3 rows"),
        ({"features": [GOOD, GOOD], "widths": [(6,)]}, "groups of columns of 1"),
        ({"features": [GOOD, GOOD], "test": (GOOD, LABELS)}, "2 kinds"),
        ({"strategies": ["margin*0+density"]}, "weight"),
        ({"strategies": ["margin@nowhere"]}, "nowhere"),
        ({"test_fraction": 0.0}, "fraction"),
        ({"labels": np.arange(20)}, "test set"),
    ],
)
def test_what_cannot_be_simulated_is_refused_in_words(arguments, words):
    with pytest.raises(BadArgument, match=words):
        simulate(**{"features": GOOD, "labels": LABELS, "budget": 12, **arguments})


@pytest.mark.slow
def test_margin_and_recommended_beat_random_on_digits():
    from desktop_al.learn.demo_sources import digit_images
    from desktop_al.learn.features import EXTRACTORS

    images, labels = zip(*digit_images())
    extractor = EXTRACTORS["handmade"]
    names = ["margin", "recommended"]
    runs = simulate(extractor.extract(images), labels, strategies=names, budget=200, seeds=3, widths=extractor.blocks)
    area = {
        name: np.array([[p["accuracy"] for p in run["curve"]] for run in runs["runs"] if run["strategy"] == name]).mean(
            1
        )
        for name in (*names, "random")
    }
    for name in names:
        gain = area[name] - area["random"]
        assert gain.mean() > 2 * gain.std(ddof=1) / np.sqrt(len(gain))
    assert area["recommended"].mean() >= area["margin"].mean()


def test_audit_samples_are_a_random_share_of_every_batch_and_never_the_learners():
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 3, 300)
    features = rng.normal(size=(300, 5)) + labels[:, None]
    result = simulate(features, labels, strategies=["margin"], budget=60, seeds=1, audit_share=0.2)
    run = next(run for run in result["runs"] if run["strategy"] == "margin")
    assert [point["labels"] for point in run["curve"]] == list(range(10, 61, 10))
    assert len(set(run["picked"])) == 60
    other = simulate(features, labels, strategies=["random"], budget=60, seeds=1, audit_share=0.2)
    drawn = next(run for run in other["runs"] if run["strategy"] == "random")
    # The audit samples are the same for every strategy of a seed, and a fifth of what is labelled.
    assert len(set(run["picked"]) & set(drawn["picked"])) >= 12


def test_a_pool_is_used_up_with_an_audit_share():
    labels = np.arange(40) % 2
    features = np.arange(80.0).reshape(40, 2)
    result = simulate(features, labels, strategies=["random"], budget=500, seeds=1, audit_share=0.5, test_fraction=0.25)
    picked = result["runs"][0]["picked"]
    assert len(picked) == len(set(picked)) == 30


def test_unsure_answers_are_asked_once_count_in_the_budget_and_teach_nothing():
    features, labels = data(150)
    small = {"strategies": ["margin"], "batch": 25, "budget": 85, "seeds": 2}
    runs = simulate(features, labels, abstain=0.3, **small)["runs"]
    unsure: dict[int, set[int]] = {}
    for run in runs:
        assert len(set(run["picked"])) == len(run["picked"]) == 85
        assert [point["asked"] for point in run["curve"]] == [10, 35, 60, 85]
        assert 40 < run["curve"][-1]["labels"] < 78
        missing = np.diff([0, *(point["asked"] - point["labels"] for point in run["curve"])])
        assert (missing >= 0).all()
        # Which samples those are hangs on the seed, not on the strategy.
        unsure.setdefault(run["seed"], set()).add(int(missing[0]))
    assert all(len(first) == 1 for first in unsure.values())
    without = simulate(features, labels, **small)["runs"]
    assert [run["picked"][:10] for run in runs] == [run["picked"][:10] for run in without]


def test_a_run_without_a_single_answer_has_no_point_and_ends():
    features, labels = data(60)
    runs = simulate(features, labels, strategies=["margin"], budget=6, batch=2, initial=0, seeds=8, abstain=0.9)["runs"]
    assert all(len(run["picked"]) == 6 for run in runs)
    assert any(not run["curve"] for run in runs)


def test_a_class_that_is_wanted_is_found_sooner():
    rng = np.random.default_rng(1)
    labels = np.where(rng.random(300) < 0.15, "rare", "usual")
    features = (rng.normal(size=(300, 5)) + 2.5 * (labels == "rare")[:, None]).astype(np.float32)
    runs = simulate(features, labels, strategies=["certainty"], budget=60, seeds=2, wanted="rare")["runs"]
    found = {(run["strategy"], run["seed"]): [point["found"] for point in run["curve"]] for run in runs}
    for seed in (0, 1):
        assert found["certainty", seed] == sorted(found["certainty", seed])
        assert found["certainty", seed][-1] > 0.8
        assert found["random", seed][-1] < 0.5


def test_the_model_is_the_one_that_is_named():
    features, labels = data()
    curves = {
        model: [p["accuracy"] for p in simulate(features, labels, budget=40, seeds=1, model=model)["runs"][0]["curve"]]
        for model in ("logistic", "neighbours")
    }
    assert curves["logistic"] != curves["neighbours"]


def test_several_kinds_of_features_are_fitted_as_the_window_fits_its_layers():
    from desktop_al.learn.simulation import _coded, _space
    from desktop_al.learn.space import fit_space

    features, labels = data()
    other = sparse.csr_matrix(np.random.default_rng(3).random((120, 40)) * (np.arange(40) % 3 == 0), dtype=np.float32)
    coded = _coded([features, other], labels, None, [(2, 4), (20, 20)])
    space = _space(coded.features, coded.widths, 7, np.random.default_rng(0))
    layers = [fit_space(features, 7, [(2, 4)], 2), fit_space(other, 7, [(20, 20)], 2)]
    apart = np.concatenate([layers[0].transform(features), layers[1].transform(other)], axis=1)
    assert np.array_equal(space.transform([features, other]), apart)
    # One kind in a list is that kind.
    alone, listed = (simulate(given, labels, budget=20, seeds=1)["runs"] for given in (features, [features]))
    assert [run["picked"] for run in alone] == [run["picked"] for run in listed]
    # What is told apart only by the second kind is learnt from it.
    told = (np.eye(3, 5)[labels] + 0.01 * features[:, :5]).astype(np.float32)
    noise = np.random.default_rng(1).normal(size=(120, 6)).astype(np.float32)
    runs = simulate([noise, told], labels, budget=60, seeds=1)["runs"]
    assert runs[0]["curve"][-1]["accuracy"] > 0.9


@pytest.mark.parametrize(("n", "classes"), [(1, 1), (9, 2), (200, 12)])
def test_the_mean_of_f1_is_over_the_classes_that_are_there(n, classes):
    rng = np.random.default_rng(n)
    truth, predicted = rng.integers(0, classes, n), rng.integers(0, classes + 3, n)
    expected = f1_score(truth, predicted, labels=np.unique(truth), average="macro", zero_division=0)
    assert macro_f1(truth, predicted) == pytest.approx(expected)
