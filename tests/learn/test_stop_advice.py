"""The advice on when to stop: on planted curves it comes where it should, and never on noise."""

from dataclasses import replace

import numpy as np
import pytest

from desktop_al.core.shapes import Measured
from desktop_al.learn.stop_advice import advise, first_stop
from desktop_al.learn.stop_verdict import judge, moment_of, verdict_words
from desktop_al.learn.stopping_cost import CostPlan
from desktop_al.learn.stopping_history import Checkpoint, Event, History, Wanted
from tests.learn.stop_histories import PLANTED, Drawn, exact, planted_stop, spaced


def verdict(history, plan=None, agreement=None):
    moment = moment_of(history, plan or CostPlan())
    return None if moment is None else judge(moment, agreement)


def first_drawn(drawn, plan):
    """The checkpoint of the first "You can stop", as it is told while the answers come in."""
    for i in range(len(drawn.labels)):
        if verdict(drawn.at(i), plan).verdict == "can_stop":
            return i
    return None


@pytest.mark.parametrize("name", PLANTED)
@pytest.mark.parametrize("gain", [0.5, 0.25])
def test_a_planted_curve_stops_within_one_checkpoint(name, gain):
    labels = spaced(4000)
    history = exact(PLANTED[name], labels)
    stop = first_stop(history, CostPlan(gain=gain))
    # 60 audit answers are there from 240 labels on.
    wanted = planted_stop(PLANTED[name], labels, gain, least=240)
    assert abs(labels.index(stop) - wanted) <= 1


def test_repeated_looks_stop_too_early_in_at_most_one_of_twenty():
    early = runs = 0
    for error in PLANTED.values():
        for seed in range(25):
            drawn = Drawn(error, seed, end=2000)
            stop = first_drawn(drawn, CostPlan())
            runs += 1
            early += stop is not None and stop < planted_stop(error, drawn.labels, least=600) - 1
    assert early / runs <= 0.05


