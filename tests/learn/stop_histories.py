"""Learning histories with a known truth, for the tests of the advice on when to stop."""

import math
from collections.abc import Callable, Sequence

import numpy as np
from scipy.stats import norm

from desktop_al.learn.stopping_history import Checkpoint, History

Error = Callable[[float], float]

#: True error after n labels: a slow, a usual and a steep learner.
PLANTED: dict[str, Error] = {
    "slow": lambda n: 0.72 * n**-0.25,
    "usual": lambda n: 0.05 + 2.0 * n**-0.5,
    "steep": lambda n: 0.02 + 30 * n**-0.9,
}


def spaced(end: int, first: int = 10) -> list[int]:
    """Labels of the checkpoints up to ``end``."""
    labels = [first]
    while (following := max(math.ceil(1.2 * labels[-1]), labels[-1] + 25)) <= end:
        labels.append(following)
    return labels


def exact(error: Error, labels: Sequence[int], share: float = 0.25, **more) -> History:
    """A history whose audits are as right as they should be, but for rounding."""
    points = []
    for n in labels:
        audit = max(1, round(share * n))
        points.append(Checkpoint(n, round((1 - min(0.9, error(n))) * audit), audit))
    return History(tuple(points), **more)


class Drawn:
    """An audit drawn at random: the same samples judge every model, and an error of a later model was mostly one of
    the earlier models too. ``at(i)`` is the history as it was at checkpoint i."""

    def __init__(self, error: Error, seed: int, end: int = 4000, share: float = 0.1, shared: float = 0.9) -> None:
        random = np.random.default_rng([seed, 7])
        self.labels, self.share = spaced(end), share
        count = int(end * share) + 1
        z = math.sqrt(shared) * random.standard_normal(count)
        own = math.sqrt(1 - shared) * random.standard_normal((len(self.labels), count))
        self.wrong = norm.cdf(z + own) < np.array([error(n) for n in self.labels])[:, None]

    def at(self, i: int) -> History:
        audit = int(self.labels[i] * self.share)
        right = (audit - self.wrong[: i + 1, :audit].sum(axis=1)).tolist()
        return History(
            tuple(
                Checkpoint(n, k, audit, audit_then=int(n * self.share))
                for n, k in zip(self.labels[: i + 1], right, strict=True)
            )
        )


def planted_stop(error: Error, labels: Sequence[int], gain: float = 0.5, least: int = 100) -> int:
    """The first checkpoint at which 100 more labels truly bring less than ``gain`` points."""
    return next(i for i, n in enumerate(labels) if n >= least and error(n) - error(n + 100) < gain / 100)
