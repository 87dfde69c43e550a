"""The log of an open project: the folded state, the chain of this opening and the writer, as one."""

import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from desktop_al.core import events as ev
from desktop_al.core.chain import Chain, Written
from desktop_al.core.errors import BadArgument, CannotOpen
from desktop_al.core.events import Body, Event, Ref
from desktop_al.core.state import State, Step, fold, order_key
from desktop_al.core.words import tr
from desktop_al.store.driver import sqlite3
from desktop_al.store.project_file import ProjectFile, SampleRow, close_file, read_events, read_foreign
from desktop_al.store.writer import SampleChange, Trouble, Write, Writer

#: Answers of each annotator whose bodies are read when a project is opened: today's, and what is usual.
RECENT = 3_000
#: How far ahead of the log the chain of an import is put in order.
_AHEAD = 1_000_000
_CHANGED = b'"change_reason"'


def _slept() -> float:
    return time.clock_gettime(time.CLOCK_BOOTTIME) - time.monotonic()


_SLEPT = _slept if hasattr(time, "CLOCK_BOOTTIME") else None


@dataclass(frozen=True, slots=True)
class Clock:
    """Microseconds of wall time and of a clock that never jumps; seconds for intervals."""

    utc: Callable[[], int] = lambda: time.time_ns() // 1000
    monotonic: Callable[[], int] = lambda: time.monotonic_ns() // 1000
    #: Seconds that the computer has slept since it was started; None where the system does not tell.
    slept: Callable[[], float] | None = _SLEPT

    def seconds(self) -> float:
        return self.monotonic() / 1e6


