"""An occlusion map points to what a model looks at, works in short steps, and says where there is nothing to tell."""

import time

import numpy as np
import pytest

from desktop_al.core.errors import BadArgument
from desktop_al.learn.features import handmade
from desktop_al.learn.models import train
from desktop_al.learn.occlusion import CELLS, FINE, Occlusion, occlusion, outlined
from desktop_al.learn.space import fit_space


def followed(image, ask):
    """The coarse map, the fine one, and the number of steps."""
    steps, coarse, count = occlusion(image, ask), None, 0
    while True:
        try:
            made = next(steps)
        except StopIteration as end:
            return coarse, end.value, count
        count += 1
        if made is not None:
            assert coarse is None
            coarse = made


def corner(weight):
    """A model that looks at how bright the upper left eighth of each side is, and nowhere else."""

    def ask(images):
        seen = np.array([image[: image.shape[0] // 4, : image.shape[1] // 4].std() for image in images])
        return 1 / (1 + np.exp(-weight * (seen - 20)))

    return ask


def noise(seed, shape=(96, 128, 3)):
    return np.random.default_rng(seed).integers(0, 255, shape).astype(np.uint8)


@pytest.mark.parametrize("shape", [(96, 128, 3), (40, 200), (7, 5, 3), (128, 128, 4)])
def test_a_model_that_looks_at_one_corner_gives_a_map_that_points_there(shape):
    coarse, fine, _ = followed(noise(1, shape), corner(0.05))
    for found in (coarse, fine):
        assert found.tells
        assert found.least < found.before
        row, column = np.unravel_index(found.effect.argmax(), found.effect.shape)
        assert max(row, column) <= 1
        assert found.effect[3:, 3:].max() < 0.2 * found.effect.max()
    assert (coarse.whole, fine.whole) == (False, True)
    # A model that goes by the opposite is pushed away by the same corner.
    away = followed(noise(1, shape), corner(-0.05))[1]
    assert away.effect[:2, :2].min() < -0.5 * abs(away.effect[3:, 3:]).max()
    np.testing.assert_allclose(away.effect, -fine.effect, atol=1e-4)


def test_the_features_of_images_lead_to_the_part_that_tells_the_classes_apart():
    """Stripes in the lower right corner, upright or lying; all else is noise."""
    rng = np.random.default_rng(0)
    images, labels = [], np.arange(60) % 2
    for label in labels:
        image = rng.integers(60, 190, (64, 64, 3)).astype(np.uint8)
        stripes = np.tile((np.arange(24) // 3 % 2 * 255).astype(np.uint8), (24, 1))
        image[36:60, 36:60] = (stripes if label else stripes.T)[:, :, None]
        images.append(image)
    raw = handmade(images)
    space = fit_space(raw, 0)
    steps = train(space.transform(raw), labels, 2, np.empty(0, np.intp), 0)
    try:
        while True:
            next(steps)
    except StopIteration as end:
        model = end.value.model
    found = followed(images[1], lambda some: model.probabilities(space.transform(handmade(some)))[:, 1])[1]
    row, column = np.unravel_index(found.effect.argmax(), found.effect.shape)
    assert min(row, column) >= 4
    assert found.effect[4:, 4:].sum() > 2 * np.abs(found.effect[:4]).sum()


def test_an_even_image_has_nothing_to_cover():
    _, found, _ = followed(np.full((50, 50, 3), 90, np.uint8), corner(0.05))
    assert not found.tells
    drawn = outlined(found.effect)
    assert (drawn.strength.max(), drawn.towards, drawn.away) == (0, (), ())


def test_steps_are_short_however_slow_the_model_is():
    def slow(images):
        time.sleep(0.03 * len(images))
        return np.full(len(images), 0.5)

    steps, longest = occlusion(noise(2), slow), 0.0
    began = time.perf_counter()
    for number, _ in enumerate(steps):
        now = time.perf_counter()
        longest, began = max(longest, now - began), now
        if number == 12:
            steps.close()
            break
    assert longest < 0.35, "a quarter of a second of it is the machine's"


def test_a_probability_that_is_no_number_breaks_nothing():
    coarse, fine, _ = followed(noise(3), lambda images: np.full(len(images), np.nan))
    assert np.isfinite(coarse.effect).all()
    assert not fine.tells
    certain = followed(noise(3), lambda images: np.ones(len(images)))[1]
    assert not certain.tells


def test_what_is_no_image_is_refused():
    with pytest.raises(BadArgument):
        next(occlusion(np.zeros((0, 4, 3), np.uint8), corner(1)))


def inside(lines, x, y):
    """Whether a point lies in an odd number of the closed lines (ray casting)."""
    crossed = 0
    for line in lines:
        for (x1, y1), (x2, y2) in zip(line, np.roll(line, -1, axis=0)):
            crossed += (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    return crossed % 2 == 1


def test_the_contour_goes_round_the_strongest_fifth():
    effect = np.zeros((CELLS, CELLS), np.float32)
    effect[1:3, 5:7] = 1.0
    effect[6, 1] = -0.6
    drawn = outlined(effect)
    assert inside(drawn.towards, 6 / CELLS, 2 / CELLS)
    assert not inside(drawn.towards, 2 / CELLS, 6 / CELLS)
    assert inside(drawn.away, 1.5 / CELLS, 6.5 / CELLS)
    assert not inside(drawn.away, 6 / CELLS, 2 / CELLS)
    side = len(drawn.strength)
    assert drawn.strength[side * 2 // CELLS, side * 6 // CELLS] > 200
    assert drawn.strength[side * 6 // CELLS, side * 3 // CELLS] < 20
    for line in (*drawn.towards, *drawn.away):
        assert line.dtype == np.float32
        assert ((line >= 0) & (line <= 1)).all()
    ramp = np.repeat(np.linspace(0.1, 1, CELLS, dtype=np.float32)[None], CELLS, axis=0)
    points = [(x, y) for x in np.arange(0.5, 16) / 16 for y in np.arange(0.5, 16) / 16]
    share = np.mean([inside(outlined(ramp).towards, *point) for point in points])
    assert 0.12 < share < 0.28, "a fifth of the image lies above the 0.8 quantile"
    assert 2 * side < FINE


def test_a_map_knows_whether_it_tells_anything():
    nothing = np.zeros((CELLS, CELLS), np.float32)
    assert not Occlusion(nothing, 0.5, 0.5, 0.5, True).tells
