"""Checking a project file: chains, bodies, answers. The report of ``desktop-al verify``."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from desktop_al.core import events as ev
from desktop_al.core.errors import CannotOpen
from desktop_al.core.events import Event
from desktop_al.core.state import fold
from desktop_al.store.project_file import TIP, close_file, open_project, read_body, read_events

#: Far above any counter or time (microseconds) that a project can come to.
_MOST = 2**60


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
        problems += _number_problems(events)
        problems += ev.chain_problems(events)
        problems += _sample_problems(connection)
        problems += _body_problems(connection, events)
        problems += _head_problems(events)
        problems += _tip_problems(connection, events)
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
    except (KeyError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError, sqlite3.Error) as error:
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


def _number_problems(events: list[Event]) -> list[str]:
    """Counters that would leave no room for the next event."""
    return [
        f"event {e.seq} of chain {e.writer.hex()[:8]}: its counters or times are impossible."
        for e in events
        if not all(type(n) is int and -_MOST < n < _MOST for n in (e.seq, e.lamport, e.utc, e.monotonic))
    ][:20]


def _sample_problems(connection: sqlite3.Connection) -> list[str]:
    """Rows of the pool that no folder can have given; they lie outside the chains."""
    rows = connection.execute(
        "SELECT id, path, kind, digest, problem, row, size, mtime_ns, offset, length, gone FROM samples"
    )
    return [
        f"sample {n} of the list: it names no file of a sample folder."
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
            problems.append(f"chain {name} ends early: {missing} event(s) cut off.")
        elif ev.digest(event).hex() != known:
            problems.append(f"event {seq} of chain {name}: it was changed.")
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
