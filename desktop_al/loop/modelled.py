"""What is learned from several annotators' answers when a model of the annotators says what is true."""

from dataclasses import replace

import numpy as np

from desktop_al.loop.messages import RoundRequest
from desktop_al.people.ratings import MISSING, Ratings
from desktop_al.people.truth import dawid_skene


def modelled(request: RoundRequest) -> RoundRequest:
    """The round with labels and weights of Dawid and Skene's model, each weight the posterior of its label.

    As it was where the model is not advised (fewer than three annotators, or too few shared samples): then the
    majority says what is learned. What has no vote (an adjudicator decided it) stays as it is.
    """
    samples, place_of = np.unique(request.given[:, 0], return_inverse=True)
    annotators, row_of = np.unique(request.given[:, 1], return_inverse=True)
    codes = np.full((len(annotators), len(samples)), MISSING, np.int16)
    codes[row_of, place_of] = request.given[:, 2]
    levels = tuple(map(str, range(request.n_classes)))
    model = dawid_skene(Ratings(tuple(map(str, annotators)), tuple(map(str, samples)), levels, codes), restarts=1)
    if model is None or not model.advised:
        return request
    kept = ~np.isin(request.places, samples)
    return replace(
        request,
        places=np.concatenate([request.places[kept], samples]).astype(np.int32),
        labels=np.concatenate([request.labels[kept], model.labels]).astype(np.int32),
        weights=np.concatenate([request.weights[kept], model.posterior.max(axis=1)]).astype(np.float32),
    )
