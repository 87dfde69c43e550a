"""Standard errors in closed form, beside the intervals from resamples: of the coefficients for any number of
annotators by Gwet's linearisation (samples are drawn, annotators are fixed; Gwet 2014), of Cohen's kappa as by
Fleiss, Cohen and Everitt (1969). Unweighted but for Cohen's."""

import numpy as np
import numpy.typing as npt

from desktop_al.people.distances import Floats
from desktop_al.people.pairs import pair_confusion
from desktop_al.people.rating_sums import Answers, Counts, added, answering, answers_of, counts_of
from desktop_al.people.ratings import MISSING, Ratings

#: Numbers that tables of samples and annotators may hold.
_HELD = 50_000_000


def standard_errors(ratings: Ratings) -> dict[str, float]:
    """By the name of the measure; those that are undefined are left out."""
    answers = answers_of(ratings)
    if answers.annotators < 2 or not answers.shared or len(ratings.levels) < 2:
        return {}
    counts = counts_of(answers)
    found = {
        **_by_spread(answers, counts),
        "krippendorff_alpha": _alpha(answers, counts),
    }
    active = answering(ratings)
    if len(active) * (len(ratings.samples) + len(ratings.levels)) <= _HELD:
        found["conger_kappa"] = _conger(ratings, answers, counts)
    if len(active) == 2 and len(ratings.levels) ** 2 <= _HELD:
        found["cohen_kappa"] = cohen_error(pair_confusion(ratings, int(active[0]), int(active[1])))
    return {name: error for name, error in found.items() if np.isfinite(error)}


def cohen_error(table: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> float:
    """Of the kappa of a table (levels, levels) of counts; ``weights`` of agreement, 1 in the diagonal."""
    counts = np.asarray(table, np.float64)
    n = counts.sum()
    if not n:
        return float("nan")
    p = counts / n
    w = np.eye(len(p)) if weights is None else np.asarray(weights, np.float64)
    rows, columns = p.sum(1), p.sum(0)
    observed, expected = float((p * w).sum()), float(rows @ w @ columns)
    if expected >= 1:
        return float("nan")
    kappa = (observed - expected) / (1 - expected)
    means = (w @ columns)[:, None] + (rows @ w)[None, :]
    inner = (p * (w - means * (1 - kappa)) ** 2).sum() - (kappa - expected * (1 - kappa)) ** 2
    return float(np.sqrt(max(inner, 0.0) / n) / (1 - expected))


def _same(answers: Answers, counts: Counts) -> Floats:
    """Ordered pairs of answers to each sample that are the same."""
    return added(counts.sample, counts.times * (counts.times - 1), len(answers.per_sample))


def _spread_over(values: Floats, centre: float) -> float:
    n = len(values)
    return float(np.sqrt(((values - centre) ** 2).sum() / (n * (n - 1)))) if n > 1 else float("nan")


def _corrected(shared: Floats, alone: int, n: int, expected: float) -> Floats:
    """What each of ``n`` samples adds to a coefficient; those with one answer add nothing."""
    part = n / len(shared) * (shared - expected) / (1 - expected)
    return np.concatenate((part, np.zeros(alone)))


def _by_spread(answers: Answers, counts: Counts) -> dict[str, float]:
    alone, q = answers.alone_level, answers.levels
    n = answers.shared + len(alone)
    m = answers.per_sample
    shared = _same(answers, counts) / (m * (m - 1))
    observed = float(shared.mean())
    spread = added(counts.level, counts.times / m[counts.sample], q) + np.bincount(alone, minlength=q)
    spread /= n

    def of_samples(levels: Floats) -> Floats:
        """The mean over the answers of each sample of a value of their levels."""
        inside = added(counts.sample, counts.times * levels[counts.level], len(m)) / m
        return np.concatenate((inside, levels[alone]))

    found = {}
    for name, expected, chance in (
        ("fleiss_kappa", float(spread @ spread), spread),
        ("gwet_ac1", float((spread * (1 - spread)).sum() / (q - 1)), (1 - spread) / (q - 1)),
    ):
        if expected >= 1:
            continue
        value = (observed - expected) / (1 - expected)
        parts = _corrected(shared, len(alone), n, expected)
        parts -= 2 * (1 - value) * (of_samples(chance) - expected) / (1 - expected)
        found[name] = _spread_over(parts, value)
    parts = _corrected(shared, len(alone), n, 1 / q)
    found["brennan_prediger"] = _spread_over(parts, (observed - 1 / q) / (1 - 1 / q))
    return found


def _alpha(answers: Answers, counts: Counts) -> float:
    m = answers.per_sample
    mean = float(m.mean())
    shared = _same(answers, counts) / (mean * (m - 1))
    prime = float(shared.mean())
    spread = added(counts.level, counts.times, answers.levels) / (mean * len(m))
    expected = float(spread @ spread)
    if expected >= 1:
        return float("nan")
    value = (prime - expected) / (1 - expected)
    off = (m - mean) / mean
    # With alpha's own correction for few answers, as the package that published the formula has it.
    few = 1 / float(m.sum())
    observed = (1 - few) * prime + few
    parts = (shared - observed * off - expected) / (1 - expected)
    chance = added(counts.sample, counts.times * spread[counts.level], len(m)) / mean - expected * off
    parts -= 2 * (1 - value) * (chance - expected) / (1 - expected)
    return _spread_over(parts, value)


def _conger(ratings: Ratings, answers: Answers, counts: Counts) -> float:
    codes = ratings.codes[answering(ratings)]
    there = codes != MISSING
    codes, there = codes[:, there.any(0)], there[:, there.any(0)]
    r, n = codes.shape
    q = answers.levels
    given = there.sum(1)
    margins = np.stack([np.bincount(row[on], minlength=q) for row, on in zip(codes, there)]) / given[:, None]
    together = margins.sum(0)
    expected = float((together @ together - (margins * margins).sum()) / (r * (r - 1)))
    if expected >= 1:
        return float("nan")
    # Of each answer: how often the other annotators give that level, less what the annotator's own gaps take away.
    others = together[None, :] - margins
    own = np.take_along_axis(others, np.where(there, codes, 0), 1) * there
    gaps = (there - (given / n)[:, None]) * (margins * others).sum(1)[:, None]
    chance = ((own - gaps) * (n / given)[:, None]).sum(0) / (r * (r - 1))
    m = there.sum(0)
    shared = np.zeros(n)
    shared[m > 1] = _same(answers, counts) / (m * (m - 1))[m > 1]
    observed = float(shared[m > 1].mean())
    value = (observed - expected) / (1 - expected)
    parts = n / (m > 1).sum() * (shared - expected * (m > 1)) / (1 - expected)
    parts -= 2 * (1 - value) * (chance - expected) / (1 - expected)
    return _spread_over(parts, value)
