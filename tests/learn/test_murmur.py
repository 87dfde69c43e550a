"""The hash of words is MurmurHash3, whatever the bytes, their number and the way that they are hashed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.utils import murmurhash3_32

from desktop_al.learn import words
from desktop_al.learn.murmur import SHORT, murmurhash3
from desktop_al.learn.words import columns_of

_KEYS = st.lists(st.one_of(st.binary(max_size=9), st.binary(min_size=SHORT - 4, max_size=SHORT + 9)), max_size=9)


@given(_KEYS, st.sampled_from([0, 1, 2**31, 2**32 - 1]))
@settings(max_examples=200, deadline=None)
def test_it_is_the_hash_of_another_library(keys, seed):
    hashes = murmurhash3(keys, seed)
    assert hashes.dtype == np.uint32
    assert hashes.tolist() == [murmurhash3_32(key, seed, positive=True) for key in keys]


@pytest.mark.parametrize(
    ("key", "seed", "value"),
    [(b"", 0, 0), (b"", 1, 0x514E28B7), (b"\0\0\0\0", 0, 0x2362F9DE), (b"Hello, world!", 0x9747B28C, 0x24884CBA)],
)
def test_known_values(key, seed, value):
    assert murmurhash3([key], seed).tolist() == [value]


def test_columns_are_the_same_beside_other_texts_and_after_all_was_forgotten(monkeypatch):
    texts = ["the pump leaks", "", "a seal " * 20_000, "the tank leaks the pump"]
    alone = [next(columns_of([text])) for text in texts]
    monkeypatch.setattr(words, "MOST_WORDS", 2)
    for _ in range(2):
        for one, other in zip(alone, columns_of(texts), strict=True):
            np.testing.assert_array_equal(one, other)
    assert len(words._known.words) < 9
