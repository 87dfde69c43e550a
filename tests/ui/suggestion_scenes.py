"""Cards on suggestions, probabilities and effort made by hand: nothing yet, few, many."""

import numpy as np

from desktop_al.core.intervals import wilson_limits
from desktop_al.core.shapes import Measured
from desktop_al.loop.calibration_report import NO_ROUND
from desktop_al.loop.suggestion_screen import (
    NO_EFFORT,
    ArmLine,
    CalibrationCard,
    EffortCard,
    EffortLine,
    ErrorLine,
    InfluenceCard,
    ReliabilityBin,
)

__all__ = ["NO_EFFORT", "calibration", "effort", "influence", "no_round", "nothing"]


def influence(annotators: int = 0) -> InfluenceCard:
    few = "Too few to say: 7 samples withheld, 20 are needed."
    names = ("Ines", "Annotator with a long name of several words", "Bo", "Chloé", "Dag", "Eve")[:annotators]
    return InfluenceCard(
        words=(
            "With the suggestion on screen you chose it 4 points more often (1 to 7).",
            "On wrong suggestions that was 21 points more often (8 to 34); on right ones no difference is sure (2 "
            "points less to 3 more).",
            "A sample took 22 % less time with it (17 to 27 %).",
        ),
        plan="To know the difference to 5 points on either side takes about 1,204 samples; there are 812, so about 392 "
        "more. 20 % of them without a suggestion.",
        lines=(
            ArmLine("Label as suggested", "91 %", "87 %", "+4.1 points", "+1.2 to +7.3", "812"),
            ArmLine("On right suggestions", "97 %", "96 %", "+0.6 points", "-2.0 to +3.4", "240"),
            ArmLine("On wrong suggestions", "44 %", "23 %", "+21.0 points", "–", "41", few),
            ArmLine("Label right", "90 %", "91 %", "-0.9 points", "-4.0 to +2.9", "281"),
            ArmLine("Seconds", "2.3 s", "2.9 s", "× 0.78", "0.73 to 0.83", "806", "Not recorded for 6 samples."),
            ArmLine("Key presses", "1.1", "1.2", "× 0.95", "0.92 to 0.98", "812"),
        ),
        by_annotator=tuple(
            ArmLine(name, "91 %", "87 %", "+4.1 points", "+1.2 to +7.3" if n else "–", "134", "" if n else few)
            for n, name in enumerate(names)
        ),
        notes=(
            "Compared are 812 first answers: 650 with the suggestion on screen, 162 where a draw withheld it. Audit "
            "samples and others that never show one, batch review and second looks are not among them.",
            "On request: asked for on 30 (25 %, 18 to 33 %) of 120 samples. This is no comparison: who asks chooses "
            "the samples.",
        ),
    )


def nothing() -> InfluenceCard:
    return InfluenceCard(
        words=("No sample has been answered beside a suggestion yet.",),
        plan="To know the difference to 5 points on either side takes about 720 samples, if 90 % of the labels are as "
        "suggested; there are 0, so about 720 more. 20 % of them without a suggestion.",
    )


def bins(shift: float, n: int = 21) -> tuple[ReliabilityBin, ...]:
    made = []
    for said in np.linspace(0.34, 0.995, 15):
        right = round(n * min(1.0, max(0.0, said - shift * (1 - said))))
        low, high = wilson_limits(right, n)
        made.append(ReliabilityBin(said - 0.02, min(1.0, said + 0.02), said, Measured(right / n, low, high, n)))
    return tuple(made)


def calibration(offered: bool = True) -> CalibrationCard:
    words = (
        "On average the model says 81 % and is right in 82 % (78 to 86 %) of 315 samples: as far as so many can tell, "
        "the probabilities hold.",
        "When the model says 98 % and more, it is right 94 to 99 % of the time (84 samples).",
        "When the model says about 90 %, it is right 87 to 93 % of the time (63 samples).",
        "When the model says less than 65 %, it is right 41 to 60 % of the time (105 samples).",
    )
    guess = "The model is no better than guessing, so no suggestion is offered: of 315 labels held out it was right on "
    return CalibrationCard(
        words=words if offered else (f"{guess}88; the commonest class alone on 90.", *words),
        bins=bins(0.05),
        before=bins(0.6),
        errors=(ErrorLine("Shown", "5.3", "4.9", "0.4"), ErrorLine("Before calibration", "13.2", "4.6", "8.6")),
        notes=(
            "Measured on 315 audit samples, drawn at random; each by a model that has not learned from it. It is the "
            "newest round, of 412 labels.",
            "Calibration error: how far what the model says and how often it is right are apart, in points, on average "
            "over 15 groups of equal size. Some of it is chance; what is left is the error corrected for it.",
        ),
        spoken=" ".join(words),
    )


def no_round() -> CalibrationCard:
    return CalibrationCard((NO_ROUND,))


def effort(ways: int = 10) -> EffortCard:
    lines = (
        EffortLine("No suggestion", "214", "3.4 s", "3.1 to 3.8", "1.32", "1.20 to 1.44"),
        EffortLine("Suggestion on screen", "650", "2.3 s", "2.2 to 2.5", "1.10", "1.07 to 1.13"),
        EffortLine("Suggestion withheld by lot", "162", "2.9 s", "2.7 to 3.2", "1.21", "1.14 to 1.28"),
        EffortLine("On request, asked for", "30", "4.0 s", "3.2 to 5.1", "2.10", "2.00 to 2.20"),
        EffortLine("On request, not asked for", "90", "3.1 s", "2.8 to 3.4", "1.11", "1.04 to 1.18"),
        EffortLine("Suggested after the label", "77", "3.0 s", "2.6 to 3.3", "1.09", "1.02 to 1.16"),
        EffortLine("Looked at again", "12", "5.2 s", "3.0 to 9.1", "1.50", "–"),
        EffortLine("Batch review", "480", "0.3 s", "0.2 to 0.4", "0.10", "0.06 to 0.14"),
        EffortLine("Several at once", "31", "not recorded", "–", "not recorded", "–"),
        EffortLine("Copies of a sample", "16", "not recorded", "–", "not recorded", "–"),
    )
    return EffortCard(
        (
            "A label takes typically 2.5 s and 0.8 key presses (1,715 labels).",
            "In batch review a label takes typically 0.3 s and 0.1 key presses (480 labels).",
        ),
        lines[:ways],
        (
            "Seconds are the median of those worked on a sample, key presses the mean; letters typed to find a class "
            "count too, and a key held with another one is one press.",
        ),
    )
