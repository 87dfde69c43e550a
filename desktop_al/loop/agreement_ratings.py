"""Who answered what, read from the log for a page or a command: by stratum, with what is left out counted."""

from collections.abc import Collection, Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from desktop_al.core import events as ev
from desktop_al.core.events import Event
from desktop_al.core.shapes import LabelClass
from desktop_al.core.state import State
from desktop_al.core.study import design_of
from desktop_al.core.words import joined, tr
from desktop_al.loop.agreement_screen import Stratum
from desktop_al.loop.editing import local_date
from desktop_al.loop.pace_rows import decoded
from desktop_al.loop.pool import id_numbers
from desktop_al.loop.protocol_versions import history
from desktop_al.loop.roles import names
from desktop_al.loop.votes import CONFLICT, vote
from desktop_al.people.assignment import audit_mask, overlap_mask
from desktop_al.people.ratings import MISSING, Ratings
from desktop_al.store.driver import sqlite3
from desktop_al.store.project_file import SampleRow

#: Between two looks at the clock of whoever drives a generator: about a tenth of a second.
_AT_ONCE = 4_000
_DAY = 24 * 3600 * 1_000_000

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Given:
    """One annotator's answer in force: a class id, or "" with ``said`` for what it is instead; ``utc`` microseconds;
    ``version`` is the id of the protocol's, "" where it is not known."""

    annotator: str
    sample: bytes
    class_id: str
    said: str
    utc: int
    version: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers in force of everybody, before a stratum is taken. ``conflicts``: an annotator gave one sample two
    answers, neither of which had seen the other; those are left out. ``again``: further answers to the same sample,
    as (annotator, sample, class id)."""

    given: tuple[Given, ...]
    conflicts: int = 0
    again: tuple[tuple[str, bytes, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Shared:
    """``ratings`` of the samples that two or more answered with a class; ``rows`` are those samples and ``utc``,
    (annotators, samples), when each was answered, 0 for never. ``given`` counts answers that name a class, that are
    unsure and that are not worth labelling, on samples that two or more have answered in any way."""

    ratings: Ratings
    rows: tuple[SampleRow, ...]
    utc: npt.NDArray[np.int64]
    given: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Sets:
    """Which samples were drawn at random for everybody, and which were neither that nor known: the model chose
    them. ``name`` says what the random ones are."""

    random: frozenset[bytes] = field(default=frozenset())
    chosen: frozenset[bytes] = field(default=frozenset())
    name: str = ""


def read_answers(state: State, connection: sqlite3.Connection | None) -> Generator[float, None, Answers]:
    """Everybody's answers in force and further answers, in the log's order; yields a share of the work. Without a
    ``connection`` the versions of the protocol stay unknown, for which many bodies would have to be read."""
    given: list[Given] = []
    conflicts, cells = 0, list(state.cells.items())
    per_sample: dict[bytes, int] = {}
    for _, sample in state.cells:
        per_sample[sample] = per_sample.get(sample, 0) + 1
    for number, ((annotator, sample), cell) in enumerate(cells):
        if number % _AT_ONCE == _AT_ONCE - 1:
            yield number / len(cells)
        in_force = state.undisputed(cell)
        if not in_force or ev.ref(in_force[-1]) in state.copied.source:
            # Given to a near copy: the answer that was looked at counts, once.
            continue
        said = vote(state, in_force)
        if said == CONFLICT:
            conflicts += 1
            continue
        named = ev.label_classes(said)
        version = _version(connection, in_force[-1]) if connection and per_sample[sample] > 1 else ""
        given.append(Given(annotator, sample, named[0] if named else "", said, in_force[-1].utc, version))
    given.sort(key=lambda one: (one.utc, one.annotator, one.sample))
    if connection:
        given = _of_one_kind(state, given)
    again = []
    for (annotator, sample), events in state.repeats.items():
        for event in events:
            named = ev.label_classes(event.answer)
            # What was accepted in a group says nothing of how far an annotator agrees with a look of before.
            if named and not _of_group(state, event):
                again.append((annotator, sample, state.resolve_class(named[0])))
    return Answers(tuple(given), conflicts, tuple(again))


def under_names(answers: Answers, called: Mapping[str, str]) -> Answers:
    """The same with what each annotator is ``called`` in place of the name."""
    given = tuple(replace(one, annotator=called.get(one.annotator, one.annotator)) for one in answers.given)
    again = tuple((called.get(who, who), sample, class_id) for who, sample, class_id in answers.again)
    return replace(answers, given=given, again=again)


def _of_group(state: State, event: Event) -> bool:
    try:
        return bool(state.read_body(event).get("grouped"))
    except (ValueError, TypeError, RecursionError):
        # A log from elsewhere: no reason to show no agreement at all.
        return False


def _version(connection: sqlite3.Connection, event: Event) -> str:
    row = connection.execute("SELECT body FROM bodies WHERE writer=? AND seq=?", ev.ref(event)).fetchone()
    found = decoded(row[0] if row is not None else None).get("protocol")
    return found if isinstance(found, str) else ""


def _of_one_kind(state: State, given: list[Given]) -> list[Given]:
    """With the version's id where an answer of an earlier program names the guideline's text alone, if that text was
    in force in one version only."""
    ids: dict[str, set[str]] = {}
    for version, text, _ in history(state, [one.utc for one in given]):
        ids.setdefault(text, set()).add(version)
    only = {text: versions.pop() for text, versions in ids.items() if text and len(versions) == 1}
    return [replace(one, version=only.get(one.version, one.version)) for one in given]


def levels_of(state: State, given: Sequence[Given]) -> tuple[LabelClass, ...]:
    """The classes that the protocol offers, and behind them those no longer offered that an answer names; where the
    classes have an order, each in its place."""
    used = {one.class_id for one in given}
    offered = state.active_classes()
    known = {item.id for item in offered}
    if state.protocol_record().scale == "ordinal":
        return tuple(item for item in state.classes() if item.id in known or item.id in used)
    return (*offered, *(item for item in state.classes() if item.id in used and item.id not in known))


def annotators_of(state: State, given: Sequence[Given]) -> tuple[str, ...]:
    """Who has answered, in the order in which the project knows them."""
    there = {one.annotator for one in given}
    return tuple(name for name in names(state) if name in there)


def sets_of(state: State, rows: Sequence[SampleRow], seed: int, audit_share: float) -> Sets:
    """The random sets among ``rows``; without a study design that is the audit set, drawn by the project's seed."""
    if not rows:
        return Sets(name=tr("the random set"))
    ids = id_numbers(rows)
    audit = audit_mask(ids, seed, audit_share)
    design = design_of(state.study())
    known = state.gold_samples()
    gold = np.array([row.id in known for row in rows], np.bool_)
    if design is None:
        drawn, name = audit, tr("the audit set, drawn at random")
    else:
        drawn, name = overlap_mask(ids, design.seed, design.overlap_share) & ~gold, tr("the random overlap set")
    chosen = ~(drawn | audit | gold)
    return Sets(_ids(rows, drawn), _ids(rows, chosen), name)


