"""Figures of the Agreement page from the ratings, each in steps that give control back."""

from collections.abc import Generator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from desktop_al.core.protocol_file import Scale
from desktop_al.core.shapes import LabelClass, Measured
from desktop_al.core.words import joined, mark, tr
from desktop_al.loop.agreement_ratings import Shared
from desktop_al.loop.agreement_screen import AgainstTruth, ClassAgreement, HardSample, Pair, Running
from desktop_al.people.agreement import agreement_steps
from desktop_al.people.disagreement import class_votes, hardest, paradox, per_class
from desktop_al.people.pairs import WITH_INTERVALS, between, pair_confusion
from desktop_al.people.ratings import MISSING, Ratings
from desktop_al.people.retest import readings, running
from desktop_al.people.truth import AgainstTruth as Counted
from desktop_al.people.truth import against, dawid_skene, majority, to_adjudicate, votes

PAIR_MEASURE, PAIR_WORDS = "cohen_kappa", mark("Cohen's kappa")
#: Of somebody against their own earlier answers: any number of readings.
RETEST_MEASURE = "fleiss_kappa"
#: Samples of the list that travels to the window, and points of a running agreement.
MOST_HARD, MOST_POINTS = 2_000, 24

Steps = Generator[float, None, Any]


def scores_of(ratings: Ratings, scale: Scale) -> tuple[float, ...]:
    """What the classes count where they have an order, that of their list; nothing where they have none."""
    return tuple(map(float, range(len(ratings.levels)))) if scale == "ordinal" else ()


def one_figure(
    ratings: Ratings, name: str, bootstrap: int, seed: int, scale: Scale = "nominal"
) -> Generator[float, None, Measured]:
    """One measure."""
    scores = scores_of(ratings, scale)
    found = yield from agreement_steps(ratings, scale, bootstrap=bootstrap, seed=seed, names=[name], scores=scores)
    figure: Measured = found[name]
    return figure


def pairs_of(ratings: Ratings, again: Ratings, bootstrap: int, seed: int) -> Generator[float, None, tuple[Pair, ...]]:
    """Every two annotators who share a sample, then everybody who has answered a sample twice against themselves."""
    many = len(ratings.annotators)
    couples = [(a, b) for a in range(many) for b in range(a + 1, many)]
    drawn = bootstrap if len(couples) <= WITH_INTERVALS else 0
    made: list[Pair] = []
    for at, (a, b) in enumerate(couples):
        both = between(ratings, a, b)
        figure = Measured(None, reason=tr("They have no sample in common."))
        if both.samples:
            steps = one_figure(both, PAIR_MEASURE, drawn, seed)
            figure = yield from scaled(steps, at / len(couples), (at + 1) / len(couples))
        counts = tuple(tuple(row) for row in pair_confusion(ratings, a, b).tolist())
        made.append(Pair(a, b, figure, counts))
    for a in range(many):
        own = readings(again, a)
        if own.samples:
            figure = yield from scaled(one_figure(own, RETEST_MEASURE, bootstrap, seed), 1.0, 1.0)
            made.append(Pair(a, a, figure))
    return tuple(made)


def ceiling_of(
    again: Ratings, name: str, bootstrap: int, seed: int, scale: Scale = "nominal"
) -> Generator[float, None, Measured]:
    """How far all annotators agree with their own earlier answers, each sample of each of them counting by itself; by
    the measure of the headline where it is one for any number of annotators."""
    own = [readings(again, place) for place in range(len(again.annotators))]
    own = [one for one in own if one.samples]
    if not own:
        return Measured(None, reason=tr("No sample was answered twice by one annotator."))
    most = max(len(one.annotators) for one in own)
    codes = np.full((most, sum(len(one.samples) for one in own)), MISSING, np.int16)
    at = 0
    for one in own:
        codes[: len(one.annotators), at : at + len(one.samples)] = one.codes
        at += len(one.samples)
    names, samples = (tuple(f"{what} {n}" for n in range(size)) for what, size in zip("rs", codes.shape, strict=True))
    figure = yield from one_figure(Ratings(names, samples, again.levels, codes), name, bootstrap, seed, scale)
    return figure


