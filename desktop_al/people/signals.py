"""What the detectors know of one answered sample, and the statistics of "as usual" that they compare it with."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

#: Seconds without an answer that are a rest, and those that give the whole time on task back.
REST_SECONDS, FULL_REST_SECONDS = 300.0, 600.0
#: A pause so long begins another session.
SESSION_SECONDS = 4 * 3600.0
#: Seconds that a sample counts as active at most until there are ENOUGH samples to know the annotator's own.
UNKNOWN_LIMIT, ENOUGH = 120.0, 100
#: Seconds below which a time says nothing more.
LEAST_SECONDS = 0.2
_HUBER, _RIDGE, _STEPS = 1.345, 1.0, 8


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer. Times in seconds of a clock that does not jump; ``active`` the seconds worked on it.

    ``covariates`` say how hard the sample is (the model's margin, its size), NaN for unknown; ``label`` is "" where
    no class was given; ``changes`` counts answers changed or taken back; ``agrees`` whether a blind repeat got the
    answer it had before, None for no repeat; ``chance`` the model's probability of the label before it was given;
    ``random`` whether the sample was drawn at random; ``arm`` and ``accepted`` tell of the suggestion; ``pause`` is
    the longest stretch without a key or the pointer while it was shown, None for unknown.
    """

    shown: float
    committed: float
    active: float
    covariates: tuple[float, ...] = ()
    label: str = ""
    changes: int = 0
    agrees: bool | None = None
    chance: float | None = None
    random: bool = False
    arm: str = "absent"
    accepted: bool = False
    pause: float | None = None


def active_limit(active: Sequence[float]) -> float:
    """Seconds after which a sample is no longer looked at: twice the annotator's own 95th percentile."""
    if len(active) < ENOUGH:
        return UNKNOWN_LIMIT
    return 2.0 * float(np.quantile(active, 0.95))


def pause_before(before: Answered, row: Answered) -> float:
    """The longest stretch of seconds without work between two answers."""
    while_shown = row.committed - row.shown - row.active if row.pause is None else row.pause
    return max(row.shown - before.committed, while_shown, 0.0)


@dataclass(frozen=True, slots=True)
class Usual:
    """How fast the annotator usually is: log seconds = ``level`` + ``slopes`` . (covariates - ``means``) / ``spreads``.

    ``centre`` and ``scale`` are median and 1.4826 MAD of what is left; ``late`` its 95 % quantile; ``rho`` its
    correlation from one answer to the next, with one standard error for safety; ``whitened`` mean and standard
    deviation of the steps (z_i - rho z_(i-1)) / sqrt(1 - rho^2). ``explained`` is the adjusted R^2 of the covariates
    and ``spread`` the standard deviation of the predicted log seconds; ``count`` answers were used.
    """

    count: int
    level: float
    slopes: tuple[float, ...]
    means: tuple[float, ...]
    spreads: tuple[float, ...]
    centre: float
    scale: float
    late: float
    rho: float
    whitened: tuple[float, float]
    explained: float
    spread: float

    def harder(self, covariates: Sequence[float]) -> float:
        """The predicted log seconds above those of a usual sample."""
        return sum(
            slope * value for slope, value in zip(self.slopes, self.standardised(covariates), strict=True) if slope
        )

    def standardised(self, covariates: Sequence[float]) -> tuple[float, ...]:
        """The covariates in standard deviations of the usual ones; unknown ones are as usual."""
        values = tuple(covariates) + (np.nan,) * (len(self.means) - len(covariates))
        return tuple(
            (value - mean) / spread if value == value and abs(value) < np.inf else 0.0
            for value, mean, spread in zip(values, self.means, self.spreads, strict=False)
        )

    def left_over(self, row: Answered) -> float:
        """Log seconds above what is usual for a sample as hard as this one."""
        return float(np.log(max(row.active, LEAST_SECONDS))) - self.level - self.harder(row.covariates)


def learn_usual(rows: Sequence[Answered]) -> Usual:
    """A robust regression of the log seconds on the covariates (Huber's weights, 1964, with a ridge)."""
    times = np.asarray(np.log(np.maximum([row.active for row in rows], LEAST_SECONDS)), float)
    table, means, spreads = _standardised(rows)
    design = np.column_stack((np.ones(len(rows)), table))
    penalty = np.diag([0.0] + [_RIDGE] * table.shape[1])
    weights: Floats = np.ones(len(rows))
    beta = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        weighted = design * weights[:, None]
        beta = np.linalg.solve(design.T @ weighted + penalty, weighted.T @ times)
        rest = np.asarray(times - design @ beta)
        scale = max(_mad(rest), 1e-9)
        weights = np.minimum(1.0, _HUBER * scale / np.maximum(np.abs(rest), 1e-12))
    rest = np.asarray(times - design @ beta)
    centre, scale = float(np.median(rest)), max(_mad(rest), 1e-6)
    steps = np.clip((rest - centre) / scale, -CLIP, CLIP)
    rho = float(np.clip(_lag_one(steps) + 1 / np.sqrt(len(steps)), 0.0, 0.6))
    white = (steps[1:] - rho * steps[:-1]) / np.sqrt(1 - rho**2)
    freedom = max(len(rows) - table.shape[1] - 1, 1)
    varies = float(times.var())
    explained = 1 - float(rest.var()) / varies * (len(rows) - 1) / freedom if varies > 0 else 0.0
    return Usual(
        count=len(rows),
        level=float(beta[0]),
        slopes=tuple(float(slope) for slope in beta[1:]),
        means=tuple(float(mean) for mean in means),
        spreads=tuple(float(spread) for spread in spreads),
        centre=centre,
        scale=scale,
        late=float(np.quantile(rest, 0.95)),
        rho=rho,
        whitened=(float(white.mean()), max(float(white.std()), 1e-6)),
        explained=explained if table.shape[1] else 0.0,
        spread=float((table @ beta[1:]).std()) if table.shape[1] else 0.0,
    )


#: Steps further out than this many standard deviations count as this many: one long sample is no trend.
CLIP = 2.5


def _standardised(rows: Sequence[Answered]) -> tuple[Floats, Floats, Floats]:
    width = max((len(row.covariates) for row in rows), default=0)
    table = np.array([row.covariates + (np.nan,) * (width - len(row.covariates)) for row in rows], float)
    table = table.reshape(len(rows), width)
    table[~np.isfinite(table)] = np.nan
    known = np.isfinite(table)
    count = np.maximum(known.sum(axis=0), 1)
    means = np.where(known, table, 0).sum(axis=0) / count
    table = np.where(known, table - means, 0.0)
    spreads = np.sqrt((table**2).sum(axis=0) / count)
    # A column that does not vary says nothing.
    spreads[spreads <= 1e-9 * np.maximum(np.abs(means), 1.0)] = np.inf
    return table / spreads, means, spreads


def _mad(values: Floats) -> float:
    return 1.4826 * float(np.median(np.abs(values - np.median(values))))


def _lag_one(steps: Floats) -> float:
    centred = steps - steps.mean()
    total = float(centred @ centred)
    return float(centred[1:] @ centred[:-1]) / total if total > 0 else 0.0
