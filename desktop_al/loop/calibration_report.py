"""Whether the probabilities that stand beside suggestions hold, from what the newest round held out: a card of the
Progress page."""

from collections.abc import Generator
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from desktop_al.core.intervals import wilson_limits
from desktop_al.core.shapes import Measured
from desktop_al.core.words import joined, local, mark, tr, trn
from desktop_al.learn.models import MIN_AUDIT
from desktop_al.learn.reliability import SIMULATIONS, Reliability, reliability
from desktop_al.loop.figure_words import count, percent, share_range
from desktop_al.loop.suggestion_screen import CalibrationCard, ErrorLine, ReliabilityBin

if TYPE_CHECKING:
    from desktop_al.loop.workshop import Latest

#: Held-out labels below which nothing is said, and samples of a band below which nothing is said of it.
FEWEST, _FEWEST_IN_BAND = 30, 20
#: The least, the most and the middle of the bands of which the card says in words how often the model is right.
_BANDS = (
    (0.975, 1.01, mark("98 % and more")),
    (0.85, 0.95, mark("about 90 %")),
    (0.65, 0.85, mark("about 75 %")),
    (0.0, 0.65, mark("less than 65 %")),
)
#: Answers drawn by the simulations in one step: about a quarter of a second.
_DRAWS = 20_000_000
NO_ROUND = mark("The model has not learned since the project was opened. The figures come with its next round.")


def calibration_card(latest: "Latest | None") -> Generator[float, None, CalibrationCard]:
    """From the newest round, with the labels that it learned from: newer ones do not belong to its probabilities."""
    if latest is None:
        return CalibrationCard((tr(NO_ROUND),))
    given, ranking = latest.labelled.given, latest.ranking
    held, skill = ranking.held_rows.astype(np.intp), ranking.skill
    label_of = np.zeros(len(given.excluded), np.intp)
    label_of[given.labelled] = given.labels
    truth = label_of[held]
    offered = _offered(ranking.beats_base_rate, skill.right, skill.base_right, skill.n)
    if len(held) < FEWEST:
        few = trn(
            "Too few to say whether the probabilities hold: {n:,} label held out, {needed} are needed.",
            "Too few to say whether the probabilities hold: {n:,} labels held out, {needed} are needed.",
            len(held),
            needed=FEWEST,
        )
        return CalibrationCard((few, *offered))
    simulations = int(min(SIMULATIONS, max(50, _DRAWS // len(held))))
    after = reliability(ranking.held_probabilities, truth, given.seed, simulations=simulations)
    yield 0.5
    before = reliability(ranking.held_plain, truth, given.seed, simulations=simulations)
    yield 1.0
    probabilities = np.asarray(ranking.held_probabilities, np.float64)
    said, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == truth
    words = (*offered, _verdict(after), *_bands(said, right))
    fair = bool(np.isin(held, given.audit).all()) and len(held) >= MIN_AUDIT
    return CalibrationCard(
        words=words,
        bins=_bins(after),
        before=_bins(before),
        errors=(_error(tr("Shown"), after), _error(tr("Before calibration"), before)),
        notes=_notes(len(held), fair, ranking.labelled),
        spoken=joined(words[len(offered) :]),
    )


def _offered(beats: bool, right: int, base: int, n: int) -> tuple[str, ...]:
    if beats:
        return ()
    if not n:
        return (tr("The model is no better than guessing yet, so no suggestion is offered."),)
    return (
        trn(
            "The model is no better than guessing, so no suggestion is offered: of {n:,} label held out it was right "
            "on {right:,}; the commonest class alone on {base:,}.",
            "The model is no better than guessing, so no suggestion is offered: of {n:,} labels held out it was right "
            "on {right:,}; the commonest class alone on {base:,}.",
            n,
            right=right,
            base=base,
        ),
    )


def _verdict(found: Reliability) -> str:
    """Whether what is said and what is right are further apart on average than chance makes them."""
    said = float(found.size @ found.confidence) / found.n
    low, high = (float(limit) for limit in wilson_limits(found.accuracy * found.n, found.n))
    values = {
        "said": percent(said),
        "share": percent(found.accuracy),
        "range": share_range(low, high),
        "samples": count(found.n),
    }
    if said > high:
        return tr(
            "The model is more sure than it is right: it says {said} on average and is right in {share} ({range}) of "
            "{samples}.",
            **values,
        )
    if said < low:
        return tr(
            "The model is less sure than it could be: it says {said} on average and is right in {share} ({range}) of "
            "{samples}.",
            **values,
        )
    off = 100 * found.corrected
    if off < 0.95:
        return tr(
            "On average the model says {said} and is right in {share} ({range}) of {samples}: as far as so many can "
            "tell, the probabilities hold.",
            **values,
        )
    return trn(
        "On average the model says {said} and is right in {share} ({range}) of {samples}: but among samples of like "
        "probability it is {n:,} point further off than by chance.",
        "On average the model says {said} and is right in {share} ({range}) of {samples}: but among samples of like "
        "probability it is {n:,} points further off than by chance.",
        round(off),
        **values,
    )


def _bands(said: npt.NDArray[np.float64], right: npt.NDArray[np.bool_]) -> tuple[str, ...]:
    sentences = []
    for least, most, words in _BANDS:
        inside = (said >= least) & (said < most)
        n = int(inside.sum())
        if n < _FEWEST_IN_BAND:
            continue
        hits = int(right[inside].sum())
        low, high = wilson_limits(hits, n)
        sentences.append(
            tr(
                "When the model says {level}, it is right {range} of the time ({samples}).",
                level=tr(words),
                range=share_range(float(low), float(high)),
                samples=count(n),
            )
        )
    return tuple(sentences)


def _bins(found: Reliability) -> tuple[ReliabilityBin, ...]:
    columns = zip(
        *(
            values.tolist()
            for values in (
                found.least,
                found.most,
                found.confidence,
                found.right,
                found.low,
                found.high,
                found.size,
            )
        ),
        strict=True,
    )
    return tuple(
        ReliabilityBin(least, most, said, Measured(right, low, high, size))
        for least, most, said, right, low, high, size in columns
    )


def _error(kind: str, found: Reliability) -> ErrorLine:
    return ErrorLine(
        kind, *(local(f"{100 * value + 0.0:.1f}") for value in (found.error, found.chance, found.corrected))
    )


def _notes(held: int, fair: bool, labels: int) -> tuple[str, ...]:
    if fair:
        drawn = trn(
            "Measured on {n:,} audit sample, drawn at random; each by a model that has not learned from it.",
            "Measured on {n:,} audit samples, drawn at random; each by a model that has not learned from it.",
            held,
        )
    else:
        drawn = trn(
            "Measured on {n:,} label; most were chosen by the model, which are harder than the rest; each by a model "
            "that has not learned from it.",
            "Measured on {n:,} labels; most were chosen by the model, which are harder than the rest; each by a model "
            "that has not learned from it.",
            held,
        )
    newest = trn("It is the newest round, of {n:,} label.", "It is the newest round, of {n:,} labels.", labels)
    return (
        joined([drawn, newest]),
        tr(
            "Calibration error: how far what the model says and how often it is right are apart, in points, on average "
            "over 15 groups of equal size. Some of it is chance; what is left is the error corrected for it."
        ),
    )
