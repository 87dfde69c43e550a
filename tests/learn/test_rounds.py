"""A round: what it promises of its order, its reasons, its honesty and its time, also for a broken input."""

from dataclasses import replace
from time import perf_counter
from typing import get_args

import numpy as np
import pytest

from desktop_al.core.errors import BadArgument
from desktop_al.learn.rounds import MAX_ORDER, RoundInput, run_round
from desktop_al.learn.steps import finish
from desktop_al.learn.strategies import STRATEGIES
from desktop_al.learn.view import PickReason

#: Trees and vector machines take long; a committee of three shows the same.
FEW = {"forest": 0.0, "svm": 0.0}


def pool(n=300, classes=3, dimensions=8, labelled=40, seed=0, **changes):
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, classes, n)
    features = (rng.normal(size=(n, dimensions)) + 3 * np.eye(classes, dimensions)[truth]).astype(np.float32)
    rows = rng.permutation(n)[:labelled]
    given = RoundInput(
        features=features,
        labelled=rows,
        labels=truth[rows],
        n_classes=classes,
        excluded=np.zeros(n, bool),
        strategy="recommended",
        batch=10,
        seed=seed,
        audit=np.empty(0, np.intp),
    )
    return replace(given, **changes)


@pytest.mark.parametrize("name", sorted(STRATEGIES))
@pytest.mark.parametrize("labelled", [0, 1, 40])
def test_the_order_holds_every_candidate_once_and_nothing_else(name, labelled):
    excluded = np.zeros(300, bool)
    excluded[::7] = True
    given = pool(labelled=labelled, strategy=name, excluded=excluded, votes=FEW)
    ranking = finish(run_round(given))
    expected = np.setdiff1d(np.flatnonzero(~excluded), given.labelled)
    assert sorted(ranking.order.tolist()) == expected.tolist()
    assert ranking.order.dtype == np.int32
    assert len(ranking.reasons) == len(ranking.order)
    assert ranking.batch == 10
    assert ranking.labelled == labelled
    assert ranking.probabilities.dtype == np.float16
    np.testing.assert_allclose(ranking.probabilities.sum(axis=1, dtype=np.float32), 1, atol=0.01)
    expected_reasons = {STRATEGIES[name].reason}
    if name == "recommended" or (labelled == 0 and STRATEGIES[name].needs_model):
        expected_reasons |= {"representative", "random"}
    assert set(ranking.reasons) <= expected_reasons <= set(get_args(PickReason))
    assert ranking.candidates == len(expected)
    if name != "expected_error_reduction":
        assert ranking.looked_at == ranking.candidates


def test_the_same_input_gives_the_same_ranking_and_another_seed_another():
    first, second = (finish(run_round(pool(strategy="random"))) for _ in range(2))
    assert first.order.tolist() == second.order.tolist()
    other = finish(run_round(replace(pool(strategy="random"), seed=9)))
    assert first.order.tolist() != other.order.tolist()


def test_without_a_label_a_strategy_that_needs_a_model_starts_cold():
    assert "representative" in finish(run_round(pool(labelled=0, strategy="entropy"))).reasons[:10]
    assert set(finish(run_round(pool(labelled=0, strategy="random"))).reasons) == {"random"}


def test_margin_asks_between_the_classes():
    ranking = finish(run_round(pool(strategy="margin", labelled=100)))
    ordered = np.sort(ranking.probabilities.astype(np.float32), axis=1)
    gap = ordered[:, -1] - ordered[:, -2]
    assert gap[ranking.order[:10]].max() <= np.sort(gap[ranking.order])[9] + 1e-3


def test_audit_samples_give_the_honest_accuracy_and_are_not_asked():
    given = pool(labelled=120)
    audit = np.concatenate((given.labelled[:40], np.setdiff1d(np.arange(300), given.labelled)[:20]))
    excluded = np.zeros(300, bool)
    excluded[audit] = True
    ranking = finish(run_round(replace(given, audit=audit, excluded=excluded)))
    right, n = ranking.audit
    assert n == 40
    assert 30 <= right <= 40
    assert ranking.beats_base_rate
    assert not np.isin(ranking.order, audit).any()


def test_a_large_pool_gives_the_best_few_thousand():
    given = pool(n=MAX_ORDER + 2000)
    ranking = finish(run_round(given))
    assert len(ranking.order) == len(ranking.reasons) == MAX_ORDER == len(set(ranking.order.tolist()))


@pytest.mark.parametrize("name", sorted(STRATEGIES))
def test_small_and_featureless_pools(name):
    for n, labelled, classes in ((1, 0, 1), (1, 1, 2), (2, 1, 5), (12, 3, 40), (30, 12, 2)):
        given = pool(n=n, labelled=labelled, classes=classes, dimensions=40, strategy=name, votes=FEW)
        ranking = finish(run_round(replace(given, features=np.zeros((n, 2), np.float32))))
        assert len(set(ranking.order.tolist())) == len(ranking.order) == n - labelled
        assert ranking.batch == min(10, n - labelled)
        assert np.isfinite(ranking.probabilities).all()


def test_a_pool_with_nothing_left_to_ask_still_learns():
    ranking = finish(run_round(pool(excluded=np.ones(300, bool))))
    assert len(ranking.order) == ranking.batch == 0
    assert ranking.beats_base_rate


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"strategy": "best"}, "no query strategy"),
        ({"strategy": "margin@best@best"}, "no way"),
        ({"model": "oracle"}, "no model"),
        ({"weights": np.ones(3, np.float32)}, "weight"),
        ({"weights": np.zeros(40, np.float32)}, "weight"),
        ({"weights": np.full(40, np.nan, np.float32)}, "weight"),
        ({"junk": np.array([300])}, "not worth labelling"),
        ({"labels": np.zeros(3, np.intp)}, "40 samples are labelled"),
        ({"labels": np.full(40, 3)}, "class"),
        ({"labelled": np.full(40, 300)}, "labelled sample"),
        ({"labelled": np.full(40, 7)}, "twice"),
        ({"audit": np.array([-1])}, "audit sample"),
        ({"excluded": np.zeros(9, bool)}, "one mark"),
        ({"batch": 0}, "batch"),
    ],
)
def test_arrays_that_do_not_fit_together_are_refused(changes, words):
    with pytest.raises(BadArgument, match=words):
        finish(run_round(replace(pool(), **changes)))


@pytest.mark.alone
def test_a_round_over_100_000_samples_is_quick_and_cut_into_steps():
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 10, 100_000)
    centres = rng.normal(size=(10, 512)).astype(np.float32) * np.float32(0.1)
    features = rng.standard_normal((100_000, 512), np.float32)
    features += centres[truth]
    features *= np.float32(8 / np.sqrt(512))
    rows = rng.choice(100_000, 1000, replace=False)
    given = RoundInput(
        features, rows, truth[rows], 10, np.zeros(100_000, bool), "recommended", 50, 0, np.empty(0, np.intp)
    )
    begun = last = perf_counter()
    progress, longest = [], 0.0
    steps = run_round(given)
    while True:
        try:
            progress.append(next(steps))
        except StopIteration as end:
            ranking = end.value
            break
        longest, last = max(longest, perf_counter() - last), perf_counter()
    # The budgets are 3 s and 0.5 s; twice that, because other tests may run beside this one.
    assert perf_counter() - begun < 6
    assert longest < 1
    assert len(progress) > 10
    assert (np.diff(progress) >= 0).all()
    assert 0 <= progress[0] <= progress[-1] <= 1
    assert ranking.seconds_fit + ranking.seconds_score <= perf_counter() - begun
    assert ranking.batch == 50