def _ids(rows: Sequence[SampleRow], mask: Mask) -> frozenset[bytes]:
    return frozenset(rows[place].id for place in np.flatnonzero(mask).tolist())


def in_stratum(given: Sequence[Given], stratum: Stratum, now: int) -> list[Given]:
    """The answers of a version of the protocol and of a time; ``now`` in microseconds."""
    since = now - stratum.days * _DAY if stratum.days else -1
    return [one for one in given if one.utc >= since and (not stratum.protocol or one.version == stratum.protocol)]


def shared_of(
    given: Sequence[Given],
    annotators: Sequence[str],
    levels: Sequence[LabelClass],
    row_of: Mapping[bytes, SampleRow],
    only: Collection[bytes] | None = None,
) -> Shared:
    """The ratings of samples that two or more answered with a class, those in ``only`` if it is given."""
    who = {name: place for place, name in enumerate(annotators)}
    code_of = {item.id: code for code, item in enumerate(levels)}
    by_sample: dict[bytes, list[Given]] = {}
    for one in given:
        if one.sample in row_of and (only is None or one.sample in only):
            by_sample.setdefault(one.sample, []).append(one)
    several = [answers for answers in by_sample.values() if len(answers) > 1]
    counts = [0, 0, 0]
    for answers in several:
        for one in answers:
            counts[0 if one.class_id else 1 if one.said == ev.UNSURE else 2] += 1
    shared = sorted(
        (row_of[answers[0].sample] for answers in several if sum(one.class_id in code_of for one in answers) > 1),
        key=lambda row: row.i,
    )
    codes = np.full((len(annotators), len(shared)), MISSING, np.int16)
    utc = np.zeros((len(annotators), len(shared)), np.int64)
    for column, row in enumerate(shared):
        for one in by_sample[row.id]:
            if one.class_id in code_of:
                codes[who[one.annotator], column] = code_of[one.class_id]
                utc[who[one.annotator], column] = one.utc
    ratings = Ratings(
        tuple(annotators), tuple(row.id.hex() for row in shared), tuple(item.id for item in levels), codes
    )
    return Shared(ratings, tuple(shared), utc, (counts[0], counts[1], counts[2]))


def with_repeats(answers: Answers, annotators: Sequence[str], levels: Sequence[LabelClass]) -> Ratings:
    """First and further answers of everybody who answered a sample twice; each first answer with its class."""
    who = {name: place for place, name in enumerate(annotators)}
    code_of = {item.id: code for code, item in enumerate(levels)}
    first = {(one.annotator, one.sample): code_of[one.class_id] for one in answers.given if one.class_id in code_of}
    again = [row for row in answers.again if (row[0], row[1]) in first and row[2] in code_of and row[0] in who]
    samples = {sample: place for place, sample in enumerate(dict.fromkeys(sample for _, sample, _ in again))}
    codes = np.full((len(annotators), len(samples)), MISSING, np.int16)
    for annotator, sample, _ in again:
        codes[who[annotator], samples[sample]] = first[annotator, sample]
    return Ratings(
        tuple(annotators),
        tuple(sample.hex() for sample in samples),
        tuple(item.id for item in levels),
        codes,
        again=tuple((who[annotator], samples[sample], code_of[class_id]) for annotator, sample, class_id in again),
    )


def versions_of(state: State, given: Sequence[Given]) -> tuple[tuple[str, str], ...]:
    """The versions of the protocol that answers to shared samples were given under, in words, the oldest first."""
    used = dict.fromkeys(one.version for one in given if one.version)
    dated: dict[str, int] = {}
    for version, text, utc in history(state, [one.utc for one in given]):
        dated.setdefault(version, utc)
        dated.setdefault(text, utc)
    days = [local_date(dated[version]) if version in dated else "" for version in used]
    made = []
    for version, day in zip(used, days, strict=True):
        # Two versions of one day have their ids as well.
        words = tr("version {version}", version=version[:7])
        if day:
            of_day = tr("protocol of {day}", day=day)
            words = joined([of_day, words], ", ") if days.count(day) > 1 else of_day
        made.append((version, words))
    return tuple(made)
