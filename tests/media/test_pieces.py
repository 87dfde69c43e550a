"""Judging a pool in pieces gives what judging it at once gives, and control comes back all the while."""

from collections.abc import Generator
from typing import Any

import numpy as np
import pytest

from desktop_al.core.shapes import SampleKind
from desktop_al.media import near_duplicates as near
from desktop_al.media import pieces
from desktop_al.media.image_looks import IMAGE_COLUMNS
from desktop_al.media.junk import judge, judging
from desktop_al.media.near_duplicates import grouping, near_duplicates
from desktop_al.media.text_looks import LINES, SIGNATURE, TEXT_COLUMNS

COLUMNS: dict[SampleKind, tuple[str, ...]] = {"image": IMAGE_COLUMNS, "text": TEXT_COLUMNS}


def pool(sample: SampleKind, count: int, seed: int) -> np.ndarray:
    """Random looks, among them equal and nearly equal ones, a few damaged, and lines that many have."""
    rng = np.random.default_rng(seed)
    looks = rng.integers(0, 256, (count, len(COLUMNS[sample]))).astype(np.float16)
    for name in ("range", "spread") if sample == "image" else ("words", "characters"):
        looks[:, COLUMNS[sample].index(name)] = 200
    source = rng.integers(0, count // 4, count // 2)
    looks[count // 2 : count // 2 + len(source)] = looks[source]
    changed = rng.integers(0, count, count // 10)
    looks[changed, -1 - rng.integers(0, 8)] = rng.integers(0, 256, len(changed))
    looks[rng.integers(0, count, count // 50), rng.integers(0, looks.shape[1])] = np.nan
    if sample == "text":
        first = TEXT_COLUMNS.index("line_0")
        looks[: count // 8, first : first + 2 * LINES] = 7
    return looks


def run(steps: Generator[None, None, Any]) -> tuple[int, Any]:
    count, result = 0, None

    def through() -> Generator[None, None, None]:
        nonlocal result
        result = yield from steps

    for _ in through():
        count += 1
    return count, result


@pytest.mark.parametrize("sample", ["image", "text"])
@pytest.mark.parametrize("seed", range(4))
def test_pieces_of_any_size_give_the_same(sample: SampleKind, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = pool(sample, 600, seed)
    order = np.random.default_rng(seed).permutation(600)
    kinds, first = judge(looks, sample), near_duplicates(looks, sample, order)
    assert (first != np.arange(600)).sum() > 100
    monkeypatch.setattr(pieces, "PIECE", 7)
    monkeypatch.setattr(near, "_CHUNK", 5)
    steps, judged = run(judging(looks, sample))
    assert steps >= 600 // 7
    np.testing.assert_array_equal(judged.kinds, kinds.kinds)
    assert judged.off == kinds.off
    steps, found = run(grouping(looks, sample, order))
    assert steps >= 2 * 600 // 7
    np.testing.assert_array_equal(found, first)


def test_equal_rows_do_as_the_first_of_them() -> None:
    """Of more equal ones than are compared with each other, all are in the group of what the first is like."""
    rng = np.random.default_rng(3)
    looks = np.zeros((301, len(TEXT_COLUMNS)), np.float16)
    looks[:, TEXT_COLUMNS.index("words")] = 100
    first = TEXT_COLUMNS.index("minhash_0")
    looks[:, first : first + SIGNATURE] = rng.integers(0, 256, SIGNATURE)
    # The first of all differs from the rest in one value.
    looks[0, first] = (looks[0, first] + 1) % 256
    assert (near_duplicates(looks, "text") == 0).all()
    # One that is answered comes before all others of its group.
    order = np.arange(301)
    order[200] = -1
    assert (near_duplicates(looks, "text", order) == 200).all()


def test_figures_that_no_text_has_do_no_harm() -> None:
    looks = np.full((100, len(TEXT_COLUMNS)), 65504, np.float16)
    looks[50:] = -65504
    judge(looks, "text")
    near_duplicates(looks, "text")
