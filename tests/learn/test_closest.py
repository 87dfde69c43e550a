"""The closest labelled samples: those of a plain search, whatever is added, answered anew or taken back."""

from time import perf_counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_al.core.errors import BadArgument
from desktop_al.learn import closest
from desktop_al.learn.closest import LabelledRows

NONE = np.empty(0, np.intp)


def plain(rows, places, query, k, leave_out=()):
    """Places in order of the rounded cosine, ties by place."""
    length = np.linalg.norm(rows.astype(np.float64), axis=1) * np.linalg.norm(query.astype(np.float64))
    cosine = (rows.astype(np.float64) @ query.astype(np.float64) / np.maximum(length, 1e-30)).round(6)
    found = [place for at, place in enumerate(places) if length[at] > 0 and place not in leave_out]
    of = dict(zip(places, cosine))
    return sorted(found, key=lambda place: (-of[place], place))[:k]


@given(
    n=st.integers(0, 40), d=st.integers(1, 4), k=st.integers(1, 8), values=st.integers(1, 3), seed=st.integers(0, 999)
)
@settings(max_examples=150, deadline=None)
def test_it_finds_what_a_plain_search_finds(n, d, k, values, seed):
    rng = np.random.default_rng(seed)
    rows = rng.integers(-values, values + 1, (n, d)).astype(np.float32)
    places = rng.permutation(100)[:n]
    index = LabelledRows(d)
    index.add(places, rows, places % 3)
    query = rng.integers(-values, values + 1, d).astype(np.float32)
    leave_out = set(places[: n // 4].tolist())
    found = index.closest(query, k, leave_out)
    assert found.places.tolist() == plain(rows, places.tolist(), query, k, leave_out)
    assert found.classes.tolist() == (found.places % 3).tolist()
    assert found.exact
    assert (np.diff(found.similarity) <= 0).all()


@given(steps=st.lists(st.tuples(st.integers(0, 15), st.booleans()), max_size=60), seed=st.integers(0, 99))
@settings(max_examples=80, deadline=None)
def test_answers_are_added_changed_and_taken_back(steps, seed):
    rng = np.random.default_rng(seed)
    index, kept = LabelledRows(3), {}
    for place, adds in steps:
        if adds:
            kept[place] = (rng.normal(size=3).astype(np.float32), int(rng.integers(5)))
            index.add(np.array([place]), kept[place][0][None], np.array([kept[place][1]]))
        else:
            kept.pop(place, None)
            index.remove(place)
    assert len(index) == len(kept)
    query = rng.normal(size=3).astype(np.float32)
    rows = np.array([row for row, _ in kept.values()], np.float32).reshape(-1, 3)
    found = index.closest(query, 20)
    assert found.places.tolist() == plain(rows, list(kept), query, 20)
    assert found.classes.tolist() == [kept[place][1] for place in found.places.tolist()]


def spectrum(n, seed, dimensions=512):
    """Rows in groups, with as much weight in each dimension as principal components have."""
    rng = np.random.default_rng(seed)
    scale = 1 / np.sqrt(1 + np.arange(dimensions))
    middle = rng.normal(size=(n // 50, dimensions)) * scale
    rows = middle[rng.integers(0, len(middle), n)] + 0.7 * rng.normal(size=(n, dimensions)) * scale
    return rows.astype(np.float32)


def test_sketches_find_nearly_all_that_a_plain_search_finds(monkeypatch):
    rows = spectrum(12_000, 0)
    index = LabelledRows(512)
    index.add(np.arange(6_000), rows[:6_000], np.zeros(6_000, np.intp))
    assert index.closest(rows[0], 5).exact
    index.add(np.arange(6_000, 11_000), rows[6_000:11_000], np.zeros(5_000, np.intp))
    assert not index.closest(rows[0], 5).exact
    # After the first sketches rows come one by one, are taken back, and are answered anew.
    for at in range(11_000, 12_000):
        index.add(np.array([at]), rows[at : at + 1], np.array([1]))
    for place in range(50):
        index.remove(place)
    places = np.arange(50, 12_000)
    hits = [
        len(set(index.closest(rows[at], 5, (at,)).places.tolist()) & set(plain(rows[50:], places, rows[at], 5, (at,))))
        for at in range(11_980, 12_000)
    ]
    assert sum(hits) >= 0.97 * 5 * len(hits)
    assert all(at not in index.closest(rows[at], 5, (at,)).places for at in range(11_900, 11_920))
    monkeypatch.setattr(closest, "CANDIDATES", 12_000)
    assert index.closest(rows[60], 9).places.tolist() == plain(rows[50:], places, rows[60], 9)


def test_a_row_without_direction_is_close_to_nothing():
    index = LabelledRows(3)
    assert index.closest(np.ones(3, np.float32), 5).places.tolist() == []
    index.add(np.array([7, 8]), np.array([[0, 0, 0], [1, 0, 0]], np.float32), np.array([0, 1]))
    assert index.closest(np.zeros(3, np.float32), 5).places.tolist() == []
    assert index.closest(np.ones(3, np.float32), 5).places.tolist() == [8]
    assert index.closest(np.ones(3, np.float32), 5, (8,)).places.tolist() == []
    index.remove(12345)
    assert len(index) == 1
    index.add(np.array([8]), np.zeros((1, 3), np.float32), np.array([0]))
    assert len(index) == 0


def test_equal_rows_come_by_place_however_many_there_are():
    rng = np.random.default_rng(0)
    row = rng.normal(size=37).astype(np.float32)
    places = rng.permutation(900)
    index = LabelledRows(37)
    index.add(places, np.tile(row, (900, 1)) * rng.uniform(0.5, 2, (900, 1)).astype(np.float32), places)
    assert index.closest(row, 20).places.tolist() == list(range(20))


def test_impossible_input_is_refused_and_nothing_is_taken_in():
    index = LabelledRows(2)
    index.add(np.array([1]), np.ones((1, 2), np.float32), np.array([0]))
    for places, rows, classes in (
        (np.array([1]), np.ones((1, 3)), np.array([0])),
        (np.array([1]), np.ones(2), np.array([0])),
        (np.array([1, 2]), np.ones((1, 2)), np.array([0])),
        (np.array([1]), np.ones((1, 2)), NONE),
        (np.array([2]), np.array([[np.nan, 1]]), np.array([0])),
    ):
        with pytest.raises(BadArgument):
            index.add(places, rows, classes)
    assert len(index) == 1
    for row, k in ((np.ones(3), 1), (np.ones((1, 2)), 1), (np.array([np.inf, 1]), 1), (np.ones(2), 0)):
        with pytest.raises(BadArgument):
            index.closest(row, k)
    with pytest.raises(BadArgument):
        LabelledRows(0)


@pytest.mark.alone
def test_one_question_among_many_labelled_rows_is_quick():
    rows = spectrum(40_000, 1)
    index = LabelledRows(512)
    index.add(np.arange(40_000), rows, np.zeros(40_000, np.intp))
    index.closest(rows[0], 6)
    spent = []
    for at in range(30):
        begun = perf_counter()
        index.closest(rows[at], 6, (at,))
        spent.append(perf_counter() - begun)
    # About 1 ms on a free core.
    assert np.median(spent) < 0.006
