"""From a plan to the events of an import: a chain of its own, and one event that says what it was."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_al.core import events as ev
from desktop_al.core.chain import Chain, Written
from desktop_al.core.errors import BadArgument, CannotRead
from desktop_al.core.words import english, tr
from desktop_al.loop.import_matching import GoOn
from desktop_al.loop.import_plan import Entry, ImportPlan
from desktop_al.loop.pool import found
from desktop_al.media.samples import check
from desktop_al.store.project_file import SampleRow
from desktop_al.store.writer import SampleChange

_STEP = 500
#: Bytes that a label takes on disk, while it is written: in the log and in SQLite's own.
_ROOM = 1_500


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A plan whose samples were read: ``changes`` what was found out about them, ``unreadable`` (name, cause)."""

    plan: ImportPlan
    entries: tuple[Entry, ...]
    changes: tuple[SampleChange, ...]
    unreadable: tuple[tuple[str, str], ...]


def prepare(plan: ImportPlan, rows: Sequence[SampleRow], root: Path, go_on: GoOn) -> Prepared:
    """Read the samples that get an annotation and whose content is not known yet: it is known before the first
    annotation of a sample is written.

    Raises:
        what ``go_on`` raises.
    """
    words = tr("Reading the samples")
    causes: dict[int, str] = {}
    changes: list[SampleChange] = []
    asked = () if plan.as_offers else dict.fromkeys(entry.place for entry in plan.entries)
    unread = [place for place in asked if rows[place].digest is None and not rows[place].problem]
    for number, place in enumerate(unread):
        if number % 16 == 0:
            go_on(words, 0.5 * number / len(unread))
        row = rows[place]
        try:
            changes.append(SampleChange(row.id, digest=check(root, found(row))))
        except CannotRead as error:
            causes[place] = str(error)
    kept = tuple(e for e in plan.entries if e.place not in causes)
    unreadable = tuple((found(rows[place]).name, cause) for place, cause in causes.items())
    return Prepared(plan, kept, tuple(changes), unreadable)


def refuse_without_room(path: Path, count: int) -> None:
    """Raises BadArgument where ``count`` labels may not fit on the disk of the project at ``path``: labels that are
    given by hand must not wait behind an import that cannot be written."""
    try:
        free = shutil.disk_usage(path.resolve().parent).free
    except OSError:
        return
    if free < count * _ROOM:
        need = count * _ROOM / 2**20
        raise BadArgument(tr("There is not enough room on the disk: the import may need {n:,.0f} MB.", n=need))


def import_events(
    prepared: Prepared, rows: Sequence[SampleRow], chain: Chain, opening: tuple[str, str], go_on: GoOn
) -> Iterator[Written]:
    """The events of the import's own chain, the opening first, without the one that says what it was. ``opening``:
    this computer, and the heads of all chains there are.

    Raises:
        what ``go_on`` raises.
    """
    plan = prepared.plan
    state, who = plan.standing.state, plan.standing.importer
    yield chain.add(ev.OPEN, {"computer": opening[0], "import": True}, who, answer=opening[1])
    mark = max((c.colour + 1 for c in state.classes()), default=0)
    for number, (class_id, name) in enumerate(plan.new_classes):
        yield chain.add(ev.CLASS, {"op": "add", "name": name, "colour": mark + number}, who, answer=class_id)
    for class_id in plan.back:
        yield chain.add(ev.CLASS, {"op": "retire", "retired": False}, who, answer=class_id)
    words = tr("Writing the labels")
    asks = state.protocol_record().reason_for_change
    for number, entry in enumerate(prepared.entries):
        if number % _STEP == 0:
            go_on(words, 0.5 + 0.5 * number / len(prepared.entries))
        sample, row = rows[entry.place].id, entry.row
        if plan.as_offers:
            body = {} if row.probability is None else {"p": row.probability}
            yield chain.add(ev.OFFER, body, who, sample, entry.answer)
            continue
        yield chain.add(ev.ANNOTATION, _body(plan, entry, asks), entry.annotator, sample, entry.answer)
        if row.comment and row.comment != state.comment(entry.annotator, sample):
            yield chain.add(ev.COMMENT, {"text": row.comment}, entry.annotator, sample)


def _body(plan: ImportPlan, entry: Entry, asks: bool) -> dict[str, Any]:
    """Nobody was shown anything, nobody was timed: what the file says of that is kept apart from what was seen here."""
    source = plan.matched.source
    body: dict[str, Any] = {
        "arm": "absent",
        "chosen": "import",
        "imported": source.name,
        "format": source.format,
        "reason": "",
        "round": 0,
        "again": entry.again,
    }
    brought = {"utc": entry.row.utc, "active_s": entry.row.active_s}
    if known := {name: value for name, value in brought.items() if value is not None}:
        body["brought"] = known
    if entry.again and asks:
        body["change_reason"] = f"Imported from {source.name}"
    return body


def import_body(prepared: Prepared, chain: Chain) -> dict[str, Any]:
    """What the ``import`` event says, once the import's own chain is complete but for it."""
    plan = prepared.plan
    source = plan.matched.source
    offered = bool(plan.new_classes or plan.back)
    # Offers count by their import alone: only what else came with them has to be taken back one by one.
    last = 1 + len(plan.new_classes) + len(plan.back) if plan.as_offers else chain.seq
    chosen = {} if source.roles is None else {"columns": dict(source.roles.chosen())}
    return {
        "as": plan.choices.kind,
        "format": source.format,
        "sha256": source.sha256,
        **chosen,
        "count": len(prepared.entries),
        "samples": len({entry.place for entry in prepared.entries}),
        "annotators": [] if plan.as_offers else sorted({entry.annotator for entry in prepared.entries}),
        "classes": {line.name: line.target for line in plan.classes},
        "new_classes": len(plan.new_classes),
        "rows": plan.rows,
        "unmatched": plan.unmatched,
        "broken": plan.broken,
        "same": plan.same,
        "differing": plan.differing,
        "replaced": plan.choices.replace,
        "left_out": [[english(cause), count] for cause, count in plan.left_out],
        "unreadable": len(prepared.unreadable),
        "lost": [list(one) for one in plan.matched.foreign.lost],
        "chain": chain.writer.hex(),
        "range": [2, last] if offered or not plan.as_offers else [2, 1],
        "last": chain.seq,
    }