def classes_of(ratings: Ratings, bootstrap: int, seed: int) -> tuple[ClassAgreement, ...]:
    """Each class against all others; classes that nobody has given are left out."""
    given = class_votes(ratings)
    kappas = per_class(ratings, bootstrap=bootstrap, seed=seed)
    return tuple(ClassAgreement(k, kappas[k], int(given[k])) for k in np.flatnonzero(given).tolist())


def paradox_of(ratings: Ratings, classes: Sequence[LabelClass]) -> str:
    """Why a kappa is low though nearly all agree, with the names of the classes; "" where there is nothing to say."""
    return paradox(replace(ratings, levels=tuple(item.name for item in classes)))


def hard_samples(shared: Shared, titles: Sequence[str], settled: Sequence[bool]) -> tuple[tuple[HardSample, ...], int]:
    """Samples with different answers, those that annotators differ on most first; and how many there are in all.
    ``settled``: there is a decision."""
    ratings = shared.ratings
    distance, given = hardest(ratings), votes(ratings)
    tied = majority(ratings) < MISSING
    apart = np.flatnonzero((given > 0).sum(axis=1) > 1)
    order = apart[np.lexsort((apart, -np.where(tied[apart], 1, 0), -distance[apart]))]
    made = []
    for column in order[:MOST_HARD].tolist():
        answers = tuple(None if code == MISSING else int(code) for code in ratings.codes[:, column])
        sides = sorted((int(n) for n in given[column] if n), reverse=True)
        is_open = bool(tied[column]) and not settled[column]
        made.append(HardSample(shared.rows[column].i, titles[column], answers, against_words(sides), is_open))
    return tuple(made), len(apart)


def against_words(sides: Sequence[int]) -> str:
    """How many stand against how many: "3 against 1"."""
    if len(sides) > 2 and sides[0] == 1:
        return tr("{many} answers", many=len(sides))
    return joined((str(side) for side in sides), tr(" against "))


def against_known(
    ratings: Ratings, gold: npt.NDArray[np.int16], decisions: npt.NDArray[np.int16], seed: int
) -> tuple[tuple[AgainstTruth, ...], str, npt.NDArray[np.bool_]]:
    """Each annotator against known answers and decisions, and where a model of the annotators is advised against its
    answers too; in words what there is; and (samples,) of which that model is not sure enough to leave them undecided.
    Truths are (samples,), negative where there is none."""
    made, said = [], []
    doubtful = np.zeros(len(ratings.samples), np.bool_)
    if (gold >= 0).any():
        made += [_against("gold", one) for one in against(ratings, gold) if one.n]
        said.append(tr("{known:,} samples have a known answer.", known=int((gold >= 0).sum())))
    if (decisions >= 0).any():
        made += [_against("decisions", one) for one in against(ratings, decisions) if one.n]
        said.append(
            tr("{decided:,} have a decision; those were the disputed ones.", decided=int((decisions >= 0).sum()))
        )
    model = dawid_skene(ratings, restarts=2, seed=seed) if ratings.samples else None
    if model is not None and model.advised:
        made += [_against("model of annotators", one) for one in against(ratings, model.labels) if one.n]
        said.append(tr("The model of the annotators (Dawid and Skene) has seen the very answers that it judges."))
        if model.reason:
            said.append(model.reason)
        doubtful = to_adjudicate(ratings, model.posterior)
    return tuple(made), joined(said), doubtful


def _against(what: Any, one: Counted) -> AgainstTruth:
    pairs = tuple(zip(one.sensitivity, one.specificity, strict=True))
    return AgainstTruth(one.annotator, what, one.right, pairs)


def running_of(shared: Shared) -> tuple[Running, ...]:
    """Each annotator with the others as it went; at most so many points, the last one always."""
    made = []
    for place, name in enumerate(shared.ratings.annotators):
        answered = np.flatnonzero(shared.utc[place] > 0)
        order = answered[np.argsort(shared.utc[place][answered], kind="stable")]
        points = running(shared.ratings, place, order)
        step = -(-len(points) // MOST_POINTS) if points else 1
        made.append(Running(name, tuple(points[::-1][::step][::-1])))
    return tuple(one for one in made if one.points)


def scaled(steps: Steps, low: float, high: float) -> Steps:
    """The same work, told as a part of a longer one."""
    while True:
        try:
            share = next(steps)
        except StopIteration as end:
            return end.value
        yield low + (high - low) * share
