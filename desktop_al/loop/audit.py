"""The audit trail: every event of the log as a row in words, the answers before and after it among them.

The log is read from the project's file and folded once; when it has grown, only what is new is added. A row keeps the
words of its moment: a class that was renamed since has the name that it had then.
"""

import datetime
import itertools
import json
from collections.abc import Callable, Collection, Generator, Mapping, Sequence
from pathlib import Path
from typing import Any

from desktop_al.core import events as ev
from desktop_al.core.errors import CannotOpen
from desktop_al.core.events import Body, Event, Ref
from desktop_al.core.head import fingerprint, head_body
from desktop_al.core.signing import MEANINGS, Signature, sign_body, signatures, to_sign
from desktop_al.core.state import State, order_key
from desktop_al.core.words import joined, mark, tr, trn
from desktop_al.loop.audit_screen import (
    PAGE,
    SET_BACK,
    AuditFilter,
    AuditLine,
    AuditRequest,
    AuditRow,
    AuditScreen,
    SignatureLine,
    SignRequest,
)
from desktop_al.loop.audit_words import Wording
from desktop_al.loop.opening import code_key_of
from desktop_al.loop.pool import title_of
from desktop_al.loop.protocol_versions import version_id, version_of
from desktop_al.loop.roles import handed_to, may_see_agreement, names, role_of
from desktop_al.store.driver import sqlite3
from desktop_al.store.project_file import SampleRow, close_file, open_project
from desktop_al.store.verify import current_head

_AT_ONCE = 2_000
#: A clock that is led by a time server may lag behind one that never jumps: seconds, and a share of the time between.
_LAG, _LAG_SHARE = 2_000_000, 0.001
#: What an annotation's body says of how it was made.
_ORIGINS = {
    "import": mark("import"),
    "copy": mark("near copy"),
    "relabel": mark("Samples page"),
    "review": mark("Labels that look wrong"),
    "batch": mark("batch"),
}
_MERGE = mark("merge")
_VERSIONED = frozenset({ev.ANNOTATION, ev.REPEAT, ev.DECISION, ev.SIGN})
_MAKING_VERSIONS = frozenset({ev.CLASS, ev.PROTOCOL, ev.HANDOUT, ev.RETRACT, ev.ERASE})
#: What of an annotation is told: why it was changed, who gave it, where from, with how many, by which protocol.
_DETAILS = (
    "SELECT e.writer, e.seq, json_extract(CAST(b.body AS TEXT), '$.change_reason', '$.by', '$.chosen', "
    "'$.together', '$.protocol') FROM events e JOIN bodies b ON b.writer=e.writer AND b.seq=e.seq "
    "WHERE e.kind IN ('annotation', 'repeat') AND e.n > ?"
)
_DAMAGE = (sqlite3.Error, KeyError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError)
_Fresh = tuple[Event, int, bool]
_Details = tuple[str | None, str | None, str | None, int | None, str | None]
_NONE: _Details = (None, None, None, None, None)


