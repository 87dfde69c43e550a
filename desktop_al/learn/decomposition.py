"""The truncated singular value decomposition of a large sparse matrix."""

import numpy as np
import numpy.typing as npt
from scipy import sparse

Floats = npt.NDArray[np.float32]

#: Random directions beyond those that are wanted, and how often they are drawn towards the strongest ones.
EXTRA, DRAWS = 10, 2


def randomized_svd(matrix: sparse.csr_matrix, count: int, seed: int) -> tuple[Floats, Floats]:
    """The ``count`` largest singular values, falling, and their right vectors (count, d).

    ``matrix`` (n, d) is float32, ``count`` at most its shorter side. The sign of each vector is the one with which
    the largest entry of its left vector is positive. Halko, Martinsson & Tropp, SIAM Review 2011.
    """
    from scipy import linalg

    wide = matrix.shape[0] < matrix.shape[1]
    tall = matrix.T if wide else matrix
    # Not the newer generator: a project keeps the space that it has.
    directions = np.random.RandomState(seed).normal(size=(tall.shape[1], count + EXTRA)).astype(np.float32)
    for _ in range(DRAWS):
        directions = tall.T @ (tall @ directions)
    basis, _ = linalg.qr(tall @ directions, mode="economic", check_finite=False)
    within, strength, across = linalg.svd(basis.T @ tall, full_matrices=False)
    left, right = (across.T, (basis @ within).T) if wide else (basis @ within, across)
    signs = np.sign(left[np.abs(left).argmax(axis=0), np.arange(left.shape[1])])
    return strength[:count], (right * signs[:, None])[:count]
