"""That something of the project was written to a file for others, kept in its log."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desktop_al.core import events as ev
from desktop_al.core.chain import Chain
from desktop_al.core.errors import BadArgument
from desktop_al.core.words import mark, tr
from desktop_al.loop.folding import read_state
from desktop_al.loop.opening import computer_id
from desktop_al.loop.record import Clock, Record
from desktop_al.store.driver import sqlite3
from desktop_al.store.project_file import ProjectFile, insert_events, reason

LOOK_ONLY = mark("That it was exported is not in the log: the project is open to look only.")
CLOSED = mark("That it was exported is not in the log: the project was closed meanwhile.")


@dataclass(frozen=True, slots=True)
class Note:
    """Who exports at this computer; ``said`` is told where it cannot be kept in the log."""

    who: str
    home: Path
    said: Callable[[str], None] = lambda _: None
    clock: Clock = field(default_factory=Clock)


def note_export(record: Record, annotator: str, format_name: str, count: int, out: Path) -> str:
    """Keep in the log of the open project that ``count`` of something were written to ``out``, whose folder is not
    told; says why not, "" where it was kept."""
    if record.read_only:
        return tr(LOOK_ONLY)
    record.add(ev.EXPORT, _body(format_name, count), annotator, answer=_name(out))
    return ""


def note_in_file(file: ProjectFile, note: Note, format_name: str, count: int, out: Path) -> None:
    """The same for a project that only this command has open."""
    if file.lock is None:
        note.said(tr(LOOK_ONLY))
        return
    connection = file.connection
    try:
        state = read_state(connection)
        chain = Chain(os.urandom(16), state.lamport, note.clock.utc, note.clock.monotonic, os.urandom)
        # Opened in nobody's name: who exports need not be an annotator.
        heads = ev.encode_heads(state.frontier())
        opened = chain.add(ev.OPEN, {"computer": computer_id(note.home)}, "", answer=heads)
        made = chain.add(ev.EXPORT, _body(format_name, count), note.who, answer=_name(out))
        connection.execute("BEGIN IMMEDIATE")
        try:
            insert_events(connection, [opened, made])
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    except (sqlite3.Error, BadArgument, UnicodeEncodeError) as error:
        note.said(tr("That it was exported is not in the log: {reason}.", reason=reason(error)))


def _body(format_name: str, count: int) -> dict[str, object]:
    return {"format": format_name, "count": count}


def _name(out: Path) -> str:
    """The name of the file alone; what no text can hold is written out."""
    return out.name.encode("utf-8", "backslashreplace").decode()
