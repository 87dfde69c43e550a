"""Extractors and the space: any image or text gives finite rows, and the space copes with any sample."""

from time import perf_counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import sparse

from desktop_al.core.errors import BadArgument
from desktop_al.learn.features import EXTRACTORS, as_rgb, handmade, hashed
from desktop_al.learn.space import MAX_DIMENSIONS, MEAN_SQUARE, Space, fit_space
from desktop_al.learn.words import COLUMNS, columns_of, word_spans


@given(
    hnp.arrays(
        st.sampled_from([np.uint8, np.uint16, np.int16, np.float32, np.float64, np.bool_]),
        st.one_of(
            st.tuples(st.integers(1, 9), st.integers(1, 9)),
            st.tuples(st.integers(1, 9), st.integers(1, 9), st.integers(1, 4)),
        ),
    )
)
@settings(max_examples=60, deadline=None)
def test_any_image_gives_a_finite_row_of_the_declared_width(image):
    rows = handmade([image])
    assert rows.dtype == np.float32
    assert rows.shape == (1, sum(EXTRACTORS["handmade"].blocks))
    assert np.isfinite(rows).all()


@pytest.mark.parametrize(
    "bad", [np.zeros((0, 4)), np.zeros((2, 2, 7)), np.zeros(5), np.array([["a"]]), np.zeros((2, 2), complex)]
)
def test_what_is_no_image_is_refused(bad):
    with pytest.raises(BadArgument, match="not an image"):
        handmade([bad])


def test_depth_opacity_and_gray_become_plain_colour():
    deep = as_rgb(np.array([[0, 4095]], np.uint16))
    assert deep.tolist() == [[[0, 0, 0], [255, 255, 255]]]
    assert as_rgb(np.array([[[10, 20, 30, 0]]], np.uint8)).tolist() == [[[255, 255, 255]]]
    assert as_rgb(np.array([[[10, 20, 30, 255]]], np.uint8)).tolist() == [[[10, 20, 30]]]
    assert as_rgb(np.array([[np.nan, np.inf, 2.0, 4.0]])).tolist()[0][2:] == [[0] * 3, [255] * 3]


def test_a_row_does_not_depend_on_its_neighbours():
    images = list(np.random.default_rng(0).integers(0, 256, (70, 20, 30, 3), np.uint8))
    rows = handmade(images)
    np.testing.assert_array_equal(rows[[0, 40, 69]], np.concatenate([handmade([images[at]]) for at in (0, 40, 69)]))


def test_gradients_tell_directions_apart_and_colours_colours():
    stripes = np.tile(np.repeat(np.array([0, 255], np.uint8), 8), (128, 8))
    upright, lying = handmade([stripes, stripes.T])[:, : EXTRACTORS["handmade"].blocks[0]].reshape(2, 64, 9).sum(axis=1)
    assert upright.argmax() != lying.argmax()
    red, blue = np.zeros((2, 8, 8, 3), np.uint8)
    red[..., 0] = blue[..., 2] = 200
    assert np.abs(np.subtract(*handmade([red, blue]))).max() > 0.5


@pytest.mark.alone
def test_at_least_300_images_a_second():
    images = list(np.random.default_rng(0).integers(0, 256, (120, 128, 128, 3), np.uint8))
    begun = perf_counter()
    handmade(images)
    # Half the budget: other tests may run beside this one.
    assert len(images) / (perf_counter() - begun) > 150


