"""The formulas against scikit-activeml and modAL: the same values and rankings where they say the same.

``peer_rankings.json`` holds what those libraries gave for the arrays of its recipe (see its layout).
"""

import json
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from desktop_al.learn import coverage, error_reduction
from desktop_al.learn.batches import BATCHES
from desktop_al.learn.distances import squared_distances, unit
from desktop_al.learn.linear import fit_logistic
from desktop_al.learn.model_change import gradient_length
from desktop_al.learn.models import Model
from desktop_al.learn.representation import typicality_of
from desktop_al.learn.steps import finish
from desktop_al.learn.strategies import STRATEGIES
from desktop_al.learn.view import View, Votes

PEERS = json.loads(Path(__file__).with_name("peer_rankings.json").read_text(encoding="utf-8"))


def inputs():
    rng = np.random.default_rng(0)
    return {
        "probabilities": rng.dirichlet(np.ones(5), 60),
        "features": rng.normal(size=(60, 8)),
        "labelled": rng.permutation(60)[:20],
        "labels": np.arange(20) % 5,
        "members": rng.dirichlet(np.ones(5), (4, 60)),
        "clusters": np.random.default_rng(1).integers(0, 28, 60),
    }


GIVEN = inputs()
FREE = np.setdiff1d(np.arange(60), GIVEN["labelled"])


def view_of(candidates, labelled=True, features=GIVEN["features"]):
    """float64 throughout, so that ties and near ties fall as in the other libraries."""
    return View(
        GIVEN["probabilities"],
        features,
        candidates,
        GIVEN["labelled"] if labelled else np.empty(0, np.intp),
        GIVEN["labels"] if labelled else np.empty(0, np.intp),
        0,
        votes=Votes(GIVEN["members"][:, candidates], np.full(4, 0.25)),
    )


def test_the_arrays_are_those_of_the_recipe():
    for name, first in PEERS["check"].items():
        np.testing.assert_allclose(np.asarray(GIVEN[name]).ravel()[:5], first, rtol=1e-9)


@pytest.mark.parametrize(
    ("strategy", "peer"),
    [
        ("least_confident", "sk:least_confident"),
        ("least_confident", "modal:uncertainty"),
        ("margin", "sk:margin"),
        ("entropy", "sk:entropy"),
        ("entropy", "modal:entropy"),
        ("vote_entropy", "sk:vote_entropy"),
        ("vote_entropy", "modal:vote_entropy"),
        ("kl_divergence", "sk:kl_divergence"),
        ("consensus_entropy", "modal:consensus_entropy"),
        ("max_disagreement", "modal:kl_max_disagreement"),
        ("density", "modal:density_euclidean"),
    ],
)
def test_a_utility_has_the_values_of_its_peer(strategy, peer):
    expected = PEERS["scores"][peer]
    assert expected["higher"] == "asked first"
    # Votes are counted in float32.
    np.testing.assert_allclose(
        STRATEGIES[strategy].utility(view_of(np.arange(60))), expected["values"], rtol=2e-6, atol=2e-7
    )


def test_the_margin_of_modal_is_the_gap_itself_and_asked_last():
    expected = PEERS["scores"]["modal:margin"]
    assert expected["higher"] == "asked last"
    gap = 1 - STRATEGIES["margin"].utility(view_of(np.arange(60)))
    np.testing.assert_allclose(gap, expected["values"], atol=1e-9)


def test_information_density_is_the_product_of_two_peers():
    scores = PEERS["scores"]
    expected = np.array(scores["modal:entropy"]["values"]) * scores["modal:density_euclidean"]["values"]
    found = STRATEGIES["information_density"].utility(view_of(np.arange(60)))
    np.testing.assert_allclose(found, expected, rtol=2e-6)


def asked(batch, strategy, view, n=8):
    return view.candidates[BATCHES[batch](view, STRATEGIES[strategy].utility(view), n)].tolist()


def test_the_core_set_is_that_of_scikit_activeml():
    assert asked("farthest", "k_center", view_of(FREE)) == PEERS["orders"]["sk:coreset"]["rows"]


def test_the_ranked_batch_is_that_of_modal():
    order = PEERS["orders"]["modal:ranked_batch"]
    assert order["options"]["uncertainty"] == "1 - max p"
    # Same similarity, 1 / (1 + euclidean distance), and the same share of candidates as its weight.
    assert asked("ranked", "least_confident", view_of(FREE)) == order["rows"]


