"""What the user gives for the advice on when to stop: what is taken, what is refused in words, what the log keeps."""

import math

import pytest

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument
from desktop_al.core.state import State
from desktop_al.learn.stopping_cost import CostPlan
from desktop_al.loop.progress_screen import StopChoices
from desktop_al.loop.stop_choices import MOST, NUMBERS, STOP, choose_stop, plan_of, problem, stop_choices
from tests.loop.desk import Desk, make, make_texts


def state_with(**kept):
    state = State(lambda _: {})
    state.project.update({STOP + name: value for name, value in kept.items()})
    return state


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers_have_their_limits(name):
    _, least, most = NUMBERS[name]
    for value in (least, most, (least + most) / 2):
        assert problem(name, value) == ""
    beyond = (math.nextafter(least, -math.inf), math.nextafter(most, math.inf), -1, 10 * most + 1, 10**400, -(10**400))
    strange = ("1", "", True, False, None, math.nan, math.inf, -math.inf, [1], {}, b"1", 1j)
    for value in (*beyond, *strange):
        assert problem(name, value), value
        assert problem(name, value).endswith(".")
        assert stop_choices(state_with(**{name: value})) == StopChoices()


def test_the_rule_and_the_currency():
    for rule in ("gain", "goal", "price", "error_cost"):
        assert problem("rule", rule) == ""
    for rule in ("find_all", "", None, 1, ["gain"], "GAIN"):
        assert problem("rule", rule).startswith("There is no rule")
    for currency in ("", "€", "CHF", "kr. ", "R$"):
        assert problem("currency", currency) == ""
    for currency in ("euros", "€\n", "\x1b[2J", "\u202e€", "\ud800", "\0", 1, None, ["€"]):
        assert "up to 4 characters" in problem("currency", currency)
    assert problem("colour", "red") == "There is no choice “colour”."


def test_what_fits_is_taken_and_the_rest_passed_over():
    state = state_with(gain="0.5", target=0.9, price=math.nan, rule="cheapest", currency="€", colour="red", seconds=4)
    assert stop_choices(state) == StopChoices(target=0.9, currency="€", seconds=4)


def test_the_words_name_the_limits():
    assert problem("gain", 0) == "The gain of 100 labels is a number from 0.01 to 100."
    assert problem("target", 90) == "The goal is a share between 1 and 99.9 %."
    assert problem("hourly_cost", -1) == f"The cost of an hour is a number from 0 to {MOST:,.0f}."
    assert problem("price", "cheap") == "The cost of a point is a number."


def test_the_log_keeps_a_choice_once(tmp_path):
    path = make(tmp_path, make_texts(tmp_path / "texts", 4))

    def events(desk):
        return sum(event.kind == ev.PROJECT for event in desk.project.state._events.values())

    with Desk(path) as desk:
        record = desk.project.record
        before = events(desk)
        choose_stop(record, "ann", "gain", None)
        assert events(desk) == before, "what is not given need not be taken back"
        for _ in range(2):
            choose_stop(record, "ann", "hourly_cost", 30)
        assert events(desk) == before + 1
        choose_stop(record, "ann", "hourly_cost", None)
        choose_stop(record, "ann", "currency", "€")
        for name, value in (("target", 2), ("target", math.nan), ("colour", 1), ("colour", None), ("currency", "\n")):
            with pytest.raises(BadArgument):
                choose_stop(record, "ann", name, value)
        assert events(desk) == before + 3
        # True counts as 1 and is no number: choosing 1 is a choice.
        record.add(ev.PROJECT, {STOP + "gain": True}, "ann")
        choose_stop(record, "ann", "gain", 1)
        assert stop_choices(record.state) == StopChoices(gain=1, currency="€")
        assert record.state.project[STOP + "gain"] is not True
    with Desk(path) as desk:
        assert stop_choices(desk.project.state) == StopChoices(gain=1, currency="€")
    with Desk(path, look_only=True) as desk, pytest.raises(BadArgument, match="open to look only"):
        choose_stop(desk.project.record, "ann", "gain", 2)


def test_the_plan_of_the_choices():
    measured = (4.0, 3.0, 6.0)
    assert plan_of(StopChoices(), measured, False) == CostPlan(4.0, 3.0, 6.0, rule="gain")
    assert plan_of(StopChoices(seconds=9), measured, False) == CostPlan(9, rule="gain")
    assert plan_of(StopChoices(), (None, None, None), True) == CostPlan(rule="find_all")
    given = StopChoices("error_cost", 1, 0.9, 2, 3, 4, 5, 6, currency="€")
    plan = plan_of(given, measured, False)
    assert (plan.rule, plan.gain, plan.target, plan.price) == ("error_cost", 1, 0.9, 2)
    assert (plan.hourly_cost, plan.review_cost, plan.error_cost, plan.predictions) == (3, 4, 5, 6)
    assert plan.missing_for_errors == ()