class Trail:
    """The trail of one project file, kept between two questions."""

    def __init__(self) -> None:
        self.rows: list[AuditRow] = []
        self.events: list[Event] = []
        self._readers = 0
        self._work: Generator[float, None, None] | None = None
        self._forget()

    def _forget(self) -> None:
        self.rows, self.events = [], []
        self._known = 0
        self._bodies: dict[Ref, bytes] = {}
        self._keys: list[str] = []
        self.state = State(self._body)
        self._wording = Wording(self.state)
        self._computers: dict[bytes, str] = {}
        self._last: dict[bytes, Event] = {}
        self._versions: dict[str, str] = {}
        self._version = ""
        self.head: dict[str, object] = {}
        self.fingerprint = ""
        #: What was worked out of the log as it is, by what it is and for whom.
        self._made: dict[tuple[str, str], Any] = {}

    def _body(self, event: Event) -> Body:
        data = self._bodies.get(ev.ref(event))
        return ev.decode_body(data) if data else {}

    def read(self, path: Path) -> Generator[float, None, None]:
        """Bring it up to date with the file; yields a share of the work. Two that are asked for at once go on with one
        reading, whoever has the turn: neither waits for the other.

        Raises:
            CannotOpen: there is no project file, or it is damaged.
        """
        self._readers += 1
        try:
            begun = False
            while not begun:
                if self._work is None:
                    self._work, begun = self._read(path), True
                yield from self._go_on(self._work, path)
        finally:
            self._readers -= 1
            if not self._readers and self._work is not None:
                # Nobody waits for it any more: half of a reading is none.
                self._work.close()
                self._end(whole=False)

    def _go_on(self, work: Generator[float, None, None], path: Path) -> Generator[float, None, None]:
        while self._work is work:
            try:
                share = next(work)
            except StopIteration:
                self._end(whole=True)
            except _DAMAGE as error:
                self._end(whole=False)
                raise CannotOpen(
                    tr('{name} is damaged. "desktop-al verify" says what is wrong with it.', name=path.name)
                ) from error
            except BaseException:
                self._end(whole=False)
                raise
            else:
                yield share

    def _end(self, *, whole: bool) -> None:
        self._work = None
        if not whole:
            self._forget()

    def _read(self, path: Path) -> Generator[float, None, None]:
        file = open_project(path, look_only=True)
        try:
            connection = file.connection
            fresh = yield from _rows_after(connection, self._known)
            newest = order_key(self.events[-1]) if self.events else None
            behind = newest is not None and any(order_key(event) < newest for event, _, _ in fresh)
            if behind or any(event.kind == ev.ERASE for event, _, _ in fresh):
                # A merge brought events from between the known ones, or a text is gone that was shown.
                self._forget()
                fresh = yield from _rows_after(connection, 0)
            if fresh:
                yield 0.05
                details = yield from self._read_details(connection)
                yield from self._add(fresh, details)
                self._made.clear()
                head = current_head(connection, self.events)
                self.head, self.fingerprint = head_body(head), fingerprint(head)
        finally:
            close_file(file)

    def _read_details(self, connection: sqlite3.Connection) -> Generator[float, None, dict[Ref, _Details]]:
        kept = connection.execute(
            "SELECT e.writer, e.seq, b.body FROM events e JOIN bodies b ON b.writer=e.writer AND b.seq=e.seq "
            "WHERE e.kind <> 'annotation' AND e.n > ?",
            (self._known,),
        )
        for number, (writer, seq, body) in enumerate(kept):
            self._bodies[writer, seq] = body
            if number % _AT_ONCE == _AT_ONCE - 1:
                yield 0.05
        found: dict[Ref, _Details] = {}
        shared: dict[str, _Details] = {}
        for number, (writer, seq, told) in enumerate(connection.execute(_DETAILS, (self._known,))):
            # Most annotations tell the same of how they were made.
            if told not in shared:
                shared[told] = tuple(json.loads(told))
            found[writer, seq] = shared[told]
            if number % _AT_ONCE == _AT_ONCE - 1:
                yield 0.1
        return found

    def _add(self, fresh: Sequence[_Fresh], details: Mapping[Ref, _Details]) -> Generator[float, None, None]:
        self._known = max(self._known, *(n for _, n, _ in fresh))
        ordered = sorted(fresh, key=lambda one: order_key(one[0]))
        for number, (event, n, merged) in enumerate(ordered):
            self.rows.append(self._row(event, n, merged, details.get(ev.ref(event), _NONE)))
            self.events.append(event)
            if number % _AT_ONCE == _AT_ONCE - 1:
                yield 0.2 + 0.75 * number / len(ordered)

    def _row(self, event: Event, n: int, merged: bool, details: _Details) -> AuditRow:
        reason, by, chosen, together, own_version = details
        kind = event.kind
        body = {} if kind == ev.ANNOTATION else self._body(event)
        protocol = self._protocol(own_version or "") if kind in _VERSIONED else ""
        said = self._wording.say(event, body, reason or "")
        self.state.apply(event)
        said = self._wording.then(event, said)
        if kind in _MAKING_VERSIONS:
            self._version = ""
        if kind == ev.OPEN:
            self._computers[event.writer] = str(body.get("computer", ""))[:8]
        before = self._last.get(event.writer)
        self._last[event.writer] = event
        origins = [
            by or "",
            _ORIGINS.get(chosen or "", _ORIGINS["batch"] if together else ""),
            _MERGE if merged else "",
        ]
        return AuditRow(
            n,
            ev.ref(event),
            event.utc,
            event.monotonic,
            self._who(event),
            kind,
            said.groups,
            said.what,
            said.before,
            said.after,
            said.reason,
            protocol,
            event.sample,
            self._computers.get(event.writer, ""),
            joined([tr(origin) for origin in origins if origin], ", ") if any(origins) else "",
            before is not None and set_back(before, event),
            said.open,
        )

    def _who(self, event: Event) -> str:
        """The event of a copy carries the name of the one for whom it was made; what the making of a project brought
        along carries none, and is its maker's."""
        if event.kind == ev.HANDOUT or (event.kind in (ev.CLASS, ev.PROTOCOL) and not event.annotator):
            return self.state.maker
        return event.annotator

    def _protocol(self, own: str) -> str:
        """The version in force in words; ``own`` is the one that an answer carries."""
        if not self._version:
            self._version = version_of(self.state).words()
            self._versions[version_id(self.state)] = self._version
        return self._versions.get(own, own) if own else self._version

    # -- who may see what ------------------------------------------------------------------------------

    def visible(self, viewer: str) -> Callable[[AuditRow], bool] | None:
        """None where the viewer may see every row. Who works blind sees the own rows and the protocol's; what the clock
        of an annotator noted is for that annotator alone."""
        who = viewer or handed_to(self.state)
        if who and not may_see_agreement(self.state, who):
            return lambda row: row.open or row.who == who
        if self.state.pace.keys() - {viewer}:
            return lambda row: row.kind != ev.PACE or row.who == viewer
        return None

    def shown(self, row: AuditRow, viewer: str) -> AuditRow:
        """A known answer is not told to those whom it is kept for."""
        if row.kind == ev.GOLD and viewer and role_of(self.state, viewer) == "annotator":
            return row._replace(before="", after="", sample=b"")
        return row

    def to_sign(self, viewer: str) -> tuple[tuple[str, int], ...]:
        """How many answers each meaning would sign."""
        key = ("to_sign", viewer)
        if key not in self._made:
            counts = {"adjudicated": len(to_sign(self.state, viewer, "adjudicated"))}
            own = len(to_sign(self.state, viewer, "labelled"))
            self._made[key] = tuple((meaning, counts.get(meaning, own)) for meaning in MEANINGS)
        return tuple(self._made[key])

    def signatures(self) -> list[Signature]:
        """Every signature and whether it stands, the oldest first."""
        key = ("signatures", "")
        if key not in self._made:
            self._made[key] = signatures(self.events, self.state)
        return list(self._made[key])

    def keys(self) -> list[str]:
        """The words of each row, for searching."""
        for row in itertools.islice(self.rows, len(self._keys), None):
            self._keys.append("\n".join((row.who, row.what, row.before, row.after, row.reason, row.origin)).casefold())
        return self._keys