class Record:
    """Adds events: first to the state in memory, at once; then to the disk, in order."""

    def __init__(
        self,
        file: ProjectFile,
        computer: str,
        clock: Clock,
        post: Callable[[Callable[[], None]], None],
        on_trouble: Callable[[Trouble | None], None],
        on_reserve: Callable[[], None],
        retry_seconds: float = 5.0,
    ) -> None:
        self.file = file
        self.unsaved = 0
        try:
            self._bodies = _read_bodies(file.connection)
            self.state: State = fold(
                read_events(file.connection), self._body, computer=computer, foreign=read_foreign(file.connection)
            )
        except (sqlite3.Error, ArithmeticError, ValueError, KeyError, TypeError, AttributeError) as error:
            close_file(file)
            raise CannotOpen(
                tr(
                    '{name} is damaged and cannot be opened. Nothing was changed. "desktop-al '
                    'verify" says what is wrong with it.',
                    name=file.path.name,
                )
            ) from error
        self._recent = _recent_bodies(file.connection, self.state)
        #: Why answers were changed lately, the newest first.
        self.change_reasons: list[str] = []
        for body in self._recent.values():
            if _CHANGED in body and (said := str(ev.decode_body(body).get("change_reason", ""))):
                self.change_reasons += [said] * (said not in self.change_reasons)
        self._clock = clock
        self._chain = new_chain(self.state.lamport, clock)
        #: Whether this opening has written anything.
        self.opened = False
        self._computer = computer
        self._writer = None if file.read_only else Writer(file, post, on_trouble, on_reserve, retry_seconds)

    @property
    def writer(self) -> bytes:
        """The chain of this opening."""
        return self._chain.writer

    @property
    def read_only(self) -> bool:
        return self._writer is None

    def _body(self, event: Event) -> Body:
        data = self._bodies.get((event.writer, event.seq))
        return ev.decode_body(data) if data else {}

    def add(
        self,
        kind: str,
        body: Body,
        annotator: str,
        sample: bytes = b"",
        answer: str = "",
        *,
        samples: Iterable[SampleRow] = (),
        changes: Iterable[SampleChange] = (),
        erase: tuple[Ref, ...] = (),
        on_saved: Callable[[int], None] | None = None,
    ) -> Event:
        """Record one event; ``on_saved`` gets its row number when it is on disk.

        Raises:
            BadArgument: a text or number that cannot be stored; nothing was recorded.
        """
        if self._writer is None:
            raise RuntimeError("a project that is open to look only records nothing")
        _refuse_unstorable(body, annotator, answer)
        writes = [] if self.opened else [self._open(annotator)]
        written = self._chain.add(kind, body, annotator, sample, answer)
        writes.append(written)
        self._apply(written)
        self._put(self._writer, Write(tuple(writes), tuple(samples), tuple(changes), erase), on_saved)
        return written.event

    def add_all(
        self,
        entries: Sequence[tuple[str, Body, bytes, str]],
        annotator: str,
        *,
        samples: Iterable[SampleRow] = (),
        changes: Iterable[SampleChange] = (),
        bind: Callable[[Sequence[Event]], Body] | None = None,
        on_saved: Callable[[int], None] | None = None,
    ) -> list[Event]:
        """Record several events (kind, body, sample, answer) in one write: on disk there are all of them or none.
        ``bind`` makes them one step, a batch whose body is what it gives for them beside their range; it is not
        among the events returned.

        Raises:
            BadArgument: a text or number that cannot be stored; nothing was recorded.
        """
        if self._writer is None:
            raise RuntimeError("a project that is open to look only records nothing")
        for _, body, _, answer in entries:
            _refuse_unstorable(body, annotator, answer)
        writes = [] if self.opened or not entries else [self._open(annotator)]
        made = []
        for kind, body, sample, answer in entries:
            written = self._chain.add(kind, body, annotator, sample, answer)
            self._apply(written)
            made.append(written)
        bound = []
        if made and bind is not None:
            events = [written.event for written in made]
            body = {"range": [events[0].seq, events[-1].seq], **bind(events)}
            bound.append(self._chain.add(ev.BATCH, body, annotator))
            self._apply(bound[0])
        if made:
            self._put(self._writer, Write((*writes, *made, *bound), tuple(samples), tuple(changes)), on_saved)
        return [written.event for written in made]

    def beside(self) -> tuple[Chain, tuple[str, str]]:
        """A chain for an import, and what its opening has to name: this computer, and the chains that there are. What
        is answered while the import is made comes before it."""
        opening = (self._computer, ev.encode_heads(self.state.frontier()))
        return new_chain(self.state.lamport + _AHEAD, self._clock), opening

    def bring(
        self,
        chain: Chain,
        events: Sequence[Written],
        body: Body,
        importer: str,
        name: str,
        *,
        samples: Iterable[SampleRow] = (),
        changes: Iterable[SampleChange] = (),
        on_saved: Callable[[int], None] | None = None,
    ) -> Written:
        """Put the ``events`` of an import, a ``chain`` of their own, on their way to the disk, all of them or none;
        gives the event that says what it was. None of them is in the state yet: ``apply_brought`` takes them in part by
        part.

        Raises:
            BadArgument: the log has gone on past it; nothing was recorded.
        """
        if self._writer is None:
            raise RuntimeError("a project that is open to look only records nothing")
        if not events or events[0].event.lamport <= self.state.lamport:
            raise BadArgument(tr("The project has changed too much meanwhile. Import the file again."))
        _refuse_unstorable(body, importer, name)
        self._chain.lamport = max(self._chain.lamport, chain.lamport)
        opened = [] if self.opened else [self._open(importer)]
        said = self._chain.add(ev.IMPORT, body, importer, answer=name)
        # From now on answers supersede what is brought, also while it is being taken in.
        self.state.seen.note(said.event, {chain.writer: chain.seq})
        whole = Write((*events, *opened, said), tuple(samples), tuple(changes), whole=True)
        self._put(self._writer, whole, on_saved)
        return said

    def apply_brought(self, part: Iterable[Written]) -> None:
        """Take events that were brought into the state, in their order."""
        for written in part:
            self._apply(written)

    def erase(self, event: Event, reason: str, annotator: str) -> None:
        """Remove what a person wrote, for good: here, and on disk with salt and all; a tombstone says so."""
        named = f"{event.writer.hex()}:{event.seq}"
        _refuse_unstorable({"reason": reason}, annotator, named)
        self._bodies.pop(ev.ref(event), None)
        self.add(ev.ERASE, {"reason": reason}, annotator, event.sample, named, erase=(ev.ref(event),))

    def note_reason(self, reason: str) -> None:
        """An answer was changed for this reason: it is the first one offered from now on."""
        self.change_reasons = [reason, *(one for one in self.change_reasons if one != reason)]

    def keep(self, *, samples: Iterable[SampleRow] = (), changes: Iterable[SampleChange] = ()) -> None:
        """Keep what was found out about samples: attributes, no event."""
        if self._writer is not None:
            self._writer.put(Write((), tuple(samples), tuple(changes)))

    def retract(self, step: Step, annotator: str, on_saved: Callable[[int], None] | None = None) -> Event:
        targets = [[w.hex(), first, last] for w, first, last in step]
        return self.add(ev.RETRACT, {"targets": targets}, annotator, on_saved=on_saved)

    def take_recent(self, annotator: str) -> list[tuple[Event, bytes]]:
        """Of the newest answers that were on disk those of an annotator with their bodies, in the log's order; they
        are given once."""
        recent, self._recent = self._recent, {}
        events = [event for at in recent if (event := self.state.event(at)) is not None]
        own = [event for event in events if event.annotator == annotator]
        return [(event, recent[ev.ref(event)]) for event in sorted(own, key=order_key)]

    def _open(self, annotator: str) -> Written:
        """The chain begins with its first real event: looking around leaves no trace."""
        heads = ev.encode_heads(self.state.frontier())
        written = self._chain.add(ev.OPEN, {"computer": self._computer}, annotator, answer=heads)
        self.opened = True
        self._apply(written)
        return written

    def _apply(self, written: Written) -> None:
        if written.event.kind != ev.ANNOTATION:
            self._bodies[written.event.writer, written.event.seq] = written.body
        self.state.apply(written.event)

    def _put(self, writer: Writer, write: Write, on_saved: Callable[[int], None] | None) -> None:
        count = len(write.events)
        self.unsaved += count

        def done(numbers: list[int]) -> None:
            self.unsaved -= count
            if on_saved is not None:
                on_saved(numbers[-1])

        writer.put(replace(write, done=done))

    def retry_now(self) -> None:
        if self._writer is not None:
            self._writer.retry_now()

    def drain(self, timeout: float, events_only: bool = False) -> bool:
        return self._writer is None or self._writer.drain(timeout, events_only)

    def close(self, timeout: float = 10.0) -> bool:
        """Commit and let go; False when labels could not be saved within ``timeout`` seconds."""
        if self._writer is not None:
            return self._writer.close(timeout)
        self.file.connection.close()
        return True


