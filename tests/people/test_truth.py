"""One answer from several: published examples, planted annotators, and a fit that never gets worse."""

import json
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_al.people.ratings import Ratings
from desktop_al.people.truth import (
    MISSING,
    TIE,
    against,
    dawid_skene,
    entropy,
    majority,
    to_adjudicate,
    training_weights,
    votes,
    wilson,
)

CASES = {case["name"]: case for case in json.loads((Path(__file__).parent / "agreement-cases.json").read_text())}


def ratings(codes, levels, replicates=()):
    codes = np.array(codes, np.int16)
    return Ratings(
        tuple(f"a{k}" for k in range(len(codes))),
        tuple(f"s{k}" for k in range(codes.shape[1])),
        tuple(f"c{k}" for k in range(levels)),
        codes,
        tuple(replicates),
    )


def of_case(name):
    """A published table; a cell that is a list holds the readings of one observer."""
    case = CASES[name]
    index = {level: k for k, level in enumerate(case["levels"])}
    cells = [[cell if isinstance(cell, list) else [cell] for cell in row] for row in case["data"]]
    more = [(a, s, index[x]) for a, row in enumerate(cells) for s, cell in enumerate(row) for x in cell[1:]]
    return ratings([[index[cell[0]] for cell in row] for row in cells], len(index), more), case


def planted(random, samples, annotators, levels, each, right, sure=0.1):
    """True answers, each annotator's matrix, and what they then answer: ``each`` of them a sample."""
    truth = random.integers(0, levels, samples)
    confusion = np.zeros((annotators, levels, levels))
    for a in range(annotators):
        for c in range(levels):
            hit = np.clip(random.normal(right, sure), 0.4, 0.98)
            confusion[a, c] = np.insert(random.dirichlet(np.ones(levels - 1)) * (1 - hit), c, hit)
    drawn = random.random((annotators, samples, 1)) > confusion.cumsum(axis=2)[:, truth]
    codes = drawn.sum(axis=2).clip(0, levels - 1)
    asked = random.random((annotators, samples)).argsort(axis=0) < each
    return truth, confusion, ratings(np.where(asked, codes, MISSING), levels)


# The anaesthetists of Dawid and Skene (1979)


def test_prevalence_labels_posteriors_and_matrix_are_those_of_the_paper():
    table, labels = of_case("dawid-skene-1979-labels")
    fit = dawid_skene(table, prior=False)
    assert (fit.labels + 1 == labels["expected"]).all()
    assert fit.log_likelihood[-1] == pytest.approx(-192.8909, abs=1e-4)
    case = CASES["dawid-skene-1979-priors"]
    np.testing.assert_allclose(fit.prevalence, case["expected"], atol=case["tolerance"])
    case = CASES["dawid-skene-1979-uncertain-posteriors"]
    patients = np.array(case["params"]["items"]) - 1
    np.testing.assert_allclose(fit.posterior[patients], case["expected"], atol=case["tolerance"])
    assert (np.flatnonzero(fit.posterior.max(axis=1) < 0.99) == patients).all()
    case = CASES["dawid-skene-1979-observer2-errors"]
    np.testing.assert_allclose(fit.confusion[1], case["expected"], atol=case["tolerance"])


def test_how_far_the_prior_moves_the_labels_of_the_paper():
    table, labels = of_case("dawid-skene-1979-labels")
    fit = dawid_skene(table)
    # Level 4 has 3 patients: the prior weighs more than they do. Patients 3, 12, 38 are split 2 against 3 and 1.
    assert (np.flatnonzero(fit.labels + 1 != labels["expected"]) + 1).tolist() == [2, 3, 12, 36, 38]
    assert np.ptp(fit.restarts) < 1e-6
    assert (fit.advised, fit.reason) == (True, "")


# The fit


