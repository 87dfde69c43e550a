"""The index of a million rows gives what a dictionary gives."""

import os
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_al.loop import row_index
from desktop_al.loop.row_index import RowIndex


@given(seed=st.integers(0, 2**32), loose=st.sampled_from([1, 3, 10_000]), parts=st.integers(0, 8))
@settings(max_examples=60, deadline=None)
def test_the_index_is_a_dictionary_of_the_newest_rows(seed, loose, parts):
    usual, row_index._LOOSE = row_index._LOOSE, loose
    try:
        draw = random.Random(seed)
        # Some keys agree in their first eight bytes, or altogether.
        pool = [draw.randbytes(8) * 2 for _ in range(4)] + [b"same.key" + draw.randbytes(8) for _ in range(3)]
        index, expected, rows = RowIndex(), {}, []
        for _ in range(parts):
            keys = [draw.choice([*pool, draw.randbytes(16)]) for _ in range(draw.randrange(6))]
            index.extend(b"".join(keys))
            for key in keys:
                expected[key] = len(rows)
                rows.append(key)
        asked = [*pool, *rows, draw.randbytes(16)]
        assert [index.get(key) for key in asked] == [expected.get(key, -1) for key in asked]
        assert index.get_all(asked).tolist() == [expected.get(key, -1) for key in asked]
        assert [index.key(row) for row in range(len(rows))] == rows
        assert len(index) == len(rows)
        assert index.get(b"") == -1
    finally:
        row_index._LOOSE = usual


def test_a_hundred_thousand_rows_are_found():
    keys = [os.urandom(16) for _ in range(100_000)]
    index = RowIndex()
    index.extend(b"".join(keys))
    assert index.get_all(keys[::7]).tolist() == list(range(0, 100_000, 7))
