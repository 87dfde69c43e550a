"""Two arms compared within annotators: samples shown with their suggestion against samples where it was withheld.

Several annotators are pooled without their levels mixing: the arms are compared within each annotator, and the
comparisons weighted by ``shown * withheld / (shown + withheld)`` (Mantel and Haenszel 1959), so that someone slow, or
someone who seldom agrees with suggestions, shifts nothing by having more samples withheld than others.

Intervals are for these annotators and for samples like theirs; they say nothing of other annotators. Answers of several
annotators to one sample count as one cluster.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

from desktop_al.core.intervals import newcombe_limits, wilson_limits
from desktop_al.core.shapes import Measured
from desktop_al.core.words import tr, trn

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

#: Samples needed in each arm for an interval.
FEWEST = 20
#: Seconds beyond which a sample was left lying rather than looked at.
LONGEST = 3600.0


@dataclass(frozen=True, slots=True)
class Contrast:
    """How often something was so with the suggestion ``shown`` and with it ``withheld`` (shares between 0 and 1; their
    ``n`` is the number of samples of that arm), and the ``difference``, shown minus withheld.

    With several annotators the shares are standardised: means over the annotators with one set of weights for both
    arms."""

    shown: Measured
    withheld: Measured
    difference: Measured


@dataclass(frozen=True, slots=True)
class Ratio:
    """What a sample took with the suggestion ``shown`` and with it ``withheld``, standardised as in ``Contrast``, and
    the ``ratio``, shown over withheld. ``left_out``: samples without a figure that can be used."""

    shown: Measured
    withheld: Measured
    ratio: Measured
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows to be compared, those of annotators with both arms only; ``kept`` (all rows,) tells which they are.

    ``annotator`` and ``sample`` (n,) 0, 1, 2 ...; ``shown`` (n,). Of each annotator: ``shown_of`` and ``withheld_of``
    count rows, ``weights`` add up to 1. ``caveat``: who had to be left out; ``lacking``: why nothing can be compared,
    else empty.
    """

    annotator: Ints
    sample: Ints
    shown: Bools
    kept: Bools
    shown_of: Floats
    withheld_of: Floats
    weights: Floats
    caveat: str
    lacking: str

    @property
    def too_few(self) -> str:
        """Why there is no interval; empty where there may be one."""
        withheld, shown = int(self.withheld_of.sum()), int(self.shown_of.sum())
        if withheld < FEWEST:
            return trn(
                "Too few to say: {n} sample withheld, {needed} are needed.",
                "Too few to say: {n} samples withheld, {needed} are needed.",
                withheld,
                needed=FEWEST,
            )
        if shown < FEWEST:
            return trn(
                "Too few to say: {n} sample shown with the suggestion, {needed} are needed.",
                "Too few to say: {n} samples shown with the suggestion, {needed} are needed.",
                shown,
                needed=FEWEST,
            )
        return ""

    def means(self, figures: Floats) -> tuple[float, float]:
        """Of ``figures`` (n,) the standardised means, shown and withheld."""
        many = len(self.weights)
        sums = [np.bincount(self.annotator[arm], figures[arm], many) for arm in (self.shown, ~self.shown)]
        return float(self.weights @ (sums[0] / self.shown_of)), float(self.weights @ (sums[1] / self.withheld_of))

    def effective(self) -> tuple[float, float]:
        """Of a standardised share of each arm: of how many equally weighted samples it would be as sure."""
        return float(1 / (self.weights**2 / self.shown_of).sum()), float(1 / (self.weights**2 / self.withheld_of).sum())

    def leverages(self) -> tuple[Floats, Floats]:
        """The arm as 0 or 1 less the annotator's mean, and how far a row pulls the fit (one level for each annotator,
        one effect) to itself; (n,) each."""
        rows = self.shown_of + self.withheld_of
        centred = self.shown - (self.shown_of / rows)[self.annotator]
        return centred, 1 / rows[self.annotator] + centred**2 / (centred**2).sum()

    def variances(self, parts: Floats) -> tuple[float, float]:
        """Variance of a sum of ``parts`` (n,): with samples as clusters, and with rows as if all were apart."""
        return float((np.bincount(self.sample, parts) ** 2).sum()), float((parts**2).sum())


