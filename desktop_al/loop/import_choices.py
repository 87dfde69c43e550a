"""What has to be chosen before labels are imported: which class here each name of the file is, and whose labels."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from desktop_al.core.class_names import fit_name
from desktop_al.core.errors import BadArgument
from desktop_al.core.import_fold import ANNOTATIONS as ANNOTATIONS
from desktop_al.core.import_fold import PRE_ANNOTATIONS as PRE_ANNOTATIONS
from desktop_al.core.protocol import name_key
from desktop_al.core.shapes import LabelClass
from desktop_al.core.state import State
from desktop_al.loop.import_matching import Matched
from desktop_al.loop.roles import handed_to, is_blind, names, role_of

#: In place of a class or an annotator: a new class with the name in the file; none of these labels.
NEW, OUT = "+", "-"
How = Literal["same", "alike", "new", "unfit"]


@dataclass(frozen=True, slots=True)
class Choices:
    """``kind`` is one of ``PRE_ANNOTATIONS`` and ``ANNOTATIONS``. ``classes``: by each name in the file the id of a
    class here, ``NEW`` or ``OUT``. ``annotators``: by each name in the file ("" where it has none) the name here, or
    ``OUT``. ``replace``: where an annotator has another answer here, take that of the file. What is not named is as
    ``proposed``."""

    kind: str = PRE_ANNOTATIONS
    classes: Mapping[str, str] = field(default_factory=dict)
    annotators: Mapping[str, str] = field(default_factory=dict)
    replace: bool = False


@dataclass(frozen=True, slots=True)
class ClassProposal:
    """A class name of the file, with ``count`` labels; ``target`` as in ``Choices``; ``how`` it was found: the "same"
    name, an "alike" one (case, blanks), none so that it is "new", or "unfit" to be the name of a class."""

    name: str
    count: int
    target: str
    how: How


@dataclass(frozen=True, slots=True)
class Standing:
    """The project that labels are imported into, and who does it. ``only``: whose annotations alone may come in, with
    the reason ``why_only``; "" for everybody's."""

    state: State
    importer: str
    only: str = ""
    why_only: str = ""


def standing(state: State, importer: str) -> Standing:
    if owner := handed_to(state):
        return Standing(state, importer, owner, "copy")
    if is_blind(state, importer) and role_of(state, importer) == "annotator":
        return Standing(state, importer, importer, "blind")
    return Standing(state, importer)


def class_proposals(matched: Matched, state: State) -> tuple[ClassProposal, ...]:
    """The class names of a file, those that it names without a label last."""
    counts = Counter(label for row in matched.foreign.rows for label in row.labels)
    counts.update(dict.fromkeys(matched.foreign.classes, 0))
    active, known = state.active_classes(), state.classes()
    return tuple(
        ClassProposal(name, count, *_target(name, active, known, state))
        for name, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    )


def _target(name: str, active: Sequence[LabelClass], known: Sequence[LabelClass], state: State) -> tuple[str, How]:
    for one in active:
        if one.name == name:
            return one.id, "same"
    key = name_key(name)
    for one in (*active, *known):
        if name_key(one.name) == key:
            # One that is no longer offered comes back; one that was merged counts as that.
            return state.resolve_class(one.id), "alike" if one.name != name else "same"
    try:
        fit_name(name)
    except BadArgument:
        return OUT, "unfit"
    return NEW, "new"


def annotator_proposals(matched: Matched, standing: Standing) -> tuple[tuple[str, int, str], ...]:
    """(name in the file, its annotations, name here) of each annotator of a file; "" for rows that name none, which are
    the importer's."""
    counts = Counter(row.annotator for row in matched.foreign.rows if not row.predicted)
    people = (*names(standing.state), standing.importer)
    alike = Counter(map(name_key, counts))
    here = {name_key(name): name for name in reversed(people)}

    def target(name: str) -> str:
        if not name:
            return standing.only or standing.importer
        # Two names of the file that are alike are two people there.
        known = "" if alike[name_key(name)] > 1 else here.get(name_key(name), "")
        return name if name in people else known or " ".join(name.split())

    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return tuple((name, count, target(name)) for name, count in ordered)
