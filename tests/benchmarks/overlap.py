"""``dev.py bench overlap``: agreement on the random overlap set beside agreement on the learner's own picks.

Simulated annotators err more where classes overlap, which is where a learner asks. Each replicate draws a pool,
takes the overlap set as the program does, lets the program's learner pick, and has all annotators answer both. What
they are to estimate is the agreement of the population: that of endlessly many samples of the same generator, where
Krippendorff's alpha and Fleiss' kappa are one. The learner is not calibrated here, which would take most of the time;
in some replicates a second one works in whole rounds, as the window has them, from no label on.
"""

import argparse
import math
import multiprocessing
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from desktop_al.learn.batches import BATCHES
from desktop_al.learn.linear import Linear, fit_logistic
from desktop_al.learn.models import Model, balanced
from desktop_al.learn.rounds import RoundInput, run_round
from desktop_al.learn.space import fit_space
from desktop_al.learn.steps import finish
from desktop_al.learn.strategies import STRATEGIES
from desktop_al.learn.view import View
from desktop_al.people.agreement import agreement
from desktop_al.people.assignment import overlap_mask, serving_order
from desktop_al.people.bootstrap import FEWEST
from desktop_al.people.ratings import MISSING, Ratings

SEED, REPLICATES, RESAMPLES = 20_262, 1_000, 1_000
POOL, SHARE, SIZES = 2_000, 0.15, (60, 120, 200)
FIRST, PICKS, BATCH = 20, 120, 30
#: In every so manieth replicate a second learner works in whole rounds.
WHOLE_EVERY = 20
MEASURES = {"krippendorff_alpha": "alpha", "fleiss_kappa": "Fleiss"}
ALL, GAPS, STOPS = "all answer all", "each skips 20 % at random", "each stops after 80 %"
ANSWERED = 0.8
MARGIN, WHOLE = "picks, margin", "picks, recommended"
#: The coverage that is asked of the overlap set with balanced classes, and the standard errors of the picks' bias.
COVERAGE, SURE = (0.91, 0.98), 5.0

Floats = npt.NDArray[np.floating]
Ints = npt.NDArray[np.integer]
#: Classes, answers, set, measure.
Row = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Rater:
    """Errs with the chance ``base + slope * hardness``; of ten errors in class k, ``towards`` in ten more answer class
    ``k + step`` than the others. Hardness is 1 less the margin of the two likeliest classes, by the generator."""

    name: str
    base: float
    slope: float
    step: int
    towards: float


RATERS = (Rater("A", 0.04, 0.35, 1, 0.0), Rater("B", 0.06, 0.45, 1, 0.5), Rater("C", 0.10, 0.50, -1, 0.5))


@dataclass(frozen=True, slots=True)
class World:
    """Normal clouds, one for each class, ``apart`` from the origin along an axis of its own; ``shares`` of the
    classes."""

    shares: tuple[float, ...]
    apart: float = 2.2
    width: int = 6

    def draw(self, n: int, random: np.random.Generator) -> tuple[Floats, Ints]:
        """Features (n, width) and classes (n,)."""
        truth = random.choice(len(self.shares), n, p=self.shares)
        features = random.normal(size=(n, self.width))
        features[np.arange(n), truth] += self.apart
        return features, truth

    def chances(self, features: Floats, truth: Ints) -> Floats:
        """How likely each rater gives each class, (raters, n, classes)."""
        q = len(self.shares)
        logits = self.apart * features[:, :q] + np.log(self.shares)
        posterior = np.exp(logits - logits.max(axis=1, keepdims=True))
        posterior /= posterior.sum(axis=1, keepdims=True)
        second, first = np.sort(posterior, axis=1)[:, -2:].T
        result = np.empty((len(RATERS), len(truth), q))
        for rater, chance in zip(RATERS, result):
            error = rater.base + rater.slope * (1 - (first - second))
            wrong = (1 - np.eye(q)) * (1 - rater.towards) / (q - 1)
            wrong[np.arange(q), (np.arange(q) + rater.step) % q] += rater.towards
            chance[:] = error[:, None] * wrong[truth]
            chance[np.arange(len(truth)), truth] = 1 - error
        return result


WORLDS = {"balanced": World((0.25, 0.25, 0.25, 0.25)), "rare class 10 %": World((0.3, 0.3, 0.3, 0.1))}


def answers(chances: Floats, random: np.random.Generator) -> Ints:
    """What the raters answer, (raters, n)."""
    below = random.random(chances.shape[:2])[..., None] >= np.cumsum(chances, axis=-1)[..., :-1]
    given: Ints = below.sum(-1).astype(np.int16)
    return given


def population(world: World, seed: int, chunks: int = 20, each: int = 100_000) -> tuple[float, float]:
    """The agreement of endlessly many samples, and the standard error of this figure. The answers are not drawn but
    counted by their chances."""
    found = []
    for chunk in range(chunks):
        chances = world.chances(*world.draw(each, np.random.default_rng([seed, 1, chunk])))
        together = chances.sum(0)
        pairs = len(RATERS) * (len(RATERS) - 1)
        same = float(((together**2).sum(1) - (chances**2).sum((0, 2))).mean()) / pairs
        spread = together.mean(0) / len(RATERS)
        found.append(1 - (1 - same) / (1 - float(spread @ spread)))
    return float(np.mean(found)), float(np.std(found, ddof=1) / math.sqrt(chunks))


