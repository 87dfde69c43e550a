"""Figures beside their budgets, as a table."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Line:
    """One figure; ``budget`` in the same unit, None where there is none."""

    what: str
    value: float
    unit: str
    budget: float | None = None
    note: str = ""


def percentile(values: list[float], share: float) -> float:
    return float(np.percentile(np.array(values), share)) if values else float("nan")


def table(lines: list[Line]) -> str:
    rows = [("what", "measured", "budget", "")]
    for line in lines:
        budget = f"{line.budget:g} {line.unit}" if line.budget is not None else ""
        verdict = "" if line.budget is None else "holds" if line.value <= line.budget else "MISSED"
        rows.append((line.what, f"{line.value:,.4g} {line.unit}", budget, f"{verdict} {line.note}".strip()))
    widths = [max(len(row[k]) for row in rows) for k in range(3)]
    return "\n".join("  ".join([*(row[k].ljust(widths[k]) for k in range(3)), row[3]]).rstrip() for row in rows)
