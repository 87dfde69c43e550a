"""Agreement between annotators: the table of the measures, and what works through it.

A new measure is a function of sums over samples (see ``rating_sums``) and a row of ``MEASURES``.
"""

import math
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from desktop_al.core.shapes import Measured
from desktop_al.core.words import joined, mark, tr
from desktop_al.people import alpha, intraclass, kappas
from desktop_al.people.bootstrap import FEWEST, TOO_FEW, resamples, with_interval
from desktop_al.people.distances import Distance, Floats, linear, mid_ranks, nominal, quadratic, ratio
from desktop_al.people.pair_sums import MOST, comparisons, pair_answers, sums_of
from desktop_al.people.rating_sums import (
    MOST_PAIRS,
    Answers,
    BlockTooLarge,
    Source,
    Summing,
    Sums,
    added,
    disagreement,
    source,
)
from desktop_al.people.ratings import Ratings
from desktop_al.people.set_distances import jaccard, masi

Scale = Literal["nominal", "ordinal", "interval", "ratio", "set"]
SCALES: tuple[Scale, ...] = ("nominal", "ordinal", "interval", "ratio", "set")
#: "scale" is the distance of the scale.
DistanceName = Literal["nominal", "linear", "quadratic", "ratio", "ordinal", "jaccard", "masi", "scale"]
_OF_SCALE: dict[Scale, DistanceName] = {
    "nominal": "nominal",
    "ordinal": "ordinal",
    "interval": "quadratic",
    "ratio": "ratio",
    "set": "masi",
}
ValueOf = Callable[[Sums, Distance, str], Floats]

#: Steps that all resamples may take, of the simple measures together and of each other one; and in one go.
_WORK, _WORK_OF_ONE, _AT_ONCE = 6_000_000_000, 2_000_000_000, 30_000_000
#: Numbers that a batch of resamples may hold.
_HELD = 4_000_000


@dataclass(frozen=True, slots=True)
class Measure:
    """``value`` takes sums, a distance and its name; ``needs`` are the sums (``differing`` and ``spread`` are those of
    the distance). ``design``: for any annotators; only for two; or for scores without gaps. A measure of
    single classes is not for sets; ``sets`` says which are."""

    name: str
    words: str
    value: ValueOf
    needs: tuple[str, ...]
    distance: DistanceName = "nominal"
    design: Literal["any", "two", "complete"] = "any"
    sets: bool = False
    instead: str = ""


def _icc(value: Callable[[Sums], Floats]) -> ValueOf:
    return lambda sums, _, __: value(sums)


_CHANCE = ("differing", "shares")
_TWO = ("differing", "common")
_SCORES = ("score_sums", "score_squares", "score_totals")
_SEE_PAIRS = mark("see light_kappa and the pairs")

MEASURES: tuple[Measure, ...] = (
    Measure("percent_agreement", mark("Percent agreement"), kappas.percent_agreement, ("differing",), sets=True),
    Measure("cohen_kappa", mark("Cohen's kappa"), kappas.cohen, _TWO, design="two", instead=_SEE_PAIRS),
    Measure(
        "cohen_kappa_linear",
        mark("Cohen's kappa, linear weights"),
        kappas.cohen,
        _TWO,
        "linear",
        "two",
        instead=_SEE_PAIRS,
    ),
    Measure(
        "cohen_kappa_quadratic",
        mark("Cohen's kappa, quadratic weights"),
        kappas.cohen,
        _TWO,
        "quadratic",
        "two",
        instead=_SEE_PAIRS,
    ),
    Measure("scott_pi", mark("Scott's pi"), kappas.scott, _TWO, design="two", instead=mark("see fleiss_kappa")),
    Measure("fleiss_kappa", mark("Fleiss' kappa"), kappas.fleiss, _CHANCE),
    Measure("conger_kappa", mark("Conger's kappa"), kappas.conger, ("differing", "margins")),
    Measure("light_kappa", mark("Light's kappa (mean of the pairs)"), kappas.light, ("pairs",)),
    Measure("krippendorff_alpha", mark("Krippendorff's alpha"), alpha.alpha, ("answers", "spread"), "scale", sets=True),
    Measure("gwet_ac1", mark("Gwet's AC1"), kappas.gwet, _CHANCE),
    Measure("gwet_ac2_linear", mark("Gwet's AC2, linear weights"), kappas.gwet, _CHANCE, "linear"),
    Measure("gwet_ac2_quadratic", mark("Gwet's AC2, quadratic weights"), kappas.gwet, _CHANCE, "quadratic"),
    Measure(
        "brennan_prediger", mark("Brennan and Prediger's kappa"), kappas.brennan_prediger, ("differing", "answers")
    ),
    Measure("icc_1_1", mark("ICC(1,1)"), _icc(intraclass.icc_1_1), _SCORES, "quadratic", "complete"),
    Measure("icc_a_1", mark("ICC(A,1)"), _icc(intraclass.icc_a_1), _SCORES, "quadratic", "complete"),
    Measure("icc_c_1", mark("ICC(C,1)"), _icc(intraclass.icc_c_1), _SCORES, "quadratic", "complete"),
    Measure("icc_1_k", mark("ICC(1,k)"), _icc(intraclass.icc_1_k), _SCORES, "quadratic", "complete"),
    Measure("icc_a_k", mark("ICC(A,k)"), _icc(intraclass.icc_a_k), _SCORES, "quadratic", "complete"),
    Measure("icc_c_k", mark("ICC(C,k)"), _icc(intraclass.icc_c_k), _SCORES, "quadratic", "complete"),
    Measure("alpha_jaccard", mark("Alpha of sets, Jaccard"), alpha.alpha, ("answers", "spread"), "jaccard", sets=True),
    Measure("alpha_masi", mark("Alpha of sets, MASI"), alpha.alpha, ("answers", "spread"), "masi", sets=True),
)
_BY_NAME = {measure.name: measure for measure in MEASURES}


