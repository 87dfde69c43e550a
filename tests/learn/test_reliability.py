"""Reliability bins and calibration errors: by hand, by chance, and of the program's own rounds."""

import numpy as np
import pytest

from desktop_al.core.errors import BadArgument
from desktop_al.core.intervals import wilson_limits
from desktop_al.learn.calibration import MIN_HELD_OUT, PRIOR_ROWS, calibration_weights, fit_temperature
from desktop_al.learn.models import MIN_AUDIT, train
from desktop_al.learn.probabilities import softmax
from desktop_al.learn.reliability import compare, reliability
from desktop_al.learn.rounds import RoundInput, run_round
from desktop_al.learn.steps import finish


def drawn(n, spread, seed, classes=4):
    """Logits, and classes drawn with exactly their probabilities."""
    rng = np.random.default_rng(seed)
    logits = rng.normal(0, spread, (n, classes))
    shares = softmax(logits.copy())
    truth = (rng.random(n)[:, None] > np.cumsum(shares, axis=1)).sum(axis=1).clip(0, classes - 1)
    return logits, truth


def test_the_figures_are_those_computed_by_hand():
    probabilities = np.array([[0.6, 0.4], [0.3, 0.7], [0.9, 0.1], [0.2, 0.8]])
    found = reliability(probabilities, np.array([1, 1, 0, 1]), 0, bins=2)
    assert found.size.tolist() == [2, 2]
    np.testing.assert_allclose(found.confidence, [0.65, 0.85])
    np.testing.assert_allclose(found.right, [0.5, 1.0])
    np.testing.assert_allclose((found.least[0], found.most[0], found.least[1], found.most[1]), [0.6, 0.7, 0.8, 0.9])
    np.testing.assert_allclose((found.low, found.high), wilson_limits([1, 2], [2, 2]))
    assert found.error == pytest.approx((0.15 + 0.15) / 2)
    assert found.accuracy == 0.75
    assert found.brier == pytest.approx(2 * (0.6**2 + 0.3**2 + 0.1**2 + 0.2**2) / 4)
    assert found.log_loss == pytest.approx(-np.log([0.4, 0.7, 0.9, 0.8]).mean())


def test_what_chance_alone_makes_is_exact_where_it_can_be_computed():
    # One bin of one row at 0.75: off by 0.25 three times in four, by 0.75 once.
    found = reliability(np.array([[0.75, 0.25]]), np.array([0]), 0, simulations=40_000)
    assert found.chance == pytest.approx(0.375, abs=0.005)
    assert found.error == pytest.approx(0.25)
    assert found.corrected == 0


def test_bins_hold_equally_many_whatever_the_confidences():
    logits, truth = drawn(1003, 2, 0)
    found = reliability(softmax(logits), truth, 0)
    assert len(found.size) == 15
    assert found.size.sum() == 1003
    assert np.ptp(found.size) <= 1
    assert (np.diff(found.confidence) >= 0).all()
    assert (found.low <= found.right).all()
    assert (found.right <= found.high).all()
    same = reliability(np.full((100, 2), 0.5), np.zeros(100, np.intp), 0)
    assert same.size.sum() == 100


@pytest.mark.parametrize("n", [30, 300, 3000])
def test_perfect_probabilities_have_no_error_but_that_of_chance(n):
    found = [reliability(softmax(logits), truth, 0) for logits, truth in (drawn(n, 2, seed) for seed in range(12))]
    assert np.mean([one.error for one in found]) == pytest.approx(np.mean([one.chance for one in found]), rel=0.15)
    assert np.mean([one.corrected for one in found]) < 0.025
    assert min(one.chance for one in found) > 0.2 / np.sqrt(n)


def test_too_sure_a_model_is_found_out_and_mended_by_its_temperature():
    logits, truth = drawn(2000, 1.5, 3)
    sure = (3 * logits).astype(np.float32)
    found = compare(softmax(sure), softmax(sure / np.float32(fit_temperature(sure, truth))), truth, 0)
    assert found.uncalibrated.corrected > 0.1
    assert found.calibrated.corrected < 0.015
    assert found.calibrated.log_loss < found.uncalibrated.log_loss
    assert found.calibrated.brier < found.uncalibrated.brier
    assert found.calibrated.accuracy == found.uncalibrated.accuracy


