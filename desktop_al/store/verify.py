"""Checking a project file: chains, bodies, answers. The report of ``desktop-al verify``."""

import datetime
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_al.core import events as ev
from desktop_al.core.errors import CannotOpen
from desktop_al.core.events import Event
from desktop_al.core.head import Head, fingerprint_problems, head_body, head_of, head_problems
from desktop_al.core.plain_names import LONGEST, is_plain, short
from desktop_al.core.signing import Signature, signatures
from desktop_al.core.state import State, fold
from desktop_al.core.words import mark, tr
from desktop_al.store.driver import sqlite3
from desktop_al.store.limits import MERGING, check_sizes, time_limit
from desktop_al.store.project_file import TIP, close_file, open_project, read_body, read_events

#: Offered or not: many times what a project can offer.
MAX_CLASSES = 10_000
#: Far above any counter or time (microseconds) that a project can come to.
_MOST = 2**60
_MISSING = mark("event {seq} of chain {chain}: its content is missing and no erasure is recorded.")
_CHANGED = mark("event {seq} of chain {chain}: its content was changed.")
_UNKNOWN = mark("content of an unknown event {seq} of chain {chain}.")
_CUT = mark("chain {chain} ends early: {n} event(s) cut off.")


@dataclass(frozen=True, slots=True)
class Verification:
    """``events`` counts rows, ``annotations`` those in force; ``classes`` are the names in use; ``head`` is that of the
    log now, None where it cannot be read."""

    ok: bool
    events: int
    annotations: int
    classes: tuple[str, ...]
    problems: tuple[str, ...]
    signatures: tuple[Signature, ...] = ()
    head: Head | None = None


def verify(path: Path, against: Head | str | None = None) -> Verification:
    """Check everything that can be checked without the sample folder; with ``against``, a head or the fingerprint of
    one, also whether the log still holds that.

    Opens for writing where possible, so that what the last session left in the journal is put in place
    first; a project that is open elsewhere is checked as it stands on disk.
    """
    try:
        file = open_project(path)
    except CannotOpen as error:
        return Verification(False, 0, 0, (), (str(error),))
    try:
        return verify_connection(file.connection, against)
    finally:
        close_file(file)


def report(found: Verification) -> dict[str, Any]:
    """What ``desktop-al verify --json`` prints."""
    signed = [
        {"who": s.who, "name": s.name, "meaning": s.meaning, "utc": iso_utc(s.utc), "samples": s.samples}
        | {"valid": s.valid, "changed": s.changed}
        for s in found.signatures
    ]
    names = ("ok", "events", "annotations", "classes", "problems")
    head = None if found.head is None else head_body(found.head)
    return {name: getattr(found, name) for name in names} | {"signatures": signed, "head": head}


