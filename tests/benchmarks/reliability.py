"""``dev.py bench reliability``: whether shown probabilities hold, what batch review saves, how long it takes.

Per data set and seed a pool is labelled by the program's own rounds, with a share of audit samples. Then the
calibration error on the rest of the pool, whose truth is known, and as the program estimates it out of fold; then the
rest is labelled in groups by a simulated annotator who misses some of the odd ones, against one decision for each.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

import numpy as np
import numpy.typing as npt

from desktop_al.learn.closest import LabelledRows
from desktop_al.learn.groups import ReviewInput, review_groups
from desktop_al.learn.models import Trained, train
from desktop_al.learn.probabilities import spread_over_classes
from desktop_al.learn.reliability import Comparison, compare
from desktop_al.learn.rounds import RoundInput, run_round
from desktop_al.learn.space import fit_space
from desktop_al.learn.steps import finish
from tests.benchmarks.stopping import DATA

Indices = npt.NDArray[np.intp]
BATCH, SITTINGS = 10, 5


@dataclass(frozen=True, slots=True)
class Labelled:
    """A pool in the learner's space, its truth, its audit samples, and the rows answered in order."""

    features: npt.NDArray[np.float32]
    truth: Indices
    n_classes: int
    audit: Indices
    asked: Indices
    seed: int

    @property
    def rest(self) -> Indices:
        return np.setdiff1d(np.arange(len(self.truth)), self.asked)

    def train(self, rows: Indices, labels: Indices) -> Trained:
        """Of ``rows`` with ``labels``, the audit among them as the fair draw."""
        fair = np.flatnonzero(np.isin(rows, self.audit))
        return finish(train(self.features[rows], labels, self.n_classes, fair, self.seed))


def label(name: str, seed: int, labels: int, share: float) -> Labelled:
    """``labels`` answers by rounds of the recommended strategy, ``share`` of them audit samples."""
    raw, answers = DATA[name]()
    classes, truth = np.unique(answers, return_inverse=True)
    features = fit_space(raw, seed).transform(raw)
    n = len(truth)
    audit = np.random.default_rng([seed, 4]).permutation(n)[: round(share * n)]
    reserved = np.isin(np.arange(n), audit)
    asked, taken, previous = np.empty(0, np.intp), 0, None
    while len(asked) < labels:
        given = RoundInput(
            features, asked, truth[asked], len(classes), reserved, "recommended", BATCH, seed, audit, previous
        )
        found = finish(run_round(given))
        previous = found.model.linear
        due = min(round(share * (len(asked) + BATCH)), len(audit)) - taken
        asked = np.concatenate((asked, audit[taken : taken + due], found.order[: BATCH - due])).astype(np.intp)
        taken += due
    return Labelled(features, truth.astype(np.intp), len(classes), audit, asked, seed)


def calibration(one: Labelled) -> tuple[Comparison, Comparison]:
    """On the rest of the pool, and as the program knows it out of fold."""
    trained = one.train(one.asked, one.truth[one.asked])
    model = trained.model
    rest, truth = one.features[one.rest], one.truth[one.rest]
    raw = spread_over_classes(model.fitted.logits(rest), model.classes, one.n_classes, len(one.asked))
    held = one.truth[one.asked[trained.held_out]]
    return (
        compare(raw, model.probabilities(rest), truth, one.seed),
        compare(trained.uncalibrated, trained.probabilities, held, one.seed),
    )


@dataclass(frozen=True, slots=True)
class Reviewed:
    """In groups: ``labels``, ``decisions`` for them, ``checks`` again, ``wrong`` labels left; ``expected`` wrong offers
    and how many there ``were``. ``pool`` and ``singly``: samples, and those asked one by one; ``begun``: answers there
    were when groups were first offered."""

    labels: int
    decisions: int
    checks: int
    wrong: int
    expected: float
    were: int
    pool: int
    singly: int
    begun: int


def review(one: Labelled, missed: float) -> Reviewed:
    """Sittings of batch review with a training before each; what is never offered is asked one by one, and more audit
    samples first where they are needed before anything is."""
    rng = np.random.default_rng([one.seed, 20])
    answers = one.truth.copy()
    done, expected = one.asked, 0.0
    labels = decisions = checks = were = 0
    begun = sittings = 0
    while sittings < SITTINGS:
        trained = one.train(done, answers[done])
        excluded = np.isin(np.arange(len(answers)), np.concatenate((done, one.audit)))
        given = ReviewInput(
            trained.model.probabilities(one.features),
            one.features,
            excluded,
            trained.probabilities,
            answers[done[trained.held_out]],
            trained.skill.beats_base_rate,
            one.seed,
        )
        groups = finish(review_groups(given)).groups
        for group in groups:
            odd = group.rows[one.truth[group.rows] != group.class_index]
            overlooked = odd[rng.random(len(odd)) < missed]
            answers[overlooked] = group.class_index
            labels += len(group.rows)
            decisions += 1 + len(odd) - len(overlooked)
            checks += len(group.recheck)
            expected += group.errors.value or 0.0
            were += len(odd)
        more = one.audit[~np.isin(one.audit, done)][:BATCH]
        if groups:
            sittings, begun = sittings + 1, begun or len(done)
            done = np.concatenate((done, *(group.rows for group in groups)))
        elif not begun and len(more):
            done = np.concatenate((done, more))
        else:
            break
    wrong = int((answers != one.truth).sum())
    return Reviewed(labels, decisions, checks, wrong, expected, were, len(answers), len(answers) - labels, begun)


