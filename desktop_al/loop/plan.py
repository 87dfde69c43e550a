"""How a project learns, read from its log: strategy, model, votes, and what the queue leaves out."""

import math
from collections.abc import Mapping

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument
from desktop_al.core.settings import Value
from desktop_al.core.state import State
from desktop_al.core.words import tr
from desktop_al.learn.model_kinds import MODELS
from desktop_al.learn.strategies import strategy_named
from desktop_al.loop.learning import Plan
from desktop_al.loop.pool import COPY
from desktop_al.loop.record import Record
from desktop_al.loop.roles import is_blind
from desktop_al.media.junk import BY_ID
from desktop_al.media.near_duplicates import LIKENESS

#: In the project's log: the threshold of a kind of junk, the weight of a committee member.
ASIDE, VOTE = "aside:", "vote:"
MOST_VOTES = 10.0
LEAST_LIKENESS = 0.85
#: A larger number of a threshold means nothing, and one far larger is none at all.
_MOST = 1e6


def plan_of(state: State, choices: Mapping[str, Value], kind: str) -> Plan:
    """The plan in force; what the log holds of another version and is not known here is passed over."""
    thresholds: dict[str, float | None] = {}
    for name, row in BY_ID.items():
        thresholds[name] = _number(state.project.get(ASIDE + name, row.threshold), row.threshold)
    usual = LIKENESS["text" if kind == "text" else "image"]
    likeness = _number(state.project.get(ASIDE + COPY, usual), usual, LEAST_LIKENESS, 1)
    votes = {name: _number(state.project.get(VOTE + name, 1.0), 1.0, 0, MOST_VOTES) or 0.0 for name in MODELS}
    return Plan(
        strategy=_known_strategy(str(choices["strategy"])),
        model=str(choices["model"]) if choices["model"] in MODELS else "logistic",
        wanted=str(choices["wanted"]),
        votes=votes,
        by_model=choices["learn_from"] == "model",
        thresholds=thresholds,
        likeness=likeness or 0.0,
    )


def from_own_alone(state: State, annotator: str, choices: Mapping[str, Value]) -> bool:
    """Whether what ``annotator`` sees of the model comes from the annotator's own labels only."""
    return is_blind(state, annotator) or choices["learn_from"] == "own"


def check_choice(name: str, value: Value) -> None:
    """Refuse a strategy or a model that there is not.

    Raises:
        BadArgument: in words.
    """
    if name == "strategy":
        strategy_named(str(value))
    elif name == "model" and value not in MODELS:
        raise BadArgument(f'There is no model "{value}". Known are: {", ".join(sorted(MODELS))}.')


def choose_threshold(record: Record, annotator: str, kind: str, threshold: float | None) -> None:
    """Keep from where on samples of a kind of junk (or ``COPY``) are left out; None: never.

    Raises:
        BadArgument: no such kind, a number that cannot be meant, or a project open to look only.
    """
    if kind not in (*BY_ID, COPY) or (threshold is not None and not math.isfinite(threshold)):
        raise BadArgument(f"There is no threshold {threshold} for leaving out “{kind}”.")
    if kind == COPY and threshold is not None and not LEAST_LIKENESS <= threshold <= 1:
        raise BadArgument("The likeness of copies is a number from 0.85 to 1.")
    _keep(record, annotator, ASIDE + kind, threshold)


def choose_votes(record: Record, annotator: str, member: str, weight: float) -> None:
    """Keep how much a member of the committee counts, 0 to 10, besides its skill.

    Raises:
        BadArgument: no such member or weight, or a project open to look only.
    """
    if member not in MODELS or not 0 <= weight <= MOST_VOTES:
        raise BadArgument(f"There is no weight {weight} for the member “{member}”.")
    _keep(record, annotator, VOTE + member, weight)


def _keep(record: Record, annotator: str, name: str, value: float | None) -> None:
    if record.read_only:
        raise BadArgument(tr("This project is open to look only."))
    record.add(ev.PROJECT, {name: value}, annotator)


def _number(value: object, usual: float, least: float = -_MOST, most: float = _MOST) -> float | None:
    if value is None:
        return None
    fits = isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most
    return float(value) if fits else usual  # type: ignore[arg-type]


def _known_strategy(name: str) -> str:
    try:
        strategy_named(name)
    except BadArgument:
        return "recommended"
    return name
