"""Fair draws: by the project's seed, independent of each other, never of the pool around them."""

import subprocess
import sys
import time
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from desktop_al.people.assignment import (
    AUDIT,
    GOLD,
    ORDER,
    OVERLAP,
    assign,
    audit_mask,
    draw,
    gold_mask,
    is_turn,
    overlap_mask,
    serving_order,
)
from desktop_al.people.designs import balanced_blocks


def ids(n, seed=0):
    return np.random.default_rng(seed).integers(0, 2**64, n, dtype=np.uint64)


@pytest.mark.parametrize("share", [0.0, 0.05, 0.1, 0.5, 1.0])
def test_the_share_is_kept(share):
    mask = audit_mask(ids(100_000), 7, share)
    # Five standard errors of a binomial share.
    assert abs(mask.mean() - share) <= 5 * np.sqrt(share * (1 - share) / 100_000)


def test_draws_are_uniform_and_independent_of_each_other():
    some = ids(100_000)
    one, two, other_seed = draw(some, 7, AUDIT), draw(some, 7, ORDER), draw(some, 8, AUDIT)
    for values in (one, two, other_seed):
        assert 0 <= values.min() < values.max() < 1
        counts = np.histogram(values, 20, (0, 1))[0]
        assert np.abs(counts - 5000).max() < 5 * np.sqrt(5000)
    assert abs(np.corrcoef(one, two)[0, 1]) < 0.02
    assert abs(np.corrcoef(one, other_seed)[0, 1]) < 0.02


def test_consecutive_ids_are_no_pattern():
    values = draw(np.arange(10_000, dtype=np.uint64), 0, AUDIT)
    assert abs(np.corrcoef(values[:-1], values[1:])[0, 1]) < 0.05


