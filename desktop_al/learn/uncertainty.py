"""Uncertainty of a prediction, from its probabilities alone: (n, k) -> (n,), higher = more uncertain.

Maxima run over the columns: the rows are short, and going along each is ten times slower.
"""

import numpy as np
import numpy.typing as npt

Probabilities = npt.NDArray[np.floating]


def least_confident(probabilities: Probabilities) -> Probabilities:
    """1 - p(likeliest class). Lewis & Gale, SIGIR 1994; Settles, TR 1648 (2009), section 3.1."""
    first = probabilities[:, 0].copy()
    for column in range(1, probabilities.shape[1]):
        np.maximum(first, probabilities[:, column], out=first)
    result: Probabilities = 1 - first
    return result


def margin(probabilities: Probabilities) -> Probabilities:
    """1 - (p(first) - p(second)). Scheffer, Decomain & Wrobel, IDA 2001. With one class all are 0."""
    if probabilities.shape[1] < 2:
        return np.zeros(len(probabilities), probabilities.dtype)
    first = np.maximum(probabilities[:, 0], probabilities[:, 1])
    second = np.minimum(probabilities[:, 0], probabilities[:, 1])
    for column in range(2, probabilities.shape[1]):
        np.maximum(second, np.minimum(first, probabilities[:, column]), out=second)
        np.maximum(first, probabilities[:, column], out=first)
    result: Probabilities = 1 - (first - second)
    return result


def entropy(probabilities: Probabilities) -> Probabilities:
    """Shannon entropy in nats, 0 log 0 = 0. Shannon 1948; Settles, TR 1648 (2009), section 3.1."""
    positive = np.maximum(probabilities, np.finfo(probabilities.dtype).tiny)
    result: Probabilities = -np.einsum("ij,ij->i", probabilities, np.log(positive))
    return result
