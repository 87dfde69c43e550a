"""What a report says without any model: counts from the log, by the functions that exports and commands use."""

import hmac
import re
from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from desktop_al.core import events as ev
from desktop_al.core.head import fingerprint
from desktop_al.core.plain_names import plain, short
from desktop_al.core.protocol import name_key, parse_protocol
from desktop_al.core.protocol_file import protocol_hash
from desktop_al.core.state import State
from desktop_al.core.study import design_of
from desktop_al.core.words import joined, local, mark, tr
from desktop_al.loop.adjudication_screen import REASON_CODES
from desktop_al.loop.answer_rows import read_rows
from desktop_al.loop.audit_words import FORMATS
from desktop_al.loop.opening import code_key_of
from desktop_al.loop.pace_rows import decoded
from desktop_al.loop.pool import Pool
from desktop_al.loop.protocol_versions import decided_by, history, version_id, version_of
from desktop_al.loop.report_cells import day
from desktop_al.loop.report_screen import Exported, Facts, Person, ReportRequest, VersionUsed
from desktop_al.loop.results import results
from desktop_al.loop.roles import handed_to, is_blind, names, role_of
from desktop_al.loop.wording import state_word
from desktop_al.people.truth import share
from desktop_al.store.driver import sqlite3
from desktop_al.store.project_file import ProjectFile, SampleRow
from desktop_al.store.verify import Verification, verify_connection

#: Between two looks at the clock of whoever drives a generator.
_AT_ONCE = 4_000
#: Causes of unreadable samples that have a row of their own.
_CAUSES = 8
#: Microseconds.
_DAY = 86_400_000_000
_NO_REASON, _OTHERS = mark("No reason given"), mark("Other causes")
PROVENANCE = ("unanimous", "majority", "single", "adjudicated", "open")


def why_coded(state: State, anonymous: bool) -> str:
    """Why codes stand for the names of people, "" where they do not."""
    design = design_of(state.study())
    if design is not None and design.independent:
        return "blind"
    if handed_to(state):
        return "copy"
    return "asked" if anonymous else ""


def called_in(state: State, coded: str) -> dict[str, str]:
    """What everybody the project knows is called in a report: A1, A2 ... where names are ``coded``, in an order drawn
    with the project's own key, which tells nothing of who is who."""
    known = names(state)
    # In a log from elsewhere there may be names that neither design nor roles know.
    known += [name for name in state.pace if name and name not in known]
    if not coded:
        return {name: plain(name) for name in known}
    key = code_key_of(state) or b"report"
    drawn = sorted(known, key=lambda name: hmac.digest(key, name.encode("utf-8", "surrogatepass"), "sha256"))
    return {name: f"A{number}" for number, name in enumerate(drawn, 1)}


