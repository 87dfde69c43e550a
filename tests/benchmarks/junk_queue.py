"""``python -m tests.benchmarks.junk_queue``: the share of the queue that junk takes, and wrong answers in the labels.

Junk is mixed into the pools of ``tests.benchmarks.datasets``; an annotator answers it with "not worth labelling".
Four ways: nothing done about it, the filter by looks, the model that learns from those answers, and both.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from desktop_al.learn.features import EXTRACTORS
from desktop_al.learn.rounds import RoundInput, run_round
from desktop_al.learn.simulation import simulate
from desktop_al.learn.space import fit_space
from desktop_al.learn.steps import finish
from desktop_al.media.junk import judge
from tests.benchmarks.datasets import PACKAGES, SOURCES, load, user_cache
from tests.benchmarks.junk import MADE, looks_of
from tests.benchmarks.peers import FEATURES_OF

REAL, ASKED, BATCH = 1_500, 300, 10
WAYS = {"nothing": (False, False), "filter": (True, False), "answers": (False, True), "both": (True, True)}


def share_of_junk(space: Any, truth: Any, junk: Any, aside: Any, learn: bool, strategy: str, seed: int) -> float:
    """The share of ``ASKED`` samples that were junk; ``aside`` is left out, ``learn``: junk answers teach."""
    asked = np.random.default_rng(seed).permutation(np.flatnonzero(~aside))[:BATCH]
    while len(asked) < ASKED:
        labelled, not_worth = asked[~junk[asked]], asked[junk[asked]]
        excluded = aside.copy()
        excluded[not_worth] = True
        ranking = finish(
            run_round(
                RoundInput(
                    features=space,
                    labelled=labelled,
                    labels=truth[labelled],
                    n_classes=int(truth.max()) + 1,
                    excluded=excluded,
                    strategy=strategy,
                    batch=BATCH,
                    seed=seed,
                    audit=np.empty(0, np.intp),
                    junk=not_worth if learn else np.empty(0, np.intp),
                )
            )
        )
        asked = np.concatenate((asked, ranking.order[: ranking.batch].astype(np.intp)))
    return float(junk[asked].mean())


def queue(cache: Path, name: str, seeds: int) -> None:
    source = SOURCES[name](cache)
    kind = "text" if isinstance(source.pool[0], str) else "image"
    extract = EXTRACTORS["hashed" if kind == "text" else "handmade"]
    for share in (0.05, 0.10, 0.20):
        rng = np.random.default_rng(7)
        rows = rng.permutation(len(source.pool))[:REAL]
        real = [source.pool[row] for row in rows.tolist()]
        made = list(MADE[kind].values())
        count = round(len(real) * share / (1 - share))
        samples = real + [made[at % len(made)](rng, real[at % len(real)]) for at in range(count)]
        junk = np.arange(len(samples)) >= len(real)
        _, codes = np.unique(np.asarray(source.labels), return_inverse=True)
        truth = np.concatenate((codes[rows], np.zeros(count, np.intp)))
        raw = extract.extract(samples)
        space = fit_space(raw, 0, [extract.blocks]).transform(raw)
        flagged = judge(looks_of(samples), kind).kinds >= 0
        cells = []
        for way, (filtered, learn) in WAYS.items():
            aside = flagged if filtered else np.zeros(len(samples), bool)
            values = [share_of_junk(space, truth, junk, aside, learn, "recommended", seed) for seed in range(seeds)]
            cells.append(f"{way} {100 * np.mean(values):4.1f} %")
        wrong = int((flagged & ~junk).sum())
        told = f"told {100 * flagged[junk].mean():.0f} %, false {wrong} of {len(real)}"
        print(f"{name:<14}{100 * share:3.0f} % junk   queue: {'   '.join(cells)}   filter: {told}", flush=True)


def noise(data: Path, seeds: int) -> None:
    """With every tenth answer wrong: the mean accuracy over the curve against random, in points."""
    for name in ("digits", "fashion", "emoji", "ng20", "spamassassin"):
        place = data / name / FEATURES_OF[name]
        if not (place / "yT.npy").is_file():
            print(f"{name:<14}not there")
            continue
        arrays = load(place)
        test = (arrays.test, arrays.test_labels)
        result = simulate(arrays.pool, arrays.labels, test=test, strategies=("recommended",), seeds=seeds, noise=0.1)
        means: dict[str, list[float]] = {}
        for run in result["runs"]:
            means.setdefault(run["strategy"], []).append(100 * np.mean([p["accuracy"] for p in run["curve"]]))
        gain = np.array(means["recommended"]) - np.array(means["random"])
        error = gain.std(ddof=1) / np.sqrt(len(gain)) if len(gain) > 1 else 0.0
        print(f"{name:<14}10 % wrong answers: {gain.mean():+.1f} ± {error:.1f} points over random", flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="junk_queue", description=__doc__.split("\n")[0])
    parser.add_argument("--cache", type=Path, default=user_cache(), help=f"of the packages {', '.join(PACKAGES)}")
    parser.add_argument("--data", type=Path, default=user_cache() / "arrays")
    parser.add_argument("--seeds", type=int, default=3)
    options = parser.parse_args(arguments)
    for name in ("emoji", "fashion", "spamassassin"):
        queue(options.cache, name, options.seeds)
    noise(options.data, options.seeds)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
