"""From scores to probabilities: softmax, and the share of classes that nobody has labelled yet."""

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.intp]


def softmax(logits: npt.NDArray[np.floating]) -> Floats:
    """Rows of ``logits`` (n, k >= 1) as probabilities; a logit of -inf gives 0."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    np.exp(shifted, out=shifted)
    shifted /= shifted.sum(axis=1, keepdims=True)
    result: Floats = shifted.astype(np.float32, copy=False)
    return result


def spread_over_classes(logits: Floats, classes: Indices, n_classes: int, labels: int) -> Floats:
    """Probabilities over all classes: each unseen one gets 1 / (labels + n_classes), the seen share the rest."""
    if not len(classes):
        return np.full((len(logits), n_classes), 1 / n_classes, np.float32)
    if len(classes) == n_classes:
        return softmax(logits)
    share = 1 / (labels + n_classes)
    result = np.full((len(logits), n_classes), share, np.float32)
    result[:, classes] = softmax(logits) * np.float32(1 - share * (n_classes - len(classes)))
    return result


def most_likely(probabilities: npt.NDArray[np.floating], count: int) -> tuple[npt.NDArray[np.int16], npt.NDArray[Any]]:
    """The ``count`` likeliest classes of each row of (n, k), the likeliest first, and their probabilities, (n, t)."""
    width = min(count, probabilities.shape[1])
    if width < probabilities.shape[1]:
        classes = np.argpartition(-probabilities, width - 1, axis=1)[:, :width]
    else:
        classes = np.broadcast_to(np.arange(width), probabilities.shape)
    shares = np.take_along_axis(probabilities, classes, axis=1)
    order = np.argsort(-shares, axis=1, kind="stable")
    return np.take_along_axis(classes, order, axis=1).astype(np.int16), np.take_along_axis(shares, order, axis=1)
