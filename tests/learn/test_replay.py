"""The learning curve made anew from the answers: where its checkpoints lie, what they rest on, what is kept of them."""

import math
from dataclasses import astuple, replace

import numpy as np
import pytest

from desktop_al.learn.replay import MIN_CHOSEN, due_at, replay
from desktop_al.learn.rounds import RoundInput, run_round
from desktop_al.learn.steps import finish
from desktop_al.learn.stop_advice import advise
from desktop_al.learn.stop_watch import begin, look, reset
from desktop_al.learn.stopping_history import Event, History, in_force, is_due, next_due

ROWS, CLASSES, AUDIT = 300, 3, 60
LABELS = 86
NAMES = ("a", "b", "c")
ABOUT_HALF_A_SECOND = 2.0  # Others may be at work on this computer.


def given_of(labels, *, rows=ROWS, classes=CLASSES, audit=AUDIT, seed=0, dims=6, **more):
    """A pool with ``labels`` answers in an order drawn by lot; every fifth of the pool is an audit sample."""
    random = np.random.default_rng(seed)
    truth = random.integers(0, classes, rows)
    features = (random.normal(size=(rows, dims)) + 2 * np.eye(classes, dims)[truth % dims]).astype(np.float32)
    features /= np.linalg.norm(features, axis=1, keepdims=True)
    order = random.permutation(rows)
    labelled = order[:labels]
    drawn = np.sort(random.permutation(rows)[:audit])
    excluded = np.zeros(rows, bool)
    excluded[drawn] = True
    excluded[labelled] = True
    return RoundInput(features, labelled, truth[labelled], classes, excluded, "margin", 10, seed, drawn, **more)


def replayed(given, events=(), memory=None, asked=None, names=NAMES):
    asked = np.arange(1, len(given.labelled) + 1) if asked is None else asked
    return finish(replay(given, asked, events, names, {} if memory is None else memory))


def steps_of(given, memory, events=()):
    steps, shares = replay(given, np.arange(1, len(given.labelled) + 1), events, NAMES, memory), []
    while True:
        try:
            shares.append(next(steps))
        except StopIteration as end:
            assert shares == sorted(shares)
            assert all(0 <= share < 1 for share in shares)
            return len(shares), end.value


def no_nonsense(value):
    """No figure anywhere that is none."""
    if isinstance(value, tuple | list):
        return all(no_nonsense(one) for one in value)
    return not isinstance(value, float) or math.isfinite(value)


@pytest.fixture(scope="module")
def hundred():
    given, memory = given_of(LABELS), {}
    return given, memory, replayed(given, memory=memory)


# -- where checkpoints lie -----------------------------------------------------------------------------


def test_looks_come_after_25_labels_and_then_by_a_fifth():
    assert due_at(24, []) == []
    assert due_at(25, []) == due_at(26, []) == [25]
    assert due_at(400, []) == [25, 50, 75, 100, 125, 150, 180, 216, 260, 312, 375]


def test_each_reset_begins_anew():
    assert due_at(130, [60]) == [25, 50, 85, 110]
    assert due_at(130, [60, 60, 0, 130, 500]) == [25, 50, 85, 110], "none at nothing, none at the end"
    assert due_at(60, [50]) == [25, 50]
    assert due_at(100, [10, 20, 30]) == [55, 80]


@pytest.mark.parametrize("since", [0, 40])
def test_every_look_that_is_due_is_one_by_the_history(since):
    labels = due_at(3000, [since])
    before = None
    for one in labels:
        if one > since:
            assert is_due(one, before, since)
            before = one


# -- what they rest on ---------------------------------------------------------------------------------


