"""Which regions of an image the model goes by: parts of it are covered, one after the other, and it is asked again.

Zeiler & Fergus, "Visualizing and understanding convolutional networks", ECCV 2014, section 4.2. What covers a part is
its own mean colour, with soft edges: the gray square of the paper brings edges and shades that were not there, and
features that see edges would answer to those; so nothing changes where a part is even already. It is right for any
features and any model, as nothing but the probability is asked for.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from desktop_al.learn.features import as_rgb

Floats = npt.NDArray[np.float32]
#: Probability (m,) of one class for m images.
Ask = Callable[[Sequence[npt.NDArray[np.uint8]]], npt.NDArray[Any]]
#: Corners (k, 2) of a closed line as shares 0 to 1 of width and height.
Line = Floats

#: The image is divided into so many cells each way; a cover hides two by two of them.
CELLS, COVER = 8, 2
#: Seconds that a step is to take, and at most so many images in one.
STEP, MOST_AT_ONCE = 0.1, 16
#: A change of the log odds below this is no more than rounding.
NOTHING = 1e-3
#: The contour is drawn at this quantile.
QUANTILE = 0.8
#: Of the strongest effect: what speaks against the class is outlined only where it is at least this much.
AWAY = 0.25
#: Pixels each way of the map that is drawn, and of the one that its contours are taken from.
MAP, FINE = 64, 256
#: Points before and after one with which it is averaged, that a contour is smooth.
SMOOTH = 6


@dataclass(frozen=True, slots=True)
class Occlusion:
    """``effect`` (CELLS, CELLS): by how much the log odds of the class fall where a cell is covered, the mean over
    the covers that hide it; above 0 speaks for the class. ``before`` is the probability with nothing covered,
    ``least`` and ``most`` those with one cover. ``whole`` is False while only every fourth cover was tried.
    """

    effect: Floats
    before: float
    least: float
    most: float
    whole: bool

    @property
    def tells(self) -> bool:
        """Whether covering anything changes anything."""
        return bool(np.abs(self.effect).max() > NOTHING)


@dataclass(frozen=True, slots=True)
class Outlined:
    """An occlusion map as it is drawn: ``strength`` (MAP, MAP) uint8, 255 where most speaks for the class, 0 where
    nothing does; closed lines round what speaks for it, and round what speaks against it."""

    strength: npt.NDArray[np.uint8]
    towards: tuple[Line, ...]
    away: tuple[Line, ...]


def occlusion(image: npt.NDArray[Any], ask: Ask) -> Generator[Occlusion | None, None, Occlusion]:
    """Cover parts of ``image`` (see ``as_rgb``) and see what becomes of the probability that ``ask`` tells.

    Works in steps of about ``STEP`` seconds as long as one image takes no longer. Yields the coarse map once, when
    covers that do not overlap have been tried, and None between other steps; returns the fine one.

    Raises:
        BadArgument: ``image`` is none.
    """
    pixels = as_rgb(image)
    coarse = [(row, column) for row in range(0, CELLS, COVER) for column in range(0, CELLS, COVER)]
    ends = CELLS - COVER + 1
    fine = [(row, column) for row in range(ends) for column in range(ends) if row % COVER or column % COVER]
    before = float(np.asarray(ask([pixels]))[0])
    yield None
    told: list[float] = []
    covers, size = (*coarse, *fine), 1
    while len(told) < len(covers):
        end = min(len(told) + size, len(coarse) if len(told) < len(coarse) else len(covers))
        taken = covers[len(told) : end]
        began = perf_counter()
        told += np.asarray(ask([_covered(pixels, *at) for at in taken]), np.float64).tolist()
        seconds = max(perf_counter() - began, 1e-6)
        size = min(MOST_AT_ONCE, max(1, int(len(taken) * min(4.0, STEP / seconds))))
        yield _map(covers, told, before) if len(told) == len(coarse) else None
    return _map(covers, told, before)


def _covered(pixels: npt.NDArray[np.uint8], row: int, column: int) -> npt.NDArray[np.uint8]:
    height, width = pixels.shape[:2]
    mask = np.zeros((height, width), np.float32)
    top, bottom = (round((row + step) * height / CELLS) for step in (0, COVER))
    left, right = (round((column + step) * width / CELLS) for step in (0, COVER))
    part = slice(top, max(bottom, top + 1)), slice(left, max(right, left + 1))
    mask[part] = 1
    mask = cv2.GaussianBlur(mask, (0, 0), sigmaX=max(0.5, width / CELLS / 4), sigmaY=max(0.5, height / CELLS / 4))
    mixed = pixels + mask[:, :, None] * (pixels[part].mean(axis=(0, 1), dtype=np.float32) - pixels)
    covered: npt.NDArray[np.uint8] = np.rint(mixed).astype(np.uint8)
    return covered


def _map(covers: Sequence[tuple[int, int]], told: Sequence[float], before: float) -> Occlusion:
    total, count = np.zeros((CELLS, CELLS)), np.zeros((CELLS, CELLS))
    change = _log_odds(np.array(before)) - _log_odds(np.array(told))
    for (row, column), value in zip(covers, change.tolist()):
        total[row : row + COVER, column : column + COVER] += value
        count[row : row + COVER, column : column + COVER] += 1
    effect: Floats = (total / count).astype(np.float32)
    return Occlusion(effect, before, min(told), max(told), len(told) == len(covers))


def _log_odds(share: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """A model that is nearly sure moves by hundredths of a point, and yet by as much as one in doubt: the odds tell."""
    share = np.clip(np.nan_to_num(share, nan=0.5), 1e-6, 1 - 1e-6)
    odds: npt.NDArray[np.float64] = np.log(share / (1 - share))
    return odds


def outlined(effect: Floats) -> Outlined:
    """How a map of effects is drawn; an effect above ``NOTHING`` somewhere, or nothing is."""
    strongest = float(np.abs(effect).max())
    for_it = float(effect.max())
    if for_it <= NOTHING:
        strength = np.zeros((MAP, MAP), np.uint8)
    else:
        # Cubic is smooth where the cells are not, and may overshoot.
        even = cv2.resize(effect, (MAP, MAP), interpolation=cv2.INTER_CUBIC)
        strength = np.rint(255 * np.clip(even / for_it, 0, 1)).astype(np.uint8)
    fine = cv2.resize(effect, (FINE, FINE), interpolation=cv2.INTER_CUBIC)
    level = max(float(np.quantile(fine, QUANTILE)), NOTHING)
    low = min(float(np.quantile(fine, 1 - QUANTILE)), -max(AWAY * strongest, NOTHING))
    return Outlined(strength, tuple(_lines(fine > level)), tuple(_lines(fine < low)))


def _lines(inside: npt.NDArray[np.bool_]) -> Iterator[Line]:
    found, _ = cv2.findContours(inside.astype(np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    for line in found:
        if len(line) > 2 * SMOOTH:
            # From pixel to pixel it goes in steps; a pixel stands for its middle.
            points = line[:, 0].astype(np.float32) + np.float32(0.5)
            steps = [np.roll(points, shift, axis=0) for shift in range(-SMOOTH, SMOOTH + 1)]
            yield (np.mean(steps, axis=0)[:: SMOOTH // 2] / FINE).astype(np.float32)
