"""The kinds of model, one row each in ``MODELS``: what a project learns with, and who sits on a committee."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from desktop_al.core.words import mark
from desktop_al.learn.distances import squared_distances
from desktop_al.learn.linear import fit_logistic, fit_svm, no_choice

if TYPE_CHECKING:
    from sklearn.ensemble import RandomForestClassifier

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.intp]

TREES, TREES_AT_ONCE = 60, 20
#: Trees of one step times rows times classes at most: every node weighs and holds a number for each class.
CELLS = 6e6
NEIGHBOURS = 15
CHUNK = 4_096


class Fitted(Protocol):
    """What every kind of model gives: logits (n, k) of the class indices ``classes`` (k,), ascending."""

    @property
    def classes(self) -> Indices: ...

    def logits(self, features: Floats) -> Floats: ...


Fit = Callable[[Floats, Indices, Floats | None, Fitted | None], Generator[None, None, Fitted]]


@dataclass(frozen=True, slots=True)
class ModelKind:
    """``fit(features, labels, weights, start)`` works in short steps; ``sentence`` and ``cost`` are for the screen."""

    name: str
    title: str
    sentence: str
    cost: str
    fit: Fit


@dataclass(frozen=True, slots=True)
class Forest:
    """Log of the trees' mean probabilities, smoothed so that a class that no leaf holds is not impossible."""

    classes: Indices
    trees: "tuple[RandomForestClassifier, ...]"

    def logits(self, features: Floats) -> Floats:
        share = np.mean([part.predict_proba(features) for part in self.trees], axis=0)
        result: Floats = np.log(share + 1 / (TREES * len(self.classes))).astype(np.float32)
        return result


def fit_forest(
    features: Floats,
    labels: Indices,
    weights: Floats | None = None,
    start: Fitted | None = None,  # noqa: ARG001 - trees begin anew
) -> Generator[None, None, Fitted]:
    """Random forest of 60 trees (fewer for many rows of hundreds of classes), in short steps.

    Breiman, Machine Learning 2001.
    """
    from sklearn.ensemble import RandomForestClassifier

    if (trivial := no_choice(labels, features.shape[1])) is not None:
        return trivial
    parts = []
    classes = np.unique(labels)
    trees = min(TREES_AT_ONCE, max(1, int(CELLS / (len(labels) * len(classes)))))
    for seed in range(TREES // TREES_AT_ONCE):
        part = RandomForestClassifier(trees, max_features="sqrt", random_state=seed, n_jobs=1)
        parts.append(part.fit(features, labels, weights))
        yield
    return Forest(classes, tuple(parts))


@dataclass(frozen=True, slots=True)
class Bayes:
    """Gaussian naive Bayes: means from ``origin`` (d,) and variances (k, d), log prior (k,)."""

    classes: Indices
    origin: Floats
    mean: Floats
    variance: Floats
    log_prior: Floats

    def logits(self, features: Floats) -> Floats:
        precise = 1 / self.variance
        # Far from 0 the squares would cancel to noise.
        rows = features - self.origin
        square = (rows**2) @ precise.T - 2 * rows @ (self.mean * precise).T
        constant = (self.mean**2 * precise + np.log(self.variance)).sum(axis=1)
        # The dimensions are not independent as the formula takes them: the sum over d of them is far too sure.
        result: Floats = self.log_prior - (square + constant) / (2 * np.sqrt(features.shape[1]))
        return result.astype(np.float32)


def fit_bayes(
    features: Floats,
    labels: Indices,
    weights: Floats | None = None,
    start: Fitted | None = None,  # noqa: ARG001 - there is nothing to begin from
) -> Generator[None, None, Fitted]:
    """Gaussian naive Bayes with variances drawn towards the pooled one, as if by ten more rows of each class."""
    if (trivial := no_choice(labels, features.shape[1])) is not None:
        return trivial
    yield
    weight = np.ones(len(labels)) if weights is None else weights.astype(np.float64)
    classes, code = np.unique(labels, return_inverse=True)
    member = np.zeros((len(classes), len(labels)))
    member[code, np.arange(len(labels))] = weight
    size = np.maximum(member.sum(axis=1), 1e-9)
    origin = features.mean(axis=0, dtype=np.float64).astype(np.float32)
    rows = (features - origin).astype(np.float64)
    mean = member @ rows / size[:, None]
    square = member @ rows**2
    within = np.maximum(square - size[:, None] * mean**2, 0)
    pooled = within.sum(axis=0) / size.sum() + 1e-3 * max(float(features.var()), 1e-12)
    variance = (within + 10 * pooled) / (size[:, None] + 10)
    prior = np.log(size / size.sum())
    return Bayes(classes, origin, mean.astype(np.float32), variance.astype(np.float32), prior.astype(np.float32))


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Log of the smoothed share of each class among the nearest labelled rows, near ones counting more."""

    classes: Indices
    rows: Floats
    code: Indices
    weights: Floats

    def logits(self, features: Floats) -> Floats:
        count = min(NEIGHBOURS, len(self.rows))
        result = np.empty((len(features), len(self.classes)), np.float32)
        for start in range(0, len(features), CHUNK):
            distance = squared_distances(features[start : start + CHUNK], self.rows)
            nearest = np.argpartition(distance, count - 1, axis=1)[:, :count]
            width = np.take_along_axis(distance, nearest, axis=1)
            near = np.exp(-width / np.maximum(width.mean(axis=1, keepdims=True), 1e-12)) * self.weights[nearest]
            share = np.full((len(distance), len(self.classes)), 0.1 / len(self.classes))
            np.add.at(share, (np.arange(len(distance))[:, None], self.code[nearest]), near)
            result[start : start + CHUNK] = np.log(share)
        return result


def fit_neighbours(
    features: Floats,
    labels: Indices,
    weights: Floats | None = None,
    start: Fitted | None = None,  # noqa: ARG001 - nothing is fitted
) -> Generator[None, None, Fitted]:
    """The 15 nearest labelled rows vote. Cover & Hart, IEEE Trans. Information Theory 1967."""
    if (trivial := no_choice(labels, features.shape[1])) is not None:
        return trivial
    yield
    classes, code = np.unique(labels, return_inverse=True)
    weight = np.ones(len(labels), np.float32) if weights is None else weights.astype(np.float32)
    return Neighbours(classes, features, code, weight)


MODELS: dict[str, ModelKind] = {
    kind.name: kind
    for kind in (
        ModelKind(
            "logistic",
            mark("Logistic regression"),
            mark("Draws straight borders between the classes; best with few labels, and its evidence is exact."),
            mark("Under a second for 100,000 samples."),
            fit_logistic,
        ),
        ModelKind(
            "svm",
            mark("Linear support vector machine"),
            mark("Straight borders that look only at the samples next to them."),
            mark("A second or two."),
            fit_svm,
        ),
        ModelKind(
            "forest",
            mark("Random forest"),
            mark("Sixty decision trees vote; finds crooked borders, needs more labels."),
            mark("Several seconds for 100,000 samples."),
            fit_forest,
        ),
        ModelKind(
            "bayes",
            mark("Naive Bayes"),
            mark("Compares each sample with the mean of each class; rough, but sound from very few labels."),
            mark("Under a second."),
            fit_bayes,
        ),
        ModelKind(
            "neighbours",
            mark("Nearest neighbours"),
            mark("The fifteen most similar labelled samples vote."),
            mark("Some seconds for 100,000 samples and a thousand labels."),
            fit_neighbours,
        ),
    )
}
