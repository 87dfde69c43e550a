"""Criteria for stopping, one row each. What they say is shown; which of them count for the advice says
``stop_advice``."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from desktop_al.core.intervals import wilson_limits
from desktop_al.core.words import mark, tr
from desktop_al.learn.stopping_cost import CostPlan, stops_by_error_cost, stops_by_gain, stops_by_price
from desktop_al.learn.stopping_curve import Fan, Floats
from desktop_al.learn.stopping_history import Checkpoint, History
from desktop_al.learn.stopping_recall import ALPHA, p_below

#: Fewer audit answers are no basis for a verdict.
MIN_AUDIT = 60
#: Standard errors of the lower limit that must reach the target. The first look at it takes the usual 95 % interval.
#: Later ones have to be stricter, as each is one more chance to be wrong: with 2.6 at up to 20 looks, each with a
#: fifth more audit answers from 60 on, a model that stays just below its target is let through in at most 5 % of
#: histories (simulated for targets from .7 to .98).
FIRST_LOOK, LATER_LOOKS = 1.96, 2.6
#: Share of the drawn curves that must agree.
SURE = 0.8
WINDOW = 3
KAPPA, RAW_AGREEMENT = 0.99, 0.995
UNCERTAINTY, LEAST_SURE, F_CHANGE = 0.05, 0.001, 0.05


@dataclass(frozen=True, slots=True)
class Moment:
    """A history in force as it was at one checkpoint, its newest; ``fan`` is None while there is no curve; ``looks``
    counts the checkpoints, this one too, at which there was a basis for a verdict; ``now`` labels are there by now."""

    history: History
    plan: CostPlan
    fan: Fan | None
    looks: int
    now: int = 0

    @property
    def newest(self) -> Checkpoint:
        return self.history.checkpoints[-1]

    @property
    def at(self) -> int:
        """The labels that there are: those of the newest checkpoint, or as many as have come since."""
        return max(self.now, self.newest.labels)


@dataclass(frozen=True, slots=True)
class Reading:
    """``value`` against ``threshold``, None where there is none; ``reason``: why, or what has to be known with it."""

    value: float | None
    threshold: float | None
    holds: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """``title`` is short, ``words`` say when it holds."""

    name: str
    title: str
    words: str
    read: Callable[[Moment], Reading]


def audit_limit(moment: Moment) -> float:
    """The lower limit of accuracy that a claim can rest on, with all looks so far accounted for."""
    z = FIRST_LOOK if moment.looks < 2 else LATER_LOOKS
    low, _ = wilson_limits(moment.newest.audit_right, moment.newest.audit_n, z)
    return float(low)


def stabilizing_predictions(moment: Moment) -> Reading:
    """Mean of Cohen's kappa between successive models on the stop set, of the last three, at least .99 (Bloodgood and
    Vijay-Shanker, CoNLL 2009). Where a kappa is undefined: the mean plain agreement, at least .995."""
    last = moment.history.checkpoints[-WINDOW:]
    raw = [one.agreement for one in last]
    kappas = [one.kappa for one in last]
    if len(last) == WINDOW and all(kappa is not None for kappa in kappas):
        value = float(np.mean([kappa for kappa in kappas if kappa is not None]))
        return Reading(value, KAPPA, value >= KAPPA)
    if len(last) == WINDOW and all(share is not None for share in raw):
        value = float(np.mean([share for share in raw if share is not None]))
        words = tr("Kappa is undefined where all predictions are of one class; this is the plain agreement.")
        return Reading(value, RAW_AGREEMENT, value >= RAW_AGREEMENT, words)
    return Reading(None, KAPPA, reason=tr("{count} comparisons of successive models are needed.", count=WINDOW))


def overall_uncertainty(moment: Moment) -> Reading:
    """Mean entropy of the pool as a share of the largest possible, below .05 (Zhu, Wang and Hovy, COLING 2008)."""
    return _below(moment.newest.uncertainty, UNCERTAINTY)


def maximum_confidence(moment: Moment) -> Reading:
    """Entropy of the least sure sample of the pool, below .001 (Zhu and Hovy, EMNLP-CoNLL 2007)."""
    return _below(moment.newest.least_sure, LEAST_SURE)


def classification_change(moment: Moment) -> Reading:
    """No prediction on the stop set has changed since the last checkpoint (Zhu, Wang and Hovy, COLING 2008)."""
    changed = moment.newest.changed
    if changed is None:
        return Reading(None, 0.0, reason=tr("It is not known which predictions changed."))
    return Reading(float(changed), 0.0, changed == 0)


def predicted_change_of_f(moment: Moment) -> Reading:
    """1 - 2a / (2a + b + c) on the stop set, a: both models say the class, b and c: one of them; below .05 three times
    in a row. Two classes only (Altschuler and Bloodgood, ICSC 2019)."""
    if len(moment.history.classes) > 2:
        return Reading(None, F_CHANGE, reason=tr("It is defined for two classes only."))
    last = [one.f_change for one in moment.history.checkpoints[-WINDOW:]]
    known = [change for change in last if change is not None]
    if len(known) < WINDOW:
        return Reading(None, F_CHANGE, reason=tr("{count} comparisons of successive models are needed.", count=WINDOW))
    return Reading(known[-1], F_CHANGE, max(known) < F_CHANGE)


def audit_target(moment: Moment) -> Reading:
    """The lower limit of the audit accuracy is at the target: reached with 95 % confidence (Wilson 1927)."""
    target = moment.plan.target
    if target is None:
        return Reading(None, None, reason=tr("No goal is given."))
    if moment.newest.audit_n < MIN_AUDIT:
        return Reading(None, target, reason=tr("{count} audit answers are needed.", count=MIN_AUDIT))
    low = audit_limit(moment)
    return Reading(low, target, low >= target)


def cost_rule(moment: Moment) -> Reading:
    """The share of the drawn learning curves on which going on costs more than it brings, at least .8: 100 more labels
    bring less than the gain asked for; the next point costs more than it may; or labels cost more than the errors
    that they prevent."""
    if moment.fan is None:
        return Reading(None, SURE, reason=tr("There is no learning curve yet."))
    stops, remark = cost_draws(moment.plan, moment.fan)
    value = float(stops.mean())
    return Reading(value, SURE, value >= SURE, remark)


def find_all(moment: Moment) -> Reading:
    """The chance of this screening if less than 95 % of the class were found, below .05 (``stopping_recall``)."""
    wanted = moment.history.wanted
    if wanted is None:
        return Reading(None, ALPHA, reason=tr("No class is looked for."))
    p = p_below(wanted.order, wanted.pool)
    return Reading(p, ALPHA, p < ALPHA, "" if any(wanted.order) else tr("No {name} is found yet.", name=wanted.name))


def cost_draws(plan: CostPlan, fan: Fan) -> tuple[Floats, str]:
    """Of each drawn curve whether to stop by the rule of the plan, and what could not be computed for it."""
    if plan.rule == "price":
        stops = stops_by_price(plan, fan)
        if stops is not None:
            return stops, ""
        return stops_by_gain(plan, fan), tr("Without the cost of a label and of a point, the gain decides.")
    if plan.rule in (None, "error_cost"):
        stops = stops_by_error_cost(plan, fan)
        if stops is not None:
            return stops, ""
        if plan.rule == "error_cost":
            missing = ", ".join(plan.missing_for_errors)
            return stops_by_gain(plan, fan), tr("The gain decides; not given: {missing}.", missing=missing)
    return stops_by_gain(plan, fan), ""


def _below(value: float | None, threshold: float) -> Reading:
    if value is None:
        return Reading(None, threshold, reason=tr("It was not measured."))
    return Reading(value, threshold, value < threshold)


RULES: tuple[Criterion, ...] = (
    Criterion(
        "audit_target",
        mark("Audit target"),
        mark("The lower limit of the accuracy on the audit samples is at the goal, with 95 % confidence."),
        audit_target,
    ),
    Criterion(
        "cost_rule", mark("Cost rule"), mark("By the rule chosen, more labels are not worth it, with 80 %."), cost_rule
    ),
    Criterion(
        "stabilizing_predictions",
        mark("Stabilizing predictions"),
        mark("Successive models agree on a fixed stop set: the mean kappa of the last three is at least 0.99."),
        stabilizing_predictions,
    ),
    Criterion(
        "overall_uncertainty",
        mark("Overall uncertainty"),
        mark("The mean entropy of the pool is below 5 % of the largest possible."),
        overall_uncertainty,
    ),
    Criterion(
        "maximum_confidence",
        mark("Maximum confidence"),
        mark("The entropy of the least sure sample is below 0.1 % of the largest possible."),
        maximum_confidence,
    ),
    Criterion(
        "classification_change",
        mark("Classification change"),
        mark("No prediction on the stop set has changed since the last look."),
        classification_change,
    ),
    Criterion(
        "predicted_f_change",
        mark("Predicted change of F"),
        mark("Between successive models F changes by less than 0.05, three times in a row."),
        predicted_change_of_f,
    ),
    Criterion(
        "find_all",
        mark("Recall test (BUSCAR)"),
        mark("That less than 95 % of the class are found is unlikely: p below 0.05."),
        find_all,
    ),
)