def read_facts(
    file: ProjectFile, state: State, rows: Sequence[SampleRow], request: ReportRequest, called: Mapping[str, str]
) -> Generator[float, None, Facts]:
    """The facts of the open ``file``; yields a share of the work."""
    connection = file.connection
    checked = verify_connection(connection)
    yield 0.3
    pool = Pool(_seed(state), _share(state))
    pool.extend(rows)
    in_force = list(state.annotations())
    yield 0.4
    record = state.protocol_record()
    reasons = {**record.former, **{reason.id: reason.words for reason in record.in_force()}}
    said = Counter(state_word(event.answer) for event in in_force)
    not_worth = Counter(filter(None, (ev.not_worth_reason(event.answer) for event in in_force)))
    whole = len(in_force)
    none = tr("Nothing was answered.")
    yield 0.45
    ended = results(state, pool)
    yield 0.55
    provenance = Counter[str](result.provenance for result in ended)
    versions = yield from _versions(connection, state, {ev.ref(event) for event in in_force})
    people = yield from _people(connection, state, request.times, called)
    decisions = [made for sample in state.decisions if (made := state.decision(sample))]
    bodies = [_body(state, made[-1]) for made in decisions]
    codes = dict(REASON_CODES)
    design = design_of(state.study())
    problems = Counter(_cause(row) for row in rows if row.problem and not row.gone)
    coded = bool(why_coded(state, request.anonymous))
    yield 0.95
    return Facts(
        name=short(str(state.project.get("name", file.path.stem))),
        kind="text" if state.project.get("kind") == "text" else "image",
        made=_first(connection),
        is_copy=bool(handed_to(state)),
        coded=why_coded(state, request.anonymous),
        classes=state.classes(),
        by_class=_by_class(state, Counter(_classes_of(state, in_force)), Counter(result.label for result in ended)),
        scale=record.scale,
        version=version_of(state).words(),
        version_hash=protocol_hash(decided_by(state.classes(), record)),
        has_guideline=bool(record.text.strip()),
        in_guideline=_in_guideline(state, record.text),
        versions=versions,
        design=None if design is None else replace(design, annotators=_sorted(design.annotators, called)),
        design_hash="" if design is None else design.hash(),
        seed=_seed(state),
        audit_share=_share(state),
        events=checked.events,
        chains=len(state.heads),
        annotations=checked.annotations,
        conflicts=len(state.conflicts()),
        sound=checked.ok,
        problems=_problems(checked, coded),
        fingerprint=fingerprint(checked.head) if checked.head is not None else "",
        people=people,
        unsure=share(said["unsure"], whole, none),
        not_worth=share(said["not_worth_labelling"], whole, none),
        reasons=tuple((reasons.get(reason, reason), n) for reason, n in not_worth.most_common()),
        samples=len(rows),
        answered=len({event.sample for event in in_force}),
        gone=sum(bool(row.gone) for row in rows),
        unreadable=_commonest(problems),
        audit_samples=sum(pool.is_audit(place) for place in range(len(pool))),
        masked=sum(bool(rects) for rects in state.masks.values()),
        provenance=tuple((kind, provenance[kind]) for kind in PROVENANCE if provenance[kind]),
        decided=len(decisions),
        ambiguous=sum(body.get("ambiguous") is True for body in bodies),
        decision_reasons=_commonest(
            Counter(codes.get(str(body.get("reason_code", "")), _NO_REASON) for body in bodies)
        ),
        known=len(state.gold_samples()),
        days=_days(in_force),
        encrypted=file.key is not None,
        erased=len(state.erased),
        handouts=len(state.handouts),
        exports=_exports(connection, called, coded),
        signatures=tuple(
            # Who signs need not be anybody that the project knows otherwise.
            (called.get(s.who, "" if coded else plain(s.who)), s.meaning, s.samples, s.valid)
            for s in checked.signatures
        ),
        strategies=_commonest(Counter(str(_body(state, event).get("strategy", "")) for event in state.rounds)),
    )


def _in_guideline(state: State, text: str) -> tuple[str, ...]:
    names = [c.name for c in state.active_classes()]
    defined = parse_protocol(text).understood(names).defined
    return tuple(name for name in names if name_key(name) in defined)


def _sorted(annotators: Sequence[str], called: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted((called.get(name, name) for name in annotators), key=lambda name: (len(name), name)))


def _problems(checked: Verification, coded: bool) -> tuple[str, ...]:
    # A problem may name an annotator.
    return (tr("“desktop-al verify” says what."),) if coded and checked.problems else checked.problems[:5]


def _cause(row: SampleRow) -> str:
    """Why a sample cannot be read, without its name: that may tell of a person, and of one cause there is one row."""
    said = row.problem
    for name in (row.path, row.path.rpartition("/")[2]):
        if name:
            said = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "…", said)
    return said


def _seed(state: State) -> int:
    return int(str(state.project.get("seed", 0)))


def _share(state: State) -> float:
    return min(1.0, max(0.0, float(str(state.project.get("audit_share", 0)))))


def _body(state: State, event: ev.Event) -> ev.Body:
    try:
        return state.read_body(event)
    except (ValueError, TypeError, RecursionError):
        return {}


