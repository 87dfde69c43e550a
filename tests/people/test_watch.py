"""The annotator's clock: what alarms, what does not, and what a rest does. Times are given, no clock is read."""

import math
import time
from dataclasses import replace

import numpy as np
import pytest

from desktop_al.people.detectors import LEAST_ROWS, USUAL_ROWS, WARM_UP, Complacency, Straight
from desktop_al.people.signals import UNKNOWN_LIMIT, Answered, active_limit, learn_usual
from desktop_al.people.watch import Watch, sessions
from tests.benchmarks.annotators import Person, answers

SLOWER = math.log(1.42)


def session(person, seed=0):
    return answers(person, np.random.default_rng([5, seed]))


def alarms(rows, **options):
    watch = Watch(**options)
    found = {}
    for at, row in enumerate(rows):
        for name in watch.take(row).alarms:
            found.setdefault(name, []).append(at)
    return found, watch


def moved(rows, by):
    return [replace(row, shown=row.shown + by, committed=row.committed + by) for row in rows]


# -- what alarms -----------------------------------------------------------------------------------------------


def test_slowing_down_is_found_after_it_began_and_speeding_up_never():
    found, _ = alarms(session(Person(slower=SLOWER)))
    assert found["pace"][0] in range(400, 500)
    assert "pace" not in alarms(session(Person(slower=-SLOWER)))[0]


def test_long_answers_that_become_frequent_are_lapses():
    found, _ = alarms(session(Person(lapses=0.25, rows=1000, onset=600)))
    assert found["lapses"][0] in range(600, 800)


@pytest.mark.parametrize("person", [Person(), Person(rho=0.4), Person(practice=-0.1), Person(known=False)])
def test_a_session_without_a_change_is_left_in_peace(person):
    quiet = [alarms(session(person, seed))[0] for seed in range(12)]
    assert sum("pace" in found for found in quiet) <= 1
    assert sum("lapses" in found for found in quiet) <= 1
    assert not any("speed" in found for found in quiet)


def test_before_enough_answers_nothing_is_said_and_the_sentence_says_how_many():
    found, watch = alarms(session(Person(rows=WARM_UP + LEAST_ROWS - 1, slower=2.0, onset=60)))
    assert not {"pace", "lapses"} & found.keys()
    assert str(WARM_UP + LEAST_ROWS) in watch.detectors["pace"].missing()
    assert str(WARM_UP + USUAL_ROWS) in watch.detectors["lapses"].missing()
    assert "repeats" in watch.detectors["self_consistency"].missing()


def test_harder_samples_that_are_not_explained_are_not_assessable_and_never_an_alarm():
    rows = session(Person(drift=2.0, noise=30.0))
    found, watch = alarms(rows, chosen=True)
    assert "pace" not in found
    assert "lapses" not in found
    assert "harder" in watch.detectors["pace"].missing()
    # Samples drawn at random are no harder than before: those still count.
    slow = [replace(row, random=True) for row in session(Person(slower=SLOWER, noise=30.0))]
    assert "pace" in alarms(slow, chosen=True)[0]


def test_ten_answers_in_a_second_are_very_fast_answers_once():
    rows = session(Person(rows=200))
    end = rows[-1].committed
    rush = [Answered(end + at / 10, end + (at + 1) / 10, 0.1, label=str(at % 3)) for at in range(10)]
    found, _ = alarms(rows + rush)
    assert found["speed"] == [204]


def test_the_same_label_again_and_again_is_straight_lining_unless_the_model_expected_it():
    rng = np.random.default_rng(0)
    mixed = [Answered(at, at + 1, 1, label=str(rng.integers(10))) for at in range(100)]
    same = [Answered(at, at + 1, 1, label="3") for at in range(100, 130)]
    detector = Straight()
    assert not any(detector.take(row) for row in mixed)
    assert any(detector.take(row) for row in same)
    detector = Straight()
    assert not any(detector.take(row) for row in mixed + [replace(row, chance=0.9) for row in same])


def test_repeats_answered_differently_and_corrections_are_found():
    found, _ = alarms(session(Person(rows=2000, onset=1000, same_later=0.4, corrections_later=0.4)))
    assert found["self_consistency"][0] > 1000
    assert found["corrections"][0] in range(1000, 1200)
    found, watch = alarms([replace(row, agrees=None) for row in session(Person())])
    assert "self_consistency" not in found
    assert watch.detectors["self_consistency"].missing()


def test_suggestions_taken_over_more_and_faster_are_complacency():
    rng = np.random.default_rng(1)

    def part(count, shown_rate, seconds):
        for at in range(count):
            arm = "withheld" if rng.random() < 0.3 else "shown"
            rate = shown_rate if arm == "shown" else 0.4
            yield Answered(at, at + seconds, seconds, arm=arm, accepted=bool(rng.random() < rate))

    eager, same, slow = (Complacency() for _ in range(3))
    assert any(eager.take(row) for row in [*part(225, 0.6, 5), *part(225, 0.98, 3)])
    assert not any(same.take(row) for row in [*part(225, 0.6, 5), *part(225, 0.6, 3)])
    assert not any(slow.take(row) for row in [*part(225, 0.6, 5), *part(225, 0.98, 5)])


