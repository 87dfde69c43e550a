"""The query strategies of scikit-activeml and modAL under one protocol; run by the Python of ``peers.txt``.

``PEERS/bin/python tests/benchmarks/peers.py --data DIR --out FILE`` adds to FILE (JSON) every run that is not there
yet, so that it can be stopped and started again. Nothing of the program is imported, and the two libraries only
where they are called: ``strategies.py`` takes the protocol from here.

Protocol (``warm``): ten random labels, the same for every strategy of a seed; batches of 10 up to 300; a logistic
regression with C = 10 on what was picked, measured on the test set at every step. ``cold``: no label at the start,
batches of 10 up to 100.
"""

import argparse
import json
import resource
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

BATCH = 10
BUDGETS = {"warm": 300, "cold": 100}
#: The features on which each set is compared.
FEATURES_OF = {
    "digits": "pixels",
    "fashion": "efficientnet",
    "emoji": "efficientnet",
    "ng20": "tfidf",
    "spamassassin": "tfidf",
    "digits-3-8": "pixels",
    "digits-rare": "pixels",
    "spam-10": "tfidf",
}
SETS = tuple(FEATURES_OF)[:5]
COLD_SETS = tuple(FEATURES_OF)
#: Rows that the slow peers look at in each query, drawn at random; without, one query takes over 20 seconds.
FEWER = 2_500
COMMITTEE = 5

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]


def scaled(pool: npt.NDArray[Any], test: npt.NDArray[Any]) -> tuple[Floats, Floats]:
    """What the common model and the peers see: the pool's mean taken off, and rows of mean squared length 1."""
    pool, test = pool.astype(np.float64), test.astype(np.float64)
    mean = pool.mean(axis=0)
    length = float(np.sqrt(np.mean(((pool - mean) ** 2).sum(axis=1)))) or 1.0
    return (pool - mean) / length, (test - mean) / length


class Common:
    """The one model of the comparison. Classes without a label have probability 0; with one class it is certain."""

    def __init__(self, features: Floats, labels: npt.NDArray[Any], n_classes: int) -> None:
        self.n_classes = n_classes
        self.present = np.unique(labels)
        self.model: LogisticRegression | None = None
        if len(self.present) > 1:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self.model = LogisticRegression(C=10, max_iter=200).fit(features, labels)

    def probabilities(self, features: Floats) -> Floats:
        whole = np.zeros((len(features), self.n_classes))
        whole[:, self.present] = 1.0 if self.model is None else self.model.predict_proba(features)
        return whole

    def predict(self, features: Floats) -> npt.NDArray[Any]:
        if self.model is None:
            return np.full(len(features), self.present[0])
        return np.asarray(self.model.predict(features))


@dataclass(frozen=True, slots=True)
class Pool:
    """A set as the comparison sees it."""

    features: Floats
    labels: npt.NDArray[np.int64]
    test: Floats
    test_labels: npt.NDArray[np.int64]
    n_classes: int

    def measured(self, picked: Indices) -> tuple[Common, float, float]:
        """The common model on the picked rows, its accuracy and its balanced accuracy (mean recall of the classes)."""
        model = Common(self.features[picked], self.labels[picked], self.n_classes)
        right = model.predict(self.test) == self.test_labels
        recalls = [right[self.test_labels == code].mean() for code in np.unique(self.test_labels)]
        return model, float(right.mean()), float(np.mean(recalls))

    def curve(self, picked: Sequence[int], sizes: Sequence[int]) -> tuple[list[float], list[float]]:
        """Accuracies and balanced accuracies after ``sizes`` of the picked rows."""
        steps = [self.measured(np.asarray(picked[:size]))[1:] for size in sizes]
        return [round(step[0], 5) for step in steps], [round(step[1], 5) for step in steps]


def open_pool(data: Path, name: str, features: str) -> Pool:
    arrays = [np.load(data / name / features / f"{part}.npy") for part in ("X", "y", "XT", "yT")]
    pool, test = scaled(arrays[0], arrays[2])
    return Pool(pool, arrays[1], test, arrays[3], int(max(arrays[1].max(), arrays[3].max())) + 1)


