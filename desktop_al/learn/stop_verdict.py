"""The verdict at one checkpoint, and its grounds in a sentence."""

import math
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from desktop_al.core.intervals import wilson_limits
from desktop_al.core.shapes import Measured
from desktop_al.core.words import tr, trn
from desktop_al.learn.stopping_cost import POINT, STEP, CostPlan
from desktop_al.learn.stopping_curve import POINTS, fan
from desktop_al.learn.stopping_history import (
    EVENT_WORDS,
    Checkpoint,
    Event,
    History,
    in_force,
    next_due,
    reset_of,
)
from desktop_al.learn.stopping_rules import (
    FIRST_LOOK,
    LATER_LOOKS,
    MIN_AUDIT,
    SURE,
    WINDOW,
    Moment,
    audit_target,
    cost_draws,
    find_all,
    stabilizing_predictions,
)

Verdict = Literal["keep_going", "nearly", "can_stop", "too_early", "disagree"]

MIN_LABELS, PER_CLASS = 100, 20
#: Where nothing is known of the classes, they are taken for two of the same size.
UNKNOWN_SHARE = 0.5
#: The newest audit answers are compared with the others when there are so many of either.
MIN_LATE = 10
#: Label counts ahead that are tried, up to so many times those given.
_AHEAD = np.geomspace(1.0, 20.0, 60) - 1


@dataclass(frozen=True, slots=True)
class Judgement:
    """``more``: labels until the verdict should change, None where that cannot be said. ``probability``: that
    stopping is right by the rule in force; None while it cannot be computed."""

    verdict: Verdict
    grounds: str
    more: int | None = None
    probability: float | None = None

    @property
    def words(self) -> str:
        return verdict_words(self.verdict, self.more)


def verdict_words(verdict: Verdict, more: int | None) -> str:
    """The verdict as it is shown."""
    if verdict == "keep_going":
        if more is None:
            return tr("Keep going")
        return trn("Keep going: about {n:,} more label", "Keep going: about {n:,} more labels", about(more))
    if verdict == "nearly":
        if more is None:
            return tr("Nearly there")
        return trn("Nearly there: {n:,} more label", "Nearly there: {n:,} more labels", more)
    if verdict == "can_stop":
        return tr("You can stop")
    return tr("Too early to say") if verdict == "too_early" else tr("Labels disagree too much to improve")


def about(labels: int) -> int:
    """No more digits than a forecast is good for."""
    return labels if labels < 100 else round(labels, -1 if labels < 1000 else -2)


def percent(share: float | None) -> str:
    """In whole per cents; 100 is said only of all."""
    if share is None:
        return ""
    whole = round(100 * share)
    if whole < 100 or share >= 1:
        return tr("{percent} %", percent=whole)
    return tr("{percent:.1f} %", percent=min(round(100 * share, 1), 99.9))


def moment_of(history: History, plan: CostPlan) -> Moment | None:
    """The newest checkpoint in force with its curve; None without a checkpoint."""
    history = since_fall(in_force(history))
    if not history.checkpoints:
        return None
    points = history.checkpoints
    curve = fan(
        [one.labels for one in points],
        [one.audit_n - one.audit_right for one in points],
        [one.audit_n for one in points],
    )
    return Moment(history, plan, curve, looks=sum(is_basis(history, one) for one in points))


def since_fall(history: History) -> History:
    """A history in force without the checkpoints before accuracy fell: something changed there that nobody told."""
    points = history.checkpoints
    if not points:
        return history
    low, high = wilson_limits([one.audit_right for one in points], [one.audit_n for one in points], LATER_LOOKS)
    first = 0
    for at in range(1, len(points)):
        if high[at] < low[first:at].max():
            first = at
    if not first:
        return history
    fell = Event(points[first - 1].labels, "fell")
    return replace(history, checkpoints=points[first:], events=(*history.events, fell))


def min_labels(history: History) -> int:
    return max(MIN_LABELS, PER_CLASS * (len(history.classes) or len(history.checkpoints[-1].given)))


def is_basis(history: History, one: Checkpoint) -> bool:
    """Whether there was enough at a checkpoint for a verdict."""
    then = one.audit_n if one.audit_then is None else one.audit_then
    return then >= MIN_AUDIT and one.labels >= min_labels(history)


