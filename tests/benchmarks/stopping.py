"""``dev.py bench stopping``: the advice on when to stop, on data whose answers are known.

Per data set and strategy, over the seeds: labels used and points of accuracy lost against labelling the whole pool, at
the advice "You can stop" and at each criterion alone; how often the 80 % bands held the later accuracy. Then how often
the audit interval holds the true accuracy of a model, over replicates at three fixed checkpoints; and of screenings
for a rare class how many stop with a recall below 95 %, and what they save.
"""

import argparse
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.datasets import load_digits

from desktop_al.core.intervals import wilson_limits
from desktop_al.learn.models import train
from desktop_al.learn.simulation import simulate
from desktop_al.learn.steps import finish
from desktop_al.learn.stopping_recall import ALPHA, TAU, p_below

#: Labels, and audit answers among them.
CHECKPOINTS = ((200, 60), (400, 100), (800, 160))
#: Samples of a screening, those of the class, samples between two looks.
POOL, RARE, EVERY = 2000, 60, 50


def digits() -> tuple[Any, npt.NDArray[Any]]:
    features, labels = load_digits(return_X_y=True)
    return features.astype(np.float32), labels


def texts() -> tuple[Any, npt.NDArray[Any]]:
    from desktop_al.learn.demo_sources import function_texts
    from desktop_al.learn.features import hashed

    pairs = function_texts()
    return hashed([text for text, _ in pairs]).tocsr(), np.array([field for _, field in pairs])


DATA: dict[str, Callable[[], tuple[Any, npt.NDArray[Any]]]] = {"digits": digits, "texts": texts}


def at_stops(runs: Sequence[dict[str, Any]]) -> list[str]:
    """Of the runs of one strategy a line for the advice and for each criterion."""
    stops: dict[str, list[tuple[int, float, float] | None]] = defaultdict(list)
    for run in runs:
        accuracy = {point["labels"]: point["accuracy"] for point in run["curve"]}
        last = max(accuracy)
        for name, labels in {"advice": run["stop"]["advised_at"], **run["stop"]["criteria"]}.items():
            lost = None if labels is None else (labels, labels / last, 100 * (accuracy[last] - accuracy[labels]))
            stops[name].append(lost)
    lines = []
    for name, found in stops.items():
        some = [one for one in found if one is not None]
        line = f"  {name:<26}{len(some):>4} of {len(found)}"
        if some:
            labels, share, lost = np.array(some).T
            line += f"{labels.mean():>9.0f}{share.mean():>8.0%}{lost.mean():>9.2f}{lost.max():>8.2f}"
        lines.append(line)
    return lines


def in_bands(runs: Sequence[dict[str, Any]]) -> tuple[int, int]:
    """Forecasts whose band held the later test accuracy, and how many there were."""
    inside = of = 0
    for run in runs:
        accuracy = {point["labels"]: point["accuracy"] for point in run["curve"]}
        for one in run["stop"]["forecasts"]:
            if one["at"] in accuracy:
                of += 1
                inside += one["low"] <= accuracy[one["at"]] <= one["high"]
    return inside, of


def audit_coverage(replicates: int, labels: int, audit: int) -> float:
    """How often the 95 % interval holds the accuracy of the model on all samples that are not labelled (digits)."""
    features, answers = digits()
    features = (features - features.mean(axis=0)) / (features.std(axis=0) + 1e-3) / 8
    held = 0
    for seed in range(replicates):
        order = np.random.default_rng([seed, labels]).permutation(len(features))
        rows, rest = order[:labels], order[labels:]
        trained = finish(train(features[rows], answers[rows].astype(np.intp), 10, np.arange(audit), seed))
        truth = float((trained.model.probabilities(features[rest]).argmax(axis=1) == answers[rest]).mean())
        low, high = wilson_limits(*trained.audit)
        held += bool(low <= truth <= high)
    return held / replicates


def screening(seed: int, separation: float) -> tuple[float, float]:
    """Recall where the test stops, and the share of the pool that is not screened then."""
    random = np.random.default_rng([seed, int(10 * separation)])
    rare = np.zeros(POOL, int)
    rare[:RARE] = 1
    order = rare[np.argsort(-(random.normal(size=POOL) + separation * rare))]
    for screened in range(EVERY, POOL + 1, EVERY):
        if p_below(order[:screened], POOL, TAU) < ALPHA:
            break
    return order[:screened].sum() / RARE, 1 - screened / POOL


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bench stopping", description=__doc__)
    parser.add_argument("--data", choices=(*DATA, "none"), action="append", help="default: all")
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--batch", type=int, default=50)
    parser.add_argument("--replicates", type=int, default=400, help="of the audit and of the screenings; 0: none")
    options = parser.parse_args(arguments)
    inside = of = 0
    for name in options.data or DATA:
        if name == "none":
            continue
        features, labels = DATA[name]()
        result = simulate(
            features,
            labels,
            batch=options.batch,
            budget=len(labels),
            seeds=options.seeds,
            audit_share=0.1,
            stop_report=True,
        )
        for strategy in dict.fromkeys(run["strategy"] for run in result["runs"]):
            runs = [run for run in result["runs"] if run["strategy"] == strategy]
            within, forecasts = in_bands(runs)
            inside, of = inside + within, of + forecasts
            print(f"{name}, {strategy}, batch {options.batch}, {len(runs)} seeds")
            print(f"  {'':<26}{'stopped':>9}{'labels':>9}{'used':>8}{'lost':>9}{'worst':>8}")
            print("\n".join(at_stops(runs)))
            print(f"  80 % bands: {within} of {forecasts} held the later accuracy ({within / max(1, forecasts):.0%})")
    if of:
        print(f"all 80 % bands: {inside} of {of} ({inside / of:.1%})")
    for at, audit in CHECKPOINTS if options.replicates else ():
        held = audit_coverage(options.replicates, at, audit)
        print(f"95 % audit interval at {at} labels, {audit} audit answers: {held:.1%} of {options.replicates}")
    for separation in (2.5, 1.5, 0.0) if options.replicates else ():
        found = np.array([screening(seed, separation) for seed in range(options.replicates)])
        low, saved = (found[:, 0] < TAU).mean(), found[:, 1].mean()
        print(f"screening, separation {separation}: recall < 95 % in {low:.1%}, work saved {saved:.0%}")
    return 0