def rows_of(annotator: npt.NDArray[Any], sample: npt.NDArray[Any], withheld: Bools) -> Rows:
    """Rows to be compared from codes of annotators and samples of any kind, (n,) each."""
    who, codes = np.unique(annotator, return_inverse=True)
    shown_of, withheld_of = (
        np.bincount(codes[arm], minlength=len(who)).astype(np.float64) for arm in (~withheld, withheld)
    )
    both = (shown_of > 0) & (withheld_of > 0)
    lacking = caveat = ""
    if not both.any():
        lacking = (
            tr("There is no sample with a suggestion.")
            if not len(codes)
            else tr("No sample was withheld.")
            if not withheld.any()
            else tr("No sample was shown with its suggestion.")
            if withheld.all()
            else tr("No annotator has both samples shown and samples withheld.")
        )
    elif (left := int((~both).sum())) > 0:
        caveat = trn(
            "Left out: {n} annotator with samples in one arm only.",
            "Left out: {n} annotators with samples in one arm only.",
            left,
        )
    kept = both[codes]
    shown_of, withheld_of = shown_of[both], withheld_of[both]
    weights = shown_of * withheld_of / (shown_of + withheld_of)
    return Rows(
        annotator=(np.cumsum(both) - 1)[codes[kept]].astype(np.int64),
        sample=np.unique(sample[kept], return_inverse=True)[1].astype(np.int64),
        shown=~withheld[kept],
        kept=kept,
        shown_of=shown_of,
        withheld_of=withheld_of,
        weights=weights / weights.sum() if both.any() else weights,
        caveat=caveat,
        lacking=lacking,
    )


def contrast(
    annotator: npt.NDArray[Any], sample: npt.NDArray[Any], withheld: Bools, outcome: Bools, caveat: str = ""
) -> Contrast:
    """The difference between the arms in how often ``outcome`` is true; (n,) each. ``caveat`` goes with the result.

    The interval is Newcombe's of the two standardised shares, each as of its effective number of samples (Kish 1965),
    which for one annotator is Newcombe's of the plain counts. Where answers to one sample hang together, both limits
    are moved away from the difference by the root of how much that raises its variance (robust, clustered by sample;
    Liang and Zeger 1986), and never nearer.
    """
    rows = rows_of(annotator, sample, withheld)
    if rows.lacking:
        shares = [
            _share(float(outcome[arm].mean()), arm.sum(), int(arm.sum()))
            if arm.any()
            else Measured(None, reason=tr("No sample."))
            for arm in (~withheld, withheld)
        ]
        return Contrast(shares[0], shares[1], Measured(None, reason=rows.lacking))
    y = outcome[rows.kept].astype(np.float64)
    first, second = rows.means(y)
    n1, n2 = rows.effective()
    shares = [
        _share(share, size, int(of.sum()), rows.caveat)
        for share, size, of in ((first, n1, rows.shown_of), (second, n2, rows.withheld_of))
    ]
    difference = first - second
    reason = " ".join(filter(None, (rows.too_few, rows.caveat, caveat)))
    if rows.too_few:
        return Contrast(shares[0], shares[1], Measured(difference, n=len(y), reason=reason))
    low, high = map(float, newcombe_limits(first * n1, n1, second * n2, n2))
    wider = _cluster_factor(rows, y, difference)
    low, high = max(-1.0, difference - wider * (difference - low)), min(1.0, difference + wider * (high - difference))
    return Contrast(shares[0], shares[1], Measured(difference, low, high, len(y), reason))


def _share(share: float, size: float, n: int, reason: str = "") -> Measured:
    low, high = wilson_limits(share * size, size)
    return Measured(share, float(low), float(high), n, reason)


def _residuals(rows: Rows, y: Floats, effect: float) -> Floats:
    """What a level for each annotator and one effect of the arm leave of ``y``."""
    many = rows.shown_of + rows.withheld_of
    centred, _ = rows.leverages()
    return np.asarray(y - (np.bincount(rows.annotator, y) / many)[rows.annotator] - effect * centred, np.float64)


def _cluster_factor(rows: Rows, y: Floats, effect: float) -> float:
    centred, leverage = rows.leverages()
    parts = centred * _residuals(rows, y, effect) / np.sqrt(np.maximum(1 - leverage, 1e-9))
    clustered, apart = rows.variances(parts)
    return float(np.sqrt(max(1.0, clustered / apart))) if apart > 0 else 1.0