@pytest.mark.parametrize("labelled", [True, False])
def test_the_covering_batch_is_that_of_scikit_activeml_with_its_width_and_equal_weights(labelled):
    order = PEERS["orders"]["sk:maxherding_labelled" if labelled else "sk:maxherding_cold"]
    rows = unit(GIVEN["features"])
    pickable = FREE if labelled else np.arange(60)
    known = rows[GIVEN["labelled"]] if labelled else rows[:0]
    # Ours follows the pool: a share of the median squared distance; there it is fixed, exp(-gamma distance^2).
    median = float(np.median(squared_distances(rows, rows[pickable])))
    share = 1 / order["options"]["gamma"] / median
    chosen = coverage.cover(rows, rows[pickable], known, np.ones(60), 8, share)
    assert pickable[chosen].tolist() == order["rows"]


def test_typicality_is_that_of_scikit_activeml():
    order = PEERS["orders"]["sk:typiclust"]
    clusters, neighbours = GIVEN["clusters"], order["options"]["k"]
    checked = 0
    for values, row in zip(order["utilities"], order["rows"], strict=True):
        members = np.flatnonzero(clusters == clusters[row])
        given = np.array([values[member] for member in members], float)
        assert values[row] == np.nanmax(given)
        # A row alone in its group has 1 there and 0 here: it is the group's pick in both.
        if len(members) > 1:
            usable = np.isfinite(given)
            mine = typicality_of(GIVEN["features"][members], neighbours)
            np.testing.assert_allclose(mine[usable], given[usable], rtol=1e-5)
            # Of a pair both are as typical as each other.
            assert mine[members == row] >= mine[usable].max() * (1 - 1e-6)
            checked += int(usable.sum())
    assert checked >= 8


def gradients(with_ones):
    """BADGE's embeddings (40, k d) of the free rows, written out."""
    pull = GIVEN["probabilities"][FREE].copy()
    pull[np.arange(40), pull.argmax(axis=1)] -= 1
    features = GIVEN["features"][FREE]
    if with_ones:
        features = np.concatenate((features, np.ones((40, 1))), axis=1)
    return (pull[:, :, None] * features[:, None, :]).reshape(40, -1)


def test_badge_begins_and_draws_as_in_scikit_activeml():
    order = PEERS["orders"]["sk:badge"]
    # Theirs has no intercept; ours does, as one more feature of 1.
    plain, whole = gradients(with_ones=False), gradients(with_ones=True)
    np.testing.assert_allclose(gradient_length(view_of(FREE)), np.linalg.norm(whole, axis=1), rtol=1e-6)
    lengths = np.linalg.norm(plain, axis=1)
    assert FREE[lengths.argmax()] == order["rows"][0] == asked("gradient_spread", "badge", view_of(FREE))[0]
    second = np.array([order["utilities"][1][row] or 0 for row in FREE], float)
    square = ((plain - plain[lengths.argmax()]) ** 2).sum(axis=1)
    # Theirs measures from the origin too, as if it had been picked; ours as k-means++ is written.
    square = np.minimum(square, lengths**2)
    np.testing.assert_allclose(second / second.sum(), square / square.sum(), rtol=1e-5, atol=1e-9)


def test_the_exact_expected_error_begins_as_that_of_scikit_activeml(monkeypatch):
    order = PEERS["orders"]["sk:eer_misclassification_loss_logistic"]
    monkeypatch.setattr(error_reduction, "fit_logistic", partial(fit_logistic, penalty_c=1.0))
    features = GIVEN["features"]
    linear = finish(fit_logistic(features[GIVEN["labelled"]], GIVEN["labels"], penalty_c=1.0))
    probabilities = Model(linear, 5, 1.0, 20).probabilities(features)
    view = View(probabilities, features, FREE, GIVEN["labelled"], GIVEN["labels"], 0)
    expected = np.array([order["utilities"][0][row] for row in FREE], float)
    found = -error_reduction.expected_error_exact(view)
    # Theirs is a sum that also counts the labelled rows, ours the mean over the candidates.
    assert np.corrcoef(found, expected)[0, 1] > 0.98
    assert FREE[found.argmax()] == order["rows"][0]
