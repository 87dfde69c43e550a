"""The verdict at one checkpoint, and its grounds in a sentence."""

import math
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from desktop_al.core.intervals import wilson_limits
from desktop_al.core.shapes import Measured
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
    plural = "s" if more != 1 else ""
    if verdict == "keep_going":
        return f"Keep going: about {about(more):,} more label{plural}" if more is not None else "Keep going"
    if verdict == "nearly":
        return f"Nearly there: {more:,} more label{plural}" if more is not None else "Nearly there"
    if verdict == "can_stop":
        return "You can stop"
    return "Too early to say" if verdict == "too_early" else "Labels disagree too much to improve"


def about(labels: int) -> int:
    """No more digits than a forecast is good for."""
    return labels if labels < 100 else round(labels, -1 if labels < 1000 else -2)


def percent(share: float | None) -> str:
    """In whole per cents; 100 is said only of all."""
    if share is None:
        return ""
    whole = round(100 * share)
    return f"{whole} %" if whole < 100 or share >= 1 else f"{min(round(100 * share, 1), 99.9)} %"


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
        words = f"The goal of {_goal(target.threshold)} is reached with 95 % confidence: {_audit_words(newest)}."
        return Judgement("can_stop", words, 0, _sure_of_target(moment))
    if moment.fan is None:
        due = next_due(history, POINTS - sum(one.audit_n > 0 for one in history.checkpoints))
        more = max(1, due - moment.at)
        return _early(moment, f"About {about(more):,} more labels are needed before a forecast makes sense", more)
    stops, remark = cost_draws(moment.plan, moment.fan)
    probability = float(stops.mean())
    goal_only = moment.plan.rule == "goal" and moment.plan.target is not None
    all_asked = newest.left == 0
    enough = (probability >= SURE and moment.fan.bends) or all_asked
    confirmed = stabilizing_predictions(moment).holds or _overlap(moment) or all_asked
    right = _sure_of_target(moment) if goal_only else probability
    remark = f" {remark}" if remark else ""
    if enough and confirmed and not above:
        words = (
            f"More labels hardly help, and {percent(accuracy)} is not surely more than the {percent(base)} that the "
            "commonest class alone gives."
        )
        return Judgement("disagree", words + remark, None, right)
    if enough and confirmed and (all_asked or not goal_only):
        return Judgement("can_stop", _worth_words(moment, probability) + remark, 0, right)
    if agreement is not None and agreement.high is not None and accuracy >= agreement.high:
        words = (
            f"The model is right as often ({percent(accuracy)}) as annotators agree ({percent(agreement.value)}): "
            "labels are the limit, so resolve the protocol first."
        )
        return Judgement("disagree", words, None, right)
    step = max(1, next_due(history) - moment.at)
    more_needed = _labels_until(moment, goal_only)
    reaches = 1 - float(moment.fan.fitted.errors(moment.at * (1 + _AHEAD[-1]))[0, 0]) >= (moment.plan.target or 0.0)
    if goal_only and enough and confirmed and more_needed is None and not reaches:
        words = f"The goal of {_goal(moment.plan.target)} is out of reach of this curve, and more labels hardly help."
        return Judgement("disagree", words, None, right)
    if probability >= SURE and not moment.fan.bends and not goal_only:
        words = (
            "Accuracy rises faster just now than any curve that fits all checkpoints, so no forecast can be trusted."
        )
        return Judgement("keep_going", words + remark, None, right)
    if enough and not goal_only:
        words = f"{_worth_words(moment, probability)[:-1]}, but the last audits still differ."
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
        words = f"At least {needed:,} labels are needed; there are {moment.at:,}"
        if moment.at >= needed:
            words = (
                f"At least {needed:,} labels are needed at a look; the next one comes at {next_due(moment.history):,}"
            )
        return _early(moment, words, max(1, needed - moment.at))
    if not newest.audit_n:
        return _early(moment, "No audit sample has a label yet, so nothing is known of the accuracy", None)
    if newest.audit_n < MIN_AUDIT:
        more = math.ceil((MIN_AUDIT - newest.audit_n) * moment.at / newest.audit_n)
        words = f"{MIN_AUDIT} audit answers are needed for a verdict; there are {newest.audit_n}"
        return _early(moment, f"{words}, so it takes about {about(more):,} more labels", more)
    what, seen = ("audit samples", newest.audit_true) if any(newest.audit_true) else ("labels", newest.given)
    if seen and sum(count > 0 for count in seen) < 2:
        return _early(moment, f"All {what} are of one class, so accuracy says nothing", None)
    if _newest_differ(newest):
        late = (newest.late_right or 0) / (newest.late_n or 1)
        rest = (newest.audit_right - (newest.late_right or 0)) / (newest.audit_n - (newest.late_n or 0))
        words = (
            f"Of the newest audit samples {percent(late)} are right, of the earlier ones {percent(rest)}: something "
            "has changed, and what was known before may not hold"
        )
        return _early(moment, words, None)
    return None


