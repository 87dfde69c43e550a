"""The figures of a report as plain values, for scripts: each as value, low, high, n and reason."""

import math
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from typing import Any

from desktop_al.loop.report_cells import moment
from desktop_al.loop.report_screen import Report

#: Of the Agreement page: lists of single samples, and what only a window needs.
_NOT_AGREEMENT = frozenset({"hardest", "doubtful", "running", "stratum", "courtesy"})
_NOT_PROGRESS = frozenset({"choices", "figures"})
#: What is empty without times.
_TIMED = frozenset({"effort", "measured_seconds", "missing"})


def report_json(report: Report) -> dict[str, Any]:
    """What ``desktop-al report --json`` writes."""
    facts = asdict(report.facts)
    agreement = {name: value for name, value in asdict(report.agreement).items() if name not in _NOT_AGREEMENT}
    for name in ("headline", "percent", "ceiling"):
        # No figure is without a reason where it has no value.
        if agreement[name]["value"] is None and not agreement[name]["reason"]:
            agreement[name]["reason"] = report.agreement.empty
    value: dict[str, Any] = {
        "program": report.version,
        "made": moment(report.made),
        "times": report.request.times,
        "pool_look": asdict(report.request.look),
        "learner": asdict(report.request.learner),
        "facts": facts,
        "agreement": agreement,
        "self_consistency": {
            "krippendorff_alpha": asdict(report.again[0]),
            "percent_agreement": asdict(report.again[1]),
        },
        "progress": None,
        "no_progress": report.no_progress,
    }
    if report.progress is not None:
        left_out = _NOT_PROGRESS | (frozenset() if report.request.times else _TIMED)
        progress = {name: one for name, one in asdict(report.progress).items() if name not in left_out}
        progress["accuracy"] = (
            asdict(report.progress.curve.points[-1].accuracy) if report.progress.curve.points else None
        )
        value["progress"] = progress
    plain: dict[str, Any] = _plain(value)
    return plain


def _plain(value: Any) -> Any:
    """JSON knows no infinity, no bytes and no tuples."""
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one) for one in value]
    if isinstance(value, bytes):
        return value.hex()
    return None if isinstance(value, float) and not math.isfinite(value) else value
