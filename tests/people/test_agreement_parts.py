"""Agreement by class, by sample, of one annotator in time, and the explanation of a low kappa."""

from dataclasses import replace

import numpy as np
import pytest

from desktop_al.people import retest
from desktop_al.people.disagreement import (
    class_votes,
    hardest,
    paradox,
    per_class,
    sample_agreement,
    specific_agreement,
    two_by_two,
    unanimous,
)
from desktop_al.people.pairs import between, pair_confusion
from desktop_al.people.ratings import Ratings, ratings_of


def table(codes, levels="xyz", **more):
    codes = np.asarray(codes, np.int16)
    people, samples = (tuple(f"{kind}{k}" for k in range(many)) for kind, many in zip("as", codes.shape))
    return Ratings(people, samples, tuple(levels), codes, **more)


#: Five samples: all agree, two against one, one against one, one answer, none.
FEW = table([[0, 0, 1, 2, -1], [0, 0, 2, -1, -1], [0, 1, -1, -1, -1]])


def test_samples_are_ordered_by_how_far_their_answers_differ():
    assert sample_agreement(FEW) == pytest.approx([1, 1 / 3, 0, np.nan, np.nan], nan_ok=True)
    # Of three pairs 0 and 2 differ, of one pair 1: each with one more of either kind.
    assert hardest(FEW) == pytest.approx([1 / 5, 3 / 5, 2 / 3, np.nan, np.nan], nan_ok=True)
    assert unanimous(FEW) == (1, 3)
    assert class_votes(FEW).tolist() == [5, 2, 2]


def test_nothing_answered_is_no_error():
    nothing = table(np.full((2, 3), -1))
    assert unanimous(nothing) == (0, 0)
    assert np.isnan(hardest(nothing)).all()
    assert [m.value for m in per_class(nothing)] == [None] * 3
    assert per_class(nothing)[0].reason
    assert np.isnan(specific_agreement(nothing)).all()
    assert paradox(nothing) == ""
    assert two_by_two(replace(nothing, levels=("x", "y"))) == {}
    assert retest.test_retest(nothing, 0).value is None
    assert retest.running(nothing, 0, np.arange(3)) == []


def test_every_class_has_an_interval_and_an_unused_one_a_reason():
    rng = np.random.default_rng(0)
    codes = np.where(rng.random((3, 120)) < 0.8, rng.integers(0, 2, 120), rng.integers(0, 2, (3, 120)))
    first, second, unused = per_class(table(codes), bootstrap=400, seed=1)
    assert first.low < first.value < first.high
    # With two classes in use, telling one of them is telling the other.
    assert first.value == pytest.approx(second.value)
    assert unused.value is None
    assert unused.reason
    assert per_class(table(codes), bootstrap=400, seed=1)[0] == first


def test_a_pair_exchanges_classes():
    assert pair_confusion(FEW, 0, 1).tolist() == [[2, 0, 0], [0, 0, 1], [0, 0, 0]]
    assert between(FEW, 0, 2).samples == ("s0", "s1")


def test_a_low_kappa_beside_high_agreement_is_explained():
    codes = [[0] * 80 + [0] * 5 + [1] * 10 + [1] * 5, [0] * 80 + [1] * 5 + [0] * 10 + [1] * 5]
    words = paradox(table(codes, ["healthy", "ill"]))
    for part in ("85%", "0.32", "88%", "healthy", "AC1", "0.81", "ill", "40%"):
        assert part in words
    indices = two_by_two(table(codes, ["healthy", "ill"]))
    assert indices == pytest.approx({"bias_index": -0.05, "prevalence_index": 0.75, "pabak": 0.7})
    assert specific_agreement(table(codes, ["healthy", "ill"])) == pytest.approx([160 / 175, 0.4])
    balanced = [[0] * 45 + [0] * 5 + [1] * 50, [0] * 45 + [1] * 5 + [1] * 50]
    assert paradox(table(balanced, ["healthy", "ill"])) == ""
    three = paradox(table([*codes, codes[0]], ["healthy", "ill"]))
    assert three == "" or "kappa" in three


def test_readings_of_one_annotator_come_from_replicates_and_later_sessions():
    rows = [("a", "1", "x"), ("a", "1", "x"), ("a", "2", "x"), ("a", "2", "y"), ("b", "1", "y")]
    both = replace(ratings_of(rows, ["x", "y"]), again=((0, 0, 1), (1, 0, 0)))
    own = retest.readings(both, 0)
    assert own.samples == ("1", "2")
    assert own.codes.tolist() == [[0, 0], [0, 1], [1, -1]]
    assert retest.test_retest(both, 0, name="percent_agreement").value == pytest.approx((1 / 3 + 0) / 2)
    assert retest.test_retest(both, 1).n == 1


def test_running_agreement_follows_the_newest_samples():
    n = 200
    codes = np.zeros((3, n), np.int16)
    codes[0, 100:] = 1  # From the hundredth on, the first one says something else.
    codes[1:, 50] = -1  # Nobody else has answered this one.
    found = retest.running(table(codes), 0, np.arange(n), window=60)
    assert [at for at, _ in found] == list(range(20, n))
    first, last = found[0][1], found[-1][1]
    assert (first.value, last.value, last.n) == (1, 0, 60)
    assert "conclude" in first.reason
    assert not last.reason
    half = dict(found)[99 + 30]
    assert half.value == pytest.approx(0.5)
    assert half.low < 0.5 < half.high
    backwards = retest.running(table(codes), 0, np.arange(n)[::-1])
    assert backwards[-1][1].value == 1
