"""Groups for batch review: sure, alike, of the right size, and none where the answers do not bear them out."""

from dataclasses import replace
from time import perf_counter

import numpy as np
import pytest

from desktop_al.core.errors import BadArgument
from desktop_al.learn.groups import (
    LARGEST,
    MOST_GROUPS,
    SMALLEST,
    SUPPORT,
    ReviewInput,
    Threshold,
    answers_missing,
    find_threshold,
    review_groups,
    split,
)
from desktop_al.learn.models import MIN_AUDIT
from desktop_al.learn.steps import finish


def sure_pool(n=2000, classes=4, dimensions=8, held=200, seed=0, unsure=0.3):
    """Separate classes; a part of the rows is unsure, and wrong as often as its probabilities say."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, classes, n)
    features = (rng.normal(0, 0.3, (n, dimensions)) + 3 * np.eye(classes, dimensions)[truth]).astype(np.float32)
    is_sure = rng.random(n) > unsure
    own = np.where(is_sure, rng.uniform(0.99, 1, n), 0.6)
    offered = np.where(rng.random(n) < own, truth, (truth + 1) % classes)
    shares = np.repeat(((1 - own) / (classes - 1))[:, None], classes, axis=1)
    shares[np.arange(n), offered] = own
    shares = shares.astype(np.float32)
    excluded = np.arange(n) < held
    return ReviewInput(shares, features, excluded, shares[:held], truth[:held], True, seed), truth


def test_groups_are_sure_alike_of_the_right_size_and_never_of_excluded_rows():
    given, truth = sure_pool()
    review = finish(review_groups(given))
    assert review.reason == ""
    assert 10 < len(review.groups) <= MOST_GROUPS
    everything = np.concatenate([group.rows for group in review.groups])
    assert len(np.unique(everything)) == len(everything)
    assert not given.excluded[everything].any()
    assert review.sure >= len(everything)
    confidence = given.probabilities.max(axis=1)
    for group in review.groups:
        assert SMALLEST <= len(group.rows) <= LARGEST
        assert (given.probabilities[group.rows].argmax(axis=1) == group.class_index).all()
        assert (confidence[group.rows] >= review.threshold.confidence).all()
        assert (np.diff(confidence[group.rows]) <= 0).all()
        assert len(group.recheck) == np.ceil(0.1 * len(group.rows) - 1e-9)
        assert np.isin(group.recheck, group.rows).all()
        assert 0 <= group.errors.low <= group.errors.value <= group.errors.high
        assert group.errors.value <= given.limit * len(group.rows)
    assert (truth[everything] != given.probabilities[everything].argmax(axis=1)).mean() < given.limit
    shares = [round(group.errors.value / len(group.rows), 3) for group in review.groups]
    keys = [(share, -len(group.rows)) for share, group in zip(shares, review.groups, strict=True)]
    assert keys == sorted(keys)


def test_the_same_seed_gives_the_same_groups_and_another_draws_others_again():
    given, _ = sure_pool()
    once, again, other = (finish(review_groups(one)) for one in (given, given, replace(given, seed=5)))
    assert [group.rows.tolist() for group in once.groups] == [group.rows.tolist() for group in again.groups]
    drawn = [[group.recheck.tolist() for group in review.groups] for review in (once, again, other)]
    assert drawn[0] == drawn[1] != drawn[2]
    none = finish(review_groups(replace(given, recheck=0.0))).groups
    assert all(len(group.recheck) == 0 for group in none)
    assert all(
        len(group.recheck) == len(group.rows) for group in finish(review_groups(replace(given, recheck=1))).groups
    )


def test_nothing_is_offered_without_skill_support_or_sureness():
    given, truth = sure_pool()
    few = MIN_AUDIT - 1
    for bad, words in (
        (replace(given, beats_base_rate=False), "not yet better"),
        (replace(given, held_probabilities=given.held_probabilities[:few], held_truth=truth[:few]), f"there are {few}"),
        (replace(given, held_probabilities=given.held_probabilities[:0], held_truth=truth[:0]), "there are 0"),
        (replace(given, held_truth=(given.held_truth + 1) % 4), "surest audit answers"),
        (replace(given, excluded=np.ones(2000, bool)), "No 12 samples"),
        (replace(given, excluded=np.arange(2000) >= 11), "No 12 samples"),
    ):
        review = finish(review_groups(bad))
        assert review.groups == ()
        assert words in review.reason
        assert review.reason.endswith(".")


def certain(n, wrong, confidence=0.999):
    shares = np.tile([confidence, 1 - confidence], (n, 1))
    truth = np.zeros(n, np.intp)
    truth[:wrong] = 1
    return shares, truth


def test_answers_weigh_more_than_what_the_probabilities_say():
    assert isinstance(find_threshold(*certain(40, 0)), Threshold)
    assert isinstance(find_threshold(*certain(40, 1)), str)
    assert isinstance(find_threshold(*certain(400, 1)), Threshold)
    # The answers are all right, but by too little: the probabilities themselves promise more errors than allowed.
    assert isinstance(find_threshold(*certain(40, 0, 0.95)), str)
    assert isinstance(find_threshold(*certain(400, 0, 0.95)), Threshold)
    strict, loose = (find_threshold(*certain(200, 2), limit) for limit in (0.02, 0.05))
    assert isinstance(strict, str)
    assert isinstance(loose, Threshold)
    assert (loose.n, loose.errors) == (200, 2)
    assert 0.01 < loose.high <= 0.05


def test_the_threshold_leaves_out_what_is_unsure_and_a_class_that_is_often_wrong():
    given, _ = sure_pool(held=300)
    found = find_threshold(given.held_probabilities, given.held_truth)
    assert found.confidence > 0.9
    assert SUPPORT <= found.n < 300
    shares, truth = certain(600, 0)
    other = np.array([[0.0005, 0.9995]])
    shares, truth = (
        np.concatenate((shares, np.repeat(other, 10, axis=0))),
        np.concatenate((truth, np.ones(10, np.intp))),
    )
    assert find_threshold(shares, truth).distrusted == ()
    truth[-3:] = 0
    assert find_threshold(shares, truth).distrusted == (1,)


@pytest.mark.parametrize("share", [0.005, 0.02, 0.08])
def test_groups_are_offered_where_errors_are_rare_and_hardly_ever_where_they_are_not(share):
    # The model says 0.5 % everywhere, whatever the truth.
    offered = 0
    for seed in range(200):
        wrong = np.random.default_rng([seed, 7]).binomial(60, share)
        offered += isinstance(find_threshold(*certain(60, wrong, 0.995)), Threshold)
    assert {0.005: offered > 120, 0.02: offered < 80, 0.08: offered < 10}[share]


@pytest.mark.parametrize("n", [0, 1, 12, 30, 31, 48, 500])
def test_parts_are_whole_and_neither_too_small_nor_too_large(n):
    rows = np.random.default_rng(n).normal(size=(n, 5)).astype(np.float32)
    for values in (rows, np.zeros_like(rows)):
        parts = split(values, 0)
        assert sorted(np.concatenate(parts).tolist()) == list(range(n))
        assert all(len(part) <= LARGEST for part in parts)
        assert n < SMALLEST or all(len(part) >= SMALLEST for part in parts)


def test_what_lies_apart_comes_apart():
    rng = np.random.default_rng(0)
    of = rng.integers(0, 4, 96)
    rows = (rng.normal(0, 0.1, (96, 6)) + 5 * np.eye(4, 6)[of]).astype(np.float32)
    assert all(len(np.unique(of[part])) == 1 for part in split(rows, 0)) or min(np.bincount(of)) < SMALLEST
    assert min(np.bincount(of)) >= SMALLEST


def test_impossible_input_is_refused():
    given, _ = sure_pool(100, held=40)
    for bad in (
        replace(given, features=given.features[:50]),
        replace(given, excluded=given.excluded[:50]),
        replace(given, excluded=given.excluded.astype(np.intp)),
        replace(given, held_truth=given.held_truth[:5]),
        replace(given, held_probabilities=given.held_probabilities[:, :2]),
        replace(given, probabilities=np.full_like(given.probabilities, np.nan)),
        replace(given, probabilities=given.probabilities[0]),
        replace(given, limit=0.0),
        replace(given, limit=1.0),
        replace(given, recheck=1.5),
    ):
        with pytest.raises(BadArgument):
            finish(review_groups(bad))


def test_a_large_pool_takes_short_steps():
    given, _ = sure_pool(30_000, 10, 64, seed=3)
    steps, longest, begun = review_groups(given), 0.0, perf_counter()
    progress = []
    for share in steps:
        progress.append(share)
        now = perf_counter()
        longest, begun = max(longest, now - begun), now
    assert progress == sorted(progress)
    assert progress[-1] == 1
    assert longest < 0.5
    assert len(finish(review_groups(given)).groups) == MOST_GROUPS


def test_answers_that_are_missing_are_enough_when_they_come():
    rng = np.random.default_rng(4)
    shares = np.full((60, 3), 0.02)
    shares[:, 0] = 0.96 + 0.02 * rng.random(60)
    truth = np.zeros(60, np.intp)
    truth[5] = 1
    assert isinstance(find_threshold(shares, truth), str)
    surest, wrong, missing = answers_missing(shares, truth)
    assert (surest, missing) > (0, 0)
    assert wrong in (0, 1)
    more = missing + 30
    enough = find_threshold(np.vstack((shares, np.repeat(shares[:1], more, axis=0))), np.append(truth, [0] * more))
    assert isinstance(enough, Threshold)
    truth[:] = 1
    assert answers_missing(shares, truth)[2] == 0, "so many that no number is named"