def plain_fit(table, steps, beside, per_class):
    """The same by loops over annotators and samples, as the paper writes it."""
    levels = len(table.levels)
    seen = [[] for _ in table.samples]
    for a, s in np.argwhere(table.codes != MISSING):
        seen[s].append((a, table.codes[a, s]))
    for a, s, code in table.replicates:
        seen[s].append((a, code))
    posterior = np.array([[sum(c == t for _, c in row) / len(row) for t in range(levels)] for row in seen])
    for _ in range(steps):
        prevalence = posterior.sum(axis=0) + per_class
        prevalence /= prevalence.sum()
        matrix = np.tile(beside, (len(table.annotators), 1, 1))
        for s, row in enumerate(seen):
            for a, c in row:
                matrix[a, :, c] += posterior[s]
        matrix /= matrix.sum(axis=2, keepdims=True)
        for s, row in enumerate(seen):
            joint = prevalence * np.prod([matrix[a, :, c] for a, c in row], axis=0)
            posterior[s] = joint / joint.sum()
    return posterior, prevalence, matrix


def test_the_fit_is_that_of_the_textbook():
    table = planted(np.random.default_rng(3), 60, 4, 3, 3, 0.75)[2]
    table = ratings(table.codes, 3, [(0, 5, 1), (2, 5, 2), (1, 17, 0)])
    fit = dawid_skene(table, restarts=1)
    posterior, prevalence, matrix = plain_fit(table, len(fit.log_likelihood), 3 * np.eye(3) + 1, 1)
    np.testing.assert_allclose(fit.prevalence, prevalence, atol=1e-9)
    np.testing.assert_allclose(fit.confusion, matrix, atol=1e-9)
    np.testing.assert_allclose(fit.posterior, posterior, atol=1e-9)


@st.composite
def tables(draw):
    annotators, samples, levels = draw(st.integers(1, 5)), draw(st.integers(1, 12)), draw(st.integers(2, 4))
    answers = st.integers(-1, levels - 1)
    row = st.lists(answers, min_size=samples, max_size=samples)
    codes = np.array(draw(st.lists(row, min_size=annotators, max_size=annotators)), np.int16)
    given = np.argwhere(codes != MISSING).tolist()
    again = st.tuples(st.sampled_from(given), st.integers(0, levels - 1)) if given else st.nothing()
    more = draw(st.lists(again, max_size=4)) if given else []
    return ratings(codes, levels, [(*cell, code) for cell, code in more])


@settings(deadline=None, max_examples=25)
@given(tables(), st.booleans(), st.integers(0, 3))
def test_the_objective_never_falls(table, prior, seed):
    fit = dawid_skene(table, restarts=3, seed=seed, prior=prior)
    if fit is None:
        assert (table.codes == MISSING).all()
        return
    assert np.isfinite(fit.log_likelihood).all()
    assert (np.diff(fit.log_likelihood) > -1e-9).all()
    assert len(fit.restarts) == 3
    for rows in (fit.posterior, fit.confusion, fit.prevalence):
        np.testing.assert_allclose(rows.sum(axis=-1), 1)
    assert (fit.confusion_low <= fit.confusion).all()
    assert (fit.confusion <= fit.confusion_high).all()
    assert ((fit.labels == MISSING) == (table.codes == MISSING).all(axis=0)).all()


@settings(deadline=None, max_examples=15)
@given(tables(), st.randoms())
def test_the_order_of_the_samples_does_not_matter(table, shuffle):
    order = list(range(len(table.samples)))
    shuffle.shuffle(order)
    table = ratings(table.codes, len(table.levels))
    fit, moved = dawid_skene(table), dawid_skene(ratings(table.codes[:, order], len(table.levels)))
    if fit is not None:
        np.testing.assert_allclose(moved.posterior, fit.posterior[order], atol=1e-9)