@pytest.mark.parametrize("target", [0.8, 0.9, 0.95])
def test_repeated_looks_at_a_goal_that_is_just_missed_pass_in_at_most_one_of_twenty(target):
    plan, passed, runs = CostPlan(target=target, rule="goal"), 0, 150
    labels = [n for n in spaced(4000) if n >= 600]
    for seed in range(runs):
        right = np.random.default_rng([seed, 9]).random(401) < target - 1e-9
        points = []
        for n in labels:
            points.append(Checkpoint(n, int(right[: n // 10].sum()), n // 10))
            if verdict(History(tuple(points)), plan).verdict == "can_stop":
                passed += 1
                break
    assert passed / runs <= 0.05


@pytest.mark.parametrize("shares", [(0.5, 0.5), (0.8, 0.2), (0.1,) * 10])
def test_pure_noise_is_never_done(shares):
    names = tuple(f"c{k}" for k in range(len(shares)))
    said = set()
    for seed in range(15):
        random = np.random.default_rng([seed, 3])
        labels = spaced(4000)
        true = random.choice(len(shares), 401, p=shares)
        # Models that guess by the frequency of the classes, and stay with most of their guesses.
        first = random.choice(len(shares), 401, p=shares)
        guesses = [np.where(random.random(401) < 0.7, first, random.choice(len(shares), 401, p=shares)) for _ in labels]
        for i, n in enumerate(labels):
            audit = n // 10
            points = tuple(
                Checkpoint(
                    m,
                    int((guess[:audit] == true[:audit]).sum()),
                    audit,
                    audit_then=m // 10,
                    audit_true=tuple(np.bincount(true[:audit], minlength=len(shares)).tolist()),
                )
                for m, guess in zip(labels[: i + 1], guesses)
            )
            said.add(verdict(History(points, classes=names)).verdict)
    assert "can_stop" not in said
    assert "disagree" in said


def test_the_model_that_always_says_the_commonest_class_is_not_done():
    labels = spaced(4000)
    points = tuple(Checkpoint(n, round(0.095 * n), n // 10, audit_true=(round(0.095 * n), 0)) for n in labels)
    points = tuple(replace(p, audit_true=(p.audit_right, p.audit_n - p.audit_right)) for p in points)
    advice = advise(History(points, classes=("a", "b")))
    assert advice.verdict == "disagree"
    assert "commonest class alone" in advice.grounds


def test_a_pool_of_one_class_says_nothing():
    points = tuple(Checkpoint(n, n // 5, n // 5, given=(n, 0), audit_true=(n // 5, 0)) for n in spaced(2000))
    advice = advise(History(points, classes=("a", "b")))
    assert advice.verdict == "too_early"
    assert "one class" in advice.grounds


@pytest.mark.parametrize("given", [(), (1800, 200)])
def test_an_audit_of_one_class_says_nothing_either(given):
    points = tuple(
        Checkpoint(n, n // 5, n // 5, given=given if n >= 2000 else (), audit_true=(n // 5, 0)) for n in spaced(2400)
    )
    advice = advise(History(points, classes=("a", "b")))
    assert advice.verdict == "too_early"
    assert "All audit samples are of one class" in advice.grounds


@pytest.mark.parametrize("labels", [0, 5, 40])
def test_too_few_labels_are_too_early_and_no_number_is_invented(labels):
    points = (Checkpoint(labels, min(1, labels // 10), labels // 10),) if labels else ()
    advice = advise(History(points))
    assert (advice.verdict, advice.words) == ("too_early", "Too early to say")
    assert advice.forecast == ()
    assert advice.probability is None
    assert advice.cost is None or advice.cost.spent.seconds is None
    if labels:
        assert advice.more == 100 - labels
    if labels < 10:
        assert advice.accuracy.value is None
        assert advice.accuracy.reason


def test_with_twenty_classes_twenty_labels_each_are_needed():
    history = exact(PLANTED["usual"], spaced(390), share=0.5, classes=tuple("abcdefghijklmnopqrst"))
    advice = advise(history)
    assert "At least 400 labels" in advice.grounds
    assert advice.more == 400 - history.checkpoints[-1].labels


def test_no_verdict_before_sixty_audit_answers_and_it_says_how_many_labels_that_takes():
    advice = advise(exact(PLANTED["usual"], spaced(500), share=0.1))
    newest = spaced(500)[-1]
    assert advice.verdict == "too_early"
    assert "60 audit answers" in advice.grounds
    assert abs(newest + advice.more - 600) < 15
    nothing = advise(History(tuple(Checkpoint(n, 0, 0) for n in spaced(500))))
    assert "No audit sample" in nothing.grounds
    assert nothing.more is None


def test_before_eight_checkpoints_there_is_no_forecast():
    history = exact(PLANTED["usual"], spaced(2000)[:7], share=0.5)
    advice = advise(history)
    assert advice.forecast == ()
    assert advice.fan is None
    assert advice.grounds == f"About {advice.more} more labels are needed before a forecast makes sense."
    assert advice.no_forecast
    later = exact(PLANTED["usual"], [*spaced(2000)[:7], history.checkpoints[-1].labels + advice.more], share=0.5)
    assert advise(later).forecast


def test_keep_going_names_labels_that_turn_out_to_be_enough():
    labels = spaced(4000)
    steep = PLANTED["steep"]
    at = planted_stop(steep, labels, least=240) - 3
    advice = advise(exact(steep, labels[: at + 1]))
    assert advice.verdict == "keep_going"
    assert advice.words == f"Keep going: about {round(advice.more, -1):,} more labels"
    promised = labels[at] + advice.more
    stop = first_stop(exact(steep, labels))
    assert labels.index(next(n for n in labels if n >= promised)) == pytest.approx(labels.index(stop), abs=2)


def test_one_step_before_it_is_nearly_there():
    labels = spaced(4000)
    said = [verdict(exact(PLANTED["steep"], labels[: i + 1])).verdict for i in range(8, len(labels))]
    stop = said.index("can_stop")
    assert said[stop - 1] == "nearly"
    assert said[stop:] == ["can_stop"] * len(said[stop:])
    assert "too_early" not in said[4:]


def test_an_abrupt_fall_starts_anew_and_says_so():
    good, bad = exact(lambda n: 0.05 + n**-0.6, spaced(1500)), 0.35
    labels = [n for n in spaced(1500) if n > 700]
    fallen = tuple(
        Checkpoint(p.labels, round((1 - bad) * p.audit_n), p.audit_n) if p.labels in labels else p
        for p in good.checkpoints
    )
    assert verdict(good).verdict == "can_stop"
    advice = advise(History(fallen))
    assert advice.verdict == "too_early"
    assert "Accuracy fell at" in advice.grounds
    assert len(advice.curve) == len(labels)


def test_newest_audit_answers_that_go_wrong_hold_the_advice_back():
    history = exact(lambda n: 0.05 + n**-0.6, spaced(1500))
    last = history.checkpoints[-1]
    shifted = replace(last, late_right=20, late_n=60, audit_right=last.audit_n - 45)
    advice = advise(replace(history, checkpoints=(*history.checkpoints[:-1], shifted)))
    assert advice.verdict == "too_early"
    assert "something has changed" in advice.grounds
    as_ever = replace(last, late_right=57, late_n=60)
    assert advise(replace(history, checkpoints=(*history.checkpoints[:-1], as_ever))).verdict == "can_stop"


@pytest.mark.parametrize(
    ("kind", "words"),
    [("new_class", "A class was added"), ("protocol", "The protocol changed"), ("new_data", "New samples came in")],
)
def test_a_reset_forgets_with_a_word_of_why(kind, words):
    history = exact(PLANTED["usual"], spaced(1500))
    assert verdict(history).verdict == "can_stop"
    reset = replace(history, events=(Event(1000, kind),))
    advice = advise(reset)
    assert advice.verdict == "too_early"
    assert words in advice.grounds
    assert all(point.labels > 1000 for point in advice.curve)
    at_once = advise(replace(history, events=(Event(history.checkpoints[-1].labels, kind),)))
    assert at_once.labels == 0
    assert words in at_once.grounds


def test_the_goal_is_reached_by_the_lower_limit_alone():
    plan = CostPlan(target=0.9)
    # At a first look 4 wrong of 100 are few enough, 5 are not.
    assert verdict(History((Checkpoint(400, 96, 100),)), plan).verdict == "can_stop"
    assert verdict(History((Checkpoint(400, 95, 100),)), plan).verdict == "too_early"
    # Without a target nothing is known of a curve of one checkpoint.
    assert verdict(History((Checkpoint(400, 96, 100),))).verdict == "too_early"


def test_a_goal_alone_is_not_given_up_for_a_small_gain():
    history = exact(PLANTED["usual"], spaced(1500))
    goal = verdict(history, CostPlan(target=0.93, rule="goal"))
    assert goal.verdict == "keep_going"
    assert goal.more > 100
    out_of_reach = verdict(history, CostPlan(target=0.99, rule="goal"))
    assert out_of_reach.verdict == "disagree"
    assert "out of reach" in out_of_reach.grounds
    either = verdict(history, CostPlan(target=0.99))
    assert either.verdict == "can_stop"
    assert "goal of 99 % is not reached" in either.grounds


def test_dear_errors_ask_for_more_labels_and_cheap_ones_for_fewer():
    labels = spaced(4000)
    history = exact(PLANTED["usual"], labels)
    cost = {"seconds": 20.0, "hourly_cost": 60.0}
    dear = first_stop(history, CostPlan(**cost, error_cost=10.0, predictions=10_000))
    cheap = first_stop(history, CostPlan(**cost, error_cost=0.5, predictions=10_000))
    none = first_stop(history, CostPlan(**cost))
    assert dear is None or dear > none
    assert cheap <= none
    advice = advise(history, CostPlan(**cost, error_cost=0.5, predictions=10_000))
    assert "cost more than the errors that they prevent" in advice.grounds


def test_the_next_point_may_be_too_dear():
    history = exact(PLANTED["usual"], spaced(1500))
    cost = {"seconds": 20.0, "hourly_cost": 60.0, "rule": "price"}
    assert verdict(history, CostPlan(**cost, price=10.0)).verdict == "can_stop"
    assert verdict(history, CostPlan(**cost, price=10_000.0)).verdict in ("keep_going", "nearly")
    unknown = verdict(history, CostPlan(rule="price", price=10.0))
    assert "the gain decides" in unknown.grounds


def test_as_right_as_annotators_agree_is_the_limit_of_the_labels():
    labels = spaced(4000)
    steep = PLANTED["steep"]
    history = exact(steep, labels[: planted_stop(steep, labels, least=240) - 1])
    agreed = Measured(0.8, 0.76, 0.83)
    found = verdict(history, agreement=agreed)
    assert found.words == "Labels disagree too much to improve"
    assert "resolve the protocol" in found.grounds
    assert verdict(history, agreement=Measured(0.99, 0.98, 1.0)).verdict == "keep_going"


def test_a_class_with_few_audit_samples_is_not_assessable_and_does_not_count_as_zero():
    point = Checkpoint(
        500,
        90,
        100,
        given=(400, 80, 20),
        audit_true=(80, 16, 4),
        audit_said=(82, 18, 0),
        audit_hits=(76, 14, 0),
    )
    advice = advise(History((point,), classes=("No", "Mild", "Severe")))
    first, _, severe = advice.classes
    assert first.recall.value == pytest.approx(76 / 80)
    assert first.recall.low < 76 / 80 < first.recall.high
    assert first.precision.value == pytest.approx(76 / 82)
    assert severe.recall.value is None
    assert severe.precision.value is None
    assert "Not assessable for Severe" in severe.recall.reason
    assert any("Not assessable for Severe" in remark for remark in advice.remarks)


def test_undefined_kappa_gives_way_to_plain_agreement_and_says_so():
    points = tuple(Checkpoint(n, n // 4, n // 4, agreement=0.999) for n in spaced(600))
    row = next(row for row in advise(History(points)).criteria if row.name == "stabilizing_predictions")
    assert row.holds
    assert row.threshold == 0.995
    assert "plain agreement" in row.reason


def test_criteria_say_since_when_they_hold_and_the_silent_ones_why():
    labels = spaced(2000)
    points = tuple(
        replace(p, kappa=0.9 if p.labels < 400 else 0.999, uncertainty=0.2, changed=3)
        for p in exact(PLANTED["usual"], labels).checkpoints
    )
    rows = {row.name: row for row in advise(History(points, classes=("a", "b", "c"))).criteria}
    assert rows["stabilizing_predictions"].fired_at == [n for n in labels if n >= 400][2]
    assert rows["overall_uncertainty"].fired_at is None
    assert rows["maximum_confidence"].reason == "It was not measured."
    assert "two classes" in rows["predicted_f_change"].reason
    assert rows["audit_target"].reason == "No goal is given."
    assert rows["cost_rule"].fired_at is not None
    assert "find_all" not in rows


def test_checkpoints_too_close_together_are_not_looked_at():
    error, labels = PLANTED["usual"], list(range(10, 1500, 5))
    history = exact(error, labels)
    advice = advise(history)
    assert len(advice.curve) < 25
    assert any("too closely" in remark for remark in advice.remarks)
    coarse = first_stop(exact(error, list(range(10, 1500, 50))))
    assert 1 / 1.6 <= first_stop(history) / coarse <= 1.6


def test_everything_asked_is_the_end_but_noise_stays_noise():
    history = exact(PLANTED["steep"], spaced(500), share=0.5)
    last = history.checkpoints[-1]
    done = replace(history, checkpoints=(*history.checkpoints[:-1], replace(last, left=0)))
    assert verdict(history).verdict == "keep_going"
    assert verdict(done).verdict == "can_stop"
    noise = tuple(replace(p, audit_right=p.audit_n // 2) for p in done.checkpoints)
    assert verdict(History(noise)).verdict == "disagree"


@pytest.mark.parametrize("rule", ["goal", None])
def test_everything_asked_short_of_the_goal_says_so_and_asks_for_no_more(rule):
    history = exact(PLANTED["steep"], spaced(500), share=0.5)
    *before, last = history.checkpoints
    done = replace(history, checkpoints=(*before, replace(last, left=0)))
    said = verdict(done, CostPlan(target=0.99, rule=rule))
    assert said.verdict == "can_stop"
    assert said.grounds == (
        "Every sample of the pool has been asked, though the goal of 99 % is not reached with 95 % confidence."
    )


def test_everything_asked_is_the_end_though_the_last_audits_differ():
    history = exact(lambda n: 0.45 if n < 550 else 0.02, spaced(600), share=0.5)
    *before, last = history.checkpoints
    assert verdict(replace(history, checkpoints=(*before, replace(last, left=0)))).verdict == "can_stop"


def test_a_goal_is_said_as_it_was_given():
    history = exact(lambda n: 0.0, spaced(4000), share=0.5)
    for target, words in ((0.925, "The goal of 92.5 %"), (0.995, "The goal of 99.5 %"), (0.57, "The goal of 57 %")):
        assert verdict(history, CostPlan(target=target, rule="goal")).grounds.startswith(words)


def test_finding_all_of_a_class_goes_by_the_screening_test():
    points = exact(PLANTED["usual"], spaced(900)).checkpoints
    order = (1,) * 60 + (0,) * 1000
    found = advise(History(points, classes=("rare", "other"), wanted=Wanted("rare", order, 1100)))
    assert found.verdict == "can_stop"
    assert found.find_all.found == 60
    assert found.find_all.at_least >= 0.95
    going_on = advise(History(points, wanted=Wanted("rare", (1, 0) * 60, 1100)))
    assert going_on.verdict == "keep_going"
    assert going_on.words == "Keep going"
    none = advise(History(points, wanted=Wanted("rare", (0,) * 60, 1100)))
    assert none.verdict == "too_early"


def test_the_words_of_the_verdicts():
    assert verdict_words("keep_going", 1234) == "Keep going: about 1,200 more labels"
    assert verdict_words("nearly", 40) == "Nearly there: 40 more labels"
    assert verdict_words("nearly", 1) == "Nearly there: 1 more label"
    assert verdict_words("can_stop", 0) == "You can stop"
    assert verdict_words("too_early", None) == "Too early to say"
    assert verdict_words("disagree", None) == "Labels disagree too much to improve"


def test_the_track_record_counts_the_last_forecasts():
    advice = advise(exact(PLANTED["usual"], spaced(4000)))
    assert advice.track.of == 10
    assert advice.track.inside >= 8
    assert advice.track.words == f"{advice.track.inside} of the last 10 forecasts fell inside."


def test_a_pool_that_is_too_small_for_a_verdict_says_so():
    history = exact(PLANTED["usual"], spaced(300), share=0.1)
    last = replace(history.checkpoints[-1], left=20)
    advice = advise(replace(history, checkpoints=(*history.checkpoints[:-1], last)))
    assert advice.verdict == "too_early"
    assert "but only 20 samples are left" in advice.grounds
    assert "\n" not in advice.grounds


def test_a_rise_faster_than_any_curve_is_not_called_done():
    line = exact(lambda n: max(0.02, 0.6 - 0.0004 * n), spaced(1000), share=0.5)
    # Four points each 100 labels, of which the curve through all checkpoints sees one.
    found = verdict(line, CostPlan(gain=1.5))
    assert found.verdict == "keep_going"
    assert "no forecast can be trusted" in found.grounds
