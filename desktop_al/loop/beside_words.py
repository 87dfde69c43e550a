"""In words: where in an image the model looks, and how far its committee agrees."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_DOWN = ("upper", "middle", "lower")
_ACROSS = ("left", "middle", "right")
#: The share of cells looked at, and the shares of their weight that make a place the main one.
_STRONGEST, _MOSTLY, _HALF = 0.2, 0.5, 0.75
#: Beside a probability that falls by less than this, no single part of the image decides.
_LITTLE = 0.01


def where_words(effect: npt.NDArray[np.float32]) -> str:
    """Where (cells, cells) is strongest: "mostly the upper left", "mostly the left half", "spread over the image"."""
    towards = np.maximum(effect, 0)
    count = max(1, round(_STRONGEST * towards.size))
    least = np.sort(towards, axis=None)[-count]
    weight = np.where((towards >= least) & (towards > 0), towards, 0).astype(np.float64)
    if not weight.any():
        return "nowhere in particular"
    weight /= weight.sum()
    rows, columns = (np.minimum((np.arange(n) + 0.5) * 3 / n, 2.999).astype(int) for n in effect.shape)
    thirds = np.zeros((3, 3))
    np.add.at(thirds, (rows[:, None], columns[None, :]), weight)
    row, column = np.unravel_index(int(thirds.argmax()), thirds.shape)
    if thirds[row, column] >= _MOSTLY:
        return f"mostly the {_place(int(row), int(column))}"
    height, width = (n // 2 for n in effect.shape)
    halves = {
        "left": weight[:, :width].sum(),
        "right": weight[:, -width:].sum(),
        "upper": weight[:height].sum(),
        "lower": weight[-height:].sum(),
    }
    half = max(halves, key=lambda name: halves[name])
    return f"mostly the {half} half" if halves[half] >= _HALF else "spread over the image"


def _place(row: int, column: int) -> str:
    if row == column == 1:
        return "centre"
    return f"{_DOWN[row]} {_ACROSS[column]}"


def heat_words(name: str, effect: npt.NDArray[np.float32], before: float, least: float) -> str:
    """What a heat map says of the class ``name``; ``before`` and ``least`` are its probability with nothing covered,
    and the lowest with a part covered."""
    words = f"Towards {name}: {where_words(effect)}."
    if before - least < _LITTLE:
        return f"{words} No single part decides."
    return f"{words} Covering a part takes {round(100 * before)} % down to {round(100 * least)} %."


def agreement_words(names: Sequence[str], suggested: str) -> str:
    """How far votes, by the names of the classes, agree with the suggestion: "2 of 5 say Moderate."."""
    counts = Counter(names)
    if len(counts) == 1:
        return f"All {len(names)} say {names[0]}." if len(names) > 1 else f"It says {names[0]}."
    others = [(name, count) for name, count in counts.most_common() if name != suggested]
    first, count = others[0]
    words = [f"{count} of {len(names)} say{'s' * (count == 1)} {first}"]
    words += [f"{count} {name}" for name, count in others[1:]]
    return ", ".join(words) + "."
