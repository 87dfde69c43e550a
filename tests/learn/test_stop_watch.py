"""From rounds to checkpoints: what is counted, against what, and what a reset forgets."""

from dataclasses import replace

import numpy as np
import pytest

from desktop_al.learn.rounds import RoundInput, run_round
from desktop_al.learn.simulation import simulate
from desktop_al.learn.steps import finish
from desktop_al.learn.stop_verdict import judge, moment_of
from desktop_al.learn.stop_watch import begin, look, reset, wants_checkpoint
from desktop_al.learn.stopping_cost import CostPlan
from desktop_al.learn.stopping_history import LATE, Event, in_force, is_due, next_due
from tests.learn.stop_histories import spaced

ROWS, CLASSES = 400, 3


@pytest.fixture(scope="module")
def pool():
    random = np.random.default_rng(0)
    truth = random.integers(0, CLASSES, ROWS)
    features = (random.normal(size=(ROWS, 6)) + 2 * np.eye(CLASSES, 6)[truth]).astype(np.float32)
    return features, truth, random.permutation(ROWS)[:80]


def rounds(pool, counts, n_classes=CLASSES):
    """Rounds with so many labels: a fifth of them of the audit set, in its order."""
    features, truth, audit = pool
    others = np.setdiff1d(np.arange(ROWS), audit)
    for count in counts:
        labelled = np.concatenate((audit[: count // 5], others[: count - count // 5]))
        excluded = np.zeros(ROWS, bool)
        excluded[audit] = True
        given = RoundInput(
            features,
            labelled,
            truth[labelled],
            n_classes,
            excluded,
            "margin",
            10,
            0,
            audit,
            junk=np.array([others[-1]]),
        )
        yield given, finish(run_round(given))


def watched(pool, counts):
    watch = begin(ROWS, pool[2], 0)
    for given, ranking in rounds(pool, counts):
        watch = look(watch, given, ranking, len(given.labelled) + 1)
    return watch


def test_a_checkpoint_holds_what_the_round_found(pool):
    ((given, ranking),) = rounds(pool, [100])
    one = look(begin(ROWS, pool[2], 0), given, ranking, 107).history.checkpoints[0]
    assert (one.labels, one.asked, one.audit_then) == (100, 107, 20)
    assert (one.audit_right, one.audit_n) == ranking.audit
    assert sum(one.given) == 100
    assert sum(one.audit_true) == sum(one.audit_said) == one.audit_n
    assert sum(one.audit_hits) == one.audit_right
    # 60 of the audit set, and all others that are neither labelled nor junk.
    assert one.left == 60 + (ROWS - 80 - 80 - 1)
    assert 0 < one.uncertainty < one.least_sure <= 1
    assert one.kappa is None
    assert one.agreement is None
    assert one.changed is None


def test_models_are_compared_on_the_stop_set_with_the_checkpoint_before(pool):
    watch = watched(pool, [50, 100])
    one = watch.history.checkpoints[1]
    (_, first), (_, second) = rounds(pool, [50, 100])
    said = [ranking.probabilities[watch.stop_set].argmax(axis=1) for ranking in (first, second)]
    assert one.changed == (said[0] != said[1]).sum()
    assert one.agreement == pytest.approx((said[0] == said[1]).mean())
    from sklearn.metrics import cohen_kappa_score

    assert one.kappa == pytest.approx(cohen_kappa_score(*said))


def test_later_audit_answers_judge_the_earlier_models_too(pool):
    truth, audit = pool[1], pool[2]
    watch = watched(pool, [50, 100, 200])
    (_given, first), *_ = rounds(pool, [50])
    said = first.probabilities.argmax(axis=1)
    said[first.audit_rows] = first.audit_said
    one = watch.history.checkpoints[0]
    assert one.audit_then == 10
    assert one.audit_n == 40
    assert one.audit_right == (said[audit[:40]] == truth[audit[:40]]).sum()
    assert [point.audit_n for point in watch.history.checkpoints] == [40, 40, 40]


def test_the_newest_audit_answers_are_told_apart(pool):
    counts = [25, 50, 75, 100, 150]
    one = watched(pool, counts).history.checkpoints[-1]
    assert one.late_n == (counts[-1] - counts[-1 - LATE]) // 5
    assert one.late_right <= one.late_n


def test_checkpoints_come_by_labels_and_not_by_rounds(pool):
    watch = begin(ROWS, pool[2], 0)
    assert not wants_checkpoint(watch, 0)
    watch = watched(pool, range(10, 140, 5))
    assert [one.labels for one in watch.history.checkpoints] == [10, 35, 60, 85, 110, 135]
    ((given, ranking),) = rounds(pool, [140])
    assert look(watch, given, ranking) is watch
    assert next_due(watch.history) == 162
    assert next_due(watch.history, 2) == 195
    assert in_force(watch.history) == watch.history


def test_spacing_counts_from_the_reset():
    assert is_due(1010, None, 1000)
    assert not is_due(1030, 1010, 1000)
    assert is_due(1035, 1010, 1000)
    assert not is_due(1000, None, 1000)


def test_a_reset_forgets_predictions_and_keeps_the_figures(pool):
    watch = watched(pool, [50, 100])
    anew = reset(watch, Event(100, "protocol"), ROWS, pool[2], 0)
    assert anew.history.checkpoints == watch.history.checkpoints
    ((given, ranking),) = rounds(pool, [101])
    after = look(anew, given, ranking)
    assert after.history.checkpoints[:2] == watch.history.checkpoints
    assert after.history.checkpoints[2].kappa is None
    assert [one.labels for one in in_force(after.history).checkpoints] == [101]
    # The same labels again are no news.
    assert not wants_checkpoint(anew, 100)


def test_a_history_can_be_gone_on_with(pool):
    watch = watched(pool, [50, 100])
    resumed = begin(ROWS, pool[2], 0, watch.history)
    assert np.array_equal(resumed.stop_set, watch.stop_set)
    ((given, ranking),) = rounds(pool, [150])
    after = look(resumed, given, ranking)
    assert after.history.checkpoints[:2] == watch.history.checkpoints
    assert after.history.checkpoints[2].audit_n == 30


def test_one_class_leaves_kappa_undefined_and_two_classes_have_a_change_of_f(pool):
    features, truth, audit = pool
    two = (features, (truth > 0).astype(int), audit)
    watch = begin(ROWS, audit, 0)
    for given, ranking in rounds(two, [50, 100], n_classes=2):
        watch = look(watch, given, ranking)
    assert 0 <= watch.history.checkpoints[1].f_change <= 1
    one = (features, np.zeros(ROWS, int), audit)
    watch = begin(ROWS, audit, 0)
    for given, ranking in rounds(one, [50, 100], n_classes=2):
        watch = look(watch, given, ranking)
    point = watch.history.checkpoints[1]
    assert (point.kappa, point.agreement, point.changed, point.f_change) == (None, 1.0, 0, None)


def test_rows_may_change_places_between_rounds(pool):
    features, _, audit = pool
    plain = watched(pool, [50, 100])
    watch = begin(ROWS, audit, 0)
    for turn, (given, ranking) in enumerate(rounds(pool, [50, 100])):
        order = np.random.default_rng(turn).permutation(ROWS)
        row_of = np.argsort(order)
        moved = replace(
            given,
            features=features[order],
            labelled=row_of[given.labelled],
            excluded=given.excluded[order],
            audit=row_of[audit],
            junk=row_of[given.junk],
        )
        ranked = replace(
            ranking,
            scored=np.arange(ROWS, dtype=np.int32),
            probabilities=ranking.probabilities[order],
            audit_rows=row_of[ranking.audit_rows].astype(np.int32),
        )
        watch = look(watch, moved, ranked, 1, order)
    found, wanted = watch.history.checkpoints, plain.history.checkpoints
    for one, other in zip(found, wanted, strict=True):
        assert replace(one, asked=0, uncertainty=0) == replace(other, asked=0, uncertainty=0)
        assert one.uncertainty == pytest.approx(other.uncertainty, rel=1e-3)


def test_audit_samples_that_a_round_did_not_score_do_not_count_against_it(pool):
    """As while features are still being computed: the first round knows only half of the pool."""
    audit = pool[2]
    (given, ranking), (later, other) = rounds(pool, [50, 100])
    half = np.isin(ranking.scored, np.concatenate((given.labelled, np.arange(0, ROWS, 2))))
    few = replace(ranking, scored=ranking.scored[half], probabilities=ranking.probabilities[half])
    watch = look(look(begin(ROWS, audit, 0), given, few), later, other)
    first, second = watch.history.checkpoints
    assert second.audit_n == 20
    assert 10 < first.audit_n < 20
    assert first.audit_right > 0.5 * first.audit_n
    assert second.changed < ROWS // 2


def test_a_large_pool_has_a_stop_set_of_its_own():
    watch = begin(50_000, np.arange(10), 3)
    assert len(watch.stop_set) == len(np.unique(watch.stop_set)) == 2000
    assert not np.array_equal(watch.stop_set, begin(50_000, np.arange(10), 4).stop_set)


def blobs(n, noise=0.0, classes=2, seed=0):
    random = np.random.default_rng(seed)
    labels = random.integers(0, classes, n)
    features = random.normal(size=(n, 4)) + 4 * np.eye(classes, 4)[labels]
    return features.astype(np.float32), np.where(random.random(n) < noise, random.integers(0, classes, n), labels)


def report(features, labels, **more):
    options = {"batch": 100, "budget": 1100, "seeds": 1, "audit_share": 0.1, "stop_report": True} | more
    return simulate(features, labels, strategies=["random"], **options)["runs"][0]


def test_the_simulation_says_when_stopping_is_advised():
    run = report(*blobs(2000))
    stop = run["stop"]
    assert set(stop) == {"advised_at", "reason", "criteria", "forecasts"}
    assert stop["advised_at"] in [point["labels"] for point in run["curve"]]
    assert stop["advised_at"] >= 600
    assert stop["reason"].startswith("You can stop. ")
    assert stop["criteria"]["cost_rule"] <= stop["advised_at"]
    assert "find_all" not in stop["criteria"]
    assert all(one["low"] <= one["high"] and one["at"] > one["labels"] for one in stop["forecasts"])


def test_labels_that_are_noise_are_never_done():
    run = report(*blobs(2000, noise=1.0), budget=2000)
    assert run["stop"]["advised_at"] is None
    assert "Labels disagree too much" in run["stop"]["reason"]


def test_a_pool_of_one_class_or_of_copies_gets_no_advice_it_does_not_deserve():
    features, labels = blobs(2000)
    run = report(features, np.where(labels == labels, "only", ""), budget=900)
    assert run["stop"]["advised_at"] is None
    assert "one class" in run["stop"]["reason"]
    # Forty samples, fifty times each: all is known, and the advice may say so.
    copies = report(np.tile(features[:40], (50, 1)), np.tile(labels[:40], 50))
    assert copies["stop"]["advised_at"] is not None
    assert copies["curve"][-1]["accuracy"] == 1.0


def test_a_short_run_or_no_report_says_why_there_is_no_advice():
    features, labels = blobs(300)
    assert "At least 100 labels" in report(features, labels, batch=10, budget=50)["stop"]["reason"]
    silent = report(features, labels, batch=10, budget=50, stop_report=False)["stop"]
    assert silent["advised_at"] is None
    assert silent["criteria"] == {}
    without = report(features, labels, batch=40, budget=200, audit_share=0.0)["stop"]
    assert "No audit sample" in without["reason"]


def test_looking_for_a_class_is_reported_beside():
    features, labels = blobs(1200, classes=4)
    run = simulate(
        features,
        np.where(labels == 0, np.where(np.arange(1200) % 5 == 0, "rare", "other"), "other"),
        strategies=["certainty"],
        wanted="rare",
        batch=100,
        budget=800,
        seeds=1,
        audit_share=0.1,
        stop_report=True,
    )["runs"][0]
    assert "find_all" in run["stop"]["criteria"]
    stop = run["stop"]["advised_at"]
    if stop is not None:
        assert next(p["found"] for p in run["curve"] if p["labels"] == stop) >= 0.95


@pytest.mark.slow
def test_the_size_of_a_batch_hardly_matters_on_digits():
    from sklearn.datasets import load_digits

    features, labels = load_digits(return_X_y=True)
    stops = []
    for batch in (10, 50):
        runs = simulate(
            features, labels, strategies=["margin"], batch=batch, budget=900, seeds=1, audit_share=0.1, stop_report=True
        )["runs"]
        stops.append(runs[0]["stop"]["advised_at"])
    assert None not in stops
    assert max(stops) / min(stops) <= 1.6


def test_after_an_abrupt_shift_nothing_is_done_any_more():
    """From 700 labels on the annotator answers with the other class, and nobody tells."""
    features, truth = blobs(2000)
    audit = np.arange(400)
    others = np.arange(400, 2000)
    excluded = np.arange(2000) < 400
    watch, said = begin(2000, audit, 0), {}
    for count in spaced(1500):
        labelled = np.concatenate((audit[: count // 5], others[: count - count // 5]))
        turned = np.concatenate((np.arange(count // 5) >= 140, np.arange(count - count // 5) >= 560))
        labels = np.where(turned, 1 - truth[labelled], truth[labelled])
        given = RoundInput(features, labelled, labels, 2, excluded, "random", 10, 0, audit, model="bayes")
        watch = look(watch, given, finish(run_round(given)))
        said[count] = judge(moment_of(watch.history, CostPlan())).verdict
    assert {verdict for count, verdict in said.items() if 400 < count <= 700} == {"can_stop"}
    # At 704 labels there are four answers of the new sort.
    assert {verdict for count, verdict in said.items() if count > 704} == {"too_early"}
