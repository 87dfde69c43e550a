"""Junk: what is flagged, and above all what is not."""

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from desktop_al.core.errors import BadArgument
from desktop_al.core.shapes import SampleKind
from desktop_al.learn.demo_sources import digit_images
from desktop_al.media.image_looks import IMAGE_COLUMNS, image_looks
from desktop_al.media.junk import BY_ID, JUNK_KINDS, figures, judge
from desktop_al.media.near_duplicates import near_duplicates
from desktop_al.media.text_looks import TEXT_COLUMNS, text_looks
from tests.media.junk.junk_stand import drawing, gray, looks_of

COLUMNS: dict[str, tuple[str, ...]] = {"image": IMAGE_COLUMNS, "text": TEXT_COLUMNS}


def kinds_of(samples: list[Any]) -> list[str]:
    sample: SampleKind = "text" if isinstance(samples[0], str) else "image"
    return [JUNK_KINDS[kind].id if kind >= 0 else "" for kind in judge(looks_of(samples), sample).kinds.tolist()]


@pytest.fixture(scope="module")
def digits() -> list[np.ndarray]:
    return [picture for picture, _ in digit_images()][:400]


# The looks
@settings(max_examples=60, deadline=None)
@given(
    arrays.arrays(
        st.sampled_from([np.uint8, np.uint16]),
        st.one_of(
            st.tuples(st.integers(1, 40), st.integers(1, 40)),
            st.tuples(st.integers(1, 40), st.integers(1, 40), st.just(3)),
        ),
    )
)
def test_looks_of_any_picture_are_finite_and_exact_in_float16(picture: np.ndarray) -> None:
    row = image_looks(picture)
    assert row.shape == (len(IMAGE_COLUMNS),)
    assert row.dtype == np.float32
    assert np.isfinite(row).all()
    assert (row >= 0).all()
    np.testing.assert_array_equal(row, row.astype(np.float16).astype(np.float32))
    first = IMAGE_COLUMNS.index("hash_0")
    assert (row[first:] <= 255).all()
    assert (row[first:] == np.rint(row[first:])).all()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_looks_of_any_text_are_finite_and_exact_in_float16(text: str) -> None:
    row = text_looks(text)
    assert row.shape == (len(TEXT_COLUMNS),)
    assert np.isfinite(row).all()
    assert (row >= 0).all()
    np.testing.assert_array_equal(row, row.astype(np.float16).astype(np.float32))
    signature = row[TEXT_COLUMNS.index("minhash_0") :]
    assert (signature <= 255).all()
    assert (signature == np.rint(signature)).all()


@pytest.mark.parametrize("shape", [(1, 1), (1, 5000), (5000, 1, 3), (2, 2, 3), (3000, 2000)])
def test_extreme_sizes(shape: tuple[int, ...]) -> None:
    row = image_looks(np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8))
    assert np.isfinite(row).all()
    assert row[IMAGE_COLUMNS.index("side")] == min(shape[:2])


def test_extreme_texts() -> None:
    rows = looks_of(["", "\ud800", "a" * 3_000_000, "x y " * 500_000, "\n" * 100_000, "\u2400" * 50])
    assert np.isfinite(rows).all()


@pytest.mark.parametrize(
    "wrong", [np.zeros((0, 5), np.uint8), np.zeros((4, 4, 4), np.uint8), np.zeros((4, 4)), np.zeros(4, np.uint8)]
)
def test_what_is_no_picture_is_refused(wrong: np.ndarray) -> None:
    with pytest.raises(BadArgument):
        image_looks(wrong)


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(BadArgument):
        text_looks(b"bytes")  # type: ignore[arg-type]


def test_a_deep_picture_looks_like_its_eight_bit_version(pool: list[np.ndarray]) -> None:
    stretched = cv2.normalize(pool[0], None, 0, 255, cv2.NORM_MINMAX)
    deep = stretched.astype(np.uint16) * 16
    both = looks_of([stretched, deep])
    np.testing.assert_array_equal(near_duplicates(both, "image"), [0, 0])


