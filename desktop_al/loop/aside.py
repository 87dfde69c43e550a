"""What the queue should leave out, in the worker process: junk and near copies, told by how samples look."""

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from desktop_al.core.shapes import SampleKind
from desktop_al.loop.messages import AsidePart, FeaturesRequest
from desktop_al.media.junk import BY_ID, judging
from desktop_al.media.near_duplicates import grouping
from desktop_al.media.pieces import PIECE, slices
from desktop_al.store.project_file import SampleRow

if TYPE_CHECKING:
    from desktop_al.loop.features import Features


def set_aside(
    features: "Features", rows: Sequence[SampleRow], request: FeaturesRequest
) -> Generator[None, None, AsidePart]:
    """Judge all samples that are there and readable, in pieces; of near copies the first in ``request.order`` stays,
    before it one that is answered, and junk only where all are."""
    count = len(rows)
    at = yield from features.looks.table.locate(rows)
    for start in range(0, count, PIECE):
        at[[row.i for row in rows[start : min(count, start + PIECE)] if row.gone or row.problem]] = -1
        yield
    places = np.flatnonzero(at >= 0)
    looks = yield from _looks(features, at[places])
    kind: SampleKind = "text" if features.looks.source.name == "text_looks" else "image"
    wanted = {name: value for name, value in request.thresholds.items() if name in BY_ID}
    judged = yield from judging(looks, kind, wanted)
    kinds = judged.kinds
    first = np.arange(len(places), dtype=np.int32)
    if request.likeness > 0 and len(places):
        rank = np.full(count, count, np.int64)
        rank[request.order] = np.arange(len(request.order))
        rank[request.answered] = -1
        order = rank[places] + np.where(kinds >= 0, 2 * count, 0)
        first = yield from grouping(looks, kind, order, request.likeness)
    aside = np.flatnonzero((kinds >= 0) | (first != np.arange(len(places))))
    copy_of = np.where(kinds[aside] < 0, places[first[aside]], -1)
    return AsidePart(
        places[aside].astype(np.int32), kinds[aside], copy_of.astype(np.int32), judged.off, request.likeness
    )


def _looks(features: "Features", at: npt.NDArray[np.int64]) -> Generator[None, None, npt.NDArray[np.float16]]:
    """The rows ``at`` of the looks, float16: as they are kept."""
    result = np.empty((len(at), sum(features.looks.source.blocks)), np.float16)
    for part in slices(len(at)):
        result[part] = np.nan
        yield
    by_row = np.argsort(at)
    ordered = at[by_row]
    yield
    for start, raw in features.looks.table.blocks():
        low, high = np.searchsorted(ordered, (start, start + len(raw)))
        result[by_row[low:high]] = raw[ordered[low:high] - start]
        yield
    return result
