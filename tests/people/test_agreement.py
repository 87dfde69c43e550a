"""Measures of agreement against published values, and what they say where they do not apply."""

import json
import math
from pathlib import Path

import numpy as np
import pytest

from desktop_al.people.agreement import MEASURES, agreement, design_of
from desktop_al.people.agreement_errors import cohen_error, standard_errors
from desktop_al.people.disagreement import per_class, sample_agreement, specific_agreement
from desktop_al.people.distances import linear, quadratic, weighted
from desktop_al.people.kappas import cohen, conger, fleiss
from desktop_al.people.pairs import pair_confusion
from desktop_al.people.rating_sums import Summing, source
from desktop_al.people.ratings import ratings_of

CASES = json.loads((Path(__file__).parent / "agreement-cases.json").read_text("utf-8"))
ICC = {
    "ICC(1,1)": "icc_1_1",
    "ICC(2,1)": "icc_a_1",
    "ICC(3,1)": "icc_c_1",
    "ICC(1,k)": "icc_1_k",
    "ICC(2,k)": "icc_a_k",
    "ICC(3,k)": "icc_c_k",
}
NAMES = {m.name for m in MEASURES}
VALUES = {"cohen_kappa_weighted": cohen, "fleiss_kappa_weighted": fleiss, "conger_kappa_weighted": conger}


def cell(value):
    return "|".join(value) if isinstance(value, list) else str(value)


def ratings_from(case):
    rows = [
        (f"a{a}", f"s{s:02}", cell(value))
        for a, row in enumerate(case["data"])
        for s, value in enumerate(row)
        if value is not None
    ]
    given = {label for _, _, label in rows}
    if case["statistic"] == "krippendorff_alpha_set":
        return ratings_of(rows, sorted(given))
    return ratings_of(rows, [str(level) for level in case["levels"] or sorted(given, key=float)])


def measure_of(case):
    """The name of the measure and the scale that a case is about, or None."""
    name, params, scale = case["statistic"], case["params"], case["scale"]
    if name == "krippendorff_alpha":
        return name, params["metric"]
    if name == "krippendorff_alpha_set":
        return f"alpha_{params['distance']}", "set"
    if name == "icc":
        return ICC[params["form"]], scale
    if name in ("gwet_ac2", "cohen_kappa_weighted") and "weights" in params:
        return f"{name.removesuffix('_weighted')}_{params['weights']}", scale
    return (name, scale) if name in NAMES else None


def found_in(case):
    """What the program says of a case; None where it is about something else."""
    measure = measure_of(case)
    ratings = ratings_from(case)
    name, params = case["statistic"], case["params"]
    if measure:
        return agreement(ratings, measure[1], bootstrap=0, names=[measure[0]])[measure[0]].value
    if name.endswith("_se"):
        return standard_errors(ratings)[name.removesuffix("_se")]
    if name in VALUES:
        custom = params.get("disagreement_weights")
        scores = range(len(ratings.levels))
        kinds = {"linear": linear(scores), "quadratic": quadratic(scores)}
        distance = weighted(custom) if custom else kinds[params["weights"]]
        data = source(ratings, {"it": distance}, None)
        sums = Summing(data, ["differing it", "common", "shares", "margins"])
        return float(VALUES[name](sums.sums(data.answers.times[:, None].astype(float)), distance, "it")[0])
    if name == "fleiss_kappa_per_category":
        return [m.value for m in per_class(ratings, bootstrap=0)]
    if name == "per_item_agreement":
        return sample_agreement(ratings).tolist()
    if name == "specific_agreement":
        return specific_agreement(ratings).tolist()
    if name == "cohen_kappa_ci95":
        kappa = agreement(ratings, bootstrap=0, names=["cohen_kappa"])["cohen_kappa"].value
        error = 1.959964 * standard_errors(ratings)["cohen_kappa"]
        return [kappa - error, kappa + error]
    return None


OWN = [case for case in CASES if not case["statistic"].startswith(("dawid_skene", "box"))]


def test_every_case_is_looked_at():
    assert len(CASES) == 73
    assert len(OWN) == 67
    assert sum(case["expected"] is None for case in OWN) == 2


@pytest.mark.parametrize("case", OWN, ids=[case["name"] for case in OWN])
def test_a_published_value(case):
    found = found_in(case)
    if case["expected"] is None:
        assert found is None
        name, scale = measure_of(case)
        assert agreement(ratings_from(case), scale)[name].reason
    else:
        assert found == pytest.approx(case["expected"], abs=case["tolerance"])


def test_unused_levels_change_weights_but_not_cohens_kappa():
    rows = [("a", str(k), "xxyz"[k % 4]) for k in range(8)] + [("b", str(k), "xyyz"[k % 4]) for k in range(8)]
    few, more = (agreement(ratings_of(rows, levels), bootstrap=0) for levels in ("xyz", "xyzw"))
    assert few["cohen_kappa"].value == pytest.approx(more["cohen_kappa"].value)
    assert few["brennan_prediger"].value < more["brennan_prediger"].value


def test_one_class_is_undefined_beside_full_percent_agreement():
    found = agreement(ratings_of([(a, str(k), "yes") for a in "ab" for k in range(30)], ["no", "yes"]))
    assert found["percent_agreement"].value == 1
    for name in ("cohen_kappa", "scott_pi", "fleiss_kappa", "conger_kappa", "light_kappa", "krippendorff_alpha"):
        assert found[name].value is None
        assert "one class" in found[name].reason
    # With a second class that nobody has chosen these two are defined.
    assert found["gwet_ac1"].value == found["brennan_prediger"].value == 1


