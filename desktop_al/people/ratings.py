"""Who answered what: the table that every measure of agreement reads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

#: In ``codes``: this annotator has not answered this sample.
MISSING = -1


@dataclass(frozen=True, slots=True)
class Ratings:
    """``codes``, shape (annotators, samples): the index of the answer in ``levels``, ``MISSING`` for none.

    ``levels`` are the answers that the protocol allows, in their order, used or not. ``replicates`` are further
    answers of the same annotator to the same sample in one session: (annotator, sample, code) by index;
    ``codes`` has the first one. ``again`` are answers given once more, in a later session or as a blind repeat.
    """

    annotators: tuple[str, ...]
    samples: tuple[str, ...]
    levels: tuple[str, ...]
    codes: npt.NDArray[np.int16]
    replicates: tuple[tuple[int, int, int], ...] = ()
    again: tuple[tuple[int, int, int], ...] = field(default=())


def ratings_of(rows: Iterable[tuple[str, str, str]], levels: Sequence[str]) -> Ratings:
    """From (annotator, sample, answer), all in one session; answers that are no level are left out.

    Annotators and samples keep the order in which they first appear.
    """
    annotators: dict[str, int] = {}
    samples: dict[str, int] = {}
    level_index = {level: k for k, level in enumerate(levels)}
    first: dict[tuple[int, int], int] = {}
    replicates: list[tuple[int, int, int]] = []
    for annotator, sample, answer in rows:
        code = level_index.get(answer)
        if code is None:
            continue
        cell = (annotators.setdefault(annotator, len(annotators)), samples.setdefault(sample, len(samples)))
        if cell in first:
            replicates.append((*cell, code))
        else:
            first[cell] = code
    codes = np.full((len(annotators), len(samples)), MISSING, np.int16)
    for (row, column), code in first.items():
        codes[row, column] = code
    return Ratings(tuple(annotators), tuple(samples), tuple(levels), codes, tuple(replicates))
