"""Whether shown probabilities mean what they say: reliability bins, calibration error, Brier score, log loss."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import BadArgument
from desktop_al.core.intervals import wilson_limits

Floats = npt.NDArray[np.floating]
Doubles = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]

BINS = 15
SIMULATIONS = 1_000
#: Answers drawn at once by the simulation: bounds its memory.
CELLS = 4_000_000


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far the confidence, the probability of the class that is offered, can be believed.

    Of each bin (b,), from the least confident up: ``size`` rows, ``least`` and ``most`` confidence in it, mean
    ``confidence``, share ``right``, and the 95 % limits ``low``, ``high`` of that share (Wilson 1927). Bins hold the
    same number of rows, give or take one (Nguyen & O'Connor, EMNLP 2015).

    ``error`` is the expected calibration error: how far ``right`` and ``confidence`` of a row's bin are apart, on
    average (Naeini, Cooper & Hauskrecht, AAAI 2015). It is above 0 by chance alone: ``chance`` is its mean where every
    confidence is exactly the chance to be right (Bröcker & Smith, Weather and Forecasting 2007), ``corrected`` what is
    above that, at least 0. ``brier`` is the sum over the classes of squared differences, 0 to 2 (Brier 1950);
    ``log_loss`` in nats. Without a row the figures are NaN and there is no bin.
    """

    size: Indices
    least: Doubles
    most: Doubles
    confidence: Doubles
    right: Doubles
    low: Doubles
    high: Doubles
    n: int
    accuracy: float
    error: float
    chance: float
    corrected: float
    brier: float
    log_loss: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """The same rows before and after calibration."""

    uncalibrated: Reliability
    calibrated: Reliability


def reliability(
    probabilities: Floats, truth: Indices, seed: int, bins: int = BINS, simulations: int = SIMULATIONS
) -> Reliability:
    """What ``probabilities`` (n, k) of rows of the classes ``truth`` (n,) are worth.

    The rows must be new to the model that gave the probabilities: out of fold, or never labelled.

    Args:
        seed: of the simulated answers behind ``chance``.
        bins: how many at most; no more than there are rows.

    Raises:
        BadArgument: arrays that do not fit together, or values that are no probabilities.
    """
    shares, truth = _checked(probabilities, truth)
    n, n_classes = shares.shape
    if bins < 1 or simulations < 1:
        raise BadArgument("A reliability curve needs at least one bin and one simulation.")
    if not n:
        nothing, nan = np.empty(0), float("nan")
        return Reliability(
            np.empty(0, np.intp), *(nothing,) * 6, n=0, accuracy=nan, error=nan, chance=nan, corrected=nan,
            brier=nan, log_loss=nan,
        )  # fmt: skip
    confidence = shares.max(axis=1)
    is_right = shares.argmax(axis=1) == truth
    order = np.argsort(confidence, kind="stable")
    sorted_confidence = confidence[order]
    starts = np.arange(min(bins, n)) * n // min(bins, n)
    size = np.diff(starts, append=n)
    said = np.add.reduceat(sorted_confidence, starts)
    hits = np.add.reduceat(is_right[order].astype(np.float64), starts)
    low, high = wilson_limits(hits, size)
    error = float(np.abs(hits - said).sum() / n)
    chance = expected_by_chance(sorted_confidence, starts, said, seed, simulations)
    own = shares[np.arange(n), truth]
    return Reliability(
        size=size,
        least=sorted_confidence[starts],
        most=sorted_confidence[starts + size - 1],
        confidence=said / size,
        right=hits / size,
        low=low,
        high=high,
        n=n,
        accuracy=float(is_right.mean()),
        error=error,
        chance=chance,
        corrected=max(0.0, error - chance),
        brier=float(((shares**2).sum(axis=1) - 2 * own + 1).mean()),
        # A class that the model could not know costs what it would with one more label: see ``measure_skill``.
        log_loss=float(-np.log(np.maximum(own, 1 / (n + n_classes))).mean()),
    )


def expected_by_chance(confidence: Doubles, starts: Indices, said: Doubles, seed: int, simulations: int) -> float:
    """Mean calibration error when each row is right with exactly its ``confidence`` (n,), sorted into bins that begin
    at ``starts``; ``said`` is the sum of the confidences of each bin."""
    rng = np.random.default_rng([seed, 11])
    total = 0.0
    at_once = max(1, CELLS // len(confidence))
    for done in range(0, simulations, at_once):
        count = min(at_once, simulations - done)
        is_right = rng.random((count, len(confidence)), np.float32) < confidence.astype(np.float32)
        hits = np.add.reduceat(is_right, starts, axis=1, dtype=np.float64)
        total += float(np.abs(hits - said).sum())
    return total / (simulations * len(confidence))


def compare(uncalibrated: Floats, calibrated: Floats, truth: Indices, seed: int) -> Comparison:
    """Probabilities (n, k) of the same rows before and after calibration, side by side; raises as ``reliability``."""
    return Comparison(reliability(uncalibrated, truth, seed), reliability(calibrated, truth, seed))


def _checked(probabilities: Floats, truth: Indices) -> tuple[Doubles, Indices]:
    shares, classes = np.asarray(probabilities, np.float64), np.asarray(truth)
    if shares.ndim != 2 or not shares.shape[1] or classes.shape != shares.shape[:1]:
        raise BadArgument("Reliability needs a table of probabilities and the true class of each of its rows.")
    if classes.size and (classes.dtype.kind not in "iu" or classes.min() < 0 or classes.max() >= shares.shape[1]):
        raise BadArgument(f"A true class is not between 0 and {shares.shape[1] - 1}.")
    if not np.isfinite(shares).all() or (np.abs(shares.sum(axis=1) - 1) > 0.01).any() or (shares < 0).any():
        raise BadArgument("The probabilities of a row must be from 0 to 1 and add up to 1.")
    return shares, classes.astype(np.intp)