def largest_share(one: Checkpoint) -> float:
    """The share of the commonest class: among the audit samples, which are a fair draw, or among the labels."""
    counts = one.audit_true if any(one.audit_true) else one.given
    return max(counts) / sum(counts) if any(counts) else UNKNOWN_SHARE


def judge(moment: Moment, agreement: Measured | None = None) -> Judgement:
    """``agreement``: how often annotators agree, with its interval; None where it is not known."""
    history, newest = moment.history, moment.newest
    if history.wanted is not None and moment.plan.rule in (None, "find_all"):
        return _all_found(moment)
    early = _too_early(moment)
    if early is not None:
        return early
    base = largest_share(newest)
    # No claim of a target: by the stricter limit even at the first look.
    above = float(wilson_limits(newest.audit_right, newest.audit_n, LATER_LOOKS)[0]) > base
    accuracy = newest.audit_right / newest.audit_n
    target = audit_target(moment)
    if target.holds and above and moment.plan.rule in (None, "goal"):
        words = tr(
            "The goal of {goal} is reached with 95 % confidence: {audit}.",
            goal=_goal(target.threshold),
            audit=_audit_words(newest),
        )
        return Judgement("can_stop", words, 0, _sure_of_target(moment))
    if moment.fan is None:
        due = next_due(history, POINTS - sum(one.audit_n > 0 for one in history.checkpoints))
        more = max(1, due - moment.at)
        words = tr("About {labels:,} more labels are needed before a forecast makes sense", labels=about(more))
        return _early(moment, words, more)
    stops, remark = cost_draws(moment.plan, moment.fan)
    probability = float(stops.mean())
    goal_only = moment.plan.rule == "goal" and moment.plan.target is not None
    all_asked = newest.left == 0
    enough = (probability >= SURE and moment.fan.bends) or all_asked
    confirmed = stabilizing_predictions(moment).holds or _overlap(moment) or all_asked
    right = _sure_of_target(moment) if goal_only else probability
    remark = f" {remark}" if remark else ""
    if enough and confirmed and not above:
        words = tr(
            "More labels hardly help, and {accuracy} is not surely more than the {base} that the commonest class alone "
            "gives.",
            accuracy=percent(accuracy),
            base=percent(base),
        )
        return Judgement("disagree", words + remark, None, right)
    if enough and confirmed and (all_asked or not goal_only):
        return Judgement("can_stop", _worth_words(moment, probability) + remark, 0, right)
    if agreement is not None and agreement.high is not None and accuracy >= agreement.high:
        words = tr(
            "The model is right as often ({accuracy}) as annotators agree ({agreement}): labels are the limit, so "
            "resolve the protocol first.",
            accuracy=percent(accuracy),
            agreement=percent(agreement.value),
        )
        return Judgement("disagree", words, None, right)
    step = max(1, next_due(history) - moment.at)
    more_needed = _labels_until(moment, goal_only)
    reaches = 1 - float(moment.fan.fitted.errors(moment.at * (1 + _AHEAD[-1]))[0, 0]) >= (moment.plan.target or 0.0)
    if goal_only and enough and confirmed and more_needed is None and not reaches:
        words = tr(
            "The goal of {goal} is out of reach of this curve, and more labels hardly help.",
            goal=_goal(moment.plan.target),
        )
        return Judgement("disagree", words, None, right)
    if probability >= SURE and not moment.fan.bends and not goal_only:
        words = tr(
            "Accuracy rises faster just now than any curve that fits all checkpoints, so no forecast can be trusted."
        )
        return Judgement("keep_going", words + remark, None, right)
    if enough and not goal_only:
        worth = _worth_words(moment, probability)[:-1]
        words = tr("{worth}, but the last audits still differ.", worth=worth)
        return Judgement("nearly", words + remark, step, right)
    verdict: Verdict = "nearly" if more_needed is not None and more_needed <= step else "keep_going"
    wait = None if more_needed is None else max(step, more_needed)
    if newest.left is not None and wait is not None:
        wait = min(wait, newest.left)
    return Judgement(verdict, _gain_words(moment, goal_only, wait) + remark, wait, right)


