"""What the annotators of a sample say together: one vote each, and what was decided about it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from desktop_al.core import events as ev
from desktop_al.core.events import Event
from desktop_al.core.state import State

#: The vote of somebody whose answers in force name more than one thing: two copies, neither of which saw the other.
CONFLICT = "conflict"
#: "Not worth labelling" is one thing, whatever the reason.
NOT_WORTH = ev.NOT_WORTH_PREFIX


def vote(state: State, in_force: Sequence[Event]) -> str:
    """One annotator's vote: ``=class`` after merges, NOT_WORTH, "unsure", CONFLICT, or "" for no answer."""
    said = {_meant(state, event.answer) for event in in_force}
    if len(said) > 1:
        return CONFLICT
    return said.pop() if said else ""


def votes(state: State, sample: bytes) -> dict[str, str]:
    """The votes on a sample by annotator, in the order of their names; who has not answered is left out."""
    found = {name: vote(state, state.in_force(name, sample)) for name in sorted(state.annotators)}
    return {name: said for name, said in found.items() if said}


def tally(given: Mapping[str, str]) -> list[tuple[str, int]]:
    """Votes that say something (a class, not worth labelling) and how many each has, the most frequent first."""
    counts = Counter(said for said in given.values() if said not in (ev.UNSURE, CONFLICT))
    return sorted(counts.items(), key=lambda row: (-row[1], row[0]))


def is_tie(counts: Sequence[tuple[str, int]]) -> bool:
    """Whether two or more lead with as many votes."""
    return len(counts) > 1 and counts[0][1] == counts[1][1]


def decided(state: State, sample: bytes) -> str | None:
    """The answer decided for a sample (a class after merges), None without a decision; "unsure" where it stays open
    or where adjudicators who had not seen each other's decision decided differently."""
    in_force = state.decision(sample)
    if not in_force:
        return None
    said = {_exactly(state, event.answer) for event in in_force}
    return said.pop() if len(said) == 1 else ev.UNSURE


def is_settled(state: State, sample: bytes) -> bool:
    """Whether a decision in force says what a sample is."""
    return decided(state, sample) not in (None, ev.UNSURE)


def _meant(state: State, answer: str) -> str:
    return NOT_WORTH if ev.not_worth_reason(answer) is not None else _exactly(state, answer)


def _exactly(state: State, answer: str) -> str:
    """An answer with its (first) class as it counts now; what names nothing says nothing."""
    named = ev.label_classes(answer)[:1]
    if named:
        return ev.label_answer([state.resolve_class(named[0])])
    return answer if ev.not_worth_reason(answer) is not None else ev.UNSURE
