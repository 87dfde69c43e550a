"""``dev.py bench influence``: how often the intervals of the report on suggestions hold what was planted.

Simulated annotators who agree with suggestions in different shares, who follow them more often (``anchoring``) and
answer faster (``speed``) where these are on screen. In each cell, over the runs: how often the 95 % interval of Delta,
of the time ratio and of the ratio of key presses holds the planted figure. Then a model that is wrong on purpose: how
often the interval of harm holds the planted harm and how often it is seen at all. With ``--compare`` percentile
bootstraps beside them.
"""

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from desktop_al.people.arms import contrast, key_ratio, time_ratio
from desktop_al.people.influence import Answers, influence

Floats = npt.NDArray[np.float64]

#: Within these the coverage of every cell has to lie.
LOWEST, HIGHEST = 0.925, 0.98
#: Mean agreement with suggestions that are withheld, anchoring, speed.
EFFECTS = ((0.8, 0.0, 1.0), (0.8, 0.05, 0.8), (0.8, 0.15, 0.8), (0.9, 0.0, 0.8), (0.9, 0.05, 1.0))


@dataclass(frozen=True, slots=True)
class Cell:
    """``n`` rows in all, evenly spread over the ``annotators``; ``share`` withheld. ``shared``: all have the same
    samples, and a sample that is hard is so for all; else no two rows are of one sample."""

    annotators: int
    shared: bool
    n: int
    share: float
    base: float
    anchoring: float
    speed: float


def cells(sizes: Sequence[int] = (200, 600, 2000)) -> Iterator[Cell]:
    for annotators, shared in ((1, False), (3, False), (8, False), (3, True), (8, True)):
        for n in sizes:
            for share in (0.2, 0.5):
                for effect in EFFECTS:
                    yield Cell(annotators, shared, n, share, *effect)


def answers(cell: Cell, random: np.random.Generator) -> Answers:
    """One run. Annotators agree with suggestions in shares spread evenly about the mean; anchoring moves part of those
    who would have differed, so that it is larger the less an annotator agrees, and ``anchoring`` on average."""
    n, many = cell.n, cell.annotators
    who = np.arange(n) % many
    sample = np.arange(n) // many if cell.shared else np.arange(n)
    spread = (1 - cell.base) / 2 if many > 1 else 0.0
    base = np.linspace(cell.base - spread, cell.base + spread, many)
    anchored = cell.anchoring * (1 - base) / (1 - base).mean()
    withheld = random.random(n) < cell.share
    hard = random.normal(size=n)[sample]
    part = 0.5 if cell.shared else 0.0
    chance = ndtr(np.sqrt(part) * hard + np.sqrt(1 - part) * random.normal(size=n))
    followed = chance < base[who] + anchored[who] * ~withheld
    faster = np.where(withheld, 1.0, cell.speed)
    seconds = faster * np.exp(np.log(4 + 2 * who) + 0.3 * hard + random.normal(scale=0.5, size=n))
    keys = 1 + random.poisson((2.5 + 0.2 * who) * faster - 1)
    unknown = np.full(n, -1)
    return Answers(who, withheld, followed, unknown, seconds, keys.astype(float), unknown, sample)


def _random(cell: Cell, seed: int) -> np.random.Generator:
    shares = (cell.share, cell.base, cell.anchoring, cell.speed)
    return np.random.default_rng([seed, cell.annotators, cell.shared, cell.n, *(round(1000 * one) for one in shares)])


def held(cell: Cell, runs: int, seed: int = 0) -> Floats:
    """Of Delta, the time ratio and the key ratio the shares of the runs whose interval holds what was planted, (3,);
    NaN where no run has an interval. Runs without one are left out."""
    random = _random(cell, seed)
    inside, of = np.zeros(3), np.zeros(3)
    for _ in range(runs):
        one = answers(cell, random)
        keys = (one.annotator, one.sample, one.withheld)
        found = (
            contrast(*keys, one.followed).difference,
            time_ratio(*keys, one.seconds).ratio,
            key_ratio(*keys, one.keys).ratio,
        )
        for k, (figure, planted) in enumerate(zip(found, (cell.anchoring, cell.speed, cell.speed), strict=True)):
            if figure.low is not None:
                of[k] += 1
                inside[k] += figure.low <= planted <= figure.high
    return np.divide(inside, of, out=np.full(3, np.nan), where=of > 0)


def wrong_on_purpose(n: int, anchoring: float, random: np.random.Generator, share: float = 0.2) -> Answers:
    """Three annotators; three in ten suggestions are wrong. Those withheld would be followed in 10 % where wrong, in
    90 % where right; those on screen are followed in ``anchoring`` more where wrong."""
    who = np.arange(n) % 3
    right, withheld = random.random(n) < 0.7, random.random(n) < share
    followed = random.random(n) < np.where(right, 0.9, 0.1 + anchoring * ~withheld)
    missing = np.full(n, np.nan)
    correct = followed == right
    return Answers(who, withheld, followed, right.astype(int), missing, missing, np.full(n, -1), None, correct + 0)