def _too_early(moment: Moment) -> Judgement | None:
    newest = moment.newest
    needed = min_labels(moment.history)
    if newest.labels < needed:
        words = tr("At least {needed:,} labels are needed; there are {there:,}", needed=needed, there=moment.at)
        if moment.at >= needed:
            words = tr(
                "At least {needed:,} labels are needed at a look; the next one comes at {next:,}",
                needed=needed,
                next=next_due(moment.history),
            )
        return _early(moment, words, max(1, needed - moment.at))
    if not newest.audit_n:
        return _early(moment, tr("No audit sample has a label yet, so nothing is known of the accuracy"), None)
    if newest.audit_n < MIN_AUDIT:
        more = math.ceil((MIN_AUDIT - newest.audit_n) * moment.at / newest.audit_n)
        words = tr(
            "{needed} audit answers are needed for a verdict; there are {there}, so it takes about {more:,} more "
            "labels",
            needed=MIN_AUDIT,
            there=newest.audit_n,
            more=about(more),
        )
        return _early(moment, words, more)
    seen = newest.audit_true if any(newest.audit_true) else newest.given
    if seen and sum(count > 0 for count in seen) < 2:
        words = tr("All labels are of one class, so accuracy says nothing")
        if any(newest.audit_true):
            words = tr("All audit samples are of one class, so accuracy says nothing")
        return _early(moment, words, None)
    if _newest_differ(newest):
        late = (newest.late_right or 0) / (newest.late_n or 1)
        rest = (newest.audit_right - (newest.late_right or 0)) / (newest.audit_n - (newest.late_n or 0))
        words = tr(
            "Of the newest audit samples {late} are right, of the earlier ones {earlier}: something has changed, and "
            "what was known before may not hold",
            late=percent(late),
            earlier=percent(rest),
        )
        return _early(moment, words, None)
    return None


def _early(moment: Moment, words: str, more: int | None) -> Judgement:
    """It is too early, after a reset because of it, and perhaps for good."""
    reset, left = _reset_words(moment.history), moment.newest.left
    words = f"{reset}; {words[0].lower()}{words[1:]}" if reset else words
    if more is not None and left is not None and left < more:
        words = (
            trn("{words}, but only {n:,} sample is left", "{words}, but only {n:,} samples are left", left, words=words)
            if left
            else tr("{words}, but no sample is left", words=words)
        )
    return Judgement("too_early", f"{words}.", more)


def _newest_differ(one: Checkpoint) -> bool:
    """Whether the newest audit answers are right more or less often than the others, which chance does to 1 in 100."""
    if one.late_n is None or one.late_right is None:
        return False
    n, k = one.audit_n - one.late_n, one.audit_right - one.late_right
    if min(n, one.late_n) < MIN_LATE:
        return False
    share = (one.audit_right + 0.5) / (one.audit_n + 1)
    error = math.sqrt(share * (1 - share) * (1 / n + 1 / one.late_n))
    return abs(k / n - one.late_right / one.late_n) > LATER_LOOKS * error


def _overlap(moment: Moment) -> bool:
    """Whether the audit intervals of the last three checkpoints have something in common."""
    last = moment.history.checkpoints[-WINDOW:]
    low, high = wilson_limits([one.audit_right for one in last], [one.audit_n for one in last], FIRST_LOOK)
    return len(last) == WINDOW and bool(low.max() <= high.min())


def _sure_of_target(moment: Moment) -> float | None:
    """The chance that accuracy is at the target, by the Beta distribution of the newest audit (Jeffreys)."""
    from scipy.special import betaincc

    target = moment.plan.target
    if target is None:
        return None
    one = moment.newest
    return float(betaincc(one.audit_right + 0.5, one.audit_n - one.audit_right + 0.5, target))


def _labels_until(moment: Moment, goal_only: bool) -> int | None:
    """Labels until the rule in force, or the target, should say enough; None: not within sight."""
    curve, plan, newest = moment.fan, moment.plan, moment.newest
    if curve is None:
        return None
    ahead = curve.now * _AHEAD
    found = []
    if plan.target is not None and plan.rule in (None, "goal"):
        audit = newest.audit_n * (curve.now + ahead) / curve.now
        low, _ = wilson_limits((1 - curve.fitted.errors(curve.now + ahead)[0]) * audit, audit, LATER_LOOKS)
        found += ahead[low >= plan.target][:1].tolist()
    if not goal_only:
        for more in ahead.tolist():
            if cost_draws(plan, replace(curve, now=curve.now + more))[0].mean() >= SURE:
                found.append(more)
                break
    return max(1, math.ceil(min(found))) if found else None