@dataclass(frozen=True, slots=True)
class Query:
    """What a strategy is asked with: the free rows ``candidates``, the rows ``labelled`` and their classes."""

    features: Floats
    labelled: Indices
    labels: npt.NDArray[np.int64]
    candidates: Indices
    n_classes: int
    batch: int
    seed: int
    model: Common | None

    def partly(self, limit: int) -> "tuple[Query, Indices]":
        """The same with at most ``limit`` candidates and no other unlabelled row; and each row's place in this one."""
        if len(self.candidates) <= limit:
            return self, np.arange(len(self.features))
        chosen = np.random.default_rng([self.seed, 5]).choice(self.candidates, limit, replace=False)
        rows = np.concatenate((self.labelled, chosen))
        known = np.arange(len(self.labelled))
        return replace(
            self, features=self.features[rows], labelled=known, candidates=np.arange(len(known), len(rows))
        ), rows

    def partial_labels(self) -> Floats:
        """Labels of all rows, NaN where there is none."""
        whole = np.full(len(self.features), np.nan)
        whole[self.labelled] = self.labels
        return whole


Pick = Callable[[Query], Any]


def fixed_classifier(probabilities: Callable[[Floats], Floats], n_classes: int) -> Any:
    """A model that is already trained, in the form that scikit-activeml and modAL ask for."""
    from skactiveml.base import SkactivemlClassifier

    class Fixed(SkactivemlClassifier):
        def fit(self, X: Any, y: Any, sample_weight: Any = None) -> Any:
            return self

        def predict_proba(self, X: Any) -> Floats:
            return probabilities(np.asarray(X))

        def predict(self, X: Any) -> Floats:
            return self.predict_proba(X).argmax(axis=1).astype(float)

    fixed = Fixed(classes=list(range(n_classes)))
    fixed.classes_ = np.arange(n_classes)
    fixed.n_features_in_ = None
    return fixed


def _with_model(query: Query) -> dict[str, Any]:
    if query.model is None:
        raise ValueError("This strategy needs labels.")
    model = fixed_classifier(query.model.probabilities, query.n_classes)
    return {"clf": model, "fit_clf": False}


def _active(strategy: Callable[[int], Any], needs_model: bool = False) -> Pick:
    def pick(query: Query) -> Any:
        extra = _with_model(query) if needs_model else {}
        y = query.partial_labels()
        return strategy(query.seed).query(
            query.features, y, candidates=query.candidates, batch_size=query.batch, **extra
        )

    return pick


def _sk(name: str, needs_model: bool = False, **options: Any) -> Pick:
    def build(seed: int) -> Any:
        import skactiveml.pool

        return getattr(skactiveml.pool, name)(random_state=seed, **options)

    return _active(build, needs_model)


def _committee(query: Query) -> Any:
    """Query by committee on bootstrap samples of the labels (query by bagging, Abe & Mamitsuka 1998)."""
    from skactiveml.pool import QueryByCommittee

    rng = np.random.default_rng([query.seed, 6])
    members = []
    for _ in range(COMMITTEE):
        drawn = rng.integers(0, len(query.labelled), len(query.labelled))
        member = Common(query.features[query.labelled[drawn]], query.labels[drawn], query.n_classes)
        members.append(fixed_classifier(member.probabilities, query.n_classes))
    return QueryByCommittee(method="vote_entropy", random_state=query.seed).query(
        query.features,
        query.partial_labels(),
        ensemble=members,
        fit_ensemble=False,
        candidates=query.candidates,
        batch_size=query.batch,
    )


def _modal(which: str) -> Pick:
    def pick(query: Query) -> Any:
        import modAL.batch
        import modAL.uncertainty
        from modAL.models import ActiveLearner

        asked = {
            "ranked_batch": modAL.batch.uncertainty_batch_sampling,
            "uncertainty": modAL.uncertainty.uncertainty_sampling,
            "margin": modAL.uncertainty.margin_sampling,
            "entropy": modAL.uncertainty.entropy_sampling,
        }[which]
        if query.model is None:
            raise ValueError("This strategy needs labels.")
        # Ranked batch mixes distances with uncertainty: it gets columns of deviation 1 on average, as is usual.
        # With rows of length 1 distances would outweigh the rest, and it would lose up to 10 points.
        scale = np.sqrt(query.features.shape[1])
        probabilities = query.model.probabilities
        model = fixed_classifier(lambda rows: probabilities(rows / scale), query.n_classes)
        learner = ActiveLearner(model, asked, scale * query.features[query.labelled], query.labels)
        chosen = asked(learner, scale * query.features[query.candidates], n_instances=query.batch)[0]
        return query.candidates[np.asarray(chosen)]

    return pick