def set_back(before: Event, event: Event) -> bool:
    """Whether the computer's clock went back between two events of a chain, measured by the one that never jumps."""
    steady = max(0, event.monotonic - before.monotonic)
    return event.utc - before.utc < steady - _LAG - _LAG_SHARE * steady


def _rows_after(connection: sqlite3.Connection, known: int) -> Generator[float, None, list[_Fresh]]:
    """Every event after row ``known`` with its number in the file and whether it came by a merge."""
    columns = ", ".join(Event._fields)
    cursor = connection.execute(f"SELECT n, merged, {columns} FROM events WHERE n > ? ORDER BY n", (known,))
    made: list[_Fresh] = []
    while rows := cursor.fetchmany(_AT_ONCE):
        made += [(Event._make(fields), n, bool(merged)) for n, merged, *fields in rows]
        yield 0.0
    return made


# -- a page ------------------------------------------------------------------------------------------------


def audit_page(
    trail: Trail, path: Path, request: AuditRequest, rows: Sequence[SampleRow]
) -> Generator[float, None, AuditScreen]:
    """One page of the trail of the project at ``path``; ``rows`` are the samples of its pool.

    Raises:
        CannotOpen: there is no project file, or it is damaged.
    """
    yield from trail.read(path)
    key = code_key_of(trail.state)
    asked = request.filter
    wanted: Collection[bytes] | None = None
    if asked.sample:
        sought = asked.sample.casefold()
        wanted = {row.id for row in rows if sought in title_of(row, request.hide_names, key).casefold()}
    yield 0.96
    may_see, total = trail.visible(request.viewer), len(trail.rows)
    keys = trail.keys() if asked.words else []
    yield 0.98
    passing: Sequence[int] = range(total)
    if may_see is not None:
        passing = [place for place, row in enumerate(trail.rows) if may_see(row)]
        total = len(passing)
    if asked.any:
        passing = [n for n in passing if _passes(trail.rows[n], asked, wanted, keys[n] if keys else "")]
    first = min(request.first, max(0, (len(passing) - 1) // PAGE * PAGE))
    newest = passing[::-1][first : first + PAGE]
    shown = [trail.shown(trail.rows[place], request.viewer) for place in newest]
    there = {row.sample for row in shown}
    titles = {row.id: title_of(row, request.hide_names, key) for row in rows if row.id in there}
    lines = tuple(_line(row, titles.get(row.sample, "")) for row in shown)
    own_only = not may_see_agreement(trail.state, request.viewer)
    people = [request.viewer] if own_only else names(trail.state)
    signed = [one for one in trail.signatures() if not own_only or one.who == request.viewer]
    return AuditScreen(
        AuditRequest(request.viewer, request.hide_names, asked, first),
        lines,
        len(passing),
        total,
        datetime.datetime.now().astimezone().strftime("%Z"),
        tuple(people),
        trail.fingerprint,
        json.dumps(trail.head),
        tuple(map(signature_line, reversed(signed))),
        trail.to_sign(request.viewer),
        "" if lines else tr("Nothing passes this filter.") if asked.any else tr("Nothing was recorded yet."),
        own_only,
    )


def sign_answers(trail: Trail, path: Path, request: SignRequest) -> Generator[float, None, dict[str, Any]]:
    """The body of a signature over what is in the file now.

    Raises:
        BadArgument: no name, or nothing to sign. CannotOpen: as ``Trail.read``.
    """
    yield from trail.read(path)
    signed = to_sign(trail.state, request.annotator, request.meaning)
    yield 0.97
    return sign_body(signed, request.name, request.protocol, passphrase=request.passphrase)


def _passes(row: AuditRow, asked: AuditFilter, wanted: Collection[bytes] | None, key: str) -> bool:
    return (
        (not asked.annotator or row.who == asked.annotator)
        and (not asked.group or asked.group in row.groups)
        and (not asked.since or row.utc >= asked.since)
        and (not asked.until or row.utc < asked.until)
        and (wanted is None or row.sample in wanted)
        and (not asked.words or asked.words.casefold() in key)
    )


def _line(row: AuditRow, sample: str) -> AuditLine:
    return AuditLine(
        local_time(row.utc),
        row.who or tr("The program"),
        joined([row.what, tr(SET_BACK)], ". ") if row.set_back else row.what,
        row.before,
        row.after,
        sample,
        row.reason,
        row.protocol,
        row.origin,
        row.computer,
        row.set_back,
    )


def signature_line(signed: Signature) -> SignatureLine:
    """A signature in words."""
    said = trn(
        "{name} ({who}) signed {n:,} sample: {meaning}",
        "{name} ({who}) signed {n:,} samples: {meaning}",
        signed.samples,
        name=signed.name,
        who=signed.who,
        meaning=signed.meaning,
    )
    if not signed.passphrase:
        said = joined([said, tr("without a passphrase")], ", ")
    words = joined([said, local_time(signed.utc)], ". ")
    if not signed.sound:
        return SignatureLine(words, tr("It does not fit the answers that it names."), False)
    if not signed.changed:
        return SignatureLine(words, tr("Stands: nothing that was signed has changed."), True)
    if signed.since:
        void = trn(
            "Void since {moment}: {n:,} sample changed after signing.",
            "Void since {moment}: {n:,} samples changed after signing.",
            signed.changed,
            moment=local_time(signed.since),
        )
    else:
        void = trn(
            "Void: {n:,} sample changed after signing.", "Void: {n:,} samples changed after signing.", signed.changed
        )
    left = signed.samples - signed.changed
    if left:
        rest = tr("{left:,} of {all:,} are as they were signed.", left=left, all=signed.samples)
        void = joined([void, rest])
    return SignatureLine(words, void, False)


def local_time(utc: int) -> str:
    """A time in microseconds by the clock on the wall here, to the second."""
    try:
        return datetime.datetime.fromtimestamp(utc // 1_000_000).strftime("%Y-%m-%d %H:%M:%S")
    except (ValueError, OverflowError, OSError):
        return str(utc)
