"""The decomposition is that of another library, and close to the exact one."""

import numpy as np
import pytest
from scipy import sparse
from sklearn.utils import extmath

from desktop_al.learn.decomposition import randomized_svd


@pytest.mark.parametrize(("shape", "count"), [((40, 300), 7), ((300, 40), 40), ((1, 50), 1), ((50, 1), 1)])
def test_it_is_the_decomposition_of_another_library(shape, count):
    matrix = sparse.random(*shape, 0.2, "csr", np.float32, random_state=3)
    strength, vectors = randomized_svd(matrix, count, 5)
    _, other_strength, other = extmath.randomized_svd(matrix, count, n_iter=2, random_state=5, flip_sign=True)
    assert vectors.shape == (count, shape[1])
    np.testing.assert_allclose(strength, other_strength, rtol=1e-5)
    np.testing.assert_allclose(vectors, other, atol=1e-5)


def test_it_finds_the_strongest_directions():
    rng = np.random.default_rng(0)
    exact = rng.normal(size=(90, 5)) @ np.diag([50, 40, 30, 20, 10]) @ rng.normal(size=(5, 200))
    noisy = sparse.csr_matrix((exact + 0.01 * rng.normal(size=exact.shape)).astype(np.float32))
    strength, vectors = randomized_svd(noisy, 5, 1)
    np.testing.assert_allclose(strength, np.linalg.svd(noisy.toarray())[1][:5], rtol=1e-4)
    np.testing.assert_allclose(vectors @ vectors.T, np.eye(5), atol=1e-4)


def test_a_matrix_of_zeros_gives_no_strength():
    strength, vectors = randomized_svd(sparse.csr_matrix((9, 20), dtype=np.float32), 3, 0)
    assert not strength.any()
    assert np.isfinite(vectors).all()