def _random(query: Query) -> Any:
    return np.random.default_rng([query.seed, 7]).choice(query.candidates, query.batch, replace=False)


def _centres(query: Query) -> Any:
    """k-means into as many groups as there will be labels; of the largest without one the row nearest the centre."""
    from sklearn.cluster import KMeans

    rows = np.concatenate((query.labelled, query.candidates))
    count = min(len(rows), len(query.labelled) + query.batch)
    groups = KMeans(count, n_init=1, random_state=query.seed).fit(query.features[rows])
    taken = set(groups.labels_[: len(query.labelled)].tolist())
    sizes = np.bincount(groups.labels_, minlength=count)
    free = [group for group in np.argsort(-sizes, kind="stable") if group not in taken][: query.batch]
    distances = groups.transform(query.features[rows])
    return [rows[np.where(groups.labels_ == group, distances[:, group], np.inf).argmin()] for group in free]


def _fewer(pick: Pick) -> Pick:
    def limited(query: Query) -> Any:
        part, rows = query.partly(FEWER)
        return rows[np.asarray(pick(part))]

    return limited


#: Strategies for the learning curves, then those that need no label.
WARM: dict[str, Pick] = {
    "random": _random,
    "sk:margin": _sk("UncertaintySampling", True, method="margin_sampling"),
    "sk:falcun": _sk("Falcun", True),
    "sk:least_confident": _sk("UncertaintySampling", True, method="least_confident"),
    "sk:entropy": _sk("UncertaintySampling", True, method="entropy"),
    "modal:uncertainty": _modal("uncertainty"),
    "modal:ranked_batch": _modal("ranked_batch"),
    "sk:qbc_vote_entropy": _committee,
    "sk:coreset": _sk("CoreSet"),
    "sk:badge": _sk("Badge", True),
    "sk:typiclust": _sk("TypiClust"),
    "sk:maxherding": _sk("MaxHerding"),
}
COLD: dict[str, Pick] = {
    "random": _random,
    "kmeans_centres": _centres,
    "sk:typiclust": _sk("TypiClust"),
    "sk:maxherding": _sk("MaxHerding"),
    "sk:probcover": _sk("ProbCover"),
    "sk:coreset": _sk("CoreSet"),
}
LIMITED = ("sk:badge", "sk:typiclust", "sk:maxherding", "sk:probcover")


def run(pool: Pool, name: str, kind: str, seed: int, start: Indices) -> dict[str, Any]:
    """One strategy and seed: what it picked, its curve (accuracies after ``labels``) and its seconds per query."""
    pick = (WARM if kind == "warm" else COLD)[name]
    if name in LIMITED:
        pick = _fewer(pick)
    picked = start
    labels, accuracy, balanced, seconds = [], [], [], []
    while True:
        model = None
        if len(picked):
            model, right, recall = pool.measured(picked)
            labels.append(len(picked))
            accuracy.append(round(right, 5))
            balanced.append(round(recall, 5))
        if len(picked) >= BUDGETS[kind]:
            break
        free = np.setdiff1d(np.arange(len(pool.features)), picked)
        query_seed = int(np.random.default_rng([seed, len(picked), 8]).integers(2**31))
        batch = min(BATCH, BUDGETS[kind] - len(picked))
        query = Query(pool.features, picked, pool.labels[picked], free, pool.n_classes, batch, query_seed, model)
        began = time.perf_counter()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            chosen = np.asarray(pick(query), dtype=np.intp).ravel()
        seconds.append(time.perf_counter() - began)
        picked = np.concatenate((picked, chosen))
    return {
        "picked": picked.tolist(),
        "labels": labels,
        "accuracy": accuracy,
        "balanced": balanced,
        "seconds": round(float(np.mean(seconds)), 4),
        "candidates": FEWER if name in LIMITED else None,
    }


def versions() -> dict[str, str]:
    from importlib.metadata import version

    names = ("scikit-activeml", "modAL-python", "scikit-learn", "numpy", "scipy")
    return {"python": sys.version.split()[0], **{name: version(name) for name in names}}


def key(done: dict[str, Any]) -> tuple[Any, ...]:
    return done["set"], done["features"], done["kind"], done["strategy"], done["seed"]


