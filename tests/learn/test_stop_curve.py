"""The learning curve of an audit, the sureness of its forecasts, and the screening test for a rare class."""

import time

import numpy as np
import pytest
from scipy.stats import hypergeom

from desktop_al.core.intervals import wilson_limits
from desktop_al.learn.models import train
from desktop_al.learn.steps import finish
from desktop_al.learn.stopping_cost import CostPlan, figures, forecasts
from desktop_al.learn.stopping_curve import DRAWS, POINTS, fan, fit
from desktop_al.learn.stopping_recall import ALPHA, TAU, p_below, recall_at_least
from desktop_al.people.truth import wilson
from tests.learn.stop_histories import PLANTED, Drawn, exact, spaced


def fan_of(history):
    points = history.checkpoints
    return fan([p.labels for p in points], [p.audit_n - p.audit_right for p in points], [p.audit_n for p in points])


@pytest.mark.parametrize(("a", "b", "c"), [(0.05, 2.0, 0.5), (0.0, 0.8, 0.2), (0.1, 20.0, 1.5)])
def test_a_power_law_is_found_again(a, b, c):
    labels = np.array(spaced(3000)[2:], float)
    curve = fit(labels, (a + b * labels**-c)[None])
    ahead = labels[-1] * np.array([1.1, 1.5, 2.0])
    assert curve.errors(ahead)[0] == pytest.approx(a + b * ahead**-c, abs=0.003)


@pytest.mark.parametrize("errors", [np.zeros(10), np.ones(10), np.full(10, 0.3), np.linspace(0.1, 0.5, 10)])
def test_a_curve_never_rises_and_never_leaves_zero_to_one(errors):
    labels = np.array(spaced(500)[:10], float)
    curve = fit(labels, errors[None])
    found = curve.errors(np.arange(1, 2000))[0]
    assert (np.diff(found) <= 1e-9).all()
    assert ((found >= 0) & (found <= 1)).all()


def test_eight_checkpoints_with_audit_answers_are_needed():
    history = exact(PLANTED["usual"], spaced(2000))
    labels = [p.labels for p in history.checkpoints]
    judged = [0] * (len(labels) - POINTS + 1) + [50] * (POINTS - 1)
    assert fan(labels, [0] * len(labels), judged) is None
    judged[0] = 50
    assert fan(labels, [0] * len(labels), judged) is not None


def test_forecasts_take_well_under_a_second_and_the_same_history_gives_the_same():
    history = exact(PLANTED["usual"], spaced(100_000))
    started = time.perf_counter()
    first = fan_of(history)
    assert time.perf_counter() - started < 1.0
    assert len(first.drawn.a) == DRAWS >= 200
    assert np.array_equal(first.drawn.a, fan_of(history).drawn.a)


def test_no_error_at_all_still_leaves_a_range():
    curve = fan(spaced(700), [0] * len(spaced(700)), [70] * len(spaced(700)))
    (low,), (high,) = curve.band(900)
    assert 0.95 < low < high <= 1


def test_bands_hold_the_true_accuracy_in_seven_to_nine_of_ten():
    inside = of = 0
    for error in PLANTED.values():
        for seed in range(60):
            drawn = Drawn(error, seed, end=1500)
            for i in (len(drawn.labels) - 4, len(drawn.labels) - 1):
                curve = fan_of(drawn.at(i))
                for more in (50, 200, 400):
                    (low,), (high,) = curve.band(curve.now + more)
                    of += 1
                    inside += low <= 1 - error(curve.now + more) <= high
    assert 0.7 <= inside / of <= 0.9


def test_a_curve_that_falls_faster_than_any_power_law_is_noticed():
    line = exact(lambda n: max(0.02, 0.6 - 0.0004 * n), spaced(1200), share=0.5)
    assert not fan_of(line).bends
    assert all(fan_of(exact(error, spaced(1200), share=0.5)).bends for error in PLANTED.values())


def test_what_a_point_and_a_goal_cost():
    history = exact(PLANTED["usual"], spaced(700))
    curve = fan_of(history)
    now = curve.now
    nothing = figures(CostPlan(), 700, curve)
    assert nothing.spent.seconds is None
    assert nothing.next_point.money is None
    assert nothing.goal is None
    plan = CostPlan(seconds=10, seconds_low=8, seconds_high=13, hourly_cost=36, target=0.9)
    costs = figures(plan, 700, curve)
    assert costs.spent.seconds.value == 7000
    assert costs.spent.money.value == pytest.approx(70)
    true = next(m for m in range(5000) if PLANTED["usual"](now) - PLANTED["usual"](now + m) >= 0.01)
    labels = costs.next_point.labels
    assert labels.low <= true <= labels.high
    assert costs.next_point.seconds.low == labels.low * 8
    assert costs.next_point.seconds.high == labels.high * 13
    assert costs.goal.labels.value > labels.value
    # Never in reach: infinite, not a large number.
    assert np.isinf(figures(CostPlan(target=0.999), 700, curve).goal.labels.value)
    free = figures(CostPlan(seconds=1, hourly_cost=0, target=0.999), 700, curve)
    assert free.goal.money.value == 0


