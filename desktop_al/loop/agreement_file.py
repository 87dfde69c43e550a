"""A table of answers, read for ``desktop-al agreement``: who answered what."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import BadArgument, CannotRead
from desktop_al.core.label_sets import joined
from desktop_al.media.columns import Columns, read_columns
from desktop_al.people.agreement import Scale, number_in, own_scores
from desktop_al.people.ratings import MISSING, Ratings
from desktop_al.people.set_distances import parts

NEEDED = ("annotator", "sample", "label")
SESSION = "session"
#: Cells of the table of annotators and samples; different answers. More are no study of agreement.
MOST_CELLS, MOST_LEVELS = 300_000_000, 32_000

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class AgreementFile:
    """``scores`` of the levels, empty where they have none; ``remarks`` on rows that are left out."""

    ratings: Ratings
    scale: Scale
    scores: tuple[float, ...]
    remarks: tuple[str, ...]


def read_agreement(path: Path, scale: Scale = "nominal", levels: Sequence[str] | None = None) -> AgreementFile:
    """Read FILE.csv: annotator, sample, label, and session where there is such a column; a label without text is no
    answer, but for sets (``a|b``), where it is the empty one.

    Levels are ``levels`` in their order, else the answers that occur: numbers by size, others by name. Of an annotator,
    a sample and a session, the first row counts and others are replicates; answers of later sessions are given again.
    Sessions that are all numbers are ordered by size, others as the file has them. Numbers are the same answer if they
    are equal (1 and 1.0), but not on a nominal scale without ``levels``.

    Raises:
        CannotRead: no such table, or an answer that is no level; the sentence says what is wrong.
        BadArgument: the levels are no list of different answers.
    """
    table = read_columns(path, NEEDED)
    who, sample, label = (table.cells[name] for name in NEEDED)
    named = np.fromiter((bool(a and b) for a, b in zip(who, sample)), bool, len(who))
    answers, answer_of = _factors(label)
    names, codes = _levels(path, table, answers, answer_of, named, scale, levels)
    people, who_of = _factors([a for a, on in zip(who, named) if on])
    samples, sample_of = _factors([b for b, on in zip(sample, named) if on])
    if not people:
        raise CannotRead(f"{path.name} holds no row with an annotator and a sample.")
    if len(people) * len(samples) > MOST_CELLS:
        raise CannotRead(f"{path.name} has too many annotators ({len(people):,}) and samples ({len(samples):,}).")
    session = table.cells.get(SESSION)
    session_of = _sessions([s for s, on in zip(session, named) if on]) if session else np.zeros(len(who_of), np.int64)
    code_of = codes[answer_of[named]]
    given = code_of != MISSING
    ratings = _ratings(people, samples, names, who_of[given], sample_of[given], session_of[given], code_of[given])
    scores = () if scale == "set" else own_scores(names) or (tuple(map(float, range(len(names)))) if levels else ())
    return AgreementFile(ratings, scale, scores, _remarks(table, named))


def _factors(column: Sequence[str]) -> tuple[list[str], Ints]:
    """The different values in the order in which they first appear, and which one each row has."""
    index: dict[str, int] = {}
    which = np.fromiter((index.setdefault(value, len(index)) for value in column), np.int64, len(column))
    return list(index), which


def _sessions(column: Sequence[str]) -> Ints:
    names, which = _factors(column)
    numbers = [number_in(name) for name in names]
    if None in numbers:
        return which
    rank = np.empty(len(names), np.int64)
    rank[np.argsort(np.array(numbers, np.float64), kind="stable")] = np.arange(len(names))
    return rank[which]


def _levels(
    path: Path,
    table: Columns,
    answers: list[str],
    answer_of: Ints,
    named: npt.NDArray[np.bool_],
    scale: Scale,
    levels: Sequence[str] | None,
) -> tuple[tuple[str, ...], npt.NDArray[np.int16]]:
    """The levels, and which of them each different answer is."""
    wanted = None if levels is None else [level.strip() for level in levels]
    if wanted is not None and (not all(wanted) or len(set(wanted)) < len(wanted)):
        raise BadArgument("The levels have an empty or a repeated name.")
    used = np.zeros(len(answers), bool)
    used[answer_of[named]] = True
    told = [a for a, on in zip(answers, used) if on and (a or scale == "set")]
    spelling: dict[str, str] = {}
    if scale == "set":
        members = {a: parts(a) for a in told}
        order = sorted(set().union(*members.values())) if wanted is None else wanted
        place = {name: k for k, name in enumerate(order)}
        strange = {a: next(iter(sorted(members[a] - set(place))), None) for a in told}
        spelling = {a: joined(sorted(members[a], key=place.__getitem__)) for a in told if strange[a] is None}
        names = sorted(set(spelling.values()))
        strangers = {a: name for a, name in strange.items() if name is not None}
    else:
        numbers = {a: number_in(a) for a in told}
        numeric = None not in numbers.values()
        if wanted is not None:
            by_number = {number_in(level): level for level in reversed(wanted)} if own_scores(wanted) else {}
            spelling = {a: a if a in wanted else by_number.get(numbers[a], "") for a in told}
            names = wanted
        elif numeric and scale != "nominal":
            first: dict[float | None, str] = {}
            spelling = {a: first.setdefault(numbers[a], a) for a in told}
            names = sorted(set(spelling.values()), key=lambda a: numbers[a] or 0.0)
        else:
            spelling = {a: a for a in told}
            names = sorted(told, key=lambda a: (numbers[a] or 0.0, a)) if numeric else sorted(told)
        strangers = {a: a for a in told if not spelling[a]}
    if strangers:
        _refuse(path, table, answers, answer_of, named, strangers, wanted or [])
    if len(names) > MOST_LEVELS:
        raise CannotRead(f"{path.name} has {len(names):,} different answers; more than {MOST_LEVELS:,} are no classes.")
    index = {name: k for k, name in enumerate(names)}
    codes = np.array([index[spelling[a]] if a in spelling else MISSING for a in answers], np.int16)
    return tuple(names), codes


def _refuse(
    path: Path,
    table: Columns,
    answers: list[str],
    answer_of: Ints,
    named: npt.NDArray[np.bool_],
    strangers: dict[str, str],
    wanted: Sequence[str],
) -> None:
    bad = np.array([a in strangers for a in answers])
    row = int(np.flatnonzero(bad[answer_of] & named)[0])
    some = ", ".join(wanted[:10]) + ", ..." * (len(wanted) > 10)
    answer = strangers[answers[answer_of[row]]][:60]
    raise CannotRead(f'Row {table.numbers[row]} of {path.name} has the answer "{answer}", which is no level ({some}).')


def _ratings(
    people: list[str], samples: list[str], names: tuple[str, ...], who: Ints, sample: Ints, session: Ints, code: Ints
) -> Ratings:
    """Rows, (rows,) each, in file order."""
    cells = who * len(samples) + sample
    # By cell, then session, then row: the first of each cell counts.
    order = np.lexsort((session, cells))
    cells, by_session = cells[order], session[order]
    is_first = np.ones(len(cells), bool)
    is_first[1:] = cells[1:] != cells[:-1]
    firsts = np.flatnonzero(is_first)
    same = by_session == by_session[firsts[np.cumsum(is_first) - 1]] if len(cells) else np.zeros(0, bool)
    codes = np.full((len(people), len(samples)), MISSING, np.int16)
    rows = order[is_first]
    codes[who[rows], sample[rows]] = code[rows]

    def triples(rows: Ints) -> tuple[tuple[int, int, int], ...]:
        return tuple(zip(who[rows].tolist(), sample[rows].tolist(), code[rows].tolist()))

    replicates, again = triples(order[~is_first & same]), triples(order[~is_first & ~same])
    return Ratings(tuple(people), tuple(samples), names, codes, replicates, again)


def _remarks(table: Columns, named: npt.NDArray[np.bool_]) -> tuple[str, ...]:
    remarks = []
    nameless = [table.numbers[k] for k in np.flatnonzero(~named).tolist()]
    for numbers, why in (
        ([number for number, _ in table.broken], "cannot be read"),
        (nameless, "without an annotator or a sample"),
    ):
        if numbers:
            some = ", ".join(map(str, numbers[:5])) + ", ..." * (len(numbers) > 5)
            left = "1 row is" if len(numbers) == 1 else f"{len(numbers):,} rows are"
            first = f" {table.broken[0][1]}" if why == "cannot be read" else ""
            remarks.append(f"{left} left out ({why}), counted from 0: {some}.{first}")
    return tuple(remarks)