def test_a_look_says_what_a_round_with_the_same_labels_does(hundred):
    given, _, found = hundred
    watch, previous = begin(ROWS, given.audit, given.seed), None
    for labels in due_at(LABELS, []):
        labelled, answers = given.labelled[:labels], given.labels[:labels]
        part = replace(given, labelled=labelled, labels=answers, previous=previous)
        ranking = finish(run_round(part))
        watch, previous = look(watch, part, ranking, labels), ranking.model.linear
    points = watch.history.checkpoints
    assert [one.labels for one in found.history.checkpoints] == [one.labels for one in points]
    for one, other in zip(found.history.checkpoints, points, strict=True):
        assert (one.audit_then, one.given, one.asked) == (other.audit_then, other.given, other.asked)
        # Labels that came after the last round judge here, and not there.
        later = one.audit_n - other.audit_n
        assert 0 <= later <= LABELS - points[-1].labels
        assert 0 <= one.audit_right - other.audit_right <= later
        if one.kappa is not None:
            assert one.kappa == pytest.approx(other.kappa, abs=0.01)
            assert abs(one.changed - other.changed) <= 2
        assert one.uncertainty == pytest.approx(other.uncertainty, abs=0.001)
        assert one.least_sure == pytest.approx(other.least_sure, abs=0.001)


def test_later_audit_answers_judge_earlier_looks(hundred):
    given, _, found = hundred
    answered = np.isin(given.audit, given.labelled).sum()
    points = found.history.checkpoints
    assert {one.audit_n for one in points} == {answered}
    then = [one.audit_then for one in points]
    assert then == [np.isin(given.audit, given.labelled[: one.labels]).sum() for one in points]
    assert then[0] < answered
    for one in points:
        assert sum(one.audit_true) == one.audit_n
        assert sum(one.audit_hits) == one.audit_right
        assert sum(one.given) == one.labels


def test_nobody_is_judged_by_an_answer_that_it_learned_from():
    """Labels drawn by lot cannot be foretold: whoever seems to know them has seen them."""
    given = given_of(200, audit=300, dims=200)
    given = replace(given, labels=np.random.default_rng(5).integers(0, CLASSES, 200))
    point = replayed(given).history.checkpoints[-1]
    assert point.audit_n == 200
    assert point.audit_right / point.audit_n < 0.5


def test_the_chosen_figure_leaves_the_audit_set_out(hundred):
    given, _, found = hundred
    outside = (~np.isin(given.labelled, given.audit)).sum()
    assert found.chosen.n == outside
    assert found.chosen.low < found.chosen.value < found.chosen.high
    # Wrong audit answers move the audit figures, and hardly those of the others.
    of_audit = np.isin(given.labelled, given.audit)
    wrong = replace(given, labels=np.where(of_audit, (given.labels + 1) % CLASSES, given.labels))
    other = replayed(wrong)
    assert other.chosen.n == found.chosen.n
    assert other.chosen.value > other.history.checkpoints[-1].audit_right / other.history.checkpoints[-1].audit_n + 0.3


def test_samples_not_worth_labelling_do_not_count_for_how_sure_the_model_is():
    given = given_of(30)
    plain = replayed(given).history.checkpoints[0]
    free = np.setdiff1d(np.arange(ROWS), given.labelled[:25])
    junk = replayed(replace(given, junk=free[1:])).history.checkpoints[0]
    assert junk.uncertainty == pytest.approx(junk.least_sure)
    assert plain.uncertainty < plain.least_sure
    assert (junk.audit_n, junk.audit_right) == (plain.audit_n, plain.audit_right)
    every = replayed(replace(given, junk=free)).history.checkpoints[0]
    assert (every.uncertainty, every.least_sure) == (None, None)


# -- what is kept --------------------------------------------------------------------------------------


def test_the_curve_is_the_same_after_a_restart(hundred):
    given, _, found = hundred
    assert replayed(given) == found


def test_grown_label_by_label_it_is_the_same_as_at_once(hundred):
    given, _, found = hundred
    memory = {}
    for labels in (24, 25, 60, LABELS):
        part = replace(given, labelled=given.labelled[:labels], labels=given.labels[:labels])
        last = replayed(part, memory=memory)
    assert last == found


def test_what_is_known_is_not_trained_again(hundred):
    given, memory, found = hundred
    kept = dict(memory)
    many, _ = steps_of(given, {})
    few, again = steps_of(given, memory)
    assert again == found
    assert memory.keys() == kept.keys()
    assert all(memory[key] is kept[key] for key in kept)
    assert few < many / 2, "only the figure for the chosen ones is computed anew"


