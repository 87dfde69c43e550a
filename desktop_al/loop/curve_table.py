"""The learning curve as a table: what was measured, and what is expected."""

import math
from dataclasses import dataclass
from typing import Literal

from desktop_al.loop.csv_file import csv_text
from desktop_al.loop.progress_screen import Curve, ProgressScreen

COLUMNS = ("kind", "labels", "accuracy", "low", "high", "interval", "audit_samples", "reason")
#: What ``low`` and ``high`` of a row are the ends of.
INTERVALS = {"measured": "95 % interval", "expected": "80 % band"}


@dataclass(frozen=True, slots=True)
class CurveRow:
    """A point of the curve. ``accuracy``, ``low`` and ``high`` are shares, None where there is none, with a
    ``reason``; ``samples`` of the audit that a measured one rests on, None for an expected one."""

    kind: Literal["measured", "expected"]
    labels: float
    accuracy: float | None
    low: float | None
    high: float | None
    samples: int | None = None
    reason: str = ""


def curve_rows(curve: Curve) -> list[CurveRow]:
    """The measured points, then the forecast, each by labels. A share that is no number is None; a row whose labels
    are none is left out."""
    measured = [
        CurveRow(
            "measured",
            point.labels,
            _share(point.accuracy.value),
            _share(point.accuracy.low),
            _share(point.accuracy.high),
            point.accuracy.n,
            point.accuracy.reason,
        )
        for point in curve.points
    ]
    expected = [
        CurveRow("expected", point.labels, _share(point.accuracy), _share(point.low), _share(point.high))
        for point in curve.forecast
    ]
    both = (sorted((row for row in rows if _is_count(row.labels)), key=_labels) for rows in (measured, expected))
    return [row for rows in both for row in rows]


def curve_table(screen: ProgressScreen) -> str:
    """CSV text with a header: the measured points with their 95 % interval, then the forecast with its 80 % band; the
    first column says which. Shares from 0 to 1. Without a forecast, a last row says why there is none."""
    rows: list[tuple[object, ...]] = [COLUMNS]
    rows += [
        (
            *(row.kind, _count(row.labels), row.accuracy, row.low, row.high),
            *(INTERVALS[row.kind], row.samples, row.reason),
        )
        for row in curve_rows(screen.curve)
    ]
    if not screen.curve.forecast and screen.curve.why_none:
        rows.append(("expected", None, None, None, None, INTERVALS["expected"], None, screen.curve.why_none))
    return csv_text(rows)


def _labels(row: CurveRow) -> float:
    return row.labels


def _is_count(labels: float) -> bool:
    return math.isfinite(labels) and labels >= 0


def _share(value: float | None) -> float | None:
    return min(max(float(value), 0.0), 1.0) if value is not None and math.isfinite(value) else None


def _count(labels: float) -> str | int:
    """Written out in full: of a million, six digits would not be enough."""
    return round(labels) if abs(labels - round(labels)) < 0.05 else f"{labels:.1f}"