# -- one replicate -------------------------------------------------------------------------------------


def margin_picks(features: npt.NDArray[np.float32], given: Ints, free: npt.NDArray[np.bool_], seed: int) -> Ints:
    """What the smallest margins of the linear model ask after some labels drawn at random, (PICKS,)."""
    strategy = STRATEGIES["margin"]
    n_classes = int(given.max()) + 1
    asked = np.random.default_rng([seed, 2]).permutation(np.flatnonzero(free))[:FIRST]
    previous: Linear | None = None
    while len(asked) < FIRST + PICKS:
        labels = given[asked].astype(np.intp)
        previous = finish(fit_logistic(features[asked], labels, balanced(labels, None), previous))
        model = Model(previous, n_classes, 1.0, len(asked))
        waiting = free.copy()
        waiting[asked] = False
        view = View(model.probabilities(features), features, np.flatnonzero(waiting), asked, labels, seed, model=model)
        picked = BATCHES[strategy.batch](view, strategy.utility(view), min(BATCH, FIRST + PICKS - len(asked)))
        asked = np.concatenate((asked, view.candidates[picked]))
    return asked[FIRST:]


def whole_picks(features: npt.NDArray[np.float32], given: Ints, free: npt.NDArray[np.bool_], seed: int) -> Ints:
    """What whole rounds with the recommended strategy ask from no label on, (PICKS,)."""
    asked = np.empty(0, np.intp)
    nothing = np.empty(0, np.intp)
    previous: Linear | None = None
    while len(asked) < PICKS:
        labels = given[asked].astype(np.intp)
        batch = min(BATCH, PICKS - len(asked))
        n_classes = int(given.max()) + 1
        ranking = finish(
            run_round(
                RoundInput(features, asked, labels, n_classes, ~free, "recommended", batch, seed, nothing, previous)
            )
        )
        previous = ranking.model.linear
        asked = np.concatenate((asked, ranking.order[:batch].astype(np.intp)))
    return asked


@dataclass(frozen=True, slots=True)
class Work:
    """One replicate of one world: which sets and kinds of gaps, and how many resamples make an interval."""

    title: str
    number: int
    seed: int
    resamples: int
    sizes: tuple[int, ...] = SIZES
    gaps: tuple[str, ...] = (ALL,)
    picks: tuple[str, ...] = (MARGIN,)


def replicate(work: Work) -> dict[Row, tuple[float, float, float]]:
    """Of each row the estimate and its interval."""
    world = WORLDS[work.title]
    stream = (work.seed, 0, work.number, list(WORLDS).index(work.title))
    random = np.random.default_rng(stream)
    seed = int(random.integers(2**31))
    ids = random.integers(0, 2**64, POOL, dtype=np.uint64)
    raw, truth = world.draw(POOL, random)
    codes = answers(world.chances(raw, truth), random)
    overlap = overlap_mask(ids, seed, SHARE)
    places = np.flatnonzero(overlap)
    orders = [places[serving_order(ids[places], seed, rater.name)] for rater in RATERS]
    sets: dict[str, list[Ints]] = {f"overlap, {n}": [order[:n] for order in orders] for n in work.sizes}
    if work.picks:
        table = raw.astype(np.float32)
        features = fit_space(table, seed).transform(table)
        choose = {MARGIN: margin_picks, WHOLE: whole_picks}
        for name in work.picks:
            sets[name] = [choose[name](features, codes[0], ~overlap, seed)] * len(RATERS)
    found: dict[Row, tuple[float, float, float]] = {}
    for (name, rows), gap in product(sets.items(), work.gaps):
        if gap == STOPS and name in work.picks:
            # The learner has no order that annotators have in common.
            continue
        measured = agreement(
            asked_of(codes, rows, gap, random), bootstrap=work.resamples, seed=work.number, names=MEASURES
        )
        for measure, one in measured.items():
            if one.value is not None and one.low is not None and one.high is not None:
                found[work.title, gap, name, measure] = (one.value, one.low, one.high)
    return found


def asked_of(codes: Ints, orders: Sequence[Ints], gap: str, random: np.random.Generator) -> Ratings:
    """The ratings of those who answer the samples ``orders``, each in an order of their own."""
    there = np.zeros(codes.shape, np.bool_)
    for row, order in zip(there, orders):
        count = len(order) if gap == ALL else round(ANSWERED * len(order))
        row[(random.permutation(order) if gap == GAPS else order)[:count]] = True
    used = np.flatnonzero(there.any(0))
    given = np.where(there, codes, MISSING)[:, used].astype(np.int16)
    levels = tuple(map(str, range(int(codes.max()) + 1)))
    return Ratings(tuple(rater.name for rater in RATERS), tuple(map(str, used)), levels, given)


