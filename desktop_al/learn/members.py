"""The members of a committee: one model of each kind, fitted, calibrated and weighed."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass

import numpy as np

from desktop_al.learn.model_kinds import MODELS
from desktop_al.learn.models import Model, train
from desktop_al.learn.view import Floats, Indices, View, Votes

CHUNK = 8_192


@dataclass(frozen=True, slots=True)
class Member:
    """A fitted ``model`` of the kind ``name``; ``weight`` is its share of the votes."""

    name: str
    model: Model
    weight: float


def train_members(
    features: Floats, labels: Indices, n_classes: int, seed: int, given: Mapping[str, float], weights: Floats | None
) -> Generator[None, None, tuple[Member, ...]]:
    """Fit one model of each kind on ``features`` (n, d) and ``labels`` (n,), in short steps.

    A vote weighs what the user gave the member (1 unless named in ``given``, 0 leaves it out) times its skill:
    how much oftener it is right out of fold than the commonest class. Where nobody has any skill, what the
    user gave decides; where that is nothing, all alike. The weights' sum is 1.
    """
    asked = [kind for kind in MODELS.values() if given.get(kind.name, 1.0) > 0] or list(MODELS.values())
    nobody = np.empty(0, np.intp)
    wish, skill = np.empty(len(asked)), np.empty(len(asked))
    models = []
    for at, kind in enumerate(asked):
        trained = yield from train(features, labels, n_classes, nobody, seed, kind.name, None, weights, folds=2)
        models.append(trained.model)
        wish[at] = given.get(kind.name, 1.0)
        skill[at] = max(0, trained.skill.right - trained.skill.base_right) / max(1, trained.skill.n)
        yield
    weight = wish * skill if (wish * skill).any() else wish if wish.any() and wish.min() > 0 else np.ones(len(asked))
    weight /= weight.sum()
    return tuple(
        Member(kind.name, model, share) for kind, model, share in zip(asked, models, weight.tolist(), strict=True)
    )


def ask_members(
    view: View, n_classes: int, given: Mapping[str, float], weights: Floats | None
) -> Generator[float, None, tuple[Votes, dict[str, float]]]:
    """Train the members (``train_members``) on the view's labels and let them judge its candidates, in short steps.

    Returns:
        The votes, and the weight of each member by name, their sum 1.
    """
    features = view.features[view.labelled]
    training = train_members(features, view.labels, n_classes, view.seed, given, weights)
    while True:
        try:
            next(training)
        except StopIteration as end:
            members: tuple[Member, ...] = end.value
            break
        yield 0.8
    opinions = np.empty((len(members), len(view.candidates), n_classes), np.float32)
    for at, member in enumerate(members):
        for start in range(0, len(view.candidates), CHUNK):
            rows = view.candidates[start : start + CHUNK]
            opinions[at, start : start + CHUNK] = member.model.probabilities(view.features[rows])
            yield 0.8
    shares = {member.name: member.weight for member in members}
    return Votes(opinions, np.array([member.weight for member in members], np.float32)), shares
