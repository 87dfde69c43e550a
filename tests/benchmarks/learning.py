"""The learner's budgets, apart from the window: a full round and the scoring of a pool."""

import time
from pathlib import Path

import numpy as np

from desktop_al.learn.rounds import RoundInput, run_round
from desktop_al.learn.steps import finish
from desktop_al.learn.strategies import STRATEGIES
from desktop_al.learn.view import View
from tests.benchmarks.table import Line


def measure(_place: Path, pool: int) -> list[Line]:
    rng = np.random.default_rng(0)
    centres = rng.normal(0, 1.2, (10, 512)).astype(np.float32)
    truth = rng.integers(0, 10, pool)
    features = centres[truth] / np.sqrt(8) + rng.normal(0, 0.35, (pool, 512)).astype(np.float32)
    labelled = rng.choice(pool, min(1000, pool // 2), replace=False)
    given = RoundInput(
        features=features,
        labelled=labelled,
        labels=truth[labelled],
        n_classes=10,
        excluded=np.zeros(pool, bool),
        strategy="recommended",
        batch=50,
        seed=1,
        audit=labelled[:100],
    )
    started = time.perf_counter()
    ranking = finish(run_round(given))
    whole = time.perf_counter() - started
    lines = [
        Line(f"round, {pool:,} x 512, 10 classes, 1,000 labels, batch of 50", whole, "s", 3.0),
        Line("  of it fit and calibration", ranking.seconds_fit, "s"),
        Line("  of it scoring and choosing", ranking.seconds_score, "s"),
    ]
    probabilities = rng.dirichlet(np.ones(10), pool).astype(np.float32)
    places = np.arange(pool)
    view = View(probabilities, features, places, labelled, truth[labelled], 1)
    for name in ("least_confident", "margin", "entropy"):
        times = []
        for _ in range(5):
            started = time.perf_counter()
            STRATEGIES[name].utility(view)
            times.append(time.perf_counter() - started)
        lines.append(Line(f"scoring {pool:,} x 10: {name} (median of 5)", 1000 * float(np.median(times)), "ms", 20.0))
    return lines
