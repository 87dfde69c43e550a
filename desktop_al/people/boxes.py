"""Agreement of two annotators on boxes: optimal matching, pooled F1, and how well matched boxes overlap."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from desktop_al.core.shapes import Measured
from desktop_al.people.truth import share

Floats = npt.NDArray[np.float64]
#: Corners x1, y1, x2, y2 of each box of one annotator on one sample; any unit.
Boxes = Sequence[Sequence[float]] | Floats


@dataclass(frozen=True, slots=True)
class BoxAgreement:
    """``f1`` pooled over samples and ``mean_iou`` of the matched pairs, each undefined where there is nothing to
    count; ``presence``: the share of samples on which both have boxes or both have none. ``counts``, shape
    (samples, 3): matched pairs, boxes of the first, boxes of the second."""

    f1: Measured
    mean_iou: Measured
    presence: Measured
    counts: npt.NDArray[np.int64]


def overlap(first: Boxes, second: Boxes) -> Floats:
    """Intersection over union of every pair, shape (first, second); 0 where neither box has an area.

    Corners may come in any order. Raises ValueError for boxes that are not four finite numbers.
    """
    a, b = _corners(first), _corners(second)
    low = np.maximum(a[:, None, :2], b[None, :, :2])
    high = np.minimum(a[:, None, 2:], b[None, :, 2:])
    common = np.clip(high - low, 0, None).prod(axis=2)
    areas = [(box[:, 2:] - box[:, :2]).prod(axis=1) for box in (a, b)]
    union = areas[0][:, None] + areas[1][None, :] - common
    return np.asarray(np.divide(common, union, out=np.zeros_like(common), where=union > 0), np.float64)


def _corners(boxes: Boxes) -> Floats:
    corners = np.asarray(boxes, np.float64)
    if not corners.size:
        return np.zeros((0, 4))
    if corners.ndim != 2 or corners.shape[1] != 4 or not np.isfinite(corners).all():
        raise ValueError("a box is four finite numbers: x1, y1, x2, y2")
    return np.hstack([np.minimum(corners[:, :2], corners[:, 2:]), np.maximum(corners[:, :2], corners[:, 2:])])


def match(
    first: Boxes,
    second: Boxes,
    threshold: float = 0.5,
    classes: tuple[Sequence[str], Sequence[str]] | None = None,
) -> list[tuple[int, int, float]]:
    """Pairs of boxes (index in first, in second, intersection over union), each box at most once: as many pairs as
    can reach ``threshold``, and of all ways to do so the one with the largest sum.

    ``classes`` of the boxes of either: only equal ones match. Raises ValueError for a threshold that is not above 0
    and at most 1, or when there are not as many classes as boxes.
    """
    if not 0 < threshold <= 1:
        raise ValueError(f"boxes match from an overlap above 0 and up to 1, not {threshold}")
    iou = overlap(first, second)
    # Boxes that meet the threshold but for rounding meet it.
    allowed = iou >= threshold - 1e-12
    if classes is not None:
        if (len(classes[0]), len(classes[1])) != iou.shape:
            raise ValueError("each box has one class")
        allowed &= np.array(classes[0], object)[:, None] == np.array(classes[1], object)[None, :]
    # One more pair outweighs any sum of overlaps.
    worth = np.where(allowed, iou + min(iou.shape) + 1, 0.0)
    rows, columns = linear_sum_assignment(worth, maximize=True)
    return [(int(i), int(j), float(iou[i, j])) for i, j in zip(rows, columns, strict=True) if allowed[i, j]]


def box_agreement(
    first: Sequence[Boxes],
    second: Sequence[Boxes],
    threshold: float = 0.5,
    classes: tuple[Sequence[Sequence[str]], Sequence[Sequence[str]]] | None = None,
) -> BoxAgreement:
    """Two annotators on the same samples; entry ``i`` of either are the boxes on sample ``i``, which may be none.

    F1 = 2 matched / (boxes of the first + boxes of the second), summed over samples: a sample that both leave empty
    adds nothing to it and counts in ``presence``. The interval is that of a ratio of sums over samples (Cochran,
    Sampling Techniques, 1977, section 6.4); samples are independent, boxes of one sample are not.

    Raises ValueError when the two do not have the same number of samples, and as ``match`` does.
    """
    if len(first) != len(second):
        raise ValueError(f"{len(first)} and {len(second)} samples cannot be compared")
    counts = np.zeros((len(first), 3), np.int64)
    overlaps: list[float] = []
    for i, (one, two) in enumerate(zip(first, second, strict=True)):
        pairs = match(one, two, threshold, None if classes is None else (classes[0][i], classes[1][i]))
        overlaps += [iou for _, _, iou in pairs]
        counts[i] = len(pairs), len(one), len(two)
    there = counts[:, 1:] > 0
    return BoxAgreement(
        _f1(counts),
        Measured(float(np.mean(overlaps)), n=len(overlaps)) if overlaps else Measured(None, reason="no box matches"),
        share(int((there[:, 0] == there[:, 1]).sum()), len(counts), "no sample"),
        counts,
    )


def _f1(counts: npt.NDArray[np.int64]) -> Measured:
    boxes = counts[:, 1:].sum(axis=1)
    used = boxes > 0
    total, n = int(boxes.sum()), int(used.sum())
    if not total:
        return Measured(None, reason="nobody has drawn a box")
    f1 = 2 * int(counts[:, 0].sum()) / total
    off = 2 * counts[used, 0] - f1 * boxes[used]
    if n < 2 or not np.abs(off).max() > 1e-9:
        return Measured(f1, n=n, reason="too few samples, or all alike: no interval")
    half = 1.96 * float(np.sqrt((off**2).sum() * n / (n - 1))) / total
    return Measured(f1, max(0.0, f1 - half), min(1.0, f1 + half), n)
