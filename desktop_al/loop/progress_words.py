"""What is known of progress as the page says it: figures, tables and sentences."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from desktop_al.core.shapes import Measured
from desktop_al.core.words import local, mark, tr, trn
from desktop_al.learn.rounds import RoundInput
from desktop_al.learn.stop_advice import NO_CHECKPOINT, Advice, ClassFigures, CriterionRow
from desktop_al.learn.stop_verdict import verdict_words
from desktop_al.learn.stopping_cost import AHEAD, CostPlan, Forecast, figures, forecasts
from desktop_al.learn.stopping_cost import Effort as Cost
from desktop_al.learn.stopping_curve import Fan
from desktop_al.learn.stopping_history import STEP, History, in_force, next_due, reset_of
from desktop_al.learn.stopping_recall import ALPHA, p_below
from desktop_al.loop.effort_words import duration, line_words, money, value_words
from desktop_al.loop.figure_words import NONE
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

UNTIMED = mark("The rule on costs decides. Costs rest on the time that labels take, which is left out here.")
EMPTY = mark("Nothing is labelled yet. The first look at the accuracy comes at {labels} labels.")
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
    ``left`` samples can still be asked. Where the request says so, without times and what follows from them."""
    if not request.times:
        advice, plan, work = _untimed(advice, plan), replace(plan, seconds=None), Work(0.0, Seconds(0))
    labels, choices = len(given.labelled), request.choices
    seconds = work.seconds
    base = ProgressScreen(
        words=advice.words,
        labels=labels,
        classes=request.classes,
        choices=choices,
        missing=plan.missing_for_errors if request.times else (),
        measured_seconds=Measured(seconds.median, seconds.low, seconds.high, seconds.count),
    )
    if not labels:
        empty = tr(EMPTY, labels=STEP)
        return replace(base, grounds=empty, empty=empty)
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
            _effort(
                tr("The next point costs"), None if point is None else point.next_point, choices, tr("No forecast yet")
            ),
            _goal(plan, None if point is None else point.goal, choices),
        )[: None if request.times else 1],
        chosen=chosen,
        chosen_words=_chosen(chosen),
        curve=_curve(advice, fan, plan, labels, more, left, no_forecast),
        what_if=() if fan is None else _what_if(plan, fan, left, more, choices),
        rests_on=_rests_on(advice, plan, agreement),
        by_class=_by_class(advice, given, request),
        criteria=tuple(_criterion(row) for row in advice.criteria),
        find_all=_find_all(request, history, advice),
    )


def _untimed(advice: Advice, plan: CostPlan) -> Advice:
    """The same verdict. Where costs decide, they rest on the seconds of a label: what would give them away is not
    said, neither the sentence nor after how many labels the rule holds."""
    by_price = plan.rule == "price" and plan.price is not None and plan.per_label is not None
    by_errors = plan.rule == "error_cost" and not plan.missing_for_errors
    if not (by_price or by_errors):
        return advice
    said = tr(UNTIMED)
    criteria = tuple(
        replace(row, value=None, fired_at=None, reason=said) if row.name == "cost_rule" else row
        for row in advice.criteria
    )
    if advice.verdict not in ("keep_going", "nearly", "can_stop"):
        # For other reasons than costs.
        return replace(advice, criteria=criteria)
    words = verdict_words(advice.verdict, None)
    return replace(advice, words=words, grounds=said, more=None, no_forecast="", criteria=criteria)


# -- figures -------------------------------------------------------------------------------------------


def _accuracy(advice: Advice, otherwise: str) -> Figure:
    title, known = tr("Accuracy now"), advice.accuracy
    if known.value is None or known.low is None or known.high is None:
        line = known.reason if advice.labels else otherwise
        return Figure(title, NONE, line, f"{tr('Accuracy now is not known.')} {line}")
    line = trn(
        "95 % range {low} to {high}, {n:,} audit sample",
        "95 % range {low} to {high}, {n:,} audit samples",
        known.n,
        low=_points(known.low),
        high=_points(known.high),
    )
    return _figure(title, f"{_points(known.value)} %", line)