def test_one_more_label_trains_nothing_old(hundred):
    given, memory, _ = hundred
    kept = dict(memory)
    more = given_of(LABELS + 1)
    assert (more.labelled[:LABELS] == given.labelled).all()
    own = dict(memory)
    replayed(more, memory=own)
    assert all(own[key] is kept[key] for key in kept)


@pytest.mark.parametrize("what", ["label", "order", "features", "asked of", "weights", "seed", "classes", "audit"])
def test_what_changed_is_trained_anew_as_if_nothing_had_been_known(hundred, what):
    given, memory, _ = hundred
    first, last = given.labelled[0], given.labelled[-1]
    features = given.features.copy()
    if what == "label":
        changed = replace(given, labels=np.concatenate(([(given.labels[0] + 1) % CLASSES], given.labels[1:])))
    elif what == "order":
        order = np.concatenate((np.arange(60), np.arange(60, LABELS)[::-1]))
        changed = replace(given, labelled=given.labelled[order], labels=given.labels[order])
    elif what == "features":
        features[first] += 1
        changed = replace(given, features=features)
    elif what == "asked of":
        features[last] = 9
        changed = replace(given, features=features)
    elif what == "weights":
        changed = replace(given, weights=np.linspace(0.5, 1.5, LABELS, dtype=np.float32))
    elif what == "seed":
        changed = replace(given, seed=1)
    elif what == "classes":
        changed = replace(given, n_classes=CLASSES + 1)
    else:
        changed = replace(given, audit=given.audit[:-10])
    own = dict(memory)
    got = replayed(changed, memory=own)
    if what in ("label", "order", "asked of"):
        assert got == replayed(changed)
    shared = own.keys() & memory.keys()
    assert len(shared) == (2 if what == "order" else 0), "what came before the change is still known"


def test_a_reset_in_the_past_gives_what_a_restart_gives(hundred):
    given, memory, _ = hundred
    events = [Event(10, "new_class"), Event(36, "protocol")]
    got = replayed(given, events, dict(memory))
    assert got == replayed(given, events)
    assert [one.labels for one in got.history.checkpoints] == [35, 61, 86]
    assert got.history.events == tuple(events)
    assert got.history.checkpoints[1].kappa is None, "the model before the reset is no measure"
    assert got.history.checkpoints[2].kappa is not None


def test_events_come_in_any_order_and_before_the_first_label_reset_nothing(hundred):
    given, _, found = hundred
    assert replayed(given, [Event(0, "new_class")]) == found
    two = [Event(30, "protocol"), Event(57, "new_data")]
    assert replayed(given, two) == replayed(given, two[::-1])
    last = replayed(given, [Event(LABELS, "new_data")]).history
    assert last.events == (Event(LABELS, "new_data"),)
    assert [one.labels for one in last.checkpoints] == [25, 50, 75]
    assert not in_force(last).checkpoints
    assert "New samples came in at 86 labels" in advise(last).grounds


def test_checkpoints_before_a_reset_are_judged_by_what_was_known_then(hundred):
    given, _, _ = hundred
    points = replayed(given, [Event(30, "protocol")]).history.checkpoints
    assert [one.labels for one in points] == [25, 55, 80]
    answered = [np.isin(given.audit, given.labelled[:n]).sum() for n in (25, LABELS)]
    assert [one.audit_n for one in points] == [answered[0], answered[1], answered[1]]
    kept = in_force(replayed(given, [Event(30, "protocol")]).history)
    assert next_due(kept) == 105
    watch = reset(begin(ROWS, given.audit, 0), Event(60, "protocol"), ROWS, given.audit, 0)
    assert (watch.stop_set == begin(ROWS, given.audit, 0).stop_set).all()


# -- odd projects --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("labels", "looks"), [(0, []), (1, []), (24, []), (25, [25]), (26, [25])])
def test_few_labels(labels, looks):
    found = replayed(given_of(labels))
    assert [one.labels for one in found.history.checkpoints] == looks
    assert no_nonsense(astuple(found))
    if labels < MIN_CHOSEN:
        assert found.chosen.value is None
        assert found.chosen.reason.startswith("Too few to say")


