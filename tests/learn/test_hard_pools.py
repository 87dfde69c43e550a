"""Every strategy and mix through a whole round, over pools that are made to break it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_al.learn import rounds
from desktop_al.learn.rounds import RoundInput, run_round
from desktop_al.learn.steps import finish
from desktop_al.learn.strategies import STRATEGIES

NOBODY = np.empty(0, np.intp)
MIXES = (
    "margin*2+density@k_center",
    "entropy+typicality@covering",
    "random+certainty@ranked",
    "kl_divergence+k_center@typical",
    "expected_gradient_length*0.5+margin@gradient_spread",
    "recommended+avoid_junk@farthest",
    "recommended@k_center",
)
NAMES = (*sorted(STRATEGIES), *MIXES)
#: Trees and vector machines take long; two or three members show the same.
FEW = {"forest": 0.0, "svm": 0.0}


def pool_of(kind, n, dimensions, rng):
    normal = rng.normal(size=(n, dimensions))
    return {
        "normal": normal,
        "zeros": np.zeros((n, dimensions)),
        "all alike": np.full((n, dimensions), 3.7),
        "pairs": normal[np.arange(n) // 2],
        "constant column": np.c_[np.full(n, 1e3), normal],
        "huge": 1e6 * normal,
        "tiny": 1e-9 * normal,
        "one far away": np.where(np.arange(n)[:, None] == 0, 1e7, normal),
        "on a line": np.outer(np.arange(n), np.ones(dimensions)),
    }[kind].astype(np.float32)


KINDS = ["normal", "zeros", "all alike", "pairs", "constant column", "huge", "tiny", "one far away", "on a line"]


@pytest.mark.parametrize("name", NAMES)
@given(
    kind=st.sampled_from(KINDS),
    n=st.integers(0, 40),
    labelled=st.integers(0, 12),
    junk=st.integers(0, 6),
    excluded=st.integers(0, 10),
    classes=st.integers(1, 20),
    seen=st.integers(1, 4),
    batch=st.integers(1, 50),
    wanted=st.integers(-1, 5),
    weighted=st.booleans(),
    seed=st.integers(0, 2**31),
)
@settings(max_examples=4, deadline=None)
def test_a_round_over_any_pool_is_whole_distinct_finite_and_repeatable(
    name, kind, n, labelled, junk, excluded, classes, seen, batch, wanted, weighted, seed
):
    rng = np.random.default_rng(seed)
    places = rng.permutation(n)
    rows, rubbish = places[:labelled], places[labelled : labelled + junk]
    left_out = np.zeros(n, bool)
    left_out[places[labelled + junk :][:excluded]] = True
    given_round = RoundInput(
        pool_of(kind, n, 3, rng),
        rows,
        rng.integers(0, min(seen, classes), len(rows)),
        classes,
        left_out,
        name,
        batch,
        seed,
        NOBODY,
        weights=rng.uniform(0.2, 2, len(rows)).astype(np.float32) if weighted else None,
        junk=rubbish,
        wanted=wanted,
        votes=FEW,
    )
    with np.errstate(invalid="raise", divide="raise"):
        first, second = (finish(run_round(given_round)) for _ in range(2))
    free = np.setdiff1d(np.flatnonzero(~left_out), np.concatenate((rows, rubbish)))
    assert sorted(first.order.tolist()) == free.tolist()
    assert len(first.reasons) == len(free) == first.candidates == first.looked_at
    assert first.batch == min(batch, len(free))
    assert first.order.tolist() == second.order.tolist()
    assert first.reasons == second.reasons
    assert first.probabilities.shape == (n, classes)
    assert np.isfinite(first.probabilities).all()
    if first.members:
        assert sum(first.members.values()) == pytest.approx(1, rel=1e-5)
        assert not set(first.members) & set(FEW)


def base(n=120, labelled=30, seed=0, **changes):
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, 3, n)
    features = (rng.normal(size=(n, 6)) + 2 * np.eye(3, 6)[truth]).astype(np.float32)
    rows = rng.permutation(n)[:labelled]
    none = np.zeros(n, bool)
    given_round = RoundInput(features, rows, truth[rows], 3, none, "margin", 10, seed, NOBODY, votes=FEW)
    return replace(given_round, **changes)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("labelled", [0, 24])
def test_the_same_sample_twice_is_not_asked_twice_in_a_batch(name, labelled):
    given_round = base(labelled=labelled, strategy=name)
    # Each row three times over.
    third = np.arange(120) // 3
    ranking = finish(run_round(replace(given_round, features=given_round.features[third], batch=12)))
    assert ranking.batch == 12
    assert len(set(third[ranking.order[:12]].tolist())) == 12
    assert len(set(ranking.order.tolist())) == 120 - labelled


def test_the_wanted_class_comes_first():
    given_round = base(strategy="certainty", labelled=60, wanted=1)
    ranking = finish(run_round(given_round))
    share = ranking.probabilities.astype(np.float32)[ranking.order, 1]
    assert share[:10].min() >= np.sort(share)[-10:].min() - 1e-3
    assert set(ranking.reasons) == {"wanted"}


def test_the_members_of_a_committee_and_their_weights_are_told():
    ranking = finish(run_round(base(strategy="kl_divergence")))
    assert set(ranking.members) == {"logistic", "bayes", "neighbours"}
    assert sum(ranking.members.values()) == pytest.approx(1)
    assert finish(run_round(base(strategy="margin"))).members == {}
    assert finish(run_round(base(strategy="kl_divergence", labelled=0))).members == {}


def test_of_a_pool_too_large_for_memory_a_draw_with_all_answers_is_scored(monkeypatch):
    given_round = base(labelled=20)
    rubbish = np.setdiff1d(np.arange(120), given_round.labelled)[[3, 77]]
    given_round = replace(given_round, junk=rubbish)
    whole = finish(run_round(given_round))
    monkeypatch.setattr(rounds, "MAX_CELLS", 50 * 3)
    some = finish(run_round(given_round))
    assert 50 <= len(some.scored) <= 50 + 22
    assert set(given_round.labelled) | set(rubbish) <= set(some.scored.tolist())
    assert some.probabilities.shape == (len(some.scored), 3)
    # The model is that of all answers.
    np.testing.assert_allclose(some.probabilities, whole.probabilities[some.scored], atol=2e-3)
    assert some.candidates == whole.candidates == whole.looked_at
    assert some.looked_at < some.candidates
    assert set(some.order.tolist()) <= set(some.scored.tolist()) - set(given_round.labelled) - set(rubbish)
    assert len(some.order) == some.looked_at


def test_an_audit_sample_outside_of_the_draw_is_still_judged(monkeypatch):
    given_round = base(labelled=60)
    audit = np.concatenate((given_round.labelled[:40], [7]))
    whole = finish(run_round(replace(given_round, audit=audit)))
    monkeypatch.setattr(rounds, "MAX_CELLS", 9)
    assert finish(run_round(replace(given_round, audit=audit))).audit == whole.audit
    assert whole.audit[1] >= 40


@pytest.mark.parametrize("name", ["margin", "density", "kl_divergence", "random"])
def test_a_limit_makes_a_draw_of_the_candidates(name):
    ranking = finish(run_round(base(strategy=name, limit=25)))
    assert (ranking.looked_at, ranking.candidates) == (25, 90)
    assert len(ranking.order) == 25
    assert len(ranking.scored) == 120
    other = finish(run_round(base(strategy=name, limit=25, seed=4)))
    assert set(other.order.tolist()) != set(ranking.order.tolist())


def test_a_committee_looks_at_no_more_than_fits_in_memory(monkeypatch):
    monkeypatch.setattr(rounds, "VOTE_CELLS", 5 * 3 * 40)
    ranking = finish(run_round(base(strategy="consensus_entropy")))
    assert (ranking.looked_at, ranking.candidates) == (40, 90)
    assert finish(run_round(base(strategy="margin"))).looked_at == 90


def test_a_batch_longer_than_the_order_is_cut(monkeypatch):
    monkeypatch.setattr(rounds, "MAX_ORDER", 30)
    ranking = finish(run_round(base(batch=50)))
    assert ranking.batch == len(ranking.order) == len(ranking.reasons) == 30


@pytest.mark.parametrize(
    ("name", "reasons"),
    [("k_center", {"unlike"}), ("density", {"representative"}), ("margin", {"representative", "random"})],
)
def test_without_a_label_the_reasons_are_true(name, reasons):
    assert set(finish(run_round(base(strategy=name, labelled=0))).reasons) == reasons