def test_what_does_not_apply_says_why():
    three = ratings_of([(a, str(k), "xy"[k % 2]) for a in "abc" for k in range(4)], ["x", "y"])
    found = agreement(three, scores=())
    assert "light_kappa" in found["cohen_kappa"].reason
    assert "fleiss_kappa" in found["scott_pi"].reason
    for name in ("cohen_kappa_linear", "gwet_ac2_quadratic", "icc_1_1"):
        assert found[name].value is None
        assert "order" in found[name].reason
    assert "sets" in found["alpha_masi"].reason
    assert "3 of 3 pairs" in found["light_kappa"].reason
    assert agreement(three, "ordinal", scores=())["krippendorff_alpha"].value is None
    assert "numbers" in agreement(three, "ratio")["krippendorff_alpha"].reason
    alone = agreement(ratings_of([("a", "1", "x")], ["x", "y"]))
    assert all(m.value is None and "two annotators" in m.reason for m in alone.values())
    assert all(m.value is None and m.reason for m in agreement(ratings_of([], ["x"])).values())
    assert all(m.value is None and m.reason for m in agreement(ratings_of([], [])).values())


def test_a_correlation_refuses_gaps_rather_than_leaving_samples_out():
    rows = [(a, str(k), str(k % 5)) for a in "ab" for k in range(10)] + [("a", "10", "3")]
    found = agreement(ratings_of(rows, list("01234")), "interval")
    assert found["icc_a_1"].value is None
    assert "1 of 11 samples" in found["icc_a_1"].reason
    assert agreement(ratings_of(rows[:-1], list("01234")), "interval")["icc_a_1"].value == pytest.approx(1)
    negative = agreement(ratings_of([(a, s, "-1") for a in "ab" for s in "12"], ["-1", "1"]), "ratio")
    assert "from 0" in negative["krippendorff_alpha"].reason


def test_sets_take_the_measures_of_sets():
    rows = [("a", "1", "x|y"), ("b", "1", "x|y"), ("a", "2", ""), ("b", "2", ""), ("a", "3", "x"), ("b", "3", "x|y")]
    found = agreement(ratings_of(rows, ["", "x", "x|y"]), "set")
    assert found["percent_agreement"].value == pytest.approx(2 / 3)
    assert found["krippendorff_alpha"].value == found["alpha_masi"].value
    assert "MASI" in found["krippendorff_alpha"].reason
    assert found["alpha_masi"].value < found["alpha_jaccard"].value < 1
    assert {name for name, m in found.items() if m.value is not None} == {
        "percent_agreement",
        "krippendorff_alpha",
        "alpha_jaccard",
        "alpha_masi",
    }


@pytest.mark.parametrize(
    ("n", "interval", "words"), [(19, False, "no interval"), (59, True, "conclude"), (60, True, "")]
)
def test_few_samples_have_no_interval_or_a_warning(n, interval, words):
    rng = np.random.default_rng(n)
    rows = [(a, str(k), "xy"[int(rng.random() < 0.5 or k % 3 == 0)]) for a in "abc" for k in range(n)]
    m = agreement(ratings_of(rows, ["x", "y"]))["krippendorff_alpha"]
    assert m.n == n
    assert (m.low is not None) == (m.high is not None) == interval
    assert (words in m.reason) if words else not m.reason


def test_the_error_of_weighted_kappa_is_that_of_kappa_for_plain_weights():
    table = [[20, 5, 1], [4, 30, 6], [0, 7, 27]]
    assert cohen_error(table, np.eye(3)) == pytest.approx(cohen_error(table))
    assert math.isnan(cohen_error([[0, 0], [0, 0]]))
    assert math.isnan(cohen_error([[4, 0], [0, 0]]))


def test_a_closed_form_error_is_that_of_the_resamples():
    rng = np.random.default_rng(3)
    truth = rng.integers(0, 3, 300)
    rows = [
        (a, str(k), str(truth[k] if rng.random() < 0.8 else rng.integers(3)))
        for a in "abcd"
        for k in range(300)
        if rng.random() < 0.8
    ]
    ratings = ratings_of(rows, list("012"))
    found, errors = agreement(ratings), standard_errors(ratings)
    assert set(errors) == {"fleiss_kappa", "gwet_ac1", "brennan_prediger", "krippendorff_alpha", "conger_kappa"}
    for name, error in errors.items():
        assert (found[name].high - found[name].low) / 3.92 == pytest.approx(error, rel=0.1), name


def test_the_scores_are_the_numbers_that_the_levels_are():
    assert design_of(["1", "10", "2,5"], "nominal").scores == (1, 10, 2.5)
    assert design_of(["low", "high"], "ordinal").scores == (0, 1)
    assert design_of(["low", "high"], "nominal").scores is None
    assert design_of(["1", "nan"], "nominal").scores is None
    rows = [("a", "1", "1"), ("b", "1", "2"), ("a", "2", "10"), ("b", "2", "10"), ("a", "3", "1"), ("b", "3", "1")]
    near = agreement(ratings_of(rows, ["1", "2", "10"]), "ordinal")["cohen_kappa_linear"].value
    far = agreement(ratings_of(rows, ["1", "2", "10"]), "ordinal", scores=(0, 1, 2))["cohen_kappa_linear"].value
    assert near > far
    assert pair_confusion(ratings_of(rows, ["1", "2", "10"]), 0, 1).tolist() == [[1, 1, 0], [0, 0, 0], [0, 0, 1]]
