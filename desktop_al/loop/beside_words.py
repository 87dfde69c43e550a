"""In words: where in an image the model looks, and how far its committee agrees."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from desktop_al.core.words import joined, mark, tr, trn

_THIRDS = (
    (mark("mostly the upper left"), mark("mostly the upper middle"), mark("mostly the upper right")),
    (mark("mostly the middle left"), mark("mostly the centre"), mark("mostly the middle right")),
    (mark("mostly the lower left"), mark("mostly the lower middle"), mark("mostly the lower right")),
)
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
        return tr("nowhere in particular")
    weight /= weight.sum()
    rows, columns = (np.minimum((np.arange(n) + 0.5) * 3 / n, 2.999).astype(int) for n in effect.shape)
    thirds = np.zeros((3, 3))
    np.add.at(thirds, (rows[:, None], columns[None, :]), weight)
    row, column = np.unravel_index(int(thirds.argmax()), thirds.shape)
    if thirds[row, column] >= _MOSTLY:
        return tr(_THIRDS[int(row)][int(column)])
    height, width = (n // 2 for n in effect.shape)
    halves = {
        mark("mostly the left half"): weight[:, :width].sum(),
        mark("mostly the right half"): weight[:, -width:].sum(),
        mark("mostly the upper half"): weight[:height].sum(),
        mark("mostly the lower half"): weight[-height:].sum(),
    }
    half = max(halves, key=lambda name: halves[name])
    return tr(half) if halves[half] >= _HALF else tr("spread over the image")


def heat_words(name: str, effect: npt.NDArray[np.float32], before: float, least: float) -> str:
    """What a heat map says of the class ``name``; ``before`` and ``least`` are its probability with nothing covered,
    and the lowest with a part covered."""
    words = tr("Towards {name}: {where}.", name=name, where=where_words(effect))
    if before - least < _LITTLE:
        return joined([words, tr("No single part decides.")])
    high, low = round(100 * before), round(100 * least)
    falls = tr("Covering a part takes {high} % down to {low} %.", high=high, low=low)
    return joined([words, falls])


def agreement_words(names: Sequence[str], suggested: str) -> str:
    """How far votes, by the names of the classes, agree with the suggestion: "2 of 5 say Moderate."."""
    counts = Counter(names)
    if len(counts) == 1:
        if len(names) > 1:
            return tr("All {many} say {name}.", many=len(names), name=names[0])
        return tr("It says {name}.", name=names[0])
    others = [(name, count) for name, count in counts.most_common() if name != suggested]
    first, count = others[0]
    words = [trn("{n} of {all} says {name}", "{n} of {all} say {name}", count, all=len(names), name=first)]
    words += [f"{count} {name}" for name, count in others[1:]]
    return f"{joined(words, ', ')}."
