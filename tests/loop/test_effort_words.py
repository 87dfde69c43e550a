"""Labels, hours and money in words; and no string of the Progress page that is no sentence of anybody."""

import math
import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_al.core.shapes import LabelClass, Measured
from desktop_al.learn.rounds import RoundInput
from desktop_al.learn.stop_advice import advise
from desktop_al.learn.stopping_cost import CostPlan, Effort, Span, effort
from desktop_al.learn.stopping_history import Checkpoint, Event, History, Wanted
from desktop_al.loop.effort_words import duration, labels_words, line_words, money, value_words
from desktop_al.loop.messages import RoundRequest
from desktop_al.loop.progress_screen import UNKNOWN, ProgressRequest, StopChoices
from desktop_al.loop.progress_words import UNTIMED, Work, progress_screen
from desktop_al.loop.stop_choices import plan_of
from desktop_al.people.label_cost import seconds_per_sample
from tests.learn.stop_histories import PLANTED, exact, spaced

NEVER = Span(math.inf, 900, math.inf)
GIVEN = StopChoices()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"), (0.2, "under 1 s"), (1, "1 s"), (43.4, "43 s"), (59.4, "59 s"), (59.6, "1 min"), (90, "2 min"),
        (3599, "1 h"), (3600, "1 h"), (17_160, "4 h 46 min"), (359_990, "100 h"), (432_000, "120 h"),
        (434_000, "120 h"), (3.6e9, "1,000,000 h"),
    ],
)  # fmt: skip
def test_durations(seconds, words):
    assert duration(seconds) == words


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        (0, "€", "€ 0"), (-0.0, "€", "€ 0"), (0, "", "0"), (0.001, "€", "under € 0.01"), (1e-300, "", "under 0.01"),
        (0.01, "€", "€ 0.01"), (1.6, "€", "€ 1.60"), (9.99, "€", "€ 9.99"), (9.999, "€", "€ 10"), (137.2, "", "137"),
        (1e12, "CHF", "CHF 1,000,000,000,000"),
    ],
)  # fmt: skip
def test_amounts(amount, currency, words):
    assert money(amount, currency) == words


def test_labels_and_what_is_never_reached():
    assert (labels_words(1), labels_words(0), labels_words(1234)) == ("1 label", "0 labels", "1,234 labels")
    assert value_words(Effort(NEVER)) == "–"
    assert line_words(Effort(NEVER), "€") == "Not within sight; in the best case 900 labels"
    assert line_words(Effort(Span(math.inf, math.inf, math.inf)), "€") == "Not within sight"
    assert line_words(Effort(Span(math.inf, 1, math.inf)), "") == "Not within sight; in the best case 1 label"


def test_ranges():
    plain = Effort(Span(50, 40, 80))
    assert (value_words(plain), line_words(plain, "")) == ("50 labels", "likely 40 to 80 labels")
    assert line_words(Effort(Span(50, 40, math.inf)), "") == "likely 40 or more labels"
    assert line_words(Effort(Span(1, 1, 1)), "") == "likely 1 label"
    assert line_words(Effort(Span(50, 50, 50)), "") == "likely 50 labels"
    timed = effort(CostPlan(seconds=10), Span(50, 40, math.inf))
    assert (value_words(timed), line_words(timed, "€")) == (
        "8 min", "likely 7 min or more; 40 or more labels"
    )  # fmt: skip
    paid = effort(CostPlan(seconds=10, hourly_cost=36), Span(50, 40, 80))
    assert line_words(paid, "€") == "€ 5.00, likely € 4.00 to € 8.00; 40 to 80 labels"
    free = effort(CostPlan(seconds=10, hourly_cost=0), Span(50, 40, math.inf))
    assert line_words(free, "€") == "€ 0, likely € 0; 40 or more labels"


# -- the page ------------------------------------------------------------------------------------------


