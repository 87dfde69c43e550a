"""Near duplicates: what is one group, and above all what is not."""

from collections.abc import Iterator

import cv2
import numpy as np
import pytest

from desktop_al.core.errors import BadArgument
from desktop_al.core.shapes import SampleKind
from desktop_al.media.junk import judge
from desktop_al.media.near_duplicates import LIKENESS, near_duplicates
from desktop_al.media.text_looks import TEXT_COLUMNS
from tests.media.junk.junk_stand import drawing, gray, looks_of


# Near duplicates
def copies(picture: np.ndarray) -> Iterator[np.ndarray]:
    for quality in (95, 75):
        yield cv2.imdecode(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_COLOR)
    yield cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    yield cv2.resize(picture, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    yield np.clip(picture.astype(int) + 5, 0, 255).astype(np.uint8)


def test_copies_of_an_image_are_found() -> None:
    pool = [drawing(seed, 256) for seed in range(30)]
    made = [copy for picture in pool for copy in copies(picture)]
    first = near_duplicates(looks_of([*pool, *made]), "image")
    np.testing.assert_array_equal(first[:30], np.arange(30))
    expected = np.arange(30).repeat(len(made) // 30)
    # Never of another picture; here and there a copy is missed.
    assert ((first[30:] == expected) | (first[30:] >= 30)).all()
    assert (first[30:] == expected).mean() > 0.9


def test_other_colours_another_place_and_one_more_thing_are_no_copies(pool: list[np.ndarray]) -> None:
    others = []
    for picture in pool[:20]:
        added = picture.copy()
        cv2.rectangle(added, (40, 40), (52, 52), (255 - added[46, 46]).astype(int).tolist(), -1)
        others += [picture[:, :, ::-1], np.roll(picture, 12, axis=1), picture[:, ::-1], added]
    first = near_duplicates(looks_of([*pool[:20], *others]), "image")
    grey = [at for at, picture in enumerate(pool[:20]) if np.abs(picture.astype(int) - picture[:, :, ::-1]).max() < 12]
    assert not grey
    np.testing.assert_array_equal(first, np.arange(len(first)))


def test_flat_pictures_and_short_texts_are_in_no_group() -> None:
    flat = looks_of([gray(0), gray(0), gray(128), gray(128), gray(255), np.full((5, 5), 7, np.uint16)] * 3)
    np.testing.assert_array_equal(near_duplicates(flat, "image"), np.arange(len(flat)))
    short = looks_of(["", "", "ok", "ok", "thank you very much", "thank you very much"])
    np.testing.assert_array_equal(near_duplicates(short, "text"), np.arange(len(short)))


def test_a_word_or_two_makes_no_other_text(texts: list[str]) -> None:
    long = [text for text in texts if len(text.split()) > 110][:80]
    changed = [f"{text} appended" for text in long]
    upper = [f"  {text.upper()}!" for text in long]
    first = near_duplicates(looks_of([*long, *changed, *upper]), "text")
    assert (first[160:] == first[:80]).all()
    assert (first[80:160] == first[:80]).mean() > 0.9
    halves = [" ".join(text.split()[:60]) for text in long]
    first = near_duplicates(looks_of([*long, *halves]), "text")
    assert (first[80:] >= 80).all()


def test_different_texts_are_no_near_duplicates(texts: list[str]) -> None:
    first = near_duplicates(looks_of(texts), "text")
    assert (first != np.arange(len(first))).mean() < 0.02


def signatures(seed: int, groups: int, size: int) -> np.ndarray:
    """Looks of texts in groups, of which each is some values of its signature away from the one before."""
    rng = np.random.default_rng(seed)
    first = TEXT_COLUMNS.index("minhash_0")
    looks = np.zeros((groups * size, len(TEXT_COLUMNS)), np.float32)
    looks[:, TEXT_COLUMNS.index("words")] = rng.integers(90, 110, len(looks))
    for group in range(groups):
        values = rng.integers(0, 256, 64)
        for member in range(size):
            values[rng.integers(0, 64, rng.integers(0, 3))] = rng.integers(0, 256)
            looks[group * size + member, first:] = values
    return looks[rng.permutation(len(looks))]


def greedy(looks: np.ndarray, least: float) -> list[int]:
    """Each with the first one before it that begins a group and is alike."""
    first, values = TEXT_COLUMNS.index("minhash_0"), looks[:, TEXT_COLUMNS.index("minhash_0") :]
    assert first
    words = looks[:, TEXT_COLUMNS.index("words")]
    found: list[int] = []
    for row in range(len(looks)):
        for other in range(row):
            near = (values[row] != values[other]).sum() <= round(64 * (1 - least) * 255 / 256)
            if found[other] == other and near and min(words[row], words[other]) >= 0.8 * max(words[row], words[other]):
                found.append(other)
                break
        else:
            found.append(row)
    return found


@pytest.mark.parametrize("least", [0.85, 0.9, 0.95])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_search_finds_what_comparing_all_finds(seed: int, least: float) -> None:
    looks = signatures(seed, 30, 10)
    found = near_duplicates(looks, "text", likeness=least)
    np.testing.assert_array_equal(found, greedy(looks, least))
    assert (found != np.arange(len(found))).any()


def test_a_chain_of_small_steps_is_not_one_group() -> None:
    looks = np.zeros((60, len(TEXT_COLUMNS)), np.float32)
    looks[:, TEXT_COLUMNS.index("words")] = 100
    for row in range(60):
        looks[row, TEXT_COLUMNS.index("minhash_0") :] = np.where(np.arange(64) < row, 7, np.arange(64) + 100)
    found = near_duplicates(looks, "text")
    assert np.bincount(found).max() == 4
    np.testing.assert_array_equal(found[found], found)


def test_the_lowest_of_the_order_is_the_first(pool: list[np.ndarray]) -> None:
    looks = looks_of([pool[0], pool[1], pool[0], pool[0], pool[1]])
    assert near_duplicates(looks, "image").tolist() == [0, 1, 0, 0, 1]
    assert near_duplicates(looks, "image", np.array([9, 8, 3, 7, 8])).tolist() == [2, 1, 2, 2, 1]
    for wrong in ({"order": np.arange(4)}, {"likeness": 0.5}, {"likeness": float("nan")}):
        with pytest.raises(BadArgument):
            near_duplicates(looks, "image", **wrong)  # type: ignore[arg-type]


def test_many_copies_of_one_are_one_group() -> None:
    looks = np.concatenate([signatures(0, 1, 1).repeat(20_000, axis=0), signatures(1, 500, 1)])
    found = near_duplicates(looks, "text")
    assert (found[:20_000] == 0).all()
    np.testing.assert_array_equal(found[20_000:], np.arange(20_000, 20_500))


@pytest.mark.parametrize("sample", ["image", "text"])
def test_what_was_kept_as_float16_gives_the_same(sample: SampleKind, pool: list[np.ndarray], texts: list[str]) -> None:
    looks = looks_of([*pool, *pool[:5]] if sample == "image" else [*texts[:200], *texts[:5]])
    kept = looks.astype(np.float16)
    np.testing.assert_array_equal(near_duplicates(kept, sample), near_duplicates(looks, sample))
    np.testing.assert_array_equal(judge(kept, sample).kinds, judge(looks, sample).kinds)
    assert 0.85 <= LIKENESS[sample] <= 1
