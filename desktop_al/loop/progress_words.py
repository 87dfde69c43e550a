"""What is known of progress as the page says it: figures, tables and sentences."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from desktop_al.core.shapes import Measured
from desktop_al.learn.rounds import RoundInput
from desktop_al.learn.stop_advice import Advice, ClassFigures, CriterionRow
from desktop_al.learn.stop_verdict import verdict_words
from desktop_al.learn.stopping_cost import AHEAD, CostPlan, Forecast, figures, forecasts
from desktop_al.learn.stopping_cost import Effort as Cost
from desktop_al.learn.stopping_curve import Fan
from desktop_al.learn.stopping_history import STEP, History, in_force, next_due, reset_of
from desktop_al.learn.stopping_recall import ALPHA, p_below
from desktop_al.loop.effort_words import duration, line_words, money, value_words
from desktop_al.loop.figure_words import NONE, count
from desktop_al.loop.progress_screen import (
    BandPoint,
    ClassRow,
    CriterionLine,
    Curve,
    Figure,
    FindAll,
    Point,
    ProgressRequest,
    ProgressScreen,
    StopChoices,
    WhatIf,
)
from desktop_al.people.label_cost import Seconds

EMPTY = f"Nothing is labelled yet. The first look at the accuracy comes at {STEP} labels."
#: The forecast is drawn this far ahead: so many labels, or this share of those given where that is more.
_FAR, _FAR_SHARE = 400, 0.5
#: Points of the fit, and steps of the forecast, which are read out one by one.
_DRAWN, _STEPS = 60, 21


@dataclass(frozen=True, slots=True)
class Work:
    """Seconds worked on samples in all, and of one of them."""

    total: float
    seconds: Seconds


def progress_screen(
    request: ProgressRequest,
    given: RoundInput,
    left: int,
    history: History,
    plan: CostPlan,
    advice: Advice,
    work: Work,
    chosen: Measured,
    agreement: Measured | None,
) -> ProgressScreen:
    """The whole page. ``given`` are the labels of now, ``advice`` is of the newest look;
    ``left`` samples can still be asked."""
    labels, choices = len(given.labelled), request.choices
    seconds = work.seconds
    base = ProgressScreen(
        words=advice.words,
        labels=labels,
        classes=request.classes,
        choices=choices,
        missing=plan.missing_for_errors,
        measured_seconds=Measured(seconds.median, seconds.low, seconds.high, seconds.count),
    )
    if not labels:
        return replace(base, grounds=EMPTY, empty=EMPTY)
    due = _next_look(history)
    fan = advice.fan
    ahead = advice.more if advice.verdict in ("keep_going", "nearly") else None
    more = None if ahead is None or not left else min(ahead, left)
    point = None if fan is None else figures(plan, 0, fan)
    no_forecast = _no_forecast(advice, labels, due)
    return replace(
        base,
        verdict=advice.verdict,
        words=verdict_words(advice.verdict, more),
        grounds=advice.grounds if advice.labels or history.events else no_forecast,
        looked_at=advice.labels,
        next_look=due,
        figures=(
            _accuracy(advice, no_forecast),
            _spent(work, plan, choices),
            _effort("The next point costs", None if point is None else point.next_point, choices, "No forecast yet"),
            _goal(plan, None if point is None else point.goal, choices),
        ),
        chosen=chosen,
        chosen_words=_chosen(chosen),
        curve=_curve(advice, fan, plan, labels, more, left, no_forecast),
        what_if=() if fan is None else _what_if(plan, fan, left, more, choices),
        rests_on=_rests_on(advice, plan, agreement),
        by_class=_by_class(advice, given, request),
        criteria=tuple(_criterion(row) for row in advice.criteria),
        find_all=_find_all(request, history, advice),
    )


# -- figures -------------------------------------------------------------------------------------------


def _accuracy(advice: Advice, otherwise: str) -> Figure:
    title, known = "Accuracy now", advice.accuracy
    if known.value is None or known.low is None or known.high is None:
        line = known.reason if advice.labels else otherwise
        return Figure(title, NONE, line, f"{title} is not known. {line}")
    line = f"95 % range {_points(known.low)} to {_points(known.high)}, {count(known.n, 'audit sample')}"
    return _figure(title, f"{_points(known.value)} %", line)


def _spent(work: Work, plan: CostPlan, choices: StopChoices) -> Figure:
    title, seconds = "Spent so far", work.seconds
    if seconds.median is None:
        return _figure(title, NONE, "The log holds no times.")
    line = f"typically {seconds.median:.1f} s per label"
    if plan.hourly_cost is not None:
        line = f"{money(work.total * plan.hourly_cost / 3600, choices.currency)}, {line}"
    return _figure(title, duration(work.total), line)


def _goal(plan: CostPlan, goal: Cost | None, choices: StopChoices) -> Figure:
    if plan.target is None:
        return _figure("Reaching the goal", NONE, "No goal is given.")
    return _effort(f"Reaching the {_share(plan.target)} goal", goal, choices, "No forecast yet")


def _effort(title: str, effort: Cost | None, choices: StopChoices, otherwise: str) -> Figure:
    if effort is None:
        return _figure(title, NONE, otherwise)
    if effort.labels.value == 0:
        return _figure(title, "Reached", "on the learning curve; the verdict says whether it is sure")
    return _figure(title, value_words(effort), line_words(effort, choices.currency))


def _figure(title: str, value: str, line: str) -> Figure:
    return Figure(title, value, line, ", ".join(part for part in (title, value.replace(NONE, ""), line) if part))


def _chosen(chosen: Measured) -> str:
    if chosen.value is None:
        return ""
    return "These are the labelled samples outside the audit set: not drawn at random, so they say little of the whole."


# -- curve and what if ---------------------------------------------------------------------------------


def _curve(
    advice: Advice, fan: Fan | None, plan: CostPlan, labels: int, more: int | None, left: int, why_none: str
) -> Curve:
    points = tuple(Point(point.labels, point.accuracy) for point in advice.curve)
    base = Curve(points, why_none=why_none, now=labels, goal=plan.target)
    spoken = [f"{advice.words}. {advice.grounds}"]
    if points and points[-1].accuracy.value is not None:
        spoken.append(f"{count(len(points), 'point')}, the newest {_points(points[-1].accuracy.value)} %.")
    if fan is None:
        return replace(base, spoken=" ".join((*spoken, why_none)))
    at = np.linspace(points[0].labels, labels, _DRAWN)
    fitted = 1 - fan.fitted.errors(at)[0]
    far = min(max(_FAR, int(_FAR_SHARE * labels), int(1.1 * (more or 0))), left)
    ahead = np.unique(np.linspace(labels, labels + far, _STEPS).round()) if far else np.zeros(0)
    low, high = fan.band(ahead)
    band = zip(ahead, 1 - fan.fitted.errors(ahead)[0], low, high, strict=True)
    return replace(
        base,
        fit=tuple((float(n), float(share)) for n, share in zip(at, fitted, strict=True)),
        forecast=tuple(BandPoint(*(float(value) for value in row)) for row in band),
        why_none="",
        stop_at=None if more is None else labels + more,
        spoken=" ".join(spoken),
    )


def _what_if(plan: CostPlan, fan: Fan, left: int, more: int | None, choices: StopChoices) -> tuple[WhatIf, ...]:
    steps = sorted({*AHEAD, more} if more is not None else set(AHEAD))
    return tuple(_row(one, one.more == more, choices) for one in forecasts(plan, fan, left, steps))


def _row(one: Forecast, by_rule: bool, choices: StopChoices) -> WhatIf:
    effort = one.effort
    return WhatIf(
        more=f"+{one.more:,}",
        accuracy=f"{_points(one.accuracy)} %",
        gain=f"{_signed(one.gain_low)} to {_signed(one.gain_high)}",
        time="" if effort.seconds is None else duration(effort.seconds.value),
        cost="" if effort.money is None else money(effort.money.value, choices.currency),
        by_rule=by_rule,
    )


# -- tables --------------------------------------------------------------------------------------------


def _by_class(advice: Advice, given: RoundInput, request: ProgressRequest) -> tuple[ClassRow, ...]:
    counts = np.bincount(given.labels, minlength=len(request.classes))
    nothing = Measured(None, reason="No audit sample is answered yet.")
    known: Sequence[ClassFigures | None] = advice.classes or [None] * len(request.classes)
    return tuple(
        ClassRow(
            index, int(counts[index]), nothing if one is None else one.recall, nothing if one is None else one.precision
        )
        for index, one in enumerate(known[: len(request.classes)])
    )


_SHARES = frozenset({"audit_target", "cost_rule", "overall_uncertainty", "maximum_confidence", "predicted_f_change"})


def _criterion(row: CriterionRow) -> CriterionLine:
    value = ""
    if row.value is not None and row.threshold is not None:
        if row.name == "classification_change":
            value = f"{row.value:,.0f} changed"
        elif row.name in _SHARES:
            value = f"{_fine(row.value)} %, {'at least' if row.name in _UPWARDS else 'below'} {_fine(row.threshold)} %"
        elif row.name == "find_all":
            value = f"p {row.value:.3f}, below {row.threshold:g}"
        else:
            # A minus before nothing is no value.
            value = f"{round(row.value, 3) + 0.0:.3f}, at least {row.threshold:g}"
    since = "" if row.fired_at is None else f"{row.fired_at:,} labels"
    return CriterionLine(row.title, row.words, value, row.holds, since, row.reason)


_UPWARDS = frozenset({"audit_target", "cost_rule"})


def _find_all(request: ProgressRequest, history: History, advice: Advice) -> FindAll | None:
    wanted, known = history.wanted, advice.find_all
    if wanted is None:
        return None
    found, screened = sum(wanted.order), len(wanted.order)
    p = p_below(wanted.order, wanted.pool)
    at_least = known.at_least if known is not None else 0.0
    recall = known.recall if known is not None else Measured(None, reason="No look has come yet.")
    if p < ALPHA:
        said = "The test is passed: with 95 % confidence at least 95 % of all are found."
    elif found:
        said = "The test is not passed yet: it asks for 95 % of all, with 95 % confidence."
    else:
        said = f"No sample of “{wanted.name}” is found yet."
    return FindAll(request.round.wanted, found, screened, wanted.pool, recall, at_least, p < ALPHA, said)


# -- sentences -----------------------------------------------------------------------------------------


def _rests_on(advice: Advice, plan: CostPlan, agreement: Measured | None) -> tuple[str, ...]:
    said = []
    if advice.accuracy.value is not None:
        drawn = count(advice.accuracy.n, "audit sample")
        said.append(
            f"Accuracy is counted on {drawn} drawn at random; no model is judged by an answer that it has learned "
            "from. A new audit answer judges the models of before too, so the whole curve may move a little. The line "
            "smooths the counts: a forecast may begin above or below the newest one."
        )
    if advice.fan is not None:
        pace = f" and a pace of {plan.seconds:.1f} s" if plan.seconds is not None else ""
        said.append(f"The band assumes that new samples resemble those seen so far{pace}. {advice.track.words}")
    if agreement is not None and agreement.value is not None:
        said.append(f"Annotators agree on {_points(agreement.value)} % of the random samples that they share.")
    # Which classes are not assessable is told with them.
    of_classes = {one.recall.reason for one in advice.classes}
    return (*said, *(remark for remark in advice.remarks if remark not in of_classes))


def _no_forecast(advice: Advice, labels: int, due: int) -> str:
    if not advice.labels and advice.no_forecast.startswith("There is no checkpoint"):
        return f"The first look comes at {due:,} labels; there {'is' if labels == 1 else 'are'} {labels:,}."
    return advice.no_forecast


def _next_look(history: History) -> int:
    kept = in_force(history)
    if kept.checkpoints:
        return next_due(kept)
    event = reset_of(history)
    return (event.at if event is not None else 0) + STEP


def _points(share: float) -> str:
    return f"{_below_all(round(100 * share, 1), 99.9, share):.1f}"


def _signed(share: float) -> str:
    # A minus before nothing is no loss.
    return f"{round(100 * share, 1) + 0.0:+.1f}"


def _fine(share: float) -> str:
    return f"{_below_all(float(f'{100 * share:.3g}'), 99.9, share):.3g}"


def _share(share: float) -> str:
    return f"{_fine(share)} %"


def _below_all(percent: float, most: float, share: float) -> float:
    """100 is said only of all."""
    return most if percent >= 100 and share < 1 else percent + 0.0
