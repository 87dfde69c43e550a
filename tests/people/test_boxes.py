"""Boxes of two annotators: worked examples, and that the matching is the best there is."""

import json
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_al.people.boxes import box_agreement, match, overlap

CASES = json.loads((Path(__file__).parent / "agreement-cases.json").read_text())


@pytest.mark.parametrize("case", [case for case in CASES if case["statistic"] == "box_f1"], ids=lambda c: c["name"])
def test_worked_examples(case):
    found = box_agreement(*case["data"], case["params"]["iou_threshold"])
    assert found.f1.value == pytest.approx(case["expected"], abs=case["tolerance"])


def test_a_sample_without_boxes_counts_in_presence_only():
    first, second = [[[0, 0, 10, 10]], [], [[0, 0, 4, 4]]], [[[0, 0, 10, 10]], [], []]
    found = box_agreement(first, second)
    assert found.counts.tolist() == [[1, 1, 1], [0, 0, 0], [0, 1, 0]]
    assert (found.presence.value, found.presence.n) == (pytest.approx(2 / 3), 3)
    assert (found.f1.n, found.mean_iou.value, found.mean_iou.n) == (2, 1, 1)
    assert found.f1.low < 2 / 3 < found.f1.high


def test_intersection_over_union():
    assert overlap([[0, 0, 2, 2]], [[1, 1, 3, 3], [0, 0, 2, 2], [2, 0, 4, 2]]) == pytest.approx(
        np.array([[1 / 7, 1, 0]])
    )
    # Drawn from the other corner; without area; none at all.
    assert overlap([[2, 2, 0, 0]], [[0, 2, 2, 0]]).tolist() == [[1]]
    assert overlap([[1, 1, 1, 1]], [[1, 1, 1, 1]]).tolist() == [[0]]
    assert overlap([], [[0, 0, 1, 1]]).shape == (0, 1)
    assert overlap([], []).shape == (0, 0)


def test_two_pairs_are_better_than_one_perfect_pair():
    first, second = [[0, 0, 10, 10], [4, 0, 14, 10]], [[0, 0, 10, 10], [-4, 0, 6, 10]]
    pairs = match(first, second, 0.4)
    assert [(i, j) for i, j, _ in pairs] == [(0, 1), (1, 0)]
    assert [(i, j) for i, j, _ in match(first, second, 0.5)] == [(0, 0)]


def test_only_equal_classes_match():
    boxes = [[0, 0, 4, 4], [0, 0, 4, 4]]
    assert [(i, j) for i, j, _ in match(boxes, boxes, 0.5, (["cat", "dog"], ["dog", "cat"]))] == [(0, 1), (1, 0)]
    assert match(boxes[:1], boxes[:1], 0.5, (["cat"], ["dog"])) == []
    found = box_agreement([boxes], [boxes], classes=([["cat", "cat"]], [["cat", "dog"]]))
    assert found.f1.value == 0.5
    with pytest.raises(ValueError, match="one class"):
        match(boxes, boxes, 0.5, (["cat"], ["dog", "cat"]))


box = st.tuples(*[st.integers(0, 6)] * 4)


@settings(deadline=None)
@given(st.lists(box, max_size=4), st.lists(box, max_size=4), st.sampled_from([0.1, 0.3, 0.5, 0.75]))
def test_no_other_matching_is_better(first, second, threshold):
    iou = overlap(first, second)
    pairs = match(first, second, threshold)
    assert len({i for i, _, _ in pairs}) == len({j for _, j, _ in pairs}) == len(pairs)
    best = (0, 0.0)
    short, wide = (iou, range(len(second))) if len(first) <= len(second) else (iou.T, range(len(first)))
    for order in permutations(wide, len(short)):
        reached = [short[i, j] for i, j in enumerate(order) if short[i, j] >= threshold - 1e-12]
        best = max(best, (len(reached), round(sum(reached), 9)))
    assert (len(pairs), round(sum(value for _, _, value in pairs), 9)) == best
    turned = box_agreement([second], [first], threshold).f1.value
    assert box_agreement([first], [second], threshold).f1.value == turned


def test_the_interval_holds_the_planted_agreement():
    random = np.random.default_rng(1)
    held = 0
    for _ in range(80):
        first = [[[20 * k, 0, 20 * k + 10, 10] for k in range(random.integers(0, 5))] for _ in range(80)]
        second = [[one for one in boxes if random.random() < 0.7] for boxes in first]
        found = box_agreement(first, second).f1
        # n boxes against .7 n: 2 * .7 / 1.7
        held += found.low <= 1.4 / 1.7 <= found.high
    assert held >= 0.88 * 80


def test_nothing_to_compare_and_bad_boxes():
    empty = box_agreement([[], []], [[], []])
    assert (empty.f1.value, empty.f1.reason) == (None, "nobody has drawn a box")
    assert (empty.mean_iou.value, empty.presence.value) == (None, 1)
    assert box_agreement([], []).presence.value is None
    alone = box_agreement([[[0, 0, 1, 1]]], [[]])
    assert (alone.f1.value, alone.f1.low) == (0, None)
    for bad in ([[0, 0, 1]], [[0, 0, 1, float("nan")]], [0, 0, 1, 1]):
        with pytest.raises(ValueError, match="four finite numbers"):
            match(bad, [[0, 0, 1, 1]])
    for threshold in (0, -1, 1.1, float("nan")):
        with pytest.raises(ValueError, match="above 0"):
            match([], [], threshold)
    with pytest.raises(ValueError, match="1 and 2 samples"):
        box_agreement([[]], [[], []])
