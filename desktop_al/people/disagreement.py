"""Where the annotators do not agree: by class, by sample, and why a kappa can be low all the same."""

import numpy as np
import numpy.typing as npt

from desktop_al.core.shapes import Measured
from desktop_al.core.words import joined, tr
from desktop_al.people.agreement import agreement
from desktop_al.people.bootstrap import TOO_FEW, resamples, with_interval
from desktop_al.people.distances import Floats, nominal
from desktop_al.people.kappas import chance_corrected, shares_of
from desktop_al.people.pairs import pair_confusion
from desktop_al.people.rating_sums import Summing, Sums, added, answering, answers_of, counts_of, disagreement, source
from desktop_al.people.ratings import MISSING, Ratings

#: Below this kappa and above this share of agreement, the kappa needs explaining.
LOW_KAPPA, HIGH_AGREEMENT = 0.4, 0.8
#: Numbers that a batch of resamples may hold.
_HELD = 2_000_000


def per_class(ratings: Ratings, *, bootstrap: int = 2000, seed: int = 0) -> list[Measured]:
    """Fleiss' kappa of each class against all others (Fleiss 1971), in the order of the levels."""
    data = source(ratings, {"nominal": nominal()}, None)
    n = data.answers.shared
    if not n:
        alone = tr("Fewer than two annotators have answered.") if data.answers.annotators < 2 else ""
        return [Measured(None, reason=alone or tr("No sample has the answers of two annotators."))] * len(
            ratings.levels
        )
    summing = Summing(data, ["classes", "shares"])
    point = _class_kappas(summing.sums(data.answers.times.astype(np.float64)[:, None]))[0]
    many = bootstrap if n >= TOO_FEW else 0
    batch = max(1, min(256, _HELD // max(summing.width, len(data.answers.times))))
    batches = resamples(data.answers.times, many, batch, seed)
    drawn = np.concatenate([_class_kappas(summing.sums(weights)) for weights in batches] or [point[None]])
    whole = Measured(None, n=n, reason=tr("Undefined: no answer is this class, or every one is."))
    return [
        whole if np.isnan(value) else with_interval(float(value), drawn[:, k], n, []) for k, value in enumerate(point)
    ]


def _class_kappas(sums: Sums) -> Floats:
    spread = shares_of(sums["shares"])
    return chance_corrected(sums["classes"] / sums["shared"][:, None], 2 * spread * (1 - spread))


def class_votes(ratings: Ratings) -> npt.NDArray[np.int64]:
    """How many first answers each level has got, (levels,)."""
    given = ratings.codes[ratings.codes != MISSING].astype(np.int64)
    return np.bincount(given, minlength=len(ratings.levels)).astype(np.int64)


def sample_agreement(ratings: Ratings) -> Floats:
    """Share of the pairs of answers to each sample that are the same, (samples,); NaN without two answers."""
    many, apart = _pairs_apart(ratings)
    result: Floats = np.where(many > 0, 1 - apart / np.where(many > 0, many, 1), np.nan)
    return result


def hardest(ratings: Ratings) -> Floats:
    """How likely two annotators are to disagree on each sample, (samples,): the share of the pairs of answers that
    differ, drawn towards 1/2 as by two pairs more, one of each kind (the mean under a Beta(1,1) prior). NaN without
    two answers."""
    many, apart = _pairs_apart(ratings)
    result: Floats = np.where(many > 0, (apart + 1) / (many + 2), np.nan)
    return result


def _pairs_apart(ratings: Ratings) -> tuple[Floats, Floats]:
    """Pairs of answers to each sample, and those that differ, (samples,) each."""
    answers = answers_of(ratings)
    many = np.zeros(len(ratings.samples))
    apart = np.zeros(len(ratings.samples))
    shared = np.flatnonzero((ratings.codes != MISSING).sum(0) > 1)
    many[shared] = answers.per_sample * (answers.per_sample - 1) / 2
    apart[shared] = disagreement(answers, counts_of(answers), nominal()) / 2
    return many, apart


def unanimous(ratings: Ratings) -> tuple[int, int]:
    """Samples on which all who have answered agree, and samples with two answers or more."""
    same = sample_agreement(ratings)
    return int((same == 1).sum()), int((~np.isnan(same)).sum())


def specific_agreement(ratings: Ratings) -> Floats:
    """Of each level, (levels,): how likely another annotator gives it where one has; NaN where nobody has. With two
    annotators and two levels these are positive and negative agreement, 2a/(2a+b+c) and 2d/(2d+b+c) (Cicchetti and
    Feinstein 1990)."""
    answers = answers_of(ratings)
    counts, q = counts_of(answers), len(ratings.levels)
    same = added(counts.level, counts.times * (counts.times - 1), q)
    possible = added(counts.level, counts.times * (answers.per_sample[counts.sample] - 1), q)
    result: Floats = np.where(possible > 0, same / np.where(possible > 0, possible, 1), np.nan)
    return result


def two_by_two(ratings: Ratings) -> dict[str, float]:
    """Of two annotators and two levels: ``bias_index`` (b-c)/n, ``prevalence_index`` (a-d)/n and ``pabak``
    2 p_o - 1 (Byrt and others 1993). Empty for any other table, or one without samples."""
    active = answering(ratings)
    if len(active) != 2 or len(ratings.levels) != 2:
        return {}
    (a, b), (c, d) = pair_confusion(ratings, int(active[0]), int(active[1])).tolist()
    n = a + b + c + d
    if not n:
        return {}
    return {"bias_index": (b - c) / n, "prevalence_index": (a - d) / n, "pabak": 2 * (a + d) / n - 1}


def paradox(ratings: Ratings) -> str:
    """Where a kappa is low although nearly all answers are the same: why that is (Feinstein and Cicchetti 1990).
    Empty where there is nothing to explain."""
    two = len(answering(ratings)) == 2
    kappa_name = "cohen_kappa" if two else "fleiss_kappa"
    found = agreement(ratings, bootstrap=0, names=["percent_agreement", kappa_name, "gwet_ac1"], scores=())
    same, kappa, ac1 = (found[name].value for name in ("percent_agreement", kappa_name, "gwet_ac1"))
    if same is None or kappa is None or not (kappa < LOW_KAPPA and same > HIGH_AGREEMENT):
        return ""
    votes = class_votes(ratings)
    most, rare = int(votes.argmax()), int(np.where(votes > 0, votes, votes.max() + 1).argmin())
    again = specific_agreement(ratings)[rare]
    words = [
        tr(
            "{same} of the answers agree, yet kappa is {kappa:.2f}: {share} of all answers are {name}, so that much of "
            "the agreement is expected by chance.",
            same=f"{same:.0%}",
            kappa=kappa,
            share=f"{votes[most] / votes.sum():.0%}",
            name=ratings.levels[most],
        )
    ]
    if ac1 is not None:
        words.append(tr("AC1, which depends less on this, is {ac1:.2f}.", ac1=ac1))
    if not np.isnan(again):
        share, rarest = f"{again:.0%}", ratings.levels[rare]
        words.append(
            tr("Where one annotator says {name}, another does in {share} of the cases.", name=rarest, share=share)
        )
    return joined(words)