def _spent(work: Work, plan: CostPlan, choices: StopChoices) -> Figure:
    title, seconds = tr("Spent so far"), work.seconds
    if seconds.median is None:
        return _figure(title, NONE, tr("The log holds no times."))
    line = tr("typically {seconds:.1f} s per label", seconds=seconds.median)
    if plan.hourly_cost is not None:
        line = f"{money(work.total * plan.hourly_cost / 3600, choices.currency)}, {line}"
    return _figure(title, duration(work.total), line)


def _goal(plan: CostPlan, goal: Cost | None, choices: StopChoices) -> Figure:
    if plan.target is None:
        return _figure(tr("Reaching the goal"), NONE, tr("No goal is given."))
    return _effort(tr("Reaching the {share} goal", share=_share(plan.target)), goal, choices, tr("No forecast yet"))


def _effort(title: str, effort: Cost | None, choices: StopChoices, otherwise: str) -> Figure:
    if effort is None:
        return _figure(title, NONE, otherwise)
    if effort.labels.value == 0:
        return _figure(title, tr("Reached"), tr("on the learning curve; the verdict says whether it is sure"))
    return _figure(title, value_words(effort), line_words(effort, choices.currency))


def _figure(title: str, value: str, line: str) -> Figure:
    return Figure(title, value, line, ", ".join(part for part in (title, value.replace(NONE, ""), line) if part))


def _chosen(chosen: Measured) -> str:
    if chosen.value is None:
        return ""
    return tr(
        "These are the labelled samples outside the audit set: not drawn at random, so they say little of the whole."
    )


# -- curve and what if ---------------------------------------------------------------------------------


def _curve(
    advice: Advice, fan: Fan | None, plan: CostPlan, labels: int, more: int | None, left: int, why_none: str
) -> Curve:
    points = tuple(Point(point.labels, point.accuracy) for point in advice.curve)
    base = Curve(points, why_none=why_none, now=labels, goal=plan.target)
    spoken = [f"{advice.words}. {advice.grounds}"]
    if points and points[-1].accuracy.value is not None:
        newest = _points(points[-1].accuracy.value)
        spoken.append(
            trn(
                "{n:,} point, the newest {newest} %.",
                "{n:,} points, the newest {newest} %.",
                len(points),
                newest=newest,
            )
        )
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
        more=local(f"+{one.more:,}"),
        accuracy=f"{_points(one.accuracy)} %",
        gain=tr("{low} to {high}", low=_signed(one.gain_low), high=_signed(one.gain_high)),
        time="" if effort.seconds is None else duration(effort.seconds.value),
        cost="" if effort.money is None else money(effort.money.value, choices.currency),
        by_rule=by_rule,
    )


# -- tables --------------------------------------------------------------------------------------------


def _by_class(advice: Advice, given: RoundInput, request: ProgressRequest) -> tuple[ClassRow, ...]:
    counts = np.bincount(given.labels, minlength=len(request.classes))
    nothing = Measured(None, reason=tr("No audit sample is answered yet."))
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
            value = trn("{n:,.0f} changed", "{n:,.0f} changed", row.value)
        elif row.name in _SHARES:
            value = tr("{value} %, below {threshold} %", value=_fine(row.value), threshold=_fine(row.threshold))
            if row.name in _UPWARDS:
                value = tr("{value} %, at least {threshold} %", value=_fine(row.value), threshold=_fine(row.threshold))
        elif row.name == "find_all":
            value = tr("p {value:.3f}, below {threshold:g}", value=row.value, threshold=row.threshold)
        else:
            # A minus before nothing is no value.
            value = tr("{value:.3f}, at least {threshold:g}", value=round(row.value, 3) + 0.0, threshold=row.threshold)
    since = "" if row.fired_at is None else tr("{labels:,} labels", labels=row.fired_at)
    return CriterionLine(tr(row.title), tr(row.words), value, row.holds, since, row.reason, row.name)


