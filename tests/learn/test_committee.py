"""The committee: who votes, what a vote weighs, and what each measure of disagreement says."""

import numpy as np
import pytest

from desktop_al.learn import committee
from desktop_al.learn.members import ask_members
from desktop_al.learn.model_kinds import MODELS
from desktop_al.learn.steps import finish
from desktop_al.learn.view import View, Votes

NOBODY = np.empty(0, np.intp)


def voting(opinions, weights=None):
    opinions = np.asarray(opinions, np.float32)
    members, rows, classes = opinions.shape
    weights = np.full(members, 1 / members) if weights is None else np.asarray(weights)
    pool = np.full((rows, classes), 1 / classes, np.float32)
    votes = Votes(opinions, weights.astype(np.float32))
    return View(pool, np.zeros((rows, 1), np.float32), np.arange(rows), NOBODY, NOBODY, 0, votes=votes)


AGREED = [[[0.9, 0.1], [0.5, 0.5]], [[0.9, 0.1], [0.5, 0.5]]]
TORN = [[[1.0, 0.0]], [[0.0, 1.0]]]


def test_members_of_one_mind_do_not_disagree_and_torn_ones_do_most():
    for name in ("kl_divergence", "max_disagreement", "vote_entropy"):
        assert getattr(committee, name)(voting(AGREED)) == pytest.approx([0, 0], abs=1e-6)
        assert getattr(committee, name)(voting(TORN)) == pytest.approx([np.log(2)], rel=1e-5)
    # Unsure together: the second row, though nobody disagrees about it.
    found = committee.consensus_entropy(voting(AGREED))
    assert found[1] == pytest.approx(np.log(2), rel=1e-5)
    assert found[0] < 0.4


def test_a_vote_without_weight_says_nothing():
    for name in ("kl_divergence", "max_disagreement", "vote_entropy", "consensus_entropy"):
        assert getattr(committee, name)(voting(TORN, [1, 0])) == pytest.approx([0], abs=1e-6)
    unlike = committee.vote_entropy(voting(TORN, [0.9, 0.1]))
    assert unlike == pytest.approx([-0.9 * np.log(0.9) - 0.1 * np.log(0.1)], rel=1e-5)


def test_without_a_committee_nobody_disagrees():
    view = View(np.eye(3, dtype=np.float32), np.zeros((3, 1), np.float32), np.arange(3), NOBODY, NOBODY, 0)
    for name in ("kl_divergence", "max_disagreement", "vote_entropy"):
        assert getattr(committee, name)(view).tolist() == [0, 0, 0]


def pool(seed=0, n=90, noise=0.0):
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 3, n)
    features = (rng.normal(size=(n, 5)) + (1 - noise) * 4 * np.eye(3, 5)[labels]).astype(np.float32)
    uniform = np.full((n, 3), 1 / 3, np.float32)
    return View(uniform, features, np.arange(60, n), np.arange(60), labels[:60], seed)


def test_every_kind_of_model_votes_with_weights_of_sum_1():
    votes, shares = finish(ask_members(pool(), 3, {}, None))
    assert set(shares) == set(MODELS)
    assert votes.probabilities.shape == (len(MODELS), 30, 3)
    np.testing.assert_allclose(votes.probabilities.sum(axis=2), 1, rtol=1e-4)
    assert votes.weights.sum() == pytest.approx(1, rel=1e-5)
    assert list(shares.values()) == pytest.approx(votes.weights.tolist(), rel=1e-5)
    # All of them learn this.
    assert min(shares.values()) > 0.1


def test_the_users_weights_leave_out_and_multiply():
    _, plain = finish(ask_members(pool(), 3, {"forest": 0, "svm": 0}, None))
    assert set(plain) == set(MODELS) - {"forest", "svm"}
    _, heavy = finish(ask_members(pool(), 3, {"forest": 0, "svm": 0, "bayes": 3}, None))
    assert heavy["bayes"] / heavy["logistic"] == pytest.approx(3 * plain["bayes"] / plain["logistic"], rel=1e-5)
    assert sum(heavy.values()) == pytest.approx(1)


def test_where_nobody_has_skill_the_users_weights_decide_and_without_them_all_are_alike():
    view = pool()
    view = View(view.probabilities, np.zeros_like(view.features), view.candidates, view.labelled, view.labels, 0)
    only = {"forest": 0, "svm": 0, "neighbours": 0}
    _, shares = finish(ask_members(view, 3, {**only, "bayes": 3}, None))
    assert shares == pytest.approx({"logistic": 0.25, "bayes": 0.75})
    _, nobody = finish(ask_members(view, 3, dict.fromkeys(MODELS, 0.0), None))
    assert set(nobody) == set(MODELS)
    assert sum(nobody.values()) == pytest.approx(1)