# Junk
@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (gray(0), "black"),
        (gray(4, 2), "black"),
        (np.full((96, 96), 9, np.uint16), "black"),
        (gray(255), "white"),
        (gray(253, 1), "white"),
        (gray(128), "uniform"),
        (gray(90, 1), "uniform"),
        (np.random.default_rng(1).integers(0, 256, (96, 96, 3), dtype=np.uint8), "noise"),
        (np.random.default_rng(1).integers(0, 4096, (96, 96), dtype=np.uint16), "noise"),
        (cv2.GaussianBlur(drawing(1), (0, 0), 6), "blurred"),
        (cv2.GaussianBlur(drawing(2), (0, 0), 12), "blurred"),
        (drawing(3, 12), "tiny"),
    ],
)
def test_junk_among_images(pool: list[np.ndarray], made: np.ndarray, kind: str) -> None:
    found = kinds_of([*pool, made])
    assert found[-1] == kind
    assert set(found[:-1]) == {""}


def sky() -> np.ndarray:
    """A smooth gradient from blue to nearly white."""
    down = np.linspace(0, 1, 96)[:, None, None]
    return np.rint((1 - down) * (90, 140, 220) + down * (230, 240, 250)).repeat(96, axis=1).astype(np.uint8)


def marked(value: int) -> np.ndarray:
    """One small thing on an empty ground."""
    picture = np.full((96, 96, 3), value, np.uint8)
    cv2.circle(picture, (50, 40), 2, (128, 128, 128), -1)
    return picture


def stars() -> np.ndarray:
    picture = np.zeros((96, 96, 3), np.uint8)
    rng = np.random.default_rng(5)
    picture[rng.integers(0, 96, 60), rng.integers(0, 96, 60)] = 250
    return picture


def written() -> np.ndarray:
    picture = np.full((96, 96, 3), 250, np.uint8)
    for line in range(8):
        cv2.putText(picture, "sharp words", (2, 10 + 11 * line), cv2.FONT_HERSHEY_PLAIN, 0.7, (30, 30, 30))
    return picture


@pytest.mark.parametrize(
    "picture",
    [
        sky(),
        marked(0),
        marked(255),
        marked(100),
        stars(),
        written(),
        np.indices((96, 96)).sum(axis=0).astype(np.uint8) % 2 * 255,
        np.dstack([np.full((96, 96), 100), np.indices((96, 96))[1] * 2, np.full((96, 96), 90)]).astype(np.uint8),
        cv2.GaussianBlur(drawing(4), (0, 0), 1),
        np.clip(drawing(5) + np.random.default_rng(2).normal(0, 20, (96, 96, 3)), 0, 255).astype(np.uint8),
        drawing(6, 40),
        drawing(7, 600),
    ],
    ids=["sky", "dot-on-black", "dot-on-white", "dot-on-grey", "stars", "words", "chequer", "hues", "soft", "grainy"]
    + ["smaller", "larger"],
)
def test_no_junk_among_images(pool: list[np.ndarray], picture: np.ndarray) -> None:
    assert set(kinds_of([*pool, picture])) == {""}


@pytest.mark.parametrize(
    "change",
    [
        lambda picture: cv2.resize(picture, (28, 28), interpolation=cv2.INTER_AREA),
        lambda picture: cv2.resize(picture, (8, 8), interpolation=cv2.INTER_AREA),
        lambda picture: cv2.GaussianBlur(picture, (0, 0), 4),
        lambda picture: picture // 8 + 3,
    ],
    ids=["small", "tiny", "soft", "dark"],
)
def test_a_pool_that_is_like_that_as_a_whole_is_no_junk(pool: list[np.ndarray], change: Callable[..., Any]) -> None:
    assert set(kinds_of([change(picture) for picture in pool])) == {""}


def test_digits_are_neither_junk_nor_near_duplicates(digits: list[np.ndarray]) -> None:
    looks = looks_of(digits)
    assert (judge(looks, "image").kinds == -1).all()
    assert (near_duplicates(looks, "image") != np.arange(len(looks))).mean() < 0.005


