"""Labels that there are already: matched with the samples of a folder, and made into annotations."""

import contextlib
import functools
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from desktop_al.core import events as ev
from desktop_al.core.chain import Chain, Written
from desktop_al.core.class_names import fit_name
from desktop_al.core.errors import BadArgument, CannotRead
from desktop_al.core.plain_names import short
from desktop_al.core.protocol import name_key
from desktop_al.core.shapes import NOT_WORTH_REASONS, SampleKind
from desktop_al.core.words import english, tr, trn
from desktop_al.loop.name_matching import as_path, match_names
from desktop_al.loop.pool import found as found_of
from desktop_al.loop.scanning import sample_row
from desktop_al.media.label_tables import LabelRow, State, read_label_table
from desktop_al.media.paths import real_path
from desktop_al.media.samples import check, sample_id
from desktop_al.media.scan import scan
from desktop_al.store.project_file import SampleRow

#: Rows that do not match and are named before the rest is counted.
_NAMED = 3
_REASONS = tuple(reason for reason, _ in NOT_WORTH_REASONS)


@dataclass(frozen=True, slots=True)
class LabelSource:
    """A table at ``path``, or the folders: the first-level folder of a sample is its class."""

    kind: Literal["table", "folders"]
    path: Path | None = None


class Imported(NamedTuple):
    """One annotation: ``class_name`` is empty unless ``state`` is "labelled"; ``annotator`` where none is named."""

    sample: str
    class_name: str
    annotator: str
    state: State = "labelled"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would bring.

    ``unmatched``: (name or row of the source, cause). ``new_classes``: those the project does not have, the most
    frequent first. ``counts``: (class, samples that get it), the project's classes first. ``replaced``: earlier
    rows of the same sample and annotator, of which the last one counts.
    """

    rows: tuple[Imported, ...]
    unmatched: tuple[tuple[str, str], ...]
    new_classes: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    replaced: int


def plan(
    source: LabelSource,
    names: Sequence[str],
    classes: Sequence[str],
    stop: Callable[[], bool] = lambda: False,
    annotator: str = "",
    reasons: Sequence[str] = _REASONS,
) -> ImportPlan:
    """Match a source against the samples ``names`` (as the scan names them) and the project's ``classes``.

    Names are matched by the whole relative path; else one of both must be the end of the other, or the source's an
    absolute path, of which as many last parts count as tell one sample from all others; then without regard to
    case, then without extension; never where two samples, or two names of the source, could be meant.

    ``stop`` ends the reading of a table early, with what was read. ``annotator`` is whose the rows are that name
    none; ``reasons``: ids of the reasons for "not worth labelling".

    Raises:
        BadArgument: a table without a path. CannotRead: the table cannot be read.
    """
    if source.kind == "folders":
        found, unmatched = _from_folders(names)
    elif source.path is None:
        raise BadArgument(tr("Choose the file that holds the labels."))
    else:
        found, unmatched = _from_table(source.path, names, stop, reasons)
    return _counted(found, unmatched, classes, annotator)


def sample_names(folder: Path, kind: SampleKind, stop: Callable[[], bool] = lambda: False) -> tuple[str, ...]:
    """The names of all samples of a folder, for ``plan``; ``stop`` ends it early.

    Raises:
        CannotRead: the folder is missing or cannot be read.
    """
    return tuple(found.name for chunk in scan(folder, cancelled=stop) for found in chunk if found.kind == kind)


def plan_words(made: ImportPlan) -> str:
    """For example "1,240 labels match. 2 rows do not." and below it the first ones that do not, each with its cause."""
    parts = [trn("{n:,} label matches.", "{n:,} labels match.", len(made.rows))]
    left = len(made.unmatched)
    if left:
        parts.append(trn("{n:,} row does not.", "{n:,} rows do not.", left))
    if made.replaced:
        parts.append(
            trn(
                "{n:,} row was replaced by a later one for the same sample.",
                "{n:,} rows were replaced by a later one for the same sample.",
                made.replaced,
            )
        )
    lines = [" ".join(parts)]
    lines += [tr("{name}: {cause}", name=short(name), cause=cause) for name, cause in made.unmatched[:_NAMED]]
    if left > _NAMED:
        lines.append(trn("and {n:,} more row", "and {n:,} more rows", left - _NAMED))
    return "\n".join(lines)


def _from_folders(names: Iterable[str]) -> tuple[list[Imported], list[tuple[str, str]]]:
    found, unmatched = [], []
    for name in names:
        folder, slash, _ = name.partition("/")
        if not slash:
            unmatched.append((name, tr("It lies in no folder that could be its class.")))
        elif class_name := _class_name(folder):
            found.append(Imported(name, class_name, ""))
        else:
            unmatched.append((name, tr("The name of its folder cannot be the name of a class.")))
    return found, unmatched


@functools.lru_cache(maxsize=2048)
def _class_name(name: str) -> str:
    """As it is kept, or empty where no class can be named so."""
    try:
        return fit_name(name)
    except BadArgument:
        return ""


def _from_table(
    path: Path, names: Sequence[str], stop: Callable[[], bool], reasons: Sequence[str]
) -> tuple[list[Imported], list[tuple[str, str]]]:
    table = read_label_table(path, stop)
    unmatched = [(tr("Row in line {line}", line=line), cause) for line, cause in table.broken]
    if table.broken_count > len(table.broken):
        more = table.broken_count - len(table.broken)
        unmatched.append((trn("{n:,} more row", "{n:,} more rows", more), tr("They cannot be read either.")))
    matches = match_names([row.sample for row in table.rows], names)
    found = []
    for row in table.rows:
        match = matches[row.sample]
        cause = match.cause or _unusable(row, reasons)
        if cause:
            unmatched.append((row.sample, cause))
        else:
            found.append(Imported(match.sample, _class_name(row.label), row.annotator, row.state, row.reason))
    return found, unmatched


def _unusable(row: LabelRow, reasons: Sequence[str]) -> str:
    if row.state == "labelled" and not _class_name(row.label):
        return tr("The label in line {line} is too long for the name of a class, or cannot be shown.", line=row.line)
    if not row.annotator.isprintable():
        return tr("The annotator in line {line} has a name that cannot be printed.", line=row.line)
    if row.state == "not_worth_labelling" and row.reason not in reasons:
        return tr("The reason in line {line} is none of {reasons}.", line=row.line, reasons=", ".join(reasons))
    return ""


def _counted(
    found: list[Imported], unmatched: list[tuple[str, str]], classes: Sequence[str], annotator: str
) -> ImportPlan:
    known = {name_key(name): " ".join(name.split()) for name in classes}
    last = {(row.sample, row.annotator or annotator): row for row in found}
    keys = {name: name_key(name) for name in {row.class_name for row in last.values()}}
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for row in last.values():
        if row.state == "labelled" and keys[row.class_name] not in known:
            spellings[keys[row.class_name]][row.class_name] += 1
    by_size = sorted(spellings.items(), key=lambda named: -named[1].total())
    new = {key: ways.most_common(1)[0][0] for key, ways in by_size}
    named = known | new
    rows = tuple(
        row._replace(class_name=named[keys[row.class_name]]) if row.state == "labelled" else row
        for row in last.values()
    )
    counts = Counter(row.class_name for row in rows if row.state == "labelled")
    return ImportPlan(
        rows=rows,
        unmatched=tuple(unmatched),
        new_classes=tuple(new.values()),
        counts=tuple((name, counts[name]) for name in named.values()),
        replaced=len(found) - len(last),
    )


# -- a source becomes annotations ----------------------------------------------------------------------------

#: Called with what is done and which share of all of it; raises to end the import.
GoOn = Callable[[str, float], None]

_STEP = 16
_EVENTS_STEP = 500


@dataclass(frozen=True, slots=True)
class Import:
    """Annotations to write: ``rows``, each of a sample that can be read, and all ``samples`` of the folder with the
    digests of those. ``unmatched`` and ``new_classes`` as in ``ImportPlan``."""

    rows: tuple[Imported, ...]
    samples: tuple[SampleRow, ...]
    unmatched: tuple[tuple[str, str], ...]
    new_classes: tuple[str, ...]


def read_import(
    source: LabelSource,
    folder: Path,
    kind: SampleKind,
    classes: Sequence[str],
    annotator: str,
    go_on: GoOn,
    reasons: Sequence[str] = _REASONS,
) -> Import:
    """List the samples of ``folder``, match the source against them and read each sample that gets an annotation.

    Rows without an annotator are ``annotator``'s.

    Raises:
        BadArgument, CannotRead: the source or the folder cannot be used, or the source is itself among the samples;
            what ``go_on`` raises.
    """
    samples: dict[str, SampleRow] = {}
    for chunk in scan(folder, chunk=500):
        for found in chunk:
            if found.kind == kind:
                samples.setdefault(found.name, sample_row(len(samples), found))
        go_on(tr("Listing the samples"), 0.0)

    if source.path is not None and _is_sample(source.path, folder, {row.path for row in samples.values()}):
        raise BadArgument(
            tr("The table of labels lies in the sample folder and would become samples. Move it out of the folder.")
        )

    def asked() -> bool:
        go_on(tr("Matching the labels"), 0.05)
        return False

    made = plan(source, tuple(samples), classes, asked, annotator, reasons)
    wanted = dict.fromkeys(row.sample for row in made.rows)
    causes: dict[str, str] = {}
    for number, name in enumerate(wanted):
        if number % _STEP == 0:
            go_on(tr("Reading the labelled samples"), 0.1 + 0.6 * number / len(wanted))
        row = samples[name]
        try:
            samples[name] = row._replace(digest=check(folder, found_of(row)))
        except CannotRead as error:
            causes[name] = str(error)
            samples[name] = row._replace(problem=english(str(error)))
    kept = tuple(row for row in made.rows if row.sample not in causes)
    used = {row.class_name for row in kept}
    return Import(
        rows=kept,
        samples=tuple(samples.values()),
        unmatched=(*made.unmatched, *causes.items()),
        new_classes=tuple(name for name in made.new_classes if name in used),
    )


def _is_sample(table: Path, folder: Path, paths: Iterable[str]) -> bool:
    """Whether the table is one of these files of the folder, by whatever name it is called."""
    try:
        last = as_path(table.resolve().name).casefold()
        status = table.stat()
    except (OSError, ValueError):
        # What is wrong with it is said when it is read.
        return False
    for path in paths:
        if path.rpartition("/")[2].casefold() == last:
            with contextlib.suppress(CannotRead, OSError):
                if os.path.samestat(real_path(folder, path).stat(), status):
                    return True
    return False


def import_annotations(
    brought: Import, source: LabelSource, class_ids: Mapping[str, str], annotator: str, chain: Chain, go_on: GoOn
) -> Iterator[Written]:
    """The events: for each annotator the annotations, and one that makes them one step of undo.

    Rows without an annotator are ``annotator``'s.
    """
    by_annotator: dict[str, list[Imported]] = defaultdict(list)
    for row in brought.rows:
        by_annotator[row.annotator or annotator].append(row)
    ids = {name_key(name): class_id for name, class_id in class_ids.items()}
    name = source.path.name if source.path is not None else source.kind
    body = {"arm": "absent", "chosen": "import", "imported": name, "round": 0}
    written = 0
    for who, rows in by_annotator.items():
        first = chain.seq + 1
        for row in rows:
            if written % _EVENTS_STEP == 0:
                go_on(tr("Writing the labels"), 0.7 + 0.3 * written / len(brought.rows))
            written += 1
            yield chain.add(ev.ANNOTATION, body, who, sample_id(row.sample), _answer(row, ids))
        if rows:
            # Part of what the project was made with: the first press of undo must not take thousands of labels.
            yield chain.add(ev.BATCH, {"range": [first, chain.seq], "final": True}, who)


def _answer(row: Imported, ids: Mapping[str, str]) -> str:
    if row.state == "unsure":
        return ev.UNSURE
    if row.state == "not_worth_labelling":
        return ev.NOT_WORTH_PREFIX + row.reason
    return ev.label_answer([ids[name_key(row.class_name)]])
