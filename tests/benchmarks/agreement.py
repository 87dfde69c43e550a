"""Measures of agreement: alpha beside the ``krippendorff`` package (GPL; only here, and only where it is installed),
and the intervals of all measures.

``dev.py bench agreement``. The times of both are taken in turn, in one run; figures of both are compared too.
"""

import importlib.util
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from desktop_al.people.agreement import MEASURES, Scale, agreement
from desktop_al.people.ratings import Ratings
from tests.benchmarks.table import Line

#: The scale here and the name of the metric there.
METRICS: tuple[Scale, ...] = ("nominal", "ordinal", "interval", "ratio")
SHAPES = ((10_000, 20, 10, 0.0), (10_000, 20, 10, 0.5), (800, 164, 2, 0.94), (100_000, 3, 5, 0.0))


def measure(_place: Path, _pool: int) -> list[Line]:
    lines = []
    for samples, annotators, classes, gaps in SHAPES:
        ratings = made(samples, annotators, classes, gaps)
        shape = f"{samples:,} samples x {annotators} annotators x {classes} classes, {1 - gaps:.0%} answered"
        lines += _beside(ratings, shape) if importlib.util.find_spec("krippendorff") else []
    ratings = made(*SHAPES[0])
    shape = "10,000 x 20 x 10, 2,000 resamples"
    for names, what in ((["krippendorff_alpha"], "alpha"), ([m.name for m in MEASURES], "all measures")):
        heard = [time.perf_counter()]
        agreement(ratings, "ordinal", names=names, progress=lambda _, heard=heard: heard.append(time.perf_counter()))
        budget = 5.0 if len(names) == 1 else None
        lines.append(Line(f"{what} with intervals, {shape}", heard[-1] - heard[0], "s", budget))
        lines.append(Line("  longest step", float(np.diff(heard).max()), "s", 0.5 if len(names) == 1 else None))
    return lines


def made(samples: int, annotators: int, classes: int, gaps: float) -> Ratings:
    """Annotators who are right in 7 of 10 answers, and leave a share out."""
    rng = np.random.default_rng(0)
    shape = annotators, samples
    drawn = rng.integers(0, classes, shape)
    codes = np.where(rng.random(shape) < 0.7, rng.integers(0, classes, samples), drawn).astype(np.int16)
    codes[rng.random(shape) < gaps] = -1
    people, names = (tuple(map(str, range(many))) for many in shape)
    return Ratings(people, names, tuple(str(k + 1) for k in range(classes)), codes)


def _beside(ratings: Ratings, shape: str) -> list[Line]:
    import krippendorff  # type: ignore[import-not-found,import-untyped,unused-ignore]

    data = np.where(ratings.codes < 0, np.nan, ratings.codes + 1.0)
    lines = []
    for scale in METRICS:
        mine, theirs = partial(_alpha, ratings, scale), partial(krippendorff.alpha, data, level_of_measurement=scale)
        times = np.array([[_timed(mine), _timed(theirs)] for _ in range(5)])
        own, other = np.median(times, axis=0)
        apart = abs(mine() - theirs())
        note = f"{1000 * own:.1f} ms, there {1000 * other:.1f} ms; values differ by {apart:.0e}"
        lines.append(Line(f"alpha, {scale}, over krippendorff's: {shape}", own / other, "x", 1.0, note))
    return lines


def _alpha(ratings: Ratings, scale: Scale) -> float:
    value = agreement(ratings, scale, bootstrap=0, names=["krippendorff_alpha"])["krippendorff_alpha"].value
    assert value is not None
    return value


def _timed(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
