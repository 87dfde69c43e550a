"""A table of answers with their times, read for ``desktop-al pace``: what the detectors say of each annotator."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_al.core.errors import CannotRead
from desktop_al.media.columns import read_columns
from desktop_al.people.detectors import DETECTORS, Name
from desktop_al.people.label_cost import seconds_per_sample
from desktop_al.people.signals import Answered
from desktop_al.people.watch import Watch, sessions

NEEDED = ("annotator", "sample", "shown", "committed", "active_s")
OPTIONAL = ("repeat_of", "label", "changes")
#: Without these, a detector has nothing to look at.
_NEEDS: dict[Name, str] = {"straight": "label", "self_consistency": "repeat_of", "corrections": "changes"}


#: Seconds: a longer answer, or a moment further off, is no time.
_LONGEST, _FURTHEST = 1e7, 1e13


@dataclass(frozen=True, slots=True)
class Log:
    """The answers of each annotator in file order, with their row numbers; ``remarks`` on what was left out."""

    answers: dict[str, list[tuple[int, Answered]]]
    columns: frozenset[str]
    covariates: tuple[str, ...]
    remarks: tuple[str, ...]


def read_log(path: Path) -> Log:
    """Read FILE.csv: annotator, sample, shown, committed, active_s (seconds), and where there are such columns
    repeat_of (the sample or the number of the row that it repeats), label, changes; any other column of numbers says
    how hard the samples are.

    Raises:
        CannotRead: no such table; the sentence says what is wrong.
    """
    table = read_columns(path, NEEDED)
    cells = table.cells
    covariates = tuple(name for name in cells if name not in (*NEEDED, *OPTIONAL) and _is_numeric(cells[name]))
    answers: dict[str, list[tuple[int, Answered]]] = {}
    labels: dict[tuple[str, str], str] = {}
    by_number: dict[tuple[str, str], tuple[str, str]] = {}
    unreadable: list[int] = [number for number, _ in table.broken]
    wrong = f"Row {table.broken[0][0]}: {table.broken[0][1]}" if table.broken else ""
    for at, number in enumerate(table.numbers):
        who, sample = cells["annotator"][at], cells["sample"][at]
        shown, committed, active = (_number(cells[name][at]) for name in ("shown", "committed", "active_s"))
        if not who or shown is None or committed is None or active is None or not 0 <= active <= _LONGEST:
            unreadable.append(number)
            wrong = wrong or _what_is_wrong(number, {name: cells[name][at] for name in NEEDED})
            continue
        label = cells["label"][at] if "label" in cells else ""
        repeats = cells["repeat_of"][at] if "repeat_of" in cells else ""
        agrees = None
        if _is_given(repeats):
            there, earlier = by_number.get((who, _whole(repeats)), ("", ""))
            # Samples may be numbers too: the row meant is one of the same sample.
            before = earlier if there == sample else labels.get((who, repeats), earlier)
            agrees = before == label if before and label else None
        else:
            labels[who, sample] = label
        by_number[who, str(number)] = sample, label
        changes = _number(cells["changes"][at]) if "changes" in cells else None
        row = Answered(
            shown,
            committed,
            active,
            covariates=tuple(_number(cells[name][at], math.nan) for name in covariates),
            label=label,
            changes=max(0, round(changes or 0)),
            agrees=agrees,
        )
        answers.setdefault(who, []).append((number, row))
    if not answers:
        raise CannotRead(f"{path.name} holds no row with an annotator and three times in seconds. {wrong}".rstrip())
    remarks = []
    if unreadable:
        some = ", ".join(str(number) for number in sorted(unreadable)[:5])
        left = "1 row is" if len(unreadable) == 1 else f"{len(unreadable)} rows are"
        remarks.append(f"{left} left out, counted from 0: {some}{', ...' * (len(unreadable) > 5)}. {wrong}")
    return Log(answers, frozenset(cells), covariates, tuple(remarks))


def pace(log: Log) -> dict[str, Any]:
    """What ``desktop-al pace --json`` prints."""
    return {
        "annotators": {who: _annotator(log, rows) for who, rows in log.answers.items()},
        "remarks": list(log.remarks),
    }


def _annotator(log: Log, rows: Sequence[tuple[int, Answered]]) -> dict[str, Any]:
    numbers, answers = [number for number, _ in rows], [row for _, row in rows]
    alarms: dict[Name, list[int]] = {row.name: [] for row in DETECTORS if row.name != "complacency"}
    missing = dict.fromkeys(alarms, "There is no answer.")
    prompts: list[int] = []
    told: set[Name] = set()
    start = 0
    for part in sessions(answers):
        # What is known of the samples is known because something chose them.
        watch = Watch(answers[:start], chosen=bool(log.covariates), off=("complacency",))
        for at, row in enumerate(part, start):
            step = watch.take(row)
            for name in step.alarms:
                alarms[name].append(numbers[at])
            if step.level:
                prompts.append(numbers[at])
        for name in alarms:
            missing[name] = watch.detectors[name].missing()
            told |= set() if missing[name] else {name}
        start += len(part)
    for name, column in _NEEDS.items():
        if column not in log.columns:
            missing[name] = f'There is no column "{column}".'
            told.discard(name)
    if "label" not in log.columns:
        missing["self_consistency"] = 'There is no column "label".'
        told.discard("self_consistency")
    cost = seconds_per_sample([row.active for row in answers])
    return {
        "detectors": {
            name: {
                "assessable": name in told,
                "reason": "" if name in told else missing[name],
                "alarms": alarms[name],
            }
            for name in alarms
        },
        "prompts": prompts,
        "seconds_per_sample": {
            "median": cost.median,
            "low": cost.low,
            "high": cost.high,
            "mean": cost.mean,
            "mean_low": cost.mean_low,
            "mean_high": cost.mean_high,
            "n": cost.count,
        },
    }


def summary(result: dict[str, Any]) -> str:
    """A few lines for a person."""
    lines = []
    titles = {row.name: row.title for row in DETECTORS}
    for who, found in result["annotators"].items():
        cost = found["seconds_per_sample"]
        span = f" ({cost['low']:.1f} to {cost['high']:.1f})" if cost["low"] is not None else ""
        lines.append(f"{who}: {cost['n']} answers, {cost['median']:.1f} s each{span}")
        for name, detector in found["detectors"].items():
            if detector["alarms"]:
                rows = ", ".join(str(row) for row in detector["alarms"][:5])
                lines.append(f"  {titles[name]}: from row {rows}{', ...' * (len(detector['alarms']) > 5)}")
            elif not detector["assessable"]:
                lines.append(f"  {titles[name]}: not assessable. {detector['reason']}")
    return "\n".join(lines)


def _number(text: str, other: Any = None) -> Any:
    try:
        # A decimal comma, as tables with semicolons have it.
        value = float(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)
    except ValueError:
        return other
    return value if abs(value) <= _FURTHEST else other


def _what_is_wrong(number: int, cells: dict[str, str]) -> str:
    """A sentence on the first cell of a row that is not what it must be."""
    if not cells["annotator"]:
        return f"Row {number} has no annotator."
    for name in ("shown", "committed", "active_s"):
        value = _number(cells[name])
        if value is None or (name == "active_s" and not 0 <= value <= _LONGEST):
            return f'In row {number}, {name} is "{cells[name][:40]}"; seconds are needed.'
    return ""


def _is_given(text: str) -> bool:
    return text.casefold() not in ("", "-1", "-1.0", "nan", "none", "null", "na")


def _whole(text: str) -> str:
    """A number as a row number is written: 17 for 17.0."""
    value = _number(text)
    return str(int(value)) if value is not None and value == int(value) else text


def _is_numeric(column: Sequence[str]) -> bool:
    """Whether every cell that is filled is a number, and some are."""
    filled = [cell for cell in column if cell and cell.casefold() not in ("nan", "na", "none", "null")]
    return bool(filled) and all(_number(cell) is not None for cell in filled)