def test_a_class_without_a_label():
    found = replayed(replace(given_of(60), n_classes=5), names="abcde")
    assert no_nonsense(astuple(found))
    assert found.history.checkpoints[0].given[3:] == (0, 0)
    assert len(found.history.checkpoints[0].audit_true) == 5


def test_one_class_only():
    given = given_of(60)
    found = replayed(replace(given, labels=np.zeros_like(given.labels)))
    assert no_nonsense(astuple(found))
    newest = found.history.checkpoints[-1]
    assert newest.audit_right == newest.audit_n
    assert (newest.kappa, newest.agreement, newest.changed) == (None, 1.0, 0)
    alone = replayed(replace(given, labels=np.zeros_like(given.labels), n_classes=1), names="a")
    assert no_nonsense(astuple(alone))
    assert alone.history.checkpoints[-1].uncertainty is None


def test_samples_that_look_the_same():
    given = given_of(60)
    found = replayed(replace(given, features=np.ones_like(given.features)))
    assert no_nonsense(astuple(found))
    assert found.history.checkpoints[-1].changed in (0, ROWS)
    empty = replayed(replace(given, features=np.zeros_like(given.features)))
    assert no_nonsense(astuple(empty))


def test_without_an_audit_set_there_are_looks_and_no_accuracy():
    found = replayed(given_of(60, audit=0))
    assert [one.audit_n for one in found.history.checkpoints] == [0, 0]
    assert found.chosen.n == 60
    assert found.history.checkpoints[1].kappa is not None
    assert advise(found.history).accuracy.value is None


def test_where_all_samples_are_audit_samples_nothing_was_chosen():
    found = replayed(given_of(60, audit=ROWS))
    assert {one.audit_n for one in found.history.checkpoints} == {60}
    assert found.chosen.value is None
    assert found.chosen.n == 0
    assert no_nonsense(astuple(found))


def test_an_audit_set_of_which_nothing_is_answered():
    given = given_of(60, audit=0)
    drawn = np.setdiff1d(np.arange(ROWS), given.labelled)[:20]
    newest = replayed(replace(given, audit=drawn)).history.checkpoints[-1]
    assert (newest.audit_n, newest.audit_then) == (0, 0)
    # What was not answered by now; and the audit samples, of which none was.
    assert newest.left == ROWS - 60 - 20 + 20 + 20


def test_every_sample_labelled():
    given = given_of(60, rows=60, audit=12)
    found = replayed(given)
    assert no_nonsense(astuple(found))
    assert found.history.checkpoints[-1].audit_n == 12


def test_a_thousand_classes_give_control_back():
    import time

    given = given_of(120, rows=1500, classes=1000, audit=150, dims=32)
    steps, last, longest = (
        replay(given, np.arange(1, 121), (), [f"c{n}" for n in range(1000)], {}),
        time.monotonic(),
        0.0,
    )
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found = end.value
            break
        longest, last = max(longest, time.monotonic() - last), time.monotonic()
    assert longest < ABOUT_HALF_A_SECOND
    assert [one.labels for one in found.history.checkpoints] == [25, 50, 75, 100]
    assert len(found.history.checkpoints[-1].given) == 1000
    assert no_nonsense(astuple(found))


def test_weights_count():
    given = given_of(60, weights=np.ones(60, np.float32))
    even, plain = replayed(given), replayed(replace(given, weights=None))
    assert even.history.checkpoints == plain.history.checkpoints
    odd = replace(given, weights=np.where(given.labels == 0, 8, 0.1).astype(np.float32))
    assert sum(replayed(odd).history.checkpoints[-1].audit_said[:1]) >= sum(even.history.checkpoints[-1].audit_said[:1])


def test_shown_samples_are_told_with_each_look():
    asked = np.arange(60) * 2 + 3
    found = replayed(given_of(60), asked=asked).history
    assert [one.asked for one in found.checkpoints] == [asked[24], asked[49]]
    assert isinstance(found, History)