def test_hashed_counts_words_pairs_and_characters_on_a_logarithmic_scale():
    row = hashed(["cat cat"])
    # "cat" twice, "cat cat" once; " ca", "cat", "at ", " cat", "cat ", " cat " twice each.
    np.testing.assert_allclose(sorted(row.data), [1.0] + [1 + np.log(2)] * 7, rtol=1e-6)
    assert (row.indices < COLUMNS // 2).sum() == 2
    assert (hashed(["Cat CAT"]) != row).nnz == 0
    assert hashed([]).shape == (0, COLUMNS)


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text_hashes_into_the_table(text):
    row = hashed([text])
    assert row.dtype == np.float32
    assert np.isfinite(row.data).all()
    assert all(((columns >= 0) & (columns < COLUMNS)).all() for columns in columns_of([text]))
    assert all(0 <= start < end <= len(text) for start, end in word_spans(text))


def test_strange_texts():
    assert hashed(["\ud800 lone surrogate", "x" * 5_000_000, "ß İ ﬁ", "\x00"]).shape == (4, COLUMNS)
    assert [end - start for start, end in word_spans("日本語 text")] == [1, 1, 1, 4]
    with pytest.raises(BadArgument, match="text was expected"):
        hashed([b"bytes"])


def test_the_space_has_one_scale_and_the_same_bytes_again():
    raw = np.random.default_rng(0).normal(3, [1, 1000, 1e-3] * 20, (500, 60)).astype(np.float32)
    space = fit_space(raw, 4, [[30, 30]])
    rows = space.transform(raw)
    assert rows.shape == (500, 60)
    assert (rows**2).sum(axis=1).mean() == pytest.approx(MEAN_SQUARE, rel=0.01)
    np.testing.assert_array_equal(rows, fit_space(raw, 4, [[30, 30]]).transform(raw))
    np.testing.assert_array_equal(rows, Space.from_arrays(space.to_arrays()).transform(raw))


def test_the_space_of_texts_is_stored_as_arrays_too(tmp_path):
    raw = hashed(
        [f"the {word} sat on the {other}" for word in ("cat", "dog", "cow") for other in ("mat", "hat", "mat")]
    )
    space = fit_space(raw, 1, [EXTRACTORS["hashed"].blocks])
    np.savez(tmp_path / "space.npz", **space.to_arrays())
    with np.load(tmp_path / "space.npz", allow_pickle=False) as stored:
        again = Space.from_arrays(stored)
    np.testing.assert_array_equal(again.transform(raw), space.transform(raw))
    np.testing.assert_allclose((again.transform(raw) ** 2).sum(axis=1), MEAN_SQUARE, rtol=1e-4)


def test_several_kinds_of_features_lie_side_by_side():
    rng = np.random.default_rng(0)
    dense, text = (
        rng.normal(size=(40, 600)).astype(np.float32),
        hashed([f"word{at % 7} other{at % 5}" for at in range(40)]),
    )
    space = fit_space([dense, text], 0)
    rows = space.transform([dense, text])
    assert rows.shape[1] == space.dimensions <= MAX_DIMENSIONS
    assert (rows**2).sum(axis=1).mean() == pytest.approx(MEAN_SQUARE, rel=0.05)
    with pytest.raises(BadArgument, match="2 kinds"):
        space.transform(dense)
    with pytest.raises(BadArgument, match="columns"):
        space.transform([text, dense])


@given(
    n=st.integers(1, 6),
    columns=st.integers(1, 5),
    distinct=st.integers(1, 3),
    scale=st.sampled_from([1e-30, 1.0, 1e30]),
    as_sparse=st.booleans(),
    seed=st.integers(0, 1000),
)
@settings(max_examples=80, deadline=None)
def test_few_equal_or_constant_rows_never_give_nan(n, columns, distinct, scale, as_sparse, seed):
    raw = np.random.default_rng(seed).integers(0, distinct, (n, columns)).astype(np.float32) * np.float32(scale)
    table = sparse.csr_matrix(raw) if as_sparse else raw
    space = fit_space(table, seed)
    rows = space.transform(table)
    assert rows.dtype == np.float32
    assert rows.shape == (n, space.dimensions)
    assert np.isfinite(rows).all()
    other = np.full((2, columns), 3e38, np.float32)
    assert np.isfinite(space.transform(sparse.csr_matrix(other) if as_sparse else other)).all()


def test_a_constant_column_becomes_zero():
    raw = np.random.default_rng(0).normal(size=(20, 3)).astype(np.float32)
    raw[:, 1] = 1234.567
    space = fit_space(raw, 0)
    moved = raw.copy()
    moved[:, 1] = 5
    np.testing.assert_array_equal(space.transform(raw), space.transform(moved))


@pytest.mark.parametrize(
    "bad",
    [np.zeros((0, 3)), np.zeros((3, 0)), np.array([[1.0, np.nan]]), sparse.csr_matrix([[np.inf]]), np.zeros(3), []],
)
def test_a_sample_without_usable_numbers_is_refused(bad):
    with pytest.raises(BadArgument):
        fit_space(bad, 0)


def test_stored_arrays_that_lack_something_are_refused():
    arrays = fit_space(np.eye(4, dtype=np.float32), 0).to_arrays()
    arrays.pop("0.dense.scale")
    with pytest.raises(BadArgument, match="scale"):
        Space.from_arrays(arrays)
    with pytest.raises(BadArgument, match="empty"):
        Space.from_arrays({})
