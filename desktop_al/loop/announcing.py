"""Telling each annotator once that the protocol has changed, and what to look at again because of it.

What somebody has seen is in the log already: every opening names the heads of the chains that it had before it. So a
change is news to an annotator as long as none of that annotator's own events was made after it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop_al.core import events as ev
from desktop_al.core.events import Event
from desktop_al.core.protocol import name_key
from desktop_al.core.protocol_file import Protocol
from desktop_al.core.protocol_parts import Changes, changes
from desktop_al.core.shapes import LabelClass
from desktop_al.core.state import State, fold
from desktop_al.core.words import mark, tr, trn
from desktop_al.loop.protocol_versions import decided_by, version_id
from desktop_al.loop.screen import Notice

if TYPE_CHECKING:
    from desktop_al.loop.project import Project

#: The name of the notice, and what its buttons ask for.
NOTICE, SHOW, AGAIN, GOT_IT = "protocol", "show", "again", "got_it"
#: What of the log makes a protocol.
_KINDS = frozenset({ev.OPEN, ev.MERGE, ev.PROJECT, ev.CLASS, ev.PROTOCOL, ev.RETRACT, ev.HANDOUT, ev.ERASE, ev.BATCH})
_CHANGE = frozenset({ev.CLASS, ev.PROTOCOL, ev.ERASE})
_NAMED = 3
THIS_CHANGE = mark("this change")


@dataclass(frozen=True, slots=True)
class Again:
    """Samples that one annotator labelled with a class before a change touched it: ``places`` in the pool, and the
    question whether to show them again; no places and no words where there are none."""

    places: tuple[int, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """What an annotator was not told yet: a sentence, the class touched first (its id, "" for none), and ``again``."""

    words: str
    class_id: str = ""
    again: Again = Again()


def protocol_now(state: State) -> Protocol:
    """What annotators decide by at present, to be compared with ``changed`` later."""
    return decided_by(state.classes(), state.protocol_record())


def changed(before: Protocol, now: Protocol) -> Changes:
    """In what two of them differ. A long guideline that is the same in both is not read for it."""
    if before.text == now.text:
        before, now = replace(before, text=""), replace(now, text="")
    return changes(before, now)


def news(state: State, annotator: str) -> tuple[Changes, tuple[LabelClass, ...]] | None:
    """What has changed since the annotator's own newest event, and the classes of that time; None where nothing has,
    or where there is no such event."""
    tips = [tip for writer in state.heads if (tip := _newest(state, writer, annotator)) is not None]
    if not tips:
        return None
    reach = state.seen.reach(tips)
    if not any(_may_change(state, event) for event in _beyond(state, reach)):
        return None
    upto = ((w, min(reach.get(w, 0), head)) for w, head in state.heads.items())
    known = (event for w, head in upto for event in _chain(state, w, 0, head))
    before = fold((event for event in known if event.kind in _KINDS), state.read_body)
    found = changed(protocol_now(before), protocol_now(state))
    return (found, before.classes()) if found.words else None


def again(
    project: "Project", names: Collection[str], classes: Iterable[LabelClass] = (), *, since: str = THIS_CHANGE
) -> Again:
    """Which samples the annotator at the screen has labelled with one of these classes; ``classes`` under whose names
    they went before, beside those of now."""
    state, keys = project.state, {name_key(name) for name in names}
    touched = [c for c in (*state.classes(), *classes) if name_key(c.name) in keys]
    ids = {c.id for c in touched}
    places, used = [], set()
    for (who, sample), _ in list(state.cells.items()) if ids else ():
        if who != project.annotator or sample not in project.pool.by_id:
            continue
        named = {c for e in state.in_force(who, sample) for c in ev.label_classes(e.answer)} & ids
        if named:
            used |= named
            places.append(project.pool.by_id[sample])
    if not places:
        return Again()
    known = dict.fromkeys(c.name for c in (*state.classes(), *classes) if c.id in used and name_key(c.name) in keys)
    called = tr(" or ").join(known) if len(known) <= _NAMED else tr("with one of {many} classes", many=len(known))
    words = trn(
        "You labelled {n:,} sample {called} before {since}. Show it again?",
        "You labelled {n:,} samples {called} before {since}. Show them again?",
        len(places),
        called=called,
        since=tr(since),
    )
    return Again(tuple(sorted(places)), words)


def announce(project: "Project") -> News | None:
    """Tell the annotator of an open project what has changed, in a notice; returns it."""
    found = None if project.read_only else news(project.state, project.annotator)
    if found is None:
        return None
    what, classes = found
    offered = {name_key(c.name): c.id for c in project.classes}
    first = next((offered[name_key(name)] for name in what.classes if name_key(name) in offered), "")
    told = News(what.words, first, again(project, what.classes, classes))
    project.notices.put(NOTICE, _notice(told))
    return told


def got_it(project: "Project") -> None:
    """The annotator was told: the log remembers it, and the notice goes."""
    project.notices.put(NOTICE, None)
    if not project.read_only:
        body = {"op": "protocol", "version": version_id(project.state)}
        project.record.add(ev.PACE, body, project.annotator, answer="told")


def _notice(told: News) -> Notice:
    count = len(told.again.places)
    show_again = ((AGAIN, tr("Show it again") if count == 1 else tr("Show them again")),) if count else ()
    text = told.again.words or tr("Labels that you give from now on count for the new version.")
    return Notice(NOTICE, told.words, text, ((SHOW, tr("Show")), *show_again, (GOT_IT, tr("Got it"))), severe=False)


def _newest(state: State, writer: bytes, annotator: str) -> Event | None:
    """The newest event of an annotator in a chain that this annotator began."""
    first = state.event((writer, 1))
    if first is None or first.annotator != annotator:
        return None
    return state.event((writer, state.heads[writer]))


def _chain(state: State, writer: bytes, after: int, upto: int) -> Iterable[Event]:
    return (event for n in range(after + 1, upto + 1) if (event := state.event((writer, n))) is not None)


def _beyond(state: State, reach: dict[bytes, int]) -> Iterable[Event]:
    return (event for w, head in state.heads.items() for event in _chain(state, w, reach.get(w, 0), head))


def _may_change(state: State, event: Event) -> bool:
    if event.kind == ev.RETRACT:
        targets: Sequence[Sequence[object]] = state.read_body(event).get("targets", ())
        step = tuple((bytes.fromhex(str(w)), int(str(first)), int(str(last))) for w, first, last in targets)
        return any(found.kind in _CHANGE | {ev.RETRACT} for found in state.step_events(step))
    return event.kind in _CHANGE
