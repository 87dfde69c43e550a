"""Progress screens made by hand: from no label to thousands, with and without costs."""

from dataclasses import replace

import numpy as np
import suggestion_scenes as cards

from desktop_al.core.intervals import wilson_limits
from desktop_al.core.shapes import LabelClass, Measured
from desktop_al.loop.progress_screen import (
    BandPoint,
    ClassRow,
    CriterionLine,
    Curve,
    Figure,
    FindAll,
    Point,
    ProgressScreen,
    StopChoices,
    WhatIf,
)

GRADES = ("No retinopathy", "Mild", "Moderate", "Severe", "Proliferative")
REPORTS = (
    *("Device", "Fall", "Medication", "Communication between two wards at the change of shift", "Diet", "Identity"),
    *("Infection", "Transfusion", "Documents", "Building", "Behaviour", "Not an incident"),
)
MISSING = ("hourly cost", "cost of a wrong prediction", "number of future predictions")
RESTS = (
    "The band assumes that new images resemble those seen so far, and a pace of 13.2 s. 9 of the last 10 forecasts "
    "fell inside.",
    "Accuracy is measured on 118 audit samples drawn at random. 103 of them are right.",
)


def share(right: int, n: int) -> Measured:
    """A share with its 95 % interval."""
    low, high = wilson_limits(right, n)
    return Measured(right / n, float(low), float(high), n)


def few(n: int) -> Measured:
    return Measured(None, n=n, reason=f"only {n} audit samples are of it, 5 are needed")


def classes(names: tuple[str, ...] = GRADES) -> tuple[LabelClass, ...]:
    return tuple(LabelClass(f"c{n}", name, n) for n, name in enumerate(names))