_UPWARDS = frozenset({"audit_target", "cost_rule"})


def _find_all(request: ProgressRequest, history: History, advice: Advice) -> FindAll | None:
    wanted, known = history.wanted, advice.find_all
    if wanted is None:
        return None
    found, screened = sum(wanted.order), len(wanted.order)
    p = p_below(wanted.order, wanted.pool)
    at_least = known.at_least if known is not None else 0.0
    recall = known.recall if known is not None else Measured(None, reason=tr("No look has come yet."))
    if p < ALPHA:
        said = tr("The test is passed: with 95 % confidence at least 95 % of all are found.")
    elif found:
        said = tr("The test is not passed yet: it asks for 95 % of all, with 95 % confidence.")
    else:
        said = tr("No sample of “{name}” is found yet.", name=wanted.name)
    return FindAll(request.round.wanted, found, screened, wanted.pool, recall, at_least, p < ALPHA, said)


# -- sentences -----------------------------------------------------------------------------------------


def _rests_on(advice: Advice, plan: CostPlan, agreement: Measured | None) -> tuple[str, ...]:
    said = []
    if advice.accuracy.value is not None:
        said.append(
            trn(
                "Accuracy is counted on {n:,} audit sample drawn at random; no model is judged by an answer that it "
                "has learned from. A new audit answer judges the models of before too, so the whole curve may move a "
                "little. The line smooths the counts: a forecast may begin above or below the newest one.",
                "Accuracy is counted on {n:,} audit samples drawn at random; no model is judged by an answer that it "
                "has learned from. A new audit answer judges the models of before too, so the whole curve may move a "
                "little. The line smooths the counts: a forecast may begin above or below the newest one.",
                advice.accuracy.n,
            )
        )
    if advice.fan is not None:
        band = tr("The band assumes that new samples resemble those seen so far.")
        if plan.seconds is not None:
            band = tr(
                "The band assumes that new samples resemble those seen so far and a pace of {seconds:.1f} s.",
                seconds=plan.seconds,
            )
        said.append(f"{band} {advice.track.words}")
    if agreement is not None and agreement.value is not None:
        said.append(
            tr(
                "Annotators agree on {percent} % of the random samples that they share.",
                percent=_points(agreement.value),
            )
        )
    # Which classes are not assessable is told with them.
    of_classes = {one.recall.reason for one in advice.classes}
    return (*said, *(remark for remark in advice.remarks if remark not in of_classes))


def _no_forecast(advice: Advice, labels: int, due: int) -> str:
    if not advice.labels and advice.no_forecast == tr(NO_CHECKPOINT):
        return trn(
            "The first look comes at {due:,} labels; there is {n:,}.",
            "The first look comes at {due:,} labels; there are {n:,}.",
            labels,
            due=due,
        )
    return advice.no_forecast


def _next_look(history: History) -> int:
    kept = in_force(history)
    if kept.checkpoints:
        return next_due(kept)
    event = reset_of(history)
    return (event.at if event is not None else 0) + STEP


def _points(share: float) -> str:
    return local(f"{_below_all(round(100 * share, 1), 99.9, share):.1f}")


def _signed(share: float) -> str:
    # A minus before nothing is no loss.
    return local(f"{round(100 * share, 1) + 0.0:+.1f}")


def _fine(share: float) -> str:
    return local(f"{_below_all(float(f'{100 * share:.3g}'), 99.9, share):.3g}")


def _share(share: float) -> str:
    return f"{_fine(share)} %"


def _below_all(percent: float, most: float, share: float) -> float:
    """100 is said only of all."""
    return most if percent >= 100 and share < 1 else percent + 0.0