def current_head(connection: sqlite3.Connection, events: Iterable[Event]) -> Head:
    """The head of the log as it is now; ``events`` are all of it."""
    row = connection.execute("SELECT value FROM meta WHERE key='project'").fetchone()
    return head_of(events, str(row[0]) if row else "", iso_utc(time.time_ns() // 1000))


def iso_utc(utc: int) -> str:
    """ISO 8601 to the second, from microseconds; years that no calendar has are left as a number."""
    try:
        return datetime.datetime.fromtimestamp(utc // 1_000_000, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return str(utc)


def verify_connection(
    connection: sqlite3.Connection, against: Head | str | None = None, seconds: float | None = None
) -> Verification:
    """``seconds``: how long SQLite's own check of the structure may take at most; longer is a problem."""
    problems: list[str] = []
    try:
        with time_limit(connection, seconds):
            for (text,) in connection.execute("PRAGMA quick_check(20)"):
                if text != "ok":
                    problems.append(tr("The file's structure is damaged: {reason}.", reason=text))
        check_sizes(connection, MERGING)
        events = list(read_events(connection, "writer, seq"))
        problems += _number_problems(events)
        problems += ev.chain_problems(events)
        problems += _sample_problems(connection)
        problems += _body_problems(connection, events)
        problems += _head_problems(events)
        problems += _tip_problems(connection, events)
        head = current_head(connection, events)
        if isinstance(against, Head):
            problems += head_problems(against, head.project, events)
        elif against is not None:
            problems += fingerprint_problems(against, head.project, read_events(connection))
    except (sqlite3.Error, CannotOpen, ValueError, TypeError, AttributeError) as error:
        said = (
            str(error)
            if isinstance(error, CannotOpen)
            else tr("The file cannot be read to its end: {reason}.", reason=error)
        )
        problems.append(said)
        return Verification(False, 0, 0, (), tuple(problems))

    def body(event: Event) -> ev.Body:
        found = read_body(connection, event)
        return ev.decode_body(found[1]) if found else {}

    signed: tuple[Signature, ...] = ()
    try:
        state = fold(events, body)
        problems += [
            tr("an annotator has a name that cannot be shown: {name}.", name=name)
            for name in _strange_annotators(state)
        ][:20]
        annotations = sum(1 for _ in state.annotations())
        classes = tuple(c.name for c in state.active_classes())
        signed = tuple(signatures(events, state))
        problems += _unsound(signed)
        if len(state.classes()) > MAX_CLASSES:
            problems.append(tr("It has {n:,} classes, more than {most:,}.", n=len(state.classes()), most=MAX_CLASSES))
    except (KeyError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError, sqlite3.Error) as error:
        problems.append(tr("An event cannot be understood: {reason}.", reason=repr(error)))
        annotations, classes = 0, ()
    return Verification(not problems, len(events), annotations, classes, tuple(problems), signed, head)


def _unsound(signed: tuple[Signature, ...]) -> list[str]:
    return [
        tr(
            "the signature of {name} ({utc}) does not fit the answers that it names.",
            name=one.who,
            utc=iso_utc(one.utc),
        )
        for one in signed
        if not one.sound
    ]


def _body_problems(connection: sqlite3.Connection, events: list[Event]) -> list[str]:
    problems = []
    bodies = {(w, s): (salt, body) for w, s, salt, body in connection.execute("SELECT * FROM bodies")}
    erasable = {f"{e.writer.hex()}:{e.seq}" for e in events if e.kind in ev.ERASABLE}
    erased = erasable & {event.answer for event in events if event.kind == ev.ERASE}
    known = set()
    for event in events:
        at = (event.writer, event.seq)
        known.add(at)
        found = bodies.get(at)
        if found is None:
            if f"{event.writer.hex()}:{event.seq}" not in erased:
                problems.append(tr(_MISSING, seq=event.seq, chain=event.writer.hex()[:8]))
        elif ev.body_hash(*found) != event.body_hash:
            problems.append(tr(_CHANGED, seq=event.seq, chain=event.writer.hex()[:8]))
    problems += [tr(_UNKNOWN, seq=seq, chain=writer.hex()[:8]) for writer, seq in bodies.keys() - known]
    return problems


def _number_problems(events: list[Event]) -> list[str]:
    """Counters that would leave no room for the next event."""
    return [
        tr("event {seq} of chain {chain}: its counters or times are impossible.", seq=e.seq, chain=e.writer.hex()[:8])
        for e in events
        if not all(type(n) is int and -_MOST < n < _MOST for n in (e.seq, e.lamport, e.utc, e.monotonic))
    ][:20]


def _sample_problems(connection: sqlite3.Connection) -> list[str]:
    """Rows of the pool that no folder can have given; they lie outside the chains."""
    rows = connection.execute(
        "SELECT id, path, kind, digest, problem, row, size, mtime_ns, offset, length, gone FROM samples"
    )
    return [
        tr("sample {n} of the list: it names no file of a sample folder.", n=n)
        for n, row in enumerate(rows, 1)
        if not _sound(*row)
    ][:20]


def _sound(sample: object, path: object, kind: object, digest: object, problem: object, *numbers: object) -> bool:
    return (
        isinstance(sample, bytes)
        and len(sample) == 16
        and isinstance(path, str)
        and _is_inside(path)
        and kind in ("image", "text")
        and isinstance(digest, bytes | None)
        and isinstance(problem, str)
        and all(isinstance(number, int) for number in numbers)
    )


def _is_inside(path: str) -> bool:
    return bool(path) and "\0" not in path and not path.startswith("/") and ".." not in path.split("/")


def _tip_problems(connection: sqlite3.Connection, events: list[Event]) -> list[str]:
    """Chains that were cut, or whose last event is not as it was written."""
    last = {event.writer: event for event in events}
    by_ref = {(event.writer, event.seq): event for event in events}
    problems = []
    for key, value in connection.execute("SELECT key, value FROM meta WHERE key LIKE ?", (TIP + "%",)):
        writer = bytes.fromhex(key.removeprefix(TIP))
        seq, _, known = value.partition(":")
        event = last.get(writer)
        name = writer.hex()[:8]
        if event is not None and event.seq > int(seq):
            # A version before the tips went on with the chain: what follows is tied to the tip by its hashes.
            event = by_ref.get((writer, int(seq)))
        if event is None or event.seq < int(seq):
            missing = int(seq) - (event.seq if event is not None else 0)
            problems.append(tr(_CUT, chain=name, n=missing))
        elif ev.digest(event).hex() != known:
            problems.append(tr("event {seq} of chain {chain}: it was changed.", seq=seq, chain=name))
    return problems


def _head_problems(events: list[Event]) -> list[str]:
    """Chains that another chain had seen further than they now reach."""
    reach: dict[bytes, int] = {}
    for event in events:
        reach[event.writer] = max(reach.get(event.writer, 0), event.seq)
    problems = []
    for event in events:
        if event.kind in (ev.OPEN, ev.MERGE):
            for writer, seq in ev.decode_heads(event.answer).items():
                missing = seq - reach.get(writer, 0)
                if missing > 0:
                    problems.append(tr(_CUT, chain=writer.hex()[:8], n=missing))
    return problems


def _strange_annotators(state: State) -> list[str]:
    """Names of annotators that this program never gives, written out: the project was written by something else."""
    events = (*state.protocols, *state.class_events, *state.batches, *state.studies, *state.rounds, *state.handouts)
    cells = (*state.gold.values(), *state.decisions.values())
    names = {state.maker, state.handed_to, *state.annotators, *state.roles, *state.pace, *state.undo}
    names.update(event.annotator for event in events)
    names.update(event.answer for event in state.handouts)
    names.update(event.annotator for cell in cells for event in cell)
    names.update(annotator for annotator, _ in state.comments)
    return sorted(short(name) for name in names if len(name) > LONGEST or not is_plain(name))
