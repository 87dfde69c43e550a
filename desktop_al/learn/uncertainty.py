"""Uncertainty of a prediction, from its probabilities alone: (m, k) -> (m,), higher = more uncertain.

Maxima run over the columns: the rows are short, and going along each is ten times slower.
"""

import numpy as np

from desktop_al.learn.view import Floats, Utility, View


def least_confident(view: View) -> Utility:
    """1 - p(likeliest class). Lewis & Gale, SIGIR 1994; Settles, TR 1648 (2009), section 3.1."""
    probabilities = view.candidate_probabilities
    first = probabilities[:, 0].copy()
    for column in range(1, probabilities.shape[1]):
        np.maximum(first, probabilities[:, column], out=first)
    result: Floats = 1 - first
    return result


def margin(view: View) -> Utility:
    """1 - (p(first) - p(second)). Scheffer, Decomain & Wrobel, IDA 2001. With one class all are 0."""
    return margin_of(view.candidate_probabilities)


def margin_of(probabilities: Floats) -> Utility:
    """``margin`` of any probabilities (m, k)."""
    if probabilities.shape[1] < 2:
        return np.zeros(len(probabilities), probabilities.dtype)
    first = np.maximum(probabilities[:, 0], probabilities[:, 1])
    second = np.minimum(probabilities[:, 0], probabilities[:, 1])
    for column in range(2, probabilities.shape[1]):
        np.maximum(second, np.minimum(first, probabilities[:, column]), out=second)
        np.maximum(first, probabilities[:, column], out=first)
    result: Floats = 1 - (first - second)
    return result


def entropy(view: View) -> Utility:
    """Shannon entropy in nats, 0 log 0 = 0. Shannon 1948; Settles, TR 1648 (2009), section 3.1."""
    return entropy_of(view.candidate_probabilities)


def entropy_of(probabilities: Floats) -> Utility:
    """``entropy`` of any probabilities (..., k)."""
    positive = np.maximum(probabilities, np.finfo(probabilities.dtype).tiny)
    result: Floats = -np.einsum("...j,...j->...", probabilities, np.log(positive))
    return result
