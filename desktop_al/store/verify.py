"""Checking a project file: chains, bodies, answers. The report of ``desktop-al verify``."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from desktop_al.core import events as ev
from desktop_al.core.errors import CannotOpen
from desktop_al.core.events import Event
from desktop_al.core.state import fold
from desktop_al.store.project_file import close_file, open_project, read_body, read_events


@dataclass(frozen=True, slots=True)
class Verification:
    """``events`` counts rows, ``annotations`` those in force; ``classes`` are the names in use."""

    ok: bool
    events: int
    annotations: int
    classes: tuple[str, ...]
    problems: tuple[str, ...]


def verify(path: Path) -> Verification:
    """Check everything that can be checked without the sample folder.

    Opens for writing where possible, so that what the last session left in the journal is put in place
    first; a project that is open elsewhere is checked as it stands on disk.
    """
    try:
        file = open_project(path)
    except CannotOpen as error:
        return Verification(False, 0, 0, (), (str(error),))
    try:
        return verify_connection(file.connection)
    finally:
        close_file(file)


def verify_connection(connection: sqlite3.Connection) -> Verification:
    problems: list[str] = []
    try:
        for (text,) in connection.execute("PRAGMA quick_check(20)"):
            if text != "ok":
                problems.append(f"The file's structure is damaged: {text}.")
        events = list(read_events(connection, "writer, seq"))
        problems += ev.chain_problems(events)
        problems += _body_problems(connection, events)
        problems += _head_problems(events)
    except (sqlite3.Error, ValueError, TypeError, AttributeError) as error:
        problems.append(f"The file cannot be read to its end: {error}.")
        return Verification(False, 0, 0, (), tuple(problems))

    def body(event: Event) -> ev.Body:
        found = read_body(connection, event)
        return ev.decode_body(found[1]) if found else {}

    try:
        state = fold(events, body)
        annotations = sum(1 for _ in state.annotations())
        classes = tuple(c.name for c in state.active_classes())
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError, sqlite3.Error) as error:
        problems.append(f"An event cannot be understood: {error!r}.")
        annotations, classes = 0, ()
    return Verification(not problems, len(events), annotations, classes, tuple(problems))


def _body_problems(connection: sqlite3.Connection, events: list[Event]) -> list[str]:
    problems = []
    bodies = {(w, s): (salt, body) for w, s, salt, body in connection.execute("SELECT * FROM bodies")}
    erasable = {f"{e.writer.hex()}:{e.seq}" for e in events if e.kind in ev.ERASABLE}
    erased = erasable & {event.answer for event in events if event.kind == ev.ERASE}
    known = set()
    for event in events:
        at = (event.writer, event.seq)
        known.add(at)
        where = f"event {event.seq} of chain {event.writer.hex()[:8]}"
        found = bodies.get(at)
        if found is None:
            if f"{event.writer.hex()}:{event.seq}" not in erased:
                problems.append(f"{where}: its content is missing and no erasure is recorded.")
        elif ev.body_hash(*found) != event.body_hash:
            problems.append(f"{where}: its content was changed.")
    problems += [f"content of an unknown event {seq} of chain {w.hex()[:8]}." for w, seq in bodies.keys() - known]
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
                    problems.append(f"chain {writer.hex()[:8]} ends early: {missing} event(s) cut off.")
    return problems
