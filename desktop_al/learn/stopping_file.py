"""A learning history as JSON: what ``stop FILE.json`` reads, checked field by field."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, get_args

from desktop_al.core.class_names import can_be_shown
from desktop_al.core.errors import BadArgument
from desktop_al.core.shapes import Measured
from desktop_al.learn.stopping_cost import CostPlan, RuleName
from desktop_al.learn.stopping_history import Checkpoint, Event, History, Wanted

#: Larger figures are no counts of labels, and longer lists no history.
MOST, LONGEST, MOST_CLASSES = 10**9, 10_000, 10_000
_KINDS = ("new_class", "protocol", "new_data")
_COUNTS = ("labels", "audit_right", "audit_n")
_MAYBE_COUNTS = ("audit_then", "late_right", "late_n", "asked", "left", "changed")
_LISTS = ("given", "audit_true", "audit_said", "audit_hits")
_SHARES = ("agreement", "f_change", "uncertainty", "least_sure")


@dataclass(frozen=True, slots=True)
class Given:
    """What a file holds; ``remarks``: what in it is not used, as sentences."""

    history: History
    plan: CostPlan
    agreement: Measured | None
    remarks: tuple[str, ...]


def history_json(history: History, plan: CostPlan | None = None) -> dict[str, Any]:
    """The history as plain values, as ``given_json`` reads them."""
    value = asdict(history)
    value["cost"] = {} if plan is None else asdict(plan)
    return value


def given_json(value: Any) -> Given:
    """``value``: {"checkpoints": [{"labels", "audit_right", "audit_n", ...}], "cost": {...}} and, where they are
    known, "classes", "events", "wanted" and "agreement".

    Raises:
        BadArgument: the sentence says what is wrong, and where.
    """
    whole = _mapping(value, "The file")
    if "checkpoints" not in whole:
        raise BadArgument('There are no "checkpoints": a list with labels, audit_right and audit_n of each is needed.')
    remarks: list[str] = []
    known = ("checkpoints", "cost", "classes", "events", "wanted", "agreement")
    _unknown(whole, known, "The file", remarks)
    classes = tuple(_text(name, "A class") for name in _list(whole.get("classes"), '"classes"', MOST_CLASSES))
    if len(set(classes)) != len(classes):
        raise BadArgument("Two classes have the same name.")
    points = []
    for number, one in enumerate(_list(whole["checkpoints"], '"checkpoints"', LONGEST), 1):
        points.append(_checkpoint(one, number, classes, remarks))
        if number > 1 and points[-1].labels <= points[-2].labels:
            raise BadArgument(
                f"Checkpoint {number} has {points[-1].labels:,} labels, the one before it {points[-2].labels:,}: "
                "they must ascend."
            )
    # Answers that came later judge earlier models too; but there are no more of them than labels in the end.
    for number, point in enumerate(points, 1):
        if point.audit_n > points[-1].labels:
            raise BadArgument(
                f"Checkpoint {number} has {point.audit_n:,} audit answers, but there are only "
                f"{points[-1].labels:,} labels in all."
            )
    history = History(tuple(points), _events(whole.get("events")), classes, _wanted(whole.get("wanted")))
    plan = _plan(whole.get("cost"), remarks)
    return Given(history, plan, _agreement(whole.get("agreement")), tuple(dict.fromkeys(remarks)))


def _checkpoint(value: Any, number: int, classes: tuple[str, ...], remarks: list[str]) -> Checkpoint:
    what = f"Checkpoint {number}"
    one = _mapping(value, what)
    _unknown(one, [field.name for field in fields(Checkpoint)], what, remarks)
    missing = [name for name in _COUNTS if one.get(name) is None]
    if missing:
        raise BadArgument(f"{what} has no {missing[0]}; {', '.join(_COUNTS)} are needed.")
    found: dict[str, Any] = {name: _count(one[name], f"{name} of checkpoint {number}") for name in _COUNTS}
    for name in _MAYBE_COUNTS:
        if one.get(name) is not None:
            found[name] = _count(one[name], f"{name} of checkpoint {number}")
    for name in _SHARES:
        if one.get(name) is not None:
            found[name] = _number(one[name], f"{name} of checkpoint {number}", 0.0, 1.0)
    if one.get("kappa") is not None:
        found["kappa"] = _number(one["kappa"], f"kappa of checkpoint {number}", -1.0, 1.0)
    for name in _LISTS:
        counts = _list(one.get(name), f"{name} of checkpoint {number}", MOST_CLASSES)
        found[name] = tuple(_count(count, f"{name} of checkpoint {number}") for count in counts)
    checkpoint = Checkpoint(**found)
    _check(checkpoint, what, len(classes))
    return checkpoint


def _check(one: Checkpoint, what: str, n_classes: int) -> None:
    if one.audit_right > one.audit_n:
        raise BadArgument(f"{what} has {one.audit_right:,} audit answers right of only {one.audit_n:,}.")
    if (one.late_n or 0) > one.audit_n or (one.late_right or 0) > min(one.late_n or 0, one.audit_right):
        raise BadArgument(f"{what} has more of the newest audit answers than there are.")
    lengths = {len(counts) for name in _LISTS if (counts := getattr(one, name))}
    if len(lengths) > 1 or (lengths and n_classes and lengths != {n_classes}):
        raise BadArgument(f"{what} has counts for {max(lengths)} classes where others are of another number.")
    if sum(one.given) > one.labels:
        raise BadArgument(f"{what} has {sum(one.given):,} labels by class, but only {one.labels:,} in all.")
    if sum(one.audit_true) > one.audit_n or sum(one.audit_said) > one.audit_n:
        raise BadArgument(f"{what} has more audit answers by class than its {one.audit_n:,} in all.")
    if any(hits > true for hits, true in zip(one.audit_hits, one.audit_true, strict=False)) or any(
        hits > said for hits, said in zip(one.audit_hits, one.audit_said, strict=False)
    ):
        raise BadArgument(f"{what} has more audit_hits of a class than samples of it.")


def _plan(value: Any, remarks: list[str]) -> CostPlan:
    given = _mapping({} if value is None else value, '"cost"')
    names = [field.name for field in fields(CostPlan)]
    _unknown(given, names, '"cost"', remarks)
    found: dict[str, Any] = {}
    for name in names:
        if given.get(name) is None:
            continue
        if name == "rule":
            if given[name] not in get_args(RuleName):
                raise BadArgument(f"There is no such rule; known are {', '.join(get_args(RuleName))}.")
            found[name] = given[name]
        elif name == "target":
            found[name] = _number(given[name], "The target", 0.0, 1.0)
            if found[name] in (0.0, 1.0):
                raise BadArgument("The target must lie between 0 and 1, such as 0.9.")
        else:
            found[name] = _number(given[name], f'{name} in "cost"', 0.0, 1e15)
    plan = CostPlan(**found)
    low = plan.seconds if plan.seconds_low is None else plan.seconds_low
    high = plan.seconds if plan.seconds_high is None else plan.seconds_high
    if plan.seconds is not None and not (low or 0.0) <= plan.seconds <= (high or 0.0):
        raise BadArgument("seconds must lie between seconds_low and seconds_high.")
    return plan


def _events(value: Any) -> tuple[Event, ...]:
    events = []
    for number, given in enumerate(_list(value, '"events"', LONGEST), 1):
        one = _mapping(given, f"Event {number}")
        if one.get("kind") not in _KINDS or one.get("at") is None:
            raise BadArgument(f"Event {number} needs a kind ({', '.join(_KINDS)}) and at, a number of labels.")
        events.append(Event(_count(one["at"], f"at of event {number}"), one["kind"]))
    return tuple(sorted(events, key=lambda event: event.at))


def _wanted(value: Any) -> Wanted | None:
    if value is None:
        return None
    one = _mapping(value, '"wanted"')
    if any(one.get(name) is None for name in ("name", "order", "pool")):
        raise BadArgument('"wanted" needs a name, the order (1 or 0 for each sample screened) and the pool.')
    order = _list(one["order"], 'the order of "wanted"', MOST)
    if any(isinstance(found, bool) or found not in (0, 1) for found in order):
        raise BadArgument('The order of "wanted" must hold 1 for each sample of the class and 0 for each other.')
    pool = _count(one["pool"], 'the pool of "wanted"')
    if pool < len(order):
        raise BadArgument(f'"wanted" has {len(order):,} samples screened of a pool of only {pool:,}.')
    return Wanted(_text(one["name"], "The class wanted"), tuple(int(found) for found in order), pool)


def _agreement(value: Any) -> Measured | None:
    if value is None:
        return None
    one = _mapping(value, '"agreement"')
    if any(one.get(name) is None for name in ("value", "low", "high")):
        raise BadArgument('"agreement" needs value, low and high.')
    middle, low, high = (_number(one[name], f"{name} of the agreement", -1.0, 1.0) for name in ("value", "low", "high"))
    if not low <= middle <= high:
        raise BadArgument("The agreement must lie between its low and its high.")
    return Measured(middle, low, high)


def _mapping(value: Any, what: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise BadArgument(f"{what} must be an object with named values.")
    return value


def _list(value: Any, what: str, longest: int) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list | tuple):
        raise BadArgument(f"{what} must be a list.")
    if len(value) > longest:
        raise BadArgument(f"{what} has {len(value):,} entries; {longest:,} are the most.")
    return list(value)


def _text(value: Any, what: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise BadArgument(f"{what} must have a name.")
    if not can_be_shown(value):
        raise BadArgument(f"{what} has a name with characters that cannot be shown.")
    return value


def _count(value: Any, what: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= MOST or value != int(value):
        raise BadArgument(f"{what} is {_shown(value)}; a whole number from 0 to {MOST:,} is needed.")
    return int(value)


def _number(value: Any, what: str, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise BadArgument(f"{what} is {_shown(value)}; a number from {low:g} to {high:g} is needed.")
    return float(value)


def _shown(value: Any) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        # Thousands of digits cannot be written out.
        return "a number out of all bounds" if abs(value) >= 1e300 else f"{value:g}"
    return f'"{value[:40]}"' if isinstance(value, str) else "no number"


def _unknown(given: Mapping[str, Any], known: Iterable[str], what: str, remarks: list[str]) -> None:
    strange = sorted(set(given) - set(known))
    if strange:
        where = "A checkpoint" if what.startswith("Checkpoint") else what
        remarks.append(f"{where} has names that mean nothing here: {', '.join(name[:40] for name in strange[:5])}.")
