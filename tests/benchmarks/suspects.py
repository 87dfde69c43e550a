"""``dev.py bench suspects``: labels that look wrong, on data whose answers are known, with planted errors.

Per data set, number of labels, share of errors and kind of error (another class at random, or the class that it is
most confused with), means over the seeds: precision and recall at the default cut, precision at as many as were
planted (random review finds the share of errors), the errors expected and how often the interval held the number.
Without planted errors: the share listed, of labels drawn at random and of those that the learner chose as hard.

Beside it, with ``--peer DIR`` (a place into which cleanlab and pandas were installed), the published method on the
same out-of-fold probabilities and from end to end.
"""

import argparse
import sys
import warnings
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np

from desktop_al.learn.linear import fit_logistic
from desktop_al.learn.probabilities import softmax
from desktop_al.learn.second_opinion import ask
from desktop_al.learn.space import fit_space
from desktop_al.learn.steps import finish
from desktop_al.learn.suspects import find_suspects
from tests.benchmarks.stopping import DATA


def prepared(name: str) -> tuple[Any, Any, list[str]]:
    """Features as the program learns from them, class indices, names of the classes."""
    raw, answers = DATA[name]()
    names, labels = np.unique(answers, return_inverse=True)
    return fit_space(raw, 0).transform(raw), labels.astype(np.intp), [str(one) for one in names]


def most_confused(features: Any, labels: Any) -> Any:
    """Of each class the one that models who have not seen its samples find likeliest apart from it."""
    shares = finish(ask(features, labels, np.arange(len(labels)), "logistic", 0)).probabilities
    mean = np.array([shares[labels == one].mean(axis=0) for one in range(shares.shape[1])])
    np.fill_diagonal(mean, -1)
    return mean.argmax(axis=1)


def planted(labels: Any, count: int, rate: float, nearest: Any, seed: int) -> tuple[Any, Any]:
    """Rows drawn, and their labels with ``rate`` of them wrong; ``nearest`` None: any other class."""
    random = np.random.default_rng([seed, count, int(100 * rate)])
    rows = random.permutation(len(labels))[:count]
    given = labels[rows].copy()
    wrong = random.permutation(count)[: round(rate * count)]
    classes = labels.max() + 1
    other = (given[wrong] + random.integers(1, classes, len(wrong))) % classes
    given[wrong] = other if nearest is None else nearest[given[wrong]]
    return rows, given


def chosen_hard(features: Any, labels: Any, count: int, seed: int) -> Any:
    """Rows as an uncertainty strategy chooses them: 100 at random, then 100 at a time those of least margin."""
    have = np.random.default_rng(seed).permutation(len(labels))[:100]
    while len(have) < count:
        shares = np.sort(softmax(finish(fit_logistic(features[have], labels[have])).logits(features)), axis=1)
        margin = shares[:, -1] - shares[:, -2]
        margin[have] = np.inf
        have = np.concatenate((have, np.argsort(margin)[:100]))
    return have[:count]


def figures(bad: Any, listed: Any, scores: Any) -> tuple[float, float, float]:
    """Precision and recall of the rows ``listed``, precision of the best by score at as many as are bad."""
    wrong = int(bad.sum())
    first = np.argsort(-scores, kind="stable")[:wrong]
    return float(bad[listed].mean()) if len(listed) else 1.0, bad[listed].sum() / wrong, float(bad[first].mean())


def peer(features: Any, given: Any, seed: int) -> dict[str, tuple[Any, Any]]:
    """Rows listed and scores of cleanlab: our probabilities, and end to end with its usual model."""
    from cleanlab.classification import CleanLearning
    from cleanlab.filter import find_label_issues
    from cleanlab.rank import get_label_quality_scores

    shares = finish(ask(features, given, np.arange(len(given)), "logistic", seed)).probabilities.astype(float)
    shares /= shares.sum(axis=1, keepdims=True)
    listed = np.flatnonzero(find_label_issues(given, shares, n_jobs=1))
    own = CleanLearning(seed=seed, find_label_issues_kwargs={"n_jobs": 1}).find_label_issues(features, given)
    return {
        "peer, same": (listed, -get_label_quality_scores(given, shares)),
        "peer, own": (np.flatnonzero(own["is_label_issue"]), -own["label_quality"].to_numpy()),
    }


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bench suspects", description=__doc__)
    parser.add_argument("--data", choices=tuple(DATA), action="append", help="default: all")
    parser.add_argument("--seeds", type=int, default=10, help="how many")
    parser.add_argument("--first", type=int, default=0, help="the first of them")
    parser.add_argument("--kind", default="logistic", help="the project's kind of model")
    parser.add_argument("--peer", help="where cleanlab is installed; default: it is left out")
    options = parser.parse_args(arguments)
    warnings.simplefilter("ignore")
    if options.peer:
        sys.path.append(options.peer)
    print(f"{'':<28}{'method':<12}{'precision':>10}{'recall':>8}{'at planted':>12}{'expected':>10}{'held':>6}")
    for name in options.data or DATA:
        features, labels, names = prepared(name)
        nearest = most_confused(features, labels)
        for count in (600, len(labels)):
            for rate in (0.05, 0.1):
                for how in ("uniform", "confused"):
                    rows_of: dict[str, list[tuple[float, ...]]] = defaultdict(list)
                    told = []
                    for seed in range(options.first, options.first + options.seeds):
                        rows, given = planted(labels, count, rate, nearest if how == "confused" else None, seed)
                        bad = given != labels[rows]
                        found = finish(find_suspects(features[rows], given, names, seed, kind=options.kind))
                        listed = np.array([one.place for one in found.found[: found.cut]], int)
                        rows_of["ours"].append(figures(bad, listed, found.scores))
                        one = found.expected
                        told.append((one.value / bad.sum(), one.low <= bad.sum() <= one.high))
                        for method, given_by in peer(features[rows], given, seed).items() if options.peer else ():
                            rows_of[method].append(figures(bad, *given_by))
                    for method, values in rows_of.items():
                        line = f"{f'{name} {count}, {rate:.0%} {how}':<28}{method:<12}"
                        precision, recall, at = np.mean(values, axis=0)
                        line += f"{precision:>10.1%}{recall:>8.1%}{at:>12.1%}"
                        if method == "ours":
                            line += "{:>10.0%}{:>6.0%}".format(*np.mean(told, axis=0))
                        print(line, flush=True)
            for how in ("drawn", "hard") if count == 600 else ():
                shares = defaultdict(list)
                for seed in range(options.first, options.first + min(5, options.seeds)):
                    drawn = np.random.default_rng(seed).permutation(len(labels))[:count]
                    rows = drawn if how == "drawn" else chosen_hard(features, labels, count, seed)
                    found = finish(find_suspects(features[rows], labels[rows], names, seed, kind=options.kind))
                    shares["ours"].append(found.cut / count)
                    for method, (listed, _) in peer(features[rows], labels[rows], seed).items() if options.peer else ():
                        shares[method].append(len(listed) / count)
                told_shares = ", ".join(f"{method} {np.mean(share):.1%}" for method, share in shares.items())
                print(f"{name} {count}, no errors, {how}: listed {told_shares}", flush=True)
    return 0
