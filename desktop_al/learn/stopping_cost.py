"""What labelling costs, and what a wrong prediction does. Nothing is assumed that was not given."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from desktop_al.core.words import tr
from desktop_al.learn.stopping_curve import BAND, Fan, Floats

RuleName = Literal["gain", "goal", "price", "error_cost", "find_all"]
#: Labels that the rule on the gain counts by, and that the rule on errors takes for one more step.
STEP = 100
POINT = 0.01
#: Labels ahead that are forecast.
AHEAD = (50, 100, 200, 400)


@dataclass(frozen=True, slots=True)
class CostPlan:
    """What the user gave; None: not given, and then no figure is made of it.

    seconds, seconds_low, seconds_high: of one label, breaks apart: median and the limits of its interval.
    hourly_cost: of the annotators' time; review_cost: of looking over a further batch of ``STEP`` labels.
    error_cost: of one wrong prediction; predictions: how many will be made.
    target: the accuracy wished for, a share.
    gain: points of accuracy that 100 labels must bring to be worth it.
    price: what the next point of accuracy may cost at most.
    rule: which one of them decides; None: the cost of errors where it can be computed, otherwise the gain; and the
        target, where there is one, besides.
    """

    seconds: float | None = None
    seconds_low: float | None = None
    seconds_high: float | None = None
    hourly_cost: float | None = None
    review_cost: float | None = None
    error_cost: float | None = None
    predictions: float | None = None
    target: float | None = None
    gain: float = 0.5
    price: float | None = None
    rule: RuleName | None = None

    @property
    def per_label(self) -> float | None:
        """Money for one label."""
        if self.seconds is None or self.hourly_cost is None:
            return None
        return self.seconds * self.hourly_cost / 3600

    @property
    def missing_for_errors(self) -> tuple[str, ...]:
        """What the rule on the cost of errors still needs, in words."""
        needed = {
            tr("seconds per label"): self.seconds,
            tr("hourly cost"): self.hourly_cost,
            tr("cost of a wrong prediction"): self.error_cost,
            tr("number of future predictions"): self.predictions,
        }
        return tuple(name for name, value in needed.items() if value is None)


@dataclass(frozen=True, slots=True)
class Span:
    """A figure with its range; infinite: it is not reached. None: it cannot be said."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Effort:
    """Labels, and the seconds and the money that they take where these are known."""

    labels: Span
    seconds: Span | None = None
    money: Span | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """What ``more`` labels should bring: the accuracy with its 80 % band, the gain as a share with its range."""

    more: int
    labels: int
    accuracy: float
    low: float
    high: float
    gain: float
    gain_low: float
    gain_high: float
    effort: Effort


@dataclass(frozen=True, slots=True)
class CostFigures:
    """``spent`` so far; ``next_point``: for one more point of accuracy; ``goal``: until accuracy is at the target;
    None where there is no curve or no target."""

    spent: Effort
    next_point: Effort | None = None
    goal: Effort | None = None


def effort(plan: CostPlan, labels: Span) -> Effort:
    """Of so many labels. The range is that of the labels with that of the seconds."""
    if plan.seconds is None:
        return Effort(labels)
    low = plan.seconds if plan.seconds_low is None else plan.seconds_low
    high = plan.seconds if plan.seconds_high is None else plan.seconds_high
    seconds = Span(_times(labels.value, plan.seconds), _times(labels.low, low), _times(labels.high, high))
    if plan.hourly_cost is None:
        return Effort(labels, seconds)
    rate = plan.hourly_cost / 3600
    money = Span(*(_times(value, rate) for value in (seconds.value, seconds.low, seconds.high)))
    return Effort(labels, seconds, money)


def figures(plan: CostPlan, asked: int, fan: Fan | None) -> CostFigures:
    """``asked``: samples shown so far, whether or not they were labelled."""
    spent = effort(plan, Span(asked, asked, asked))
    if fan is None:
        return CostFigures(spent)
    goal = None
    if plan.target is not None:
        goal = effort(plan, _span(fan.labels_to_accuracy(plan.target)))
    return CostFigures(spent, effort(plan, _span(fan.labels_to_gain(POINT))), goal)


def forecasts(plan: CostPlan, fan: Fan, left: int | None, ahead: Sequence[int] = AHEAD) -> tuple[Forecast, ...]:
    """For each number of labels in ``ahead`` that is still in the pool."""
    steps = [more for more in ahead if left is None or more <= left]
    made = []
    for more in steps:
        at = fan.now + more
        (low,), (high,) = fan.band(at)
        gain_low, gain, gain_high = np.quantile(fan.gains(more), (BAND[0], 0.5, BAND[1])).tolist()
        accuracy = 1 - float(fan.fitted.errors(at)[0, 0])
        all_of_it = effort(plan, Span(more, more, more))
        made.append(Forecast(more, int(at), accuracy, float(low), float(high), gain, gain_low, gain_high, all_of_it))
    return tuple(made)


def stops_by_gain(plan: CostPlan, fan: Fan) -> Floats:
    """Of each drawn curve whether (1 or 0) 100 more labels bring less than the plan's gain."""
    return (fan.gains(STEP) < plan.gain * POINT).astype(float)


def stops_by_price(plan: CostPlan, fan: Fan) -> Floats | None:
    """Whether the next point costs more than it may; None where a cost is not known."""
    if plan.per_label is None or plan.price is None:
        return None
    labels = fan.labels_to_gain(POINT)
    reached = np.isfinite(labels)
    return (np.where(reached, np.where(reached, labels, 0.0) * plan.per_label, np.inf) > plan.price).astype(float)


def stops_by_error_cost(plan: CostPlan, fan: Fan) -> Floats | None:
    """Whether ``STEP`` more labels cost more than the errors that they prevent; None where a cost is not known."""
    if plan.per_label is None or plan.error_cost is None or plan.predictions is None:
        return None
    labels = plan.per_label * STEP + (plan.review_cost or 0.0)
    return (labels > plan.predictions * plan.error_cost * fan.gains(STEP)).astype(float)


def _times(amount: float, rate: float) -> float:
    """Nothing times infinity is not a number: a free hour costs nothing however long it takes."""
    return amount * rate if rate else 0.0


def _span(labels: Floats) -> Span:
    """The median with the 80 % range; a quantile between a number and infinity is infinite."""
    low, value, high = np.ceil(np.quantile(labels, (BAND[0], 0.5, BAND[1]), method="higher")).tolist()
    return Span(value, low, high)