def test_photographs_in_pieces_are_no_junk() -> None:
    import sklearn.datasets

    place = next(iter(sklearn.datasets.__path__))
    pieces = [
        picture[top : top + size, left : left + size]
        for name in ("china", "flower")
        for picture in [cv2.imread(f"{place}/images/{name}.jpg")]
        for size in (60, 140)
        for top in range(0, 427 - size, 45)
        for left in range(0, 640 - size, 60)
    ]
    found = kinds_of(pieces)
    # The flower stands before a black and blurred ground, and pieces of the sky are white.
    assert set(found) <= {"", "black", "white", "uniform", "blurred"}
    assert sum(bool(kind) for kind in found) < 0.12 * len(found)


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        ("", "empty"),
        (" \n\t . - ", "empty"),
        (bytes(range(256)).decode("latin-1") * 3, "not-text"),
        ("\ufffd\u2400ab" * 50, "not-text"),
        ("TWFuIGlzIGRpc3Rpbmd1aXNoZWQsIG5vdCBvbmx5IGJ5IGhpcyByZWFzb24sIGJ1dCBieSB0aGlz\n" * 9, "not-text"),
        ("=" * 400 + "1", "not-text"),
        ("0 1 2 3 4 5 6 7 8 9 " * 20, "not-text"),
        ("Die Katze und der Hund sind nicht in dem Haus, das wir mit den Kindern auf der Reise " * 3, "language"),
        ("Быстрая коричневая лиса прыгает через ленивую собаку и бежит дальше в лес", "language"),
    ],
)
def test_junk_among_texts(texts: list[str], made: str, kind: str) -> None:
    assert kinds_of([*texts, made])[-1] == kind


@pytest.mark.parametrize(
    "text",
    [
        "ok",
        "Yes",
        "5",
        "https://example.org/a/very/long/address/" + "part/" * 60,
        "Total\n" + "-" * 200 + "\nAll is well with the numbers of this year.",
        "for i in range(10):\n    x[i] = y[i] ** 2 + z[i] / 3.14\n" * 5,
        "He said the words „guten Tag“ and „auf Wiedersehen“ and that was all the German of the evening.",
        "Müller, Søren, Łukasz, José, Çelik, Nguyễn, Dvořák, Ångström, Grüße, Österreich",
        "\N{GRINNING FACE}" * 20 + " great",
        "the \N{GREEK SMALL LETTER ALPHA} and the \N{GREEK SMALL LETTER BETA} of the model are fixed in the paper",
    ],
)
def test_no_junk_among_texts(texts: list[str], text: str) -> None:
    assert kinds_of([*texts, text])[-1] == ""


def test_real_texts_are_hardly_ever_junk(texts: list[str]) -> None:
    found = kinds_of(texts)
    assert sum(bool(kind) for kind in found) < 0.005 * len(found)


def test_signs_without_spaces_are_a_text() -> None:
    assert set(kinds_of(["吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。" * 10] * 30)) == {""}


def test_boilerplate_is_what_many_have_in_every_line(texts: list[str]) -> None:
    notice = [f"This is line {number} of a notice that is put below messages." for number in range(4)]
    with_own = [f"{text}\n" + "\n".join(notice) for text in texts[:200]]
    found = kinds_of([*with_own, "\n".join(notice)])
    assert found[-1] == "boilerplate"
    assert set(found[:-1]) == {""}


def test_more_than_a_share_of_a_pool_is_no_junk(pool: list[np.ndarray]) -> None:
    black = [gray(2)] * 40
    judgement = judge(looks_of([*pool, *black]), "image")
    assert (judgement.kinds == -1).all()
    assert set(judgement.off) == {"black", "uniform"}
    assert judgement.off["black"].startswith("“Black” would hold for 40 of 100 samples")
    assert set(kinds_of([*pool, *black[:20]])) == {"", "black"}


def test_the_order_of_the_rows_makes_no_difference(pool: list[np.ndarray]) -> None:
    looks = looks_of([*pool, gray(0), gray(128), cv2.GaussianBlur(drawing(1), (0, 0), 6), drawing(3, 12)])
    order = np.random.default_rng(3).permutation(len(looks))
    np.testing.assert_array_equal(judge(looks, "image").kinds[order], judge(looks[order], "image").kinds)


