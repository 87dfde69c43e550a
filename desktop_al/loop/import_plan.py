"""What an import would write, worked out before anything is: what comes in, what is here already, what stays out."""

import secrets
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from desktop_al.core import events as ev
from desktop_al.core.class_names import can_be_shown, fit_name
from desktop_al.core.errors import BadArgument
from desktop_al.core.protocol import name_key
from desktop_al.core.shapes import LabelClass
from desktop_al.core.words import tr
from desktop_al.loop.folder_names import MAX_CLASSES
from desktop_al.loop.import_choices import (
    NEW,
    OUT,
    PRE_ANNOTATIONS,
    Choices,
    ClassProposal,
    Standing,
    annotator_proposals,
    class_proposals,
)
from desktop_al.loop.import_matching import NAMED, NONE, Matched
from desktop_al.media.exchange import Brought
from desktop_al.store.project_file import SampleRow

#: A name of a person longer than this is none.
_LONGEST_NAME = 200
#: Classes are chosen one by one; a file that names more is none of labels.
_MOST_NAMES = 1_000


class Entry(NamedTuple):
    """One label to write: ``answer`` as the log has it, for the sample at ``place``; ``again``: the annotator has
    answered the sample before."""

    place: int
    annotator: str
    answer: str
    row: Brought
    again: bool


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A class name of the file and what it becomes: ``target`` as in ``Choices``, ``count`` labels."""

    name: str
    count: int
    target: str
    how: str


@dataclass(frozen=True, slots=True)
class AnnotatorLine:
    """``name`` in the file, "" for rows without one; ``target`` here or ``OUT``; ``known``: the project has that
    name."""

    name: str
    count: int
    target: str
    known: bool


@dataclass(frozen=True, slots=True, eq=False)
class ImportPlan:
    """``rows`` in the file; ``unmatched`` mean no sample; ``broken`` cannot be read; ``same`` are here already;
    ``differing`` have another answer here, which ``choices.replace`` decides about; ``earlier`` are followed by a later
    row for the same sample and annotator. ``left_out``: (cause, how many); ``named``: (line or record, name, cause) of
    the first rows that do not come in. ``new_classes``: (id, name); ``back``: ids of classes to be offered again.
    ``trouble``: why nothing is imported, "" where something is; ``nothing_to_do``: since all of it is here already, or
    stays out as was wished."""

    matched: Matched
    standing: Standing
    choices: Choices
    entries: tuple[Entry, ...]
    classes: tuple[ClassLine, ...]
    annotators: tuple[AnnotatorLine, ...]
    rows: int
    unmatched: int
    broken: int
    same: int
    differing: int
    earlier: int
    left_out: tuple[tuple[str, int], ...]
    named: tuple[tuple[int, str, str], ...]
    new_classes: tuple[tuple[str, str], ...]
    back: tuple[str, ...]
    trouble: str = ""
    nothing_to_do: bool = False

    @property
    def as_offers(self) -> bool:
        return self.choices.kind == PRE_ANNOTATIONS


def plan_import(matched: Matched, rows: Sequence[SampleRow], standing: Standing, choices: Choices) -> ImportPlan:
    """``rows``: the samples of the project, by place.

    Raises:
        BadArgument: a choice that names no class of the project, or no name of the file.
    """
    return _Planning(matched, rows, standing, choices).plan()


class _Planning:
    def __init__(self, matched: Matched, rows: Sequence[SampleRow], standing: Standing, choices: Choices) -> None:
        self._matched, self._rows, self._standing, self._choices = matched, rows, standing, choices
        self._state = standing.state
        self._offers = choices.kind == PRE_ANNOTATIONS
        self._causes: Counter[str] = Counter()
        self._named: list[tuple[int, str, str]] = list(matched.unmatched)
        self._classes = _class_lines(class_proposals(matched, self._state), choices, self._state.classes())
        self._new: dict[str, tuple[str, str]] = {}
        self._ids = {line.name: self._id_of(line) for line in self._classes}
        self._people = {} if self._offers else _people(matched, standing, choices)
        record = self._state.protocol_record()
        self._reasons = {name_key(words): one for one, words in record.reason_words().items()}
        self._reasons |= {one.id: one.id for one in record.in_force()}

    def _id_of(self, line: ClassLine) -> str:
        if line.target != NEW:
            return line.target
        key = name_key(line.name)
        if key not in self._new:
            self._new[key] = (f"c{secrets.token_hex(6)}", fit_name(line.name))
        return self._new[key][0]

    def plan(self) -> ImportPlan:
        found: dict[tuple[str, int], Entry] = {}
        usable = 0
        for entry in self._usable():
            usable += 1
            key = (entry.annotator, entry.place)
            before = found.get(key)
            # Of a sample that the file offers something for and annotates, it is the offer that is meant.
            if before is None or not (self._offers and before.row.predicted and not entry.row.predicted):
                found[key] = entry
        same = differing = 0
        kept: list[Entry] = []
        for entry in found.values():
            here = self._here(entry)
            if entry.answer in here and len(here) == 1:
                same += 1
                continue
            if here and not self._offers:
                differing += 1
                if not self._choices.replace:
                    self._name(entry.row, tr("Another answer is here, which is kept."))
                    continue
            kept.append(entry._replace(again=bool(here) and not self._offers))
        if self._offers and kept:
            # The newest file of a name stands for all before it: what it says again is said again.
            kept, same = list(found.values()), 0
        used = {c for entry in kept for c in ev.label_classes(entry.answer)}
        offered = {c.id for c in self._state.active_classes()}
        new = tuple(one for one in self._new.values() if one[0] in used)
        back = tuple(c.id for c in self._state.classes() if c.id in used - offered)
        matched = self._matched
        made = ImportPlan(
            matched,
            self._standing,
            self._choices,
            tuple(kept),
            self._classes,
            self._annotator_lines(),
            len(matched.foreign.rows),
            matched.unmatched_count,
            matched.foreign.broken_count,
            same,
            differing,
            usable - len(found),
            tuple(self._causes.most_common()),
            tuple(self._named[:NAMED]),
            new,
            back,
        )
        if refused := self._refused(made, len(offered)):
            return replace(made, trouble=refused)
        return made if kept else replace(made, trouble=_nothing(made), nothing_to_do=bool(same or differing))

    # -- rows ------------------------------------------------------------------------------------------

    def _usable(self) -> Iterator[Entry]:
        for row, place in zip(self._matched.foreign.rows, self._matched.places, strict=True):
            if place == NONE:
                continue
            answer, cause = self._answer(row)
            cause = cause or self._unusable(row, place)
            if cause:
                self._causes[cause] += 1
                self._name(row, cause)
                continue
            who = self._standing.importer if self._offers else self._people[row.annotator]
            yield Entry(place, who, answer, row, again=False)

    def _name(self, row: Brought, cause: str) -> None:
        if len(self._named) < NAMED:
            self._named.append((row.place, row.sample or " ".join(row.text[:80].split()), cause))

    def _unusable(self, row: Brought, place: int) -> str:
        sample = self._rows[place]
        if sample.gone:
            return tr("The sample's file is no longer there.")
        if sample.problem and not self._offers and row.state != "not_worth_labelling":
            return tr("The sample cannot be read.")
        if self._offers:
            return ""
        if row.predicted:
            return tr("It is a suggestion of a model, no annotation.")
        who, only = self._people[row.annotator], self._standing.only
        if who == OUT:
            return tr("Its annotator is left out.")
        if only and who != only:
            return tr("It is of another annotator.")
        if len(who) > _LONGEST_NAME or not who.strip() or not can_be_shown(who):
            return tr("Its annotator has a name that cannot be shown.")
        return ""

    def _answer(self, row: Brought) -> tuple[str, str]:
        """The answer of a row, or why it has none."""
        if row.state == "labelled":
            if len(row.labels) != 1:
                several = tr("It has several classes, and here a sample has one.")
                return "", several if row.labels else tr("It has no class.")
            class_id = self._ids[row.labels[0]]
            return ev.label_answer([class_id]), tr("Its class is left out.") if class_id == OUT else ""
        if self._offers:
            return "", tr("It names no class that could be suggested.")
        if row.state == "unsure":
            return ev.UNSURE, ""
        reason = self._reasons.get(row.reason) or self._reasons.get(name_key(row.reason)) or ""
        if not row.reason:
            reason = self._reasons.get("other") or next(iter(self._reasons.values()))
        return ev.NOT_WORTH_PREFIX + reason, "" if reason else tr("Its reason is none of this project.")

    def _here(self, entry: Entry) -> set[str]:
        """What the project has of this already."""
        sample = self._rows[entry.place].id
        if self._offers:
            offer = self._state.brought.offer(sample)
            mine = offer is not None and offer.source == self._matched.source.name
            return {offer.answer} if offer is not None and mine else set()
        if not self._state.cells.get((entry.annotator, sample)):
            return set()
        return {self._resolved(one.answer) for one in self._state.in_force(entry.annotator, sample)}

    def _resolved(self, answer: str) -> str:
        named = ev.label_classes(answer)
        return ev.label_answer([self._state.resolve_class(c) for c in named]) if named else answer

    # -- the whole -------------------------------------------------------------------------------------

    def _annotator_lines(self) -> tuple[AnnotatorLine, ...]:
        if self._offers:
            return ()
        known = {*self._state.annotators, *self._state.roles, self._standing.importer, self._state.maker}
        return tuple(
            AnnotatorLine(name, count, self._people[name], self._people[name] in known)
            for name, count, _ in annotator_proposals(self._matched, self._standing)
        )

    def _refused(self, made: ImportPlan, offered: int) -> str:
        standing = self._standing
        if self._offers and standing.only:
            return tr("Here only your own annotations can be imported, no suggestions.")
        if len(made.classes) > _MOST_NAMES:
            return tr("The file names {n:,} classes. That is no file of labels.", n=len(made.classes))
        if (count := offered + len(made.new_classes) + len(made.back)) > MAX_CLASSES:
            most = MAX_CLASSES
            return tr("With the new ones there would be {n:,} classes, and a project has {most:,}.", n=count, most=most)
        return ""


def _nothing(made: ImportPlan) -> str:
    """Why nothing comes in."""
    if made.differing:
        return tr("Nothing would change: where another answer is here, it is kept.")
    if made.same:
        return tr("Nothing would change: all of it is here already.")
    return tr("Nothing of this file can be imported.")


def _class_lines(
    proposals: Sequence[ClassProposal], choices: Choices, known: Sequence[LabelClass]
) -> tuple[ClassLine, ...]:
    ids = {one.id for one in known} | {NEW, OUT}
    if unknown := choices.classes.keys() - {one.name for one in proposals}:
        raise BadArgument(tr("The file has no class {name}.", name=sorted(unknown)[0]))
    lines = []
    for one in proposals:
        target = choices.classes.get(one.name, one.target)
        if target not in ids:
            raise BadArgument(tr("A class that was chosen is no longer there. Choose again."))
        if target == NEW and one.how == "unfit":
            raise BadArgument(tr("{name} cannot be the name of a class.", name=one.name))
        lines.append(ClassLine(one.name, one.count, target, one.how))
    return tuple(lines)


def _people(matched: Matched, standing: Standing, choices: Choices) -> Mapping[str, str]:
    proposed = {name: target for name, _, target in annotator_proposals(matched, standing)}
    if unknown := choices.annotators.keys() - proposed.keys():
        raise BadArgument(tr("The file has no annotator {name}.", name=sorted(unknown)[0]))
    # Rows of predictions alone name nobody who is asked for.
    others = {row.annotator: standing.importer for row in matched.foreign.rows if row.predicted}
    return others | proposed | dict(choices.annotators)
