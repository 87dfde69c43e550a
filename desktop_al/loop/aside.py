"""What the queue should leave out, in the worker process: junk and near copies, told by how samples look."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from desktop_al.core.shapes import SampleKind
from desktop_al.loop.messages import AsidePart, FeaturesRequest
from desktop_al.media.junk import BY_ID, JUNK_KINDS, judge
from desktop_al.media.near_duplicates import near_duplicates
from desktop_al.store.project_file import SampleRow

if TYPE_CHECKING:
    from desktop_al.loop.features import Features


def set_aside(features: "Features", rows: Sequence[SampleRow], request: FeaturesRequest) -> AsidePart:
    """Judge all samples that are there and readable; of near copies the first in ``request.order`` stays,
    before it one that is answered, and junk only where all are."""
    table = features.looks.table
    at = table.rows_of(rows)
    at[[row.i for row in rows if row.gone or row.problem]] = -1
    places = np.flatnonzero(at >= 0)
    looks = _looks(features, at[places])
    kind: SampleKind = "text" if features.looks.source.name == "text_looks" else "image"
    wanted = {name: value for name, value in request.thresholds.items() if value is not None and name in BY_ID}
    judged = judge(looks, kind, wanted)
    kinds = judged.kinds
    for number, row in enumerate(JUNK_KINDS):
        if request.thresholds.get(row.id, 0.0) is None:
            kinds[kinds == number] = -1
    first = np.arange(len(places), dtype=np.int32)
    if request.likeness > 0 and len(places):
        rank = np.full(len(rows), len(rows), np.int64)
        rank[request.order] = np.arange(len(request.order))
        rank[request.answered] = -1
        first = near_duplicates(looks, kind, rank[places] + np.where(kinds >= 0, 2 * len(rows), 0), request.likeness)
    aside = np.flatnonzero((kinds >= 0) | (first != np.arange(len(places))))
    copy_of = np.where(kinds[aside] < 0, places[first[aside]], -1)
    off = {name: why for name, why in judged.off.items() if request.thresholds.get(name, 0.0) is not None}
    return AsidePart(places[aside].astype(np.int32), kinds[aside], copy_of.astype(np.int32), off)


def _looks(features: "Features", at: npt.NDArray[np.int64]) -> npt.NDArray[np.float16]:
    """The rows ``at`` of the looks, float16: as they are kept."""
    table = features.looks.table
    wanted, place = np.unique(at, return_inverse=True)
    result = np.full((len(wanted), sum(features.looks.source.blocks)), np.nan, np.float16)
    start = 0
    for raw in table.blocks():
        low, high = np.searchsorted(wanted, (start, start + len(raw)))
        result[low:high] = raw[wanted[low:high] - start]
        start += len(raw)
    return result if np.array_equal(wanted, at) else result[place]