@given(st.integers(0, 2**31 - 1), st.integers(1, 300), st.floats(0, 1))
def test_a_sample_keeps_its_place_however_the_pool_grows(seed, count, share):
    some = ids(count, seed)
    whole = audit_mask(some, seed, share)
    assert (audit_mask(some[: count // 2], seed, share) == whole[: count // 2]).all()
    assert (audit_mask(some[::-1], seed, share) == whole[::-1]).all()


@given(st.integers(0, 2**31 - 1), st.sampled_from([0.05, 0.1, 0.2, 0.25, 0.5, 1.0]))
def test_every_block_of_turns_has_one_audit_turn(seed, share):
    length = round(1 / share)
    turns = [is_turn(position, seed, share) for position in range(40 * length)]
    assert all(sum(turns[k : k + length]) == 1 for k in range(0, len(turns), length))
    assert not any(is_turn(position, seed, 0.0) for position in range(50))


def test_audit_turns_are_not_to_be_guessed():
    places = {tuple(is_turn(10 * block + k, 3, 0.1) for k in range(10)).index(True) for block in range(60)}
    assert len(places) > 6


def test_audit_overlap_and_gold_are_drawn_independently():
    some = ids(100_000)
    for seed in (0, 7, 2**63 + 5, -3):
        masks = [audit_mask(some, seed, 0.2), overlap_mask(some, seed, 0.2), gold_mask(some, seed, 0.2)]
        for one, two in combinations(masks, 2):
            assert abs((one & two).mean() - 0.04) < 5 * np.sqrt(0.04 * 0.96 / 100_000)
    assert len({AUDIT, ORDER, OVERLAP, GOLD}) == 4
    assert not overlap_mask(some, 1, 0.0).any()
    assert gold_mask(some, 1, 1.0).all()


# Who answers which sample


def spreads(chosen):
    """By how much loads and pair counts differ."""
    table = chosen.astype(np.int64)
    met = table.T @ table
    pairs = met[np.triu_indices(len(met), 1)]
    return int(np.ptp(np.diag(met))), int(np.ptp(pairs)) if len(pairs) else 0


@settings(deadline=None)
@given(st.data())
def test_loads_are_even_and_pairs_nearly(data):
    annotators = data.draw(st.integers(2, 8))
    per_sample = data.draw(st.integers(1, annotators))
    some = ids(data.draw(st.integers(1, 200)), data.draw(st.integers(0, 1000)))
    chosen = assign(some, data.draw(st.integers(-5, 2**64)), annotators, per_sample)
    assert (chosen.sum(axis=1) == per_sample).all()
    loads, pairs = spreads(chosen)
    assert loads <= 1
    assert pairs <= (3 if 2 < per_sample < annotators else 1)


@pytest.mark.parametrize("annotators", range(2, 22))
def test_twos_are_always_balanced(annotators):
    some = ids(2 * annotators * annotators)
    for count in [*range(1, annotators + 2), len(some) // 2 + 3, len(some)]:
        assert max(spreads(assign(some[:count], 4, annotators, 2))) <= 1


@pytest.mark.parametrize(
    ("annotators", "per_sample", "cycle"), [(4, 3, 4), (6, 3, 10), (7, 3, 7), (8, 4, 14), (13, 4, 13), (20, 3, 380)]
)
def test_whole_cycles_are_perfectly_balanced(annotators, per_sample, cycle):
    for times in (1, 2, 5):
        random = np.random.default_rng(3)
        blocks = balanced_blocks(annotators, per_sample, times * cycle, random)
        chosen = np.zeros((len(blocks), annotators), bool)
        np.put_along_axis(chosen, blocks, True, axis=1)
        assert spreads(chosen) == (0, 0)


def possible(annotators, per_sample, count):
    """Whether there is a design with loads and pairs within 1, by integer programming."""
    blocks = np.array([np.isin(range(annotators), one) for one in combinations(range(annotators), per_sample)]).T
    first, second = np.triu_indices(annotators, 1)
    pairs = (blocks[first] & blocks[second]).astype(float)
    limits = []
    for table in (blocks.astype(float), pairs):
        low, more = divmod(count * int(table[:, 0].sum()), len(table))
        limits.append(LinearConstraint(table, low, low + (more > 0)))
    limits.append(LinearConstraint(np.ones((1, blocks.shape[1])), count, count))
    found = milp(
        np.zeros(blocks.shape[1]), integrality=np.ones(blocks.shape[1]), bounds=Bounds(0, count), constraints=limits
    )
    return found.status == 0


@pytest.mark.parametrize(("annotators", "per_sample"), [(4, 3), (5, 3), (5, 4), (6, 3), (7, 3)])
def test_pairs_are_even_wherever_they_can_be(annotators, per_sample):
    some = ids(60)
    for count in range(1, 33):
        pairs = spreads(assign(some[:count], 9, annotators, per_sample))[1]
        assert pairs <= 1 or not possible(annotators, per_sample, count), count


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 2**31 - 1), st.integers(0, 60), st.integers(0, 6), st.integers(0, 8))
def test_an_assignment_belongs_to_the_samples_not_to_their_order(seed, count, annotators, per_sample):
    some = ids(count, seed)
    shuffled = np.random.default_rng(seed).permutation(count)
    chosen = assign(some, seed, annotators, per_sample)
    assert (assign(some[shuffled], seed, annotators, per_sample) == chosen[shuffled]).all()
    assert chosen.shape == (count, annotators)
    if per_sample == 0 or per_sample >= annotators:
        assert chosen.all()


def test_another_seed_is_another_assignment_and_nobody_is_favoured():
    some = ids(7)
    chosen = [assign(some, seed, 5, 2) for seed in range(200)]
    assert len({one.tobytes() for one in chosen}) > 150
    loads = np.sum([one.sum(axis=0) for one in chosen], axis=0)
    assert np.ptp(loads) < 60
    assert loads.sum() == 200 * 7 * 2


def test_numbers_that_make_no_sense_are_refused():
    for annotators, per_sample in [(-1, 2), (3, -1)]:
        with pytest.raises(ValueError, match="cannot be assigned"):
            assign(ids(3), 0, annotators, per_sample)
    with pytest.raises(ValueError, match="no block"):
        balanced_blocks(3, 4, 5, np.random.default_rng(0))
    with pytest.raises(ValueError, match="at least one sample"):
        serving_order(ids(3), 0, "ann", 0)


@pytest.mark.alone
@pytest.mark.parametrize("per_sample", [2, 3, 10])
def test_a_large_set_is_assigned_at_once(per_sample):
    some = ids(15_000)
    began = time.process_time()
    chosen = assign(some, 1, 20, per_sample)
    assert time.process_time() - began < 1
    loads, pairs = spreads(chosen)
    assert loads <= 1
    assert pairs <= 3


# The order in which a reserved set is served


@settings(deadline=None)
@given(st.integers(0, 2**31 - 1), st.integers(0, 90), st.integers(1, 30))
def test_heads_are_shared_and_orders_are_not(seed, count, block):
    some = ids(count, seed)
    one, two = serving_order(some, seed, "Ann", block), serving_order(some, seed, "Bea", block)
    assert sorted(one) == list(range(count))
    for start in range(0, count, block):
        assert set(one[start : start + block]) == set(two[start : start + block])
    shuffled = np.random.default_rng(seed).permutation(count)
    assert (some[shuffled][serving_order(some[shuffled], seed, "Ann", block)] == some[one]).all()


def test_orders_within_a_block_are_unrelated():
    some = ids(20_000)
    place = [np.argsort(serving_order(some, 5, name)) % 20 for name in ("Ann", "Bea", "Ann ", "\udcff")]
    for one, two in combinations(place, 2):
        assert abs(np.corrcoef(one, two)[0, 1]) < 0.04


def test_an_order_is_the_same_in_another_run():
    program = (
        "import numpy as np; from desktop_al.people.assignment import assign, serving_order;"
        "some = np.arange(50, dtype=np.uint64); "
        "print(serving_order(some, 3, 'Zo\u00eb').tolist(), assign(some, 3, 7, 3).nonzero()[1].tolist())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    some = np.arange(50, dtype=np.uint64)
    order, who = serving_order(some, 3, "Zo\u00eb"), assign(some, 3, 7, 3).nonzero()[1]
    assert runs == {f"{order.tolist()} {who.tolist()}\n"}
