"""Agreement on the random overlap set is that of the population, on the learner's own picks it is not; in small:
``dev.py bench overlap`` measures it with a thousand replicates."""

import numpy as np
import pytest
from scipy.stats import binom

from desktop_al.people.agreement import agreement
from desktop_al.people.assignment import overlap_mask
from desktop_al.people.ratings import Ratings
from tests.benchmarks.overlap import (
    ALL,
    GAPS,
    MARGIN,
    MEASURES,
    PICKS,
    POOL,
    RATERS,
    SHARE,
    STOPS,
    WORLDS,
    Work,
    answers,
    asked_of,
    margin_picks,
    population,
    simulate,
)

SEED, REPLICATES, WITH_PICKS, RESAMPLES = 11, 150, 25, 500


@pytest.fixture(scope="module")
def truth():
    return population(WORLDS["balanced"], SEED, chunks=10, each=20_000)


@pytest.fixture(scope="module")
def rows(truth):
    work = [
        Work("balanced", number, SEED, RESAMPLES, (120,), picks=(MARGIN,) if number < WITH_PICKS else ())
        for number in range(REPLICATES)
    ]
    return simulate(work, {"balanced": truth})


@pytest.mark.parametrize("measure", MEASURES)
def test_the_overlap_set_estimates_the_population(rows, measure):
    found = rows["balanced", ALL, "overlap, 120", measure]
    assert found.count == REPLICATES
    assert abs(found.away) <= 3
    low, high = binom.interval(0.99, REPLICATES, 0.95)
    assert low <= round(found.coverage * REPLICATES) <= high


@pytest.mark.parametrize("measure", MEASURES)
def test_the_picks_of_the_learner_do_not(rows, measure):
    found = rows["balanced", ALL, MARGIN, measure]
    assert found.count == WITH_PICKS
    assert found.away < -3
    assert found.coverage < 0.5


def test_the_agreement_of_the_population_is_that_of_very_many_answers(truth):
    world, random = WORLDS["balanced"], np.random.default_rng(SEED)
    codes = answers(world.chances(*world.draw(100_000, random)), random)
    names = tuple(map(str, range(codes.shape[1])))
    many = Ratings(tuple(rater.name for rater in RATERS), names, tuple("0123"), codes)
    for one in agreement(many, names=MEASURES, bootstrap=400).values():
        error = (one.high - one.low) / 3.92
        assert abs(one.value - truth[0]) <= 4 * np.hypot(error, truth[1])


def test_the_learner_never_picks_from_the_overlap_set_and_asks_where_it_is_hard():
    world, random = WORLDS["balanced"], np.random.default_rng(SEED)
    features, classes = world.draw(POOL, random)
    chances = world.chances(features, classes)
    overlap = overlap_mask(random.integers(0, 2**64, POOL, dtype=np.uint64), SEED, SHARE)
    picks = margin_picks(features.astype(np.float32), answers(chances, random)[0], ~overlap, SEED)
    assert len(set(picks.tolist())) == PICKS
    assert not overlap[picks].any()
    errs = 1 - chances[0, np.arange(POOL), classes]
    assert errs[picks].mean() > 1.5 * errs.mean()


@pytest.mark.parametrize(("gap", "share"), [(ALL, 1.0), (GAPS, 0.8), (STOPS, 0.8)])
def test_each_answers_the_share_of_the_set(gap, share):
    codes = np.zeros((3, 500), np.int16)
    codes[:, 1] = 3
    orders = [np.random.default_rng(who).permutation(60) for who in range(3)]
    given = asked_of(codes, orders, gap, np.random.default_rng(SEED))
    assert (given.codes >= 0).sum(1).tolist() == [round(60 * share)] * 3
    assert set(map(int, given.samples)) <= set(range(60))
