"""The planned width of an interval against the width that simulated studies have."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_al.core.errors import BadArgument
from desktop_al.people.study_plan import StudyGuess, deviation, needed, plan

SECONDS = (2.0, 3.0, 6.0)


def alpha(counts):
    """Fleiss' kappa of count tables, shape (..., samples, classes), with the same number of answers everywhere."""
    m = counts.sum(axis=-1)[..., :1]
    agree = ((counts * (counts - 1)).sum(axis=-1) / (m * (m - 1))).mean(axis=-1)
    chance = ((counts.mean(axis=-2) / m) ** 2).sum(axis=-1)
    return (agree - chance) / (1 - chance)


def answers(random, prevalence, right, annotators, samples, evenly):
    """Counts (samples, classes) of annotators who are right with probability ``right``, else wrong evenly; or, not
    ``evenly``, who know with that probability and else answer by the shares."""
    classes = len(prevalence)
    truth = random.choice(classes, samples, p=prevalence)
    if evenly:
        other = (truth + random.integers(1, classes, (annotators, samples))) % classes
    else:
        other = random.choice(classes, (annotators, samples), p=prevalence)
    given = np.where(random.random((annotators, samples)) < right, truth, other)
    return (given[:, :, None] == np.arange(classes)).sum(axis=0)


def bootstrap_half_width(counts, random, times=400):
    drawn = counts[random.integers(0, len(counts), (times, len(counts)))]
    low, high = np.nanpercentile(alpha(drawn), [2.5, 97.5])
    return (high - low) / 2


def test_known_sizes():
    balanced = StudyGuess((0.5, 0.5), 0.7)
    # sqrt(.85 * .15) / .5
    assert deviation(balanced) == pytest.approx(0.7141428)
    assert needed(balanced, 0.10) == 196
    assert needed(balanced, 0.15) == 88
    # Two annotators who are right 9 times of 10 where a tenth is positive: 18 % of the answers, kappa .39.
    rare = StudyGuess((0.82, 0.18), (0.82 - 0.7048) / 0.2952)
    widths = [2 * point.half_width for point in plan(rare, (60, 120, 250), SECONDS)]
    assert widths == pytest.approx([0.58, 0.42, 0.29], abs=0.02)


@pytest.mark.parametrize(
    ("prevalence", "kappa", "annotators", "samples"),
    [((0.5, 0.5), 0.7, 2, 120), ((0.9, 0.1), 0.5, 3, 200), ((0.5, 0.3, 0.15, 0.05), 0.6, 4, 150)],
)
def test_the_planned_width_is_that_of_the_bootstrap(prevalence, kappa, annotators, samples):
    random = np.random.default_rng(6)
    tables = [answers(random, prevalence, kappa**0.5, annotators, samples, False) for _ in range(40)]
    planned = plan(StudyGuess(prevalence, kappa, annotators), [samples], SECONDS)[0].half_width
    assert np.mean([bootstrap_half_width(table, random) for table in tables]) == pytest.approx(planned, rel=0.15)
    assert np.mean([alpha(table) for table in tables]) == pytest.approx(kappa, abs=0.03)


@pytest.mark.parametrize(
    ("prevalence", "right", "annotators", "samples"), [((0.9, 0.1), 0.9, 3, 200), ((0.6, 0.3, 0.1), 0.85, 3, 150)]
)
def test_the_width_holds_for_annotators_of_another_kind(prevalence, right, annotators, samples):
    random = np.random.default_rng(7)
    large = answers(random, prevalence, right, annotators, 200_000, True)
    guess = StudyGuess(tuple(large.mean(axis=0)), float(alpha(large)), annotators)
    tables = [answers(random, prevalence, right, annotators, samples, True) for _ in range(40)]
    measured = np.mean([bootstrap_half_width(table, random) for table in tables])
    assert measured == pytest.approx(plan(guess, [samples], SECONDS)[0].half_width, rel=0.15)


def test_the_deviation_is_that_of_many_studies():
    random = np.random.default_rng(8)
    for prevalence, kappa, annotators in [((0.7, 0.2, 0.1), 0.4, 3), ((0.5, 0.5), 0.0, 5), ((0.8, 0.2), 0.9, 2)]:
        many = [alpha(answers(random, prevalence, kappa**0.5, annotators, 400, False)) for _ in range(1500)]
        guess = StudyGuess(prevalence, kappa, annotators)
        assert np.std(many) * 400**0.5 == pytest.approx(deviation(guess), rel=0.08)


@settings(deadline=None)
@given(
    st.lists(st.floats(0.01, 1), min_size=2, max_size=12),
    st.floats(0, 0.99),
    st.integers(2, 12),
    st.floats(0.01, 0.5),
)
def test_needed_and_plan_agree(prevalence, kappa, annotators, half_width):
    guess = StudyGuess(tuple(prevalence), kappa, annotators)
    samples = needed(guess, half_width)
    enough, fewer = plan(guess, (samples, max(1, samples - 1)), SECONDS)
    assert enough.half_width <= half_width + 1e-6
    assert samples == 2 or fewer.half_width > half_width - 1e-6
    assert deviation(StudyGuess(tuple(prevalence), kappa, annotators + 1)) <= deviation(guess) + 1e-9
    # An unused class and another scale change nothing.
    assert deviation(StudyGuess((*[9 * share for share in prevalence], 0.0), kappa, annotators)) == pytest.approx(
        deviation(guess)
    )


def test_hours_are_those_of_all_annotators():
    point = plan(StudyGuess((0.5, 0.5), 0.7, 3), [120], SECONDS)[0]
    assert (point.samples, point.hours, point.hours_low, point.hours_high) == pytest.approx((120, 0.3, 0.2, 0.6))
    assert plan(StudyGuess((0.5, 0.5), 0.7), [], SECONDS) == ()


def test_studies_that_cannot_be():
    assert needed(StudyGuess((0.5, 0.5), 0.7), 0.0) is None
    assert needed(StudyGuess((0.5, 0.5), 0.7), float("nan")) is None
    for prevalence, kappa, annotators, words in [
        ((1.0,), 0.5, 2, "two classes"),
        ((1.0, 0.0), 0.5, 2, "two classes"),
        ((), 0.5, 2, "two classes"),
        ((0.5, -0.5), 0.5, 2, "0 or more"),
        ((0.5, float("nan")), 0.5, 2, "0 or more"),
        ((0.5, 0.5), 1.0, 2, "cannot be planned"),
        ((0.5, 0.5), -0.1, 2, "cannot be planned"),
        ((0.5, 0.5), float("nan"), 2, "cannot be planned"),
        ((0.5, 0.5), 0.5, 1, "two annotators"),
    ]:
        with pytest.raises(BadArgument, match=words):
            StudyGuess(prevalence, kappa, annotators)
    good = StudyGuess((0.5, 0.5), 0.7)
    for seconds in [(3, 2, 6), (-1, 2, 3), (1, 2, float("nan")), (1, 2, float("inf"))]:
        with pytest.raises(ValueError, match="low over median"):
            plan(good, [10], seconds)
    with pytest.raises(ValueError, match="at least one sample"):
        plan(good, [10, 0], SECONDS)