def harm(n: int, anchoring: float, runs: int, seed: int = 0) -> tuple[float, float, float, float]:
    """Shares of the runs in which the interval of harm holds the planted one and in which it lies above 0, and of those
    in which help and the change of accuracy hold theirs (0 and -0.3 times the harm)."""
    random = np.random.default_rng([seed, n, int(1000 * anchoring)])
    inside = []
    for _ in range(runs):
        found = influence(wrong_on_purpose(n, anchoring, random)).pooled
        planted = ((found.harm, anchoring), (found.help, 0.0), (found.accuracy, -0.3 * anchoring))
        # Hardly ever there are too few wrong suggestions withheld.
        if all(one.difference.low is not None for one, _ in planted):
            holds = [one.difference.low <= figure <= one.difference.high for one, figure in planted]
            inside.append([holds[0], found.harm.difference.low > 0, *holds[1:]])
    holds_harm, seen, holds_help, holds_accuracy = np.mean(inside, axis=0).tolist()
    return holds_harm, seen, holds_help, holds_accuracy


def resampled(one: Answers, many: int, random: np.random.Generator, by_annotator: bool = False) -> Floats:
    """Delta in resamples, (many,): every sample with all its answers gets a weight drawn from the exponential
    distribution (Rubin 1981); ``by_annotator``: every annotator too, and an answer has the product."""
    annotators = int(one.annotator.max()) + 1
    samples = int(one.sample.max()) + 1
    # Of an annotator: shown, shown and followed, withheld, withheld and followed.
    table = np.zeros((samples, 4 * annotators), np.float32)
    column = 4 * one.annotator + 2 * one.withheld
    np.add.at(table, (one.sample, column), 1)
    np.add.at(table, (one.sample, column + 1), one.followed)
    sums = np.concatenate(
        [
            random.standard_exponential((min(250, many - start), samples), np.float32) @ table
            for start in range(0, many, 250)
        ]
    )
    shown, taken, withheld, taken_withheld = sums.reshape(many, annotators, 4).astype(np.float64).transpose(2, 0, 1)
    both = (shown > 0) & (withheld > 0)
    weight = np.divide(shown * withheld, shown + withheld, out=np.zeros_like(shown), where=both)
    if by_annotator:
        weight *= random.standard_exponential(weight.shape)
    first = np.divide(taken, shown, out=np.zeros_like(shown), where=both)
    second = np.divide(taken_withheld, withheld, out=np.zeros_like(shown), where=both)
    return np.asarray((weight * (first - second)).sum(axis=1) / weight.sum(axis=1), np.float64)


def compared(cell: Cell, runs: int, seed: int = 0) -> tuple[float, float]:
    """How often percentile intervals of 500 resamples hold Delta: by samples, and by annotators and samples."""
    random = _random(cell, seed + 1)
    inside = np.zeros(2)
    for _ in range(runs):
        one = answers(cell, random)
        for k, by_annotator in enumerate((False, True)):
            low, high = np.percentile(resampled(one, 500, random, by_annotator), (2.5, 97.5))
            inside[k] += low <= cell.anchoring <= high
    samples, both = (inside / runs).tolist()
    return samples, both


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bench influence", description=__doc__)
    parser.add_argument("--runs", type=int, default=300, help="in each cell; 2000 for figures to rely on")
    parser.add_argument("--sizes", type=int, nargs="*", default=[200, 600, 2000])
    parser.add_argument("--compare", type=int, default=0, metavar="RUNS", help="runs of the bootstraps, in each cell")
    options = parser.parse_args(arguments)
    header = f"{'annotators':<18}{'n':>5}{'share':>7}{'base':>6}{'Delta':>7}{'speed':>7}"
    print(
        header
        + f"  |{'Delta':>7}{'time':>7}{'keys':>7}"
        + (f"  |{'samples':>9}{'and annotators':>16}" if options.compare else "")
    )
    found, outside = [], 0
    for cell in cells(options.sizes):
        coverage = held(cell, options.runs)
        found.append(coverage)
        known = coverage[~np.isnan(coverage)]
        outside += int(((known < LOWEST) | (known > HIGHEST)).sum())
        line = f"{cell.annotators} {'same samples' if cell.shared else '':<16}{cell.n:>5}{cell.share:>7}{cell.base:>6}"
        line += f"{cell.anchoring:>7}{cell.speed:>7}  |" + "".join(f"{one:>7.1%}" for one in coverage)
        if options.compare:
            one, other = compared(cell, options.compare)
            line += f"  |{one:>9.1%}{other:>16.1%}"
        print(line, flush=True)
    if found:
        table = np.array(found)
        for name, column in zip(("Delta", "time ratio", "key ratio"), table.T, strict=True):
            print(f"{name}: coverage {np.nanmin(column):.1%} to {np.nanmax(column):.1%}, mean {np.nanmean(column):.1%}")
        print(f"outside {LOWEST:.1%} to {HIGHEST:.1%}: {outside} of {int((~np.isnan(table)).sum())}")
    for n in (600, 2000):
        for anchoring in (0.0, 0.15, 0.4):
            holds, seen, helps, accuracy = harm(n, anchoring, options.runs)
            print(
                f"wrong on purpose, n {n}, harm {anchoring}: held {holds:.1%}, seen {seen:.1%}; help held {helps:.1%}, "
                f"accuracy {accuracy:.1%}"
            )
    random = np.random.default_rng(0)
    large = answers(Cell(10, True, 200_000, 0.2, 0.8, 0.05, 0.8), random)
    for name, job in (
        ("report", lambda: influence(large)),
        ("2,000 resamples", lambda: resampled(large, 2000, random)),
    ):
        start = time.perf_counter()
        job()
        print(f"{name}, 20,000 samples x 10 annotators: {time.perf_counter() - start:.2f} s")
    return 0
