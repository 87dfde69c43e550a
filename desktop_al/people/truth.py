"""From several answers to one: majority, the model of Dawid and Skene, and what to do where neither is sure.

An answer is the index of a class in ``Ratings.levels``. Nothing here breaks a tie: a tie goes to adjudication.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.special import betaincinv, logsumexp, xlogy

from desktop_al.core.intervals import wilson_limits
from desktop_al.core.shapes import Measured
from desktop_al.core.words import tr, trn
from desktop_al.people.ratings import MISSING, Ratings

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int16]

#: In ``majority``: the most frequent answer is not one but several.
TIE = -2
#: Pseudo-counts of the prior of ``dawid_skene``; see there.
DIAGONAL, OFF_DIAGONAL, PER_CLASS = 4.0, 1.0, 1.0
#: The model is advised from this many samples per annotator that somebody else has answered too, and from this many
#: annotators for such a sample on average.
OVERLAPPED, MEAN_OVERLAP = 20, 3.0
#: The fit ends when its objective changes by less than this, or after so many steps.
CHANGE, STEPS = 1e-8, 2000


@dataclass(frozen=True, slots=True)
class DawidSkene:
    """A fitted model of who confuses what; ``posterior`` is (samples, levels) and sums to 1 in each row.

    ``labels`` (samples,) is the most probable answer, -1 where nobody has answered (the posterior there is the
    prevalence). ``confusion`` (annotators, true level, given level) has rows that sum to 1; ``confusion_low`` and
    ``confusion_high`` are 95 % intervals of its entries. ``log_likelihood`` is the objective at each step (with the
    logarithm of the prior, if there is one), ``restarts`` its last value from each start. Where ``advised`` is false,
    ``reason`` says why; it may also say what has to be known with a model that is advised.
    """

    labels: Codes
    posterior: Floats
    prevalence: Floats
    confusion: Floats
    confusion_low: Floats
    confusion_high: Floats
    log_likelihood: tuple[float, ...]
    advised: bool
    reason: str
    restarts: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class AgainstTruth:
    """One annotator against a known truth: ``n`` samples answered whose truth is known, the share of ``right``
    answers, sensitivity and specificity of each level, and ``confusion`` (levels true, levels given) in samples."""

    annotator: str
    n: int
    right: Measured
    sensitivity: tuple[Measured, ...]
    specificity: tuple[Measured, ...]
    confusion: npt.NDArray[np.int64]


def votes(ratings: Ratings) -> npt.NDArray[np.int64]:
    """How many annotators gave each answer, shape (samples, levels); only first answers vote, replicates do not."""
    annotators, samples = np.nonzero(ratings.codes != MISSING)
    counts = np.zeros((len(ratings.samples), len(ratings.levels)), np.int64)
    np.add.at(counts, (samples, ratings.codes[annotators, samples]), 1)
    return counts


def majority(ratings: Ratings) -> Codes:
    """The most frequent answer of each sample, shape (samples,); -1 without an answer, -2 for a tie."""
    counts = votes(ratings)
    if not counts.size:
        return np.full(len(ratings.samples), MISSING, np.int16)
    most = counts.max(axis=1)
    labels: Codes = counts.argmax(axis=1).astype(np.int16)
    labels[(counts == most[:, None]).sum(axis=1) > 1] = TIE
    labels[most == 0] = MISSING
    return labels


def dawid_skene(ratings: Ratings, *, restarts: int = 5, seed: int = 0, prior: bool = True) -> DawidSkene | None:
    """Fit the model of Dawid and Skene (Applied Statistics 28, 1979, 20-28) by expectation and maximisation.

    Each annotator has a matrix of how often a sample of one true level gets which answer; given the true level all
    answers are independent. Replicates are further counts of the same annotator's matrix.

    With ``prior`` the result is the maximum of the likelihood times a prior that adds to what was counted 4 answers
    on the diagonal and 1 beside it in each annotator's matrix, and 1 sample in each level of the prevalence. As the
    density of a Dirichlet distribution these are the parameters 5, 2 and 2 (its mode is at parameter - 1). Without
    ``prior`` it is the plain maximum of the likelihood, as in the paper.

    The first start is each sample's shares of answers; ``restarts`` - 1 others are halfway between these and random
    shares. The start with the highest objective wins; the first one, if no other is better by 1e-6. Without ``prior``
    the first one is the result, as in the paper, and the others are only reported: the likelihood alone is the same
    for any renaming of the levels, so a start further off may end higher and mean something else.

    Why 4 and 1 are counts: with parameters 4 and 1 the prior would add 3 and 0, so an answer not seen yet would be
    impossible, and of the samples with a posterior of .95 and more 2 to 5 in 100 were wrong in simulations with
    3 to 6 annotators, against 0.3 to 1 in 100 with counts. The price: rows with few samples are drawn towards
    the prior, and a rare level may lose samples to its neighbour; on the data of the paper (45 patients, 3 of them in
    level 4) five labels differ from those of the plain maximum.

    The intervals of ``confusion`` are Jeffreys intervals of the share among the expected counts, where each sample
    counts with the square of its posterior: the information that an uncertain sample has on an entry (outer product
    of the score, Meilijson, JRSS B 51, 1989). The prior has no part in them; where it draws the entry out of its
    interval, the interval is widened to hold it. In simulations with 3 to 10 annotators they held 86 to 97 in 100
    planted entries; least where 3 annotators answer two classes of unequal size.

    Returns None when there is nothing to fit: no answer, or fewer than two levels.
    """
    levels = len(ratings.levels)
    if levels < 2 or not (ratings.codes != MISSING).any():
        return None
    alike, place, times = _alike(ratings)
    counts = _counts(ratings)[alike]
    beside = (DIAGONAL - OFF_DIAGONAL) * np.eye(levels) + OFF_DIAGONAL if prior else np.zeros((levels, levels))
    per_class = PER_CLASS if prior else 0.0
    shares = counts @ np.tile(np.eye(levels), (len(ratings.annotators), 1))
    shares = shares / shares.sum(axis=1, keepdims=True)
    random = np.random.default_rng(seed)
    best: _Fit | None = None
    reached = []
    for start in range(max(1, restarts)):
        noise = random.dirichlet(np.ones(levels), len(shares)) if start else shares
        fit = _fit(counts, times, (shares + noise) / 2, beside, per_class)
        reached.append(fit.objective[-1])
        if best is None or (prior and fit.objective[-1] > best.objective[-1] + 1e-6):
            best = fit
    assert best is not None
    # Place -1, the last row, is of the samples without an answer.
    labels = np.append(best.posterior.argmax(axis=1), MISSING).astype(np.int16)[place]
    posterior = np.vstack([best.posterior, best.prevalence])[place]
    low, high = _intervals(counts, times, best)
    advised, reason = _advice(ratings)
    return DawidSkene(
        labels,
        posterior,
        best.prevalence,
        best.confusion,
        low,
        high,
        tuple(best.objective),
        advised,
        reason,
        tuple(reached),
    )


@dataclass(frozen=True, slots=True)
class _Fit:
    posterior: Floats
    prevalence: Floats
    confusion: Floats
    objective: list[float]


def _alike(ratings: Ratings) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Floats]:
    """Samples with the same answers need fitting only once: one sample of each kind that has answers, the kind of each
    sample (-1 without an answer), and how many samples each kind has. A sample with replicates is a kind of its own."""
    answered = np.flatnonzero((ratings.codes != MISSING).any(axis=0))
    own = np.zeros(len(ratings.samples), np.int32)
    repeated = [sample for _, sample, _ in ratings.replicates]
    own[repeated] = np.array(repeated, np.int32) + 1
    rows = np.column_stack([ratings.codes.T.astype(np.int32), own])[answered]
    _, first, kind, times = np.unique(rows, axis=0, return_index=True, return_inverse=True, return_counts=True)
    place = np.full(len(ratings.samples), -1, np.int64)
    place[answered] = kind.reshape(-1)
    return answered[first], place, times.astype(np.float64)


def _counts(ratings: Ratings) -> sparse.csr_matrix:
    """How often each annotator gave each answer, (samples, annotators * levels)."""
    levels = len(ratings.levels)
    annotators, samples = np.nonzero(ratings.codes != MISSING)
    codes = ratings.codes[annotators, samples].astype(np.int64)
    if ratings.replicates:
        more = np.array(ratings.replicates, np.int64)
        annotators, samples, codes = (
            np.concatenate([first, further])
            for first, further in zip((annotators, samples, codes), more.T, strict=True)
        )
    shape = (len(ratings.samples), len(ratings.annotators) * levels)
    return sparse.coo_matrix((np.ones(len(codes)), (samples, annotators * levels + codes)), shape).tocsr()


def _fit(counts: sparse.csr_matrix, times: Floats, posterior: Floats, beside: Floats, per_class: float) -> _Fit:
    """Maximise and expect in turn from ``posterior`` (kinds, levels) until the objective stands still."""
    levels = posterior.shape[1]
    transposed = counts.T.tocsr()
    objective: list[float] = []
    while True:
        # (annotators, given, true): the layout of the sparse product, so that no step copies it.
        weights = posterior * times[:, None]
        matrix = (transposed @ weights).reshape(-1, levels, levels) + beside.T
        total = matrix.sum(axis=1, keepdims=True)
        # A true level without any sample has no counts: without a prior nothing is known of its row.
        matrix = np.divide(matrix, total, out=np.full_like(matrix, 1 / levels), where=total > 0)
        prevalence = weights.sum(axis=0) + per_class
        prevalence /= prevalence.sum()
        with np.errstate(divide="ignore"):
            joint = counts @ np.log(matrix).reshape(-1, levels) + np.log(prevalence)
        each = logsumexp(joint, axis=1)
        posterior = np.exp(joint - each[:, None])
        now = times @ each + xlogy(beside.T, matrix).sum() + xlogy(per_class, prevalence).sum()
        objective.append(float(now))
        if len(objective) >= STEPS or (len(objective) > 1 and abs(now - objective[-2]) < CHANGE):
            return _Fit(posterior, prevalence, matrix.transpose(0, 2, 1), objective)


def _intervals(counts: sparse.csr_matrix, times: Floats, fit: _Fit) -> tuple[Floats, Floats]:
    levels = fit.posterior.shape[1]
    soft, certain = (
        (counts.T @ (weights * times[:, None])).reshape(-1, levels, levels).transpose(0, 2, 1)
        for weights in (fit.posterior, fit.posterior**2)
    )
    total = soft.sum(axis=2, keepdims=True)
    n = certain.sum(axis=2, keepdims=True)
    k = n * np.divide(soft, total, out=np.zeros_like(soft), where=total > 0)
    # Never seen, or nothing else seen: the interval ends at 0 or 1 (Brown, Cai, DasGupta 2001).
    low = np.where(k < 0.5, 0.0, betaincinv(k + 0.5, n - k + 0.5, 0.025))
    high = np.where(n - k < 0.5, 1.0, betaincinv(k + 0.5, n - k + 0.5, 0.975))
    return np.minimum(low, fit.confusion), np.maximum(high, fit.confusion)


def _advice(ratings: Ratings) -> tuple[bool, str]:
    given = ratings.codes != MISSING
    given = given[given.any(axis=1)]
    overlapped = given.sum(axis=0) >= 2
    if len(given) < 3:
        return False, tr(
            "With fewer than 3 annotators a model cannot tell who is right: it only repeats their agreement."
        )
    fewest = int(given[:, overlapped].sum(axis=1).min())
    if fewest < OVERLAPPED:
        return False, trn(
            "An annotator has answered only {n} sample that somebody else answered too; {needed} are needed to learn "
            "what an annotator confuses.",
            "An annotator has answered only {n} samples that somebody else answered too; {needed} are needed to learn "
            "what an annotator confuses.",
            fewest,
            needed=OVERLAPPED,
        )
    mean = float(given[:, overlapped].sum(axis=0).mean())
    if mean < MEAN_OVERLAP:
        return False, tr(
            "A sample with several answers has {mean:.1f} of them on average; {needed:.0f} are needed.",
            mean=mean,
            needed=MEAN_OVERLAP,
        )
    return True, ""


def wilson(k: float, n: float, z: float = 1.96) -> tuple[float, float]:
    """The score interval of a share, ``k`` of ``n`` (Wilson 1927); (0, 1) when ``n`` is 0.

    Raises ValueError unless 0 <= k <= n.
    """
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n} is no share")
    low, high = wilson_limits(np.array(float(k)), np.array(float(n)), z)
    return float(low), float(high)


def entropy(posterior: Floats) -> Floats:
    """How open each sample is, in bits, shape (samples,): 0 when one answer is certain."""
    return np.asarray(-(xlogy(posterior, posterior).sum(axis=1)) / np.log(2) + 0.0, np.float64)


def to_adjudicate(ratings: Ratings, posterior: Floats | None = None, threshold: float = 0.9) -> npt.NDArray[np.bool_]:
    """Samples that a further person has to decide, shape (samples,): every tie; with a ``posterior`` also those with
    different answers whose most probable one stays below ``threshold``."""
    counts = votes(ratings)
    ties: npt.NDArray[np.bool_] = majority(ratings) == TIE
    if posterior is None:
        return ties
    differ = (counts > 0).sum(axis=1) > 1
    return np.asarray(ties | (differ & (posterior.max(axis=1, initial=0.0) < threshold)), np.bool_)


def against(ratings: Ratings, truth: Codes) -> tuple[AgainstTruth, ...]:
    """Each annotator's first answers against a known ``truth``, shape (samples,), negative where it is not known.

    Raises ValueError when ``truth`` has another length than there are samples.
    """
    if truth.shape != (len(ratings.samples),):
        raise ValueError(f"the truth has {truth.shape} entries for {len(ratings.samples)} samples")
    levels = len(ratings.levels)
    found = []
    for annotator, codes in zip(ratings.annotators, ratings.codes, strict=True):
        both = (codes != MISSING) & (truth >= 0)
        table = np.zeros((levels, levels), np.int64)
        np.add.at(table, (truth[both], codes[both]), 1)
        n, right = int(table.sum()), np.diag(table)
        true, given = table.sum(axis=1), table.sum(axis=0)
        found.append(
            AgainstTruth(
                annotator,
                n,
                share(int(right.sum()), n, tr("no sample whose answer is known")),
                tuple(share(int(right[c]), int(true[c]), tr("no sample of this class")) for c in range(levels)),
                tuple(
                    share(int(n - true[c] - given[c] + right[c]), int(n - true[c]), tr("no sample of another class"))
                    for c in range(levels)
                ),
                table,
            )
        )
    return tuple(found)


def share(k: int, n: int, otherwise: str) -> Measured:
    """``k`` of ``n`` with its Wilson interval; undefined for the reason ``otherwise`` when ``n`` is 0."""
    if not n:
        return Measured(None, reason=otherwise)
    return Measured(k / n, *wilson(k, n), n)


def training_weights(ratings: Ratings, ds: DawidSkene | None) -> Floats:
    """How much each sample may count in training with its most probable answer (``ds.labels``), shape (samples,): the
    posterior of that answer; without a model the share of the most frequent answer; 0 without an answer."""
    counts = votes(ratings)
    given = counts.sum(axis=1)
    if ds is None:
        return np.asarray(counts.max(axis=1, initial=0) / np.maximum(given, 1), np.float64)
    return np.where(given > 0, ds.posterior.max(axis=1), 0.0)