def test_planted_matrices_lie_in_their_intervals():
    random = np.random.default_rng(11)
    held = []
    for samples, annotators, levels, each in [(300, 5, 3, 4), (200, 4, 4, 4), (600, 8, 4, 3), (150, 5, 2, 5)] * 4:
        truth, confusion, table = planted(random, samples, annotators, levels, each, 0.8)
        fit = dawid_skene(table)
        held.append((fit.confusion_low <= confusion) & (confusion <= fit.confusion_high))
        assert (fit.labels == truth).mean() > (majority(table) == truth).mean() - 0.02
    assert np.concatenate([one.ravel() for one in held]).mean() >= 0.9


def test_of_the_surest_samples_few_are_wrong():
    random = np.random.default_rng(5)
    wrong = sure = 0
    for _ in range(20):
        truth, _, table = planted(random, 100, 4, 4, 3, 0.8)
        fit = dawid_skene(table)
        those = fit.posterior.max(axis=1) >= 0.95
        wrong, sure = wrong + int((fit.labels != truth)[those].sum()), sure + int(those.sum())
    assert sure > 1000
    assert wrong / sure < 0.025


def test_a_rare_careful_annotator_outweighs_two_careless_ones():
    random = np.random.default_rng(2)
    truth = random.integers(0, 2, 400)
    codes = [np.where(random.random(400) < right, truth, 1 - truth) for right in (0.97, 0.97, 0.65, 0.65, 0.65)]
    table = ratings(codes, 2)
    fit = dawid_skene(table)
    assert (fit.labels == truth).mean() > (majority(table) == truth).mean() + 0.02
    assert fit.confusion[0, 0, 0] > 0.93 > 0.75 > fit.confusion[3, 0, 0]


def test_when_the_model_is_advised():
    random = np.random.default_rng(1)
    assert dawid_skene(planted(random, 60, 3, 3, 3, 0.8)[2]).advised
    two = dawid_skene(planted(random, 60, 2, 3, 2, 0.8)[2])
    assert not two.advised
    assert "fewer than 3 annotators" in two.reason
    few = dawid_skene(planted(random, 19, 3, 3, 3, 0.8)[2])
    assert not few.advised
    assert " samples that somebody else answered" in few.reason
    assert "only 19 samples" in few.reason
    thin = dawid_skene(planted(random, 300, 5, 3, 2, 0.8)[2])
    assert not thin.advised
    assert "2.0 of them on average" in thin.reason
    # Somebody who has not answered anything is no reason against it, samples with one answer neither.
    table = planted(random, 60, 3, 3, 3, 0.8)[2]
    alone = np.full((3, 40), MISSING)
    alone[0] = 1
    wider = np.vstack([np.hstack([table.codes, alone]), np.full((1, 100), MISSING)])
    assert dawid_skene(ratings(wider, 3)).advised


def test_nothing_to_fit():
    assert dawid_skene(ratings(np.full((3, 4), MISSING), 2)) is None
    assert dawid_skene(ratings(np.zeros((3, 4)), 1)) is None
    assert dawid_skene(ratings(np.zeros((0, 0)), 2)) is None
    assert dawid_skene(ratings(np.zeros((0, 0)), 0)) is None
    everyone_says_one = dawid_skene(ratings(np.zeros((3, 9)), 2), prior=False)
    assert (everyone_says_one.labels == 0).all()
    assert everyone_says_one.prevalence.tolist() == [1, 0]


@pytest.mark.alone
def test_ten_thousand_samples_are_fitted_in_seconds():
    for samples, annotators, levels, each in [(10_000, 20, 10, 3), (10_000, 3, 2, 3), (800, 164, 2, 10)]:
        table = planted(np.random.default_rng(1), samples, annotators, levels, each, 0.7)[2]
        began = time.perf_counter()
        dawid_skene(table)
        assert time.perf_counter() - began < 8


# Majority, adjudication, who next