def new_chain(lamport: int, clock: Clock) -> Chain:
    return Chain(os.urandom(16), lamport, clock.utc, clock.monotonic, os.urandom)


def _refuse_unstorable(body: Body, annotator: str, answer: str) -> None:
    """Before anything is taken into the chain: an event that fails half-way would leave a gap in it."""
    try:
        ev.encode_body(body)
        annotator.encode()
        answer.encode()
    except (ValueError, TypeError, RecursionError) as error:
        raise BadArgument(
            tr(
                "This cannot be stored: it holds half a character, or a number that is none. Nothing "
                "was recorded; type it again without it."
            )
        ) from error


def body_reader(connection: sqlite3.Connection) -> Callable[[Event], Body]:
    """Bodies for a fold that is not written to; an erased body is empty."""
    bodies = _read_bodies(connection)

    def read(event: Event) -> Body:
        data = bodies.get((event.writer, event.seq))
        return ev.decode_body(data) if data else {}

    return read


def _recent_bodies(connection: sqlite3.Connection, state: State) -> dict[Ref, bytes]:
    found: dict[Ref, bytes] = {}
    try:
        for event in state.newest_answers(RECENT):
            row = connection.execute("SELECT body FROM bodies WHERE writer=? AND seq=?", ev.ref(event)).fetchone()
            if row is not None:
                found[ev.ref(event)] = row[0]
    except sqlite3.Error:
        # Damaged where nothing but times lies: no reason not to open the project.
        return found
    return found


def _read_bodies(connection: sqlite3.Connection) -> dict[Ref, bytes]:
    """Bodies of all events but annotations: the fold needs those, and they are few."""
    rows = connection.execute(
        "SELECT e.writer, e.seq, b.body FROM events e JOIN bodies b ON b.writer=e.writer AND b.seq=e.seq "
        "WHERE e.kind <> 'annotation'"
    )
    return {(writer, seq): body for writer, seq, body in rows}
