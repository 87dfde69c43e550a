"""What holds of the measures of agreement whatever the answers are."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from desktop_al.people import agreement as module
from desktop_al.people.agreement import MEASURES, agreement, agreement_steps
from desktop_al.people.distances import linear, quadratic, ratio, weighted
from desktop_al.people.kappas import cohen
from desktop_al.people.pair_sums import comparisons
from desktop_al.people.pairs import pair_values, pairwise
from desktop_al.people.rating_sums import Summing, answers_of, gathered, source
from desktop_al.people.ratings import Ratings
from desktop_al.people.set_distances import jaccard, masi


def ratings(codes, levels=None):
    codes = np.asarray(codes, np.int16)
    levels = levels or [str(k + 1) for k in range(max(1, codes.max(initial=0) + 1))]
    names = tuple(f"a{k}" for k in range(codes.shape[0])), tuple(f"s{k}" for k in range(codes.shape[1]))
    return Ratings(*names, tuple(levels), codes)


def planted(seed, annotators=3, samples=200, classes=3, right=0.8, gaps=0.2):
    rng = np.random.default_rng(seed)
    shape = annotators, samples
    codes = np.where(rng.random(shape) < right, rng.integers(0, classes, samples), rng.integers(0, classes, shape))
    codes[rng.random(shape) < gaps] = -1
    return ratings(codes, [str(k) for k in range(classes)])


tables = arrays.arrays(np.int16, st.tuples(st.integers(2, 4), st.integers(1, 12)), elements=st.integers(-1, 2))
LEVELS = ["1", "2", "4"]


def values(found):
    return {name: m.value for name, m in found.items()}


def same(left, right):
    assert left.keys() == right.keys()
    for name, value in left.items():
        assert value == (None if right[name] is None else pytest.approx(right[name], abs=1e-9)), name


@settings(max_examples=25, deadline=None)
@given(tables, st.randoms(use_true_random=False))
def test_names_and_order_of_annotators_and_samples_do_not_matter(codes, random):
    one = ratings(codes, LEVELS)
    people, samples = list(range(codes.shape[0])), list(range(codes.shape[1]))
    random.shuffle(people)
    random.shuffle(samples)
    other = replace(one, codes=codes[people][:, samples], annotators=tuple(f"x{k}" for k in people))
    for scale in ("nominal", "ordinal", "ratio"):
        same(values(agreement(one, scale)), values(agreement(other, scale)))


@settings(max_examples=25, deadline=None)
@given(tables, st.permutations([0, 1, 2]))
def test_names_of_nominal_classes_do_not_matter(codes, order):
    renamed = np.where(codes < 0, -1, np.array(order, np.int16)[codes])
    same(
        values(agreement(ratings(codes, ["a", "b", "c"]))),
        values(agreement(ratings(renamed, ["a", "b", "c"]))),
    )


@settings(max_examples=25, deadline=None)
@given(tables)
def test_nothing_is_above_one_and_no_value_is_no_number(codes):
    for scale in ("nominal", "ordinal", "interval", "ratio"):
        for name, m in agreement(ratings(codes, LEVELS), scale).items():
            assert m.value is None or m.value <= 1 + 1e-12, name
            assert m.value is not None or m.reason, name


@settings(max_examples=15, deadline=None)
@given(arrays.arrays(np.int16, st.integers(2, 30), elements=st.integers(0, 2)))
def test_two_who_always_agree_have_one(row):
    found = agreement(ratings(np.stack([row, row]), LEVELS), "ordinal", bootstrap=0)
    kinds = len(set(row.tolist()))
    for m in MEASURES:
        if m.distance in ("jaccard", "masi") or (kinds == 1 and found[m.name].value is None):
            continue
        assert found[m.name].value == pytest.approx(1), m.name
    assert found["percent_agreement"].value == 1


@settings(max_examples=15, deadline=None)
@given(tables)
def test_a_pair_is_two_annotators_alone(codes):
    table = ratings(codes, LEVELS)
    for scale in ("nominal", "ordinal", "ratio"):
        pieces = list(pair_values(table, module.design_of(LEVELS, scale)))
        answering = int((codes >= 0).any(1).sum())
        assert sum(len(piece.first) for piece in pieces) == answering * (answering - 1) // 2
        for piece in pieces:
            for k, (a, b) in enumerate(zip(piece.first, piece.second)):
                both = (codes[a] >= 0) & (codes[b] >= 0)
                alone = agreement(ratings(codes[[a, b]][:, both], LEVELS), scale, bootstrap=0)
                assert piece.shared[k] == both.sum()
                for name, column in piece.values.items():
                    expected = alone[name].value
                    found = None if np.isnan(column[k]) else column[k]
                    assert found == (None if expected is None else pytest.approx(expected, abs=1e-9)), name


def test_pairs_are_the_same_one_by_one_and_all_at_once(monkeypatch):
    table = planted(1, annotators=6)
    design = module.design_of(table.levels, "ordinal")
    (at_once,) = pair_values(table, design)
    monkeypatch.setattr("desktop_al.people.pair_sums._ANSWERS", 100)
    pieces = list(pair_values(table, design))
    assert len(pieces) > 1
    for name, column in at_once.values.items():
        assert np.concatenate([piece.values[name] for piece in pieces]) == pytest.approx(column), name
    # With very many pairs, those without a shared sample are left out.
    monkeypatch.setattr("desktop_al.people.pair_sums.EVERY", 0)
    gaps = replace(
        table, codes=np.where(np.arange(200) < 100, [[1], [1], [-1], [-1], [-1], [-1]], [[-1]] * 2 + [[2]] * 4)
    )
    for _ in range(2):
        assert sum(len(piece.first) for piece in pair_values(gaps, design)) == 1 + 6
        monkeypatch.setattr("desktop_al.people.pair_sums._ANSWERS", 10**9)
    monkeypatch.setattr("desktop_al.people.pair_sums.MOST", 0)
    assert list(pair_values(table, design)) == []
    assert comparisons(answers_of(table)) > 0


def test_alpha_nears_scotts_pi_as_samples_grow():
    gaps = []
    for n in (20, 200, 2000):
        found = agreement(planted(5, annotators=2, samples=n, gaps=0), bootstrap=0)
        gaps.append(found["krippendorff_alpha"].value - found["scott_pi"].value)
    assert gaps[0] > gaps[1] > gaps[2] > 0
    assert gaps[2] < 1e-3


def test_weighted_kappa_with_plain_weights_is_kappa():
    table = planted(2, annotators=2)
    plain = weighted(1 - np.eye(3))
    data = source(table, {"plain": plain}, None)
    sums = Summing(data, ["differing plain", "common"]).sums(data.answers.times[:, None].astype(float))
    assert cohen(sums, plain, "plain")[0] == pytest.approx(agreement(table, bootstrap=0)["cohen_kappa"].value)


@pytest.mark.parametrize("seed", range(3))
def test_a_correlation_is_that_of_the_analysis_of_variance_by_hand(seed):
    rng = np.random.default_rng(seed)
    codes = np.clip(rng.integers(0, 8, 30) + rng.integers(-2, 3, (4, 30)) + [[0], [0], [1], [1]], 0, 9)
    x = codes.T.astype(float)
    n, k = x.shape
    rows, columns = x.mean(1, keepdims=True), x.mean(0, keepdims=True)
    between = k * ((rows - x.mean()) ** 2).sum() / (n - 1)
    raters = n * ((columns - x.mean()) ** 2).sum() / (k - 1)
    rest = ((x - rows - columns + x.mean()) ** 2).sum() / ((n - 1) * (k - 1))
    within = ((x - rows) ** 2).sum() / (n * (k - 1))
    found = values(agreement(ratings(codes, list("0123456789")), "interval", bootstrap=0))
    assert found["icc_1_1"] == pytest.approx((between - within) / (between + (k - 1) * within))
    assert found["icc_a_1"] == pytest.approx((between - rest) / (between + (k - 1) * rest + k * (raters - rest) / n))
    assert found["icc_c_1"] == pytest.approx((between - rest) / (between + (k - 1) * rest))
    assert found["icc_1_k"] == pytest.approx((between - within) / between)
    assert found["icc_a_k"] == pytest.approx((between - rest) / (between + (raters - rest) / n))
    assert found["icc_c_k"] == pytest.approx((between - rest) / between)


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_the_short_way_of_a_distance_is_the_sum_over_all_pairs_of_levels(data):
    q = data.draw(st.integers(1, 6))
    scores = data.draw(st.lists(st.integers(0, 20), min_size=q, max_size=q))
    sets = ["|".join(data.draw(st.sets(st.sampled_from("abcd")))) for _ in range(q)]
    u, v = (np.array(data.draw(st.lists(st.integers(0, 9), min_size=q, max_size=q)), float) for _ in range(2))
    every = np.arange(q)
    for distance in (linear(scores), quadratic(scores), ratio(scores), jaccard(sets), masi(sets)):
        table = distance.between(every[:, None], every[None, :])
        assert table == pytest.approx(table.T)
        assert np.diag(table) == pytest.approx(0)
        assert table.max() <= distance.largest + 1e-12
        assert float(distance.product(u, v)) == pytest.approx(float(u @ table @ v), abs=1e-6)


def test_a_large_table_of_levels_is_gone_through_in_blocks(monkeypatch):
    sets = ["|".join(c for k, c in enumerate("abcdefghi") if n >> k & 1) for n in range(512)]
    u, v = np.random.default_rng(0).random((2, 3, 512))
    whole = masi(sets).product(u, v)
    monkeypatch.setattr("desktop_al.people.distances._TABLE", 10)
    assert masi(sets).product(u, v) == pytest.approx(whole)


def test_samples_that_are_alike_are_gathered_without_any_change(monkeypatch):
    table = planted(3, annotators=2, samples=2000, classes=2, gaps=0)
    assert len(gathered(answers_of(table)).times) == 4
    short = agreement(table, "ordinal", seed=1)
    monkeypatch.setattr("desktop_al.people.rating_sums._ALIKE", 10**9)
    assert len(gathered(answers_of(table)).times) == 2000
    long = agreement(table, "ordinal", seed=1)
    same(values(short), values(long))
    for name, m in short.items():
        if m.low is not None:
            assert m.low == pytest.approx(long[name].low, abs=0.005), name
            assert m.high == pytest.approx(long[name].high, abs=0.005), name


@pytest.mark.parametrize("gaps", [0, 0.3])
@pytest.mark.parametrize("scale", ["nominal", "ordinal", "interval"])
def test_intervals_hold_the_value_repeat_and_do_not_depend_on_batches(scale, gaps, monkeypatch):
    table = planted(7, gaps=gaps)
    found = agreement(table, scale, seed=4, bootstrap=500)
    given = {name: m for name, m in found.items() if m.value is not None}
    assert len(given) == (15 if gaps == 0 else 9)
    for name, m in given.items():
        assert m.low < m.value < m.high, name
    assert agreement(table, scale, seed=4, bootstrap=500) == found
    assert agreement(table, scale, seed=5, bootstrap=500)["fleiss_kappa"].low != found["fleiss_kappa"].low
    monkeypatch.setattr(module, "_HELD", 5000)
    for name, m in agreement(table, scale, seed=4, bootstrap=500).items():
        assert m.low == (None if found[name].low is None else pytest.approx(found[name].low)), name


def test_an_interval_is_that_of_resamples_made_by_hand():
    table = planted(8, annotators=2, samples=80, gaps=0)
    rng = np.random.default_rng(0)
    by_hand = []
    for _ in range(400):
        some = replace(table, codes=table.codes[:, rng.integers(0, 80, 80)])
        by_hand.append(agreement(some, bootstrap=0, names=["cohen_kappa"])["cohen_kappa"].value)
    m = agreement(table)["cohen_kappa"]
    assert (m.low, m.high) == pytest.approx(np.percentile(by_hand, (2.5, 97.5)), abs=0.03)


def test_resamples_without_a_value_are_left_out_and_told():
    codes = np.zeros((2, 30), np.int16)
    codes[:, 0] = 1
    m = agreement(ratings(codes, ["a", "b"]))["cohen_kappa"]
    assert m.value == 1
    assert "Undefined in 3" in m.reason


def test_too_many_sums_give_a_value_without_an_interval(monkeypatch):
    table = planted(9, annotators=4)
    whole = agreement(table, "ordinal", bootstrap=300)
    monkeypatch.setattr("desktop_al.people.rating_sums.MOST_PAIRS", 20)
    few = agreement(table, "ordinal", bootstrap=300)
    same(values(whole), values(few))
    for name in ("light_kappa", "krippendorff_alpha"):
        assert whole[name].low is not None
        assert few[name].low is None
        assert "Too large" in few[name].reason
    monkeypatch.setattr(module, "_WORK", 200 * 3000)
    m = agreement(table, bootstrap=10_000)["fleiss_kappa"]
    assert m.low is not None
    assert "resamples" in m.reason


def test_progress_rises_and_can_end_the_work():
    shares = list(agreement_steps(planted(1), bootstrap=3000))
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] == 1

    class Enough(Exception):
        pass

    def stop(share):
        raise Enough

    with pytest.raises(Enough):
        agreement(planted(1), progress=stop)


def test_pairs_have_intervals_where_they_share_enough():
    table = planted(4, annotators=3, samples=120)
    table.codes[2, 15:] = -1
    found = pairwise(table, "cohen_kappa", bootstrap=300)
    assert [(p.a, p.b) for p in found] == [(0, 1), (0, 2), (1, 2)]
    assert found[0].measured.low < found[0].measured.value < found[0].measured.high
    assert found[0].n == found[0].measured.n > 60
    assert found[1].measured.low is None
    assert "20" in found[1].measured.reason
    light = pairwise(table, "light_kappa", bootstrap=300)
    assert light == found
    undefined = pairwise(table, "icc_1_1", scores=())
    assert all(p.measured.value is None and p.measured.reason for p in undefined)
