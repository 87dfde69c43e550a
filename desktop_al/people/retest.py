"""One annotator: the same answer again, and in step with the others as time goes on."""
# Pytest takes the public ``test_retest`` for a test; it is the name of the thing.
# ruff: noqa: PT028

import numpy as np
import numpy.typing as npt

from desktop_al.core.shapes import Measured
from desktop_al.core.words import tr
from desktop_al.people.agreement import Scale, agreement
from desktop_al.people.bootstrap import FEW, TOO_FEW, too_few_to_conclude
from desktop_al.people.ratings import MISSING, Ratings
from desktop_al.people.truth import wilson


def readings(ratings: Ratings, annotator: int) -> Ratings:
    """The answers of one annotator to the samples answered more than once, as if each reading were an annotator."""
    first = ratings.codes[annotator]
    more: dict[int, list[int]] = {}
    for who, sample, code in (*ratings.replicates, *ratings.again):
        if who == annotator and first[sample] != MISSING:
            more.setdefault(sample, [int(first[sample])]).append(code)
    rows = max(map(len, more.values()), default=0)
    codes = np.full((rows, len(more)), MISSING, np.int16)
    for column, given in enumerate(more.values()):
        codes[: len(given), column] = given
    names = tuple(f"reading {k + 1}" for k in range(rows))
    return Ratings(names, tuple(ratings.samples[sample] for sample in more), ratings.levels, codes)


def test_retest(
    ratings: Ratings,
    annotator: int,
    *,
    name: str = "fleiss_kappa",
    scale: Scale = "nominal",
    bootstrap: int = 2000,
    seed: int = 0,
) -> Measured:
    """How far an annotator agrees with the own earlier answers: Fleiss' kappa, or another measure by ``name``, of all
    readings. No annotator agrees with others more than with themself for long: this is a ceiling."""
    own = readings(ratings, annotator)
    if not own.samples:
        return Measured(None, reason=tr("No sample was answered twice."))
    return agreement(own, scale, bootstrap=bootstrap, seed=seed, names=[name])[name]


def running(
    ratings: Ratings, annotator: int, order: npt.NDArray[np.integer], window: int = 60
) -> list[tuple[int, Measured]]:
    """The agreement of one annotator with the others as it went: over the newest ``window`` shared samples, from the
    20th on.

    ``order`` are positions of samples in the order in which the annotator answered them; those that nobody else has
    answered are passed over. Each pair is the number of shared samples so far and the mean share of the others who
    gave the same answer. The interval is Wilson's for that many samples: a share of several others varies less than
    one other's yes or no, so that it is rather too wide than too narrow. It is not corrected for chance: over a short
    window a kappa follows the classes that happened to come more than the annotator.
    """
    order = np.asarray(order, np.int64)
    own = ratings.codes[annotator, order]
    others = np.delete(ratings.codes, annotator, 0)
    many = (others != MISSING).sum(0)[order]
    shared = (own != MISSING) & (many > 0)
    if not shared.any():
        return []
    order, own, many = order[shared], own[shared], many[shared]
    same = (others[:, order] == own).sum(0) / many
    sums = np.concatenate(([0.0], np.cumsum(same)))
    found = []
    for at in range(TOO_FEW, len(order) + 1):
        n = min(window, at)
        k = float(sums[at] - sums[at - n])
        low, high = wilson(min(k, n), n)
        reason = too_few_to_conclude() if n < FEW else ""
        found.append((at, Measured(k / n, low, high, n, reason)))
    return found
