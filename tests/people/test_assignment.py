"""Fair draws: by the project's seed, independent of each other, never of the pool around them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_al.people.assignment import AUDIT, ORDER, audit_mask, draw, is_turn


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