# -- all replicates ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Summary:
    """Of ``count`` replicates: mean estimate, bias with its standard error, coverage and mean width of the interval."""

    count: int
    mean: float
    bias: float
    error: float
    coverage: float
    width: float

    @property
    def away(self) -> float:
        """The bias in standard errors."""
        return self.bias / self.error


def summary(found: Sequence[tuple[float, float, float]], truth: tuple[float, float]) -> Summary:
    """``truth``: the population's agreement and its standard error."""
    value, low, high = np.array(found).T
    error = math.hypot(float(value.std(ddof=1)) / math.sqrt(len(value)), truth[1])
    inside = float(((low <= truth[0]) & (truth[0] <= high)).mean())
    mean = float(value.mean())
    return Summary(len(value), mean, mean - truth[0], error, inside, float((high - low).mean()))


def simulate(work: Sequence[Work], truths: dict[str, tuple[float, float]], jobs: int = 1) -> dict[Row, Summary]:
    """A summary of each row."""
    if jobs == 1:
        # Several threads for small matrices only wait for each other on a busy machine.
        with threadpool_limits(1):
            results = [replicate(one) for one in work]
    else:
        with multiprocessing.get_context("spawn").Pool(jobs) as pool:
            results = pool.map(replicate, work, chunksize=10)
    rows: dict[Row, list[tuple[float, float, float]]] = {}
    for result in results:
        for row, found in result.items():
            rows.setdefault(row, []).append(found)
    return {row: summary(found, truths[row[0]]) for row, found in rows.items()}


def missed(rows: dict[Row, Summary]) -> Iterator[str]:
    """What was asked of the rows and is not so."""
    for (title, gap, name, measure), row in rows.items():
        words = f"{title}, {gap}, {name}, {MEASURES[measure]}"
        if name in (MARGIN, WHOLE):
            if abs(row.away) < SURE:
                yield f"MISSED: bias of the picks within {SURE:.0f} standard errors of 0: {words}"
        elif title == "balanced" and not COVERAGE[0] <= row.coverage <= COVERAGE[1]:
            yield f"MISSED: coverage {row.coverage:.1%}: {words}"


def report(replicates: int, resamples: int, seed: int, jobs: int) -> str:
    """The table, and what was missed."""
    began = time.monotonic()
    truths = {title: population(world, seed) for title, world in WORLDS.items()}
    work = [
        Work(title, number, seed, resamples, gaps=gaps, picks=(MARGIN,) if number % WHOLE_EVERY else (MARGIN, WHOLE))
        for number in range(replicates)
        for title, gaps in zip(WORLDS, ((ALL, GAPS, STOPS), (ALL,)))
    ]
    rows = simulate(work, truths, jobs)
    head = [
        "classes",
        "answers",
        "set",
        "measure",
        "replicates",
        "mean",
        "bias",
        "± SE",
        "bias/SE",
        "coverage %",
        "width",
    ]
    lines = [head]
    for title, gap, name, measure in sorted(rows, key=lambda row: [list(WORLDS).index(row[0]), *map(_place, row[1:])]):
        row = rows[title, gap, name, measure]
        figures = [f"{row.mean:.3f}", f"{row.bias:+.4f}", f"{row.error:.4f}", f"{row.away:+.1f}"]
        last = [f"{100 * row.coverage:.1f}", f"{row.width:.3f}"]
        lines.append([title, gap, name, MEASURES[measure], str(row.count), *figures, *last])
    widths = [max(len(line[k]) for line in lines) for k in range(len(head))]
    table = "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in lines)
    known = "; ".join(f"{title} {value:.4f} ± {error:.4f}" for title, (value, error) in truths.items())
    of_coverage = 100 * math.sqrt(0.05 * 0.95 / replicates)
    verdict = "\n".join(missed(rows)) or (
        f"holds: coverage {COVERAGE[0]:.0%} to {COVERAGE[1]:.0%} on the overlap set with balanced classes, "
        f"bias of the picks over {SURE:.0f} standard errors"
    )
    return (
        f"{replicates} replicates, seed {seed}, {resamples} resamples an interval, {time.monotonic() - began:.0f} s\n"
        f"agreement of the population: {known}; standard error of a coverage of 95 %: {of_coverage:.1f} points\n"
        f"{table}\n{verdict}"
    )


def _place(word: str) -> int:
    """Where a word of a row stands in the table."""
    words = [ALL, GAPS, STOPS, *(f"overlap, {n}" for n in SIZES), MARGIN, WHOLE, *MEASURES]
    return words.index(word)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="bench overlap", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--replicates", type=int, default=REPLICATES)
    parser.add_argument("--resamples", type=int, default=RESAMPLES, help="for each interval")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args(arguments)
    if options.replicates <= WHOLE_EVERY or options.resamples < FEWEST or options.seed < 0 or options.jobs < 1:
        parser.error(f"it takes over {WHOLE_EVERY} replicates, {FEWEST} resamples, a seed from 0 and a job")
    # As above, for the processes that are started.
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    print(report(options.replicates, options.resamples, options.seed, options.jobs))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