def test_the_same_seed_gives_the_same_figures():
    logits, truth = drawn(50, 2, 0)
    once, again, other = (reliability(softmax(logits), truth, seed).chance for seed in (1, 1, 2))
    assert once == again != other


def test_no_rows_one_row_and_impossible_input():
    nothing = reliability(np.empty((0, 3)), np.empty(0, np.intp), 0)
    assert nothing.n == len(nothing.size) == 0
    assert np.isnan([nothing.error, nothing.chance, nothing.corrected, nothing.brier, nothing.log_loss]).all()
    never = reliability(np.array([[1.0, 0.0]]), np.array([1]), 0)
    assert np.isfinite(never.log_loss)
    good = np.array([[0.5, 0.5]])
    for probabilities, truth in (
        (good, np.array([2])),
        (good, np.array([-1])),
        (good, np.array([0.5])),
        (good, np.array([0, 1])),
        (good[0], np.array([0])),
        (2 * good, np.array([0])),
        (np.array([[np.nan, 1]]), np.array([0])),
        (np.array([[-0.5, 1.5]]), np.array([0])),
        (np.empty((1, 0)), np.array([0])),
    ):
        with pytest.raises(BadArgument):
            reliability(probabilities, truth, 0)
    for bins, simulations in ((0, 1), (1, 0)):
        with pytest.raises(BadArgument):
            reliability(good, np.array([0]), 0, bins, simulations)


def test_chosen_answers_count_less_the_more_of_them_there_are():
    assert calibration_weights(MIN_HELD_OUT - 1, 200).tolist() == [1.0] * (MIN_HELD_OUT + 199)
    weights = calibration_weights(50, 400)
    assert weights[:50].tolist() == [1.0] * 50
    assert weights[50:].sum() == pytest.approx(PRIOR_ROWS)
    assert calibration_weights(50, 3).tolist() == [1.0] * 53
    assert len(calibration_weights(0, 0)) == 0


def test_a_row_counts_in_the_temperature_as_often_as_its_weight_says():
    logits, truth = drawn(60, 2, 1)
    repeat = np.random.default_rng(0).integers(1, 4, 60)
    rows = np.repeat(np.arange(60), repeat)
    logits = logits.astype(np.float32)
    weighted = fit_temperature(logits, truth, repeat.astype(np.float32))
    assert weighted == pytest.approx(fit_temperature(logits[rows], truth[rows]), rel=1e-3)
    assert weighted != pytest.approx(fit_temperature(logits, truth), rel=1e-3)


def labelled_by_rounds(seed, batch, budget, n=1500, classes=4, dimensions=40):
    """A pool of overlapping classes, its truth, the audit, and the rows labelled by the program's own rounds."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, classes, n)
    features = (rng.normal(size=(n, dimensions)) + 2 * np.eye(classes, dimensions)[truth]).astype(np.float32)
    audit = rng.permutation(n)[: n // 10]
    reserved = np.isin(np.arange(n), audit)
    asked = np.empty(0, np.intp)
    while len(asked) < budget:
        given = RoundInput(features, asked, truth[asked], classes, reserved, "recommended", batch, seed, audit)
        chosen = finish(run_round(given)).order[: batch - batch // 10]
        fair = audit[len(asked) // 10 :][: batch // 10]
        asked = np.concatenate((asked, fair, chosen)).astype(np.intp)
    return features, truth, audit, asked


def test_shown_probabilities_hold_for_the_rest_of_the_pool_and_the_program_knows_it():
    before, after, own = [], [], []
    for seed in range(3):
        features, truth, audit, rows = labelled_by_rounds(seed, 30, 300)
        fair = np.flatnonzero(np.isin(rows, audit))
        trained = finish(train(features[rows], truth[rows], 4, fair, seed))
        rest = np.setdiff1d(np.arange(len(truth)), rows)
        logits = trained.model.fitted.logits(features[rest])
        found = compare(softmax(logits), trained.model.probabilities(features[rest]), truth[rest], 0)
        before.append(found.uncalibrated.corrected)
        after.append(found.calibrated.corrected)
        assert found.calibrated.log_loss < found.uncalibrated.log_loss
        shown = compare(trained.uncalibrated, trained.probabilities, truth[rows[trained.held_out]], 0)
        assert shown.calibrated.n == MIN_AUDIT
        own.append(shown.calibrated.corrected)
    assert np.mean(before) > 0.1
    assert np.mean(after) < 0.05
    assert np.mean(own) < 0.03