@dataclass(frozen=True, slots=True)
class Design:
    """What the levels mean: the distances that they have, by name, and their scores (levels,) if they have any."""

    scale: Scale
    distances: Mapping[str, Distance]
    scores: tuple[float, ...] | None
    why_not: dict[str, str] = field(default_factory=dict)

    def of(self, measure: Measure) -> DistanceName:
        """The name of the distance that a measure takes."""
        return _OF_SCALE[self.scale] if measure.distance == "scale" else measure.distance


def design_of(levels: Sequence[str], scale: Scale, scores: Sequence[float] | None = None) -> Design:
    """``scores`` None: levels that are all numbers are their own, others of a scale with an order count 0, 1, 2 as
    they are listed. An empty ``scores`` of levels that are there: they have no order."""
    found = tuple(scores) if scores else None
    if scores is None:
        found = own_scores(levels)
        if found is None and scale in ("ordinal", "interval"):
            found = tuple(float(k) for k in range(len(levels)))
    distances = {"nominal": nominal()}
    why_not: dict[str, str] = {}
    if scale == "set":
        distances |= {"jaccard": jaccard(levels), "masi": masi(levels)}
        return Design(scale, distances, None)
    if found:
        distances |= {"linear": linear(found), "quadratic": quadratic(found)}
    if scale == "ratio":
        if own_scores(levels) is None:
            why_not["ratio"] = tr("A ratio scale needs numbers.")
        elif found and min(found) < 0:
            why_not["ratio"] = tr("A ratio scale needs numbers from 0.")
        elif found:
            distances["ratio"] = ratio(found)
    return Design(scale, distances, found, why_not)


def own_scores(levels: Sequence[str]) -> tuple[float, ...] | None:
    """The numbers that the levels are, or None if one is none."""
    numbers = tuple(number_in(level) for level in levels)
    return tuple(x for x in numbers if x is not None) if levels and None not in numbers else None


def number_in(text: str) -> float | None:
    """A finite number, with a decimal point or comma."""
    try:
        value = float(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)
    except ValueError:
        return None
    return value if abs(value) < 1e100 else None


def agreement(
    ratings: Ratings,
    scale: Scale = "nominal",
    *,
    bootstrap: int = 2000,
    seed: int = 0,
    names: Iterable[str] | None = None,
    scores: Sequence[float] | None = None,
    progress: Callable[[float], None] | None = None,
) -> dict[str, Measured]:
    """Every measure by name, or those in ``names``, with 95 % intervals from ``bootstrap`` resamples of the samples.

    ``scores`` as in ``design_of``. ``progress`` hears a share of the work at least every half second or so, and may
    raise to end it. The same input and seed give the same figures.
    """
    steps = agreement_steps(ratings, scale, bootstrap=bootstrap, seed=seed, names=names, scores=scores)
    while True:
        try:
            share = next(steps)
        except StopIteration as end:
            result: dict[str, Measured] = end.value
            return result
        if progress is not None:
            progress(share)