def _first(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT MIN(utc) FROM events").fetchone()
    return int(row[0] or 0)


def _classes_of(state: State, in_force: Sequence[ev.Event]) -> list[str]:
    found: list[str] = []
    known: dict[str, tuple[str, ...]] = {}
    for event in in_force:
        if event.answer not in known:
            known[event.answer] = tuple(map(state.resolve_class, ev.label_classes(event.answer)))
        found += known[event.answer]
    return found


def _by_class(state: State, given: Counter[str], ended: Counter[str]) -> tuple[tuple[str, int, int], ...]:
    shown = [c for c in state.classes() if (not c.retired and c.merged_into is None) or given[c.id] or ended[c.name]]
    return tuple((c.name, given[c.id], ended[c.name]) for c in shown)


def _commonest(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    rows = counted.most_common(_CAUSES)
    left = counted.total() - sum(n for _, n in rows)
    return (*rows, (_OTHERS, left)) if left else tuple(rows)


def _days(in_force: Sequence[ev.Event]) -> tuple[tuple[str, int], ...]:
    by_day: dict[str, int] = {}
    for event in sorted(in_force, key=lambda event: event.utc):
        name = day(event.utc)
        by_day[name] = by_day.get(name, 0) + 1
    return tuple(by_day.items())


def _versions(
    connection: sqlite3.Connection, state: State, in_force: set[ev.Ref]
) -> Generator[float, None, tuple[VersionUsed, ...]]:
    """The versions that annotations in force were given under, the oldest first, and the one in force."""
    counted: Counter[str] = Counter()
    moments: list[int] = []
    rows = connection.execute(
        "SELECT e.writer, e.seq, e.utc, b.body FROM events e "
        "JOIN bodies b ON b.writer=e.writer AND b.seq=e.seq WHERE e.kind=?",
        (ev.ANNOTATION,),
    )
    while part := rows.fetchmany(_AT_ONCE):
        for writer, seq, utc, raw in part:
            if (writer, seq) in in_force:
                found = decoded(raw).get("protocol")
                counted[found if isinstance(found, str) else ""] += 1
                moments.append(utc)
        yield 0.6
    since: dict[str, int] = {}
    texts: dict[str, str] = {}
    for version, text, utc in history(state, moments):
        since.setdefault(version, utc)
        texts.setdefault(text, version)
    # Annotations of earlier programs name the guideline's text alone.
    merged: Counter[str] = Counter()
    for name, n in counted.items():
        merged[name if name in since else texts.get(name, name) if name else name] += n
    now = version_id(state)
    known = [name for name in since if merged[name] or name == now]
    strange = [name for name in merged if name not in since]
    return tuple(VersionUsed(name, since.get(name, 0), merged[name]) for name in (*known, *strange))


def _people(
    connection: sqlite3.Connection, state: State, times: bool, called: Mapping[str, str]
) -> Generator[float, None, tuple[Person, ...]]:
    counts: dict[str, Counter[str]] = {}
    ends: dict[str, tuple[int, int]] = {}
    for event in state.annotations():
        who = called.get(event.annotator, event.annotator)
        counts.setdefault(who, Counter())[state_word(event.answer)] += 1
        first, last = ends.get(who, (event.utc, event.utc))
        ends[who] = min(first, event.utc), max(last, event.utc)
    repeats: Counter[str] = Counter()
    for (name, _), events in state.repeats.items():
        repeats[called.get(name, name)] += len(events)
    yield 0.7
    seconds: dict[str, float] = {}
    if times:
        for row in (yield from read_rows(connection, "")):
            spent = row.active if row.active is not None else row.shared
            if spent is not None:
                who = called.get(row.annotator, row.annotator)
                seconds[who] = seconds.get(who, 0.0) + spent
    yield 0.9
    made = []
    for name in names(state):
        who = called.get(name, name)
        given = counts.get(who, Counter())
        if given or role_of(state, name) != "annotator" or is_blind(state, name):
            first, last = (end if times else end - end % _DAY for end in ends.get(who, (0, 0)))
            made.append(
                Person(
                    who,
                    role_of(state, name),
                    labels=given["labelled"],
                    unsure=given["unsure"],
                    not_worth=given["not_worth_labelling"],
                    repeats=repeats[who],
                    first=first,
                    last=last,
                    seconds=seconds.get(who),
                )
            )
    # Codes in their own order: that of the log may tell who is who.
    return tuple(sorted(made, key=lambda one: (len(one.name), one.name)) if _are_codes(called) else made)


def _are_codes(called: Mapping[str, str]) -> bool:
    return any(name != code and code != plain(name) for name, code in called.items())


def _exports(connection: sqlite3.Connection, called: Mapping[str, str], coded: bool) -> tuple[Exported, ...]:
    found = []
    rows = connection.execute(
        "SELECT e.utc, e.annotator, b.body FROM events e LEFT JOIN bodies b ON b.writer=e.writer AND b.seq=e.seq "
        "WHERE e.kind=? ORDER BY e.utc, e.n",
        (ev.EXPORT,),
    )
    for utc, who, raw in rows:
        body: Mapping[str, Any] = decoded(raw)
        name, count = str(body.get("format", "")), body.get("count")
        many = count if isinstance(count, int) and name != "protocol" else None
        what = tr(FORMATS[name]) if name in FORMATS else plain(name)
        counted = [] if many is None else [local(f"{many:,}")]
        # Who exports at a computer need not be an annotator: then there is no code.
        told = called.get(who, "" if coded else plain(who))
        found.append(Exported(int(utc), joined([*counted, what]), told, what, many))
    return tuple(found)
