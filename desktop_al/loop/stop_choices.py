"""What the user gave for the advice on when to stop: kept in the project's log, the same for everybody."""

import math
from typing import Any, get_args

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument
from desktop_al.core.state import State
from desktop_al.core.words import mark, tr
from desktop_al.learn.stopping_cost import CostPlan
from desktop_al.loop.progress_screen import Rule, StopChoices
from desktop_al.loop.record import Record

STOP = "stop:"
MAX_CURRENCY = 4
MOST = 1e12
#: Of each number its words, the least and the most.
NUMBERS: dict[str, tuple[str, float, float]] = {
    "gain": (mark("The gain of 100 labels"), 0.01, 100),
    "target": (mark("The goal"), 0.01, 0.999),
    "price": (mark("The cost of a point"), 0, MOST),
    "hourly_cost": (mark("The cost of an hour"), 0, MOST),
    "review_cost": (mark("The cost of a review"), 0, MOST),
    "error_cost": (mark("The cost of a wrong prediction"), 0, MOST),
    "predictions": (mark("The number of predictions"), 0, MOST),
    "seconds": (mark("The seconds of a label"), 0.1, 86_400),
    "half_width": (mark("The precision"), 0.5, 50),
}


def stop_choices(state: State) -> StopChoices:
    """The choices in force; what the log holds of another version and cannot be meant is passed over."""
    kept: dict[str, Any] = {}
    for name in (*NUMBERS, "rule", "currency"):
        value = state.project.get(STOP + name)
        if value is not None and not problem(name, value):
            kept[name] = value
    return StopChoices(**kept)


def problem(name: str, value: object) -> str:
    """Why a choice cannot have this value, in words; "" where it can."""
    if name == "rule":
        return "" if value in get_args(Rule) else tr("There is no rule “{value}”.", value=value)
    if name == "currency":
        fits = isinstance(value, str) and len(value) <= MAX_CURRENCY and value.isprintable()
        return "" if fits else tr("A currency has up to {most} characters.", most=MAX_CURRENCY)
    if name not in NUMBERS:
        return tr("There is no choice “{name}”.", name=name)
    words, least, most = NUMBERS[name]
    # A whole number may be too large to be a float; it is none of these either.
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or (isinstance(value, float) and not math.isfinite(value))
    ):
        return tr("{words} is a number.", words=tr(words))
    if least <= value <= most:
        return ""
    if name == "target":
        return tr("The goal is a share between 1 and 99.9 %.")
    return tr("{words} is a number from {least:g} to {most:,.0f}.", words=tr(words), least=least, most=most)


def choose_stop(record: Record, annotator: str, name: str, value: float | str | None) -> None:
    """Keep a choice; None: not given any more.

    Raises:
        BadArgument: no such choice, a value that it cannot have, or a project open to look only.
    """
    said = problem(name, value) if value is not None else ""
    if said or (name not in NUMBERS and name not in ("rule", "currency")):
        raise BadArgument(said or tr("There is no choice “{name}”.", name=name))
    if record.read_only:
        raise BadArgument(tr("This project is open to look only."))
    kept = record.state.project.get(STOP + name)
    if kept != value or (kept is not None and problem(name, kept)):
        record.add(ev.PROJECT, {STOP + name: value}, annotator)


def plan_of(choices: StopChoices, seconds: tuple[float | None, float | None, float | None], find_all: bool) -> CostPlan:
    """The choices as the advice takes them; ``seconds`` of a label as measured: median and the ends of its interval."""
    median, low, high = seconds if choices.seconds is None else (choices.seconds, None, None)
    return CostPlan(
        seconds=median,
        seconds_low=low,
        seconds_high=high,
        hourly_cost=choices.hourly_cost,
        review_cost=choices.review_cost,
        error_cost=choices.error_cost,
        predictions=choices.predictions,
        target=choices.target,
        gain=choices.gain,
        price=choices.price,
        rule="find_all" if find_all else choices.rule,
    )