def curve(labels: int = 412, forecast: bool = True, **changes: object) -> Curve:
    """A curve that rises as curves do, with a point every 30 labels, or every twelfth of them."""
    at = np.linspace(30, labels, min(14, max(2, labels // 30)))
    right = 0.93 - 0.9 * at**-0.45
    points = tuple(Point(int(n), share(round(a * 118), 118)) for n, a in zip(at, right, strict=True))
    fit = tuple((float(n), float(0.93 - 0.9 * n**-0.45)) for n in np.linspace(30, labels, 60))
    ahead = np.linspace(labels, 2.2 * labels, 30)
    band = tuple(
        BandPoint(float(n), float(0.93 - 0.9 * n**-0.45), float(0.93 - 1.05 * n**-0.45), float(0.94 - 0.8 * n**-0.45))
        for n in ahead
    )
    made = Curve(points, fit, band if forecast else (), "", labels, round(1.14 * labels), 0.9, "Accuracy over labels.")
    return replace(made, **changes)  # type: ignore[arg-type]


def criteria() -> tuple[CriterionLine, ...]:
    return (
        CriterionLine(
            "Stabilizing predictions",
            "Successive models agree on the stop set: mean kappa of the last three at least 0.99.",
            "0.962 of 0.99",
            False,
        ),
        CriterionLine(
            "Overall uncertainty",
            "The mean entropy of the pool is below 5 % of the largest possible.",
            "3.1 % of 5 %",
            True,
            "360 labels",
        ),
        CriterionLine(
            "Classification change", "No prediction on the stop set has changed since the last look.", "4 of 0", False
        ),
        CriterionLine(
            "Predicted change of F",
            "The F score between successive models changes by less than 0.05, three times in a row.",
            "",
            False,
            reason="It is defined for two classes only.",
        ),
        CriterionLine("Goal", "The lower limit of the audit accuracy is at the goal.", "80 % of 90 %", False),
        CriterionLine(
            "Find all", "Less than 95 % found is surely not so.", "", False, reason="No class is looked for."
        ),
    )


def progress(**changes: object) -> ProgressScreen:
    """412 labels with forecast, goal and costs."""
    screen = ProgressScreen(
        verdict="keep_going",
        words="Keep going: about 58 more labels",
        grounds="The next 100 labels should bring 0.6 points; the rule is to stop when it is surely less than 0.5: the "
        "rule holds at about 470 labels.",
        labels=412,
        looked_at=405,
        next_look=420,
        classes=classes(),
        figures=(
            Figure("Accuracy now", "87.1 %", "95 % range 79.9 to 92.2", "Accuracy now 87.1 percent, from 79.9 to 92.2"),
            Figure("Spent so far", "1 h 31 min", "€ 137, 13.2 s per label", "Spent so far: 1 hour 31 minutes"),
            Figure("The next point costs", "43 min", "€ 64, likely € 45 to € 130", "The next point: 43 minutes"),
            Figure("Reaching the 90 % goal", "4 h 46 min", "900 to 3,000 more labels", "The goal: 4 hours 46 minutes"),
        ),
        chosen=share(230, 294),
        chosen_words="Those are harder than the rest.",
        curve=curve(),
        what_if=(
            WhatIf("+58", "87.4 %", "+0.2 to +0.6", "13 min", "€ 19", True),
            WhatIf("+100", "87.6 %", "+0.2 to +1.1", "22 min", "€ 33"),
            WhatIf("+200", "88.1 %", "+0.4 to +1.9", "44 min", "€ 66"),
            WhatIf("+400", "88.7 %", "+0.5 to +2.6", "1 h 28 min", "€ 132"),
        ),
        rests_on=RESTS,
        by_class=(
            ClassRow(0, 174, share(48, 51), share(48, 50)),
            ClassRow(1, 93, share(19, 24), share(19, 23)),
            ClassRow(2, 88, share(21, 25), share(21, 27)),
            ClassRow(3, 38, share(10, 13), share(10, 13)),
            ClassRow(4, 19, share(5, 5), share(5, 5)),
        ),
        criteria=criteria(),
        choices=StopChoices(target=0.9, hourly_cost=90.0, currency="€"),
        missing=MISSING[1:],
        measured_seconds=Measured(13.2, 12.4, 14.1, 412),
        influence=cards.influence(),
        calibration=cards.calibration(),
        effort=cards.effort(3),
    )
    return replace(screen, **changes)  # type: ignore[arg-type]


def empty() -> ProgressScreen:
    return ProgressScreen(empty="Nothing is labelled yet. The curve begins with your first labels.")


def early(labels: int = 5) -> ProgressScreen:
    """A handful of labels: no figure can be said."""
    why = "About 60 more labels are needed before a forecast makes sense."
    return progress(
        verdict="too_early",
        words="Too early to say",
        grounds=f"At least 30 labels are needed; there are {labels}.",
        labels=labels,
        looked_at=0,
        next_look=15,
        figures=(
            Figure("Accuracy now", "–", "1 audit sample, 60 are needed", "Accuracy now: too early to say"),
            Figure("Spent so far", "1 min", "13 s per label", "Spent so far: 1 minute"),
            Figure("The next point costs", "–", "no curve yet", "The next point: not known"),
            Figure("Reaching a goal", "–", "no goal is given", "Reaching a goal: no goal is given"),
        ),
        chosen=Measured(None),
        chosen_words="",
        curve=Curve(why_none=why, now=labels, spoken=why),
        what_if=(),
        rests_on=("Nothing is forecast before there are 8 looks with audit answers.",),
        by_class=tuple(ClassRow(n, max(0, 2 - n), few(0), few(0)) for n in range(5)),
        criteria=tuple(replace(line, value="", holds=False, since="", reason="Too early.") for line in criteria()),
        choices=StopChoices(),
        missing=("seconds per label", *MISSING),
        measured_seconds=Measured(None, n=labels, reason="20 labels are needed for a pace."),
        influence=cards.nothing(),
        calibration=cards.no_round(),
        effort=cards.effort(1),
    )


def forty() -> ProgressScreen:
    why = "8 looks with audit answers are needed for a forecast; there are 2."
    first = early(40)
    rare = tuple(ClassRow(n, 12 - 2 * n, few(2), few(1)) for n in range(1, 5))
    return replace(
        first,
        grounds="60 audit answers are needed for a verdict; there are 12.",
        looked_at=30,
        next_look=45,
        figures=(
            Figure("Accuracy now", "75.0 %", "95 % range 46.8 to 91.1, 12 audit samples", "Accuracy now 75 percent"),
            *first.figures[1:],
        ),
        curve=curve(40, forecast=False, why_none=why, now=40, stop_at=None, goal=None),
        by_class=(ClassRow(0, 18, share(5, 6), share(5, 7)), *rare),
        measured_seconds=Measured(15.1, 12.0, 19.0, 40),
    )


def without_costs() -> ProgressScreen:
    """400 labels and no pace: neither time nor money is known."""
    screen = progress()
    return replace(
        screen,
        figures=(
            screen.figures[0],
            Figure("Spent so far", "412 labels", "no pace is measured", "Spent so far: 412 labels"),
            Figure("The next point costs", "196 labels", "likely 138 to 400", "The next point: 196 labels"),
            Figure("Reaching a goal", "–", "no goal is given", "Reaching a goal: no goal is given"),
        ),
        what_if=tuple(replace(row, time="", cost="") for row in screen.what_if),
        choices=StopChoices(),
        missing=("seconds per label", *MISSING),
        measured_seconds=Measured(None, reason="The clock was switched off."),
        influence=None,
        calibration=None,
        effort=cards.NO_EFFORT,
    )


def many() -> ProgressScreen:
    """4,000 labels of 12 classes, one of which never came."""
    rows = [ClassRow(n, 640 - 50 * n, share(60 - 4 * n, 64 - 4 * n), share(58 - 4 * n, 64 - 4 * n)) for n in range(11)]
    return progress(
        labels=4000,
        looked_at=3960,
        next_look=4050,
        classes=classes(REPORTS),
        curve=curve(4000),
        by_class=(*rows, ClassRow(11, 0, few(0), few(0))),
        choices=StopChoices("error_cost", 0.5, 0.95, 150.0, 90.0, 20.0, 12.5, 250_000.0, 11.0, "CHF"),
        missing=(),
        influence=cards.influence(6),
        calibration=cards.calibration(offered=False),
        effort=cards.effort(),
    )


def no_audit() -> ProgressScreen:
    """Labels without one audit answer."""
    return replace(
        progress(),
        verdict="too_early",
        words="Too early to say",
        grounds="60 audit answers are needed for a verdict; there are 0.",
        figures=(
            Figure("Accuracy now", "–", "no audit sample is answered", "Accuracy now: not known"),
            *progress().figures[1:2],
            Figure("The next point costs", "–", "no curve yet", "The next point: not known"),
            Figure("Reaching the 90 % goal", "–", "no curve yet", "Reaching the goal: not known"),
        ),
        curve=Curve(why_none="No audit sample is answered yet.", now=412, spoken="No point yet."),
        what_if=(),
        rests_on=("No audit sample is answered yet, so nothing is said of accuracy.",),
        by_class=tuple(ClassRow(n, 90 - 12 * n, few(0), few(0)) for n in range(5)),
    )


def finding(done: bool = False) -> ProgressScreen:
    """All samples of the rarest class are looked for."""
    words = "48 of Proliferative are found; that 5 % and more are still missing is not ruled out."
    if done:
        words = "48 of Proliferative are found: with 95 % confidence these are at least 95 % of all."
    find = FindAll(4, 48, 620, 1240, Measured(0.86, 0.71, 0.97, 61), 0.96 if done else 0.71, done, words)
    return progress(find_all=find)


def can_stop() -> ProgressScreen:
    return progress(
        verdict="can_stop",
        words="You can stop",
        grounds="The goal of 85 % is reached with 95 % confidence: 214 of 236 audit samples are right.",
        what_if=(),
        curve=curve(stop_at=412, forecast=False, why_none="Too few samples are left in the pool for a forecast."),
    )


def disagree() -> ProgressScreen:
    return progress(
        verdict="disagree",
        words="Labels disagree too much to improve",
        grounds="The model is right as often (87 %) as annotators agree (86 %): more labels of the same kind cannot "
        "make it better.",
    )


def nearly() -> ProgressScreen:
    return progress(verdict="nearly", words="Nearly there: 12 more labels", grounds="Two of three looks agree.")


SCENES = {
    "empty": empty(),
    "five": early(),
    "forty": forty(),
    "full": progress(),
    "bare": without_costs(),
    "many": many(),
    "no-audit": no_audit(),
    "finding": finding(),
    "can-stop": can_stop(),
    "disagree": disagree(),
    "nearly": nearly(),
}