def test_forecasts_end_with_the_pool():
    curve = fan_of(exact(PLANTED["usual"], spaced(700)))
    assert [one.more for one in forecasts(CostPlan(), curve, None)] == [50, 100, 200, 400]
    assert [one.more for one in forecasts(CostPlan(), curve, 150)] == [50, 100]
    for one in forecasts(CostPlan(), curve, None):
        assert one.low <= one.high
        assert 0 <= one.gain_low <= one.gain <= one.gain_high
        assert one.effort.seconds is None


def test_the_audit_interval_holds_the_true_accuracy():
    """Cheap replicates of the learner's own training: two overlapping classes, 40 audit answers among 120 labels."""
    held, replicates = 0, 150
    for seed in range(replicates):
        random = np.random.default_rng(seed)
        truth = random.integers(0, 2, 4120)
        features = (random.normal(size=(4120, 2)) + 1.5 * np.eye(2)[truth]).astype(np.float32)
        trained = finish(train(features[:120], truth[:120], 2, np.arange(40), seed, "bayes"))
        right = trained.model.probabilities(features[120:]).argmax(axis=1) == truth[120:]
        low, high = wilson_limits(*trained.audit)
        held += bool(low <= right.mean() <= high)
    assert held / replicates >= 0.92


def test_limits_of_shares_are_those_of_single_ones():
    k, n = np.array([0, 3, 59, 60, 0]), np.array([60, 60, 60, 60, 0])
    low, high = wilson_limits(k, n)
    assert [(a, b) for a, b in zip(low, high)] == [wilson(*pair) for pair in zip(k.tolist(), n.tolist())]
    # Needed of a goal of 90 %: at most 1 wrong of 60, 4 of 100, 11 of 200, 28 of 400.
    for wrong, of in ((1, 60), (4, 100), (11, 200), (28, 400)):
        assert wilson_limits(of - wrong, of)[0] >= 0.9
        assert wilson_limits(of - wrong - 1, of)[0] < 0.9


def by_definition(order, pool, tau):
    """The test of the paper, urn by urn."""
    order, least = np.asarray(order), 1.0
    for n in range(1, len(order) + 1):
        before, urn = order[: len(order) - n].sum(), order[-n:].sum()
        hidden = int(np.floor(round(order.sum() / tau + 1 - before, 9)))
        left = pool - (len(order) - n)
        least = min(least, 0.0 if hidden > left else hypergeom.cdf(urn, left, hidden, n))
    return least


@pytest.mark.parametrize("seed", range(8))
def test_the_screening_test_is_that_of_the_paper(seed):
    random = np.random.default_rng(seed)
    screened = int(random.integers(5, 299))
    order = (random.random(screened) < np.linspace(0.6, 0.02, screened)).astype(int)
    order[0] = 1
    for tau in (TAU, 0.8):
        assert p_below(order, 300, tau) == pytest.approx(by_definition(order, 300, tau), abs=1e-9)


def test_the_ends_of_a_screening():
    assert p_below([], 100) == 1.0
    assert p_below([0] * 50, 100) == 1.0
    assert p_below([1] * 50, 100) == pytest.approx(1.0)
    assert p_below([1, 0] * 50, 100) == 0.0
    assert p_below([0] * 99 + [1], 100) == 0.0
    assert recall_at_least([0] * 50, 100) == 0.0
    assert recall_at_least([1] * 10 + [0] * 90, 100) >= TAU


@pytest.mark.parametrize(("separation", "saved"), [(2.5, 0.1), (1.5, 0.0), (0.0, 0.0)])
def test_a_screening_seldom_stops_before_95_of_100_are_found(separation, saved):
    pool, rare, runs = 1000, 40, 80
    missed, left = 0, 0.0
    for seed in range(runs):
        random = np.random.default_rng([seed, int(10 * separation)])
        is_rare = (np.arange(pool) < rare).astype(int)
        order = is_rare[np.argsort(-(random.normal(size=pool) + separation * is_rare))]
        for screened in range(25, pool + 1, 25):
            if p_below(order[:screened], pool) < ALPHA:
                break
        missed += order[:screened].sum() / rare < TAU
        left += 1 - screened / pool
    assert missed / runs <= 0.08
    assert left / runs >= saved


def test_thousands_of_finds_take_no_longer_than_a_moment():
    order = (np.random.default_rng(0).random(20_000) < 0.2).astype(int)
    started = time.perf_counter()
    assert 0 < p_below(order, 40_000) <= 1
    assert time.perf_counter() - started < 5


def test_thousands_of_finds_are_tested_without_delay():
    random = np.random.default_rng(3)
    order = np.zeros(40_000, int)
    order[random.choice(20_000, 9_000, replace=False)] = 1
    started = time.process_time()
    p = p_below(order, 200_000)
    assert time.process_time() - started < 3
    # The urn that begins after the last find of all is the surest one here.
    hits = order.cumsum()
    before = np.flatnonzero(order)[-1] + 1
    hidden = int(np.floor(round(9_000 / TAU + 1 - hits[before - 1], 9)))
    assert p <= hypergeom.cdf(0, 200_000 - before, hidden, 40_000 - before) + 1e-9