def test_a_tie_is_never_broken():
    table = ratings([[0, 0, 1, -1, 2], [1, 0, -1, -1, 1], [1, 1, -1, -1, 0]], 3, [(0, 0, 0), (0, 0, 0)])
    assert majority(table).tolist() == [1, 0, 1, MISSING, TIE]
    assert votes(table).tolist()[0] == [1, 2, 0]
    assert majority(ratings(np.zeros((0, 0)), 0)).tolist() == []


def test_what_goes_to_adjudication():
    table = ratings([[0, 0, 1, 0, -1], [1, 0, 1, 0, -1], [-1, 1, 1, -1, 1]], 2)
    assert to_adjudicate(table).tolist() == [True, False, False, False, False]
    posterior = np.array([[0.99, 0.01], [0.8, 0.2], [0.3, 0.7], [0.6, 0.4], [0.5, 0.5]])
    # The second has different answers; the others have not, however open the model leaves them.
    assert to_adjudicate(table, posterior).tolist() == [True, True, False, False, False]
    assert to_adjudicate(table, posterior, 0.8).tolist() == [True, False, False, False, False]


def test_entropy_in_bits():
    assert entropy(np.array([[1.0, 0], [0.5, 0.5], [0.25, 0.75]])) == pytest.approx([0, 1, 0.8112781])


# Against a known truth, and the result


def test_against_a_known_truth():
    table = ratings([[0, 0, 1, 1, 2, -1], [0, 1, 1, -1, 0, 0]], 3, [(0, 0, 2)])
    first, second = against(table, np.array([0, 0, 1, 0, MISSING, 1], np.int16))
    assert (first.annotator, first.n, first.right.value) == ("a0", 4, 0.75)
    assert (first.right.low, first.right.high) == pytest.approx((0.3006, 0.9544), abs=1e-4)
    assert first.confusion.tolist() == [[2, 1, 0], [0, 1, 0], [0, 0, 0]]
    assert [one.value for one in first.sensitivity] == [pytest.approx(2 / 3), 1, None]
    assert [one.value for one in first.specificity] == [1, pytest.approx(2 / 3), 1]
    assert first.sensitivity[2].reason == "no sample of this class"
    assert first.sensitivity[2].n == 0
    assert [one.n for one in first.specificity] == [1, 3, 4]
    assert second.confusion.tolist() == [[1, 1, 0], [1, 1, 0], [0, 0, 0]]
    nobody = against(table, np.full(6, MISSING, np.int16))[0]
    assert (nobody.n, nobody.right.value, nobody.right.reason) == (0, None, "no sample whose answer is known")
    with pytest.raises(ValueError, match="6 samples"):
        against(table, np.zeros(5, np.int16))


@settings(deadline=None)
@given(st.integers(0, 200), st.integers(1, 200))
def test_wilson_solves_its_equation(k, n):
    k = min(k, n)
    low, high = wilson(k, n)
    assert 0 <= low <= k / n <= high <= 1
    for limit in (low, high):
        assert (k / n - limit) ** 2 == pytest.approx(1.96**2 * limit * (1 - limit) / n, abs=1e-9)


def test_wilson_of_published_and_of_impossible_counts():
    # Newcombe, Statistics in Medicine 17, 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    for k, n, low, high in [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ]:
        assert wilson(k, n) == pytest.approx((low, high), abs=1e-4)
    assert wilson(0, 0) == (0, 1)
    for k, n in [(3, 2), (-1, 2), (0, -1), (float("nan"), 3)]:
        with pytest.raises(ValueError, match="no share"):
            wilson(k, n)


def test_weights_for_training():
    table = ratings([[0, 0, -1], [0, 1, -1], [0, 1, -1]], 2)
    assert training_weights(table, None) == pytest.approx([1, 2 / 3, 0])
    fit = dawid_skene(table)
    weights = training_weights(table, fit)
    assert weights == pytest.approx([fit.posterior[0, 0], fit.posterior[1].max(), 0])
    assert weights[0] > weights[1] > 0.5