def time_ratio(
    annotator: npt.NDArray[Any], sample: npt.NDArray[Any], withheld: Bools, seconds: npt.NDArray[Any]
) -> Ratio:
    """The ratio of the geometric means of ``seconds`` (n,), as standardised means of logarithms.

    Left out are times that are missing (NaN), 0 or less, or over ``LONGEST``. The interval is Student's on the
    logarithms with the robust variance HC2 (MacKinnon and White 1985), for one annotator Welch's; clustered by sample
    where that is wider; degrees of freedom by Satterthwaite (1946) from the variances of both arms.
    """
    seconds = np.asarray(seconds, np.float64)
    usable = (seconds > 0) & (seconds <= LONGEST)
    rows = rows_of(annotator[usable], sample[usable], withheld[usable])
    left_out = int((~usable).sum())
    if rows.lacking:
        return _no_ratio(rows.lacking, left_out)
    y = np.log(seconds[usable][rows.kept])
    first, second = rows.means(y)
    centred, leverage = rows.leverages()
    parts = centred * _residuals(rows, y, first - second) / np.sqrt(np.maximum(1 - leverage, 1e-9))
    return _ratio(rows, float(np.exp(first)), float(np.exp(second)), parts / (centred**2).sum(), left_out)


def key_ratio(annotator: npt.NDArray[Any], sample: npt.NDArray[Any], withheld: Bools, keys: npt.NDArray[Any]) -> Ratio:
    """The ratio of the mean numbers of key presses (n,); 0 counts, as an answer by the mouse takes none.

    Left out are numbers that are missing (NaN, infinite) or negative. The standardised means make it the ratio of
    Mantel and Haenszel for rates (Rothman and Boice 1979); variance of its logarithm by linearisation, else as for
    ``time_ratio``.
    """
    keys = np.asarray(keys, np.float64)
    usable = np.isfinite(keys) & (keys >= 0)
    rows = rows_of(annotator[usable], sample[usable], withheld[usable])
    left_out = int((~usable).sum())
    if rows.lacking:
        return _no_ratio(rows.lacking, left_out)
    y = keys[usable][rows.kept]
    first, second = rows.means(y)
    if first <= 0 or second <= 0:
        return _no_ratio(_no_key(first <= 0, second <= 0), left_out)
    ratio = first / second
    # One level for each annotator, which in the shown arm is multiplied by the ratio.
    level = np.bincount(rows.annotator, y) / (ratio * rows.shown_of + rows.withheld_of)
    rest = y - level[rows.annotator] * np.where(rows.shown, ratio, 1.0)
    share = np.where(
        rows.shown,
        (rows.weights / rows.shown_of / first)[rows.annotator],
        (-rows.weights / rows.withheld_of / second)[rows.annotator],
    )
    _, leverage = rows.leverages()
    return _ratio(rows, first, second, share * rest / np.sqrt(np.maximum(1 - leverage, 1e-9)), left_out)


def _no_ratio(reason: str, left_out: int) -> Ratio:
    nothing = Measured(None, reason=reason)
    return Ratio(nothing, nothing, nothing, left_out)


def _ratio(rows: Rows, first: float, second: float, parts: Floats, left_out: int) -> Ratio:
    """From the standardised means and the ``parts`` (n,) whose squares add up to the variance of the logarithm."""
    means = [
        Measured(mean, n=int(of.sum()), reason=rows.caveat)
        for mean, of in ((first, rows.shown_of), (second, rows.withheld_of))
    ]
    reason = " ".join(filter(None, (rows.too_few, rows.caveat)))
    if rows.too_few:
        return Ratio(means[0], means[1], Measured(first / second, n=len(parts), reason=reason), left_out)
    variance = max(rows.variances(parts))
    of_arms = [float((parts[arm] ** 2).sum()) for arm in (rows.shown, ~rows.shown)]
    half = 0.0
    if variance > 0:
        # Each annotator's level takes one degree of an arm, but an arm never has none.
        free = [max(1.0, of.sum() - len(of)) for of in (rows.shown_of, rows.withheld_of)]
        degrees = sum(of_arms) ** 2 / sum(one**2 / many for one, many in zip(of_arms, free, strict=True))
        half = float(stdtrit(degrees, 0.975)) * variance**0.5
    ratio = first / second
    limits = ratio * float(np.exp(-half)), ratio * float(np.exp(half))
    return Ratio(means[0], means[1], Measured(ratio, *limits, len(parts), reason), left_out)


def _no_key(shown: bool, withheld: bool) -> str:
    if shown and withheld:
        return tr("No key was pressed.")
    if shown:
        return tr("No key was pressed with the suggestion shown.")
    return tr("No key was pressed with the suggestion withheld.")