def test_thresholds_may_be_given(pool: list[np.ndarray]) -> None:
    looks = looks_of([*pool, gray(20, 1)])
    assert judge(looks, "image").kinds[-1] == JUNK_KINDS.index(BY_ID["uniform"])
    assert judge(looks, "image", {"black": 30}).kinds[-1] == JUNK_KINDS.index(BY_ID["black"])
    for wrong in ({"dull": 1.0}, {"black": float("nan")}):
        with pytest.raises(BadArgument):
            judge(looks, "image", wrong)


def test_a_kind_that_is_off_hides_no_later_one(pool: list[np.ndarray]) -> None:
    looks = looks_of([*pool, gray(5)])

    def last(**thresholds: float | None) -> str:
        judged = judge(looks, "image", thresholds)
        assert not judged.off
        assert (judged.kinds[:-1] == -1).all()
        return JUNK_KINDS[judged.kinds[-1]].id if judged.kinds[-1] >= 0 else ""

    assert last() == "black"
    assert last(black=None) == "uniform"
    assert last(black=None, uniform=None) == ""


@pytest.mark.parametrize("sample", ["image", "text"])
def test_a_table_row_for_each_figure(sample: SampleKind) -> None:
    _, found = figures(np.zeros((3, len(COLUMNS[sample]))), sample)
    assert set(found) == {kind.id for kind in JUNK_KINDS if kind.sample == sample}
    assert all(values.shape == (3,) for values in found.values())


@pytest.mark.parametrize("sample", ["image", "text"])
def test_pools_of_none_one_and_all_equal(sample: SampleKind, pool: list[np.ndarray], texts: list[str]) -> None:
    width = len(COLUMNS[sample])
    assert judge(np.zeros((0, width)), sample).kinds.shape == (0,)
    assert near_duplicates(np.zeros((0, width)), sample).shape == (0,)
    one = looks_of([pool[0] if sample == "image" else texts[0]])
    np.testing.assert_array_equal(judge(one, sample).kinds, [-1])
    np.testing.assert_array_equal(near_duplicates(one, sample), [0])
    equal = one.repeat(500, axis=0)
    np.testing.assert_array_equal(judge(equal, sample).kinds, np.full(500, -1))
    np.testing.assert_array_equal(near_duplicates(equal, sample), np.zeros(500))


@pytest.mark.parametrize("sample", ["image", "text"])
def test_looks_of_another_width_are_refused(sample: SampleKind) -> None:
    for wrong in (np.zeros((3, 7)), np.zeros(len(COLUMNS[sample]))):
        with pytest.raises(BadArgument):
            judge(wrong, sample)
        with pytest.raises(BadArgument):
            near_duplicates(wrong, sample)


def test_damaged_looks_are_never_junk_nor_duplicates(pool: list[np.ndarray]) -> None:
    looks = looks_of([*pool, gray(0), pool[0], pool[1]])
    looks[-3:-1, 5] = np.nan
    assert judge(looks, "image").kinds[-3] == -1
    assert near_duplicates(looks, "image").tolist()[-3:] == [60, 61, 1]
    wild = np.random.default_rng(0).choice([np.inf, -np.inf, np.nan, 6e4, -5.0], looks.shape).astype(np.float32)
    assert (judge(wild, "image").kinds == -1).all()
    near_duplicates(np.where(np.isfinite(wild), wild, -7), "image")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 60), st.integers(0, 2**32), st.sampled_from(["image", "text"]))
def test_any_figures_are_judged(count: int, seed: int, sample: SampleKind) -> None:
    rng = np.random.default_rng(seed)
    looks = rng.choice([0, 0.5, 1, 9, 255], (count, len(COLUMNS[sample]))).astype(np.float16)
    judgement = judge(looks, sample)
    assert judgement.kinds.dtype == np.int8
    assert ((judgement.kinds >= -1) & (judgement.kinds < len(JUNK_KINDS))).all()
    for number in set(judgement.kinds.tolist()) - {-1}:
        assert (judgement.kinds == number).mean() <= 0.3
    first = near_duplicates(looks, sample)
    assert (first <= np.arange(count)).all()
    np.testing.assert_array_equal(first[first], first)
