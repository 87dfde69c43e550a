"""Which words of a text moved the linear model, exactly: every logit difference is shared out to the words."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from desktop_al.core.errors import BadArgument
from desktop_al.learn.features import hashed
from desktop_al.learn.models import Model
from desktop_al.learn.space import Space, SparsePart
from desktop_al.learn.words import columns_by_word

MAX_WORDS = 12


@dataclass(frozen=True, slots=True)
class WordShares:
    """``shares`` (w,) of the words at ``spans``; ``rest`` is what no word holds (the intercepts).

    Their sum is the logit of the class less the mean logit of the other classes seen, before temperature.
    """

    spans: tuple[tuple[int, int], ...]
    shares: npt.NDArray[np.float64]
    rest: float


def word_shares(text: str, space: Space, model: Model, class_index: int) -> WordShares:
    """Each word's share of the logit difference of ``class_index`` to the mean of the other classes seen.

    Every step from the hashed columns to the logit is linear but for one factor for the whole row, so the
    sharing out is exact. A column that several occurrences fall into is shared equally by them, a pair of
    words equally by the two.

    Raises:
        BadArgument: the space has no text features, or the model has not seen the class or any other.
    """
    at = next((at for at, part in enumerate(space.parts) if isinstance(part, SparsePart)), None)
    if at is None:
        raise BadArgument("The model has no features that belong to words.")
    if model.linear is None or class_index not in model.classes or len(model.classes) < 2:
        raise BadArgument("The model has not yet seen this class and another one.")
    part = space.parts[at]
    assert isinstance(part, SparsePart)
    begin = sum(other.components.shape[1] for other in space.parts[:at])
    direction = np.where(model.classes == class_index, 1.0, -1.0 / (len(model.classes) - 1))
    weights = direction @ model.linear.coefficients[:, begin : begin + part.components.shape[1]].astype(np.float64)

    row = sparse.csr_matrix(part.weighted(hashed([text])))
    scale = part.row_scale(np.asarray(row @ part.components, np.float32))[0]
    of_column = dict(
        zip(part.columns[row.indices].tolist(), row.data * (part.components[row.indices] @ weights) * scale)
    )

    spans, own, pairs = columns_by_word(text)
    columns = np.concatenate([*own, pairs])
    found, which, counts = np.unique(columns, return_inverse=True, return_counts=True)
    values = np.array([of_column.get(column, 0.0) for column in found.tolist()]) / counts
    value = values[which] if len(columns) else np.empty(0)
    word = np.repeat(np.arange(len(own)), [len(columns_of_word) for columns_of_word in own])
    shares = np.bincount(word, weights=value[: len(word)], minlength=len(own)).astype(np.float64)
    half = value[len(word) :] / 2
    shares[: len(half)] += half
    shares[1 : len(half) + 1] += half
    return WordShares(tuple(spans), shares, float(direction @ model.linear.intercept.astype(np.float64)))


def word_evidence(
    text: str, space: Space, model: Model, class_index: int, limit: int = MAX_WORDS
) -> list[tuple[int, int, float]]:
    """The words that moved the model most: (start, end, strength), the strongest first.

    Strength runs from -1 (away from the class) to 1 (towards it), relative to the strongest word. Empty
    when the model or the text has nothing to tell. For the exact shares see ``word_shares``.

    Raises:
        BadArgument: the space has no text features.
    """
    if model.linear is None or class_index not in model.classes or len(model.classes) < 2:
        return []
    words = word_shares(text, space, model, class_index)
    largest = np.abs(words.shares).max(initial=0)
    if largest <= 0:
        return []
    strongest = np.argsort(-np.abs(words.shares), kind="stable")[:limit]
    return [(*words.spans[at], float(words.shares[at] / largest)) for at in strongest if words.shares[at] != 0]