def agreement_steps(
    ratings: Ratings,
    scale: Scale = "nominal",
    *,
    bootstrap: int = 2000,
    seed: int = 0,
    names: Iterable[str] | None = None,
    scores: Sequence[float] | None = None,
) -> Generator[float, None, dict[str, Measured]]:
    """As ``agreement``, in steps of at most about half a second; yields the share that is done."""
    wanted = list(_BY_NAME) if names is None else list(names)
    design = design_of(ratings.levels, scale, scores)
    data = source(ratings, design.distances, design.scores, gather=bootstrap > 0)
    result = {name: Measured(None, reason=why_not(_BY_NAME[name], data.answers, design)) for name in wanted}
    measures = [_BY_NAME[name] for name in wanted if not result[name].reason]
    parts = _parts(measures, design)
    resampled = bootstrap if data.answers.shared >= TOO_FEW else 0
    for at, part in enumerate(parts):
        yield at / len(parts)
        group = _group(part, data, design, resampled)
        drawn: list[dict[str, Floats]] = []
        done, many = 0, group.affordable(resampled, data)
        yield at / len(parts)
        for sums in group.draw(data, many, seed):
            drawn.append({m.name: value_of(m, sums, design) for m in part})
            done += len(sums["shared"])
            yield (at + done / many) / len(parts)
        whole = group.whole(data)
        for m in part:
            value = float(value_of(m, whole, design)[0]) if whole else _without_sums(m, ratings, data, design)
            notes = _notes(m, ratings, data.answers, design, whole)
            if many < resampled:
                notes.append(
                    tr("The interval is from {many} resamples.", many=many)
                    if many
                    else tr("Too large for an interval.")
                )
            n = data.answers.shared
            if math.isnan(value):
                result[m.name] = Measured(None, n=n, reason=joined([_undefined(m, data.answers), *notes]))
            else:
                values = np.concatenate([values[m.name] for values in drawn]) if drawn else np.zeros(0)
                result[m.name] = with_interval(value, values, n, notes)
    yield 1.0
    return result