def _early(moment: Moment, words: str, more: int | None) -> Judgement:
    """It is too early, after a reset because of it, and perhaps for good."""
    reset, left = _reset_words(moment.history), moment.newest.left
    words = f"{reset}; {words[0].lower()}{words[1:]}" if reset else words
    if more is not None and left is not None and left < more:
        words += f", but only {left:,} samples are left"
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
        return Judgement("too_early", f"No sample of “{wanted.name}” is found yet.")
    chance = reading.value if reading.value is not None else 1.0
    if reading.holds:
        words = f"{_samples(found, wanted.name)} found: with 95 % confidence these are at least 95 % of all."
        return Judgement("can_stop", words, 0, 1 - chance)
    words = f"{_samples(found, wanted.name)} found; more than 5 % of all may still be missing."
    return Judgement("keep_going", words, None, 1 - chance)


def _samples(found: int, name: str) -> str:
    return f"{found:,} {'sample' if found == 1 else 'samples'} of “{name}” {'is' if found == 1 else 'are'}"


def _reset_words(history: History) -> str:
    event = reset_of(history)
    if event is None:
        return ""
    return f"{EVENT_WORDS[event.kind]} at {event.at:,} labels, so what was known before no longer counts"


def _audit_words(one: Checkpoint) -> str:
    return f"{one.audit_right:,} of {one.audit_n:,} audit samples are right"


def _goal(share: float | None) -> str:
    """As it was given, not rounded: a goal of 92.5 % is not one of 92 %."""
    return "" if share is None else f"{100 * share:.10g} %"


def _worth_words(moment: Moment, probability: float) -> str:
    plan = moment.plan
    sure = f"with {percent(min(probability, 0.99))} probability"
    if plan.target is not None and plan.rule is None:
        sure += f", though the goal of {_goal(plan.target)} is not reached"
    if moment.newest.left == 0:
        asked = "Every sample of the pool has been asked"
        if plan.target is not None and plan.rule in (None, "goal"):
            return f"{asked}, though the goal of {_goal(plan.target)} is not reached with 95 % confidence."
        return f"{asked}."
    if plan.rule in (None, "error_cost") and not plan.missing_for_errors:
        return f"{STEP} more labels cost more than the errors that they prevent, {sure}."
    if plan.rule == "price" and plan.price is not None and plan.per_label is not None:
        return f"The next point costs more than {plan.price:,.10g}, {sure}."
    return f"{STEP} more labels bring less than {plan.gain:g} points, {sure}."


def _gain_words(moment: Moment, goal_only: bool, more: int | None) -> str:
    plan, curve = moment.plan, moment.fan
    assert curve is not None
    gain = float(np.median(curve.gains(STEP))) / POINT
    words = f"The next {STEP} labels should bring {gain:.1f} points"
    if goal_only:
        out = f"the goal of {_goal(plan.target)} is not sure with 95 % confidence yet: {_audit_words(moment.newest)}"
        return f"{words}; {out}."
    at = f"; the rule holds at about {about(moment.at + more):,} labels" if more is not None else ""
    if plan.rule in (None, "error_cost") and not plan.missing_for_errors:
        return f"{words}, which prevents more errors than it costs{at}."
    if plan.rule == "price" and plan.price is not None and plan.per_label is not None:
        return f"{words}; the next point may cost {plan.price:,.10g} and does not surely cost more{at}."
    return f"{words}; the rule is to stop when it is surely less than {plan.gain:g}{at}."