def _all_found(moment: Moment) -> Judgement:
    wanted = moment.history.wanted
    assert wanted is not None
    reading = find_all(moment)
    found = sum(wanted.order)
    if not found:
        return Judgement("too_early", tr("No sample of “{name}” is found yet.", name=wanted.name))
    chance = reading.value if reading.value is not None else 1.0
    if reading.holds:
        words = trn(
            "{n:,} sample of “{name}” is found: with 95 % confidence these are at least 95 % of all.",
            "{n:,} samples of “{name}” are found: with 95 % confidence these are at least 95 % of all.",
            found,
            name=wanted.name,
        )
        return Judgement("can_stop", words, 0, 1 - chance)
    words = trn(
        "{n:,} sample of “{name}” is found; more than 5 % of all may still be missing.",
        "{n:,} samples of “{name}” are found; more than 5 % of all may still be missing.",
        found,
        name=wanted.name,
    )
    return Judgement("keep_going", words, None, 1 - chance)


def _reset_words(history: History) -> str:
    event = reset_of(history)
    return "" if event is None else reset_words(event)


def reset_words(event: Event) -> str:
    """That an event made what was known worthless, without the full stop."""
    return tr(
        "{event} at {labels:,} labels, so what was known before no longer counts",
        event=tr(EVENT_WORDS[event.kind]),
        labels=event.at,
    )


def _audit_words(one: Checkpoint) -> str:
    return trn(
        "{right:,} of {n:,} audit samples are right",
        "{right:,} of {n:,} audit samples are right",
        one.audit_n,
        right=one.audit_right,
    )


def _goal(share: float | None) -> str:
    """As it was given, not rounded: a goal of 92.5 % is not one of 92 %."""
    return "" if share is None else tr("{percent:.10g} %", percent=100 * share)


def _worth_words(moment: Moment, probability: float) -> str:
    plan = moment.plan
    sure = tr("with {percent} probability", percent=percent(min(probability, 0.99)))
    if plan.target is not None and plan.rule is None:
        sure = tr("{sure}, though the goal of {goal} is not reached", sure=sure, goal=_goal(plan.target))
    if moment.newest.left == 0:
        if plan.target is not None and plan.rule in (None, "goal"):
            return tr(
                "Every sample of the pool has been asked, though the goal of {goal} is not reached with 95 % "
                "confidence.",
                goal=_goal(plan.target),
            )
        return tr("Every sample of the pool has been asked.")
    if plan.rule in (None, "error_cost") and not plan.missing_for_errors:
        return tr("{labels} more labels cost more than the errors that they prevent, {sure}.", labels=STEP, sure=sure)
    if plan.rule == "price" and plan.price is not None and plan.per_label is not None:
        return tr("The next point costs more than {price:,.10g}, {sure}.", price=plan.price, sure=sure)
    return tr(
        "{labels} more labels bring less than {points:g} points, {sure}.", labels=STEP, points=plan.gain, sure=sure
    )


def _gain_words(moment: Moment, goal_only: bool, more: int | None) -> str:
    plan, curve = moment.plan, moment.fan
    assert curve is not None
    gain = float(np.median(curve.gains(STEP))) / POINT
    words = tr("The next {labels} labels should bring {points:.1f} points", labels=STEP, points=gain)
    if goal_only:
        return tr(
            "{gain}; the goal of {goal} is not sure with 95 % confidence yet: {audit}.",
            gain=words,
            goal=_goal(plan.target),
            audit=_audit_words(moment.newest),
        )
    if plan.rule in (None, "error_cost") and not plan.missing_for_errors:
        said = tr("{gain}, which prevents more errors than it costs", gain=words)
    elif plan.rule == "price" and plan.price is not None and plan.per_label is not None:
        said = tr(
            "{gain}; the next point may cost {price:,.10g} and does not surely cost more", gain=words, price=plan.price
        )
    else:
        said = tr("{gain}; the rule is to stop when it is surely less than {points:g}", gain=words, points=plan.gain)
    if more is None:
        return f"{said}."
    return tr("{words}; the rule holds at about {labels:,} labels.", words=said, labels=about(moment.at + more))