def print_calibration(name: str, found: Sequence[tuple[Comparison, Comparison]]) -> None:
    print(f"{name}: calibration, {len(found)} seeds{'':<9}{'error':>9}{'chance':>9}{'corrected':>11}{'worst':>8}"
          f"{'Brier':>9}{'log loss':>10}{'n':>7}")  # fmt: skip
    for at, where in enumerate(("rest of the pool", "out of fold")):
        for kind in ("uncalibrated", "calibrated"):
            rows = [getattr(pair[at], kind) for pair in found]
            figures = np.array([(r.error, r.chance, r.corrected, r.brier, r.log_loss, r.n) for r in rows])
            error, chance, corrected, brier, loss, n = figures.mean(axis=0)
            print(f"  {where + ', ' + kind:<34}{error:>9.4f}{chance:>9.4f}{corrected:>11.4f}{figures[:, 2].max():>8.4f}"
                  f"{brier:>9.4f}{loss:>10.4f}{n:>7.0f}")  # fmt: skip
    print("  bins of the first seed, rest of the pool, calibrated: confidence, right, 95 % limits")
    first = found[0][0].calibrated
    for size, said, right, low, high in zip(first.size, first.confidence, first.right, first.low, first.high):
        print(f"  {size:>6}{said:>9.3f}{right:>9.3f}{low:>9.3f}{high:>9.3f}")


def print_review(name: str, found: Sequence[Reviewed]) -> None:
    heads = (
        "begun at",
        "labels",
        "decisions",
        "per label",
        "with checks",
        "whole pool",
        "wrong",
        "offers wrong",
        "expected",
    )
    print(f"{name}: batch review".ljust(24) + "".join(head.rjust(13) for head in heads))
    for seed, one in enumerate(found):
        if not one.labels:
            print(f"  seed {seed}: no groups were offered")
            continue
        each = (one.decisions, one.decisions + one.checks)
        shares = (*(count / one.labels for count in each), (one.decisions + one.singly) / one.pool)
        errors = (one.wrong / one.labels, one.were / one.labels, one.expected / one.labels)
        figures = [f"{one.begun:>13}{one.labels:>13}{one.decisions:>13}"]
        figures += [f"{share:>13.3f}" for share in shares] + [f"{share:>13.2%}" for share in errors]
        print(f"  seed {seed}".ljust(24) + "".join(figures))
    labels, decisions = sum(one.labels for one in found), sum(one.decisions for one in found)
    if labels:
        saved, checked = labels / decisions, labels / (decisions + sum(one.checks for one in found))
        error = 100 * sum(one.wrong for one in found) / labels
        print(
            f"  {saved:.1f} x fewer decisions in groups, {checked:.1f} x with the checks; {error:.2f} points of error"
        )


def print_speed(rows: int) -> None:
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 10, rows)
    features = (0.35 * rng.normal(size=(rows, 512)) / np.sqrt(1 + np.arange(512))).astype(np.float32)
    features[np.arange(rows), truth] += 1
    index = LabelledRows(512)
    index.add(np.arange(rows), features, truth)
    index.closest(features[0], 6)
    queries = rng.integers(0, rows, 100).tolist()
    spent, hits = [], []
    for at in queries:
        begun = perf_counter()
        found = index.closest(features[at], 6, (at,))
        spent.append(perf_counter() - begun)
        cosine = features @ features[at] / np.maximum(np.sqrt(np.einsum("ij,ij->i", features, features)), 1e-6)
        cosine[at] = -np.inf
        hits.append(len(set(np.argpartition(-cosine, 6)[:6].tolist()) & set(found.places.tolist())) / 6)
    median, slow = 1000 * np.percentile(spent, (50, 95))
    print(f"6 closest of {rows} labelled x 512: median {median:.2f} ms, 95th {slow:.2f} ms, recall {np.mean(hits):.3f}")
    shares = np.full((rows, 10), 0.0005, np.float32)
    shares[np.arange(rows), truth] = 0.9955
    given = ReviewInput(shares, features, np.zeros(rows, bool), shares[:200], truth[:200], True, 0)
    begun = perf_counter()
    groups = finish(review_groups(given)).groups
    print(f"groups of {rows} x 10 classes: {perf_counter() - begun:.2f} s, {len(groups)} groups")


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bench reliability", description=__doc__)
    parser.add_argument("--data", choices=(*DATA, "none"), action="append", help="default: all")
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--labels", type=int, default=300)
    parser.add_argument("--audit", type=float, default=0.1, help="share of audit samples")
    parser.add_argument("--missed", type=float, default=0.05, help="share of odd ones that the annotator overlooks")
    parser.add_argument("--rows", type=int, default=100_000, help="of the measured times; 0: none")
    options = parser.parse_args(arguments)
    for name in options.data or DATA:
        if name == "none":
            continue
        pools = [label(name, seed, options.labels, options.audit) for seed in range(options.seeds)]
        print_calibration(name, [calibration(one) for one in pools])
        print_review(name, [review(one, options.missed) for one in pools])
    if options.rows:
        print_speed(options.rows)
    return 0