def run_all(data: Path, out: Path, kind: str, sets: Sequence[str], names: Sequence[str], seeds: int) -> None:
    """Add every missing run to ``out``; written after each, whole or not at all."""
    stored = json.loads(out.read_text()) if out.is_file() else {"versions": versions(), "runs": []}
    there = {key(one) for one in stored["runs"]}
    for name in names or list(WARM if kind == "warm" else COLD):
        for at in sets or (SETS if kind == "warm" else COLD_SETS):
            features = FEATURES_OF[at]
            missing = [seed for seed in range(seeds) if (at, features, kind, name, seed) not in there]
            if not missing:
                continue
            if not (data / at / features / "yT.npy").is_file():
                print(f"{at}/{features}: not made yet, left out", file=sys.stderr, flush=True)
                continue
            pool = open_pool(data, at, features)
            for seed in missing:
                start = np.load(data / at / f"initial-{seed}.npy") if kind == "warm" else np.empty(0, np.intp)
                began = time.perf_counter()
                done = run(pool, name, kind, seed, start)
                head = {"set": at, "features": features, "kind": kind, "strategy": name, "seed": seed}
                stored["runs"].append({**head, **done})
                temporary = out.with_suffix(".part")
                temporary.write_text(json.dumps(stored))
                temporary.replace(out)
                spent = time.perf_counter() - began
                line = f"{kind} {at} {name} {seed}: mean {100 * np.mean(done['accuracy']):.1f}, {spent:.0f} s"
                print(line, flush=True)


def speed_pool(rows: int, columns: int = 512, n_classes: int = 10) -> tuple[npt.NDArray[np.float32], Indices]:
    """Ten overlapping clouds, for measuring time and memory."""
    rng = np.random.default_rng(0)
    centres = rng.normal(0, 0.42, (n_classes, columns)).astype(np.float32)
    truth = rng.integers(0, n_classes, rows)
    features = rng.standard_normal((rows, columns), np.float32)
    for start in range(0, rows, 10_000):
        features[start : start + 10_000] *= np.float32(0.35)
        features[start : start + 10_000] += centres[truth[start : start + 10_000]]
    return features, truth


def speed(name: str, rows: int, batch: int) -> dict[str, float]:
    """Seconds of one query over all rows with 200 labels, and the peak memory of this process in MiB."""
    features, truth = speed_pool(rows)
    labelled = np.random.default_rng(1).choice(rows, 200, replace=False)
    model = Common(features[labelled], truth[labelled], 10)
    free = np.setdiff1d(np.arange(rows), labelled)
    query = Query(features, labelled, truth[labelled], free, 10, batch, 0, model)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    # The second of two would be faster: what is imported counts for no strategy.
    small = np.concatenate((labelled, free[:300]))
    WARM[name](
        Query(features[small], np.arange(200), truth[labelled], np.arange(200, 500), 10, min(batch, 10), 0, model)
    )
    began = time.perf_counter()
    WARM[name](query)
    seconds = time.perf_counter() - began
    return {"seconds": seconds, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "before": before}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="the folder of datasets.py")
    parser.add_argument("--out", type=Path, help="the JSON file of runs, added to")
    parser.add_argument("--sets", nargs="*", default=[], choices=list(FEATURES_OF))
    parser.add_argument("--strategies", nargs="*", default=[], metavar="NAME")
    parser.add_argument("--features", metavar="NAME", help="the same features of every set, e.g. full")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--cold", action="store_true", help="from no label")
    parser.add_argument("--speed", metavar="NAME", help="time one query and print it as JSON")
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--batch", type=int, default=50)
    parser.add_argument("--write-fixtures", action="store_true", help="write tests/learn/peer_rankings.json")
    options = parser.parse_args(arguments)
    if options.features:
        FEATURES_OF.update(dict.fromkeys(FEATURES_OF, options.features))
    if options.write_fixtures:
        # Its folder is on the path, since this file is then the one that was started.
        from peer_fixtures import PLACE, fixtures

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            PLACE.write_text(json.dumps(fixtures(fixed_classifier, versions())) + "\n")
        print(f"{PLACE}: {PLACE.stat().st_size:,} bytes")
        return 0
    if options.speed:
        print(json.dumps(speed(options.speed, options.rows, options.batch)))
        return 0
    if options.data is None or options.out is None:
        parser.error("--data and --out are needed")
    kind = "cold" if options.cold else "warm"
    known = WARM if kind == "warm" else COLD
    if unknown := [name for name in options.strategies if name not in known]:
        parser.error(f"no strategy {', '.join(unknown)}; known are {', '.join(known)}")
    run_all(options.data, options.out, kind, options.sets, options.strategies, options.seeds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
