"""The members of a committee: one model of each kind, fitted, calibrated and weighed."""

from collections.abc import Generator, Mapping

import numpy as np

from desktop_al.learn.model_kinds import MODELS
from desktop_al.learn.models import train
from desktop_al.learn.view import Floats, View, Votes

CHUNK = 8_192


def ask_members(
    view: View, n_classes: int, given: Mapping[str, float], weights: Floats | None
) -> Generator[float, None, tuple[Votes, dict[str, float]]]:
    """Fit one model of each kind on the view's labels and let them judge its candidates, in short steps.

    A vote weighs what the user gave the member (1 unless named in ``given``, 0 leaves it out) times its skill:
    how much oftener it is right out of fold than the commonest class. Where nobody has any skill, what the
    user gave decides; where that is nothing, all alike.

    Returns:
        The votes, and the weight of each member by name, their sum 1.
    """
    asked = [kind for kind in MODELS.values() if given.get(kind.name, 1.0) > 0] or list(MODELS.values())
    features = view.features[view.labelled]
    nobody = np.empty(0, np.intp)
    opinions = np.empty((len(asked), len(view.candidates), n_classes), np.float32)
    wish, skill = np.empty(len(asked)), np.empty(len(asked))
    for at, kind in enumerate(asked):
        steps = train(features, view.labels, n_classes, nobody, view.seed, kind.name, None, weights, folds=2)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                trained = end.value
                break
            yield 0.8
        for start in range(0, len(view.candidates), CHUNK):
            rows = view.candidates[start : start + CHUNK]
            opinions[at, start : start + CHUNK] = trained.model.probabilities(view.features[rows])
            yield 0.8
        wish[at] = given.get(kind.name, 1.0)
        skill[at] = max(0, trained.skill.right - trained.skill.base_right) / max(1, trained.skill.n)
    weight = wish * skill if (wish * skill).any() else wish if wish.any() and wish.min() > 0 else np.ones(len(asked))
    weight /= weight.sum()
    shares = {kind.name: float(share) for kind, share in zip(asked, weight, strict=True)}
    return Votes(opinions, weight.astype(np.float32)), shares