def page(history, choices=GIVEN, labels=None, left=500, active=(), agreement=None, chosen=UNKNOWN, times=True):
    points = history.checkpoints
    labels = (points[-1].labels if points else 0) if labels is None else labels
    names = history.classes or ("a", "b")
    rows = labels + left
    given = RoundInput(
        np.zeros((rows, 1), np.float32), np.arange(labels), np.zeros(labels, np.int64), len(names),
        np.zeros(rows, bool), "margin", 10, 0, np.zeros(0, np.intp),
    )  # fmt: skip
    none = np.zeros(0, np.int32)
    wanted = names.index(history.wanted.name) if history.wanted else -1
    asked = RoundRequest(1, none, none, len(names), none, "margin", 10, 0, none.astype(np.float32), none, wanted=wanted)
    request = ProgressRequest(asked, "ann", tuple(LabelClass(n, n, 0) for n in names), choices, times=times)
    seconds = seconds_per_sample(active)
    plan = plan_of(choices, (seconds.median, seconds.low, seconds.high), wanted >= 0)
    work = Work(sum(active), seconds)
    return progress_screen(
        request, given, left, history, plan, advise(history, plan, agreement), work, chosen, agreement
    )


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from strings(one)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from strings(getattr(value, name))


def check(screen):
    for said in strings(screen):
        assert not re.search(r"\b(nan|inf|None)\b|-0(\.0*)?(?![\d.])|more more|  ", said), said


def test_a_whole_page():
    history = exact(PLANTED["usual"], spaced(1500), share=0.3)
    choices = StopChoices(rule="goal", target=0.95, hourly_cost=30, currency="€")
    screen = page(history, choices, active=[6.0] * 100)
    check(screen)
    now, spent, point, goal = screen.figures
    assert now.value.endswith(" %")
    assert (spent.value, spent.line) == ("10 min", "€ 5.00, typically 6.0 s per label")
    assert "€" in point.line or "Not within sight" in point.line
    assert goal.title == "Reaching the 95 % goal"
    assert goal.spoken.startswith("Reaching the 95 % goal, ")
    assert screen.curve.forecast[0].labels == screen.labels
    assert all(row.cost.startswith("€") and row.time for row in screen.what_if)


def test_a_goal_that_is_reached():
    screen = page(exact(PLANTED["usual"], spaced(1500), share=0.3), StopChoices(rule="goal", target=0.5))
    assert screen.figures[3].value == "Reached"
    assert screen.verdict == "can_stop"
    assert screen.curve.stop_at is None


@pytest.mark.parametrize("rule", ["gain", "goal", "price", "error_cost"])
def test_without_times_nothing_depends_on_the_pace(rule):
    """Two annotators of another pace, the same verdict: then there is no other word and no other number."""
    history = exact(PLANTED["usual"], spaced(1500), share=0.3)
    choices = StopChoices(
        rule=rule, target=0.95, hourly_cost=30, currency="€", price=1e9, error_cost=1e6, predictions=1e6
    )
    slow, fast = (page(history, choices, active=[pace] * 100) for pace in (31.0, 7.0))
    assert slow.verdict == fast.verdict
    assert slow != fast
    slow, fast = (page(history, choices, active=[pace] * 100, times=False) for pace in (31.0, 7.0))
    assert slow == fast
    check(slow)
    assert slow.verdict == page(history, choices, active=[7.0] * 100).verdict
    said = " ".join(strings(replace(slow, choices=GIVEN)))
    assert not re.search(r"€|\b\d+ (s|min|h)\b|pace", said)
    assert (UNTIMED in slow.grounds) == (rule in ("price", "error_cost"))


def test_100_is_said_only_of_all():
    def at(right, n):
        points = tuple(Checkpoint(k, right, n, left=9000) for k in spaced(4000, 1000))
        return page(History(points), left=9000, chosen=Measured(right / n, 0.9996, 1.0, n))

    nearly, all_right = at(9999, 10_000), at(10_000, 10_000)
    check(nearly)
    assert nearly.figures[0].value == "99.9 %"
    assert all_right.figures[0].value == "100.0 %"


