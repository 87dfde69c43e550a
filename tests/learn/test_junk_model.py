"""Answers of "not worth labelling": what is like them waits, unless they taught nothing."""

from dataclasses import replace

import numpy as np
import pytest

from desktop_al.learn.junk_model import avoid_junk, junk_share
from desktop_al.learn.rounds import RoundInput, run_round
from desktop_al.learn.steps import finish
from desktop_al.learn.strategies import STRATEGIES
from desktop_al.learn.view import View

NOBODY = np.empty(0, np.intp)
IS_JUNK = np.arange(200) % 4 == 0


def pool(junk=12, apart=14.0, **changes):
    """200 samples, every fourth of them rubbish that lies apart; the first answers are known."""
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 2, 200)
    features = rng.normal(size=(200, 5)) + 3 * np.eye(2, 5)[truth]
    features[IS_JUNK, 4] += apart
    labelled = np.flatnonzero(~IS_JUNK)[:30]
    given = RoundInput(
        features.astype(np.float32),
        labelled,
        truth[labelled],
        2,
        np.zeros(200, bool),
        "margin",
        10,
        0,
        NOBODY,
        junk=np.flatnonzero(IS_JUNK)[:junk],
    )
    return replace(given, **changes)


def view_of(given, **changes):
    free = np.setdiff1d(np.arange(len(given.features)), np.concatenate((given.labelled, given.junk)))
    uniform = np.full((len(given.features), 2), 0.5, np.float32)
    return replace(View(uniform, given.features, free, given.labelled, given.labels, 0, given.junk), **changes)


def test_what_is_like_the_junk_is_told_from_the_rest():
    view = view_of(pool())
    share = junk_share(view)
    assert share[IS_JUNK[view.candidates]].min() > 0.5 > share[~IS_JUNK[view.candidates]].max()
    np.testing.assert_allclose(avoid_junk(view), 1 - share)


@pytest.mark.parametrize("given", [pool(junk=2), pool(apart=0.0), pool(labelled=NOBODY, labels=NOBODY)])
def test_too_few_answers_or_none_that_tell_anything_teach_nothing(given):
    assert not junk_share(view_of(given)).any()


@pytest.mark.parametrize("name", sorted(set(STRATEGIES) - {"random", "expected_error_reduction"}))
def test_similar_samples_come_last_in_every_strategy(name):
    ranking = finish(run_round(pool(strategy=name, votes={"forest": 0, "svm": 0, "neighbours": 0})))
    assert not IS_JUNK[ranking.order[: ranking.batch]].any()
    assert IS_JUNK[ranking.order[-38:]].all()
    assert len(ranking.order) == 200 - 30 - 12
    assert ranking.batch == 10


def test_a_fair_draw_leaves_nothing_out():
    with_junk = finish(run_round(pool(strategy="random")))
    # The same order as if the answers had taught nothing.
    without = finish(run_round(pool(strategy="random", apart=0.0)))
    assert with_junk.order.tolist() == without.order.tolist()
    assert IS_JUNK[with_junk.order[:100]].sum() > 10


def test_where_less_than_a_batch_looks_worth_it_junk_is_asked_too():
    worth = np.flatnonzero(~IS_JUNK)
    excluded = np.zeros(200, bool)
    excluded[worth[34:]] = True
    ranking = finish(run_round(pool(excluded=excluded)))
    assert ranking.batch == 10
    assert set(worth[30:34]) <= set(ranking.order.tolist())
    # What looks worth it comes first all the same.
    assert set(ranking.order[:4].tolist()) == set(worth[30:34].tolist())


def test_a_pool_of_junk_only_is_ranked_all_the_same():
    excluded = ~IS_JUNK
    for name in ("margin", "avoid_junk", "recommended"):
        ranking = finish(run_round(pool(excluded=excluded, strategy=name)))
        assert sorted(ranking.order.tolist()) == np.flatnonzero(IS_JUNK)[12:].tolist()
        assert ranking.batch == 10
