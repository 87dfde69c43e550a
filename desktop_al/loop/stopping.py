"""A learning history in a file, read for ``desktop-al stop``: whether more labels are worth it."""

import json
import math
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop_al.core.errors import BadArgument, CannotRead
from desktop_al.core.plain_json import read_json
from desktop_al.core.shapes import Measured
from desktop_al.learn.stop_advice import Advice, advise
from desktop_al.learn.stopping_file import Given, given_json

#: Bytes; a longer file is no learning history.
_LARGEST = 50_000_000


def read_history(path: Path) -> Given:
    """Read FILE.json.

    Raises:
        CannotRead: no such file, or not JSON; BadArgument: see ``given_json``.
    """
    try:
        with path.open("rb") as file:
            text = file.read(_LARGEST + 1)
        if len(text) > _LARGEST:
            raise CannotRead(f"{path.name} is larger than {_LARGEST // 1_000_000} MB; that is no learning history.")
        return given_json(read_json(text.decode("utf-8-sig"), most=_LARGEST, pairs=_once))
    except FileNotFoundError as error:
        raise CannotRead(f"There is no file {path}.") from error
    except OSError as error:
        raise CannotRead(f"{path} cannot be read: {error.strerror or error}.") from error
    except (ValueError, RecursionError) as error:
        raise CannotRead(f"{path.name} is not JSON: {_where(error)}.") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names are given once: of two values nobody knows which one is meant."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise BadArgument(f"{json.dumps(name[:40])} stands twice in one object of the file.")
        found[name] = value
    return found


def stop(given: Given) -> dict[str, Any]:
    """What ``desktop-al stop --json`` prints."""
    return advice_json(advise(given.history, given.plan, given.agreement), given.remarks)


def advice_json(advice: Advice, remarks: tuple[str, ...] = ()) -> dict[str, Any]:
    """Advice as plain values; what is not reached within sight is null."""
    fitted = advice.fan.fitted if advice.fan is not None else None
    value: dict[str, Any] = {
        "verdict": advice.verdict,
        "words": advice.words,
        "grounds": advice.grounds,
        "more": advice.more,
        "probability": advice.probability,
        "labels": advice.labels,
        "accuracy": asdict(advice.accuracy),
        "commonest": advice.commonest,
        "classes": [asdict(one) for one in advice.classes],
        "curve": [asdict(point) for point in advice.curve],
        "fit": {name: float(getattr(fitted, name)[0]) for name in "abc"} if fitted is not None else None,
        "forecast": [asdict(one) for one in advice.forecast],
        "no_forecast": advice.no_forecast,
        "track": {**asdict(advice.track), "words": advice.track.words},
        "criteria": {row.name: {k: v for k, v in asdict(row).items() if k != "name"} for row in advice.criteria},
        "cost": asdict(advice.cost) if advice.cost is not None else None,
        "find_all": asdict(advice.find_all) if advice.find_all is not None else None,
        "remarks": [*remarks, *advice.remarks],
    }
    return {name: _finite(one) for name, one in value.items()}


def summary(result: dict[str, Any]) -> str:
    """A few lines for a person."""
    lines = [result["words"], result["grounds"]]
    accuracy = Measured(**result["accuracy"])
    if accuracy.value is None:
        lines.append(f"Accuracy: {accuracy.reason}")
    else:
        lines.append(f"Accuracy {_points(accuracy.value)} %, 95 % range {_range(accuracy)}, n {accuracy.n:,}")
    for one in result["forecast"]:
        gain = f"{_points(one['gain_low'])} to {_points(one['gain_high'])}"
        lines.append(f"  {one['more']:+} labels: {_points(one['accuracy'])} %, {gain} points more")
    if result["no_forecast"] and result["no_forecast"] != result["grounds"]:
        lines.append(result["no_forecast"])
    for row in result["criteria"].values():
        value = "" if row["value"] is None else f" {row['value']:.3g} of {row['threshold']:.3g}"
        fired = f", since {row['fired_at']:,} labels" if row["fired_at"] is not None else ""
        reason = f" ({row['reason']})" if row["reason"] else ""
        lines.append(f"  {row['title']}: {'yes' if row['holds'] else 'no'}{value}{fired}{reason}")
    return "\n".join(lines + result["remarks"])


def _points(share: float) -> str:
    words = f"{100 * share:.1f}"
    # 100 is said only of all.
    return "99.9" if words == "100.0" and share < 1 else words


def _range(measured: Measured) -> str:
    if measured.low is None or measured.high is None:
        return "unknown"
    return f"{_points(measured.low)} to {_points(measured.high)}"


def _finite(value: Any) -> Any:
    """JSON knows no infinity."""
    if isinstance(value, dict):
        return {name: _finite(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(one) for one in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _where(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}, column {error.colno}"
    return "it is not in UTF-8" if isinstance(error, UnicodeDecodeError) else "it cannot be made sense of"
