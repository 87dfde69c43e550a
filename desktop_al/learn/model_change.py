"""Expected model change, and the gradient embeddings that rest on the same closed form.

For softmax regression the gradient of the loss of one sample (x, y) with respect to the weights is
(p - e_y) x', with the intercept as one more feature of 1: every norm of it factors into one of p and one of x.
"""

import numpy as np

from desktop_al.learn.view import Floats, Utility, View


def expected_gradient_length(view: View) -> Utility:
    """sum_y p_y |p - e_y| |x|, the gradient's expected length. Settles, Craven & Ray, NIPS 2007.

    |p - e_y|^2 = |p|^2 - 2 p_y + 1.
    """
    probabilities = view.candidate_probabilities
    square = np.einsum("ij,ij->i", probabilities, probabilities)
    lengths = np.sqrt(np.maximum(square[:, None] - 2 * probabilities + 1, 0))
    return np.asarray(np.einsum("ij,ij->i", probabilities, lengths) * _lengths(view))


def gradient_length(view: View) -> Utility:
    """|p - e_y| |x| at the likeliest y: the length of BADGE's embedding. Ash et al., ICLR 2020."""
    probabilities = view.candidate_probabilities
    square = np.einsum("ij,ij->i", probabilities, probabilities)
    return np.asarray(np.sqrt(np.maximum(square - 2 * probabilities.max(axis=1) + 1, 0)) * _lengths(view))


def _lengths(view: View) -> Floats:
    rows = view.candidate_features
    result: Floats = np.sqrt(np.einsum("ij,ij->i", rows, rows) + 1)
    return result
