"""What suggestions do: the arms compared, the draw, the samples needed, the words."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_al.core.errors import BadArgument
from desktop_al.core.intervals import newcombe_limits
from desktop_al.core.shapes import Measured
from desktop_al.people.arms import FEWEST, Contrast, contrast, key_ratio, time_ratio
from desktop_al.people.assignment import audit_mask, draw_arm, overlap_mask
from desktop_al.people.influence import NO_BIN, TAKEN_AS_RIGHT, UNKNOWN, Answers, Influence, influence
from desktop_al.people.influence_plan import needed_for_power, needed_for_width
from desktop_al.people.influence_words import in_words
from tests.benchmarks.influence import HIGHEST, LOWEST, Cell, harm, held, wrong_on_purpose
from tests.benchmarks.influence import answers as simulated


def answers(seed, n=300, annotators=3, shared=False, known=True):
    random = np.random.default_rng(seed)
    right = random.random(n) < 0.8
    followed = random.random(n) < np.where(right, 0.9, 0.3)
    return Answers(
        annotator=random.integers(0, annotators, n),
        withheld=random.random(n) < 0.4,
        followed=followed,
        right=np.where(random.random(n) < 0.8, right, UNKNOWN) if known else np.full(n, UNKNOWN),
        seconds=random.lognormal(1.5, 0.5, n),
        keys=random.poisson(2, n).astype(float),
        score_bin=random.integers(0, 3, n),
        sample=random.integers(0, n // 3, n) if shared else None,
    )


def figures(found: Influence):
    """Every Measured that compares the arms."""
    for field in fields(found):
        one = getattr(found, field.name)
        yield field.name, one.difference if isinstance(one, Contrast) else one.ratio


# ---- Newcombe's interval


@pytest.mark.parametrize(
    ("counts", "limits"),
    [
        # Table II of the paper, method 10.
        ((56, 70, 48, 80), (0.0524, 0.3339)),
        ((9, 10, 3, 10), (0.1705, 0.8090)),
        ((6, 7, 2, 7), (0.0582, 0.8062)),
        ((5, 56, 0, 29), (-0.0381, 0.1926)),
        ((0, 10, 0, 20), (-0.1611, 0.2775)),
        ((0, 10, 0, 10), (-0.2775, 0.2775)),
        ((10, 10, 0, 20), (0.6791, 1.0)),
        ((10, 10, 0, 10), (0.6075, 1.0)),
    ],
)
def test_newcombe_as_published(counts, limits):
    assert [float(limit) for limit in newcombe_limits(*counts)] == pytest.approx(limits, abs=6e-5)


def test_newcombe_of_nothing_and_of_arrays():
    low, high = newcombe_limits([0, 56], [0, 70], [3, 48], [10, 80])
    assert low.tolist() == pytest.approx([-1, 0.0524], abs=6e-5)
    assert high.tolist() == pytest.approx([1, 0.3339], abs=6e-5)


# ---- the report


def test_one_annotator_has_newcombes_interval_of_the_counts():
    withheld = np.arange(150) >= 70
    followed = np.r_[np.arange(70) < 56, np.arange(80) < 48]
    one = contrast(np.zeros(150), np.arange(150), withheld, followed)
    low, high = newcombe_limits(56, 70, 48, 80)
    assert one.difference.value == pytest.approx(0.2)
    assert (one.difference.low, one.difference.high) == pytest.approx((float(low), float(high)))
    assert (one.shown.n, one.withheld.n, one.difference.n) == (70, 80, 150)
    assert (one.shown.value, one.withheld.value) == pytest.approx((0.8, 0.6))


def test_one_annotators_times_have_welchs_interval():
    from scipy.stats import ttest_ind

    random = np.random.default_rng(0)
    seconds = np.r_[random.lognormal(1, 0.4, 90), random.lognormal(1.3, 0.7, 30)]
    withheld = np.arange(120) >= 90
    found = time_ratio(np.zeros(120), np.arange(120), withheld, seconds).ratio
    expected = ttest_ind(np.log(seconds[:90]), np.log(seconds[90:]), equal_var=False).confidence_interval(0.95)
    assert found.value == pytest.approx(np.exp(np.log(seconds[:90]).mean() - np.log(seconds[90:]).mean()))
    assert (found.low, found.high) == pytest.approx((np.exp(expected.low), np.exp(expected.high)))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.booleans(), st.integers(5, 300), st.integers(1, 6))
def test_swapped_arms_negate_the_differences_and_invert_the_ratios(seed, shared, n, annotators):
    one = answers(seed, n, annotators, shared)
    other = influence(replace(one, withheld=~one.withheld)).pooled
    for (name, figure), (_, swapped) in zip(figures(influence(one).pooled), figures(other), strict=True):
        if figure.value is None:
            assert swapped.value is None
            continue
        ratio = name in ("seconds", "keys")
        turned = 1 / figure.value if ratio else -figure.value
        assert swapped.value == pytest.approx(turned, abs=1e-9)
        assert (figure.low is None) == (swapped.low is None)
        if figure.low is not None:
            limits = (1 / figure.high, 1 / figure.low) if ratio else (-figure.high, -figure.low)
            assert (swapped.low, swapped.high) == pytest.approx(limits, abs=1e-9)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32), st.booleans())
def test_names_of_annotators_and_order_of_rows_change_nothing(seed, shared):
    one = answers(seed, 300, 4, shared)
    names = np.array(["Zoe", "Al", "\N{SNOWMAN}", "Bo"])
    order = np.random.default_rng(seed).permutation(300)
    given_ = {field.name: getattr(one, field.name) for field in fields(one)}
    given_["annotator"] = names[one.annotator]
    moved = Answers(**{name: None if array is None else array[order] for name, array in given_.items()})
    first, second = influence(one), influence(moved)
    assert set(second.by_annotator) <= set(names)
    pairs = [(first.pooled, second.pooled)]
    pairs += [(found, second.by_annotator[names[code]]) for code, found in first.by_annotator.items()]
    for before, after in pairs:
        for (_, figure), (_, same) in zip(figures(before), figures(after), strict=True):
            assert (figure.n, figure.reason) == (same.n, same.reason)
            for limit in ("value", "low", "high"):
                expected = getattr(figure, limit)
                assert getattr(same, limit) == (expected if expected is None else pytest.approx(expected, abs=1e-9))


def test_without_truth_there_is_no_split():
    found = influence(answers(1, known=False)).pooled
    assert found.following.difference.low is not None
    for one in (found.help, found.harm, found.accuracy):
        assert one.difference == Measured(None, reason="There is no sample with a suggestion.")
    assert not any("wrong" in sentence or "right" in sentence for sentence in in_words(found))


@pytest.mark.parametrize(
    ("withheld", "reason"), [(False, "No sample was withheld."), (True, "No sample was shown with its suggestion.")]
)
def test_one_arm_empty_says_so(withheld, reason):
    one = answers(1)
    found = influence(replace(one, withheld=np.full(300, withheld)))
    for _, figure in figures(found.pooled):
        assert (figure.value, figure.low, figure.reason) == (None, None, reason)
    # The share of the arm that there is can be told all the same.
    there = found.pooled.following.withheld if withheld else found.pooled.following.shown
    assert there.value == pytest.approx(one.followed.mean())
    assert in_words(found.pooled)[0] == reason


def test_no_rows_at_all():
    nothing = np.zeros(0)
    found = influence(
        Answers(
            nothing.astype(int), nothing > 0, nothing > 0, nothing.astype(int), nothing, nothing, nothing.astype(int)
        )
    )
    assert (found.by_annotator, found.by_bin) == ({}, {})
    assert all(figure.value is None and figure.reason for _, figure in figures(found.pooled))
    assert 2 <= len(in_words(found.pooled)) <= 4


def test_nobody_with_both_arms_is_not_compared_with_others():
    one = answers(2)
    found = influence(replace(one, withheld=one.annotator == 0)).pooled.following
    assert found.difference.value is None
    assert "No annotator has both" in found.difference.reason


def test_annotators_with_one_arm_are_left_out_and_said():
    one = answers(3)
    withheld = one.withheld & (one.annotator > 0)
    found = influence(replace(one, withheld=withheld)).pooled.following
    rest = one.annotator > 0
    alone = contrast(one.annotator[rest], np.arange(300)[rest], withheld[rest], one.followed[rest])
    assert (found.difference.value, found.difference.low) == (alone.difference.value, alone.difference.low)
    assert "Left out: 1 annotator with" in found.difference.reason


@pytest.mark.parametrize("many", [FEWEST - 1, FEWEST])
def test_an_interval_takes_twenty_samples_in_each_arm(many):
    withheld = np.arange(200) < many
    for arm, words in ((withheld, "samples withheld"), (~withheld, "samples shown with the suggestion")):
        one = contrast(np.zeros(200), np.arange(200), arm, np.arange(200) % 3 > 0).difference
        assert one.value is not None
        if many < FEWEST:
            assert one.low is None
            assert one.reason == f"Too few to say: 19 {words}, 20 are needed."
        else:
            assert one.low is not None
            assert not one.reason


def test_levels_of_annotators_do_not_fake_an_effect():
    """The slow one, who seldom agrees, has most of the samples withheld."""
    random = np.random.default_rng(5)
    who = np.repeat([0, 1], 1000)
    withheld = random.random(2000) < np.where(who == 0, 0.8, 0.1)
    slow = np.where(who == 0, 4.0, 1.0)
    seconds, keys = slow * random.lognormal(1, 0.3, 2000), random.poisson(3 * slow)
    followed = random.random(2000) < np.where(who == 0, 0.5, 0.95)
    naive = seconds[~withheld].mean() / seconds[withheld].mean()
    assert naive < 0.6
    rows = (who, np.arange(2000), withheld)
    assert time_ratio(*rows, seconds).ratio.value == pytest.approx(1, abs=0.06)
    assert key_ratio(*rows, keys).ratio.value == pytest.approx(1, abs=0.06)
    assert contrast(*rows, followed).difference.value == pytest.approx(0, abs=0.06)
    assert followed[~withheld].mean() - followed[withheld].mean() > 0.25


def test_unusable_times_and_key_counts_are_left_out_and_counted():
    one = answers(6)
    seconds, keys = one.seconds.copy(), one.keys.copy()
    seconds[:6] = [0, -3, np.nan, np.inf, -np.inf, 7200]
    keys[:4] = [np.nan, np.inf, -1, 0]
    found = influence(replace(one, seconds=seconds, keys=keys)).pooled
    assert (found.seconds.left_out, found.seconds.ratio.n) == (6, 294)
    assert (found.keys.left_out, found.keys.ratio.n) == (3, 297)
    nothing = np.full(300, np.nan)
    found = influence(replace(one, seconds=nothing, keys=nothing + 0)).pooled
    assert (found.seconds.left_out, found.seconds.ratio.value) == (300, None)
    assert influence(replace(one, keys=np.zeros(300))).pooled.keys.ratio.reason == "No key was pressed."


def test_samples_answered_alike_by_all_widen_the_interval():
    """Ten copies of every row under ten names are no more knowledge than one."""
    one = answers(7, 200, 1)
    rows = np.tile(np.arange(200), 10)
    once = contrast(one.annotator, np.arange(200), one.withheld, one.followed).difference
    many = contrast(np.repeat(np.arange(10), 200), rows, one.withheld[rows], one.followed[rows]).difference
    assert many.value == pytest.approx(once.value)
    assert many.high - many.low == pytest.approx(once.high - once.low, rel=0.05)


def test_accuracy_without_known_labels_is_said_to_be_concluded():
    one = answers(8)
    assert TAKEN_AS_RIGHT in influence(one).pooled.accuracy.difference.reason
    correct = np.where(one.right == UNKNOWN, UNKNOWN, (one.followed == (one.right == 1)).astype(int))
    told, concluded = (influence(each).pooled.accuracy.difference for each in (replace(one, correct=correct), one))
    assert (told.value, told.low, told.reason) == (concluded.value, concluded.low, "")


def test_score_bins_are_compared_apart():
    one = answers(9)
    bins = np.where(np.arange(300) < 100, NO_BIN, one.score_bin)
    found = influence(replace(one, score_bin=bins)).by_bin
    assert set(found) == {0, 1, 2}
    assert sum(each.difference.n for each in found.values()) == 200


def test_broken_arrays_are_refused():
    one = answers(10)
    with pytest.raises(ValueError, match="one value for each row"):
        replace(one, keys=one.keys[1:])
    with pytest.raises(ValueError, match="yes or no"):
        replace(one, withheld=one.withheld.astype(int))
    with pytest.raises(ValueError, match="not known"):
        replace(one, right=np.full(300, 2))


# ---- what was planted is found


@pytest.mark.parametrize(
    "cell",
    [
        Cell(1, False, 200, 0.2, 0.9, 0.05, 0.8),
        Cell(3, False, 300, 0.5, 0.8, 0.15, 0.8),
        Cell(8, True, 400, 0.2, 0.8, 0.0, 1.0),
    ],
)
def test_intervals_hold_what_was_planted(cell):
    runs = 200
    # Three standard errors of a share of so many runs on either side.
    slack = 3 * (0.05 * 0.95 / runs) ** 0.5
    assert ((held(cell, runs) > LOWEST - slack) & (held(cell, runs) < HIGHEST + slack)).all()


def test_a_model_wrong_on_purpose_shows_as_harm():
    holds, seen, holds_help, holds_accuracy = harm(800, 0.4, 40)
    assert seen == 1
    assert min(holds, holds_help, holds_accuracy) > 0.85
    assert harm(800, 0.0, 40)[1] < 0.12
    found = influence(wrong_on_purpose(2000, 0.4, np.random.default_rng(0))).pooled
    words = in_words(found, "the annotators")
    assert len(words) == 4
    assert "On wrong suggestions that was" in words[1]
    assert "points more often" in words[1]
    assert "the label was right" in words[2]
    assert "less often" in words[2]


def test_anchoring_and_speed_are_found():
    found = influence(simulated(Cell(3, False, 20_000, 0.5, 0.8, 0.1, 0.8), np.random.default_rng(1))).pooled
    assert found.following.difference.value == pytest.approx(0.1, abs=0.02)
    assert found.seconds.ratio.value == pytest.approx(0.8, abs=0.02)
    assert found.keys.ratio.value == pytest.approx(0.8, abs=0.02)


# ---- the draw


def test_the_draw_is_the_same_for_ever():
    ids = np.arange(1, 41, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    drawn = draw_arm(ids, "Ann", 7, 0.3)
    assert np.flatnonzero(drawn).tolist() == [1, 5, 14, 20, 31, 32, 33]
    order = np.random.default_rng(0).permutation(40)
    assert (draw_arm(ids[order], "Ann", 7, 0.3) == drawn[order]).all()
    assert (draw_arm(ids, "Ann", 7, 0.5) >= drawn).all()


def test_the_draw_is_independent_of_annotators_seeds_and_other_sets():
    random = np.random.default_rng(1)
    ids = random.integers(0, 2**64, 100_000, dtype=np.uint64)
    one = draw_arm(ids, "Ann", 7, 0.2)
    others = [draw_arm(ids, "ann", 7, 0.2), draw_arm(ids, "Bo", 7, 0.2), draw_arm(ids, "Ann", 8, 0.2)]
    others += [audit_mask(ids, 7, 0.2), overlap_mask(ids, 7, 0.2)]
    assert one.mean() == pytest.approx(0.2, abs=0.006)
    for other in others:
        assert abs(np.corrcoef(one, other)[0, 1]) < 0.015
    # Whatever the scores are, every bin has its share.
    bins = random.integers(0, 5, 100_000)
    assert [one[bins == k].mean() for k in range(5)] == pytest.approx([0.2] * 5, abs=0.012)


def test_the_draw_at_its_ends():
    ids = np.arange(1000, dtype=np.uint64)
    assert not draw_arm(ids, "Ann", 0, 0).any()
    assert draw_arm(ids, "Ann", 0, 1).all()
    assert draw_arm(ids[:0], "", 0, 0.5).shape == (0,)
    for share in (-0.1, 1.1, float("nan")):
        with pytest.raises(ValueError, match="between 0 and 1"):
            draw_arm(ids, "Ann", 0, share)


# ---- samples needed


@pytest.mark.parametrize(
    ("base", "delta", "fifth", "half"), [(0.9, 0.05, 1600, 864), (0.9, 0.10, 355, 143), (0.8, 0.05, 3013, 1806)]
)
def test_known_sizes(base, delta, fifth, half):
    assert (needed_for_power(base, delta, 0.2), needed_for_power(base, delta, 0.5)) == (fifth, half)


def test_so_many_samples_do_show_the_difference():
    n = needed_for_power(0.8, 0.1, 0.5)
    random = np.random.default_rng(0)
    shown, withheld = random.binomial(n // 2, 0.9, 4000), random.binomial(n // 2, 0.8, 4000)
    low, _ = newcombe_limits(shown, n // 2, withheld, n // 2)
    assert (low > 0).mean() == pytest.approx(0.8, abs=0.04)


@settings(max_examples=60, deadline=None)
@given(st.floats(0.01, 0.4), st.floats(0, 1), st.floats(0.05, 0.95))
def test_width_is_that_of_the_interval(half, base, share):
    n = needed_for_width(half, base, share)

    def width(rows):
        n1, n2 = rows * (1 - share), rows * share
        low, high = newcombe_limits(n1 * base, n1, n2 * base, n2)
        return float(high - low) / 2

    assert width(n) <= half < width(n - 1) + (n == 2)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: needed_for_power(1.2, 0.1, 0.2),
        lambda: needed_for_power(0.95, 0.1, 0.2),
        lambda: needed_for_power(0.9, 0.0, 0.2),
        lambda: needed_for_power(0.9, 1e-9, 0.2),
        lambda: needed_for_power(0.9, float("nan"), 0.2),
        lambda: needed_for_power(0.9, 0.05, 0.0),
        lambda: needed_for_power(0.9, 0.05, 0.2, power=1.0),
        lambda: needed_for_width(0.0, 0.9, 0.2),
        lambda: needed_for_width(1e-9, 0.9, 0.2),
        lambda: needed_for_width(0.05, float("nan"), 0.2),
        lambda: needed_for_width(0.05, 0.9, 1.0),
    ],
)
def test_sizes_that_cannot_be_planned_are_refused(wrong):
    with pytest.raises(BadArgument, match=r"[A-Z].*\.$"):
        wrong()


# ---- the words


def told(following=None, harm=None, help_=None, accuracy=None, seconds=None):
    """Sentences on figures given as (value, low, high)."""
    found = influence(answers(11, known=False)).pooled

    def with_difference(one, figure):
        return one if figure is None else replace(one, difference=Measured(*figure, 100))

    return in_words(
        replace(
            found,
            following=with_difference(found.following, following),
            harm=with_difference(found.harm, harm),
            help=with_difference(found.help, help_),
            accuracy=with_difference(found.accuracy, accuracy),
            seconds=replace(found.seconds, ratio=Measured(*seconds, 100)) if seconds else found.seconds,
        )
    )


def test_sentences_word_for_word():
    assert told(
        (0.041, 0.012, 0.07), (0.2, 0.1, 0.3), (-0.01, -0.04, 0.02), (-0.03, -0.05, -0.01), (0.8, 0.7, 0.9)
    ) == (
        "With the suggestion on screen you chose it 4 points more often (1 to 7).",
        "On wrong suggestions that was 20 points more often (10 to 30); on right ones no difference is sure "
        "(4 points less to 2 more).",
        "With the suggestion on screen the label was right 3 points less often (1 to 5).",
        "A sample took 20 % less time with it (10 to 30 %).",
    )
    assert told((0.001, -0.02, 0.03), seconds=(1.05, 0.9, 1.2)) == (
        "With the suggestion on screen you chose it less than 1 point more often (may be chance: 2 less to 3 more).",
        "Whether a sample took longer cannot be said (10 % less to 20 % more time with it).",
    )


def test_sentences_where_little_is_known():
    one = answers(12, 60, 1)
    withheld = np.arange(60) < 12
    assert in_words(influence(replace(one, withheld=withheld)).pooled) == (
        "Too few to say: 12 samples withheld, 20 are needed.",
        "At the present share that is about 40 more samples with a suggestion.",
    )
    few = told((0.04, 0.01, 0.07), harm=(0.2, None, None), help_=(0.1, 0.05, 0.15))
    expected = "On wrong suggestions there is too little to say; on right ones that was 10 points more often (5 to 15)."
    assert few[1] == expected


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 400), st.booleans(), st.sampled_from(["you", "the annotators", "Ann"]))
def test_there_are_two_to_four_sentences_without_reasons_why(seed, n, known, who):
    words = in_words(influence(answers(seed, n, 2, known=known)).pooled, who)
    assert 2 <= len(words) <= 4
    text = " ".join(words)
    assert all(sentence.endswith(".") and len(sentence) < 160 for sentence in words)
    assert not any(word in text for word in ("because", "cause", "makes", "due to", "nan", "None", "-0", "better"))