def test_a_gain_of_nothing_has_no_minus():
    flat = History(tuple(Checkpoint(n, 80, 100, left=900) for n in spaced(2000)))
    screen = page(flat, left=900)
    check(screen)
    assert screen.what_if


def test_when_nothing_is_left_nothing_more_is_asked_for():
    for left in (0, 1):
        screen = page(exact(PLANTED["slow"], spaced(600), share=0.5), labels=590, left=left)
        check(screen)
        assert screen.curve.stop_at in (None, 590 + left)
        assert screen.what_if == () or left


COUNTS = st.integers(0, 500)
SHARES = st.one_of(st.none(), st.floats(0, 1))
AMOUNTS = st.one_of(st.none(), st.sampled_from([0.0, 1e-9, 0.01, 30.0, 1e12]))


@st.composite
def histories(draw):
    labels = draw(st.integers(0, 12)) and spaced(draw(st.integers(26, 5000)), draw(st.integers(1, 25)))
    two = draw(st.booleans())
    points = []
    for n in labels or ():
        audit = draw(st.integers(0, n))
        right = draw(st.integers(0, audit))
        late = draw(st.integers(0, audit - right))
        first, true = draw(st.integers(0, n)), draw(st.integers(0, audit))
        counted = draw(st.booleans())
        points.append(
            Checkpoint(
                n, right, audit,
                audit_then=draw(st.one_of(st.none(), st.integers(0, audit))),
                late_right=draw(st.sampled_from([None, 0])), late_n=draw(st.sampled_from([None, late])),
                asked=n + draw(st.integers(0, 9)), left=draw(st.one_of(st.none(), COUNTS)),
                given=(first, n - first) if counted else (), audit_true=(true, audit - true) if counted else (),
                audit_said=(audit, 0) if counted else (), audit_hits=(min(true, right), 0) if counted else (),
                kappa=draw(st.one_of(st.none(), st.floats(-1, 1))), agreement=draw(SHARES),
                changed=draw(st.one_of(st.none(), COUNTS)), f_change=draw(SHARES) if two else None,
                uncertainty=draw(SHARES), least_sure=draw(SHARES),
            )
        )  # fmt: skip
    last = points[-1].labels if points else 0
    kinds = st.sampled_from(["new_class", "protocol", "new_data"])
    events = draw(st.lists(st.builds(Event, st.integers(1, last + 1), kinds), max_size=2)) if last else []
    wanted = draw(st.lists(st.integers(0, 1), max_size=60))
    looked_for = Wanted("a", tuple(wanted), len(wanted) + draw(COUNTS)) if draw(st.booleans()) else None
    return History(tuple(points), tuple(events), ("a", "b"), looked_for)


CHOICES = st.builds(
    StopChoices,
    rule=st.sampled_from(["gain", "goal", "price", "error_cost"]),
    gain=st.sampled_from([0.01, 0.5, 100.0]),
    target=st.sampled_from([None, 0.01, 0.8, 0.999]),
    price=AMOUNTS, hourly_cost=AMOUNTS, review_cost=AMOUNTS, error_cost=AMOUNTS, predictions=AMOUNTS,
    seconds=st.sampled_from([None, 0.1, 86_400.0]), currency=st.sampled_from(["", "€"]),
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(histories(), CHOICES, st.integers(0, 40), COUNTS, st.lists(st.floats(0, 86_400), max_size=30), st.booleans())
def test_no_page_says_what_is_no_figure(history, choices, more, left, active, several):
    newest = history.checkpoints[-1].labels if history.checkpoints else 0
    agreement = Measured(0.9, 0.8, 0.95, 40) if several else None
    screen = page(history, choices, newest + more, left, active, agreement)
    check(screen)
    assert screen.labels == newest + more
    assert screen.words
    assert screen.grounds.endswith(".")
    assert bool(screen.empty) == (screen.labels == 0)
    for band in screen.curve.forecast:
        assert 0 <= band.low <= band.high <= 1