# -- rests, clocks ---------------------------------------------------------------------------------------------


def test_three_hours_of_suspend_are_a_rest_and_no_alarm():
    rows = session(Person())
    later = rows[:500] + moved(rows[500:], 3 * 3600)
    found, watch = alarms(later)
    assert "pace" not in found
    before = Watch()
    for row in later[:500]:
        before.take(row)
    step = before.take(later[500])
    assert step.rested >= 3 * 3600
    assert before.on_task == pytest.approx(min(later[500].active, before.limit))
    # Also where the sleep fell into the middle of a sample, whether its seconds were counted or not.
    for active in (8.0, 3 * 3600.0):
        watch = Watch()
        for row in rows[:500]:
            watch.take(row)
        long = replace(rows[500], committed=rows[500].committed + 3 * 3600, active=active)
        step = watch.take(long)
        assert not step.alarms
        assert step.rested >= 300 or active > 300


@pytest.mark.parametrize("jump", [-3600.0, 3600.0])
def test_a_clock_that_jumps_by_an_hour_alarms_nobody(jump):
    rows = session(Person())
    found, watch = alarms(rows[:500] + moved(rows[500:], jump))
    assert not {"pace", "lapses", "speed"} & found.keys()
    assert watch.active == pytest.approx(sum(row.active for row in rows), rel=0.05)


def test_a_rest_of_five_minutes_gives_half_the_time_on_task_back_and_ten_all():
    rows = session(Person(rows=100))
    worked = sum(row.active for row in rows)
    for pause, share in ((299, 1.0), (300, 0.5), (600, 0.0), (6000, 0.0)):
        watch = Watch()
        for row in rows:
            watch.take(row)
        after = Answered(rows[-1].committed + pause, rows[-1].committed + pause + 1, 1.0)
        watch.take(after)
        assert watch.on_task == pytest.approx(worked * share + 1.0, abs=1.0)


def test_a_sample_left_alone_counts_up_to_twice_the_own_95th_percentile():
    assert active_limit([5.0] * 99) == UNKNOWN_LIMIT
    assert active_limit([5.0] * 95 + [10.0] * 10) == pytest.approx(20.0)
    watch = Watch()
    watch.take(Answered(0, 200, 200))
    assert watch.on_task == UNKNOWN_LIMIT


def test_sessions_are_cut_where_hours_lie_between():
    rows = session(Person(rows=30))
    assert [len(part) for part in sessions(rows[:10] + moved(rows[10:], 5 * 3600))] == [10, 20]
    assert [len(part) for part in sessions(rows)] == [30]


# -- when something is said ------------------------------------------------------------------------------------


def test_one_sign_is_a_hint_after_half_an_hour_and_not_said_again_until_a_rest():
    rows = session(Person(slower=SLOWER, rows=900))
    watch = Watch()
    said = [(at, step) for at, row in enumerate(rows) if (step := watch.take(row)).level]
    assert [step.level for _, step in said] in ([1], [1, 2])
    assert "pace" in said[0][1].reasons
    watch.rest(600)
    assert watch.on_task == 0.0


def test_a_sign_before_half_an_hour_is_kept_to_oneself():
    rows = session(Person(rows=260, onset=235, slower=3.0))
    quick = [replace(row, shown=row.shown / 20, committed=row.committed / 20, active=row.active / 20) for row in rows]
    watch = Watch()
    steps = [watch.take(row) for row in quick]
    assert any("pace" in step.alarms for step in steps)
    assert not any(step.level for step in steps)


def test_a_detector_can_be_switched_off():
    found, _ = alarms(session(Person(slower=SLOWER)), off=("pace", "lapses"))
    assert not {"pace", "lapses"} & found.keys()


def test_going_on_after_a_restart_gives_what_going_on_without_gives():
    rows = session(Person(slower=SLOWER, rows=600))
    whole, again = Watch(), Watch()
    for row in rows[:450]:
        whole.take(row)
        again.take(row)
    resumed = Watch()
    for row in rows[:450]:
        resumed.take(row)
    assert [resumed.take(row) for row in rows[450:]] == [whole.take(row) for row in rows[450:]]
    assert resumed.on_task == whole.on_task


def test_an_answer_is_judged_in_well_under_a_millisecond():
    rows = session(Person(rows=600))
    watch = Watch()
    began = time.perf_counter()
    for row in rows:
        watch.take(row)
    # The average: learning what is usual happens three times in a session.
    assert (time.perf_counter() - began) / len(rows) < 0.001


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_covariates_that_are_no_numbers_do_no_harm(value):
    rows = session(Person(rows=400))
    broken = [replace(row, covariates=(value, *row.covariates)) for row in rows]
    usual = learn_usual(broken[30:230])
    assert usual.slopes[0] == pytest.approx(0.0)
    assert math.isfinite(usual.left_over(broken[300]))
    assert "pace" not in alarms(broken)[0]


def test_times_that_never_vary_alarm_nobody():
    rows = [Answered(10.0 * at, 10.0 * at + 5, 5.0, (1.0,), label="a") for at in range(400)]
    assert not {"pace", "lapses", "corrections"} & alarms(rows)[0].keys()