@dataclass(frozen=True, slots=True)
class _Group:
    """The sums of measures that are resampled together; without ``summing`` there are too many to do so."""

    summing: Summing | None
    work: int

    def _steps(self, data: Source) -> int:
        """What one resample takes: drawing it, adding up, and the measures."""
        assert self.summing is not None
        return 1 + self.summing.entries + 5 * len(data.answers.times) + 16 * self.summing.width

    def affordable(self, wanted: int, data: Source) -> int:
        """How many of the resamples that are wanted can be waited for."""
        if self.summing is None:
            return 0
        most = self.work // self._steps(data)
        return min(wanted, most) if most >= FEWEST else 0

    def draw(self, data: Source, many: int, seed: int) -> Generator[Sums, None, None]:
        """Sums of ``many`` resamples in batches."""
        if not many or self.summing is None:
            return
        wide = max(self.summing.width, len(data.answers.times), 1)
        batch = max(1, min(256, _HELD // wide, _AT_ONCE // self._steps(data)))
        for weights in resamples(data.answers.times, many, batch, seed):
            yield self.summing.sums(weights)

    def whole(self, data: Source) -> Sums:
        """Of the samples as they are; empty if there are too many sums."""
        return {} if self.summing is None else self.summing.sums(data.answers.times.astype(np.float64)[:, None])


def _parts(measures: list[Measure], design: Design) -> list[list[Measure]]:
    """Measures that are resampled together, and those whose sums may be many, one by one."""
    heavy = [m for m in measures if {"margins", "pairs"} & set(m.needs) or design.of(m) == "ordinal"]
    simple = [m for m in measures if m not in heavy]
    return ([simple] if simple else []) + [[m] for m in heavy]


def _group(part: list[Measure], data: Source, design: Design, resampled: int) -> _Group:
    if not resampled and design.of(part[0]) == "ordinal":
        return _Group(None, 0)
    needs = sorted({need for m in part for need in _needs(m, design)})
    work = _WORK if len(part) > 1 else _WORK_OF_ONE
    try:
        return _Group(Summing(data, needs), work)
    except BlockTooLarge:
        return _Group(None, work)


def _needs(measure: Measure, design: Design) -> list[str]:
    name = design.of(measure)
    return [f"{need} {name}" if need in ("differing", "spread", "pairs") else need for need in measure.needs]


def value_of(measure: Measure, sums: Sums, design: Design) -> Floats:
    """The value of each row of ``sums``; NaN where it is undefined."""
    name = design.of(measure)
    return alpha.ordinal_alpha(sums) if name == "ordinal" else measure.value(sums, design.distances[name], name)


def _without_sums(measure: Measure, ratings: Ratings, data: Source, design: Design) -> float:
    """One value where the sums for resamples are too many."""
    if "pairs" in measure.needs:
        kappas_of = light_kappas(ratings)
        return float(np.mean(kappas_of)) if kappas_of.size else math.nan
    if design.of(measure) == "ordinal":
        answers = data.answers
        weights = np.repeat(answers.times, answers.per_sample).astype(np.float64)
        counts = added(answers.level, weights, answers.levels)
        apart = disagreement(answers, data.counts, quadratic(mid_ranks(counts).tolist()))
        spread = (apart / (answers.per_sample - 1) * answers.times).sum()
        return float(alpha.ordinal_alpha({"answers": counts[None], "spread ordinal": np.array([spread])})[0])
    return math.nan


def light_kappas(ratings: Ratings) -> Floats:
    """Cohen's kappa of every two annotators where it is defined."""
    distance = nominal()
    found = [np.zeros(0)]
    for some in pair_answers(ratings):
        sums = sums_of(some, len(ratings.levels), {"nominal": distance}, None, ordinal=False)
        values = kappas.cohen(sums, distance, "nominal")
        found.append(values[~np.isnan(values)])
    return np.concatenate(found)


# -- reasons -------------------------------------------------------------------------------------------


def why_not(measure: Measure, answers: Answers, design: Design) -> str:
    """Why a measure does not apply to these answers at all; empty if it does."""
    if answers.annotators < 2:
        return tr("Fewer than two annotators have answered.")
    own = design.of(measure)
    if design.scale == "set" and not measure.sets:
        return tr("Only for single classes; these answers are sets.")
    if design.scale != "set" and own in ("jaccard", "masi"):
        return tr("Only for answers that are sets of classes (scale set).")
    if own in design.why_not:
        return design.why_not[own]
    if own in ("linear", "quadratic", "ordinal", "ratio") and not design.scores:
        return tr("Needs numbers, or classes whose order is given.")
    if measure.design == "two" and answers.annotators != 2:
        return tr("Only for two annotators; {instead}.", instead=tr(measure.instead))
    if answers.shared == 0:
        return tr("No sample has the answers of two annotators.")
    if "pairs" in measure.needs and comparisons(answers) > MOST:
        return tr("Too many answers to compare every two annotators.")
    if measure.design == "complete" and not answers.complete:
        gaps = len(answers.alone_who) + int(answers.times[answers.per_sample < answers.annotators].sum())
        samples = answers.shared + len(answers.alone_who)
        return tr(
            "Needs complete data: {gaps} of {samples} samples lack the answer of an annotator.",
            gaps=gaps,
            samples=samples,
        )
    return ""


def _undefined(measure: Measure, answers: Answers) -> str:
    if measure.design == "complete":
        return tr("Undefined: the samples do not differ.") if answers.shared > 1 else tr("Needs two samples or more.")
    if "pairs" in measure.needs:
        return tr("Undefined for every two annotators: they share no sample, or all their answers are one class.")
    if answers.annotators * answers.levels > MOST_PAIRS:
        return tr("Too many annotators and classes.")
    return tr("Undefined: all answers are one class, so that none of the agreement can be told from chance.")


def _notes(measure: Measure, ratings: Ratings, answers: Answers, design: Design, whole: Sums) -> list[str]:
    """What has to be known with a value."""
    notes = []
    if measure.distance == "scale" and design.scale == "set":
        notes.append(tr("With the distance MASI."))
    if design.scale == "nominal" and design.of(measure) in ("linear", "quadratic"):
        notes.append(tr("Means something only if the classes have an order."))
    if "pairs" in measure.needs and answers.annotators > 2:
        found = kappas.pair_kappas(whole, nominal(), "nominal")[0] if whole else light_kappas(ratings)
        found = found[~np.isnan(found)]
        if found.size:
            every = answers.annotators * (answers.annotators - 1) // 2
            notes.append(
                tr(
                    "Mean of {many} of {pairs} pairs, from {low:.2f} to {high:.2f}.",
                    many=found.size,
                    pairs=every,
                    low=float(found.min()),
                    high=float(found.max()),
                )
            )
    if ratings.replicates:
        notes.append(tr("Of replicates, the first answer counts."))
    if ratings.again:
        notes.append(tr("Of answers in several sessions, the first one counts."))
    return notes
